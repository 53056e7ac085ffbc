"""语言模型: a section written by a model through LangChain, its every number still the program's.

The model is given facts by name and writes `{{fact}}`; digits of its own are sent back once to be
repaired, then replaced by the fact they can only mean, or struck out and flagged.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from assistant.draft.model.answer_lines import Line, parse
from assistant.draft.model.assembling import HALF, NOTHING, assembled
from assistant.draft.model.endpoint import Stopped, ask
from assistant.draft.model.endpoint.client import open_model
from assistant.draft.model.guarding import problems
from assistant.draft.model.prompts import all_prompts
from assistant.draft.model.shown import Shown
from assistant.draft.model.task import Task, set_task
from assistant.draft.proposal.proposal import Proposal, Request
from assistant.errors import ModelUnavailable
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

Messages = list[tuple[str, str]]


def _never() -> bool:
    return False


class ModelWriter:
    """Writes with the model the settings name. Prompts are checked when it is made; the endpoint when it writes."""

    def __init__(self, settings: Settings) -> None:
        """Keep the settings and load every prompt; raises DesignProblem if one is malformed."""
        self.settings = settings
        self.prompts = all_prompts()
        self._model: BaseChatModel | None = None

    def propose(
        self,
        request: Request,
        *,
        on_text: Callable[[str], None] | None = None,
        stopped: Callable[[], bool] | None = None,
    ) -> list[Proposal]:
        """One proposal, told to `on_text` piece by piece as it is written; none if stopped before the first sentence.

        Raises ModelUnavailable, with a sentence for the person, if the model cannot be had.
        """
        if not self.settings.has_model:
            raise ModelUnavailable("没有配置语言模型。")
        stop = stopped or _never
        task = set_task(request, self.prompts)
        messages: Messages = [("system", task.system), ("human", task.text)]
        shown = Shown(request, on_text)
        try:
            answer = self._ask(messages, shown.update, stop)
        except Stopped as half:
            lines = parse(half.text)[:-1]
            return [self._proposal(lines, request, task, HALF)] if lines else []
        shown.finish(answer)
        lines = parse(answer)
        if not lines:
            raise ModelUnavailable(NOTHING)
        lines = self._repaired(lines, messages, answer, request, stop)
        return [self._proposal(lines, request, task, "")]

    def _repaired(
        self, lines: list[Line], messages: Messages, answer: str, request: Request, stop: Callable[[], bool]
    ) -> list[Line]:
        """The lines, asked for once more if they broke the number rule; whichever version breaks it less."""
        wrong = problems(lines, request)
        if not wrong:
            return lines
        again = [*messages, ("ai", answer), ("human", self.prompts.repair.fill(problems="\n".join(wrong)))]
        try:
            better = parse(self._ask(again, lambda _text: None, stop))
        except (ModelUnavailable, Stopped):
            return lines
        return better if better and len(problems(better, request)) <= len(wrong) else lines

    def _proposal(self, lines: list[Line], request: Request, task: Task, remark: str) -> Proposal:
        return assembled(
            lines, request, task.numbered, model=self.settings.llm_model, prompt=task.label, remark=remark + task.remark
        )

    def _ask(self, messages: Messages, on_piece: Callable[[str], None], stop: Callable[[], bool]) -> str:
        model = self.chat_model()  # made before the clock starts: the import is ours, not the endpoint's

        def open_stream() -> Iterator[Any]:
            return model.stream(messages)

        return ask(
            open_stream,
            timeout=self.settings.llm_timeout,
            retries=self.settings.llm_retries,
            on_piece=on_piece,
            stopped=stop,
        )

    def chat_model(self) -> "BaseChatModel":
        """LangChain's chat model, made at the first question: importing it takes seconds."""
        if self._model is None:
            self._model = open_model(self.settings)
        return self._model
