"""Thresholds of asking, each with its reason."""

A_SECTION = 8
"""Questions of one section: about two minutes of quick answers; after more a person starts clicking blindly."""
A_REPORT = 35
"""Questions of a whole report: at a quarter of a minute each they take about ten minutes."""
NUMBERS = 4
"""Of a section's questions those about last year's numbers: a text of twenty numbers must leave room for the rest."""
PRACTICES = 4
"""Of a section's questions those about last year's practices, for the same reason."""
UNNAMED = 2
"""Practices of a section that no topic of the catalogue names: such a sentence may be an aim as well as a deed."""
PEERS = 3
"""Topics of peers in one section: what others write is a hint, and no duty."""
FEWEST_PEERS = 3
"""Of fewer organs nobody can say what most of them write."""
PROMISES = 6
"""Last year's promises and problems that are asked about: a report has three or four, a longer list repeats itself."""
BLANK_CELLS = 3
"""Blank cells of a table that are asked for one by one: more are quicker typed into the table."""
TIMES = 5
"""A value of so many times last year's, or less than that part of it, is worth a word; as in the checks (Y-03)."""
MATTERS = 10
"""A change from 1 to 7 is sevenfold and means nothing; from ten on it does; as in the checks."""
FEW = 4
"""Requests received from which half of them left over says something: one of two is chance."""
ALIKE = 0.5
"""How much two indicators' names must share to be one: 培训 and 政务公开培训 do, 微博发布 and 微信发布 do not."""
SHORTEST = 5
"""Characters of a clause that says something by itself: 加强领导 needs the next one."""
SHORT = 4
"""Characters of a clause of a promise that is worth repeating: 选题 is not."""
LONGEST = 32
"""Characters of last year's text that are quoted in a question."""
SMALL = 10
"""Below so many one asks 几场, from then on 多少场."""
HEADING = 20
"""Characters up to which a line without a comma is a heading."""
EXACT_BELOW = 100
"""Below so many a count can be counted, so 3场左右 is asked again; 1000多条 is taken as what it is."""
FEW_WORDS = 4
"""Characters beside a number that still leave it the whole answer: 培训了3场; more may be something of its own."""
SHORTEST_NOTE = 4
"""Characters of an answer that may stand as a note of the year: 嗯嗯 says nothing."""
SHORTEST_PROBLEM = 3
"""The same where a shortcoming is told: 人手少 is one."""
AT_THE_END = 2.5
"""Characters that a topic's word is worth more at a clause's end, where Chinese has what is spoken of: a word of two
there outweighs one of four before it."""
DETAILS = 3
"""Details of one section: what a colleague asks in passing; after more it is an examination."""
DETAILS_IN_ALL = 10
"""Details of a whole report, after all other questions: each is a sentence of one's own, so ten take five minutes."""
SHORT_PRACTICE = 20
"""Han characters of all that is told of a topic, up to which one asks how it is done: a clause of the work and one of
how it is done have more."""
SHORT_PROBLEM = 16
"""Han characters of a problem or a measure that names itself and no more: 依申请公开办理不够规范 has ten."""
SAME_WORDS = 2
"""Characters in a row that two texts share when they speak of one thing: most words have two."""
