"""An edited Word file taken back: each change is found once, with whose it is, and nothing of here is overwritten."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from edited_files import Deed, edit
from hypothesis import given
from hypothesis import strategies as st
from kept_desk import finished, opened
from people import CLERK, EDITOR, LEADER

from assistant.desk import Desk, Found
from assistant.desk.edited_files.three_texts import fitted
from assistant.draft import apply
from assistant.errors import Conflict, Forbidden, UsageError
from assistant.report import UNWRITTEN
from assistant.settings import Settings

CELL = "T3.received.natural_person"
BASE = "组织培训三次。参加一百人。评议良好。"


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    made = opened(Settings(_env_file=None, home=tmp_path, demo=False))
    yield made
    made.close()


@pytest.fixture
def report_id(desk: Desk) -> str:
    kept = desk.store.reports.create(finished())
    desk.reports.set_section(kept, "overview.supervision", BASE, who=CLERK)
    return kept


def file(desk: Desk, report_id: str, *deeds: Deed) -> Any:
    name, data = desk.publishing.export(report_id, ".docx")
    return desk.reading_back.read(name, edit(data, deeds))


def changes(found: Found) -> list[tuple[str, str, str, str, bool]]:
    """Where, what it was, what it is, who tracked it, and whether it is a conflict."""
    return [
        (
            section,
            edit.fitted.change.before,
            edit.fitted.change.after,
            "、".join(hand.author for hand in edit.hands),
            edit.careful,
        )
        for section, (_, edits) in found.texts.items()
        for edit in edits
    ]


# ---- three texts ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("here", "file", "wanted", "all_taken"),
    [
        (BASE, "组织培训四次。参加一百人。评议良好。", [("三", "四", False)], "组织培训四次。参加一百人。评议良好。"),
        # changed here since, elsewhere in the text: both stand
        (
            "今年组织培训三次。参加一百人。评议良好。另有一项。",
            "组织培训三次。参加两百人。评议良好。",
            [("一", "两", False)],
            "今年组织培训三次。参加两百人。评议良好。另有一项。",
        ),
        # the same sentence changed otherwise: a conflict of whole sentences
        (
            "组织培训五次。参加一百人。评议良好。",
            "组织培训四次。参加一百人。评议良好。",
            [("组织培训五次。", "组织培训四次。", True)],
            "组织培训四次。参加一百人。评议良好。",
        ),
        # words before a sentence here, within it there: the same sentence all the same
        (
            "全年组织培训三次。参加一百人。评议良好。",
            "组织培训四次。参加一百人。评议良好。",
            [("全年组织培训三次。", "组织培训四次。", True)],
            "组织培训四次。参加一百人。评议良好。",
        ),
        # changed alike on both sides: nothing to do
        ("组织培训四次。参加一百人。评议良好。", "组织培训四次。参加一百人。评议良好。", [], None),
        # taken out here, reworded there
        (
            "参加一百人。评议良好。",
            "组织培训四次。参加一百人。评议良好。",
            [("", "组织培训四次。", True)],
            "组织培训四次。参加一百人。评议良好。",
        ),
        # a sentence put in on each side, at different places
        (
            "开头一句。" + BASE,
            BASE + "末尾一句。",
            [("", "末尾一句。", False)],
            "开头一句。" + BASE + "末尾一句。",
        ),
        # put in on both sides at the same place
        (
            BASE + "甲说一句。",
            BASE + "乙说另外的话。",
            [("甲说一句。", "乙说另外的话。", True)],
            BASE + "乙说另外的话。",
        ),
        # only changed here
        ("组织培训五次。参加一百人。评议良好。", BASE, [], None),
    ],
)
def test_a_file_s_changes_are_fitted_to_the_text_of_here(
    here: str, file: str, wanted: Any, all_taken: str | None
) -> None:
    found = fitted(BASE, here, file)
    assert [(one.change.before, one.change.after, one.conflict) for one in found] == wanted
    taken = apply(here, [one.change for one in found], {one.change.index for one in found})
    assert taken == (here if all_taken is None else all_taken)
    assert apply(here, [one.change for one in found], set()) == here


SENTENCES = st.sampled_from(
    [
        "组织培训三次。",
        "组织培训四次。",
        "今年组织培训三次。",
        "参加一百人。",
        "评议良好。",
        "\n",
        "另有一项",
        "一是人手少；",
    ]
)
TEXTS = st.lists(SENTENCES, max_size=5).map("".join)


@given(base=TEXTS, here=TEXTS, file=TEXTS)
def test_every_change_fits_where_it_stands_and_all_make_the_file_where_here_nothing_changed(
    base: str, here: str, file: str
) -> None:
    found = fitted(base, here, file)
    end = 0
    for one in found:
        change = one.change
        assert end <= change.start <= change.end <= len(here)
        assert here[change.start : change.end] == change.before
        end = change.end
    assert not fitted(base, here, base)
    assert not [one for one in fitted(base, here, here) if not one.conflict]
    unchanged = fitted(base, base, file)
    assert apply(base, [one.change for one in unchanged], {one.change.index for one in unchanged}) == file
    assert not any(one.conflict for one in unchanged)


def test_a_text_of_thousands_of_sentences_is_one_change() -> None:
    long = "".join(f"第{number}项已经办结。" for number in range(5000))
    [one] = fitted(BASE, BASE, long)
    assert (one.change.before, one.change.after, one.conflict) == (BASE, long, False)
    assert [found.conflict for found in fitted(BASE, BASE + "另有一项。", long)] == [True]
    assert not fitted(long, long, long)
    assert not fitted(long, BASE, long)


# ---- at the desk ------------------------------------------------------------------------------------------


def test_a_file_as_it_was_exported_has_nothing_to_take(desk: Desk, report_id: str) -> None:
    assert desk.reading_back.compare(report_id, file(desk, report_id)).is_empty


def test_a_file_as_it_was_exported_undoes_nothing_of_later(desk: Desk, report_id: str) -> None:
    old = file(desk, report_id)
    desk.reports.set_section(report_id, "overview.supervision", BASE + "新的一句。", who=CLERK)
    desk.reports.set_cells(report_id, {CELL: Decimal(99)}, who=CLERK)
    assert desk.reading_back.compare(report_id, old).is_empty
    later = replace(old, made=old.made + timedelta(hours=1))
    assert desk.reading_back.compare(report_id, later).cells, "a file made afterwards has them otherwise on purpose"
    assert desk.reading_back.compare(report_id, replace(old, made=None)).texts == {}, "the section once said that"


def test_what_a_version_put_back_changed_is_known_too(desk: Desk, report_id: str) -> None:
    old = file(desk, report_id)
    kept = desk.reviewing.keep_version(report_id, "", who=CLERK)
    desk.reports.set_section(report_id, "overview.supervision", "另写一段。", who=CLERK)
    newer = file(desk, report_id)
    desk.reviewing.restore(report_id, kept, who=CLERK)
    assert desk.reading_back.compare(report_id, old).is_empty
    assert desk.reading_back.compare(report_id, newer).is_empty


def test_tracked_changes_come_back_one_by_one_and_are_taken_or_left(desk: Desk, report_id: str) -> None:
    edited = file(
        desk,
        report_id,
        Deed("rewrite", "三次", "四次"),
        Deed("rewrite", "一百人", "一百二十人", by="王芳"),
        Deed("rewrite", CELL, "99", by="王芳"),
        Deed("comment", "评议良好", "谁评议的", by="赵强"),
    )
    found = desk.reading_back.compare(report_id, edited)
    assert changes(found) == [
        ("overview.supervision", "三", "四", "李明", False),
        ("overview.supervision", "", "二十", "王芳", False),
    ]
    assert [(one.code, one.now, one.file, one.hands[0].author) for one in found.cells] == [
        (CELL, Decimal(12), Decimal(99), "王芳")
    ]
    desk.reading_back.take_text(report_id, found, "overview.supervision", [0], who=CLERK)
    assert desk.store.reports.text(report_id, "overview.supervision") == BASE.replace("三次", "四次")
    assert not desk.reading_back.take_cells(report_id, found.cells, who=CLERK).refused
    desk.reading_back.take_comment(report_id, found.comments[0], who=CLERK)
    work = desk.reports.open(report_id)
    assert work.report.figures.values[CELL] == Decimal(99)
    [remark] = desk.reviewing.remarks(work)
    assert (remark.anchor.place, remark.anchor.words, remark.anchor.gone) == ("overview.supervision", "评议良好", False)
    assert remark.comment.text == "谁评议的（Word 文件中的批注，赵强，2026-01-05）"
    again = desk.reading_back.compare(report_id, edited)
    assert changes(again) == [("overview.supervision", "", "二十", "王芳", False)]
    assert [one.kept for one in again.comments] == [True]
    assert desk.store.audit.entries(report_id)[2].detail["way"] == "Word 修改稿（李明）"


def test_changes_without_tracking_come_back_too(desk: Desk, report_id: str) -> None:
    edited = file(desk, report_id, Deed("type", "三次", "四次"), Deed("type", CELL, "99"))
    found = desk.reading_back.compare(report_id, edited)
    assert changes(found) == [("overview.supervision", "三", "四", "", False)]
    assert [(one.code, one.file, one.hands) for one in found.cells] == [(CELL, Decimal(99), ())]


def test_what_was_changed_here_meanwhile_is_a_conflict(desk: Desk, report_id: str) -> None:
    edited = file(desk, report_id, Deed("rewrite", "三次", "四次"), Deed("rewrite", CELL, "99"))
    desk.reports.set_section(report_id, "overview.supervision", BASE.replace("三次", "五次"), who=CLERK)
    desk.reports.set_cells(report_id, {CELL: Decimal(50)}, who=CLERK)
    found = desk.reading_back.compare(report_id, edited)
    assert changes(found) == [("overview.supervision", "组织培训五次。", "组织培训四次。", "李明", True)]
    [cell] = found.cells
    assert (cell.now, cell.file, cell.base, cell.careful) == (Decimal(50), Decimal(99), Decimal(12), True)


def test_what_changes_after_the_comparison_is_not_overwritten(desk: Desk, report_id: str) -> None:
    edited = file(desk, report_id, Deed("rewrite", "三次", "四次"), Deed("rewrite", CELL, "99"))
    found = desk.reading_back.compare(report_id, edited)
    desk.reports.set_section(report_id, "overview.supervision", "整段重写。", who=EDITOR)
    desk.reports.set_cells(report_id, {CELL: Decimal(50)}, who=EDITOR)
    with pytest.raises(Conflict):
        desk.reading_back.take_text(report_id, found, "overview.supervision", [0], who=CLERK)
    refused = desk.reading_back.take_cells(report_id, found.cells, who=CLERK).refused
    assert refused == {
        CELL: "表三“一、本年新收政府信息公开申请数量”·自然人刚被别人改为50，您填的是99，没有覆盖，请核对。"
    }
    assert desk.reports.open(report_id).report.figures.values[CELL] == Decimal(50)


def test_a_cell_emptied_in_the_file_is_told_but_not_among_all(desk: Desk, report_id: str) -> None:
    found = desk.reading_back.compare(report_id, file(desk, report_id, Deed("rewrite", CELL)))
    assert [(one.code, one.file, one.careful) for one in found.cells] == [(CELL, None, True)]


def test_what_the_file_has_no_number_for_is_told(desk: Desk, report_id: str) -> None:
    found = desk.reading_back.compare(report_id, file(desk, report_id, Deed("rewrite", CELL, "约十")))
    assert not found.cells
    assert any("约十" in note and "无法识别" in note for note in found.notes)


def test_what_is_written_beside_the_mark_of_an_unwritten_section_is_that_section(desk: Desk, report_id: str) -> None:
    desk.reports.set_section(report_id, "overview.platform", "", who=CLERK)
    found = desk.reading_back.compare(report_id, file(desk, report_id, Deed("insert", UNWRITTEN, "维护栏目。")))
    assert changes(found) == [("overview.platform", "", "维护栏目。", "李明", False)]


def test_a_total_typed_in_the_file_is_told_and_not_taken(desk: Desk, report_id: str) -> None:
    found = desk.reading_back.compare(report_id, file(desk, report_id, Deed("rewrite", "T3.received.total", "777")))
    assert not found.cells
    [note] = [note for note in found.notes if "合计由程序计算" in note]
    assert "在文件中是 777，按文件中的各项计算应为" in note


def test_a_comment_of_a_whole_book_is_cut_and_says_so(desk: Desk, report_id: str) -> None:
    found = desk.reading_back.compare(report_id, file(desk, report_id, Deed("comment", "评议良好", "长" * 9000)))
    assert found.comments[0].text.endswith("长……（后略）（Word 文件中的批注，李明，2026-01-05）")
    assert len(found.comments[0].text) < 2100


def test_a_file_of_another_report_is_refused(desk: Desk, report_id: str) -> None:
    other = desk.store.reports.create(replace(finished(), organ="虚构县水务局", title="", year=2024))
    with pytest.raises(UsageError, match=r"虚构县水务局2024年.*没有对照"):
        desk.reading_back.compare(report_id, file(desk, other))


def test_who_may_not_edit_takes_nothing(desk: Desk, report_id: str) -> None:
    found = desk.reading_back.compare(report_id, file(desk, report_id, Deed("rewrite", "三次", "四次")))
    with pytest.raises(Forbidden):
        desk.reading_back.take_text(report_id, found, "overview.supervision", [0], who=LEADER)
