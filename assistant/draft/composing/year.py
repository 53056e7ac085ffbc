"""The year in one breath: what the aspects tell of, by the topics that were confirmed, for the opening of part one."""

from dataclasses import replace

from assistant.draft.composing.material import gather
from assistant.draft.composing.naming import MOSTLY, covers, says_it_all, says_one_thing
from assistant.draft.composing.told import Deed
from assistant.draft.composing.words import doubts_the_work, ends_work
from assistant.draft.proposal.proposal import Request
from assistant.topics import Topic

_MOST = 4
"""Works named in one breath; a fifth makes a list of it."""
_FEWEST = 2
"""Works from which the year is told; one alone stands in its own section."""
_SHORT = 20
"""Characters of a work's official name that a breath holds four of."""
_OPENING = 2
"""Characters by which two openings are told apart, as between sentences."""


def works(request: Request) -> str:
    """What was done, from each aspect in turn: 公开预决算信息，对拟公开信息进行保密审查; "" for too little.

    Each is its topic's official statement: what a plain yes says, and so what every note of the topic says at least.
    """
    aspects = [_confirmed(replace(request, section=section)) for section in request.report.form.aspects]
    told: dict[str, str] = {}
    for place in range(_MOST):
        for topics in aspects:
            note = topics[place].note if place < len(topics) else ""
            if note and len(told) < _MOST:
                told.setdefault(note[:_OPENING], note)  # 公开…，公开… would be a list of one verb
    in_order = [topic.note for topics in aspects for topic in topics if topic.note in told.values()]
    return "，".join(dict.fromkeys(in_order)) if len(told) >= _FEWEST else ""


def _confirmed(request: Request) -> list[Topic]:
    """The topics of one aspect whose work a note tells of, those that the law asks for first."""
    section = request.section
    deeds = [deed for deed in gather(request).deeds if _confirms(deed, section)]
    topics = dict.fromkeys(deed.topic.id for deed in deeds if deed.topic is not None)
    known = {deed.topic.id: deed.topic for deed in deeds if deed.topic is not None}
    return sorted((known[name] for name in topics), key=lambda topic: not topic.required)


def _confirms(deed: Deed, section: str) -> bool:
    topic = deed.topic
    if topic is None or deed.negative or deed.planned or topic.section != section:
        return False
    if ends_work(deed.words) or doubts_the_work(deed.typed):
        return False
    told = covers(topic, deed.typed, section) >= MOSTLY and says_it_all(topic, deed.typed, section)
    says_it = deed.bare or told
    return says_it and says_one_thing(topic) and len(topic.note) <= _SHORT
