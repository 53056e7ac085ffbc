"""Accounts and what is lent, at one moment: what was taken back is not acted by after that was told, and nobody waits
for ever."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from threading import Event
from unittest.mock import patch

import pytest
from kept_desk import finished, opened
from people import KEEPER
from sqlalchemy import update
from test_races import at_once

from assistant.desk import Desk, Who
from assistant.desk.accounts.claims import Identity
from assistant.desk.persons.acting import Person
from assistant.desk.persons.acting import who as who_is
from assistant.errors import Forbidden
from assistant.review import Role
from assistant.settings import Settings
from assistant.store import now
from assistant.store.schema import SessionRow

BUREAU, WATER, DAY = "虚构县教育局", "虚构县水务局", date(2026, 1, 5)
ISSUER, GIVEN = "https://sso.example.gov.cn", "三月梨花落满山路甲乙"
MEANS = f"jg:\n  {BUREAU}: 领导\nyj:\n  {BUREAU}: 编辑\n"
_LONG = 10.0
"""Seconds for what is waited for to come, on a machine that does much else."""


@pytest.fixture
def desks(either: Settings, tmp_path):
    """Two desks on each of the databases, with a platform that vouches for people."""
    (tmp_path / "roles.yaml").write_text(MEANS, "utf-8")
    settings = either.model_copy(
        update={"oidc_issuer": ISSUER, "oidc_client": "c", "oidc_roles": "groups", "oidc_map": tmp_path / "roles.yaml"}
    )
    with ExitStack() as stack:
        yield [stack.enter_context(closing(opened(settings))) for _ in range(2)]


def comer(number: int, value: str) -> Identity:
    return Identity(ISSUER, f"s{number}", f"wang{number}", f"王{number}", (value,))


def at(desk: Desk, name: str, giver: str = "") -> Who:
    account = desk.store.accounts.get(name)
    return who_is(Person(account, now()), seats=desk.delegating.seats(name, DAY), giver=giver)


TAKEN = {
    "delegation": lambda desk, made: desk.delegating.end(made, who=at(desk, "sun")),
    "role of the giver": lambda desk, _made: desk.people.change("sun", roles={}, who=KEEPER),
    "giver disabled": lambda desk, _made: desk.people.change("sun", enabled=False, who=KEEPER),
    "deputy disabled": lambda desk, _made: desk.people.change("li", enabled=False, who=KEEPER),
}


@pytest.mark.parametrize("what", TAKEN)
def test_no_act_comes_after_what_it_rested_on_was_told_to_be_taken_back(desks, what):
    desk, beside = desks
    desk.people.add("root", None, {}, who=KEEPER, admin=True)
    desk.people.add("sun", None, {BUREAU: [Role.LEADER]}, who=KEEPER, person="孙领导")
    desk.people.add("li", None, {WATER: [Role.CLERK]}, who=KEEPER, person="李副主任")
    report = desk.store.reports.create(replace(finished(), organ=BUREAU))
    made = desk.delegating.give("li", who=at(desk, "sun"), first=DAY, last=DAY, today=DAY)
    deputy = at(desk, "li", "sun")
    inside, tried = Event(), Event()
    write = desk.store.trail.comment

    def late(*args, **more):
        inside.set()
        tried.wait(0.3)  # it is tried meanwhile, and has to wait for this
        return write(*args, **more)

    def take():
        assert inside.wait(_LONG)
        TAKEN[what](beside, made)
        tried.set()

    with patch.object(desk.store.trail, "comment", late), ThreadPoolExecutor(2) as pool:
        taking = pool.submit(take)
        acting = pool.submit(lambda: desk.reviewing.comment(report, "problems", "最后一句", who=deputy))
        acting.result()
        taking.result()
    acts = [line.act for line in desk.store.audit.all()]
    assert acts[-2] == "批注", acts[-2:]
    assert acts[-1] in {"收回委托", "修改账号"}
    with pytest.raises(Forbidden):
        desk.reviewing.comment(report, "problems", "再来一句", who=deputy)


def test_a_morning_when_everybody_comes_and_yesterdays_sessions_are_forgotten(desks):
    """Two people's roles have changed at the platform meanwhile; nobody waits for who waits for them."""
    for day in range(12):
        with desks[0].store._database.session() as session:
            session.execute(update(SessionRow).values(made_at=now() - timedelta(days=2)))
        values = [("jg", "yj")[day % 2]] * 2 + ["jg"] * 2
        came = at_once(
            *(partial(desks[number % 2].elsewhere.enter, comer(number, value)) for number, value in enumerate(values))
        )
        assert all(isinstance(token, str) for token in came), came
        assert all(desks[0].signing_in.whose(token) for token in came)


def test_who_signs_in_while_their_account_is_disabled(desks):
    desk, beside = desks
    desk.people.add("root", None, {}, who=KEEPER, admin=True)
    desk.people.add("wu", GIVEN, {BUREAU: [Role.CLERK]}, who=KEEPER)
    for _race in range(8):
        desk.signing_in.sign_in("wu", GIVEN)
        with desk.store._database.session() as session:
            session.execute(update(SessionRow).values(made_at=now() - timedelta(days=2)))
        disabled, token = at_once(
            lambda: desk.people.change("wu", enabled=False, who=KEEPER),
            lambda: beside.signing_in.sign_in("wu", GIVEN),
        )
        assert disabled is None
        assert isinstance(token, Forbidden) or desk.signing_in.whose(token) is None
        desk.people.change("wu", enabled=True, who=KEEPER)
        desk.store.attempts.forget("wu")


def test_one_who_comes_for_the_first_time_twice_at_once(desks):
    for number in range(6):
        came = at_once(*(lambda desk=desk, number=number: desk.elsewhere.enter(comer(number, "jg")) for desk in desks))
        assert all(isinstance(token, str) for token in came), came
        assert desks[0].store.accounts.get(f"wang{number}").roles == {BUREAU: {Role.LEADER}}


def test_of_two_changes_of_an_account_the_second_tells_what_the_first_made_of_it(desks):
    desk, beside = desks
    desk.elsewhere.enter(comer(1, "jg"))
    for turn in range(8):
        at_once(
            lambda: desk.people.change("wang1", roles={BUREAU: [Role.CLERK]}, who=KEEPER),
            lambda turn=turn: beside.elsewhere.enter(comer(1, ("yj", "jg")[turn % 2])),
        )
    told = [line.detail for line in desk.store.audit.all() if line.act == "修改账号"]
    for first, second in pairwise(told):
        assert first["new"] == second["old"]
