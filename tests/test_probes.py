"""What machines ask beside the pages, over real HTTP: whether the service can work, how much it does, what it logs."""

import asyncio
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.parse import urlsplit

import browsing
import postgres_server
import pytest
import wire
from sqlalchemy import text

from assistant.desk import Desk
from assistant.settings import Settings
from assistant.ui.server.counting import kind_of

NAME = "nianbao.example.gov.cn"
TOKEN = "a-token-of-some-length"


@contextmanager
def application(home, log, **environment):
    """The application with what it writes to stderr kept in a file."""
    port = browsing.free_port()
    command = [sys.executable, "-c", "from assistant.ui.server.serving import run; import sys; run(int(sys.argv[1]))"]
    given = {**os.environ, "NIANBAO_HOME": str(home), "NIANBAO_HOSTS": NAME, **environment}
    with (
        log.open("wb") as out,
        subprocess.Popen([*command, str(port)], env=given, stdout=subprocess.DEVNULL, stderr=out) as server,
    ):
        try:
            browsing.answers(f"http://127.0.0.1:{port}/_stcore/health", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(20)


def get(address, path, **headers):
    there = urlsplit(address)
    connection = http.client.HTTPConnection(there.hostname, there.port, timeout=30)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.getheader("content-type"), answer.read().decode()


def measures(text):
    assert all(re.fullmatch(r"# TYPE \w+ (gauge|counter)|\w+(\{.*\})? \S+", line) for line in text.splitlines())
    found = (line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, value in found}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("home")
    desk = Desk(Settings(_env_file=None, home=folder))
    desk.close()
    return folder


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    return tmp_path_factory.mktemp("log") / "log"


@pytest.fixture(scope="module")
def address(home, log):
    with application(home, log, NIANBAO_LOG="json", NIANBAO_METRICS_TOKEN=TOKEN) as url:
        yield url


def test_health_is_told_under_any_name(address):
    for host in ("127.0.0.1", NAME, "10.0.0.5", "anything.example"):
        assert get(address, "/healthz", Host=host) == (200, "application/json", '{"status":"ok"}')


def test_measures_are_for_this_machine_or_whoever_has_the_token(address):
    assert get(address, "/metrics")[0] == 200
    assert get(address, "/metrics", Host=NAME)[0] == 403
    assert get(address, "/metrics", Host=NAME, Authorization="Bearer wrong")[0] == 403
    assert get(address, "/metrics", Host=NAME, Authorization=f"Bearer {TOKEN}")[0] == 200
    assert get(address, "/metrics", Host="evil.example", Authorization=f"Bearer {TOKEN}")[0] == 403
    # What a proxy on this machine passes on for somebody else is somebody else's.
    assert get(address, "/metrics", **{"X-Forwarded-For": "10.0.0.9"})[0] == 403


async def visited(address):
    session = await wire.connect(address)
    drawn = await session.page("workbench")
    during = measures(get(address, "/metrics")[2])
    await session._connection.close()
    return drawn, during


def test_what_is_done_is_measured(address):
    before = measures(get(address, "/metrics")[2])
    drawn, during = asyncio.run(visited(address))
    assert drawn.has("工作台")
    assert (during["nianbao_sessions"], before["nianbao_sessions"]) == (1, 0)
    assert during['nianbao_reports{state="drafting"}'] == 1
    assert (during["nianbao_past_reports"] > 1, during["nianbao_database_up"]) == (True, 1)
    assert during["nianbao_audit_lines"] == 0
    assert during["nianbao_database_statements_total"] > before["nianbao_database_statements_total"]
    assert during["nianbao_database_seconds_total"] > before["nianbao_database_seconds_total"] > 0
    assert during["process_resident_memory_bytes"] > 50_000_000
    refused = 'nianbao_requests_total{kind="page",status="403"}'
    get(address, "/secret-name", Host="evil.example")
    after = measures(get(address, "/metrics")[2])
    assert after[refused] == before.get(refused, 0) + 1


def logged(log, *, until):
    """The lines of the log, once it tells of a request of that kind: of a session it does when that has ended."""
    for _ in range(300):
        whole, _, _ = log.read_text("utf-8").rpartition("\n")
        lines = [json.loads(line) for line in whole.splitlines()]
        if any(line.get("kind") == until for line in lines):
            break
        time.sleep(0.1)
    return lines


def test_the_log_is_lines_of_json_without_names_and_texts(address, log):
    get(address, "/figures?report=secret-report&name=zhangsan")
    get(address, "/media/secret-file")
    get(address, "/secret-name", Host="evil.example")
    asyncio.run(visited(address))
    lines = logged(log, until="session")
    assert all({"time", "level", "logger", "at"} <= set(line) for line in lines)
    told = [line for line in lines if line.get("event") == "request"]
    assert {"page", "download", "session"} <= {line["kind"] for line in told}
    assert not re.search("secret|zhangsan|evil|127\\.0\\.0\\.1:\\d+", "".join(map(str, told)))


CRASH = """
import logging, threading, warnings
from assistant.ui.server import logs
before = logging.getLogger("streamlit.before")
before.addHandler(logging.StreamHandler())
logs.write_json()
from streamlit.logger import get_logger
get_logger("streamlit.after").warning("Uncaught %s", "秘密")
before.error("of before %s", "秘密")
logging.getLogger("other").error("all of it 秘密")
logging.getLogger("nianbao").info("ours", extra={"fields": {"kind": "page"}})
warnings.warn("秘密")
def broken(): raise ValueError("秘密")
try: broken()
except ValueError: logging.getLogger("nianbao").exception("page failed")
thread = threading.Thread(target=broken); thread.start(); thread.join()
broken()
"""


def test_what_nobody_caught_is_told_by_its_kind_and_place():
    done = subprocess.run([sys.executable, "-c", CRASH], capture_output=True, timeout=60, check=False)
    lines = [json.loads(line) for line in done.stderr.decode().splitlines()]
    assert "秘密" not in done.stderr.decode()
    events = [line.get("event") for line in lines]
    assert events == ["Uncaught %s", "of before %s", None, "ours", None, "page failed", "uncaught", "uncaught"]
    assert [line["error"] for line in lines[-3:]] == ["ValueError"] * 3
    assert all("broken" in line["places"][-1] for line in lines[-3:])
    assert lines[3]["kind"] == "page"


def test_addresses_are_counted_by_kind():
    paths = ("/", "/figures", "/_stcore/stream", "/_stcore/upload_file/a/b", "/media/a.xlsx", "/healthz", "/healthzz")
    assert [kind_of(path) for path in paths] == ["page", "page", "session", "upload", "download", "health", "page"]


@pytest.mark.parametrize("damage", ["gone", "garbled"])
def test_a_database_that_does_not_answer_is_503_and_no_more_is_told(tmp_path, damage):
    home = tmp_path / "home"
    with application(home, tmp_path / "log") as address:
        assert get(address, "/healthz")[0] == 200
        if damage == "gone":
            shutil.move(home / "nianbao.db", tmp_path / "away.db")
        else:
            (home / "nianbao.db").write_bytes(b"no database at all" * 9999)
            (home / "nianbao.db-wal").unlink(missing_ok=True)
        status, kind, said = get(address, "/healthz")
        assert (status, kind.partition(";")[0], said) == (503, "text/plain", "数据库暂时不能使用，服务不能正常工作。")
        if damage == "garbled":
            assert measures(get(address, "/metrics")[2])["nianbao_database_up"] == 0


@pytest.mark.postgres
def test_a_database_server_that_went_away_is_503(tmp_path, postgres_url):
    url = postgres_server.fresh(postgres_url, "probes")
    with application(tmp_path / "home", tmp_path / "log", NIANBAO_DATABASE_URL=url) as address:
        assert get(address, "/healthz")[0] == 200
        with postgres_server.master(postgres_url) as connection:
            connection.execute(text("DROP DATABASE probes WITH (FORCE)"))
        assert get(address, "/healthz")[0] == 503
        assert "postgres" not in get(address, "/healthz")[2]
