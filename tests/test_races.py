"""Two at the same thing in the same moment, in threads and in processes: one is first, and the other is told.

What comes out must be right whoever was first; nothing is said of who it is, nor how long it takes.
"""

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property, partial
from threading import Barrier
from time import sleep
from typing import Any

import pytest
from desk_worker import CELL, SECTION, Served, published, served
from kept_desk import finished, opened
from people import CLERK, EDITOR, KEEPER
from sqlalchemy import delete

from assistant.desk import Desk
from assistant.errors import Conflict, Forbidden, NotFound, UsageError
from assistant.figures import Indicator, Note
from assistant.review import Act, Role, State, default
from assistant.settings import Settings
from assistant.store import Filed
from assistant.store.schema import ArchiveRow, AuditRow, ReportRow, StateRow

RACES = 150
AGAIN = 10
"""How often the smaller races are run: enough to meet in the middle now and then."""


@dataclass
class Office:
    """Two desks in this process and one in another, on one database."""

    settings: Settings
    here: Desk
    beside: Desk
    closing: ExitStack

    @cached_property
    def away(self) -> Served:
        """Started for whoever asks: a process takes a second to come to life."""
        return self.closing.enter_context(served(self.settings))

    def new(self) -> str:
        """A finished report."""
        return self.here.store.reports.create(finished())

    def emptied(self) -> None:
        """As after the installation: the very first line of a trail is written by somebody too."""
        with self.here.store._database.session() as session:
            for table in (ReportRow, ArchiveRow, AuditRow, StateRow):
                session.execute(delete(table))


@pytest.fixture
def office(either: Settings) -> Iterator[Office]:
    """An office on each of the databases."""
    with ExitStack() as stack:
        here, beside = (stack.enter_context(closing(opened(either))) for _ in range(2))
        yield Office(either, here, beside, stack)


def at_once(*doing: Callable[[], Any]) -> list[Any]:
    """What came of things done at the same time, each in a thread of its own; what was refused is an outcome too."""
    start = Barrier(len(doing))

    def run(one: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return one()
        except (Conflict, Forbidden, NotFound, UsageError) as problem:
            return problem

    with ThreadPoolExecutor(len(doing)) as pool:
        return list(pool.map(run, doing))


def after(wait: float, do: Callable[[], Any]) -> Any:
    """Something done a moment later."""
    sleep(wait)
    return do()


# ---- a report moves on while somebody types


def test_no_edit_slips_past_a_move(office: Office) -> None:
    """Half of the edits come from another process, half from another thread at the same desk."""
    chance = random.Random(7)  # noqa: S311 - who comes first is no secret
    report_id, desk = office.new(), office.here
    # An edit that comes first voids what was signed: who reads the figures after it is not asked here.
    steps = (default().steps[0], replace(default().steps[1], signs=()), default().steps[2])
    desk.steps.choose(replace(default(), steps=steps), who=KEEPER)
    for race in range(RACES):
        source, act, who = (State.EDITING, Act.FORWARD, EDITOR) if race % 3 else (State.DRAFTING, Act.SUBMIT, CLERK)
        desk.store.reports.set_head(report_id, state=source.value, route={})
        before, value = desk.store.reports.open(report_id).figures.values[CELL], Decimal(race + 1)
        typed, moved = chance.uniform(0, 0.015), chance.uniform(0, 0.015)
        with ThreadPoolExecutor(1) as pool:
            if race % 2:
                edit = office.away.begin("reports.set_cells", report_id, {CELL: value}, who=who, wait=typed)
            else:
                change = partial(desk.reports.set_cells, report_id, {CELL: value}, who=who)
                edit = pool.submit(after, typed, change).result
            after(moved, partial(desk.moving.act, report_id, act, who=who))
            kept = desk.store.trail.version(report_id, desk.reviewing.versions(report_id)[0].number)
            try:
                saved = edit().refused == {}
            except Forbidden:
                saved = False
        now = desk.store.reports.open(report_id)
        assert now == kept, "what the next one reads is what was sent"
        assert now.figures.values[CELL] == (value if saved else before), "what was told is so"
        with pytest.raises(Forbidden):
            desk.reports.set_cells(report_id, {CELL: value + 1}, who=who)
        assert desk.store.reports.open(report_id) == now
    assert desk.store.audit.verify().faults == ()


# ---- two at one list


def test_two_at_different_items_both_find_theirs(office: Office) -> None:
    report_id, one, other = office.new(), office.here, office.beside
    for race in range(AGAIN):
        report, locks = one.reports.open(report_id).report, one.words.locked(report_id, SECTION)
        items, notes = report.indicators, report.notes
        ours, theirs = (Indicator(f"{name}{race}", Decimal(race), "次") for name in ("接待来访", "答复来信"))
        lacks, more = ([*notes, Note("problems", f"{what}少{race}")] for what in ("人手", "经费"))
        first, second = ([*locks, f"{name}{race}。"] for name in ("甲", "乙"))
        away = office.away.begin("reports.set_notes", report_id, lacks, who=CLERK, base=notes)
        at_once(
            partial(one.reports.set_indicators, report_id, [*items, ours], who=CLERK, base=items),
            partial(other.reports.set_indicators, report_id, [*items, theirs], who=EDITOR, base=items),
            partial(other.reports.set_notes, report_id, more, who=EDITOR, base=notes),
            partial(one.words.lock, report_id, SECTION, first, who=CLERK, base=locks),
            partial(other.words.lock, report_id, SECTION, second, who=EDITOR, base=locks),
        )
        away()
        now = one.reports.open(report_id).report
        assert set(now.indicators) == {*items, ours, theirs}
        assert set(now.notes) == {*lacks, *more}
        assert set(one.words.locked(report_id, SECTION)) == {*first, *second}


def test_two_at_one_item_or_cell_one_wins_and_the_other_reads_both_values(office: Office) -> None:
    report_id, here = office.new(), office.here
    for race in range(2 * AGAIN):
        report = here.reports.open(report_id).report
        first, *rest = report.indicators
        ours, theirs = Decimal(1000 + 2 * race), Decimal(1001 + 2 * race)
        method = ("reports.set_indicators", "reports.set_cells")[race % 2]
        if race % 2:
            base, mine, other = ({CELL: value} for value in (report.figures.values[CELL], ours, theirs))
        else:
            base, mine, other = ([replace(first, value=value), *rest] for value in (first.value, ours, theirs))
        away = office.away.begin(method, report_id, mine, who=CLERK, base=base)
        by_theirs = getattr(here.reports, method.rpartition(".")[2])(report_id, other, who=EDITOR, base=base).refused
        by_ours = away().refused
        now = here.reports.open(report_id).report
        stands = now.figures.values[CELL] if race % 2 else now.indicators[0].value
        lost, told = (theirs, by_theirs) if stands == ours else (ours, by_ours)
        assert {stands, lost} == {ours, theirs}
        assert bool(by_ours) != bool(by_theirs), "exactly one is told"
        ((name, sentence),) = told.items()
        assert name == (CELL if race % 2 else first.name)
        assert sentence.index(str(stands)) < sentence.index("您填的是") < sentence.index(str(lost))


# ---- two who begin the same


def test_two_who_begin_one_report(office: Office) -> None:
    for race in range(AGAIN):
        if race % 2:
            office.emptied()
        name = f"虚构县第{race}局"
        outcomes = at_once(
            partial(office.here.reports.start, name, 2025, who=CLERK),
            partial(office.beside.reports.start, name, 2025, who=EDITOR),
        )
        (report_id,) = (one for one in outcomes if isinstance(one, str))
        assert sum(isinstance(one, Conflict) for one in outcomes) == 1
        assert [head.id for head in office.here.store.reports.heads() if head.organ == name] == [report_id]
        assert [line.act for line in office.here.reviewing.trail(report_id)] == ["新建年报"]
        assert office.here.store.audit.verify().faults == ()


def test_two_who_begin_different_reports_in_an_empty_installation(office: Office) -> None:
    for _race in range(AGAIN):
        office.emptied()
        outcomes = at_once(
            partial(office.here.reports.start, "虚构县甲局", 2025, who=CLERK),
            partial(office.beside.reports.start, "虚构县乙局", 2025, who=EDITOR),
        )
        assert {head.id for head in office.here.store.reports.heads()} == set(outcomes)
        assert [line.number for line in office.here.store.audit.all()] == [1, 2]
        assert office.here.store.audit.verify().faults == ()


def test_two_who_file_one_report(office: Office) -> None:
    desks, data = (office.here, office.beside), published(1)
    for _race in range(AGAIN):
        office.emptied()
        outcomes = at_once(*(partial(desk.archive.add, "a.json", data, who=KEEPER) for desk in desks))
        duplicate, filed = sorted(outcomes, key=lambda outcome: outcome.status)
        assert (filed.status, duplicate.status) == ("filed", "duplicate")
        assert duplicate.existing.id == filed.archive_id
        assert [entry.id for entry in office.here.archive.entries()] == [filed.archive_id]
        assert [line.act for line in office.here.store.audit.all()] == ["存入往年资料"]


def test_two_who_replace_one_report(office: Office) -> None:
    """All are done, one after the other; never are there two, and never none."""
    filed = office.here.archive.add("a.json", published(1), who=KEEPER)
    for race in range(AGAIN):
        away = office.away.begin("archive.add", "c.json", published(race), who=KEEPER, on_duplicate="replace")
        _, _, seen = at_once(
            partial(office.here.archive.add, "a.json", published(2), who=KEEPER, on_duplicate="replace"),
            partial(office.beside.archive.add, "b.json", published(3), who=KEEPER, on_duplicate="replace"),
            office.here.archive.entries,
        )
        assert away().status == "replaced"
        assert len(seen) == 1
        (entry,) = office.here.archive.entries()
        lines = office.here.store.audit.entries("", acts=["替换往年资料"])
        assert lines[0].detail["new"] == entry.name
    assert len(lines) == 3 * AGAIN
    replaced = {line.detail["replaced"] for line in lines}
    assert len(replaced) == 3 * AGAIN, "each is replaced once"
    assert filed.archive_id in replaced


def test_a_report_that_is_replaced_and_corrected_at_once(office: Office) -> None:
    """Two who each held what the other waits for would wait for ever."""
    office.here.archive.add("a.json", published(1), who=KEEPER)
    for race in range(AGAIN):
        (entry,) = office.here.archive.entries()
        added, _ = at_once(
            partial(office.here.archive.add, "b.json", published(2), who=KEEPER, on_duplicate="replace"),
            partial(correct, office.beside, entry, level=f"第{race}级"),
        )
        assert [entry.id for entry in office.here.archive.entries()] == [added.archive_id]


def correct(desk: Desk, filed: Filed, *, level: str) -> None:
    """A correction of one thing."""
    desk.archive.correct(
        filed.id, organ=filed.organ, year=filed.year, kind=filed.kind, level=level, region=filed.region, who=KEEPER
    )


# ---- accounts and what leaders lend


def staffed(office: Office) -> None:
    """A leader, a colleague and two who look after it all."""
    office.here.people.add("sun", None, {"虚构县教育局": [Role.LEADER]}, who=KEEPER, person="孙领导")
    office.here.people.add("li", None, {"虚构县教育局": [Role.CLERK]}, who=KEEPER, person="李副主任")
    for name in ("root", "keeper"):
        office.here.people.add(name, None, {}, who=KEEPER, admin=True)


def test_a_leader_lends_their_place_once_at_a_time(office: Office) -> None:
    staffed(office)
    monday, friday = date(2026, 1, 5), date(2026, 1, 9)
    for _race in range(AGAIN):
        made = at_once(
            *(
                partial(desk.delegating.give, "li", giver="sun", who=KEEPER, first=monday, last=friday, today=monday)
                for desk in (office.here, office.beside)
            )
        )
        (kept,) = (one for one in office.here.delegating.given("sun") if not one.ended)
        assert [one for one in made if isinstance(one, str)] == [kept.id]
        assert any("已经委托给李副主任" in str(one) for one in made)
        office.here.delegating.end(kept.id, who=KEEPER)


def test_two_administrators_who_disable_each_other_do_not_both_succeed(office: Office) -> None:
    staffed(office)
    for _race in range(AGAIN):
        at_once(
            partial(office.here.people.change, "root", enabled=False, who=KEEPER),
            partial(office.beside.people.change, "keeper", enabled=False, who=KEEPER),
        )
        assert [one.enabled for one in office.here.people.all() if one.admin].count(True) == 1
        for name in ("root", "keeper"):
            office.here.people.change(name, enabled=True, who=KEEPER)


def test_of_many_guesses_at_one_moment_no_more_are_looked_at_than_one_after_the_other(office: Office) -> None:
    staffed(office)
    said = at_once(*(partial(office.here.signing_in.sign_in, "li", f"猜的{turn}") for turn in range(12)))
    assert sum("密码不对" in str(one) for one in said) == 5, said
    assert sum("后再试" in str(one) for one in said) == 7
