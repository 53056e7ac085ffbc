"""What one edit of one person among fifty asks of the database and of the process. Counted, never timed."""

import gc
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event
from streamlit.testing.v1 import AppTest

from assistant.desk import Desk, Who
from assistant.desk.keeping import in_force
from assistant.figures import Indicator
from assistant.ui import garbage_collection, session

ROOT = Path(__file__).resolve().parents[1]
CLERK = Who("甲")
_STATEMENTS = 36
"""So many does an edit ask that draws the whole page, navigation and all: its transactions begun are among them."""
_TRANSACTIONS = 8
_AT_WORK = 50


@contextmanager
def statements(desk: Desk) -> Iterator[list[str]]:
    """What the database is asked within the block."""
    asked: list[str] = []
    engine = desk.store._database.engine

    def note(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def desk(page_desk: Callable[..., Desk]) -> Desk:
    """The desk the pages use, empty."""
    return page_desk(DEMO="false")


def started(desk: Desk, organ: str = "虚构市档案局") -> str:
    """A report with an indicator to be typed into."""
    report_id = desk.reports.start(organ, 2025, who=CLERK)
    desk.reports.set_indicators(report_id, [Indicator("微博发布", None, "条")], who=CLERK)
    return report_id


def test_an_edit_reads_the_report_once_in_few_transactions(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    # Who is there and what is set are asked for anew twice a second: on a slow machine within the edit itself.
    for module in (session, in_force):
        monkeypatch.setattr(module, "_KNOWN_FOR", 3600)
    report_id = started(desk)
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    at.query_params["report"], at.query_params["tab"] = report_id, "indicators"
    at.run()
    at.switch_page("assistant/ui/views/figures_page.py").run()
    with statements(desk) as asked:
        next(box for box in at.text_input if box.label == "微博发布本年").set_value("207").run()
    assert not at.exception
    assert desk.reports.open(report_id).report.indicators[0].value == 207
    assert len(asked) <= _STATEMENTS, asked
    assert sum(one.startswith("BEGIN") for one in asked) <= _TRANSACTIONS
    assert sum("FROM cells" in one for one in asked) == 1


def test_the_report_of_each_of_fifty_stays_open_until_it_is_saved(desk: Desk) -> None:
    reports = [started(desk, f"虚构市第{number}局") for number in range(_AT_WORK)]
    for report_id in reports:
        desk.reports.open(report_id)
    with statements(desk) as asked:
        for report_id in reports:
            desk.reports.open(report_id)
    assert not any("FROM cells" in one for one in asked)
    other = Desk(desk.settings)  # another server on the same database
    other.reports.set_indicators(reports[0], [Indicator("微博发布", None, "篇")], who=CLERK)
    other.close()
    assert desk.reports.open(reports[0]).report.indicators[0].unit == "篇"


def test_a_report_that_was_put_away_is_read_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.desk.current_reports.opened._KEPT_OPEN", 2)
    first, second, third = (started(desk, f"虚构市第{number}局") for number in range(3))
    for report_id in (first, second, first, third):
        desk.reports.open(report_id)
    with statements(desk) as asked:
        desk.reports.open(first)  # looked at after the second, and so still there
        assert not any("FROM cells" in one for one in asked)
        assert desk.reports.open(second).head.organ == "虚构市第1局"
    assert any("FROM cells" in one for one in asked)


def test_what_is_read_at_once_is_of_one_moment_and_holds_up_nobody_who_writes(desk: Desk) -> None:
    report_id = started(desk)
    other = Desk(desk.settings)
    with desk.store.at_once():
        before = desk.store.reports.head(report_id)
        other.reports.set_indicators(report_id, [], who=CLERK)
        assert desk.store.reports.head(report_id) == before
        assert len(desk.store.reports.indicators(report_id)) == 1
    assert desk.store.reports.indicators(report_id) == ()
    other.close()


def test_nothing_is_written_where_things_are_read_at_once(desk: Desk) -> None:
    report_id = started(desk)
    with pytest.raises(RuntimeError), desk.store.at_once():
        desk.store.reports.set_indicators(report_id, [])
    assert len(desk.store.reports.indicators(report_id)) == 1
    report = desk.store.reports.open(report_id)
    assert isinstance(desk.store.reports.create(replace(report, organ="虚构市第9局")), str)  # writes again afterwards


class _Kept:
    """Something that may refer to itself."""

    itself: "_Kept | None" = None


@pytest.fixture
def set_aside() -> Iterator[None]:
    """The collector as a server has it, and afterwards as it was."""
    garbage_collection.begin()
    yield
    gc.callbacks.remove(garbage_collection._around)
    gc.unfreeze()


@pytest.mark.usefixtures("set_aside")
def test_what_outlived_a_collection_is_not_gone_through_again() -> None:
    kept = [_Kept()]
    gc.collect()
    assert not any(one is kept for one in gc.get_objects())
    new = [_Kept()]
    assert any(one is new for one in gc.get_objects())


@pytest.mark.usefixtures("set_aside")
def test_garbage_among_what_was_set_aside_is_found_in_time() -> None:
    kept = _Kept()
    kept.itself = kept
    seen = weakref.ref(kept)
    gc.collect()
    del kept
    for _ in range(garbage_collection._THOROUGH):
        gc.collect()
    assert seen() is None
