"""The trail of acts: who did what, when, from where, with the old and the new value; in a chain nobody can rewrite."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.store.chain import BEGINNING, Digest, digest_of, link
from assistant.store.connection import Database, now
from assistant.store.installation import held
from assistant.store.schema import AuditRow, StateRow

_HEAD = "audit"
"""The fact about the installation that says which line is the last: a chain cut short does not end there."""
_AT_ONCE = 1000
_TOLD = 20
"""Faults told one by one: after that many the trail is not to be trusted anyway."""


@dataclass(frozen=True)
class Entry:
    """One line of the trail. `number` grows by one a line over the installation; `report_id` is "" for its own acts."""

    number: int
    report_id: str
    at: datetime
    actor: str
    address: str
    act: str
    detail: Mapping[str, Any]
    link: str


@dataclass(frozen=True)
class Verified:
    """What came of verifying the chain: how many lines, the last link, and a Chinese sentence a fault."""

    lines: int
    link: str
    faults: tuple[str, ...]


class Audit:
    """The audit trail of an installation."""

    def __init__(self, database: Database, digest: Digest) -> None:
        """Use a database; new lines are linked with `digest`, older ones keep theirs."""
        self._database = database
        self._digest: Digest = digest

    def write(
        self,
        report_id: str,
        *,
        actor: str,
        act: str,
        detail: Mapping[str, Any] | None = None,
        address: str = "",
    ) -> None:
        """Write one line. Within a transaction it is there only if all the rest is."""
        # As it will be read back: keys are text, tuples are lists.
        kept = json.loads(json.dumps(dict(detail or {}), ensure_ascii=True))
        with self._database.session() as session:
            last = held(session, _HEAD, "")
            number, before = _read(last.value)
            row = AuditRow(
                id=number + 1, report_id=report_id, at=now(), actor=actor, address=address, act=act, detail=kept
            )
            row.link = _link(before, row, self._digest)
            session.add(row)
            last.value = _written(row)
            session.flush()

    def entries(self, report_id: str, *, acts: Sequence[str] = ()) -> list[Entry]:
        """The lines of a report, or with "" of the installation, newest first; only of these acts if any are given."""
        wanted = select(AuditRow).where(AuditRow.report_id == report_id)
        if acts:
            wanted = wanted.where(AuditRow.act.in_(acts))
        with self._database.reading() as session:
            return [_entry(row) for row in session.scalars(wanted.order_by(AuditRow.id.desc()))]

    def latest(self, report_id: str, *, beside: Sequence[str] = ()) -> Entry | None:
        """The newest line of a report whose act is none of these, None if it has none."""
        wanted = select(AuditRow).where(AuditRow.report_id == report_id, AuditRow.act.not_in(beside))
        with self._database.reading() as session:
            row = session.scalar(wanted.order_by(AuditRow.id.desc()).limit(1))
            return _entry(row) if row else None

    def last(self) -> int:
        """The number of the newest line, 0 if there is none."""
        with self._database.reading() as session:
            last = session.get(StateRow, _HEAD)
            return _read(last.value)[0] if last else 0

    def since(self, report_id: str, number: int) -> list[Entry]:
        """The lines of a report after that number, newest first."""
        wanted = select(AuditRow).where(AuditRow.report_id == report_id, AuditRow.id > number)
        with self._database.reading() as session:
            return [_entry(row) for row in session.scalars(wanted.order_by(AuditRow.id.desc()))]

    def all(self) -> Iterator[Entry]:
        """Every line, oldest first, of reports that are gone too."""
        with self._database.reading() as session:
            for row in _rows(session):
                yield _entry(row)

    def end(self) -> tuple[int, str]:
        """The number of the newest line and its link."""
        with self._database.reading() as session:
            last = session.get(StateRow, _HEAD)
            return _read(last.value) if last else (0, BEGINNING)

    def newest(self) -> datetime | None:
        """When the newest line was written, None if there is none."""
        with self._database.reading() as session:
            return session.scalar(select(func.max(AuditRow.at)))

    def verify(self) -> Verified:
        """Follow the chain from its beginning to the line it should end with."""
        faults: list[str] = []
        number, before = 0, BEGINNING
        with self._database.reading() as session:
            for row in _rows(session):
                if row.link != _link(before, row, digest_of(row.link)) and len(faults) < _TOLD:
                    gone = "；它前面缺少记录" if row.id != number + 1 else ""
                    faults.append(f"操作记录第 {row.id} 行与前一行接不上，这一行或者它前面的记录被改动过{gone}。")
                number, before = row.id, row.link
            last = session.get(StateRow, _HEAD)
            if (_read(last.value) if last else (0, BEGINNING)) != (number, before):
                faults.append("操作记录的最后一行不是应有的一行，末尾的记录被删除或者添加过。")
        return Verified(number, before, tuple(faults))


def _rows(session: Session) -> Iterator[AuditRow]:
    return session.scalars(select(AuditRow).order_by(AuditRow.id), execution_options={"yield_per": _AT_ONCE}).__iter__()


def _link(before: str, row: AuditRow, digest: Digest) -> str:
    return link(
        before,
        number=row.id,
        report_id=row.report_id,
        at=row.at,
        actor=row.actor,
        address=row.address,
        act=row.act,
        detail=row.detail,
        digest=digest,
    )


def _written(row: AuditRow) -> str:
    return f"{row.id} {row.link}"


def _read(value: str) -> tuple[int, str]:
    number, _, made = value.partition(" ")
    return (int(number) if number.isdecimal() else 0, made)


def _entry(row: AuditRow) -> Entry:
    return Entry(row.id, row.report_id, row.at, row.actor, row.address, row.act, row.detail, row.link)
