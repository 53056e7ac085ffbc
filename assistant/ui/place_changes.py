"""Who changed a section, a sentence or a cell, when, and from what: a button that opens the list."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from assistant.errors import NianbaoError
from assistant.form import Form
from assistant.review import State
from assistant.review.origins import origins
from assistant.store import Entry
from assistant.ui import session, trail_lines

_MOST = 40
"""Changes listed: older ones stand in 办理记录 and in the file an administrator takes away."""
_WAYS = ("按时间", "逐句")
Drawn = Callable[[str, str], str]


def offer(
    report_id: str, places: Sequence[str], form: Form, *, key: str, drawn: Drawn | None = None, text: str = ""
) -> None:
    """改动记录 of these places; `drawn` shows an old and a new text as HTML, without it both stand side by side.

    Of a section `text` is what it says now: then it can be asked sentence by sentence too.
    """
    if st.button("改动记录", key=key):
        session.drop("changes_of")
        _list(report_id, places, form, drawn, text)


@st.dialog("改动记录", width="large")
def _list(report_id: str, places: Sequence[str], form: Form, drawn: Drawn | None, text: str) -> None:
    trail = session.desk().reviewing.trail(report_id)
    found = [(entry, place, old, new) for place in places for entry, old, new in trail_lines.of_place(trail, place)]
    found.sort(key=lambda one: -one[0].number)
    if not found:
        st.info("还没有人改动过。")
    if len(places) == 1:
        _to_come_back_to(report_id, places[0])
    if drawn is not None and found and text.strip():
        shown = st.segmented_control("列出", _WAYS, default=_WAYS[0], key="changes_of", required=True)
        if shown == _WAYS[1]:
            _by_sentence(text, [(entry, str(old), str(new)) for entry, _, old, new in found])
            return
    elif len(named := {place: form.cell_name(place) for _, place, _, _ in found if place in form.cells}) > 1:
        wanted = st.selectbox(
            "单元格", [None, *named], format_func=lambda one: named[one] if one else "全部", key="changes_of"
        )
        found = [one for one in found if wanted in (None, one[1])]
    for entry, place, old, new in found[:_MOST]:
        if drawn is not None:
            st.html(f"{_who(entry)}<div>{drawn(str(old), str(new))}</div>")
        else:
            name = form.cell_name(place) if place in form.cells else place
            before, after = (escape(trail_lines.value(one)) for one in (old, new))
            st.html(f"{_who(entry)}<br>{escape(name)}：{before} → {after}")
    if len(found) > _MOST:
        st.caption(f"另有 {len(found) - _MOST} 处较早的改动没有列出。")


def _by_sentence(text: str, found: Sequence[tuple[Entry, str, str]]) -> None:
    """Each sentence as it stands, with who wrote it so, when, and what it was before."""
    st.caption("现在的每一句话，最后由谁写成这样；“原为”是改动之前的一句。")
    for one in origins(text, [(old, new) for _, old, new in found]):
        who = "更早就有，或者随整份年报而来（导入、恢复版本），见审阅页面的办理记录。"
        told = f"<span class='nb-quiet'>{who}</span>" if one.change is None else _who(found[one.change][0])
        before = f"<br><span class='nb-quiet'>原为：{escape(one.before)}</span>" if one.before else ""
        st.html(f"<div data-role='origin'>{escape(one.sentence)}<br>{told}{before}</div>")


def _who(entry: Entry) -> str:
    return f"<span class='nb-quiet'>{trail_lines.when(entry)}　{escape(entry.actor)}　{escape(entry.act)}</span>"


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
