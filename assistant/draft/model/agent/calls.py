"""Tool calls as a model made them: their arguments must be whole JSON, not what a stream's end left of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Call:
    """A tool called by name; `given` is None where the arguments cannot be read."""

    id: str
    name: str
    given: Mapping[str, Any] | None


def calls_of(whole: Any) -> list[Call]:
    """The tool calls of an answer, in order."""
    if whole is None:
        return []
    found = getattr(whole, "tool_call_chunks", None) or []
    return [
        Call(chunk.get("id") or f"call_{at}", chunk.get("name") or "", _arguments(chunk.get("args")))
        for at, chunk in enumerate(found)
    ]


def _arguments(text: Any) -> Mapping[str, Any] | None:
    try:
        given = json.loads(text or "{}")
    except (json.JSONDecodeError, TypeError):
        return None
    return given if isinstance(given, dict) else None


def as_messages(text: str, calls: list[Call], answers: list[str]) -> list[Any]:
    """The calls and their answers as the messages that go back to the model."""
    from langchain_core.messages import AIMessage, ToolMessage

    made = [{"name": call.name or "unknown", "args": dict(call.given or {}), "id": call.id} for call in calls]
    said = [ToolMessage(content=answer, tool_call_id=call.id) for call, answer in zip(calls, answers, strict=True)]
    return [AIMessage(content=text, tool_calls=made), *said]
