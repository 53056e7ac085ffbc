"""A turn of the conversation: what was said with everything an answer may need, and the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.draft.proposal.proposal import Proposal, Request
from assistant.listening.requests import Intent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.draft.model.agent.tools import Said, Tools
    from assistant.draft.model.writer import ModelWriter
    from assistant.evidence import Hit, Passage
    from assistant.listening.told import Ask, Told


@dataclass(frozen=True)
class Reply:
    """An answer: a few plain sentences, with the proposals, passages or facts it speaks of.

    `told` are facts the person stated, offered to be recorded, and `asks` what of a statement has to be asked.
    """

    text: str
    proposals: tuple[Proposal, ...] = ()
    passages: tuple[Passage, ...] = ()
    facts: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()
    asks: tuple[Ask, ...] = ()


@dataclass(frozen=True)
class Turn:
    """One message with everything an answer may need."""

    message: str
    intent: Intent
    request: Request
    previous: Proposal | None
    writer: ModelWriter | None
    find: Callable[..., list[Hit]] | None
    on_text: Callable[[str], None] | None
    stopped: Callable[[], bool] | None
    tools: Tools | None = None
    history: Sequence[Said] = ()
