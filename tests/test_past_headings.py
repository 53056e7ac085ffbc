"""Headings in any words: each text in its section, once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.errors import DesignProblem
from assistant.past import read_bytes
from assistant.past.lines.heading_words import HeadingWords, said
from assistant.past.lines.headings import ASPECTS
from assistant.prose.wordfile import parse
from assistant.report import Report

CASES = Path(__file__).parent / "cases"
HEADINGS: list[dict[str, Any]] = yaml.safe_load((CASES / "headings.yaml").read_text("utf-8"))
TITLE = "青岚县水利局2029年政府信息公开工作年度报告"
TEXT = "全年办好有关事情。"


def of(text: str, name: str = "report.txt") -> Report:
    return read_bytes(name, text.encode())


def around(line: str, section: str | None) -> str:
    """A report in which a line and the text under it stand where such a heading would."""
    if section in {"problems", "improvements"}:
        return f"{TITLE}\n一、总体情况\n平稳。\n五、存在的主要问题及改进情况\n{line}\n六、其他需要报告的事项\n没有。"
    if line.lstrip("# *")[1] == "、":
        return f"{TITLE}\n一、总体情况\n平稳。\n{line}"
    return f"{TITLE}\n一、总体情况\n（一）主动公开\n发布信息9条。\n{line}"


def ways(heading: str) -> Iterator[str]:
    """The heading on its own line, with its text behind it, with Markdown's marks."""
    plain = heading.rstrip("。：")
    yield f"{plain}\n{TEXT}"
    yield f"{heading}\n{TEXT}"
    yield f"### {plain}\n{TEXT}"
    yield f"**{plain}**\n{TEXT}"
    if "、" not in plain[:2]:
        yield f"{plain}。{TEXT}"
        yield f"{plain}：{TEXT}"


@pytest.mark.parametrize("case", HEADINGS, ids=lambda case: case["heading"])
@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_text_goes_where_its_heading_means(case: dict[str, Any], suffix: str) -> None:
    section = case["section"] or "overview.active"
    for line in ways(case["heading"]):
        got = of(around(line, case["section"]), f"report.{suffix}")
        paragraphs = got.section(section).split("\n")
        assert paragraphs[-1].endswith(TEXT), line
        assert sum(text.count(TEXT) for text in got.sections.values()) == 1
        assert "#" not in "".join(got.sections.values())
        if case["section"] not in {None, "overview"}:
            assert TEXT in paragraphs, line
        if case["section"] is None:
            assert case["heading"].rstrip("。") in got.section(section)


def test_where_two_sections_fit_the_text_is_placed_once_and_the_doubt_is_told() -> None:
    got = of(f"{TITLE}\n一、总体情况\n（一）主动公开\n发布9条。\n（三）信息管理与平台建设\n{TEXT}")
    assert got.section("overview.management") == TEXT
    [told] = [one for one in got.findings if one.code == "R-07"]
    assert told.where == "overview.management"
    assert "信息管理与平台建设" in told.message
    assert "平台建设" in told.message


def test_of_two_sections_that_fit_the_one_without_a_heading_of_its_own_is_taken() -> None:
    got = of(f"{TITLE}\n一、总体情况\n（三）政府信息管理\n审核9次。\n（四）信息管理与平台建设\n{TEXT}")
    assert (got.section("overview.management"), got.section("overview.platform")) == ("审核9次。", TEXT)


def test_a_light_word_yields_to_the_heading_that_names_its_section() -> None:
    alone = of(f"{TITLE}\n一、总体情况\n（一）政策解读\n{TEXT}\n（二）依申请公开\n收到3件。")
    assert alone.section("overview.active") == TEXT
    beside = of(f"{TITLE}\n一、总体情况\n（一）主动公开\n发布9条。\n（二）政策解读\n{TEXT}")
    assert (beside.section("overview"), beside.section("overview.active")) == (f"（二）政策解读\n{TEXT}", "发布9条。")


def test_a_heading_that_states_a_figure_is_text() -> None:
    got = of(f"{TITLE}\n一、总体情况\n（一）全年主动公开信息12条\n（二）依申请公开\n收到3件。")
    assert "12条" in got.section("overview.active")


def test_points_of_a_list_are_no_titles() -> None:
    got = of(
        f"{TITLE}\n五、存在的主要问题及改进情况\n（一）公开平台建设不足。\n（二）整改落实不够到位。\n（三）解读质量有待改进。\n"
        "下一步，我局将配备专人。"
    )
    assert got.section("problems") == "（一）公开平台建设不足。\n（二）整改落实不够到位。\n（三）解读质量有待改进。"
    assert got.section("improvements") == "下一步，我局将配备专人。"


def test_measures_in_a_chapter_of_their_own() -> None:
    got = of(f"{TITLE}\n五、存在的主要问题\n更新不及时。\n六、下一步工作打算\n{TEXT}\n七、其他需要报告的事项\n没有。")
    assert (got.section("problems"), got.section("improvements")) == ("更新不及时。", TEXT)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ("topics: {overview.own: {6: [甲]}}", "没有名为“overview.own”的部分"),
        ("topics: {other: {6: [甲], 5: [甲]}}", "“甲”同时列在"),
        ("topics: {other: {9: [甲]}}", "分量 9 不在 1 到 6 之间"),
        ("topics: {other: {6: [甲]}}\nmasked: [乙]", "“乙”中没有任何一个主题词"),
        ("topics: {other: {6: [甲]}}\nextra: []", "没有这个名称的项"),
    ],
)
def test_a_wrong_word_file_is_refused_with_its_line(wrong: str, named: str) -> None:
    rest = {"whole": "{}", "opening": "[]", "apart": "[]", "tails": "[]", "plain": "[]", "alike": "{}", "masked": "[]"}
    text = wrong + "".join(f"\n{key}: {empty}" for key, empty in rest.items() if f"{key}:" not in wrong)
    with pytest.raises(DesignProblem, match=named):
        parse(text, "heading_words.yaml", HeadingWords)


def test_the_last_word_decides() -> None:
    assert said("常态化开展监督管理", ASPECTS).section == "overview.supervision"
    assert said("以主动公开促监督", ASPECTS).section == "overview.supervision"
    assert said("疫情防控", ASPECTS).section == ""
