"""Conversing: one turn of the conversation, in which a model calls the program's tools until it has an answer."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from assistant.draft.model.agent import toolbox
from assistant.draft.model.agent.answering import STRUCK, said_safely
from assistant.draft.model.agent.arguments import schemas
from assistant.draft.model.agent.calls import Call, as_messages, calls_of
from assistant.draft.model.agent.memory import remembered, typed
from assistant.draft.model.agent.opening import opening
from assistant.draft.model.agent.screen import Screen
from assistant.draft.model.agent.submitting import submit_half
from assistant.draft.model.agent.support import REFUSED, NoTools, remember_call, writes_a_call
from assistant.draft.model.agent.tools import Said, Spoken, Tools
from assistant.draft.model.agent.turn_state import State
from assistant.draft.model.assembling import NOTHING
from assistant.draft.model.endpoint import EndpointFailed, Stopped, ask_whole, stoppable, text_of
from assistant.draft.proposal.proposal import Proposal, Request
from assistant.draft.thresholds import MOST_CALLS
from assistant.errors import ModelUnavailable

if TYPE_CHECKING:
    from assistant.draft.model.writer import ModelWriter

_EXHAUSTED = "查找的次数到了上限，这一轮先到这里。"
_STOPPED = "已停止。"


def converse(
    message: str,
    request: Request,
    *,
    history: Sequence[Said],
    tools: Tools,
    writer: "ModelWriter",
    previous: Proposal | None = None,
    on_text: Callable[[str], None] | None = None,
    stopped: Callable[[], bool] | None = None,
) -> Spoken:
    """Answer one message about the request's section, or about the whole report where that is empty.

    `previous` is the proposal that the message is about. Raises NoTools if the endpoint takes none, and
    ModelUnavailable if it fails before anything came of the turn.
    """
    state = State(tools, request, writer.prompts, typed(history, message), writer.settings.llm_model)
    state.heard_of = "\n".join(turn.text for turn in history if turn.speaker != "person")
    messages = [("system", opening(state, previous)), *remembered(history, request), ("human", message)]
    turn = _Turn(state, writer, list(messages), on_text, stopped or (lambda: False))
    try:
        return turn.run()
    except Stopped as half:
        submit_half(half.whole, state)
        return turn.spoken(_STOPPED, stopped=True)
    except EndpointFailed as problem:
        if not turn.spent and problem.status in REFUSED:
            raise NoTools from None
        if not (state.proposals or state.told):
            raise
        return turn.spoken(problem.message)


class _Turn:
    """The messages of a turn under way, and how many calls it has spent."""

    def __init__(
        self,
        state: State,
        writer: "ModelWriter",
        messages: list[Any],
        on_text: Callable[[str], None] | None,
        stopped: Callable[[], bool],
    ) -> None:
        self._state = state
        self._writer = writer
        self._messages = messages
        self._on_text = on_text
        self._stopped = stopped
        self.spent = 0

    def run(self) -> Spoken:
        """Ask, do what is called for, and ask again, until there is an answer or the calls are spent."""
        while True:
            whole = self._ask()
            text, calls = "" if whole is None else text_of(whole), calls_of(whole)
            if not calls:
                return self._answered(text)
            remember_call(self._writer.settings)
            answers = []
            for call in calls:
                if self.spent == MOST_CALLS:
                    return self.spoken(_EXHAUSTED, exhausted=True)
                self.spent += 1
                answers.append(self._done(call))
            self._messages += as_messages(text, calls, answers)

    def _done(self, call: Call) -> str:
        return stoppable(lambda: toolbox.run(call.name, call.given, self._state), self._stopped)

    def _ask(self) -> Any:
        model = self._writer.chat_model().bind_tools(schemas())
        screen = Screen(self._state, self._on_text)
        whole = ask_whole(
            lambda: model.stream(self._messages),
            timeout=self._writer.settings.llm_timeout,
            retries=self._writer.settings.llm_retries,
            on_piece=screen.update,
            stopped=self._stopped,
        )
        if whole is not None:
            screen.finish(whole)
        return whole

    def _answered(self, text: str) -> Spoken:
        if writes_a_call(text):
            if not self.spent:
                raise NoTools
            text = ""
        safe, struck = said_safely(text, self._state.whole, self._state.typed)
        if not (safe or struck or self._state.proposals or self._state.told):
            raise ModelUnavailable(NOTHING)
        return self.spoken("\n".join(filter(None, [safe, STRUCK if struck else ""])))

    def spoken(self, text: str, *, exhausted: bool = False, stopped: bool = False) -> Spoken:
        """What the turn came to so far, with these words."""
        state = self._state
        return Spoken(
            text,
            tuple(state.proposals.values()),
            tuple(state.numbered.values()),
            tuple(state.told),
            tuple(state.asks),
            called=self.spent > 0,
            exhausted=exhausted,
            stopped=stopped,
        )
