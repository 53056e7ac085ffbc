"""Enumerations inside a sentence: only what is not zero, in the form's order, in the words of prose."""

from assistant.draft.book.phrasebook import SLOT, Enumeration
from assistant.draft.book.register import join
from assistant.draft.book.state import State
from assistant.facts import outcomes
from assistant.form import Group, Row


def enumerate_items(name: str, lists: dict[str, Enumeration], state: State) -> str | None:
    """The list of that name as prose; "" where it may be left out, None where the sentence falls with it."""
    listed = lists[name]
    words = _members(listed, lists, state)
    if not words:
        return "" if listed.optional else None
    whole = state.value(listed.whole) if listed.whole else None
    if whole and len(words) == 1:
        only = next(item for item in listed.items if state.holds(item.when))
        said = only.one if whole == 1 else only.all
        return f"（{said}）" if listed.before == "（" else said
    return listed.before + join(words, listed.mark) + listed.after


def results(state: State) -> list[Row]:
    """Rows of table three, among the results of handling, that have cases."""
    return [row for row in state.form.tables["T3"].result_rows if state.positive(_total(row))]


def single_result(state: State) -> str | None:
    """What became of all cases where it was the same for all; None where results differ."""
    rows = results(state)
    if len(rows) != 1:
        return None
    row, group = rows[0], state.form.tables["T3"].results[rows[0].kind]
    if not group.label:
        return row.said
    return group.name if row.rest else f"{group.name}（{row.said}）"


def _total(row: Row) -> str:
    return f"T3.{row.id}.total"


def _members(listed: Enumeration, lists: dict[str, Enumeration], state: State) -> list[str]:
    if listed.reasons:
        return _outcomes(lists.get(listed.reasons), state)
    if listed.each:
        return _applicants(listed.each, state)
    out = []
    for item in listed.items:
        if state.holds(item.when):
            out.append(SLOT.sub(lambda slot: enumerate_items(slot["first"], lists, state) or "", item.say))
    return out


def _outcomes(listed: Enumeration | None, state: State) -> list[str]:
    """What cases came to, as the form has it: 予以公开3件, 不予公开2件（…）; with reasons where `listed` says how."""
    known = {fact: what for fact, what in outcomes(state.form).items() if state.positive(fact)}
    out = []
    for fact, what in known.items():
        reasons = _reasons(what, state) if listed and isinstance(what, Group) else []
        after = listed.before + join(reasons, listed.mark) + listed.after if listed and reasons else ""
        out.append(f"{what.said}{{{{{fact}}}}}件{after}")
    return out


def _reasons(group: Group, state: State) -> list[str]:
    rows = [row for row in state.form.tables["T3"].result_rows if row.kind == group.id and state.positive(_total(row))]
    if len(rows) != 1:
        return [f"{row.said}{{{{{_total(row)}}}}}件" for row in rows]
    if rows[0].rest:
        return []  # 作其他处理3件（均为其他情形） says nothing
    return [_all_of(rows[0].said) if state.value(_total(rows[0])) != 1 else rows[0].said]


def _all_of(name: str) -> str:
    """均属于过程性信息, 均涉及第三方合法权益, 均为重复申请: a name that is a clause takes no 为."""
    return f"均{name}" if name.startswith(("属于", "涉及", "可能")) else f"均为{name}"


def _applicants(row: str, state: State) -> list[str]:
    columns = state.form.tables[row.partition(".")[0]].applicants("organisation")
    chosen = [column for column in columns if state.positive(f"{row}.{column.id}")]
    if len(chosen) == 1:
        return ["均为" * (state.value(f"{row}.{chosen[0].id}") != 1) + chosen[0].said]
    return [f"{column.said}{{{{{row}.{column.id}}}}}件" for column in chosen]
