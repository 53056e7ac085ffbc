"""Numbers: the figures a Chinese text states, with value, unit and how exactly they are stated.

Only what counts or measures something is a figure; dates, document numbers, telephones, names and idioms
are `not_figures`. Values are absolute: 1.2万条 is 12000 条, 5.9亿元 is 590000000 元.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from assistant.figures import plain
from assistant.prose import numerals
from assistant.prose.not_figures import FILLER, hide
from assistant.prose.vocabulary import plain_unit, words
from assistant.prose.wordfile import alternatives

OVER, UNDER, AROUND = "over", "under", "around"
NARROW = str.maketrans("０１２３４５６７８９％．", "0123456789%.")
_TWO_DIGITS = 10
_UNDER_BY = Decimal("0.3")
"""近百场 may be 70, never 60."""
_ABOUT_BY = Decimal("0.1")
"""约30场 may be 27 to 33."""


@dataclass(frozen=True)
class Number:
    """A figure in a text: its span, what stands there, its absolute value and unit.

    `start`:`end` cover the about-word before it and the unit after it, `digits` the digits and their 万 or 亿 alone.
    `approx` is over (1000余), under (近百), around (约) or empty; `step` is the place last written and
    `granule` the place of the last digit that is not 0, both absolute (1.2万: 1000; 330余万: 100000).
    `unit_at` is where the unit begins, or the end; `scale` is the 万 or 亿 behind the digits, `spelt` marks numbers
    in Chinese characters.
    """

    start: int
    end: int
    text: str
    value: Decimal
    unit: str = ""
    approx: str = ""
    step: Decimal = Decimal(1)
    granule: Decimal = Decimal(1)
    scaled: bool = False
    digits: tuple[int, int] = (0, 0)
    unit_at: int = 0
    scale: str = ""
    spelt: bool = False

    @property
    def percent(self) -> bool:
        """Whether it is a percentage (百分点 is a difference of two, not one)."""
        return self.unit == "%"

    @property
    def style(self) -> str:
        """How `facts.render` writes a value so that it looks the same: in 万 or 亿 where this one is."""
        return self.scale if self.scale in {"万", "亿"} and not self.spelt else ""

    def fits(self, value: Decimal) -> bool:
        """Whether a true value may be written so: exactly, rounded to the places written, or 余/近/约."""
        gap = value - self.value
        if self.approx == OVER:
            return 0 <= gap < self.granule
        if self.approx == UNDER:
            return -min(self.granule, self.value * _UNDER_BY) <= gap <= 0
        if self.approx == AROUND:
            return abs(gap) <= max(self.value * _ABOUT_BY, self.step / 2)
        if self.percent or self.unit in {"倍", "百分点"}:
            return abs(gap) <= self.step / 2
        return abs(gap) < self.step if self.scaled else gap == 0


def inexact(digits: str, how: str) -> str:
    """Digits with what says how exactly they are known: 1000余, 近100, 约80; as they are where they are exact."""
    return {OVER: f"{digits}余", UNDER: f"近{digits}", AROUND: f"约{digits}"}.get(how, digits)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Percentages in characters, numbers in digits, numbers in characters; in the order they are looked for."""
    known = words()
    lead = alternatives([word for kind in known.about.values() for word in kind])
    after = alternatives([word for kind in known.after.values() for word in kind])
    scale = alternatives(list(known.scales))
    leaps = "".join(known.leaps)
    end = rf"(?P<unit>{known.units})?(?P<post>{after})?"
    leapt = rf"(?<=[{leaps}])|(?<=[{leaps}][{known.more}])"
    tail = rf"(?P<more>[{known.more}])?\s?(?P<scale>{scale})?(?P<more2>[{known.more}])?\s?"
    chars = numerals.CHARS
    return (
        re.compile(
            rf"(?:(?P<lead>{lead})\s?)?(?P<sign>百分之)(?P<digits>[{chars}]+(?:点[{''.join(known.digits)}]+)?|\d+(?:\.\d+)?)"
            rf"(?P<post>{after})?"
        ),
        re.compile(
            rf"(?:(?P<lead>{lead})\s?)?(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)\s?{tail}{end}"
        ),
        re.compile(
            rf"(?:(?P<lead>{lead})\s?)?(?P<digits>[{chars}]+(?:点[{''.join(known.digits)}]+)?)"
            rf"(?P<more>[{known.more}])?(?P<scale>[{leaps}])?(?P<more2>[{known.more}])?\s?"
            rf"(?P<unit>{known.units}|{leapt}|(?=[，。；、！？\s]|$))(?P<post>{after})?"
        ),
    )


def numbers(text: str, *, loose: bool = False, spoken: bool = False) -> list[Number]:
    """The figures of a text in order; with `loose` also small ones in characters, which mostly count nothing (三家).

    Whoever carries wording on, or guards what a model wrote, must account for every number; whoever checks must not
    call 两条主线 one. With `spoken` also what people say for a count: 开了一个专栏, and 收到三百二十 without a unit.
    """
    loose = loose or spoken
    narrow = text.translate(NARROW)
    if not re.search(rf"[\d{numerals.CHARS}]", narrow):
        return []
    shown = hide(narrow)
    if loose:
        shown = words().loose_idioms.sub(lambda match: _hidden(match, spoken=spoken), shown)
    found: list[Number] = []
    taken: set[int] = set()
    for pattern in _patterns():
        for match in pattern.finditer(shown):
            if taken.isdisjoint(range(*match.span("digits"))) and (
                number := _number(match, shown, text, loose=loose, spoken=spoken)
            ):
                found.append(number)
                taken.update(range(number.start, number.end))
    return sorted(found, key=lambda number: number.start)


def _hidden(match: re.Match[str], *, spoken: bool) -> str:
    """An idiom covered; a person who says 开了一个专栏 has counted it."""
    counted = spoken and words().one_done.search(match.string[: match.start()]) and match[0] in words().one_said
    return match[0] if counted else FILLER * len(match[0])


def _number(match: re.Match[str], shown: str, text: str, *, loose: bool, spoken: bool) -> Number | None:
    parts = match.groupdict()
    digits = match["digits"].replace(",", "")
    arabic = digits[0].isascii()
    value = Decimal(digits) if arabic else numerals.value(digits)
    percent = "sign" in parts
    if value is None or (not arabic and not percent and not _counts(match, shown, value, loose=loose, spoken=spoken)):
        return None
    places = len(digits.partition("." if arabic else "点")[2])
    scale = parts.get("scale") or ""
    power = words().scales.get(scale, 0)
    start = match.start("sign") if percent else match.start("digits")
    start = match.start("lead") if _leads(match) else start
    end = match.end("digits") if percent else _end(match)
    return Number(
        start,
        end,
        text[start:end],
        Decimal(plain(value.scaleb(power))),
        "%" if percent else plain_unit(parts.get("unit") or ""),
        _approximation(match),
        Decimal(1).scaleb(power - places),
        _granule(value).scaleb(power),
        bool(power) or (not arabic and digits[-1] in words().leaps),
        (match.start("sign") if percent else match.start("digits"), match.end("scale" if scale else "digits")),
        match.start("unit") if parts.get("unit") else end,
        scale,
        not arabic,
    )


def _end(match: re.Match[str]) -> int:
    """The end of the number and its unit, without blanks at the end."""
    return match.end("unit") if match["unit"] else max(match.end(name) for name in ("digits", "more", "scale", "more2"))


def _leads(match: re.Match[str]) -> bool:
    """Whether the word before belongs to the number: 近百场, but not 上 in 网上12件, 过 in 通过3次."""
    lead = match["lead"]
    if not lead:
        return False
    before = match.string[max(0, match.start("lead") - 1) : match.start("lead")]
    belongs = words().belongs
    return not (before and (before in belongs.get(lead, ()) or before in belongs["any"]))


def _approximation(match: re.Match[str]) -> str:
    parts = match.groupdict()
    if more := parts.get("more") or parts.get("more2"):
        return AROUND if more in words().more_near else OVER
    if parts.get("post"):
        return next(kind for kind, said in words().after.items() if parts["post"] in said)
    if _leads(match):
        return next(kind for kind, said in words().about.items() if match["lead"] in said)
    return ""


def _granule(value: Decimal) -> Decimal:
    """The place of the last digit that is not 0: 330 → 10, 1.2 → 0.1, 100 → 100."""
    if value == 0:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


def _counts(match: re.Match[str], shown: str, value: Decimal, *, loose: bool, spoken: bool) -> bool:
    """Whether a Chinese numeral states a figure rather than an article, a list or an idiom."""
    known = words()
    digits, unit = match["digits"], match["unit"]
    vague = bool(match["more"] or match["more2"]) or _leads(match)
    before = shown[: match.start("digits")]
    counted = unit or digits[-1] in known.leaps or match["scale"] or spoken
    own = spoken and before[-2:-1] in known.belongs.get(before[-1:], ())  # 网上七份, said of what came by 网上
    if (before.endswith(known.never_after) and not own) or not counted:
        return False
    if digits[0] in "万亿千" and not vague:
        return False
    if value >= _TWO_DIGITS:
        return vague or len(digits) > 1 or unit in known.counting
    if loose and unit:
        return True
    if unit not in known.counting or len(digits) > 1 or vague:
        return False
    return bool(known.one.search(before)) if digits == "一" else True
