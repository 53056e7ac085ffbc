"""Wording: a matter said in its topic's official ways, with its numbers in the sentence of the work they measure."""

import itertools
import re
from dataclasses import replace

from assistant.draft.bettering.measures import in_a_row
from assistant.draft.book.indicator_clauses import measures, starts_with_verb
from assistant.draft.composing.matters import Matter
from assistant.draft.composing.numbers.proper_names import named_in
from assistant.draft.composing.numbers.rows import row
from assistant.draft.composing.numbers.sums import parts_said
from assistant.draft.composing.saying.introducing import LONG_ENOUGH, echoed, full, introduced, nearest
from assistant.draft.composing.saying.utterance import Utterance
from assistant.draft.composing.told import Count, Deed
from assistant.draft.composing.voice import Voice
from assistant.draft.composing.words import ends_work, words
from assistant.prose.likeness import likeness

_VERB = 2
"""Characters of the verb that numbers in a row have in common."""

_ONE_IN = 3
"""One number in so many is compared with last year's: each compared, and the section reads like a table."""

_ENDING = 4
"""Characters that two deeds end in alike where they are one act on two things: 开展解读."""
_OF_A_SIDE = ("problems", "improvements")
_FIGURE = re.compile(r"\{\{|[一二两三四五六七八九十]+[次场期件份篇个条项人]")


def word(matter: Matter, voice: Voice, compares: frozenset[str] = frozenset()) -> Utterance:
    """A matter as an utterance; every fact of it is said once. `compares` are the numbers told with last year's."""
    heads: tuple[str, ...]
    rest: tuple[str, ...]
    matter = replace(matter, deeds=_acts_first(_at_once(matter.deeds)))
    if matter.planned or (matter.deeds and voice.state.request.section in _OF_A_SIDE):
        heads, rest = _of_a_side(matter), ()
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
        family=matter.family,
        acts=bool(matter.counts and matter.counts[0].ways),
        confirmed=all(deed.bare for deed in matter.deeds) and all(count.ways for count in matter.counts),
        pairing=matter.deeds[0].answering if matter.deeds else "",
    )


def _at_once(deeds: tuple[Deed, ...]) -> tuple[Deed, ...]:
    """The deeds, two of one build said in one: 围绕甲开展解读 and 围绕乙开展解读 are 围绕甲、乙开展解读."""
    out: list[Deed] = []
    for deed in deeds:
        last = out[-1].words if out else ""
        ends = _common_ending(last, deed.words)
        light = next((ends[ends.index(verb) :] for verb in words().light if verb in ends), "")
        ends = light if len(light) >= _ENDING else ""
        same = ends and last[:_VERB] == deed.words[:_VERB] and not {"，", "{"} & {*last, *deed.words}
        if same and len(last) < LONG_ENOUGH and not (deed.subject or deed.negative or out[-1].subject):
            both = f"{last[: -len(ends)]}{'以及' if '等' in last else '、'}{deed.words[_VERB:]}"
            notes = tuple(dict.fromkeys((*out[-1].notes, *deed.notes)))
            out[-1] = replace(out[-1], words=both, notes=notes, typed=out[-1].typed + "，" + deed.typed)
        else:
            out.append(deed)
    return tuple(out)


def _common_ending(one: str, other: str) -> str:
    alike = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(reversed(one), reversed(other), strict=False))
    return "".join(char for char, _ in alike)[::-1]


def _acts_first(deeds: tuple[Deed, ...]) -> tuple[Deed, ...]:
    """The deeds; behind one that names its doer, an act on a thing of its own would be read as that doer's.

    申请均按期答复，规范工作流程 has the applications do it; 规范工作流程，申请均按期答复 does not.
    """
    if not deeds or not deeds[0].subject:
        return deeds
    return tuple(sorted(deeds, key=lambda deed: not _turned_round(deed)))


def _turned_round(deed: Deed) -> bool:
    """Whether a deed was told by its thing and is written by its verb: 流程也规范了, 规范工作流程."""
    thing = deed.typed[:_VERB]
    return not deed.subject and thing in deed.words[_VERB:] and not deed.words.startswith(thing)


def _of_a_side(matter: Matter) -> tuple[str, ...]:
    """A shortcoming, a measure or a plan; several of one side in a row, semicolons where one has commas."""
    said = list(dict.fromkeys(deed.words for deed in matter.deeds))
    row = ("；" if any("，" in words for words in said) else "，").join(said)
    return (in_a_row(row) if any(deed.planned or deed.done for deed in matter.deeds) else row,)


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
    plain = nearest(full(voice.in_turn(topic.plain, f"{topic.id} plain"), voice), typed, topic)
    if not more:
        return plain, ()
    words = tuple(deed.words for deed in more)
    led = introduced(more[0], matter, voice)
    if len(more) == len(matter.deeds):
        return led, words[1:]
    # A bare yes stands beside it: an introduction says that too, else the topic's own wording does.
    heads = led[:-1] or (words[:1] if echoed(plain[0], words[0]) else ())
    return (heads, words[1:]) if heads else (plain, words)


def _more(matter: Matter) -> list[Deed]:
    """The clauses that say more than the topic: by their words, or by a figure.

    Beside a number of the topic, an act that it counts by another number says more: 查出12个, 错敏词均已整改.
    """
    topic = matter.topic
    if topic is None or not topic.plain:
        return list(matter.deeds)
    counted = [count.counted for count in matter.counts if count.counted]
    said = {word for one in counted for word in one.words}
    others = {word for one in topic.counted if counted and one not in counted for word in one.words} - said
    return [
        deed
        for deed in matter.deeds
        if not deed.bare or _FIGURE.search(deed.words) or any(word in deed.words for word in others)
    ]


def _counted(matter: Matter, voice: Voice, compares: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers of a topic in one sentence, with what the notes say besides."""
    known = [count for count in matter.counts if count.ways]
    others = [count for count in matter.counts if count not in known]
    deeds = _more(matter)
    heads: tuple[str, ...] = ()
    rest: list[str] = []
    # The work first, then how it was received: 发布9篇，阅读量8次.
    for count in sorted((*known, *others), key=lambda count: measures(count.fact.label)):
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
    verbs = starts_with_verb(head) and starts_with_verb(way)  # 12 of 12328热线 is none
    return (
        verbs and head[:_VERB] == way[:_VERB] and "，" not in head + way and head[:_VERB] != "通过" and "、" not in way
    )


def _ways(count: Count, voice: Voice) -> tuple[str, ...]:
    ways = voice.in_turn(count.ways, f"{count.fact.label} say")
    return tuple(wording.replace("{count}", count.shown) for wording in ways) or (
        row(count, voice.state.request.report.organ),
    )


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
