"""Two years: tables that show another year's figures beside this one's, or below; they are left blank and named.

Whichever column or row is taken may be last year's, and where one of the years is not filled in no figure contradicts
it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.past.blocks import Line
from assistant.past.lines.characters import fold
from assistant.past.lines.headings import heading
from assistant.past.lines.pieces import Item, Mark

_NAMED = re.compile(r"[（(]?(?:截至)?(20\d\d)年\D{0,12}")
"""A heading that begins with a year; what follows is short and has no date in it."""
_BARE = re.compile(r"20\d\d")
_EARLIER = frozenset(
    f"{year}{of}{what}"
    for year in ("上年", "去年", "上一年", "上期")
    for of in ("", "度", "同期")
    for what in ("", "数", "数量", "数据", "件数")
)
"""Headings over figures of the year before. The form's own row 上年结转… is none of them."""
_BESIDE = frozenset({"年度", "年份", "项目", "指标", "信息内容"})
"""What may stand beside headings that are bare years."""
_CAPTION = 30
"""Characters of a line right above a table that says whose year it is: longer ones are sentences of the text."""


def years_in(rows: Iterable[Sequence[str | None]]) -> tuple[str, ...]:
    """The years a table's cells are headed by, as they stand there; one is nothing to doubt, "上年" alone is."""
    out: dict[str, None] = {}
    for row in rows:
        cells = [fold(cell) for cell in row if cell and cell.strip()]
        bare = {cell for cell in cells if _BARE.fullmatch(cell)}
        headed = bare if set(cells) - bare <= _BESIDE and _follow(bare) else set()  # figures stand beside a row's label
        out |= dict.fromkeys(cell for cell in cells if cell in headed or cell in _EARLIER or _NAMED.fullmatch(cell))
    years = tuple(out)
    return years if len({_year(year) for year in years}) > 1 or _EARLIER.intersection(years) else ()


def noted(items: Sequence[Item]) -> list[Item]:
    """The items, every mark of a table that shows several years with their headings.

    They may stand within the table, in lines between its pieces where it was flattened, or each above a table of its
    own.
    """
    out: list[Item] = []
    for run in _runs(items):
        lines = [line for item in run for line in ([item] if isinstance(item, Line) else _lines_of(item))]
        years = years_in(map(_cells, lines))
        out += [replace(item, years=item.years or years) if isinstance(item, Mark) else item for item in run]
    above = _captions(out)
    return [
        replace(item, years=item.years or above.get(item.table, ())) if isinstance(item, Mark) else item for item in out
    ]


def shown(items: Iterable[Item]) -> dict[str, tuple[str, ...]]:
    """The tables of which nothing is as whole that shows one year alone, with the headings that say so.

    An office may compare years in a table of its own beside the form's.
    """
    marks = [item for item in items if isinstance(item, Mark)]
    cells: Counter[tuple[str, bool]] = Counter()
    for mark in marks:
        cells[mark.table, bool(mark.years)] += sum(len(slip.cells) for slip in mark.slips)
    return {
        mark.table: mark.years
        for mark in marks
        if mark.years and cells[mark.table, False] < max(1, cells[mark.table, True])
    }


def _runs(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items between one heading of a part, or sentence of the text, and the next."""
    run: list[Item] = []
    for item in items:
        if isinstance(item, Line) and ("。" in item.text or _begins_a_part(item.text)):
            yield run
            run = []
        run.append(item)
    yield run


def _begins_a_part(text: str) -> bool:
    at = heading(text)
    return at is not None and at.level == "part" and bool(at.names)


def _lines_of(item: Item) -> Sequence[Line]:
    return item.lines if isinstance(item, Mark) else ()


def _cells(line: Line) -> list[str]:
    """The cells of a flattened row, as far as blanks and bars part them; none of a sentence."""
    return [] if "。" in line.text else re.split(r"[\s|｜]+", re.sub(r"(?<=\d)\s+(?=年)", "", line.text))


def _captions(items: Iterable[Item]) -> dict[str, tuple[str, ...]]:
    """The years above the tables that stand there more than once, each with a year of its own."""
    above: dict[str, dict[str, str]] = {}
    caption = ""
    for item in items:
        if isinstance(item, Line):
            caption = _caption(item.text)
        elif isinstance(item, Mark):
            if caption and item.slips:
                above.setdefault(item.table, {})[_year(caption)] = caption
            caption = ""
    return {table: tuple(years.values()) for table, years in above.items() if len(years) > 1}


def _caption(text: str) -> str:
    folded = fold(text)
    if folded in _EARLIER or len(re.findall(r"20\d\d年", folded)) == 1:
        return folded if len(folded) <= _CAPTION else ""
    return folded if re.fullmatch(r"(?:本年|今年)度?数?", folded) else ""


def _year(heading: str) -> str:
    """What tells a heading's year from another's: its digits, or that it is the one before, or this one."""
    digits = re.search(r"20\d\d", heading)
    return digits[0] if digits else "上年" if heading in _EARLIER else "本年"


def _follow(years: set[str]) -> bool:
    """Whether they are years that follow each other."""
    ordered = sorted(map(int, years))
    return len(ordered) > 1 and ordered == list(range(ordered[0], ordered[0] + len(ordered)))
