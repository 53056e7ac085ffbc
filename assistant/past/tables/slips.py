"""Slips: printed rows of a statutory table told from everything else, before it is known which form row each is.

Grids and flattened text both become slips; `two`, `three` and `four` turn slips into figures.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from assistant.figures import read_number
from assistant.form import Form
from assistant.past.lines.characters import fold, key
from assistant.past.lines.pieces import Slip
from assistant.past.lines.table_labels import Label, head_like, is_fragment, like, spans
from assistant.past.tables.thresholds import SHORTEST_PIECE

_RULE = re.compile(r"^[-:=—–_ ]{3,}$")


@dataclass
class Walk:
    """Where a reading of table three has come to: before the first row, 其他 and 总计 are column heads.

    `stacked`: the header's lines are in print order, so that 法人或其他组织 may stand above 自然人. `heads` are the
    headings passed, those of the table's pieces before among them: a header counts for all that text or a page's end
    parted from it.
    """

    table: str
    form: Form
    started: bool = False
    header: bool = True
    last: str = ""
    stacked: bool = False
    heads: list[str] = field(default_factory=list)

    def marked(self, slip: Slip) -> Slip:
        """The slip with what the header passed before it says of the order of its cells."""
        order = tuple(dict.fromkeys(self.heads))
        return replace(slip, sure=slip.sure and in_order(order, slip, self.form), order=order)

    def choose(self, found: Sequence[Label], *, after_row: bool = False) -> Label | None:
        """The one meaning the words have here, None if they name nothing of this table.

        `after_row`: a row label stands before them in the same cell.
        """
        mine = [label for label in found if label.table == self.table]
        if not mine:
            return None
        rows = [label for label in mine if label.kind == "row"]
        others = [label for label in mine if label.kind != "row"]
        if self.table == "T3" and rows and others and len(rows[0].text) <= 2:  # noqa: PLR2004 - 其他, 总计
            return others[0] if self.header and not after_row else rows[0]
        return rows[0] if rows else others[0]

    def note(self, label: Label) -> None:
        """Remember that this label was passed."""
        if label.kind == "row":
            self.started, self.header, self.last = True, False, label.id
        elif label.id in heads_of(self.form):
            self.header = True
        above = self.stacked and label.id == _above(self.form)
        if label.kind != "row" and (self.header or self.table != "T3") and not above:
            self.heads.append(label.id)

    def note_piece(self, text: str) -> None:
        """Remember the column whose heading this is with a letter wrong, or is a piece of, if it is of one alone."""
        words = key(text)
        if self.table not in {"T2", "T3"} or not self.header or len(words) < SHORTEST_PIECE:
            return
        columns = self.form.tables[self.table].columns.values()
        of = [column.id for column in columns if words in key(column.label)]
        near = head_like(text)
        if not of and near and near.table == self.table:
            of = [near.id]
        self.heads += of if len(of) == 1 else []


@cache
def heads_of(form: Form) -> frozenset[str]:
    """Columns of table three whose words name no row too; seeing one means a header is being read."""
    table = form.tables["T3"]
    rows = {key(row.label) for row in table.rows.values()}
    return frozenset(column.id for column in table.columns.values() if key(column.label) not in rows)


@cache
def _precede(form: Form, table_id: str) -> tuple[tuple[str, str], ...]:
    """Headings that stand before others however the header is read: across its lines or down."""
    table = form.tables[table_id]
    if table_id == "T3":
        first, second, *_, last = table.columns
        above = _above(form)
        return (*((first, other) for other in (second, above, last) if other), *([(above, last)] if above else []))
    if table_id == "T4":
        first, *others = table.rows
        groups = dict.fromkeys(label for row in others for label in table.rows[row].group)
        return (*((first, group) for group in groups), *itertools.pairwise(table.rows))
    return ()


def _above(form: Form) -> str:
    """The heading over the columns of organisations."""
    over = form.tables["T3"].organisations
    return over.label if over else ""


def in_order(heads: Sequence[str], slip: Slip, form: Form) -> bool:
    """Whether the headings stand in the form's order, as far as it matters for the row."""
    columns = list(form.tables[slip.table].columns) if slip.table in {"T3", "T4"} else []
    block = slip.table == "T4" and slip.label is not None and slip.label.id in form.tables["T4"].rows
    one_block = block and len(slip.cells) == len(columns)
    pairs = () if one_block or not columns else _precede(form, slip.table)
    # Table three's 总计 is printed above the columns before it.
    counted = [head for head in heads if head in columns and not (slip.table == "T3" and head == columns[-1])]
    if any(a in heads and b in heads and heads.index(a) > heads.index(b) for a, b in pairs):
        return False
    return [columns.index(head) for head in counted] == sorted(columns.index(head) for head in counted)


def is_value(text: str) -> bool:
    """Whether a cell's text can be a value: a number, an aside after one, or a mark for nothing."""
    return read_number(text).state != "unreadable" or bool(re.fullmatch(r"[\d,.\s]+", fold(text)))


def is_rule(text: str) -> bool:
    """Whether it is the line drawn under a header in plain text."""
    return bool(_RULE.match(text.strip())) and len(text.strip()) > 2  # noqa: PLR2004 - - and -- are blanks


def names(text: str, walk: Walk) -> list[Label]:
    """The labels of the walk's table in a cell, in order; a misprint is recognised only alone in its cell.

    （七）总计 and （六）其他处理 carry their number, so they are rows wherever they stand.
    """
    out = _named([fold(text)], walk)
    lines = text.splitlines()
    if len(lines) > 1:  # a label broken over lines, or several labels of a line each
        apart = _named([fold(line) for line in lines], walk)
        out = apart if _rows(apart) > _rows(out) or _rows(apart) == len(lines) else out
    if not out and (near := like(text, walk.table)):
        out.append(near)
    return out


def passed_by(text: str, walk: Walk) -> list[Label]:
    """The labels in a cell, remembered as passed; a piece of a heading names none, but tells where its column is."""
    found = names(text, walk)
    for label in found:
        walk.note(label)
    if not found:
        walk.note_piece(text)
    return found


def _named(pieces: Sequence[str], walk: Walk) -> list[Label]:
    out: list[Label] = []
    for folded in pieces:
        numbered = _numbered_total(walk.form)
        total = walk.table == "T3" and bool(numbered.search(folded))
        for start, end, found in spans(folded):
            if total and numbered.search(folded[max(0, start - 3) : end]):
                out.append(_total_row(walk.form))
                total = False
            elif label := walk.choose(found, after_row=_rows(out) > 0):
                out.append(label)
        if total:
            out.append(_total_row(walk.form))
    return out


def _rows(found: Sequence[Label]) -> int:
    return sum(label.kind == "row" for label in found)


_TOTAL = "total_handled"


@cache
def _numbered_total(form: Form) -> re.Pattern[str]:
    """（七）总计, with the number it has in the form."""
    numeral = re.match(r"[（(](.)[）)]", form.tables["T3"].rows[_TOTAL].label)
    digits = f"{numeral[1]}{_NUMERALS.find(numeral[1])}" if numeral else ""
    return re.compile(rf"[(（]?[{digits}][)）、.]\s*[总合]计" if digits else r"(?!)")


_NUMERALS = "零一二三四五六七八九"


def _total_row(form: Form) -> Label:
    return Label("T3", "row", _TOTAL, key(form.tables["T3"].rows[_TOTAL].label))


def is_label_text(text: str, walk: Walk) -> bool:
    """Whether a cell belongs to the labels at the left: it names something, or is a piece of a name."""
    words = key(text)
    if not words:
        return False
    return bool(names(text, walk)) or (not is_value(text) and is_fragment(text))
