"""A sentence of last year carried into this one: numbers bound anew, years rolled, nothing old left standing.

Whatever cannot be carried shows as 【待核实：…】 without the old digits; what stood there is in the remark.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.draft.book.state import State
from assistant.draft.proposal.proposal import Request, Sentence, sentence
from assistant.draft.ways import compared_anew
from assistant.draft.ways.document_numbers import document_numbers, ordinals, title_years
from assistant.draft.ways.held_anew import Held
from assistant.facts import Facts, name_of
from assistant.prose import Date, dates, full_width
from assistant.sources.origin import Origin, origins
from assistant.sources.setting import comparisons as grammar
from assistant.sources.slots import counted

_ONE_OFF = re.compile(
    r"(?:荣获|获评|获得|被评为|入选|表彰|首次|首个|首届|揭牌|启动仪式|专题党课|换届|机构改革|二十大|二十届|建党|国庆|冬奥|疫情)"
)
_DOCUMENT = re.compile(r"(?:印发|制定|出台|修订|下发|转发)[^。；]{0,8}《[^》]+》")
_DENIED = re.compile(
    r"(?:未|没有|无)(?:发生|出现|收到|因)?[^，。；]{0,12}(?:追究|追责|问责|泄密|舆情|超期|投诉|差错|失误|举报|约谈|通报)"
)
_EVENT = re.compile(r"(?:召开|举办|承办|开展)[^，。；]{0,16}(?:会|活动|培训|讲座|开放日|仪式)")


@dataclass(frozen=True)
class _Change:
    start: int
    end: int
    new: str
    remark: str = ""


def carried(text: str, request: Request, last_facts: Facts) -> Sentence:
    """The sentence with this year's figures and years."""
    text = _renamed(text, request)
    changes = list(_numbers(text, request, last_facts))
    of_its_year = [*ordinals(text), *title_years(text), *document_numbers(text, request.report.form.source)]
    changes += [_Change(*found) for found in of_its_year if not _overlaps(_Change(*found), changes)]
    changes += [change for change in _years(text, request) if not _overlaps(change, changes)]
    remarks = [change.remark for change in changes if change.remark]
    remarks += _flags(text)
    return sentence(full_width(_apply(text, changes)), request.facts, remark="；".join(dict.fromkeys(remarks)))


def _renamed(text: str, request: Request) -> str:
    """The text with the organ's name of this year, where it was called otherwise last year."""
    old, new = request.last.organ if request.last is not None else "", request.report.organ
    return text.replace(old, new) if old and new and old not in new and new not in old else text


def years_rolled(text: str, request: Request, *, remark: str = "") -> Sentence:
    """The sentence with its years rolled and nothing else touched, for wording that holds no figures."""
    return sentence(full_width(_apply(text, list(_years(text, request)))), request.facts, remark=remark)


def _numbers(text: str, request: Request, last_facts: Facts) -> Iterator[_Change]:
    state = State(request)
    dealt, simple = grammar.dealt(text), grammar.simple(text)
    shares = grammar.shares(text)
    told: list[str] = []
    ended = 0
    done: set[tuple[int, int]] = set()
    found = _with_held(
        text, list(origins(text, request.section, last_facts, year=_year_of_last(request))), request, last_facts
    )
    for origin in found:
        if span := _span(origin, dealt):
            count = sum(1 for one in found if _span(one, [span]))
            if span not in done:
                done.add(span)
                yield _Change(*span, *compared_anew.dealt_out(text[slice(*span)], _latest(told, count), state))
        elif span := _span(origin, simple):
            if span not in done:
                done.add(span)
                yield _Change(*span, *compared_anew.compared(text[slice(*span)], told[-1] if told else "", state))
        elif span := _span(origin, [(start, end) for start, end, _ in shares]):
            yield _share(text, origin, [one for one in found if _span(one, [span])], told, state)
        else:
            told.append(origin.fact)
            ended = origin.number.unit_at
            yield _carried(text, origin, request)
    yield from _vague(text, told[-1] if told else "", ended, [*dealt, *simple], state)


def _with_held(text: str, found: list[Origin], request: Request, last_facts: Facts) -> list[Origin]:
    """The origins, with those that this year's report holds under another name."""
    held = Held(request, last_facts)
    taken = {one.fact for one in found if one.fact}
    out = []
    for one in found:
        out.append(held.bound(text, one, taken))
        taken.add(out[-1].fact)
    return out


def _year_of_last(request: Request) -> int | None:
    """The year the old text was written for."""
    return request.last.year if request.last is not None else None


def _span(origin: Origin, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    return next(((start, end) for start, end in spans if start <= origin.number.start < end), None)


def _latest(told: list[str], count: int) -> list[str]:
    """The facts of the last so many figures; none where one of them is not known."""
    names = told[-count:]
    return names if len(names) == count and all(names) else []


def _share(text: str, origin: Origin, inside: list[Origin], told: list[str], state: State) -> _Change:
    """One of several shares dealt out, made anew for the figure it belongs to."""
    names = _latest(told, len(inside))
    at = origin.number.start
    whole = next(of for start, end, of in grammar.shares(text) if start <= at < end)
    share = compared_anew.share_of(names[inside.index(origin)], whole, state) if names else ""
    start, end = origin.number.digits
    if share:
        return _Change(start, end, f"{{{{{share}}}}}")
    return _Change(start, end, "【待核实：所占比例】", f"原为{text[start:end]}%")


def _carried(text: str, origin: Origin, request: Request) -> _Change:
    """This year's figure in place of last year's, or what to ask for."""
    start, end = origin.span
    if not origin.fact:
        unit = text[origin.number.unit_at : origin.number.end]
        asked = counted(text, *origin.number.digits, unit)
        return _Change(start, end, f"【待核实：{asked}】", f"原为{text[start:end]}{unit}")
    if origin.fact in request.facts:
        return _Change(start, end, origin.placeholder)
    asked = name_of(origin.fact, request.facts.form)
    return _Change(start, end, f"【待填：{asked}】", f"本年“{asked}”还没有填写")


def _vague(text: str, fact_id: str, ended: int, taken: list[tuple[int, int]], state: State) -> Iterator[_Change]:
    """有所增加 and 持平 said anew of the figure just before, else asked for."""
    for start, trend, end in grammar.vague(text):
        if any(begin < end and start < stop for begin, stop in taken):
            continue
        beside = start == trend and ended <= start and re.fullmatch(r"[^，,。；;]{0,3}", text[ended:start])
        if fact_id and beside and state.value(f"last.{fact_id}") is not None:
            yield _Change(start, end, *compared_anew.compared(text[start:end], fact_id, state))
        else:
            at = trend if trend > start else start + (text[start] in "，,")
            yield _Change(at, end, compared_anew.ASKED, "原文有与上年的比较")


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


def _rolled_year(item: Date, last_year: int | None) -> _Change:
    digits = item.start + 4
    names = {0: "year", -1: "last_year", 1: "next_year"}
    step = None if last_year is None or item.year is None else item.year - last_year
    if step in names:
        return _Change(item.start, digits, f"{{{{{names[step]}}}}}")
    return _Change(item.start, digits, item.text[:4], f"文中提到{item.text[:4]}年，请核对")


def _is_period_end(item: Date) -> bool:
    return (item.month, item.day) in {(1, 1), (12, 31)}


def _flags(text: str) -> Iterator[str]:
    if _ONE_OFF.search(text):
        yield "上年特定事项，本年是否仍有请核对"
    if _DOCUMENT.search(text):
        yield "上年印发的文件，本年是否仍这样写请核对"
    elif _EVENT.search(text):
        yield "上年开展的活动，本年是否开展请核对"
    if _DENIED.search(text):
        yield "“未发生”等说法本年是否属实请核对"
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
