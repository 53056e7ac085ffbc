"""Wording: a matter said in its topic's official ways, with its numbers in the sentence of the work they measure."""

import re
from dataclasses import dataclass, replace

from assistant.draft.bettering.rewording import headed, sided
from assistant.draft.composing.material import Count, Deed
from assistant.draft.composing.matters import Matter
from assistant.draft.composing.numbers.proper_names import named_in
from assistant.draft.composing.numbers.rows import row
from assistant.draft.composing.numbers.sums import parts_said
from assistant.draft.composing.voice import Voice
from assistant.draft.composing.words import ends_work
from assistant.facts import PLACEHOLDER
from assistant.prose.likeness import likeness
from assistant.topics import Topic

_SAYS_IT_TWICE = 0.34
"""Likeness from which an introduction says what the clause behind it says: a third of its pairs of characters."""
_VERB = 2
"""Characters of the verb that numbers in a row have in common."""
_SAYS_IT_AGAIN = 0.4
"""Share of a purpose's pairs of characters that stand in its clause from which it says nothing new."""
_LONG_ENOUGH = 44
"""Characters from which a clause needs no introduction and no purpose: longer, the reader loses the thread."""

_ONE_IN = 3
"""One number in so many is compared with last year's: each compared, and the section reads like a table."""

_OF_A_SIDE = ("problems", "improvements")
_FIGURE = re.compile(r"\{\{|[一二两三四五六七八九十]+[次场期件份篇个条项人]")


@dataclass(frozen=True)
class Utterance:
    """What is said of one matter, without subject and full stop: `heads` are ways to begin, `rest` what follows."""

    heads: tuple[str, ...]
    rest: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()
    remark: str = ""
    subject: bool = False
    """Whether it names its own doer."""
    negative: bool = False
    planned: bool = False
    topic: str = ""
    acts: bool = False
    """Whether its head is a topic's own wording, which begins with a verb."""
    purpose: str = ""
    pairing: str = ""
    """The shortcoming that a measure is about, as it is said before it: 针对解读形式单一的问题."""

    def text(self, head: int = 0) -> str:
        """The utterance begun in one of its ways."""
        return "，".join(filter(None, [self.pairing, self.heads[head], *self.rest, self.purpose]))

    @property
    def texts(self) -> list[str]:
        """The utterance in every way."""
        return [self.text(at) for at in range(len(self.heads))]


def word(matter: Matter, voice: Voice, compares: frozenset[str] = frozenset()) -> Utterance:
    """A matter as an utterance; every fact of it is said once. `compares` are the numbers told with last year's."""
    heads: tuple[str, ...]
    rest: tuple[str, ...]
    if matter.planned or (matter.deeds and voice.state.request.section in _OF_A_SIDE):
        heads, rest = _of_a_side(matter, voice), ()
    elif matter.negative:
        heads, rest = _denied(matter, voice)
    elif matter.counts:
        heads, rest = _counted(matter, voice, compares)
    else:
        heads, rest = _done(matter, voice)
    return Utterance(
        heads,
        rest,
        matter.notes,
        matter.remark,
        subject=bool(matter.deeds)
        and not matter.counts
        and matter.deeds[0].subject
        and heads[0] == matter.deeds[0].words
        and not matter.field,
        negative=matter.negative,
        planned=matter.planned,
        topic=matter.topic.id if matter.topic else "",
        acts=bool(matter.counts and matter.counts[0].ways),
        pairing=matter.deeds[0].answering if matter.deeds else "",
    )


def with_purpose(said: Utterance, matter: Matter, voice: Voice) -> Utterance:
    """The utterance with what the act is for, where the topic knows it, it stands nowhere yet and the text is short."""
    typed = {deed.words for deed in matter.deeds}
    own_words = (
        any(deed.ask for deed in matter.deeds)
        or all(head in typed for head in said.heads[:1])
        or not (said.acts or matter.deeds)
    )
    if matter.topic is None or said.negative or said.planned or own_words or len(said.text()) > _LONG_ENOUGH:
        return said  # what the topic's work is for is not what every clause about it is for
    new = [one for one in matter.topic.purposes if not _repeats(one, said.text())]
    purpose = voice.free(new, f"{matter.topic.id} purpose")
    if not purpose:
        return said
    voice.said(purpose)
    return replace(said, purpose=purpose)


def _repeats(purpose: str, text: str) -> bool:
    """Whether a purpose says again what the clause says: 了解申请需求，了解申请人的真实需求."""
    pairs = [purpose[at : at + 2] for at in range(len(purpose) - 1)]
    return sum(pair in text for pair in pairs) >= _SAYS_IT_AGAIN * len(pairs)


def _of_a_side(matter: Matter, voice: Voice) -> tuple[str, ...]:
    """A shortcoming, a measure or a plan, begun with the side of the work that it is about."""
    said = "，".join(dict.fromkeys(deed.words for deed in matter.deeds))
    if voice.plain:
        return (said,)
    if voice.state.request.section == "problems":
        ways = sided(said, matter.field)
        return (*voice.in_turn(ways[:-1], f"side {matter.field}"), said)
    ways = headed(said, matter.field)
    return (*voice.in_turn(ways[:-1], f"head {matter.field}"), said)


def _denied(matter: Matter, voice: Voice) -> tuple[tuple[str, ...], tuple[str, ...]]:
    topic = matter.topic
    if topic is not None and topic.denied and all(deed.bare for deed in matter.deeds):
        return tuple(voice.in_turn(topic.denied, f"{topic.id} denied")), ()
    return (matter.deeds[0].words,), tuple(deed.words for deed in matter.deeds[1:])


def _done(matter: Matter, voice: Voice) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Deeds without a number of their own: a bare yes by the topic's wordings, what says more by its words."""
    topic = matter.topic
    more = _more(matter)
    if topic is not None and all(deed.ask for deed in matter.deeds):
        return (topic.note,), ()  # the clerk's words could not be printed: the least that they say
    if topic is None or (more and not topic.plain) or any(ends_work(deed.words) for deed in matter.deeds):
        return (matter.deeds[0].words,), tuple(deed.words for deed in matter.deeds[1:])
    typed = "".join(deed.typed for deed in matter.deeds)
    if voice.state.request.section == "improvements" and not more:
        # What was done is the organ's own: the wording that adds least to its words.
        return (max((topic.note, *topic.plain), key=lambda wording: likeness(wording, typed)),), ()
    plain = _nearest(voice.in_turn(topic.plain, f"{topic.id} plain"), typed, topic)
    if not more:
        return plain, ()
    words = tuple(deed.words for deed in more)
    introduced = _introduced(more[0], matter, voice)
    if len(more) == len(matter.deeds):
        return introduced, words[1:]
    # A bare yes stands beside it: an introduction says that too, else the topic's own wording does.
    return (introduced[:-1], words[1:]) if introduced[1:] else (plain, words)


def _more(matter: Matter) -> list[Deed]:
    """The clauses that say more than the topic: by their words, or by a figure."""
    wordless = matter.topic is None or not matter.topic.plain
    return [deed for deed in matter.deeds if wordless or not deed.bare or _FIGURE.search(deed.words)]


def _introduced(deed: Deed, matter: Matter, voice: Voice) -> tuple[str, ...]:
    """A clause with the topic's introduction before it, and bare; bare alone where the two would say one thing."""
    topic = matter.topic
    long = len(PLACEHOLDER.sub("", deed.words)) > _LONG_ENOUGH
    if topic is None or voice.plain or deed.subject or long or ends_work(deed.words):
        return (deed.words,)
    fitting = [
        wording
        for wording in voice.in_turn(topic.detail, f"{topic.id} detail")
        if likeness(wording.replace("{detail}", ""), deed.words) < _SAYS_IT_TWICE
    ]
    return (*(wording.replace("{detail}", deed.words) for wording in fitting), deed.words)


def _counted(matter: Matter, voice: Voice, compares: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers of a topic in one sentence, with what the notes say besides."""
    known = [count for count in matter.counts if count.ways]
    others = [count for count in matter.counts if count not in known]
    deeds = _more(matter)
    heads: tuple[str, ...] = ()
    rest: list[str] = []
    for count in (*known, *others):
        ways, deeds = named_in(_ways(count, voice), count, deeds)
        compared = (_compared(count, voice) if count.fact.id in compares else "") + parts_said(count)
        if heads and not (compared or rest) and all(_in_a_row(head, ways[0]) for head in heads):
            heads = tuple(f"{head}、{ways[0][_VERB:]}" for head in heads)
        elif heads:
            rest.append(ways[0] + compared)
        else:
            heads = tuple(way + compared for way in ways)
    return heads, (*rest, *(deed.words for deed in deeds))


def _in_a_row(head: str, way: str) -> bool:
    """Whether a number goes on the one before it with a pause mark: 收到网络申请15件、信函申请4件."""
    return head[:_VERB] == way[:_VERB] and "，" not in head + way and head[:_VERB] != "通过" and "、" not in way


def _nearest(wordings: list[str], typed: str, topic: Topic | None) -> tuple[str, ...]:
    """The wordings, those first that hold a word of the topic as the clerk typed it: 专题会 is no 听取汇报."""
    known = topic.words if topic is not None else ()
    words = [word for word in known if word in typed]
    return tuple(sorted(wordings, key=lambda wording: not any(word in wording for word in words)))


def _ways(count: Count, voice: Voice) -> tuple[str, ...]:
    ways = voice.in_turn(count.ways, f"{count.fact.label} say")
    return tuple(wording.replace("{count}", count.shown) for wording in ways) or (row(count),)


def _compared(count: Count, voice: Voice) -> str:
    """How the number moved since last year, in cases or in per cent as is the organ's turn."""
    moved = voice.state.moved(count.fact.id)
    if voice.toss(count.fact.id, 2) and moved:
        return f"，比上年{moved}"
    return voice.state.compare(count.fact.id)


def worth_comparing(counts: list[Count], voice: Voice) -> frozenset[str]:
    """The numbers told beside last year's: the third that moved most, none in a brief text."""
    if voice.plain:
        return frozenset()
    moved = []
    for count in counts:
        now, before = count.fact.value, voice.state.value(f"last.{count.fact.id}")
        if before and now != before:
            moved.append((abs(now - before) / before, count.fact.id))
    most = -(-len(counts) // _ONE_IN)
    return frozenset(fact for _, fact in sorted(moved, reverse=True)[:most])
