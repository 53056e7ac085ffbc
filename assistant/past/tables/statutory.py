"""Statutory: which of the tables found in a file are the statutory ones, and what their rows are.

Offices put tables of their own into the prose, with words of the form's labels in them: those stay text.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.form import load
from assistant.past.blocks import Line
from assistant.past.lines.characters import fold
from assistant.past.lines.headings import heading
from assistant.past.lines.items import TABLES, Item, Mark, Slip
from assistant.past.tables.slips import HEADS

_OLD_WORDS = (
    "本年新制作数量",
    "新制作数量",
    "本年新公开数量",
    "对外公开总数量",
    "上一年项目数量",
    "采购项目数量",
    "采购总金额",
)
_YUAN = re.compile(r"单位[:：]?元")
_ANYBODYS = frozenset({"其他", "其他结果", "总计"})


def _columns(table: str) -> re.Pattern[str]:
    """The column labels that stand in no other table than the form's."""
    labels = (column.label for column in load().tables[table].columns.values())
    return re.compile("|".join(re.escape(label) for label in labels if label not in _ANYBODYS))


_OWN_WORDS = {
    "T2": re.compile(
        r"第二十条|制发件数|废止件数|现行有效|本年.{0,6}数量|行政处理决定|收费金额|" + "|".join(_OLD_WORDS)
    ),
    "T3": _columns("T3"),
    "T4": _columns("T4"),
}
_ROWS = 8
_NO_OFFICE_COUNTS = {"regulations", "normative", "penalty", "coercion"}
"""Rows of table two that no table of an office's own has all of."""


def mark(table: str, slips: Sequence[Slip], lines: Sequence[Line]) -> Mark:
    """A table found, with what its words say of its edition and unit."""
    words = fold("".join(line.text for line in lines))
    two = table == "T2"
    old = two and any(word in words for word in _OLD_WORDS)
    return Mark(table, tuple(slips), tuple(lines), old=old, yuan=two and bool(_YUAN.search(words)))


def own(items: Sequence[Item]) -> list[Item]:
    """The items with every table that is not the form's turned back into its lines."""
    placed = list(_placed(items))
    at_home = {item.table for part, item in placed if isinstance(item, Mark) and item.table == part}
    out: list[Item] = []
    for part, item in placed:
        if isinstance(item, Mark) and item.table != part and not _belongs(item, part, at_home):
            out.extend(item.lines)
        else:
            out.append(item)
    return out


def _placed(items: Sequence[Item]) -> Iterator[tuple[str, Item]]:
    """The items with the part each stands in; a table without labels is that of its part."""
    part = ""
    for item in items:
        if isinstance(item, Line) and (at := heading(item.text)) and at.level == "part" and at.names:
            part = at.names
        if isinstance(item, Mark) and not item.table and part in TABLES:
            yield part, Mark(part, item.slips, item.lines, item.old, item.yuan)
        else:
            yield part, item


def _belongs(item: Mark, part: str, at_home: set[str]) -> bool:
    """Whether a table outside its part is the form's all the same."""
    if not item.table or (part not in TABLES and item.table in at_home):
        return False
    rows = {slip.label.id for slip in item.slips if slip.label and slip.label.kind == "row"}
    words = fold("".join(line.text for line in item.lines))
    whole = len(rows - HEADS) >= _ROWS if item.table == "T3" else rows >= _NO_OFFICE_COUNTS
    return whole or bool(_OWN_WORDS[item.table].search(words))


def rows_of(items: Sequence[Item], table: str) -> list[Slip]:
    """The rows of a statutory table from all the pieces it was found in, in order."""
    return [slip for item in items if isinstance(item, Mark) and item.table == table for slip in item.slips]
