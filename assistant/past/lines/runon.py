"""Run-on: lines in which titles and text ran together, and labels broken over lines, put right before recognition."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from assistant.form import Form, known
from assistant.past.blocks import Line
from assistant.past.lines.characters import key
from assistant.past.lines.running import cut
from assistant.past.lines.table_labels import is_fragment, named
from assistant.past.lines.thresholds import LONG_LINE, MOST_PIECES, PIECE, WHOLE_PAGE


def opened(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, those cut that hold titles or tables of the form beside other text."""
    for line in lines:
        if len(line.text) < LONG_LINE:
            yield line
            continue
        texts = (text for piece in cut(line.text) for text in _between(known()).sub("\n", piece).split("\n"))
        for index, text in enumerate(piece for text in texts if (piece := text.strip())):
            yield Line(text, line.gap if index == 0 else 0, line.indented)


@cache
def _between(forms: tuple[Form, ...]) -> re.Pattern[str]:
    """The blank before and after a part title of the form that stands between the sentences of one line."""
    parts = (part.title for form in forms for part in form.parts if part.title and part.parent is None)
    titles = "|".join(map(re.escape, dict.fromkeys(parts)))
    return re.compile(
        rf"(?<=[。；])\s*(?=(?:{titles})\s)|\s+(?=(?:{titles})\s)|(?<=情况)\s+(?=20\d\d年)|(?<=事项)\s+(?=[^\s\d|｜/—-])"
    )


@cache
def _each_named(form: Form) -> re.Pattern[str]:
    """All columns of table three in a line, each with its number behind its name: 自然人3，商业企业0."""
    names = [re.escape(column.label) for column in form.tables["T3"].columns.values()]
    number = r"\s*[:：]?\s*(\d+)\s*[件个]?\s*[，,、；;。\s]*"
    return re.compile(r"[:：，,\s]*" + "".join(name + number for name in names) + "$")


def plain_row(line: Line) -> Line:
    """A line of table three that names the column before every number, as its label and its numbers."""
    if not line.text or len(line.text) >= WHOLE_PAGE:
        return line
    match = next((found for form in known() if (found := _each_named(form).search(line.text))), None)
    if match is None:
        return line
    return Line(f"{line.text[: match.start()]} {' '.join(match.groups())}", line.gap, line.indented)


def mended(lines: Sequence[Line]) -> list[Line]:
    """The lines, those that are the pieces of one label of the tables put together."""
    lines = [plain_row(line) for line in lines]
    out: list[Line] = []
    at = 0
    while at < len(lines):
        count = _label_at(lines, at)
        text = "".join(line.text.strip() for line in lines[at : at + count])
        out.append(lines[at] if count == 1 else Line(text, lines[at].gap, lines[at].indented))
        at += count
    return out


def _label_at(lines: Sequence[Line], at: int) -> int:
    """How many lines from here are one label: the most that together are exactly one, 1 if none."""
    pieces: list[str] = []
    best = 1
    for line in lines[at : at + MOST_PIECES]:
        text = line.text.strip()
        if len(text) > PIECE or (pieces and line.gap) or not key(text) or not is_fragment(text):
            break
        pieces.append(text)
        if len(pieces) > 1 and named("".join(pieces)):
            best = len(pieces)
    return best
