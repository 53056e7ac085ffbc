"""Nothing of a file is lost: what no section takes is unplaced, and nothing is kept twice."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from broken_renderings import BROKEN
from losses import lost, twice, written
from odd_renderings import ODD
from published_renderings import PUBLISHED
from renderings import LAYOUTS, make
from test_past_wrapped import Way

from assistant.past import read_bytes
from assistant.past.readers.encoding import decode

TITLE = "青岚县水利局2029年政府信息公开工作年度报告"
READ = {**LAYOUTS, **ODD, **BROKEN, **PUBLISHED}
HEADINGS = [
    "一、总体情况",
    "（一）主动公开",
    "（一）主动公开方面。",
    "（二）依申请公开答复情况",
    "（三）强化协同联动",
    "（四）数字赋能",
    "（五）常态化开展监督管理",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "（一）存在问题",
    "（二）改进措施",
    "六、其他需要报告的事项",
    "八、特色工作",
    "1.重点领域",
    "2.网站改版",
    "一是加强统筹",
    "二是抓好落实",
    "十、大事记",
    "（六）基层试点探索",
    "存在的问题",
    "下一步打算",
    "主动公开：",
    "（1）小点",
    "①圈点",
    "一、工作亮点",
    "二、制度建设情况",
    "三、平台运行情况",
    "四、工作计划",
]
LETTERS = "春夏秋冬山水风云花草树木江河湖海日月星辰东西南北甲乙丙丁天地玄黄宇宙洪荒"


def words(rng: random.Random, least: int, most: int) -> str:
    return "".join(rng.choice(LETTERS) for _ in range(rng.randint(least, most)))


def clause(rng: random.Random) -> str:
    second = "，" + words(rng, 3, 14) if rng.random() < 0.5 else ""
    return f"{words(rng, 4, 18)}{second}{rng.randint(2, 9999)}件"


def paragraph(rng: random.Random) -> str:
    text = "".join(clause(rng) + rng.choice("。；") for _ in range(rng.randint(1, 3)))
    text = text.rstrip("。；") if rng.random() < 0.2 else text
    text = rng.choice(HEADINGS) + text if rng.random() < 0.2 else text
    return text + rng.choice(HEADINGS) + clause(rng) + "。" if rng.random() < 0.15 else text


def lines(rng: random.Random) -> Iterator[str]:
    """A report of headings in any order, known and unknown, with their text below, behind or within a line."""
    if rng.random() < 0.8:
        yield TITLE
    for _ in range(rng.randint(3, 14)):
        title = rng.choice(HEADINGS)
        if rng.random() < 0.3:
            yield title.rstrip("。：") + rng.choice(["。", "：", "，", ""]) + clause(rng) + rng.choice(["。", ""])
        else:
            yield title
        yield from (paragraph(rng) for _ in range(rng.randint(0, 3)))
    if rng.random() < 0.3:
        yield from ("青岚县水利局", "2030年1月9日")


@pytest.mark.parametrize("seed", range(150))
def test_under_any_headings_every_piece_is_kept_once(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - the same every time
    text = "\n".join(lines(rng))
    got = read_bytes("a.txt", text.encode())
    assert (lost(text, got), twice(text, got)) == ([], [])


@pytest.mark.parametrize("seed", range(150, 250))
def test_nor_is_anything_lost_of_lines_broken_at_a_width(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - the same every time
    text = "\n".join(lines(rng))
    mark = rng.choice(["", "\n— {} —\n"])
    broken = Way(rng.randint(24, 60), indent=rng.choice(["", "　　"]), mark=mark).broken(text)
    got = read_bytes("a.txt", broken.encode())
    kept = "".join(map(written, got.sections.values()))
    assert [piece for piece in lost(text, got) if written(piece) not in kept] == []


TEXTS = [name for name in READ if READ[name](make(1)).name.endswith((".txt", ".md", ".html")) and name != "两份年报"]
"""The layouts of text. Two reports in one file say many a sentence twice."""


@pytest.mark.parametrize("layout", TEXTS)
def test_no_layout_loses_or_doubles_a_sentence(layout: str) -> None:
    for seed in (1, 2):
        rendering = READ[layout](make(seed))
        if "*" in rendering.sections:
            continue
        text = "\n".join(rendering.sections.values()).replace("*", "")
        got = read_bytes(rendering.name, rendering.data)
        assert (lost(text, got), twice(text, got)) == ([], [])


def test_published_reports_lose_nothing(samples: Path) -> None:
    for file in sorted(samples.glob("*.txt")):
        text = decode(file.read_bytes())
        got = read_bytes(file.name, file.read_bytes())
        assert (file.name, lost(text, got), twice(text, got)) == (file.name, [], [])


@pytest.mark.parametrize("seed", range(30))
def test_prose_between_the_rows_of_a_table_is_kept(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - the same every time
    rendering = LAYOUTS[rng.choice(["竖线收拢", "制表符", "一格一行", "一行一排"])](make(seed % 7))
    text = decode(rendering.data).split("\n")
    said = [f"{words(rng, 8, 20)}，{words(rng, 8, 20)}。" for _ in range(3)]
    for sentence in said:
        text.insert(rng.randint(1, len(text)), sentence)
    got = read_bytes("a.txt", "\n".join(text).encode())
    assert [sentence for sentence in said if "".join(got.sections.values()).count(sentence) != 1] == []


def test_what_is_lost_and_what_is_kept_twice_is_seen() -> None:
    got = read_bytes(
        "a.txt", f"{TITLE}\n一、总体情况\n春山江河湖海日月，星辰东西南北。\n春山江河湖海日月，星辰东西南北。".encode()
    )
    assert lost(f"{TITLE}\n一、总体情况\n夏日花草，树木风云。", got) == ["夏日花草，树木风云"]
    assert twice("春山江河湖海日月，星辰东西南北。", got) == ["春山江河湖海日月，星辰东西南北"]
