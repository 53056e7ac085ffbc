"""What may not be edited: decided and worded once, the same to whoever asks; and what one edit reads of the report."""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from people import KEEPER
from streamlit.testing.v1 import AppTest

from assistant.desk import Desk, Who
from assistant.desk.current_reports.closed_cells import HERE
from assistant.errors import Forbidden
from assistant.figures import Figures
from assistant.review import Role, State, closed, may_edit
from assistant.settings import shipped
from assistant.ui.grid import apply, grid

ROOT = Path(__file__).resolve().parents[1]
CLERK = Who("甲")
CELL, TOTAL, CARRIED = "T3.received.natural_person", "T3.received.total", "T3.carried_in.natural_person"


@pytest.fixture
def desk(page_desk: Callable[..., Desk]) -> Desk:
    """The desk the pages use, empty."""
    return page_desk(DEMO="false")


@pytest.fixture
def started(desk: Desk) -> str:
    """A report with last year's beside it, so that what is carried over is locked."""
    filed = desk.archive.add("2024.json", (shipped("corpus") / "demo/2024.json").read_bytes(), who=KEEPER)
    assert filed.report is not None
    return desk.reports.start(filed.report.organ, 2025, last_id=filed.archive_id, who=CLERK)


class Browser:
    """A table in a browser, as far as the page sees it: what it is told, and edits that it sends."""

    def __init__(self) -> None:
        self.told: Mapping[str, Any] = {}
        self._seq = 0
        self._sends: dict[str, str] = {}

    def types(self, at: AppTest, **cells: str) -> None:
        self._sends = {code.replace("__", "."): raw for code, raw in cells.items()}
        at.button(key="typed").click().run()
        assert not at.exception

    def __call__(self, *, key: str, data: Mapping[str, Any], on_event_change: Callable[[], None]) -> None:
        """Stand where the component stands; its event arrives as Streamlit lets it: before the page's body runs."""
        self.told = data

        def arrive() -> None:
            self._seq += 1
            items = [
                {"kind": "edit", "seq": self._seq, "code": code, "raw": raw, "before": data["values"].get(code, "")}
                for code, raw in self._sends.items()
            ]
            st.session_state[key] = {"event": {"client": "table", "items": items}}
            on_event_change()

        st.button("typed", key="typed", on_click=arrive)


@pytest.fixture
def browser_table(monkeypatch: pytest.MonkeyPatch) -> Browser:
    """The browser's side of every table."""
    browser = Browser()
    monkeypatch.setattr(grid, "_component", lambda: browser)
    return browser


def table_three(report_id: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    at.query_params["report"], at.query_params["tab"] = report_id, "T3"
    at.run()
    at.switch_page("assistant/ui/views/figures_page.py")
    at.run()
    assert not at.exception
    return at


def counted(monkeypatch: pytest.MonkeyPatch, counts: Counter[str], of: object, name: str) -> None:
    """Let a method count its calls, and do what it does."""
    method = getattr(of, name)

    def counting(*args: Any, **named: Any) -> Any:
        counts[f"{type(of).__name__}.{name}"] += 1
        return method(*args, **named)

    monkeypatch.setattr(of, name, counting)


def test_one_edit_opens_the_report_once(
    desk: Desk, started: str, browser_table: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = table_three(started)
    counts: Counter[str] = Counter()
    counted(monkeypatch, counts, desk.reports, "open")
    counted(monkeypatch, counts, desk.store.reports, "open")
    counted(monkeypatch, counts, desk.store.archive, "report")
    browser_table.types(at, T3__received__natural_person="7")
    assert browser_table.told["values"][CELL] == "7"
    assert counts == {"Reporting.open": 1, "Reports.open": 1}, "last year's report is known and not read again"


def test_a_closed_cell_is_refused_in_the_same_words_by_the_desk_the_table_and_the_browser(
    desk: Desk, started: str, browser_table: Browser
) -> None:
    at = table_three(started)
    form = desk.reports.open(started).report.figures.form
    browser_table.types(at, T3__carried_in__natural_person="99", T3__received__total="99")
    told = browser_table.told
    _, refusals = apply({TOTAL: "99", CARRIED: "99"}, Figures(), locked={CARRIED})
    for code, kind in ((TOTAL, "computed"), (CARRIED, "locked")):
        here = told["closed"][kind]
        assert here.startswith(HERE)
        assert [item.reason for item in refusals if item.code == code] == [here]
        value = desk.reports.cells(started, [code]).values.get(code)
        refused = desk.reports.set_cells(started, {code: 99}, who=CLERK).refused
        assert refused == {code: here.replace(HERE, form.cell_name(code), 1)}
        assert desk.reports.cells(started, [code]).values.get(code) == value != 99
    assert told["refused"][TOTAL] == ["99", told["closed"]["computed"]]
    assert told["notes"][CARRIED].endswith(told["closed"]["locked"].removeprefix(HERE))


def test_a_locked_cell_keeps_what_stands_in_it_without_a_word(desk: Desk, started: str) -> None:
    kept = desk.reports.cells(started, [CARRIED]).values[CARRIED]
    assert desk.reports.set_cells(started, {CARRIED: kept}, who=CLERK).refused == {}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("role", Role)
def test_who_may_not_edit_is_told_one_sentence(state: State, role: Role) -> None:
    sentence = closed(state, role)
    assert may_edit(state, role) is (sentence == "")
    assert may_edit(state, role) or (sentence.endswith("只能查看，不能修改。") and role.label in sentence)


@pytest.mark.parametrize(
    "change",
    [
        lambda desk, report, who: desk.reports.set_cells(report, {CELL: 1}, who=who),
        lambda desk, report, who: desk.reports.unlock(report, CARRIED, "理由", who=who),
        lambda desk, report, who: desk.reports.set_section(report, "problems", "一段", who=who),
        lambda desk, report, who: desk.reports.set_indicators(report, [], who=who),
        lambda desk, report, who: desk.reports.set_notes(report, [], who=who),
        lambda desk, report, who: desk.reports.import_figures(report, desk.reports.open(report).report, who=who),
        lambda desk, report, who: desk.words.adopt(report, "problems", "一段", base="", way="facts", who=who),
        lambda desk, report, who: desk.words.lock(report, "problems", [], who=who),
        lambda desk, report, who: desk.recording.record(report, [], who=who),
        lambda desk, report, who: desk.recording.drop_cards(report, 0, [], who=who),
        lambda desk, report, who: desk.interviewing.answer_question(report, "id", "没有", who=who),
        lambda desk, report, who: desk.interviewing.later(report, "id", who=who),
        lambda desk, report, who: desk.whole.draft_all(report, who=who),
        lambda desk, report, who: desk.reviewing.restore(report, 1, who=who),
        lambda desk, report, who: desk.judging.unwaive(report, "f", who=who),
        lambda desk, report, who: desk.judging.confirm_number(report, "problems", "3", "签到册", who=who),
    ],
)
def test_every_change_to_a_finished_report_is_refused_in_that_sentence(
    desk: Desk, started: str, change: Callable[..., object]
) -> None:
    desk.reviewing.keep_version(started, "", who=CLERK)
    desk.store.reports.set_head(started, state=State.APPROVED.value)
    with pytest.raises(Forbidden) as refused:
        change(desk, started, CLERK)
    assert refused.value.message == closed(State.APPROVED, Role.CLERK)


def test_a_table_nobody_types_into_says_why(desk: Desk, started: str, browser_table: Browser) -> None:
    desk.store.reports.set_head(started, state=State.REVIEWING.value)
    at = table_three(started)
    assert browser_table.told["closed"]["report"] == closed(State.REVIEWING, Role.CLERK)
    assert closed(State.REVIEWING, Role.CLERK) in [item.value for item in at.info]
