"""Losses: what of a text file came back in no section, and what came back more than once.

Tables are the figures' business, and what a portal prints around a report belongs nowhere; headings may go where they
say no more than the section's name. Every other piece of a line must stand once in the title, a section or unplaced.
"""

import re
from collections.abc import Iterator

from assistant.past.lines.characters import clean, fold
from assistant.past.lines.chrome import is_chrome
from assistant.past.lines.heading_words import SECTIONS, said
from assistant.past.lines.headings import heading, is_part_title
from assistant.past.lines.running import cut
from assistant.past.lines.running.tables import table_runs
from assistant.past.lines.table_labels import is_fragment, labels
from assistant.report import Report

LONG = 12
"""Characters from which a piece that comes again was kept twice: shorter ones may stand in several sentences."""
_WORDS = re.compile(r"[\u3400-\u9fff0-9]+")


def written(text: str) -> str:
    """Only the characters and digits of a text, whatever they are typeset with."""
    return "".join(_WORDS.findall(fold(text)))


def _unnumbered(piece: str) -> str:
    """A piece without the number before it, which goes with a heading."""
    return written(
        re.sub(r"^\W*(?:第?[一二三四五六七八九十]+(?:部分|[、.．)）])|\d+[、.．)）](?!\d))", "", piece.strip())
    )


def lost(text: str, got: Report) -> list[str]:
    """The pieces of a file's text that came back nowhere."""
    kept = _kept(got)
    return [piece for piece in _pieces(text) if _unnumbered(piece) not in kept]


def twice(text: str, got: Report) -> list[str]:
    """The pieces that came back more often than they stand in the file."""
    kept, whole = "".join(map(written, got.sections.values())), written(text)
    long = [piece for piece in _pieces(text) if len(written(piece)) >= LONG]
    return [piece for piece in long if kept.count(written(piece)) > whole.count(written(piece))]


def _kept(got: Report) -> str:
    return "|".join([written(got.title), written(got.organ), *map(written, got.sections.values())])


def _pieces(text: str) -> Iterator[str]:
    """What stands between the stops of each line, without headings, rows of tables and a portal's lines."""
    for line in (piece for whole in clean(text).splitlines() for piece in cut(whole)):
        if is_chrome(line) or _is_row(line):
            continue
        for piece in re.split(r"[。；：:\s]+", _without_heading(line.strip())):
            if len(_unnumbered(piece)) > 1 and not _is_heading(piece) and not is_fragment(piece):
                yield piece


def _is_row(line: str) -> bool:
    """A row of a table: labels of the form and numbers, and hardly anything else."""
    folded = fold(line)
    rest = re.sub(
        "|".join(sorted(map(re.escape, {label.text for label in labels()}), key=len, reverse=True)), "", folded
    )
    whole = any(end - start > len(line.strip()) - 3 for start, end in table_runs(line))  # a whole table in one line
    return whole or not re.search(r"[\u3400-\u9fff]{2}", rest) or "|" in line or "\t" in line


def _without_heading(line: str) -> str:
    found = heading(line)
    if found and found.rest and _is_heading(found.title):
        return found.rest
    return "" if found and not found.rest and _is_heading(found.title) else line


def _is_heading(piece: str) -> bool:
    """Words that name a section and end in what they are about."""
    found = heading(piece)
    title = found.title if found else piece
    return is_part_title(title) or any(said(title, (section,)).title for section in SECTIONS)
