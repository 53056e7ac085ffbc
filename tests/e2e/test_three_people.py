"""Three people at three machines carry one report through a return to its approval."""

from contextlib import ExitStack

import browsing
import office
import pytest
from browsing import settled
from playwright.sync_api import Page, expect

from assistant.desk import Desk
from assistant.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

MACHINES = {"zhao": "127.0.0.11", "qian": "127.0.0.12", "sun": "127.0.0.13"}
REASON = "存在问题部分写得太笼统，请补充具体事例"
expect.set_options(timeout=20_000)


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


def press(page: Page, name: str) -> None:
    page.locator(f".st-key-{name} button").first.click(delay=100)
    settled(page)


def state(page: Page, text: str) -> None:
    expect(page.locator(".nb-top")).to_contain_text(text)


def review(page: Page) -> None:
    """Look at the page afresh, as somebody does who was told to."""
    page.reload()
    page.locator(".nb-top h1", has_text="审阅").wait_for()
    settled(page)


def test_a_report_goes_through_a_return_to_its_approval(browser, home):
    report = office.prepared(home)
    with ExitStack() as stack:
        address = stack.enter_context(browsing.application(home, NIANBAO_DEMO="0"))
        at = {
            name: office.signed_in(
                browser, stack.enter_context(office.machine(address, own)), name, f"/review?report={report}"
            )
            for name, own in MACHINES.items()
        }
        clerk, editor, leader = at["zhao"], at["qian"], at["sun"]

        # Each sees only what is theirs to do.
        expect(editor.locator(".st-key-move_submit")).to_have_count(0)
        expect(leader.locator(".st-key-move_submit")).to_have_count(0)
        press(clerk, "move_submit")
        state(clerk, "编辑审核")
        # The page of somebody else says by itself that it is no longer what is there, and what happened.
        stale = editor.locator("[data-role=stale]")
        stale.wait_for(timeout=30_000)
        expect(editor.locator(".st-key-stale")).to_contain_text("赵经办（经办人）　送审")
        press(editor, "refresh")
        state(editor, "编辑审核")
        expect(editor.locator(".st-key-move_forward button")).to_be_disabled()
        press(editor, "figures")
        press(editor, "figures_sign")
        press(editor, "move_forward")
        state(editor, "领导审阅")

        review(leader)
        press(leader, "move_return")
        leader.locator(".st-key-reason_return textarea").fill(REASON)
        press(leader, "move_return_confirm")
        state(leader, "编辑审核")
        review(editor)
        expect(editor.locator("body")).to_contain_text(f"退回意见——孙领导（领导）：{REASON}")
        press(editor, "move_forward")
        state(editor, "领导审阅")

        review(leader)
        expect(leader.locator(".st-key-move_approve button")).to_be_disabled()
        press(leader, "confidentiality")
        press(leader, "confidentiality_sign")
        press(leader, "move_approve")
        state(leader, "已定稿")
        review(clerk)
        state(clerk, "已定稿")
        expect(clerk.locator("[data-role=company]")).to_contain_text("孙领导（领导）正在看")

    desk = Desk(Settings(_env_file=None, home=home, demo=False))
    moves = {"送审", "报下一环节", "退回", "签署数据核对", "签署保密审查", "通过"}
    told = [(one.act, one.actor, one.address) for one in desk.store.audit.entries(report) if one.act in moves]
    person = {name: f"{who}（{role.label}）" for name, (who, role) in office.STAFF.items()}
    assert told[::-1] == [
        ("送审", person["zhao"], MACHINES["zhao"]),
        ("签署数据核对", person["qian"], MACHINES["qian"]),
        ("报下一环节", person["qian"], MACHINES["qian"]),
        ("退回", person["sun"], MACHINES["sun"]),
        ("报下一环节", person["qian"], MACHINES["qian"]),
        ("签署保密审查", person["sun"], MACHINES["sun"]),
        ("通过", person["sun"], MACHINES["sun"]),
    ]
    assert desk.store.audit.verify().faults == ()
    desk.close()
