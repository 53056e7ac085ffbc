"""Coming in by an identity platform over real HTTP: a served application, a real platform, a browser between them."""

import base64
import hashlib
from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import browsing
import fake_platform
import pytest
from fake_platform import AUTHORIZE, CLIENT, DISCOVERY, KEYS, SECRET, TOKEN, USERINFO
from people import KEEPER
from visitor import Browser

from assistant.desk import Desk
from assistant.review import Role
from assistant.settings import Settings

GIVEN, OWN = "三月梨花落满山路甲乙", "秋水共长天一色也-7"
SCHOOL, WATER = "虚构县第一中学", "虚构县水务局"
MAP = f"""\
jyj-clerk:
  {SCHOOL}: 经办人
  {WATER}: [编辑, 领导]
reader:
  全部机关: 领导
it: 管理员
"""


@pytest.fixture(scope="module")
def platform():
    with fake_platform.platform() as running:
        yield running


@pytest.fixture(autouse=True)
def _rightly(platform):
    yield
    platform.wrong.clear()


def desk_at(home):
    return Desk(Settings(_env_file=None, home=home, demo=False))


def environment(platform, **more):
    return {
        "NIANBAO_OIDC_ISSUER": platform.issuer,
        "NIANBAO_OIDC_CLIENT": CLIENT,
        "NIANBAO_OIDC_SECRET": SECRET,
        "NIANBAO_DEMO": "false",
        **more,
    }


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """An installation that knows people by list: one more who has a password, one who is disabled."""
    folder = tmp_path_factory.mktemp("home")
    desk = desk_at(folder)
    for name in ("zhang", "gone", "reborn"):
        desk.people.add(name, None, {SCHOOL: [Role.CLERK]}, who=KEEPER, person=f"{name}某")
    desk.people.add("local", GIVEN, {SCHOOL: [Role.CLERK]}, who=KEEPER, person="本地某")
    desk.people.change("gone", enabled=False, who=KEEPER)
    desk.close()
    return folder


@pytest.fixture(scope="module")
def address(home, platform):
    with browsing.application(home, **environment(platform, NIANBAO_OIDC_NAME="全县统一认证")) as url:
        yield url


@pytest.fixture(scope="module")
def claims_home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("claims")
    (folder / "roles.yaml").write_text(MAP, "utf-8")
    return folder


@pytest.fixture(scope="module")
def by_claim(claims_home, platform):
    more = {"NIANBAO_OIDC_ROLES": "realm_access.roles", "NIANBAO_OIDC_MAP": str(claims_home / "roles.yaml")}
    with browsing.application(claims_home, **environment(platform, **more)) as url:
        yield url


def account(home, name):
    desk = desk_at(home)
    try:
        return desk.store.accounts.get(name)
    finally:
        desk.close()


def last_line(home):
    desk = desk_at(home)
    try:
        return desk.store.audit.entries("")[0]
    finally:
        desk.close()


def is_out(visitor, answer, status, *says):
    """Nobody came in: the door says why, and nothing is open."""
    got, _, body = answer
    assert got == status, body
    for said in says:
        assert said in body
    assert "nianbao" not in visitor.cookies
    assert visitor.page() is None
    return True


def test_somebody_on_the_list_comes_in_to_what_they_wanted(address, platform, home):
    platform.knows("u-zhang", preferred_username="zhang", name="张三")
    visitor = Browser(address)
    _, where, _ = visitor.ask("GET", "/review?report=abc&tab=x")
    body = visitor.ask("GET", where)[2]
    assert "用全县统一认证登录" in body
    assert "<script" not in body
    start = "/oidc/start?" + urlsplit(where).query
    back = visitor.at_platform(start, "u-zhang")
    assert back.startswith(f"{address}/oidc/callback?")
    kept = dict(visitor.cookies)
    status, where, _ = visitor.ask("GET", back)
    assert (status, where) == (303, "/review?report=abc&tab=x")
    token = next(line for line in visitor.last if line.startswith("nianbao="))
    assert {"httponly", "samesite=lax", "path=/"} <= {part.strip().lower() for part in token.split(";")[1:]}
    assert set(kept) == {"nianbao_oidc"}
    assert set(visitor.cookies) == {"nianbao"}, "what was kept for the way there is gone"
    drawn = visitor.page()
    assert drawn.has("zhang某")
    assert not drawn.failed
    line = last_line(home)
    assert (line.act, line.actor, line.detail) == ("登录", "zhang", {"by": "全县统一认证"})


def test_what_goes_to_the_platform_is_bound_to_this_browser_and_this_time(address, platform):
    visitor = Browser(address)
    _, away, _ = visitor.ask("GET", "/oidc/start")
    asked = {name: value for name, (value,) in parse_qs(urlsplit(away).query).items()}
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == f"{address}/oidc/callback"
    assert min(len(asked["state"]), len(asked["nonce"])) >= 20
    (cookie,) = visitor.last
    attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/oidc/", "max-age=600"} <= attributes
    platform.tokens_asked.clear()
    visitor.ask("GET", visitor.ask("POST", away, {"sub": "u-zhang"})[1])
    (sent,) = platform.tokens_asked
    proof = base64.urlsafe_b64encode(hashlib.sha256(sent["code_verifier"].encode()).digest()).rstrip(b"=")
    assert proof.decode() == asked["code_challenge"]
    assert sent["redirect_uri"] == asked["redirect_uri"]


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/", "/\\evil.example", "/" + "x" * 5000])
def test_nobody_is_sent_elsewhere_afterwards(address, platform, wanted):
    platform.knows("u-zhang", preferred_username="zhang")
    visitor = Browser(address)
    assert visitor.vouched_for("u-zhang", "/oidc/start?" + urlencode({"next": wanted}))[1] == "/"


def test_whoever_is_not_on_the_list_stays_out(address, platform, home):
    platform.knows("u-other", preferred_username="other", name="旁人")
    visitor = Browser(address)
    assert is_out(visitor, visitor.vouched_for("u-other"), 403, "还没有账号", "other")
    line = last_line(home)
    assert (line.act, line.actor) == ("登录失败", "other")
    assert account(home, "other") is None


def test_a_disabled_account_stays_out(address, platform, home):
    platform.knows("u-gone", preferred_username="gone")
    visitor = Browser(address)
    assert is_out(visitor, visitor.vouched_for("u-gone"), 403, "已停用")
    assert last_line(home).act == "登录失败"


def test_disabling_puts_out_whoever_came_in(address, platform, home):
    platform.knows("u-zhang", preferred_username="zhang")
    visitor = Browser(address)
    visitor.vouched_for("u-zhang")
    assert visitor.page().has("zhang某")
    desk = desk_at(home)
    desk.people.change("zhang", enabled=False, who=KEEPER)
    assert visitor.page() is None
    desk.people.change("zhang", enabled=True, who=KEEPER)
    desk.close()
    assert visitor.page() is None, "signed out everywhere"


def test_a_local_account_of_the_same_name_is_not_theirs(address, platform):
    platform.knows("u-thief", preferred_username="local", name="本地某")
    visitor = Browser(address)
    assert is_out(visitor, visitor.vouched_for("u-thief"), 403, "同名的本地账号")
    assert visitor.sign_in("local", GIVEN)[0] == 303, "who has the password comes in by it"


def test_whoever_is_given_the_name_of_somebody_before_them_is_somebody_else(address, platform, home):
    platform.knows("u-first", preferred_username="reborn")
    assert Browser(address).vouched_for("u-first")[0] == 303
    platform.knows("u-first", preferred_username="renamed")
    platform.knows("u-second", preferred_username="reborn")
    visitor = Browser(address)
    assert is_out(visitor, visitor.vouched_for("u-second"), 403, "另一个人", "nianbao user unbind")
    first = Browser(address)
    assert first.vouched_for("u-first")[0] == 303, "a new name is no other person"
    assert first.page().has("reborn某")
    desk = desk_at(home)
    desk.people.unbind("reborn", who=KEEPER)
    desk.close()
    assert first.page() is None
    assert Browser(address).vouched_for("u-second")[0] == 303


@pytest.mark.parametrize("password", ["", GIVEN, "u-zhang"])
def test_an_account_without_a_password_has_none(address, platform, password):
    visitor = Browser(address)
    assert is_out(visitor, visitor.sign_in("zhang", password), 403, "用户名或者密码不对")
    platform.knows("u-zhang", preferred_username="zhang")
    visitor.vouched_for("u-zhang")
    for method in ("GET", "POST"):
        assert "本系统没有您的密码" in visitor.ask(method, "/password", {"old": password, "new": OWN, "again": OWN})[2]


def test_by_claim_an_account_is_made_with_two_organs_and_roles(by_claim, platform, claims_home):
    platform.knows("k-1", preferred_username="liu", name="刘某", realm_access={"roles": ["jyj-clerk", "offline"]})
    visitor = Browser(by_claim)
    assert visitor.ask("GET", "/")[0] == 303, "nobody has an account yet, and the door is shut"
    assert visitor.vouched_for("k-1")[0] == 303
    assert visitor.page().has("刘某")
    made = account(claims_home, "liu")
    assert made.roles == {SCHOOL: {"clerk"}, WATER: {"editor", "leader"}}
    assert (made.person, made.admin, made.elsewhere) == ("刘某", False, True)


def test_roles_changed_at_the_platform_are_changed_here_at_the_next_signing_in(by_claim, platform, claims_home):
    platform.knows("k-2", preferred_username="ma", name="马某", realm_access={"roles": ["jyj-clerk", "it"]})
    first = Browser(by_claim)
    first.vouched_for("k-2")
    assert account(claims_home, "ma").admin
    platform.knows("k-2", preferred_username="ma", name="马某某", realm_access={"roles": ["reader"]})
    assert Browser(by_claim).vouched_for("k-2")[0] == 303
    changed = account(claims_home, "ma")
    assert (changed.roles, changed.admin, changed.person) == ({"": {"leader"}}, False, "马某某")
    platform.knows("k-2", preferred_username="ma", realm_access={"roles": ["something-else"]})
    visitor = Browser(by_claim)
    assert is_out(visitor, visitor.vouched_for("k-2"), 403, "没有对应的工作")
    assert first.page() is None, "and nothing is left of what they were"
    assert account(claims_home, "ma").roles == {}
    desk = desk_at(claims_home)
    acts = [(line.act, line.actor) for line in desk.store.audit.entries("")]
    desk.close()
    assert acts.count(("修改账号", "统一身份认证")) == 2
    assert ("新建账号", "统一身份认证") in acts


def test_whoever_is_nothing_by_their_claims_gets_no_account(by_claim, platform, claims_home):
    for number, roles in enumerate(({}, {"realm_access": {"roles": []}}, {"realm_access": "it"}, {"roles": ["it"]})):
        platform.knows(f"n-{number}", preferred_username=f"nobody{number}", **roles)
        visitor = Browser(by_claim)
        assert is_out(visitor, visitor.vouched_for(f"n-{number}"), 403, "没有对应的工作")
        assert account(claims_home, f"nobody{number}") is None


def test_claims_that_the_token_lacks_are_asked_for_and_must_be_the_same_persons(by_claim, platform):
    visitor = Browser(by_claim)
    platform.knows("k-3", preferred_username="qian")
    back = visitor.at_platform(sub="k-3")
    platform.wrong[USERINFO] = fake_platform.saying(
        b'{"sub": "k-3", "realm_access": {"roles": ["reader"]}}', Content_Type="application/json"
    )
    assert visitor.ask("GET", back)[0] == 303
    visitor = Browser(by_claim)
    platform.wrong[USERINFO] = fake_platform.saying(
        b'{"sub": "k-4", "realm_access": {"roles": ["it"]}}', Content_Type="application/json"
    )
    assert is_out(visitor, visitor.vouched_for("k-3"), 503, "没有正常回应")


def test_a_state_that_is_not_this_browsers_opens_nothing(address, platform, home):
    platform.knows("u-zhang", preferred_username="zhang")
    visitor, thief = Browser(address), Browser(address)
    back = visitor.at_platform(sub="u-zhang")
    code = parse_qs(urlsplit(back).query)["code"][0]
    for forged in (back, f"/oidc/callback?code={code}&state=wrong", f"/oidc/callback?code={code}", "/oidc/callback"):
        assert is_out(thief, thief.ask("GET", forged), 403, "重新登录")
    assert last_line(home).act == "登录失败"
    thief.at_platform(sub="u-zhang")
    assert is_out(thief, thief.ask("GET", back), 403, "重新登录"), "a victim is not signed in as somebody else"
    assert visitor.ask("GET", back)[0] == 303, "and who it was made for still comes in"


def test_what_was_used_once_is_used_up(address, platform):
    platform.knows("u-zhang", preferred_username="zhang")
    visitor = Browser(address)
    back = visitor.at_platform(sub="u-zhang")
    kept = dict(visitor.cookies)
    assert visitor.ask("GET", back)[0] == 303
    again = Browser(address)
    assert is_out(again, again.ask("GET", back), 403, "已经用过")
    again.cookies = kept
    assert is_out(again, again.ask("GET", back), 403, "已经用过"), "nor with all that the browser held"


def test_a_forged_cookie_is_none(address, platform):
    platform.knows("u-zhang", preferred_username="zhang")
    visitor = Browser(address)
    back = visitor.at_platform(sub="u-zhang")
    data, _, signed = visitor.cookies["nianbao_oidc"].partition(".")
    visitor.cookies["nianbao_oidc"] = data[:-4] + "AAAA." + signed
    assert is_out(visitor, visitor.ask("GET", back), 403, "重新登录")


def test_whoever_does_not_agree_is_told_so(address, home):
    visitor = Browser(address)
    back = visitor.at_platform(action="deny")
    assert is_out(visitor, visitor.ask("GET", back), 403, "没有同意登录")
    assert last_line(home).detail["told"] == "access_denied"
    words = urlencode({"error": "x<b>", "error_description": "请拨打 12345<script>", "state": "s"})
    status, _, body = visitor.ask("GET", f"/oidc/callback?{words}")
    assert status == 403
    assert "12345" not in body


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({AUTHORIZE: fake_platform.with_query(nonce="another")}, id="nonce"),
        pytest.param({TOKEN: fake_platform.with_host("localhost:1")}, id="issuer"),
        pytest.param(
            {AUTHORIZE: fake_platform.with_query(client_id="other"), TOKEN: fake_platform.with_client("other")},
            id="audience",
        ),
        pytest.param({KEYS: fake_platform.saying(b'{"keys": []}')}, id="keys"),
        pytest.param({TOKEN: fake_platform.with_token(fake_platform.unsigned)}, id="unsigned"),
        pytest.param({TOKEN: fake_platform.with_token(fake_platform.signed_by_the_secret)}, id="secret"),
        pytest.param({TOKEN: fake_platform.with_token(fake_platform.altered)}, id="altered"),
    ],
)
def test_a_token_that_is_not_for_this_opens_nothing(address, platform, home, wrong):
    platform.wrong |= wrong
    visitor = Browser(address)
    assert is_out(visitor, visitor.vouched_for("u-zhang"), 403, "没有通过核对")
    assert last_line(home).act == "登录失败"


def test_a_token_that_has_run_out_opens_nothing(address, platform):
    platform.forget(access_token_max_age=timedelta(minutes=-10))
    platform.knows("u-zhang", preferred_username="zhang")
    visitor = Browser(address)
    try:
        assert is_out(visitor, visitor.vouched_for("u-zhang"), 403, "没有通过核对")
    finally:
        platform.forget()


def test_another_platforms_answer_is_not_this_ones(address):
    visitor = Browser(address)
    back = visitor.at_platform(sub="u-zhang")
    assert is_out(visitor, visitor.ask("GET", back + "&iss=https%3A%2F%2Fevil.example"), 403, "重新登录")


def test_a_platform_that_is_down_is_told_and_nobody_waits_for_it(address, platform, home):
    visitor, out = Browser(address), Browser(address)
    platform.knows("u-zhang", preferred_username="zhang")
    out.vouched_for("u-zhang")
    back = visitor.at_platform(sub="u-zhang")
    platform.stop()
    try:
        assert is_out(visitor, visitor.ask("GET", back), 503, "连不上")
        assert is_out(visitor, visitor.ask("GET", "/oidc/start"), 503, "连不上")
        assert last_line(home).act == "登录失败"
        assert out.page().has("zhang某"), "whoever is in stays in"
        assert out.ask("POST", "/logout")[:2] == (303, "/login")
        assert out.page() is None
    finally:
        platform.forget()  # and comes back with other keys
        platform.start()
    platform.knows("u-zhang", preferred_username="zhang")
    assert Browser(address).vouched_for("u-zhang")[0] == 303


def test_a_client_that_the_platform_does_not_know_is_for_the_colleague_to_see_to(address, platform):
    platform.wrong[TOKEN] = fake_platform.saying(b'{"error": "invalid_client"}', "401 Unauthorized")
    visitor = Browser(address)
    assert is_out(visitor, visitor.vouched_for("u-zhang"), 503, "NIANBAO_OIDC_SECRET")


def test_a_token_planted_before_is_not_the_one_held_after(address, platform):
    platform.knows("u-zhang", preferred_username="zhang")
    visitor = Browser(address)
    visitor.cookies["nianbao"] = planted = "p" * 43
    visitor.vouched_for("u-zhang")
    assert visitor.cookies["nianbao"] != planted
    thief = Browser(address)
    thief.cookies["nianbao"] = planted
    assert thief.page() is None


def test_leaving_ends_the_session_and_shows_the_way_out_of_the_platform(address, platform):
    visitor = Browser(address)
    visitor.vouched_for("u-zhang")
    kept = dict(visitor.cookies)
    status, _, body = visitor.ask("POST", "/logout")
    assert status == 200
    assert "已经退出年报助手" in body
    assert f'href="{platform.issuer}/oauth2/end_session?' in body
    assert urlencode({"post_logout_redirect_uri": f"{address}/login"}) in body
    visitor.cookies = kept
    assert visitor.page() is None


def test_whoever_went_out_by_one_server_may_come_back_by_another(home, platform):
    platform.knows("u-zhang", preferred_username="zhang")
    with browsing.application(home, **environment(platform)) as url:
        visitor = Browser(url)
        back = urlsplit(visitor.at_platform(sub="u-zhang"))
    with browsing.application(home, **environment(platform)) as url:
        visitor.address = url
        assert visitor.ask("GET", f"{back.path}?{back.query}")[0] == 303
        assert visitor.page().has("zhang某")


def test_a_description_of_another_platform_is_not_taken(address, platform):
    platform.wrong[DISCOVERY] = fake_platform.with_host("localhost:1")
    visitor = Browser(address)
    assert is_out(visitor, visitor.ask("GET", "/oidc/start"), 503, "NIANBAO_OIDC_ISSUER")
