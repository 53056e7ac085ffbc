"""The steps of review at the desk: which process is in force, on which route a report is, and whose signature holds."""

import json
from collections.abc import Mapping

from assistant.desk.access import Access
from assistant.desk.judging import is_signed
from assistant.desk.work import Who, Work
from assistant.review import Process, Route, Sign, State, checked, default, route_of
from assistant.review.steps import from_json, to_json
from assistant.store import Head, Store

_KEY = "steps"
"""The fact about the installation that holds the process; there is none while the shipped one is in force."""


class Steps:
    """Use cases on the steps of review."""

    def __init__(self, store: Store, access: Access) -> None:
        """Keep the process in a store."""
        self._store = store
        self._access = access

    def in_force(self) -> Process:
        """The process on which drafts are sent; asked of the database each time, since other servers change it too."""
        kept = self._store.get(_KEY)
        return from_json(json.loads(kept)) if kept else default()

    def choose(self, process: Process, *, who: Who) -> None:
        """Send drafts on another process from now on; reports under way stay on theirs. UsageError for a poor one."""
        with self._access.installation("set_steps", who) as detail:
            detail.update(old=to_json(self.in_force()), new=to_json(checked(process)))
            self._store.put(_KEY, json.dumps(to_json(process), ensure_ascii=False))

    def route(self, head: Head) -> Route:
        """The route a report is on, or would be sent on."""
        return route_of(head.route, State(head.state), self.in_force())

    def signatures(self, work: Work) -> Mapping[Sign, str]:
        """Who signed what of the content as it now is."""
        return {sign: work.head.signatures[sign.value]["by"] for sign in Sign if is_signed(work, sign)}

    def to_sign(self, work: Work) -> list[Sign]:
        """What the step a report stands in, or one before it, asks to be signed and nobody signed as it now is."""
        route, signed = self.route(work.head), self.signatures(work)
        asked = route.process.signed_by(route.at) if route.step else frozenset()
        return [sign for sign in Sign if sign in asked and sign not in signed]
