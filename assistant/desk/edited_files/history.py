"""What a report said before: each section's text and each cell's value from one moment to the next, by the trail."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from assistant.report import Report
from assistant.store import Entry

_SECOND = timedelta(seconds=1)
"""A file's time is kept in whole seconds: what was changed within that one may be in it or not."""


@dataclass(frozen=True)
class State:
    """What stood somewhere since a moment; None is from the beginning."""

    value: Any
    since: datetime | None


class History:
    """The states of a report's sections and cells, from its trail and the versions kept of it."""

    def __init__(self, entries: Iterable[Entry], now: Report, version: Callable[[int], Report]) -> None:
        """Take the lines of the trail in any order; `version` gives a kept version by its number."""
        self._entries = sorted(entries, key=lambda entry: entry.number)
        self._now = now
        self._version = version

    def texts(self, section: str) -> list[State]:
        """What a section said, the oldest first."""
        return _states(
            [
                (entry.at, entry.detail.get("old", ""), entry.detail["new"])
                for entry in self._entries
                if entry.detail.get("section") == section
                and isinstance(entry.detail.get("new"), str)
                and isinstance(entry.detail.get("old"), str)
            ]
            + [(at, old.section(section), new.section(section)) for at, old, new in self._restored()],
            self._now.section(section),
        )

    def values(self, code: str) -> list[State]:
        """What a cell held, the oldest first; None is blank."""
        changed = []
        for entry in self._entries:
            cells = entry.detail.get("cells")
            pair = cells.get(code) if isinstance(cells, Mapping) else None
            if isinstance(pair, list) and len(pair) == 2 and not any(isinstance(one, list) for one in pair):  # noqa: PLR2004
                changed.append((entry.at, _number(pair[0]), _number(pair[1])))
        changed += [
            (at, old.figures.values.get(code), new.figures.values.get(code)) for at, old, new in self._restored()
        ]
        return _states(changed, self._now.figures.values.get(code))

    def knows(self, made: datetime | None) -> bool:
        """Whether the report was there already when a file was made."""
        first = self._entries[0].at if self._entries else None
        return made is not None and (first is None or _utc(made) + _SECOND >= _utc(first))

    def _restored(self) -> list[tuple[datetime, Report, Report]]:
        """The moments at which a version was put back: the report before and after."""
        return [
            (entry.at, self._version(entry.detail["version"]), self._version(entry.detail["number"]))
            for entry in self._entries
            if isinstance(entry.detail.get("number"), int) and isinstance(entry.detail.get("version"), int)
        ]


def during(states: list[State], made: datetime) -> list[Any]:
    """What stood there within the second in which a file was made, the oldest first."""
    begun = [state for state in states if state.since is None or _utc(state.since) <= _utc(made) + _SECOND]
    within = [state.value for state in begun[1:] if state.since is not None and _utc(state.since) > _utc(made)]
    return [state.value for state in begun][-len(within) - 1 :]


def _states(changed: list[tuple[datetime, Any, Any]], now: Any) -> list[State]:
    """The states between changes; the last is what stands there now, whatever the trail says."""
    changed.sort(key=lambda one: one[0])
    if not changed:
        return [State(now, None)]
    out = [State(changed[0][1], None), *(State(new, moment) for moment, _, new in changed)]
    out[-1] = State(now, out[-1].since)
    return out


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _number(kept: Any) -> Decimal | None:
    try:
        return None if kept is None else Decimal(str(kept))
    except InvalidOperation:
        return None
