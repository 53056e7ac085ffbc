"""Coming in by the identity platform, making an account for a colleague who will, and leaving, in a real browser."""

import browsing
import fake_platform
import pytest
from people import KEEPER
from playwright.sync_api import expect

from assistant.desk import Desk
from assistant.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


@pytest.fixture
def platform():
    with fake_platform.platform() as running:
        yield running


@pytest.fixture
def address(tmp_path, platform):
    home = tmp_path / "home"
    desk = Desk(Settings(_env_file=None, home=home))
    desk.people.add("root", None, {}, who=KEEPER, person="管理某", admin=True)
    desk.close()
    platform.knows("u-root", preferred_username="root")
    chosen = {"ISSUER": platform.issuer, "CLIENT": fake_platform.CLIENT, "SECRET": fake_platform.SECRET}
    with browsing.application(home, **{f"NIANBAO_OIDC_{name}": value for name, value in chosen.items()}) as url:
        yield url


def test_a_keeper_comes_in_makes_an_account_and_leaves(browser, request, tmp_path, address, platform):
    with browsing.looked_at(browser, request, tmp_path, slow=45_000) as page:
        page.goto(f"{address}/admin")
        expect(page.get_by_role("heading", name="登录")).to_be_visible()
        page.get_by_role("link", name="用统一身份认证登录").click()
        page.locator("input[name=sub]").fill("u-root")
        page.locator("input[name=sub]").press("Enter")
        expect(page.locator(".nb-person")).to_contain_text("管理某")
        expect(page).to_have_url(f"{address}/admin")
        page.get_by_role("button", name="添加账号").click()
        page.get_by_label("用户名").fill("zhang")
        page.get_by_text("用统一身份认证登录，不设密码").click()
        expect(page.get_by_label("初始密码")).to_have_count(0)
        page.get_by_role("button", name="添加", exact=True).click()
        expect(page.locator(".st-key-accounts")).to_contain_text("zhang")
        expect(page.get_by_text("本人用统一身份认证登录")).to_be_visible()
        page.get_by_role("link", name="退出登录").click()
        page.get_by_role("button", name="退出登录").click()
        page.get_by_role("link", name="退出统一身份认证平台").click()
        page.get_by_role("button").first.click()
        expect(page.get_by_role("heading", name="登录")).to_be_visible()
        assert page.url.startswith(f"{address}/login")
        assert [cookie["name"] for cookie in page.context.cookies(address) if "nianbao" in cookie["name"]] == []
    assert not platform.wrong
