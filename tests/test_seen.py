"""What somebody does not see is not there for them, whichever service of the desk they ask."""

import inspect
import re
from dataclasses import replace
from pathlib import Path

import pytest
from desk_changes import CHANGES, READ, Place
from kept_desk import finished, opened
from people import CLERK, KEEPER

from assistant.desk import Desk, Who
from assistant.desk.seen import ASIDE, seen_by
from assistant.errors import NianbaoError, NotFound
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
OWN, OTHER = "虚构县教育局", "虚构县水务局"
LOOKED_UP = {"report_id", "work", "head", "heads", "message_id"}
"""What a reading is given of a report, or of what belongs to one."""


@pytest.fixture
def desk(tmp_path) -> Desk:
    made = opened(Settings(_env_file=None, home=tmp_path, demo=False))
    yield made
    made.close()


@pytest.fixture
def place(desk) -> Place:
    """A finished report of another organ, and a turn of the conversation about it."""
    full = desk.store.reports.create(replace(finished(), organ=OTHER))
    turn = desk.store.trail.say(full, "problems", "assistant", "记下吗？", {"cards": []})
    return Place(full, full, "none", turn)


@pytest.fixture
def stranger() -> Who:
    """A clerk of one organ, who sees no report of the other."""
    return replace(CLERK, account="zhao", member={OWN: frozenset({CLERK.role})}, sees=frozenset({OWN}))


def readings(desk: Desk) -> list[str]:
    """Every method of a desk's services that is given a report, or something of one, and changes nothing."""
    changes = {change.method for change in CHANGES}
    out = []
    for service, one in vars(desk).items():
        if service not in ASIDE and type(one).__module__.startswith("assistant."):
            for name, method in inspect.getmembers(one, inspect.ismethod):
                asked = inspect.signature(method).parameters
                if f"{service}.{name}" in changes or name.startswith("_") or "step" in asked:
                    continue
                if LOOKED_UP & set(asked):
                    out.append(f"{service}.{name}")
    return out


def test_every_reading_of_a_report_is_refused_to_a_stranger_in_the_words_for_what_is_not_there(desk, place, stranger):
    found = readings(desk)
    assert len(found) > 30, "the walk finds them"
    assert {"reviewing.others_since", "marks.of", "judging.findings"} <= set(found), "with a person or without one"
    theirs = seen_by(desk, stranger)
    for name in found:
        service, _, method = name.partition(".")
        call = getattr(getattr(theirs, service), method)
        wanted = inspect.signature(getattr(getattr(desk, service), method)).parameters.values()
        given = {
            one.name: stranger if one.name == "who" else READ.get(f"{name} {one.name}", READ.get(one.name))(desk, place)
            for one in wanted
            if one.default is inspect.Parameter.empty
        }
        with pytest.raises(NotFound, match="没有这份年报"):
            call(**given)


def test_no_page_gets_round_it():
    """Pages reach what is kept through the desk of the person at them, and through nothing it stands on."""
    round_it = re.compile(r"\bthe_desk\(|\.store\.|import Store\b|Desk\(")
    for path in (ROOT / "assistant" / "ui").rglob("*.py"):
        if path.parent.name != "server" and path.name != "session.py":
            assert not round_it.search(path.read_text("utf-8")), path


def test_every_file_made_on_pressing_asks_anew_who_presses():
    pressed = re.compile(r"download_button\(\s*[^,]+,\s*(lambda|\w+,)")
    made = [
        (path.name, found[1])
        for path in (ROOT / "assistant" / "ui").rglob("*.py")
        for found in pressed.finditer(path.read_text("utf-8"))
    ]
    assert made == [("past_reports.py", "data,")], "what is not made later is read while the page is drawn"


def test_a_draft_is_compared_with_nothing_but_what_is_filed(tmp_path):
    """Another organ's draft of the same words is not told of, not quoted and not found; filed, it is."""
    desk = Desk(Settings(_env_file=None, home=tmp_path, demo=False))
    ours, theirs = desk.store.reports.create(finished()), replace(finished(), organ=OTHER)
    desk.store.reports.create(theirs)

    def alike():
        return [one.finding for one in desk.judging.findings(ours) if OTHER in one.finding.message]

    work = desk.reports.open(ours)
    assert work.report.section("overview.active") == theirs.section("overview.active") != ""
    assert alike() == []
    assert desk.words.evidence_for(work, "overview.active") == []
    assert desk.words.passages_for(work.report, "overview.active") == ()
    desk.archive.file_shipped("公布的.json", replace(theirs, year=2020), demo=False)
    assert {one.code for one in alike()} != set()
    assert {hit.passage.organ for hit in desk.words.evidence_for(work, "overview.active")} == {OTHER}
    desk.close()


def test_who_sees_it_reads_it(desk, place, stranger):
    for who in (KEEPER, replace(stranger, sees=frozenset({OTHER})), replace(stranger, sees=None)):
        theirs = seen_by(desk, who)
        assert theirs.reports.open(place.full).report.organ == OTHER
        assert theirs.words.turn(place.ready).report_id == place.full
        assert theirs.judging.findings(place.full) == desk.judging.findings(place.full)


def test_what_is_somebodys_no_more_is_gone_for_them_at_the_next_look(desk, place, stranger):
    theirs = seen_by(desk, replace(stranger, sees=frozenset({OTHER})))
    theirs.reviewing.trail(place.full)
    with pytest.raises(NotFound):
        seen_by(desk, stranger).reviewing.trail(place.full)


def test_a_forged_id_is_answered_alike_whether_it_is_anothers_or_nobodys(desk, place, stranger):
    theirs, said = seen_by(desk, stranger), set()
    for report_id in (place.full, "0" * 32, "../../etc/passwd", "' OR 1=1 --", ""):
        with pytest.raises(NianbaoError) as problem:
            theirs.reports.open(report_id)
        said.add(problem.value.message)
    assert len(said) == 1
