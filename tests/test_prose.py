"""Prose: what a sentence is made of. Numbers' cases stand in cases/checks_numbers.yaml too."""

import contextlib
import re
import unicodedata
from decimal import Decimal
from importlib import resources

import cn2an
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from assistant.errors import DesignProblem
from assistant.prose import dates, numbers, read, sentences
from assistant.prose.numerals import value
from assistant.prose.sieve import Sieve, needs
from assistant.prose.vocabulary import ChineseFile, words
from assistant.prose.wordfile import parse


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新收申请34件", [("34", 34, "件")]),
        ("阅读量957541次，占42.86%", [("957541", 957541, "次"), ("42.86", Decimal("42.86"), "%")]),
        ("约18万余条", [("18万", 180000, "条")]),
        ("330余万人次", [("330余万", 3300000, "人次")]),
        ("共1,234份", [("1,234", 1234, "份")]),
        ("九十五件", [("九十五", 95, "件")]),
        ("占百分之四十二点八六", [("百分之四十二点八六", Decimal("42.86"), "%")]),
        ("2024年1月1日至12月31日", []),
        ("国办公开办函〔2021〕30号", []),
        ("国务院令第711号", []),
        ("依照第36条第2款", []),
        ("落实“三审三校”，依托12345热线", []),
        ("电话：0951-1234567，邮编：750001", []),
        ("在20个工作日内答复", []),
        ("一是加强领导，二是完善制度", []),
        ("5A级景区、1+X证书", []),
        ("详见本报告第三、四部分", []),
    ],
)
def test_figures_in_prose(text: str, found: list[tuple[str, object, str]]) -> None:
    assert [(text[slice(*item.digits)], item.value, item.unit) for item in numbers(text)] == found


def test_years_and_dates_in_prose() -> None:
    read = dates("2023年，按2022年度要点，11月23日召开会议。")
    assert [(item.year, item.month, item.day) for item in read] == [
        (2023, None, None),
        (2022, None, None),
        (None, 11, 23),
    ]


# ---- numerals, with cn2an as an oracle --------------------------------------------------------------

READABLE = st.text(alphabet="零一二两三四五六七八九十百千万亿", min_size=1, max_size=12)


@given(st.integers(0, 10**12))
def test_a_numeral_written_by_cn2an_is_read_as_its_number(number: int) -> None:
    assert value(cn2an.an2cn(number)) == number


@given(st.decimals(0, 10**6, places=2))
def test_a_decimal_written_by_cn2an_is_read_as_its_number(number: Decimal) -> None:
    assert value(cn2an.an2cn(format(number.normalize(), "f"))) == number


DIFFERENT = {
    "万": "近万家, 上亿元: a leap alone is one of its kind; cn2an refuses it",
    "百": "近百场: as 万",
    "零": "zeros before a digit are passed over by both; cn2an refuses some of them",
}


@given(READABLE)
def test_what_both_read_is_the_same_number(numeral: str) -> None:
    """cn2an's strict mode refuses much that reports write; where both read a numeral, they read the same."""
    with contextlib.suppress(ValueError):
        theirs = cn2an.cn2an(numeral, "strict")
        assert value(numeral) == theirs, DIFFERENT


@pytest.mark.parametrize(
    ("numeral", "read"),
    [
        ("近万", None),  # the about-word is not part of the numeral
        ("万", 10000),  # 近万家; cn2an: an error
        ("百", 100),  # 近百场; cn2an: an error
        ("十二", 12),
        ("一百零三", 103),
        ("一千二", 1200),  # as people say it; 1002 is 一千零二
        ("二二", None),
        ("点五", None),
        ("十十", None),
    ],
)
def test_a_numeral(numeral: str, read: int | None) -> None:
    assert value(numeral) == read


# ---- the even text and its places ------------------------------------------------------------------


@given(st.text(alphabet="一申请件１２3４，,。.;:（）()\n \u3000", max_size=60))
def test_every_place_of_the_even_text_is_a_place_of_the_text(text: str) -> None:
    reading = read(text)
    assert len(reading.at) == len(reading.text) + 1
    assert list(reading.at) == sorted(set(reading.at))
    for at, char in enumerate(reading.text):
        start, end = reading.span(at, at + 1)
        assert unicodedata.normalize("NFKC", text[start:end]) == unicodedata.normalize("NFKC", char)


@pytest.mark.parametrize(
    ("text", "even"),
    [
        ("行政复议351\n件，其中结果维持72件", "行政复议351件，其中结果维持72件"),
        ("尚\n未审结37件。", "尚未审结37件。"),
        ("（一）主动公开\n2024年，我局", "（一）主动公开\n2024年，我局"),
        ("加强学习。\n一是完善制度", "加强学习。\n一是完善制度"),
        ("下列工作：\n加强学习", "下列工作：\n加强学习"),
    ],
)
def test_a_line_broken_within_a_sentence_is_joined(text: str, even: str) -> None:
    assert read(text).text == even


@given(st.text(alphabet="一二是。；\n（）甲乙，1.2、", max_size=60))
def test_sentences_lose_no_character(text: str) -> None:
    assert "".join(sentences(text)) == text


# ---- word files ------------------------------------------------------------------------------------


class Words(BaseModel):
    model_config = ConfigDict(extra="forbid")
    units: list[str]
    steps: dict[str, int] = {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("units: [件]\nsteps:\n  十: 十\n", "第 3 行有误（steps → 十）"),
        ("units:\n  - 件\n  - 条\n  - 件\n", "第 4 行重复了“件”"),
        ("units: [件]\nunits: [条]\n", "第 2 行重复了“units”"),
        ("units: [件]\nstrange: 1\n", "第 2 行有误（strange）"),
        ("units: [件\n", "写法有误"),
        ("", "是空的"),
    ],
)
def test_a_wrong_word_file_is_named_by_its_line(text: str, said: str) -> None:
    with pytest.raises(DesignProblem, match=re.escape(said)):
        parse(text, "words.yaml", Words)


@pytest.mark.parametrize(
    ("shipped", "broken", "said"),
    [
        ("  - [人, 名, 人次, 位]", "  - [人, 名, 人天, 位]", "单位“人天”没有列在 units 中"),
        ("digits: {零: 0,", "digits: {零蛋: 0,", "“零蛋”不是一个字"),
        ("  cn: '[零", "  cn: '(零", "有误"),
    ],
)
def test_the_vocabulary_is_checked_whole(shipped: str, broken: str, said: str) -> None:
    text = (resources.files("assistant.prose") / "chinese.yaml").read_text("utf-8")
    assert shipped in text
    with pytest.raises(DesignProblem, match=re.escape(said)):
        parse(text.replace(shipped, broken, 1), "chinese.yaml", ChineseFile)


LITERALS = "".join(
    sorted({char for _, pattern in words().not_figures for char in pattern.pattern if char not in "\\?*|"})
)


@settings(max_examples=400)
@given(st.text(alphabet=LITERALS, max_size=24) | st.text(alphabet="0123456789第年月日号证合一三", max_size=20))
def test_what_is_not_tried_would_not_have_matched(text: str) -> None:
    for has, pattern in words().not_figures:
        assert not has or any(char in text for char in has) or not pattern.search(text)


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("搞了", {"搞了"}),
        ("^(?:也|还)?培训", {"培训"}),
        ("[发登]了?", {"发", "登"}),
        ("(?P<o>[^，]+?)(?:照旧|一样)$", {"照旧", "一样"}),
        ("(?:照旧|照常|照)", {"照"}),
        ("(?:{verb}|改)了", {"了"}),
        ("(?!没|有)[^，]{1,4}", set()),
        ("{verb}", set()),
        ("培训{loose}了", set()),
        ("[^一二]?(?:培训)*", set()),
        ("(?i)QQ群", set()),
    ],
)
def test_what_a_pattern_needs(pattern: str, needed: set[str]) -> None:
    assert needs(pattern, {"verb": "(?:(?:公开)|公布)", "loose": "甲|乙"}) == needed


def test_the_fitting_rules_are_looked_for_in_what_the_rules_before_them_wrote() -> None:
    rules = Sieve([("搞", ("搞", "办")), ("了", ("了", "")), ("办", ("办", "举办")), ("搞", ("搞", "弄"))], {})
    assert [rule[0] for _, rule in rules.fitting("搞展览")] == ["搞", "搞"]
    assert rules.applied("搞展览", lambda rule, text: text.replace(*rule)) == "举办展览"
