"""The state put aside while people work, and brought back the same: into either database, whole or not at all."""

import hashlib
import io
import json
import threading
import zipfile
from contextlib import closing, suppress
from decimal import Decimal

import postgres_server
import pytest
from alembic import command
from alembic.config import Config
from people import CLERK, KEEPER

from assistant.desk import Desk
from assistant.desk.keeping.backup import Backup
from assistant.desk.keeping.container import unpacked
from assistant.desk.keeping.restoring import Restoring
from assistant.errors import FileProblem, FileTooLarge, FileUnreadable, Forbidden, StorageProblem, UsageError
from assistant.figures import Indicator, Note
from assistant.report import Report
from assistant.settings import Settings
from assistant.store import Store, content_digest
from assistant.store.keeping.rows import digest
from assistant.store.migrating import MIGRATIONS

CELL = "T3.received.business"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def place(request, tmp_path):
    """Settings of installations of their own, each on a database of the kind that nothing is in."""
    made = []

    def new(kind=request.param, **chosen):
        number = len(made)
        made.append(number)
        url = ""
        if kind == "postgresql":
            url = postgres_server.fresh(request.getfixturevalue("postgres_url"), f"place{number}")
        return Settings(_env_file=None, home=tmp_path / f"home{number}", database_url=url, demo=False, **chosen)

    return new


def fill(desk):
    """A bit of everything; returns the report in work."""
    desk.archive.add(
        "某局2024.txt", "虚构县林业局2024年政府信息公开工作年度报告\n一、总体情况\n发布信息30条。".encode(), who=CLERK
    )
    report_id = desk.store.reports.create(
        Report(
            organ="虚构县教育局",
            year=2025,
            indicators=(Indicator("微博发布", Decimal(104), "条"),),
            notes=(Note("overview.active", "开设专栏，“=1+1”𠮷"),),
            answers={"form.other.fees": "没有收取"},
            sections={"problems": "一是……\u2028二是……"},
        )
    )
    desk.reports.set_cells(report_id, {CELL: Decimal(3), "T2.fees.amount": Decimal("59237.2449")}, who=CLERK)
    desk.store.trail.comment(report_id, place="problems", quote="一是", text="再写具体些", actor="丙")
    desk.store.trail.say(
        report_id, "problems", "person", "写短些", {"at": [1, None, {"深": 0.5}], "half": "\ud83d", "nul": "\x00"}
    )
    desk.store.accounts.add("jia", person="甲", admin=False, password="argon2…", to_change=False)
    desk.store.accounts.set_roles("jia", {"虚构县教育局": ["clerk", "editor"]})
    desk.reviewing.keep_version(report_id, "存一版", who=CLERK)
    return report_id


def hashed(settings):
    """The digest of all rows, read anew."""
    with closing(Store(settings)) as store, store.whole.snapshot() as snapshot:
        return content_digest({name: digest(snapshot.lines(name)) for name in snapshot.names})


def tables(settings):
    with closing(Store(settings)) as store, store.whole.snapshot() as snapshot:
        return {name: list(snapshot.lines(name)) for name in snapshot.names}


def rows_of(path, table):
    with unpacked(path) as backup:
        return [json.loads(line) for line in backup.lines(f"database/{table}.jsonl")]


def made(settings, out):
    with closing(Desk(settings)) as desk:
        fill(desk)
        desk.backup.write(out, who=KEEPER)
    return out


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A backup of an installation on SQLite, for reading."""
    folder = tmp_path_factory.mktemp("whole")
    return made(Settings(_env_file=None, home=folder / "home", demo=False), folder / "whole.zip")


def test_what_was_put_aside_while_people_work_comes_back_to_the_digit(place, tmp_path):
    settings, out, stop = place(), tmp_path / "out.zip", threading.Event()
    with closing(Desk(settings)) as desk:
        report_id = fill(desk)
        problems = []

        def work():
            number = 0
            while not stop.is_set():
                number += 1
                try:
                    desk.reports.set_cells(report_id, {CELL: Decimal(number)}, who=CLERK)
                except Exception as problem:  # noqa: BLE001 - told below
                    problems.append(problem)

        worker = threading.Thread(target=work)
        worker.start()
        backups = [desk.backup.write(tmp_path / f"out{turn}.zip", who=KEEPER) for turn in range(3)]
        stop.set()
        worker.join()
        assert problems == []
    assert len({backup.manifest.last_link for backup in backups}) == 3
    for backup in backups:
        # One moment: the cell is what the newest line of the trail says it was set to, and all lines are linked.
        audit, cells = (rows_of(backup.path, name) for name in ("audit", "cells"))
        told = [row["detail"] for row in audit if row["act"] == "修改单元格"][-1]
        assert next(row["value"] for row in cells if row["code"] == CELL) == told["cells"][CELL][1]
        assert audit[-1]["link"] == backup.manifest.last_link
    out = backups[-1].path
    there = place()
    restored = Restoring(there).restore(out, who=KEEPER)
    assert restored.manifest == backups[-1].manifest
    with closing(Desk(there)) as desk:
        # The trail has one line more than the backup: that it was brought back.
        lines = list(desk.store.audit.all())
        assert [line.act for line in lines[-1:]] == ["从备份恢复"]
        assert len(lines) == restored.acts + 1 == backups[-1].manifest.counts["audit"] + 1
        assert lines[-2].link == backups[-1].manifest.last_link
        assert desk.store.audit.verify().faults == ()
        assert desk.archive.search("发布信息")[0].passage.organ == "虚构县林业局"
        # Numbers of lines and turns go on from where they were.
        desk.store.trail.say(report_id, "problems", "person", "再短些")
        desk.reports.set_cells(report_id, {CELL: Decimal(1)}, who=CLERK)


@pytest.mark.postgres
@pytest.mark.parametrize(("here", "there"), [("sqlite", "postgresql"), ("postgresql", "sqlite")])
@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_it_moves_from_one_database_to_the_other(place, tmp_path, here, there):
    old, new = place(here), place(there)
    out = made(old, tmp_path / "out.zip")
    before = tables(old)
    Restoring(new).restore(out, who=KEEPER)
    after = tables(new)
    left_out = {"audit", "installation"}  # they have the line more that says so
    assert {name: rows for name, rows in after.items() if name not in left_out} == {
        name: rows for name, rows in before.items() if name not in left_out
    }
    assert after["audit"][:-1] == before["audit"][:-1]


def test_a_backup_has_the_model_the_topics_and_the_settings_without_secrets(place, tmp_path):
    topics = tmp_path / "topics.yaml"
    topics.write_text("{}", "utf-8")
    settings = place(
        topics=str(topics),
        llm_api_key="geheim",
        llm_base_url="http://user:secret@10.0.0.8/v1?key=hidden",
        deadline="01-20",
    )
    (settings.data / "model").mkdir(parents=True)
    (settings.data / "model" / "modules.json").write_bytes(b"[]")
    with closing(Store(settings)) as store:
        backup = Backup(store, Desk(settings).access, settings).write(tmp_path / "out.zip", who=KEEPER)
    data = b"".join(zipfile.ZipFile(backup.path).read(name) for name in zipfile.ZipFile(backup.path).namelist())
    assert not any(secret in data for secret in (b"geheim", b"secret", b"hidden"))
    assert backup.manifest.left_out == ["NIANBAO_LLM_API_KEY", "NIANBAO_LLM_BASE_URL 中的密码"]
    there = place()
    restored = Restoring(there).restore(backup.path, who=KEEPER)
    assert (there.data / "model" / "modules.json").read_bytes() == b"[]"
    assert (there.data / "topics" / "topics.yaml").read_bytes() == b"{}"
    said = "".join(restored.remarks)
    assert all(name in said for name in ("NIANBAO_DEADLINE=01-20", "NIANBAO_LLM_API_KEY", "NIANBAO_TOPICS="))


def test_an_older_schema_is_brought_up_to_date(place, tmp_path):
    old, out = place(), tmp_path / "out.zip"
    desk = Desk(old)
    report_id = fill(desk)
    with desk.store._database.engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.downgrade(config, "0002")
    with out.open("wb") as file:
        desk.backup._pack(file)
    desk.close()
    new = place()
    restored = Restoring(new).restore(out, who=KEEPER)
    assert (restored.manifest.revision, restored.manifest.last_link) == ("0002", "")
    with closing(Desk(new)) as desk:
        assert desk.store.reports.open(report_id).figures.values[CELL] == 3
        assert desk.store.audit.verify().faults == ()


def test_nothing_is_overwritten(place, whole):
    settings = place()
    with closing(Desk(settings)) as desk:
        fill(desk)
    before = hashed(settings)
    with pytest.raises(UsageError, match=r"已有 1 份年报、1 份往年资料、1 个账号、\d+ 条操作记录"):
        Restoring(settings).restore(whole, who=KEEPER)
    assert hashed(settings) == before


def test_the_demonstration_alone_is_nothing_that_could_be_lost(place, whole):
    settings = place().model_copy(update={"demo": True})
    Desk(settings).close()
    Restoring(settings).restore(whole, who=KEEPER)
    with closing(Desk(settings)) as desk:
        assert [head.organ for head in desk.store.reports.heads()] == ["虚构县教育局"]


def test_only_who_looks_after_the_installation_may(place, whole, tmp_path):
    settings = place()
    with closing(Desk(settings)) as desk, pytest.raises(Forbidden, match="“备份”由管理员办理"):
        desk.backup.write(tmp_path / "out.zip", who=CLERK)
    assert not (tmp_path / "out.zip").exists()
    empty = place()
    with pytest.raises(Forbidden, match="“从备份恢复”由管理员办理"):
        Restoring(empty).restore(whole, who=CLERK)


def rewritten(whole, out, change=None, **members):
    """The backup with members changed; `change` is given the manifest, which is made to fit what was changed before."""
    with zipfile.ZipFile(whole) as source:
        held = {name: source.read(name) for name in source.namelist()}
    held |= members
    manifest = json.loads(held.pop("manifest.json"))
    manifest["members"] = {
        name: {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in held.items()
    }
    if change:
        change(manifest)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in held.items():
            target.writestr(name, data)
        target.writestr("manifest.json", json.dumps(manifest))
    return out


def rehashed(manifest):
    """A manifest made to fit the rows it stands with."""
    names = [name for name in manifest["members"] if name.startswith("database/")]
    manifest["content"] = content_digest({name[9:-6]: manifest["members"][name]["sha256"] for name in names})


def member(whole, name):
    with zipfile.ZipFile(whole) as source:
        return source.read(name)


def flipped(data):
    """A bit turned in the midst of the largest member: not in a zip's own fields, of which some say nothing."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        largest = max(opened.infolist(), key=lambda one: one.compress_size)
    at = largest.header_offset + 30 + len(largest.filename) + largest.compress_size // 2
    return data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]


def foreign():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made_of:
        made_of.writestr("word/document.xml", "<w/>")
    return out.getvalue()


BROKEN = {
    "empty": (lambda _: b"", "是空的"),
    "text": (lambda _: "年报".encode() * 99, "不是年报助手的备份"),
    "another zip": (lambda _: foreign(), "不是年报助手的备份"),
    "a database": (lambda _: b"SQLite format 3\0" + bytes(4096), "不是年报助手的备份"),
    "cut in the middle": (lambda whole: whole[: len(whole) // 2], "不完整"),
    "without its last byte": (lambda whole: whole[:-1], "不完整"),
    "without its beginning": (lambda whole: whole[200:], "没有恢复"),
    "a bit turned": (flipped, "没有恢复"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_damaged_or_foreign_file_leaves_the_place_as_it_was(name, settings, whole, tmp_path):
    change, said = BROKEN[name]
    file = tmp_path / "broken.zip"
    file.write_bytes(change(whole.read_bytes()))
    with pytest.raises(FileProblem, match=said):
        Restoring(settings).restore(file, who=KEEPER)
    assert not settings.data.exists()


def test_no_byte_of_a_backup_can_be_turned_unseen(whole, tmp_path):
    data, file = whole.read_bytes(), tmp_path / "turned.zip"
    with unpacked(whole) as backup:
        manifest = backup.manifest
        held = {name: b"".join(backup.pieces(name)) for name in manifest.members}
    for at in range(0, len(data), max(1, len(data) // 400)):
        file.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
        # What a zip says twice, or of no consequence (times, versions), may be turned, and the content holds.
        with suppress(FileProblem), unpacked(file) as backup:
            assert {name: b"".join(backup.pieces(name)) for name in backup.manifest.members} == held
            assert backup.manifest == manifest


@pytest.mark.parametrize(
    "name",
    ["../evil.txt", "/etc/evil", "model/../../evil", "model\\..\\evil", "C:evil", "database/../evil.jsonl", "model/"],
)
def test_a_name_that_leads_elsewhere_is_refused(name, settings, whole, tmp_path):
    with zipfile.ZipFile(rewritten(whole, tmp_path / "out.zip"), "a") as target:
        target.writestr(name, b"evil")
    with pytest.raises(FileUnreadable, match="不该有的内容"):
        Restoring(settings).restore(tmp_path / "out.zip", who=KEEPER)
    assert sorted(path.name for path in tmp_path.rglob("*evil*")) == []
    assert not settings.data.exists()


def test_what_unpacks_beyond_all_measure_is_not_unpacked(settings, whole, tmp_path):
    out = rewritten(whole, tmp_path / "out.zip", **{"model/bomb": bytes(200 * 1024 * 1024)})
    with pytest.raises(FileTooLarge, match="大得不合常理"):
        Restoring(settings).restore(out, who=KEEPER)
    assert not settings.data.exists()


def test_a_member_twice_or_besides_the_manifest_is_refused(settings, whole, tmp_path):
    out = rewritten(whole, tmp_path / "out.zip")
    with zipfile.ZipFile(out, "a") as target:
        target.writestr("model/more", b"more")
    with pytest.raises(FileUnreadable, match="清单不一致"):
        Restoring(settings).restore(out, who=KEEPER)
    out = rewritten(whole, tmp_path / "out2.zip")
    with zipfile.ZipFile(out, "a") as target, pytest.warns(UserWarning, match="Duplicate"):
        target.writestr("database/cells.jsonl", b"")
    with pytest.raises(FileUnreadable, match="不该有的内容"):
        Restoring(settings).restore(out, who=KEEPER)


def test_rows_changed_with_the_manifest_made_to_fit_break_the_chain_of_acts(settings, whole, tmp_path):
    audit = member(whole, "database/audit.jsonl")
    changed = audit.replace("甲（经办人）".encode(), "乙（编辑）".encode(), 1)
    out = rewritten(whole, tmp_path / "out.zip", rehashed, **{"database/audit.jsonl": changed})
    with pytest.raises(FileUnreadable, match=r"操作记录被改动过.*第 \d+ 行"):
        Restoring(settings).restore(out, who=KEEPER)
    with closing(Store(settings)) as store:
        assert store.whole.held().empty


ROWS = {
    "no JSON": b"{\n",
    "no row": b"[]\n",
    "another table's row": b'{"key":"a","wert":"b"}\n',
    "a row twice": b'{"key":"a","value":"b"}\n{"key":"a","value":"b"}\n',
    "nothing where something must be": b'{"key":"a","value":null}\n',
    "deep": b'{"key":"a","value":' + b"[" * 100_000 + b"}\n",
}


@pytest.mark.parametrize("name", ROWS)
def test_rows_that_are_none_are_refused_and_everything_is_as_before(name, place, whole, tmp_path):
    settings = place()
    Store(settings).close()
    before = hashed(settings)
    out = rewritten(
        whole, tmp_path / "out.zip", rehashed, **{"database/installation.jsonl": ROWS[name], "model/a": b"a"}
    )
    with pytest.raises(FileUnreadable, match="没有恢复"):
        Restoring(settings).restore(out, who=KEEPER)
    assert hashed(settings) == before
    assert not (settings.data / "model").exists()


def test_rows_that_are_read_again_otherwise_are_refused(settings, whole, tmp_path):
    out = rewritten(whole, tmp_path / "out.zip", lambda manifest: manifest.update(content="0" * 64))
    with pytest.raises(FileUnreadable, match="摘要不符"):
        Restoring(settings).restore(out, who=KEEPER)
    with closing(Store(settings)) as store:
        assert store.whole.held().empty


def test_a_newer_backup_waits_for_a_newer_program(settings, whole, tmp_path):
    out = rewritten(whole, tmp_path / "out.zip", lambda manifest: manifest.update(revision="9999", version="9.9"))
    with pytest.raises(UsageError, match=r"较新的程序（9\.9）"):
        Restoring(settings).restore(out, who=KEEPER)
    assert not settings.data.exists()


def test_files_that_are_in_the_way_are_left_alone(settings, whole, tmp_path):
    out = rewritten(whole, tmp_path / "out.zip", **{"model/modules.json": b"theirs"})
    (settings.data / "model").mkdir(parents=True)
    (settings.data / "model" / "modules.json").write_bytes(b"ours")
    with pytest.raises(UsageError, match="已经存在"):
        Restoring(settings).restore(out, who=KEEPER)
    assert (settings.data / "model" / "modules.json").read_bytes() == b"ours"


def test_a_damaged_database_is_not_backed_up_and_an_older_backup_stays(settings, tmp_path):
    out = tmp_path / "out.zip"
    with closing(Desk(settings)) as desk:
        for year in range(2000, 2020):
            desk.store.reports.create(Report(organ="虚构县教育局", year=year, sections={"problems": "字" * 9000}))
        desk.backup.write(out, who=KEEPER)
        good = out.read_bytes()
        desk.store._database.engine.dispose()
        file = settings.data / "nianbao.db"
        data = bytearray(file.read_bytes())
        for page in range(len(data) // 8192, len(data) // 4096):
            data[page * 4096 : page * 4096 + 600] = b"\xff" * 600
        file.write_bytes(data)
        with pytest.raises(StorageProblem):
            desk.backup.write(out, who=KEEPER)
    assert out.read_bytes() == good
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_a_backup_is_for_its_owner_alone_and_never_a_folder(desk, tmp_path):
    out = desk.backup.write(tmp_path / "out.zip", who=KEEPER).path
    assert out.stat().st_mode & 0o077 == 0
    with pytest.raises(UsageError, match="是文件夹"):
        desk.backup.write(tmp_path, who=KEEPER)
    with pytest.raises(FileNotFoundError):
        desk.backup.write(tmp_path / "none" / "out.zip", who=KEEPER)
