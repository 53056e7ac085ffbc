"""Wordings: the words people ask with, from requests.yaml, checked once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, field_validator

from assistant.prose.wordfile import compiled, load

Kind = Literal[
    "where_from",
    "check",
    "missing",
    "last_year",
    "others",
    "drop",
    "add",
    "shorter",
    "fuller",
    "way",
    "again",
    "propose",
    "help",
    "thanks",
    "figure",
    "why",
    "undo",
    "advice",
    "withdraw",
    "judged",
    "swap",
    "style",
    "formal",
    "merge",
    "list",
    "limit",
    "draft_all",
    "interview",
    "section",
    "unknown",
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Kind(_Strict):
    kind: Kind
    pattern: str

    @field_validator("pattern")
    @classmethod
    def _compile(cls, pattern: str) -> str:
        compiled(pattern)
        return pattern


class RequestsFile(_Strict):
    """What requests.yaml may say."""

    kinds: list[_Kind]
    ways: dict[str, str]
    embedded: str
    question: str
    command: str
    done: str
    of_the_draft: str
    asked: list[str]
    plainly_asked: list[Kind]
    says_nothing: str
    sections: dict[str, str]
    nicknames: dict[str, str]
    placed: str

    @field_validator("asked")
    @classmethod
    def _compile_each(cls, patterns: list[str]) -> list[str]:
        for pattern in patterns:
            compiled(pattern)
        return patterns

    @field_validator("embedded", "question", "command", "done", "placed", "says_nothing", "of_the_draft")
    @classmethod
    def _compile(cls, pattern: str) -> str:
        compiled(pattern)
        return pattern


@dataclass(frozen=True)
class Wordings:
    """The words ready for use, in the order they are tried."""

    kinds: tuple[tuple[Kind, re.Pattern[str]], ...]
    ways: tuple[tuple[str, re.Pattern[str]], ...]
    embedded: re.Pattern[str]
    question: re.Pattern[str]
    command: re.Pattern[str]
    done: re.Pattern[str]
    of_the_draft: re.Pattern[str]
    asked: re.Pattern[str]
    plainly_asked: frozenset[Kind]
    says_nothing: re.Pattern[str]
    sections: Mapping[str, str]
    nicknames: Mapping[str, str]
    placed: re.Pattern[str]

    def pattern(self, kind: Kind) -> re.Pattern[str]:
        """The words by which a kind is known; a kind may stand in the list twice."""
        return re.compile("|".join(pattern.pattern for each, pattern in self.kinds if each == kind) or "$^")


@cache
def wordings() -> Wordings:
    """The words shipped with the program; DesignProblem if their file is wrong."""
    raw = load("assistant.listening.requests", "requests.yaml", RequestsFile)
    return Wordings(
        tuple((item.kind, re.compile(item.pattern)) for item in raw.kinds),
        tuple((way, compiled(pattern)) for way, pattern in raw.ways.items()),
        re.compile(raw.embedded),
        re.compile(raw.question),
        re.compile(raw.command),
        re.compile(raw.done),
        re.compile(raw.of_the_draft),
        re.compile("|".join(raw.asked)),
        frozenset(raw.plainly_asked),
        re.compile(raw.says_nothing),
        raw.sections,
        raw.nicknames,
        re.compile(raw.placed),
    )
