"""The assistant's column: ways to begin, the conversation about the section, what it still asks, a line to write in."""

import streamlit as st

from assistant.desk import Work
from assistant.draft import WAY_NAMES
from assistant.ui import session, shell
from assistant.ui.writing import conversation, exchange, open_questions
from assistant.ui.writing.line import line

_HEIGHT = 560
"""Pixels of the conversation where the style sheet does not fit it to the window."""

_TO_BEGIN = (
    "可以先点上面的一种写法，也可以直接提要求，或者说说这方面今年做了什么。助手只用今年填报的数据和事实，"
    "往年表述中的数字一律遮去；采用与否由您决定。"
)


@st.fragment
@shell.failures_in_words()
def show(report_id: str, section: str, *, editable: bool) -> None:
    """Draw the column; what is being written is drawn again and again by itself."""
    work = session.desk().reports.open(report_id)
    job = exchange.current(report_id, section)
    busy = job is not None
    turns = session.desk().words.history(report_id, section)
    # What is still to be asked is found first: found later it would move the cards above it under the pointer.
    asked = [] if busy else session.desk().interviewing.questions(report_id, section)
    with st.container(key="assistant"):
        st.html('<h2 class="nb-heading">助手</h2>')
        if editable:
            _ways(work, section, busy=busy)
        with st.container(key="conversation", height=_HEIGHT, border=False, autoscroll=True):
            if not turns:
                st.caption(_TO_BEGIN)
            conversation.show(work, section, turns, editable=editable and not busy)
            if busy:
                exchange.under_way(report_id, section, turns)
            elif editable and asked:
                open_questions.show_beside(report_id, section, asked, beginning=not turns)
        if editable:
            hint = open_questions.line_hint(report_id, section) or "提要求，或者说说今年做了什么"
            if message := line(f"say_{section}", hint, disabled=busy):
                exchange.say(report_id, section, message)


def _ways(work: Work, section: str, *, busy: bool) -> None:
    with st.container(key="ways", horizontal=True, gap="small"):
        for way, name in WAY_NAMES.items():
            if way == "llm" and not session.desk().settings.has_model:
                continue
            if st.button(name, key=f"way_{way}", disabled=busy, help=_HELP[way]):
                report_id = work.head.id
                variant = conversation.times(report_id, section, way)
                exchange.propose(report_id, section, way, asked=f"{name}。", variant=variant)


_HELP = {
    "facts": "用今年的表格数据、补充指标和工作事实成文",
    "last-year": "沿用本机关上年的句子，数字换成今年的",
    "model-passage": "借鉴同类机关的表述，去掉其名称和数字",
    "llm": "由语言模型起草，数字仍由程序填写",
}
