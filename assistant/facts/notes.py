"""The figures in a clerk's notes (工作事实) as facts: `note.<section>.<n>`, counted through the section.

Only a figure that `render` writes exactly as the clerk typed it becomes a placeholder; dates, 文号 and the
like are no figures and stay as they are.
"""

import re
from collections.abc import Iterator

from assistant.facts.fact import Fact
from assistant.figures import Note
from assistant.prose import Number, numbers
from assistant.report import Report


def note_facts(report: Report) -> Iterator[Fact]:
    """One fact for each figure in the notes; its anchor is the word before it."""
    for note, fact_id, number in _numbered(report):
        before = re.findall(r"[一-鿿A-Za-z]+", note.text[: number.digits[0]])
        anchor = before[-1][-4:] if before and len(before[-1]) > 1 else ""
        yield Fact(
            fact_id,
            f"工作事实“{_excerpt(note.text, number)}”",
            number.value,
            number.unit,
            report.year,
            anchors=(anchor,) if anchor else (),
            aspect=note.aspect,
        )


def note_templates(report: Report, section: str) -> list[str]:
    """The section's notes in order, each figure that renders the same replaced by its placeholder."""
    texts = {id(note): note.text for note in report.notes if note.aspect == section}
    placed: dict[int, list[tuple[Number, str]]] = {key: [] for key in texts}
    for note, fact_id, number in _numbered(report):
        if id(note) in placed:
            placed[id(note)].append((number, fact_id))
    return [_fill(texts[key], found) for key, found in placed.items()]


def _fill(text: str, placed: list[tuple[Number, str]]) -> str:
    for number, fact_id in reversed(placed):
        style = f"|{number.style}" if number.style else ""
        text = f"{text[: number.digits[0]]}{{{{{fact_id}{style}}}}}{text[number.digits[1] :]}"
    return text


def _numbered(report: Report) -> Iterator[tuple[Note, str, Number]]:
    counts: dict[str, int] = {}
    for note in report.notes:
        for number in numbers(note.text):
            written = Fact("", "", number.value).text(number.style)
            if number.spelt or written != note.text[slice(*number.digits)]:
                continue
            counts[note.aspect] = counts.get(note.aspect, 0) + 1
            yield note, f"note.{note.aspect}.{counts[note.aspect]}", number


def _excerpt(text: str, number: Number) -> str:
    start, end = max(0, number.digits[0] - 12), min(len(text), number.digits[1] + 8)
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
