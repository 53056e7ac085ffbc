"""A sentence of last year carried into this one: numbers bound anew, years rolled, nothing old left standing.

Whatever cannot be carried shows as 【待核实：…】 without the old digits; what stood there is in the remark.
"""

import re
from collections.abc import Iterator

from assistant.draft.book.state import State
from assistant.draft.proposal.proposal import Request, Sentence, sentence
from assistant.draft.ways.carrying import compared_anew
from assistant.draft.ways.carrying.document_numbers import document_numbers, ordinals, title_years
from assistant.draft.ways.carrying.held_anew import Held
from assistant.draft.ways.carrying.words import words
from assistant.draft.ways.changes import Change, apply, overlaps, years
from assistant.facts import Facts, name_of
from assistant.prose import full_width
from assistant.sources.origin import Origin, origins
from assistant.sources.setting import comparisons as grammar
from assistant.sources.slots import counted

_DOCUMENT = re.compile(r"(?:印发|制定|出台|修订|下发|转发)[^。；]{0,8}《[^》]+》")
_DENIED = re.compile(
    r"(?:未|没有|无)(?:发生|出现|收到|因)?[^，。；]{0,12}(?:追究|追责|问责|泄密|舆情|超期|投诉|差错|失误|举报|约谈|通报)"
)
_EVENT = re.compile(r"(?:召开|举办|承办|开展)[^，。；]{0,16}(?:会|活动|培训|讲座|开放日|仪式)")


def carried(text: str, request: Request, last_facts: Facts) -> Sentence:
    """The sentence with this year's figures and years."""
    text = _renamed(text, request)
    changes = list(_numbers(text, request, last_facts))
    of_its_year = [*ordinals(text), *title_years(text), *document_numbers(text, request.report.form.source)]
    changes += [Change(*found) for found in of_its_year if not overlaps(Change(*found), changes)]
    changes += [change for change in years(text, request) if not overlaps(change, changes)]
    remarks = [change.remark for change in changes if change.remark]
    remarks += _flags(text)
    return sentence(full_width(apply(text, changes)), request.facts, remark="；".join(dict.fromkeys(remarks)))


def _renamed(text: str, request: Request) -> str:
    """The text with the organ's name of this year, where it was called otherwise last year."""
    old, new = request.last.organ if request.last is not None else "", request.report.organ
    return text.replace(old, new) if old and new and old not in new and new not in old else text


def _numbers(text: str, request: Request, last_facts: Facts) -> Iterator[Change]:
    state = State(request)
    dealt, simple = grammar.dealt(text), grammar.simple(text)
    shares = grammar.shares(text)
    told: list[str] = []
    ended = 0
    done: set[tuple[int, int]] = set()
    year = request.last.year if request.last is not None else None
    found = _with_held(text, list(origins(text, request.section, last_facts, year=year)), request, last_facts)
    for origin in found:
        if span := _span(origin, dealt):
            count = sum(1 for one in found if _span(one, [span]))
            if span not in done:
                done.add(span)
                yield Change(*span, *compared_anew.dealt_out(text[slice(*span)], _latest(told, count), state))
        elif span := _span(origin, simple):
            if span not in done:
                done.add(span)
                yield Change(*span, *compared_anew.compared(text[slice(*span)], told[-1] if told else "", state))
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


def _span(origin: Origin, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    return next(((start, end) for start, end in spans if start <= origin.number.start < end), None)


def _latest(told: list[str], count: int) -> list[str]:
    """The facts of the last so many figures; none where one of them is not known."""
    names = told[-count:]
    return names if len(names) == count and all(names) else []


def _share(text: str, origin: Origin, inside: list[Origin], told: list[str], state: State) -> Change:
    """One of several shares dealt out, made anew for the figure it belongs to."""
    names = _latest(told, len(inside))
    at = origin.number.start
    whole = next(of for start, end, of in grammar.shares(text) if start <= at < end)
    share = compared_anew.share_of(names[inside.index(origin)], whole, state) if names else ""
    start, end = origin.number.digits
    if share:
        return Change(start, end, f"{{{{{share}}}}}")
    return Change(start, end, "【待核实：所占比例】", f"原为{text[start:end]}%")


def _carried(text: str, origin: Origin, request: Request) -> Change:
    """This year's figure in place of last year's, or what to ask for."""
    start, end = origin.span
    if not origin.fact:
        unit = text[origin.number.unit_at : origin.number.end]
        asked = counted(text, *origin.number.digits, unit)
        return Change(start, end, f"【待核实：{asked}】", f"原为{text[start:end]}{unit}")
    if origin.fact in request.facts:
        return Change(start, end, origin.placeholder)
    asked = name_of(origin.fact, request.facts.form)
    return Change(start, end, f"【待填：{asked}】", f"本年“{asked}”还没有填写")


def _vague(text: str, fact_id: str, ended: int, taken: list[tuple[int, int]], state: State) -> Iterator[Change]:
    """有所增加 and 持平 said anew of the figure just before, else asked for."""
    for start, trend, end in grammar.vague(text):
        if any(begin < end and start < stop for begin, stop in taken):
            continue
        beside = start == trend and ended <= start and re.fullmatch(r"[^，,。；;]{0,3}", text[ended:start])
        if fact_id and beside and state.value(f"last.{fact_id}") is not None:
            yield Change(start, end, *compared_anew.compared(text[start:end], fact_id, state))
        else:
            at = trend if trend > start else start + (text[start] in "，,")
            yield Change(at, end, compared_anew.ASKED, "原文有与上年的比较")


def _flags(text: str) -> Iterator[str]:
    if words().once.search(text):
        yield "上年特定事项，本年是否仍有请核对"
    if _DOCUMENT.search(text):
        yield "上年印发的文件，本年是否仍这样写请核对"
    elif _EVENT.search(text):
        yield "上年开展的活动，本年是否开展请核对"
    if _DENIED.search(text):
        yield "“未发生”等说法本年是否属实请核对"
    if "信息处理费" in text:
        yield "本年信息处理费收取情况请核对"
