"""An office arranges its steps of review, and a report goes along them and back to where it is to be mended."""

import browsing
import office
import pytest
from people import KEEPER
from playwright.sync_api import Page, expect

from assistant.desk import Desk
from assistant.review import Act, Role, Sign, presets
from assistant.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


def press(page: Page, key: str) -> None:
    page.locator(f".st-key-{key} button").first.click(delay=100)
    browsing.settled(page)


def kept(home) -> tuple[str, list[tuple[str, str, list[str]]]]:
    """The process in force, as another desk reads it."""
    desk = Desk(Settings(_env_file=None, home=home, demo=False))
    process = desk.steps.in_force()
    desk.close()
    return process.name, [(step.name, step.role.label, [sign.label for sign in step.signs]) for step in process.steps]


def test_an_office_arranges_its_own_steps(browser, request, tmp_path, home):
    with browsing.application(home) as address, browsing.looked_at(browser, request, tmp_path, slow=45_000) as page:
        page.goto(f"{address}/admin")
        expect(page.get_by_text("起草（经办人） → 编辑审核（编辑，签署数据核对）")).to_be_visible()
        press(page, "steps_change")
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("从一种安排开始").click()
        page.get_by_role("option", name="起草之后三审三校").click()
        expect(dialog.get_by_text("起草不计在内")).to_be_visible()
        press(page, "steps_take")
        expect(dialog.get_by_label("第4个环节")).to_have_value("终审")

        # What was typed in one line stays when another is taken away.
        dialog.get_by_label("第2个环节").fill("科室审核")
        dialog.get_by_label("第2个环节").press("Tab")
        browsing.settled(page)
        page.locator("[class*='st-key-steps_'][class*='_2_drop'] button").click(delay=100)
        expect(dialog.get_by_label("第4个环节")).to_have_count(0)
        expect(dialog.get_by_label("第2个环节")).to_have_value("科室审核")
        expect(dialog.get_by_label("第3个环节")).to_have_value("终审")

        # Nobody would sign 保密审查: the dialog stays, says so, and nothing is kept.
        dialog.get_by_role("button", name="保密审查").last.click()
        browsing.settled(page)
        press(page, "steps_save")
        expect(dialog.get_by_text("至少要有一个环节签署保密审查")).to_be_visible()
        assert kept(home)[0] == "三审三校"
        dialog.get_by_role("button", name="保密审查").last.click()
        browsing.settled(page)
        dialog.get_by_label("名称", exact=True).fill("本局三级审核")
        dialog.get_by_label("名称", exact=True).press("Tab")
        browsing.settled(page)
        press(page, "steps_save")
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.get_by_text("起草（经办人） → 科室审核（编辑，签署数据核对）")).to_be_visible()
    assert kept(home) == (
        "本局三级审核",
        [("起草", "经办人", []), ("科室审核", "编辑", ["数据核对"]), ("终审", "领导", ["保密审查"])],
    )


def test_a_leader_returns_to_whom_it_concerns(browser, home):
    report = office.prepared(home)
    desk = Desk(Settings(_env_file=None, home=home, demo=False))
    desk.steps.choose(presets()["heads"], who=KEEPER)
    desk.moving.act(report, Act.SUBMIT, who=office.somebody(Role.CLERK))
    desk.moving.sign(report, Sign.FIGURES, who=office.somebody(Role.EDITOR))
    desk.moving.act(report, Act.FORWARD, who=office.somebody(Role.EDITOR))
    desk.reviewing.comment(report, "problems", "这里写得太笼统", who=office.somebody(Role.LEADER))
    desk.close()
    with browsing.application(home, NIANBAO_DEMO="0") as address:
        leader, clerk = (
            office.signed_in(browser, address, name, f"/review?report={report}") for name in ("sun", "zhao")
        )
        route = leader.get_by_role("list", name="审核环节")
        expect(route.locator("[aria-current=step]")).to_have_text("科室负责人审阅 领导")
        expect(route).to_contain_text("编辑审核 钱编辑（编辑），已签署数据核对")
        press(leader, "move_return")
        leader.get_by_label("退回到").click()
        leader.get_by_role("option", name="起草").click()
        # What is said below the choice comes with the page drawn anew: before that a press would be lost.
        expect(leader.get_by_text("之后由经办人办理。")).to_be_visible()
        browsing.settled(leader)
        press(leader, "move_return_confirm")
        expect(leader.locator(".nb-top")).to_contain_text("起草中")
        clerk.reload()
        expect(clerk.locator(".st-key-returned")).to_contain_text("退回意见——孙领导（领导）：批注 1 处，见“审阅”")
        expect(clerk.locator(".st-key-margin")).to_contain_text("这里写得太笼统")
        expect(clerk.locator(".st-key-move_submit")).to_be_visible()
