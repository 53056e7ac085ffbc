"""A database that is away, busy, full or read-only for a while: nothing said to be saved is lost, and work goes on."""

import asyncio
import shutil
import sqlite3
import tempfile
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import browsing
import postgres_server
import pytest
import wire
from damage import chance_of, is_sentence, random_bytes, without_privileges
from people import CLERK
from sqlalchemy import event, text

from assistant.desk import Desk
from assistant.errors import StorageProblem
from assistant.settings import Settings
from assistant.ui.shell import PAGES

CELL = "T3.received.business"
OTHER = "T3.received.natural_person"
ORGAN = "虚构县教育局"


def settings_of(home, url=""):
    return Settings(_env_file=None, home=home, demo=False, database_url=url)


def started(settings):
    """A report to work on; its id."""
    desk = Desk(settings)
    report_id = desk.reports.start(ORGAN, 2025, who=CLERK)
    desk.close()
    return report_id


def stored(settings, report_id, code):
    desk = Desk(settings)
    value = desk.reports.open(report_id).report.figures.get(code)
    desk.close()
    return value


def saves(desk, report_id, value):
    desk.reports.set_cells(report_id, {CELL: Decimal(value)}, who=CLERK)


def refuses(desk, report_id, value, says):
    with pytest.raises(StorageProblem, match=says) as said:
        saves(desk, report_id, value)
    assert is_sentence(said.value.message)
    assert "没有显示“已保存”的内容还没有存下" in said.value.message


class Typist:
    """One visitor on the figures page, and the sentences that came back."""

    def __init__(self, session, report_id):
        self._session = session
        self._query = {"report": report_id, "tab": "T3"}
        self._events = ""

    async def looks(self):
        drawn = await self._session.page("figures", **self._query)
        assert not drawn.failed, drawn.texts
        if not drawn.errors:
            self._events = drawn.grid_events
        return drawn

    async def types(self, code, before, now, seq):
        drawn = await self._session.type(self._events, {code: (before, now)}, seq, **self._query)
        assert not drawn.failed, drawn.texts
        return drawn


def says(drawn, words):
    """It says these words on red, in a sentence, and nothing else."""
    assert drawn.errors
    assert all(is_sentence(one) for one in drawn.errors)
    assert any(words in one for one in drawn.errors)
    return True


async def every_page(session, report_id):
    return [await session.page(path, report=report_id) for _, _, path in PAGES]


async def while_locked(address, file, report_id):
    session = await wire.connect(address)
    typist = Typist(session, report_id)
    await typist.looks()
    done = await typist.types(CELL, "", "7", 1)
    assert (done.grid["ack"]["seq"], done.errors) == (1, [])
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    refused = await typist.types(OTHER, "", "9", 2)
    assert says(refused, "被别的程序占用")
    # Not acknowledged, so the browser keeps what was typed in its cell, tries again, and does not say 已保存.
    assert refused.grid["ack"]["seq"] == 1
    assert "被别的程序占用" in refused.grid["notes"][OTHER]
    assert OTHER not in refused.grid["values"]
    assert not any(drawn.failed or drawn.errors for drawn in await every_page(session, report_id))  # reading waits not
    other.execute("ROLLBACK")
    other.close()
    await typist.looks()
    again = await typist.types(OTHER, "", "9", 2)
    assert (again.grid["ack"]["seq"], again.grid["notes"], again.errors) == (2, {}, [])
    assert (again.grid["values"][CELL], again.grid["values"][OTHER]) == ("7", "9")


async def while_broken(address, file, report_id, aside):
    session = await wire.connect(address)
    typist = Typist(session, report_id)
    await typist.looks()
    file.rename(aside)
    for breaks in (lambda: None, file.touch, lambda: random_bytes(file, chance_of("served"))):
        breaks()
        before = file.read_bytes() if file.exists() else None
        for drawn in await every_page(session, report_id):
            assert not drawn.failed, drawn.texts
            assert says(drawn, "数据库文件")
        assert (file.read_bytes() if file.exists() else None) == before
    assert says(await typist.types(CELL, "7", "8", 1), "已经损坏")
    aside.replace(file)
    # The same session goes on, with what was saved.
    assert (await typist.looks()).grid["values"][CELL] == "7"
    done = await typist.types(CELL, "7", "8", 1)
    assert (done.grid["ack"]["seq"], done.grid["values"][CELL], done.errors) == (1, "8", [])


def test_pages_on_a_database_that_is_locked_and_one_that_is_replaced(tmp_path):
    home = tmp_path / "home"
    report_id = started(settings_of(home))
    file = home / "nianbao.db"
    url = f"sqlite:///{file}?timeout=0.2"
    with browsing.application(home, NIANBAO_DEMO="false", NIANBAO_DATABASE_URL=url) as address:
        asyncio.run(while_locked(address, file, report_id))
        assert stored(settings_of(home), report_id, OTHER) == 9
        asyncio.run(while_broken(address, file, report_id, tmp_path / "aside.db"))
    assert stored(settings_of(home), report_id, CELL) == 8


@pytest.fixture(scope="module")
def cluster(postgres_folder):
    with postgres_server.cluster(postgres_folder) as made:
        yield made


async def while_away(address, cluster, report_id):
    session = await wire.connect(address)
    typist = Typist(session, report_id)
    await typist.looks()
    done = await typist.types(CELL, "", "7", 1)
    assert (done.grid["ack"]["seq"], done.errors) == (1, [])
    cluster.stop()
    assert says(await typist.types(OTHER, "", "9", 2), "数据库暂时不能读写")
    for drawn in await every_page(session, report_id):
        assert not drawn.failed, drawn.texts
        assert says(drawn, "数据库暂时不能读写")
    newcomer = await wire.connect(address)
    assert says(await newcomer.page("figures", report=report_id), "数据库暂时不能读写")
    cluster.start()
    # The same session, without a restart: what was said to be saved is there, what was not is sent again.
    seen = await typist.looks()
    assert (seen.grid["values"][CELL], OTHER in seen.grid["values"], seen.grid["ack"]["seq"]) == ("7", False, 1)
    again = await typist.types(OTHER, "", "9", 2)
    assert (again.grid["ack"]["seq"], again.grid["notes"], again.grid["values"][OTHER]) == (2, {}, "9")
    assert not (await newcomer.page("figures", report=report_id, tab="T3")).errors


@pytest.mark.postgres
def test_pages_on_a_server_that_is_away_for_a_while(cluster, tmp_path):
    settings = settings_of(tmp_path, cluster.url)
    report_id = started(settings)
    with browsing.application(tmp_path, NIANBAO_DEMO="false", NIANBAO_DATABASE_URL=cluster.url) as address:
        asyncio.run(while_away(address, cluster, report_id))
    assert (stored(settings, report_id, CELL), stored(settings, report_id, OTHER)) == (7, 9)


@pytest.mark.postgres
def test_a_step_cut_off_in_the_middle_is_there_whole_or_not_at_all(cluster, tmp_path):
    settings = settings_of(tmp_path, cluster.url)
    desk = Desk(settings)
    report_id = desk.reports.start(ORGAN, 2024, who=CLERK)
    saves(desk, report_id, 5)

    def cut_off(*, after):
        with desk.store.together():
            if after:
                saves(desk, report_id, 6)
            cluster.stop()
            if not after:
                saves(desk, report_id, 6)

    for after in (False, True):
        with pytest.raises(StorageProblem, match="暂时不能读写") as said:
            cut_off(after=after)
        assert is_sentence(said.value.message)
        for tried in (desk.store.reports.heads, lambda: saves(desk, report_id, 7), desk.store.audit.verify):
            with pytest.raises(StorageProblem, match="暂时不能读写"):
                tried()
        cluster.start()
        assert desk.reports.open(report_id).report.figures.get(CELL) == 5
        assert desk.store.audit.verify().faults == ()
    saves(desk, report_id, 7)
    assert desk.reports.open(report_id).report.figures.get(CELL) == 7
    desk.close()


@pytest.mark.postgres
def test_a_server_that_only_lets_read_is_told(cluster, tmp_path):
    url = f"{cluster.url}?options=-c%20default_transaction_read_only%3Don"
    settings = settings_of(tmp_path, cluster.url)
    writing = Desk(settings)
    report_id = writing.reports.start(ORGAN, 2023, who=CLERK)
    reading = Desk(settings_of(tmp_path, url))
    refuses(reading, report_id, 5, "只读")
    assert reading.reports.open(report_id).report.organ == ORGAN
    reading.close()
    writing.close()


@pytest.mark.postgres
def test_a_server_with_the_database_of_a_newer_program_is_left_alone(cluster, tmp_path):
    desk = Desk(settings_of(tmp_path, cluster.url))
    with desk.store._database.engine.begin() as connection:
        (before,) = connection.execute(text("SELECT version_num FROM alembic_version")).one()
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StorageProblem, match="更新版本") as said:
        Desk(settings_of(tmp_path, cluster.url))
    assert is_sentence(said.value.message)
    with desk.store._database.engine.begin() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"
        connection.execute(text("UPDATE alembic_version SET version_num = :before"), {"before": before})
    desk.close()


def test_a_file_that_is_opened_to_be_read_only(settings):
    desk = Desk(settings)
    report_id = desk.reports.start(ORGAN, 2025, who=CLERK)
    saves(desk, report_id, 5)
    url = f"sqlite:///file:{settings.data / 'nianbao.db'}?mode=ro&uri=true"
    reading = Desk(settings.model_copy(update={"database_url": url}))
    refuses(reading, report_id, 6, "只读")
    assert reading.reports.open(report_id).report.figures.get(CELL) == 5
    reading.close()
    desk.close()


def test_a_database_locked_for_longer_than_one_waits(tmp_path):
    file = tmp_path / "nianbao.db"
    desk = Desk(settings_of(tmp_path, f"sqlite:///{file}?timeout=0.1"))
    report_id = desk.reports.start(ORGAN, 2025, who=CLERK)
    saves(desk, report_id, 5)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    refuses(desk, report_id, 6, "被别的程序占用")
    assert desk.reports.open(report_id).report.figures.get(CELL) == 5
    with pytest.raises(StorageProblem, match="被别的程序占用") as said:
        Desk(settings_of(tmp_path, f"sqlite:///{file}?timeout=0.1"))
    assert is_sentence(said.value.message)
    other.execute("ROLLBACK")
    other.close()
    saves(desk, report_id, 6)
    assert desk.reports.open(report_id).report.figures.get(CELL) == 6
    desk.close()


@contextmanager
def no_room(desk):
    """A disk that is full: no page more than there are."""
    engine = desk.store._database.engine

    def _full(connection, _record, _proxy):
        connection.execute("PRAGMA max_page_count = 1")

    event.listen(engine, "checkout", _full)
    yield
    event.remove(engine, "checkout", _full)
    engine.dispose()


def test_a_full_disk(desk):
    report_id = desk.reports.start(ORGAN, 2025, who=CLERK)
    desk.reports.set_section(report_id, "problems", "存下的一段。", who=CLERK)
    with no_room(desk):
        with pytest.raises(StorageProblem, match="磁盘已满") as said:
            desk.reports.set_section(report_id, "problems", "没有存下的一段。" * 9000, who=CLERK)
        assert is_sentence(said.value.message)
        assert desk.reports.open(report_id).report.section("problems") == "存下的一段。"
    desk.reports.set_section(report_id, "problems", "没有存下的一段。" * 9000, who=CLERK)
    assert desk.reports.open(report_id).report.section("problems") == "没有存下的一段。" * 9000


def test_a_database_without_permission_to_write(settings):
    outer = Path(tempfile.mkdtemp())  # pytest's own folder is nobody's but root's
    try:
        outer.chmod(0o755)
        settings = settings.model_copy(update={"home": outer / "home"})
        desk = Desk(settings)
        report_id = desk.reports.start(ORGAN, 2025, who=CLERK)
        saves(desk, report_id, 5)
        with without_privileges():

            def may(mode):
                for file in (outer / "home").glob("nianbao.db*"):  # with what SQLite keeps beside it
                    file.chmod(mode)

            desk.store.close()
            may(0o444)
            refuses(desk, report_id, 6, "只读")
            assert desk.reports.open(report_id).report.figures.get(CELL) == 5
            assert stored(settings, report_id, CELL) == 5  # to read it is to be opened still
            may(0o644)
            saves(desk, report_id, 6)
            desk.store.close()
            may(0o000)
            with pytest.raises(StorageProblem) as said:
                desk.store.reports.heads()
            assert is_sentence(said.value.message)
            may(0o644)
            saves(desk, report_id, 7)
            assert desk.reports.open(report_id).report.figures.get(CELL) == 7
            desk.close()
    finally:
        shutil.rmtree(outer, ignore_errors=True)


def test_more_at_once_than_there_are_connections(desk):
    report_id = desk.reports.start(ORGAN, 2025, who=CLERK)
    engine = desk.store._database.engine
    engine.pool._timeout = 0.05
    taken = []
    for _ in range(engine.pool.size() + engine.pool._max_overflow):
        taken.append(engine.raw_connection())
    refuses(desk, report_id, 5, "暂时不能读写")
    for connection in taken:
        connection.close()
    saves(desk, report_id, 5)
