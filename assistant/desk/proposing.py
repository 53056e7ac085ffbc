"""Proposing at the desk: proposals for a section, the conversation about it, and what was kept."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from assistant.desk.access import Access
from assistant.desk.agent_tools import history_of, tools_for
from assistant.desk.current_reports.reporting import Reporting
from assistant.desk.keeping.in_force import InForce
from assistant.desk.kept_proposals import content_of, proposal_from
from assistant.desk.kept_wording import KeptWording
from assistant.desk.past_reports.evidence_index import EvidenceIndex
from assistant.desk.past_reports.past_wording import PastWording
from assistant.desk.work import Who, Work
from assistant.errors import ModelUnavailable, UsageError
from assistant.report import Report
from assistant.store import Message, Store

if TYPE_CHECKING:
    from assistant.asking import Question
    from assistant.draft import Proposal, Reply, Request
    from assistant.draft.model.agent.tools import Said, Tools
    from assistant.draft.model.writer import ModelWriter
    from assistant.evidence import Hit, Passage
    from assistant.sources.naming.verdicts import Bound


class Proposing(KeptWording):
    """Use cases on proposed wording."""

    def __init__(
        self, store: Store, access: Access, reports: Reporting, index: EvidenceIndex, in_force: InForce
    ) -> None:
        """Propose wording for reports in work from what the index finds; what is said is kept in the store."""
        super().__init__(store, access)
        self._reports = reports
        self._index = index
        self._past = PastWording(index)
        self._in_force = in_force
        self._made: ModelWriter | None = None

    def _writer(self) -> "ModelWriter | None":
        """The model writer by the settings in force, None when no endpoint is set; made anew when they change."""
        settings = self._in_force.now()
        if not settings.has_model:
            return None
        made = self._made
        if made is None or made.settings is not settings:
            from assistant.draft.model.writer import ModelWriter

            self._made = made = ModelWriter(settings)
        return made

    def evidence_for(self, work: Work, section: str, query: str = "", k: int = 6) -> "list[Hit]":
        """Passages of past reports for a section: the own organ's first, only of earlier years."""
        return self._past.hits(work.report, section, query, k)

    def passages_for(self, report: Report, section: str) -> "tuple[Passage, ...]":
        """What a writer may lean on."""
        return self._past.leaning(report, section)

    def request(
        self, work: Work, section: str, *, instruction: str = "", variant: int = 0, query: str = ""
    ) -> "Request":
        """Everything a writer may use for a section."""
        from assistant.draft import Request

        passages = self._past.leaning(work.report, section, query)
        return Request(
            section=section,
            report=work.report,
            facts=work.facts,
            last=work.last,
            passages=passages,
            instruction=instruction,
            current=work.report.section(section),
            locked=tuple(self._store.reports.locked(work.head.id, section)),
            variant=variant,
            taken=tuple(text for other, text in work.report.sections.items() if other != section),
        )

    def propose(
        self,
        report_id: str,
        section: str,
        way: str,
        *,
        variant: int = 0,
        on_text: Callable[[str], None] | None = None,
        stopped: Callable[[], bool] | None = None,
    ) -> "list[Proposal]":
        """Proposals for a section in one way. A failing model falls back to 据实成文, and says so."""
        work = self._reports.open(report_id)
        return self.propose_for(self.request(work, section, variant=variant), way, on_text=on_text, stopped=stopped)

    def propose_for(
        self,
        request: "Request",
        way: str,
        *,
        on_text: Callable[[str], None] | None = None,
        stopped: Callable[[], bool] | None = None,
    ) -> "list[Proposal]":
        """The same for a request made elsewhere (the command line drafts from files)."""
        from dataclasses import replace

        from assistant.draft import WAYS
        from assistant.draft.ways.offline import propose

        if way not in WAYS:
            raise UsageError(f"没有“{way}”这种写法，可用的写法：{'、'.join(WAYS)}。")
        known = request.report.form.narrative
        if request.section not in known:
            raise UsageError(f"没有“{request.section}”这一部分，可用的部分：{'、'.join(known)}。")
        if way != "llm":
            return propose(request, way)
        writer = self._writer()
        if writer is None:
            remark = "没有配置语言模型，已改用据实成文。"
        else:
            try:
                return writer.propose(request, on_text=on_text, stopped=stopped)
            except ModelUnavailable as problem:
                remark = f"{problem.message}已改用据实成文。"
        return [replace(item, remark=remark + item.remark) for item in propose(request, "facts")]

    def answer(
        self,
        report_id: str,
        section: str,
        message: str,
        *,
        conversation: str | None = None,
        questions: "Callable[[str], Sequence[Question]] | None" = None,
        previous: "Proposal | None" = None,
        on_text: Callable[[str], None] | None = None,
        stopped: Callable[[], bool] | None = None,
    ) -> "Reply":
        """Answer what a message asks of a section; it is about `previous`, the newest proposal if none is given.

        `conversation` is the one it was said in where that is not the section's own; a model is reminded of its turns,
        and may ask what `questions` are open.
        """
        from assistant.draft.conversation.chat import answer

        work = self._reports.open(report_id)
        previous = previous or self.newest(report_id, section)
        variant = sum(1 for item in self.history(report_id, section) if item.content.get("proposals"))
        request = self.request(work, section, instruction=message, variant=variant)

        def find(query: str, **options: Any) -> "list[Hit]":
            wanted = {"section": section, "before": work.report.year, **options}
            return self._index.evidence.find(query, **wanted)

        writer = self._writer()  # one and the same for the whole answer
        return answer(
            message,
            request,
            previous=previous,
            writer=writer,
            tools=self._tools(work, questions) if writer else None,
            history=self._turns(report_id, section if conversation is None else conversation) if writer else (),
            find=find,
            on_text=on_text,
            stopped=stopped,
        )

    def _turns(self, report_id: str, conversation: str) -> "tuple[Said, ...]":
        """What a model is reminded of."""
        return history_of(self.history(report_id, conversation))

    def _tools(self, work: Work, questions: "Callable[[str], Sequence[Question]] | None") -> "Tools":
        """What a model may ask for while it answers."""
        return tools_for(
            work,
            request=lambda section: self.request(work, section),
            passages=lambda words, section: [hit.passage for hit in self._past.hits(work.report, section, words)],
            questions=questions,
        )

    def note_proposals(
        self, report_id: str, section: str, asked: str, proposals: "Sequence[Proposal]", *, who: Who
    ) -> int:
        """Keep a button's proposals in the conversation, as if they had been asked for in words; the turn's id."""
        remark = "；".join(dict.fromkeys(item.remark for item in proposals if item.remark))
        with self._access.step("draft", report_id, who) as step:
            trail = self._store.trail
            trail.say(report_id, section, "person", asked, {"by": who.signature})
            step.note(section=section, ways=list(dict.fromkeys(item.way for item in proposals)))
            return trail.say(report_id, section, "assistant", remark, content_of(proposals))

    def newest(self, report_id: str, section: str) -> "Proposal | None":
        """The newest proposal of a conversation, None if there is none."""
        for item in reversed(self.history(report_id, section)):
            if item.content.get("proposals"):
                return proposal_from(item.content["proposals"][0])
        return None

    def history(self, report_id: str, section: str) -> list[Message]:
        """The conversation about a section, or with "" about the whole report, oldest first."""
        turns = self._store.trail.messages(report_id, section)
        return [item for item in turns if item.speaker in {"person", "assistant"}]

    def turn(self, message_id: int) -> Message:
        """One turn of a conversation as it is now; NotFound."""
        return self._store.trail.message(message_id)

    def bind(self, report_id: str, section: str, text: str, work: Work | None = None) -> "list[Bound]":
        """Where every number of a text comes from."""
        from assistant.sources.binding import bind

        work = work or self._reports.open(report_id)
        confirmed = {(item.section, item.number) for item in self._store.trail.confirmations(report_id)}
        return bind(text, section, work.facts, year=work.report.year, confirmed=confirmed)

    def adopt(self, report_id: str, section: str, text: str, *, base: str, way: str, who: Who) -> str:
        """Put accepted wording into the report, returned as kept; Conflict if the section changed since `base`."""
        return self._reports.set_section(report_id, section, text, who=who, base=base, way=way)
