"""Reading published reports: every layout, no wrong cell; and the real samples, cell by cell."""

import json
import random
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from renderings import (
    LAYOUTS,
    LOSSY,
    PRINTED,
    bars_after,
    bars_between,
    bars_collapsed,
    cells_only,
    gaps,
    make,
    one_line,
    runs,
    spaced,
    tabs,
    text_file,
)

from assistant.figures import Figures
from assistant.findings import blank_cells
from assistant.form import load
from assistant.past import read, read_bytes
from assistant.report import Report, to_json

CASES = Path(__file__).parent / "cases"
SAMPLES: list[dict[str, Any]] = yaml.safe_load((CASES / "past_samples.yaml").read_text("utf-8"))


def count(got: Report, expected: Any) -> Counter[str]:
    """Right, blank and wrong cells; a blank that should be blank is right."""
    out: Counter[str] = Counter()
    for code, value in expected.items():
        read_value = got.figures.values.get(code)
        out["right" if read_value == value else "blank" if read_value is None else f"wrong {code}"] += 1
    return out


def told(got: Report) -> Counter[str]:
    """How often each cell is told of as blank: by itself, with its rows, or with its table."""
    form = got.figures.form
    cells = [cell for finding in got.findings if finding.code == "T-01" for cell in blank_cells(finding)]
    for finding in got.findings:
        if finding.code in {"R-01", "R-04"} and finding.where in form.tables:
            cells += [cell for cell in form.tables[finding.where].codes() if cell in set(got.figures.blanks())]
    if got.printed:  # R-02 tells that an older edition has no place for them
        cells += [cell for cell in form.cells if not load(got.printed).prints(cell)]
    return Counter(cells)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_is_read_without_a_wrong_cell(layout: str) -> None:
    total: Counter[str] = Counter()
    for seed in range(6):
        report = make(seed)
        rendering = LAYOUTS[layout](report)
        got = read_bytes(rendering.name, rendering.data)
        total += count(got, rendering.expected)
        assert (got.organ, got.year) == (report.organ, report.year)
    assert not [key for key in total if key.startswith("wrong")]
    assert total["right"] >= 0.99 * total.total()


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if "硬换行" not in name])
def test_every_layout_gives_the_same_sections(layout: str) -> None:
    for seed in (1, 2):
        rendering = LAYOUTS[layout](make(seed))
        got = read_bytes(rendering.name, rendering.data)
        assert dict(got.sections) == dict(rendering.sections)


@pytest.mark.parametrize("layout", LOSSY)
def test_layouts_that_lose_cells_leave_blanks_but_nothing_wrong(layout: str) -> None:
    total: Counter[str] = Counter()
    for seed in range(6):
        rendering = LOSSY[layout](make(seed))
        got = read_bytes(rendering.name, rendering.data)
        total += count(got, rendering.expected)
        assert set(got.figures.blanks()) <= set(told(got))
    assert not [key for key in total if key.startswith("wrong")]
    assert total["right"] >= 0.6 * total.total()


def without_repeats(text: str, _: random.Random) -> str:
    """Every repeated line gone, as some tools that copy web pages do."""
    return "\n".join(dict.fromkeys(text.split("\n")))


def without_three_lines(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    loose = [at for at, line in enumerate(lines) if "。" not in line and "年度报告" not in line]
    gone = set(rng.sample(loose, 3))
    return "\n".join(line for at, line in enumerate(lines) if at not in gone)


def without_three_values(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    rows = [at for at, line in enumerate(lines) if re.search(r"\d[ |]+\d", line) and "。" not in line]
    for at in rng.sample(rows, min(3, len(rows))):
        found = list(re.finditer(r"(?<=[ |])\d+(?= )", lines[at]))
        if found:
            one = rng.choice(found)
            lines[at] = lines[at][: one.start()].rstrip("| ") + " " + lines[at][one.end() :].lstrip()
    return "\n".join(lines)


SPOILS = (without_repeats, without_three_lines, without_three_values)


def wrong_cells(write: Any, spoil: Any, seed: int) -> list[str]:
    """Cells read wrongly from a text file after something was lost from it, the same losses every time."""
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    rendering = text_file(make(seed), write, after=lambda text: spoil(text, rng))
    return [key for key in count(read_bytes(rendering.name, rendering.data), rendering.expected) if "wrong" in key]


@pytest.mark.parametrize("spoil", SPOILS)
@pytest.mark.parametrize(
    "write", [cells_only, bars_after, bars_between, spaced, gaps, bars_collapsed, one_line, runs, tabs]
)
def test_what_was_lost_on_the_way_never_makes_a_wrong_cell(write: Any, spoil: Any) -> None:
    for seed in range(5):
        assert not wrong_cells(write, spoil, seed)


@pytest.mark.slow
@pytest.mark.parametrize("layout", PRINTED)
def test_printed_pdfs_are_read_without_a_wrong_cell(layout: str) -> None:
    for seed in (0, 1, 4):
        report = make(seed)
        rendering = PRINTED[layout](report)
        got = read_bytes(rendering.name, rendering.data)
        assert set(count(got, rendering.expected)) == {"right"}
        assert (got.organ, got.year) == (report.organ, report.year)
        assert got.sections["problems"] == rendering.sections["problems"]


def test_every_blank_cell_is_told_once() -> None:
    rendering = LAYOUTS["网页斜线代空"](make(3))
    got = read_bytes(rendering.name, rendering.data)
    assert set(told(got)) == set(got.figures.blanks())
    assert set(told(got).values()) == {1}


def test_a_bracketed_aside_is_dropped_with_a_remark() -> None:
    rendering = LAYOUTS["网页括注"](make(4))
    got = read_bytes(rendering.name, rendering.data)
    told = [finding for finding in got.findings if finding.code == "R-07"]
    assert told
    assert all("没有计入" in finding.message for finding in told)


def test_digits_that_ran_together_are_told() -> None:
    rendering = LOSSY["数字连写"](make(0))
    got = read_bytes(rendering.name, rendering.data)
    assert "R-03" in {finding.code for finding in got.findings}


def test_own_json_comes_back_the_same() -> None:
    report = make(7)
    got = read_bytes("report.json", json.dumps(to_json(report), ensure_ascii=False).encode())
    assert to_json(got) == to_json(report)


def test_json_with_blanks_says_which() -> None:
    report = Report("青岚县水利局", 2024, figures=Figures({"T2.fees.amount": Decimal("1.5")}))
    got = read_bytes("report.json", json.dumps(to_json(report)).encode())
    assert [(finding.code, finding.where) for finding in got.findings] == [
        ("T-01", "T2.regulations"),
        ("T-01", "T3"),
        ("T-01", "T4"),
    ]
    assert set(told(got)) == set(got.figures.blanks())


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case["file"])
def test_samples_cell_by_cell(samples: Path, case: dict[str, Any]) -> None:
    got = read(samples / case["file"])
    # Figures of a file printed in the edition of 2019 are read into the cells of 2021.
    assert (got.organ, got.year, got.printed or got.edition) == (case["organ"], case["year"], case["edition"])
    for row, numbers in case["rows"].items():
        table, name = row.split(".")
        columns = got.figures.form.tables[table].rows[name].columns
        values = [got.figures.values.get(f"{row}.{column}") for column in columns]
        assert values == [None if number is None else Decimal(str(number)) for number in numbers], row


def test_the_sample_of_zeros_has_no_blank(samples: Path) -> None:
    got = read(samples / "xingqing-justice-bureau-2024.txt")
    assert (got.organ, got.year) == ("银川市兴庆区司法局", 2024)
    assert set(got.figures.values.values()) == {Decimal(0)}
    assert len(got.figures.values) == 200
    assert not got.findings
    assert set(got.sections) == set(got.figures.form.narrative) - {"overview"}
    assert "电话" in got.section("other")
    assert "扫一扫" not in "".join(got.sections.values())


def test_the_blank_form_is_all_blank(samples: Path) -> None:
    got = read(samples / "blank-form-2021.docx")
    assert not got.figures.values
    assert not [finding for finding in got.findings if finding.code == "R-01"]


def test_samples_without_sub_headings_are_split_by_what_they_say(samples: Path) -> None:
    for name in (
        "hebei_jyt_2019.txt",
        "hebei_jyt_2021.txt",
        "hebei_jyt_2022.txt",
        "hebei_jyt_2023.txt",
        "hongze_2023.pdf",
    ):
        got = read(samples / name)
        assert got.section("problems").endswith(("。", "等。")), name
        assert "下一步" not in got.section("problems"), name
        assert "将" in got.section("improvements"), name
