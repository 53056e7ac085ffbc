"""Questions from this year's tables: what stands out in them, and what is blank."""

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.asking.origins.candidate import Candidate, Rank
from assistant.asking.origins.known import Known
from assistant.asking.question import Question
from assistant.asking.thresholds import BLANK_CELLS, FEW, MATTERS, TIMES
from assistant.asking.wording import words
from assistant.figures import Figures, plain
from assistant.form import Cell, Form
from assistant.report import Report
from assistant.tables import fill

_ON_REQUEST, _ACTIVE = "overview.on_request", "overview.active"
_RECEIVED, _HANDLED = "T3.received.total", "T3.total_handled.total"
_CARRIED_IN, _CARRIED_OUT = "T3.carried_in.total", "T3.carried_out.total"


def asked_of_tables(known: Known, last: Report | None) -> Iterator[Candidate]:
    """What the tables make one ask."""
    figures = fill(known.report.figures).figures
    yield from _of_requests(figures)
    yield from _of_disputes(figures)
    if last is not None:
        yield from _moved(figures, fill(last.figures).figures)
    yield from _blank(figures, fill(last.figures).figures if last is not None else None)


def blank_inputs(figures: Figures, row: str) -> list[str]:
    """The cells of a table or of one of its rows that a person types and that hold nothing."""
    return [code for code in figures.blanks() if code.startswith(f"{row}.") and not figures.form.cells[code].computed]


def _of_requests(figures: Figures) -> Iterator[Candidate]:
    values = figures.values
    received, carried_in, out = values.get(_RECEIVED), values.get(_CARRIED_IN), values.get(_CARRIED_OUT)
    handled = values.get(_HANDLED)
    if received is not None and out is not None and received >= FEW and out * 2 > received:
        yield _asked("backlog", _ON_REQUEST, count=out)
    if received == 0 and carried_in:
        yield _asked("carried_only", _ON_REQUEST, count=carried_in)
    if handled and _refused(figures) == handled:
        yield _asked("all_refused", _ON_REQUEST, count=handled)


def _refused(figures: Figures) -> Decimal:
    """How many cases ended in 不予公开."""
    rows = figures.form.tables["T3"].results["refused"].rows
    return sum((figures.values.get(f"T3.{row}.total", Decimal(0)) for row in rows), Decimal(0))


def _of_disputes(figures: Figures) -> Iterator[Candidate]:
    rows = figures.form.tables["T4"].rows
    corrected = sum((figures.values.get(f"T4.{row}.corrected", Decimal(0)) for row in rows), Decimal(0))
    if corrected:
        yield _asked("corrected", _ON_REQUEST, count=corrected)


def _moved(figures: Figures, before: Figures) -> Iterator[Candidate]:
    """Cells many times what they were, and those that are a small part of it."""
    for code in _telling(figures.form):
        now, then = figures.values.get(code), before.values.get(code)
        if now is None or not then or max(now, then) < MATTERS:
            continue
        if now >= then * TIMES or now * TIMES <= then:
            cell = figures.form.cells[code]
            yield _asked(
                "moved",
                _section(cell),
                code=code,
                name=_said(cell),
                value=now,
                last=then,
                unit=cell.unit,
            )


def _telling(form: Form) -> Iterator[str]:
    """The cells a reader compares: table two's counts of the year, and how many asked."""
    yield from (code for code, cell in form.cells.items() if cell.table == "T2")
    yield _RECEIVED


def _blank(figures: Figures, before: Figures | None) -> Iterator[Candidate]:
    """Tables of which nothing is filled in, by one question where a word answers it, else cell by cell."""
    blanks = set(figures.blanks())
    before_values = before.values if before is not None else {}
    used = sorted(blank_inputs(figures, "T2"), key=lambda code: not before_values.get(code))
    for code in used[:BLANK_CELLS]:
        cell = figures.form.cells[code]
        unit = cell.unit if cell.decimal else ""  # 制发件数是多少件 would say 件 twice
        text = words().ask["cell"].format(name=cell.row.said, column=_column(cell), unit=unit)
        question = Question(
            f"cell:{code}",
            _ACTIVE,
            text,
            "count",
            "tables",
            words().options["cell"],
            _beside(figures.form, code, before_values.get(code)),
            unit=cell.unit,
            code=code,
        )
        yield Candidate(question, Rank.TABLE)
    if {code for code in figures.form.cells if code.startswith("T3.received.")} <= blanks:
        yield _asked("no_requests", _ON_REQUEST)
    elif (count := figures.values.get(_RECEIVED)) and _results(figures.form) <= blanks:
        yield _asked("no_results", _ON_REQUEST, count=count)
    if {code for code in figures.form.cells if code.startswith("T4.")} <= blanks:
        yield _asked("no_disputes", _ON_REQUEST)


def _results(form: Form) -> set[str]:
    """The cells that say what applications came to."""
    rows = {row for result in form.tables["T3"].results.values() for row in result.rows}
    return {code for code, cell in form.cells.items() if cell.table == "T3" and code.split(".")[1] in rows}


def _beside(form: Form, code: str, before: Decimal | None) -> str:
    """The cell as a person calls it, with last year's value."""
    return form.cell_name(code) + (f"（上年{plain(before)}）" if before is not None else "")


def _asked(what: str, section: str, *, code: str = "", unit: str = "", **told: object) -> Candidate:
    said = {slot: plain(value) if isinstance(value, Decimal) else value for slot, value in told.items()}
    text = words().ask[what].format(unit=unit, **said)
    options = words().options.get(what, ())
    kind = "yes-no" if what == "no_disputes" else "text"
    about = f"tables:{what}:{code}" if code else f"tables:{what}"
    topic = words().topics.get(what, "")
    return Candidate(Question(about, section, text, kind, "tables", options, topic=topic), Rank.TABLE)  # type: ignore[arg-type]


def _section(cell: Cell) -> str:
    return _ACTIVE if cell.table == "T2" else _ON_REQUEST


def _said(cell: Cell) -> str:
    """How a person calls what a cell counts: 行政处罚的处理决定数量, 新收申请."""
    return f"{cell.row.said}的{_column(cell)}" if cell.table == "T2" else f"{cell.row.said}申请"


def _column(cell: Cell) -> str:
    """The column's label without its year and its unit in brackets: 制发件数."""
    return re.sub(r"（.*?）", "", cell.column.said or cell.column.label).removeprefix("本年")
