"""Interviewing at the desk: what is still to be asked of a report, one question after the other, and the answers."""

from dataclasses import dataclass
from typing import Any

from assistant.asking import Answer, Question, answer, is_elsewhere, questions, without_private
from assistant.desk.access import Access
from assistant.desk.conversation.recording import Recorded, Recording
from assistant.desk.conversation.told_cards import cards_content, withheld_in_words
from assistant.desk.current_reports.reporting import Reporting
from assistant.desk.past_reports.filed import PastReports
from assistant.desk.peers import peers_of
from assistant.desk.work import Who, Work
from assistant.errors import UsageError
from assistant.listening.private import struck_out
from assistant.report import Report
from assistant.store import Store

WHOLE = ""
"""The section of what is said of the whole report."""
_LATER = "later"
"""The speaker of a turn that only says which question was put off."""
_PUT_OFF = "好的，放到最后再问。"
_KEPT = 128
"""Lists of questions kept: those of the whole and the sections of a dozen reports."""


@dataclass(frozen=True)
class Asked:
    """How many questions a report has, and how many of them are answered."""

    asked: int = 0
    answered: int = 0

    @property
    def open(self) -> int:
        """How many are still to be answered."""
        return self.asked - self.answered


@dataclass(frozen=True)
class Followed:
    """What an answer came to: whether the question is settled by it, what to ask again, and what was recorded."""

    settled: bool
    ask: str
    recorded: Recorded


class Interviewing:
    """Use cases on questions and answers."""

    def __init__(
        self, store: Store, access: Access, reports: Reporting, archive: PastReports, recording: Recording
    ) -> None:
        """Ask about reports in work beside the archive; what is answered is recorded."""
        self._store = store
        self._access = access
        self._reports = reports
        self._archive = archive
        self._recording = recording
        self._known: dict[tuple[str, str], tuple[Any, list[Question]]] = {}
        self._peers_known: tuple[Any, tuple[Report, ...]] = (None, ())

    def questions(self, report_id: str, section: str = WHOLE) -> list[Question]:
        """What is still to be asked, of one section or of the whole report; what was put off comes last."""
        later = self._later(report_id)
        asked = self._all(self._reports.open(report_id), section)
        return sorted(asked, key=lambda question: later.index(question.id) + 1 if question.id in later else 0)

    def progress(self, report_id: str) -> Asked:
        """How many questions of the whole report there are, and how many of them are answered."""
        work = self._reports.open(report_id)
        answered = len(work.report.answers)
        return Asked(answered + len(self._all(work, WHOLE)), answered)

    def _all(self, work: Work, section: str) -> list[Question]:
        """The questions as they are asked, until somebody saves the report or the archive changes."""
        slot, key = (work.head.id, section), (work.head.saved_at, self._archive.revision)
        known = self._known.get(slot)
        if known is None or known[0] != key:
            while len(self._known) >= _KEPT:
                self._known.pop(next(iter(self._known)), None)
            known = (key, questions(work.report, work.last, self._peers(work), section=section))
            self._known[slot] = known
        return known[1]

    def _open_question(self, work: Work, question_id: str, section: str) -> Question | None:
        return next((one for one in self._all(work, section) if one.id == question_id), None)

    def _peers(self, work: Work) -> tuple[Report, ...]:
        """Recent reports of organs like this one, read once until the archive changes."""
        key = (self._archive.revision, work.head.organ, work.head.year)
        if self._peers_known[0] != key:
            self._peers_known = (key, peers_of(self._store.archive, work.report))
        return self._peers_known[1]

    def is_answer(self, report_id: str, question_id: str, said: str, *, section: str = WHOLE) -> bool:
        """Whether a message answers the question: that is still open, and the message is not of something else."""
        work = self._reports.open(report_id)
        question = self._open_question(work, question_id, section)
        return question is not None and not is_elsewhere(question, said, work.report, work.last)

    def answer_question(
        self, report_id: str, question_id: str, said: str, *, who: Who, section: str = WHOLE
    ) -> Followed:
        """Record what an answer comes to, and remember it; both turns are kept in the conversation it was said in.

        UsageError if the question is no longer open, or nothing was said.
        """
        if not said.strip():
            raise UsageError("请先写回答，或者点一个现成的回答。")
        with self._access.step("answer", report_id, who) as step:
            work = self._reports.open(report_id)
            question = self._open_question(work, question_id, section)
            if question is None:
                raise UsageError("这个问题已经有了回答，或者数据有了变化，不用再答了。")
            read = answer(question, said, work.report, work.last)
            answers = {question.id: without_private(said)[0]} if read.settled else {}
            recorded = self._recording.put(step, read.facts, who=who, answers=answers)
            if read.later:
                self._store.trail.say(report_id, WHOLE, _LATER, question.id)
            step.note(question=question.question, said=without_private(said)[0])
            step.silent = False
            self._keep(work, section, question, said, recorded, read, who)
            return Followed(read.settled and not recorded.refused, read.ask, recorded)

    def _keep(
        self, work: Work, section: str, question: Question, said: str, recorded: Recorded, read: Answer, who: Who
    ) -> None:
        trail, report_id = self._store.trail, work.head.id
        trail.say(report_id, section, "person", struck_out(said), {"by": who.signature, "question": question.as_json()})
        lines = [*recorded.refused.values()]
        if read.withheld:
            lines.append(withheld_in_words(read.withheld))
        if recorded.differing:
            lines.append("这一项与已记录的不同，请选一个。")
        done = cards_content(recorded.done, state="recorded").get("told", [])
        differing = cards_content(recorded.differing.values()).get("told", [])
        text = "".join([*lines, _PUT_OFF if read.later else read.ask]) or ("" if done else "记住了，不再问这一项。")
        trail.say(report_id, section, "assistant", text, {"told": [*done, *differing]})

    def later(self, report_id: str, question_id: str, *, who: Who) -> None:
        """Put a question off: it comes after all others."""
        with self._access.step("put_off", report_id, who) as step:
            self._store.trail.say(report_id, WHOLE, _LATER, question_id)
            step.note(question=question_id)

    def _later(self, report_id: str) -> list[str]:
        put_off = self._store.trail.said(report_id, WHOLE, _LATER)
        return list(dict.fromkeys(reversed(put_off)))[::-1]  # put off twice is later than put off once
