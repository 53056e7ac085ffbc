"""What is typed into the list of 补充指标: saved as it is left, or kept with the reason.

An entry that is no number, and one that could not be saved, are kept in the session with the reason, so that they are
still there when one comes back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.figures import Indicator
from assistant.form import section_title
from assistant.prose import value_text
from assistant.ui import session, shell
from assistant.ui.figures import indicator_entry

NUMBERS = ("value", "last")
FIELDS = ("value", "unit", "aspect", "last")


def edited(report_id: str, name: str, field: str, key: str) -> None:
    """Save one field of one indicator; what is no number stays in its box with the reason."""
    raw = str(session.get(key, ""))
    refused = refused_in(report_id)
    refused.pop((name, field), None)
    unsaved_in(report_id).discard((name, field))
    changes: dict[str, Any] = {field: raw.strip()}
    unit = ""
    if field in NUMBERS:
        read = indicator_entry.number if field == "value" else indicator_entry.number_exactly
        value, reason = read(raw)
        if reason:
            refused[name, field] = (raw, reason)
            return
        changes = {field: value.number} | ({"about": value.about} if field == "value" else {})
        unit = value.unit
    seen = _seen(report_id)
    item = next((item for item in seen if item.name == name), None)
    if item is None:
        session.tell(f"指标“{name}”刚被别人删除，“{raw}”没有保存。", "warning")
        return
    changed = replace(item, **changes)
    if (changed.value, changed.about) != (item.value, item.about):
        changed = replace(changed, origin="")  # what a person types here is no longer what was told
    if field == "value" and not item.unit and unit:
        changed = replace(changed, unit=unit)
        session.drop(key_of(report_id, item, "unit"))
    if changed != item:
        _save_one(report_id, name, changed, field, raw)
    if field in NUMBERS and (name, field) not in refused:
        session.put(key, text_of(changed, field))


def _save_one(report_id: str, name: str, changed: Indicator, field: str, raw: str) -> None:
    """Save a row as it was changed since it was seen; what somebody else changed meanwhile stays, and is said."""
    seen = _seen(report_id)
    wanted = [changed if other.name == name else other for other in seen]
    conflicts = save(report_id, wanted, seen)
    if conflicts is None:
        shown = section_title(raw) if field == "aspect" else raw
        refused_in(report_id)[name, field] = (raw, f"“{shown}”还没有保存。")
        unsaved_in(report_id).add((name, field))
        return
    if name in conflicts:
        refused_in(report_id)[name, field] = (raw, conflicts[name])
    else:
        session.put(_seen_key(report_id), wanted)


def delete(report_id: str, name: str) -> None:
    """Take an indicator out of the list; what was typed into its row and not saved goes with it, once it is out."""
    seen = _seen(report_id)
    conflicts = save(report_id, [item for item in seen if item.name != name], seen)
    if conflicts is None:
        return
    for field in FIELDS:
        refused_in(report_id).pop((name, field), None)
        unsaved_in(report_id).discard((name, field))
    for sentence in conflicts.values():
        session.tell(sentence, "warning")


def save_again(report_id: str) -> None:
    """Save what could not be, up to the first that cannot be still: the page says why once."""
    for name, field in sorted(unsaved_in(report_id)):
        if item := next((item for item in _seen(report_id) if item.name == name), None):
            edited(report_id, name, field, key_of(report_id, item, field))
        else:
            refused_in(report_id).pop((name, field), None)
            unsaved_in(report_id).discard((name, field))
        if (name, field) in unsaved_in(report_id):
            return
    session.tell("已保存。")


# ---- what is stored, and what the session keeps


def items(report_id: str) -> list[Indicator]:
    """The indicators as they are stored now, whatever the page shows."""
    return list(session.desk().reports.open(report_id).report.indicators)


def items_to_change(report_id: str) -> list[Indicator] | None:
    """The same; None if they cannot be read: the page says why."""
    out: list[list[Indicator]] = []
    return out[0] if shell.attempt(lambda: out.append(items(report_id))) else None


def save(report_id: str, wanted: list[Indicator], base: list[Indicator]) -> Mapping[str, str] | None:
    """Save what was changed since `base`; by name what was not taken. None if nothing could be: the page says why."""
    out: list[Mapping[str, str]] = []
    desk = session.desk().reports
    done = shell.attempt(
        lambda: out.append(desk.set_indicators(report_id, wanted, who=session.who(), base=base).refused)
    )
    return out[0] if done else None


def show_changes(report_id: str, stored: Sequence[Indicator]) -> None:
    """Show in the boxes what somebody else changed since they were drawn; what was typed and refused stays."""
    seen = {item.name: item for item in _seen(report_id)}
    for item in stored:
        before = seen.get(item.name, item)
        for field in FIELDS:
            if getattr(before, field) != getattr(item, field) and (item.name, field) not in refused_in(report_id):
                session.drop(key_of(report_id, item, field))
    session.put(_seen_key(report_id), list(stored))


def _seen(report_id: str) -> list[Indicator]:
    """The indicators as the page last showed them: what somebody who types there started from."""
    kept: list[Indicator] | None = session.get(_seen_key(report_id))
    return items(report_id) if kept is None else kept


def _seen_key(report_id: str) -> str:
    return f"indicators_seen_{report_id}"


def refused_in(report_id: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Entries that were not taken: (name, field) → (as typed, the reason)."""
    key = f"indicators_refused_{report_id}"
    if session.get(key) is None:
        session.put(key, {})
    kept: dict[tuple[str, str], tuple[str, str]] = session.get(key)
    return kept


def unsaved_in(report_id: str) -> set[tuple[str, str]]:
    """Which of these the database did not take: nothing is wrong with them, and they can be saved again."""
    key = f"indicators_unsaved_{report_id}"
    if session.get(key) is None:
        session.put(key, set())
    kept: set[tuple[str, str]] = session.get(key)
    return kept


def redraw(report_id: str) -> None:
    """Show what is stored in boxes that were drawn before."""
    for item in items(report_id):
        for field in FIELDS:
            if (item.name, field) not in refused_in(report_id):
                session.drop(key_of(report_id, item, field))


def key_of(report_id: str, item: Indicator, field: str) -> str:
    """Where the session keeps what stands in a box."""
    return f"indicator_{report_id}_{item.name}_{field}"


def text_of(item: Indicator, field: str) -> str:
    """What is stored, as it stands in a box."""
    if field == "unit":
        return item.unit
    value = item.value if field == "value" else item.last
    return "" if value is None else value_text(value, item.about if field == "value" else "")
