"""Improvements promised in last year's report, and the notes of this year that take them up."""

import re
from dataclasses import dataclass

from assistant.draft.proposal.points import Point, points
from assistant.draft.proposal.proposal import Request
from assistant.listening.moods import says_ahead
from assistant.prose import full_width, split
from assistant.sources.claims.kept_promises import answer

_OPENING = re.compile(
    r"虽然|尽管|一年来|对照|对标|下一步|今后|在今后|与.*相比|围绕|根据|按照|但是?|.*取得.*(?:成绩|成效|进展)|.*(?:较好|差距)[，,]"
)

LONGEST = 28
"""Characters of a promise that are quoted."""


@dataclass(frozen=True)
class Promise:
    """One improvement promised last year; `answer` is the note that takes it up, None if none does."""

    text: str
    answer: Point | None

    @property
    def short(self) -> str:
        """Its gist in a few words, without digits."""
        return shortened(self.text)


def promises(request: Request) -> list[Promise]:
    """Last year's promises in order; a note answers the promise it is most like, and only one."""
    if request.last is None:
        return []
    notes = _notes(request)
    out: list[Promise] = []
    taken: set[str] = set()
    for text in split(request.last.section("improvements"))[:6]:
        free = [note for note in notes if note.template not in taken]
        at = answer(text, [note.text for note in free])
        if at is None:
            out.append(Promise(text, None))
        else:
            taken.add(free[at].template)
            out.append(Promise(text, free[at]))
    return out


def shortened(text: str) -> str:
    """The first clauses of a text, at most LONGEST characters, with past digits struck out."""
    words = re.sub(r"\d[\d,.]*", "×", full_width(text)).replace("“", "‘").replace("”", "’").strip("。；;")
    if len(words) <= LONGEST:
        return words
    clauses = re.split(r"(?<=[，,；;、])", words)
    while len(clauses) > 1 and _OPENING.match(clauses[0]):
        clauses = clauses[1:]
    kept = ""
    for clause in clauses:
        if kept and len(kept + clause) > LONGEST:
            break
        kept += clause
    kept = kept.rstrip("，,；;、")
    return kept if len(kept) <= LONGEST else kept[: LONGEST - 1] + "…"


def _notes(request: Request) -> list[Point]:
    """Notes that say what was done, not what is planned: those of improvements, then of the five aspects."""
    sections = ["improvements", *request.report.form.aspects]
    every = (point for section in sections for point in points(request.report, section))
    return [point for point in every if not says_ahead(point.text)]
