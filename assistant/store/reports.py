"""Reports in work: their cells, sections, indicators, notes and answers, each saved on its own."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from assistant.errors import Conflict, NotFound
from assistant.figures import Figures, Indicator, Note
from assistant.report import Report
from assistant.store.connection import Database, new_id, now
from assistant.store.content import (
    content,
    decimal,
    drop_content,
    figures,
    indicators,
    notes,
    put_cell,
    put_changes,
    put_content,
    put_indicators,
    put_notes,
)
from assistant.store.heads import Head, head_of, row_of
from assistant.store.schema import CellRow, ReportRow, SectionRow


@dataclass(frozen=True)
class CellConflict:
    """A cell somebody else changed first: what they wrote and what was about to be written."""

    code: str
    theirs: Decimal | None
    ours: Decimal | None


class Reports:
    """Reports in work."""

    def __init__(self, database: Database) -> None:
        """Use a database."""
        self._database = database

    def create(self, report: Report, *, last_id: str | None = None, demo: bool = False, actor: str = "") -> str:
        """Keep a new report, whole; Conflict if the organ already has one for the year."""
        report_id = new_id()
        moment = now()
        try:
            with self._database.session() as session:
                # Of its own, so that one that is there already leaves the rest of a transaction in progress as it is.
                with session.begin_nested():
                    session.add(
                        ReportRow(
                            id=report_id,
                            organ=report.organ,
                            year=report.year or 0,
                            title=report.title,
                            edition=report.edition,
                            last_id=last_id,
                            demo=demo,
                            route={},
                            signatures={},
                            published={},
                            reminded={},
                            unlocked={},
                            created_at=moment,
                            saved_at=moment,
                        )
                    )
                put_content(session, report_id, report, actor)
        except IntegrityError:
            raise Conflict(f"{report.organ}{report.year}年的年报已经在工作台上，请直接打开它。") from None
        return report_id

    def heads(self) -> list[Head]:
        """All reports in work, newest year first, then by organ."""
        with self._database.reading() as session:
            rows = session.scalars(select(ReportRow).order_by(ReportRow.year.desc(), ReportRow.organ))
            return [head_of(row) for row in rows]

    def head(self, report_id: str) -> Head:
        """One report's head; NotFound."""
        with self._database.reading() as session:
            return head_of(row_of(session, report_id))

    def hold(self, report_id: str) -> Head:
        """One report's head, which nobody else can change until the transaction in progress ends; NotFound."""
        with self._database.session() as session:
            return head_of(row_of(session, report_id, lock=True))

    def open(self, report_id: str) -> Report:
        """The whole report as it now stands; NotFound."""
        with self._database.reading() as session:
            row = row_of(session, report_id)
            return content(session, row)

    def cells(self, report_id: str, codes: Iterable[str]) -> Figures:
        """These cells alone as they now stand; NotFound."""
        with self._database.reading() as session:
            return figures(session, row_of(session, report_id), codes)

    def indicators(self, report_id: str) -> tuple[Indicator, ...]:
        """The indicators alone as they now stand; none for a report that is not there."""
        with self._database.reading() as session:
            return indicators(session, report_id)

    def notes(self, report_id: str) -> tuple[Note, ...]:
        """The work facts alone as they now stand; none for a report that is not there."""
        with self._database.reading() as session:
            return notes(session, report_id)

    def set_cells(
        self,
        report_id: str,
        changes: Mapping[str, Decimal | None],
        *,
        base: Mapping[str, Decimal | None] | None = None,
        actor: str = "",
    ) -> list[CellConflict]:
        """Set cells; None makes one blank.

        With `base` (what the writer last saw), a cell that meanwhile holds something else is left alone
        and comes back as a conflict; all others are saved.
        """
        conflicts = []
        with self._database.session() as session:
            row = row_of(session, report_id, lock=True)
            existing = {
                cell.code: cell
                for cell in session.scalars(
                    select(CellRow).where(CellRow.report_id == report_id, CellRow.code.in_(changes))
                )
            }
            for code, value in changes.items():
                cell = existing.get(code)
                current = decimal(cell.value) if cell else None
                if base is not None and current not in (base.get(code), value):
                    conflicts.append(CellConflict(code, current, value))
                    continue
                put_cell(session, report_id, code, cell, value, actor)
            row.saved_at = now()
        return conflicts

    def text(self, report_id: str, section: str) -> str:
        """A section's text as it now stands, empty if it has none."""
        with self._database.reading() as session:
            row = session.get(SectionRow, (report_id, section))
            return row.text if row else ""

    def set_section(self, report_id: str, section: str, text: str, *, base: str | None = None, actor: str = "") -> None:
        """Replace a section's text; Conflict if it is no longer `base` (what the writer started from)."""
        with self._database.session() as session:
            row = row_of(session, report_id, lock=True)
            current = session.get(SectionRow, (report_id, section))
            before = current.text if current else ""
            if base is not None and before not in (base, text):
                raise Conflict("这一部分刚刚被别人改过，您的文字没有覆盖它。请对照两边的差别后再保存。")
            if current is None:
                session.add(
                    SectionRow(
                        report_id=report_id, section=section, text=text, locked=[], actor=actor, changed_at=now()
                    )
                )
            else:
                current.text, current.actor, current.changed_at = text, actor, now()
            row.saved_at = now()

    def locked(self, report_id: str, section: str) -> list[str]:
        """Sentences of a section that proposals must keep."""
        with self._database.reading() as session:
            row = session.get(SectionRow, (report_id, section))
            return [str(item) for item in row.locked] if row else []

    def set_locked(self, report_id: str, section: str, sentences: Sequence[str]) -> None:
        """Lock exactly these sentences of a section; NotFound while the section has no text."""
        with self._database.session() as session:
            row = session.get(SectionRow, (report_id, section))
            if row is None:
                raise NotFound("这一部分还没有文字，没有可以锁定的句子。")
            row.locked = list(sentences)

    def set_indicators(self, report_id: str, wanted: Iterable[Indicator]) -> None:
        """Replace the list of indicators."""
        with self._database.session() as session:
            row_of(session, report_id, lock=True).saved_at = now()
            put_indicators(session, report_id, wanted)

    def set_notes(self, report_id: str, wanted: Iterable[Note]) -> None:
        """Replace the list of work facts."""
        with self._database.session() as session:
            row_of(session, report_id, lock=True).saved_at = now()
            put_notes(session, report_id, wanted)

    def amend(self, report_id: str, change: Callable[[Report], Report], *, actor: str = "") -> tuple[Report, Report]:
        """Change cells, indicators, notes and answers of a report as it now stands, all or nothing.

        Returns the report before and after.

        `change` is given the report that nobody else can change meanwhile. Only what it made otherwise is written.
        """
        with self._database.session() as session:
            row = row_of(session, report_id, lock=True)
            after = change(before := content(session, row))
            put_changes(session, report_id, before, after, actor)
            row.saved_at = now()
        return before, after

    def replace(self, report_id: str, report: Report, *, actor: str = "") -> None:
        """Put a whole report in place of what is there, as a version; sentences stay locked where they still stand."""
        with self._database.session() as session:
            row = row_of(session, report_id, lock=True)
            row.edition, row.saved_at = report.edition, now()
            sections = select(SectionRow).where(SectionRow.report_id == report_id)
            locked = {one.section: one.locked for one in session.scalars(sections)}
            drop_content(session, report_id)
            put_content(session, report_id, report, actor)
            for one in session.scalars(sections):
                one.locked = [sentence for sentence in locked.get(one.section, ()) if sentence in one.text]

    def set_head(self, report_id: str, **changes: object) -> None:
        """Change state, title, returned, route, signatures, published, reminded, unlocked or last_id."""
        with self._database.session() as session:
            row = row_of(session, report_id, lock=True)
            for name, value in changes.items():
                setattr(row, name, value)
            row.saved_at = now()

    def remove(self, report_id: str) -> None:
        """Delete a report in work and everything of it but its audit trail; NotFound."""
        with self._database.session() as session:
            session.delete(row_of(session, report_id))
