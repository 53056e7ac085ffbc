"""Who may do what, when: the table as people read it, and every change of the desk by every role in every state."""

import inspect
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from desk_changes import CHANGES, DONE_ELSEWHERE, FILED_FILE, LOOKS, READ, THE_PROGRAMS_OWN, Change, Place
from kept_desk import Kept, finished, opened
from people import CLERK, EDITOR, KEEPER, LEADER
from sqlalchemy import event

from assistant.desk import Desk
from assistant.desk.access import REFUSED
from assistant.errors import Forbidden, NotFound
from assistant.report import Report
from assistant.review import Role, State, may, moves_of, permission, permissions
from assistant.settings import Settings
from assistant.store import Entry

ROOT = Path(__file__).resolve().parents[1]
PEOPLE = [replace(who, address="10.0.0.8") for who in (CLERK, EDITOR, LEADER, KEEPER)]
STATES = {state.label: state for state in State} | {"不分环节": None}
ROLES = {role.label: role for role in Role}
Beginning = tuple[Kept, Place, sqlite3.Connection]
ASIDE = {"settings", "store", "index", "access"}
"""What of a desk is no service: what it stands on, and the gate itself."""
OUTSIDE = {"archive_reindex", "archive_train", "test_endpoint", "backup", "audit_export", "audit_verify"}
"""What they make is no part of the database."""


# ---- the table, stated twice


def stated() -> Iterator[tuple[str, State | None, set[Role]]]:
    """The table as people read it: each operation in each state, with the roles that may do it."""
    read = yaml.safe_load((Path(__file__).parent / "cases" / "permissions.yaml").read_text("utf-8"))
    for entry in read.values():
        places = {name: whose for name, whose in entry.items() if name != "操作"}
        assert set(places) in ({"不分环节"}, set(STATES) - {"不分环节"}), "every state is stated"
        for operation in entry["操作"]:
            for name, whose in places.items():
                roles = set() if whose == "无" else {ROLES[one] for one in whose.split("、")}
                yield operation, STATES[name], roles


def test_the_table_says_what_people_read_of_it() -> None:
    uses = {one.name: one for one in permissions().values()}
    assert len(uses) == len(permissions()), "no two operations of one name"
    lines = list(stated())
    assert len({(operation, state) for operation, state, _ in lines}) == len(lines), "nothing is stated twice"
    assert {operation for operation, _, _ in lines} == set(uses)
    for operation, state, roles in lines:
        one = uses[operation]
        assert one.allowed(state) == roles, (operation, state)
        for role in Role:
            # What is an administrator's asks for one of the installation, or of an organ where that is enough.
            assert may(one.use, state, role) == (role in roles - {Role.ADMIN}), (operation, state, role)
            kept = one.organs and Role.ADMIN in roles
            assert may(one.use, state, role, keeper=True) == (role in roles - {Role.ADMIN} or kept)
            assert may(one.use, state, role, admin=True) == (bool({role, Role.ADMIN} & roles)), (operation, state, role)
    for operation, one in uses.items():
        here = [state for name, state, _ in lines if name == operation]
        everywhere = [None] if None in here else list(State)
        assert here == everywhere
        assert set(one.roles) <= set(everywhere), "no state that people do not read of"


# ---- the desk


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Beginning]:
    """A desk with a finished report, one that is empty and one that is filed."""
    home = tmp_path_factory.mktemp("permissions")
    desk, report = opened(Settings(_env_file=None, home=home, demo=False)), finished()  # type: ignore[call-arg]
    full = desk.store.reports.create(report)
    bare = desk.store.reports.create(Report(organ="虚构县水务局", year=2025, title="年报"))
    filed = desk.archive.add(FILED_FILE.name, FILED_FILE.read_bytes(), who=KEEPER).archive_id
    desk.store.trail.keep_version(full, report, reason="手动保存", actor="甲")
    turn = desk.store.trail.say(full, "", "assistant", "好的。")
    kept = Kept(desk, home / "nianbao.db")
    yield kept, Place(full, bare, filed, turn), kept.copy()
    desk.close()


@pytest.fixture
def kept(beginning: Beginning) -> Kept:
    """The desk as it was in the beginning."""
    kept, _, copy = beginning
    kept.put_back(copy)
    return kept


@pytest.fixture
def place(beginning: Beginning) -> Place:
    """What there is in it."""
    return beginning[1]


def about(change: Change, at: Place) -> str:
    return at.bare if change.bare else at.full


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_who_may_does_it_and_who_may_not_leaves_nothing_but_a_line(kept: Kept, place: Place, change: Change) -> None:
    desk, allowed = kept.desk, permission(change.use)
    begun = kept.copy()
    for state in list(State) if None not in allowed.roles else [None]:
        kept.put_back(begun)
        at = replace(place, ready=change.ready(desk, place))
        if state is not None:
            desk.store.reports.set_head(about(change, at), state=state.value)
        readied, rows, lines = kept.copy(), kept.rows(), kept.lines()
        for who in PEOPLE:
            kept.put_back(readied)
            report_id = "" if state is None else about(change, at)
            if who.role in allowed.allowed(state) & whose(change, desk, report_id):
                change.do(desk, who, at)
                assert kept.rows() != rows or change.use in OUTSIDE, "it was done"
                new = kept.lines()[len(lines) :]
                assert [(line.actor, line.address, line.act) for line in new] == [
                    (who.signature, who.address, allowed.name)
                ] * change.lines
                for line in new:
                    told(line, change, report_id)
            else:
                with pytest.raises(Forbidden) as refused:
                    change.do(desk, who, at)
                assert kept.rows() == rows, (state, who)
                (line,) = kept.lines()[len(lines) :]
                assert (line.actor, line.address, line.act) == (who.signature, who.address, REFUSED)
                assert line.report_id == report_id
                assert line.detail["act"] == asked_for(change)
                assert line.detail["why"] == refused.value.message != ""


def whose(change: Change, desk: Desk, report_id: str) -> frozenset[Role]:
    """Whose a move is among those who may make it in this state: the step's own, or whoever sent it there."""
    if change.method != "moving.act":
        return frozenset(Role)
    ways = moves_of(desk.steps.route(desk.store.reports.head(report_id)))
    return frozenset(role for move in ways if move.act.value == change.use for role in move.roles)


def asked_for(change: Change) -> str:
    """Whoever may not file a report is told so before it is known whether it takes the place of another."""
    return permission("archive_add" if change.use == "archive_replace" else change.use).name


def told(line: Entry, change: Change, report_id: str) -> None:
    """The line says what changed, in which report, from what to what."""
    assert line.report_id == report_id or change.use == "start"
    for name, value in change.told.items():
        assert name in line.detail
        assert same(line.detail[name], value), (name, line.detail[name])


def same(there: Any, stated: Any) -> bool:
    if stated is ...:
        return there is not None
    if isinstance(stated, list) and len(stated) == len(there):
        return all(same(one, other) for one, other in zip(there, stated, strict=True))
    if isinstance(stated, dict):
        return all(same(there.get(name), value) for name, value in stated.items())
    return bool(there == stated)


def test_every_use_case_of_the_table_is_done_here() -> None:
    assert {change.use for change in CHANGES} | set(DONE_ELSEWHERE) == set(permissions())


# ---- nothing besides


def methods(desk: Desk) -> Iterator[tuple[str, Callable[..., Any]]]:
    """The public methods of a desk's services, by name."""
    for service, one in vars(desk).items():
        if service not in ASIDE and type(one).__module__.startswith("assistant."):
            for name, method in inspect.getmembers(one, inspect.ismethod):
                if not name.startswith("_"):
                    yield f"{service}.{name}", method


@contextmanager
def written(desk: Desk) -> Iterator[list[str]]:
    """The statements that change the database meanwhile."""
    out: list[str] = []
    engine = desk.store._database.engine

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if re.match(r"\s*(INSERT|UPDATE|DELETE|REPLACE)", statement, re.IGNORECASE):
            out.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield out
    finally:
        event.remove(engine, "before_cursor_execute", note)


def given(desk: Desk, name: str, method: Callable[..., Any], at: Place) -> dict[str, Any]:
    """Something for everything a method cannot do without."""
    out = {}
    for wanted in inspect.signature(method).parameters.values():
        if wanted.default is inspect.Parameter.empty:
            value = READ.get(f"{name} {wanted.name}", READ.get(wanted.name))
            assert value, f"{name} asks for {wanted.name}: is it a change, and listed in desk_changes.CHANGES?"
            out[wanted.name] = value(desk, at)
    return out


def test_whatever_is_not_listed_as_a_change_changes_nothing(kept: Kept, place: Place) -> None:
    listed = {change.method for change in CHANGES} | set(THE_PROGRAMS_OWN) | set(LOOKS)
    found = dict(methods(kept.desk))
    assert listed <= set(found), "what is listed is there"
    for name in sorted(found.keys() - listed):
        arguments = given(kept.desk, name, found[name], place)
        with written(kept.desk) as statements, suppress(NotFound):
            result = found[name](**arguments)
            if inspect.isgenerator(result):
                list(result)
        assert statements == [], f"{name} changes something and stands in no list of desk_changes"


def test_a_change_that_is_listed_is_one(kept: Kept, place: Place) -> None:
    """The listener hears what the lists above are made of."""
    with written(kept.desk) as statements:
        next(change for change in CHANGES if change.use == "set_cells").do(kept.desk, CLERK, place)
    assert any("cells" in statement for statement in statements)
    assert any("audit" in statement for statement in statements)


@pytest.mark.parametrize("name", THE_PROGRAMS_OWN)
def test_no_page_and_no_command_does_what_asks_for_nobody(name: str) -> None:
    method = re.compile(rf"\.{name.partition('.')[2]}\(")
    service = re.compile(rf"\b{name}\(")
    for folder in ("ui", "cli"):
        for path in (ROOT / "assistant" / folder).rglob("*.py"):
            text = path.read_text("utf-8")
            assert not service.search(text), path
            assert "desk.store." not in text or not method.search(text), path
