"""Subjects: what a number in a sentence is said of, as the grammar in subjects.yaml."""

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, model_validator

from assistant.prose import clause_before
from assistant.prose.wordfile import compiled, load

HERE = "＃"
"""Stands for the number in the text a pattern is matched against."""
_ASIDE = re.compile(r"（[^（）＃]*）")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SubjectEntry(_Strict):
    """A subject as subjects.yaml declares it."""

    id: str
    say: str
    facts: list[str]
    patterns: list[str] = []
    lead: list[str] = []
    unless: str = ""
    near: str = ""
    needs: str = ""
    units: list[str] | None = None
    scoped: bool = False


class ScopeEntry(_Strict):
    """Who may be meant besides the organ, and the words that always mean the organ itself."""

    narrower: str
    own: str


class SubjectsFile(_Strict):
    """What subjects.yaml may say: words nested by name, the units of cases, scopes, and the subjects."""

    words: dict[str, str]
    units: list[str]
    scope: ScopeEntry
    subjects: list[SubjectEntry]

    @model_validator(mode="after")
    def _sound(self) -> "SubjectsFile":
        for item in self.subjects:
            for pattern in [*item.patterns, *item.lead, item.unless, item.near, item.needs]:
                compiled(pattern, self.words)
            if not item.patterns and not item.lead:
                raise ValueError(f"{item.id} 没有句式")
        compiled(self.scope.narrower, self.words)
        compiled(self.scope.own, self.words)
        return self


@dataclass(frozen=True)
class Subject:
    """A subject: how it is called, the facts that may be its value, and how sentences name it.

    `facts` are facts, or facts added and subtracted; where it is `scoped` they stand in the order 新收, 收办, 办结.
    """

    id: str
    say: str
    facts: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    lead: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    near: re.Pattern[str] | None
    needs: re.Pattern[str] | None
    units: frozenset[str]
    scoped: bool = False

    def named(self, text: str, context: str, unit: str, *, on_request: bool, lead: str = "") -> bool:
        """Whether the text, with the number at ＃, names this subject.

        `context` is the whole sentence and `lead` what stands in it before the number, other numbers included.
        """
        before = text.split(HERE, maxsplit=1)[0]
        other = (self.unless and self.unless.search(before)) or (
            self.near and self.near.search(clause_before(before, len(before)))
        )
        if unit not in self.units or other:
            return False
        if self.needs and not on_request and not self.needs.search(context):
            return False
        return any(pattern.search(text) for pattern in self.patterns) or any(
            pattern.search(lead + HERE) for pattern in self.lead
        )


@dataclass(frozen=True)
class Scope:
    """The patterns of narrower subjects."""

    narrower: re.Pattern[str]
    own: re.Pattern[str]


@cache
def _grammar() -> SubjectsFile:
    return load("assistant.sources.naming", "subjects.yaml", SubjectsFile)


@cache
def elsewhere() -> re.Pattern[str]:
    """Words of other business (提案, 信访, 法律援助) whose 答复 and 办结 are not those of table three."""
    return compiled(_grammar().words["elsewhere"])


@cache
def channels() -> re.Pattern[str]:
    """Words of the channels applications come by, which no table counts."""
    return compiled(_grammar().words["channels"])


@cache
def scope() -> Scope:
    """Who may be meant besides the organ."""
    raw = _grammar()
    return Scope(compiled(raw.scope.narrower, raw.words), compiled(raw.scope.own, raw.words))


@cache
def shipped() -> tuple[Subject, ...]:
    """The grammar shipped with the program."""
    raw = _grammar()

    def pattern(text: str) -> re.Pattern[str] | None:
        return compiled(text, raw.words) if text else None

    return tuple(
        Subject(
            item.id,
            item.say,
            tuple(item.facts),
            tuple(compiled(text, raw.words) for text in item.patterns),
            tuple(compiled(text, raw.words) for text in item.lead),
            pattern(item.unless),
            pattern(item.near),
            pattern(item.needs),
            frozenset(raw.units if item.units is None else item.units),
            item.scoped,
        )
        for item in raw.subjects
    )


def named(text: str, context: str, unit: str, *, on_request: bool, lead: str = "") -> Subject | None:
    """The subject the text names, None if none is clearly named. What stands in closed brackets is passed over."""
    text, lead = _ASIDE.sub("", text), _ASIDE.sub("", lead)
    return next((item for item in shipped() if item.named(text, context, unit, on_request=on_request, lead=lead)), None)
