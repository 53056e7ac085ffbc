"""Numbers: a section's indicators, and the notes that state a topic's number, each told once.

A note and its own number are one: the number goes with the clause of its topic, and a number that both the note and an
indicator state is the indicator's.
"""

import re
from dataclasses import replace

from assistant.draft.composing.naming import counted_as, says_more, topic_of_number, ways_of
from assistant.draft.composing.numbers.rows import in_rows, listed
from assistant.draft.composing.numbers.sums import with_parts
from assistant.draft.composing.told import Count, Deed, Material
from assistant.draft.composing.words import words
from assistant.draft.proposal.proposal import Request
from assistant.facts import PLACEHOLDER
from assistant.prose import numbers

_NOTHING = "“{}”今年是0{}，没有写入；填错了请改，确实没有而要写明的，请说明没有什么。"
"""Nobody publishes that 0 guides were published; a denial is the organ's to make."""
_FIGURE = re.compile(rf"(?:{PLACEHOLDER.pattern})")


def count(request: Request, material: Material) -> None:
    """Put the section's indicators, and the notes that state a topic's number and nothing else, into the counts."""
    facts = [fact for fact in request.facts.of_section(request.section) if fact.id.startswith("indicator.")]
    facts = [fact for fact in facts if fact.id not in request.without]
    counts = []
    for fact in facts:
        if "信息处理费" in fact.label:
            continue  # the book has its sentence, charged or not
        if not fact.value:
            material.asks.append(_NOTHING.format(fact.label, fact.unit))
        else:
            topic, counted = topic_of_number(fact, request.section)
            ways = ways_of(counted, fact.label, topic) if topic and counted else ()
            counts.append(Count(fact, f"{{{{{fact.id}}}}}{fact.unit}", topic, counted, ways))
    kept = []
    for deed in material.deeds:
        counted_deed = _as_count(deed, request)
        if spelt := _spelt(deed, counts):
            counts[counts.index(spelt)] = replace(spelt, notes=(*spelt.notes, *deed.notes))
        elif counted_deed is None or not _add(counted_deed, counts, material):
            kept.append(_with_indicators(deed, counts, request))
    material.deeds = kept
    left = [listed(one, kept) for one in with_parts([count for count in counts if not _told(count, kept)])]
    material.counts = in_rows(left, kept)


def _as_count(deed: Deed, request: Request) -> Count | None:
    """A clause that states one number of its topic and nothing more, as that number."""
    figures = list(_FIGURE.finditer(deed.words))
    if not deed.bare or deed.topic is None or len(figures) != 1 or deed.planned or deed.negative:
        return None
    fact = request.facts.get(figures[0][1])
    if fact is None or not deed.words[figures[0].end() :].startswith(fact.unit):
        return None
    name = PLACEHOLDER.sub("", deed.words).replace(fact.unit, "")
    counted = counted_as(name, fact.unit, deed.topic)
    ways = ways_of(counted, deed.words + deed.typed, deed.topic) if counted else ()
    return Count(fact, figures[0][0] + fact.unit, deed.topic, counted, ways, deed.notes) if ways else None


def _spelt(deed: Deed, counts: list[Count]) -> Count | None:
    """The count of its topic that a clause spells: 搞了三次培训 beside 培训 3 场; None if the clause says more."""
    spelt = numbers(deed.words, loose=True)
    if deed.topic is None or deed.planned or deed.negative or "{{" in deed.words or len(spelt) != 1:
        return None
    rest = deed.words[: spelt[0].start] + deed.words[spelt[0].end :]
    same = (one for one in counts if one.topic is deed.topic and one.fact.value == spelt[0].value)
    found = next((one for one in same if {one.fact.unit, spelt[0].unit} <= {*words().times, one.fact.unit}), None)
    return None if says_more(rest, deed.topic) else found


def _add(count: Count, counts: list[Count], material: Material) -> bool:
    """A note's number put among the counts; one that an indicator has too is told once, one that differs is asked.

    False where the topic's number is known in another unit, so that the note counts something else.
    """
    for at, other in enumerate(counts):
        if other.topic is not count.topic or other.counted is not count.counted:
            continue
        if other.fact.unit != count.fact.unit:
            return False
        if other.fact.value == count.fact.value:
            counts[at] = replace(other, notes=(*other.notes, *count.notes))
        else:
            material.asks.append(
                f"工作事实写的是{count.fact.text()}{count.fact.unit}，补充指标“{other.fact.label}”是"
                f"{other.fact.text()}{other.fact.unit}，请核对后只留一个。"
            )
        return True
    counts.append(count)
    return True


def _with_indicators(deed: Deed, counts: list[Count], request: Request) -> Deed:
    """A clause whose figure an indicator of the same topic keeps shows the indicator: one number, one fact."""
    text = deed.words
    for figure in _FIGURE.finditer(deed.words):
        fact = request.facts.get(figure[1])
        for count in counts:
            same = fact is not None and (count.fact.value, count.fact.unit) == (fact.value, fact.unit)
            if same and deed.topic is not None and count.topic is deed.topic:
                text = text.replace(figure[0], f"{{{{{count.fact.id}}}}}", 1)
    return replace(deed, words=text)


def _told(count: Count, deeds: list[Deed]) -> bool:
    return any(f"{{{{{count.fact.id}}}}}" in deed.words for deed in deeds)
