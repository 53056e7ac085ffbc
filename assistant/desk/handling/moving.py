"""The way of a report at the desk: its moves from step to step, and what is signed on it."""

from dataclasses import replace
from datetime import UTC, datetime

from assistant.desk.access import Access
from assistant.desk.current_reports.reporting import Reporting
from assistant.desk.handling.steps import Steps
from assistant.desk.judging import Judging, signed_content
from assistant.desk.persons.lines import is_theirs
from assistant.desk.reviewing import keep
from assistant.desk.work import Who, Work
from assistant.errors import Forbidden
from assistant.review import (
    Act,
    Move,
    Passed,
    Route,
    Sign,
    Standing,
    State,
    advance,
    kept_route,
    moves,
    obstacles,
    permission,
)
from assistant.store import Store, now


class Moving:
    """Use cases on moves and signatures."""

    def __init__(self, store: Store, access: Access, reports: Reporting, judging: Judging, steps: Steps) -> None:
        """Move reports in work along their steps by what is found in them; all of it is kept in the store."""
        self._store = store
        self._access = access
        self._reports = reports
        self._judging = judging
        self._steps = steps

    def moves(self, work: Work, who: Who) -> list[tuple[Move, list[str]]]:
        """The moves this person has now, each with what stands in its way."""
        role = who.role_in(work.head.organ)
        if role is None:
            return []
        route = self._steps.route(work.head)
        standing = self._standing(work, route, who)
        return [(move, obstacles(move, standing)) for move in moves(route, role)]

    def act(self, report_id: str, act: Act, *, who: Who, reason: str = "", to: int | None = None) -> State:
        """Move a report; keeps a version. Raises Forbidden with what is missing or who may.

        A return leads to the step at place `to`, or to the one before. The report is judged as it stands while nobody
        else can change it: no edit gets past unseen.
        """
        self._judging.standing(self._reports.open(report_id))  # the looking is done before others are kept waiting
        with self._access.step(act.value, report_id, who) as step:
            work = self._reports.open(report_id)
            route = self._steps.route(work.head)
            standing = self._standing(work, route, who)
            move = advance(route, act, who.role, standing, reason, to=to)
            returned = _returned(who, reason, standing.remarked) if act is Act.RETURN else ""
            after = route.went(move.to, Passed(who.signature, who.account, now().isoformat(), who.deputy_of))
            self._store.reports.set_head(
                report_id, state=move.target.value, route=kept_route(after), returned=returned, reminded={}
            )
            number = keep(self._store, report_id, act.label, who)
            step.note(reason=reason.strip(), old=work.state.value, new=move.target.value, version=number)
            step.note(step=move.step)
        return move.target

    def _standing(self, work: Work, route: Route, who: Who) -> Standing:
        """What the moves of this person depend on."""
        since = datetime.fromisoformat(route.last.when) if route.last.when else datetime.min.replace(tzinfo=UTC)
        lines = self._store.audit.entries(work.head.id, acts=[permission("comment").name])
        theirs = {(line.detail.get("place"), line.detail.get("text")) for line in lines if is_theirs(line, who)}
        return replace(
            self._judging.standing(work),
            own=_own(route, who),
            remarked=sum(
                (one.place, one.text) in theirs and not one.resolved and one.made_at > since
                for one in self._store.trail.comments(work.head.id)
            ),
        )

    def sign(self, report_id: str, sign: Sign, *, who: Who) -> None:
        """Sign exactly the present content; a later change of it voids the signature. Forbidden where none is asked."""
        with self._access.step(sign.use, report_id, who) as step:
            work = self._reports.open(report_id)
            route = self._steps.route(step.head)
            if sign not in route.process.signed_by(route.at):
                where = next((one.name for one in route.process.steps if sign in one.signs), "")
                later = f"，到“{where}”环节再签" if where else ""
                raise Forbidden(f"现在的环节不签署{sign.label}{later}。")
            if route.step and sign in route.step.signs and (own := _own(route, who)):
                raise Forbidden(
                    f"上一个环节“{own}”也是您办理的，按设置须由不同的人办理，请另一位同事签署{sign.label}。"
                )
            kept = {"content": signed_content(work, sign), "by": who.signature, "account": who.account}
            before = dict(step.head.signatures)
            self._store.reports.set_head(report_id, signatures=before | {sign.value: kept})
            step.note(content=kept["content"], old=dict(before.get(sign.value, {})))


def _own(route: Route, who: Who) -> str:
    """The step before, where this person handled it and the next is to be another's; "" otherwise.

    Whoever acts for another stands for them: a leader does not pass both by lending one of them.
    """
    own = route.process.different and route.last.shares(who.account, who.deputy_of)
    return route.before.name if own and route.before else ""


def _returned(who: Who, reason: str, remarked: int) -> str:
    """What is told whoever a report is returned to; reasons at their places are remarks, and counted."""
    told = [reason.strip()] if reason.strip() else []
    if remarked:
        told.append(f"批注 {remarked} 处，见“审阅”")
    return f"{who.signature}：{'；'.join(told)}"
