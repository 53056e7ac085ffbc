"""A leader who is away: a colleague approves in their place, and the clerk records where it was published."""

from datetime import timedelta

import browsing
import office
import pytest
from playwright.sync_api import Page, expect

from assistant.desk import Desk
from assistant.review import Act, Role, Sign
from assistant.settings import Settings
from assistant.ui.session import today

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
NOTE = "外出学习<b>![x](http://evil.example/x.png)</b>"


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def report(home) -> str:
    """A report that waits for the leader."""
    report_id = office.prepared(home)
    desk = Desk(Settings(_env_file=None, home=home, demo=False))
    desk.moving.act(report_id, Act.SUBMIT, who=office.somebody(Role.CLERK))
    desk.moving.sign(report_id, Sign.FIGURES, who=office.somebody(Role.EDITOR))
    desk.moving.act(report_id, Act.FORWARD, who=office.somebody(Role.EDITOR))
    desk.close()
    return report_id


def press(page: Page, key: str) -> None:
    page.locator(f".st-key-{key} button").first.click(delay=100)
    browsing.settled(page)


def typed(page: Page, label: str, value: str) -> None:
    page.get_by_label(label, exact=True).fill(value)
    page.get_by_label(label, exact=True).press("Tab")
    browsing.settled(page)


def chosen(page: Page, key: str, option: str) -> None:
    page.locator(f".st-key-{key}").locator('[data-baseweb="select"], [role="combobox"], button').first.click(delay=100)
    page.get_by_role("option", name=option).click()
    browsing.settled(page)


def test_a_colleague_approves_in_the_leaders_place_and_the_clerk_records_it(browser, home, report):
    with browsing.application(home, NIANBAO_DEMO="0") as address:
        leader = office.signed_in(browser, address, "sun", "/")
        leader.locator(".st-key-delegations summary").click()
        typed(leader, "说明", NOTE)
        press(leader, "delegate_give")
        expect(leader.locator("[data-testid=stAlert]")).to_contain_text("请选择委托给哪位同事")
        chosen(leader, "delegate_to", "钱编辑（qian）")
        expect(leader.get_by_role("combobox", name="委托给")).to_have_value("钱编辑（qian）")
        typed(leader, "截止日期", "下周五")
        press(leader, "delegate_give")
        expect(leader.locator("[data-testid=stAlert]")).to_contain_text("“下周五”不是日期")
        typed(leader, "截止日期", (today() + timedelta(days=3)).isoformat())
        press(leader, "delegate_give")
        expect(leader.locator(".st-key-delegations summary")).to_contain_text("委托（1）")
        expect(leader.locator(".st-key-delegations")).to_contain_text(f"委托给钱编辑　全部机关，{NOTE}")

        deputy = office.signed_in(browser, address, "qian", f"/?report={report}")
        expect(deputy.get_by_text("孙领导委托您代为审阅（虚构县教育局）")).to_be_visible()
        chosen(deputy, "role_choice", "领导（代孙领导）")
        expect(deputy.locator("[data-role=turn]")).to_contain_text("轮到您办理的 1 份")
        deputy.get_by_role("link", name="审阅").click()
        deputy.locator('[data-role="paper"]').wait_for()
        press(deputy, "confidentiality")
        press(deputy, "confidentiality_sign")
        press(deputy, "move_approve")
        expect(deputy.locator(".nb-top")).to_contain_text("已定稿")
        expect(deputy.get_by_role("list", name="审核环节")).to_contain_text("领导审阅 钱编辑（代孙领导，领导）")

        clerk = office.signed_in(browser, address, "zhao", f"/export?report={report}")
        typed(clerk, "公布的网址", "javascript:alert(1)")
        typed(clerk, "公布日期", "2025-02-03")
        press(clerk, "publication_save")
        expect(clerk.locator("[data-testid=stAlert]")).to_contain_text("网址须以 http:// 或者 https:// 开头")
        typed(clerk, "公布的网址", "https://www.xx.gov.cn/nb.html?a=1&b=2")
        expect(clerk.locator("[data-testid=stAlert]")).to_have_count(0)
        press(clerk, "publication_save")
        expect(clerk.locator(".st-key-publication")).to_contain_text(
            "2025-02-03 公布，逾期 3 天。由赵经办（经办人）登记"
        )
        link = clerk.locator(".st-key-publication a")
        expect(link).to_have_attribute("href", "https://www.xx.gov.cn/nb.html?a=1&b=2")
        clerk.get_by_role("link", name="工作台").click()
        expect(clerk.locator(".st-key-report_list")).to_contain_text("2025-02-03 公布，逾期 3 天")

    desk = Desk(Settings(_env_file=None, home=home, demo=False))
    acts = {(line.act, line.actor) for line in desk.store.audit.entries(report)}
    assert ("通过", "钱编辑（代孙领导，领导）") in acts
    assert desk.store.audit.verify().faults == ()
    desk.close()


def test_who_waits_asks_and_who_is_asked_sees_it(browser, home, report):
    with browsing.application(home, NIANBAO_DEMO="0") as address:
        clerk = office.signed_in(browser, address, "zhao", f"/review?report={report}")
        press(clerk, "remind")
        typed(clerk, "说明", "请于周五前审完")
        press(clerk, "remind_send")
        leader = office.signed_in(browser, address, "sun", f"/?report={report}")
        expect(leader.locator(".st-key-report_list")).to_contain_text("已催办")
        leader.get_by_role("link", name="审阅").click()
        expect(leader.locator(".st-key-returned")).to_contain_text("催办：请于周五前审完")
        expect(leader.locator(".st-key-remind")).to_have_count(0)
