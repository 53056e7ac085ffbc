"""split: a report cut into passages, each a paragraph or one 一是/二是 item, labelled and masked.

A passage holds 30 to 400 characters where the text allows it and never breaks a sentence that fits.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.evidence.masking import mask
from assistant.evidence.thresholds import LONGEST, SHORTEST
from assistant.report import Report

_EMPTY = re.compile(r"[\s。，．.、]*(?:无|暂无|没有)?[\s。，．.、]*")
_ITEM = re.compile(
    r"(?<=[。；;：:！？”])\s*(?=[一二三四五六七八九十]{1,2}是|[（(][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.．、](?!\d))"
)
_SENTENCE = re.compile(r"[^。！？；]*[。！？；]+[”’）》]*|[^。！？；]+$")
_CLAUSE = re.compile(r"[^，、,]*[，、,]+|[^，、,]+$")


@dataclass(frozen=True)
class Passage:
    """A piece of a past report. `masked` is what may be suggested; `text` is what was printed."""

    id: str
    text: str
    masked: str
    organ: str
    year: int | None
    section: str
    kind: str = ""
    level: str = ""
    region: str = ""
    source: str = ""
    archive_id: str = ""


def split(
    report: Report, *, archive_id: str, source: str, kind: str = "", level: str = "", region: str = ""
) -> list[Passage]:
    """The report's passages in printed order; ids stay the same while archive, section and position do."""
    known = report.form.narrative
    order = [*known, *(section for section in report.sections if section not in known)]
    passages: list[Passage] = []
    for section in order:
        for index, text in enumerate(pieces(report.section(section))):
            passages.append(
                Passage(
                    id=passage_id(archive_id, section, index),
                    text=text,
                    masked=mask(text, [report.organ]),
                    organ=report.organ,
                    year=report.year,
                    section=section,
                    kind=kind,
                    level=level,
                    region=region,
                    source=source,
                    archive_id=archive_id,
                )
            )
    return passages


def passage_id(archive_id: str, section: str, index: int) -> str:
    """The stable id of the passage at that place."""
    return hashlib.sha256(f"{archive_id}\n{section}\n{index}".encode()).hexdigest()[:16]


def pieces(text: str) -> list[str]:
    """A section's text cut into passages of readable length; short ones join their neighbour."""
    found: list[str] = []
    for paragraph in text.splitlines():
        for item in _ITEM.split(paragraph.strip()):
            for piece in _fit(item.strip()):
                _append(found, piece)
    return [piece for piece in found if not _EMPTY.fullmatch(piece)]


def _append(found: list[str], piece: str) -> None:
    if not piece:
        return
    too_short = len(piece) < SHORTEST or (found and len(found[-1]) < SHORTEST)
    if found and too_short and len(found[-1]) + len(piece) <= LONGEST:
        found[-1] += piece
    else:
        found.append(piece)


def _fit(text: str) -> Iterator[str]:
    """The text in pieces of at most LONGEST characters, cut after sentences, else clauses, else anywhere."""
    for cut in (_SENTENCE, _CLAUSE):
        if len(text) <= LONGEST:
            break
        parts = cut.findall(text)
        if len(parts) > 1:
            yield from _pack(parts)
            return
    for start in range(0, len(text), LONGEST):
        yield text[start : start + LONGEST]


def _pack(parts: list[str]) -> Iterator[str]:
    current = ""
    for part in parts:
        if current and len(current) + len(part) > LONGEST:
            yield current
            current = ""
        if len(part) > LONGEST:
            yield from _fit(part)
        else:
            current += part
    if current:
        yield current
