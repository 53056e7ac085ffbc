"""Comparisons with the year before in past prose: found, and made anew from this year's facts.

比上年增加3件，上升37.5% is one comparison; 分别较上年增长3.2%、下降5.1% belongs to the figures told before it;
有所减少 says no figure and holds for the year it was written in alone.
"""

import re
from collections.abc import Sequence

from assistant.draft.book.state import FEW, State

ASKED = "【待核实：与上年相比的变化】"
_WHEN = r"(?:[与较比和同](?:20\d{2}年(?:度|同期)?|上一?年(?:度|同期)?|去年(?:同期)?)(?:相比)?|同比)"
_MOVE = r"(?:增长|上升|提高|提升|增加|下降|减少|降低|增幅|降幅)"
_AMOUNT = r"(?:\d[\d.,]*|百分之[一二三四五六七八九十点]+)\s*(?:%|％|个百分点|万元|件|条|次|篇|期|场|人)?"
_SIMPLE = re.compile(
    rf"[，,]?{_WHEN}[^，,。；;]{{0,4}}?{_MOVE}[^，,。；;\d]{{0,4}}?{_AMOUNT}"
    rf"(?:[，,](?:同比)?{_MOVE}[^，,。；;\d]{{0,3}}{_AMOUNT})*"
)
_DEALT = re.compile(
    rf"[，,]?(?:{_WHEN})?分别(?:{_WHEN})?{_MOVE}[^，,。；;\d]{{0,3}}{_AMOUNT}(?:[、，,和](?:{_MOVE})?{_AMOUNT})+"
)
_SHARES = re.compile(r"分别占(?P<of>[^，,。；;\d]{0,12}?)\d[\d.]*[%％](?:[、，,和]\d[\d.]*[%％])+")
_VAGUE = re.compile(
    rf"(?P<lead>[，,]?{_WHEN}[，,]?)(?P<topic>[^，,。；;]{{0,20}}?)"
    rf"(?P<trend>(?:有所|略有|稍有|均有|小幅|大幅度?|明显|显著|基本|大致)?(?:{_MOVE}|持平|相当))(?!了?[约近至到]?\s*\d)"
)


def dealt(text: str) -> list[tuple[int, int]]:
    """Spans in which changes are dealt out to several figures."""
    return [match.span() for match in _DEALT.finditer(text)]


def simple(text: str) -> list[tuple[int, int]]:
    """Spans of comparisons of one figure."""
    return [match.span() for match in _SIMPLE.finditer(text)]


def shares(text: str) -> list[tuple[int, int, str]]:
    """Spans in which shares are dealt out, each with the words for what they are shares of."""
    return [(*match.span(), match["of"]) for match in _SHARES.finditer(text)]


def vague(text: str) -> list[tuple[int, int, int]]:
    """Directions without a figure: where the comparison starts, where its direction, where it ends."""
    return [
        (match.start(), match.start() if not match["topic"] else match.start("trend"), match.end())
        for match in _VAGUE.finditer(text)
    ]


def compared(old: str, fact_id: str, state: State) -> tuple[str, str]:
    """The comparison made anew for the fact it followed, or asked for; and a remark."""
    said = state.compare(fact_id) if fact_id else ""
    if said:
        return said, ""
    if fact_id and state.value(f"last.{fact_id}") is not None:
        return "", "没有可比的变化，已删去同比"
    return _comma(old) + ASKED, "原文有同比数据"


def dealt_out(old: str, names: Sequence[str], state: State) -> tuple[str, str]:
    """同比分别增长…、下降…, made anew for the facts told before it, or asked for; and a remark."""
    pairs = [(state.value(name), state.value(f"last.{name}")) for name in names]
    if not names or any(new is None or before is None for new, before in pairs):
        return _comma(old) + ASKED, "原文有同比数据"
    moves = [state.moved(name) for name in names]
    if not any(moves):
        return "，均与上年持平", ""
    of_size = all(min(new or 0, before or 0) >= FEW for new, before in pairs)
    if of_size and all(f"rate.{name}" in state.facts for name in names):
        rates = [
            f"{'增长' if (new or 0) > (before or 0) else '下降'}{{{{rate.{name}}}}}%" if move else "持平"
            for name, (new, before), move in zip(names, pairs, moves, strict=True)
        ]
        return "，同比分别" + "、".join(rates), ""
    return "，分别比上年" + "、".join(move or "持平" for move in moves), ""


def share_of(fact_id: str, whole: str, state: State) -> str:
    """The fact for the share of a result or an applicant, empty where the words mean another whole."""
    share = f"share.{fact_id.removeprefix('sum.')}"
    of_applicants = fact_id.startswith(("T3.received.", "sum.organizations"))
    fits = re.search(r"申请|新收|收到|总|^的?$" if of_applicants else r"办结|答复|^的?$", whole)
    return share if share in state.facts and fits else ""


def _comma(old: str) -> str:
    return "，" if old[:1] in {"，", ","} else ""
