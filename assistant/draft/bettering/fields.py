"""Fields: which side of the work a shortcoming or a measure is about, 政策解读 or 队伍建设."""

import re
from functools import cache

from pydantic import BaseModel, ConfigDict, field_validator

from assistant.prose.wordfile import compiled, load

_STRENGTHENS = ("加强", "强化", "推进")


class Field(BaseModel):
    """One side of the work: the words that name it, and how a measure about it may be headed."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    words: list[str]
    heads: list[str]
    aims: list[str]
    """What a plan of this side is for, never what came of it."""
    supports: bool = False
    """Whether a measure of this side belongs to the one said before it: 梳理流程，部门配合."""

    @field_validator("words")
    @classmethod
    def _patterns(cls, words: list[str]) -> list[str]:
        for pattern in words:
            compiled(pattern)
        return words


class FieldsFile(BaseModel):
    """What fields.yaml may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    fields: dict[str, Field]
    full: dict[str, str]
    built: list[str]


@cache
def _file() -> FieldsFile:
    return load("assistant.draft.bettering", "fields.yaml", FieldsFile)


def fields() -> dict[str, Field]:
    """The fields in the order in which they are looked for; DesignProblem if their file is wrong."""
    return _file().fields


def full(thing: str) -> str:
    """A thing by its full name where its last word alone named it: 制度 in this report is 政府信息公开工作制度."""
    return _file().full.get(thing, thing)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile("|".join(field.words))) for name, field in fields().items())


def field_of(text: str) -> str:
    """The field that the words are about, "" if they name none."""
    return next((name for name, pattern in _patterns() if pattern.search(text)), "")


def built(thing: str, verb: str) -> str:
    """The building of a thing, where that is what is strengthened: 加强队伍 is 加强队伍建设; "" for other things."""
    return thing + "建设" if verb in _STRENGTHENS and thing.endswith(tuple(_file().built)) else ""
