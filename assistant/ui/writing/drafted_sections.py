"""What 起草全文 wrote: a card a section, taken one by one or all at once where the section is still empty."""

from html import escape
from itertools import groupby

import streamlit as st

from assistant.desk import Drafted, Work
from assistant.errors import NotFound
from assistant.form import section_title
from assistant.store import Message
from assistant.ui import adoption, session, shell
from assistant.ui.writing import exchange, section_list
from assistant.ui.writing.wording_marks import is_stale, proposal_html


def show(work: Work, turn: Message, *, editable: bool) -> None:
    """Draw the cards, and below them what is still to be asked."""
    try:
        drafted = session.desk().whole.drafted(turn.content)
    except NotFound:
        st.caption("这次起草的结果已经不在了，请重新起草。")
        return
    written = [item for item in drafted if item.proposal.text.strip()]
    free = [
        item
        for item in written
        if not work.report.section(item.section).strip() and not is_stale(item.proposal, work.facts)
    ]
    with st.container(key=f"drafted_{turn.id}", gap="small"):
        for item in written:
            _card(work, turn, item, taking=editable and item in free)
        _bare(work, turn, [item for item in drafted if item not in written])
        with st.container(horizontal=True, gap="small", key=f"drafted_bar_{turn.id}"):
            several = editable and len(free) > 1
            if several and st.button(f"全部采用（{len(free)} 节）", key=f"take_drafts_{turn.id}", type="primary"):
                _take(work, free)
        if editable:
            _still_asked(work, turn)


def _still_asked(work: Work, turn: Message) -> None:
    """What is still to be asked, section by section, and the way to answer it."""
    asked = session.desk().interviewing.questions(work.head.id)
    if not asked:
        return
    with st.expander(f"还想问 {len(asked)} 个问题", key=f"still_asked_{turn.id}"):
        for section, questions in groupby(asked, key=lambda one: one.section):
            lines = "".join(f"<li>{escape(one.question)}</li>" for one in questions)
            st.html(f'<div class="nb-asked"><b>{escape(section_title(section))}</b><ul>{lines}</ul></div>')
    if not exchange.interviewing(work.head.id) and st.button("一问一答", key=f"ask_after_{turn.id}"):
        exchange.begin_interview(work.head.id)
        st.rerun()


def _card(work: Work, turn: Message, item: Drafted, *, taking: bool) -> None:
    title = section_list.title_of(item.section, work.report.form)
    key = f"{turn.id}_{item.section.replace('.', '-')}"
    with st.container(key=f"draft_{key}", border=True, gap="small"):
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"draft_bar_{key}"):
            state = f'<span class="nb-where">{_state(work, item)}</span>'
            st.html(f'<div class="nb-told"><b>{escape(title)}</b>{state}</div>', width="stretch")
            if taking and st.button("采用", key=f"take_draft_{key}"):
                _take(work, [item])
            if st.button("打开这一节", key=f"open_draft_{key}", type="tertiary"):
                section_list.open_section(item.section)
        if is_stale(item.proposal, work.facts):
            st.caption("起草之后数据有变化，请重新起草，或者打开这一节核对。")
        with st.expander(f"看文字（{len(''.join(item.proposal.text.split()))} 字）", key=f"draft_text_{key}"):
            st.html(proposal_html(item.proposal, work.facts))


def _bare(work: Work, turn: Message, items: list[Drafted]) -> None:
    """The sections nothing could be written for, each a way to where its questions stand."""
    if not items:
        return
    with st.container(key=f"draft_bare_{turn.id}", border=True, gap="small"):
        st.caption("这几节还没有可写的事实，打开后先回答几个问题：")
        with st.container(horizontal=True, gap="small"):
            for item in items:
                title = section_list.title_of(item.section, work.report.form)
                if st.button(title, key=f"open_bare_{turn.id}_{item.section.replace('.', '-')}", type="tertiary"):
                    section_list.open_section(item.section)


def _state(work: Work, item: Drafted) -> str:
    text = work.report.section(item.section)
    if text.strip() and text.split() == item.proposal.text.split():
        return "已采用"
    return "这一节已有文字" if text.strip() else "待采用"


def _take(work: Work, items: list[Drafted]) -> None:
    desk, who = session.desk(), session.who()
    taken: list[str] = []
    if shell.attempt(lambda: taken.extend(desk.whole.take_all(work.head.id, items, who=who))):
        report = desk.reports.open(work.head.id).report
        for section in taken:
            adoption.remember(work.head.id, section, "", report.section(section))
        left = len(items) - len(taken)
        kept = f"{left} 节刚被写上文字，没有覆盖。" if left else ""
        session.tell(f"已采用 {len(taken)} 节。{kept}", "success" if not left else "warning")
    st.rerun()
