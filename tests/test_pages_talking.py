"""The conversation of 文字起草, driven without a browser: told, recorded, asked, answered, the whole drafted."""

import time
from collections.abc import Callable
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest
from test_pages_words import keys, open_page, press, without_english, words

from assistant.desk import Desk, Who
from assistant.figures import Indicator, Note
from assistant.review import Role
from assistant.ui.markdown import as_it_stands
from assistant.ui.writing.line import LONGEST

CLERK = Who("甲", Role.CLERK)
TRAINING = "政务公开培训"
PAGE = """今年工作总结：
搞了3场培训，一共120人次参加。
微博发了118条，微信公众号发布206篇。
制作图解6个，开了2次新闻发布会。
门户网站发布信息1043条，举办开放日2次。
没有人因为公开的事被追责。"""


@pytest.fixture
def desk(page_desk: Callable[..., Desk]) -> Desk:
    """The desk the pages use, with the demonstration on it."""
    return page_desk(LLM_BASE_URL="")


@pytest.fixture
def empty(desk: Desk) -> str:
    """A report nothing was written in yet, of an organ that has no last year."""
    return desk.reports.start("虚构县司法局", 2025, who=CLERK)


@pytest.fixture
def half(desk: Desk) -> str:
    """The demonstration's half-filled report."""
    return next(head.id for head in desk.store.reports.heads() if head.demo)


def say(at: AppTest, message: str) -> AppTest:
    """Write in the line, and look until the answer is there."""
    at.chat_input[0].set_value(message).run()
    return answered(at)


def answered(at: AppTest) -> AppTest:
    for _ in range(300):
        assert not at.exception
        if not keys(at, "stop_writing") and not at.chat_input[0].disabled:
            return at
        time.sleep(0.1)
        at.run()
    pytest.fail("没有等到回答")


def indicators(desk: Desk, report_id: str) -> dict[str, Indicator]:
    return {item.name: item for item in desk.reports.open(report_id).report.indicators}


# ---- beginning


def test_an_empty_report_opens_with_the_conversation_about_the_whole(empty: str) -> None:
    at = open_page("drafting", empty)
    said = words(at)
    assert "您说，我记" in said
    assert {"begin_interview", "begin_tell", "begin_draft_all"} <= set(keys(at, "begin_"))
    assert at.button(key="outline_whole").label.startswith("全文")
    assert at.chat_input[0].max_chars == LONGEST == 10_000
    without_english(at)


def test_a_report_with_words_opens_where_they_end_and_the_whole_is_a_press_away(half: str) -> None:
    at = open_page("drafting", half)
    assert not keys(at, "begin_")
    press(at, "outline_whole")
    assert keys(at, "begin_interview")
    assert at.query_params["section"] == "whole"


def test_who_may_not_change_the_report_only_reads_the_conversation(empty: str) -> None:
    say(open_page("drafting", empty), "今年搞了3场培训")
    at = open_page("drafting", empty, Role.LEADER)
    assert not at.chat_input
    assert not keys(at, "told_")
    assert not keys(at, "begin_")
    assert TRAINING in words(at)


# ---- told


def test_what_is_told_is_a_card_and_recorded_when_it_is_pressed(desk: Desk, empty: str) -> None:
    at = say(open_page("drafting", empty), "今年搞了3场培训")
    assert TRAINING in words(at)
    assert indicators(desk, empty) == {}
    press(at, keys(at, "told_record_")[0])
    assert indicators(desk, empty)[TRAINING].value == 3
    assert "已记下" in words(at)
    assert not keys(at, "told_record_")
    again = open_page("drafting", empty)
    assert "已记下" in words(again)
    without_english(again)


def test_a_card_is_changed_before_it_is_recorded(desk: Desk, empty: str) -> None:
    at = say(open_page("drafting", empty), "今年搞了3场培训")
    press(at, keys(at, "told_change_")[0])
    at.text_input(key=next(item.key for item in at.text_input if item.key.startswith("told_value_"))).set_value("好几")
    press(at, keys(at, "told_save_")[0])
    assert "不是数字" in words(at)
    assert indicators(desk, empty) == {}
    at.text_input(key=next(item.key for item in at.text_input if item.key.startswith("told_value_"))).set_value("约4")
    press(at, keys(at, "told_save_")[0])
    recorded = indicators(desk, empty)[TRAINING]
    assert (recorded.value, recorded.about) == (4, "around")


def test_all_of_a_message_are_recorded_at_once_and_one_can_be_left(desk: Desk, empty: str) -> None:
    at = say(open_page("drafting", empty), "今年搞了3场培训，没有人因为公开的事被追责")
    press(at, keys(at, "told_all_")[0])
    report = desk.reports.open(empty).report
    assert (len(report.indicators), len(report.notes)) == (1, 1)
    at = say(at, "开了2次新闻发布会")
    press(at, keys(at, "told_drop_")[0])
    assert "没有记" in words(at)
    assert len(desk.reports.open(empty).report.indicators) == 1


def test_two_values_are_shown_and_a_person_chooses(desk: Desk, empty: str) -> None:
    desk.reports.set_indicators(empty, [Indicator(TRAINING, Decimal(12), "场", "overview.supervision")], who=CLERK)
    at = say(open_page("drafting", empty), "今年搞了4场培训")
    said = words(at)
    assert "已记录 <b>12场</b>" in said
    assert "这次说的是 <b>4场</b>" in said
    assert not keys(at, "told_record_")
    assert indicators(desk, empty)[TRAINING].value == 12
    press(at, keys(at, "told_old_")[0])
    assert indicators(desk, empty)[TRAINING].value == 12
    at = say(at, "今年搞了4场培训")
    press(at, keys(at, "told_new_")[0])
    assert indicators(desk, empty)[TRAINING].value == 4


def test_a_pasted_page_is_a_list_to_choose_from(desk: Desk, empty: str) -> None:
    at = say(open_page("drafting", empty), PAGE)
    boxes = [box for box in at.checkbox if box.key.startswith("told_pick_")]
    assert len(boxes) >= 6
    boxes[0].uncheck().run()
    press(at, keys(at, "told_all_")[0])
    report = desk.reports.open(empty).report
    assert len(report.indicators) + len(report.notes) == len(boxes) - 1
    assert keys(at, "told_record_")  # the one that was left is a card of its own now


def test_a_statement_and_a_request_in_a_section_are_both_done(desk: Desk, empty: str) -> None:
    desk.reports.set_notes(empty, [Note("overview.active", "开设涉企政策专栏，集中发布惠企政策")], who=CLERK)
    at = open_page("drafting", empty, section="overview.active")
    say(at, "今年开了2次新闻发布会。写一段")
    assert keys(at, "told_record_")
    assert keys(at, "compare_")


def test_what_is_to_be_added_is_written_once_it_is_recorded(empty: str) -> None:
    at = say(open_page("drafting", empty, section="overview.platform"), "加上普法直播4场")
    assert "记下之后就写进建议里" in words(at)
    assert not keys(at, "compare_")
    press(at, keys(at, "told_record_")[0])
    answered(at)
    assert keys(at, "compare_")
    assert "直播" in words(at)


def test_what_was_changed_on_its_card_is_added_as_it_was_recorded(empty: str) -> None:
    at = say(open_page("drafting", empty, section="overview.platform"), "加上普法直播4场")
    press(at, keys(at, "told_change_")[0])
    box = next(item for item in at.text_input if item.key.startswith("told_value_"))
    box.set_value("5")
    press(at, next(button.key for button in at.button if button.key and "told_save_" in button.key))
    answered(at)
    assert keys(at, "compare_")
    assert not keys(at, "told_new_")
    assert "已记录" not in words(at)


def test_what_is_to_be_added_is_written_when_the_last_card_is_left_alone(empty: str) -> None:
    at = say(open_page("drafting", empty, section="overview.platform"), "加上普法直播4场，加上网络问卷2次")
    press(at, keys(at, "told_record_")[0])
    assert not keys(at, "compare_")
    press(at, keys(at, "told_drop_")[0])
    answered(at)
    assert keys(at, "compare_")
    assert "直播" in words(at)


# ---- asked


def test_one_question_after_the_other_by_press_and_by_line(desk: Desk, half: str) -> None:
    at = open_page("drafting", half, section="whole")
    press(at, "begin_interview")
    first = desk.interviewing.questions(half)[0]
    assert first.question in words(at)
    assert "已答 0 /" in at.get("progress")[0].proto.text
    say(at, f"7{first.unit}")
    assert first.id in desk.reports.open(half).report.answers
    second = desk.interviewing.questions(half)[0]
    assert second.question in words(at)
    press(at, keys(at, "answer_whole_")[0])
    assert second.id in desk.reports.open(half).report.answers
    assert "已答 2 /" in at.get("progress")[0].proto.text
    without_english(at)


def test_a_question_is_put_off_and_the_asking_left_and_taken_up(desk: Desk, half: str) -> None:
    at = open_page("drafting", half, section="whole")
    press(at, "begin_interview")
    first = desk.interviewing.questions(half)[0]
    press(at, "question_later")
    assert desk.interviewing.questions(half)[-1].id == first.id
    press(at, "interview_leave")
    assert not keys(at, "question_later")
    press(at, "begin_interview")
    assert keys(at, "question_later")


def test_a_request_while_a_question_is_open_is_done(desk: Desk, half: str) -> None:
    at = open_page("drafting", half, section="whole")
    press(at, "begin_interview")
    say(at, "起草全文")
    assert keys(at, "open_draft_") or keys(at, "open_bare_")
    assert desk.reports.open(half).report.answers == {}


def test_a_section_asks_beside_its_text(desk: Desk, half: str) -> None:
    at = open_page("drafting", half, section="other")
    fees = "topic:信息处理费"
    assert "信息处理费" in words(at)
    press(at, next(key for key in keys(at, "answer_other_") if key.endswith("_0")))
    assert fees in desk.reports.open(half).report.answers
    at = open_page("drafting", half, section="overview.supervision")
    asked = desk.interviewing.questions(half, "overview.supervision")
    number = next(at for at, one in enumerate(asked[:3]) if one.kind == "count")
    press(at, [key for key in keys(at, "answer_overview-supervision_") if key.endswith("_own")][number])
    assert at.chat_input[0].placeholder == f"回答：{asked[number].question}"
    say(at, f"9{asked[number].unit}")
    assert asked[number].id in desk.reports.open(half).report.answers
    say(at, "今年开会研究政务公开工作3次")
    assert keys(at, "told_record_")


def test_nothing_is_asked_twice_on_a_page(desk: Desk, half: str) -> None:
    section = "overview.supervision"
    notes = [Note(section, "组织业务培训"), Note(section, "弄得挺热闹的")]
    desk.reports.set_notes(half, notes, who=CLERK)
    at = open_page("drafting", half, section=section)
    press(at, "way_facts")
    answered(at)
    say(at, "起草")
    [proposal] = desk.words.propose(half, section, "facts")
    assert proposal.asks
    shown = words(at)
    assert all(shown.count(ask) == 2 for ask in proposal.asks), "once on each of two cards"
    for question in desk.interviewing.questions(half, section):
        assert shown.count(question.question) <= 1


# ---- the whole drafted


def test_the_whole_is_drafted_looked_at_and_taken(desk: Desk, empty: str) -> None:
    notes = [
        Note("overview.active", "开设涉企政策专栏，集中发布惠企政策"),
        Note("overview.platform", "完成门户网站改版"),
        Note("overview.supervision", "把政务公开纳入年度考核"),
    ]
    desk.reports.set_notes(empty, notes, who=CLERK)
    at = open_page("drafting", empty)
    press(at, "begin_draft_all")
    answered(at)
    assert desk.reports.open(empty).report.section("overview.active") == ""
    assert keys(at, "open_bare_")
    one = next(key for key in keys(at, "take_draft_") if key.endswith("overview-active"))
    press(at, one)
    assert "专栏" in desk.reports.open(empty).report.section("overview.active")
    press(at, keys(at, "take_drafts_")[0])
    assert "改版" in desk.reports.open(empty).report.section("overview.platform")
    assert not keys(at, "take_draft_")
    without_english(at)
    press(at, next(key for key in keys(at, "open_draft_") if key.endswith("overview-platform")))
    assert at.query_params["section"] == "overview.platform"


def test_a_draft_whose_figures_have_changed_since_is_not_taken(desk: Desk, empty: str) -> None:
    desk.reports.set_indicators(empty, [Indicator("普法直播", Decimal(4), "场", "overview.platform")], who=CLERK)
    at = open_page("drafting", empty)
    press(at, "begin_draft_all")
    answered(at)
    assert any(key.endswith("overview-platform") for key in keys(at, "take_draft_"))
    desk.reports.set_indicators(empty, [Indicator("普法直播", Decimal(5), "场", "overview.platform")], who=CLERK)
    at.run()
    assert not any(key.endswith("overview-platform") for key in keys(at, "take_draft_"))
    assert "起草之后数据有变化" in words(at)


# ---- where it was told


def test_tables_say_where_a_number_was_told_and_what_is_only_planned(desk: Desk, empty: str) -> None:
    at = say(open_page("drafting", empty), "今年搞了3场培训，没有人因为公开的事被追责")
    press(at, keys(at, "told_all_")[0])
    assert "对话，本机用户（经办人）" in words(open_page("figures_page", empty, tab="indicators"))
    desk.reports.set_notes(
        empty, [*desk.reports.open(empty).report.notes, Note("overview.platform", "明年准备改版门户网站")], who=CLERK
    )
    said = words(open_page("figures_page", empty, tab="notes"))
    assert "第 1 行：对话，本机用户（经办人）" in said
    assert "第 1 行：计划" in said


def test_a_number_typed_over_one_that_was_told_is_no_longer_from_the_conversation(desk: Desk, empty: str) -> None:
    at = say(open_page("drafting", empty), "今年搞了3场培训")
    press(at, keys(at, "told_record_")[0])
    at = open_page("figures_page", empty, tab="indicators")
    at.text_input(key=f"indicator_{empty}_{TRAINING}_value").set_value("5").run()
    assert indicators(desk, empty)[TRAINING] == Indicator(TRAINING, Decimal(5), "场", "overview.supervision")


def test_a_number_known_only_about_is_shown_and_typed_as_such(desk: Desk, empty: str) -> None:
    desk.reports.set_indicators(empty, [Indicator("微博发布", Decimal(1000), "条", about="over")], who=CLERK)
    at = open_page("figures_page", empty, tab="indicators")
    box = f"indicator_{empty}_微博发布_value"
    assert at.text_input(key=box).value == "1000余"
    at.text_input(key=box).set_value("近1200条").run()
    assert (indicators(desk, empty)["微博发布"].value, indicators(desk, empty)["微博发布"].about) == (1200, "under")
    assert at.text_input(key=box).value == "近1200"


def test_the_material_of_a_section_says_what_was_noted_and_no_more(desk: Desk, empty: str) -> None:
    told = Indicator("微博发布", Decimal(1000), "条", "overview.platform", about="over")
    desk.reports.set_indicators(empty, [told], who=CLERK)
    desk.reports.set_notes(empty, [Note("overview.platform", "上线“一网*通查*”$专区$")], who=CLERK)
    said = words(open_page("drafting", empty, section="overview.platform"))
    assert "微博发布：1000余条" in said
    assert r"上线“一网\*通查\*”\$专区\$" in said


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("1. 二", r"1\. 二"),
        ("- 三", r"\- 三"),
        ("> 四", r"\> 四"),
        ("**五**[六]", r"\*\*五\*\*\[六\]"),
        ("15:30—16时", r"15\:30—16时"),
        ("“近100条”，2025年", "“近100条”，2025年"),
    ],
)
def test_markdown_shows_words_as_they_were_written(written: str, shown: str) -> None:
    assert as_it_stands(written) == shown
