"""The commands as other programs call them: in a process of their own, by exit code, stdout and stderr."""

import json
import shutil
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import browsing
import pytest

from assistant.settings import shipped

DEMO = shipped("corpus") / "demo"


def nianbao(*arguments, home):
    return subprocess.run(
        [sys.executable, "-c", "from assistant.cli import main; main()", *map(str, arguments)],
        capture_output=True,
        env={"PATH": "/usr/bin:/bin", "NIANBAO_HOME": str(home), "PYTHONUTF8": "1", "HOME": str(home)},
        timeout=120,
        check=False,
    )


@pytest.fixture
def run(tmp_path):
    def call(*arguments):
        done = nianbao(*arguments, home=tmp_path / "home")
        assert b"Traceback" not in done.stderr
        return done

    return call


def test_read_prints_the_report(run):
    done = run("read", DEMO / "2024.json", "--json")
    data = json.loads(done.stdout)
    assert len(data["figures"]) == 200
    assert data["year"] == 2024
    assert done.returncode == 0


def test_check_finds_what_is_wrong_and_says_so_by_its_exit_code(run, tmp_path):
    data = json.loads((DEMO / "2024.json").read_text("utf-8"))
    data["figures"]["T3.granted.natural_person"] += 1
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps(data), "utf-8")
    done = run("check", wrong, "--json")
    found = {(item["code"], item["where"]) for item in json.loads(done.stdout)["findings"]}
    assert {("T3-01", "T3.granted"), ("T3-02", "T3.natural_person")} <= found
    assert done.returncode == 1


def test_check_takes_every_report_of_an_archive_and_names_the_broken_ones(run, tmp_path):
    bundle = tmp_path / "上报.zip"
    with zipfile.ZipFile(bundle, "w") as archive:
        archive.writestr("甲/2024.json", (DEMO / "2024.json").read_bytes())
        archive.writestr("甲/2023.json", (DEMO / "2023.json").read_bytes())
        archive.writestr("乙/坏.docx", b"PK\x03\x04 not really")
    done = run("check", bundle, "--json")
    assert [row["file"] for row in json.loads(done.stdout)] == [f"{bundle}/甲/2024.json", f"{bundle}/甲/2023.json"]
    assert "没有读出　上报.zip/乙/坏.docx　文件已损坏" in done.stderr.decode()
    assert done.returncode == 2
    assert "--last" in run("check", bundle, "--last", DEMO / "2023.json").stderr.decode()
    several = run("read", bundle)
    assert "甲/2024.json、甲/2023.json" in several.stderr.decode()
    assert several.returncode == 2
    added = run("archive", "add", bundle, "--json")
    assert [row["file"] for row in json.loads(added.stdout)] == ["甲/2024.json", "甲/2023.json", "乙/坏.docx"]


def test_check_compares_with_last_year(run, tmp_path):
    data = json.loads((DEMO / "2024.json").read_text("utf-8"))
    data["figures"]["T3.carried_in.natural_person"] += 1
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps(data), "utf-8")
    done = run("check", wrong, "--last", DEMO / "2023.json", "--json")
    codes = {(item["code"], item["where"]) for item in json.loads(done.stdout)["findings"]}
    assert ("Y-01", "T3.carried_in.natural_person") in codes


def test_check_of_many_writes_one_row_each(run, tmp_path):
    from openpyxl import load_workbook

    out = tmp_path / "汇总.xlsx"
    run("check", DEMO / "2023.json", DEMO / "2024.json", "--xlsx", out)
    rows = list(load_workbook(out)["汇总"].values)
    assert [row[0] for row in rows[1:]] == ["2023.json", "2024.json"]


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md", ".xlsx", ".json"])
def test_fill_writes_what_read_reads_back(run, tmp_path, suffix):
    out = tmp_path / f"out{suffix}"
    done = run("fill", DEMO / "2024.json", "--text", DEMO / "2024.json", "-o", out)
    assert done.returncode == 0, done.stderr.decode()
    source = json.loads((DEMO / "2024.json").read_text("utf-8"))
    back = json.loads(run("read", out, "--json").stdout)
    assert back["figures"] == source["figures"]
    assert back["sections"] == source["sections"]


def test_fill_overrules_a_wrong_total_and_says_so(run, tmp_path):
    figures = json.loads((DEMO / "2024.json").read_text("utf-8"))["figures"]
    right = figures["T3.granted.total"]
    figures["T3.granted.total"] = right + 5
    source = tmp_path / "figures.json"
    source.write_text(json.dumps(figures), "utf-8")
    out = tmp_path / "out.json"
    done = run("fill", source, "-o", out)
    assert done.returncode == 1
    assert f"填的是 {right + 5}" in done.stderr.decode()
    assert json.loads(out.read_text("utf-8"))["figures"]["T3.granted.total"] == right


def test_template_comes_back_blank(run, tmp_path):
    out = tmp_path / "空表.xlsx"
    assert run("template", "-o", out).returncode == 0
    figures = json.loads(run("read", out, "--json").stdout)["figures"]
    assert set(figures.values()) == {None}


def test_draft_proposes_wording_with_its_facts(run):
    done = run("draft", DEMO / "2024.json", "--section", "overview.on_request", "--last", DEMO / "2023.json", "--json")
    (first, *_) = json.loads(done.stdout)
    assert first["way"] == "facts"
    assert any("T3.received.total" in sentence["facts"] for sentence in first["sentences"])


def test_the_archive_from_the_command_line(run, tmp_path):
    folder = tmp_path / "往年"
    folder.mkdir()
    for year in (2023, 2024):
        shutil.copy(DEMO / f"{year}.json", folder / f"{year}.json")
    # The shipped demonstration is in the archive already, so these are known.
    rows = json.loads(run("archive", "add", folder, "--json").stdout)
    assert {row["status"] for row in rows} == {"duplicate"}
    listed = json.loads(run("archive", "list", "--json").stdout)
    own = [row for row in listed if row["organ"] == json.loads((DEMO / "2024.json").read_text("utf-8"))["organ"]]
    assert sorted(row["year"] for row in own) == [2023, 2024]
    hits = json.loads(
        run("archive", "search", "依申请公开", "--section", "overview.on_request", "-k", "3", "--json").stdout
    )
    assert 0 < len(hits) <= 3
    assert set(hits[0]) >= {"text", "organ", "year", "section", "source", "score"}
    assert {hit["section"] for hit in hits} == {"overview.on_request"}
    assert run("archive", "train").returncode == 0
    assert (tmp_path / "home" / "model" / "modules.json").is_file()
    again = json.loads(run("archive", "search", "依申请公开", "-k", "3", "--json").stdout)
    assert len(again) == 3
    assert run("archive", "remove", own[0]["id"]).returncode == 0
    assert run("archive", "remove", own[0]["id"]).returncode == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["read"], "缺少"),
        (["read", "没有这个文件.docx"], "找不到"),
        (["raed", "x"], "没有这个命令"),
        (["read", "--jsno", "x"], "没有“--jsno”这个选项"),
        (["fill", str(DEMO / "2024.json"), "-o", "out.ppt"], "不能生成"),
        (["draft", str(DEMO / "2024.json"), "--section", "nowhere"], "没有“nowhere”这一部分"),
        (["draft", str(DEMO / "2024.json"), "--section", "other", "--way", "magic"], "可用的值"),
        (["archive", "search", " "], "请输入"),
        (["template", "-o", "x.docx"], ".xlsx"),
    ],
)
def test_wrong_usage_gets_a_chinese_sentence_and_exit_2(run, arguments, says):
    done = run(*arguments)
    assert says in done.stderr.decode()
    assert done.returncode == 2
    assert done.stdout == b""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("空.docx", b""),
        ("坏.docx", b"PK\x03\x04damaged"),
        (
            "加密.docx",
            bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 400,
        ),
        ("坏.pdf", b"%PDF-1.4 nothing here"),
        ("坏.json", b"{"),
        ("图.exe", b"MZ\x00\x01"),
    ],
)
def test_a_bad_file_gets_one_sentence_and_exit_2(run, tmp_path, name, content):
    file = tmp_path / name
    file.write_bytes(content)
    done = run("read", file, "--json")
    assert done.returncode == 2
    assert len(done.stderr.decode().strip().splitlines()) == 1
    assert done.stdout == b""


def test_a_file_over_the_limit_is_refused(tmp_path):
    file = tmp_path / "大.txt"
    file.write_bytes(b"x" * (1024 * 1024 + 1))
    done = subprocess.run(
        [sys.executable, "-c", "from assistant.cli import main; main()", "read", str(file)],
        capture_output=True,
        env={"PATH": "/usr/bin:/bin", "NIANBAO_UPLOAD_LIMIT_MB": "1", "HOME": str(tmp_path), "PYTHONUTF8": "1"},
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "1 MB" in done.stderr.decode()


def test_a_stopped_service_gives_its_port_back(tmp_path):
    with browsing.application(tmp_path / "home") as address:
        port = int(address.rsplit(":", 1)[1])
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))


def test_without_accounts_only_this_machine_is_served(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", "from assistant.cli import main; main()", "serve"],
        capture_output=True,
        env={"PATH": "/usr/bin:/bin", "NIANBAO_HOST": "0.0.0.0", "HOME": str(tmp_path), "PYTHONUTF8": "1"},  # noqa: S104
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "还没有建立账号" in done.stderr.decode()


def test_help_is_chinese(run):
    text = run("--help").stdout.decode()
    assert "用法：" in text
    assert "Usage" not in text
    assert "Show this message" not in text


@pytest.mark.slow
def test_the_wheel_works_from_any_folder(tmp_path):
    root = Path(__file__).resolve().parent.parent
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(tmp_path), str(root)],
        check=True,
        timeout=280,
    )
    (wheel,) = tmp_path.glob("*.whl")
    target = tmp_path / "installed"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(target), str(wheel)],
        check=True,
        timeout=120,
    )
    (tmp_path / "elsewhere").mkdir()
    code = (
        "import assistant, sys; from assistant.settings import shipped; from assistant.cli import main;"
        "assert assistant.__file__.startswith(sys.argv.pop(1)); assert shipped('prompts').is_dir();"
        "assert shipped('app.py').is_file(); main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(target), "archive", "list", "--json"],
        capture_output=True,
        cwd=tmp_path / "elsewhere",
        env={
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": str(target),
            "NIANBAO_HOME": str(tmp_path / "home"),
            "PYTHONUTF8": "1",
        },
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert len(json.loads(done.stdout)) >= 10
