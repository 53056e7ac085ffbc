"""The figures in a clerk's notes (工作事实) as facts: `note.<section>.<n>`, counted through the section.

Only a figure that `render` writes exactly as the clerk typed it becomes a placeholder; dates, 文号 and the
like are no figures and stay as they are.
"""

import re
from collections.abc import Iterator

from assistant.facts.fact import Fact
from assistant.facts.numerals import Numeral, figures
from assistant.figures import Note
from assistant.report import Report


def note_facts(report: Report) -> Iterator[Fact]:
    """One fact for each figure in the notes; its anchor is the word before it."""
    for note, fact_id, numeral in _numbered(report):
        before = re.findall(r"[一-鿿A-Za-z]+", note.text[: numeral.start])
        anchor = before[-1][-4:] if before and len(before[-1]) > 1 else ""
        yield Fact(
            fact_id,
            f"工作事实“{_excerpt(note.text, numeral)}”",
            numeral.value,
            numeral.unit,
            report.year,
            anchors=(anchor,) if anchor else (),
            aspect=note.aspect,
        )


def note_templates(report: Report, section: str) -> list[str]:
    """The section's notes in order, each figure that renders the same replaced by its placeholder."""
    texts = {id(note): note.text for note in report.notes if note.aspect == section}
    placed: dict[int, list[tuple[Numeral, str]]] = {key: [] for key in texts}
    for note, fact_id, numeral in _numbered(report):
        if id(note) in placed:
            placed[id(note)].append((numeral, fact_id))
    return [_fill(texts[key], found) for key, found in placed.items()]


def _fill(text: str, placed: list[tuple[Numeral, str]]) -> str:
    for numeral, fact_id in reversed(placed):
        style = f"|{numeral.style}" if numeral.style else ""
        text = f"{text[: numeral.start]}{{{{{fact_id}{style}}}}}{text[numeral.end :]}"
    return text


def _numbered(report: Report) -> Iterator[tuple[Note, str, Numeral]]:
    counts: dict[str, int] = {}
    for note in report.notes:
        for numeral in figures(note.text):
            written = Fact("", "", numeral.value).text(numeral.style)
            if numeral.spelt or written != numeral.text:
                continue
            counts[note.aspect] = counts.get(note.aspect, 0) + 1
            yield note, f"note.{note.aspect}.{counts[note.aspect]}", numeral


def _excerpt(text: str, numeral: Numeral) -> str:
    start, end = max(0, numeral.start - 12), min(len(text), numeral.end + 8)
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
