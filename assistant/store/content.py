"""A report's cells, sections, indicators, notes and answers as rows: written and read back within a session."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from assistant.figures import Figures, Indicator, Note, plain
from assistant.form import load
from assistant.report import Report
from assistant.store.connection import now
from assistant.store.schema import AnswerRow, CellRow, IndicatorRow, NoteRow, ReportRow, SectionRow


def decimal(value: str | None) -> Decimal | None:
    """A kept number; None stays None."""
    return None if value is None else Decimal(value)


def content(session: Session, row: ReportRow) -> Report:
    """The whole report of a row."""
    sections = session.scalars(select(SectionRow).where(SectionRow.report_id == row.id)).all()
    answers = session.scalars(
        select(AnswerRow).where(AnswerRow.report_id == row.id).order_by(AnswerRow.answered_at, AnswerRow.question)
    ).all()
    return Report(
        organ=row.organ,
        year=row.year,
        title=row.title,
        figures=figures(session, row),
        indicators=indicators(session, row.id),
        notes=notes(session, row.id),
        sections={item.section: item.text for item in sections if item.text},
        answers={item.question: item.said for item in answers},
    )


def indicators(session: Session, report_id: str) -> tuple[Indicator, ...]:
    """A report's indicators, in their order."""
    rows = session.scalars(
        select(IndicatorRow).where(IndicatorRow.report_id == report_id).order_by(IndicatorRow.position)
    )
    return tuple(
        Indicator(item.name, decimal(item.value), item.unit, item.aspect, decimal(item.last), item.about, item.origin)
        for item in rows
    )


def notes(session: Session, report_id: str) -> tuple[Note, ...]:
    """A report's work facts, in their order."""
    rows = session.scalars(select(NoteRow).where(NoteRow.report_id == report_id).order_by(NoteRow.position))
    return tuple(Note(item.aspect, item.text, item.origin) for item in rows)


def figures(session: Session, row: ReportRow, codes: Iterable[str] | None = None) -> Figures:
    """The cells of a row's report: all, or those of the given codes alone."""
    # The three columns alone: a hundred and more rows made objects of are the dearest part of opening a report.
    wanted = select(CellRow.code, CellRow.value, CellRow.raw).where(CellRow.report_id == row.id)
    cells = session.execute(wanted if codes is None else wanted.where(CellRow.code.in_(list(codes)))).all()
    return Figures(
        {cell.code: Decimal(cell.value) for cell in cells if cell.value is not None},
        {cell.code: cell.raw for cell in cells if cell.value is None and cell.raw is not None},
        load(row.edition),
    )


def drop_content(session: Session, report_id: str) -> None:
    """Remove all that `put_content` writes."""
    for table in (CellRow, SectionRow, IndicatorRow, NoteRow, AnswerRow):
        session.execute(delete(table).where(table.report_id == report_id))
    session.flush()


def put_cell(
    session: Session, report_id: str, code: str, cell: CellRow | None, value: Decimal | None, actor: str
) -> None:
    """Write one cell over what is kept of it; None removes it."""
    if value is None:
        if cell is not None:
            session.delete(cell)
    elif cell is None:
        session.add(CellRow(report_id=report_id, code=code, value=plain(value), actor=actor, changed_at=now()))
    else:
        cell.value, cell.raw, cell.actor, cell.changed_at = plain(value), None, actor, now()


def put_content(session: Session, report_id: str, report: Report, actor: str) -> None:
    """Write a whole report's content; nothing of it may be there yet."""
    moment = now()
    for code, value in report.figures.values.items():
        session.add(CellRow(report_id=report_id, code=code, value=plain(value), actor=actor, changed_at=moment))
    for code, raw in report.figures.unreadable.items():
        session.add(CellRow(report_id=report_id, code=code, value=None, raw=raw, actor=actor, changed_at=moment))
    for section, text in report.sections.items():
        session.add(
            SectionRow(report_id=report_id, section=section, text=text, locked=[], actor=actor, changed_at=moment)
        )
    put_indicators(session, report_id, report.indicators)
    put_notes(session, report_id, report.notes)
    put_answers(session, report_id, report.answers, actor)


_Listed = TypeVar("_Listed", IndicatorRow, NoteRow)


def put_indicators(session: Session, report_id: str, indicators: Iterable[Indicator]) -> None:
    """Write these indicators in place of those kept; what stands already as it should is left alone."""
    wanted = [
        {
            "name": item.name,
            "value": None if item.value is None else plain(item.value),
            "unit": item.unit,
            "aspect": item.aspect,
            "last": None if item.last is None else plain(item.last),
            "about": item.about,
            "origin": item.origin,
        }
        for item in indicators
    ]
    _put_list(session, IndicatorRow, report_id, wanted)


def put_notes(session: Session, report_id: str, notes: Iterable[Note]) -> None:
    """Write these work facts in place of those kept; what stands already as it should is left alone."""
    wanted = [{"aspect": item.aspect, "text": item.text, "origin": item.origin} for item in notes]
    _put_list(session, NoteRow, report_id, wanted)


def _put_list(
    session: Session,
    table: type[_Listed],
    report_id: str,
    wanted: Sequence[Mapping[str, str | None]],
) -> None:
    """Bring the rows of a list, numbered from 0, to what is wanted; one more is one row written."""
    kept = {row.position: row for row in session.scalars(select(table).where(table.report_id == report_id))}
    for position, fields in enumerate(wanted):
        row = kept.pop(position, None)
        if row is None:
            session.add(table(report_id=report_id, position=position, **fields))
            continue
        for name, value in fields.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
    for row in kept.values():
        session.delete(row)


def put_answers(session: Session, report_id: str, answers: Mapping[str, str], actor: str) -> None:
    """Write what questions were answered with, each over what is kept of it; others stay."""
    kept = {row.question: row for row in session.scalars(select(AnswerRow).where(AnswerRow.report_id == report_id))}
    for question, said in answers.items():
        row = kept.get(question)
        if row is None:
            session.add(AnswerRow(report_id=report_id, question=question, said=said, actor=actor, answered_at=now()))
        elif row.said != said:
            row.said, row.actor, row.answered_at = said, actor, now()


def put_changes(session: Session, report_id: str, before: Report, after: Report, actor: str) -> None:
    """Write what `after` has otherwise than `before`, which is what is kept: cells, indicators, notes and answers."""
    values, wanted = before.figures.values, after.figures.values
    changed = {code for code in {*values, *wanted} if values.get(code) != wanted.get(code)}
    if changed:
        rows = session.scalars(select(CellRow).where(CellRow.report_id == report_id, CellRow.code.in_(changed)))
        kept = {row.code: row for row in rows}
        for code in sorted(changed):
            put_cell(session, report_id, code, kept.get(code), wanted.get(code), actor)
    if before.indicators != after.indicators:
        put_indicators(session, report_id, after.indicators)
    if before.notes != after.notes:
        put_notes(session, report_id, after.notes)
    put_answers(
        session, report_id, {key: said for key, said in after.answers.items() if before.answers.get(key) != said}, actor
    )
