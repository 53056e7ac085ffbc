"""Framing: what introduces a section, true of every organ, in words that hardly two organs share.

framing.yaml holds grounds and aims that go together in any combination; which one an organ gets follows from its name,
the year and how often another wording was asked for. What stands in other sections or reports is passed over.
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


class Framing(_Strict):
    """Grounds and aims of a section; each ground goes with each aim."""

    basis: list[str]
    aim: list[str]


class FramingFile(_Strict):
    """What framing.yaml may say."""

    forms: list[str]
    sections: dict[str, Framing]
    introduce: list[str]
    leads: dict[str, list[str]]
    one: dict[str, list[str]]
    pairing: list[str]
    planning: list[str]
    tasks: list[str]
    practice: list[str]

    @model_validator(mode="after")
    def _sound(self) -> "FramingFile":
        for section in [*self.sections, *self.leads, *self.one]:
            if section not in {*sections(), "measures"}:
                raise ValueError(f"没有“{section}”这一节")
        choices = {**self.leads, **{f"{at}.basis": one.basis for at, one in self.sections.items()}}
        choices |= {f"{at}.aim": one.aim for at, one in self.sections.items()}
        if few := [name for name, wordings in choices.items() if len(wordings) < _MANY]:
            raise ValueError(f"“{few[0]}”的说法不能少于 {_MANY} 种")
        self._check(self.forms, {"lead", "self", "basis", "aim", "when_said"})
        self._check(self.pairing, {"problem"})
        self._check(self.planning, {"self", "deed"})
        flat = [text for one in self.sections.values() for text in (*one.basis, *one.aim)]
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
    """Framing sentences of a section without a full stop, in an order that follows from `turn`; none for some."""
    file = framing()
    known = file.sections.get(section)
    if known is None:
        return
    every = list(itertools.product(known.basis, known.aim, file.forms))
    # A step that shares no factor with the count goes through all of them, neighbours far apart.
    step = next(size for size in (101, 97, 89, 83, 79) if len(every) % size)
    for at in range(len(every)):
        basis, aim, form = every[(turn + at * step) % len(every)]
        yield form.replace("{basis}", basis).replace("{aim}", aim)
