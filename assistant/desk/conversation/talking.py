"""Talking at the desk: a message is heard for what it states and for what it asks; both are done, and kept."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from assistant.desk.access import Access
from assistant.desk.conversation.interviewing import WHOLE, Interviewing
from assistant.desk.conversation.message_read import heard_at, now_and_later
from assistant.desk.conversation.told_cards import cards_content, heard_in_words
from assistant.desk.conversation.whole_requests import whole_request
from assistant.desk.current_reports.reporting import Reporting
from assistant.desk.kept_proposals import reply_content
from assistant.desk.proposing import Proposing
from assistant.desk.work import Who, Work
from assistant.errors import UsageError
from assistant.listening.private import struck_out
from assistant.listening.told import Ask, Heard, Told
from assistant.store import Store

if TYPE_CHECKING:
    from assistant.draft import Proposal, Reply

_NO_SECTION = "要改的是哪一节？请连名称一起说，例如“主动公开这一节更简短”，或者在左边打开那一节再说。"
_WHICH = "要看哪一节？请连名称一起说，例如“去年问题那一节怎么写的”，或者在左边打开那一节再问。"
_TO_LOOK_AT = frozenset({"last_year", "others"})
_ALL_ANSWERED = "该问的都问过了，没有还缺的事项。可以起草全文，或者打开某一节修改。"
_SHOWN = 5
"""Questions named in one answer; the interview asks them all."""


@dataclass(frozen=True)
class Answered:
    """What the assistant says to a message: words, facts offered to be recorded, what it asks, and what it wrote.

    `wanted` is what the page does next, as it takes a while or is a conversation of its own: draft_all, interview.
    `message` is the turn this is kept as.
    """

    text: str
    told: tuple[Told, ...] = ()
    asks: tuple[Ask, ...] = ()
    proposals: "tuple[Proposal, ...]" = ()
    wanted: str = ""
    message: int = 0


class Talking:
    """Use cases on the conversation."""

    def __init__(
        self, store: Store, access: Access, reports: Reporting, words: Proposing, interviewing: Interviewing
    ) -> None:
        """Talk about reports in work; what is said is kept in the store's trail."""
        self._store = store
        self._access = access
        self._reports = reports
        self._words = words
        self._interviewing = interviewing

    def say(
        self,
        report_id: str,
        section: str,
        message: str,
        *,
        who: Who,
        question: str = "",
        previous: "Proposal | None" = None,
        on_text: Callable[[str], None] | None = None,
        stopped: Callable[[], bool] | None = None,
    ) -> Answered:
        """Answer a message about a section, or with "" about the whole report; both turns are kept with the report.

        What it states is offered, not recorded. A message that states nothing is a request, about `previous`, the
        newest proposal of the section's conversation if none is given. While a `question` is open the message is its
        answer, unless it asks for something or tells of another matter. What was typed is kept whatever fails.
        """
        if not message.strip():
            raise UsageError("请先写要说的话。")
        self._access.ask("say", report_id, who)
        work = self._reports.open(report_id)
        trail, said = self._store.trail, {"by": who.signature}
        try:
            heard = heard_at(message, work, section)
            answers = question and not heard.requests
            if answers and self._interviewing.is_answer(report_id, question, message, section=section):
                followed = self._interviewing.answer_question(report_id, question, message, who=who, section=section)
                return Answered(followed.ask)
            answered, content = self._answered(message, heard, work, section, previous, on_text, stopped)
        except Exception:
            trail.say(report_id, section, "person", struck_out(message), said)
            raise
        trail.say(report_id, section, "person", struck_out(message), said)
        return replace(answered, message=trail.say(report_id, section, "assistant", answered.text, content))

    def _answered(
        self,
        message: str,
        heard: Heard,
        work: Work,
        section: str,
        previous: "Proposal | None",
        on_text: Callable[[str], None] | None,
        stopped: Callable[[], bool] | None,
    ) -> tuple[Answered, dict[str, Any]]:
        """The answer to a message that was heard, and what is kept with it."""
        answered, content = Answered(heard_in_words(heard, work.report.form), heard.facts, heard.asks), dict[str, Any]()
        requests, later = now_and_later(heard)
        if later and section != WHOLE:
            content["then"] = "；".join(later)
            answered = replace(answered, text=f"{answered.text}记下之后就写进建议里。")
        if requests or not answered.text:
            request = "；".join(requests) or message
            reply, wanted = self._answer(work, section, request, previous, on_text, stopped)
            answered, content = _with(answered, reply, wanted), {**reply_content(reply), **content}
        return answered, content | cards_content(answered.told, answered.asks)

    def _answer(
        self,
        work: Work,
        section: str,
        request: str,
        previous: "Proposal | None",
        on_text: Callable[[str], None] | None,
        stopped: Callable[[], bool] | None,
    ) -> "tuple[Reply, str]":
        """The answer to a request, and what the page is to do next."""
        from assistant.draft import Reply
        from assistant.listening.requests import recognise

        form, kind = work.report.form, recognise(request).kind
        wanted = whole_request(request)
        if section == WHOLE:
            if wanted.wanted == "missing" and not wanted.section:
                return Reply(self._missing(work)), ""
            if wanted.wanted == "take_all" and not wanted.section:
                return Reply(_TAKE_ALL if self._drafted(work.head.id) else _NOTHING_DRAFTED), ""
            if wanted.wanted and not wanted.section:
                return Reply(_SAID[wanted.wanted]), wanted.wanted
            if not wanted.section:
                previous = previous or self._words.newest(work.head.id, WHOLE)
            if not wanted.section and previous is None and kind in _ABOUT_A_SECTION:
                return Reply(_WHICH if kind in _TO_LOOK_AT else _NO_SECTION), ""
        about = section or (previous.section if previous else wanted.section) or form.aspects[0]
        reply = self._words.answer(
            work.head.id,
            about,
            request,
            conversation=section,
            questions=lambda part: self._interviewing.questions(work.head.id, part),
            previous=previous,
            on_text=on_text,
            stopped=stopped,
        )
        return reply, ""

    def _drafted(self, report_id: str) -> bool:
        return any(turn.content.get("drafted") for turn in self._words.history(report_id, WHOLE))

    def _missing(self, work: Work) -> str:
        asked = self._interviewing.questions(work.head.id)
        if not asked:
            return _ALL_ANSWERED
        lines = [f"{number}. {question.question}" for number, question in enumerate(asked[:_SHOWN], 1)]
        more = f"\n一共{len(asked)}个，可以一问一答。" if len(asked) > _SHOWN else ""
        return "还想问：\n" + "\n".join(lines) + more


_SAID = {
    "draft_all": "好的，这就起草各节。",
    "interview": "好的，一个一个问，随时可以停下。",
}
_TAKE_ALL = "请在上面“起草全文”的结果处点“全部采用”或者“采用”。"
_NOTHING_DRAFTED = "还没有起草全文，没有可以采用的文字。可以先说“起草全文”。"
_ABOUT_A_SECTION = frozenset(
    {"drop", "add", "shorter", "fuller", "way", "again", "propose", "swap", "style", "last_year", "others", "why"}
)
"""What can only be done to one section."""


def _with(answered: Answered, reply: "Reply", wanted: str) -> Answered:
    """What was heard together with the answer to the rest; a model may have heard more, and none of it twice."""
    known = {_what(fact) for fact in answered.told}
    told = tuple(fact for fact in reply.told if _what(fact) not in known)
    return Answered(
        answered.text + reply.text,
        (*answered.told, *told),
        (*answered.asks, *reply.asks),
        reply.proposals,
        wanted,
    )


def _what(fact: Told) -> tuple[str, Decimal | None]:
    """What a fact states: a value of a cell or an indicator, or the words of a note."""
    return (fact.text, None) if fact.kind == "note" else (fact.code or fact.name, fact.value)
