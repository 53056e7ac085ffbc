"""Sources: what an official sentence states of a report's facts.

`binding` answers which fact a number states; `claims` answers which cells a statement agrees with or denies. Writing,
checking, marking and listening all ask here, so they cannot disagree. What a sentence is made of is `assistant.prose`.
"""
