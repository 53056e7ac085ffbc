"""登记公布 on 导出: where and when the report was published, whether in time, and whether it is still the same."""

from datetime import date
from html import escape

import streamlit as st

from assistant.desk import Work
from assistant.desk.handling.publication import LONGEST, checked_address, lateness
from assistant.review import State
from assistant.ui import session, shell
from assistant.ui.days import day_of


def draw(work: Work) -> None:
    """What is recorded, and the form for it; nothing of a report that was never approved."""
    kept = work.head.published
    if not kept and work.state is not State.APPROVED:
        return
    with st.container(key="publication", border=True):
        shell.heading("公布登记")
        if kept:
            _recorded(work)
        else:
            _overdue(work)
            st.caption("在门户网站公布以后，把网址和日期登记在这里，工作台按截止日期显示是否按期。")
        if session.allowed("record_publication", work.head.organ, work.state):
            _form(work)


def _overdue(work: Work) -> None:
    """That the deadline is past and nothing was recorded: in the same words as on the 工作台."""
    deadline = session.desk().judging.deadline(work.head)
    if late := lateness(deadline, session.today(), None):
        st.html(f"<span class='nb-chip nb-warn'>{escape(late)}</span> {deadline} 截止")


def _recorded(work: Work) -> None:
    kept, desk = work.head.published, session.desk()
    when = lateness(desk.judging.deadline(work.head), session.today(), date.fromisoformat(kept["day"]))
    st.text(f"{kept['day']} 公布，{when}。由{kept['by']}登记。")
    address = escape(checked_address(kept["address"]), quote=True)
    st.html(f"<a href='{address}' target='_blank' rel='noopener noreferrer'>{address}</a>")
    if work.state is not State.APPROVED:
        st.warning("定稿已经撤回，公布的内容与现在的可能不同；重新定稿后，请更换网站上的年报。")
    elif desk.publication.differs(work):
        st.warning("登记公布以后，年报的内容又有改动。请核对网站上公布的是不是现在这一版。")


def _form(work: Work) -> None:
    kept = work.head.published
    left, right = st.columns([3, 1.4], vertical_alignment="bottom")
    address = left.text_input(
        "公布的网址", kept.get("address", ""), key="publication_address", max_chars=LONGEST, placeholder="https://"
    )
    day = right.text_input(
        "公布日期", kept.get("day", ""), key="publication_day", max_chars=10, placeholder="2026-01-20"
    )
    with st.container(horizontal=True):
        if st.button("登记", key="publication_save"):
            shell.attempt(
                lambda: session.desk().publication.record(
                    work.head.id, address, day_of(day), today=session.today(), who=session.who()
                ),
                "公布情况已登记。",
            )
            st.rerun()
        if kept and st.button("取消登记", key="publication_drop"):
            shell.attempt(lambda: session.desk().publication.take_back(work.head.id, who=session.who()), "登记已取消。")
            session.drop_all("publication_")
            st.rerun()
