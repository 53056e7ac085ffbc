"""Accounts below the pages: passwords, signing in, what a token is worth, and who sees and does what where."""

from dataclasses import replace
from datetime import timedelta

import pytest
from people import KEEPER

from assistant.desk import Desk
from assistant.desk.accounts import passwords, signing_in
from assistant.desk.persons.acting import who as who_is
from assistant.errors import Conflict, Forbidden, NotFound, UsageError
from assistant.report import Report
from assistant.review import Role
from assistant.store import now
from assistant.store.people import accounts as kept

FIRST, OWN = "三月梨花落满山路", "秋水共长天一色也-7"
SCHOOL, WATER, BUREAU = "虚构县第一中学", "虚构县水务局", "虚构县教育局"


@pytest.fixture
def people(desk):
    desk.people.add("lee", FIRST + "甲乙", {SCHOOL: [Role.CLERK, Role.EDITOR]}, who=KEEPER, person="李明")
    desk.people.add("root", FIRST + "丙丁", {}, who=KEEPER, admin=True)
    return desk.people


def settled(desk, name, first):
    """A token of somebody who has changed the password they were given."""
    return desk.signing_in.change_password(desk.signing_in.sign_in(name, first), first, OWN + name[::-1])


def at(desk, token, role=None):
    person = desk.signing_in.whose(token)
    return who_is(person, role, above=dict(desk.people.organs()))


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("短的密码", "太短"),
        ("x" * 200, "太长"),
        ("Password1234", "太常见"),
        ("woaini1314520", "太常见"),
        ("qwertyuiop", "太常见"),
        ("1234567890", "太常见"),
        ("9876543210", "太常见"),
        ("abcdefghijk", "太常见"),
        ("1111111111", "太常见"),
        ("ababababab", "太常见"),
        ("Nianbao2026!", "太常见"),
        ("zhangsan-hello", "用户名"),
    ],
)
def test_a_password_that_would_be_guessed_is_not_taken(password, says):
    with pytest.raises(UsageError, match=says):
        passwords.check(password, "ZhangSan")


@pytest.mark.parametrize(
    "password", ["三月梨花落满山路又一年", "correct horse battery", "lan-tian bai yun", "Ku8#mmwPq2"]
)
def test_a_password_that_is_hard_to_guess_is(password):
    passwords.check(password, "zhangsan")


@pytest.mark.usefixtures("people")
def test_what_is_kept_of_a_password_is_an_argon2id_digest(desk):
    account = desk.store.accounts.get("lee")
    assert account.password.startswith("$argon2id$")
    assert FIRST not in account.password
    assert FIRST not in str([entry.detail for entry in desk.store.audit.all()])


@pytest.mark.usefixtures("people")
def test_whoever_was_given_a_password_changes_it_first(desk):
    token = desk.signing_in.sign_in("lee", FIRST + "甲乙")
    assert desk.signing_in.whose(token).account.to_change
    given = FIRST + "甲乙"
    tried = (("不对的原密码", OWN, "原密码不对"), (given, given, "相同"), (given, "短", "太短"))
    for old, new, says in tried:
        with pytest.raises((Forbidden, UsageError), match=says):
            desk.signing_in.change_password(token, old, new)
    again = desk.signing_in.change_password(token, FIRST + "甲乙", OWN)
    assert desk.signing_in.whose(token) is None, "signed out everywhere else"
    assert not desk.signing_in.whose(again).account.to_change
    with pytest.raises(Forbidden):
        desk.signing_in.sign_in("lee", FIRST + "甲乙")


@pytest.mark.usefixtures("people")
def test_a_wrong_name_is_told_as_a_wrong_password_is(desk):
    said = set()
    for name, password in (("lee", "不是这个密码"), ("nobody", "不是这个密码"), ("", ""), ("lee" * 50, "x" * 5000)):
        with pytest.raises(Forbidden) as refused:
            desk.signing_in.sign_in(name, password)
        said.add(refused.value.message)
    assert len(said) == 1


@pytest.mark.usefixtures("people")
def test_guessing_waits_longer_and_longer_for_names_that_are_and_are_not(desk, monkeypatch):
    clock = [now()]
    monkeypatch.setattr(signing_in, "now", lambda: clock[0])
    for name in ("lee", "nobody"):
        waits = []
        for _ in range(12):
            with pytest.raises(Forbidden):
                desk.signing_in.sign_in(name, "不是这个密码")
            until = desk.store.attempts.of(name).until
            waits.append(max(until - clock[0], timedelta()))
            clock[0] = max(until, clock[0]) + timedelta(seconds=1)
        assert waits[:4] == [timedelta()] * 4
        assert waits[4:] == sorted(waits[4:])
        assert waits[4] > timedelta()
        assert waits[-1] == timedelta(minutes=15)
    with pytest.raises(Forbidden):
        desk.signing_in.sign_in("lee", "不是这个密码")
    with pytest.raises(Forbidden, match="后再试"):
        desk.signing_in.sign_in("lee", FIRST + "甲乙")
    clock[0] += timedelta(minutes=16)
    assert desk.signing_in.sign_in("lee", FIRST + "甲乙")
    assert desk.store.attempts.of("lee") is None


@pytest.mark.usefixtures("people")
def test_the_old_password_is_no_easier_to_guess_where_it_is_changed(desk):
    token = settled(desk, "lee", FIRST + "甲乙")
    said = []
    for turn in range(8):
        with pytest.raises(Forbidden) as refused:
            desk.signing_in.change_password(token, f"猜的{turn}", OWN + "另一个")
        said.append(refused.value.message)
    assert sum("原密码不对" in one for one in said) == 5
    assert sum("后再试" in one for one in said) == 3
    assert len(desk.store.audit.entries("", acts=["修改密码失败"])) == 5
    with pytest.raises(Forbidden, match="后再试"):
        desk.signing_in.sign_in("lee", OWN + "eel")


@pytest.mark.usefixtures("people")
def test_a_change_under_way_does_not_undo_what_an_administrator_set_meanwhile(desk, monkeypatch):
    token = settled(desk, "lee", FIRST + "甲乙")
    look = passwords.is_it

    def looks(password, kept):
        right = look(password, kept)
        monkeypatch.setattr(passwords, "is_it", look)
        desk.people.set_password("lee", FIRST + "戊己", who=KEEPER)
        return right

    monkeypatch.setattr(passwords, "is_it", looks)
    with pytest.raises(Forbidden, match="密码刚刚被重设"):
        desk.signing_in.change_password(token, OWN + "eel", OWN + "另一个")
    with pytest.raises(Forbidden):
        desk.signing_in.sign_in("lee", OWN + "另一个")
    assert desk.signing_in.whose(desk.signing_in.sign_in("lee", FIRST + "戊己")).account.to_change


@pytest.mark.parametrize("person", ["孙（领导）", "孙〔sun〕", "孙\u200b领导", "孙  领导", "孙(代周局长)"])
@pytest.mark.usefixtures("people")
def test_a_name_that_could_be_read_as_another_s_signature_is_none(desk, person):
    with pytest.raises(UsageError, match="姓名中不能有括号"):
        desk.people.add("sun", None, {}, who=KEEPER, person=person)
    with pytest.raises(UsageError, match="姓名中不能有括号"):
        desk.people.change("lee", person=person, who=KEEPER)


@pytest.mark.parametrize("person", ["lee", "李明"])
def test_no_two_sign_alike(desk, people, person):
    people.change("lee", person="" if person == "lee" else person, who=KEEPER)
    people.add("other", None, {SCHOOL: [Role.CLERK]}, who=KEEPER, person=person)
    signed = {desk.store.accounts.get(name).known_as for name in ("lee", "other")}
    assert signed == {f"{person}〔lee〕", f"{person}〔other〕"} == {one.known_as for one in people.all()} - {"root"}


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(desk, people):
    """The dialog of 管理 holds the account as it was when it was opened."""
    shown = desk.store.accounts.get("lee")
    people.change("lee", enabled=False, roles={}, who=KEEPER)
    with pytest.raises(Conflict, match="账号“lee”刚刚被别人改过，没有保存"):
        people.change("lee", person="李明明", enabled=True, roles=shown.roles, base=shown, who=KEEPER)
    now_is = desk.store.accounts.get("lee")
    assert (now_is.person, now_is.enabled, now_is.roles) == ("李明", False, {})
    people.change("lee", person="李明明", enabled=True, base=now_is, who=KEEPER)


@pytest.mark.usefixtures("people")
def test_a_token_is_worth_nothing_after_idleness_after_hours_and_after_signing_out(desk, settings, monkeypatch):
    clock = [now()]
    for module in (signing_in, kept):
        monkeypatch.setattr(module, "now", lambda: clock[0])
    token = desk.signing_in.sign_in("lee", FIRST + "甲乙")
    for _ in range(8):  # somebody who keeps working is not put out before the longest time
        clock[0] += timedelta(minutes=settings.idle_minutes - 1)
        assert desk.signing_in.whose(token, working=True).name == "李明"
    for _ in range(2):  # a page that only looks by itself keeps nobody signed in
        clock[0] += timedelta(minutes=settings.idle_minutes / 2 - 1)
        assert desk.signing_in.whose(token).name == "李明"
    clock[0] += timedelta(minutes=3)
    assert desk.signing_in.whose(token) is None
    token = desk.signing_in.sign_in("lee", FIRST + "甲乙")
    until = clock[0] + timedelta(hours=settings.session_hours)
    while clock[0] < until:
        assert desk.signing_in.whose(token, working=True) is not None
        clock[0] += timedelta(minutes=20)
    clock[0] += timedelta(minutes=1)
    assert desk.signing_in.whose(token) is None
    token = desk.signing_in.sign_in("lee", FIRST + "甲乙")
    desk.signing_in.sign_out(token)
    assert desk.signing_in.whose(token) is None
    assert desk.signing_in.whose("") is None


@pytest.mark.usefixtures("people")
def test_a_token_outlives_the_process_and_is_not_in_the_database(desk, settings):
    token = desk.signing_in.sign_in("lee", FIRST + "甲乙")
    assert token != desk.signing_in.sign_in("lee", FIRST + "甲乙")
    again = Desk(settings)
    assert again.signing_in.whose(token).name == "李明"
    again.close()
    assert token.encode() not in b"".join(path.read_bytes() for path in settings.data.glob("nianbao.db*"))


def test_disabling_and_resetting_sign_out_at_once(desk, people):
    token = settled(desk, "lee", FIRST + "甲乙")
    people.set_password("lee", FIRST + "戊己", who=KEEPER)
    assert desk.signing_in.whose(token) is None
    token = settled(desk, "lee", FIRST + "戊己")
    people.change("lee", enabled=False, who=KEEPER)
    assert desk.signing_in.whose(token) is None
    with pytest.raises(Forbidden):
        desk.signing_in.sign_in("lee", OWN)
    with pytest.raises(UsageError, match="至少要有一个启用的管理员"):
        people.change("root", enabled=False, who=KEEPER)
    with pytest.raises(UsageError, match="至少要有一个启用的管理员"):
        people.change("root", admin=False, who=KEEPER)
    assert desk.store.accounts.get("root").enabled


def test_a_name_is_taken_once_and_looks_like_one(people):
    with pytest.raises(Conflict, match="换一个用户名"):
        people.add("lee", OWN, {}, who=KEEPER)
    for name in ("", "  ", "两个 字", "a\nb", "x" * 61, "\x00"):
        with pytest.raises(UsageError, match="用户名"):
            people.add(name, OWN, {}, who=KEEPER)
    with pytest.raises(NotFound, match="没有名为"):
        people.set_password("nobody", OWN, who=KEEPER)


def test_only_who_looks_after_the_installation_looks_after_accounts(desk, people):
    clerk = at(desk, settled(desk, "lee", FIRST + "甲乙"))
    for act in (
        lambda: people.add("new", OWN, {}, who=clerk),
        lambda: people.change("lee", admin=True, who=clerk),
        lambda: people.set_password("root", OWN, who=clerk),
        lambda: people.set_above(SCHOOL, WATER, who=clerk),
    ):
        with pytest.raises(Forbidden, match="由管理员办理"):
            act()
    assert [entry.act for entry in desk.store.audit.entries("")][:4] == ["拒绝"] * 4


def test_people_see_and_do_what_is_theirs(desk, people):
    """Their own organ's reports and those of the organs under it; nothing of another's, not even that it is there."""
    reports = {organ: desk.store.reports.create(Report(organ=organ, year=2025, title="")) for organ in (SCHOOL, WATER)}
    clerk = at(desk, settled(desk, "lee", FIRST + "甲乙"))
    assert (clerk.role, clerk.own, clerk.signature) == (Role.CLERK, (Role.CLERK, Role.EDITOR), "李明（经办人）")
    assert desk.access.sees(reports[SCHOOL], clerk).organ == SCHOOL
    desk.reports.set_section(reports[SCHOOL], "problems", "写一段。", who=clerk)
    for forbidden in (
        lambda: desk.access.sees(reports[WATER], clerk),
        lambda: desk.reports.set_section(reports[WATER], "problems", "写一段。", who=clerk),
        lambda: desk.reports.remove(reports[WATER], who=clerk),
    ):
        with pytest.raises(NotFound, match="没有这份年报"):
            forbidden()
    with pytest.raises(Forbidden, match="您不是"):
        desk.reports.start(WATER, 2025, who=clerk)
    # Whoever is set over an organ sees its reports, and does nothing to them.
    people.set_above(SCHOOL, BUREAU, who=KEEPER)
    people.add("bureau", FIRST + "庚辛", {BUREAU: [Role.EDITOR]}, who=KEEPER)
    over = at(desk, settled(desk, "bureau", FIRST + "庚辛"))
    assert desk.access.sees(reports[SCHOOL], over).organ == SCHOOL
    with pytest.raises(Forbidden, match="您不是虚构县第一中学的编辑"):
        desk.reports.set_section(reports[SCHOOL], "problems", "改一段。", who=over)
    with pytest.raises(UsageError, match="不能互为上级"):
        people.set_above(BUREAU, SCHOOL, who=KEEPER)
    # A role asked for that is not one's own is not given.
    assert at(desk, settled(desk, "root", FIRST + "丙丁"), Role.LEADER).role is Role.ADMIN
    assert replace(clerk, role=Role.LEADER).role_in(SCHOOL) is None


@pytest.mark.usefixtures("people")
def test_an_administrator_sees_all_reports_and_writes_none(desk):
    report = desk.store.reports.create(Report(organ=WATER, year=2025, title=""))
    keeper = at(desk, settled(desk, "root", FIRST + "丙丁"))
    assert desk.access.sees(report, keeper)
    with pytest.raises(Forbidden):
        desk.reports.set_section(report, "problems", "写一段。", who=keeper)
