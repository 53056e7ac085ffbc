"""What is said to the assistant: begun, watched while it is under way, and finished; the same in every conversation."""

from collections.abc import Callable, Sequence

import streamlit as st

from assistant.desk import WHOLE, Answered
from assistant.draft import Proposal
from assistant.store import Message
from assistant.ui import session, shell
from assistant.ui.writing.wording_marks import prose_html
from assistant.ui.writing.writing_job import Job, OnText, Stopped

_QUICK = 0.4
"""Seconds a page waits for an answer before it starts watching: most are there by then."""

_LOOK = 0.5
"""Seconds between looks at a piece of writing under way."""


def _slot(report_id: str, section: str) -> str:
    return f"writing:{report_id}:{section}"


def current(report_id: str, section: str) -> Job | None:
    """What is under way in a conversation; one that has ended is finished first, which draws the page anew."""
    job: Job | None = session.get(_slot(report_id, section))
    if job is not None and job.done:
        session.drop(_slot(report_id, section))
        if job.problem:
            session.tell(job.problem, "error")
        elif job.then is not None:
            job.then()
        if job.remark:
            session.tell(job.remark, "info")
        st.rerun()
    return job


def _begin(
    report_id: str,
    section: str,
    asked: str,
    work: Callable[[OnText, Stopped], str],
    then: Callable[[], None] | None = None,
) -> None:
    turns = session.desk().words.history(report_id, section)
    job = Job(asked, then, after=turns[-1].id if turns else 0).start(work)
    session.put(_slot(report_id, section), job)
    job.wait(_QUICK)
    st.rerun()


@st.fragment(run_every=_LOOK)
@shell.failures_in_words()
def under_way(report_id: str, section: str, drawn: Sequence[Message]) -> None:
    """What is being written below the turns `drawn`, looked at again and again until it is done."""
    job = current(report_id, section)
    if job is None:
        return
    # What was asked may be answered and kept before the writing that it asked for has begun: 好的，这就起草各节.
    kept = session.desk().words.history(report_id, section)
    if len(kept) > len(drawn):
        st.rerun()
    if not any(turn.speaker == "person" and turn.id > job.after for turn in kept):
        st.html(f'<div class="nb-said">{prose_html(job.asked)}</div>')
    if job.text:
        st.html(f'<div class="nb-answer nb-coming">{prose_html(job.text)}</div>')
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("正在停止…" if job.stopping else "正在查阅往年资料并起草…", width="content")
        if not job.stopping and st.button("停止", key="stop_writing"):
            job.stop()
            st.rerun(scope="fragment")


# ---- what is begun


def propose(report_id: str, section: str, way: str, *, asked: str, variant: int, within: str | None = None) -> None:
    """Have a proposal for a section written in one way, and keep it in its conversation or the one it was asked in."""
    within = section if within is None else within
    desk, who = session.desk(), session.who()  # who asks is known here: the writing beside the page knows no session

    def work(on_text: OnText, stopped: Stopped) -> str:
        proposals = desk.words.propose(report_id, section, way, variant=variant, on_text=on_text, stopped=stopped)
        if proposals:
            desk.words.note_proposals(report_id, within, asked, proposals, who=who)
            return ""
        return "已停止，还没有写成完整的句子。" if stopped() else "这一节没有可写的内容，请先说说今年做了什么。"

    _begin(report_id, within, asked, work)


def say(report_id: str, section: str, message: str, *, about: Proposal | None = None) -> None:
    """Say something to the assistant: of the year, to the question in hand, or about a proposal."""
    desk, who, question = session.desk(), session.who(), asked_now(report_id, section)
    heard: list[Answered] = []

    def work(on_text: OnText, stopped: Stopped) -> str:
        answered = desk.talking.say(
            report_id, section, message, who=who, question=question, previous=about, on_text=on_text, stopped=stopped
        )
        heard.append(answered)
        if answered.wanted == "draft_all":
            desk.whole.draft_all(report_id, who=who, on_progress=_steps(on_text), stopped=stopped)
        return ""

    def then() -> None:
        if heard[-1].wanted == "interview":
            begin_interview(report_id)

    _begin(report_id, section, message, work, then)


def draft_all(report_id: str) -> None:
    """Have every empty section written, shown in the whole report's conversation as it goes."""
    desk, who, asked = session.desk(), session.who(), "起草全文。"

    def work(on_text: OnText, stopped: Stopped) -> str:
        desk.whole.draft_all(report_id, who=who, asked=asked, on_progress=_steps(on_text), stopped=stopped)
        return ""

    _begin(report_id, WHOLE, asked, work)


def _steps(on_text: OnText) -> Callable[[str, int, int], None]:
    return lambda name, done, total: on_text(f"{name}（{done + 1}/{total}）\n")


# ---- the question in hand


def _interview(report_id: str) -> str:
    return f"interview:{report_id}"


def begin_interview(report_id: str) -> None:
    """Ask one question after the other, until it is left."""
    session.put(_interview(report_id), value=True)


def leave_interview(report_id: str) -> None:
    """Ask no more; what was answered is kept."""
    session.drop(_interview(report_id))


def interviewing(report_id: str) -> bool:
    """Whether one question after the other is asked."""
    return bool(session.get(_interview(report_id)))


def _answering(report_id: str, section: str) -> str:
    return f"answering:{report_id}:{section}"


def ask_now(report_id: str, section: str, question: str) -> None:
    """Take this question in hand: what is written next is its answer. "" takes none."""
    session.put(_answering(report_id, section), question)


def asked_now(report_id: str, section: str) -> str:
    """The question in hand in a conversation, empty if there is none, or if it has been answered since."""
    taken = str(session.get(_answering(report_id, section)) or "")
    if not taken and not (section == WHOLE and interviewing(report_id)):
        return ""
    asked = [one.id for one in session.desk().interviewing.questions(report_id, section)]
    if section == WHOLE:
        return next(iter(asked), "")
    return taken if taken in asked else ""
