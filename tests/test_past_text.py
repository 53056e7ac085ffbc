"""Recognising parts, aspects, title and organ in the ways published reports write them."""

from pathlib import Path

import pytest
import yaml

from assistant.past import read_bytes
from assistant.past.lines.characters import clean, fold, squeeze
from assistant.past.lines.headings import aspect_named, heading
from assistant.past.sections.shortcomings import split
from assistant.report import Report

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "past_headings.yaml").read_text("utf-8"))


def of(text: str, name: str = "report.txt") -> Report:
    return read_bytes(name, text.encode())


@pytest.mark.parametrize(("line", "section"), CASES["parts"].items())
def test_part_headings(line: str, section: str) -> None:
    found = heading(line)
    assert (found.names if found else "") == section


@pytest.mark.parametrize(("title", "aspect"), CASES["aspects"].items())
def test_aspect_headings(title: str, aspect: str) -> None:
    assert aspect_named(title) == aspect


def test_radicals_and_invisible_characters_are_repaired() -> None:
    assert clean("⺠⽣⻚\u200b面") == "民生页面"
    assert squeeze("2024 年 1 月，发布 Web 信息 3 条") == "2024年1月，发布Web信息3条"
    assert fold("總體 情況（１）") == "总体情况(1)"


def test_run_in_aspects_leave_their_heading_behind() -> None:
    got = of("一、总体情况\n（一）主动公开。2024年，发布信息12条。\n（二）依申请公开情况：收到申请3件。")
    assert got.section("overview.active") == "2024年，发布信息12条。"
    assert got.section("overview.on_request") == "收到申请3件。"


def test_a_lost_heading_of_part_one_is_made_up_for() -> None:
    got = of(
        "青岚县水利局2023年政府信息公开工作年度报告\n（一）主动公开\n发布信息9条。\n（二）依申请公开\n收到申请2件。"
    )
    assert got.section("overview.active") == "发布信息9条。"
    assert got.section("overview.on_request") == "收到申请2件。"


def test_a_lost_heading_of_part_five_is_made_up_for() -> None:
    table = "行政复议 行政诉讼\n结果维持 结果纠正 其他结果 尚未审结 总计\n" + " ".join(["0"] * 15)
    got = of(
        f"四、政府信息公开行政复议、行政诉讼情况\n{table}\n（一）主要问题\n解读形式单一。\n（二）改进措施\n增加图解。\n六、其他需要报告的事项\n没有收取信息处理费。"
    )
    assert got.section("problems") == "解读形式单一。"
    assert got.section("improvements") == "增加图解。"
    assert got.section("other") == "没有收取信息处理费。"


def test_an_extra_aspect_goes_to_the_overview() -> None:
    got = of(
        "一、总体情况\n（一）主动公开\n发布9条。\n（六）基层试点\n选取3个村开展试点。\n五、存在的主要问题及改进情况\n问题不少。"
    )
    assert "选取3个村开展试点。" in got.section("overview")
    assert got.section("overview.active") == "发布9条。"


def test_narrative_chapters_before_the_tables_are_aspects() -> None:
    got = of(
        "一、总体情况\n运行平稳。\n二、主动公开情况\n发布9条。\n三、依申请公开情况\n收到2件。\n四、政府信息管理情况\n规范管理。\n"
        "五、平台建设情况\n改版网站。\n六、监督保障情况\n开展培训。\n一、主动公开政府信息情况\n"
        "规章 | 0 | 0 | 0\n行政规范性文件 | 1 | 2 | 3\n"
        "行政许可 | 4\n行政处罚 | 5\n行政强制 | 6\n行政事业性收费 | 7.5"
    )
    assert got.section("overview.active") == "发布9条。"
    assert got.section("overview.on_request") == "收到2件。"
    assert got.section("overview.supervision") == "开展培训。"
    assert str(got.figures.get("T2.fees.amount")) == "7.5"


def test_part_six_in_two_chapters_is_one_section() -> None:
    got = of(
        "五、存在的主要问题及改进情况\n问题不少。\n六、年度工作要点落实情况\n均已落实。\n七、收取信息处理费情况\n没有收取。"
    )
    assert got.section("other") == "均已落实。\n没有收取。"


def test_a_signature_is_no_part_of_the_text() -> None:
    got = of("六、其他需要报告的事项\n没有收取信息处理费。\n青岚县水利局\n2024年1月20日")
    assert got.section("other") == "没有收取信息处理费。"
    assert got.section("unplaced") == "青岚县水利局\n2024年1月20日"
    assert "R-05" in {finding.code for finding in got.findings}


def test_prose_beside_a_table_is_kept_unplaced() -> None:
    got = of(
        "一、总体情况\n（一）主动公开\n发布9条。\n二、主动公开政府信息情况\n本机关没有制定规章权限。\n"
        "规章 | 0 | 0 | 0\n行政规范性文件 | 1 | 2 | 3\n行政许可 | 4"
    )
    assert got.section("unplaced") == "本机关没有制定规章权限。"
    assert got.figures.get("T2.normative.in_force") == 3


@pytest.mark.parametrize(
    ("text", "problems", "improvements"),
    [
        ("公开不够及时。下一步，将完善机制。", "公开不够及时。", "下一步，将完善机制。"),
        (
            "存在解读单一等问题。\n针对上述问题，重点抓好两项工作。",
            "存在解读单一等问题。",
            "针对上述问题，重点抓好两项工作。",
        ),
        ("今后将加强学习。\n仍存在人手不足的问题。", "仍存在人手不足的问题。", "今后将加强学习。"),
        ("公开不够及时。", "公开不够及时。", ""),
    ],
)
def test_problems_and_improvements_part_where_the_text_turns(text: str, problems: str, improvements: str) -> None:
    assert split(text) == (problems, improvements)


@pytest.mark.parametrize(
    ("head", "organ", "year"),
    [
        ("云川市临溪区司法局2023年政府信息公开工作年度报告", "云川市临溪区司法局", 2023),
        ("临溪区人民政府\n2022 年政府信息公开工作年度报告", "临溪区人民政府", 2022),
        ("2021年迎水路街道办事处政府信息公开工作年度报告", "迎水路街道办事处", 2021),
        ("青岚县水利局政府信息公开工作年度报告（2024年）", "青岚县水利局", 2024),
        ("正文\n《青岚县水利局2024年度政府信息公开年度报告》", "青岚县水利局", 2024),
        (
            "现发布《青岚县水利局2020年政府信息公开工作年度报告》，数据统计从2020年1月1日至12月31日。",
            "青岚县水利局",
            2020,
        ),
    ],
)
def test_masthead(head: str, organ: str, year: int) -> None:
    got = of(f"{head}\n一、总体情况\n平稳。")
    assert (got.organ, got.year) == (organ, year)


def test_the_file_name_is_the_last_resort() -> None:
    got = of("一、总体情况\n平稳。", "青岚县水利局2024年政府信息公开工作年度报告.txt")
    assert (got.organ, got.year) == ("青岚县水利局", 2024)
    assert "R-06" in {finding.code for finding in of("一、总体情况\n平稳。").findings}


def test_the_period_tells_the_year() -> None:
    assert of("本报告统计期限自2023年1月1日起至2023年12月31日止。\n一、总体情况\n平稳。").year == 2023


def test_words_broken_over_lines_are_joined() -> None:
    got = of("一、总体情况\n（一）主动公开\n全年通过门户网站和公众号公开各类政府信息共3\n4 件。")
    assert got.section("overview.active") == "全年通过门户网站和公众号公开各类政府信息共34件。"
    apart = of("一、总体情况\n（二）依申请公开\n因政府信息公开被申请行政复议共351\n件，其中结果维持72件。")
    assert apart.section("overview.on_request") == "因政府信息公开被申请行政复议共351件，其中结果维持72件。"


def test_a_report_without_tables_says_so() -> None:
    got = of("一、总体情况\n平稳。\n五、存在的主要问题及改进情况\n问题不少。")
    assert [finding.where for finding in got.findings if finding.code == "R-01"] == ["T2", "T3", "T4"]


def test_pictures_in_place_of_tables_are_told() -> None:
    page = (
        "<p>一、总体情况</p><p>平稳。</p><p>三、收到和处理政府信息公开申请情况</p><p><img src='t3.jpg' width='600'></p>"
    )
    got = read_bytes(
        "r.html", f"<html><body>{page}<p>五、存在的主要问题及改进情况</p><p>不少。</p></body></html>".encode()
    )
    assert [finding.where for finding in got.findings if finding.code == "R-04"] == ["T3"]


def test_the_old_edition_gives_only_what_means_the_same() -> None:
    got = of(
        "二、主动公开政府信息情况\n信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量\n"
        "规章 | 1 | 1 | 1\n规范性文件 | 6 | 6 | 6\n"
        "信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量\n"
        "行政许可 | 9 | 0 | 16\n"
        "其他对外管理服务事项 | 1 | 0 | 2\n行政处罚 | 5 | 0 | 3"
    )
    # Printed in that edition, but read into the cells of the next: the figures' form says so.
    assert (got.printed, got.edition) == ("2019", "2021")
    assert got.figures.get("T2.licensing.decisions") == 16
    assert got.figures.get("T2.penalty.decisions") == 3
    assert got.figures.get("T2.normative.in_force") is None
    assert [finding.code for finding in got.findings if finding.code == "R-02"] == ["R-02"]
