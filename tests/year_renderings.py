"""Year renderings: two years printed side by side, or below each other, in the tables of one report."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from broken_renderings import pdf
from renderings import (
    FORM,
    Rendering,
    Square,
    bars_collapsed,
    bars_kept,
    cells_only,
    gaps,
    make,
    markdown,
    rows_of,
    spaced,
    squares,
    tabs,
    text_file,
    web_file,
    web_table,
)

from assistant.form import Table
from assistant.report import Report

Values = Mapping[str, Decimal | None]
HEADS = {
    "年份": ("2023年", "2024年"),
    "年份倒序": ("2024年度", "2023年度"),
    "上年本年": ("上年", "本年"),
    "本年数上年数": ("本年数", "上年数"),
}


def last_year(report: Report) -> Values:
    """Other figures than the report's, most of them different in every cell."""
    return {code: value + 7 for code, value in report.figures.values.items()}


def columns(boxes: list[Square], other: Sequence[Square], heads: tuple[str, str]) -> list[Square]:
    """Every value column twice, a year above each."""
    out: list[Square] = []
    down = 0
    before = False
    for own, others in zip(rows_of(boxes), rows_of(list(other)), strict=True):
        values = any(box.value for box in own)
        if values and not before:
            places = [box for box in own if box.value]
            first = min(box.x for box in places)
            out.append(replace(own[0], x=0, y=own[0].y + down, text="", wide=2 * first, tall=1, value=False))
            for box in places:
                out += _two(replace(box, y=box.y + down, value=False, tall=1), heads)
            down += 1
        before = values
        for box, another in zip(own, others, strict=True):
            moved = replace(box, y=box.y + down)
            wide = replace(moved, x=2 * box.x, wide=2 * box.wide)
            out += _two(moved, (box.text, another.text)) if box.value else [wide]
    return out


def _two(box: Square, texts: tuple[str, str]) -> list[Square]:
    return [
        replace(box, x=2 * box.x, text=texts[0]),
        replace(box, x=2 * box.x + box.wide, text=texts[1]),
    ]


def rows(boxes: list[Square], other: Sequence[Square], heads: tuple[str, str]) -> list[Square]:
    """Every row twice, a year in a column before its values."""
    out: list[Square] = []
    first = min(box.x for box in boxes if box.value)
    lines = [any(box.value for box in row) for row in rows_of(boxes)]
    at = [sum(2 if value else 1 for value in lines[:y]) for y in range(len(lines) + 1)]
    another = {(box.x, box.y): box.text for box in other}
    for box in boxes:
        y, tall = at[box.y], at[min(box.y + box.tall, len(lines))] - at[box.y]
        x = box.x + (box.x >= first)
        if box.value:
            out += [replace(box, x=x, y=y, tall=1), replace(box, x=x, y=y + 1, tall=1, text=another[box.x, box.y])]
        else:
            wide = box.wide + (box.x < first < box.x + box.wide)
            out.append(replace(box, x=x, y=y, tall=tall, wide=wide))
    for y, values in enumerate(lines):
        if values:
            out += [Square(first, at[y] + down, head, 1, 1, value=False) for down, head in enumerate(heads)]
        elif not any(
            box.y <= y < box.y + box.tall and box.x <= first - 1 < box.x + box.wide and box.wide > 1 for box in boxes
        ):
            out.append(Square(first, at[y], "年度", 1, 1, value=False))
    return sorted(out, key=lambda box: (box.y, box.x))


Doubling = Callable[[list[Square], Sequence[Square], tuple[str, str]], list[Square]]


@dataclass(frozen=True)
class Pair:
    """The figures of two years in the order of their headings; `own` is this year's, what a faithful reader may give.

    `empty` is which of the years is not filled in: "own", "other" or neither.
    """

    report: Report
    heads: tuple[str, str]
    empty: str = ""

    @property
    def own(self) -> Values:
        return {code: None if self.empty == "own" else self.report.figures.values.get(code) for code in FORM.cells}

    def squares(self, boxes: list[Square]) -> tuple[list[Square], list[Square]]:
        """The squares of both years of the table that these are of."""
        table = next(one for one in FORM.tables.values() if _texts(squares(one, self.own)) == _texts(boxes))
        own = squares(table, self.own)
        other = squares(table, {} if self.empty == "other" else last_year(self.report))
        mine = next(head for head in self.heads if head.startswith((str(self.report.year), "本年")))
        return (own, other) if self.heads[0] == mine else (other, own)


def _texts(boxes: Sequence[Square]) -> list[str]:
    return [box.text for box in boxes if not box.value]


def doubled(pair: Pair, way: Doubling, *, printed: bool = False) -> Rendering:
    """A page in whose tables every column or row stands twice."""

    def table(boxes: list[Square], shape: str) -> str:
        return web_table(way(*pair.squares(boxes), pair.heads), shape)

    rendering = pdf(pair.report, table=table) if printed else web_file(pair.report, "merged", table=table)
    return replace(rendering, expected=pair.own)


def twice(pair: Pair, *, printed: bool = False) -> Rendering:
    """A page on which every table stands twice, the year above each."""

    def table(boxes: list[Square], shape: str) -> str:
        both = zip(pair.heads, pair.squares(boxes), strict=True)
        return "".join(f"<p>{head}</p>{web_table(some, shape)}" for head, some in both)

    rendering = pdf(pair.report, table=table) if printed else web_file(pair.report, "merged", table=table)
    return replace(rendering, expected=pair.own)


def flattened(pair: Pair, way: Doubling, write: Callable[[Table, list[Square]], str]) -> Rendering:
    """A text file with such tables."""
    text = text_file(pair.report, lambda table, boxes: write(table, way(*pair.squares(boxes), pair.heads)))
    return replace(text, expected=pair.own)


def of_2024(seed: int) -> Report:
    """A report of the year that HEADS has."""
    report = make(seed)
    return replace(report, year=2024, title=f"{report.organ}2024年政府信息公开工作年度报告")


WAYS: dict[str, Doubling] = {"列": columns, "行": rows}
TEXTS = (bars_collapsed, bars_kept, tabs, spaced, cells_only, gaps, markdown)
EMPTY = ("", "own", "other")
