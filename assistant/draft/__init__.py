"""draft: wording for a section, proposed from this year's facts and from past reports.

Three ways need no model (offline.propose); a fourth asks a language model (writer.ModelWriter). All four
speak in Sentences whose digits the program writes. chat.answer serves a conversation with any of them.
"""

from assistant.draft.conversation.chat import answer
from assistant.draft.conversation.turn import Reply
from assistant.draft.proposal.difference import Change, apply, compare
from assistant.draft.proposal.proposal import WAY_NAMES, WAYS, Proposal, Request, Sentence
from assistant.draft.ways.offline import propose

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
