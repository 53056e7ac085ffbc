"""What the database does not take stays where it was typed, is said to be unsaved, and is saved with a press later."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest
from damage import is_sentence
from people import CLERK
from streamlit.testing.v1 import AppTest

from assistant.desk import Desk
from assistant.figures import Indicator, Note

ROOT = Path(__file__).resolve().parents[1]
TEXT = "设立公开查阅点。组织专题研讨77场。"
SECTION = "overview.platform"


@pytest.fixture
def desk(page_desk: Callable[..., Desk], tmp_path: Path) -> Desk:
    """The desk the pages use; it waits for nobody's lock for long."""
    return page_desk(DEMO="false", LLM_BASE_URL="", DATABASE_URL=f"sqlite:///{tmp_path / 'kept.db'}?timeout=0.1")


@pytest.fixture
def report(desk: Desk) -> str:
    """A report with an indicator, a work fact and a text with a number nobody knows."""
    report_id = desk.reports.start("虚构县教育局", 2025, who=CLERK)
    desk.reports.set_indicators(report_id, [Indicator("接待来访", Decimal(5), "次")], who=CLERK)
    desk.reports.set_notes(report_id, [Note("problems", "人手不够")], who=CLERK)
    desk.reports.set_section(report_id, SECTION, TEXT, who=CLERK)
    return report_id


@contextmanager
def locked(_desk: Desk, tmp_path: Path) -> Iterator[str]:
    """Another program writes: what is stored can be read."""
    other = sqlite3.connect(tmp_path / "kept.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield "正被别的程序占用"
    other.execute("ROLLBACK")
    other.close()


@contextmanager
def away(desk: Desk, tmp_path: Path) -> Iterator[str]:
    """The file is not there: no page can be drawn."""
    desk.store.close()
    (tmp_path / "kept.db").rename(tmp_path / "aside.db")
    yield "数据库文件"
    (tmp_path / "aside.db").rename(tmp_path / "kept.db")


broken = pytest.mark.parametrize("breaks", [locked, away], ids=lambda way: way.__name__)
Breaks = Callable[[Desk, Path], "contextmanager[str]"]


def opened(report_id: str, page: str, **query: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in {"report": report_id, **query}.items():
        at.query_params[name] = value
    at.run()
    at.switch_page(f"assistant/ui/views/{page}.py").run()
    assert not at.exception
    return at


def labelled(at: AppTest, label: str):
    return next(one for one in (*at.text_input, *at.text_area) if one.label == label)


def box_of(at: AppTest, label: str) -> str:
    return str(labelled(at, label).value)


def press(at: AppTest, label: str) -> None:
    next(one for one in at.button if one.label == label).click().run()
    assert not at.exception


def refused(at: AppTest, says: str) -> None:
    """It says what is wrong in a sentence, and of nothing that it is saved."""
    assert not at.exception
    said = [one.value for one in at.error]
    assert any(says in one for one in said), said
    assert all(is_sentence(one) for one in said)
    assert not any("已保存" in one.value and "没有显示" not in one.value for one in at.success)


def texts(at: AppTest) -> str:
    html = [one.proto.body for one in at.get("html")]
    return "\n".join([*(one.value for one in (*at.warning, *at.error, *at.success, *at.markdown)), *html])


@broken
@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    [("本年", "104", Decimal(104)), ("单位", "人次", "人次"), ("上年", "99", Decimal(99))],
)
def test_an_indicator_that_was_not_saved(desk, report, tmp_path, breaks, field, typed, stored):
    at = opened(report, "figures_page", tab="indicators")
    named = {"本年": "value", "单位": "unit", "上年": "last"}[field]
    with breaks(desk, tmp_path) as says:
        labelled(at, f"接待来访{field}").set_value(typed).run()
        refused(at, says)
    assert getattr(desk.reports.open(report).report.indicators[0], named) != stored
    at.run()
    assert box_of(at, f"接待来访{field}") == typed
    assert "补充指标有 1 处还没有保存" in texts(at)
    assert f"“{typed}”还没有保存。" in texts(at)
    press(at, "重新保存")
    assert getattr(desk.reports.open(report).report.indicators[0], named) == stored
    assert box_of(at, f"接待来访{field}") == typed
    assert "还没有保存" not in texts(at)


@broken
def test_the_part_an_indicator_belongs_to_that_was_not_saved(desk, report, tmp_path, breaks):
    at = opened(report, "figures_page", tab="indicators")
    with breaks(desk, tmp_path) as says:
        next(one for one in at.selectbox if one.label == "接待来访写在哪一部分").set_value("problems").run()
        refused(at, says)
    at.run()
    assert next(one for one in at.selectbox if one.label == "接待来访写在哪一部分").value == "problems"
    assert desk.reports.open(report).report.indicators[0].aspect != "problems"
    press(at, "重新保存")
    assert desk.reports.open(report).report.indicators[0].aspect == "problems"


def test_saving_again_while_it_still_cannot_be_is_said_once_and_keeps_all(desk, report, tmp_path):
    at = opened(report, "figures_page", tab="indicators")
    with locked(desk, tmp_path) as says:
        for field, typed in (("本年", "104"), ("上年", "99")):
            labelled(at, f"接待来访{field}").set_value(typed).run()
            refused(at, says)
        press(at, "重新保存")
        refused(at, says)
        assert len(at.error) == 1
        assert "补充指标有 2 处还没有保存" in texts(at)
        press(at, "删除")
        refused(at, says)
        assert (box_of(at, "接待来访本年"), box_of(at, "接待来访上年")) == ("104", "99")
    press(at, "重新保存")
    (kept,) = desk.reports.open(report).report.indicators
    assert (kept.value, kept.last) == (104, 99)


@broken
def test_an_indicator_and_rows_that_were_not_added(desk, report, tmp_path, breaks):
    at = opened(report, "figures_page", tab="indicators")
    labelled(at, "新增的名称").set_value("组织培训")
    labelled(at, "新增的本年").set_value("3场")
    labelled(at, "粘贴在这里").set_value("举办开放日\t2\t场\t1").run()
    with breaks(desk, tmp_path) as says:
        press(at, "添加")
        refused(at, says)
    at.run()
    assert (box_of(at, "新增的名称"), box_of(at, "新增的本年")) == ("组织培训", "3场")
    with breaks(desk, tmp_path):
        if breaks is locked:
            press(at, "添加这些指标")
            refused(at, says)
    at.run()
    assert box_of(at, "粘贴在这里").startswith("举办开放日")
    press(at, "添加")
    press(at, "添加这些指标")
    assert [one.name for one in desk.reports.open(report).report.indicators] == ["接待来访", "组织培训", "举办开放日"]


@broken
def test_work_facts_that_were_not_saved(desk, report, tmp_path, breaks):
    at = opened(report, "figures_page", tab="notes")
    key = f"notes_{report}_problems"
    with breaks(desk, tmp_path) as says:
        at.text_area(key=key).set_value("人手不够\n解读形式单一").run()
        refused(at, says)
    # Meanwhile somebody else wrote, too.
    notes = [*desk.reports.open(report).report.notes, Note("problems", "经费不足")]
    desk.reports.set_notes(report, notes, who=CLERK)
    at.run()
    assert at.text_area(key=key).value == "人手不够\n解读形式单一"
    assert "这里填写的还没有保存。" in texts(at)
    press(at, "重新保存")
    assert {note.text for note in desk.reports.open(report).report.notes} == {"人手不够", "解读形式单一", "经费不足"}
    assert "还没有保存" not in texts(at)


@broken
def test_locks_that_were_not_saved(desk, report, tmp_path, breaks):
    desk.words.lock(report, SECTION, ["设立公开查阅点。"], who=CLERK)
    at = opened(report, "drafting", section=SECTION)
    assert [one.value for one in at.checkbox] == [True, False]
    at.checkbox[1].check().run()
    with breaks(desk, tmp_path) as says:
        press(at, "保存锁定")
        refused(at, says)
    at.run()
    assert desk.words.locked(report, SECTION) == ["设立公开查阅点。"]
    assert [one.value for one in at.checkbox] == [True, True]
    press(at, "保存锁定")
    assert len(desk.words.locked(report, SECTION)) == 2


@broken
def test_a_confirmation_at_the_text_that_was_not_saved(desk, report, tmp_path, breaks):
    at = opened(report, "drafting", section=SECTION)
    labelled(at, "“77场”的出处").set_value("研讨会签到册").run()
    with breaks(desk, tmp_path) as says:
        press(at, "确认数字")
        refused(at, says)
    at.run()
    assert box_of(at, "“77场”的出处") == "研讨会签到册"
    press(at, "确认数字")
    assert "个数字没有出处" not in texts(at)


@broken
@pytest.mark.parametrize(("label", "act"), [("“77场”的出处", "确认"), ("保留的理由", "保留")])
def test_a_confirmation_and_a_reason_at_the_findings_that_were_not_saved(desk, report, tmp_path, breaks, label, act):
    at = opened(report, "checking")
    before = len([one for one in at.text_input if one.label == label])
    assert before
    labelled(at, label).set_value("有据可查").run()
    with breaks(desk, tmp_path) as says:
        press(at, act)
        refused(at, says)
    at.run()
    assert len([one for one in at.text_input if one.label == label]) == before
    assert box_of(at, label) == "有据可查"
    press(at, act)
    assert len([one for one in at.text_input if one.label == label]) == before - 1
