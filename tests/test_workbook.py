"""The workbook: what is written comes back, and what a person breaks in it is named by sheet and cell."""

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from assistant import workbook
from assistant.errors import FileEmpty, FileEncrypted, FileUnreadable
from assistant.figures import Figures, Indicator, Note
from assistant.findings import Finding
from assistant.form import load
from assistant.report import Report
from assistant.tables import fill
from assistant.workbook.places import spots

FORM = load()
COUNTS = st.integers(0, 999_999).map(Decimal)
FEES = st.decimals(0, 10**9, places=4).map(Decimal.normalize)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=30).filter(
    lambda text: text.strip() == text != ""
)


@st.composite
def figures(draw: st.DrawFn) -> Figures:
    """Any cells filled, any blank; totals computed, or in a few cells whatever stood there."""
    typed = [code for code, cell in FORM.cells.items() if not cell.computed]
    blank = draw(st.sets(st.sampled_from(typed), max_size=30))
    values = {code: draw(FEES) if FORM.cells[code].decimal else draw(COUNTS) for code in typed if code not in blank}
    filled = fill(Figures(values)).figures
    totals = [code for code, cell in FORM.cells.items() if cell.computed]
    wrong = draw(st.dictionaries(st.sampled_from(totals), st.none() | COUNTS, max_size=3))
    return filled.with_values(wrong)


@given(figures())
@settings(max_examples=15, deadline=None)
def test_figures_written_and_read_are_the_same_blanks_included(some: Figures) -> None:
    assert workbook.read(workbook.write(Report("甲市某局", 2024, figures=some))).figures == some


INDICATORS = st.builds(
    Indicator, WORDS, st.none() | FEES, WORDS, st.sampled_from(FORM.narrative), st.none() | COUNTS
) | st.builds(
    Indicator,
    WORDS,
    FEES,
    WORDS,
    st.sampled_from(FORM.narrative),
    st.none() | COUNTS,
    st.sampled_from(["over", "under", "around"]),
)


@given(
    sections=st.dictionaries(
        st.sampled_from([*FORM.narrative, "unplaced"]),
        st.lists(WORDS, min_size=1, max_size=3).map("\n".join),
        max_size=4,
    ),
    notes=st.lists(st.builds(Note, st.sampled_from(FORM.narrative), WORDS), max_size=3),
    indicators=st.lists(INDICATORS, max_size=3),
)
@settings(max_examples=15, deadline=None)
def test_text_notes_and_indicators_come_back(
    sections: dict[str, str], notes: list[Note], indicators: list[Indicator]
) -> None:
    report = Report("甲市某局", 2024, sections=sections, notes=tuple(notes), indicators=tuple(indicators))
    back = workbook.read(workbook.write(report))
    assert (back.sections, back.notes, back.indicators) == (sections, tuple(notes), tuple(indicators))
    assert (back.organ, back.year) == ("甲市某局", 2024)


def test_text_like_a_formula_or_longer_than_a_cell_stays_text() -> None:
    sections = {"other": "=1+1", "problems": "长" * 70_000, "improvements": "+8\n-3\n@甲"}
    assert workbook.read(workbook.write(Report(sections=sections))).sections == sections


_WRITTEN: dict[str, bytes] = {}


def edited(report: Report, change: Callable[[Any], None]) -> Report:
    """The report read from its workbook after a person has been at it."""
    key = repr(report)  # most of these tests begin with the same workbook
    if key not in _WRITTEN:
        _WRITTEN[key] = workbook.write(report)
    book = load_workbook(BytesIO(_WRITTEN[key]))
    change(book)
    out = BytesIO()
    book.save(out)
    return workbook.read(out.getvalue())


def flat(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.code, finding.where) for finding in findings]


def put(sheet: str, code: str, value: object) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        book[sheet][spots(code.split(".", maxsplit=1)[0], load())[code].address] = value

    return change


@pytest.mark.parametrize(
    ("value", "number"),
    [("1,234", 1234), ("１２３", 123), ("12件", 12), (" 7 ", 7), (5.0, 5), ("无", None), ("/", None)],
)
def test_numbers_as_people_write_them(balanced: Figures, value: object, number: int | None) -> None:
    back = edited(Report(figures=balanced), put("表三", "T3.received.business", value))
    assert back.figures.get("T3.received.business") == number
    assert back.findings == ()


@pytest.mark.parametrize(
    ("code", "value", "says"),
    [
        ("T3.received.business", "若干", "不是数字"),
        ("T3.received.business", 1.5, "不是整数"),
        ("T3.received.business", -3, "是负数"),
        ("T2.fees.amount", -0.5, "是负数"),
        ("T3.received.business", "=1+1", "没有计算结果的公式"),
    ],
)
def test_what_is_no_proper_number_is_named_by_sheet_and_cell(
    balanced: Figures, code: str, value: object, says: str
) -> None:
    sheet = FORM.tables[code.split(".", maxsplit=1)[0]].name
    back = edited(Report(figures=balanced), put(sheet, code, value))
    assert flat(back.findings) == [("T-01", code)]
    message = back.findings[0].message
    assert f"{sheet} {spots(code.split('.', maxsplit=1)[0], load())[code].address}" in message
    assert says in message


def test_totals_are_worked_out_again_when_their_results_were_not_stored(balanced: Figures) -> None:
    back = edited(Report(figures=balanced), put("表三", "T3.received.business", 9))
    assert back.figures.get("T3.received.total") == 39
    assert back.figures.get("T3.received.natural_person") == 30


def test_totals_have_their_results_stored_for_programs_that_calculate_nothing(balanced: Figures) -> None:
    shown = load_workbook(BytesIO(workbook.write(Report(figures=balanced))), data_only=True)["表三"]
    where = spots("T3", load())
    assert shown[where["T3.received.total"].address].value == 34
    assert shown[where["T3.total_handled.total"].address].value == 32


def test_a_supplied_total_that_does_not_add_up_is_written_as_it_is(balanced: Figures) -> None:
    off = balanced.with_values({"T3.received.total": Decimal(99)})
    data = workbook.write(Report(figures=off))
    cell = load_workbook(BytesIO(data))["表三"][spots("T3", load())["T3.received.total"].address]
    assert cell.value == 99
    assert "不一致" in cell.comment.text
    assert workbook.read(data).figures == off


def test_renamed_sheets_are_found_by_what_they_hold(balanced: Figures) -> None:
    def rename(book: Any) -> None:
        book["表三"].title = "申请情况"

    back = edited(Report(figures=balanced), rename)
    assert back.figures == balanced
    assert flat(back.findings) == [("R-07", "T3")]
    assert "申请情况" in back.findings[0].message


def test_a_missing_sheet_is_reported_and_its_cells_are_blank(balanced: Figures) -> None:
    def remove(book: Any) -> None:
        del book["表四"]

    back = edited(Report(figures=balanced), remove)
    assert flat(back.findings) == [("R-01", "T4")]
    assert [code for code in back.figures.blanks() if not code.startswith("T4")] == []


def test_rows_and_columns_inserted_before_the_table_move_it_whole(balanced: Figures) -> None:
    def insert(book: Any) -> None:
        sheet = book["表三"]
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        sheet.insert_rows(1, amount=2)
        sheet.insert_cols(1)

    back = edited(Report(figures=balanced), insert)
    typed = [code for code, cell in FORM.cells.items() if not cell.computed]
    assert {code: back.figures.get(code) for code in typed} == {code: balanced.get(code) for code in typed}
    assert flat(back.findings) == [("R-07", "T3")]


def test_a_label_overwritten_leaves_its_row_unread(balanced: Figures) -> None:
    def overwrite(book: Any) -> None:
        row = spots("T3", load())["T3.granted.total"].row
        book["表三"][f"B{row}"] = "别的"

    back = edited(Report(figures=balanced), overwrite)
    assert ("R-01", "T3.granted") in flat(back.findings)
    assert back.figures.get("T3.granted.natural_person") is None
    assert back.figures.get("T3.partly_granted.natural_person") == 3


def unmerged(sheet: Any) -> Any:
    """The sheet as a program leaves it that inserts and deletes without minding merged cells."""
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    return sheet


@pytest.mark.parametrize("column", [4, 5, 7, 10])
def test_a_column_inserted_in_the_middle_moves_no_figure_to_another(balanced: Figures, column: int) -> None:
    back = edited(Report(figures=balanced), lambda book: unmerged(book["表三"]).insert_cols(column))
    assert back.figures == balanced
    assert {finding.code for finding in back.findings} == {"R-07"}
    assert "“总计”一列不在原位，已按 K 列读取" in " ".join(finding.message for finding in back.findings)


def test_a_column_taken_out_is_named_and_its_neighbours_are_read_as_themselves(balanced: Figures) -> None:
    back = edited(Report(figures=balanced), lambda book: unmerged(book["表三"]).delete_cols(6))
    assert ("R-01", "T3.research") in flat(back.findings)
    typed = [code for code, cell in FORM.cells.items() if not cell.computed]
    expected = {code: None if code.endswith(".research") else balanced.get(code) for code in typed}
    assert {code: back.figures.get(code) for code in typed} == expected


def test_rows_inserted_in_the_middle_are_followed_by_their_labels(balanced: Figures) -> None:
    back = edited(Report(figures=balanced), lambda book: unmerged(book["表三"]).insert_rows(12, amount=2))
    typed = [code for code, cell in FORM.cells.items() if not cell.computed]
    assert {code: back.figures.get(code) for code in typed} == {code: balanced.get(code) for code in typed}
    assert {finding.code for finding in back.findings} == {"R-07"}


def test_the_label_column_taken_out_names_the_rows_that_cannot_be_read(balanced: Figures) -> None:
    back = edited(Report(figures=balanced), lambda book: unmerged(book["表三"]).delete_cols(1))
    assert ("R-01", "T3.received") in flat(back.findings)
    assert back.figures.get("T3.received.natural_person") is None
    assert back.figures.get("T3.granted.natural_person") == 17


def test_sheets_with_exchanged_names_are_read_by_what_they_hold(balanced: Figures) -> None:
    def exchange(book: Any) -> None:
        book["表三"].title, book["表四"].title = "旧表", "表三"
        book["旧表"].title = "表四"

    back = edited(Report(figures=balanced), exchange)
    assert back.figures == balanced
    assert flat(back.findings) == [("R-07", "T3"), ("R-07", "T4")]


def test_a_copied_sheet_is_said_not_to_be_read(balanced: Figures) -> None:
    def copy(book: Any) -> None:
        book.copy_worksheet(book["表三"]).title = "表三 (2)"

    back = edited(Report(figures=balanced), copy)
    assert back.figures == balanced
    assert [finding.message for finding in back.findings] == [
        "工作表“表三 (2)”也是表三的表样，没有读取；读取的是“表三”。请核对数字填在哪一张。"
    ]


def test_all_tables_gone_are_each_named(balanced: Figures) -> None:
    def remove(book: Any) -> None:
        for table in FORM.tables.values():
            del book[table.name]

    assert flat(edited(Report(figures=balanced), remove).findings) == [("R-01", "T2"), ("R-01", "T3"), ("R-01", "T4")]


@pytest.mark.parametrize("value", ["约4件", "#VALUE!", True, "=#REF!", "4\n5"])
def test_what_a_spreadsheet_leaves_in_a_cell_is_never_taken_for_a_number(balanced: Figures, value: object) -> None:
    back = edited(Report(figures=balanced), put("表三", "T3.received.business", value))
    assert back.figures.get("T3.received.business") is None
    assert flat(back.findings) == [("T-01", "T3.received.business")]
    assert "表三 E6" in back.findings[0].message


def test_the_old_format_under_a_new_name_is_said_to_be_one() -> None:
    data = b"\xd0\xcf\x11\xe0" + bytes(512) + "Workbook".encode("utf-16-le")
    with pytest.raises(FileEncrypted, match="只改后缀名不能使用"):
        workbook.read(data)


def test_an_indicator_without_a_number_is_named(balanced: Figures) -> None:
    report = Report(figures=balanced, indicators=(Indicator("微博发布", Decimal(104), "条", "overview.platform"),))

    def spoil(book: Any) -> None:
        book["补充指标"]["B2"] = "很多"
        book["补充指标"]["D2"] = "别的部分"

    back = edited(report, spoil)
    assert back.indicators[0].value is None
    assert ["补充指标”B2" in back.findings[0].message, "补充指标”D2" in back.findings[1].message] == [True, True]


def test_the_clerk_may_name_organ_and_year_in_a_blank_template() -> None:
    def name(book: Any) -> None:
        book["说明"]["B3"] = "甲市某局"
        book["说明"]["B4"] = "2024年"

    book = load_workbook(BytesIO(workbook.write(Report(), template=True)))
    name(book)
    out = BytesIO()
    book.save(out)
    back = workbook.read(out.getvalue())
    assert (back.organ, back.year, back.findings) == ("甲市某局", 2024, ())
    assert list(back.figures.blanks()) == list(FORM.cells)


def test_a_template_keeps_only_what_last_year_hands_on(balanced: Figures) -> None:
    report = Report(
        "甲市某局",
        2024,
        figures=balanced,
        indicators=(Indicator("培训", Decimal(3), "场", "overview.supervision", Decimal(2)),),
        notes=(Note("other", "某事"),),
        sections={"other": "某文"},
    )
    back = workbook.read(workbook.write(report, template=True))
    carried = {code: value for code, value in balanced.values.items() if ".carried_in." in code}
    assert back.figures.values == carried
    assert back.indicators == (Indicator("培训", None, "场", "overview.supervision", Decimal(2)),)
    assert (back.notes, back.sections) == ((), {})


def test_typed_cells_are_open_and_computed_cells_locked(balanced: Figures) -> None:
    sheet = load_workbook(BytesIO(workbook.write(Report(figures=balanced))))["表三"]
    where = spots("T3", load())
    for code, spot in where.items():
        cell = sheet[spot.address]
        assert cell.protection.locked == FORM.cells[code].computed
        assert (cell.data_type == "f") == FORM.cells[code].computed
    assert sheet.protection.sheet
    assert str(sheet[where["T3.received.total"].address].value) == '=IF(COUNT(D6:I6)=6,SUM(D6:I6),"")'


def test_other_workbooks_are_not_ours() -> None:
    out = BytesIO()
    Workbook().save(out)
    assert not workbook.is_ours(out.getvalue())
    assert workbook.is_ours(workbook.write(Report()))
    with pytest.raises(FileUnreadable, match="没有找到规定的三张表"):
        workbook.read(out.getvalue())


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", FileEmpty),
        (b"\xd0\xcf\x11\xe0rest", FileEncrypted),
        (b"PK\x03\x04broken", FileUnreadable),
        (b"text", FileUnreadable),
    ],
)
def test_files_that_are_no_workbook(data: bytes, problem: type[Exception]) -> None:
    with pytest.raises(problem):
        workbook.read(data)
    assert not workbook.is_ours(data)
