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


_DONE = re.compile(r"[\u4e00-\u9fff](?:了|过)$|^已|已经")
"""It was done, whatever was planned before it: 网站也改版了."""


class MoodsFile(BaseModel):
    """What moods.yaml may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    opens: dict[str, list[str]]
    titles: list[str]
    answers: list[str]
    back: list[str]
    ends: list[str]
    plans: list[str]
    shortcomings: list[str]
    wanting: list[str]
    burdens: list[str]
    mended: list[str]
    adds: list[str]
    promised: str
    unkept: str
    kept: str
    subjectless: str
    sure: dict[str, list[str]]
    work: dict[str, list[str]]

    @field_validator(
        "titles", "answers", "back", "ends", "plans", "shortcomings", "wanting", "burdens", "mended", "adds"
    )
    @classmethod
    def _patterns(cls, said: list[str]) -> list[str]:
        for pattern in said:
            compiled(pattern)
        return said

    @field_validator("promised", "unkept", "kept", "subjectless")
    @classmethod
    def _pattern(cls, said: str) -> str:
        compiled(said)
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
    titles: re.Pattern[str]
    answers: re.Pattern[str]
    back: re.Pattern[str]
    ends: re.Pattern[str]
    plans: re.Pattern[str]
    shortcomings: re.Pattern[str]
    wanting: re.Pattern[str]
    burdens: re.Pattern[str]
    mended: re.Pattern[str]
    adds: re.Pattern[str]
    promised: re.Pattern[str]
    unkept: re.Pattern[str]
    kept: re.Pattern[str]
    subjectless: re.Pattern[str]
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

    def any_of(said: list[str]) -> re.Pattern[str]:
        return re.compile("|".join(said))

    return Moods(
        opens=each(raw.opens),
        titles=any_of(raw.titles),
        answers=any_of(raw.answers),
        back=any_of(raw.back),
        ends=any_of(raw.ends),
        plans=any_of(raw.plans),
        shortcomings=any_of(raw.shortcomings),
        wanting=any_of(raw.wanting),
        burdens=any_of(raw.burdens),
        mended=any_of(raw.mended),
        adds=any_of(raw.adds),
        promised=compiled(raw.promised),
        unkept=compiled(raw.unkept),
        kept=compiled(raw.kept),
        subjectless=compiled(raw.subjectless),
        sure=each(raw.sure),
        work=each(raw.work),
    )


def mooded(cut: Sequence[Piece]) -> list[Piece]:
    """The pieces with their moods; the words that open shortcomings are left out of what they open."""
    known, mood, ahead, out = moods(), "", False, []
    plan: Piece | None = None
    """The plan or the shortcoming answered that its own sentence goes on with: 打算A，B, or 针对A的问题，B."""
    for piece in cut:
        opened, rest = _opened(piece, known)
        counted = piece.number is not None and bool(_DONE_COUNT.search(piece.before))
        done = counted or bool(known.ends.search(piece.text)) or (ahead and bool(_DONE.search(piece.text)))
        if opened is not None:
            mood, ahead = opened, opened == PLANS and says_ahead(piece.text)
        elif done and (ahead or not counted or mood == PROBLEMS):
            mood, ahead = "", False
        answered = plan is not None and plan.governed and plan.sentence == piece.sentence
        if opened is not None or (done and not answered) or (plan is not None and plan.sentence != piece.sentence):
            plan = None
        text = rest if opened == PROBLEMS and rest and piece.number is None else piece.text
        own = ("" if counted else mood) or known.of(piece.text) or (plan.mood if plan is not None else "")
        planned = own == PLANS and (ahead or (plan is not None and plan.planned) or says_ahead(piece.text))
        answers = not mood and bool(known.answers.search(piece.text))
        if answers:
            own, planned = PLANS, False
        told = replace(piece, text=text, mood=own, governed=bool(mood) or answers, planned=planned)
        plan = told if plan is None and own == PLANS and not mood else plan
        out.append(told)
    return _beside_others(out, known)


def _beside_others(told: Sequence[Piece], known: Moods) -> list[Piece]:
    """The pieces, with those that are shortcomings or plans only by what is told beside them."""
    short = [piece.sentence for piece in told if piece.mood == PROBLEMS]
    planned = {piece.sentence for piece in told if known.back.search(piece.text)}
    out = []
    for piece in told:
        looks_back = bool(known.back.search(piece.text))
        if looks_back or (piece.sentence in planned and not piece.mood and piece.number is None):
            out.append(replace(piece, mood=PLANS, planned=True, governed=True))
            continue
        beside = piece.sentence in short and not piece.governed
        if beside and known.wanting.search(piece.text) and piece.mood in {PLANS, ""}:
            out.append(replace(piece, mood=PROBLEMS, planned=False, governed=True))
        elif short and not piece.mood and known.burdens.search(piece.text):
            out.append(replace(piece, mood=PROBLEMS))
        elif beside and piece.mood == PROBLEMS and short.count(piece.sentence) > 1:
            out.append(replace(piece, governed=True))  # 内容不够充实，形式不多 asks for nothing
        else:
            out.append(piece)
    return out


def says_ahead(text: str) -> bool:
    """Whether words say that something is yet to be done, as a heading (改进措施) does not."""
    return bool(moods().plans.search(text) or moods().opens[PLANS].search(text))


def _opened(piece: Piece, known: Moods) -> tuple[str | None, str]:
    """The mood that a piece opens ("" for a heading of what was done), None for none; and what follows the opener."""
    openers = [*known.opens.items(), (PLANS, known.titles)]
    for mood, pattern in openers:
        if found := pattern.search(piece.text):
            return mood, piece.text[found.end() :].lstrip("，：、 ")
    section = is_heading(piece)
    if section:
        return (section if section in {PROBLEMS, PLANS} else ""), ""
    return None, ""


def is_heading(piece: Piece) -> str:
    """The section whose heading a piece is, "" if it is none."""
    section = "" if moods().answers.search(piece.text) else section_named(piece.text)
    if piece.number is not None or not section or len(_HAN.findall(piece.text)) > _HEADING:
        return ""
    return section if heading(piece.text) else ""


def is_opener(piece: Piece) -> bool:
    """Whether a piece says no more than that shortcomings or plans follow: 问题有三个, 2026年要抓好."""
    opened, rest = _opened(piece, moods())
    if moods().back.search(piece.text):
        return True
    return bool(opened) and len(_HAN.findall(rest)) < _SAYS_MORE
