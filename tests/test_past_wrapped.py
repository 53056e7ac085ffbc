"""Text broken at a width, as printers, mail programs and converters break it: its sections come back as printed."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pytest
from renderings import bars_collapsed, make, text_file

from assistant.past import read_bytes
from assistant.past.lines.characters import squeeze
from assistant.report import Report

TITLE = "青岚县水利局2029年政府信息公开工作年度报告"
NOT_FIRST = "，。、；：！？）”》】"
WORD = re.compile(rf"[!-~]+[{NOT_FIRST}]*|.[{NOT_FIRST}]*")


def in_print(text: str) -> float:
    """Letters and digits take half the room of a Chinese character."""
    return sum(0.5 if char.isascii() else 1 for char in text)


@dataclass(frozen=True)
class Way:
    """How a text is broken: where, what may not begin a line, how paragraphs begin, what stands between pages."""

    width: int
    units: str = "characters"
    indent: str = ""
    mark: str = ""
    newline: str = "\n"

    def lines(self, paragraph: str) -> Iterator[str]:
        held = self.indent
        for unit in WORD.findall(paragraph) if self.units == "words" else paragraph:
            if in_print(held + unit) > self.width and held.strip():
                yield held
                held = ""
            held += unit
        yield held

    def broken(self, text: str) -> str:
        out: list[str] = []
        for line in text.split("\n"):
            out += self.lines(line) if "。" in line else [line]
        if self.mark:
            pages = ["\n".join(out[at : at + 22]) for at in range(0, len(out), 22)]
            text = "".join(page + self.mark.format(number) for number, page in enumerate(pages, 1))
        else:
            text = "\n".join(out)
        return text.replace("\n", self.newline)


def ways() -> Sequence[Way]:
    """Sixty of all ways, the same every time."""
    marks = ["", "\n— {} —\n", "\n第{}页\n", "\n\n- {} -\n\n"]
    every = [
        Way(width, units, indent, mark, newline)
        for width in range(20, 61)
        for units in ("characters", "words")
        for indent in ("", "　　", "    ")
        for mark in marks
        for newline in ("\n", "\r\n")
        if not (units == "words" and not indent)  # the last word of a full line may end a paragraph: nothing tells
    ]
    return random.Random(3).sample(every, 60)  # noqa: S311 - the same every time


@pytest.mark.parametrize("way", ways(), ids=str)
def test_sections_come_back_as_printed(way: Way) -> None:
    for seed in (0, 3):
        printed = text_file(make(seed), bars_collapsed)
        got = read_bytes(printed.name, way.broken(printed.data.decode()).encode())
        assert dict(got.sections) == dict(printed.sections)
        assert {code: got.figures.values.get(code) for code in printed.expected} == printed.expected


def of(text: str) -> Report:
    return read_bytes("report.txt", text.encode())


def at(width: int, indent: str = "") -> Callable[[str], str]:
    return Way(width, indent=indent).broken


ACTIVE = (
    "全年办理有关事项共351件，其中维持72件，纠正9件，其他结果4件，尚未审结12件，均已按照规定的时限登记、答复和归档，"
    "没有发生超期的情况，有关材料由专人保管。"
)


@pytest.mark.parametrize("width", range(20, 61, 4))
@pytest.mark.parametrize("indent", ["", "　　"])
def test_a_single_paragraph_tells_the_width(width: int, indent: str) -> None:
    got = of(at(width, indent)(f"{TITLE}\n一、总体情况\n（一）主动公开\n{ACTIVE}\n六、其他需要报告的事项\n没有。"))
    assert got.section("overview.active") == ACTIVE


def test_points_on_lines_of_their_own_stay_paragraphs() -> None:
    points = ["一是完善机制，逐项明确完成的时限和责任。", "二是组织学习，提高工作人员办理的质量。", "三是加强检查。"]
    got = of(at(24)("\n".join([TITLE, "五、存在的主要问题及改进情况", "（二）改进情况", *points])))
    assert got.section("improvements").split("\n") == points


def test_a_title_takes_nothing_in() -> None:
    preamble = (
        "本报告依据有关规定由青岚县水利局编制，统计期限自2029年1月1日起至2029年12月31日止，如有疑问请与我局联系。"
    )
    for width in range(20, 61):
        got = of(at(width)(f"{TITLE}\n{preamble}\n一、总体情况\n（一）主动公开\n{ACTIVE}"))
        assert (got.organ, got.year, got.section("preamble")) == ("青岚县水利局", 2029, preamble), width


def test_signature_and_date_stay_apart() -> None:
    end = "没有收取信息处理费，也没有其他需要报告的事项，本年度工作要点确定的任务已经全部落实到位。"
    got = of(
        at(28, "　　")(f"{TITLE}\n一、总体情况\n（一）主动公开\n{ACTIVE}\n六、其他需要报告的事项\n{end}")
        + "\n青岚县水利局\n2030年1月9日"
    )
    assert got.section("other") == end
    assert got.section("unplaced") == "青岚县水利局\n2030年1月9日"


def test_text_in_lines_of_its_own_is_not_joined() -> None:
    items = ["完善了办事指南", "更新了机构职能", "公布了服务电话", "整理了历年文件"]
    got = of("\n".join([TITLE, "一、总体情况", "（一）主动公开", *items]))
    assert got.section("overview.active").split("\n") == items


def test_a_number_and_its_unit_are_not_parted() -> None:
    got = of(
        f"{TITLE}\n一、总体情况\n（一）主动公开\n全年通过门户网站和政务新媒体公开信息\n12 条，其中图解\n3 条。\n完。"
    )
    assert squeeze(got.section("overview.active")).startswith("全年通过门户网站和政务新媒体公开信息12条，其中图解3条。")
