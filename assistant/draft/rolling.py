"""A sentence of last year carried into this one: numbers bound anew, years rolled, nothing old left standing.

Whatever cannot be carried shows as 【待核实：…】 without the old digits; what stood there is in the remark.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.draft.binding import bind, counted
from assistant.draft.drafts import Request, Sentence, sentence
from assistant.draft.state import State
from assistant.facts import Facts, name_of
from assistant.facts.numerals import Year, dates, figures

_COMPARISON = re.compile(
    r"[，,]?(?:[与较比](?:20\d{2}年(?:度|同期)?|上年(?:度|同期)?|去年(?:同期)?)(?:相比)?|与上年(?:度|同期)?相比|与去年(?:同期)?相比|同比|较上年(?:度|同期)?|较去年(?:同期)?|比上年(?:度|同期)?|比去年(?:同期)?)"
    r"[^，,。；;]{0,4}?(?:增长|上升|提高|增加|下降|减少|降低|增幅|降幅)[^，,。；;]{0,4}?(?:\d[\d.,]*|百分之[一二三四五六七八九十点]+)\s*(?:%|％|个百分点|件|条|次|篇|万元)?"
)
_NUMBERED = re.compile(r"(〔\d{4}〕|\[\d{4}\]|[（(]\d{4}[)）])第?\d+号")
_LAWS = re.compile(r"国办公开办函|国办函|国务院令|国办发|国发")
_ONE_OFF = re.compile(
    r"(?:荣获|获评|获得|被评为|入选|表彰|首次|首个|首届|揭牌|启动仪式|专题党课|换届|机构改革|二十大|二十届|建党|国庆|冬奥|疫情)"
)
_DOCUMENT = re.compile(r"(?:印发|制定|出台|修订|下发|转发)[^。；]{0,8}《[^》]+》")
_MARKS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_EVENT = re.compile(r"(?:召开|举办|承办|开展)[^，。；]{0,16}(?:会|活动|培训|讲座|开放日|仪式)")


@dataclass(frozen=True)
class _Change:
    start: int
    end: int
    new: str
    remark: str = ""


def carried(text: str, request: Request, last_facts: Facts) -> Sentence:
    """The sentence with this year's figures and years."""
    changes = list(_numbers(text, request, last_facts))
    changes += [change for change in _years(text, request) if not _overlaps(change, changes)]
    changes += [change for change in _document_numbers(text) if not _overlaps(change, changes)]
    remarks = [change.remark for change in changes if change.remark]
    remarks += _flags(text)
    return sentence(full_width(_apply(text, changes)), request.facts, remark="；".join(dict.fromkeys(remarks)))


def full_width(text: str) -> str:
    """English marks between Chinese words made Chinese; those in numbers, addresses and placeholders stay."""
    for mark, full in _MARKS.items():
        text = re.sub(rf"(?<=[\u4e00-\u9fff”》）】}}]){re.escape(mark)}(?=[\u4e00-\u9fff“《（【{{]|\s*$)", full, text)
    text = re.sub(r"(?<=[\u4e00-\u9fff]):(?=\d)", "：", text)
    text = re.sub(r"(?<=\d)[;](?=[\u4e00-\u9fff])", "；", text)
    text = re.sub(r"(?<=\d)[,](?=[\u4e00-\u9fff])", "，", text)
    return re.sub(r"\(([^()\n]*[\u4e00-\u9fff][^()\n]*)\)", r"（\1）", text)


def years_rolled(text: str, request: Request, *, remark: str = "") -> Sentence:
    """The sentence with its years rolled and nothing else touched, for wording that holds no figures."""
    return sentence(full_width(_apply(text, list(_years(text, request)))), request.facts, remark=remark)


def _numbers(text: str, request: Request, last_facts: Facts) -> Iterator[_Change]:
    comparisons = [match.span() for match in _COMPARISON.finditer(text)]
    state = State(request)
    latest = ""
    for numeral in figures(text):
        span = next(((start, end) for start, end in comparisons if start <= numeral.start < end), None)
        if span is not None:
            yield _Change(*span, *_compared(text[slice(*span)], latest, state))
            continue
        match = bind(text, numeral, last_facts)
        if match is None:
            asked = counted(text, numeral.start, numeral.end, numeral.unit)
            yield _Change(numeral.start, numeral.end, f"【待核实：{asked}】", f"原为{numeral.text}{numeral.unit}")
            continue
        latest = match.fact
        style = f"|{match.style}" if match.style else ""
        if match.fact in request.facts:
            yield _Change(numeral.start, numeral.end, f"{{{{{match.fact}{style}}}}}")
        else:
            yield _Change(
                numeral.start, numeral.end, f"【待填：{name_of(match.fact)}】", f"本年“{name_of(match.fact)}”还没有填写"
            )


def _compared(old: str, fact_id: str, state: State) -> tuple[str, str]:
    """The comparison made anew for the fact it followed, or asked for."""
    said = state.compare(fact_id) if fact_id else ""
    if said:
        return said, ""
    if fact_id and state.value(f"last.{fact_id}") is not None:
        return "", "没有可比的变化，已删去同比"
    return ("，" if old[:1] in "，," else "") + "【待核实：与上年相比的变化】", "原文有同比数据"


def _years(text: str, request: Request) -> Iterator[_Change]:
    last_year = request.last.year if request.last is not None else None
    this_year = request.report.year
    if last_year is None and this_year is not None:
        last_year = this_year - 1
    for item in dates(text):
        if item.month is not None and not _is_period_end(item):
            yield _Change(item.start, item.end, "【待核实：日期】", "上年的具体日期已去掉，请核对此事本年是否仍有")
        elif item.year is not None:
            yield _rolled_year(item, last_year)


def _rolled_year(item: Year, last_year: int | None) -> _Change:
    digits = item.start + 4
    names = {0: "year", -1: "last_year", 1: "next_year"}
    step = None if last_year is None or item.year is None else item.year - last_year
    if step in names:
        return _Change(item.start, digits, f"{{{{{names[step]}}}}}")
    return _Change(item.start, digits, item.text[:4], f"文中提到{item.text[:4]}年，请核对")


def _is_period_end(item: Year) -> bool:
    return (item.month, item.day) in {(1, 1), (12, 31)}


def _document_numbers(text: str) -> Iterator[_Change]:
    for match in _NUMBERED.finditer(text):
        before = text[max(0, match.start() - 10) : match.start()]
        if not _LAWS.search(before):
            yield _Change(match.start(), match.end(), "【待核实：文号】", f"原为{match[0]}")


def _flags(text: str) -> Iterator[str]:
    if _ONE_OFF.search(text):
        yield "上年特定事项，本年是否仍有请核对"
    if _DOCUMENT.search(text):
        yield "上年印发的文件，本年是否仍这样写请核对"
    elif _EVENT.search(text):
        yield "上年开展的活动，本年是否开展请核对"
    if "信息处理费" in text:
        yield "本年信息处理费收取情况请核对"


def _overlaps(change: _Change, others: list[_Change]) -> bool:
    return any(change.start < other.end and other.start < change.end for other in others)


def _apply(text: str, changes: list[_Change]) -> str:
    done = len(text)
    for change in sorted(changes, key=lambda item: -item.start):
        if change.end > done:
            continue
        text = text[: change.start] + change.new + text[change.end :]
        done = change.start
    return text
