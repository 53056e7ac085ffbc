"""Who may do what, decided here for every use case, and every act written into the trail with what it changed.

A step is one transaction: the report is locked, the person is asked for, what they do and the line that says so are
there together or not at all. A step that was refused is in the trail too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from assistant.desk.persons.standing import must_still_be
from assistant.desk.work import Who
from assistant.errors import Forbidden, NotFound
from assistant.review import Permission, State, permission
from assistant.store import GONE, Head, Store


class _Unseen(NotFound):
    """A report is not theirs to know of: told as one that is not there, and kept in the trail as refused."""


REFUSED = "拒绝"
"""The act of a line that says what somebody was not allowed to do."""


@dataclass
class Step:
    """What a person is doing: the report's head as it is while nobody else can change it, and what to remember of it.

    A step that turns out to change nothing leaves no line: `silent` says so.
    """

    head: Head
    detail: dict[str, Any] = field(default_factory=dict)
    silent: bool = False

    def note(self, **detail: Any) -> None:
        """Remember what the step changed: old and new values, and where."""
        self.detail.update(detail)


class Access:
    """The gate every change of a report or of the installation goes through."""

    def __init__(self, store: Store) -> None:
        """Guard a store."""
        self._store = store

    @contextmanager
    def step(self, use: str, report_id: str, who: Who) -> Iterator[Step]:
        """A step on a report, as one transaction; Forbidden with whose it is, NotFound."""
        allowed = permission(use)
        with self._refusals(report_id, who, allowed.name), self._store.together():
            head = self._store.reports.hold(report_id)
            self._must(allowed, head, who, hold=True)
            step = Step(head)
            yield step
            if not step.silent:
                self._write(report_id, who, allowed.name, step.detail)

    @contextmanager
    def installation(self, use: str, who: Who) -> Iterator[dict[str, Any]]:
        """A step on what belongs to no report in work, as one transaction; yields what to remember of it. Forbidden."""
        allowed = permission(use)
        with self._refusals("", who, allowed.name), self._store.together():
            self._store.hold_house()
            self._must(allowed, None, who)
            detail: dict[str, Any] = {}
            yield detail
            self._write("", who, allowed.name, detail)

    @contextmanager
    def taking_back(self, use: str, who: Who) -> Iterator[dict[str, Any]]:
        """A step that puts back what one of theirs changed and that came to nothing: it is asked for no leave again."""
        with self._store.together():
            self._store.hold_house()
            detail: dict[str, Any] = {}
            yield detail
            self._write("", who, permission(use).name, detail)

    def write(self, use: str, report_id: str, who: Who, detail: dict[str, Any]) -> None:
        """Write the line of a step that could not be one, since its report was only just made."""
        self._write(report_id, who, permission(use).name, detail)

    def ask(self, use: str, report_id: str, who: Who) -> Head:
        """The head of a report this person may do that to now; Forbidden with whose it is, NotFound.

        For what takes longer than a report may be held, and writes no more than what was said.
        """
        head, allowed = self._store.reports.head(report_id), permission(use)
        with self._refusals(report_id, who, allowed.name):
            self._must(allowed, head, who)
        return head

    def sees(self, report_id: str, who: Who) -> Head:
        """The head of a report this person may look at; NotFound for one they may not, as for one that is not there."""
        head = self._store.reports.head(report_id)
        if not who.may_see(head.organ):
            raise NotFound(GONE)
        return head

    @contextmanager
    def start(self, organ: str, who: Who) -> Iterator[None]:
        """Beginning a report of that organ, as one transaction; Forbidden unless this person may."""
        allowed = permission("start")
        with self._refusals("", who, allowed.name), self._store.together():
            if who.role_in(organ) is None and not who.is_nothing_yet:
                raise Forbidden(f"您不是{organ}的{who.role.label}，不能“{allowed.name}”。")
            self._must(allowed, None, who, organ, hold=True)
            yield

    def ask_installation(self, use: str, who: Who) -> None:
        """Forbidden unless this person may do that to what belongs to no report in work."""
        allowed = permission(use)
        with self._refusals("", who, allowed.name):
            self._must(allowed, None, who)

    @contextmanager
    def _refusals(self, report_id: str, who: Who, act: str) -> Iterator[None]:
        """What is refused within is written down, after all else of the step was taken back."""
        try:
            yield
        except (Forbidden, _Unseen) as problem:
            why = "看不到这份年报" if isinstance(problem, _Unseen) else problem.message
            self._write(report_id, who, REFUSED, {"act": act, "why": why})
            raise

    def _write(self, report_id: str, who: Who, act: str, detail: dict[str, Any]) -> None:
        # Names change and are shared, and where somebody acts for another both are named: accounts tell who it was.
        known = {"account": who.account, "for": who.deputy_of}
        if who.account:
            detail = detail | {"acting": {name: account for name, account in known.items() if account}}
        self._store.audit.write(report_id, actor=who.signature, address=who.address, act=act, detail=detail)

    def _must(
        self, allowed: Permission, head: Head | None, who: Who, organ: str | None = None, *, hold: bool = False
    ) -> None:
        """Forbidden with whose it is, or what was taken from them since they began.

        NotFound, in the words for what is not there, where they are not to know of it. With `hold` nobody takes it from
        them until the transaction in progress ends.
        """
        if head is not None and not who.may_see(head.organ):
            raise _Unseen(GONE)
        if who.is_nothing_yet:
            raise Forbidden(f"您还没有分配角色，不能“{allowed.name}”。请管理员在“管理”中设置。")
        role = who.role if head is None else who.role_in(head.organ)
        if role is None:
            named = head.organ if head else ""
            raise Forbidden(
                f"您不是{named}的{who.role.label}，不能“{allowed.name}”。需要办理的，请管理员在“管理”中设置。"
            )
        if why := allowed.why_not(State(head.state) if head else None, role, admin=who.admin, keeper=bool(who.keeps)):
            raise Forbidden(why)
        must_still_be(self._store, who, head.organ if head else organ, hold=hold)
