"""Figures in past prose: every number that counts something, with its place, value and unit.

What only looks like a number is left out: dates, 文号, articles of a law, telephone numbers, hotlines,
names such as 三审三校. Years and dates are reported separately, for they have to be rolled, not bound.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

UNITS = (
    "人次|万元|平方米|公里|个百分点|工作日|件次|条次|场次|批次|亿元|件|条|次|份|篇|期|场|部|人|名|元|项|宗|起|个|家|册|户|类|批|台|幅|集|组|处|"
    "年|月|日|天|小时|分钟|倍|字|页|张|辆|所|种|版|轮|本|号|届|只|支|套|分|位"
)
_DIGITS = r"(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?"
_CHINESE = r"[零〇一二三四五六七八九十百千两]+"
_TAIL = rf"(?P<more>[余多](?=[万亿]))?(?P<scale>\s*[万亿千百]+)?(?P<about>[余多]|左右)?(?P<unit>\s*(?:%|％|‰|{UNITS}))?"
_ARABIC = re.compile(rf"(?P<number>{_DIGITS}){_TAIL}")
_SPELT = re.compile(
    rf"(?P<about1>近|逾|超|约|共|计|达)?(?P<number>{_CHINESE})(?P<scale>[万亿])?(?P<about>[余多])?(?P<unit>{UNITS})"
)
_SPELT_PERCENT = re.compile(rf"百分之(?P<number>{_CHINESE})(?:点(?P<places>{_CHINESE}))?")
_DATE = re.compile(
    r"(?:(?P<year>(?:19|20)\d{2})\s*年(?:度)?)?\s*(?P<month>\d{1,2})\s*月(?:份|底|初)?(?:\s*(?P<day>\d{1,2})\s*[日号])?"
)
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?!\d)(?=\s*(?:年|[-—–~至]\s*20\d{2}))")
_NOT_FIGURES = re.compile(
    r"〔\d{4}〕第?\d+号|\[\d{4}\]第?\d+号|[（(]\d{4}[)）]第?\d+号|令第?\d+号|第\d+[条款项期届次号批章部集]"
    r"|https?://[\w./?=&%:#-]+|www\.[\w./-]+|[\w.-]+@[\w.-]+"
    r"|(?<!\d)0\d{2,3}[-—–]?\d{7,8}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)|(?:电话|传真|邮编|邮政编码|邮箱)[^。；;\n]{0,12}?[\d—-]{6,}"
    r"|(?<!\d)123\d{2}(?!\d)|\d+\s*[×xX*]\s*\d+小时|\d[A-Z]级?|[A-Za-z]\d+|\d\+[A-Z\d]|\d+\s*个?工作日|\d{4}版|“十[一二三四五六]五”|[（(]\d{1,3}[)）]"
)
_IDIOMS = re.compile(
    r"“[^”]{1,12}”|[一二两三四五六七八九十][条类种大项个](?:主线|产品|方面|原则|环节|重点|渠道|方式|机制|制度|平台|阵地|举措|措施|关口|抓手|目标|清单|体系|维度|层面)"
    r"|一次(?=[采告办公生]|性)|一图|一键|一张图|第[一二三四五六七八九十]+(?:、[一二三四五六七八九十]+)*部分|三审三校|三安全一稳定|双随机|一公示|三类内部|四类过程|最后一公里|一站式|一网通办|一件事|一把手|一体化|一系列|一定|一次性|一一|第[一二三四五六七八九十]+[条款项期届次号批章部]"
    r"|一份|一个|一批|一方面|十分|百姓|千家万户|万户|一年来|一年|一致|统一|四个意识|两个维护|二十大|二十届|十四五|[一二三四五六七八九十]+是|[一二三四五六七八九十]+个方面|每[一]?[月季周天日年]"
    r"|专门|一类|一条龙|一张网|一套|一项|同一|单一|唯一|进一步|逐一|第一|之一|一种|五公开|五个方面|六个部分|六部分|七个不准|一律"
)
_VALUES = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


@dataclass(frozen=True)
class Numeral:
    """A figure in prose. `start`:`end` covers the digits and their 万 or 亿, not the unit after them.

    `style` is how a fact of this value is rendered to look the same ("", "万", "亿"); `spelt` marks
    numbers written in Chinese characters, `about` 余, 多 and 近.
    """

    start: int
    end: int
    text: str
    value: Decimal
    unit: str = ""
    style: str = ""
    spelt: bool = False
    about: bool = False

    @property
    def percent(self) -> bool:
        """Whether it is a percentage."""
        return self.unit == "%"


@dataclass(frozen=True)
class Year:
    """A year or date in prose, `start`:`end` covering all of it; month and day where they are given."""

    start: int
    end: int
    text: str
    year: int | None
    month: int | None = None
    day: int | None = None


def figures(text: str) -> list[Numeral]:
    """The figures of a text in order of place."""
    taken = [*_spans(_NOT_FIGURES, text), *((item.start, item.end) for item in dates(text))]
    found = [
        item
        for match in _ARABIC.finditer(text)
        if not _within(match.start("number"), taken) and (item := _arabic(match))
    ]
    taken += [*((item.start, item.end) for item in found), *_spans(_IDIOMS, text)]
    for match in _SPELT_PERCENT.finditer(text):
        found.append(_percent(match))
        taken.append(match.span())
    for match in _SPELT.finditer(text):
        overlaps = any(match.start("number") < end and start < match.end("number") for start, end in taken)
        if not overlaps and (item := _spelt(match)):
            found.append(item)
    return sorted(found, key=lambda item: item.start)


def dates(text: str) -> list[Year]:
    """The years and dates of a text in order of place; 〔2021〕 and the like are not among them."""
    taken = _spans(_NOT_FIGURES, text)
    found: list[Year] = []
    for match in _DATE.finditer(text):
        if not _within(match.start(), taken):
            start = match.start("year") if match["year"] else match.start("month")
            year = int(match["year"]) if match["year"] else None
            day = int(match["day"]) if match["day"] else None
            found.append(Year(start, match.end(), text[start : match.end()], year, int(match["month"]), day))
    covered = [(item.start, item.end) for item in found]
    for match in _YEAR.finditer(text):
        if not _within(match.start(), [*taken, *covered]):
            found.append(Year(match.start(), match.end(), match[0], int(match["year"])))
    return sorted(found, key=lambda item: item.start)


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


def _within(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _arabic(match: re.Match[str]) -> Numeral | None:
    value = Decimal(re.sub("[,，]", "", match["number"]))
    scale = (match["scale"] or "").strip()
    for step in scale:
        value *= _SCALES[step]
    unit = _unit(match["unit"])
    end = match.end("scale") if scale else match.end("number")
    style = scale if scale in {"万", "亿"} else ""
    if unit in {"万元", "亿元"} and not scale:
        style = ""
    return Numeral(
        match.start(),
        end,
        match.string[match.start() : end],
        value,
        unit,
        style,
        about=bool(match["about"] or match["more"]),
    )


def _spelt(match: re.Match[str]) -> Numeral | None:
    value = _read(match["number"])
    unit = _unit(match["unit"])
    if value is None or unit in {"年", "月", "日", "号", "届", "天", "小时"}:
        return None
    if match["scale"]:
        value *= _SCALES[match["scale"]]
    end = match.end("scale") if match["scale"] else match.end("number")
    start = match.start("number")
    return Numeral(
        start,
        end,
        match.string[start:end],
        Decimal(value),
        unit,
        "",
        True,
        bool(match["about"] or match["about1"] == "近"),
    )


def _percent(match: re.Match[str]) -> Numeral:
    whole = _read(match["number"]) or 0
    places = "".join(str(_VALUES.get(char, 0)) for char in match["places"] or "")
    return Numeral(match.start(), match.end(), match[0], Decimal(f"{whole}.{places or 0}"), "%", "", spelt=True)


def _unit(text: str | None) -> str:
    return (text or "").strip().replace("％", "%")


def _read(text: str) -> int | None:
    """A number in Chinese characters up to the thousands; None if it is no number."""
    total = current = 0
    for char in text:
        if char in _VALUES:
            current = _VALUES[char]
        elif char in _STEPS:
            total += (current or 1) * _STEPS[char]
            current = 0
        else:
            return None
    return total + current
