"""Introducing: the words of a topic before a clause of its own, and its wordings in the order they fit."""

from collections.abc import Iterable

from assistant.draft.composing.matters import Matter
from assistant.draft.composing.told import Deed
from assistant.draft.composing.voice import Voice
from assistant.draft.composing.words import ends_work, without_empty
from assistant.facts import PLACEHOLDER
from assistant.prose.likeness import likeness
from assistant.topics import Topic

ASPECT = "方面"
"""What an introduction ends in that names its work and says nothing of it: then no word of it comes again."""
LONG_ENOUGH = 44
"""Characters from which a clause needs no introduction and no purpose: longer, the reader loses the thread."""
_SAYS_IT_TWICE = 0.34
"""Likeness from which an introduction says what the clause behind it says: a third of its pairs of characters."""
_A_NAME = 3
"""Characters of a thing's name that are not said twice in one breath: 组织开放日活动，举办某某开放日."""
_A_WORK = 2
"""Characters from which what an introduction names is a piece of work: 部署."""
_FULL = 0.75
"""Share of the longest wording's length from which another says the work in full too."""


def introduced(deed: Deed, matter: Matter, voice: Voice) -> tuple[str, ...]:
    """A clause with the topic's introduction before it, and bare; bare alone where the two would say one thing."""
    topic = matter.topic
    long = len(PLACEHOLDER.sub("", deed.words)) > LONG_ENOUGH
    if topic is None or voice.plain or deed.subject or long or ends_work(deed.words):
        return (deed.words,)
    ways = voice.in_turn(topic.detail, f"{topic.id} detail")
    leads = {wording: wording.replace("{detail}", "") for wording in ways}
    others = voice.deeds - {one.words for one in matter.deeds}
    fitting = [one for one, lead in leads.items() if not (echoed(lead, deed.words) or _told_already(lead, others))]
    return (*(wording.replace("{detail}", deed.words) for wording in fitting), deed.words)


def echoed(introduction: str, clause: str) -> bool:
    """Whether a clause says its introduction again: 在责任分工方面，明确职责分工; 抓好业务培训，培训和考核均开展."""
    said = without_empty(introduction).replace(ASPECT, "")
    heard = clause if ASPECT in introduction else clause[: len(introduction) + 1]
    echoes = any(said[at : at + 2] in heard for at in range(len(said) - 1))
    names = any(said[at : at + _A_NAME] in clause for at in range(len(said) - _A_NAME + 1))
    return echoes or names or likeness(introduction, clause) >= _SAYS_IT_TWICE


def _told_already(introduction: str, deeds: Iterable[str]) -> bool:
    """Whether another deed tells of the work that is introduced: 做好工作部署 behind 年初作出部署."""
    work = without_empty(introduction).replace(ASPECT, "").strip("，")
    parts = (part for one in deeds for part in one.split("，"))
    return len(work) >= _A_WORK and any(part.endswith(work) for part in parts)


def full(wordings: list[str], voice: Voice) -> list[str]:
    """The wordings; where there is little to tell, those first that say the work in full."""
    longest = max(map(len, wordings))
    return sorted(wordings, key=lambda wording: voice.sparse and len(wording) < _FULL * longest)


def nearest(wordings: list[str], typed: str, topic: Topic | None) -> tuple[str, ...]:
    """The wordings, those first that hold a word of the topic as the clerk typed it: 专题会 is no 听取汇报."""
    known = topic.words if topic is not None else ()
    words = [word for word in known if word in typed]
    return tuple(sorted(wordings, key=lambda wording: not any(word in wording for word in words)))
