"""Shown: what a person sees while a model writes a section."""

from collections.abc import Callable

from assistant.draft.model.answer_lines import parse
from assistant.draft.model.strays import strays
from assistant.draft.proposal.proposal import Request
from assistant.facts import render


class Shown:
    """A section told while it is written: finished placeholders as digits, marks left out."""

    def __init__(self, request: Request, on_text: Callable[[str], None] | None) -> None:
        """Nothing told yet."""
        self._request = request
        self._on_text = on_text
        self._told = ""
        self._read: dict[str, str] = {}

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

    def _safe(self, line: str) -> str:
        """The line without numbers of the model's own; what was read once is not read again as the answer grows."""
        if line not in self._read:
            self._read[line] = self._without_numbers(line)
        return self._read[line]

    def _without_numbers(self, text: str) -> str:
        for stray in reversed(strays(text, self._request)):
            text = text[: stray.start] + "×" * (stray.end - stray.start) + text[stray.end :]
        return render(text, self._request.facts).text
