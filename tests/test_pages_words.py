"""文字起草, 校核, 审阅 and 导出, driven without a browser."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.desk import Desk, Who
from assistant.document import FORMATS
from assistant.review import Act, Role, Sign, State
from assistant.ui.writing.text_changes import Comparison

ROOT = Path(__file__).resolve().parents[1]
CLERK, EDITOR, LEADER = Who("甲", Role.CLERK), Who("乙", Role.EDITOR), Who("丙", Role.LEADER)


@pytest.fixture
def desk(page_desk: Callable[..., Desk]) -> Desk:
    """The desk the pages use, with the demonstration on it."""
    return page_desk(LLM_BASE_URL="")


@pytest.fixture
def half(desk: Desk) -> str:
    """The demonstration's half-filled report."""
    return desk.store.reports.heads()[0].id


@pytest.fixture
def whole(desk: Desk) -> str:
    """A report in work without a finding: the demonstration's published one, taken up again."""
    filed = {entry.year: entry.id for entry in desk.store.archive.entries() if entry.demo}
    newest = max(year for year in filed if year)
    report = desk.store.archive.report(filed[newest])
    report_id = desk.store.reports.create(report, last_id=filed[newest - 1])
    assert not [item for item in desk.judging.findings(report_id) if item.open]
    return report_id


def open_page(name: str, report_id: str, role: Role = Role.CLERK, **places: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    at.session_state["role"] = role.value
    at.query_params["report"] = report_id
    for key, value in places.items():
        at.query_params[key] = value
    at.run()
    at.switch_page(f"assistant/ui/views/{name}.py")
    at.run()
    assert not at.exception
    return at


def words(at: AppTest) -> str:
    """Everything the page says, without its style sheets."""
    kinds = (at.markdown, at.caption, at.info, at.warning, at.error, at.success, at.html, at.text)
    said = [str(item.value) for kind in kinds for item in kind]
    return "\n".join(text for text in said if not text.startswith("<style>"))


def press(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click().run()
    assert not at.exception
    return at


def keys(at: AppTest, start: str) -> list[str]:
    return [button.key for button in at.button if button.key and button.key.startswith(start)]


def without_english(at: AppTest) -> None:
    labels = [item.label for kind in (at.button, at.text_input, at.text_area, at.selectbox, at.toggle) for item in kind]
    placeholders = [item.placeholder for kind in (at.text_input, at.text_area, at.chat_input) for item in kind]
    for text in filter(None, (*labels, *placeholders)):
        assert not re.search(r"[A-Za-z]{2,}", re.sub(r":(gray|orange)\[", "", text)), text


# ---- 文字起草 ----------------------------------------------------------------------------------------


def headings(at: AppTest) -> str:
    return " ".join(item.value for item in (*at.html, *at.markdown) if "heading" in item.value)


def test_the_first_section_without_words_is_open_and_the_address_is_left_as_it_was(half: str) -> None:
    """What a page writes into its address on arrival would be a step the browser's way back can't pass."""
    at = open_page("drafting", half)
    assert "（一）主动公开" in headings(at)
    assert "section" not in at.query_params
    assert at.button(key="outline_overview-management").label.endswith("81 字]")
    assert at.button(key="outline_overview-active").label.endswith("[空]")
    without_english(at)


def test_choosing_a_section_opens_it_and_leaves_a_shown_span_behind(half: str) -> None:
    at = open_page("drafting", half, section="preamble", span="3-7")
    press(at, "outline_problems")
    assert at.query_params["section"] == "problems"
    assert "span" not in at.query_params


def test_a_link_to_a_section_that_does_not_exist_opens_the_first_open_one(half: str) -> None:
    assert "（一）主动公开" in headings(open_page("drafting", half, section="nowhere"))


def test_gaps_left_in_a_text_are_counted_in_the_outline(desk: Desk, half: str) -> None:
    desk.reports.set_section(half, "overview.active", "发布信息【待填：条数】条，培训【待核实：原为三】场。", who=CLERK)
    assert "有待填 2 处" in open_page("drafting", half).button(key="outline_overview-active").label


def compared(desk: Desk, report_id: str, before: str, proposed: str) -> AppTest:
    """The page with a comparison in the section of platforms."""
    section = "overview.platform"
    desk.reports.set_section(report_id, section, before, who=CLERK)
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    at.query_params["report"], at.query_params["section"] = report_id, section
    at.session_state[f"comparison:{report_id}:{section}"] = Comparison(report_id, section, before, proposed, "据实成文")
    at.run()
    at.switch_page("assistant/ui/views/drafting.py").run()
    assert not at.exception
    return at


BEFORE = "门户网站改版上线。设立公开查阅点。"
PROPOSED = "门户网站完成改版。设立公开查阅点。编制公开目录。"


def test_only_chosen_changes_are_adopted_and_adopting_can_be_undone(desk: Desk, half: str) -> None:
    at = compared(desk, half, BEFORE, PROPOSED)
    assert at.button(key="take_chosen").disabled
    last = at.segmented_control[-1]
    last.set_value("采用").run()
    press(at, "take_chosen")
    assert desk.reports.open(half).report.section("overview.platform") == BEFORE + "编制公开目录。"
    press(at, "undo_adoption")
    assert desk.reports.open(half).report.section("overview.platform") == BEFORE


def test_all_changes_at_once(desk: Desk, half: str) -> None:
    press(compared(desk, half, BEFORE, PROPOSED), "take_all")
    assert desk.reports.open(half).report.section("overview.platform") == PROPOSED
    assert next(entry.act for entry in desk.reviewing.trail(half)) == "采用建议"


def test_leaving_a_comparison_changes_nothing(desk: Desk, half: str) -> None:
    at = press(compared(desk, half, BEFORE, PROPOSED), "take_none")
    assert desk.reports.open(half).report.section("overview.platform") == BEFORE
    assert not keys(at, "take_")


def test_a_locked_sentence_is_not_offered_for_change(desk: Desk, half: str) -> None:
    desk.reports.set_section(half, "overview.platform", BEFORE, who=CLERK)
    desk.words.lock(half, "overview.platform", ["门户网站改版上线。"], who=CLERK)
    at = compared(desk, half, BEFORE, PROPOSED)
    assert "已锁定的句子保持原文" in words(at)
    press(at, "take_all")
    assert desk.reports.open(half).report.section("overview.platform") == BEFORE + "编制公开目录。"


def test_a_text_changed_meanwhile_is_compared_again_not_overwritten(desk: Desk, half: str) -> None:
    at = compared(desk, half, BEFORE, PROPOSED)
    desk.reports.set_section(half, "overview.platform", BEFORE + "别人加的。", who=EDITOR)
    press(at, "take_all")
    assert desk.reports.open(half).report.section("overview.platform") == BEFORE + "别人加的。"
    assert "刚刚被别人改过" in words(at)
    assert "别人加的" in words(at)


def test_a_proposal_is_written_shown_with_its_grounds_kept_aside_and_compared(desk: Desk, half: str) -> None:
    at = open_page("drafting", half, section="overview.active")
    press(at, "way_facts")
    for _ in range(200):
        if keys(at, "compare_"):
            break
        time.sleep(0.2)
        at.run()
    said = words(at)
    assert "nb-fact" in said
    assert "依据的数据" in said
    press(at, keys(at, "keep_")[0])
    assert len(desk.words.variants(half, "overview.active")) == 1
    press(at, keys(at, "compare_")[0])
    press(at, "take_all")
    proposed = desk.words.variants(half, "overview.active")[0].text
    assert desk.reports.open(half).report.section("overview.active").split() == proposed.split()


def test_a_number_without_origin_is_confirmed_with_a_note(desk: Desk, half: str) -> None:
    desk.reports.set_section(half, "overview.supervision", "组织专题研讨77场。", who=CLERK)
    at = open_page("drafting", half, section="overview.supervision")
    assert "1 个数字没有出处" in words(at)
    key = "overview.supervision_77场"
    press(at, f"confirm_number_{key}")
    assert "请写明这个数字的出处" in words(at)
    at.text_input(key=f"confirm_note_{key}_{half}").set_value("研讨会签到册").run()
    press(at, f"confirm_number_{key}")
    assert "个数字没有出处" not in words(at)


def test_sentences_are_locked_one_by_one(desk: Desk, half: str) -> None:
    desk.reports.set_section(half, "overview.platform", BEFORE, who=CLERK)
    at = open_page("drafting", half, section="overview.platform")
    at.checkbox[1].check().run()
    press(at, "lock_save")
    assert desk.words.locked(half, "overview.platform") == ["设立公开查阅点。"]


def test_who_may_not_change_the_report_reads_only(half: str) -> None:
    at = open_page("drafting", half, Role.LEADER)
    assert "只能查看，不能修改" in words(at)
    assert not keys(at, "way_")
    assert not at.chat_input


def test_a_text_typed_over_another_is_kept_aside_and_compared(desk: Desk, half: str) -> None:
    desk.reports.set_section(half, "overview.platform", "别人写的。", who=EDITOR)

    def page(report_id: str) -> None:
        import streamlit as st

        from assistant.ui.editor import Edit
        from assistant.ui.writing import text_changes, writing_desk

        writing_desk.save(report_id, "overview.platform", Edit("我写的。", ""))
        st.text(text_changes.current(report_id, "overview.platform").proposed)

    at = AppTest.from_function(page, args=(half,), default_timeout=60).run()
    assert [item.value for item in at.text] == ["我写的。"]
    assert desk.reports.open(half).report.section("overview.platform") == "别人写的。"
    assert [item.text for item in desk.words.variants(half, "overview.platform")] == ["我写的。"]


# ---- 校核 --------------------------------------------------------------------------------------------


def test_blank_cells_are_one_line_a_table_and_lead_to_the_first_of_them(half: str) -> None:
    at = open_page("checking", half)
    lines = [str(item.value) for item in at.html if "个空白单元格，请填写" in str(item.value)]
    assert len(lines) == len(keys(at, "fill_")) == 3
    press(at, "fill_T3")
    assert at.query_params["tab"] == "T3"
    assert at.query_params["cell"].startswith("T3.")


def test_a_finding_in_a_text_leads_to_its_words(desk: Desk, whole: str) -> None:
    desk.reports.set_section(whole, "overview.platform", BEFORE + "组织研讨77场。", who=CLERK)
    at = open_page("checking", whole)
    press(at, keys(at, "go_")[0])
    assert at.query_params["section"] == "overview.platform"
    assert "span" in at.query_params


def test_a_warning_stands_with_a_reason_and_is_taken_back(desk: Desk, whole: str) -> None:
    text = desk.reports.open(whole).report.section("overview.supervision")
    desk.reports.set_section(whole, "overview.supervision", text + "截止12月底已全部完成。", who=CLERK)
    at = open_page("checking", whole)
    at.text_input[0].set_value("原文引用").run()
    press(at, keys(at, "waive_save_")[0])
    assert "已保留：原文引用" in words(at)
    assert "全部校核通过" in words(at)
    press(at, keys(at, "unwaive_")[0])
    assert "全部校核通过" not in words(at)


def test_nothing_to_mend_is_said_and_leads_on(whole: str) -> None:
    at = open_page("checking", whole)
    assert "全部校核通过" in words(at)
    assert at.button(key="next").label == "下一步：审阅"


# ---- 审阅 --------------------------------------------------------------------------------------------


def test_three_roles_take_a_report_to_approval(desk: Desk, whole: str) -> None:
    press(open_page("reviewing", whole), "move_submit")
    at = open_page("reviewing", whole, Role.EDITOR)
    press(at, "move_return_confirm")
    assert "请写明理由" in words(at)
    at.text_area(key="reason_return").set_value("请补充平台建设情况").run()
    press(at, "move_return_confirm")
    at = open_page("reviewing", whole)
    assert "请补充平台建设情况" in words(at)
    press(at, "move_submit")
    at = press(open_page("reviewing", whole, Role.EDITOR), "figures_sign")
    press(at, "move_forward")
    at = open_page("reviewing", whole, Role.LEADER)
    assert at.button(key="move_approve").disabled
    assert "还没有对现在的内容签署保密审查" in words(at)
    press(at, "confidentiality_sign")
    press(at, "move_approve")
    assert desk.reports.open(whole).state is State.APPROVED
    assert "年报已经定稿" in words(at)


def test_what_stands_in_the_way_of_submission_is_said(half: str) -> None:
    at = open_page("reviewing", half)
    assert at.button(key="move_submit").disabled
    assert "个错误没有改正" in words(at)
    without_english(at)


def test_remarks_are_made_on_a_place_and_dealt_with(desk: Desk, whole: str) -> None:
    at = open_page("reviewing", whole, Role.LEADER)
    press(at, "remark_add")
    assert "批注内容是空的" in words(at)
    at.selectbox(key="remark_place").set_value("overview.active").run()
    at.text_area(key="remark_text").set_value("请再核对发布条数。").run()
    press(at, "remark_add")
    assert [item.place for item in desk.reviewing.comments(whole)] == ["overview.active"]
    assert not at.text_area(key="remark_text").value
    press(at, keys(at, "remark_resolve_")[0])
    assert [item.resolved for item in desk.reviewing.comments(whole)] == [True]


def test_a_kept_version_is_compared_and_can_be_restored(desk: Desk, whole: str) -> None:
    desk.reviewing.keep_version(whole, "改之前", who=CLERK)
    desk.reports.set_section(whole, "overview.platform", BEFORE, who=CLERK)
    at = press(open_page("reviewing", whole), "version_compare_1")
    assert "<ins>" in words(at)
    assert not at.button(key="version_restore").disabled


# ---- 导出 --------------------------------------------------------------------------------------------


def test_an_unfinished_report_is_exported_as_a_draft_with_what_is_missing(half: str) -> None:
    at = open_page("exporting", half)
    said = words(at)
    assert "个单元格空白" in said
    assert "还没有定稿" in said
    assert len(at.download_button) == len(FORMATS) + 1
    press(at, "go_去填写")


def test_an_approved_report_is_no_draft(desk: Desk, whole: str) -> None:
    desk.moving.act(whole, Act.SUBMIT, who=CLERK)
    desk.moving.sign(whole, Sign.FIGURES, who=EDITOR)
    desk.moving.act(whole, Act.FORWARD, who=EDITOR)
    desk.moving.sign(whole, Sign.CONFIDENTIALITY, who=LEADER)
    desk.moving.act(whole, Act.APPROVE, who=LEADER)
    at = open_page("exporting", whole)
    assert "定稿之前也可以导出" not in words(at)
    assert "领导已经通过" in words(at)
