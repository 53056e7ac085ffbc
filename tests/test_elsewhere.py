"""Accounts of people an identity platform vouches for, below the pages: whose they are, and what they are by it."""

import pytest
from browsing import free_port
from people import KEEPER

from assistant.cli.command import main
from assistant.desk import Desk
from assistant.desk.accounts import mapping
from assistant.desk.accounts.claims import Identity, identity
from assistant.errors import Forbidden, UsageError
from assistant.review import Role
from assistant.settings import Settings
from assistant.settings import load as load_settings
from assistant.store import EVERY_ORGAN

ISSUER = "https://sso.example.gov.cn/realms/gov"
SCHOOL, WATER = "虚构县第一中学", "虚构县水务局"
GIVEN = "三月梨花落满山路甲乙"


@pytest.fixture
def opened(tmp_path):
    """Opens the desk of one installation with these settings."""
    desks = []

    def desk(text="", **chosen):
        if text:
            (tmp_path / "roles.yaml").write_text(text, "utf-8")
            chosen |= {"oidc_roles": "groups", "oidc_map": str(tmp_path / "roles.yaml")}
        settings = Settings(
            _env_file=None, home=tmp_path, demo=False, oidc_issuer=ISSUER, oidc_client="nianbao", **chosen
        )
        desks.append(Desk(settings))
        return desks[-1]

    yield desk
    for one in desks:
        one.close()


def somebody(name="zhang", subject="", values=(), issuer=ISSUER, person=""):
    return Identity(issuer, subject or f"u-{name}", name, person, tuple(values))


def test_nobody_works_without_signing_in_once_a_platform_is_named(opened, settings):
    assert opened().signing_in.needed
    without = Desk(settings)
    assert not without.signing_in.needed
    without.close()


def test_an_account_is_its_first_owners(opened):
    desk = opened()
    desk.people.add("zhang", None, {SCHOOL: [Role.CLERK]}, who=KEEPER, person="张三")
    assert desk.signing_in.whose(desk.elsewhere.enter(somebody())).name == "张三"
    assert desk.signing_in.whose(desk.elsewhere.enter(somebody("renamed", subject="u-zhang"))).name == "张三"
    for other in (somebody(subject="u-other"), somebody(issuer="https://other.example")):
        with pytest.raises(Forbidden, match="另一个人"):
            desk.elsewhere.enter(other)
    with pytest.raises(Forbidden, match="还没有账号"):
        desk.elsewhere.enter(somebody("wang"))


def test_one_person_has_one_account(opened):
    """Whoever takes another name at the platform does not come by a second account with it."""
    desk = opened()
    for name in ("zhang", "root"):
        desk.people.add(name, None, {}, who=KEEPER, admin=name == "root")
    desk.elsewhere.enter(somebody())
    token = desk.elsewhere.enter(somebody("root", subject="u-zhang"))
    assert desk.signing_in.whose(token).account.name == "zhang"
    assert not desk.store.identities.is_bound("root")


def test_an_account_that_may_not_be_used_is_nobodys_yet(opened):
    desk = opened()
    desk.people.add("zhang", None, {}, who=KEEPER)
    desk.people.change("zhang", enabled=False, who=KEEPER)
    with pytest.raises(Forbidden, match="已停用"):
        desk.elsewhere.enter(somebody(subject="u-first"))
    desk.people.change("zhang", enabled=True, who=KEEPER)
    assert desk.elsewhere.enter(somebody(subject="u-second"))


def test_passwords_and_platforms_keep_apart(opened):
    desk = opened("it: 管理员\n")
    desk.people.add("local", GIVEN, {}, who=KEEPER)
    desk.people.add("zhang", None, {}, who=KEEPER)
    with pytest.raises(Forbidden, match="同名的本地账号"):
        desk.elsewhere.enter(somebody("local", values=["it"]))
    assert not desk.store.accounts.get("local").admin
    with pytest.raises(UsageError, match="没有密码可以重设"):
        desk.people.set_password("zhang", GIVEN, who=KEEPER)
    with pytest.raises(UsageError, match="本地账号"):
        desk.people.unbind("local", who=KEEPER)
    for password in ("", " ", GIVEN):
        with pytest.raises(Forbidden, match="用户名或者密码不对"):
            desk.signing_in.sign_in("zhang", password)
    token = desk.elsewhere.enter(somebody(values=["it"]))
    with pytest.raises(Forbidden, match="到认证平台修改"):
        desk.signing_in.change_password(token, "", GIVEN)


def test_what_the_platform_says_holds_for_the_last_administrator_too(opened):
    desk = opened("it: 管理员\nreader:\n  全部机关: 领导\n")
    token = desk.elsewhere.enter(somebody(values=["it", "reader"], person="张三"))
    assert desk.signing_in.whose(token).account.admin
    with pytest.raises(Forbidden, match="没有对应的工作"):
        desk.elsewhere.enter(somebody())
    assert desk.signing_in.whose(token) is None
    left = desk.store.accounts.get("zhang")
    assert (left.admin, left.roles, left.person) == (False, {}, "张三")
    said = [(line.act, line.detail.get("new", {}).get("admin")) for line in desk.store.audit.all()]
    assert said == [("新建账号", True), ("登录", None), ("修改账号", False)]


def test_whoever_is_nothing_by_their_claims_changes_nothing_of_a_listed_account(opened):
    desk = opened("it: 管理员\n")
    desk.people.add("zhang", None, {SCHOOL: [Role.CLERK]}, who=KEEPER)
    with pytest.raises(Forbidden, match="没有对应的工作"):
        desk.elsewhere.enter(somebody(values=["other"]))
    assert desk.store.accounts.get("zhang").roles == {SCHOOL: {"clerk"}}
    assert not desk.store.identities.is_bound("zhang")


@pytest.mark.parametrize("name", ["", "两个 字", "a\nb", "x" * 61, "\x00"])
def test_a_name_that_is_none_makes_no_account(opened, name):
    desk = opened("it: 管理员\n")
    with pytest.raises(Forbidden, match="NIANBAO_OIDC_ACCOUNT"):
        desk.elsewhere.enter(somebody(name, subject="u", values=["it"]))
    assert desk.people.all() == []


@pytest.mark.parametrize(
    ("claims", "chosen", "name", "values"),
    [
        ({"preferred_username": "zhang"}, {}, "zhang", ()),
        ({}, {}, "u-1", ()),
        ({"preferred_username": ""}, {}, "u-1", ()),
        ({"staff": {"number": 1024}}, {"oidc_account": "staff.number"}, "1024", ()),
        ({"staff.number": "7"}, {"oidc_account": "staff.number"}, "7", ()),
        ({"email": "z@x.cn", "email_verified": True}, {"oidc_account": "email"}, "z@x.cn", ()),
        ({"groups": ["a", " b ", 3, ""]}, {"oidc_roles": "groups"}, "u-1", ("a", "b")),
        ({"groups": "a, b"}, {"oidc_roles": "groups"}, "u-1", ("a", "b")),
        ({"groups": {"a": "b"}}, {"oidc_roles": "groups"}, "u-1", ()),
        ({"https://x.cn/roles": ["a"]}, {"oidc_roles": "https://x.cn/roles"}, "u-1", ("a",)),
        ({"realm_access": {"roles": ["a"]}}, {"oidc_roles": "realm_access.roles"}, "u-1", ("a",)),
    ],
)
def test_what_is_read_of_claims(claims, chosen, name, values):
    read = identity({"iss": ISSUER, "sub": "u-1", **claims}, Settings(_env_file=None, **chosen))
    assert (read.issuer, read.subject, read.name, read.values) == (ISSUER, "u-1", name, values)


@pytest.mark.parametrize("verified", [{}, {"email_verified": False}, {"email_verified": "true"}])
def test_an_address_that_anybody_may_write_into_their_entry_is_no_name(verified):
    with pytest.raises(Forbidden, match="没有核实"):
        identity({"iss": ISSUER, "sub": "u", "email": "root@x.cn", **verified}, Settings(oidc_account="email"))


def test_a_name_chosen_at_the_platform_is_nobody_else_s_signature(opened):
    desk = opened()
    desk.people.add("sun", None, {WATER: [Role.LEADER]}, who=KEEPER, person="孙领导")
    desk.people.add("wang", None, {WATER: [Role.LEADER]}, who=KEEPER)
    mapped = opened(f"jg:\n  {WATER}: 领导\n")
    for number, person in enumerate(("孙领导", "孙领导〔sun〕", "孙领导\u200b", "（孙领导）")):
        mapped.elsewhere.enter(somebody(f"w{number}", values=["jg"], person=person))
    called = [one.known_as for one in desk.people.all()]
    assert len(set(called)) == len(called), called
    assert sorted(one for one in called if one.startswith("孙")) == [
        "孙领导sun",
        *(f"孙领导〔{name}〕" for name in ("sun", "w0", "w2", "w3")),
    ]


def test_the_mapping_is_written_in_the_offices_words():
    read = mapping.read(f"a:\n  {SCHOOL}: 经办人\n  全部机关: [领导]\nb:\n  {SCHOOL}: editor\n关键岗位: 管理员\n", "m")
    assert read.posts(["a", "b", "其他"]).roles == {
        SCHOOL: {Role.CLERK, Role.EDITOR},
        EVERY_ORGAN: {Role.LEADER},
    }
    assert not read.posts(["a", "b"]).admin
    assert read.posts(["关键岗位"]).admin
    assert not read.posts(["其他"])


def test_an_organ_has_an_administrator_of_its_own_by_the_mapping_too():
    read = mapping.read(f"a:\n  {SCHOOL}: [编辑, 管理员]\n", "m")
    assert read.posts(["a"]) == mapping.Posts({SCHOOL: frozenset({Role.EDITOR, Role.ADMIN})}, admin=False)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "是空的"),
        ("a:\n  甲局: 经办人\n  乙局: 经办员\n", "第 3 行.*没有“经办员”这个角色"),
        ("a:\n  甲局: 编辑\n  全部机关: [经办人, 管理员]\n", "第 2 行.*管理整个系统的管理员不写机关"),
        ("a:\n  管理员: []\n", "第 2 行.*管理整个系统的管理员不写机关"),
        ("b: 管理员\na: 经办人\n", "第 2 行.*没有写在哪个机关"),
        ("a: {}\n", "第 1 行.*没有写在哪个机关"),
        ("a:\n", "第 1 行"),
        ("a:\n  甲局: []\n", "“甲局”没有写角色"),
        ("a:\n  甲局:\n", "第 2 行"),
        ("a:\n  '': 领导\n", "机关名称是空的"),
        ("a: 管理员\na: 管理员\n", "第 2 行重复了“a”"),
        ("- a\n", "第 1 行"),
        ("a:\n 甲局: 领导\n   乙局: [\n", "第 3 行写法有误"),
    ],
)
def test_a_wrong_mapping_names_the_line(text, says):
    with pytest.raises(UsageError, match=f"角色对应文件 roles.yaml.*{says}"):
        mapping.read(text, "roles.yaml")


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ({"OIDC_CLIENT": ""}, "NIANBAO_OIDC_CLIENT"),
        ({"OIDC_ROLES": "groups"}, "NIANBAO_OIDC_MAP"),
        ({"OIDC_MAP": "/nowhere.yaml"}, "NIANBAO_OIDC_ROLES"),
        ({"OIDC_MAP": "/nowhere.yaml", "OIDC_ROLES": "groups"}, "读不到"),
        ({"OIDC_ISSUER": "http://sso.example.gov.cn"}, "NIANBAO_OIDC_ISSUER"),
        ({"OIDC_ISSUER": "sso.example.gov.cn"}, "NIANBAO_OIDC_ISSUER"),
        ({"OIDC_ISSUER": "https://[x"}, "NIANBAO_OIDC_ISSUER"),
        ({"OIDC_SCOPE": "profile"}, "NIANBAO_OIDC_SCOPE"),
    ],
)
def test_a_service_with_wrong_settings_does_not_start(monkeypatch, capsys, chosen, says):
    for name, value in ({"OIDC_ISSUER": ISSUER, "OIDC_CLIENT": "nianbao", "DEMO": "false"} | chosen).items():
        monkeypatch.setenv(f"NIANBAO_{name}", value)
    load_settings.cache_clear()
    with pytest.raises(SystemExit) as left:
        main(["serve", "--port", str(free_port())])
    assert left.value.code == 2
    assert says in capsys.readouterr().err


def test_commands_make_and_list_and_release_accounts_without_a_password(capsys, monkeypatch):
    monkeypatch.setenv("NIANBAO_DEMO", "false")
    for words in (
        ["user", "add", "zhang", "--role", "clerk", "--organ", SCHOOL, "--oidc"],
        ["user", "list"],
        ["user", "unbind", "zhang"],
    ):
        with pytest.raises(SystemExit) as left:
            main(words)
        assert left.value.code == 0
    out, err = capsys.readouterr()
    assert "统一身份认证" in out
    assert "已解除" in err
