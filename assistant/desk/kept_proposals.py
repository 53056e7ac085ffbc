"""Proposals as they are kept in a conversation: put into a turn's content, and taken out of it again."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.draft import Proposal, Reply


def content_of(proposals: "Sequence[Proposal]") -> dict[str, Any]:
    """What is kept with a turn that makes proposals."""
    return {"proposals": [asdict(item) for item in proposals]}


def reply_content(reply: "Reply") -> dict[str, Any]:
    """What is kept with the assistant's answer: its proposals, and the passages and facts it leans on."""
    return {
        **content_of(reply.proposals),
        "passages": [asdict(item) for item in reply.passages],
        "facts": list(reply.facts),
    }


def proposal_from(data: Mapping[str, Any]) -> "Proposal":
    """A proposal as it was kept in a conversation."""
    from assistant.draft import Proposal, Sentence

    fields = dict(data)
    fields["sentences"] = tuple(
        Sentence(**{**item, "facts": tuple(item["facts"]), "passages": tuple(item["passages"])})
        for item in data.get("sentences", [])
    )
    fields["missing"] = tuple(data.get("missing", ()))
    fields["questions"] = tuple(data.get("questions", ()))
    fields["asks"] = tuple(data.get("asks", ()))
    return Proposal(**fields)
