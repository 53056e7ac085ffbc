"""The desk as one person may use it: whatever is done with a report asks first whether they see that report.

What changes something takes the person too and asks for itself, since it asks for more. What only reads takes a report
by its id, its head or its opened work, or gives out a turn of a conversation: here it is asked, for all services alike,
so that no page has to think of it. Past reports are everybody's: they are public, and the only ones that a report is
compared with and that are searched. No draft ever is, so that none comes out through a finding or a proposal.
"""

import inspect
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, cast

from assistant.desk.desk import Desk
from assistant.desk.work import Who, Work
from assistant.errors import NotFound
from assistant.store import GONE, Head, Message

ASIDE = frozenset({"settings", "store", "index", "access"})
"""What of a desk is no service: what it stands on, and the gate itself."""


def seen_by(desk: Desk, who: Who) -> Desk:
    """The desk for a person; a report they may not see is not there, NotFound, whichever way it is asked for."""
    return cast("Desk", _Seen(desk, who))


class _Seen:
    """Its services are the desk's, each behind the gate."""

    def __init__(self, desk: Desk, who: Who) -> None:
        self._desk = desk
        self._who = who
        self._known: set[str] = set()
        self._services: dict[str, _Service] = {}

    def __getattr__(self, name: str) -> Any:
        one = getattr(self._desk, name)
        if name in ASIDE or not type(one).__module__.startswith("assistant.desk"):
            return one
        if name not in self._services:
            self._services[name] = _Service(one, self._ask)
        return self._services[name]

    def _ask(self, given: Mapping[str, Any]) -> None:
        for one in given.values():
            if isinstance(one, Work):
                self._must(one.head)
            elif isinstance(one, Head):
                self._must(one)
            elif isinstance(one, Message):
                self._must_see(one.report_id)
            elif isinstance(one, (list, tuple)):
                self._each(one)
        if isinstance(report_id := given.get("report_id"), str):
            self._must_see(report_id)

    def _each(self, many: Iterable[Any]) -> None:
        for one in many:
            if isinstance(one, Head):
                self._must(one)

    def _must(self, head: Head) -> None:
        if not self._who.may_see(head.organ):
            raise NotFound(GONE)

    def _must_see(self, report_id: str) -> None:
        # Whose a report is never changes: it is asked once for as long as the person is the same.
        if report_id not in self._known:
            self._desk.access.sees(report_id, self._who)
            self._known.add(report_id)


class _Service:
    """One service, whose methods ask first."""

    def __init__(self, service: object, ask: Callable[[Mapping[str, Any]], None]) -> None:
        self._service = service
        self._ask = ask

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._service, name)
        if not inspect.ismethod(method):
            return method
        signature = _signature(method.__func__)

        def asked(*args: Any, **chosen: Any) -> Any:
            self._ask(signature.bind(self._service, *args, **chosen).arguments)
            result = method(*args, **chosen)
            if isinstance(result, Message):
                self._ask({"turn": result})
            return result

        return asked


@cache
def _signature(function: Callable[..., Any]) -> inspect.Signature:
    return inspect.signature(function)
