"""Remarks follow the words they are about, are answered, and are dealt with."""

from dataclasses import replace

import pytest
from people import CLERK, EDITOR, KEEPER, LEADER

from assistant.errors import Forbidden, NotFound, UsageError
from assistant.report import Report
from assistant.review import State
from assistant.review.anchoring import anchor, sentence_of

FIRST = "一是政策解读形式比较单一，图解和视频较少。"
SECOND = "二是依申请公开的答复文书不够规范。"
SECTIONS = {
    "problems": FIRST + SECOND,
    "improvements": "加强培训，规范答复。",
    "overview.active": "全年公开一百条。",
}


@pytest.mark.parametrize(
    ("changed", "place", "words", "became"),
    [
        ({}, "problems", "图解和视频较少", ""),
        ({"problems": SECOND + FIRST}, "problems", "图解和视频较少", ""),
        ({"problems": SECOND + "三是" + FIRST[2:]}, "problems", "图解和视频较少", ""),
        (
            {"problems": "一是政策解读的形式还比较单一，图解、视频不多。" + SECOND},
            "problems",
            "一是政策解读的形式还比较单一，图解、视频不多。",
            "changed",
        ),
        ({"problems": SECOND, "improvements": "制作图解。" + FIRST}, "improvements", "图解和视频较少", ""),
        ({"problems": SECOND}, "problems", "图解和视频较少", "gone"),
        ({"problems": ""}, "problems", "图解和视频较少", "gone"),
    ],
)
def test_a_remark_follows_its_words(changed, place, words, became):
    sentence = sentence_of(SECTIONS["problems"], "图解和视频较少")
    assert sentence == FIRST
    found = anchor("problems", "图解和视频较少", sentence, {**SECTIONS, **changed})
    assert (found.place, found.words) == (place, words)
    assert (found.changed, found.gone) == (became != "", became == "gone")


@pytest.mark.parametrize(("place", "quote"), [("T3.received.natural_person", "12"), ("problems", ""), ("T3", "新收")])
def test_a_remark_on_a_cell_or_on_a_whole_section_stays_where_it_is(place, quote):
    found = anchor(place, quote, "", SECTIONS)
    assert (found.place, found.words, found.changed) == (place, quote, False)


def test_remarks_are_answered_and_dealt_with_under_their_names(desk):
    report = Report(organ="虚构县教育局", year=2025, title="", sections=SECTIONS)
    report_id = desk.store.reports.create(report)
    desk.reviewing.comment(report_id, "problems", "请写具体", who=LEADER, quote="图解和视频较少")
    desk.reports.set_section(report_id, "problems", SECOND + FIRST.replace("较少", "只有三个"), who=CLERK)
    (remark,) = desk.reviewing.remarks(desk.reports.open(report_id))
    assert remark.anchor.words == FIRST.replace("较少", "只有三个")
    assert remark.anchor.changed
    desk.reviewing.reply(remark.comment.id, "已改为三个", who=CLERK)
    (remark,) = desk.reviewing.remarks(desk.reports.open(report_id))
    desk.reviewing.reply(remark.answers[0].id, "好的", who=LEADER)
    (remark,) = desk.reviewing.remarks(desk.reports.open(report_id))
    assert [(one.text, one.actor) for one in remark.answers] == [
        ("已改为三个", CLERK.signature),
        ("好的", LEADER.signature),
    ]
    desk.reviewing.resolve(remark.comment.id, who=EDITOR)
    assert desk.reviewing.remarks(desk.reports.open(report_id))[0].comment.resolved
    acts = [entry.act for entry in desk.store.audit.entries(report_id)]
    assert acts == ["处理批注", "批注", "批注", "修改文字", "批注"]
    with pytest.raises(UsageError, match="回复内容是空的"):
        desk.reviewing.reply(remark.comment.id, " ", who=CLERK)
    with pytest.raises(NotFound):
        desk.reviewing.reply("none", "有吗", who=CLERK)
    desk.store.reports.set_head(report_id, state=State.APPROVED)
    for who in (CLERK, KEEPER, replace(EDITOR, member={})):
        with pytest.raises(Forbidden):
            desk.reviewing.reply(remark.comment.id, "还想说", who=who)
