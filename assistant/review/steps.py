"""The steps of review, each with whose it is and what is signed in it: steps.yaml, or an office's own. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

import yaml

from assistant.errors import DesignProblem, UsageError
from assistant.review.roles import Role, State

MOST_STEPS = 8
"""Steps a process may have: a judgement; the longest met with in published rules on review has six."""
LONGEST_NAME = 12
"""Characters of a step's name: it stands in a chip beside the organ, and behind “报” on a button."""
_KINDS = {Role.CLERK: State.DRAFTING, Role.EDITOR: State.EDITING, Role.LEADER: State.REVIEWING}


class Sign(StrEnum):
    """What is signed: 数据核对 for cells and indicators, 保密审查 for the whole content (条例 article 17)."""

    FIGURES = "figures"
    CONFIDENTIALITY = "confidentiality"

    @property
    def label(self) -> str:
        """The office's word."""
        return {"figures": "数据核对", "confidentiality": "保密审查"}[self.value]

    @property
    def use(self) -> str:
        """The use case of signing it, in permissions.yaml."""
        return f"sign_{self.value}"


@dataclass(frozen=True)
class Step:
    """One step: its name, whose it is, and what must be signed before the report leaves it forwards."""

    name: str
    role: Role
    signs: tuple[Sign, ...] = ()

    @property
    def kind(self) -> State:
        """What may be done meanwhile: a clerk's step is drafting, an editor's editing, a leader's reviewing."""
        return _KINDS[self.role]


@dataclass(frozen=True)
class Process:
    """All the steps in their order; where they are `different` people's, no account does two in a row."""

    name: str
    steps: tuple[Step, ...]
    different: bool = False
    about: str = ""

    def signed_by(self, at: int) -> frozenset[Sign]:
        """All that must be signed before a report goes on from the step at this place."""
        return frozenset(sign for step in self.steps[: at + 1] for sign in step.signs)


def checked(process: Process) -> Process:
    """The process itself if reports can go through it; UsageError with what has to be changed."""
    steps, names = process.steps, [step.name for step in process.steps]
    if not process.name.strip():
        raise UsageError("请填写这种安排的名称。")
    if not 2 <= len(steps) <= MOST_STEPS:  # noqa: PLR2004 - somebody writes, and somebody else answers for it
        raise UsageError(f"审核环节至少 2 个、最多 {MOST_STEPS} 个，现在是 {len(steps)} 个。")
    if blank := [str(place) for place, name in enumerate(names, 1) if not name.strip()]:
        raise UsageError(f"第 {blank[0]} 个环节没有名称，请填写。")
    if long := [name for name in names if len(name) > LONGEST_NAME]:
        raise UsageError(f"环节名称“{long[0]}”超过 {LONGEST_NAME} 个字，请改短。")
    if twice := [name for name in names if names.count(name) > 1]:
        raise UsageError(f"环节名称“{twice[0]}”出现了两次，请改用不同的名称。")
    if steps[0].role is not Role.CLERK or any(step.role is Role.CLERK for step in steps[1:]):
        raise UsageError("第一个环节由经办人起草，以后的环节由编辑或者领导办理，请调整。")
    if steps[-1].role is not Role.LEADER:
        raise UsageError(f"最后一个环节“{names[-1]}”须由领导办理：年报由领导通过后定稿。")
    if not any(Sign.CONFIDENTIALITY in step.signs for step in steps):
        raise UsageError("至少要有一个环节签署保密审查：公开前须依法进行保密审查。")
    return process


@cache
def presets() -> Mapping[str, Process]:
    """The shipped processes by id, the one to begin with first; raises DesignProblem if the file is malformed."""
    return read((resources.files("assistant.review") / "steps.yaml").read_text("utf-8"))


def default() -> Process:
    """The process of an installation in which nobody chose another."""
    return next(iter(presets().values()))


def read(text: str) -> Mapping[str, Process]:
    """A file of processes; raises DesignProblem naming the one that is wrong."""
    table = yaml.safe_load(text)
    if not isinstance(table, dict) or not table:
        raise DesignProblem("steps.yaml 不是一张审核环节的表。")
    out = {}
    for name, entry in table.items():
        try:
            out[name] = checked(from_json(entry))
        except (UsageError, DesignProblem) as problem:
            raise DesignProblem(f"steps.yaml 中“{name}”：{problem.message}") from problem
    return out


def to_json(process: Process) -> dict[str, Any]:
    """A process as it is kept."""
    steps = [{"name": step.name, "role": step.role.value, "signs": [*step.signs]} for step in process.steps]
    return {"name": process.name, "about": process.about, "different": process.different, "steps": steps}


def from_json(kept: Any) -> Process:
    """A process that was kept; DesignProblem for what is none."""
    if not isinstance(kept, Mapping) or set(kept) - {"name", "about", "different", "steps"}:
        raise DesignProblem("审核环节只能写 name、about、different 和 steps。")
    return Process(
        str(kept.get("name", "")), _steps(kept.get("steps")), bool(kept.get("different")), str(kept.get("about", ""))
    )


def _steps(kept: Any) -> tuple[Step, ...]:
    if not isinstance(kept, Sequence) or not all(isinstance(one, Mapping) for one in kept):
        raise DesignProblem("steps 须是一列环节。")
    return tuple(map(_step, kept))


def _step(kept: Mapping[str, Any]) -> Step:
    signs = kept.get("signs", ())
    if kept.get("role") not in _KINDS or set(signs) - set(Sign) or set(kept) - {"name", "role", "signs"}:
        raise DesignProblem(f"环节“{kept.get('name')}”的角色或者签署的内容不存在。")
    return Step(str(kept.get("name", "")), Role(kept["role"]), tuple(Sign(sign) for sign in signs))
