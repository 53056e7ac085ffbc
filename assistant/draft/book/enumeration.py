"""Enumerations inside a sentence: only what is not zero, in the form's order, in the words of prose."""

from assistant.draft.book.phrasebook import SLOT, Enumeration, section
from assistant.draft.book.register import join
from assistant.draft.book.state import State
from assistant.facts import RESULT_GROUPS
from assistant.form import load

_ON_REQUEST = "overview.on_request"
_NO_REASON = "other_other"
"""作其他处理3件（均为其他情形） says nothing: alone it is left out."""
_GROUP_WORDS = {"refused": "不予公开", "unavailable": "无法提供", "unprocessed": "不予处理", "other": "其他处理"}


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


def results(state: State) -> list[str]:
    """Rows of table three, among the results of handling, that have cases."""
    rows = load().tables["T3"].rows.values()
    return [row.id for row in rows if row.group and row.id != "total_handled" and state.positive(f"T3.{row.id}.total")]


def single_result(state: State) -> str | None:
    """What became of all cases where it was the same for all; None where results differ."""
    rows = results(state)
    if len(rows) != 1:
        return None
    group = next(
        (said for key, said in _GROUP_WORDS.items() if RESULT_GROUPS[key] in load().tables["T3"].rows[rows[0]].group),
        "",
    )
    return f"{group}（{row_name(rows[0])}）" if group and rows[0] != _NO_REASON else group or row_name(rows[0])


def row_name(row_id: str) -> str:
    """How prose calls a row of table three."""
    said = section(_ON_REQUEST).rows.get(row_id)
    return said or load().tables["T3"].rows[row_id].label.lstrip("0123456789.（）一二三四五六七")


def _members(listed: Enumeration, lists: dict[str, Enumeration], state: State) -> list[str]:
    if listed.group:
        return _reasons(listed.group, state)
    if listed.each:
        return _applicants(listed.each, state)
    out = []
    for item in listed.items:
        if state.holds(item.when):
            out.append(SLOT.sub(lambda slot: enumerate_items(slot["first"], lists, state) or "", item.say))
    return out


def _reasons(group: str, state: State) -> list[str]:
    rows = load().tables["T3"].rows.values()
    chosen = [row.id for row in rows if RESULT_GROUPS[group] in row.group and state.positive(f"T3.{row.id}.total")]
    if chosen == [_NO_REASON]:
        return []
    if len(chosen) == 1:
        return [_all_of(row_name(chosen[0])) if state.value(f"T3.{chosen[0]}.total") != 1 else row_name(chosen[0])]
    return [f"{row_name(row)}{{{{T3.{row}.total}}}}件" for row in chosen]


def _all_of(name: str) -> str:
    """均属于过程性信息, 均涉及第三方合法权益, 均为重复申请: a name that is a clause takes no 为."""
    return f"均{name}" if name.startswith(("属于", "涉及", "可能")) else f"均为{name}"


def _applicants(row: str, state: State) -> list[str]:
    columns = load().tables["T3"].columns.values()
    chosen = [
        column
        for column in columns
        if column.id not in {"natural_person", "total"} and state.positive(f"{row}.{column.id}")
    ]
    names = {column.id: "其他组织" if column.label == "其他" else column.label for column in chosen}
    if len(chosen) == 1:
        code = chosen[0].id
        return ["均为" * (state.value(f"{row}.{code}") != 1) + names[code]]
    return [f"{names[column.id]}{{{{{row}.{column.id}}}}}件" for column in chosen]
