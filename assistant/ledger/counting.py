"""count: table three of a year from a list of applications, with the rows behind every cell.

Received counts by the day of receipt, results by the day of the answer; carried in is what was received
before the year and not answered before it, carried out what the year ended without answering. A row that
cannot be placed counts nowhere and is named with its reason, so the table always balances.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from assistant.errors import FileUnreadable
from assistant.figures import Figures
from assistant.findings import Finding, Severity, found
from assistant.form import Form
from assistant.ledger.case_dates import read_date
from assistant.ledger.rows import Row, read_rows
from assistant.ledger.words import TABLE, Words, words
from assistant.tables import fill

_BASIS = "格式表三：第一项加第二项之和，等于第三项加第四项之和；办理结果按答复日期所在年度统计。"
_PERSONAL = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|\d{17}[\dXx]|\d{15})(?!\d)")
_RECEIVED, _CARRIED_IN, _CARRIED_OUT = "received", "carried_in", "carried_out"


@dataclass(frozen=True)
class Unplaced:
    """A row that counts nowhere, and why."""

    row: str
    reason: str


@dataclass(frozen=True)
class Counted:
    """Table three as counted. `cases` maps a cell to the ledger rows in it, `numbers` a row to its case number.

    A case number has a digit in it; what has none may be somebody's name and is not taken along.
    """

    year: int
    figures: Figures
    cases: Mapping[str, tuple[str, ...]]
    unplaced: tuple[Unplaced, ...]
    findings: tuple[Finding, ...]
    numbers: Mapping[str, str] = field(default_factory=dict)


class _NotPlaced(Exception):
    """The reason a row cannot be placed."""


def count(name: str, data: bytes, year: int | None, columns: Mapping[str, str] | None = None, *, form: Form) -> Counted:
    """Count a ledger into a form; without a year the one most applications were received in. Raises FileProblem.

    `columns` is which heading a person confirmed for which field; without it headings are recognised.
    """
    rows, unread = read_rows(name, data, columns)
    year = year or _usual_year(name, rows)
    known = words(form)
    cells: dict[str, list[str]] = {}
    unplaced: list[Unplaced] = []
    for row in rows:
        try:
            for cell in _cells(row, year, known):
                cells.setdefault(cell, []).append(row.place)
        except _NotPlaced as reason:
            unplaced.append(Unplaced(row.place, _masked(str(reason))))
    numbers = {row.place: _masked(text) for row in rows if any(map(str.isdigit, text := row.text("number")))}
    return Counted(
        year=year,
        figures=_figures(cells, form),
        cases={code: tuple(cells[code]) for code in form.cells if code in cells},
        unplaced=tuple(unplaced),
        findings=(*_findings(rows, unplaced, numbers), *_left_out(year, rows, unread, none=not cells and not unplaced)),
        numbers=numbers,
    )


def _masked(text: str) -> str:
    """A telephone or identity number that stands where it should not is not taken along."""
    return _PERSONAL.sub("×", text)


def _left_out(year: int, rows: Sequence[Row], unread: Mapping[str, str], *, none: bool) -> Iterator[Finding]:
    """What of the file counts nowhere although no single row is to blame."""
    for sheet, reason in unread.items():
        message = f"工作表“{sheet}”{reason}，其中的内容没有计入。"
        yield found("R-07", TABLE, message, values={"sheet": sheet}, severity=Severity.WARNING)
    if rows and none:
        years = sorted({day.year for row in rows if (day := read_date(row.get("received")))})
        said = "、".join(f"{one}年" for one in years)
        message = f"台账中的申请都收到于{said}，没有一件计入{year}年，表三各项均计为0，请核对台账和年度。"
        yield found("R-07", TABLE, message, values={"years": years}, severity=Severity.WARNING)


def _usual_year(name: str, rows: Sequence[Row]) -> int:
    years = Counter(day.year for row in rows if (day := read_date(row.get("received"))))
    if not years:
        raise FileUnreadable(f"“{name}”的收到日期都无法识别，不能判断年度。请写成 2024-03-05 这样的日期。")
    return max(years, key=lambda year: (years[year], year))


def _cells(row: Row, year: int, known: Words) -> list[str]:
    """The cells an application belongs to in that year; raises _NotPlaced."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    received = _received(row)
    if received > last:
        return []
    answered = _answered(row, received, known)
    if answered is not None and answered < first:
        return []
    column = _column(row, known)
    lines = [_RECEIVED if received >= first else _CARRIED_IN]
    lines.append(_CARRIED_OUT if answered is None or answered > last else _result(row, known))
    return [f"{TABLE}.{line}.{column}" for line in lines]


def _received(row: Row) -> date:
    received, said = read_date(row.get("received")), row.text("received")
    if received is None:
        raise _NotPlaced(f"收到日期“{said}”无法识别" if said else "没有收到日期")
    return received


def _answered(row: Row, received: date, known: Words) -> date | None:
    """The day of the answer, None while there is none."""
    answered, said = read_date(row.get("answered")), row.text("answered")
    pending = known.is_pending(row.text("result"), row.text("detail"))
    if answered is None and said and not known.is_pending(said) and said not in {"-", "/", "—", "无"}:
        raise _NotPlaced(f"答复日期“{said}”无法识别")
    if answered is not None and answered < received:
        raise _NotPlaced(f"答复日期 {answered} 早于收到日期 {received}")
    if answered is not None and pending:
        raise _NotPlaced(f"办理结果为“{row.text('result')}”，却填有答复日期 {answered}")
    if answered is None and row.text("result").strip("-/—无") and not pending:
        raise _NotPlaced(f"办理结果为“{row.text('result')}”，却没有答复日期，不能判断计入哪一年")
    return answered


def _column(row: Row, known: Words) -> str:
    kind, organisation = row.text("applicant"), row.text("organisation")
    column = known.applicant(kind, organisation)
    if column is None:
        said = "”“".join(filter(None, (kind, organisation)))
        raise _NotPlaced(f"申请人类型“{said}”不能归入表三的哪一列" if said else "没有申请人类型")
    return column


def _result(row: Row, known: Words) -> str:
    result, detail = row.text("result"), row.text("detail")
    line = known.result(result, detail)
    if line is None:
        said = "”“".join(filter(None, (result, detail)))
        raise _NotPlaced(f"办理结果“{said}”不能归入表三的哪一项" if said else "有答复日期而没有办理结果")
    return line


def _figures(cells: Mapping[str, Sequence[str]], form: Form) -> Figures:
    """Every typed cell of the table, those without a case 0: the ledger holds all applications there were."""
    typed = [code for code in form.tables[TABLE].codes() if not form.cells[code].computed]
    return fill(Figures({code: Decimal(len(cells.get(code, ()))) for code in typed}, {}, form)).figures


def _findings(rows: Sequence[Row], unplaced: Sequence[Unplaced], numbers: Mapping[str, str]) -> Iterator[Finding]:
    for one in unplaced:
        message = f"台账第 {one.row} 行没有计入表三：{one.reason}。请补正台账后重新上传。"
        values = {"row": one.row, "reason": one.reason}
        yield found("R-07", TABLE, message, basis=_BASIS, values=values, severity=Severity.ERROR)
    places: dict[str, list[str]] = {}
    for place, number in numbers.items():
        places.setdefault(number, []).append(place)
    for number, same in places.items():
        if len(same) > 1:
            message = f"台账第 {'、'.join(same)} 行的编号同为“{number}”，均已计入，请核对是否重复登记。"
            yield found("R-07", TABLE, message, values={"rows": same}, severity=Severity.WARNING)
    if not rows:
        yield found(
            "R-07", TABLE, "台账中没有任何申请，表三各项均计为0，请核对是否选对了文件。", severity=Severity.WARNING
        )
