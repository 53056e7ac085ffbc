"""Choosing: the facts a section may state, those first that prose uses; what goes over the limit is counted.

Indicators and totals say what happened, changes and shares what it means; single columns of a table are for the table.
"""

from dataclasses import dataclass

from assistant.draft.proposal.proposal import Request
from assistant.draft.thresholds import MOST_FACTS
from assistant.facts import Fact, Facts
from assistant.form import Form

_USUAL = {"overview.active": ("T2",), "overview.on_request": ("T3", "T4"), "overview": ("T2", "T3")}
_DERIVED = ("last.", "change.", "rate.")
_YEARS = ("year", "last_year", "next_year")
_INDICATOR, _TOTAL, _SHARE, _COMPARED, _SINGLE, _ZERO = range(1, 7)
_PLAIN_ZERO = ("T2.", "T4.", "sum.", "indicator.", "T3.received.", "T3.carried_", "T3.total_handled.")
"""What is worth a sentence where it is zero; a result that no case came to is not."""


@dataclass(frozen=True)
class Choice:
    """The facts a model is told, by use, and how many others that the section may state were left out."""

    facts: tuple[Fact, ...]
    left_out: int = 0


def chosen(request: Request, most: int = MOST_FACTS) -> Choice:
    """The facts of a request's section, the most useful first; figures of the notes stand in the notes themselves."""
    ranked = [(use, fact) for fact in request.facts.values() if (use := _use(fact, request)) is not None]
    ranked.sort(key=lambda pair: pair[0])
    kept = tuple(fact for _, fact in ranked[:most])
    return Choice(kept, len(ranked) - len(kept))


def _use(fact: Fact, request: Request) -> int | None:
    """The rank of a fact in what the section says, None if it has no place there."""
    if fact.id in _YEARS:
        return 0
    if fact.id.startswith("note.") or not _belongs(fact, request):
        return None
    core = _core(fact.id, *_DERIVED, "share.")
    single = _is_single(core, request.report.form)
    if request.section == "overview" and (single or fact.id.startswith("share.")):
        return None
    if fact.id.startswith(_DERIVED):
        base = request.facts.get(core) or request.facts.get(f"sum.{core}")
        return _COMPARED if not single and _worth_comparing(fact.id, base, request.facts) else None
    return _use_of_value(fact, single=single)


def _use_of_value(fact: Fact, *, single: bool) -> int | None:
    """The rank of this year's own values and shares: what is zero is said of totals and indicators only."""
    if fact.id.startswith("share."):
        return _SHARE if fact.value else None
    if single:
        return _SINGLE if fact.value else None
    if fact.value == 0 and not fact.id.startswith(_PLAIN_ZERO):
        return _ZERO
    return _INDICATOR if fact.id.startswith("indicator.") else _TOTAL


def _core(fact_id: str, *starts: str) -> str:
    """The fact that a derived one is derived from."""
    for start in starts:
        fact_id = fact_id.removeprefix(start)
    return fact_id


def _belongs(fact: Fact, request: Request) -> bool:
    """Whether a section may state a fact: its own, its tables', and for the last part what concerns the fee."""
    key, section = fact.id, request.section
    if section == "other" and ("信息处理费" in key or key == "T3.received.total"):
        return True
    if section == "overview":
        return fact.aspect == section or _core(key, *_DERIVED).split(".")[0] in _USUAL[section]
    return fact.aspect == section or key.split(".")[0] in _USUAL.get(section, ())


def _is_single(core: str, form: Form) -> bool:
    """Whether a fact is one column of a row that has a total."""
    cell = form.cells.get(core)
    return cell is not None and cell.table != "T2" and cell.column.id != "total"


def _worth_comparing(key: str, base: Fact | None, facts: Facts) -> bool:
    """Whether last year's value, a difference or a 同比 says anything: not of a base of zero, nor without a change.

    From nothing to 17 the year's own value says all; that it was nothing stands beside it.
    """
    last = None if base is None else facts.get(f"last.{base.id}")
    if base is None or last is None or last.value == 0:
        return False
    return last.value != base.value or key.startswith("last.")


def movement(fact: Fact, facts: Facts) -> str:
    """How a fact moved since last year, in a word that steers its sentence; empty where that is not known."""
    change = facts.get(f"change.{fact.id}")
    if change is None:
        return ""
    last = facts.get(f"last.{fact.id}")
    if last is not None and last.value == 0:
        return "上年也为零" if fact.value == 0 else "上年为零"
    return "与上年持平" if change.value == 0 else change.label.removeprefix(fact.label)
