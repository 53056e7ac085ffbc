"""The words of asking: how each question is put, its quick answers, and what people say for them."""

import re
from functools import cache
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, field_validator

from assistant.form import load as load_form
from assistant.prose.wordfile import alternatives, compiled, load

Pattern = Annotated[re.Pattern[str], BeforeValidator(compiled)]
_AnyOf = Annotated[re.Pattern[str], BeforeValidator(lambda words: re.compile(f"(?:{alternatives(words)})"))]
_Last = Annotated[re.Pattern[str], BeforeValidator(lambda words: re.compile(f"(?:{alternatives(words)})$"))]
_Together = Annotated[re.Pattern[str], BeforeValidator(lambda named: compiled("|".join(named.values())))]


class Words(BaseModel):
    """What wordings.yaml says; its comments tell what each list is for."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    ask: dict[str, str]
    again: dict[str, str]
    options: dict[str, tuple[str, ...]]
    understood: dict[str, frozenset[str]]
    stripped: tuple[str, ...]
    denying: Pattern
    not_one: Pattern
    vague: Pattern
    filler: _AnyOf
    about: tuple[str, ...]
    skip: _Together
    things: Pattern
    leads: Pattern
    light: _Last
    deeds: tuple[str, ...]
    effects: Pattern
    denied: Pattern
    openings: Pattern
    ahead: Pattern
    fluff: Pattern
    concession: Pattern
    examples: Pattern
    aims: Pattern
    past: Pattern
    future: Pattern
    topics: dict[str, str]
    basis: dict[str, str]
    openers: dict[str, str]

    @field_validator("openers")
    @classmethod
    def _known(cls, openers: dict[str, str]) -> dict[str, str]:
        if strange := [section for section in openers if section not in load_form().narrative]:
            raise ValueError(f"没有“{strange[0]}”这一节")
        return openers


@cache
def words() -> Words:
    """The words shipped with the program; DesignProblem if the file is wrong."""
    return load("assistant.asking", "wordings.yaml", Words)


def meaning(said: str) -> frozenset[str]:
    """What a short answer means: the names of the lists that hold it, with or without the particles around it."""
    bare = re.sub(r"[\s，。！？、,.!?；;~～…]+", "", said)
    found = _held(bare)
    while not found and (shorter := _stripped(bare)) != bare:
        bare = shorter
        found = _held(bare)
    return found


def _held(bare: str) -> frozenset[str]:
    return frozenset(name for name, said in words().understood.items() if bare in said)


def _stripped(bare: str) -> str:
    for word in words().stripped:
        if bare.endswith(word) and len(bare) > len(word):
            return bare.removesuffix(word)
        if bare.startswith(word) and len(bare) > len(word):
            return bare.removeprefix(word)
    return bare
