"""Proofreading: words, punctuation, numbering and doubled words. Better silent than wrong."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

import yaml

from assistant.checks.context import Context
from assistant.checks.thresholds import THROUGHOUT
from assistant.findings import Finding, found
from assistant.form import section_name
from assistant.prose import items

_HAN = "\u4e00-\u9fff"


@dataclass(frozen=True)
class Word:
    """A wrong word with its context, what to write instead, and why."""

    wrong: re.Pattern[str]
    right: str
    why: str
    unless: re.Pattern[str] | None


@cache
def _lexicon() -> dict[str, Any]:
    raw: dict[str, Any] = yaml.safe_load((resources.files("assistant.checks") / "lexicon.yaml").read_text("utf-8"))
    return raw


@cache
def words() -> tuple[Word, ...]:
    """The lexicon of wrong words."""
    return tuple(
        Word(
            re.compile(item["wrong"]),
            str(item["right"]),
            item.get("why", ""),
            re.compile(item["unless"]) if "unless" in item else None,
        )
        for item in _lexicon()["words"]
    )


def wording(context: Context) -> Iterator[Finding]:
    """P-01: a wrong word for an official one."""
    for section, text in context.texts():
        for word in words():
            for match in word.wrong.finditer(text):
                if word.unless and word.unless.search(_clause(text, match)):
                    continue
                yield found(
                    "P-01",
                    section,
                    f"“{section_name(context.form, section)}”中的“{match[0]}”应为“{word.right}”"
                    f"{f'（{word.why}）' if word.why else ''}。",
                    values={"wrong": match[0], "right": word.right},
                    span=match.span(),
                )


def _clause(text: str, match: re.Match[str]) -> str:
    start = max(text.rfind(mark, 0, match.start()) for mark in "，。；\n") + 1
    return text[start : match.end() + 12]


def laws(context: Context) -> Iterator[Finding]:
    """P-01: a law is called by its whole name the first time it is mentioned; once a law."""
    known: dict[str, str] = _lexicon()["laws"]
    told: set[str] = set()
    for section, text in context.texts():
        for match in re.finditer(r"《([^《》]+)》", text):
            name = match[1].strip()
            if name in known.values():
                told.add(name)
            elif (whole := known.get(name)) and whole not in told:
                told.add(whole)
                yield found(
                    "P-01",
                    section,
                    f"“{section_name(context.form, section)}”第一次提到“{match[0]}”，应当写全称《{whole}》，"
                    "之后可以用简称。",
                    values={"wrong": match[0], "right": f"《{whole}》"},
                    span=match.span(),
                )


# ---- punctuation -----------------------------------------------------------------------------------

_ENGLISH = re.compile(
    rf"(?<=[{_HAN}”》）])\s?[,;:?!](?=\s?[{_HAN}“《（])|(?<=[{_HAN}])\.(?=[{_HAN}])|(?<=[{_HAN}])\.(?=\s*(?:\n|\Z))"
    rf"|\((?=[^()]*[{_HAN}])[^()\n]*\)|\"[^\"\n]*[{_HAN}][^\"\n]*\""
)
_DOUBLED = re.compile(r"([，。；：、？])\s?\1+|[，、；：]\s?[。，；]|。\s?[，、；]|[！？]。")
_PAIRS = {"（": "）", "《": "》", "“": "”", "〔": "〕", "【": "】", "〈": "〉"}
_CLOSERS = {close: opener for opener, close in _PAIRS.items()}


def punctuation(context: Context) -> Iterator[Finding]:
    """P-02: doubled marks, unpaired brackets and quotes, paragraph by paragraph."""
    for section, text in context.texts():
        name = section_name(context.form, section)
        for match in _DOUBLED.finditer(text):
            yield _mark(section, f"“{name}”中“{match[0]}”标点重复", match[0], match.span())
        for mark, at in _unpaired(text):
            around = text[max(0, at - 8) : at + 9].replace("\n", "")
            yield _mark(section, f"“{name}”中“{around}”的“{mark}”不成对", around, (at, at + 1))


def english_marks(context: Context) -> Iterator[Finding]:
    """P-02: English marks in Chinese, once a section; a text written in them throughout is told once."""
    marks = {section: list(_ENGLISH.finditer(text)) for section, text in context.texts()}
    used = {section: found_here for section, found_here in marks.items() if found_here}
    total = sum(len(found_here) for found_here in used.values())
    throughout = len(used) > THROUGHOUT
    for section, found_here in used.items():
        count = total if throughout else len(found_here)
        example = _around(found_here[0])
        place = "全文" if throughout else f"“{section_name(context.form, section)}”"
        yield found(
            "P-02",
            section,
            f"{place}的中文里有 {count} 处英文标点，例如“{example}”。请改为中文标点。",
            values={"count": count, "example": example},
            span=found_here[0].span(),
        )
        if throughout:
            return


def _around(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 6) : match.end() + 6].strip()


def _mark(section: str, message: str, text: str, span: tuple[int, int]) -> Finding:
    return found("P-02", section, f"{message}。请核对。", values={"text": text}, span=span)


def _unpaired(text: str) -> Iterator[tuple[str, int]]:
    """Marks without their other half, paragraph by paragraph; the bracket of a list mark (1）) is none."""
    for paragraph in re.finditer(r"[^\n]+", text):
        open_marks: list[tuple[str, int]] = []
        for at, char in enumerate(paragraph[0], paragraph.start()):
            if char in _PAIRS:
                open_marks.append((char, at))
            elif char in _CLOSERS:
                if open_marks and open_marks[-1][0] == _CLOSERS[char]:
                    open_marks.pop()
                elif not (char == "）" and re.search(r"(?:^|[\s。；：，])[\d一二三四五六七八九十]{1,2}$", text[:at])):
                    yield char, at
        yield from open_marks


# ---- numbering and doubled words -------------------------------------------------------------------


def numbering(context: Context) -> Iterator[Finding]:
    """P-03: 一是、三是; （一）（三）; two styles in one list."""
    for section, text in context.texts():
        runs = list(items.runs(text))
        for run in runs:
            if finding := _break(context, section, run, runs):
                yield finding


def _break(context: Context, section: str, run: list[items.Marker], runs: list[list[items.Marker]]) -> Finding | None:
    first = run[0]
    name = section_name(context.form, section)
    if first.number != 1:
        before = next(
            (one for one in runs if len(one) == 1 and one[0].number == 1 and one[0].start < first.start), None
        )
        if first.number != 2 or before is None:  # noqa: PLR2004 - the second item
            return None
        message = f"“{name}”中“{before[0].text}”之后是“{first.text}”，序号样式混用。请统一。"
        return found(
            "P-03", section, message, values={"marks": [before[0].text, first.text]}, span=(first.start, first.end)
        )
    for one, following in pairwise(run):
        if following.number != one.number + 1:
            return found(
                "P-03",
                section,
                f"“{name}”中“{one.text}”之后是“{following.text}”，序号不连续。请核对。",
                values={"marks": [one.text, following.text]},
                span=(following.start, following.end),
            )
    return None


_DOUBLED_WORD = re.compile(rf"(?P<one>[的了和在是及])(?P=one)|(?P<many>[{_HAN}]{{2,8}})(?P=many)")
_COUNTED = re.compile(r"^[一二三四五六七八九十两逐步]|^(.)\1+$")
_MEETS = re.compile(
    r"^(?:公开|服务|管理|工作|政策|法律|行政|信息|教育|发展|文化|安全|法治|监督|保障|平台|建设|企业|中心|制度|审查|审核|研究|讨论|交流)$"
)
"""Words that end one phrase and begin the next (政务服务服务窗口): doubled only where a mark follows."""


def doubled(context: Context) -> Iterator[Finding]:
    """P-05: a word written twice (的的, 进一步进一步), with 一步一步 and the like left alone."""
    allowed = re.compile("|".join(_lexicon()["doubled"]))
    for section, text in context.texts():
        for match in _DOUBLED_WORD.finditer(text):
            many = match["many"] or ""
            around = text[max(0, match.start() - 2) : match.end() + 2]
            meets = (_MEETS.match(many) or _MEETS.match(many[1:] + many[:1])) and re.match(
                rf"[{_HAN}]", text[match.end() : match.end() + 1]
            )
            if _COUNTED.match(many) or meets or (not many and allowed.search(around)):
                continue
            yield found(
                "P-05",
                section,
                f"“{section_name(context.form, section)}”中“{match[0]}”重复。请核对。",
                values={"text": match[0]},
                span=match.span(),
            )
