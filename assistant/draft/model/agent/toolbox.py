"""The toolbox: runs a tool by its name. What is wrong with a call is told to the model, in words it can act on."""

from collections.abc import Callable, Mapping
from typing import Any

from assistant.draft.model.agent import reading, recording, submitting
from assistant.draft.model.agent.arguments import checked
from assistant.draft.model.agent.turn_state import State
from assistant.draft.thresholds import LONGEST_RESULT
from assistant.errors import NianbaoError

_RUN: Mapping[str, Callable[[Any, State], str]] = {
    "facts": reading.facts,
    "passages": reading.passages,
    "last_year": reading.last_year,
    "section": reading.section,
    "questions": reading.questions,
    "check": reading.check,
    "record": recording.record,
    "propose": submitting.propose,
}
CUT = "\n（后面还有，已省略。）"
NO_JSON = "工具的参数不是完整的 JSON，请重新调用。"


def run(name: str, given: Mapping[str, Any] | None, state: State) -> str:
    """What a tool answers, or what was wrong with the call; never raises for what a model asks."""
    if given is None:
        return NO_JSON
    try:
        return _bounded(_RUN[name](checked(name, given), state) if name in _RUN else _unknown(name))
    except NianbaoError as problem:
        return _bounded(problem.message)


def _bounded(text: str) -> str:
    """The answer as far as a model's window may be filled with it."""
    return text if len(text) <= LONGEST_RESULT else text[:LONGEST_RESULT] + CUT


def _unknown(name: str) -> str:
    return f"没有名为“{name[:40]}”的工具，可用的有：{'、'.join(_RUN)}。"
