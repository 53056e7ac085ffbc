"""Who else is at the report, and whether somebody changed it since this page was drawn."""

from html import escape

import streamlit as st

from assistant.desk import Work
from assistant.errors import NianbaoError, SignedOut
from assistant.ui import session, trail_lines
from assistant.ui.markdown import as_it_stands

_EVERY = 10.0
"""Seconds between two looks: soon enough to stop two from writing the same, seldom enough to cost nothing."""
_TOLD = 6


def draw(title: str, work: Work) -> None:
    """A line that looks again by itself; nothing where one person works alone at their own machine."""
    if not session.who().account:
        return
    seen = session.desk().reviewing.newest()
    with st.container(key="company"):
        _line(title, work.head.id, seen)


@st.fragment(run_every=_EVERY)
def _line(title: str, report_id: str, seen: int) -> None:
    try:
        _look(title, report_id, seen)
    except SignedOut as problem:
        st.error(as_it_stands(problem.message))
        st.html("<p><a href='/login' target='_self'>重新登录</a></p>")
    except NianbaoError as problem:
        st.error(as_it_stands(problem.message))  # until the next look


def _look(title: str, report_id: str, seen: int) -> None:
    person = session.who(working=False)
    reviewing = session.desk().reviewing
    others = reviewing.others_here(report_id, title, who=person)
    here = "　".join(f"{other.person}正在看“{other.page}”" for other in others)
    st.html(f"<div class='nb-quiet' data-role='company'>{escape(here)}</div>")
    changes = reviewing.others_since(report_id, seen, who=person)
    if not changes:
        return
    form = session.desk().reports.open(report_id).report.form
    with st.container(key="stale", border=True):
        st.html("<b data-role='stale'>别人刚改了这份年报，这一页显示的不是最新内容。</b>")
        for moment, actor, told in trail_lines.in_turn(changes, form)[:_TOLD]:
            st.text(f"{moment}　{actor}　{told}")
        if st.button("显示最新内容", key="refresh"):
            st.rerun()
