"""Who changed a section or a cell, when, and from what: a button that opens the list."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from assistant.errors import NianbaoError
from assistant.form import Form
from assistant.review import State
from assistant.ui import session, trail_lines

_MOST = 40
"""Changes listed: older ones stand in 办理记录 and in the file an administrator takes away."""
Drawn = Callable[[str, str], str]


def offer(report_id: str, places: Sequence[str], form: Form, *, key: str, drawn: Drawn | None = None) -> None:
    """改动记录 of these places; `drawn` shows an old and a new text as HTML, without it both stand side by side."""
    if st.button("改动记录", key=key):
        _list(report_id, places, form, drawn)


@st.dialog("改动记录", width="large")
def _list(report_id: str, places: Sequence[str], form: Form, drawn: Drawn | None) -> None:
    trail = session.desk().reviewing.trail(report_id)
    found = [(entry, place, old, new) for place in places for entry, old, new in trail_lines.of_place(trail, place)]
    found.sort(key=lambda one: -one[0].number)
    if not found:
        st.info("还没有人改动过。")
    if len(places) == 1:
        _to_come_back_to(report_id, places[0])
    for entry, place, old, new in found[:_MOST]:
        who = f"<span class='nb-quiet'>{trail_lines.when(entry)}　{escape(entry.actor)}　{escape(entry.act)}</span>"
        if drawn is not None:
            st.html(f"{who}<div>{drawn(str(old), str(new))}</div>")
        else:
            name = form.cell_name(place) if place in form.cells else place
            st.html(f"{who}<br>{escape(name)}：{escape(trail_lines.value(old))} → {escape(trail_lines.value(new))}")
    if len(found) > _MOST:
        st.caption(f"另有 {len(found) - _MOST} 处较早的改动没有列出。")


def _to_come_back_to(report_id: str, place: str) -> None:
    """Mark the place for oneself."""
    person = session.who()
    head = session.desk().access.sees(report_id, person)
    if not session.allowed("mark", head.organ, State(head.state)):
        return
    if st.button("标记，稍后再看", key="changes_mark"):
        try:
            session.desk().marks.add(report_id, place, who=person)
            session.tell("已标记，只有您自己看得到，在“审阅”页面的“我的标记”中可以找到。")
        except NianbaoError as problem:
            session.tell(problem.message, "error")
        st.rerun()
