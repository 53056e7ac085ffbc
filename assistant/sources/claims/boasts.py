"""Boasts: what states no number and is a claim all the same (获评…, 位列…, 翻了一番, 未发生…被追究责任)."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pydantic import BaseModel, ConfigDict, field_validator

from assistant.prose.likeness import pairs
from assistant.prose.wordfile import compiled, load
from assistant.sources.thresholds import RECORDED


class BoastEntry(BaseModel):
    """A kind of claim and how it is worded."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    pattern: str

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        compiled(pattern)
        return pattern


class BoastsFile(BaseModel):
    """What boasts.yaml may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kinds: list[BoastEntry]


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (item.name, re.compile(item.pattern))
        for item in load("assistant.sources.claims", "boasts.yaml", BoastsFile).kinds
    )


def unrecorded(text: str, recorded: Sequence[str]) -> Iterator[tuple[str, re.Match[str]]]:
    """Each claim of a text that none of the recorded sentences (notes, names of indicators) carries, with its kind."""
    for name, pattern in _kinds():
        for match in pattern.finditer(text):
            if not any(_carries(one, match[0]) for one in recorded):
                yield name, match


def _carries(recorded: str, claim: str) -> bool:
    wanted = pairs(claim)
    if not wanted:
        return claim in recorded
    return claim in recorded or len(wanted & pairs(recorded)) >= RECORDED * len(wanted)
