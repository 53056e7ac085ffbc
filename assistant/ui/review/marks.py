"""What somebody marked for themselves to come back to: the list, the way to each place, and taking a mark off."""

from html import escape

import streamlit as st

from assistant.desk import Work
from assistant.desk.reading.marks import Marked
from assistant.ui import session, shell
from assistant.ui.markdown import as_it_stands
from assistant.ui.paper import Selection
from assistant.ui.review import finding_places, remarks


def take(work: Work, selection: Selection) -> None:
    """Mark what was selected on the paper."""
    shell.attempt(
        lambda: session.desk().marks.add(work.head.id, selection.place, quote=selection.quote, who=session.who()),
        "已标记，只有您自己看得到，在“我的标记”中可以找到。",
    )
    session.put("mark_taken", value=True)


def places(work: Work) -> list[Selection]:
    """Where the paper shows the person's own marks."""
    found = session.desk().marks.of(work, who=session.who())
    return [Selection(one.anchor.place, one.anchor.words) for one in found if not one.anchor.gone]


def show(work: Work) -> None:
    """Draw the list; nothing where there is none."""
    found = session.desk().marks.of(work, who=session.who())
    if not found:
        return
    with st.expander(f"我的标记（{len(found)}）", key="marks", expanded=True):
        st.caption("只有您自己看得到。")
        for one in found:
            _mark(one, work)


def _mark(one: Marked, work: Work) -> None:
    form = work.report.form
    with st.container(key=f"mark_{one.id}", gap="small"):
        st.markdown(f"**{as_it_stands(finding_places.name(one.anchor.place, form) or one.anchor.place)}**")
        if one.quote:
            st.html(f"<blockquote class='nb-quote'>{escape(one.quote)}</blockquote>")
        if one.anchor.gone:
            st.caption("这句话现在已经删去。")
        elif one.anchor.changed:
            st.caption(as_it_stands(f"这句话现在是：{one.anchor.words}"))
        with st.container(horizontal=True, gap="small"):
            if st.button("看位置", key=f"mark_show_{one.id}"):
                remarks.look_at(one.anchor.place)
                st.rerun()
            if session.allowed("mark", work.head.organ, work.state) and st.button("取消标记", key=f"mark_off_{one.id}"):
                shell.attempt(lambda: session.desk().marks.remove(one.id, who=session.who()), "已取消标记。")
                st.rerun()
