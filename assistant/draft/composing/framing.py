"""Framing: the ground on which a section's work rests, true of every organ, said with the first thing that was done.

framing.yaml holds grounds and ways to put one before a deed; which an organ gets follows from its name, the year and
how often another wording was asked for. What stands in other sections or reports is passed over. A sentence that says
no more than that the work was carried on is no framing: readers who sign reports strike it out.
"""

import itertools
import re
from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel, ConfigDict, model_validator

from assistant.prose.wordfile import load
from assistant.topics import sections

_SLOT = re.compile(r"\{([a-z_]+)\}")
_MANY = 6
"""Wordings a section must have to choose from; with fewer two organs of a small archive would share one."""
_EFFECTS = re.compile(r"成效|显著|明显|提升了|满意|有力|有效|大幅|不断|进一步|圆满")
"""Words of what came of the work: nobody recorded that, so no framing may say it."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FramingFile(_Strict):
    """What framing.yaml may say."""

    forms: list[str]
    grounds: dict[str, list[str]]
    introduce: list[str]
    leads: dict[str, list[str]]
    one: dict[str, list[str]]
    pairing: list[str]
    planning: list[str]
    tasks: list[str]
    practice: list[str]

    @model_validator(mode="after")
    def _sound(self) -> "FramingFile":
        for section in [*self.grounds, *self.leads, *self.one]:
            if section not in {*sections(), "measures"}:
                raise ValueError(f"没有“{section}”这一节")
        choices = {**self.leads, **{f"{at}.ground": grounds for at, grounds in self.grounds.items()}}
        if few := [name for name, wordings in choices.items() if len(wordings) < _MANY]:
            raise ValueError(f"“{few[0]}”的说法不能少于 {_MANY} 种")
        self._check(self.forms, {"lead", "self", "ground", "deed"})
        self._check(self.pairing, {"problem"})
        self._check(self.planning, {"self", "deed"})
        flat = [text for grounds in self.grounds.values() for text in grounds]
        self._check([*flat, *self.introduce, *self.tasks, *self.practice], set())
        self._check([text for texts in (*self.leads.values(), *self.one.values()) for text in texts], {"self", "lead"})
        return self

    @staticmethod
    def _check(wordings: list[str], slots: set[str]) -> None:
        for wording in wordings:
            if unknown := set(_SLOT.findall(wording)) - slots:
                raise ValueError(f"“{wording}”用了没有声明的空位 {{{unknown.pop()}}}")
            if wording.endswith(("。", "，", "；", "：")):
                raise ValueError(f"“{wording}”末尾不带标点")
            if effect := _EFFECTS.search(wording):
                raise ValueError(f"“{wording}”说了没有人记录的成效（{effect[0]}）")


@cache
def framing() -> FramingFile:
    """The framing sentences; raises DesignProblem that names the line if their file is malformed."""
    return load("assistant.draft.composing", "framing.yaml", FramingFile)


def framings(section: str, turn: int) -> Iterator[str]:
    """A section's grounds put before a `{deed}`, without a full stop, in an order that follows from `turn`."""
    file = framing()
    every = list(itertools.product(file.grounds.get(section, ()), file.forms))
    # A step that shares no factor with the count goes through all of them, neighbours far apart.
    step = next(size for size in (11, 13, 17) if len(every) % size)
    for at in range(len(every)):
        ground, form = every[(turn + at * step) % len(every)]
        yield form.replace("{ground}", ground)
