"""Strays: numbers a model wrote itself, found, and turned into the facts they can only mean or into 【待核实：…】."""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.draft.proposal.points import points
from assistant.draft.proposal.proposal import Request
from assistant.draft.thresholds import SPELT_OUT
from assistant.facts import PLACEHOLDER, Facts
from assistant.prose import Number, numbers
from assistant.sources.origin import Origin, origins
from assistant.sources.slots import counted

GAP = "\x00"
"""Stands in the place of what is not looked at."""
_DIGITS = re.compile(r"[\d①-⑳⑴-⒇Ⅰ-Ⅻ]+(?:[.,，]\d+)*")
_PERIOD = re.compile(r"1月1日|12月31日|(?<=1月1日[至到起])12月31日")
_NAMED = re.compile(r"第[一二三四五六七八九十百\d]+[期届次批轮名号]|\d{3,5}热线")
_TOKEN = re.compile(r"[^\s，。；、：“”]*\d[^\s，。；、：“”]*")
_LOOSE_UNITS = {"个", "类", "种", "项", "方面", "位", "级", "批"}


@dataclass(frozen=True)
class Stray:
    """A number a model wrote itself, and where."""

    start: int
    end: int
    text: str
    unit: str
    number: Number | None


def strays(text: str, request: Request, typed: str = "") -> list[Stray]:
    """Numbers a model wrote without a placeholder.

    The period's dates, the notes' own pieces and numbers the person typed are allowed.
    """
    flat = PLACEHOLDER.sub(lambda match: GAP * len(match[0]), text)
    for allowed in _allowed(request):
        flat = flat.replace(allowed, GAP * len(allowed))
    flat = _PERIOD.sub(lambda match: GAP * len(match[0]), flat)
    found = [_stray(item) for item in numbers(flat, loose=True) if not _harmless(item)]
    covered = [(item.start, item.end) for item in found]
    for match in _DIGITS.finditer(flat):
        if not any(start < match.end() and match.start() < end for start, end in covered):
            found.append(Stray(match.start(), match.end(), match[0], "", None))
    said = {item.value for item in numbers(typed, loose=True)} if typed else set()
    found = [one for one in found if not _was_typed(one, said, typed)]
    return sorted(found, key=lambda item: item.start)


def _was_typed(stray: Stray, said: set[Decimal], typed: str) -> bool:
    """Whether the person said that number, in digits or in Chinese."""
    if stray.number is not None:
        return stray.number.value in said
    return bool(typed) and re.search(rf"(?<!\d){re.escape(stray.text)}(?!\d)", typed) is not None


def _stray(item: Number) -> Stray:
    return Stray(item.start, item.unit_at, item.text[: item.unit_at - item.start], item.unit, item)


def _harmless(item: Number) -> bool:
    return item.spelt and item.value <= SPELT_OUT and item.unit in _LOOSE_UNITS


def _allowed(request: Request) -> list[str]:
    """Pieces with digits that are no figures: the notice's 文号, and what stands in a note beside its figures."""
    source = request.report.form.source
    pieces = [source, source.replace("国办公开办函", "")]
    for point in points(request.report, request.section):
        bare = PLACEHOLDER.sub("，", point.template)
        pieces += [*_TOKEN.findall(bare), *(item.text for item in numbers(bare, loose=True)), *_NAMED.findall(bare)]
    return sorted(filter(None, pieces), key=len, reverse=True)


def without_strays(text: str, request: Request, typed: str = "") -> tuple[str, str]:
    """Each number a model wrote itself replaced by the one fact it can mean, else by 【待核实：…】."""
    remarks = []
    flat = PLACEHOLDER.sub(lambda match: GAP * len(match[0]), text)
    known = {one.number.start: one for one in origins(flat, request.section, request.facts, year=request.report.year)}
    for stray in reversed(strays(text, request, typed)):
        meant = _meant(stray, known.get(stray.start), request.facts)
        if meant:
            text = f"{text[: stray.start]}{meant}{text[stray.end :]}"
            remarks.append("模型直接写了数字，已换成有出处的数")
        else:
            before = PLACEHOLDER.sub("", text[: stray.start])
            asked = counted(before, len(before), 0, stray.unit)
            text = f"{text[: stray.start]}【待核实：{asked}】{text[stray.end :]}"
            remarks.append("模型写了没有出处的数字，已去掉，请核实")
    return text, "；".join(dict.fromkeys(remarks))


def with_placeholders(text: str, request: Request) -> str:
    """A text as a model may read it: its figures as the facts they surely are, every other number as ×."""
    flat = PLACEHOLDER.sub(lambda match: GAP * len(match[0]), text)
    known = {one.number.start: one for one in origins(flat, request.section, request.facts, year=request.report.year)}
    for stray in reversed(strays(text, request)):
        meant = _meant(stray, known.get(stray.start), request.facts)
        text = f"{text[: stray.start]}{meant or '×'}{text[stray.end :]}"
    return text


def without_numbers(text: str) -> str:
    """The text with every number in it as ×."""
    for item in reversed(numbers(text, loose=True)):
        text = f"{text[: item.start]}×{text[item.unit_at :]}"
    return _DIGITS.sub("×", text)


def _meant(stray: Stray, origin: Origin | None, facts: Facts) -> str:
    """What stands in a template for a stray number; empty where it can mean no fact."""
    if stray.number is None:
        years = {facts[key].text(): key for key in ("year", "last_year", "next_year") if key in facts}
        return f"{{{{{years[stray.text]}}}}}" if stray.text in years else ""
    if origin is None or not origin.fact:
        return ""
    scale = "" if origin.span[1] == stray.end or not origin.number.scale else origin.number.scale
    return origin.placeholder + scale
