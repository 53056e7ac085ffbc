"""The ledger: every application counts in its two cells or is named with its reason."""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from assistant import ledger
from assistant.errors import FileEmpty, FileEncrypted, FileTypeUnknown, FileUnreadable
from assistant.findings import Severity
from assistant.form import load
from assistant.ledger.blank import applicants, results
from assistant.ledger.dates import read_date
from assistant.ledger.words import result_rows, words
from assistant.tables import fill

HEADS = ("编号", "收到日期", "申请人", "联系电话", "申请人类型", "办理结果", "答复日期")
CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "ledger.yaml").read_text("utf-8"))
NOON = time(12)  # spreadsheets know no time zones


def csv(*rows: Sequence[object], heads: Sequence[str] = HEADS) -> bytes:
    return "\n".join(",".join(map(str, line)) for line in (heads, *rows)).encode()


def xlsx(sheets: dict[str, list[Sequence[object]]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(list(line))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def row(
    number: object = 1,
    received: object = "2024-03-05",
    who: str = "自然人",
    result: str = "予以公开",
    answered: object = "2024-03-20",
) -> tuple[object, ...]:
    return (number, received, "某人", "0000", who, result, answered)


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_where_an_application_counts(case: dict[str, Any]) -> None:
    line = row(1, case["received"], case["applicant"], case["result"], case["answered"])
    counted = ledger.count("台账.csv", csv(line), 2024)
    assert set(counted.cases) == {f"T3.{cell}" for cell in case.get("cells", ())}
    if "reason" in case:
        assert [case["reason"] in one.reason for one in counted.unplaced] == [True]
        assert counted.findings[0].severity is Severity.ERROR
        assert "第 2 行" in counted.findings[0].message
    else:
        assert counted.unplaced == ()


APPLICATIONS = st.tuples(
    st.integers(1, 10**6),
    st.dates(date(2022, 1, 1), date(2025, 12, 31)),
    st.sampled_from([*applicants(), "看不懂"]),
    st.sampled_from([*results(), "办理中", ""]),
    st.none() | st.dates(date(2022, 1, 1), date(2025, 12, 31)),
)


@given(st.lists(APPLICATIONS, max_size=30))
@settings(max_examples=40, deadline=None)
def test_a_counted_table_always_balances(applications: list[tuple[Any, ...]]) -> None:
    lines = [row(number, day, who, result, answer or "") for number, day, who, result, answer in applications]
    counted = ledger.count("台账.csv", csv(*lines), 2024)
    form, values = load(), counted.figures.values
    for rule in form.rules:
        if rule.code.startswith("T3") and not rule.across_years:
            left, right = (
                sum((operand.sign * values[operand.cell] for operand in side), Decimal(0))
                for side in (rule.left, rule.right)
            )
            assert left == right
    assert fill(counted.figures).figures == counted.figures
    for code, rows in counted.cases.items():
        assert values[code] == len(rows)


def test_every_result_the_form_has_is_understood_as_printed_and_as_offered() -> None:
    form = load()
    for key, offered in zip(result_rows(), results(), strict=True):
        assert words().result(offered) == key
        assert words().result(form.tables["T3"].rows[key].label) == key
    assert words().result("不予公开", "过程性信息") == "refused_process_information"
    assert words().result("其他处理", "其他") == "other_other"
    assert words().result("不予公开", "其他") is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024/3/5", date(2024, 3, 5)),
        ("2024年3月5日", date(2024, 3, 5)),
        ("20240305", date(2024, 3, 5)),
        (20240305, date(2024, 3, 5)),
        ("２０２４－３－５", date(2024, 3, 5)),
        ("2024-03-05 14:30:00", date(2024, 3, 5)),
        (45356, date(2024, 3, 5)),
        (45356.6, date(2024, 3, 5)),
        (datetime.combine(date(2024, 3, 5), NOON), date(2024, 3, 5)),
        ("3月5日", None),
        ("2024", None),
        ("待定", None),
        (True, None),
        (None, None),
    ],
)
def test_dates_as_they_are_written(written: object, read: date | None) -> None:
    assert read_date(written) == read


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_csv_in_the_encodings_offices_use(encoding: str) -> None:
    text = csv(row(), row(2, who="法律服务机构", result="2.重复申请")).decode()
    counted = ledger.count("台账.csv", text.encode(encoding), 2024)
    assert counted.figures.get("T3.unprocessed_duplicate.legal_service") == 1
    assert counted.unplaced == ()


def test_an_xlsx_with_a_title_above_its_headings_and_a_total_below() -> None:
    lines: list[Sequence[object]] = [
        ("2024年依申请公开台账",),
        HEADS,
        row(1, datetime.combine(date(2024, 3, 5), NOON)),
        row(2),
        ("合计", 2),
    ]
    counted = ledger.count("台账.xlsx", xlsx({"台账": lines}), None)
    assert counted.year == 2024
    assert counted.cases["T3.received.natural_person"] == ("3", "4")
    assert counted.numbers == {"3": "1", "4": "2"}
    assert counted.findings == ()


def test_several_sheets_are_counted_together_and_told_apart() -> None:
    sheets: dict[str, list[Sequence[object]]] = {
        "一季度": [HEADS, row(1)],
        "二季度": [HEADS, row(2)],
        "说明": [("填写说明",)],
    }
    counted = ledger.count("台账.xlsx", xlsx(sheets), 2024)
    assert counted.cases["T3.granted.natural_person"] == ("一季度:2", "二季度:2")


def test_an_organisation_column_says_which_of_the_five() -> None:
    heads = ("序号", "收件日期", "申请人类别", "组织类型", "答复类型", "不予公开理由", "办结日期")
    line = (1, "2024-03-05", "法人或其他组织", "科研机构", "不予公开", "6.属于四类过程性信息", "2024-03-20")
    counted = ledger.count("台账.csv", csv(line, heads=heads), 2024)
    assert set(counted.cases) == {"T3.received.research", "T3.refused_process_information.research"}


def test_neither_names_nor_contacts_are_kept() -> None:
    counted = ledger.count("台账.csv", csv(row(), row(2, who="看不懂")), 2024)
    assert "某人" not in repr(counted)
    assert "0000" not in repr(counted)


def test_the_same_number_twice_is_asked_about() -> None:
    counted = ledger.count("台账.csv", csv(row(7), row(7)), 2024)
    assert counted.figures.get("T3.received.total") == 2
    assert [(one.severity, "第 2、3 行" in one.message) for one in counted.findings] == [(Severity.WARNING, True)]


def test_an_empty_ledger_counts_nothing_and_says_so() -> None:
    counted = ledger.count("台账.csv", csv(), 2024)
    assert counted.figures.get("T3.received.total") == 0
    assert "没有任何申请" in counted.findings[0].message


@pytest.mark.parametrize(
    ("name", "data", "problem", "says"),
    [
        ("台账.csv", b" \n", FileEmpty, "是空的"),
        ("台账.xlsx", b"\xd0\xcf\x11\xe0", FileEncrypted, "打开密码"),
        ("台账.xlsx", b"PK\x03\x04broken", FileUnreadable, "已损坏"),
        ("台账.xlsx", b"plain", FileUnreadable, "已损坏"),
        ("台账.doc", b"plain", FileTypeUnknown, "xlsx"),
        (
            "台账.csv",
            "编号,收到日期,办理结果\n1,2024-01-01,予以公开".encode(),
            FileUnreadable,
            "“申请人类型”、“答复日期”",
        ),
        ("台账.csv", "甲,乙\n1,2".encode(), FileUnreadable, "“收到日期”、“申请人类型”"),
    ],
)
def test_files_that_are_no_ledger(name: str, data: bytes, problem: type[Exception], says: str) -> None:
    with pytest.raises(problem, match=says):
        ledger.count(name, data, 2024)


def test_without_a_year_dates_must_tell_it() -> None:
    with pytest.raises(FileUnreadable, match="不能判断年度"):
        ledger.count("台账.csv", csv(row(received="待定")), None)


def test_a_filled_template_is_counted_whole() -> None:
    book = load_workbook(BytesIO(ledger.template()))
    sheet = book["依申请公开台账"]
    for number, result in enumerate(results(), start=2):
        line = (
            number,
            datetime.combine(date(2024, 5, 6), NOON),
            applicants()[number % 6],
            result,
            datetime.combine(date(2024, 5, 20), NOON),
        )
        for column, value in enumerate(line, start=1):
            sheet.cell(number, column).value = value
    out = BytesIO()
    book.save(out)
    counted = ledger.count("台账.xlsx", out.getvalue(), 2024)
    assert counted.unplaced == ()
    assert counted.figures.get("T3.total_handled.total") == len(results()) == 21


def test_what_the_headings_were_taken_for_is_shown_before_counting() -> None:
    found = ledger.headings("台账.csv", csv(row()))
    assert found.titles == HEADS
    assert found.fields["applicant"] == "申请人类型"
    assert found.missing == ()
    odd = ledger.headings("台账.csv", csv(row(), heads=("甲", "乙", "丙", "丁", "戊", "己", "庚")))
    assert odd.fields == {}
    assert odd.titles == ("甲", "乙", "丙", "丁", "戊", "己", "庚")
    assert set(odd.missing) == set(ledger.NEEDED)


def test_columns_a_person_chose_are_counted() -> None:
    heads = ("甲", "乙", "丙", "丁", "戊", "己", "庚")
    columns = {"number": "甲", "received": "乙", "applicant": "戊", "result": "己", "answered": "庚"}
    counted = ledger.count("台账.csv", csv(row("A1"), heads=heads), 2024, columns)
    assert set(counted.cases) == {"T3.received.natural_person", "T3.granted.natural_person"}
    assert counted.numbers == {"2": "A1"}
    with pytest.raises(FileUnreadable, match="办理结果"):
        ledger.count("台账.csv", csv(row(), heads=heads), 2024, columns | {"result": "不在表头中"})


def test_a_sheet_with_headings_of_its_own_is_not_lost_to_the_chosen_ones() -> None:
    others = ("编号", "受理日期", "甲", "乙", "申请人类型", "办理结果", "办结日期")
    data = xlsx({"上半年": [HEADS, row(1)], "下半年": [others, row(2)]})
    columns = {"received": "收到日期", "applicant": "申请人类型", "result": "办理结果", "answered": "答复日期"}
    assert ledger.count("台账.xlsx", data, 2024, columns).figures.get("T3.received.natural_person") == 2
