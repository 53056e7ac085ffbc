"""What this year says to a clause of last year: states it, confirms it, replaces it, ends it, or says nothing.

A figure of this year in a clause states it. A note about the same piece of work takes the clause's place, or confirms
it where the note says that nothing changed; an answer does either. A clause the tables bear out is confirmed. Frames
that are true of every organ claim nothing. Whatever is left is last year's alone, and open.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from assistant.asking.questions import questions
from assistant.draft.proposal.proposal import Request
from assistant.draft.thresholds import SUPPORTED
from assistant.draft.ways.carrying.words import words
from assistant.draft.ways.clauses import asks, bare, ends, stated, unmarked
from assistant.facts import render
from assistant.prose import tidy
from assistant.prose.likeness import affinity
from assistant.sources.claims.claims import made, unproven
from assistant.sources.setting.stated import stated as read
from assistant.sources.thresholds import RECORDED
from assistant.topics import named

State = Literal["stated", "asked", "frame", "confirmed", "replaced", "ended", "open"]
_GONE = frozenset({"replaced", "ended"})


@dataclass(frozen=True)
class Known:
    """Something a person said of this year: a note by its place, or the answer to a question (place None)."""

    text: str
    topic: str
    place: int | None = None
    section: str = ""
    continues: bool = False
    ended: bool = False

    def speaks_of(self, clause: str, topic: str) -> bool:
        """Whether a clause is about the same piece of work."""
        return (bool(topic) and topic == self.topic) or affinity(self.text, clause) >= SUPPORTED


@dataclass(frozen=True)
class Verdict:
    """What became of a clause, and the note that decided it; `lasts` where somebody said that nothing changed."""

    clause: str
    state: State
    place: int | None = None
    lasts: bool = False

    @property
    def gone(self) -> bool:
        """Whether the clause does not stand this year."""
        return self.state in _GONE


@dataclass(frozen=True)
class Year:
    """Everything said of this year that bears on a section: its notes first, then answers and notes of others."""

    request: Request
    known: tuple[Known, ...]

    def judged(self, pieces: Sequence[str]) -> list[Verdict]:
        """A verdict on each clause of one sentence; what only adds to a clause goes with it."""
        out: list[Verdict] = []
        borne_out = self._borne_out(pieces)
        for at, piece in enumerate(pieces):
            before = out[-1] if out and not ends(out[-1].clause) else None
            out.append(self._verdict(piece, before, sure=at in borne_out))
        for at in reversed(range(len(out) - 1)):
            out[at] = _led(out[at], out[at + 1])
        return out

    def _verdict(self, piece: str, before: Verdict | None, *, sure: bool) -> Verdict:
        text = bare(piece)
        topic = topic_of(text, self.request.section)
        one = next((known for known in self.known if known.speaks_of(text, topic)), None)
        here = one is not None and one.section == self.request.section
        if stated(piece) and not (asks(piece) and here):
            return Verdict(piece, "stated")
        if not text or (words().frame.fullmatch(self._shown(piece)) and not words().once.search(text)):
            return Verdict(piece, "asked" if asks(piece) else "frame")
        decided = _by(one, piece, text, here=here) if one is not None else None
        decided = decided or (_beside(before, piece, topic) if before is not None and not stated(piece) else None)
        if decided is not None:
            return decided
        if asks(piece):
            return Verdict(piece, "asked")
        return Verdict(piece, "confirmed" if sure else "open")

    def _shown(self, piece: str) -> str:
        return render(unmarked(piece), self.request.facts).text.strip().strip("，；。")

    def _borne_out(self, pieces: Sequence[str]) -> set[int]:
        """The clauses that the tables could deny and do not."""
        section, facts, year = self.request.section, self.request.facts, self.request.report.year
        shown = [render(piece, facts).text for piece in pieces]
        text = "".join(shown)
        if any(unproven(text, section, facts, year=year)):
            return set()
        bounds = [sum(map(len, shown[: at + 1])) for at in range(len(shown))]
        ended = (start + match.end() for start, _, match in made(read(text, year), section, year, facts))
        return {next((at for at, bound in enumerate(bounds) if end <= bound), len(pieces) - 1) for end in ended}


def _by(one: Known, piece: str, text: str, *, here: bool) -> Verdict | None:
    """What the note or answer decides; an honour or event only a note that names the same one confirms."""
    if one.ended:
        return Verdict(piece, "ended", one.place)
    if one.continues:
        same = not words().once.search(text) or affinity(one.text, text) >= RECORDED
        return Verdict(piece, "confirmed", one.place, lasts=True) if same else None
    return Verdict(piece, "replaced", one.place) if here else None


def _beside(before: Verdict, piece: str, topic: str) -> Verdict | None:
    """What becomes of a clause by the one before it: a purpose goes with its act, and so does what only adds to it."""
    if words().purpose.match(bare(piece)):
        return replace(before, clause=piece, state="frame" if before.state == "stated" else before.state)
    adds = not topic or words().detail.match(bare(piece))
    return replace(before, clause=piece) if (before.gone or before.lasts) and adds else None


def _led(one: Verdict, following: Verdict) -> Verdict:
    """A clause that only leads to the next one claims nothing of its own: it goes or is asked with that one."""
    if one.state != "open" or ends(one.clause) or not words().lead.fullmatch(bare(one.clause)):
        return one
    if following.gone:
        return replace(following, clause=one.clause)
    return one if following.state == "open" else replace(one, state="frame")


def year(request: Request) -> Year:
    """What was said of this year, as it bears on the request's section."""
    said = [*_notes(request), *_answers(request)]
    return Year(request, tuple(sorted(said, key=lambda one: one.section != request.section)))


@lru_cache(maxsize=4096)
def topic_of(text: str, section: str) -> str:
    """The topic of that section which a few words name most clearly, empty for none."""
    return next((match.topic.id for match in named(text, section) if section in match.topic.sections), "")


def _notes(request: Request) -> Iterator[Known]:
    for place, note in enumerate(request.report.notes):
        text = tidy(note.text)
        if not text:
            continue
        here = note.aspect == request.section
        first, _, more = text.partition("，")
        lasts = words().continues.search(first)
        continues = lasts is not None and lasts.end() == len(first)
        yield Known(
            text,
            topic_of(text, request.section),
            # 三审三校照旧 is said by the old sentence; what follows a comma is new and still to be said.
            None if not here or (continues and more) else place,
            note.aspect,
            continues=continues,
            ended=here and bool(words().ended.search(text)),
        )


def _answers(request: Request) -> Iterator[Known]:
    """Answers to questions about last year's practices: 仍然如此 and 今年没有."""
    answers = request.report.answers
    if not answers:
        return
    asked = questions(replace(request.report, answers={}), request.last, section=request.section)
    for question in asked:
        said = answers.get(question.id, "")
        continues, ended = bool(words().continues.search(said)), bool(words().ended.search(said))
        if question.source == "last-year" and (continues or ended):
            text = question.quote or question.question
            yield Known(text, question.topic, None, question.section, continues=continues, ended=ended)
