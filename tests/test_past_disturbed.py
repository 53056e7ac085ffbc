"""Tables of text files with columns moved, rows broken, lines put between: blank where in doubt, never wrong."""

import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from disturbed_renderings import LINES, below_the_header, columns_moved
from renderings import (
    FORM,
    Show,
    Square,
    bars_between,
    bars_collapsed,
    bars_kept,
    blank_for_zero,
    cells_only,
    full,
    fullwidth,
    fused,
    gaps,
    make,
    markdown,
    one_line,
    plainly,
    run_together,
    spaced,
    squares,
    tabs,
    text_file,
    thousands,
)
from year_renderings import HEADS, Pair, columns, of_2024, rows

from assistant.errors import DesignProblem
from assistant.figures import Figures
from assistant.form import Table
from assistant.past import read_bytes
from assistant.past.lines.years.words import YearWords
from assistant.prose.wordfile import parse
from assistant.report import Report

Write = Callable[[Table, list[Square]], str]
WRITERS: tuple[Write, ...] = (
    spaced,
    fused,
    cells_only,
    gaps,
    tabs,
    bars_collapsed,
    bars_kept,
    bars_between,
    markdown,
    one_line,
    run_together,
)
SHOWS: tuple[Show, ...] = (plainly, thousands, fullwidth, *map(blank_for_zero, ("/", "-", "无", "")))
SEEDS = range(4)


def wrong(name: str, data: bytes, expected: dict[str, Decimal | None]) -> list[str]:
    got = read_bytes(name, data).figures.values
    return [
        f"{code} {got[code]}, not {value}" for code, value in expected.items() if code in got and got[code] != value
    ]


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("disturbed", LINES)
@pytest.mark.parametrize("moved", [False, True], ids=["", "列序不同"])
def test_a_disturbed_table_is_never_read_wrong(write: Write, disturbed: str, moved: bool) -> None:  # noqa: FBT001
    for seed in SEEDS:
        rng = random.Random(f"{disturbed}{moved}{seed}")  # noqa: S311 - the same every time
        show = rng.choice(SHOWS)

        def table(form: Table, boxes: list[Square], rng: random.Random = rng) -> str:
            return LINES[disturbed](write(form, columns_moved(form, boxes, rng) if moved else boxes), rng)

        printed = text_file(make(seed + 2), table, show=show)
        assert not wrong(printed.name, printed.data, dict(printed.expected)), (seed, show)


@pytest.mark.parametrize("write", [spaced, tabs, bars_collapsed, markdown])
def test_a_line_below_the_header_takes_little(write: Write) -> None:
    """Where the columns stand as the form has them a line in between costs at most a row or two."""
    for seed in SEEDS:
        rng = random.Random(seed)  # noqa: S311 - the same every time
        printed = text_file(make(seed), lambda form, boxes, rng=rng: below_the_header(write(form, boxes), rng))
        got = read_bytes(printed.name, printed.data).figures.values
        right = sum(got.get(code) == value for code, value in printed.expected.items())
        assert right >= 0.9 * len(printed.expected), seed


@pytest.mark.parametrize("doubling", [columns, rows])
@pytest.mark.parametrize("empty", ["", "own"])
@pytest.mark.parametrize("write", [spaced, fused, tabs, bars_collapsed, bars_between, markdown, one_line, run_together])
def test_two_years_with_a_line_between_are_a_doubt(
    doubling: Callable[..., list[Square]], empty: str, write: Write
) -> None:
    for seed, heads in enumerate(HEADS.values()):
        rng = random.Random(seed)  # noqa: S311 - the same every time
        pair = Pair(of_2024(seed), heads, empty)

        def table(form: Table, boxes: list[Square], rng: random.Random = rng, pair: Pair = pair) -> str:
            return below_the_header(write(form, doubling(*pair.squares(boxes), pair.heads)), rng)

        printed = text_file(pair.report, table)
        assert not wrong(printed.name, printed.data, dict(pair.own)), (seed, heads)


@pytest.mark.parametrize("write", [spaced, fused, one_line, bars_between])
def test_years_above_two_tables_count_also_where_one_is_empty(write: Write) -> None:
    report = of_2024(4)
    other = {code: value + 7 for code, value in report.figures.values.items()}

    def twice(form: Table, _: list[Square]) -> str:
        empty = write(form, squares(form, {}))
        return f"2023年\n单位：件\n{write(form, squares(form, other))}\n本年没有新增。\n2024年\n单位：件\n{empty}"

    printed = text_file(report, twice)
    assert not read_bytes(printed.name, printed.data).figures.values


@pytest.mark.parametrize("seed", range(6))
def test_commas_within_numbers_make_no_cells(seed: int) -> None:
    """A file whose numbers are printed 7,414 is no sheet saved with commas."""
    printed = text_file(large(seed), spaced, show=thousands)
    assert not wrong(printed.name, printed.data, dict(printed.expected))
    together = text_file(large(seed), run_together, show=thousands)
    assert not wrong(together.name, together.data, dict(together.expected))


def large(seed: int) -> Report:
    report = make(seed)
    return replace(report, figures=Figures({code: value * 1009 for code, value in report.figures.values.items()}))


def test_a_value_and_a_mark_for_nothing_are_no_value() -> None:
    report = make(3)
    text = "\n".join(
        " ".join(row) for row in full(squares(FORM.tables["T2"], dict(report.figures.values)), repeat=False)
    )
    text = text.replace("行政强制 0", "行政强制 /\n2")
    got = read_bytes("report.txt", f"{report.title}\n二、主动公开政府信息情况\n{text}".encode())
    assert "T2.coercion.decisions" not in got.figures.values


@pytest.mark.parametrize(
    "text",
    [
        "earlier: [上年]\nthis: [上年, 本年]\nof: [度]\nwhat: [数]\nbeside: [年度]",
        "earlier: [总]\nthis: [本年]\nof: [计]\nwhat: [数]\nbeside: [年度]",
        "earlier: []\nthis: [本年]\nof: [度]\nwhat: [数]\nbeside: [年度]",
        "earlier: [上年]\nthis: [本年]\nof: [度]\nwhat: [数]\nbeside: [年度]\nlater: [明年]",
    ],
)
def test_a_wrong_word_of_the_years_is_named(text: str) -> None:
    with pytest.raises(DesignProblem):
        parse(text, "words.yaml", YearWords)
