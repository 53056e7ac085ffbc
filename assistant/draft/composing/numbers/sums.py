"""Sums: numbers that are the parts of one told before them, said with it: 公开664件，其中文件47件、公告85件.

Parts are those whose sum is the whole's exactly and that stand behind it as a clerk dictates them, at least two, where
the whole is by its name one of such parts: 案例10个 before 文件6个、图解4个 is their sum by chance.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.draft.book.indicator_clauses import bare_name, measures
from assistant.draft.composing.told import Count
from assistant.draft.composing.words import words
from assistant.prose.likeness import pairs

_FEWEST = 2
_MOST = 8
"""Parts looked for behind a whole: more no sentence holds."""
_PUBLISHED = frozenset({"件", "个", "条", "篇", "份", "则", "部"})
"""Units of what is published, in which the parts of one whole may differ: 664件 are 文件47件, 公告85个, 其他532条."""


def with_parts(counts: Sequence[Count]) -> list[Count]:
    """The numbers, those that are parts put into their whole."""
    out: list[Count] = []
    at = 0
    while at < len(counts):
        parts = _parts(counts[at], counts[at + 1 : at + 1 + _MOST])
        notes = tuple(note for one in (counts[at], *parts) for note in one.notes)
        out.append(replace(counts[at], parts=tuple(parts), notes=notes) if parts else counts[at])
        at += 1 + len(parts)
    return out


def parts_said(count: Count) -> str:
    """The parts as they follow their whole; "" for a number without."""
    if not count.parts:
        return ""
    return "，其中" + "、".join(f"{bare_name(part.fact.label)}{part.shown}" for part in count.parts)


def _parts(whole: Count, behind: Sequence[Count]) -> list[Count]:
    total = Decimal(0)
    for size, part in enumerate(behind, start=1):
        if measures(part.fact.label) or part.fact.about or whole.fact.about or not part.fact.value:
            return []
        total += part.fact.value
        if total == whole.fact.value:
            # Of another unit than the whole, some may add up to it by chance: 发布12次, 图解3张, 关停5个, 公开4次.
            same = all(one.fact.unit == whole.fact.unit for one in behind[:size])
            akin = {whole.fact.unit, *(one.fact.unit for one in behind[:size])} <= _PUBLISHED
            fewest = _FEWEST if same else _FEWEST + 1
            able = size >= fewest and (same or akin) and _is_whole(whole, behind[:size])
            return list(behind[:size]) if able else []
        if total > whole.fact.value:
            return []
    return []


def _is_whole(whole: Count, parts: Sequence[Count]) -> bool:
    """Whether a number may have such parts: its name takes in all kinds of things, or theirs are of its name."""
    name = whole.fact.label
    kinds = any(word in name for word in words().with_parts)
    return kinds or all(pairs(name) & pairs(part.fact.label) for part in parts)
