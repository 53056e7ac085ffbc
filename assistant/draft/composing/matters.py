"""Matters: a section's facts brought together by topic, and put in the order the organ's own last year has them."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.draft.book.indicator_clauses import measures
from assistant.draft.composing.material import Count, Deed
from assistant.draft.composing.voice import Voice
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
    for deed in deeds:
        name = deed.field or (deed.topic.id if deed.topic else "")
        key = (name, deed.negative, deed.planned, deed.done) if name else ("alone", len(groups))
        groups.setdefault(key, ([], []))[0].append(deed)
    before: object = None
    for count in counts:
        key = ("alone", len(groups)) if count.topic is None else (count.topic.id, False, False, False)
        if count.counted is None and before is not None and measures(count.fact.label):
            key = before  # 阅读量 is that of the account named just before
        groups.setdefault(key, ([], []))[1].append(count)
        before = key
    out = []
    for said, told in groups.values():
        topics = [*(deed.topic for deed in said), *(count.topic for count in told)]
        out.append(Matter(topics[0], tuple(said), tuple(told)))
    return out


def ordered(matters: Sequence[Matter], last_text: str, voice: Voice) -> list[Matter]:
    """Matters as last year's text has their topics, new ones where the catalogue has them; denials and plans last.

    Without last year's text the catalogue's order is begun where it is the organ's turn, and gone through either way.
    """
    places = {topic: at for at, topic in enumerate(catalogue())}
    spoken = [(text, {match.topic.id for match in named(text)}) for text in sentences(last_text)]
    before: tuple[int, int] = (0, 0)
    keyed = []
    for at, matter in enumerate(matters):
        topic = matter.topic.id if matter.topic else ""
        found = next(
            (line for line, (text, topics) in enumerate(spoken) if topic in topics or _same(matter, text)), None
        )
        if found is not None:
            before = (found, places.get(topic, 0))
        elif topic:
            before = (_beside(topic, spoken, places), places[topic])
        keyed.append((matter.planned, matter.negative, before, at, matter))
    found_order = [matter for *_, matter in sorted(keyed, key=lambda item: item[:4])]
    done = [matter for matter in found_order if not (matter.planned or matter.negative)]
    rest = [matter for matter in found_order if matter not in done]
    if done and not spoken:
        first = voice.toss("first", len(done))
        done = [*done[first:], *done[:first]]
        done = done[::-1] if voice.toss("direction", 2) else done
    return [*done, *rest]


def _same(matter: Matter, text: str) -> bool:
    words = "".join(deed.words for deed in matter.deeds) + "".join(count.fact.label for count in matter.counts)
    return matter.topic is None and affinity(words, text) >= _SAME_WORK


def _beside(topic: str, spoken: Sequence[tuple[str, set[str]]], places: dict[str, int]) -> int:
    """The sentence of last year whose topics stand nearest before this one in the catalogue."""
    known = [(places[other], line) for line, (_, topics) in enumerate(spoken) for other in topics if other in places]
    earlier = [pair for pair in known if pair[0] <= places[topic]]
    return max(earlier)[1] if earlier else 0
