"""A desk without what costs seconds, and its database, which can be put back to what it was in a moment."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from assistant.desk import Desk
from assistant.desk.past_reports.evidence_index import EvidenceIndex
from assistant.errors import NotFound
from assistant.report import Report, from_json
from assistant.settings import Settings, shipped
from assistant.store import Entry


class NoEvidence:
    """Finds nothing."""

    def find(self, _query: str, **_wanted: Any) -> list[Any]:
        return []

    def passage(self, _passage_id: str) -> Any:
        raise NotFound("没有这一段。")


class NoIndex(EvidenceIndex):
    """An index that is not built: what it takes and finds is tested elsewhere and costs seconds."""

    evidence = NoEvidence()  # type: ignore[assignment]

    def catch_up(self) -> None:
        """Nothing to do."""

    def rebuild(self) -> int:
        return 1

    def train(self) -> int:
        return 1


@dataclass
class Kept:
    """A desk whose database can be put back to what it was in a moment, to the byte."""

    desk: Desk
    path: Path

    def copy(self) -> sqlite3.Connection:
        """The database as it is."""
        out = sqlite3.connect(":memory:")
        with closing(sqlite3.connect(self.path)) as there:
            there.backup(out)
        return out

    def put_back(self, copy: sqlite3.Connection) -> None:
        """Make the database what it was."""
        with closing(sqlite3.connect(self.path)) as there:
            copy.backup(there)

    def rows(self) -> dict[str, list[Any]]:
        """All there is but the trail."""
        with closing(sqlite3.connect(self.path)) as there:
            named = there.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            out = {name: there.execute(f"SELECT * FROM {name}").fetchall() for (name,) in named}  # noqa: S608
        out.pop("audit")
        out["installation"] = [row for row in out["installation"] if row[0] != "audit"]
        return out

    def lines(self) -> list[Entry]:
        """The trail, oldest first."""
        return list(self.desk.store.audit.all())


def opened(settings: Settings) -> Desk:
    """A desk whose evidence index is none."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("assistant.desk.desk.EvidenceIndex", NoIndex)
        return Desk(settings)


def finished() -> Report:
    """A report nothing is found in."""
    report = from_json(json.loads((shipped("corpus") / "demo/2024.json").read_text("utf-8")))
    return replace(report, findings=())
