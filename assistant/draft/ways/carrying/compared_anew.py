"""Comparisons with the year before, made anew from this year's facts; found by `assistant.sources.comparisons`."""

import re
from collections.abc import Sequence

from assistant.draft.book.state import State
from assistant.draft.thresholds import FEW_TO_COMPARE

ASKED = "【待核实：与上年相比的变化】"


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
    of_size = all(min(new or 0, before or 0) >= FEW_TO_COMPARE for new, before in pairs)
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
