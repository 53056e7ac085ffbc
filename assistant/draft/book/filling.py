"""Wordings of the phrase book filled: each slot with what the report says, or the sentence left unsaid."""

import re
from collections.abc import Callable

from assistant.draft.book.enumeration import enumerate_items, single_result
from assistant.draft.book.phrasebook import SLOT, Section
from assistant.draft.book.state import State


def fill(wording: str, book: Section, state: State, **given: str) -> str | None:
    """The wording as a template of facts; None if something it needs has nothing to say."""
    whole = True

    def put(slot: re.Match[str]) -> str:
        nonlocal whole
        name, first, rest = slot["name"], slot["first"] or "", slot["rest"] or ""
        said = given[name] if name in given else _SLOTS[name](book, state, first, rest)
        whole = whole and said is not None
        return said or ""

    filled = SLOT.sub(put, wording).replace("{{fee}}", "{{" + state.fee + "}}")
    # 2025年12366热线: two figures never touch.
    filled = re.sub(r"(\{\{year\}\}年|全年)(?=\d)(?!\d{1,2}月)", r"\1，", filled)
    return filled.lstrip("，") if whole else None


def _fee_unit(state: State) -> str:
    fact = state.facts.get(state.fee)
    return fact.unit if fact and fact.unit else "元"


def _was_the_same(state: State, fact_id: str) -> str:
    return "，与上年情况相同" if state.value(fact_id) == 0 == state.value(f"last.{fact_id}") else ""


_SLOTS: dict[str, Callable[[Section, State, str, str], str | None]] = {
    "self": lambda _book, state, _first, _rest: state.own_once(),
    "organ": lambda _book, state, _first, _rest: state.organ(),
    "lead": lambda _book, state, _first, _rest: state.lead(),
    "when_said": lambda _book, state, _first, _rest: state.lead(again="全年", mark=""),
    "when_end": lambda _book, state, _first, _rest: state.year_end(),
    "works": lambda _book, state, _first, _rest: state.works or None,
    "source": lambda _book, state, _first, _rest: state.form.source,
    "list": lambda book, state, first, _rest: enumerate_items(first, dict(book.lists), state),
    "compare": lambda _book, state, first, rest: state.compare(first, rest),
    "compare_bare": lambda _book, state, first, _rest: state.compare(first).lstrip("，") or None,
    "moved": lambda _book, state, first, _rest: state.moved(first),
    "was": lambda _book, state, first, _rest: _was_the_same(state, first),
    "single_result": lambda _book, state, _first, _rest: single_result(state),
    "fee_unit": lambda _book, state, _first, _rest: _fee_unit(state),
}
