"""The server is killed while people type: nothing a page called saved is lost, nothing is half there, pages go on.

NIANBAO_REQUIRE_THOROUGH=1 kills more often.
"""

import asyncio
import os
import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import browsing
import pytest
from kept_desk import finished
from killed_server import Service, service
from office import GIVEN, ORGAN, OWN
from open_pages import CELL, FACTS, NAME, SECTION, Box, Facts, Page, Table, Text
from people import KEEPER
from test_kills import reopened
from visitor import Browser

from assistant.desk import Desk
from assistant.figures import Indicator
from assistant.review import Role
from assistant.settings import Settings
from assistant.store import Entry, Store

KILLS = 200 if os.environ.get("NIANBAO_REQUIRE_THOROUGH") == "1" else 8
LONGEST = 1.2
"""Seconds people type at most before the server is killed: half a dozen edits each."""
PEOPLE = ("zhao", "qian", "sun", "zhou")
KINDS = {"修改单元格": Table, "修改文字": Text, "修改补充指标": Box, "修改工作事实": Facts}


def prepared(settings: Settings) -> str:
    """Four clerks with accounts and a report they all work on; its id."""
    desk = Desk(settings)
    for name in PEOPLE:
        desk.people.add(name, GIVEN + name[::-1], {ORGAN: [Role.CLERK]}, who=KEEPER)
        token = desk.signing_in.sign_in(name, GIVEN + name[::-1])
        desk.signing_in.change_password(token, GIVEN + name[::-1], OWN)
    report = replace(finished(), organ=ORGAN, indicators=(Indicator(NAME, None, "次"),), notes=())
    report_id = desk.store.reports.create(report)
    desk.close()
    return report_id


def pages_of(report_id: str, address: str, there: dict[str, str]) -> dict[str, Page]:
    """Each of the four people signs in and opens another page of the report."""
    out: dict[str, Page] = {}
    for name, (act, kind) in zip(PEOPLE, KINDS.items(), strict=True):
        visitor = Browser(address)
        visitor.sign_in(name, OWN)
        assert visitor.cookie
        out[act] = kind(report_id, visitor.cookie, there[act])
    return out


async def till_killed(server: Service, pages: Sequence[Page], after: float, *, opening: bool) -> None:
    """Let all work and kill the server after some seconds: of their opening the pages, or of typing."""
    for page in pages:
        page.opened = asyncio.Event()
    working = [asyncio.create_task(page.works(server.address)) for page in pages]
    if not opening:
        for page, work in zip(pages, working, strict=True):
            opened = asyncio.create_task(page.opened.wait())
            await asyncio.wait([opened, work], return_when=asyncio.FIRST_COMPLETED)
            opened.cancel()
    await asyncio.sleep(after)
    server.kill()
    await asyncio.gather(*working)


def change(line: Entry) -> tuple[str, str]:
    """What a line of the trail says was there before and is there since, as the page shows it."""
    match line.act:
        case "修改单元格":
            before, now = line.detail["cells"][CELL]
            return str(before or ""), str(now)
        case "修改文字":
            assert line.detail["section"] == SECTION
            return line.detail["old"], line.detail["new"]
        case "修改补充指标":
            told, name = line.detail["indicators"], "value"
        case _:
            told, name = line.detail["notes"], "text"
    before, now = ([one.get(name, "") for one in told[side]] for side in ("old", "new"))
    return "".join(map(str, before)), "".join(map(str, now))


def kept(store: Store, report_id: str) -> dict[str, str]:
    """What is stored in each place, by the act that put it there; the trail says the same, step for step."""
    report = store.reports.open(report_id)
    there = {
        "修改单元格": str(report.figures.values[CELL]),
        "修改文字": report.section(SECTION),
        "修改补充指标": next(str(one.value or "") for one in report.indicators if one.name == NAME),
        "修改工作事实": "\n".join(note.text for note in report.notes if note.aspect == FACTS),
    }
    lines = store.audit.entries(report_id, acts=list(KINDS))
    for act in KINDS:
        changes = [change(line) for line in reversed(lines) if line.act == act]
        for (_, now), (before, _) in pairwise(changes):
            assert now == before, "what one step left is what the next one found"
        assert not changes or changes[-1][1] == there[act], "no line without its change, no change without its line"
        assert all(before != now for before, now in changes), "what is sent twice is done once"
    return there


def compared(pages: dict[str, Page], there: dict[str, str]) -> None:
    """Each place holds what its page was told is saved, or the one thing it had sent and was told nothing of yet."""
    for act, page in pages.items():
        said = page.value(page.told) if page.told else page.expected
        assert there[act] in {said, page.value(page.sent)}, (act, page.told, page.sent, there[act])
        page.expected = there[act]
        if there[act] == page.value(page.sent):
            page.told = page.sent  # nobody was told, but it is there, and so must stay


def checked(settings: Settings, report_id: str, pages: dict[str, Page]) -> None:
    """Nothing told is lost, nothing is half there, and the trail is whole."""
    with reopened(settings) as store:
        compared(pages, kept(store, report_id))
        assert store.audit.verify().faults == ()


async def finishing(address: str, pages: Sequence[Page]) -> None:
    """Let each type once more, on a server that lives."""
    await asyncio.gather(*(page.works(address, most=1) for page in pages))


@pytest.mark.timeout(3600)
def test_what_a_page_called_saved_outlives_the_server_and_the_page_goes_on(either: Settings) -> None:
    chance = random.Random(41)  # noqa: S311 - when a server dies is no secret
    report_id = prepared(either)
    with service(either, browsing.free_port()) as server:
        with reopened(either) as store:
            there = kept(store, report_id)
        server.start()
        pages = pages_of(report_id, server.address, there)
        for count in range(KILLS):
            opening = count % 4 == 3
            asyncio.run(till_killed(server, list(pages.values()), chance.uniform(0, LONGEST), opening=opening))
            assert opening or all(page.opened.is_set() for page in pages.values()), "whoever was signed in still is"
            checked(either, report_id, pages)
            server.start()
    # And as the program itself starts it.
    with browsing.application(either.home, NIANBAO_DEMO="false", NIANBAO_DATABASE_URL=either.database_url) as address:
        told = {act: page.count for act, page in pages.items()}
        asyncio.run(finishing(address, list(pages.values())))
    checked(either, report_id, pages)
    assert all(pages[act].count == before + 1 for act, before in told.items())
    assert all(before >= KILLS // 2 for before in told.values()), "they were told of more than a little"
    print({act: page.count for act, page in pages.items()})  # noqa: T201 - pytest shows it where it is asked to
