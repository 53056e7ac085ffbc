"""Every point of doctor, well and made to fail."""

import json
import shutil
import socket
import sqlite3
import threading
from contextlib import closing
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import browsing
import postgres_server
import pytest
from fake_model import FakeModel
from people import KEEPER
from pydantic import SecretStr
from sqlalchemy import text
from test_cli import nianbao

from assistant import document
from assistant.desk import Desk
from assistant.desk.keeping import doctor
from assistant.desk.keeping.doctor import CHECKS, Check, examine
from assistant.desk.keeping.points import machine
from assistant.errors import StorageProblem
from assistant.report import Report
from assistant.settings import Settings
from assistant.store import now

KEY = "sk-very-secret"


@pytest.fixture
def settings(tmp_path):
    return Settings(_env_file=None, home=tmp_path / "home", port=browsing.free_port())


@pytest.fixture
def begun(settings):
    """An installation with the demonstration on it."""
    Desk(settings).close()
    return settings


def point(name, settings):
    (check,) = [one for one in CHECKS if one.point == name]
    (seen,) = examine(settings, checks=[check])
    assert seen.message.endswith("。")
    return seen


def ill(name, settings):
    seen = point(name, settings)
    assert not seen.ok, seen.message
    return seen.message


def changed(settings, **chosen):
    return settings.model_copy(update=chosen)


def test_all_is_well_on_a_machine_that_has_everything(begun):
    seen = list(examine(begun))
    assert [one.message for one in seen if not one.ok] == []
    assert [one.point for one in seen] == [check.point for check in CHECKS]


def test_nothing_is_begun_where_nothing_was(settings):
    seen = list(examine(settings, offline=True))
    assert [one.message for one in seen if not one.ok] == []
    assert not settings.data.exists()


def test_a_library_of_another_version_is_named(settings, monkeypatch):
    monkeypatch.setattr(
        machine.metadata, "requires", lambda _: ["click==0.0.1", "nothing-like-it==1", 'pytest==1; extra == "test"']
    )
    assert "click、nothing-like-it" in ill("program", settings)
    monkeypatch.setattr(machine, "sys", SimpleNamespace(version_info=(3, 10, 1, "final", 0)))
    assert "Python 3.10.1 太旧" in ill("program", settings)


def test_a_folder_that_cannot_be_written_to(settings, tmp_path, monkeypatch):
    (tmp_path / "file").write_bytes(b"")
    assert "不能写入" in ill("folder", changed(settings, home=tmp_path / "file" / "home"))

    def refused(**_):
        raise PermissionError

    monkeypatch.setattr(machine.tempfile, "TemporaryFile", refused)
    assert "不能写入" in ill("folder", settings)


def test_a_disk_that_is_nearly_full(settings, monkeypatch):
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _: SimpleNamespace(free=5 * 1024 * 1024))
    assert "只剩 5 MB" in ill("disk", settings)


def stamped(settings, revision):
    with closing(sqlite3.connect(settings.data / "nianbao.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))


@pytest.mark.parametrize(("revision", "said"), [("9999", "较新版本"), ("0003", "结构是 0003")])
def test_a_database_of_another_schema_is_named_and_left_as_it_is(begun, revision, said):
    stamped(begun, revision)
    assert said in ill("database", begun)
    assert "先处理数据库" in ill("chain", begun)
    assert "先处理数据库" in ill("index", begun)
    with closing(sqlite3.connect(begun.data / "nianbao.db")) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(revision,)]


def test_a_damaged_database(begun):
    with closing(Desk(begun)) as desk:
        for year in range(2000, 2020):
            desk.store.reports.create(Report(organ="虚构县教育局", year=year, sections={"problems": "字" * 9000}))
    file = begun.data / "nianbao.db"
    data = bytearray(file.read_bytes())
    for page in range(len(data) // 8192, len(data) // 4096):
        data[page * 4096 : page * 4096 + 600] = b"\xff" * 600
    file.write_bytes(data)
    assert "损坏" in ill("database", begun)
    file.write_bytes(b"no database at all, but long enough to be read as one" * 99)
    assert "损坏" in ill("database", begun)


def test_a_database_without_one_of_its_tables_is_not_called_well_and_makes_no_backup(settings, tmp_path):
    with closing(Desk(settings)) as desk, desk.store._database.engine.begin() as connection:
        connection.execute(text("DROP TABLE marks"))
    assert "缺少应有的内容（marks）" in ill("database", settings)
    with closing(Desk(settings)) as desk:
        with pytest.raises(StorageProblem, match=r"缺少应有的内容（marks）.*没有备份"):
            desk.backup.write(tmp_path / "out.zip", who=KEEPER)
        report = desk.store.reports.create(Report(organ="虚构县教育局", year=2025, title=""))
        with pytest.raises(StorageProblem, match="缺少应有的表或者栏目"):
            desk.store.marks.of(report, "li")
    assert not (tmp_path / "out.zip").exists()


def test_a_database_that_is_not_there(settings):
    nobody = changed(settings, database_url="postgresql+psycopg://nobody:geheim@127.0.0.1:1/none")
    for name in ("database", "chain", "index", "clock"):
        assert "geheim" not in ill(name, nobody)
        assert "连不上数据库服务器" in ill(name, nobody)


@pytest.mark.postgres
def test_a_database_on_a_server(settings, postgres_url):
    there = changed(settings, database_url=postgres_server.fresh(postgres_url, "doctor"))
    assert "首次启动时建立" in point("database", there).message
    Desk(there).close()
    assert point("database", there).ok
    assert point("chain", there).ok


def test_a_trail_that_was_changed(begun):
    with closing(Desk(begun)) as desk:
        desk.store.audit.write("", actor="甲", act="测试")
    with closing(sqlite3.connect(begun.data / "nianbao.db")) as connection, connection:
        connection.execute("UPDATE audit SET actor = '乙'")
    assert "接不上" in ill("chain", begun)


def test_an_index_that_finds_nothing(begun):
    assert point("index", begun).ok
    shutil.rmtree(begun.data / "index" / "chroma")
    (begun.data / "index" / "chroma").write_bytes(b"in the way")
    assert "reindex" in ill("index", begun)
    (begun.data / "index" / "passages.sqlite").write_bytes(b"no database" * 999)
    assert "reindex" in ill("index", begun)


def test_an_embedding_model_that_does_not_load(settings, tmp_path):
    (tmp_path / "model").mkdir()
    assert "无法加载" in ill("embedding", changed(settings, embedding_model=str(tmp_path / "model")))
    trained = settings.data / "model"
    trained.mkdir(parents=True)
    (trained / "modules.json").write_bytes(b"[]")
    assert "已损坏" in ill("embedding", settings)


def test_a_vector_server_that_does_not_answer(settings):
    assert "连不上 Chroma 服务" in ill("vectors", changed(settings, chroma_url="http://127.0.0.1:9"))


@pytest.mark.parametrize("provider", ["openai", "ollama"])
def test_a_language_model_is_asked_and_its_key_never_told(settings, provider):
    with FakeModel() as fake:
        chosen = changed(settings, llm_provider=provider, llm_base_url=fake.url, llm_api_key=SecretStr(KEY))
        assert point("model", changed(chosen, llm_model="good")).ok
        assert fake.requests == 1
        fake.elsewhere = "http://127.0.0.1:9"
        assert "没有转过去" in ill("model", changed(chosen, llm_model="redirect-302"))
        (skipped,) = examine(chosen, offline=True, checks=[one for one in CHECKS if one.point == "model"])
        assert (skipped.ok, fake.requests) == (True, 2)
    for address in (fake.url, "no address", "http://[::1"):
        assert KEY not in ill("model", changed(chosen, llm_model="good", llm_base_url=address))


def test_typefaces_without_chinese(settings, monkeypatch):
    monkeypatch.setattr(document.faces, "_installed", lambda: frozenset({"DejaVu Sans"}))
    assert "方正小标宋简体、仿宋_GB2312、黑体" in ill("fonts", settings)
    monkeypatch.setattr(document.faces, "_installed", lambda: None)
    assert "仿宋_GB2312" in ill("fonts", settings)


def test_a_machine_without_pango(settings, monkeypatch):
    def without(*_):
        raise OSError("cannot load library 'pango-1.0-0'")

    monkeypatch.setattr(machine.document, "to_bytes", without)
    assert "libpango" in ill("printing", settings)


def test_a_clock_that_is_wrong(begun, monkeypatch):
    with closing(Desk(begun)) as desk:
        desk.store.audit.write("", actor="甲", act="测试")
    behind = now() - timedelta(days=1)
    monkeypatch.setattr(machine, "now", lambda: behind)
    assert "早于最后一条操作记录" in ill("clock", begun)
    monkeypatch.setattr(machine, "now", lambda: behind.replace(year=1970))
    assert "明显不对" in ill("clock", begun)


def test_an_address_that_cannot_be_served_on(settings):
    assert "空闲，网页服务没有运行，只接受本机的访问。" in point("address", settings).message
    named = changed(settings, hosts="nianbao.xx.gov.cn")
    assert "接受本机和这些名称的访问：nianbao.xx.gov.cn。" in point("address", named).message
    assert "只写主机名" in ill("address", changed(settings, hosts="nianbao.gov.cn，https://nianbao.gov.cn/"))
    assert "“nianbao.gov.cn:443”不是名称" in ill("address", changed(settings, hosts="nianbao.gov.cn:443"))
    assert "不能使用" in ill("address", changed(settings, host="192.0.2.1"))
    with socket.socket() as taken:
        taken.bind((settings.host, settings.port))
        taken.listen()
        taken.settimeout(20)

        def hang_up():
            taken.accept()[0].close()

        threading.Thread(target=hang_up, daemon=True).start()
        assert "不能使用" in ill("address", settings)


def test_an_address_on_which_the_service_answers(settings):
    class Health(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer((settings.host, settings.port), Health) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        assert "正在" in point("address", settings).message
        server.shutdown()


def test_a_check_that_never_ends_or_breaks_is_a_point_that_is_not_well(settings):
    ended = threading.Event()
    checks = [
        Check("hangs", "挂起", lambda _: str(ended.wait(60)), patience=0.05),
        Check("breaks", "出错", lambda settings: str(settings.llm_api_key.get_secret_value()[99])),
        Check("well", "正常", lambda _: "正常。"),
    ]
    hangs, breaks, well = examine(settings, checks=checks)
    ended.set()
    assert (hangs.ok, "没有完成" in hangs.message) == (False, True)
    assert (breaks.ok, "IndexError" in breaks.message) == (False, True)
    assert well.ok
    assert all(check.patience for check in doctor.CHECKS)


def test_the_command_prints_the_points_and_ends_with_1_if_one_is_not_well(tmp_path):
    done = nianbao("doctor", "--offline", "--json", home=tmp_path)
    points = json.loads(done.stdout)
    assert [set(one) for one in points] == [{"point", "ok", "message"}] * len(CHECKS)
    assert done.returncode == int(not all(one["ok"] for one in points))
    (tmp_path / "nianbao.db").write_bytes(b"no database at all" * 999)
    done = nianbao("doctor", "--offline", home=tmp_path)
    assert done.returncode == 1
    assert "不正常　数据库：" in done.stdout.decode()
