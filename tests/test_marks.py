"""Marks to come back to: a person's own, which follow their words."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from people import CLERK, EDITOR, LEADER

from assistant.desk import Who
from assistant.errors import Forbidden, NotFound, UsageError
from assistant.report import Report
from assistant.review import Role, State

FIRST = "一是政策解读形式比较单一，图解和视频较少。"
SECOND = "二是依申请公开的答复文书不够规范。"
CELL = "T3.received.natural_person"


@pytest.fixture
def report(desk):
    sections = {"problems": FIRST + SECOND, "improvements": "加强培训，规范答复。"}
    return desk.store.reports.create(Report(organ="虚构县教育局", year=2025, title="", sections=sections))


def marks(desk, report, who):
    return desk.marks.of(desk.reports.open(report), who=who)


def test_a_mark_follows_its_sentence(desk, report):
    desk.marks.add(report, "problems", who=LEADER, quote="图解和视频较少")
    desk.reports.set_section(report, "problems", SECOND, who=CLERK)
    desk.reports.set_section(report, "improvements", f"规范答复。{FIRST}", who=CLERK)
    (mark,) = marks(desk, report, LEADER)
    assert (mark.anchor.place, mark.anchor.words, mark.anchor.changed) == ("improvements", "图解和视频较少", False)
    said = FIRST.replace("较少", "只有三个")
    desk.reports.set_section(report, "improvements", f"规范答复。{said}", who=CLERK)
    (mark,) = marks(desk, report, LEADER)
    assert (mark.anchor.place, mark.anchor.words, mark.anchor.changed) == ("improvements", said, True)
    desk.reports.set_section(report, "improvements", "规范答复。", who=CLERK)
    (mark,) = marks(desk, report, LEADER)
    assert (mark.quote, mark.anchor.gone) == ("图解和视频较少", True)


def test_marks_are_a_person_s_own_and_leave_no_line(desk, report):
    first = desk.marks.add(report, "problems", who=LEADER, quote="图解和视频较少")
    assert desk.marks.add(report, "problems", who=LEADER, quote="图解和视频较少") == first, "marked once"
    desk.marks.add(report, CELL, who=LEADER)
    desk.marks.add(report, "T3", who=EDITOR)
    desk.store.reports.set_head(report, state=State.APPROVED)
    desk.marks.add(report, "improvements", who=LEADER)
    assert [one.anchor.place for one in marks(desk, report, LEADER)] == ["problems", CELL, "improvements"]
    assert [one.anchor.place for one in marks(desk, report, EDITOR)] == ["T3"]
    assert marks(desk, report, CLERK) == []
    with pytest.raises(NotFound):
        desk.marks.remove(first, who=EDITOR)
    desk.marks.remove(first, who=LEADER)
    with pytest.raises(NotFound, match="可能已经取消"):
        desk.marks.remove(first, who=LEADER)
    assert [one.anchor.place for one in marks(desk, report, LEADER)] == [CELL, "improvements"]
    assert desk.reviewing.trail(report) == []


def test_of_an_account_they_are_the_person_s_in_every_role(desk, report):
    desk.store.accounts.add("li", person="李", admin=False, password="x", to_change=False)
    desk.store.accounts.set_roles("li", {"": {Role.CLERK}})
    li = Who("李", Role.CLERK, account="li", member={"": frozenset(Role)})
    desk.marks.add(report, "problems", who=li)
    assert len(marks(desk, report, replace(li, role=Role.LEADER))) == 1
    assert marks(desk, report, replace(li, account="wang")) == []


def test_what_cannot_be_marked_is_said(desk, report):
    with pytest.raises(UsageError, match="没有认出要标记的位置"):
        desk.marks.add(report, "<b>", who=LEADER)
    with pytest.raises(Forbidden):
        desk.marks.add(report, "problems", who=replace(LEADER, member={}))
    with pytest.raises(NotFound):
        desk.marks.add(report, "problems", who=replace(LEADER, sees=frozenset()))


def test_marks_go_with_the_report(desk, report):
    desk.marks.add(report, "problems", who=LEADER)
    desk.reports.remove(report, who=CLERK)
    with closing(sqlite3.connect(desk.settings.data / "nianbao.db")) as connection:
        assert connection.execute("SELECT count(*) FROM marks").fetchone() == (0,)
