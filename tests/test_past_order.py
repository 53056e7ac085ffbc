"""The order of the six parts, which only the reader of a published file can see."""

import pytest

from assistant import checks
from assistant.past import read_bytes

PARTS = {
    "一、总体情况": "（一）主动公开\n全年公布各类事项，按时更新。",
    "二、主动公开政府信息情况": "",
    "三、收到和处理政府信息公开申请情况": "",
    "四、政府信息公开行政复议、行政诉讼情况": "",
    "五、存在的主要问题及改进情况": "（一）存在的主要问题\n解读形式单一。\n（二）改进情况\n多用图表说明政策。",
    "六、其他需要报告的事项": "本年度没有收取信息处理费。",
}


@pytest.mark.parametrize(
    ("order", "where"),
    [
        ((0, 1, 2, 3, 4, 5), []),
        ((0, 1, 2, 3, 4), []),
        ((0, 1, 3, 2, 4, 5), ["T3"]),
        ((0, 1, 2, 3, 5, 4), ["shortcomings"]),
        ((0, 4, 5, 1, 2, 3), ["T2"]),
    ],
)
def test_parts_out_of_order_are_one_finding(order: tuple[int, ...], where: list[str]) -> None:
    titles = list(PARTS)
    body = "\n".join(f"{titles[at]}\n{PARTS[titles[at]]}" for at in order)
    report = read_bytes("a.txt", f"云溪县司法局2024年政府信息公开工作年度报告\n{body}".encode())
    assert [finding.where for finding in report.findings if finding.code == "S-01"] == where
    told = [finding.where for finding in checks.run(report, submitting=False) if finding.code == "S-01"]
    assert all(place in told for place in where)


def test_a_date_in_brackets_under_the_title_is_no_text() -> None:
    title = "云溪县司法局\n2024年政府信息公开工作年度报告\n（2025年1月20日）"
    period = "本报告统计期限为2024年1月1日至12月31日。"
    report = read_bytes("a.txt", f"{title}\n{period}\n一、总体情况\n平稳推进。".encode())
    assert report.sections["preamble"] == period


def test_a_point_that_speaks_of_improving_is_no_heading_and_is_kept() -> None:
    points = "（一）解读形式还不够丰富，需要改进。\n（二）更新还不够及时，需要加强。"
    body = f"五、存在的主要问题及改进情况\n（一）存在的主要问题\n{points}\n（二）改进情况\n多用图表说明政策。"
    sections = read_bytes("a.txt", f"云溪县司法局2024年政府信息公开工作年度报告\n{body}".encode()).sections
    assert sections["problems"] == points
    assert sections["improvements"] == "多用图表说明政策。"
