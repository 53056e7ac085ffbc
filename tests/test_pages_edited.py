"""读回 Word 修改稿 on 文字起草 and 数据填报, driven without a browser."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from edited_files import Deed, edit
from people import CLERK
from streamlit.testing.v1 import AppTest
from test_pages_words import open_page, press, without_english, words

from assistant.desk import Desk
from assistant.review import Role

PROBLEMS = "公开指南更新不够及时。解读材料偏少。"
CELL = "T3.received.natural_person"


@pytest.fixture
def desk(page_desk: Callable[..., Desk]) -> Desk:
    """The desk the pages use, with the demonstration on it."""
    return page_desk(LLM_BASE_URL="")


@pytest.fixture
def half(desk: Desk) -> str:
    """The demonstration's half-filled report, with two problems written."""
    report_id = desk.store.reports.heads()[0].id
    desk.reports.set_section(report_id, "problems", PROBLEMS, who=CLERK)
    desk.reports.set_cells(report_id, {CELL: Decimal(4321)}, who=CLERK)
    return report_id


def edited(desk: Desk, report_id: str, *deeds: Deed) -> bytes:
    return edit(desk.publishing.export(report_id, ".docx")[1], deeds)


def read_back(report_id: str, data: bytes, page: str = "drafting", role: Role = Role.CLERK, **places: str) -> AppTest:
    at = open_page(page, report_id, role, **(places or {"section": "edited"}))
    at.file_uploader(key="edited_upload_0").upload("稿.docx", data).run()
    assert not at.exception
    return at


def choices(at: AppTest) -> list[Any]:
    return [one for one in at.button_group if one.key and one.key.startswith("edited_take_")]


def test_a_half_written_report_s_own_export_has_nothing_to_take(desk: Desk, half: str) -> None:
    at = read_back(half, edited(desk, half))
    assert "与现在的内容相同，没有需要采用的地方" in words(at)
    assert not choices(at)
    without_english(at)


def test_all_are_taken_at_once_but_for_conflicts(desk: Desk, half: str) -> None:
    data = edited(
        desk,
        half,
        Deed("rewrite", "不够及时", "偏慢"),
        Deed("rewrite", "偏少", "不足", by="王芳"),
        Deed("comment", "公开指南", "哪一部分", by="孙领导"),
    )
    desk.reports.set_section(half, "problems", PROBLEMS.replace("解读材料", "政策解读材料"), who=CLERK)
    at = read_back(half, data)
    assert len(choices(at)) == 2
    assert "冲突：导出以后这句话在这里也改过" in words(at)
    press(at, "edited_all")
    assert desk.store.reports.text(half, "problems") == "公开指南更新偏慢。政策解读材料偏少。"
    assert len(choices(at)) == 1
    choices(at)[0].set_value("采用").run()
    press(at, "edited_chosen")
    assert desk.store.reports.text(half, "problems") == "公开指南更新偏慢。解读材料不足。"
    press(at, "edited_comment_1")
    [remark] = desk.reviewing.comments(half)
    assert remark.text == "哪一部分（Word 文件中的批注，孙领导，2026-01-05）"
    assert "已转为批注" in words(at)


def test_on_the_figures_page_cells_come_first(desk: Desk, half: str) -> None:
    data = edited(desk, half, Deed("type", "4321", "99"), Deed("rewrite", "偏少", "不足"))
    at = read_back(half, data, "figures_page", tab="files")
    said = words(at)
    assert said.index("<ins>99</ins>") < said.index("<ins>不足</ins>")
    press(at, "edited_all")
    assert desk.reports.open(half).report.figures.values[CELL] == Decimal(99)


def test_a_file_of_another_year_is_refused(desk: Desk, half: str) -> None:
    other = desk.reports.start("虚构县水务局", 2023, who=CLERK)
    at = read_back(half, edited(desk, other))
    assert any("没有对照。请选择这份年报导出后修改的" in item.value for item in at.error)
    press(at, "edited_another")
    assert at.file_uploader(key="edited_upload_1")


def test_what_is_no_word_file_is_told(half: str) -> None:
    at = read_back(half, b"PK\x03\x04nothing")
    assert at.error[0].value
    without_english(at)


def test_who_may_not_edit_sees_the_changes_and_takes_none(desk: Desk, half: str) -> None:
    at = read_back(
        half,
        edited(desk, half, Deed("rewrite", "偏少", "不足"), Deed("comment", "公开指南", "哪一部分")),
        role=Role.LEADER,
    )
    assert "<ins>不足</ins>" in words(at)
    assert not choices(at)
    assert not [button for button in at.button if button.key in {"edited_all", "edited_chosen"}]
    press(at, "edited_comment_1")
    assert [one.place for one in desk.reviewing.comments(half)] == ["problems"]


def test_names_and_words_of_a_file_are_shown_as_they_are(desk: Desk, half: str) -> None:
    evil = "<script>alert(1)</script>[图](http://evil.example)"
    at = read_back(half, edited(desk, half, Deed("rewrite", "偏少", evil, by=evil)))
    said = words(at)
    assert "&lt;script&gt;" in said
    assert "alert(1)</script>" not in said
