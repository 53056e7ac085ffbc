"""An organ's own administrator: looks after the accounts of their organs, and after nothing else."""

import pytest
from kept_desk import opened
from people import KEEPER

from assistant.desk import Desk, Who
from assistant.desk.persons.acting import Person
from assistant.desk.persons.acting import who as who_is
from assistant.errors import Forbidden, UsageError
from assistant.review import Role, permissions
from assistant.settings import Settings
from assistant.store import now

BUREAU, SCHOOL, WATER = "虚构县教育局", "虚构县第一中学", "虚构县水务局"
GIVEN = "三月梨花落满山路甲乙"


@pytest.fixture
def desk(tmp_path) -> Desk:
    made = opened(Settings(_env_file=None, home=tmp_path, demo=False))
    made.people.add("root", GIVEN, {}, who=KEEPER, admin=True)
    made.people.add("guan", GIVEN, {BUREAU: [Role.ADMIN]}, who=KEEPER, person="管教育")
    made.people.add("water", GIVEN, {WATER: [Role.LEADER]}, who=KEEPER, person="水领导")
    made.people.add("both", GIVEN, {BUREAU: [Role.CLERK], WATER: [Role.CLERK]}, who=KEEPER)
    made.people.set_above(SCHOOL, BUREAU, who=KEEPER)
    yield made
    made.close()


@pytest.fixture
def keeper(desk) -> Who:
    account = desk.store.accounts.get("guan")
    return who_is(Person(account, now()), above=dict(desk.people.organs()))


def test_they_look_after_their_organ_and_those_under_it(desk, keeper):
    assert (keeper.role, keeper.admin, keeper.keeps) == (Role.ADMIN, False, {BUREAU, SCHOOL})
    desk.people.add("zhao", GIVEN, {SCHOOL: [Role.CLERK], BUREAU: [Role.EDITOR]}, who=keeper)
    desk.people.change("zhao", roles={BUREAU: [Role.LEADER, Role.ADMIN]}, person="赵", who=keeper)
    desk.people.set_password("zhao", GIVEN + "丙", who=keeper)
    assert [one.name for one in desk.people.looked_after(keeper)] == ["guan", "zhao"]
    assert {one.name for one in desk.people.looked_after(KEEPER)} == {"root", "guan", "water", "both", "zhao"}


@pytest.mark.parametrize(
    "change",
    [
        lambda desk, who: desk.people.add("new", GIVEN, {WATER: [Role.CLERK]}, who=who),
        lambda desk, who: desk.people.add("new", GIVEN, {BUREAU: [Role.CLERK], WATER: [Role.CLERK]}, who=who),
        lambda desk, who: desk.people.add("new", GIVEN, {"": [Role.CLERK]}, who=who),
        lambda desk, who: desk.people.add("new", GIVEN, {}, who=who),
        lambda desk, who: desk.people.add("new", GIVEN, {BUREAU: [Role.CLERK]}, admin=True, who=who),
        lambda desk, who: desk.people.change("water", enabled=False, who=who),
        lambda desk, who: desk.people.change("both", roles={BUREAU: [Role.CLERK]}, who=who),
        lambda desk, who: desk.people.change("guan", admin=True, who=who),
        lambda desk, who: desk.people.change("guan", roles={"": [Role.CLERK]}, who=who),
        lambda desk, who: desk.people.set_password("root", GIVEN + "丙", who=who),
    ],
    ids=[
        "another organ's", "one of theirs and another", "of all organs", "of none", "an administrator of all",
        "another's account", "an account of two organs", "themselves more", "themselves everywhere",
        "the password of all's",
    ],
)  # fmt: skip
def test_beyond_their_organs_they_are_refused_and_it_is_written_down(desk, keeper, change):
    before, lines = desk.people.all(), desk.store.audit.last()
    with pytest.raises(Forbidden, match="您只管理虚构县"):
        change(desk, keeper)
    assert desk.people.all() == before
    assert desk.store.audit.last() == lines + 1
    assert desk.store.audit.entries("")[0].act == "拒绝"


def test_what_is_of_the_whole_installation_is_not_theirs(desk, keeper):
    own = {"account_add", "account_change", "account_password", "delegate", "delegate_end"}
    for use, one in permissions().items():
        if None in one.roles and Role.ADMIN in one.allowed(None) and use not in own:
            with pytest.raises(Forbidden, match="您只管理本机关的账号"), desk.access.installation(use, keeper):
                pass
    assert {use for use, one in permissions().items() if one.organs} == own


def test_nobody_is_an_administrator_of_all_organs_by_organ(desk):
    with pytest.raises(UsageError, match="请改用“管理员”一项"):
        desk.people.add("new", GIVEN, {"": [Role.ADMIN]}, who=KEEPER)
