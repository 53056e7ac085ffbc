"""Reports as portals, browsers and changed forms print them: no wrong cell, no lost text; damaged rows in doubt."""

import random
import re
from collections import Counter

import pytest
from published_renderings import PUBLISHED, PUBLISHED_LOSSY, PUBLISHED_PRINTED
from renderings import Rendering, Square, blank_for_zero, make, web_file, web_table
from test_past import count, told
from test_past_odd import lost

from assistant.past import read_bytes
from assistant.past.lines.chrome import footer, is_chrome
from assistant.report import Report


def of(text: str, name: str = "report.txt") -> Report:
    return read_bytes(name, text.encode())


@pytest.mark.parametrize("layout", PUBLISHED)
def test_published_layouts_are_read_without_a_wrong_cell_and_without_losing_text(layout: str) -> None:
    total: Counter[str] = Counter()
    for seed in (0, 3, 5):
        report = make(seed)
        rendering = PUBLISHED[layout](report)
        got = read_bytes(rendering.name, rendering.data)
        total += count(got, rendering.expected)
        assert (got.organ, got.year) == (report.organ, report.year)
        assert lost(rendering, got) in ([], ["unplaced"])
    assert set(total) == {"right"}


@pytest.mark.parametrize("layout", PUBLISHED_LOSSY)
def test_an_order_that_cannot_be_followed_leaves_blanks(layout: str) -> None:
    for seed in (0, 3, 5):
        rendering = PUBLISHED_LOSSY[layout](make(seed))
        got = read_bytes(rendering.name, rendering.data)
        assert not [key for key in count(got, rendering.expected) if "wrong" in key]
        assert set(got.figures.blanks()) <= set(told(got))
        assert any(finding.values["raw"] for finding in got.findings if finding.code == "T-01")


@pytest.mark.slow
@pytest.mark.parametrize("layout", PUBLISHED_PRINTED)
def test_published_pdfs_are_read_without_a_wrong_cell(layout: str) -> None:
    rendering = PUBLISHED_PRINTED[layout](make(3))
    got = read_bytes(rendering.name, rendering.data)
    assert set(count(got, rendering.expected)) == {"right"}
    assert not lost(rendering, got)


def damaged(way: str, rng: random.Random, harm: str, zero: str) -> Rendering:
    """A page in which one row of every table has lost a cell, has one twice, or an empty one too many."""

    def write(boxes: list[Square], how: str) -> str:
        rows = web_table(boxes, how).split("</tr>")
        at = rng.choice([at for at, row in enumerate(rows) if re.search(r"<p>\d+</p>", row)] or [0])
        cells = re.findall(r"<td[^>]*>.*?</td>", rows[at])
        spot = rng.randrange(len(cells))
        put = {"lost": [], "twice": [cells[spot]] * 2, "empty": ["<td></td>", cells[spot]]}[harm]
        rows[at] = "<tr>" + "".join([*cells[:spot], *put, *cells[spot + 1 :]])
        return "</tr>".join(rows)

    return web_file(make(rng.randint(0, 30)), way, table=write, show=blank_for_zero(zero))


@pytest.mark.parametrize("harm", ["lost", "twice", "empty"])
@pytest.mark.parametrize("way", ["merged", "expanded", "kept", "collapsed"])
@pytest.mark.parametrize("zero", ["0", "", "/"])
def test_a_damaged_row_is_in_doubt(way: str, harm: str, zero: str) -> None:
    rng = random.Random(f"{way}{harm}{zero}")  # noqa: S311 - the same damage every time
    for _ in range(6):
        rendering = damaged(way, rng, harm, zero)
        wrong = [key for key in count(read_bytes(rendering.name, rendering.data), rendering.expected) if "wrong" in key]
        assert not wrong


@pytest.mark.parametrize(
    ("head", "organ", "year"),
    [
        ("青岚县水利局\n政府信息公开工作年度报告\n（2024年）", "青岚县水利局", 2024),
        ("青岚县水利局2024年\n政府信息公开工作年度报告", "青岚县水利局", 2024),
        ("青岚县水利局关于2024年度政府信息公开工作情况的报告", "青岚县水利局", 2024),
        ("青岚县水利局政府信息公开工作2024年度报告", "青岚县水利局", 2024),
        ("青岚县水利局2024年政务公开工作年度报告", "青岚县水利局", 2024),
        ("【年报】青岚县水利局2024年政府信息公开工作年度报告", "青岚县水利局", 2024),
        ("青岚县水利局\n关于报送2024年政府信息公开工作年度报告的报告", "青岚县水利局", 2024),
        (
            "临溪区城市管理局（综合行政执法局）2024年政府信息公开工作年度报告",
            "临溪区城市管理局（综合行政执法局）",
            2024,
        ),
    ],
)
def test_titles_and_nothing_of_them_in_the_text(head: str, organ: str, year: int) -> None:
    got = of(f"{head}\n本报告按规定编制。\n一、总体情况\n平稳。")
    assert (got.organ, got.year) == (organ, year)
    assert got.section("preamble") == "本报告按规定编制。"


@pytest.mark.parametrize(
    "line",
    [
        "支持字体缩放",
        "门户网站访问量1200次",
        "相关信息主动公开到位",
        "优化栏目、分享到群众身边；",
        "公开方式：通过网站",
    ],
)
def test_lines_of_a_list_are_no_chrome(line: str) -> None:
    assert not is_chrome(line, inside=True)
    got = of(f"一、总体情况\n（四）政府信息公开平台建设\n做了以下工作\n{line}\n成效明显。" + "\n补充。" * 12)
    assert line in got.section("overview.platform")


@pytest.mark.parametrize(
    "line", ["访问量：15", "字号：大 中 小 打印", "【字体：大 中 小】", "主办：办公室　承办：信息中心"]
)
def test_portal_lines_are_chrome(line: str) -> None:
    assert is_chrome(line, inside=True)


def test_the_foot_of_a_page_begins_at_its_first_sure_line() -> None:
    assert footer(["没有收取信息处理费。", "无", "【打印】【关闭】", "地址：长安路8号"]) == 2
    assert footer(["没有收取信息处理费。", "地址：长安路8号"]) == 0


def test_lists_without_a_word_between_are_problems_and_improvements() -> None:
    got = of("五、存在的主要问题及改进情况\n1.更新不及时。\n2.人手不足。\n1.定期检查。\n2.配备专人。")
    assert got.section("problems") == "1.更新不及时。\n2.人手不足。"
    assert got.section("improvements") == "1.定期检查。\n2.配备专人。"


def test_the_end_of_a_broken_sentence_is_no_heading() -> None:
    got = of("六、其他需要报告的事项\n本年度没有收取信息处理费，此外也没有需要说明的情况，无\n其他需要报告的事项。")
    assert "其他需要报告的事项。" in got.section("other")


def test_of_two_reports_the_first_is_read_and_the_other_told() -> None:
    rendering = PUBLISHED["两份年报"](make(3))
    got = read_bytes(rendering.name, rendering.data)
    assert [finding.code for finding in got.findings if "不止一份" in finding.message] == ["R-07"]
    assert "2020年政府信息公开工作年度报告" in got.section("unplaced")


def test_a_table_of_zeros_left_out_is_there_all_the_same() -> None:
    rendering = web_file(make(0), "merged", show=lambda *_: "")
    got = read_bytes(rendering.name, rendering.data)
    assert not [finding for finding in got.findings if finding.code == "R-01" and finding.where == "T3"]


def test_a_long_row_with_the_word_of_a_heading_is_not_cut() -> None:
    rows = "| | 8.属于行政查询事项 | 2561111111 | 0 | 1278111111 | 2240111111 | 483111111 | 1600111111 | 8165555555 |"
    got = of(f"三、收到和处理政府信息公开申请情况\n| | 7.属于行政执法案卷 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n{rows}")
    assert got.figures.get("T3.refused_administrative_inquiry.natural_person") == 2561111111


def test_a_heading_that_its_paragraph_ran_into_loses_nothing() -> None:
    got = of(
        "一、总体情况\n（四）政府信息公开平台建设依托门户网站设立公开专栏8个，开设信箱。\n"
        "五、存在的主要问题及改进情况\n（一）主要问题\n更新不及时。\n（二）改进措施1.加强审核。逐项核对。"
    )
    assert "依托门户网站设立公开专栏8个，开设信箱。" in got.section("overview.platform")
    assert got.section("improvements") == "1.加强审核。逐项核对。"


def test_a_header_in_print_order_is_no_other_order_of_columns() -> None:
    head = "申请人情况\n法人或其他组织\n自然人 总计\n商业企业 科研机构 社会公益组织 法律服务机构 其他"
    row = "一、本年新收政府信息公开申请数量 1 2 3 4 5 6 21\n二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0"
    got = of(f"三、收到和处理政府信息公开申请情况\n{head}\n{row}")
    assert got.figures.get("T3.received.natural_person") == 1
    assert got.figures.get("T3.received.other_org") == 6
