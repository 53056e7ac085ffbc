"""The main database damaged, replaced or not ours: one sentence, and the file is left as it was."""

import hashlib
import shutil
import sqlite3
import subprocess
import sys

import pytest
from damage import a_folder, a_page, chance_of, emptied, is_sentence, random_bytes, scattered, truncated
from people import CLERK, KEEPER

from assistant.cli.command import main
from assistant.desk import Desk
from assistant.errors import StorageProblem
from assistant.settings import Settings, shipped

CELL = "T3.received.natural_person"


def settings_of(home):
    return Settings(_env_file=None, home=home, demo=False)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    home = tmp_path_factory.mktemp("kept") / "home"
    desk = Desk(settings_of(home))
    filed = desk.archive.add("2024.json", (shipped("corpus") / "demo/2024.json").read_bytes(), who=KEEPER)
    desk.reports.start(filed.report.organ, 2025, last_id=filed.archive_id, who=CLERK)
    desk.close()
    return home


@pytest.fixture
def home(kept, tmp_path, monkeypatch):
    shutil.copytree(kept, tmp_path / "home")
    monkeypatch.setenv("NIANBAO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NIANBAO_DEMO", "false")
    return tmp_path / "home"


def run(capsys, *arguments):
    """Exit code and what was said, of the command in this process."""
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    return left.value.code, capsys.readouterr().err.strip()


def state_of(path):
    """Everything in a folder, by name and content."""
    return {
        str(file.relative_to(path)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(path.rglob("*"))
        if file.is_file()
    }


def replaced_by(*lines):
    def change(file, _chance):
        file.unlink()
        connection = sqlite3.connect(file, isolation_level=None)
        for line in lines:
            connection.execute(line)
        connection.close()

    return change


def changed(*lines):
    def change(file, _chance):
        connection = sqlite3.connect(file, isolation_level=None)
        for line in lines:
            connection.execute(line)
        connection.close()

    return change


def four_hundred_bytes(file, chance):
    file.write_bytes(chance.randbytes(400))


NOT_OURS = {
    "four hundred bytes": (four_hundred_bytes, "已经损坏"),
    "random bytes": (random_bytes, "已经损坏"),
    "truncated": (truncated, "已经损坏"),
    "empty": (emptied, "是空的"),
    "a folder": (a_folder, "应当是一个文件"),
    "a newer program": (changed("UPDATE alembic_version SET version_num = '9999'"), "更新版本"),
    "another program": (replaced_by("CREATE TABLE notes (text)", "INSERT INTO notes VALUES ('x')"), "别的程序"),
    "another of Alembic's": (
        replaced_by("CREATE TABLE alembic_version (version_num)", "INSERT INTO alembic_version VALUES ('0001')"),
        "别的程序",
    ),
    "no page holds": (changed("PRAGMA writable_schema=ON", "UPDATE sqlite_master SET sql = 'x'"), "已经损坏"),
}


@pytest.mark.parametrize("case", NOT_OURS)
def test_what_is_no_database_of_ours_is_left_as_it_is(home, capsys, case):
    way, says = NOT_OURS[case]
    way(home / "nianbao.db", chance_of(case))
    before = state_of(home)
    for arguments in (["archive", "list"], ["serve"]):
        code, said = run(capsys, *arguments)
        assert (code, says in said, is_sentence(said)) == (2, True, True), said
    assert state_of(home) == before


def test_a_command_of_its_own_process_ends_in_the_same_sentence(home):
    four_hundred_bytes(home / "nianbao.db", chance_of("process"))
    code = "from assistant.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code, "serve"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert is_sentence(done.stderr.strip())


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("way", [scattered, a_page], ids=lambda way: way.__name__)
def test_bytes_that_are_others_end_in_a_sentence_or_do_no_harm(home, capsys, way, seed):
    """Not all damage is seen when a database is opened; where it is, nothing is written into it."""
    way(home / "nianbao.db", chance_of(way.__name__, seed))
    code, said = run(capsys, "archive", "list")
    assert code in {0, 2}
    assert is_sentence(said) if code else not said
    if not code:
        return
    before = state_of(home)
    assert run(capsys, "archive", "list") == (code, said)
    assert state_of(home) == before


@pytest.mark.parametrize("seed", range(6))
def test_a_desk_at_work_says_what_it_cannot_read(home, seed):
    desk = Desk(settings_of(home))
    (head,) = desk.store.reports.heads()
    scattered(home / "nianbao.db", chance_of("at work", seed))
    said = []
    for tried in (
        lambda: desk.reports.open(head.id),
        desk.archive.entries,
        lambda: desk.reports.set_cells(head.id, {CELL: 5}, who=CLERK),
    ):
        try:
            tried()
        except StorageProblem as problem:
            said.append(problem.message)
    assert all(is_sentence(one) for one in said)
    desk.close()


def test_values_that_were_never_written_are_told_as_damage(home):
    desk = Desk(settings_of(home))
    (head,) = desk.store.reports.heads()
    for spoiled in ("saved_at = 'x'", "unlocked = '{'"):
        connection = sqlite3.connect(home / "nianbao.db", isolation_level=None)
        (row,) = connection.execute("SELECT saved_at, unlocked FROM reports").fetchall()
        connection.execute(f"UPDATE reports SET {spoiled}")  # noqa: S608 - our own statement
        with pytest.raises(StorageProblem, match="已经损坏"):
            desk.store.reports.head(head.id)
        connection.execute("UPDATE reports SET saved_at = ?, unlocked = ?", row)
        connection.close()
    assert desk.store.reports.head(head.id) == head
    desk.close()


def test_a_database_that_is_moved_away_or_replaced_is_never_written_behind(home, tmp_path):
    """An open file takes whatever is written to it, long after nobody can find it under its name any more."""
    file = home / "nianbao.db"
    desk = Desk(settings_of(home))
    (head,) = desk.store.reports.heads()
    desk.reports.set_cells(head.id, {CELL: 5}, who=CLERK)
    desk.store.close()  # as after a night: all is in the file
    desk.reports.open(head.id)
    file.rename(tmp_path / "away.db")
    with pytest.raises(StorageProblem, match="不在原处") as said:
        desk.reports.set_cells(head.id, {CELL: 6}, who=CLERK)
    assert is_sentence(said.value.message)
    assert not file.exists()  # and nothing is made in its place, which would look like a report lost
    (tmp_path / "away.db").rename(file)
    desk.reports.set_cells(head.id, {CELL: 7}, who=CLERK)
    shutil.copy(file, tmp_path / "older.db")
    (tmp_path / "older.db").rename(file)
    desk.reports.set_cells(head.id, {CELL: 8}, who=CLERK)
    desk.close()
    again = Desk(settings_of(home))
    assert again.reports.open(head.id).report.figures.get(CELL) == 8
    again.close()


def test_two_first_starts_at_the_same_time_make_one_database(tmp_path):
    code = "from assistant.cli import main; main(['archive', 'list'])"
    environment = {"NIANBAO_HOME": str(tmp_path / "home"), "NIANBAO_DEMO": "false", "PATH": "/usr/bin:/bin"}
    started = [
        subprocess.Popen([sys.executable, "-c", code], env=environment, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert [(one.communicate(timeout=60)[1], one.returncode) for one in started] == [("", 0)] * 2


@pytest.mark.parametrize(
    "url", ["", "nonsense", "mysql://x/y", "oracle://x/y", "sqlite:////dev/null/x.db", "postgresql://h:port/x"]
)
def test_an_address_that_leads_nowhere_is_a_sentence(tmp_path, url):
    home = tmp_path / "home"
    home.write_text("a file where the data folder should be")
    settings = Settings(_env_file=None, home=home, demo=False, database_url=url)
    with pytest.raises(StorageProblem) as said:
        Desk(settings)
    assert is_sentence(said.value.message)
