"""The words by which a clause of last year is judged: frames, purposes, single events; loaded and checked."""

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, field_validator

from assistant.prose.wordfile import compiled, load


class CarryingFile(BaseModel):
    """What carrying.yaml may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    frames: list[str]
    purposes: list[str]
    details: list[str]
    leads: list[str]
    bound: list[str]
    dependents: list[str]
    once: list[str]
    continues: list[str]
    ended: list[str]

    @field_validator("frames", "leads")
    @classmethod
    def _compile(cls, patterns: list[str]) -> list[str]:
        for pattern in patterns:
            compiled(pattern)
        return patterns


@dataclass(frozen=True)
class Words:
    """The same as patterns.

    `frame` and `lead` fit a whole clause, `purpose`, `detail`, `dependent` and `bound` its beginning, the others any
    part.
    """

    frame: re.Pattern[str]
    purpose: re.Pattern[str]
    detail: re.Pattern[str]
    lead: re.Pattern[str]
    bound: re.Pattern[str]
    dependent: re.Pattern[str]
    once: re.Pattern[str]
    continues: re.Pattern[str]
    ended: re.Pattern[str]


@cache
def words() -> Words:
    """The words; raises DesignProblem naming the line of carrying.yaml that is wrong."""
    raw = load("assistant.draft.ways.carrying", "carrying.yaml", CarryingFile)
    return Words(
        _whole(raw.frames),
        _any(raw.purposes),
        _any(raw.details),
        _whole(raw.leads),
        _any(raw.bound),
        _any(raw.dependents),
        _any(raw.once),
        _any(raw.continues),
        _any(raw.ended),
    )


def _any(listed: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(listed, key=len, reverse=True)))


def _whole(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
