"""A report's cells, sections, indicators and notes as rows: written and read back within a session."""

from collections.abc import Iterable
from decimal import Decimal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from assistant.figures import Figures, Indicator, Note, plain
from assistant.form import load
from assistant.report import Report
from assistant.store.connection import now
from assistant.store.schema import CellRow, IndicatorRow, NoteRow, ReportRow, SectionRow


def decimal(value: str | None) -> Decimal | None:
    """A kept number; None stays None."""
    return None if value is None else Decimal(value)


def content(session: Session, row: ReportRow) -> Report:
    """The whole report of a row."""
    cells = session.scalars(select(CellRow).where(CellRow.report_id == row.id)).all()
    sections = session.scalars(select(SectionRow).where(SectionRow.report_id == row.id)).all()
    indicators = session.scalars(
        select(IndicatorRow).where(IndicatorRow.report_id == row.id).order_by(IndicatorRow.position)
    ).all()
    notes = session.scalars(select(NoteRow).where(NoteRow.report_id == row.id).order_by(NoteRow.position)).all()
    return Report(
        organ=row.organ,
        year=row.year,
        title=row.title,
        figures=Figures(
            {cell.code: Decimal(cell.value) for cell in cells if cell.value is not None},
            {cell.code: cell.raw for cell in cells if cell.value is None and cell.raw is not None},
            load(row.edition),
        ),
        indicators=tuple(
            Indicator(item.name, decimal(item.value), item.unit, item.aspect, decimal(item.last)) for item in indicators
        ),
        notes=tuple(Note(item.aspect, item.text) for item in notes),
        sections={item.section: item.text for item in sections if item.text},
    )


def drop_content(session: Session, report_id: str) -> None:
    """Remove all that `put_content` writes."""
    for table in (CellRow, SectionRow, IndicatorRow, NoteRow):
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
    """Write a whole report's cells, sections, indicators and notes; nothing of them may be there yet."""
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


def put_indicators(session: Session, report_id: str, indicators: Iterable[Indicator]) -> None:
    """Write these indicators in place of those kept."""
    session.execute(delete(IndicatorRow).where(IndicatorRow.report_id == report_id))
    for position, item in enumerate(indicators):
        session.add(
            IndicatorRow(
                report_id=report_id,
                position=position,
                name=item.name,
                value=None if item.value is None else plain(item.value),
                unit=item.unit,
                aspect=item.aspect,
                last=None if item.last is None else plain(item.last),
            )
        )


def put_notes(session: Session, report_id: str, notes: Iterable[Note]) -> None:
    """Write these work facts in place of those kept."""
    session.execute(delete(NoteRow).where(NoteRow.report_id == report_id))
    for position, item in enumerate(notes):
        session.add(NoteRow(report_id=report_id, position=position, aspect=item.aspect, text=item.text))
