"""Forged ids, messages sent again and addresses passed on, over the wire: nobody gets at a report that is not theirs.

What somebody could see a moment ago and may see no more is theirs no more from the next message on.
"""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import browsing
import pytest
import wire
from office import GIVEN, ORGAN, OWN, prepared
from open_pages import CELL, NAME, Box, Table, Text
from people import KEEPER
from visitor import Browser

from assistant.desk import Desk
from assistant.figures import Indicator
from assistant.review import Role
from assistant.settings import Settings
from assistant.ui.shell import PAGES

OTHER = "虚构县水务局"
OF_ONE = [path for _, _, path in PAGES if path not in {"workbench", "archive", "admin"}]
"""The pages about one report."""
PLACES = [
    {},
    {"tab": "T3", "cell": CELL},
    {"tab": "charts"},
    {"tab": "files"},
    {"section": "problems", "span": "0-3"},
    {"packet": "1"},
]
GONE = "链接中的年报不存在"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def report(home: Path) -> str:
    """A report of an organ whose people work on it; a clerk of another organ has an account too."""
    report_id = prepared(home)
    with opened(home) as desk:
        desk.people.add("wu", GIVEN + "uw", {OTHER: [Role.CLERK]}, who=KEEPER, person="吴经办")
        desk.signing_in.change_password(desk.signing_in.sign_in("wu", GIVEN + "uw"), GIVEN + "uw", OWN)
        desk.store.reports.set_indicators(report_id, [Indicator(NAME, Decimal(3), "次")])
        desk.store.trail.comment(report_id, place="problems", quote="", text="内部批注甲", actor="乙")
    return report_id


@pytest.fixture(scope="module")
def address(home: Path, report: str) -> Iterator[str]:
    assert report
    with browsing.application(home) as url:
        yield url


@pytest.fixture
def member(home: Path, address: str) -> Iterator[str]:
    """The cookie of a clerk of the organ, who is one again afterwards."""
    del address
    with opened(home) as desk:
        yield signed_in_below(desk, "zhao")
        desk.people.change("zhao", roles={ORGAN: [Role.CLERK]}, who=KEEPER)


@contextmanager
def opened(home: Path) -> Iterator[Desk]:
    desk = Desk(Settings(_env_file=None, home=home, demo=False))  # type: ignore[call-arg]
    yield desk
    desk.close()


def signed_in_below(desk: Desk, name: str) -> str:
    return f"nianbao={desk.signing_in.sign_in(name, OWN)}"


def asked(url: str, cookie: str, play: Callable[[wire.Session], Awaitable[object]]) -> object:
    """What comes of a visit."""

    async def visit() -> object:
        return await play(await wire.connect(url, headers={"Cookie": cookie}))

    return asyncio.run(visit())


def hides(drawn: wire.Drawn, report: str) -> bool:
    """Whether nothing of the report is in what was drawn but the id that was asked for."""
    said = "\n".join(drawn.texts)
    return not drawn.failed and ORGAN not in said and "内部批注甲" not in said and "钱编辑" not in said and report


# ---- in the address bar


def test_an_id_of_another_organ_in_an_address_is_answered_as_one_that_is_nobodys(home, address, report):
    with opened(home) as desk:
        cookie = signed_in_below(desk, "wu")
    forged = ("0" * 32, "../../etc/passwd", "' OR 1=1 --", "<img src=x onerror=alert(1)>", "九" * 500, "\x00")

    async def play(session):
        out = []
        for page in OF_ONE:
            out += [(page, places, await session.page(page, report=report, **places)) for places in PLACES]
            out += [(page, {"report": one}, await session.page(page, report=one)) for one in forged]
        return out

    for page, asked_for, drawn in asked(address, cookie, play):
        assert drawn.has(GONE), (page, asked_for)
        assert hides(drawn, report), (page, asked_for)
        assert drawn.downloads == {}, (page, asked_for)
        assert drawn.grid == drawn.editor == {}, (page, asked_for)


def test_the_pages_of_no_report_say_nothing_of_it_either(home, address, report):
    with opened(home) as desk:
        cookie = signed_in_below(desk, "wu")

    async def play(session):
        return [await session.page(page, report=report) for page in ("workbench", "archive", "admin")]

    for drawn in asked(address, cookie, play):
        assert hides(drawn, report)


def test_who_sees_it_is_shown_it_at_the_same_addresses(address, report, member):
    async def play(session):
        return [await session.page(page, report=report) for page in OF_ONE]

    for drawn in asked(address, member, play):
        assert not drawn.has(GONE)
        assert not hides(drawn, report)


# ---- messages that are sent again


NUMBERS = itertools.count(4711, 2)
KINDS = {"table": Table, "text": Text, "box": Box}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("now", [{OTHER: [Role.CLERK]}, {}], ids=["elsewhere", "nowhere"])
def test_what_is_sent_after_the_membership_is_gone_is_not_done_and_the_page_says_so(
    home, address, report, member, kind, now
):
    """The page is still open, its fields and their ids are known: typing goes on as if nothing had happened."""
    with opened(home) as desk:
        before = contents(desk, report)
        page, number = KINDS[kind](report, member, ""), next(NUMBERS)

        async def play(session):
            page.session = session
            page.begins()
            drawn = await session.page(page.path, report=report, **page.query)
            drawn = await page.types(drawn, number)
            assert page.acknowledged(drawn), "while they may, it is done"
            done = contents(desk, report)
            desk.people.change("zhao", roles=now, who=KEEPER)
            await asyncio.sleep(0.6)  # for half a second it is remembered who is there
            return done, await page.types(drawn, number + 1)

        done, said = asked(address, member, play)
        assert done != before
        assert contents(desk, report) == done
        assert said.has(GONE) or any("没有这份年报" in one for one in said.errors), said.texts
        assert hides(said, report)


def contents(desk: Desk, report: str) -> object:
    stored = desk.store.reports.open(report)
    return stored.figures.values, stored.sections, stored.indicators


def test_what_is_sent_after_the_role_is_gone_is_refused_in_words(home, address, report, member):
    with opened(home) as desk:

        async def play(session):
            drawn = await session.page("figures", report=report, tab="T3")
            desk.people.change("zhao", roles={ORGAN: [Role.LEADER]}, who=KEEPER)
            await asyncio.sleep(0.6)
            value = desk.store.reports.open(report).figures.values.get(CELL, Decimal(0))
            cells = {CELL: (str(value), str(value + 1))}
            return value, await session.type(drawn.grid_events, cells, 1, report=report, tab="T3")

        value, said = asked(address, member, play)
        assert desk.store.reports.open(report).figures.values.get(CELL, Decimal(0)) == value
        assert not said.failed
        assert said.has("领导") or said.errors, "the page says why nothing is typed"


# ---- files


def test_a_file_is_made_for_who_may_have_it_when_they_press(home, address, report, member):
    """The buttons were drawn for somebody who might; pressed later they ask anew."""
    pages = [("export", {}), ("figures", {"tab": "files"}), ("review", {"packet": "1"})]

    async def play(session):
        while_they_may, drawn = {}, {}
        for page, places in pages:
            found = await session.page(page, report=report, **places)
            for label, file_id in found.downloads.items():
                if label not in {"下载 PDF", "打包下载"}:  # made of the others, in seconds
                    while_they_may[label] = await session.download(file_id)
            drawn = found
        with opened(home) as desk:
            desk.people.change("zhao", roles={OTHER: [Role.CLERK]}, who=KEEPER)
        return while_they_may, [await session.download(file_id) for file_id in drawn.downloads.values()]

    had, now = asked(address, member, play)
    assert {"下载", "下载填报表", "下载空白台账", "下载网页"} <= set(had)
    assert all(url.startswith("/media/") for url in had.values()), had
    assert now == ["", ""]


def test_a_file_is_not_made_for_who_has_signed_out(home, address, report, member):
    async def play(session):
        drawn = await session.page("figures", report=report, tab="files")
        with opened(home) as desk:
            desk.signing_in.sign_out(member.partition("=")[2])
        return await session.download(drawn.downloads["下载填报表"])

    assert asked(address, member, play) == ""


def test_the_address_of_a_file_is_shut_to_who_is_not_signed_in(home, address, report, member):
    async def play(session):
        drawn = await session.page("figures", report=report, tab="files")
        url = await session.download(drawn.downloads["下载填报表"])
        seen = []
        for cookie in (member, "", "nianbao=" + "0" * 43, member + "x"):
            visitor = Browser(address)
            visitor.cookies = dict([cookie.split("=")]) if cookie else {}
            seen.append((await asyncio.to_thread(visitor.ask, "GET", url, accept="*/*"))[0])
        with opened(home) as desk:
            desk.signing_in.sign_out(member.partition("=")[2])
        visitor.cookies = dict([member.split("=")])
        seen.append((await asyncio.to_thread(visitor.ask, "GET", url, accept="*/*"))[0])
        return url, seen

    url, seen = asked(address, member, play)
    assert len(Path(url).stem) >= 32, "nobody guesses it"
    assert seen == [200, 401, 401, 401, 401]
