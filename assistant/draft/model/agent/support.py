"""Support: which endpoints have tools, as far as this process has seen."""

import json
import re
from collections import Counter
from threading import Lock
from typing import Any

from assistant.draft.model.agent.arguments import TOOLS
from assistant.draft.thresholds import SILENT_TURNS
from assistant.settings import Settings

NO_TOOLS = "这个语言模型接口不能使用工具，已改用一次写成的方式。"
REFUSED = frozenset({400, 422, 501})
"""Statuses by which endpoints refuse tools: OpenAI's and Ollama's 400, FastAPI's 422, llama.cpp's 501."""
_CALL_TAG = re.compile(r"<\|?/?(?:tool_?calls?|function_?calls?)|\[TOOL_CALLS?\]", re.IGNORECASE)
_lock = Lock()
_without: set[tuple[str, str, str]] = set()
_called: set[tuple[str, str, str]] = set()
_silent: Counter[tuple[str, str, str]] = Counter()


class NoTools(Exception):
    """The endpoint did not take tools, or wrote a call instead of making one."""


def has_tools(settings: Settings) -> bool:
    """Whether the endpoint may have tools: it is believed until it shows otherwise."""
    return _key(settings) not in _without


def remember_none(settings: Settings) -> None:
    """Keep for this process that the endpoint has no tools."""
    with _lock:
        _without.add(_key(settings))


def remember_call(settings: Settings) -> None:
    """Keep that the endpoint made a tool call."""
    with _lock:
        _called.add(_key(settings))


def remember_silence(settings: Settings) -> None:
    """Count a turn that asked for writing and brought no call; of an endpoint that never made one, enough are proof."""
    key = _key(settings)
    with _lock:
        _silent[key] += 1
        if key not in _called and _silent[key] >= SILENT_TURNS:
            _without.add(key)


def writes_a_call(text: str) -> bool:
    """Whether an answer is a tool call written out as text."""
    bare = re.sub(r"```[a-zA-Z]*|```", "", text).strip()
    if _CALL_TAG.search(bare):
        return True
    if not bare.startswith(("{", "[")):
        return bool(re.match(rf"(?:{'|'.join(TOOLS)})\s*[(（{{]", bare))
    try:
        data: Any = json.loads(bare)
    except json.JSONDecodeError:
        return bool(re.match(r'[\[{\s]*"(?:name|tool|function|action|tool_calls?)"\s*:', bare))
    first = data[0] if isinstance(data, list) and data else data
    return isinstance(first, dict) and bool({"name", "tool", "function", "action", "tool_calls"} & set(first))


def _key(settings: Settings) -> tuple[str, str, str]:
    return settings.llm_provider, settings.llm_base_url, settings.llm_model
