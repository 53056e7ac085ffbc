"""Moods: whether a clause tells what was done, what fell short or what is planned, and what only goes on with another.

问题就是A；B；C opens shortcomings, 明年打算A；B plans: all that follows is one, to the end or until another is opened.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from assistant.listening.pieces import Piece
from assistant.listening.requests import heading, section_named
from assistant.prose.wordfile import compiled, load
from assistant.topics import sections

PROBLEMS, PLANS = "problems", "improvements"
_HEADING = 14
"""Characters of the longest heading: 存在的主要问题及改进情况."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SAYS_MORE = 3
"""Characters after an opener that say something: 要抓好 does not, 互动少 does."""
_DONE_COUNT = re.compile(r"[了过]$")
"""Before a number: it was done and counted, whatever was planned in the sentence before."""


class MoodsFile(BaseModel):
    """What moods.yaml may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    opens: dict[str, list[str]]
    ends: list[str]
    plans: list[str]
    shortcomings: list[str]
    burdens: list[str]
    mended: list[str]
    adds: list[str]
    sure: dict[str, list[str]]
    work: dict[str, list[str]]

    @field_validator("ends", "plans", "shortcomings", "burdens", "mended", "adds")
    @classmethod
    def _patterns(cls, said: list[str]) -> list[str]:
        for pattern in said:
            compiled(pattern)
        return said

    @model_validator(mode="after")
    def _sections(self) -> "MoodsFile":
        known = set(sections())
        for section, said in [*self.opens.items(), *self.sure.items(), *self.work.items()]:
            if section not in known:
                raise ValueError(f"没有“{section}”这一节")
            self._patterns(said)
        return self


@dataclass(frozen=True)
class Moods:
    """The patterns of moods.yaml, ready for use."""

    opens: Mapping[str, re.Pattern[str]]
    ends: re.Pattern[str]
    plans: re.Pattern[str]
    shortcomings: re.Pattern[str]
    burdens: re.Pattern[str]
    mended: re.Pattern[str]
    adds: re.Pattern[str]
    sure: Mapping[str, re.Pattern[str]]
    work: Mapping[str, re.Pattern[str]]

    def of(self, text: str) -> str:
        """The mood that a clause has by its own words."""
        if self.plans.search(text):
            return PLANS
        return PROBLEMS if self.shortcomings.search(text) and not self.mended.search(text) else ""

    def home(self, text: str) -> str:
        """The section of work that no topic names, "" if its words say none."""
        return next((section for section, pattern in self.work.items() if pattern.search(text)), "")

    def certain(self, text: str) -> str:
        """The section that the words say whatever topic they name, "" for none."""
        return next((section for section, pattern in self.sure.items() if pattern.search(text)), "")


@cache
def moods() -> Moods:
    """The moods shipped with the program; DesignProblem if their file is wrong."""
    raw = load("assistant.listening", "moods.yaml", MoodsFile)

    def each(said: Mapping[str, list[str]]) -> dict[str, re.Pattern[str]]:
        return {section: re.compile("|".join(patterns)) for section, patterns in said.items()}

    plans, shortcomings, mended = (re.compile("|".join(said)) for said in (raw.plans, raw.shortcomings, raw.mended))
    ends, adds, burdens = (re.compile("|".join(said)) for said in (raw.ends, raw.adds, raw.burdens))
    return Moods(each(raw.opens), ends, plans, shortcomings, burdens, mended, adds, each(raw.sure), each(raw.work))


def mooded(cut: Sequence[Piece]) -> list[Piece]:
    """The pieces with their moods; the words that open shortcomings are left out of what they open."""
    known, mood, out = moods(), "", []
    for piece in cut:
        opened, rest = _opened(piece, known)
        if opened is not None:
            mood = opened
        elif known.ends.search(piece.text) or (piece.number is not None and _DONE_COUNT.search(piece.before)):
            mood = ""
        text = rest if opened == PROBLEMS and rest and piece.number is None else piece.text
        out.append(replace(piece, text=text, mood=mood or known.of(piece.text), governed=bool(mood)))
    short = any(piece.mood == PROBLEMS for piece in out)
    return [
        replace(piece, mood=PROBLEMS) if short and not piece.mood and known.burdens.search(piece.text) else piece
        for piece in out
    ]


def _opened(piece: Piece, known: Moods) -> tuple[str | None, str]:
    """The mood that a piece opens ("" for a heading of what was done), None for none; and what follows the opener."""
    for mood, pattern in known.opens.items():
        if found := pattern.search(piece.text):
            return mood, piece.text[found.end() :].lstrip("，：、 ")
    section = is_heading(piece)
    if section:
        return (section if section in {PROBLEMS, PLANS} else ""), ""
    return None, ""


def is_heading(piece: Piece) -> str:
    """The section whose heading a piece is, "" if it is none."""
    section = section_named(piece.text)
    if piece.number is not None or not section or len(_HAN.findall(piece.text)) > _HEADING:
        return ""
    return section if heading(piece.text) else ""


def is_opener(piece: Piece) -> bool:
    """Whether a piece says no more than that shortcomings or plans follow: 问题有三个, 2026年要抓好."""
    opened, rest = _opened(piece, moods())
    return bool(opened) and len(_HAN.findall(rest)) < _SAYS_MORE
