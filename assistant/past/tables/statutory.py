"""Statutory: which of the tables found in a file are the statutory ones, and what their rows are.

Offices put tables of their own into the prose, with words of the form's labels in them: those stay text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from assistant.form import Form, known
from assistant.past import editions
from assistant.past.blocks import Line
from assistant.past.lines.characters import fold
from assistant.past.lines.headings import heading
from assistant.past.lines.pieces import TABLES, Item, Mark, Slip
from assistant.past.tables.slips import heads_of
from assistant.past.tables.thresholds import WHOLE_TABLE_ROWS

_YUAN = re.compile(r"单位[:：]?元")
_ANYBODYS = frozenset({"其他", "其他结果", "总计"})


@cache
def _own_words(form: Form, table: str, forms: tuple[Form, ...]) -> re.Pattern[str]:
    """Words that stand in no other table than the form's."""
    if table == "T2":
        telling = (word for other in forms for word in other.tables["T2"].telling)
        words = [r"第二十条|制发件数|废止件数|现行有效|本年.{0,6}数量|行政处理决定|收费金额", *map(re.escape, telling)]
    else:
        labels = (column.label for column in form.tables[table].columns.values())
        words = [re.escape(label) for label in labels if label not in _ANYBODYS]
    return re.compile("|".join(words))


_NO_OFFICE_COUNTS = {"regulations", "normative", "penalty", "coercion"}
"""Rows of table two that no table of an office's own has all of."""


def mark(table: str, slips: Sequence[Slip], lines: Sequence[Line], years: tuple[str, ...] = ()) -> Mark:
    """A table found, with what its words say of its edition and unit; `years` are those of the grid it stood in."""
    words = fold("".join(line.text for line in lines))
    two = table == "T2"
    old = editions.older(words) if two else ""
    return Mark(table, tuple(slips), tuple(lines), old=old, yuan=two and bool(_YUAN.search(words)), years=years)


def own(items: Sequence[Item], form: Form) -> list[Item]:
    """The items with every table that is not the form's turned back into its lines."""
    placed = list(_placed(items))
    at_home = {item.table for part, item in placed if isinstance(item, Mark) and item.table == part}
    out: list[Item] = []
    for part, item in placed:
        if isinstance(item, Mark) and item.table != part and not _belongs(item, part, at_home, form):
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
            yield part, replace(item, table=part)
        else:
            yield part, item


def _belongs(item: Mark, part: str, at_home: set[str], form: Form) -> bool:
    """Whether a table outside its part is the form's all the same."""
    if not item.table or (part not in TABLES and item.table in at_home):
        return False
    rows = {slip.label.id for slip in item.slips if slip.label and slip.label.kind == "row"}
    words = fold("".join(line.text for line in item.lines))
    whole = len(rows - heads_of(form)) >= WHOLE_TABLE_ROWS if item.table == "T3" else rows >= _NO_OFFICE_COUNTS
    return whole or bool(_own_words(form, item.table, known()).search(words))


def rows_of(items: Sequence[Item], table: str) -> list[Slip]:
    """The rows of a statutory table from all the pieces it was found in, in order."""
    return [slip for item in items if isinstance(item, Mark) and item.table == table for slip in item.slips]
