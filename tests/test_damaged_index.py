"""The search index damaged in every way a disk and a person can: building it anew mends it, and a search says so."""

import shutil
import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from damage import (
    WAYS,
    a_folder,
    a_page,
    chance_of,
    gone,
    is_sentence,
    random_bytes,
    scattered,
    truncated,
    without_privileges,
)
from people import KEEPER

from assistant.cli.command import main
from assistant.desk import Desk
from assistant.errors import StorageProblem
from assistant.evidence import Evidence, split
from assistant.report import Report
from assistant.settings import Settings, load, shipped

QUERY = "依申请公开答复"
SERVICE = "残疾人法律服务绿色通道"


def settings_of(home):
    return Settings(_env_file=None, home=home, demo=False)


@pytest.fixture(scope="module")
def filed(tmp_path_factory):
    """An installation with two reports, searched once; with it what a search finds."""
    home = tmp_path_factory.mktemp("filed") / "home"
    desk = Desk(settings_of(home))
    for name in ("demo/2024.json", "demo/2023.json"):
        desk.archive.add(name, (shipped("corpus") / name).read_bytes(), who=KEEPER)
    found = desk.archive.search(QUERY, k=5)
    assert found
    desk.close()
    return home, found


@pytest.fixture
def home(filed, tmp_path):
    shutil.copytree(filed[0], tmp_path / "home")
    return tmp_path / "home"


def sentence(problem):
    assert is_sentence(problem.message), problem.message
    return problem.message


def searched(desk, found):
    """A search finds what it found, or says why not."""
    try:
        hits = desk.archive.search(QUERY, k=5)
    except StorageProblem as problem:
        return sentence(problem)
    remarks = desk.index.evidence.remarks
    assert all(is_sentence(remark) for remark in remarks)
    assert hits
    if not remarks:
        assert [hit.passage.id for hit in hits] == [hit.passage.id for hit in found]
    return ""


def is_mended(desk, found):
    assert desk.archive.reindex(who=KEEPER) == 2
    assert desk.archive.search(QUERY, k=5) == found
    assert desk.index.evidence.remarks == []


def shelf_of(home):
    return home / "index" / "passages.sqlite"


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_damaged_shelf(home, filed, way, seed):
    way(shelf_of(home), chance_of(way.__name__, seed))
    desk = Desk(settings_of(home))
    searched(desk, filed[1])
    is_mended(desk, filed[1])
    desk.close()


def statements(*lines):
    def change(file):
        connection = sqlite3.connect(file, isolation_level=None)
        for line in lines:
            connection.execute(line)
        connection.close()

    return change


def replaced_by(*lines):
    def change(file):
        file.unlink()
        statements(*lines)(file)

    return change


SHAPES = {
    "no passages": statements("DROP TABLE passage"),
    "no words": statements("DELETE FROM word WHERE row > 1"),
    "no state": statements("DROP TABLE state"),
    "another column": statements("ALTER TABLE passage RENAME COLUMN masked TO other"),
    "one table more": statements("CREATE TABLE mine (x)"),
    "numbers for texts": statements("UPDATE passage SET organ = x'ff00', year = 'x'"),
    "a year of no calendar": statements("UPDATE passage SET year = 99999999999"),
    "texts that are none": statements("UPDATE passage SET text = CAST(x'ff' AS TEXT)"),
    "words of others": statements("UPDATE word SET words = '别的 词'", "DELETE FROM state WHERE name = 'stamp'"),
    "another program's": replaced_by(
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, text)", "INSERT INTO notes VALUES (1, 'x')"
    ),
    "another's of the same name": replaced_by("CREATE TABLE state (a)", "CREATE TABLE passage (b)"),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shelf_of_another_shape(home, filed, shape):
    SHAPES[shape](shelf_of(home))
    desk = Desk(settings_of(home))
    try:
        desk.archive.search(QUERY, k=5)
    except StorageProblem as problem:
        assert "archive reindex" in sentence(problem)  # noqa: PT017 - some shapes do no harm
    is_mended(desk, filed[1])
    desk.close()


def test_a_log_left_over_from_another_file(home, filed, tmp_path):
    other = tmp_path / "other.sqlite"
    connection = sqlite3.connect(other, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE t (x)")
    for number in range(50):
        connection.execute("INSERT INTO t VALUES (?)", (str(number) * 3000,))
    shutil.copy(f"{other}-wal", f"{shelf_of(home)}-wal")
    connection.close()
    desk = Desk(settings_of(home))
    searched(desk, filed[1])
    is_mended(desk, filed[1])
    desk.close()


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("way", [random_bytes, truncated, scattered, gone, a_folder], ids=lambda way: way.__name__)
def test_a_damaged_word_index_is_never_believed(home, filed, way, seed):
    chance = chance_of(way.__name__, seed)
    way(chance.choice(sorted((home / "index").glob("words-*/*"))), chance)
    desk = Desk(settings_of(home))
    assert desk.archive.search(QUERY, k=5) == filed[1]
    desk.close()
    again = Desk(settings_of(home))
    (kept,) = (home / "index").glob("words-*")
    at = kept.stat().st_mtime_ns
    assert again.archive.search(QUERY, k=5) == filed[1]
    assert kept.stat().st_mtime_ns == at  # what was built in its place is kept
    again.close()


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_damaged_vector_database(home, filed, way, seed):
    way(home / "index" / "chroma" / "chroma.sqlite3", chance_of(way.__name__, seed))
    desk = Desk(settings_of(home))
    searched(desk, filed[1])
    is_mended(desk, filed[1])
    desk.close()


def test_a_vector_folder_that_is_no_folder_or_is_not_there(home, filed):
    folder = home / "index" / "chroma"
    for broken in (True, False):
        shutil.rmtree(folder)
        if broken:
            folder.write_text("x")
        desk = Desk(settings_of(home))
        searched(desk, filed[1])
        assert bool(desk.index.evidence.remarks) is broken
        is_mended(desk, filed[1])
        desk.close()


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """So many passages that the vectors' graph is kept in files of its own."""
    home = tmp_path_factory.mktemp("many")
    evidence = Evidence(settings_of(home))
    passages = []
    for number in range(1030):
        text = f"第{number}号栏目按季度检查更新，微信公众号推送政策信息{number}条，网民留言逐条回复，做到件件有着落。"
        report = Report(organ=f"虚构县{number}局", year=2020, sections={"overview.platform": text})
        passages += split(report, archive_id=str(number), source="x")
    own = {"other": "开辟残疾人法律服务绿色通道，上门受理申请并提供手语翻译，服务过程按月在公示栏公布。"}
    passages += split(Report(organ="虚构县司法局", year=2020, sections=own), archive_id="own", source="x")
    evidence.rebuild(passages)
    found = evidence.find(SERVICE, k=1)
    evidence.close()
    return home, found


@pytest.mark.parametrize("name", ["data_level0.bin", "header.bin", "length.bin", "link_lists.bin", "*.pickle"])
@pytest.mark.parametrize("way", [random_bytes, scattered, gone], ids=lambda way: way.__name__)
def test_a_damaged_graph_is_never_opened(many, tmp_path, way, name):
    """The library that reads it dies of one, and the process with it."""
    shutil.copytree(many[0], tmp_path / "home")
    (file,) = (tmp_path / "home" / "index" / "chroma").glob(f"*/{name}")
    way(file, chance_of(way.__name__, name))
    evidence = Evidence(settings_of(tmp_path / "home"))
    # The graph is a way of searching: made anew it may give another score, but not another passage.
    assert [hit.passage for hit in evidence.find(SERVICE, k=1)] == [hit.passage for hit in many[1]]
    assert evidence._vectors._collection.count() == 1031
    assert evidence.remarks == []
    evidence.close()


def test_an_index_removed_while_it_is_used_is_made_again(home, filed):
    desk = Desk(settings_of(home))
    assert desk.archive.search(QUERY, k=5) == filed[1]
    shutil.rmtree(home / "index")
    assert desk.archive.search(QUERY, k=5) == filed[1]
    shutil.rmtree(home / "index")
    is_mended(desk, filed[1])
    for part in ("chroma", "words-*"):
        for folder in (home / "index").glob(part):
            shutil.rmtree(folder)
        assert desk.archive.search(QUERY, k=5) == filed[1]
    shelf_of(home).unlink()
    assert desk.archive.search(QUERY, k=5) == filed[1]
    assert desk.index.evidence.remarks == []
    desk.close()


def test_an_index_damaged_while_it_is_used_is_mended(home, filed):
    chance = chance_of(1)
    desk = Desk(settings_of(home))
    assert desk.archive.search(QUERY, k=5) == filed[1]
    for file in sorted(path for path in (home / "index").rglob("*") if path.is_file()):
        a_page(file, chance)
    searched(desk, filed[1])
    is_mended(desk, filed[1])
    desk.close()


def test_an_index_folder_that_is_a_file_is_mended(home, filed):
    shutil.rmtree(home / "index")
    (home / "index").write_text("x")
    desk = Desk(settings_of(home))
    assert "archive reindex" in searched(desk, filed[1])
    is_mended(desk, filed[1])
    desk.close()


def test_the_command_mends_and_never_sends_back_to_itself(home, monkeypatch, capsys):
    monkeypatch.setenv("NIANBAO_HOME", str(home))
    monkeypatch.setenv("NIANBAO_DEMO", "false")
    shelf_of(home).write_bytes(b"damaged" * 1000)
    codes = []
    for arguments in (["archive", "search", QUERY], ["archive", "reindex"], ["archive", "search", QUERY]):
        with pytest.raises(SystemExit) as left:
            main(arguments)
        codes.append((left.value.code, capsys.readouterr().err.strip()))
    assert [code for code, _ in codes] == [2, 0, 0]
    assert is_sentence(codes[0][1])
    assert "archive reindex" in codes[0][1]
    assert codes[1][1] == "已为 2 份年报重新建立索引。"


def test_a_busy_index_is_not_taken_for_a_damaged_one(home, filed):
    desk = Desk(settings_of(home))
    desk.archive.search(QUERY, k=5)
    evidence = desk.index.evidence
    evidence._shelf._kept.patience = 0.1
    other = sqlite3.connect(shelf_of(home), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    place = shelf_of(home).stat().st_ino
    with pytest.raises(StorageProblem, match="正由别的程序写入") as said:
        desk.archive.reindex(who=KEEPER)
    assert is_sentence(said.value.message)
    with pytest.raises(StorageProblem, match="正由别的程序写入"):
        evidence.add([replace(filed[1][0].passage, id="x" * 16)])
    assert desk.archive.search(QUERY, k=5) == filed[1]  # who only reads waits for nobody
    other.execute("ROLLBACK")
    other.close()
    assert shelf_of(home).stat().st_ino == place
    is_mended(desk, filed[1])
    assert shelf_of(home).stat().st_ino == place
    desk.close()


def test_a_folder_without_permission_is_not_taken_for_damage(filed):
    # Not pytest's own folder, into which nobody else can look.
    outer = Path(tempfile.mkdtemp())
    try:
        outer.chmod(0o755)
        shutil.copytree(filed[0], outer / "home")
        desk = Desk(settings_of(outer / "home"))
        desk.archive.search(QUERY, k=5)
        desk.index.close()
        with without_privileges():
            shelf_of(outer / "home").chmod(0o444)
            (outer / "home" / "index").chmod(0o555)
            for tried in (lambda: desk.archive.search(QUERY), lambda: desk.archive.reindex(who=KEEPER)):
                with pytest.raises(StorageProblem, match=r"无法读写.*权限") as said:
                    tried()
                assert is_sentence(said.value.message)
            (outer / "home" / "index").chmod(0o755)
            shelf_of(outer / "home").chmod(0o644)
            is_mended(desk, filed[1])
            desk.close()
    finally:
        shutil.rmtree(outer, ignore_errors=True)


def test_a_full_disk_is_not_taken_for_damage(home, filed):
    desk = Desk(settings_of(home))
    kept = desk.index.evidence._shelf._kept

    def write():
        with kept.open(writing=True) as connection:
            connection.execute("PRAGMA max_page_count = 1")
            connection.execute("INSERT INTO state VALUES ('x', ?)", ("x" * 100_000,))

    with pytest.raises(StorageProblem, match="磁盘已满") as said:
        write()
    assert is_sentence(said.value.message)
    assert desk.archive.search(QUERY, k=5) == filed[1]
    desk.close()


def test_an_index_from_before_the_database_was_put_back_follows_it(home, filed, tmp_path):
    older = tmp_path / "older.db"
    shutil.copy(home / "nianbao.db", older)
    desk = Desk(settings_of(home))
    for entry in desk.archive.entries():
        desk.archive.remove(entry.id, who=KEEPER)
    assert desk.archive.search(QUERY, k=5) == []
    desk.close()
    shutil.copy(older, home / "nianbao.db")
    again = Desk(settings_of(home))
    assert again.archive.search(QUERY, k=5) == filed[1]
    again.close()


def damaged(home):
    random_bytes(shelf_of(home), chance_of("filing"))


def test_a_report_filed_while_the_index_is_damaged_is_kept_and_found_once_that_is_built_anew(home):
    damaged(home)
    desk = Desk(settings_of(home))
    data = (
        (shipped("corpus") / "demo/2024.json")
        .read_bytes()
        .replace("清川市槐安区司法局".encode(), "虚构县档案局".encode())
    )
    outcome = desk.archive.add("别县.json", data, who=KEEPER)
    assert (outcome.status, outcome.unindexed) == ("filed", True)
    assert is_sentence(outcome.message)
    assert "文件已经保存，不用再存" in outcome.message
    assert "nianbao archive reindex" in outcome.message
    assert desk.archive.original(outcome.archive_id) == ("别县.json", data)
    assert desk.archive.reindex(who=KEEPER) == 3
    assert any(hit.passage.archive_id == outcome.archive_id for hit in desk.archive.search(QUERY, k=50))
    again = desk.archive.add("别县.json", data, who=KEEPER, on_duplicate="replace")
    assert (again.status, again.unindexed) == ("replaced", False)
    desk.close()


def test_a_folder_filed_by_the_command_goes_on_past_a_damaged_index(home, tmp_path, monkeypatch, capsys):
    damaged(home)
    folder = tmp_path / "files"
    folder.mkdir()
    for name in ("甲", "乙"):
        data = (shipped("corpus") / "demo/2024.json").read_bytes()
        (folder / f"{name}.json").write_bytes(
            data.replace("清川市槐安区司法局".encode(), f"虚构{name}县档案局".encode())
        )
    monkeypatch.setenv("NIANBAO_HOME", str(home))
    monkeypatch.setenv("NIANBAO_DEMO", "false")
    load.cache_clear()
    with pytest.raises(SystemExit, match="0"):
        main(["archive", "add", str(folder)])
    said = capsys.readouterr().err
    assert said.count("已存入　") == said.count("不用再存") == 2
    load.cache_clear()


def test_what_is_corrected_or_removed_while_the_index_is_damaged_is_so_and_said_so(home):
    damaged(home)
    desk = Desk(settings_of(home))
    first, second = desk.archive.entries()
    facts = {"year": first.year, "kind": first.kind, "level": first.level, "region": first.region}
    with pytest.raises(StorageProblem, match="更正已经保存") as said:
        desk.archive.correct(first.id, organ="虚构县档案局", who=KEEPER, **facts)
    assert "nianbao archive reindex" in sentence(said.value)
    assert desk.archive.entry(first.id).organ == "虚构县档案局"
    with pytest.raises(StorageProblem, match="已从往年资料移除") as said:
        desk.archive.remove(second.id, who=KEEPER)
    assert "nianbao archive reindex" in sentence(said.value)
    assert [one.id for one in desk.archive.entries()] == [first.id]
    assert desk.archive.reindex(who=KEEPER) == 1
    desk.close()
