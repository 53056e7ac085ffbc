"""A real PostgreSQL of the tests' own: a fresh cluster on loopback, gone when the tests end."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, NullPool, create_engine, text


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl, None where PostgreSQL is not installed."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if found := shutil.which("pg_ctl"):
        folders.append(Path(found).resolve().parent)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


class Cluster:
    """A cluster that can be stopped and started again, on the same port with the same data."""

    def __init__(self, folder: Path, inside: Path | None = None) -> None:
        """Make one, with the programs of a folder and `inside` a disk of its own; it is not started yet."""
        self._folder = folder
        self.data = Path(tempfile.mkdtemp(prefix="nianbao-pg-", dir=inside))
        # PostgreSQL refuses to run as root, so there the package's own user runs it, in a folder it may read.
        self._as_other: list[str] = []
        if os.geteuid() == 0:
            account = pwd.getpwnam("postgres")
            os.chown(self.data, account.pw_uid, account.pw_gid)
            self._as_other = ["runuser", "-u", "postgres", "--"]
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        self.url = f"postgresql+psycopg://tester@127.0.0.1:{self._port}/postgres"
        self._run("initdb", "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-p {self._port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        self._run("pg_ctl", "-w", "-o", options, "-l", str(self.data / "log"), "start")

    def stop(self) -> None:
        """Stop it as a crash would: whoever is connected is cut off, what was committed stays."""
        self._run("pg_ctl", "-m", "immediate", "stop")

    def only_read(self, *, on: bool) -> None:
        """Let nobody write who does not ask to, or let everybody again."""
        engine = create_engine(f"{self.url}?options=-c%20default_transaction_read_only%3Doff")
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f"ALTER SYSTEM SET default_transaction_read_only = {'on' if on else 'off'}"))
            connection.execute(text("SELECT pg_reload_conf()"))
        # Until it is so for whoever comes next.
        shown, asking = "", create_engine(self.url)
        while shown != ("on" if on else "off"):
            with asking.connect() as connection:
                shown = str(connection.execute(text("SHOW default_transaction_read_only")).scalar())
            asking.dispose()
        engine.dispose()

    def _run(self, program: str, *options: str) -> None:
        command = [*self._as_other, str(self._folder / program), "-D", str(self.data / "db"), *options]
        subprocess.run(command, check=True, capture_output=True, cwd=self.data, timeout=60)


@contextmanager
def cluster(folder: Path, inside: Path | None = None) -> Iterator[Cluster]:
    """A running cluster, gone afterwards whether it was stopped meanwhile or not."""
    made = Cluster(folder, inside)
    try:
        made.start()
        yield made
    finally:
        with suppress(subprocess.CalledProcessError):
            made.stop()
        shutil.rmtree(made.data, ignore_errors=True)


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Start a cluster; yields its SQLAlchemy URL."""
    with cluster(folder) as started:
        yield started.url


@contextmanager
def master(url: str) -> Iterator[Connection]:
    """A connection over which databases are made and removed, gone afterwards: who is left connected is in the way."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


def fresh(url: str, name: str) -> str:
    """A database of that name on the same server, which nothing is in; its address."""
    with master(url) as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    return f"{url.rpartition('/')[0]}/{name}"


def empty(url: str) -> None:
    """Take everything out of the database, whoever left it there."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
