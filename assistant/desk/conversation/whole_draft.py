"""起草全文 at the desk: every empty section at once, each a proposal to take or leave in its own conversation."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.desk.access import Access
from assistant.desk.conversation.interviewing import WHOLE
from assistant.desk.conversation.waiting import Waiting
from assistant.desk.current_reports.reporting import Reporting
from assistant.desk.keeping.in_force import InForce
from assistant.desk.kept_proposals import proposal_from
from assistant.desk.proposing import Proposing
from assistant.desk.work import Who
from assistant.errors import Conflict
from assistant.form import section_name
from assistant.store import Store

if TYPE_CHECKING:
    from assistant.draft import Proposal, Request

OnSection = Callable[[str, int, int], None]
"""Told before each section: its name, how many are done, how many there are."""
_ASKED = "起草全文。"


@dataclass(frozen=True)
class Drafted:
    """A section that was drafted: the turn of its conversation that holds the proposals, and the first of them."""

    section: str
    message: int
    proposal: "Proposal"


class WholeDraft:
    """Use cases on the whole text."""

    def __init__(
        self,
        store: Store,
        access: Access,
        reports: Reporting,
        words: Proposing,
        waiting: Waiting,
        in_force: InForce,
    ) -> None:
        """Draft reports in work section by section; proposals are kept in the store's trail."""
        self._store = store
        self._access = access
        self._reports = reports
        self._words = words
        self._waiting = waiting
        self._in_force = in_force

    def empty(self, report_id: str) -> list[str]:
        """The sections without a word, in printed order; the opening of the overview is left to people."""
        report = self._reports.open(report_id).report
        return [part for part in report.form.narrative if part != "overview" and not report.section(part).strip()]

    def draft_all(
        self,
        report_id: str,
        *,
        who: Who,
        asked: str = "",
        on_progress: OnSection | None = None,
        stopped: Callable[[], bool] | None = None,
    ) -> list[Drafted]:
        """A proposal for each empty section, kept in that section's conversation; nothing is put into the text.

        Stopped, it keeps what is done. The whole report's conversation remembers what was drafted, and what was said to
        ask for it, unless that stands there already.
        """
        from assistant.draft.whole import draft_all

        self._access.ask("draft", report_id, who)
        work, wanted, out = self._reports.open(report_id), self.empty(report_id), list[Drafted]()
        way = "llm" if self._in_force.now().has_model else "facts"

        def in_turn() -> Iterator[str]:
            for done, section in enumerate(wanted):
                if stopped is not None and stopped():
                    return
                if on_progress is not None:
                    on_progress(section_name(work.report.form, section), done, len(wanted))
                yield section

        def write(request: "Request") -> "Proposal | None":
            nonlocal way
            proposals = self._words.propose_for(request, way, stopped=stopped)
            if not proposals:
                return None
            if proposals[0].way != way:  # the model failed: it is not waited for again in every section
                way = "facts"
            message = self._words.note_proposals(report_id, request.section, _ASKED, proposals, who=who)
            out.append(Drafted(request.section, message, proposals[0]))
            return proposals[0]

        draft_all(lambda section: self._words.request(work, section), in_turn(), write=write)
        if asked:
            self._store.trail.say(report_id, WHOLE, "person", asked, {"by": who.signature})
        self._keep(report_id, wanted, out)
        return out

    def _keep(self, report_id: str, wanted: list[str], out: list[Drafted]) -> None:
        written = [item for item in out if item.proposal.text.strip()]
        if not wanted:
            said = "各节都已经有文字，没有空着的一节。要重写某一节，请打开那一节再说。"
        else:
            said = f"写好{len(written)}节，采用之前不会改动正文。"
            if bare := len(out) - len(written):
                said += f"还有{bare}节没有可写的事实，请先回答下面的问题。"
            if len(out) < len(wanted):
                said += f"已停止，{len(wanted) - len(out)}节没有写。"
            if told := len(self._waiting.facts(report_id)):
                said += f"您说过的还有{told}项没有记下，没有写进去。"
        content = {"drafted": [{"section": item.section, "message": item.message} for item in out]}
        self._store.trail.say(report_id, WHOLE, "assistant", said, content if out else {})

    def drafted(self, content: Any) -> list[Drafted]:
        """The drafts a turn of the whole report's conversation speaks of, as they are kept."""
        out = []
        for item in content.get("drafted", ()):
            turn = self._store.trail.message(item["message"])
            out.append(Drafted(item["section"], item["message"], proposal_from(turn.content["proposals"][0])))
        return out

    def take(self, report_id: str, drafted: Drafted, *, who: Who) -> bool:
        """Put a drafted section into the report if it is still empty; whether it was."""
        if not drafted.proposal.text.strip():
            return False
        try:
            self._words.adopt(
                report_id, drafted.section, drafted.proposal.text, base="", way=drafted.proposal.way, who=who
            )
        except Conflict:
            return False
        return True

    def take_all(self, report_id: str, drafted: list[Drafted], *, who: Who) -> list[str]:
        """Put every drafted section that is still empty into the report; the sections that were."""
        empty = self.empty(report_id)
        return [item.section for item in drafted if item.section in empty and self.take(report_id, item, who=who)]
