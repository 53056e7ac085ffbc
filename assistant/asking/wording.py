"""The words of asking: how each question is put, its quick answers, and what people say for them."""

import re
from functools import cache
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, field_validator

from assistant.form import known
from assistant.prose.wordfile import alternatives, compiled, load

Pattern = Annotated[re.Pattern[str], BeforeValidator(compiled)]
_AnyOf = Annotated[re.Pattern[str], BeforeValidator(lambda words: re.compile(f"(?:{alternatives(words)})"))]
_Last = Annotated[re.Pattern[str], BeforeValidator(lambda words: re.compile(f"(?:{alternatives(words)})$"))]
_Together = Annotated[re.Pattern[str], BeforeValidator(lambda named: compiled("|".join(named.values())))]

_LATER = frozenset({"later"})


class Words(BaseModel):
    """What wordings.yaml says; its comments tell what each list is for."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    ask: dict[str, str]
    again: dict[str, str]
    options: dict[str, tuple[str, ...]]
    meant: dict[str, Pattern]
    understood: dict[str, frozenset[str]]
    stripped: tuple[str, ...]
    denying: Pattern
    not_one: Pattern
    vague: Pattern
    each: Pattern
    filler: _AnyOf
    held: _AnyOf
    refers_back: Pattern
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
    asked_of: dict[str, str]
    basis: dict[str, str]
    openers: dict[str, str]

    @field_validator("openers")
    @classmethod
    def _sections(cls, openers: dict[str, str]) -> dict[str, str]:
        sections = {section for form in known() for section in form.narrative}
        if strange := sorted(openers.keys() - sections):
            raise ValueError(f"没有“{strange[0]}”这一节")
        return openers


@cache
def words() -> Words:
    """The words shipped with the program; DesignProblem if the file is wrong."""
    return load("assistant.asking", "wordings.yaml", Words)


def meaning(said: str) -> frozenset[str]:
    """What a short answer means: the names of the lists and patterns that hold every part of it, particles aside.

    Words of the person's own among the parts make it no short answer, but for 以后再说, which puts off all of it.
    """
    parts = [part for part in re.split(r"[\s，。！？、,.!?；;~～…]+", said) if part]
    held = [_held(part) for part in parts]
    if not all(held):
        return _LATER if _LATER in held and not re.search(r"\d", said) else frozenset()
    return frozenset.intersection(*held) or frozenset.union(*held) if held else frozenset()


def _held(part: str) -> frozenset[str]:
    """The meanings of one part, as it stands or with the particles around it taken off."""
    known = words()
    while True:
        found = {name for name, said in known.understood.items() if part in said}
        found |= {name for name, pattern in known.meant.items() if pattern.fullmatch(part)}
        shorter = _stripped(part)
        if found or shorter == part:
            return frozenset(found)
        part = shorter


def _stripped(part: str) -> str:
    for word in words().stripped:
        if part.endswith(word) and len(part) > len(word):
            return part.removesuffix(word)
        if part.startswith(word) and len(part) > len(word):
            return part.removeprefix(word)
    return part
