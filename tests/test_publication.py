"""登记公布 and 催办: what is kept of a publication, how late it is, and who asks whom to go on."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from kept_desk import finished, opened
from people import CLERK, EDITOR, LEADER

from assistant.desk import Desk
from assistant.desk.handling import reminding as reminding_module
from assistant.desk.handling.publication import checked_address, lateness
from assistant.desk.handling.reminding import reminder
from assistant.errors import Forbidden, UsageError
from assistant.findings import Severity
from assistant.review import Act, State
from assistant.settings import Settings
from assistant.store import now

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "publication.yaml").read_text("utf-8"))
ADDRESS, TODAY = "https://www.xx.gov.cn/nb.html", date(2025, 2, 10)


@pytest.fixture
def desk(tmp_path) -> Desk:
    made = opened(Settings(_env_file=None, home=tmp_path, demo=False))
    yield made
    made.close()


@pytest.fixture
def report(desk: Desk) -> str:
    """A finished report of 2024 whose warnings have their reasons."""
    report_id = desk.store.reports.create(finished())
    for item in desk.judging.findings(report_id):
        if item.finding.severity is Severity.WARNING:
            desk.judging.waive(report_id, item.finding.fingerprint, "已经核实", who=EDITOR)
    return report_id


@pytest.mark.parametrize("address", CASES["taken"])
def test_an_address_a_portal_has_is_taken(address):
    assert checked_address(address) == address.strip()


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["says"] + case["address"][:30])
def test_an_address_that_leads_nowhere_or_elsewhere_is_not(case):
    with pytest.raises(UsageError, match=case["says"]):
        checked_address(case["address"])


@pytest.mark.parametrize("case", CASES["lateness"], ids=lambda case: case["says"])
def test_how_late_it_is_is_said_to_the_day(case):
    day = None if case["day"] == "无" else case["day"]
    assert lateness(case["deadline"], case["today"], day) == case["says"]


def test_the_deadline_is_known_from_the_name_alone(desk, report):
    head = desk.store.reports.head(report)
    assert desk.judging.deadline(head) == date(2025, 1, 31)
    assert desk.judging.deadline(replace(head, organ="虚构县人民政府")) == date(2025, 3, 31)


def test_a_publication_is_recorded_corrected_and_taken_back(desk, report):
    with pytest.raises(Forbidden, match="现在不能“登记公布”"):
        desk.publication.record(report, ADDRESS, date(2025, 1, 20), today=TODAY, who=CLERK)
    desk.store.reports.set_head(report, state=State.APPROVED.value)
    for day, says in ((date(2025, 2, 11), "还没有到"), (date(2024, 12, 31), "年度结束之后公布")):
        with pytest.raises(UsageError, match=says):
            desk.publication.record(report, ADDRESS, day, today=TODAY, who=CLERK)
    assert desk.store.reports.head(report).published == {}
    desk.publication.record(report, ADDRESS, date(2025, 1, 20), today=TODAY, who=CLERK)
    desk.publication.record(report, ADDRESS, date(2025, 1, 21), today=TODAY, who=EDITOR)
    kept = desk.store.reports.head(report).published
    assert (kept["address"], kept["day"], kept["by"]) == (ADDRESS, "2025-01-21", EDITOR.signature)
    newest = desk.reviewing.trail(report)[0]
    assert (newest.detail["old"]["day"], newest.detail["new"]["day"]) == ("2025-01-20", "2025-01-21")
    desk.publication.take_back(report, who=CLERK)
    assert desk.store.reports.head(report).published == {}


def test_what_was_published_is_held_against_what_is_there_now(desk, report):
    desk.store.reports.set_head(report, state=State.APPROVED.value)
    desk.publication.record(report, ADDRESS, date(2025, 1, 20), today=TODAY, who=CLERK)
    assert not desk.publication.differs(desk.reports.open(report))
    desk.moving.act(report, Act.REOPEN, who=EDITOR, reason="有错字")
    desk.reports.set_section(report, "problems", "改了一处。", who=EDITOR)
    assert desk.store.reports.head(report).published["day"] == "2025-01-20", "it stays recorded"
    assert desk.publication.differs(desk.reports.open(report))


# ---- 催办


def test_a_reminder_is_seen_until_the_report_moves_on_and_touches_nothing(desk, report, monkeypatch):
    desk.moving.act(report, Act.SUBMIT, who=CLERK)
    desk.reminding.remind(report, "请于周五前审完", who=CLERK)
    head = desk.store.reports.head(report)
    assert reminder(head).startswith("甲（经办人） ")
    assert reminder(head).endswith("催办：请于周五前审完")
    with pytest.raises(UsageError, match="已经催办过"):
        desk.reminding.remind(report, who=LEADER)
    with pytest.raises(Forbidden):
        desk.reminding.remind(report, who=EDITOR)
    monkeypatch.setattr(reminding_module, "now", lambda: now() + timedelta(minutes=61))
    desk.reminding.remind(report, who=LEADER)
    assert reminder(desk.store.reports.head(report)).startswith("丙（领导） ")
    # Whoever was asked has not begun: what was sent can still be taken back.
    desk.moving.act(report, Act.WITHDRAW, who=CLERK)
    assert reminder(desk.store.reports.head(report)) == ""


def test_how_many_wait_and_how_many_are_late_is_counted_without_opening_any(desk, report, monkeypatch):
    heads = [
        replace(desk.store.reports.head(report), id=str(year), year=year, state=state.value)
        for year, state in (
            (2024, State.DRAFTING),
            (2025, State.DRAFTING),
            (2026, State.DRAFTING),
            (2025, State.EDITING),
        )
    ]
    monkeypatch.setattr(desk.judging, "_reports", None)
    waiting = desk.judging.waiting(heads, CLERK, date(2026, 1, 24))
    assert (waiting.count, waiting.late, waiting.soon) == (3, 1, 1)
    assert desk.judging.waiting(heads, CLERK, date(2026, 1, 23)).soon == 0
    assert desk.judging.waiting(heads, EDITOR, date(2026, 2, 1)).late == 1
