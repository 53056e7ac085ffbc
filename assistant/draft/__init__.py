"""draft: wording for a section, proposed from this year's facts and from past reports.

Three ways need no model (offline.propose); a fourth asks a language model (writer.ModelWriter). All four
speak in Sentences whose digits the program writes. chat.answer serves a conversation with any of them.
"""

from assistant.draft.chat import answer
from assistant.draft.difference import Change, apply, compare
from assistant.draft.drafts import WAY_NAMES, WAYS, Proposal, Request, Sentence
from assistant.draft.offline import propose
from assistant.draft.turn import Reply

__all__ = [
    "WAYS",
    "WAY_NAMES",
    "Change",
    "Proposal",
    "Reply",
    "Request",
    "Sentence",
    "answer",
    "apply",
    "compare",
    "propose",
]
