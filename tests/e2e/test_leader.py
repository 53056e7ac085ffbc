"""A leader reads on a telephone or a tablet: with a thumb, in the width there is, and with its keyboard open."""

from collections.abc import Callable, Iterator

import browsing
import office
import pytest
from browsing import settled
from playwright.sync_api import Locator, Page, expect

from assistant.desk import Desk
from assistant.review import Act, Role, Sign
from assistant.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

SCREENS = {"telephone": (390, 844), "tablet": (820, 1180)}
REASON = "存在问题部分写得太笼统，请补充具体事例"
# Two problems, where three improvements stand.
MENDED = "一是政策解读以文字为主，图解和视频较少，群众不易看懂。二是个别栏目更新不及时，有的信息晚于规定时限。"
THUMB = 44
expect.set_options(timeout=20_000)


@pytest.fixture(params=SCREENS)
def screen(request) -> tuple[int, int]:
    return SCREENS[request.param]


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def report(home) -> str:
    """A report that waits for the leader, after the editor has passed it on."""
    report_id = office.prepared(home)
    desk = Desk(Settings(_env_file=None, home=home, demo=False))
    desk.moving.act(report_id, Act.SUBMIT, who=office.somebody(Role.CLERK))
    desk.moving.sign(report_id, Sign.FIGURES, who=office.somebody(Role.EDITOR))
    desk.moving.act(report_id, Act.FORWARD, who=office.somebody(Role.EDITOR))
    desk.close()
    return report_id


@pytest.fixture
def page(browser, home, report, screen) -> Iterator[Page]:
    """The link that was sent, opened by the leader."""
    width, height = screen
    with browsing.application(home, NIANBAO_DEMO="0") as address:
        context = browser.new_context(
            viewport={"width": width, "height": height}, has_touch=True, is_mobile=True, locale="zh-CN"
        )
        page = context.new_page()
        page.set_default_timeout(45_000)
        page.goto(f"{address}/review?report={report}")
        page.get_by_label("用户名").fill("sun")
        page.get_by_label("密码").fill(office.OWN)
        page.get_by_role("button", name="登录").tap()
        page.locator(".nb-sheets p").first.wait_for()
        settled(page)
        yield page
        context.close()


def tap(page: Page, name: str) -> None:
    page.locator(f".st-key-{name} button").first.tap()
    settled(page)


def box(place: Locator) -> dict[str, float]:
    found = place.bounding_box()
    assert found is not None
    return {**found, "right": found["x"] + found["width"], "bottom": found["y"] + found["height"]}


def fits(page: Page) -> bool:
    """Whether nothing lies beside the screen: neither of the window nor of the page that scrolls in it."""
    within: Callable[[str], bool] = page.evaluate
    return within(
        "(main => document.documentElement.scrollWidth <= innerWidth && main.scrollWidth <= main.clientWidth + 1)"
        "(document.querySelector('[data-testid=stMain]'))"
    )


def under_the_thumb(page: Page, screen: tuple[int, int]) -> None:
    width, height = screen
    assert fits(page)
    sidebar = page.locator("[data-testid=stSidebar]")
    expect(sidebar).not_to_be_in_viewport()
    page.get_by_role("button", name="展开导航").tap()
    expect(sidebar.get_by_role("link", name="审阅")).to_be_in_viewport()
    page.get_by_role("button", name="收起导航").tap()
    expect(sidebar).not_to_be_in_viewport()
    buttons = page.locator(".st-key-review_bar button").all()
    assert [one.inner_text().split("\n")[0] for one in buttons] == ["通过", "退回", "签署保密审查", "批注"]
    for one in map(box, buttons):
        assert one["height"] >= THUMB
        assert one["x"] >= 0
        assert one["right"] <= width
        assert height - 2 * THUMB < one["y"]
        assert one["bottom"] <= height
    # The last line of the page can be read above the bar.
    page.locator(".st-key-trail").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop = 1e6")
    assert box(page.locator(".st-key-trail"))["bottom"] <= box(page.locator(".st-key-review_bar"))["y"]
    # Letters as large as in a book, measured as they are drawn.
    drawn = page.locator(".nb-sheets .nb-text").first.evaluate(
        "part => parseFloat(getComputedStyle(part).fontSize) * part.currentCSSZoom"
    )
    assert drawn >= 15


def remark_and_return(page: Page, screen: tuple[int, int]) -> str:
    """The words that the remark quotes."""
    paragraph = page.locator(".nb-sheets .nb-text", has_text="司法行政").first
    paragraph.scroll_into_view_if_needed()
    paragraph.tap()
    page.get_by_role("button", name="批注这一处").tap()
    opinion = page.locator(".st-key-remark_text textarea")
    expect(page.locator(".st-key-remark_quote input")).not_to_have_value("")
    expect(opinion).to_be_in_viewport(ratio=1)
    quoted = page.locator(".st-key-remark_quote input").input_value()
    assert quoted in (paragraph.text_content() or "")
    opinion.fill("请写明来源")
    tap(page, "remark_add")
    expect(page.locator(".st-key-remark_close")).to_have_count(0)
    expect(page.locator(".st-key-margin")).to_contain_text("请写明来源")

    tap(page, "move_return")
    reason = page.locator(".st-key-reason_return textarea")
    reason.tap()
    # The keyboard takes the lower part of the screen, as a browser tells of it: what is typed into lies above.
    width, height = screen
    page.evaluate(
        """keyboard => {
          Object.defineProperty(visualViewport, "height", {configurable: true, value: innerHeight - keyboard});
          visualViewport.dispatchEvent(new Event("resize"));
        }""",
        height * 0.4,
    )
    page.wait_for_function("getComputedStyle(document.documentElement).getPropertyValue('--nb-keyboard') !== '0px'")
    for part in (reason, page.locator(".st-key-move_return_confirm button")):
        assert box(part)["y"] >= 0
        assert box(part)["bottom"] <= height * 0.6
        assert box(part)["right"] <= width
    reason.fill(REASON)
    tap(page, "move_return_confirm")
    expect(page.locator(".nb-top")).to_contain_text("编辑审核")
    # It is the editor's now: what the leader may not do is not there.
    expect(page.locator(".st-key-move_approve, .st-key-move_return")).to_have_count(0)
    return quoted


def sign_and_approve(page: Page) -> None:
    expect(page.locator(".st-key-move_approve button")).to_be_disabled()
    tap(page, "confidentiality")
    tap(page, "confidentiality_sign")
    tap(page, "move_approve")
    expect(page.locator(".nb-top")).to_contain_text("已定稿")


def told_in_a_line(page: Page, name: str, line: str, inside: str) -> None:
    place = page.locator(f".st-key-{name}")
    expect(place.locator("summary")).to_contain_text(line)
    expect(place.get_by_text(inside).first).not_to_be_visible()
    place.locator("summary").tap()
    expect(place.get_by_text(inside).first).to_be_visible()


def test_a_leader_reads_remarks_returns_and_approves_by_touch(page, home, report, screen):
    under_the_thumb(page, screen)
    expect(page.locator(".st-key-news_since")).to_have_count(0)
    quoted = remark_and_return(page, screen)

    desk = Desk(Settings(_env_file=None, home=home, demo=False))
    assert desk.reports.open(report).head.returned == f"孙领导（领导）：{REASON}；批注 1 处，见“审阅”"
    assert [(one.quote, one.text) for one in desk.reviewing.comments(report)] == [(quoted, "请写明来源")]
    editor = office.somebody(Role.EDITOR)
    desk.reports.set_section(report, "problems", MENDED, who=editor)
    for item in desk.judging.findings(report):
        if item.finding.severity == "warning":
            desk.judging.waive(report, item.finding.fingerprint, "第三条是长期任务", who=editor)
    desk.moving.act(report, Act.FORWARD, who=editor)
    desk.close()
    page.reload()
    told_in_a_line(page, "news_since", "距您上次办理有", "报下一环节：“领导审阅”")
    told_in_a_line(page, "news_standing", "说明理由后保留的提醒", "第三条是长期任务")
    sign_and_approve(page)
