"""The conversation about a section: what is asked, understood with or without a model, and answered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.draft import offline
from assistant.draft.drafts import WAY_NAMES, Proposal, Request

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.draft.writer import ModelWriter
    from assistant.evidence import Hit, Passage


@dataclass(frozen=True)
class Reply:
    """An answer: a few plain sentences, with proposals, passages or facts it speaks of."""

    text: str
    proposals: tuple[Proposal, ...] = ()
    passages: tuple[Passage, ...] = ()
    facts: tuple[str, ...] = ()


def answer(
    message: str,
    request: Request,
    *,
    previous: Proposal | None = None,
    writer: ModelWriter | None = None,
    find: Callable[..., list[Hit]] | None = None,
    on_text: Callable[[str], None] | None = None,
    stopped: Callable[[], bool] | None = None,
) -> Reply:
    """Answer one message about the request's section."""
    del find, writer, stopped
    way = previous.way if previous is not None and previous.way in WAY_NAMES and previous.way != "llm" else "facts"
    proposals = offline.propose(replace(request, instruction=message), way)
    text = proposals[0].remark or f"已按{WAY_NAMES[way]}写好，请比较后采用。"
    if on_text is not None:
        on_text(text)
    return Reply(text, tuple(proposals))
