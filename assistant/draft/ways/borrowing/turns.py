"""Turns of phrase learnt from other organs' passages: how a section opens, goes on, names its acts, and is laid out.

Nothing that says what an organ did is learnt: an opening is made of words any organ may say of itself, a verb is taken
only where the object is the same, and names, places, figures, documents and sites never pass.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, field_validator

from assistant.draft.thresholds import LONGEST_RUN
from assistant.draft.ways.clauses import clauses
from assistant.prose import full_width, sentences, tidy
from assistant.prose.wordfile import alternatives, load
from assistant.topics import named

if TYPE_CHECKING:
    from assistant.evidence import Passage

_YEAR = re.compile(r"^×+年(?:度)?(?:以来)?[，,]?")
_ENUMERATED = re.compile(r"(?:^|[：。；])(?:一是|[（(]一[)）])")
_OBJECT = r"(?P<object>[一-鿿]{2,10}?)"


class TurnsFile(BaseModel):
    """What turns.yaml may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    opens: list[str]
    said: list[str]
    connectives: list[str]
    verbs: list[list[str]]

    @field_validator("verbs")
    @classmethod
    def _in_one_row(cls, rows: list[list[str]]) -> list[list[str]]:
        seen: set[str] = set()
        for verb in (verb for row in rows for verb in row):
            if verb in seen:
                raise ValueError(f"动词“{verb}”出现在两行里")
            seen.add(verb)
        return rows


@dataclass(frozen=True)
class Words:
    """The same as patterns, and each verb with those it may stand for."""

    opening: re.Pattern[str]
    opens: re.Pattern[str]
    connective: re.Pattern[str]
    act: re.Pattern[str]
    rows: dict[str, frozenset[str]]


@dataclass(frozen=True)
class Turn:
    """A turn of phrase and the passage it comes from; `object` is what a verb was said of."""

    words: str
    passage: str
    object: str = ""


@dataclass(frozen=True)
class Learnt:
    """What the passages teach: openings, connectives, verbs with their objects, and the layout of the likest organ."""

    openings: tuple[Turn, ...]
    connectives: tuple[Turn, ...]
    verbs: tuple[Turn, ...]
    topics: tuple[str, ...]
    enumerated: bool | None


@cache
def words() -> Words:
    """The words; raises DesignProblem naming the line of turns.yaml that is wrong."""
    raw = load("assistant.draft.ways.borrowing", "turns.yaml", TurnsFile)
    verbs = [verb for row in raw.verbs for verb in row]
    return Words(
        re.compile(f"(?:{_any(raw.opens)})(?:{_any(raw.said)})+|在?(?:{_any(raw.said)})+方面"),
        re.compile(_any(raw.opens)),
        re.compile(f"^(?P<connective>{_any(raw.connectives)})[，,]"),
        re.compile(f"(?P<verb>{_any(verbs)})(?:了)?{_OBJECT}(?=[×{{]|$)"),
        {verb: frozenset(row) for row in raw.verbs for verb in row},
    )


def _any(listed: Sequence[str]) -> str:
    return alternatives(list(listed))


def learn(passages: Sequence["Passage"], section: str) -> Learnt:
    """The turns of phrase of other organs' passages, the likest first."""
    likest = [passage for passage in passages if passage.organ == passages[0].organ] if passages else []
    topics = (match.topic.id for passage in likest for text in sentences(passage.masked) for match in named(text)[:1])
    return Learnt(
        tuple(_openings(passages)),
        tuple(_connectives(passages)),
        tuple(_verbs(passages)),
        tuple(dict.fromkeys(topics)),
        any(_ENUMERATED.search(passage.masked) for passage in likest) if section and likest else None,
    )


def opens(clause: str) -> bool:
    """Whether a clause begins as openings do: 为保障…, 依照…."""
    return bool(words().opens.match(clause))


def is_opening(clause: str) -> bool:
    """Whether a clause is nothing but an opening that any organ may say of itself."""
    return bool(words().opening.fullmatch(clause))


def _openings(passages: Sequence["Passage"]) -> Iterator[Turn]:
    seen = set()
    for passage in passages:
        for text in sentences(full_width(passage.masked)):
            first = clauses(_YEAR.sub("", tidy(text)))[:1]
            opening = first[0].rstrip("，") if first and first[0].endswith("，") else ""
            if opening and len(opening) <= LONGEST_RUN and is_opening(opening) and opening not in seen:
                seen.add(opening)
                yield Turn(opening, passage.id)


def _connectives(passages: Sequence["Passage"]) -> Iterator[Turn]:
    for passage in passages:
        for text in sentences(full_width(passage.masked)):
            if found := words().connective.match(tidy(text)):
                yield Turn(found["connective"], passage.id)


def _verbs(passages: Sequence["Passage"]) -> Iterator[Turn]:
    for passage in passages:
        for text in sentences(full_width(passage.masked)):
            for clause in clauses(text):
                for found in words().act.finditer(clause.rstrip("，。；")):
                    yield Turn(found["verb"], passage.id, found["object"])
