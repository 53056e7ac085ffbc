"""The conversation at the desk, on a store of its own: what is told, recorded, asked, answered and drafted."""

from dataclasses import replace
from decimal import Decimal

import pytest
from people import KEEPER

from assistant.desk import Who
from assistant.desk.conversation.told_cards import cards_of
from assistant.desk.conversation.whole_requests import whole_request
from assistant.draft import Reply
from assistant.errors import Forbidden, UsageError
from assistant.figures import Indicator, Note
from assistant.listening.requests import section_named
from assistant.listening.told import Told
from assistant.review import Role
from assistant.settings import shipped

CLERK, LEADER = Who("甲", Role.CLERK), Who("丙", Role.LEADER)
CELL = "T3.received.natural_person"
FEES = "topic:信息处理费"


@pytest.fixture
def report_id(desk):
    return desk.reports.start("虚构县司法局", 2025, who=CLERK)


@pytest.fixture
def after_a_year(desk):
    """A report that has last year's beside it, with cells carried over and locked."""
    data = (shipped("corpus") / "demo/2024.json").read_bytes()
    last = desk.archive.add("2024.json", data, who=KEEPER)
    return desk.reports.start(last.report.organ, 2025, last_id=last.archive_id, who=CLERK)


def cards(desk, report_id, section=""):
    """The newest cards of a conversation, and the turn that holds them."""
    turn = next(turn for turn in reversed(desk.words.history(report_id, section)) if turn.content.get("told"))
    return turn.id, cards_of(turn.content)


def states(desk, report_id, section=""):
    return [card.state for card in cards(desk, report_id, section)[1]]


def told(desk, report_id, message, section=""):
    return desk.talking.say(report_id, section, message, who=CLERK)


def indicators(desk, report_id):
    return {item.name: item for item in desk.reports.open(report_id).report.indicators}


# ---- applicants told apart ----

SPLIT = "全年收到申请21件，自然人18个，企业3个"


def received(desk, report_id):
    figures = desk.reports.open(report_id).report.figures
    return [figures.get(f"T3.received.{column}") for column in ("natural_person", "business", "research")]


def test_what_makes_up_a_row_is_recorded_together_and_the_rest_is_none(desk, report_id):
    answered = told(desk, report_id, SPLIT)
    recorded = desk.recording.record_cards(report_id, answered.message, range(2), who=CLERK)
    assert not recorded.differing
    assert received(desk, report_id) == [18, 3, 0]


def test_one_of_them_recorded_alone_makes_nothing_of_the_other(desk, report_id):
    answered = told(desk, report_id, SPLIT)
    desk.recording.record_cards(report_id, answered.message, [0], who=CLERK)
    assert received(desk, report_id) == [18, None, None]
    recorded = desk.recording.record_cards(report_id, answered.message, [1], who=CLERK)
    assert not recorded.differing
    assert received(desk, report_id) == [18, 3, 0]


def test_with_one_of_them_left_alone_the_rest_is_not_known(desk, report_id):
    answered = told(desk, report_id, SPLIT)
    desk.recording.drop_cards(report_id, answered.message, [1], who=CLERK)
    desk.recording.record_cards(report_id, answered.message, [0], who=CLERK)
    assert received(desk, report_id) == [18, None, None]


def test_what_is_not_wanted_any_more_is_named_where_it_is_recorded(desk, report_id):
    desk.reports.set_indicators(report_id, [Indicator("参训人员", None, "人次", "overview.supervision")], who=CLERK)
    assert "没有记录这一项" in told(desk, report_id, "培训那个不要了").text
    answered = told(desk, report_id, "搞了5场培训")
    desk.recording.record_cards(report_id, answered.message, [0], who=CLERK)
    said = told(desk, report_id, "培训那个不要了").text
    assert "已经记录的“政务公开培训”，请在“数据填报”" in said


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("我们没有行政强制这个要写吗", "没有发生的填0，不能空着"),
        ("信息处理费怎么写", "没有收的写“未收取信息处理费”"),
        ("追责要不要写", "各级人民政府要写"),
        ("培训要写吗", "写在“监督保障”"),
        ("这个咋弄啊，我第一次写", "您说的是哪件事"),
    ],
)
def test_whether_and_how_a_thing_is_written_is_answered(desk, report_id, asked, answer):
    answered = told(desk, report_id, asked)
    assert answer in answered.text
    assert not answered.told


# ---- what was told and waits ----


def test_what_sank_out_of_sight_is_offered_once_more_in_one_place(desk, report_id):
    for message in ("微博发了118条", "抖音发了58条", "搞了3场培训", "微博发了118条", "抖音发了60条"):
        told(desk, report_id, message)
    turn, _ = cards(desk, report_id)
    waiting = desk.waiting.facts(report_id)
    assert sorted(str(fact.value) for fact in waiting) == ["118", "3", "60"]
    assert len(desk.waiting.facts(report_id, seen=[turn])) == 2
    assert desk.waiting.gather(report_id, who=CLERK) == 3
    gathered, offered = cards(desk, report_id)
    assert gathered != turn
    assert [card.state for card in offered] == ["open"] * 3
    desk.recording.record_cards(report_id, gathered, range(3), who=CLERK)
    assert len(indicators(desk, report_id)) == 3
    assert desk.waiting.facts(report_id) == []
    assert desk.waiting.gather(report_id, who=CLERK) == 0


def test_what_waits_is_told_with_the_whole_draft(desk, report_id):
    told(desk, report_id, "微博发了118条")
    desk.whole.draft_all(report_id, who=CLERK)
    assert "还有1项没有记下，没有写进去" in desk.words.history(report_id, "")[-1].text


# ---- told and recorded


def test_what_is_told_is_offered_and_nothing_is_written(desk, report_id):
    answered = told(desk, report_id, "今年搞了3场培训，没有人因为公开的事被追责")
    assert [fact.kind for fact in answered.told] == ["indicator", "note"]
    report = desk.reports.open(report_id).report
    assert (report.indicators, report.notes) == ((), ())
    assert states(desk, report_id) == ["open", "open"]


@pytest.mark.parametrize(
    ("number", "typed"),
    [
        ("13812345678", "电话13812345678"),
        ("11010119900307123X", "身份证11010119900307123X"),
        ("abc", "邮箱abc@163.com"),
    ],
)
def test_numbers_by_which_a_person_is_found_are_not_kept_with_what_was_typed(desk, report_id, number, typed):
    told(desk, report_id, f"培训办了12场，{typed}")
    kept = [turn.text for turn in desk.words.history(report_id, "") if turn.speaker == "person"]
    assert "培训办了12场" in kept[-1]
    assert "×" in kept[-1]
    assert number not in kept[-1]


def test_recorded_cards_say_who_told_them_and_are_not_offered_again(desk, report_id):
    told(desk, report_id, "今年搞了3场培训，没有人因为公开的事被追责")
    message, _ = cards(desk, report_id)
    recorded = desk.recording.record_cards(report_id, message, [0, 1], who=CLERK)
    assert len(recorded.done) == 2
    report = desk.reports.open(report_id).report
    assert (report.indicators[0].value, report.notes[0].aspect) == (3, "overview.supervision")
    assert report.indicators[0].origin.startswith("对话，甲（经办人），20")
    assert report.notes[0].origin == report.indicators[0].origin
    assert desk.reviewing.trail(report_id)[0].act == "对话记录"
    assert states(desk, report_id) == ["recorded", "recorded"]
    again = desk.recording.record_cards(report_id, message, [0, 1], who=CLERK)
    assert again.done == ()
    assert len(desk.reports.open(report_id).report.notes) == 1


def test_what_is_told_twice_is_said_to_be_recorded_already(desk, report_id):
    told(desk, report_id, "今年搞了3场培训")
    desk.recording.record_cards(report_id, cards(desk, report_id)[0], [0], who=CLERK)
    answered = told(desk, report_id, "今年办了3场培训")
    assert answered.told == ()
    assert "已经记录过了：政务公开培训 3场" in answered.text


def test_a_card_left_alone_is_not_recorded_with_the_others(desk, report_id):
    told(desk, report_id, "今年搞了3场培训，做了6张展板")
    message, _ = cards(desk, report_id)
    desk.recording.drop_cards(report_id, message, [0], who=CLERK)
    desk.recording.record_cards(report_id, message, [0, 1], who=CLERK)
    assert [item.value for item in indicators(desk, report_id).values()] == [6]
    assert states(desk, report_id) == ["dropped", "recorded"]


def test_a_card_is_recorded_as_the_person_changed_it(desk, report_id):
    told(desk, report_id, "今年搞了3场培训")
    message, (card,) = cards(desk, report_id)
    changed = replace(card.told, name="依申请公开培训", value=Decimal(4))
    desk.recording.record_cards(report_id, message, [0], who=CLERK, changed={0: changed})
    assert indicators(desk, report_id)["依申请公开培训"].value == 4
    assert cards(desk, report_id)[1][0].told.name == "依申请公开培训"


def test_what_is_known_only_about_is_recorded_as_that(desk, report_id):
    told(desk, report_id, "微博大概发了1000多条")
    desk.recording.record_cards(report_id, cards(desk, report_id)[0], [0], who=CLERK)
    (known,) = indicators(desk, report_id).values()
    assert (known.value, known.unit, known.about) == (1000, "条", "over")


def test_another_value_than_the_recorded_one_waits_until_a_person_chooses(desk, report_id):
    desk.reports.set_indicators(report_id, [Indicator("普法直播", Decimal(12), "场")], who=CLERK)
    answered = told(desk, report_id, "普法直播搞了4场")
    assert answered.told[0].conflict == "12"
    assert "1项与已记录的不同" in answered.text
    message, _ = cards(desk, report_id)
    assert 0 in desk.recording.record_cards(report_id, message, [0], who=CLERK).differing
    assert indicators(desk, report_id)["普法直播"].value == 12
    assert states(desk, report_id) == ["open"]
    desk.recording.record_cards(report_id, message, [0], who=CLERK, settled=True)
    assert indicators(desk, report_id)["普法直播"].value == 4


def test_a_choice_between_two_values_never_overwrites_a_third_nobody_saw(desk, report_id):
    desk.reports.set_indicators(report_id, [Indicator("普法直播", Decimal(12), "场")], who=CLERK)
    told(desk, report_id, "普法直播搞了4场")
    message, _ = cards(desk, report_id)
    desk.reports.set_indicators(report_id, [Indicator("普法直播", Decimal(15), "场")], who=CLERK)
    recorded = desk.recording.record_cards(report_id, message, [0], who=CLERK, settled=True)
    assert recorded.differing[0].conflict == "15"
    assert indicators(desk, report_id)["普法直播"].value == 15
    assert cards(desk, report_id)[1][0].told.conflict == "15"


def test_what_somebody_recorded_meanwhile_is_shown_not_overwritten(desk, report_id):
    told(desk, report_id, "普法直播搞了4场")
    desk.reports.set_indicators(report_id, [Indicator("普法直播", Decimal(12), "场")], who=CLERK)
    desk.recording.record_cards(report_id, cards(desk, report_id)[0], [0], who=CLERK)
    assert cards(desk, report_id)[1][0].told.conflict == "12"


def test_a_cell_is_recorded_and_a_locked_one_refused_with_its_sentence(desk, after_a_year):
    told(desk, after_a_year, "收到申请12件，都是个人提的")
    desk.recording.record_cards(after_a_year, cards(desk, after_a_year)[0], [0], who=CLERK)
    assert desk.reports.open(after_a_year).report.figures.get(CELL) == 12
    locked = "T3.carried_in.natural_person"
    fact = Told("figure", "", "overview.on_request", "上年结转99件", Decimal(99), "件", locked, conflict="2")
    recorded = desk.recording.record(after_a_year, [fact], who=CLERK, settled=True)
    assert "已锁定" in recorded.refused[0]
    assert desk.reports.open(after_a_year).report.figures.get(locked) != 99


@pytest.mark.parametrize(
    ("message", "cells"),
    [
        ("今年没有收到申请", {"T3.received.natural_person": 0, "T3.received.business": 0}),
        ("没有行政复议，也没有诉讼", {"T4.review.upheld": 0, "T4.direct.upheld": 0, "T4.after_review.pending": 0}),
    ],
)
def test_that_there_was_none_is_recorded_in_every_cell_a_total_sums(desk, report_id, message, cells):
    told(desk, report_id, message)
    turn, offered = cards(desk, report_id)
    recorded = desk.recording.record_cards(report_id, turn, range(len(offered)), who=CLERK)
    assert not recorded.refused
    figures = desk.reports.open(report_id).report.figures
    assert {code: figures.get(code) for code in cells} == cells


def test_a_total_whose_parts_nobody_told_is_refused_with_what_to_say(desk, report_id):
    told(desk, report_id, "收到申请12件")
    recorded = desk.recording.record_cards(report_id, cards(desk, report_id)[0], [0], who=CLERK)
    assert "请说明分项" in recorded.refused[0]
    assert states(desk, report_id) == ["open"]


def test_a_total_told_before_its_parts_is_recorded_after_them(desk, report_id):
    facts = [
        Told("figure", "", "overview.on_request", "", Decimal(value), "件", f"T3.received.{column}")
        for column, value in {"total": 12, "natural_person": 8, "business": 4}.items()
    ]
    assert desk.recording.record(report_id, facts, who=CLERK).refused == {}
    assert desk.reports.open(report_id).report.figures.get("T3.received.research") == 0


def test_a_total_writes_over_no_locked_cell(desk, after_a_year):
    before = desk.reports.open(after_a_year).report.figures
    fact = Told("figure", "", "overview.on_request", "", Decimal(0), "件", "T3.carried_in.total", conflict="2")
    recorded = desk.recording.record(after_a_year, [fact], who=CLERK, settled=True)
    assert recorded.done == ()
    assert desk.reports.open(after_a_year).report.figures == before


def test_a_cell_known_only_about_is_not_recorded_and_no_other_value_is_made_up(desk, report_id):
    told(desk, report_id, "收到个人申请8件")
    turn, offered = cards(desk, report_id)
    changed = {0: replace(offered[0].told, value=Decimal(80), about="over")}
    recorded = desk.recording.record_cards(report_id, turn, [0], who=CLERK, changed=changed)
    assert "准确" in recorded.refused[0]
    assert cards(desk, report_id)[1][0].told.conflict is None
    assert desk.reports.open(report_id).report.figures.get(CELL) is None


def test_who_may_not_change_the_report_records_nothing(desk, report_id):
    told(desk, report_id, "今年搞了3场培训")
    message, _ = cards(desk, report_id)
    for refused in (
        lambda: desk.recording.record_cards(report_id, message, [0], who=LEADER),
        lambda: desk.recording.drop_cards(report_id, message, [0], who=LEADER),
        lambda: desk.interviewing.answer_question(report_id, FEES, "没有收取", who=LEADER),
        lambda: desk.interviewing.later(report_id, FEES, who=LEADER),
        lambda: desk.whole.draft_all(report_id, who=LEADER),
    ):
        with pytest.raises(Forbidden):
            refused()
    assert states(desk, report_id) == ["open"]


def test_a_message_that_tells_and_asks_is_answered_in_both(desk, report_id):
    desk.reports.set_notes(report_id, [Note("overview.active", "开设涉企政策专栏")], who=CLERK)
    answered = told(desk, report_id, "今年开了2场新闻发布会。写一段", "overview.active")
    assert [fact.value for fact in answered.told] == [2]
    assert "专栏" in answered.proposals[0].text
    turn = desk.words.history(report_id, "overview.active")[-1]
    assert len(turn.content["told"]) == len(turn.content["proposals"][:1]) == 1


def test_what_was_not_clear_is_asked_in_one_question(desk, report_id):
    answered = told(desk, report_id, "培训搞了三四场吧")
    assert len(answered.asks) == 1
    assert answered.asks[0].question in answered.text


# ---- the whole report


def test_the_whole_reports_conversation_knows_what_is_wanted_of_it(desk, report_id):
    assert told(desk, report_id, "起草全文").wanted == "draft_all"
    assert told(desk, report_id, "我们一问一答吧").wanted == "interview"
    missing = told(desk, report_id, "还缺什么")
    assert desk.interviewing.questions(report_id)[0].question in missing.text
    assert "哪一节" in told(desk, report_id, "更简短").text
    assert told(desk, report_id, "主动公开这一节写一段").proposals[0].section == "overview.active"


def test_taking_all_is_pointed_to_only_where_something_was_drafted(desk, report_id):
    assert "还没有起草全文" in told(desk, report_id, "全部采用").text
    desk.whole.draft_all(report_id, who=CLERK)
    assert "点“全部采用”" in told(desk, report_id, "全部采用").text


@pytest.mark.parametrize(
    ("message", "section"),
    [
        ("依申请公开那一节短一点", "overview.on_request"),
        ("平台建设怎么没有写微博", "overview.platform"),
        ("问题部分写得太满了", "problems"),
        ("写得太长了", ""),
    ],
)
def test_a_section_is_known_by_what_people_call_it(message, section):
    assert section_named(message) == section


def test_asking_for_one_section_is_no_asking_for_all():
    assert whole_request("把主动公开写全文一样长").section == "overview.active"


# ---- asked and answered


def counted(desk, report_id):
    """A question whose answer is a number of the organ's own, as last year's text has one."""
    return next(one for one in desk.interviewing.questions(report_id) if one.kind == "count" and one.name)


def test_an_answer_records_its_facts_and_the_question_is_not_asked_again(desk, after_a_year):
    before = desk.interviewing.progress(after_a_year)
    question = counted(desk, after_a_year)
    followed = desk.interviewing.answer_question(after_a_year, question.id, f"5{question.unit}", who=CLERK)
    assert followed.settled
    assert indicators(desk, after_a_year)[question.name].value == 5
    assert indicators(desk, after_a_year)[question.name].origin.startswith("对话，甲")
    assert question.id not in [one.id for one in desk.interviewing.questions(after_a_year)]
    assert desk.reports.open(after_a_year).report.answers == {question.id: f"5{question.unit}"}
    after = desk.interviewing.progress(after_a_year)
    assert (before.answered, after.answered) == (0, 1)
    with pytest.raises(UsageError, match="已经有了回答"):
        desk.interviewing.answer_question(after_a_year, question.id, "6", who=CLERK)


def test_a_quick_no_is_remembered(desk, after_a_year):
    desk.interviewing.answer_question(after_a_year, FEES, "没有收取", who=CLERK)
    assert FEES not in [one.id for one in desk.interviewing.questions(after_a_year)]
    assert desk.reports.open(after_a_year).report.answers[FEES] == "没有收取"


def test_an_answer_that_is_no_number_is_asked_again(desk, after_a_year):
    question = counted(desk, after_a_year)
    followed = desk.interviewing.answer_question(after_a_year, question.id, "三四个吧", who=CLERK)
    assert not followed.settled
    assert followed.ask
    assert question.id in [one.id for one in desk.interviewing.questions(after_a_year)]


def test_what_a_person_does_not_know_yet_is_put_off(desk, after_a_year):
    first = desk.interviewing.questions(after_a_year)[0].id
    desk.interviewing.answer_question(after_a_year, first, "不清楚", who=CLERK)
    assert desk.interviewing.questions(after_a_year)[-1].id == first
    assert desk.reports.open(after_a_year).report.answers == {}


def test_a_message_answers_the_question_in_hand_unless_it_asks_for_something(desk, after_a_year):
    question = counted(desk, after_a_year)
    asked = desk.talking.say(after_a_year, "", "起草全文", who=CLERK, question=question.id)
    assert asked.wanted == "draft_all"
    desk.talking.say(after_a_year, "", f"5{question.unit}", who=CLERK, question=question.id)
    assert indicators(desk, after_a_year)[question.name].value == 5
    turn = desk.words.history(after_a_year, "")[-2]
    assert turn.content["question"]["question"] == question.question


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("T2.normative.issued", "微博发了118条"),
        ("T2.normative.issued", "培训了3场"),
        ("政务公开培训", "微博发了118条"),
        ("普法直播", "培训了3场"),
        ("清理调整栏目", "微博发了118条"),
    ],
)
def test_a_number_of_other_work_is_no_answer_but_offered_as_what_it_is(desk, after_a_year, asked, message):
    question = next(one for one in desk.interviewing.questions(after_a_year) if asked in one.id)
    before = desk.reports.open(after_a_year).report
    desk.talking.say(after_a_year, "", message, who=CLERK, question=question.id)
    assert states(desk, after_a_year) == ["open"]
    assert desk.reports.open(after_a_year).report == before
    assert question in desk.interviewing.questions(after_a_year)


@pytest.mark.parametrize("message", ["3场", "今年就3场", "培训了3场", "组织大家培训，有3场"])
def test_a_number_of_the_work_asked_about_is_the_answer(desk, after_a_year, message):
    question = next(one for one in desk.interviewing.questions(after_a_year) if "政务公开培训" in one.id)
    desk.talking.say(after_a_year, "", message, who=CLERK, question=question.id)
    assert indicators(desk, after_a_year)["政务公开培训"].value == 3


def test_an_answer_to_a_question_somebody_else_answered_is_heard_as_a_statement(desk, report_id):
    desk.interviewing.answer_question(report_id, FEES, "没有收取", who=CLERK)
    said = desk.talking.say(report_id, "", "今年搞了3场培训", who=CLERK, question=FEES)
    assert [fact.name for fact in said.told] == ["政务公开培训"]


def test_what_was_typed_is_kept_when_the_answer_fails(desk, report_id, monkeypatch):
    def fail(*_args, **_options):
        raise RuntimeError

    monkeypatch.setattr(desk.words, "answer", fail)
    with pytest.raises(RuntimeError):
        told(desk, report_id, "更简短", section="other")
    assert [(turn.speaker, turn.text) for turn in desk.words.history(report_id, "other")] == [("person", "更简短")]


def test_a_model_may_hear_a_second_note_beside_the_first(desk, report_id, monkeypatch):
    second = Told("note", "", "overview.supervision", "配备专人负责政府信息公开工作")
    monkeypatch.setattr(desk.words, "answer", lambda *_args, **_options: Reply("", told=(second,)))
    said = told(desk, report_id, "没有人因为公开的事被追责。再换一种写法", section="overview.supervision")
    assert [fact.kind for fact in said.told] == ["note", "note"]
    assert said.told[1] == second


def test_what_is_put_off_comes_last(desk, after_a_year):
    ids = [one.id for one in desk.interviewing.questions(after_a_year)]
    first, second, rest = ids[0], ids[1], ids[2:]

    def order():
        return [one.id for one in desk.interviewing.questions(after_a_year)]

    desk.interviewing.later(after_a_year, first, who=CLERK)
    assert order() == [second, *rest, first]
    desk.interviewing.later(after_a_year, second, who=CLERK)
    assert order() == [*rest, first, second]
    desk.interviewing.later(after_a_year, first, who=CLERK)
    assert order() == [*rest, second, first]
    assert desk.words.history(after_a_year, "") == []


def test_answers_survive_a_kept_version_and_its_return(desk, after_a_year):
    desk.interviewing.answer_question(after_a_year, FEES, "没有收取", who=CLERK)
    number = desk.reviewing.keep_version(after_a_year, "问过一项", who=CLERK)
    question = counted(desk, after_a_year)
    desk.interviewing.answer_question(after_a_year, question.id, "5", who=CLERK)
    desk.reviewing.restore(after_a_year, number, who=CLERK)
    assert desk.reports.open(after_a_year).report.answers == {FEES: "没有收取"}


# ---- the whole drafted


def test_the_whole_is_drafted_beside_the_text_and_taken_where_it_is_still_empty(desk, report_id):
    notes = [Note("overview.active", "开设涉企政策专栏"), Note("overview.platform", "完成门户网站改版")]
    desk.reports.set_notes(report_id, notes, who=CLERK)
    desk.reports.set_section(report_id, "problems", "已经写了。", who=CLERK)
    seen = []
    desk.whole.draft_all(report_id, who=CLERK, on_progress=lambda *step: seen.append(step))
    assert seen[0] == ("导语", 0, len(seen))
    assert "problems" not in [item.section for item in _drafted(desk, report_id)]
    assert desk.reports.open(report_id).report.section("overview.active") == ""
    assert desk.words.history(report_id, "overview.active")[-1].content["proposals"]
    desk.reports.set_section(report_id, "overview.platform", "别人写的。", who=CLERK)
    taken = desk.whole.take_all(report_id, _drafted(desk, report_id), who=CLERK)
    assert "overview.active" in taken
    assert "overview.platform" not in taken
    report = desk.reports.open(report_id).report
    assert "专栏" in report.section("overview.active")
    assert report.section("overview.platform") == "别人写的。"


def test_stopped_it_keeps_what_is_done(desk, report_id):
    seen = []
    drafted = desk.whole.draft_all(
        report_id, who=CLERK, on_progress=lambda *step: seen.append(step), stopped=lambda: len(seen) == 3
    )
    assert len(drafted) == 3
    assert "已停止" in desk.words.history(report_id, "")[-1].text


def _drafted(desk, report_id):
    turn = next(turn for turn in reversed(desk.words.history(report_id, "")) if turn.content.get("drafted"))
    return desk.whole.drafted(turn.content)
