"""Memory: what an agent is reminded of. Its own figures come back as placeholders, the person's as they were said."""

from collections.abc import Sequence

from assistant.draft.model.agent.tools import Said
from assistant.draft.model.strays import with_placeholders
from assistant.draft.proposal.proposal import Proposal, Request
from assistant.draft.thresholds import LONGEST_TURN, MEMORY

Messages = list[tuple[str, str]]


def remembered(history: Sequence[Said], request: Request) -> Messages:
    """The last turns as a model reads them, oldest first, as many whole ones as the budget holds."""
    kept: Messages = []
    left = MEMORY
    for turn in reversed(history):
        text = _text(turn, request)[:LONGEST_TURN]
        if not text:
            continue
        left -= len(text)
        if left < 0:
            break
        kept.append(("human" if turn.speaker == "person" else "ai", text))
    return kept[::-1]


def typed(history: Sequence[Said], message: str) -> str:
    """Everything the person typed in this conversation."""
    return "\n".join([*(turn.text for turn in history if turn.speaker == "person"), message])


def _text(turn: Said, request: Request) -> str:
    if turn.speaker == "person":
        return turn.text.strip()
    parts = [with_placeholders(turn.text, request)]
    parts += [f"（提出的文字，{item.section}：{template_of(item)}）" for item in turn.proposals[:1] if item.sentences]
    return "\n".join(part for part in parts if part.strip())


def template_of(proposal: Proposal) -> str:
    """A proposal's wording with its placeholders."""
    return "".join(item.template for item in proposal.sentences)
