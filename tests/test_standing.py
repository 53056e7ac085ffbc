"""What was taken from somebody since their page was drawn, or their job begun, is found out within the step."""

from dataclasses import replace

import pytest
from desk_worker import published
from kept_desk import finished
from people import KEEPER

from assistant import past
from assistant.desk import Desk, Who
from assistant.desk.persons.acting import Person
from assistant.desk.persons.acting import who as who_is
from assistant.errors import Forbidden, NotFound, StorageProblem
from assistant.review import Role
from assistant.store import now

BUREAU, WATER = "虚构县教育局", "虚构县水务局"


@pytest.fixture
def desk(desk) -> Desk:
    desk.people.add("root", None, {}, who=KEEPER, admin=True)
    desk.people.add("zhao", None, {BUREAU: [Role.CLERK], WATER: [Role.CLERK]}, who=KEEPER, person="赵经办")
    return desk


@pytest.fixture
def report(desk) -> str:
    return desk.store.reports.create(replace(finished(), organ=BUREAU))


def at(desk: Desk, name: str, role: Role | None = None) -> Who:
    account = desk.store.accounts.get(name)
    assert account is not None
    return who_is(Person(account, now()), role, above=dict(desk.people.organs()))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"enabled": False}, "账号已经停用"),
        ({"roles": {BUREAU: [Role.EDITOR], WATER: [Role.CLERK]}}, "角色刚刚有变动"),
        ({"roles": {WATER: [Role.CLERK]}}, "角色刚刚有变动"),
        ({"roles": {}}, "角色刚刚有变动"),
    ],
)
def test_an_edit_of_somebody_who_is_no_more_what_they_were_is_refused(desk, report, change, says):
    clerk = at(desk, "zhao")
    before = desk.store.reports.text(report, "problems")
    desk.people.change("zhao", who=KEEPER, **change)
    with pytest.raises(Forbidden, match=says):
        desk.reports.set_section(report, "problems", "迟到的一句。", who=clerk)
    assert desk.store.reports.text(report, "problems") == before
    with pytest.raises(Forbidden, match=says):
        desk.reports.start(BUREAU, 2024, who=clerk)


def test_what_was_taken_from_them_elsewhere_is_nothing_to_a_report(desk, report):
    clerk = at(desk, "zhao")
    desk.people.change("zhao", roles={BUREAU: [Role.CLERK]}, who=KEEPER)
    desk.reports.set_section(report, "problems", "仍是经办人。", who=clerk)
    assert desk.store.reports.text(report, "problems") == "仍是经办人。"


def test_who_was_that_everywhere_and_is_it_here_still_goes_on(desk, report):
    desk.people.add("wu", None, {"": [Role.EDITOR], BUREAU: [Role.EDITOR]}, who=KEEPER)
    editor = at(desk, "wu")
    desk.people.change("wu", roles={BUREAU: [Role.EDITOR]}, who=KEEPER)
    desk.reports.set_section(report, "problems", "仍是编辑。", who=editor)


def test_who_lost_a_role_in_one_organ_goes_on_with_what_belongs_to_none(desk):
    """An administrator's acts, and a clerk's with past reports, ask for no organ in particular."""
    desk.people.change("root", roles={BUREAU: [Role.CLERK], WATER: [Role.CLERK]}, who=KEEPER)
    root, clerk = at(desk, "root"), at(desk, "zhao")
    for name in ("root", "zhao"):
        desk.people.change(name, roles={WATER: [Role.CLERK]}, who=KEEPER)
    desk.people.add("new", None, {}, who=root)
    desk.access.ask_installation("archive_add", clerk)
    desk.people.change("zhao", roles={WATER: [Role.EDITOR]}, who=KEEPER)
    with pytest.raises(Forbidden, match="角色刚刚有变动"):
        desk.access.ask_installation("archive_add", clerk)


def test_what_is_put_back_asks_nobody_again(desk, monkeypatch):
    """Read anew, a report that then could not be indexed is put back, whatever became of whoever asked for it."""
    filed = desk.archive.add("a.json", published(1), who=KEEPER)
    root, before = at(desk, "root"), desk.archive.report(filed.archive_id)
    monkeypatch.setattr(past, "read_bytes", lambda *_args, **_more: before.with_section("problems", "读错的。"))

    def fails():
        desk.people.add("keeper", None, {}, who=KEEPER, admin=True)
        desk.people.change("root", enabled=False, who=KEEPER)
        raise StorageProblem("查找索引坏了。")

    monkeypatch.setattr(desk.index, "catch_up", fails)
    outcomes = list(desk.archive.reread(who=root))
    assert [one.status for one in outcomes if one.archive_id == filed.archive_id] == ["failed"]
    assert desk.archive.report(filed.archive_id) == before


def test_who_may_not_know_of_a_report_is_told_it_is_not_there_and_the_trail_knows(desk, report):
    desk.people.add("li", None, {WATER: [Role.CLERK]}, who=KEEPER, person="李")
    with pytest.raises(NotFound):
        desk.reports.set_section(report, "problems", "猜到了编号。", who=at(desk, "li"))
    line = desk.reviewing.trail(report)[0]
    assert (line.act, line.actor, line.detail["why"]) == ("拒绝", "李（经办人）", "看不到这份年报")


def test_who_looked_after_it_all_or_some_organs_does_so_no_more(desk):
    desk.people.add("keeper", None, {WATER: [Role.ADMIN]}, who=KEEPER)
    whole, some = at(desk, "root"), at(desk, "keeper")
    desk.people.add("other", None, {}, who=KEEPER, admin=True)
    desk.people.change("root", admin=False, who=KEEPER)
    desk.people.change("keeper", roles={BUREAU: [Role.ADMIN]}, who=KEEPER)
    for who in (whole, some):
        with pytest.raises(Forbidden, match="角色刚刚有变动"):
            desk.people.add("new", None, {WATER: [Role.CLERK]}, who=who)


def test_who_was_given_no_role_is_called_nothing_and_may_do_nothing(desk):
    desk.people.add("new", None, {}, who=KEEPER, person="新同事")
    new = at(desk, "new")
    assert new.signature == "新同事（未分配角色）"
    with pytest.raises(Forbidden, match="您还没有分配角色，不能“新建年报”"):
        desk.reports.start(BUREAU, 2024, who=new)
    assert desk.store.audit.entries("")[0].actor == "新同事（未分配角色）"
