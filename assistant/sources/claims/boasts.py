"""Boasts: what states no number and is a claim all the same (获评…, 位列…, 翻了一番, 未发生…被追究责任)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
    alike: list[list[str]] = []

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        compiled(pattern)
        return pattern


class BoastsFile(BaseModel):
    """What boasts.yaml may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kinds: list[BoastEntry]


@dataclass(frozen=True)
class _Kind:
    name: str
    pattern: re.Pattern[str]
    alike: tuple[frozenset[str], ...]

    def claims_as_much(self, recorded: str, claim: str) -> bool:
        """Whether a recorded sentence makes a claim of this kind about the same thing in other words."""
        said = [match[0] for match in self.pattern.finditer(recorded)]
        groups = [group for group in self.alike if any(word in claim for word in group)]
        return any(word in one for one in said for group in groups for word in group)


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(item.name, re.compile(item.pattern), tuple(map(frozenset, item.alike)))
        for item in load("assistant.sources.claims", "boasts.yaml", BoastsFile).kinds
    )


def unrecorded(text: str, recorded: Sequence[str]) -> Iterator[tuple[str, re.Match[str]]]:
    """Each claim of a text that none of the recorded sentences (notes, names of indicators) carries, with its kind."""
    for kind in _kinds():
        for match in kind.pattern.finditer(text):
            if not any(_carries(one, match[0]) or kind.claims_as_much(one, match[0]) for one in recorded):
                yield kind.name, match


def _carries(recorded: str, claim: str) -> bool:
    wanted = pairs(claim)
    if not wanted:
        return claim in recorded
    return claim in recorded or len(wanted & pairs(recorded)) >= RECORDED * len(wanted)
