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
    sections: dict[str, str]
    placed: str

    @field_validator("embedded", "question", "command", "done", "placed")
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
    sections: Mapping[str, str]
    placed: re.Pattern[str]


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
        raw.sections,
        re.compile(raw.placed),
    )
