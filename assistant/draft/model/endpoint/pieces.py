"""Pieces of an answer as LangChain gives them: their text, how much they hold, and whether one is the last."""

from typing import Any


def text_of(piece: Any) -> str:
    """The text of a message or a piece of one, without whatever else it carries."""
    content = piece.content
    if isinstance(content, str):
        return content
    parts = (part if isinstance(part, str) else part.get("text", "") for part in content)
    return "".join(part for part in parts if isinstance(part, str))


def length(piece: Any) -> int:
    """How much a piece of an answer holds, its tool calls included.

    Calls count by their square: merging two pieces compares every call of the one with every call of the other.
    """
    calls = getattr(piece, "tool_call_chunks", None) or []
    return len(text_of(piece)) + len(calls) ** 2 + sum(len(str(call.get("args") or "")) for call in calls)


def is_last(piece: Any) -> bool:
    """Whether the endpoint says the answer is complete: finish_reason for OpenAI, done for Ollama."""
    about = piece.response_metadata or {}
    return bool(about.get("finish_reason") or about.get("done"))
