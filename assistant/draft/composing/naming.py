"""What a clause or a number speaks of: its topic, and whether it says more than the topic's own words."""

import re
from dataclasses import replace

from assistant.draft.book.indicator_clauses import measures
from assistant.draft.composing.told import Deed
from assistant.draft.composing.words import doubts_the_work, without_empty, words
from assistant.facts import PLACEHOLDER, Fact
from assistant.prose.vocabulary import words as vocabulary
from assistant.prose.wordfile import alternatives
from assistant.topics import Counted, Topic, catalogue, named

_OF_A_SIDE = ("problems", "improvements")
"""Sections whose points are nothing if not the organ's own: there the topic alone tells too little."""
_HAN = re.compile(r"[一-鿿A-Za-z\d]")
_SAYS_MORE = 2
"""Characters left of a clause, its topic's words and the empty ones taken out, from which it says something of its own.
One is a particle that no list holds; two are a word."""
_NEARLY_ALL = 0.75
"""Share of the characters of what a pattern finds that the topic's statement must have to say it too: a pattern spans
words of the clerk's own, 办公室牵头."""
MOSTLY = 0.33
"""Share of a clause that must be words of its topic for the topic's own statement to stand for it: a third. With less
the clause tells of something else that only happens to name it (网站上能直接点到办事 is not 网站发布)."""


def topic_of(text: str, section: str) -> Topic | None:
    """The topic of the section that a clause names most clearly; None if it names none."""
    bare = PLACEHOLDER.sub("", text)
    return next((match.topic for match in named(bare, section) if at_home(match.topic, section)), None)


def covers(topic: Topic, text: str, section: str) -> float:
    """How much of a clause is words that name the topic, 0 to 1."""
    match = next((one for one in named(text, section) if one.topic is topic), None)
    places = {at for start, end in (match.spans if match else ()) for at in range(start, end)}
    return len(places) / max(len(text), 1)


def says_one_thing(topic: Topic) -> bool:
    """Whether a topic's statement names nothing besides it: 公示许可、处罚信息 is more than one of the two."""
    return bool(topic.note) and "、" not in topic.note


def says_it_all(topic: Topic, text: str, section: str) -> bool:
    """Whether the topic's statement says every word by which a clause names it: 网站首页 is not in 做好网站建设."""
    match = next((one for one in named(text, section) if one.topic is topic), None)
    said = [sum(character in topic.note for character in word) for word in (match.words if match else ())]
    return match is not None and all(2 * same > len(word) for same, word in zip(said, match.words, strict=True))


def at_home(topic: Topic, section: str) -> bool:
    """Whether a topic is told in a section; the opening of part one may tell of all its aspects."""
    return section in topic.sections or (section == "overview" and topic.section.startswith(section))


def says_more(text: str, topic: Topic) -> bool:
    """Whether a clause says something besides its topic: 公众号推文由分管领导签发 does, 三审三校照旧 does not."""
    left = re.sub(rf"(?:{PLACEHOLDER.pattern})(?:{vocabulary().units})?", "", text)
    left = left.replace(topic.note, "") if topic.note else left
    counts = [word for one in topic.counted for word in (one.name, *one.words)]
    said = "".join((topic.id, topic.note, *topic.plain))
    names = [topic.id, *counts, *(word for word in topic.words if _said_in(word, said))]
    left = re.sub(alternatives([name for name in names if name]), "", left)
    for pattern in topic.patterns:
        left = pattern.sub(lambda match: "" if _said_in(match[0], said, _NEARLY_ALL) else match[0], left)
    return len(_HAN.findall(without_empty(left))) >= _SAYS_MORE


def only_names(text: str, topic: Topic) -> bool:
    """Whether a clause names a thing alone whose topic tells of a change: 公开指南 says not that it was updated."""
    changed = any(topic.note.startswith(verb) for verb in words().changes)
    return changed and not any(word in text for word in words().changing)


def by_topic(deed: Deed, own: Topic | None, section: str, ask: str) -> Deed | str:
    """A clause whose words cannot be printed by its topic's, beside the question for the rest; else the question.

    What it says of its topic must be that the work is done: no denial and no number, which the topic would not tell.
    """
    told = own is not None and says_one_thing(own) and section not in _OF_A_SIDE
    if own is None or not told or PLACEHOLDER.search(deed.words) or doubts_the_work(deed.typed):
        return ask
    if covers(own, deed.typed, section) < MOSTLY or not says_it_all(own, deed.typed, section):
        return ask
    ask = f"“{deed.typed}”只按“{own.id}”通常的说法写成，请核对；其中的具体做法请换成书面说法补充。"
    return replace(deed, words=own.note, topic=own, bare=True, ask=ask, remark=f"原话是“{deed.typed}”")


def _said_in(word: str, said: str, share: float = 0.5) -> bool:
    """Whether a topic's word says no more than its own statement: 层层审 of 审核制度, but not 改版 of 网站建设."""
    return sum(character in said for character in word) >= share * len(word)


def counted_as(name: str, unit: str, topic: Topic) -> Counted | None:
    """The number of a topic that an indicator of this name and unit is; None if it counts something narrower."""
    if exact := topic.indicator(name):
        return exact
    able = [one for one in topic.counted if unit in one.units]
    able = [one for one in able if _only_words(name, (topic.id, one.name, *one.words, *topic.words), "".join(one.say))]
    return max(
        able,
        key=lambda one: max((len(word) for word in (one.name, *one.words) if word in name), default=0),
        default=None,
    )


def ways_of(counted: Counted, name: str, topic: Topic) -> tuple[str, ...]:
    """The number's wordings that keep what its name says: 普法直播 is more than 网络直播, 满意率 than 评议结果."""
    if counted.name == name and not measures(name):
        return counted.say
    words = [word for word in (counted.name, *counted.words, *topic.words) if word in name]
    # Of equals the first: what narrows a name stands at its head, 职业教育信息 is 职业教育 before it is 教育信息.
    longest = min(words, key=lambda word: (-len(word), name.find(word)), default="")
    return tuple(wording for wording in counted.say if longest and longest in wording)


def topic_of_number(fact: Fact, section: str) -> tuple[Topic | None, Counted | None]:
    """The topic of an indicator, and the number of the topic that it is."""
    for topic in catalogue().values():
        if (exact := topic.indicator(fact.label)) and fact.unit in exact.units:
            return topic, exact
    matches = [match for match in named(fact.label, section) if at_home(match.topic, section)]
    for match in matches:
        if one := counted_as(fact.label, fact.unit, match.topic):
            return match.topic, one
    return (matches[0].topic if matches else None), None


def _only_words(name: str, known: tuple[str, ...], said: str) -> bool:
    """Whether a name is the known words and what the wordings say anyway: 聘请监督员, of 聘请社会监督员{count}."""
    left = without_empty(re.sub(alternatives([word for word in known if word]), "", name))
    return left in said or len(_HAN.findall(left)) < _SAYS_MORE
