"""Matters: a section's facts brought together by topic, those of one family beside each other.

Families and, within them, matters stand in the order the organ's own last year has them; without it the main
family comes first, and in each family the work that its numbers say is the greatest.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.draft.book.indicator_clauses import measures
from assistant.draft.composing.told import Count, Deed
from assistant.draft.composing.voice import Voice
from assistant.draft.composing.words import words
from assistant.prose import sentences
from assistant.prose.likeness import affinity
from assistant.topics import Topic, catalogue, named

_SAME_WORK = 0.4
"""Affinity from which a sentence of last year tells of the same work: the same threshold by which a note carries a
borrowed sentence. Lower, and chance words would order the text."""


@dataclass(frozen=True)
class Matter:
    """The facts of one topic, or a clause that names none; denials and plans stand apart from deeds."""

    topic: Topic | None
    deeds: tuple[Deed, ...] = ()
    counts: tuple[Count, ...] = ()

    @property
    def family(self) -> str:
        """The kind of work beside which it is told; a topic without one is its own, what names no topic has none."""
        return self.topic.family or self.topic.id if self.topic else ""

    @property
    def negative(self) -> bool:
        """Whether it says that something did not happen."""
        return bool(self.deeds) and all(deed.negative for deed in self.deeds) and not self.counts

    @property
    def planned(self) -> bool:
        """Whether it says what is yet to be done."""
        return bool(self.deeds) and all(deed.planned for deed in self.deeds)

    @property
    def done(self) -> bool:
        """Whether all of it says of itself that it was done."""
        return bool(self.deeds) and all(deed.done for deed in self.deeds)

    @property
    def field(self) -> str:
        """The side of the work that a shortcoming or a measure is about, "" for other work."""
        return self.deeds[0].field if self.deeds else ""

    @property
    def notes(self) -> tuple[int, ...]:
        """Places of the notes whose words it carries."""
        told = [*(note for deed in self.deeds for note in deed.notes), *(at for one in self.counts for at in one.notes)]
        return tuple(dict.fromkeys(told))

    @property
    def remark(self) -> str:
        """What the clerk should know of its digits."""
        return next((deed.remark for deed in self.deeds if deed.remark), "")

    @property
    def minor(self) -> bool:
        """Whether a text that must be short may leave it out: nobody asks for it, and it holds no number."""
        required = self.topic is not None and self.topic.required
        return not (required or self.counts or self.negative or any("{{" in deed.words for deed in self.deeds))


def grouped(deeds: Sequence[Deed], counts: Sequence[Count]) -> list[Matter]:
    """The facts by topic, in the clerk's order; what names no topic stands alone, as do denials and plans."""
    groups: dict[object, tuple[list[Deed], list[Count]]] = {}
    key: object
    whole = next((count.topic for count in counts if count.topic and count.topic.id in words().wholes), None)
    publishing = catalogue()[words().wholes[0]]
    for told in deeds:
        deed = told
        uncounted = not any(count.topic is deed.topic for count in counts if count.topic)
        if deed.holds == "whole" and (uncounted or _is_apart(deed.topic)):
            # Without the number of the whole it is what the section's publishing holds.
            said = deed.words if whole else f"公开{deed.words}"
            deed = replace(deed, topic=whole or publishing, words=said)
        name = deed.field or (deed.topic.id if deed.topic else "")
        key = (name, deed.negative, deed.planned, deed.done) if name else ("alone", len(groups))
        if _is_apart(deed.topic) and not deed.field and not deed.negative:
            key = (name, deed.notes)  # 公路项目公开 and 公交线路调整 are two pieces of work of one side
        groups.setdefault(key, ([], []))[0].append(deed)
    before: object = None
    for count in counts:
        key = ("alone", len(groups)) if count.topic is None else (count.topic.id, False, False, False)
        if _is_apart(count.topic):
            key = _told_of(count, groups) or (count.topic and count.topic.id, "counts")
        if count.counted is None and before is not None and measures(count.fact.label):
            key = before  # 阅读量 is that of the account named just before
        groups.setdefault(key, ([], []))[1].append(count)
        before = key
    out = []
    for own, numbers in groups.values():
        topic = [*(deed.topic for deed in own), *(count.topic for count in numbers)][0]
        out.append(Matter(topic, tuple(own), tuple(numbers)))
    return out


def _is_apart(topic: Topic | None) -> bool:
    """Whether a topic is a whole side of what an organ does, of which notes tell different pieces of work."""
    return topic is not None and topic.family in words().apart


def _told_of(count: Count, groups: Mapping[object, tuple[list[Deed], list[Count]]]) -> object:
    """The piece of work that tells of what a number counts: 农村公路项目 and 农村公路项目全过程公开; None for none."""
    named = (key for key, (deeds, _) in groups.items() if any(count.fact.label in deed.typed for deed in deeds))
    return next(named, None)


def ordered(matters: Sequence[Matter], last_text: str, voice: Voice) -> list[Matter]:
    """Matters by family; families as last year's text has them, new ones where the catalogue has them.

    Without last year's text the main family comes first where it has numbers, the others begin where it is the organ's
    turn. Denials and plans come last.
    """
    spoken = [(text, {match.topic.id for match in named(text)}) for text in sentences(last_text)]
    places = {topic: at for at, topic in enumerate(catalogue())}
    begins: dict[str, int] = {}
    for at, topic in enumerate(catalogue().values()):
        begins.setdefault(topic.family or topic.id, at)
    lines = [_line(matter, spoken, places) for matter in matters]
    families: dict[str, tuple[int, int]] = {}
    for matter, line in zip(matters, lines, strict=True):
        place = (line, begins.get(matter.family, len(places)))
        families[matter.family] = min(families.get(matter.family, place), place)
    in_order = sorted(families, key=lambda family: families[family])
    if not spoken:
        in_order = _turned(in_order, {matter.family for matter in matters if matter.counts}, voice)
    keyed = [
        (matter.planned, matter.negative, in_order.index(matter.family), line, not matter.counts, -_size(matter), at)
        for at, (matter, line) in enumerate(zip(matters, lines, strict=True))
    ]
    return [matters[key[-1]] for key in sorted(keyed)]


def _turned(families: list[str], numbered: set[str], voice: Voice) -> list[str]:
    """The main family if it has numbers, the others from where it is the organ's turn, gone through either way."""
    main = [family for family in families[:1] if family in numbered]
    others = [family for family in families[len(main) :] if family and family not in words().never_first]
    turn = voice.toss("first", len(others)) if others else 0
    others = [*others[turn:], *others[:turn]]
    others = others[::-1] if voice.toss("direction", 2) else others
    for family in families[len(main) :]:
        if family in words().never_first:  # which rules are in force opens no section
            others.insert(min(1, len(others)) + voice.toss(family, max(1, len(others))), family)
    # What names no topic says too little to begin with.
    lone = [family for family in families[len(main) :] if not family]
    return [*main, *others, *lone]


def _line(matter: Matter, spoken: Sequence[tuple[str, set[str]]], places: dict[str, int]) -> int:
    """The sentence of last year that tells of the matter, or whose topics stand nearest before it."""
    topic = matter.topic.id if matter.topic else ""
    found = (line for line, (text, topics) in enumerate(spoken) if topic in topics or _same(matter, text))
    return next(found, _beside(topic, spoken, places) if topic else 0)


def _size(matter: Matter) -> float:
    """How much of it there is: the number of things done, of which 阅读量 counts none; a whole before its parts."""
    if matter.topic is not None and matter.counts and matter.topic.id in words().wholes:
        return math.inf
    first = matter.topic.counted[0] if matter.topic and matter.topic.counted else None
    done = [count for count in matter.counts if count.counted in {first, None} and not measures(count.fact.label)]
    return float(done[0].fact.value or 0) if done else 0.0


def _same(matter: Matter, text: str) -> bool:
    words = "".join(deed.words for deed in matter.deeds) + "".join(count.fact.label for count in matter.counts)
    return matter.topic is None and affinity(words, text) >= _SAME_WORK


def _beside(topic: str, spoken: Sequence[tuple[str, set[str]]], places: dict[str, int]) -> int:
    """The sentence of last year whose topics stand nearest before this one in the catalogue."""
    known = [(places[other], line) for line, (_, topics) in enumerate(spoken) for other in topics if other in places]
    earlier = [pair for pair in known if pair[0] <= places[topic]]
    return max(earlier)[1] if earlier else 0
