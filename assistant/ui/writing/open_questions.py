"""Questions of the assistant: one after the other over the whole report, or those of one section beside its text."""

from html import escape

import streamlit as st

from assistant.asking.question import SOURCE_NAMES, Question
from assistant.desk import WHOLE
from assistant.ui import session, shell
from assistant.ui.markdown import as_it_stands
from assistant.ui.writing import exchange

_TO_BEGIN, _BESIDE = 3, 1
"""Questions of a section shown at once: to begin with, and below an answer, which they must not push out of sight."""


def show_interview(report_id: str) -> None:
    """The question in hand with its quick answers, and how far one has got."""
    interviewing = session.desk().interviewing
    asked, progress = interviewing.questions(report_id), interviewing.progress(report_id)
    with st.container(key="interview", border=True, gap="small"):
        if not asked:
            st.markdown("**该问的都问过了。** 可以起草全文，或者在左边打开某一节。")
            exchange.leave_interview(report_id)
            return
        st.progress(progress.answered / max(progress.asked, 1), text=f"已答 {progress.answered} / {progress.asked}")
        _question(report_id, WHOLE, asked[0], note="可以点，也可以在下面写。")
        with st.container(horizontal=True, gap="small", key="interview_bar"):
            if st.button("跳过", key="question_later", help="放到最后再问"):
                shell.attempt(lambda: interviewing.later(report_id, asked[0].id, who=session.who()))
                st.rerun()
            if st.button("先到这里", key="interview_leave", help="答过的已经记下，随时可以接着问"):
                exchange.leave_interview(report_id)
                st.rerun()


def show_beside(report_id: str, section: str, asked: list[Question], *, beginning: bool) -> None:
    """还想问: the next questions of a section, answered by a press or in the line below."""
    in_hand = exchange.asked_now(report_id, section)
    with st.container(key="questions_beside", border=True, gap="small"):
        st.markdown(f"**还想问**　:gray[{len(asked)} 个]")
        for question in asked[: _TO_BEGIN if beginning else _BESIDE]:
            _question(report_id, section, question, in_hand=question.id == in_hand)


def _question(report_id: str, section: str, question: Question, *, note: str = "", in_hand: bool = False) -> None:
    ground = f"：“{escape(question.quote)}”" if question.quote else ""
    st.html(
        f'<div class="nb-asked{" nb-in-hand" if in_hand else ""}"><b>{escape(question.question)}</b>'
        f'<span class="nb-where">{SOURCE_NAMES[question.source]}{ground}</span></div>'
    )
    key = f"{section.replace('.', '-') or 'whole'}_{question.id.replace('.', '-')}"
    with st.container(horizontal=True, gap="small", key=f"answers_{key}"):
        for at, option in enumerate(question.options):
            if st.button(as_it_stands(option), key=f"answer_{key}_{at}"):
                _answer(report_id, section, question, option)
        if section != WHOLE:
            name = "不答这个" if in_hand else "自己写"
            if st.button(name, key=f"answer_{key}_own", type="tertiary"):
                exchange.ask_now(report_id, section, "" if in_hand else question.id)
                st.rerun()
    if note:
        st.caption(note)


def _answer(report_id: str, section: str, question: Question, option: str) -> None:
    desk, who = session.desk(), session.who()
    shell.attempt(lambda: desk.interviewing.answer_question(report_id, question.id, option, who=who, section=section))
    st.rerun()


def line_hint(report_id: str, section: str) -> str:
    """What the line below says while a question is in hand; empty while none is."""
    wanted = exchange.asked_now(report_id, section)
    asked = session.desk().interviewing.questions(report_id, section) if wanted else []
    question = next((one for one in asked if one.id == wanted), None)
    return f"回答：{question.question}" if question else ""
