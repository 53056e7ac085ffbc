"""Pages printed as one line: headings and tables found within it, nothing wrong, nothing lost."""

import random
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from one_line_renderings import ONE_LINE, WAYS, OneLine, one_line
from one_line_truth import knowable
from renderings import FORM, Rendering, make

from assistant.figures import Figures
from assistant.past import read_bytes
from assistant.past.lines.running import cut
from assistant.report import Report

SEEDS = range(8)


def judged(got: Report, rendering: Rendering) -> Counter[str]:
    out: Counter[str] = Counter()
    for code, value in rendering.expected.items():
        read = got.figures.values.get(code)
        out["right" if read == value else "blank" if read is None else f"wrong {code}"] += 1
    return out


@pytest.mark.parametrize("layout", ONE_LINE)
def test_a_page_in_one_line_is_read(layout: str) -> None:
    total: Counter[str] = Counter()
    for seed in SEEDS:
        report = make(seed)
        rendering = ONE_LINE[layout](report)
        got = read_bytes(rendering.name, rendering.data)
        total += judged(got, rendering)
        assert (got.organ, got.year, got.title) == (report.organ, report.year, report.title)
        assert dict(got.sections) == dict(rendering.sections)
    assert not [key for key in total if key.startswith("wrong")]
    assert total["right"] >= 0.98 * total.total()


def test_what_stays_blank_shows_its_digits() -> None:
    """Only cells whose digits can be cut in several ways stay blank, and what stood there is told."""
    rendering = ONE_LINE["一行·全角空格"](make(4))
    got = read_bytes(rendering.name, rendering.data)
    blank = [code for code in rendering.expected if code not in got.figures.values]
    assert blank
    assert {code.split(".")[0] for code in blank} == {"T2"}
    for code in blank:
        raw = got.figures.unreadable[code]
        assert raw.isdigit()
        assert raw in rendering.data.decode()


def test_rows_that_leave_no_choice_are_told_once() -> None:
    rendering = ONE_LINE["一行·全角空格"](make(0))
    told = [one for one in read_bytes(rendering.name, rendering.data).findings if one.code == "R-03"]
    assert [one.where for one in told if "位数与格数相同" in one.message] == ["T3"]


@pytest.mark.parametrize("row", ["received", "granted", "total_handled", "carried_out"])
def test_a_table_that_does_not_balance_gives_no_wrong_cell(row: str) -> None:
    """A digit misprinted in one cell: the rows may stay blank, none is made to fit."""
    rng = random.Random(row)  # noqa: S311 - the same misprint for the same row
    for seed in range(12):
        report = make(seed)
        code = f"T3.{row}.{rng.choice(list(FORM.tables['T3'].columns))}"
        values = {**report.figures.values, code: report.figures.values[code] + rng.choice([1, 10, 100])}
        rendering = one_line(replace(report, figures=Figures(values)), OneLine())
        wrong = [key for key in judged(read_bytes("report.txt", rendering.data), rendering) if key.startswith("wrong")]
        assert not wrong, (seed, code, wrong)


def test_a_year_behind_the_last_table_is_no_digit_of_it() -> None:
    report = make(1)
    rendering = one_line(report, OneLine(around="", paragraphs=""))
    text = rendering.data.decode().replace("五、存在的主要", f"{report.year}年没有新增诉讼。五、存在的主要")
    got = read_bytes("report.txt", text.encode())
    assert not [key for key in judged(got, rendering) if key.startswith("wrong")]
    assert "没有新增诉讼" in "".join(got.sections.values())


def test_digits_that_a_word_follows_are_not_the_tables() -> None:
    rendering = one_line(make(1), OneLine(around="", paragraphs=""))
    text = rendering.data.decode().replace("五、存在的主要问题", "3件仍在审理。五、存在的主要问题")
    got = read_bytes("report.txt", text.encode())
    assert not [key for key in judged(got, rendering) if key.startswith("wrong")]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_cutting_loses_nothing_but_space(way: OneLine) -> None:
    for seed in SEEDS:
        text = one_line(make(seed), way).data.decode()
        assert "".join("".join(cut(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "报告由一、总体情况，二、主动公开政府信息情况，三、收到和处理政府信息公开申请情况，六、其他需要报告的事项等六部分组成，现予公布并接受社会监督。",
        "全年自然人申请12件、商业企业1件、科研机构0件、社会公益组织0件、法律服务机构0件、其他0件，总计13件；予以公开3件、部分公开1件。",
        "按照第二十条第（一）项、第（五）项、第（六）项和第（八）项的规定，及时公开规章、行政规范性文件、行政许可、行政处罚、行政强制和行政事业性收费信息。",
    ],
)
def test_a_sentence_with_the_forms_words_is_left_alone(text: str) -> None:
    assert cut(text) == [text]


def test_the_same_file_gives_the_same_answer() -> None:
    rendering = one_line(make(14), OneLine())
    first, again = (read_bytes("report.txt", rendering.data) for _ in range(2))
    assert first.figures.values == again.figures.values
    assert all(isinstance(value, Decimal) for value in first.figures.values.values())


@pytest.mark.parametrize("seed", [0, 1, 2, 4, 6, 8, 9, 17, 20, 23])
def test_all_that_can_be_known_is_read_and_nothing_else(seed: int) -> None:
    rendering = one_line(make(seed), OneLine())
    assert set(read_bytes("report.txt", rendering.data).figures.values) == knowable(rendering.expected)
