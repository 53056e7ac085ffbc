"""Past reports: what was read of each, with the original file, so that they can be read again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, undefer

from assistant.errors import NotFound
from assistant.report import Report, from_json, to_json
from assistant.store.connection import Database, new_id, now
from assistant.store.installation import held
from assistant.store.schema import ArchiveRow, StateRow


@dataclass(frozen=True)
class Filed:
    """One archived report without its content."""

    id: str
    organ: str
    year: int | None
    kind: str
    level: str
    region: str
    name: str
    demo: bool
    added_at: datetime


class ArchiveStore:
    """The archive of past reports."""

    def __init__(self, database: Database) -> None:
        """Use a database."""
        self._database = database

    def add(
        self,
        report: Report,
        *,
        kind: str,
        level: str,
        region: str,
        name: str,
        digest: str,
        original: bytes | None,
        demo: bool = False,
    ) -> str:
        """File a report; returns its id. Whether it is a duplicate is asked before, with `same`."""
        archive_id = new_id()
        with self._database.session() as session:
            session.add(
                ArchiveRow(
                    id=archive_id,
                    organ=report.organ,
                    year=report.year,
                    kind=kind,
                    level=level,
                    region=region,
                    name=name,
                    digest=digest,
                    demo=demo,
                    added_at=now(),
                    content={**to_json(report), _CORRECTED: []},
                    original=original,
                    revision=_next(session),
                )
            )
        return archive_id

    def hold(self) -> None:
        """Let nobody else change the archive until the transaction in progress ends."""
        with self._database.session() as session:
            held(session, _REVISION, "0")

    def revision(self) -> int:
        """Grows with every change of the archive, whichever process made it."""
        with self._database.reading() as session:
            value = session.scalar(select(StateRow.value).where(StateRow.key == _REVISION))
            return int(value or 0)

    def since(self, revision: int) -> tuple[int, set[str], list[str]]:
        """What the archive is now: its revision, all its ids, and those added or changed after `revision`, in order."""
        with self._database.reading() as session:
            rows = session.execute(select(ArchiveRow.id, ArchiveRow.revision).order_by(ArchiveRow.revision)).all()
            value = session.scalar(select(StateRow.value).where(StateRow.key == _REVISION))
            return int(value or 0), {row.id for row in rows}, [row.id for row in rows if row.revision > revision]

    def same(self, *, digest: str = "", organ: str = "", year: int | None = None) -> Filed | None:
        """A filed report with this content, or else of this organ and year."""
        with self._database.reading() as session:
            row = session.scalar(select(ArchiveRow).where(ArchiveRow.digest == digest)) if digest else None
            if row is None and organ and year is not None:
                row = session.scalar(select(ArchiveRow).where(ArchiveRow.organ == organ, ArchiveRow.year == year))
            return _filed(row) if row else None

    def entries(self) -> list[Filed]:
        """All filed reports by organ, newest year first."""
        with self._database.reading() as session:
            rows = session.scalars(select(ArchiveRow).order_by(ArchiveRow.organ, ArchiveRow.year.desc()))
            return [_filed(row) for row in rows]

    def entry(self, archive_id: str) -> Filed:
        """One filed report; NotFound."""
        with self._database.reading() as session:
            return _filed(_row(session, archive_id))

    def report(self, archive_id: str) -> Report:
        """What was read of it; NotFound."""
        with self._database.reading() as session:
            return from_json(_row(session, archive_id).content)

    def reports(self) -> list[tuple[Filed, Report]]:
        """Every filed report with its content."""
        with self._database.reading() as session:
            query = select(ArchiveRow).options(undefer(ArchiveRow.content))
            rows = session.scalars(query.order_by(ArchiveRow.organ, ArchiveRow.year.desc())).all()
            return [(_filed(row), from_json(row.content)) for row in rows]

    def original(self, archive_id: str) -> tuple[str, bytes | None]:
        """The file as it came: its name and bytes (None for what was shipped with the program)."""
        with self._database.reading() as session:
            row = session.get(ArchiveRow, archive_id, options=[undefer(ArchiveRow.original)])
            if row is None:
                raise NotFound("往年资料中没有这份报告，可能已经被移除。")
            return row.name, row.original

    def correct(self, archive_id: str, report: Report, *, kind: str, level: str, region: str) -> None:
        """Replace what was read of a filed report by a person's correction; what they changed is remembered."""
        with self._database.session() as session:
            revision, row = _next(session), _row(session, archive_id)
            given = {"organ": report.organ, "year": report.year, "kind": kind, "level": level, "region": region}
            changed = {name for name, value in given.items() if getattr(row, name) != value}
            corrected = sorted(_corrected(row) | changed)
            row.organ, row.year, row.content = report.organ, report.year, {**to_json(report), _CORRECTED: corrected}
            row.kind, row.level, row.region = kind, level, region
            row.revision = revision

    def correct_parts(self, archive_id: str, report: Report, parts: Iterable[str]) -> None:
        """Replace what was read of a filed report; the cells and sections a person saw to are remembered. NotFound."""
        with self._database.session() as session:
            revision, row = _next(session), _row(session, archive_id)
            row.content = {**to_json(report), _CORRECTED: sorted(_corrected(row) | set(parts))}
            row.revision = revision

    def corrected(self, archive_id: str) -> frozenset[str]:
        """What a person corrected: of organ, year, kind, level and region, cells by code, sections by id; NotFound.

        Of reports filed before corrections were remembered, all that is there of the five counts as corrected.
        """
        with self._database.reading() as session:
            return frozenset(_corrected(_row(session, archive_id)))

    def reread(self, archive_id: str, report: Report, *, kind: str, level: str, region: str) -> None:
        """Replace what was read of a filed report by a newer reader's work; NotFound."""
        with self._database.session() as session:
            revision, row = _next(session), _row(session, archive_id)
            corrected = sorted(_corrected(row))
            row.organ, row.year, row.content = report.organ, report.year, {**to_json(report), _CORRECTED: corrected}
            row.kind, row.level, row.region = kind, level, region
            row.revision = revision

    def remove(self, archive_id: str) -> None:
        """Take a report out; NotFound."""
        with self._database.session() as session:
            _next(session)
            session.delete(_row(session, archive_id))

    def remove_demo(self) -> list[str]:
        """Take out everything that came with the demonstration; returns the ids."""
        with self._database.session() as session:
            _next(session)
            ids = list(session.scalars(select(ArchiveRow.id).where(ArchiveRow.demo)))
            session.execute(delete(ArchiveRow).where(ArchiveRow.demo))
            return ids


_REVISION = "archive"
"""The fact about the installation that says how often the archive was changed."""


def _next(session: Session) -> int:
    """The number of the change in progress; two changes wait for each other here, so that none is overlooked.

    It is asked for before a report of the archive is touched: two that held one thing each would wait for ever.
    """
    row = held(session, _REVISION, "0")
    row.value = str(int(row.value) + 1)
    return int(row.value)


def _row(session: Session, archive_id: str) -> ArchiveRow:
    row = session.get(ArchiveRow, archive_id)
    if row is None:
        raise NotFound("往年资料中没有这份报告，可能已经被移除。")
    return row


_CORRECTED = "corrected"
"""Beside the report's own keys in a row's content: the names of what a person corrected."""
_FACTS = ("organ", "year", "kind", "level", "region")


def _corrected(row: ArchiveRow) -> set[str]:
    known = row.content.get(_CORRECTED)
    return {name for name in _FACTS if getattr(row, name)} if known is None else set(known)


def _filed(row: ArchiveRow) -> Filed:
    return Filed(row.id, row.organ, row.year, row.kind, row.level, row.region, row.name, row.demo, row.added_at)
