"""补充指标 as typed and pasted: read into indicators, or refused with the row and the reason."""

from decimal import Decimal

import pytest

from assistant.figures import Indicator
from assistant.form import load
from assistant.ui.figures.indicator_entry import pasted, sections, typed

STANDING = (Indicator("发布政务微博", None, "条", "overview.active", Decimal(99)), Indicator("网站访问量", Decimal(5)))


def test_a_typed_row_takes_the_unit_behind_its_number() -> None:
    assert typed(" 组织  培训 ", "3场", "", "overview.supervision", "") == (
        Indicator("组织 培训", Decimal(3), "场", "overview.supervision"),
        "",
    )


@pytest.mark.parametrize(
    ("boxes", "reason"),
    [
        (("", "3", "", ""), "请先填写指标名称，例如“发布政务微博”。"),
        (
            ("培训", "三", "", ""),
            "“培训”的本年数“三”不是数字，请只填阿拉伯数字，单位另填；约数可写“1000余”“约80”“近100”。",
        ),
        (("培训", "3", "场", "约5"), "“培训”的上年数“约5”是约数，上年数请填准确的数，不清楚的可以不填。"),
        (("访问", "9" * 20, "", ""), f"“访问”的本年数“{'9' * 20}”数值过大，请核对。"),
    ],
)
def test_what_is_no_number_is_refused(boxes: tuple[str, str, str, str], reason: str) -> None:
    name, value, unit, last = boxes
    assert typed(name, value, unit, sections(load())[0], last) == (None, reason)


@pytest.mark.parametrize(
    ("raw", "indicator"),
    [
        ("1000余条", Indicator("微信", Decimal(1000), "条", about="over")),
        ("约80", Indicator("微信", Decimal(80), about="around")),
        ("近 100", Indicator("微信", Decimal(100), about="under")),
        ("12万余次", Indicator("微信", Decimal(120000), "次", about="over")),
    ],
)
def test_what_is_known_only_about_is_taken_as_that(raw: str, indicator: Indicator) -> None:
    assert typed("微信", raw, "", "overview.active", "") == (indicator, "")


def test_a_pasted_exact_number_takes_the_place_of_one_known_only_about() -> None:
    standing = (Indicator("微信", Decimal(1000), "条", about="over"),)
    assert pasted("微信\t\t条", standing, load()).items == standing
    assert pasted("微信\t1043", standing, load()).items == (Indicator("微信", Decimal(1043), "条"),)


def test_rows_of_known_names_are_brought_up_to_date_and_blanks_change_nothing() -> None:
    taken = pasted("指标名称\t本年\n发布政务微博\t104\n网站访问量\t\t次\t7\t政府信息公开平台建设", STANDING, load())
    assert taken.items == (
        Indicator("发布政务微博", Decimal(104), "条", "overview.active", Decimal(99)),
        Indicator("网站访问量", Decimal(5), "次", "overview.platform", Decimal(7)),
    )
    assert (taken.said, taken.reasons, taken.left) == ("已更新 2 项。", (), ())


@pytest.mark.parametrize(
    ("line", "value", "unit", "last"),
    [
        ("热线,1,234,次,98", 1234, "次", 98),
        ("热线，104，次，99", 104, "次", 99),
        ("热线,104,次", 104, "次", None),
        ("热线\t1,234\t次\t1,000", 1234, "次", 1000),
    ],
)
def test_a_comma_within_a_number_does_not_part_it(line: str, value: int, unit: str, last: int | None) -> None:
    assert pasted(line, (), load()).items == (
        Indicator("热线", Decimal(value), unit, last=None if last is None else Decimal(last)),
    )


def test_rows_that_cannot_be_taken_are_told_by_row_and_given_back() -> None:
    text = "培训 3场\n\n满意率\t99.5%\n热线\t2\n热线\t3\n展览\t1\t场\t\t第七部分\n\t8\n座谈\t4\t次"
    taken = pasted(text, (), load())
    assert [item.name for item in taken.items] == ["热线", "座谈"]
    assert [reason.split("：", 1)[0] for reason in taken.reasons] == [f"第 {row} 行没有列入" for row in (1, 3, 5, 6, 7)]
    assert taken.reasons[2] == "第 5 行没有列入：“热线”与第 4 行同名，请改用不同的名称。"
    assert "主动公开、依申请公开" in taken.reasons[3]
    assert taken.left == ("培训 3场", "满意率\t99.5%", "热线\t3", "展览\t1\t场\t\t第七部分", "\t8")
    assert taken.said == "已新增 2 项。"
