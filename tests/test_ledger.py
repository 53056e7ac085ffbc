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
from assistant.ledger.case_dates import read_date
from assistant.ledger.words import words
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
    counted = ledger.count("台账.csv", csv(line), 2024, form=load())
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
    st.sampled_from([*applicants(load()), "看不懂"]),
    st.sampled_from([*results(load()), "办理中", ""]),
    st.none() | st.dates(date(2022, 1, 1), date(2025, 12, 31)),
)


@given(st.lists(APPLICATIONS, max_size=30))
@settings(max_examples=40, deadline=None)
def test_a_counted_table_always_balances(applications: list[tuple[Any, ...]]) -> None:
    lines = [row(number, day, who, result, answer or "") for number, day, who, result, answer in applications]
    counted = ledger.count("台账.csv", csv(*lines), 2024, form=load())
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
    for row, offered in zip(form.tables["T3"].result_rows, results(form), strict=True):
        assert words(form).result(offered) == row.id
        assert words(form).result(row.label) == row.id
    assert words(form).result("不予公开", "过程性信息") == "refused_process_information"
    assert words(form).result("其他处理", "其他") == "other_other"
    assert words(form).result("不予公开", "其他") is None


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
        ("2024、3、5", date(2024, 3, 5)),
        ("2024-03-05（周二）", date(2024, 3, 5)),
        ("2024.03.05.", date(2024, 3, 5)),
        ("24.3.5", None),
    ],
)
def test_dates_as_they_are_written(written: object, read: date | None) -> None:
    assert read_date(written) == read


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_csv_in_the_encodings_offices_use(encoding: str) -> None:
    text = csv(row(), row(2, who="法律服务机构", result="2.重复申请")).decode()
    counted = ledger.count("台账.csv", text.encode(encoding), 2024, form=load())
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
    counted = ledger.count("台账.xlsx", xlsx({"台账": lines}), None, form=load())
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
    counted = ledger.count("台账.xlsx", xlsx(sheets), 2024, form=load())
    assert counted.cases["T3.granted.natural_person"] == ("一季度:2", "二季度:2")


def test_an_organisation_column_says_which_of_the_five() -> None:
    heads = ("序号", "收件日期", "申请人类别", "组织类型", "答复类型", "不予公开理由", "办结日期")
    line = (1, "2024-03-05", "法人或其他组织", "科研机构", "不予公开", "6.属于四类过程性信息", "2024-03-20")
    counted = ledger.count("台账.csv", csv(line, heads=heads), 2024, form=load())
    assert set(counted.cases) == {"T3.received.research", "T3.refused_process_information.research"}


def test_neither_names_nor_contacts_are_kept() -> None:
    counted = ledger.count("台账.csv", csv(row(), row(2, who="看不懂")), 2024, form=load())
    assert "某人" not in repr(counted)
    assert "0000" not in repr(counted)


def test_the_same_number_twice_is_asked_about() -> None:
    counted = ledger.count("台账.csv", csv(row(7), row(7)), 2024, form=load())
    assert counted.figures.get("T3.received.total") == 2
    assert [(one.severity, "第 2、3 行" in one.message) for one in counted.findings] == [(Severity.WARNING, True)]


def test_an_empty_ledger_counts_nothing_and_says_so() -> None:
    counted = ledger.count("台账.csv", csv(), 2024, form=load())
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
        ledger.count(name, data, 2024, form=load())


@pytest.mark.parametrize(
    ("name", "says"),
    [("EncryptedPackage", "设有打开密码。请取消密码"), ("Workbook", "是旧版 .xls 工作簿，只改后缀名不能使用")],
)
def test_a_password_and_the_old_format_are_told_apart(name: str, says: str) -> None:
    data = b"\xd0\xcf\x11\xe0" + bytes(512) + name.encode("utf-16-le")
    with pytest.raises(FileEncrypted, match=says):
        ledger.count("台账.xlsx", data, 2024, form=load())


def test_a_title_above_the_headings_of_a_csv_hides_nothing() -> None:
    text = "某局2024年依申请公开台账\n填表人\n" + csv(row()).decode().replace(",", "\t")
    assert ledger.count("台账.csv", text.encode("gbk"), 2024, form=load()).cases["T3.received.natural_person"] == ("4",)


def test_headings_in_two_rows_with_line_breaks_and_a_merged_title() -> None:
    lines: list[Sequence[object]] = [
        ("序号", "申请情况", "", "办理情况", ""),
        ("", "收到\n日期", "申请人\n类型", "办理 结果", "答复日期\n（年月日）"),
        (1, 45356, "公民", "信息不存在", "2024.3.20"),
    ]
    counted = ledger.count("台账.xlsx", xlsx({"台账": lines}), 2024, form=load())
    assert set(counted.cases) == {"T3.received.natural_person", "T3.unavailable_not_held.natural_person"}


@pytest.mark.parametrize(
    ("result", "cell"),
    [
        ("不予公开（涉及第三方合法权益）", "refused_third_party_rights"),
        ("不予公开：国家秘密", "refused_state_secret"),
        ("无法提供（信息不存在）", "unavailable_not_held"),
        ("部分公开（区分处理）", "partly_granted"),
    ],
)
def test_a_group_with_its_reason_in_brackets_says_which(result: str, cell: str) -> None:
    counted = ledger.count("台账.csv", csv(row(result=result, who="法人（企业）")), 2024, form=load())
    assert set(counted.cases) == {"T3.received.business", f"T3.{cell}.business"}


def test_readings_that_contradict_each_other_are_not_guessed_at() -> None:
    counted = ledger.count("台账.csv", csv(row(result="不予公开（信息不存在）")), 2024, form=load())
    assert [one.reason for one in counted.unplaced] == ["办理结果“不予公开（信息不存在）”不能归入表三的哪一项"]


def test_telephone_and_identity_numbers_in_the_wrong_column_are_not_kept() -> None:
    lines = [row("13800001111"), row(2, result="不清楚，请联系13900002222"), row("110101199001010011")]
    counted = ledger.count("台账.csv", csv(*lines), 2024, form=load())
    assert counted.numbers == {"2": "×", "3": "2", "4": "×"}
    assert "13900002222" not in repr(counted)


def test_a_name_in_the_column_of_numbers_is_not_kept() -> None:
    counted = ledger.count("台账.csv", csv(row("欧阳某"), row("依申请2号")), 2024, form=load())
    assert counted.numbers == {"3": "依申请2号"}
    assert counted.figures.get("T3.received.total") == 2
    assert "欧阳某" not in repr(counted)


def test_a_sheet_that_is_not_counted_is_named() -> None:
    sheets: dict[str, list[Sequence[object]]] = {
        "一季度": [HEADS, row(1)],
        "二季度": [row(2)],
        "三季度": [HEADS[:-1], row(3)[:-1]],
        "汇总": [("季度", "件数"), ("一季度", 1)],
    }
    counted = ledger.count("台账.xlsx", xlsx(sheets), 2024, form=load())
    assert [one.message for one in counted.findings] == [
        "工作表“二季度”没有找到“收到日期”、“申请人类型”、“办理结果”、“答复日期”列，其中的内容没有计入。",
        "工作表“三季度”没有找到“答复日期”列，其中的内容没有计入。",
    ]


def test_a_ledger_of_another_year_is_said_to_be_one() -> None:
    counted = ledger.count("台账.csv", csv(row(), row(2)), 2025, form=load())
    assert counted.figures.get("T3.received.total") == 0
    assert "收到于2024年，没有一件计入2025年" in counted.findings[0].message


def test_without_a_year_dates_must_tell_it() -> None:
    with pytest.raises(FileUnreadable, match="不能判断年度"):
        ledger.count("台账.csv", csv(row(received="待定")), None, form=load())


def test_a_filled_template_is_counted_whole() -> None:
    book = load_workbook(BytesIO(ledger.template(load())))
    sheet = book["依申请公开台账"]
    for number, result in enumerate(results(load()), start=2):
        line = (
            number,
            datetime.combine(date(2024, 5, 6), NOON),
            applicants(load())[number % 6],
            result,
            datetime.combine(date(2024, 5, 20), NOON),
        )
        for column, value in enumerate(line, start=1):
            sheet.cell(number, column).value = value
    out = BytesIO()
    book.save(out)
    counted = ledger.count("台账.xlsx", out.getvalue(), 2024, form=load())
    assert counted.unplaced == ()
    assert counted.figures.get("T3.total_handled.total") == len(results(load())) == 21


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
    counted = ledger.count("台账.csv", csv(row("A1"), heads=heads), 2024, columns, form=load())
    assert set(counted.cases) == {"T3.received.natural_person", "T3.granted.natural_person"}
    assert counted.numbers == {"2": "A1"}
    with pytest.raises(FileUnreadable, match="办理结果"):
        ledger.count("台账.csv", csv(row(), heads=heads), 2024, columns | {"result": "不在表头中"}, form=load())


def test_a_sheet_with_headings_of_its_own_is_not_lost_to_the_chosen_ones() -> None:
    others = ("编号", "受理日期", "甲", "乙", "申请人类型", "办理结果", "办结日期")
    data = xlsx({"上半年": [HEADS, row(1)], "下半年": [others, row(2)]})
    columns = {"received": "收到日期", "applicant": "申请人类型", "result": "办理结果", "answered": "答复日期"}
    assert ledger.count("台账.xlsx", data, 2024, columns, form=load()).figures.get("T3.received.natural_person") == 2
