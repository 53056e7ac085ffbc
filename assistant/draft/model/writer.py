"""语言模型: a section written by a model through LangChain, its every number still the program's.

The model is given facts by name and writes `{{fact}}`; digits of its own are sent back once to be
repaired, then replaced by the fact they can only mean, or struck out and flagged.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from assistant.draft.book.register import own_name
from assistant.draft.model.answer_lines import Line, parse
from assistant.draft.model.endpoint import Stopped, ask
from assistant.draft.model.guarding import guarded, missing, problems, strays, without_strays
from assistant.draft.model.material import fact_lines, note_lines, passage_blocks
from assistant.draft.model.prompts import Prompt, all_prompts
from assistant.draft.proposal.gaps import wanted
from assistant.draft.proposal.locking import with_locked
from assistant.draft.proposal.proposal import Proposal, Request, Sentence
from assistant.errors import ModelUnavailable
from assistant.facts import render
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

Messages = list[tuple[str, str]]

_NOTHING = "语言模型没有写出可用的文字。"
_HALF = "已停止，以下是停止前写出的部分。"


def _never() -> bool:
    return False


class ModelWriter:
    """Writes with the model the settings name. Prompts are checked when it is made; the endpoint when it writes."""

    def __init__(self, settings: Settings) -> None:
        """Keep the settings and load every prompt; raises DesignProblem if one is malformed."""
        self.settings = settings
        self._prompts = all_prompts()
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
        messages, prompt, numbered = self._messages(request)
        shown = _Shown(request, on_text)
        try:
            answer = self._ask(messages, shown.update, stop)
        except Stopped as half:
            lines = parse(half.text)[:-1]
            return [self._proposal(lines, request, prompt, numbered, _HALF)] if lines else []
        shown.finish(answer)
        lines = parse(answer)
        if not lines:
            raise ModelUnavailable(_NOTHING)
        lines = self._repaired(lines, messages, answer, request, stop)
        return [self._proposal(lines, request, prompt, numbered, "")]

    def _messages(self, request: Request) -> "tuple[Messages, Prompt, dict[str, Any]]":
        report = request.report
        system = self._prompts.system.fill(
            organ=report.organ or "本机关",
            own_name=own_name(report.organ),
            year="本年度" if report.year is None else "{{year}}年",
        )
        blocks, numbered = passage_blocks(request)
        prompt = self._prompts.sections[request.section]
        task = prompt.fill(
            facts=fact_lines(request),
            notes=note_lines(request),
            passages=blocks,
            locked="\n".join(request.locked) or "（没有）",
        )
        if request.instruction.strip() or (request.current.strip() and request.variant == 0):
            prompt = self._prompts.rewrite
            current, _ = without_strays(request.current, request)
            instruction = request.instruction.strip() or "重新起草这一节。"
            task = prompt.fill(task=task, current=current or "（空）", instruction=instruction)
        elif request.variant:
            task += f"\n\n请换一种与通常不同的写法，这是第{'二三四五六七八九'[min(request.variant - 1, 7)]}种。"
        return [("system", system), ("human", task)], prompt, numbered

    def _repaired(
        self, lines: list[Line], messages: Messages, answer: str, request: Request, stop: Callable[[], bool]
    ) -> list[Line]:
        """The lines, asked for once more if they broke the number rule; whichever version breaks it less."""
        wrong = problems(lines, request)
        if not wrong:
            return lines
        again = [*messages, ("ai", answer), ("human", self._prompts.repair.fill(problems="\n".join(wrong)))]
        try:
            better = parse(self._ask(again, lambda _text: None, stop))
        except (ModelUnavailable, Stopped):
            return lines
        return better if better and len(problems(better, request)) <= len(wrong) else lines

    def _proposal(
        self, lines: list[Line], request: Request, prompt: Prompt, numbered: "dict[str, Any]", remark: str
    ) -> Proposal:
        ids = {name: passage.id for name, passage in numbered.items()}
        others = [passage for passage in numbered.values() if passage.organ != request.report.organ]
        printed = [text for passage in others for text in (passage.text, passage.masked)]
        said: list[Sentence] = []
        for line in lines:
            new = guarded(line, request, ids, printed)
            said += [item for item in new if item.text not in {other.text for other in said}]
        if not said:
            raise ModelUnavailable(_NOTHING)
        kept = with_locked(tuple(said), request) if request.locked else tuple(said)
        lacking = [*missing(list(kept), request.facts), *(name for item in kept for name in wanted(item.text))]
        return Proposal(
            section=request.section,
            way="llm",
            text="".join(item.text for item in kept).strip(),
            sentences=kept,
            missing=tuple(dict.fromkeys(lacking)),
            remark=remark,
            model=self.settings.llm_model,
            prompt=f"{self._prompts.system.label} {self._prompts.sections[request.section].label}"
            + (f" {prompt.label}" if prompt is self._prompts.rewrite else ""),
        )

    def _ask(self, messages: Messages, on_piece: Callable[[str], None], stop: Callable[[], bool]) -> str:
        model = self._chat_model()  # made before the clock starts: the import is ours, not the endpoint's

        def open_stream() -> Iterator[Any]:
            return model.stream(messages)

        return ask(
            open_stream,
            timeout=self.settings.llm_timeout,
            retries=self.settings.llm_retries,
            on_piece=on_piece,
            stopped=stop,
        )

    def _chat_model(self) -> "BaseChatModel":
        """LangChain's chat model, made at the first question: importing it takes seconds."""
        if self._model is None:
            from langchain.chat_models import init_chat_model

            settings = self.settings
            options: dict[str, Any] = {"base_url": settings.llm_base_url, "temperature": 0.3}
            if settings.llm_provider == "ollama":
                # Ollama's own protocol lives beside the /v1 that its compatible one is reached by.
                options["base_url"] = settings.llm_base_url.rstrip("/").removesuffix("/v1")
                options |= {"client_kwargs": {"timeout": settings.llm_timeout}}
            else:
                # Retrying is ours (endpoint.ask), so that a person's stop is heard between attempts.
                options |= {
                    "api_key": settings.llm_api_key.get_secret_value() or "none",
                    "timeout": settings.llm_timeout,
                    "max_retries": 0,
                    "use_responses_api": False,
                }
            model: BaseChatModel = init_chat_model(settings.llm_model, model_provider=settings.llm_provider, **options)
            self._model = model
        return self._model


class _Shown:
    """What the person sees while the model writes: finished placeholders as digits, marks left out."""

    def __init__(self, request: Request, on_text: Callable[[str], None] | None) -> None:
        self._request = request
        self._on_text = on_text
        self._told = ""

    def update(self, answer: str) -> None:
        """Tell what is new, as far as it is certain: a half-written placeholder or mark waits."""
        if self._on_text is None:
            return
        held = max(answer.rfind("{{"), answer.rfind("["), answer.rfind("<"))
        if held >= 0 and not any(end in answer[held:] for end in ("}}", "]", ">")):
            answer = answer[:held]
        lines = [line.text for line in parse(answer.rstrip("{"))]
        if lines and not answer.endswith("\n"):
            lines[-1] = self._certain(lines[-1])
        text = "".join(map(self._safe, lines))
        if text.startswith(self._told) and len(text) > len(self._told):
            self._on_text(text[len(self._told) :])
            self._told = text

    def finish(self, answer: str) -> None:
        """Tell what waited for the end of the answer."""
        self.update(answer + "\n")

    def _certain(self, line: str) -> str:
        """An unfinished line up to its first number: whether that may stand is known when the line is whole."""
        found = strays(line, self._request)
        return line[: found[0].start] if found else line

    def _safe(self, text: str) -> str:
        for stray in reversed(strays(text, self._request)):
            text = text[: stray.start] + "×" * (stray.end - stray.start) + text[stray.end :]
        return render(text, self._request.facts).text
