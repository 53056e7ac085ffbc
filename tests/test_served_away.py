"""Served pages while nothing can be saved: away, read-only, full. What is typed stays, is told, and is saved later.

NIANBAO_REQUIRE_THOROUGH=1 leaves a database away for half a minute.
"""

import asyncio
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import browsing
import postgres_server
import pytest
import wire
from damage import is_sentence
from open_pages import CELL, FACTS, NAME, SECTION, Box, Facts, Page, Table, Text
from people import CLERK

from assistant.desk import Desk
from assistant.figures import Indicator
from assistant.settings import Settings

AWAY = 30 if os.environ.get("NIANBAO_REQUIRE_THOROUGH") == "1" else 0
"""Seconds a database is away."""
NUMBER = 7001
KINDS = (Table, Text, Box, Facts)


class Long(Text):
    """A section for which there must be room."""

    def value(self, number: int) -> str:
        letters = random.Random(number)  # noqa: S311 - nothing that a database could write shorter
        return "".join(chr(letters.randrange(0x4E00, 0x9FA5)) for _ in range(60_000))


def settings_of(home: Path, url: str = "") -> Settings:
    return Settings(_env_file=None, home=home, demo=False, database_url=url)  # type: ignore[call-arg]


def started(settings: Settings, organ: str = "虚构县教育局") -> str:
    """A report to work on; its id."""
    desk = Desk(settings)
    report_id = desk.reports.start(organ, 2025, who=CLERK)
    desk.reports.set_indicators(report_id, [Indicator(NAME, None, "次")], who=CLERK)
    desk.close()
    return report_id


def stored(settings: Settings, report_id: str) -> list[str]:
    """What is stored in the place of each page."""
    desk = Desk(settings)
    report = desk.reports.open(report_id).report
    assert desk.store.audit.verify().faults == ()
    desk.close()
    notes = [note.text for note in report.notes if note.aspect == FACTS]
    return [
        str(report.figures.values.get(CELL)),
        report.section(SECTION),
        *(str(one.value) for one in report.indicators),
        *notes,
    ]


async def asked(page: Page) -> wire.Drawn:
    """The page from the beginning, as it is reloaded."""
    assert page.session is not None
    drawn = await page.session.page(page.path, report=page.report_id, **page.query)
    assert not drawn.failed, drawn.texts[-3:]
    return drawn


async def types_on(
    address: str, pages: list[Page], breaks: Callable[[], object], mends: Callable[[], object], says: str
) -> list[Page]:
    """Type into each page while it is broken, have saved what was not once it is mended; the pages that refused."""
    drawn = []
    for page in pages:
        page.session = await wire.connect(address)
        drawn.append(await asked(page))
        page.begins()
    breaks()
    refused = []
    for page, before in zip(pages, drawn, strict=True):
        said = await page.types(before, NUMBER)
        assert not said.failed, said.texts[-3:]
        assert all(is_sentence(one) for one in said.errors)
        if not page.acknowledged(said):
            assert any(says in one for one in said.errors), (said.errors, page)
            refused.append(page)
    mends()
    for page, before in zip(pages, drawn, strict=True):
        now = await asked(page)
        assert not now.errors or all("没有显示“已保存”的内容还没有存下" in one for one in now.errors)
        if page not in refused:
            continue  # it is looked for in the database
        if isinstance(page, Box):
            # A box sends nothing once more by itself: what was typed stands in it, and is saved with a press.
            assert page.standing(now) == page.value(NUMBER)
            assert any("还没有保存" in one for one in now.texts)
            assert page.session is not None
            now = await page.session.press(now, "重新保存")
            assert page.acknowledged(now), now.errors
            assert not any("还没有保存" in one for one in now.texts)
        else:
            assert page.standing(now) != page.value(NUMBER)
            # The same edit, as the browser sends it until it is acknowledged: while another page's connection is open,
            # what SQLite knows of the file is shared with it, and it goes on being one that is only read.
            for _ in range(40):
                page.seq -= 1
                now = await page.types(before, NUMBER)
                if page.acknowledged(now):
                    break
                await asyncio.sleep(0.25)
            assert page.acknowledged(now), now.errors
    return refused


def goes_through(
    address: str,
    settings: Settings,
    report_id: str,
    breaks: Callable[[], object],
    mends: Callable[[], object],
    *,
    says: str,
    text: type[Text] = Text,
) -> list[type[Page]]:
    """All four pages, and what is stored in the end; the kinds of pages that refused."""
    pages = [kind(report_id, "", "") for kind in (KINDS[0], text, *KINDS[2:])]
    refused = asyncio.run(types_on(address, pages, breaks, mends, says))
    assert stored(settings, report_id) == [page.value(NUMBER) for page in pages]
    return [type(page) for page in refused]


@pytest.fixture(scope="module")
def cluster(postgres_folder: Path) -> Iterator[postgres_server.Cluster]:
    with postgres_server.cluster(postgres_folder) as made:
        yield made


@pytest.mark.postgres
def test_a_server_that_is_away_and_one_that_only_lets_read(cluster: postgres_server.Cluster, tmp_path: Path) -> None:
    settings = settings_of(tmp_path, cluster.url)

    def comes_back() -> None:
        time.sleep(AWAY)
        cluster.start()

    with browsing.application(tmp_path, NIANBAO_DEMO="false", NIANBAO_DATABASE_URL=cluster.url) as address:
        report_id = started(settings)
        refused = goes_through(address, settings, report_id, cluster.stop, comes_back, says="数据库暂时不能读写")
        assert tuple(refused) == KINDS
        report_id = started(settings, "虚构县民政局")
        stops, lets = (partial(cluster.only_read, on=on) for on in (True, False))
        assert tuple(goes_through(address, settings, report_id, stops, lets, says="数据库是只读的")) == KINDS


def command_without_privileges() -> list[str]:
    """The program run by somebody whom permissions stop, root or not.

    Where root cannot give that up, test_database_away.py still shows a store that may only be read.
    """
    program = [sys.executable, "-c", "from assistant.cli import main; main()"]
    if os.geteuid() != 0:
        return program
    if shutil.which("setpriv") is None:
        pytest.skip("没有 setpriv，root 不受文件权限限制")
    return ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", *program]


@contextmanager
def served_without_privileges(home: Path) -> Iterator[str]:
    port = browsing.free_port()
    command = [*command_without_privileges(), "serve", "--port", str(port)]
    environment = {"NIANBAO_HOME": str(home), "NIANBAO_DEMO": "false", "DISPLAY": ""}
    with browsing.serving(command, port, environment) as address:
        yield address


def test_a_file_that_may_only_be_read(tmp_path: Path) -> None:
    home = tmp_path / "home"
    settings = settings_of(home)
    report_id = started(settings)

    def may() -> None:
        # What lies beside it first: a connection made in between would go on taking it for what may only be read.
        for file in sorted(home.glob("nianbao.db*"), reverse=True):
            file.chmod(0o644)

    (home / "nianbao.db").chmod(0o444)
    with served_without_privileges(home) as address:
        refused = goes_through(address, settings, report_id, lambda: None, may, says="数据库是只读的")
    assert tuple(refused) == KINDS


def test_a_folder_that_may_only_be_read(tmp_path: Path) -> None:
    home = tmp_path / "home"
    settings = settings_of(home)
    report_id = started(settings)
    with served_without_privileges(home) as address:
        # What lies beside the file already may still be written: then it is saved, else it says that it is not.
        goes_through(address, settings, report_id, lambda: home.chmod(0o555), lambda: home.chmod(0o755), says="数据库")
    for beside in home.glob("nianbao.db-*"):
        beside.unlink()
    home.chmod(0o555)
    begun = subprocess.run(
        [*command_without_privileges(), "serve", "--port", str(browsing.free_port())],
        env={**os.environ, "NIANBAO_HOME": str(home), "NIANBAO_DEMO": "false"},
        capture_output=True,
        text=True,
        check=False,
    )
    home.chmod(0o755)
    assert begun.returncode == 2
    assert "请信息化同事检查数据库和数据目录的写权限" in begun.stderr + begun.stdout
    assert "Traceback" not in begun.stderr


@contextmanager
def disk(megabytes: int) -> Iterator[Path]:
    """A small disk of its own; only root may mount one.

    Where nobody may, as in most containers, test_database_away.py still shows a database that is told to be full.
    """
    folder = Path(tempfile.mkdtemp(prefix="nianbao-disk-"))
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(folder)]
    if subprocess.run(mounting, capture_output=True, check=False).returncode != 0:
        folder.rmdir()
        pytest.skip("没有挂载的权限，不能准备一个会满的磁盘")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
        folder.rmdir()


def fills(folder: Path) -> None:
    """Leave no byte of a disk free."""
    with (folder / "ballast").open("wb", buffering=0) as ballast:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    ballast.write(b"\0" * size)
            except OSError:
                continue


def test_a_full_disk_under_a_file() -> None:
    with disk(48) as folder:
        home = folder / "home"
        report_id = started(settings_of(home))
        with browsing.application(home, NIANBAO_DEMO="false") as address:
            filled, freed = partial(fills, folder), (folder / "ballast").unlink
            refused = goes_through(address, settings_of(home), report_id, filled, freed, says="磁盘已满", text=Long)
        assert Long in refused


@pytest.mark.postgres
def test_a_full_disk_under_a_server(postgres_folder: Path, tmp_path: Path) -> None:
    with disk(160) as folder:
        folder.chmod(0o755)
        with postgres_server.cluster(postgres_folder, folder) as cluster:
            settings = settings_of(tmp_path, cluster.url)
            report_id = started(settings)
            with browsing.application(tmp_path, NIANBAO_DEMO="false", NIANBAO_DATABASE_URL=cluster.url) as address:
                filled, freed = partial(fills, folder), (folder / "ballast").unlink
                refused = goes_through(address, settings, report_id, filled, freed, says="磁盘已满", text=Long)
            assert Long in refused
