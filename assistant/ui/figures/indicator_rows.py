"""The list of 补充指标: a row each, every field saved as it is left.

An entry that is no number is kept in the session with its reason, so that it is still there when one comes back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Any

import streamlit as st

from assistant.figures import Indicator
from assistant.form import Form, section_title
from assistant.prose import value_text
from assistant.ui import session, shell
from assistant.ui.figures import indicator_entry
from assistant.ui.figures.indicator_entry import sections
from assistant.ui.markdown import as_it_stands

WIDTHS = [3, 1.6, 1.2, 2.2, 1.4, 1.1]
HEADS = ("名称", "本年", "单位", "写在哪一部分", "上年", "")
_NUMBERS = ("value", "last")
_FIELDS = ("value", "unit", "aspect", "last")


def heads() -> None:
    """What stands over the columns."""
    for column, head in zip(st.columns(WIDTHS), HEADS, strict=True):
        column.markdown(f"<span class='nb-quiet'>{head}</span>", unsafe_allow_html=True)


def printed(item: Indicator) -> None:
    """A row that can only be read."""
    shown = (
        _text(item, "value") or "待填",
        item.unit or "—",
        name_of(item.aspect),
        _text(item, "last") or "—",
        "",
    )
    columns = st.columns(WIDTHS, vertical_alignment="center")
    columns[0].html(_named(item))
    for column, text in zip(columns[1:], shown, strict=True):
        column.markdown(as_it_stands(text))


def _named(item: Indicator, reason: str = "") -> str:
    """The name with what is to be said of the row: why an entry was not taken, else where the number was told.

    It stands in the name's own cell: a line of its own would move the rows below from under the pointer.
    """
    aside = f"<span class='nb-refused' role='alert'>{escape(reason)}</span>" if reason else ""
    if not reason and item.origin:
        aside = f"<span class='nb-origin' title='{escape(item.origin)}'>{escape(item.origin)}</span>"
    return f"<div class='nb-named'>{escape(item.name)}{aside}</div>"


def draw(report_id: str, item: Indicator, form: Form) -> None:
    """A row to type into, with the reason beside what could not be taken."""
    columns = st.columns(WIDTHS, vertical_alignment="center")
    refused = _refused(report_id)
    reasons = [refused[item.name, field][1] for field in _NUMBERS if (item.name, field) in refused]
    columns[0].html(_named(item, reasons[0] if reasons else ""))
    _box(report_id, item, "value", columns[1], "待填")
    _box(report_id, item, "unit", columns[2], "—")
    key = _key(report_id, item, "aspect")
    # Put in once: a default that changes with every saving would be redrawn under the clerk's hands.
    if session.get(key) is None:
        session.put(key, item.aspect)
    columns[3].selectbox(
        as_it_stands(f"{item.name}写在哪一部分"),
        [*([] if item.aspect in sections(form) else [item.aspect]), *sections(form)],
        format_func=name_of,
        key=key,
        label_visibility="collapsed",
        on_change=_edited,
        args=(report_id, item.name, "aspect", key),
    )
    _box(report_id, item, "last", columns[4], "—")
    columns[5].button("删除", key=_key(report_id, item, "delete"), on_click=_delete, args=(report_id, item.name))


def _box(report_id: str, item: Indicator, field: str, column: st.delta_generator.DeltaGenerator, empty: str) -> None:
    key = _key(report_id, item, field)
    if session.get(key) is None:
        kept = _refused(report_id).get((item.name, field))
        session.put(key, kept[0] if kept else _text(item, field))
    column.text_input(
        as_it_stands(f"{item.name}{'本年' if field == 'value' else '上年' if field == 'last' else '单位'}"),
        key=key,
        label_visibility="collapsed",
        placeholder=empty,
        on_change=_edited,
        args=(report_id, item.name, field, key),
    )


def _edited(report_id: str, name: str, field: str, key: str) -> None:
    """Save one field of one indicator; what is no number stays in its box with the reason."""
    raw = str(session.get(key, ""))
    refused = _refused(report_id)
    refused.pop((name, field), None)
    changes: dict[str, Any] = {field: raw.strip()}
    unit = ""
    if field in _NUMBERS:
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
        session.drop(_key(report_id, item, "unit"))
    if changed != item:
        _save_one(report_id, name, changed, field, raw)
    if field in _NUMBERS and (name, field) not in refused:
        session.put(key, _text(changed, field))


def _save_one(report_id: str, name: str, changed: Indicator, field: str, raw: str) -> None:
    """Save a row as it was changed since it was seen; what somebody else changed meanwhile stays, and is said."""
    seen = _seen(report_id)
    wanted = [changed if other.name == name else other for other in seen]
    conflicts = save(report_id, wanted, seen)
    if conflicts is None:
        return
    if name in conflicts:
        _refused(report_id)[name, field] = (raw, conflicts[name])
    else:
        session.put(_seen_key(report_id), wanted)


def _delete(report_id: str, name: str) -> None:
    refused = _refused(report_id)
    for field in _NUMBERS:
        refused.pop((name, field), None)
    seen = _seen(report_id)
    for sentence in (save(report_id, [item for item in seen if item.name != name], seen) or {}).values():
        session.tell(sentence, "warning")


# ---- what is stored, and what the session keeps


def items(report_id: str) -> list[Indicator]:
    """The indicators as they are stored now, whatever the page shows."""
    return list(session.desk().reports.open(report_id).report.indicators)


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
        for field in _FIELDS:
            if getattr(before, field) != getattr(item, field) and (item.name, field) not in _refused(report_id):
                session.drop(_key(report_id, item, field))
    session.put(_seen_key(report_id), list(stored))


def _seen(report_id: str) -> list[Indicator]:
    """The indicators as the page last showed them: what somebody who types there started from."""
    kept: list[Indicator] | None = session.get(_seen_key(report_id))
    return items(report_id) if kept is None else kept


def _seen_key(report_id: str) -> str:
    return f"indicators_seen_{report_id}"


def _refused(report_id: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Entries that were not taken: (name, field) → (as typed, the reason)."""
    key = f"indicators_refused_{report_id}"
    if session.get(key) is None:
        session.put(key, {})
    kept: dict[tuple[str, str], tuple[str, str]] = session.get(key)
    return kept


def redraw(report_id: str) -> None:
    """Show what is stored in boxes that were drawn before."""
    for item in items(report_id):
        for field in _FIELDS:
            if (item.name, field) not in _refused(report_id):
                session.drop(_key(report_id, item, field))


def _key(report_id: str, item: Indicator, field: str) -> str:
    return f"indicator_{report_id}_{item.name}_{field}"


def _text(item: Indicator, field: str) -> str:
    if field == "unit":
        return item.unit
    value = item.value if field == "value" else item.last
    return "" if value is None else value_text(value, item.about if field == "value" else "")


def name_of(section: str) -> str:
    """What a section is called in a list."""
    return section_title(section)
