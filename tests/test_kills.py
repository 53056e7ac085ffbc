"""A process that is killed in the middle of its work: what it was told is saved is there, what is half done is not.

The worker is killed, not the database: of a power cut SQLite's own `synchronous=FULL` takes care.
NIANBAO_REQUIRE_THOROUGH=1 kills more often.
"""

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from desk_worker import CELL, NAME, SECTION, mother, numbered, published, written
from kept_desk import finished
from sqlalchemy import create_engine, text

from assistant.review import Act, State
from assistant.settings import Settings
from assistant.store import Store

KILLS = 400 if os.environ.get("NIANBAO_REQUIRE_THOROUGH") == "1" else 100
ROUND = 50
"""Kills a report: with a new one now and then its trail stays short enough to be read after each."""
_LOOKS = 60_000
"""A server hears of a death within milliseconds; who is there a minute later was not killed."""
LONGEST = 0.04
"""Seconds a worker lives at most: half a dozen steps."""
MOVES = {Act.SUBMIT.label: State.EDITING, Act.RETURN.label: State.DRAFTING}


@contextmanager
def reopened(settings: Settings) -> Iterator[Store]:
    """The store as whoever comes next finds it."""
    if settings.database_url:
        # A server ends a dead client's transaction by itself, as soon as it hears of the death.
        engine = create_engine(settings.database_url)
        with engine.connect() as connection:
            others = text(
                "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' "
                "AND datname = current_database() AND pid <> pg_backend_pid()"
            )
            for _ in range(_LOOKS):
                if not connection.scalar(others):
                    break
                connection.rollback()
                time.sleep(0.001)
            else:
                pytest.fail("somebody beside the killed worker is still connected: a test before left a store open")
        engine.dispose()
    store = Store(settings)
    yield store
    store.close()


def numbers(store: Store, report_id: str) -> dict[str, int]:
    """Which step of each kind was the last to be kept; each with all that belongs to it, or the test fails."""
    report, state = store.reports.open(report_id), store.reports.head(report_id).state
    lines = store.audit.entries(report_id)
    newest = {line.act: line for line in reversed(lines)}
    kept = {}
    if line := newest.get("修改单元格"):
        kept["cell"] = int(report.figures.values[CELL])
        assert line.detail["cells"][CELL][1] == str(kept["cell"])
    if line := newest.get("修改文字"):
        kept["section"] = _number(line.detail["new"])
        assert report.section(SECTION) == line.detail["new"] == written(kept["section"])
    if line := newest.get("修改补充指标"):
        (kept["indicators"],) = (int(item.value) for item in report.indicators if item.name == NAME and item.value)
        assert line.detail["indicators"]["new"][0]["value"] == str(kept["indicators"])
    moves = [line for line in lines if line.act in MOVES]
    versions = {version.number: version.reason for version in store.trail.versions(report_id)}
    assert {line.detail["version"]: line.act for line in moves} == versions, "a version a move, a move a version"
    if moves:
        kept["move"] = int(moves[0].detail["reason"])
        assert state == moves[0].detail["new"] == MOVES[moves[0].act]
        store.trail.version(report_id, moves[0].detail["version"])
    else:
        assert state == State.DRAFTING
    return kept


def _number(text: str) -> int:
    """Which of many a section's text is."""
    said = text.rpartition("工作标记")[2].removesuffix("。")
    return int(said.translate(str.maketrans("甲乙丙丁戊己庚辛壬癸", "0123456789")))


def replaced(store: Store) -> dict[str, int]:
    """Which replacement was the last to be kept: the report it brought is there, whole, and no other one of it."""
    filed = store.archive.entries()
    lines = store.audit.entries("", acts=["存入往年资料", "替换往年资料"])
    assert len(filed) == bool(lines)
    if not filed:
        return {}
    name, original = store.archive.original(filed[0].id)
    kept = int(name.removesuffix(".json"))
    assert lines[0].detail["new"] == name
    assert original == published(kept)
    assert store.archive.report(filed[0].id).section(SECTION) == written(kept)
    return {"archive": kept}


@pytest.mark.timeout(3600)
def test_what_a_killed_process_was_told_is_saved_is_there_and_nothing_is_half_there(either: Settings) -> None:
    chance = random.Random(20)  # noqa: S311 - when a worker dies is no secret
    with mother(either) as workers:
        for first in range(0, KILLS, ROUND):
            with reopened(either) as store:
                report_id = store.reports.create(replace(finished(), organ=f"虚构县第{numbered(first)}局"))
                known = replaced(store)
            for count in range(first, first + ROUND):
                after = chance.uniform(0, LONGEST)
                told = workers.killed(report_id, count * 1000, count, after, lambda pid: os.kill(pid, signal.SIGKILL))
                with reopened(either) as store:
                    there = numbers(store, report_id) | replaced(store)
                told = known | told
                untold = {kind for kind, number in there.items() if number != told.get(kind)}
                assert told.keys() <= there.keys()
                assert all(there[kind] > told.get(kind, -1) for kind in untold), "what was told is there, or the next"
                assert len(untold) <= 1, "one step at most was saved and not told any more"
                known = there
            with reopened(either) as store:
                assert store.audit.verify().faults == ()
