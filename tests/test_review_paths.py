"""A report's way through any number of hands: whatever people do in whatever order, no step is skipped unseen.

Two desks stand on one database, as two processes do: what one of them has in its head, the other has changed. Longer
ways, and more of them, with NIANBAO_REQUIRE_THOROUGH=1.
"""

import os
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from kept_desk import Kept, finished, opened
from people import CLERK, EDITOR, KEEPER, LEADER

from assistant.checks import run
from assistant.desk import Desk, Who
from assistant.errors import Forbidden, NotFound
from assistant.findings import Severity
from assistant.report import Report
from assistant.review import (
    Act,
    Move,
    Process,
    Role,
    Route,
    Sign,
    State,
    may,
    moves_of,
    permission,
    presets,
)
from assistant.settings import Settings
from assistant.tables import fill

THOROUGH = os.environ.get("NIANBAO_REQUIRE_THOROUGH") == "1"
WAYS, STEPS = (150, 60) if THOROUGH else (16, 35)
CELL, PROBLEMS = "T3.received.natural_person", "problems"
CONTENT = ("cells", "sections", "indicators", "notes", "answers", "waivers", "confirmations")
"""The tables of what a report says and of what lets its findings stand."""
STAFF = [
    *(replace(who, account=f"first-{who.role}") for who in (CLERK, EDITOR, LEADER)),
    *(Who(name, role, account=f"second-{role}") for name, role in (("戊", Role.EDITOR), ("己", Role.LEADER))),
]
PEOPLE = st.sampled_from([*STAFF, KEEPER, Who("庚", Role.EDITOR, admin=True, account="third")])
DESKS = st.integers(0, 1)
WARNING, ERROR = "存在的问题存在的问题。", "电话13812345678。"


class Paths(RuleBasedStateMachine):
    """One report, and what is known of it beside the database."""

    def __init__(self, desks: tuple[Desk, Desk], kept: Kept, copy: sqlite3.Connection, report_id: str) -> None:
        super().__init__()
        self.desks, self.kept, self.copy, self.first = desks, kept, copy, report_id
        self.store = desks[0].store

    @initialize(process=st.sampled_from([*presets().values()]))
    def begin(self, process: Process) -> None:
        """The report as it was, in desks that remember nothing of the last way, and one of the ways there are."""
        self.kept.put_back(self.copy)
        for desk in self.desks:
            desk.judging._cache.clear()
            desk.reports._opened._known.clear()
        self.process = process
        self.desks[0].steps.choose(process, who=KEEPER)
        self.signed: dict[Sign, tuple[Who, Report]] = {}
        self.place, self.clock = 0, 0
        self.sent: list[tuple[str, int]] = []
        self.remarks: list[tuple[str, int]] = []
        self.left = self.rows()
        self.report_id, self.there = self.first, True

    # ---- what is known

    @property
    def state(self) -> State:
        return State(self.store.reports.head(self.report_id).state)

    def rows(self) -> dict[str, list[object]]:
        rows = self.kept.rows()
        return {name: rows[name] for name in CONTENT}

    def content(self) -> Report:
        """What a signature is for: all the report says, totals and all."""
        report = self.store.reports.open(self.report_id)
        return replace(report, figures=fill(report.figures).figures)

    def standing(self) -> tuple[int, int]:
        """Errors and unreasoned warnings, looked for anew and with nobody's memory."""
        report = self.content()
        confirmed = {(one.section, one.number) for one in self.store.trail.confirmations(self.report_id)}
        found = run(report, last=None, others=(), confirmed=confirmed, submitting=True)
        waived = self.store.trail.waivers(self.report_id)
        errors = sum(finding.severity is Severity.ERROR for finding in found)
        open_warnings = [
            finding for finding in found if finding.severity is Severity.WARNING and finding.fingerprint not in waived
        ]
        assert all(waiver.reason.strip() for waiver in waived.values())
        return errors, len(open_warnings)

    def tries(self, use: str, who: Who, what: Callable[[], object], *, otherwise: bool = False) -> bool:
        """Do something. Whether it was let; it may be refused for nothing but the table, or something that is known."""
        state, before = self.state, self.kept.rows()
        lines = len(self.kept.lines())
        allowed = may(use, state, who.role, admin=who.admin)
        try:
            what()
            refused = ""
        except Forbidden as problem:
            refused = problem.message
        if refused:
            assert otherwise or not allowed, refused
            assert self.kept.rows() == before
            (line,) = self.kept.lines()[lines:]
            assert (line.act, line.actor) == ("拒绝", who.signature)
            return False
        assert allowed, (use, state, who)
        new = self.kept.lines()[lines:]
        assert {(line.act, line.actor) for line in new} <= {(permission(use).name, who.signature)}
        assert len(new) <= 1
        return True

    # ---- what people do

    @precondition(lambda self: self.there)
    @rule(at=DESKS, who=PEOPLE, value=st.sampled_from([Decimal(12), Decimal(12), Decimal(13), None]))
    def types(self, at: int, who: Who, value: Decimal | None) -> None:
        self.tries("set_cells", who, lambda: self.desks[at].reports.set_cells(self.report_id, {CELL: value}, who=who))

    @precondition(lambda self: self.there)
    @rule(at=DESKS, who=PEOPLE, more=st.sampled_from(["", "", WARNING, WARNING, ERROR]))
    def writes(self, at: int, who: Who, more: str) -> None:
        text = finished().section(PROBLEMS) + more
        reports = self.desks[at].reports
        self.tries("set_section", who, lambda: reports.set_section(self.report_id, PROBLEMS, text, who=who))

    @precondition(lambda self: self.there)
    @rule(at=DESKS, who=PEOPLE, place=st.integers(0, 3))
    def waives(self, at: int, who: Who, place: int) -> None:
        judging = self.desks[at].judging
        found = [item.finding for item in judging.findings(self.report_id) if item.finding.severity != Severity.INFO]
        if not found:
            return
        finding = found[place % len(found)]
        done = self.tries(
            "waive",
            who,
            lambda: judging.waive(self.report_id, finding.fingerprint, "引用原文", who=who),
            otherwise=finding.severity is Severity.ERROR,
        )
        assert not done or finding.severity is Severity.WARNING, "an error is never let stand"

    @precondition(lambda self: self.there)
    @rule(at=DESKS, who=PEOPLE)
    def takes_back_a_reason(self, at: int, who: Who) -> None:
        fingerprint = next(iter(self.store.trail.waivers(self.report_id)), "none")
        judging = self.desks[at].judging
        self.tries("unwaive", who, lambda: judging.unwaive(self.report_id, fingerprint, who=who))

    @precondition(lambda self: self.there)
    @rule(at=DESKS, who=PEOPLE, sign=st.sampled_from(Sign))
    def signs(self, at: int, who: Who, sign: Sign) -> None:
        moving, asked = self.desks[at].moving, sign in self.process.signed_by(self.place)
        if self.tries(sign.use, who, lambda: moving.sign(self.report_id, sign, who=who), otherwise=not asked):
            assert asked
            self.signed[sign] = (who, self.content())

    @precondition(lambda self: self.there)
    @rule(at=DESKS, who=PEOPLE, number=st.integers(1, 9))
    def restores(self, at: int, who: Who, number: int) -> None:
        if any(one.number == number for one in self.store.trail.versions(self.report_id)):
            reviewing = self.desks[at].reviewing
            wanted = self.store.trail.version(self.report_id, number)
            if self.tries("restore", who, lambda: reviewing.restore(self.report_id, number, who=who)):
                assert self.store.reports.open(self.report_id) == wanted

    @precondition(lambda self: self.there)
    @rule(at=DESKS, who=PEOPLE)
    def keeps_a_version(self, at: int, who: Who) -> None:
        reviewing = self.desks[at].reviewing
        self.tries("keep_version", who, lambda: reviewing.keep_version(self.report_id, "", who=who))

    @precondition(lambda self: self.there)
    @rule(at=DESKS, who=PEOPLE)
    def comments(self, at: int, who: Who) -> None:
        reviewing = self.desks[at].reviewing
        if self.tries("comment", who, lambda: reviewing.comment(self.report_id, PROBLEMS, "再具体些", who=who)):
            self.clock += 1
            self.remarks.append((who.signature, self.clock))

    @precondition(lambda self: self.there and self.state is not State.DRAFTING)
    @rule(at=DESKS, who=PEOPLE)
    def removes(self, at: int, who: Who) -> None:
        self.there = not self.tries("remove", who, lambda: self.desks[at].reports.remove(self.report_id, who=who))

    @precondition(lambda self: not self.there)
    @rule(at=DESKS, who=PEOPLE)
    def begins_anew(self, at: int, who: Who) -> None:
        """What was removed is nobody's any more; another takes its place."""
        with pytest.raises(NotFound):
            self.desks[at].moving.act(self.report_id, Act.SUBMIT, who=who)
        self.report_id, self.signed, self.there = self.store.reports.create(finished()), {}, True
        self.place, self.sent, self.remarks = 0, [], []

    @precondition(lambda self: self.there)
    @rule(
        at=DESKS,
        who=PEOPLE,
        act=st.sampled_from(Act),
        reason=st.sampled_from(["有错字", ""]),
        to=st.sampled_from([None, None, 0, 1, 2, 3]),
    )
    def moves(self, at: int, who: Who, act: Act, reason: str, to: int | None) -> None:
        """Any act by anybody: it is done exactly if nothing of what the law and the office ask for is missing."""
        before, place = self.state, self.place
        move = self.move(act, to)
        versions = self.store.trail.versions(self.report_id)
        lines, stored = len(self.kept.lines()), self.store.reports.open(self.report_id)
        errors, warnings = self.standing()
        missing = move is None or self.is_missing(move, who, reason, errors, warnings)
        moving = self.desks[at].moving
        done = self.tries(
            act.value,
            who,
            lambda: moving.act(self.report_id, act, who=who, reason=reason, to=to),
            otherwise=missing,
        )
        if not done:
            assert (self.state, self.store.trail.versions(self.report_id)) == (before, versions)
            return
        assert move is not None
        assert not missing
        self.is_lawful(move, who, errors, warnings)
        assert self.state is move.target
        (line,) = self.kept.lines()[lines:]
        number = len(versions) + 1
        told = {"reason": reason, "old": before.value, "new": move.target.value, "version": number, "step": move.step}
        assert {name: value for name, value in line.detail.items() if name != "acting"} == told
        assert [one.number for one in self.store.trail.versions(self.report_id)] == [*range(number, 0, -1)]
        assert self.store.trail.version(self.report_id, number) == stored == self.store.reports.open(self.report_id)
        self.left = self.rows()
        self.clock += 1
        self.sent = [*self.sent, (who.account, self.clock)] if move.to > place else self.sent[: move.to]
        self.place = move.to

    def move(self, act: Act, to: int | None) -> Move | None:
        """The move of this kind from where the report is known to stand."""
        ways = moves_of(Route(self.process, self.place))
        return next((one for one in ways if one.act is act and to in (None, one.to)), None)

    def is_missing(self, move: Move, who: Who, reason: str, errors: int, warnings: int) -> bool:
        """Whether anything that the move asks for is missing, of this person now."""
        unsigned = any(not self.holds(sign) for sign in self.process.signed_by(self.place))
        own = self.process.different and self.sent and self.sent[-1][0] == who.account
        since = self.sent[-1][1] if self.sent else 0
        remarked = any(one == who.signature and when > since for one, when in self.remarks)
        return bool(
            who.role not in move.roles
            or (move.needs_reason and not reason and not (move.act is Act.RETURN and remarked))
            or (move.needs_no_errors and errors > 0)
            or (move.needs_reasons_for_warnings and warnings > 0)
            or (move.onward and (unsigned or own))
            or (move.needs_untouched and not self.untouched())
        )

    def is_lawful(self, move: Move, who: Who, errors: int, warnings: int) -> None:
        """Said once more, and not by the moves: what may never happen."""
        steps = self.process.steps
        if move.act in {Act.SUBMIT, Act.FORWARD, Act.APPROVE}:
            assert errors == 0
            assert move.to == self.place + 1, "no step is passed over"
            assert who.role is steps[self.place].role
            if move.act is Act.APPROVE or steps[move.to].role is Role.LEADER:
                assert warnings == 0
        if move.act is Act.APPROVE:
            for sign in {sign for step in steps for sign in step.signs}:
                assert self.holds(sign)
                assert self.signed[sign][0].role in {step.role for step in steps}
        if move.act is Act.RETURN:
            assert move.to < self.place

    def told_by(self, sign: Sign, content: Report) -> object:
        """What of a report a signature is for."""
        return (content.figures, content.indicators) if sign is Sign.FIGURES else content

    def holds(self, sign: Sign) -> bool:
        """Whether somebody signed that of the report as it is now."""
        return sign in self.signed and self.told_by(sign, self.signed[sign][1]) == self.told_by(sign, self.content())

    def untouched(self) -> bool:
        """Whether nothing was done to the report since somebody sent it on; what was refused is nothing."""
        lines = [line for line in self.kept.lines() if line.report_id == self.report_id and line.act != "拒绝"]
        return bool(lines) and lines[-1].act in {"送审", "报下一环节"}

    @precondition(lambda self: self.there)
    @rule(at=DESKS)
    def goes_on_as_it_should(self, at: int) -> None:
        """Whose turn it is does what is to be done: without this few reports would get anywhere."""
        step = self.process.steps[self.place] if self.place < len(self.process.steps) else None
        last = self.sent[-1][0] if self.sent else ""
        role = step.role if step else Role.LEADER
        who = next(one for one in STAFF if one.role is role and one.account != last)
        if step and step.kind is not State.REVIEWING:
            self.types(at, who, Decimal(12))
            self.writes(at, who, WARNING)
            for place in range(2):
                self.waives(at, who, place)
        for sign in self.process.signed_by(self.place) if step else ():
            self.signs(at, who, sign)
        onward = Act.APPROVE if self.place + 1 == len(self.process.steps) else Act.FORWARD if self.place else Act.SUBMIT
        self.moves(at, who, onward if step else Act.REOPEN, "有错字", None)

    # ---- what always holds

    @invariant()
    def nobody_changes_what_a_leader_reads_or_has_approved(self) -> None:
        if self.there and self.state in {State.REVIEWING, State.APPROVED}:
            assert self.rows() == self.left

    @invariant()
    def the_chain_holds(self) -> None:
        assert self.store.audit.verify().faults == ()


@pytest.mark.timeout(7200 if THOROUGH else 300)
def test_no_step_is_skipped_whatever_people_do(tmp_path):
    chosen = Settings(_env_file=None, home=tmp_path, demo=False)
    desks = (opened(chosen), opened(chosen))
    report_id = desks[0].store.reports.create(finished())
    kept = Kept(desks[0], tmp_path / "nianbao.db")
    copy = kept.copy()
    run_state_machine_as_test(
        lambda: Paths(desks, kept, copy, report_id),
        settings=settings(
            max_examples=WAYS,
            stateful_step_count=STEPS,
            deadline=None,
            # A way is short enough to be read; to shorten it more takes longer than to find it.
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
            suppress_health_check=list(HealthCheck),
        ),
    )
    for desk in desks:
        desk.close()
