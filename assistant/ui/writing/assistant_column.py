"""The assistant's column: ways to begin, the conversation with its cards, and a line to write in."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

import streamlit as st

from assistant.desk import Work, proposal_from
from assistant.draft import WAY_NAMES, Proposal
from assistant.evidence import Passage
from assistant.store import Message
from assistant.ui import session
from assistant.ui.writing import proposal_card
from assistant.ui.writing.proposal_card import Asked
from assistant.ui.writing.wording_marks import fact_chips, passage_html, prose_html
from assistant.ui.writing.writing_job import Job, OnText, Stopped

_SHOWN = 6
"""Turns shown at once; older ones are a click away."""

_HEIGHT = 560
"""Pixels of the conversation where the style sheet does not fit it to the window."""

_QUICK = 0.4
"""Seconds a page waits for an answer before it starts watching: most are there by then."""

_LOOK = 0.5
"""Seconds between looks at a piece of writing under way."""


def _slot(report_id: str, section: str) -> str:
    return f"writing:{report_id}:{section}"


def _job(report_id: str, section: str) -> Job | None:
    found: Job | None = session.get(_slot(report_id, section))
    return found


@st.fragment
def show(report_id: str, section: str, *, editable: bool) -> None:
    """Draw the column; what is being written is drawn again and again by itself."""
    work = session.desk().reports.open(report_id)
    job = _job(report_id, section)
    with st.container(key="assistant"):
        st.html('<h2 class="nb-heading">助手</h2>')
        if job is not None and job.done:
            _finish(report_id, section, job)
        busy = job is not None
        if editable:
            _ways(work, section, busy=busy)
        with st.container(key="conversation", height=_HEIGHT, border=False, autoscroll=True):
            _turns(work, section, editable=editable and not busy)
            if job is not None:
                _under_way(report_id, section)
        if editable:
            _line(report_id, section, busy=busy)


def _finish(report_id: str, section: str, job: Job) -> None:
    session.drop(_slot(report_id, section))
    if job.problem:
        session.tell(job.problem, "error")
    if job.remark:
        session.tell(job.remark, "info")
    st.rerun()


def _begin(report_id: str, section: str, asked: str, work: Callable[[OnText, Stopped], str]) -> None:
    job = Job(asked).start(work)
    session.put(_slot(report_id, section), job)
    job.wait(_QUICK)
    st.rerun()


# ---- beginning -------------------------------------------------------------------------------------


def _ways(work: Work, section: str, *, busy: bool) -> None:
    with st.container(key="ways", horizontal=True, gap="small"):
        for way, name in WAY_NAMES.items():
            if way == "llm" and not session.desk().settings.has_model:
                continue
            if st.button(name, key=f"way_{way}", disabled=busy, help=_HELP[way]):
                propose(work.head.id, section, way, asked=f"{name}。", variant=_times(work.head.id, section, way))


_HELP = {
    "facts": "用今年的表格数据、补充指标和工作事实成文",
    "last-year": "沿用本机关上年的句子，数字换成今年的",
    "model-passage": "借鉴同类机关的表述，去掉其名称和数字",
    "llm": "由语言模型起草，数字仍由程序填写",
}


def _times(report_id: str, section: str, way: str) -> int:
    """How often this way was already asked for, so that the next wording is another."""
    turns = session.desk().words.history(report_id, section)
    return sum(any(item["way"] == way for item in turn.content.get("proposals", ())) for turn in turns)


def propose(report_id: str, section: str, way: str, *, asked: str, variant: int) -> None:
    """Have a proposal written in one way and keep it in the conversation."""
    desk = session.desk()

    def work(on_text: OnText, stopped: Stopped) -> str:
        proposals = desk.words.propose(report_id, section, way, variant=variant, on_text=on_text, stopped=stopped)
        if proposals:
            desk.words.note_proposals(report_id, section, asked, proposals)
            return ""
        return "已停止，还没有写成完整的句子。" if stopped() else "这一节没有可写的内容，请先补充工作事实。"

    _begin(report_id, section, asked, work)


def say(report_id: str, section: str, message: str, *, about: Proposal | None = None) -> None:
    """Say something to the assistant, about one of its proposals or its newest."""
    desk, who = session.desk(), session.who()

    def work(on_text: OnText, stopped: Stopped) -> str:
        desk.talking.say(report_id, section, message, who=who, previous=about, on_text=on_text, stopped=stopped)
        return ""

    _begin(report_id, section, message, work)


def _line(report_id: str, section: str, *, busy: bool) -> None:
    message = st.chat_input("提要求，如：更简短", key=f"say_{section}", max_chars=500, disabled=busy)
    if message:
        say(report_id, section, str(message))


# ---- the conversation ------------------------------------------------------------------------------


def _turns(work: Work, section: str, *, editable: bool) -> None:
    turns = session.desk().words.history(work.head.id, section)
    if not turns:
        st.caption(
            "可以先点上面的一种写法，也可以直接提要求。助手只用今年填报的数据和事实，"
            "往年表述中的数字一律遮去；采用与否由您决定。"
        )
    older, recent = turns[:-_SHOWN], turns[-_SHOWN:]
    if older:
        with st.expander(f"更早的对话（{len(older)} 条）", key="older_turns"):
            for turn in older:
                _turn(work, section, turn, editable=editable)
    for turn in recent:
        _turn(work, section, turn, editable=editable)


def _turn(work: Work, section: str, turn: Message, *, editable: bool) -> None:
    if turn.speaker == "person":
        st.html(f'<div class="nb-said">{prose_html(turn.text)}</div>')
        return
    proposals = turn.content.get("proposals", ())
    if turn.text.strip() and turn.text.strip() not in {item.get("remark", "").strip() for item in proposals}:
        st.html(f'<div class="nb-answer">{prose_html(turn.text)}</div>')  # a card says its own remark
    for number, data in enumerate(proposals):
        proposal = proposal_from(data)
        key = f"{turn.id}_{number}"
        asked = proposal_card.show(work, proposal, key=key, editable=editable)
        if asked is not None:
            _answer(work, section, asked)
    _shown(work, turn.content, has_proposals=bool(turn.content.get("proposals")))


def _shown(work: Work, content: Mapping[str, Any], *, has_proposals: bool) -> None:
    """Facts and passages an answer without a proposal speaks of."""
    names = {item.name for item in fields(Passage)}
    passages = [
        Passage(**{key: value for key, value in item.items() if key in names}) for item in content.get("passages", ())
    ]
    if passages:
        st.html(passage_html(passages))
    if content.get("facts") and not has_proposals:
        st.html(fact_chips(content["facts"], work.facts))


def _answer(work: Work, section: str, asked: Asked) -> None:
    proposal: Proposal = asked.proposal
    if asked.act == "shorter":
        say(work.head.id, section, "更简短", about=proposal)
    name = WAY_NAMES.get(proposal.way, proposal.way)
    variant = _times(work.head.id, section, proposal.way)
    propose(work.head.id, section, proposal.way, asked=f"{name}，换一种写法。", variant=variant)


@st.fragment(run_every=_LOOK)
def _under_way(report_id: str, section: str) -> None:
    """What is being written, looked at again and again until it is done."""
    job = _job(report_id, section)
    if job is None:
        return
    if job.done:
        _finish(report_id, section, job)
    st.html(f'<div class="nb-said">{prose_html(job.asked)}</div>')
    if job.text:
        st.html(f'<div class="nb-answer nb-coming">{prose_html(job.text)}</div>')
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("正在停止…" if job.stopping else "正在查阅往年资料并起草…", width="content")
        if not job.stopping and st.button("停止", key="stop_writing"):
            job.stop()
            st.rerun(scope="fragment")
