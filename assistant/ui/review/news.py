"""What one asks before reading: what became of the report since; a leader also what is open, and why warnings stand."""

from collections.abc import Sequence

import streamlit as st

from assistant.desk import Judged, Work
from assistant.errors import StorageProblem
from assistant.findings import Severity
from assistant.review import Role
from assistant.ui import session, trail_lines
from assistant.ui.markdown import as_it_stands
from assistant.ui.review import finding_places


def show(work: Work) -> None:
    """A line each that opens; of findings nothing for others, who have pages of their own for them."""
    with st.container(key="news", gap="small"):
        _since(work)
        if session.who().role is not Role.LEADER:
            return
        judged = session.desk().judging.findings(work.head.id, work)
        waiting = [item for item in judged if item.open and item.finding.severity is not Severity.INFO]
        _findings("news_open", f"没有处理的校核意见 {len(waiting)} 条", waiting, work)
        standing = [item for item in judged if item.waiver]
        _findings("news_standing", f"说明理由后保留的提醒 {len(standing)} 条", standing, work)


def _since(work: Work) -> None:
    """What others did since this person last looked, or last did something if they never looked before."""
    try:
        news = session.desk().looks.news(work.head.id, who=session.who())
    except StorageProblem:
        return  # a database that cannot be written to for the moment can still be read
    told = trail_lines.in_turn(news.lines, work.report.form)
    if told:
        since = "距您上次办理" if news.since_act else "自您上次查看以来"
        with st.expander(f"{since}有 {len(told)} 处变动", key="news_since"):
            for moment, actor, change in told:
                st.text(f"{moment}　{actor}　{change}")


def _findings(key: str, title: str, items: Sequence[Judged], work: Work) -> None:
    if not items:
        return
    with st.expander(as_it_stands(title), key=key):
        for item in items:
            reason = item.waiver.reason if item.waiver else ""
            st.html(finding_places.sentence_html(item.finding, work.report.form, waived=reason))
