"""What is new since somebody last looked: kept by person, through reloads, and by role where there are no accounts."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from people import CLERK, EDITOR, LEADER

from assistant.desk import Who
from assistant.errors import NotFound
from assistant.report import Report
from assistant.review import Role

SUN, LI = (
    Who(name, Role.LEADER, account=account, member={"": frozenset(Role)})
    for name, account in (("孙", "sun"), ("李", "li"))
)


@pytest.fixture
def report(desk):
    return desk.store.reports.create(Report(organ="虚构县教育局", year=2025, title=""))


def write(desk, report, text):
    desk.reports.set_section(report, "problems", text, who=CLERK)


def later(desk, account):
    """The person comes back another day."""
    then = (datetime.now(UTC) - timedelta(days=1)).strftime("%Y-%m-%d %H:%M:%S.%f")
    with closing(sqlite3.connect(desk.settings.data / "nianbao.db")) as connection, connection:
        changed = connection.execute("UPDATE looks SET seen_at = ? WHERE account = ?", (then, account))
        assert changed.rowcount == 1


def told(desk, report, who):
    return [line.detail.get("new") for line in desk.looks.news(report, who=who).lines]


def test_a_first_look_has_no_news_and_the_next_tells_what_came_between(desk, report):
    write(desk, report, "一。")
    assert told(desk, report, SUN) == []
    later(desk, "sun")
    write(desk, report, "二。")
    write(desk, report, "三。")
    assert told(desk, report, SUN) == ["三。", "二。"]
    lines = len(desk.reviewing.trail(report))
    assert told(desk, report, SUN) == ["三。", "二。"], "drawn again, and opened again a moment later"
    write(desk, report, "四。")
    assert told(desk, report, SUN) == ["四。", "三。", "二。"]
    assert len(desk.reviewing.trail(report)) == lines + 1, "looking leaves no line"
    later(desk, "sun")
    assert told(desk, report, SUN) == []


def test_each_person_has_looks_of_their_own(desk, report):
    write(desk, report, "一。")
    for who in (SUN, LI):
        desk.looks.news(report, who=who)
    later(desk, "sun")
    later(desk, "li")
    write(desk, report, "二。")
    assert told(desk, report, SUN) == ["二。"]
    later(desk, "sun")
    assert told(desk, report, SUN) == []
    assert told(desk, report, LI) == ["二。"]


def test_what_one_did_oneself_is_no_news_in_whatever_role(desk, report):
    desk.store.accounts.add("li", person="李", admin=False, password="x", to_change=False)
    desk.store.accounts.set_roles("li", {"": set(Role) - {Role.ADMIN}})
    editor = replace(LI, role=Role.EDITOR)
    desk.looks.news(report, who=LI)
    later(desk, "li")
    desk.reports.set_section(report, "problems", "自己写的。", who=editor)
    desk.reviewing.comment(report, "problems", "请看", who=CLERK)
    assert [line.act for line in desk.looks.news(report, who=LI).lines] == ["批注"]


def test_without_accounts_each_role_looks_for_itself(desk, report):
    clerk, leader = (Who(role=role, admin=True) for role in (Role.CLERK, Role.LEADER))
    desk.looks.news(report, who=clerk)
    desk.looks.news(report, who=leader)
    later(desk, leader.signature)
    later(desk, clerk.signature)
    desk.reports.set_section(report, "problems", "经办人写的。", who=clerk)
    assert told(desk, report, clerk) == []
    assert told(desk, report, leader) == ["经办人写的。"]


def test_who_never_looked_is_told_since_their_last_act(desk, report):
    desk.reviewing.comment(report, "problems", "请看", who=LEADER)
    write(desk, report, "改了。")
    news = desk.looks.news(report, who=LEADER)
    assert news.since_act
    assert [line.detail["new"] for line in news.lines] == ["改了。"]
    assert desk.looks.news(report, who=EDITOR).lines == ()


def test_a_look_goes_with_the_report_and_needs_one_that_may_be_seen(desk, report):
    desk.looks.news(report, who=SUN)
    with pytest.raises(NotFound):
        desk.looks.news(report, who=replace(LI, sees=frozenset()))
    desk.reports.remove(report, who=CLERK)
    with closing(sqlite3.connect(desk.settings.data / "nianbao.db")) as connection:
        assert connection.execute("SELECT count(*) FROM looks").fetchone() == (0,)
