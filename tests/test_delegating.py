"""委托: who acts in whose place, where, and from which day to which; and what nobody does by it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from kept_desk import finished, opened
from people import KEEPER

from assistant.desk import Desk, Who
from assistant.desk.judging import waits_for
from assistant.desk.persons.acting import Person
from assistant.desk.persons.acting import who as who_is
from assistant.errors import Forbidden, NotFound, UsageError
from assistant.findings import Severity
from assistant.review import Act, Role, Sign, State, permissions
from assistant.settings import Settings
from assistant.store import now
from assistant.store.schema import UserRow

BUREAU, WATER = "虚构县教育局", "虚构县水务局"
MONDAY = date(2026, 1, 5)
FRIDAY = MONDAY + timedelta(days=4)
PEOPLE = {
    "zhao": ("赵经办", {BUREAU: [Role.CLERK, Role.EDITOR]}),
    "sun": ("孙领导", {BUREAU: [Role.LEADER]}),
    "zhou": ("周局长", {"": [Role.LEADER]}),
    "li": ("李副主任", {WATER: [Role.CLERK]}),
}


@pytest.fixture
def desk(tmp_path) -> Desk:
    made = opened(Settings(_env_file=None, home=tmp_path, demo=False))
    for name, (person, roles) in PEOPLE.items():
        made.people.add(name, None, roles, who=KEEPER, person=person)
    yield made
    made.close()


def at(desk: Desk, name: str, *, today: date = MONDAY, giver: str = "", role: Role | None = None) -> Who:
    """Somebody at the desk on a day, in the place of a giver if they took it."""
    account = desk.store.accounts.get(name)
    assert account is not None
    return who_is(Person(account, now()), role, seats=desk.delegating.seats(name, today), giver=giver)


def give(desk: Desk, deputy: str = "li", giver: str = "sun", **chosen) -> str:
    days = {"first": MONDAY, "last": FRIDAY, "today": MONDAY}
    return desk.delegating.give(deputy, who=at(desk, giver), **(days | chosen))


def test_a_deputy_signs_and_approves_in_the_leaders_place(desk):
    report = desk.store.reports.create(replace(finished(), organ=BUREAU))
    clerk, editor = at(desk, "zhao", role=Role.CLERK), at(desk, "zhao", role=Role.EDITOR)
    for item in desk.judging.findings(report):
        if item.finding.severity is Severity.WARNING:
            desk.judging.waive(report, item.finding.fingerprint, "已经核实", who=editor)
    desk.moving.act(report, Act.SUBMIT, who=clerk)
    desk.moving.sign(report, Sign.FIGURES, who=editor)
    desk.moving.act(report, Act.FORWARD, who=editor)
    with pytest.raises(NotFound):
        desk.moving.act(report, Act.APPROVE, who=at(desk, "li"))
    give(desk)
    # Before they sit down in that place they see the report, and act in it no more than before.
    assert desk.access.sees(report, at(desk, "li")).id == report
    with pytest.raises(Forbidden):
        desk.moving.act(report, Act.APPROVE, who=at(desk, "li"))
    deputy = at(desk, "li", giver="sun")
    assert waits_for(desk.store.reports.head(report), deputy)
    desk.moving.sign(report, Sign.CONFIDENTIALITY, who=deputy)
    assert desk.moving.act(report, Act.APPROVE, who=deputy) is State.APPROVED
    newest = desk.reviewing.trail(report)[0]
    assert (newest.act, newest.actor) == ("通过", "李副主任（代孙领导，领导）")
    assert desk.steps.signatures(desk.reports.open(report))[Sign.CONFIDENTIALITY] == "李副主任（代孙领导，领导）"


@pytest.mark.parametrize(
    ("day", "holds"),
    [(-1, False), (0, True), (4, True), (5, False)],
    ids=["the day before", "the first day", "the last day", "the day after"],
)
def test_it_holds_on_its_days_and_no_other(desk, day, holds):
    give(desk)
    seen = at(desk, "li", today=MONDAY + timedelta(days=day), giver="sun")
    assert (seen.role, seen.deputy_for) == ((Role.LEADER, "孙领导") if holds else (Role.CLERK, ""))
    assert seen.may_see(BUREAU) == holds


ENDS = ["taken back", "giver disabled", "giver leads no more", "giver gone"]


def ended(desk: Desk, made: str, how: str) -> None:
    """What a delegation rests on is taken away."""
    match how:
        case "taken back":
            desk.delegating.end(made, who=at(desk, "sun"))
        case "giver disabled":
            desk.people.add("root", None, {}, who=KEEPER, admin=True)
            desk.people.change("sun", enabled=False, who=KEEPER)
        case "giver leads no more":
            desk.people.add("root", None, {}, who=KEEPER, admin=True)
            desk.people.change("sun", roles={BUREAU: [Role.CLERK]}, who=KEEPER)
        case "giver gone":
            with desk.store._database.session() as session:
                session.delete(session.get_one(UserRow, "sun"))


@pytest.mark.parametrize("how", ENDS)
def test_it_ends_with_what_it_rests_on(desk, how):
    ended(desk, give(desk), how)
    seen = at(desk, "li", giver="sun")
    assert (seen.role, seen.deputy_for, seen.may_see(BUREAU)) == (Role.CLERK, "", False)


@pytest.mark.parametrize("how", ENDS)
def test_who_sat_down_before_it_ended_acts_no_more(desk, how):
    """A page was drawn, or a job begun, while it held."""
    report = desk.store.reports.create(replace(finished(), organ=BUREAU))
    made = give(desk)
    deputy = at(desk, "li", giver="sun")
    desk.reviewing.comment(report, "problems", "请再具体些", who=deputy)
    ended(desk, made, how)
    with pytest.raises(Forbidden, match="孙领导的委托已经收回，没有办理"):
        desk.reviewing.comment(report, "problems", "再看一遍", who=deputy)
    assert [one.text for one in desk.reviewing.comments(report)] == ["请再具体些"]
    assert desk.reviewing.trail(report)[0].act == "拒绝"


def test_one_taken_back_does_not_carry_who_began_under_it_into_the_next(desk):
    report = desk.store.reports.create(replace(finished(), organ=BUREAU))
    made = give(desk)
    before = at(desk, "li", giver="sun")
    desk.delegating.end(made, who=at(desk, "sun"))
    give(desk, first=FRIDAY, last=FRIDAY)
    with pytest.raises(Forbidden, match="委托已经收回"):
        desk.reviewing.comment(report, "problems", "请再具体些", who=before)


def test_the_trail_tells_by_accounts_who_acted_for_whom(desk):
    report = desk.store.reports.create(replace(finished(), organ=BUREAU))
    made = give(desk)
    desk.reviewing.comment(report, "problems", "请再具体些", who=at(desk, "li", giver="sun"))
    assert desk.reviewing.trail(report)[0].detail["acting"] == {"account": "li", "for": "sun"}
    desk.delegating.end(made, who=at(desk, "sun"))
    taken_back, given = desk.store.audit.entries("", acts=["委托", "收回委托"])
    assert given.detail["acting"] == {"account": "sun"}
    assert [(line.detail["old"], line.detail["new"]) for line in (given, taken_back)] == [
        ("", "委托"),
        ("委托", "收回"),
    ]


def test_two_of_one_name_are_told_apart_by_their_accounts(desk):
    desk.people.add("sun2", None, {BUREAU: [Role.LEADER]}, who=KEEPER, person="孙领导")
    give(desk, giver="sun2")
    deputy = at(desk, "li", giver="sun2")
    assert deputy.signature == "李副主任（代孙领导〔sun2〕，领导）"
    assert at(desk, "sun").signature == "孙领导〔sun〕（领导）"
    assert (at(desk, "li", giver="sun").deputy_for, deputy.deputy_of) == ("", "sun2")


def test_a_deputy_is_a_leader_there_and_nothing_else_anywhere(desk):
    give(desk)
    deputy = at(desk, "li", giver="sun")
    assert {organ: deputy.role_in(organ) for organ in (BUREAU, WATER, "别的局")} == {
        BUREAU: Role.LEADER,
        WATER: None,
        "别的局": None,
    }
    assert deputy.own == (Role.CLERK,), "what they can go back to"
    # Of all that there is to do, nothing is theirs in another organ.
    report = desk.store.reports.create(replace(finished(), organ=WATER))
    for use, one in permissions().items():
        for state in State:
            if one.allowed(state):
                desk.store.reports.set_head(report, state=state.value, route={})
                with pytest.raises(Forbidden, match="不是虚构县水务局的领导"), desk.access.step(use, report, deputy):
                    pytest.fail(use)


def test_of_a_leader_of_all_one_organ_can_be_delegated(desk):
    give(desk, giver="zhou", organ=WATER)
    deputy = at(desk, "li", giver="zhou")
    assert (deputy.role_in(WATER), deputy.role_in(BUREAU)) == (Role.LEADER, None)


def test_an_administrator_looks_after_nothing_in_anothers_place(desk):
    desk.people.add("root", None, {}, who=KEEPER, person="管理某", admin=True)
    give(desk, "root")
    deputy = at(desk, "root", giver="sun")
    assert not deputy.admin
    with pytest.raises(Forbidden):
        desk.people.add("new", None, {}, who=deputy)
    with pytest.raises(Forbidden, match="代别人办理，不能再转委托"):
        desk.delegating.give("li", who=deputy, first=MONDAY, last=FRIDAY, today=MONDAY)


@pytest.mark.parametrize(
    ("chosen", "problem", "says"),
    [
        ({"deputy": "sun"}, UsageError, "不能委托给自己"),
        ({"deputy": "nobody"}, NotFound, "没有名为“nobody”的账号"),
        ({"giver": "li"}, Forbidden, "由领导、管理员办理"),
        ({"organ": WATER}, UsageError, "孙领导不是虚构县水务局的领导"),
        ({"deputy": ""}, UsageError, "请选择委托给哪位同事"),
        ({"last": MONDAY - timedelta(days=1)}, UsageError, "截止日期早于开始日期"),
        ({"today": MONDAY + timedelta(days=1)}, UsageError, "开始日期已经过去"),
        ({"last": MONDAY + timedelta(days=90)}, UsageError, "最长 90 天"),
    ],
)
def test_what_cannot_be_delegated_is_told(desk, chosen, problem, says):
    with pytest.raises(problem, match=says):
        give(desk, **chosen)
    assert desk.delegating.given() == []


def test_two_at_a_time_for_one_organ_are_too_many(desk):
    made = give(desk)
    with pytest.raises(UsageError, match="2026-01-05至2026-01-09已经委托给李副主任"):
        give(desk, "zhao", organ=BUREAU, first=FRIDAY, last=FRIDAY)
    give(desk, "zhao", first=FRIDAY + timedelta(days=1), last=FRIDAY + timedelta(days=2))
    desk.delegating.end(made, who=at(desk, "sun"))
    give(desk, "zhao")


def test_for_a_leader_who_cannot_an_administrator_does_it_and_others_do_not(desk):
    desk.people.add("root", None, {}, who=KEEPER, person="管理某", admin=True)
    made = desk.delegating.give("li", giver="sun", who=at(desk, "root"), first=MONDAY, last=FRIDAY, today=MONDAY)
    with pytest.raises(Forbidden, match="只能委托自己的"):
        desk.delegating.give("li", giver="sun", who=at(desk, "zhou"), first=MONDAY, last=FRIDAY, today=MONDAY)
    with pytest.raises(Forbidden, match="只能由委托的本人或者管理员收回"):
        desk.delegating.end(made, who=at(desk, "zhou"))
    line = desk.store.audit.entries("")[-1]
    assert desk.store.audit.verify().faults == (), line


def test_an_organ_s_administrator_does_not_get_at_another_organ_by_a_deputy(desk):
    """Whoever resets a password knows it: of an account that acts for a leader elsewhere it is not theirs to reset."""
    today = date.today()  # noqa: DTZ011 - as the office has it
    desk.people.add("keeper", None, {WATER: [Role.ADMIN]}, who=KEEPER)
    desk.people.change("li", person="李副主任", who=KEEPER)
    desk.store.accounts.change("li", password="x")
    keeper = at(desk, "keeper")
    desk.delegating.give("li", who=at(desk, "zhou"), first=today, last=today, today=today)
    with pytest.raises(Forbidden, match="受周局长委托，在您管理的机关以外也能办理"):
        desk.people.set_password("li", "三月梨花落满山路甲乙", who=keeper)
    desk.delegating.end(desk.delegating.given("zhou")[0].id, who=KEEPER)
    desk.people.set_password("li", "三月梨花落满山路甲乙", who=keeper)


def test_who_leads_nothing_is_looked_after_by_no_organ_s_administrator(desk):
    desk.people.add("keeper", None, {WATER: [Role.ADMIN]}, who=KEEPER)
    made = give(desk)
    desk.people.change("sun", roles={BUREAU: [Role.CLERK]}, who=KEEPER)
    with pytest.raises(Forbidden, match="只能由委托的本人或者管理员收回"):
        desk.delegating.end(made, who=at(desk, "keeper"))


def test_who_is_disabled_lends_nothing(desk):
    desk.people.add("root", None, {}, who=KEEPER, admin=True)
    desk.people.change("sun", enabled=False, who=KEEPER)
    with pytest.raises(UsageError, match="孙领导的账号已经停用，不能委托"):
        desk.delegating.give("li", giver="sun", who=KEEPER, first=MONDAY, last=FRIDAY, today=MONDAY)


def test_a_disabled_colleague_is_no_deputy(desk):
    desk.people.add("root", None, {}, who=KEEPER, admin=True)
    desk.people.change("li", enabled=False, who=KEEPER)
    with pytest.raises(UsageError, match="李副主任的账号已经停用"):
        give(desk)
