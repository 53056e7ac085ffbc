"""全文: the conversation about the whole report, with three ways to begin it."""

from contextlib import nullcontext

import streamlit as st

from assistant.desk import WHOLE, Work
from assistant.store import Message
from assistant.ui import session, shell
from assistant.ui.writing import conversation, exchange, open_questions
from assistant.ui.writing.line import line

_HEIGHT = 560
"""Pixels of the conversation where the style sheet does not fit it to the window."""
_HINT = "说说今年做了什么，如：搞了3场培训"


@st.fragment
@shell.failures_in_words()
def show(report_id: str, *, editable: bool) -> None:
    """Draw the conversation; what is being written is drawn again and again by itself."""
    work = session.desk().reports.open(report_id)
    job = exchange.current(report_id, WHOLE)
    turns = session.desk().words.history(report_id, WHOLE)
    # What is still to be asked is found first: found later it would move what stands above it.
    session.desk().interviewing.questions(report_id)
    with st.container(key="whole"):
        st.html('<h2 class="nb-heading">全文</h2>')
        if turns and editable:
            _starts(work, busy=job is not None)
            _waiting(report_id, turns, busy=job is not None)
        with st.container(key="whole_conversation", height=_HEIGHT, border=False, autoscroll=True):
            if not turns and job is None:
                _greeting(work, editable=editable)
            conversation.show(work, WHOLE, turns, editable=editable and job is None)
            if job is not None:
                exchange.under_way(report_id, WHOLE, turns)
            elif editable and exchange.interviewing(report_id):
                open_questions.show_interview(report_id)
        if editable:
            hint = "回答上面的问题，也可以说别的" if exchange.asked_now(report_id, WHOLE) else _HINT
            if message := line("say_whole", hint, disabled=job is not None):
                exchange.say(report_id, WHOLE, message)


def _greeting(work: Work, *, editable: bool) -> None:
    st.html(
        '<div class="nb-greeting"><p>今年的年报从哪里说起都可以。您说，我记；没说到的，我问；齐了，我来写。</p>'
        "<p>记下之前都请您过目，写好的文字由您决定用不用。</p></div>"
    )
    if editable:
        _starts(work, busy=False, told=True)


def _starts(work: Work, *, busy: bool, told: bool = False) -> None:
    """The ways to begin; with `told` each says what it is for."""
    report_id = work.head.id
    progress = session.desk().interviewing.progress(report_id)
    left = progress.open
    ways = (
        (
            "interview",
            "接着问" if progress.answered else "一问一答",
            f"还有 {left} 个问题，多数点一下就行，随时可以停。",
        ),
        ("tell", "直接说今年做了什么", "像跟同事说话一样写在下面，也可以把总结整段贴进来。"),
        ("draft_all", "起草全文", "数据和事实已经填了的，现在就写出各节，您再逐节看。"),
    )
    with st.container(key="starts", horizontal=True, gap="small"):
        for name, label, why in ways:
            if name == "tell" and not told:
                continue
            # As a card that says what it is for, or as a button alone.
            with st.container(key=f"start_{name}", border=True) if told else nullcontext():
                idle = busy or (name == "interview" and not left)
                pressed = st.button(label, key=f"begin_{name}", disabled=idle)
                if told:
                    st.caption(why)
            if pressed:
                _begin(report_id, name)


def _waiting(report_id: str, turns: list[Message], *, busy: bool) -> None:
    """The way to facts that were told and have sunk out of sight with their cards."""
    seen = [turn.id for turn in turns[-conversation.SHOWN :]]
    told = session.desk().waiting.facts(report_id, seen=seen)
    label = f"前面说过、还没有记下的 {len(told)} 项"
    if told and st.button(label, key="begin_waiting", disabled=busy):
        shell.attempt(lambda: session.desk().waiting.gather(report_id, who=session.who()))
        st.rerun()


def _begin(report_id: str, name: str) -> None:
    if name == "draft_all":
        exchange.draft_all(report_id)
    if name == "interview":
        exchange.begin_interview(report_id)
    else:
        session.tell("请写在最下面的一行里，一句话也行，一整页也行。", "info")
    st.rerun()
