"""What became of a report since a person last looked at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from assistant.desk.access import REFUSED, Access
from assistant.desk.persons.lines import is_theirs
from assistant.desk.work import Who
from assistant.store import Entry, Store

_SAME_LOOK = timedelta(minutes=30)
"""Who was heard of within it is still reading: a judgement, a report is read in a quarter of an hour."""


@dataclass(frozen=True)
class News:
    """What others did, newest first: since the person's last look or, if this is their first one, their last act."""

    lines: Sequence[Entry] = ()
    since_act: bool = False


class LookingBack:
    """Use cases on what is new to somebody."""

    def __init__(self, store: Store, access: Access) -> None:
        """Keep looks in a store."""
        self._store = store
        self._access = access

    def news(self, report_id: str, *, who: Who) -> News:
        """What is new to a person who opens a report, keeping that they look at it; NotFound for one they may not see.

        A look is no act: it leaves no line in the trail.
        """
        self._access.sees(report_id, who)
        audit = self._store.audit
        # Asked before the lines are read: what comes between is told once more, and never missed.
        newest = audit.last()
        before = self._store.looks.look(report_id, who.own_key, newest, within=_SAME_LOOK)
        since_act = before is None
        if before is None:
            mine = [line for line in audit.entries(report_id) if is_theirs(line, who) and line.act != REFUSED]
            if not mine:
                return News()
            before = mine[0].number
        lines = audit.since(report_id, before)
        return News([one for one in lines if not is_theirs(one, who) and one.act != REFUSED], since_act)
