"""Numbers: the figures a Chinese text states, with value, unit and how exactly they are stated.

Only what counts or measures something is a figure; dates, document numbers, telephones, names and idioms
are `not_figures`. Values are absolute: 1.2万条 is 12000 条, 5.9亿元 is 590000000 元.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.checks import numerals
from assistant.checks.not_figures import hide
from assistant.figures import plain

_SCALES = {"百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "": 0}
_UNITS = (
    "个百分点|百分点|人次|户次|件次|篇次|条次|场次|批次|车次|课时|学时|平方米|平方公里|公里|分钟|小时|"
    "件|条|次|期|篇|份|场|元|人|名|家|个|项|部|批|户|套|起|宗|例|则|幅|张|页|字|门|处|所|座|台|辆|吨|亩|类|种|轮|支|"
    "组|封|通|位|本|册|卷|倍|分|天|遍|届|档|版块|栏|集|段|款|单|枚|点|人|字节|%|‰"
)
_OVER, _UNDER, _ABOUT = "over", "under", "about"
_BEFORE = {
    _OVER: ("超过", "超", "逾", "突破", "上", "过", "高于", "多于", "不少于", "不低于", "至少"),
    _UNDER: ("将近", "接近", "近", "不足", "不到", "低于", "少于"),
    _ABOUT: ("大约", "约", "约为", "左右"),
}
_LEAD = "|".join(sorted((word for words in _BEFORE.values() for word in words), key=len, reverse=True))
_TAIL = r"(?P<more>[余多来])?\s?(?P<scale>百万|千万|百|千|万|亿)?(?P<more2>[余多来])?\s?"
_END = rf"(?P<unit>{_UNITS})?(?P<post>以上|左右|上下|以内|以下)?"
_ARABIC = re.compile(
    rf"(?:(?P<lead>{_LEAD})\s?)?(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)\s?{_TAIL}{_END}"
)
_CHINESE = re.compile(
    rf"(?:(?P<lead>{_LEAD}))?(?P<digits>[{numerals.CHARS}]+)(?P<more>[余多来])?(?P<scale>万|亿)?(?P<more2>(?!))?"
    rf"(?P<unit>{_UNITS}|(?<=万))(?P<post>以上|左右|上下|以内|以下)?"
)
_PERCENT = re.compile(
    rf"(?:(?P<lead>{_LEAD}))?百分之(?P<digits>[{numerals.CHARS}]+(?:点[零〇一二三四五六七八九]+)?|\d+(?:\.\d+)?)(?P<post>以上|左右)?"
)
_COUNTING = frozenset("次场篇件起宗")
"""Units after which a single Chinese digit counts something: 培训三场, but not 三项、三个方面."""
_ONE = re.compile(r"(?:申请|复议|诉讼|规章|文件|案件|共|仅|收到|新收|受理|办结|答复|为|结转)$")
_TRANSLATE = str.maketrans("０１２３４５６７８９％．", "0123456789%.")


@dataclass(frozen=True)
class Number:
    """A figure in a text: its span, what stands there, its absolute value and unit.

    `approx` is over (1000余), under (近百), about (约) or empty; `step` is the place last written and
    `granule` the place of the last digit that is not 0, both absolute (1.2万: 1000; 330余万: 100000).
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

    @property
    def percent(self) -> bool:
        """Whether it is a percentage (百分点 is a difference of two, not one)."""
        return self.unit == "%"

    def fits(self, value: Decimal) -> bool:
        """Whether a true value may be written so: exactly, rounded to the places written, or 余/近/约."""
        gap = value - self.value
        if self.approx == _OVER:
            return 0 <= gap < self.granule
        if self.approx == _UNDER:
            return -min(self.granule, self.value * Decimal("0.3")) <= gap <= 0
        if self.approx == _ABOUT:
            return abs(gap) <= max(self.value * Decimal("0.1"), self.step / 2)
        if self.percent or self.unit in {"倍", "百分点"}:
            return abs(gap) <= self.step / 2
        return abs(gap) < self.step if self.scaled else gap == 0


def numbers(text: str) -> list[Number]:
    """The figures of a text in order."""
    shown = hide(text.translate(_TRANSLATE))
    found: list[Number] = []
    taken: set[int] = set()
    for pattern in (_PERCENT, _ARABIC, _CHINESE):
        for match in pattern.finditer(shown):
            if taken.isdisjoint(range(*match.span("digits"))) and (number := _number(match, shown, text)):
                found.append(number)
                taken.update(range(number.start, number.end))
    return sorted(found, key=lambda number: number.start)


def _number(match: re.Match[str], shown: str, text: str) -> Number | None:
    parts = match.groupdict()
    digits = match["digits"].replace(",", "")
    arabic = digits[0].isascii()
    value = Decimal(digits) if arabic else numerals.value(digits)
    if value is None or (not arabic and match.re is _CHINESE and not _counts(match, shown, value)):
        return None
    places = len(digits.partition("." if arabic else "点")[2])
    power = _SCALES[parts.get("scale") or ""]
    start = match.start("lead") if _leads(match) else match.start("digits")
    if match.re is _PERCENT and not _leads(match):
        start = match.start("digits") - len("百分之")
    end = match.end("digits") if match.re is _PERCENT else _end(match)
    return Number(
        start,
        end,
        text[start:end],
        Decimal(plain(value.scaleb(power))),
        "%" if match.re is _PERCENT else (parts.get("unit") or "").replace("个百分点", "百分点"),
        _approximation(match),
        Decimal(1).scaleb(power - places),
        _granule(value).scaleb(power),
        bool(power) or (not arabic and digits[-1] in "万亿"),
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
    return not (
        (lead == "上" and before in set("网线以之加在向报"))
        or (lead == "过" and before in set("通经超"))
        or before in set("附最邻远")
    )


def _approximation(match: re.Match[str]) -> str:
    parts = match.groupdict()
    if parts.get("more") or parts.get("more2") or parts.get("post") == "以上":
        return _OVER
    if parts.get("post") in {"左右", "上下"}:
        return _ABOUT
    if parts.get("post") in {"以内", "以下"}:
        return _UNDER
    if _leads(match):
        return next(kind for kind, words in _BEFORE.items() if match["lead"] in words)
    return ""


def _granule(value: Decimal) -> Decimal:
    """The place of the last digit that is not 0: 330 → 10, 1.2 → 0.1, 100 → 100."""
    if value == 0:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


def _counts(match: re.Match[str], shown: str, value: Decimal) -> bool:
    """Whether a Chinese numeral states a figure rather than an article, a list or an idiom."""
    digits, unit = match["digits"], match["unit"]
    vague = bool(match["more"]) or _leads(match)
    before = shown[: match.start("digits")]
    if before.endswith(
        ("第", "每", "几", "数", "同", "逐", "任", "某", "唯", "哪", "这", "那", "该", "首", "再", "又", "上", "下")
    ):
        return False
    if digits[0] in "万亿千" and not vague:
        return False
    if value >= 10:  # noqa: PLR2004 - two digits
        return vague or len(digits) > 1 or unit in _COUNTING
    if unit not in _COUNTING or len(digits) > 1 or vague:
        return False
    return bool(_ONE.search(before)) if digits == "一" else True
