"""A command run beside the server on one SQLite file: what the server saves afterwards is in the file, for everyone."""

import sqlite3
import subprocess
import sys
from contextlib import ExitStack, closing

import pytest

from assistant.errors import StorageProblem
from assistant.settings import Settings
from assistant.store import Store, sqlite_file

_COMMAND = """
import sys
from pathlib import Path
from assistant.settings import Settings
from assistant.store import Store
store = Store(Settings(_env_file=None, home=Path(sys.argv[1])))
print(store.get("before"), store.get("after"))
store.close()
"""


def said(home):
    """What another process reads, which opens the database and closes it again as every command does."""
    done = subprocess.run([sys.executable, "-c", _COMMAND, str(home)], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_what_is_saved_after_a_command_has_come_and_gone_is_seen_by_the_next(tmp_path):
    store = Store(Settings(_env_file=None, home=tmp_path))
    store.put("before", "一")
    with ExitStack() as several:
        for _ in range(3):  # people at once: the server has several connections
            several.enter_context(closing(store._database.engine.connect()))
    assert said(tmp_path) == "一 None"
    store.put("after", "二")
    assert said(tmp_path) == "一 二"
    store.close()
    with closing(sqlite3.connect(tmp_path / "nianbao.db")) as file:
        assert dict(file.execute("SELECT key, value FROM installation"))["after"] == "二"


def test_a_data_folder_made_by_the_program_is_open_to_its_account_alone(tmp_path):
    Store(Settings(_env_file=None, home=tmp_path / "home")).close()
    assert (tmp_path / "home").stat().st_mode & 0o077 == 0


def test_who_opens_while_another_process_is_making_the_file_waits_for_it(tmp_path, monkeypatch):
    """SQLite waits for a lock everywhere but where the log is turned on: there it fails at once."""
    with closing(sqlite3.connect(tmp_path / "nianbao.db", isolation_level=None, check_same_thread=False)) as other:
        other.execute("PRAGMA user_version=1")
        other.execute("BEGIN IMMEDIATE")
        waited = []

        def waits(seconds):
            waited.append(seconds)
            other.execute("COMMIT")

        monkeypatch.setattr(sqlite_file.time, "sleep", waits)
        store = Store(Settings(_env_file=None, home=tmp_path))
        assert len(waited) == 1
        store.put("after", "二")
        store.close()


def test_who_finds_the_file_locked_for_long_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(sqlite_file, "_CREATING", 0.1)
    with closing(sqlite3.connect(tmp_path / "nianbao.db", isolation_level=None)) as other:
        other.execute("PRAGMA user_version=1")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageProblem, match="数据库正被别的程序占用"):
            Store(Settings(_env_file=None, home=tmp_path))
