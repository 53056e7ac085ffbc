"""Disturbed renderings: tables of a text file whose columns were moved, rows broken, and lines put between.

Whatever is done to a table, its report's figures stay those that a faithful reader may give: it may leave cells blank.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from renderings import Square

from assistant.form import Table

SENTENCES = (
    "2024年，本机关制发行政规范性文件5件，废止2件，现行有效18件。",
    "注：1.含下属单位数据。2.上年结转3件。",
    "具体情况如下：",
    "上年度数据为12、3、7，本年度有较大增长",
    "共 3 类 12 项",
    "（续表）",
)
PRINTED = (
    "来源：本站 浏览次数：128",
    "— 3 —",
    "3",
    "12 / 30",
    "单位：件",
    "编号 2024-015",
    "填表人 5550123",
)
"""What a portal or a printer puts between lines, with digits in it."""


def columns_moved(table: Table, boxes: list[Square], rng: random.Random) -> list[Square]:
    """The same table with its columns in another order, the header's and the rows' alike."""
    if table.id == "T2":
        rows = {box.y for box in boxes if box.text in {"本年制发件数", "规章", "行政规范性文件"}}
        moved = _shuffled([1, 2, 3], rng)
        out = [replace(box, x=moved.get(box.x, box.x)) if box.y in rows else box for box in boxes]
    elif table.id == "T3" and rng.random() < 0.5:  # 总计 before 自然人
        moved = {9: 3, **{x: x + 1 for x in range(3, 9)}}
        out = [replace(box, x=moved.get(box.x, box.x)) if box.y in {1, 2} or box.value else box for box in boxes]
    elif table.id == "T3":
        moved = _shuffled(range(4, 9), rng)
        out = [replace(box, x=moved.get(box.x, box.x)) if box.y == 2 or box.value else box for box in boxes]
    else:
        moved = _shuffled(range(5), rng)
        out = [replace(box, x=box.x // 5 * 5 + moved[box.x % 5]) if box.wide == 1 else box for box in boxes]
    return sorted(out, key=lambda box: (box.y, box.x))


def _shuffled(places: Sequence[int], rng: random.Random) -> dict[int, int]:
    """Each place with another, not all with their own."""
    others = list(places)
    while others == list(places):
        rng.shuffle(others)
    return dict(zip(places, others, strict=True))


def _with(text: str, line: str, where: Callable[[list[int]], int]) -> str:
    """The text with a line before one of those that hold a value."""
    lines = text.split("\n")
    valued = [at for at, one in enumerate(lines) if re.search(r"[\d０-９]\s*\|*\s*$", one)] or [len(lines)]
    lines.insert(where(valued), line)
    return "\n".join(lines)


def below_the_header(text: str, rng: random.Random) -> str:
    return _with(text, rng.choice(SENTENCES + PRINTED), lambda at: at[0])


def between_rows(text: str, rng: random.Random) -> str:
    return _with(text, rng.choice(SENTENCES + PRINTED), rng.choice)


def rows_broken(text: str, rng: random.Random) -> str:
    """Three rows that go on in the next line, within a number or between two."""
    lines = text.split("\n")
    rows = [at for at, one in enumerate(lines) if len(re.findall(r"\d+", one)) > 2]
    for at in rng.sample(rows, min(3, len(rows))):
        places = [match.end() for match in re.finditer(r"\d(?=[\d |\t])", lines[at])]
        if places:
            place = rng.choice(places)
            lines[at] = lines[at][:place] + "\n" + lines[at][place:].lstrip(" ")
    return "\n".join(lines)


def all_lines_broken(text: str, rng: random.Random) -> str:
    """Lines broken at a width, wherever that falls."""
    width = rng.choice([12, 16, 24, 30, 40])
    return "\n".join(line[at : at + width] for line in text.split("\n") for at in range(0, max(1, len(line)), width))


LINES = {
    "表头下插一行": below_the_header,
    "行间插一行": between_rows,
    "数字断行": rows_broken,
    "每行折行": all_lines_broken,
}
