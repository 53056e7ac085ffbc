"""Headings within a page printed as one line, numbered in every way that portals and word processors leave."""

import pytest
from renderings import make
from test_past_one_line_odd import SAID, page, read

SECTIONS = {
    "overview.active": ("主动公开", "通过门户网站公开信息128条，其中政策文件12件。"),
    "overview.on_request": ("依申请公开", "规范登记、审核、答复各环节，按期办结。"),
    "overview.management": ("政府信息管理", "清理规范性文件15件，修订公开目录。"),
    "overview.platform": ("政府信息公开平台建设", "优化栏目6个，推送信息200条。"),
    "overview.supervision": ("监督保障", "组织培训3次，考核结果全市通报。"),
}
PARTS = ("总体情况", "主动公开政府信息情况", "收到和处理", "政府信息公开行政复议", "存在的主要", "其他需要")
NUMBERS = {
    "bracketed": "（一） （二） （三） （四） （五）",
    "half a bracket": "一） 二） 三） 四） 五）",
    "circled": "① ② ③ ④ ⑤",
    "in digits": "1. 2. 3. 4. 5.",
    "digits in brackets": "（1） （2） （3） （4） （5）",
    "none": "",
}
REPORT = make(6)


def whole(numbers: str = NUMBERS["bracketed"], behind: str = "。", between: str = "　　") -> str:
    """The page with five aspects behind the first sentence of its first part."""
    marks = numbers.split() or [""] * len(SECTIONS)
    said = zip(marks, SECTIONS.values(), strict=True)
    return page(REPORT).replace(
        SAID[0], SAID[0] + "".join(f"{between}{n}{name}{behind}{text}" for n, (name, text) in said)
    )


def is_whole(text: str) -> None:
    got = read(text)
    assert {name: got.section(name) for name in SECTIONS} == {name: text for name, (_, text) in SECTIONS.items()}
    assert got.section("overview") == SAID[0]
    assert (got.organ, got.year) == ("青岚县水利局", 2023)
    assert got.section("unplaced") == ""
    assert got.figures.values == read(page(REPORT)).figures.values


@pytest.mark.parametrize("numbers", NUMBERS.values(), ids=NUMBERS)
@pytest.mark.parametrize("behind", ["。", "方面。", "　　", "情况　　", " "])
@pytest.mark.parametrize("between", ["　　", " ", ""])
def test_aspects_are_found_however_they_are_numbered(numbers: str, behind: str, between: str) -> None:
    is_whole(whole(numbers, behind, between))


def test_marks_of_markdown_are_no_text() -> None:
    text = whole(behind=" ", between=" ### ")
    for number, part in zip("一二三四五六", PARTS, strict=True):
        text = text.replace(f"　　{number}、{part}", f" ## {number}、{part}")
    is_whole(f"# {text}")


@pytest.mark.parametrize("numerals", ["壹贰叁肆伍陆", "（一） （二） （三） （四） （五） （六）"])
def test_parts_are_found_however_they_are_numbered(numerals: str) -> None:
    marks = numerals.split() if " " in numerals else [f"{one}、" for one in numerals]
    text = whole(NUMBERS["in digits"])
    for plain, mark, part in zip("一二三四五六", marks, PARTS, strict=True):
        text = text.replace(f"{plain}、{part}", f"{mark}{part}")
    is_whole(text)


def test_a_year_in_wide_digits_is_the_reports() -> None:
    is_whole(whole().replace("2023年政府", "２０２３年政府"))


def test_a_list_of_contents_is_no_text() -> None:
    listed = "　".join(
        f"{number}、{part}"
        for number, part in zip(
            "一二三四五六",
            (
                "总体情况",
                "主动公开政府信息情况",
                "收到和处理政府信息公开申请情况",
                "政府信息公开行政复议、行政诉讼情况",
                "存在的主要问题及改进情况",
                "其他需要报告的事项",
            ),
            strict=True,
        )
    )
    is_whole(whole().replace("根据有关", f"目录　{listed}　　根据有关"))


def test_one_name_of_an_aspect_alone_between_two_sentences_is_no_heading() -> None:
    text = page(REPORT).replace(SAID[0], f"{SAID[0]}主动公开。依申请公开。两手都抓。")
    assert "主动公开。依申请公开。两手都抓。" in read(text).section("overview")
