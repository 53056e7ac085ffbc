"""The screen: what a person sees while an agent answers: whole safe sentences, and the sections it puts forward."""

from collections.abc import Callable
from typing import Any

from assistant.draft.model.agent.answering import said_safely
from assistant.draft.model.agent.support import writes_a_call
from assistant.draft.model.agent.turn_state import State
from assistant.draft.model.endpoint import text_of
from assistant.draft.model.shown import Shown
from assistant.errors import UsageError
from assistant.prose import sentences


class Screen:
    """Tells one answer of the model piece by piece; a new one for each."""

    def __init__(self, state: State, on_text: Callable[[str], None] | None) -> None:
        """Nothing told yet."""
        self._state = state
        self._on_text = on_text
        self._told = ""
        self._heard = ""
        self._read: dict[str, tuple[str, bool]] = {}
        self._sections: dict[int, Shown] = {}

    def update(self, whole: Any) -> None:
        """Tell what is new of the answer so far and certain."""
        if self._on_text is None:
            return
        done = [item for item in sentences(text_of(whole)) if item.endswith(("。", "！", "？", "\n"))]
        self._tell("".join(done))
        for at, call in enumerate(whole.tool_calls):
            if call["name"] == "propose":
                self._writing(at, call["args"])

    def finish(self, whole: Any) -> None:
        """Tell what waited for the end of the answer."""
        if self._on_text is not None:
            self._tell(text_of(whole))

    def _tell(self, text: str) -> None:
        if self._on_text is None or text == self._heard or writes_a_call(text):
            return
        self._heard = text
        safe, _ = said_safely(text, self._state.whole, self._state.typed, self._read)
        if safe.startswith(self._told) and len(safe) > len(self._told):
            self._on_text(safe[len(self._told) :])
            self._told = safe

    def _writing(self, at: int, given: Any) -> None:
        """A section as far as its sentences have come; which section it is must be known before the first word."""
        said = given.get("sentences") if isinstance(given, dict) else None
        if not isinstance(said, list) or not (given.get("section") or self._state.here):
            return
        if at not in self._sections:
            try:
                request = self._state.request(str(given.get("section") or ""))
            except UsageError:
                return
            self._sections[at] = Shown(request, self._on_text)
        self._sections[at].update("\n".join(item for item in said if isinstance(item, str)))
