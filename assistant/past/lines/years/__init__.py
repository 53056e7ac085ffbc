"""Years: tables that show another year's figures beside this one's, or below; they are left blank and named.

Whichever column or row is taken may be last year's, and where one of the years is not filled in no figure contradicts
it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.past.blocks import Line
from assistant.past.lines.characters import fold, key
from assistant.past.lines.headings import heading
from assistant.past.lines.pieces import TABLES, Item, Mark
from assistant.past.lines.table_labels import spans
from assistant.past.lines.thresholds import CAPTION
from assistant.past.lines.years.cells import cells_of
from assistant.past.lines.years.words import earlier, this, year_words

_NAMED = re.compile(r"[（(]?(?:截至)?(20\d\d)年\D{0,12}")
"""A heading that begins with a year; what follows is short and has no date in it."""
_BARE = re.compile(r"20\d\d")


def years_in(rows: Iterable[Sequence[str | None]]) -> tuple[str, ...]:
    """The years a table's cells are headed by, as they stand there; one is nothing to doubt, "上年" alone is."""
    out: dict[str, None] = {}
    for row in rows:
        cells = [fold(cell) for cell in row if cell and cell.strip()]
        bare = {cell for cell in cells if _BARE.fullmatch(cell)}
        beside = set(year_words().beside)
        headed = bare if set(cells) - bare <= beside and _follow(bare) else set()  # figures stand beside a row's label
        out |= dict.fromkeys(cell for cell in cells if cell in headed or cell in earlier() or _NAMED.fullmatch(cell))
    years = tuple(out)
    return years if len({_year(year) for year in years}) > 1 or earlier().intersection(years) else ()


def noted(items: Sequence[Item]) -> list[Item]:
    """The items, every mark of a table that shows several years with their headings.

    They may stand within the table, in lines between its pieces where it was flattened, or each above a table of its
    own. In a table's own part they count for all that follows: a sentence may part its header from its rows.
    """
    out: list[Item] = []
    before: list[list[str]] = []
    for part, run in _runs(items):
        lines = [line for item in run for line in ([item] if isinstance(item, Line) else _lines_of(item))]
        rows = [cells_of(line) for line in lines]
        before = [*(before if part in TABLES and not _begins(run) else []), *rows]
        years = years_in(before)
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


def _runs(items: Iterable[Item]) -> Iterator[tuple[str, list[Item]]]:
    """The items between one heading of a part, or sentence of the text, and the next, with the part they stand in."""
    run: list[Item] = []
    part = ""
    for item in items:
        begun = _part_begun(item.text) if isinstance(item, Line) else ""
        if begun or (isinstance(item, Line) and "。" in item.text):
            yield part, run
            run = []
        part = begun or part
        run.append(item)
    yield part, run


def _begins(run: Sequence[Item]) -> bool:
    """Whether a part begins with these items."""
    return bool(run and isinstance(run[0], Line) and _part_begun(run[0].text))


def _part_begun(text: str) -> str:
    at = heading(text)
    return at.names if at is not None and at.level == "part" else ""


def _lines_of(item: Item) -> Sequence[Line]:
    return item.lines if isinstance(item, Mark) else ()


def _captions(items: Iterable[Item]) -> dict[str, tuple[str, ...]]:
    """The years above the tables that stand there more than once, each with a year of its own."""
    above: dict[str, dict[str, str]] = {}
    caption = ""
    for item in items:
        if isinstance(item, Line) and (found := _caption(item.text)):
            caption = found
            continue
        table = item.table if isinstance(item, Mark) else ""
        if caption and isinstance(item, Line):
            table = _headed(item.text)
        if caption and table:
            above.setdefault(table, {})[_year(caption)] = caption
        if table or not isinstance(item, Line) or "。" in item.text or len(key(item.text)) > CAPTION:
            caption = ""
    return {table: tuple(years.values()) for table, years in above.items() if len(years) > 1}


def _headed(text: str) -> str:
    """The table whose header a line is that holds no figure: its rows were left empty."""
    if len(text) > CAPTION and "。" in text:
        return ""
    folded, at, between = fold(text), 0, ""
    tables: set[str] = set()
    for start, end, labels in spans(folded):
        tables |= {label.table for label in labels if label.strong}
        between, at = between + folded[at:start], end
    return tables.pop() if len(tables) == 1 and not re.search(r"\d", between + folded[at:]) else ""


def _caption(text: str) -> str:
    folded = fold(text)
    if len(folded) > CAPTION:
        return ""
    one = len(re.findall(r"20\d\d年(?!\d)", folded)) == 1  # a date is when something was done, not whose figures
    return folded if one or folded in earlier() or folded in this() else ""


def _year(heading: str) -> str:
    """What tells a heading's year from another's: its digits, or that it is the one before, or this one."""
    digits = re.search(r"20\d\d", heading)
    return digits[0] if digits else "上年" if heading in earlier() else "本年"


def _follow(years: set[str]) -> bool:
    """Whether they are years that follow each other."""
    ordered = sorted(map(int, years))
    return len(ordered) > 1 and ordered == list(range(ordered[0], ordered[0] + len(ordered)))
