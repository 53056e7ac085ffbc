"""State: what one turn of an agent knows and has brought about so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assistant.draft.model.agent.tools import Tools
from assistant.draft.model.material import passage_blocks
from assistant.draft.model.prompts import Prompts
from assistant.draft.proposal.proposal import Proposal, Request
from assistant.errors import UsageError
from assistant.form import section_name
from assistant.listening.told import Ask, Told

if TYPE_CHECKING:
    from assistant.evidence import Passage


@dataclass
class State:
    """A turn under way. `whole` is the request of the conversation's place, `typed` all that the person typed."""

    tools: Tools
    whole: Request
    prompts: Prompts
    typed: str
    model: str
    heard_of: str = ""
    requests: dict[str, Request] = field(default_factory=dict)
    proposals: dict[str, Proposal] = field(default_factory=dict)
    sent_back: set[str] = field(default_factory=set)
    told: list[Told] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    numbered: "dict[str, Passage]" = field(default_factory=dict)

    @property
    def here(self) -> str:
        """The section the conversation is about, empty for the whole report."""
        return self.whole.section

    def named(self, section: str) -> str:
        """The id of a section named by id or by name, the conversation's own if none is; UsageError."""
        form = self.whole.report.form
        wanted = section.strip() or self.here
        if wanted in form.narrative:
            return wanted
        hits = [one for one in form.narrative if wanted and wanted in section_name(form, one)]
        if len(hits) == 1:
            return hits[0]
        known = "、".join(f"{one}（{section_name(form, one)}）" for one in form.narrative)
        raise UsageError(f"没有“{section}”这一节，请写明节的代码：{known}。")

    def request(self, section: str) -> Request:
        """Everything a writer may use for a section."""
        name = self.named(section)
        if name == self.here:
            return self.whole
        if name not in self.requests:
            self.requests[name] = self.tools.request(name)
        return self.requests[name]

    def shown(self, passages: "Sequence[Passage]", request: Request) -> str:
        """The passages as blocks with numbers of their own in this turn."""
        text, self.numbered = passage_blocks(replace(request, passages=tuple(passages)), self.numbered)
        return text
