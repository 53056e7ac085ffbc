"""The route of one report: the steps it goes through, where it stands, and who passed it on so far. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from assistant.review.roles import State
from assistant.review.steps import Process, Step, default, from_json, to_json


@dataclass(frozen=True)
class Passed:
    """A step that is behind a report: who sent it on, by which account (none in a single desk's office), and when.

    `deputy_of` is the account in whose place they did.
    """

    by: str
    account: str = ""
    when: str = ""
    deputy_of: str = ""

    def shares(self, account: str, deputy_of: str) -> bool:
        """Whether one who acts by these accounts is who did it, or either did it in the other's place."""
        return bool({self.account, self.deputy_of} & ({account, deputy_of} - {""}))


@dataclass(frozen=True)
class Route:
    """A report's way: `at` is the place of its step among the steps, their number once it is approved."""

    process: Process
    at: int = 0
    passed: tuple[Passed, ...] = ()

    @property
    def step(self) -> Step | None:
        """The step it stands in, None when it is approved."""
        return self.process.steps[self.at] if self.at < len(self.process.steps) else None

    @property
    def state(self) -> State:
        """What kind of step that is."""
        return self.step.kind if self.step else State.APPROVED

    @property
    def before(self) -> Step | None:
        """The step it came from, None where it begins."""
        return self.process.steps[self.at - 1] if self.at else None

    @property
    def last(self) -> Passed:
        """Who sent it on to where it stands; nobody where it begins."""
        return self.passed[-1] if self.passed else Passed("")

    @property
    def reopened(self) -> int:
        """The step in which a report goes on that is reopened: the last in which anybody may change it."""
        return max(place for place, step in enumerate(self.process.steps) if step.kind is not State.REVIEWING)

    def went(self, to: int, by: Passed) -> "Route":
        """The route after somebody sent it on, or back; of steps that are before it again nobody is remembered."""
        onward = (*self.passed, by) if to > self.at else self.passed[:to]
        return replace(self, at=to, passed=onward)


def route_of(kept: Mapping[str, Any], state: State, in_force: Process) -> Route:
    """The route of a report as it is kept.

    A draft goes the way that is in force when it is sent; from then on it stays on that one until it is a draft again.
    """
    if kept:
        passed = tuple(Passed(**one) for one in kept["passed"])
        return Route(from_json(kept["process"]), int(kept["at"]), passed)
    process = in_force if state in {State.APPROVED, *(step.kind for step in in_force.steps)} else default()
    kinds = [step.kind for step in process.steps]
    return Route(process, kinds.index(state) if state in kinds else len(kinds))


def kept_route(route: Route) -> dict[str, Any]:
    """A route as it is kept: nothing of a draft."""
    if not route.at:
        return {}
    passed = [
        {"by": one.by, "account": one.account, "when": one.when}
        | ({"deputy_of": one.deputy_of} if one.deputy_of else {})
        for one in route.passed
    ]
    return {"process": to_json(route.process), "at": route.at, "passed": passed}


def stage(kept: Mapping[str, Any], state: State) -> str:
    """What the step a report stands in is called, without opening anything."""
    at = int(kept.get("at", 0)) if kept else 0
    steps = kept["process"]["steps"] if kept else ()
    return str(steps[at]["name"]) if 0 < at < len(steps) else state.label
