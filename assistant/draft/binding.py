"""Which fact a number, or an empty slot, in past wording speaks of: by value, unit and the words around it.

A number is bound only where the words beside it name the fact; an equal value alone is a coincidence.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assistant.draft.enumeration import row_name
from assistant.draft.splitting import terms
from assistant.facts import Fact
from assistant.facts.numerals import Numeral

_BEFORE, _AFTER = 26, 12
_STOPS = re.compile(r"[。；;！？\n]")
_GENERIC = {"信息", "发布", "公开", "政府", "数量", "次数", "全年", "工作", "总数", "累计"}
_SAME_UNITS = ({"次", "人次", "场", "场次", "期"}, {"条", "篇", "件", "个", "份", "项"}, {"人", "名"})


@dataclass(frozen=True)
class Match:
    """A fact and how it is written in this place."""

    fact: str
    style: str
    strength: float


def bind(text: str, numeral: Numeral, facts: Mapping[str, Fact]) -> Match | None:
    """The fact a number in `text` states, None if the words beside it name none or several."""
    found = []
    for fact in facts.values():
        style = _writes(fact, numeral)
        if style is None or not _unit_fits(fact, numeral.unit):
            continue
        strength = nearness(text, numeral.start, numeral.end, fact)
        if strength > 0:
            found.append(Match(fact.id, style, strength))
    return _best(found, facts)


def fit(text: str, start: int, end: int, unit: str, facts: Mapping[str, Fact]) -> Match | None:
    """The fact an empty slot at `start`:`end` asks for, judged by words and unit alone."""
    found = [
        Match(fact.id, "", strength)
        for fact in facts.values()
        if _unit_fits(fact, unit) and fact.unit and (strength := nearness(text, start, end, fact)) > 0
    ]
    return _best(found, {})


def counted(text: str, start: int, end: int, unit: str) -> str:
    """What a number counts, in a few words: 政策文件的数量."""
    clause = re.split(r"[。；;，,、：:（(）)\n\s“”《》]", text[:start])[-1]
    before = re.sub(r".*(?:共计|累计|全年|总计|年内|共|计|达到|达|为|约|近|逾|超过)$", "", clause) or ""
    words = re.sub(r"^.*(?:全年|共|累计|主动|通过)", "", before)[-10:]
    if not words:
        following = re.match(rf"\s*(?:{re.escape(unit)})?([一-鿿]{{2,8}})", text[end:])
        words = following[1] if following else ""
    kind = "比例" if unit in {"%", "％", "个百分点"} else "金额" if unit.endswith("元") else "数量"
    return f"{words}{kind}" if words else f"此处{kind}"


def nearness(text: str, start: int, end: int, fact: Fact) -> float:
    """How clearly the words around a place name a fact: 0 not at all; longer and nearer words count more."""
    before = _STOPS.split(text[max(0, start - _BEFORE) : start])[-1]
    after = _STOPS.split(text[end : end + _AFTER])[0]
    best = 0.0
    for anchor in _anchors(fact):
        if (at := before.rfind(anchor)) >= 0:
            gap = len(before) - at - len(anchor)
            best = max(best, 10 + len(anchor) - gap * 0.6)
        elif anchor in after[: len(anchor) + 3]:
            best = max(best, 6 + len(anchor))
    if best == 0 and fact.id.removeprefix("last.").startswith("indicator."):
        best = _shared_words(before, after, fact)
    return best


def _anchors(fact: Fact) -> Iterable[str]:
    yield from fact.anchors
    table, row, column = (fact.id.split(".") + ["", ""])[:3]
    if table == "T3" and column == "total" and not fact.anchors:
        yield row_name(row)
    if table == "T3" and row == "received" and column not in {"total", ""} and not fact.anchors:
        yield fact.label.rsplit("·", 1)[-1] + "申请"


def _shared_words(before: str, after: str, fact: Fact) -> float:
    wanted = terms(fact.label) - _GENERIC
    near = terms(before[-16:]) | terms(after)
    shared = wanted & near
    return 4 + len(shared) if wanted and len(shared) * 2 >= len(wanted) else 0.0


def _unit_fits(fact: Fact, unit: str) -> bool:
    if "%" in {fact.unit, unit} or "个百分点" in {fact.unit, unit}:
        return fact.unit == unit
    if not fact.unit or not unit or fact.unit == unit:
        return fact.id not in {"year", "last_year", "next_year"}
    return any(fact.unit in group and unit in group for group in _SAME_UNITS)


def _writes(fact: Fact, numeral: Numeral) -> str | None:
    """The style in which the fact's value reads as the number does, None if it does not."""
    if numeral.about:
        return None
    if fact.value == numeral.value:
        return numeral.style
    if numeral.style and fact.text(numeral.style) == numeral.text:
        return numeral.style
    places = -int(numeral.value.as_tuple().exponent) if isinstance(numeral.value.as_tuple().exponent, int) else 0
    rounded = fact.value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return str(places) if numeral.percent and rounded == numeral.value else None


def _best(found: list[Match], facts: Mapping[str, Fact]) -> Match | None:
    found.sort(key=lambda match: -match.strength)
    if not found:
        return None
    rivals = [match for match in found[1:] if match.strength == found[0].strength]
    if any(_subject(match.fact) != _subject(found[0].fact) for match in rivals) and (not facts or rivals):
        return None
    return found[0]


def _subject(fact_id: str) -> str:
    return fact_id
