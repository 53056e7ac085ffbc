"""Details in the interview: one after the other a note gets what it lacks; other talk leaves the question open."""

import pytest

from assistant.desk.conversation.told_cards import cards_of
from assistant.desk.work import Who
from assistant.listening.told import Told
from assistant.review import Role

CLERK = Who("甲", Role.CLERK)
TOLD = [
    ("overview.management", "出了个加强供水信息公开的意见"),
    ("overview.platform", "网站新开了一个专栏"),
    ("overview.supervision", "业务培训搞了"),
    ("problems", "解读形式单一"),
]


@pytest.fixture
def report_id(desk):
    new = desk.reports.start("虚构县水务局", 2025, who=CLERK)
    facts = [Told("note", "", section, text) for section, text in TOLD]
    desk.recording.record(new, facts, who=CLERK)
    return new


def notes(desk, report_id):
    return {note.aspect: note.text for note in desk.reports.open(report_id).report.notes}


def detail(desk, report_id, kind):
    """The open question of this kind."""
    found = desk.interviewing.questions(report_id)
    return next(one for one in found if one.source == "details" and one.id.endswith(f":{kind}"))


def open_ids(desk, report_id):
    return [one.id for one in desk.interviewing.questions(report_id)]


def test_an_interview_walks_through_the_details(desk, report_id):
    """Each answer completes its note where it stands, as a card that is recorded; none is asked again."""
    said = {
        "title": "印发的是《关于进一步加强供水信息公开的意见》",
        "name": "叫节水直通车",
        "count": "2场，90人次",
        "instance": "主要是文字多、图解少",
    }
    for kind, answer in said.items():
        question = detail(desk, report_id, kind)
        answered = desk.talking.say(report_id, "", answer, who=CLERK, question=question.id)
        assert not answered.text
        assert question.id not in open_ids(desk, report_id)
    assert notes(desk, report_id) == {
        "overview.management": "出台《关于进一步加强供水信息公开的意见》",
        "overview.platform": "网站新开了一个“节水直通车”专栏",
        "overview.supervision": "业务培训搞了",
        "problems": "解读形式单一，表现为文字多、图解少",
    }
    counted = {item.name: item.value for item in desk.reports.open(report_id).report.indicators}
    assert counted == {"政务公开培训": 2, "培训参加人员": 90}
    draft = desk.words.propose(report_id, "overview.management", "facts")[0].text
    assert draft.count("意见》") == 1


@pytest.mark.parametrize("said", ["微博发了118条", "今天天气不错", "全称是什么意思？", "不对，是去年出的"])
def test_other_talk_leaves_the_question_open(desk, report_id, said):
    """It is heard as any other message, and the note stays as it was."""
    question = detail(desk, report_id, "title")
    desk.talking.say(report_id, "", said, who=CLERK, question=question.id)
    assert question.id in open_ids(desk, report_id)
    assert notes(desk, report_id) == dict(TOLD)


@pytest.mark.parametrize("said", ["没有了", "就这些", "不知道", "没有正式名称"])
def test_nothing_to_add_settles_it(desk, report_id, said):
    """Nothing is recorded, and nobody asks again."""
    question = detail(desk, report_id, "title")
    desk.talking.say(report_id, "", said, who=CLERK, question=question.id)
    assert question.id not in open_ids(desk, report_id)
    assert notes(desk, report_id) == dict(TOLD)


def test_withheld_names_are_told_in_the_interview(desk, report_id):
    """The name is neither recorded nor kept as the answer, and the clerk reads that it is not."""
    question = detail(desk, report_id, "instance")
    desk.talking.say(report_id, "", "解读都由张三负责，他一个人做不过来", who=CLERK, question=question.id)
    assert "张三" not in notes(desk, report_id)["problems"]
    assert "张三" not in "".join(desk.reports.open(report_id).report.answers.values())
    turn = desk.words.history(report_id, "")[-1]
    assert "人员姓名不会记录" in turn.text
    assert cards_of(turn.content)[0].told.text == notes(desk, report_id)["problems"]


def test_what_a_table_refuses_is_not_taken_for_answered(desk, report_id):
    """A total whose parts nobody told is not recorded, and the question stays."""
    question = next(one for one in desk.interviewing.questions(report_id) if one.id == "tables:no_requests")
    followed = desk.interviewing.answer_question(report_id, question.id, "收到申请99件", who=CLERK)
    assert followed.recorded.refused
    assert not followed.settled
    assert question.id in open_ids(desk, report_id)
    assert question.id not in desk.reports.open(report_id).report.answers
