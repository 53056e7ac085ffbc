"""The words of asking: how each question is put, its quick answers, and what people say for them."""

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, field_validator

from assistant.form import load as load_form
from assistant.prose.wordfile import alternatives, compiled, load

_PATTERNS = (
    *("denying", "vague", "effects", "denied", "openings", "ahead", "fluff"),
    *("things", "leads", "concession", "examples", "aims", "past", "future"),
)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    ask: dict[str, str]
    again: dict[str, str]
    options: dict[str, list[str]]
    understood: dict[str, list[str]]
    stripped: list[str]
    denying: str
    vague: str
    filler: list[str]
    about: list[str]
    skip: dict[str, str]
    things: str
    leads: str
    deeds: list[str]
    effects: str
    denied: str
    openings: str
    ahead: str
    fluff: str
    concession: str
    examples: str
    aims: str
    past: str
    future: str
    topics: dict[str, str]
    basis: dict[str, str]
    openers: dict[str, str]

    @field_validator(*_PATTERNS)
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        compiled(pattern)
        return pattern

    @field_validator("skip")
    @classmethod
    def _all_compile(cls, skip: dict[str, str]) -> dict[str, str]:
        for pattern in skip.values():
            compiled(pattern)
        return skip

    @field_validator("openers")
    @classmethod
    def _known(cls, openers: dict[str, str]) -> dict[str, str]:
        if strange := [section for section in openers if section not in load_form().narrative]:
            raise ValueError(f"没有“{strange[0]}”这一节")
        return openers


@dataclass(frozen=True)
class Words:
    """The word file with its patterns compiled; see its comments for what each list means."""

    ask: dict[str, str]
    again: dict[str, str]
    options: dict[str, tuple[str, ...]]
    understood: dict[str, frozenset[str]]
    stripped: tuple[str, ...]
    denying: re.Pattern[str]
    vague: re.Pattern[str]
    filler: re.Pattern[str]
    about: tuple[str, ...]
    skip: re.Pattern[str]
    things: re.Pattern[str]
    leads: re.Pattern[str]
    deeds: tuple[str, ...]
    effects: re.Pattern[str]
    denied: re.Pattern[str]
    openings: re.Pattern[str]
    ahead: re.Pattern[str]
    fluff: re.Pattern[str]
    concession: re.Pattern[str]
    examples: re.Pattern[str]
    aims: re.Pattern[str]
    past: re.Pattern[str]
    future: re.Pattern[str]
    topics: dict[str, str]
    basis: dict[str, str]
    openers: dict[str, str]


@cache
def words() -> Words:
    """The words shipped with the program; DesignProblem if the file is wrong."""
    raw = load("assistant.asking", "wordings.yaml", _File)
    return Words(
        raw.ask,
        raw.again,
        {name: tuple(options) for name, options in raw.options.items()},
        {name: frozenset(said) for name, said in raw.understood.items()},
        tuple(raw.stripped),
        re.compile(raw.denying),
        re.compile(raw.vague),
        re.compile(alternatives(raw.filler) + r"|[\s，。！、,.!]"),
        tuple(raw.about),
        re.compile("|".join(f"(?:{pattern})" for pattern in raw.skip.values())),
        re.compile(raw.things),
        re.compile(raw.leads),
        tuple(raw.deeds),
        re.compile(raw.effects),
        re.compile(raw.denied),
        re.compile(raw.openings),
        re.compile(raw.ahead),
        re.compile(raw.fluff),
        re.compile(raw.concession),
        re.compile(raw.examples),
        re.compile(raw.aims),
        re.compile(raw.past),
        re.compile(raw.future),
        raw.topics,
        raw.basis,
        raw.openers,
    )


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
