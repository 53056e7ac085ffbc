"""The long list on 工作台 and the overdue report on 导出, driven without a browser."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from kept_desk import finished
from streamlit.testing.v1 import AppTest
from test_pages_words import open_page, press, words

from assistant.desk import Desk
from assistant.review import State
from assistant.ui import session

MANY = 45


@pytest.fixture
def desk(page_desk: Callable[..., Desk]) -> Desk:
    """45 reports of 2024, the last 25 with the editor; whoever is at the desk is a clerk."""
    desk = page_desk(LLM_BASE_URL="")
    for head in desk.store.reports.heads():
        desk.store.reports.remove(head.id)
    for number in range(MANY):
        made = desk.store.reports.create(replace(finished(), organ=f"虚构县第{number + 10}局", title=""))
        if number >= 20:
            desk.store.reports.set_head(made, state=State.EDITING.value)
    return desk


@pytest.fixture
def opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the reports that were opened."""
    seen: list[str] = []
    kept = type(desk.reports).open

    def watched(self, report_id, **more):  # type: ignore[no-untyped-def]
        seen.append(report_id)
        return kept(self, report_id, **more)

    monkeypatch.setattr(type(desk.reports), "open", watched)
    return seen


def workbench() -> AppTest:
    return open_page("workbench", "")


def rows(at: AppTest) -> int:
    return sum((button.key or "").startswith("open_") for button in at.button)


def test_only_the_page_that_is_turned_to_is_opened(opened: list[str]) -> None:
    assert rows(workbench()) == 20
    assert 0 < len(set(opened)) <= 20


@pytest.mark.usefixtures("desk")
def test_a_button_lists_what_waits_for_the_person_whatever_was_looked_for() -> None:
    at = workbench()
    assert "轮到您办理的 20 份：20 份已逾期。" in words(at)
    at.text_input(key="filter_organ").set_value("第1").run()
    press(at, "turn_only")
    assert (rows(at), at.text_input(key="filter_organ").value) == (20, "")
    assert at.selectbox(key="filter_state").value == "轮到我办理的"
    press(at, "turn_all")
    assert "共 45 份" in words(at)


@pytest.mark.parametrize(
    ("today", "says"),
    [
        (date(2025, 1, 31), ""),
        (date(2025, 2, 3), "逾期 3 天，未登记公布"),
        (date(2026, 1, 5), "已过截止日期，未登记公布"),
    ],
)
def test_an_approved_report_that_nobody_published_in_time_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, today: date, says: str
) -> None:
    report_id = desk.store.reports.heads()[0].id
    desk.store.reports.set_head(report_id, state=State.APPROVED.value)
    monkeypatch.setattr(session, "today", lambda: today)
    at = open_page("exporting", report_id)
    said = [one for one in words(at).splitlines() if "未登记公布" in one]
    assert said == ([f"<span class='nb-chip nb-warn'>{says}</span> 2025-01-31 截止"] if says else [])
    assert "公布的网址" in [one.label for one in at.text_input]
