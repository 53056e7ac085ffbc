"""Two steps in a row that are to be different people's: nobody passes both, by their own hand or by another's."""

from dataclasses import replace
from datetime import date

import pytest
from kept_desk import finished
from people import KEEPER

from assistant.desk import Desk, Who
from assistant.desk.judging import waits_for
from assistant.desk.persons.acting import Person
from assistant.desk.persons.acting import who as who_is
from assistant.errors import Forbidden
from assistant.findings import Severity
from assistant.review import Act, Process, Role, Sign, State, Step
from assistant.store import now

BUREAU, DAY = "虚构县教育局", date(2026, 1, 5)
FOUR = Process(
    "四级审核",
    (
        Step("起草", Role.CLERK),
        Step("科长审核", Role.EDITOR),
        Step("分管领导审阅", Role.LEADER),
        Step("主要领导审阅", Role.LEADER, (Sign.CONFIDENTIALITY,)),
    ),
    different=True,
)
PEOPLE = {"zhao": Role.CLERK, "qian": Role.EDITOR, "sun": Role.LEADER, "zhou": Role.LEADER, "li": Role.CLERK}


@pytest.fixture
def desk(desk) -> Desk:
    for name, role in PEOPLE.items():
        desk.people.add(name, None, {BUREAU: [role]}, who=KEEPER, person=f"{name}某")
    desk.steps.choose(FOUR, who=KEEPER)
    return desk


@pytest.fixture
def report(desk) -> str:
    """A report that waits for the first of two leaders."""
    report = desk.store.reports.create(replace(finished(), organ=BUREAU))
    for item in desk.judging.findings(report):
        if item.finding.severity is Severity.WARNING:
            desk.judging.waive(report, item.finding.fingerprint, "已经核实", who=at(desk, "qian"))
    desk.moving.act(report, Act.SUBMIT, who=at(desk, "zhao"))
    desk.moving.act(report, Act.FORWARD, who=at(desk, "qian"))
    return report


def at(desk: Desk, name: str, giver: str = "") -> Who:
    account = desk.store.accounts.get(name)
    return who_is(Person(account, now()), seats=desk.delegating.seats(name, DAY), giver=giver)


def lend(desk: Desk, giver: str, deputy: str) -> Who:
    """The deputy, in the place of the giver."""
    desk.delegating.give(deputy, who=at(desk, giver), first=DAY, last=DAY, today=DAY)
    return at(desk, deputy, giver)


def test_two_leaders_pass_it_one_after_the_other(desk, report):
    desk.moving.act(report, Act.FORWARD, who=at(desk, "sun"))
    desk.moving.sign(report, Sign.CONFIDENTIALITY, who=at(desk, "zhou"))
    assert desk.moving.act(report, Act.APPROVE, who=at(desk, "zhou")) is State.APPROVED


def test_one_who_sent_it_on_neither_signs_nor_passes_the_next(desk, report):
    desk.moving.act(report, Act.FORWARD, who=at(desk, "sun"))
    with pytest.raises(Forbidden, match=r"“分管领导审阅”也是您办理的.*请另一位同事签署保密审查"):
        desk.moving.sign(report, Sign.CONFIDENTIALITY, who=at(desk, "sun"))
    desk.moving.sign(report, Sign.CONFIDENTIALITY, who=at(desk, "zhou"))
    with pytest.raises(Forbidden, match="须由不同的人办理"):
        desk.moving.act(report, Act.APPROVE, who=at(desk, "sun"))


def test_nor_by_a_deputy_of_theirs(desk, report):
    desk.moving.act(report, Act.FORWARD, who=at(desk, "sun"))
    desk.moving.sign(report, Sign.CONFIDENTIALITY, who=at(desk, "zhou"))
    deputy = lend(desk, "sun", "li")
    assert not waits_for(desk.store.reports.head(report), deputy)
    for act in (
        lambda: desk.moving.sign(report, Sign.CONFIDENTIALITY, who=deputy),
        lambda: desk.moving.act(report, Act.APPROVE, who=deputy),
    ):
        with pytest.raises(Forbidden, match="须由不同的人办理"):
            act()


@pytest.mark.parametrize("name", ["sun", "li"])
def test_nor_who_had_the_step_before_done_or_did_it_for_another(desk, report, name):
    desk.moving.act(report, Act.FORWARD, who=lend(desk, "sun", "li"))
    desk.moving.sign(report, Sign.CONFIDENTIALITY, who=at(desk, "zhou"))
    next_one = at(desk, "sun") if name == "sun" else lend(desk, "zhou", "li")
    assert not waits_for(desk.store.reports.head(report), next_one)
    with pytest.raises(Forbidden, match="须由不同的人办理"):
        desk.moving.act(report, Act.APPROVE, who=next_one)
    assert desk.moving.act(report, Act.APPROVE, who=at(desk, "zhou")) is State.APPROVED


def test_reasons_at_their_places_stay_whoever_s_they_are_when_a_namesake_comes(desk, report):
    desk.reviewing.comment(report, "problems", "请再具体些", who=at(desk, "sun"))
    desk.people.add("sun2", None, {BUREAU: [Role.LEADER]}, who=KEEPER, person="sun某")
    with pytest.raises(Forbidden, match="写明理由"):
        desk.moving.act(report, Act.RETURN, who=at(desk, "sun2"))
    assert desk.moving.act(report, Act.RETURN, who=at(desk, "sun")) is State.EDITING


def test_a_word_of_one_s_own_does_not_stand_in_the_way_of_taking_it_back(desk, report):
    desk.reviewing.comment(report, "problems", "请重点看这一段", who=at(desk, "qian"))
    assert desk.moving.act(report, Act.WITHDRAW, who=at(desk, "qian")) is State.EDITING
    desk.moving.act(report, Act.FORWARD, who=at(desk, "qian"))
    desk.reviewing.comment(report, "problems", "正在看", who=at(desk, "sun"))
    with pytest.raises(Forbidden, match="对方已经开始办理"):
        desk.moving.act(report, Act.WITHDRAW, who=at(desk, "qian"))


def test_what_a_namesake_did_is_another_s(desk, report):
    desk.people.change("zhou", person="sun某", who=KEEPER)
    newest = desk.reviewing.newest()
    desk.reviewing.comment(report, "problems", "请再具体些", who=at(desk, "zhou"))
    assert [one.act for one in desk.reviewing.others_since(report, newest, who=at(desk, "sun"))] == ["批注"]
    assert desk.reviewing.others_since(report, newest, who=at(desk, "zhou")) == []
