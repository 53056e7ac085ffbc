"""backup, restore, audit and doctor as an administrator calls them: exit codes and sentences."""

import json

import pytest
from test_cli import DEMO, nianbao


@pytest.fixture
def run(tmp_path):
    def call(*arguments, home="home"):
        done = nianbao(*arguments, home=tmp_path / home)
        assert b"Traceback" not in done.stderr
        return done

    return call


def said(done):
    return done.stderr.decode()


def test_a_state_goes_from_one_place_to_another(run, tmp_path):
    out = tmp_path / "out.zip"
    assert run("archive", "add", DEMO / "2024.json").returncode == 0
    done = run("backup", out, "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["counts"]["reports"]) == (0, 1)
    assert told["content"] in said(done)
    done = run("restore", out, home="elsewhere")
    assert done.returncode == 0, said(done)
    assert told["content"] in said(done)
    assert "链完整" in said(done)
    done = run("audit", "verify", "--json", home="elsewhere")
    assert (done.returncode, json.loads(done.stdout)["faults"]) == (0, [])
    again = run("restore", out, home="elsewhere")
    assert (again.returncode, "不覆盖任何内容" in said(again)) == (2, True)
    exported = tmp_path / "trail.jsonl"
    assert run("audit", "export", exported, home="elsewhere").returncode == 0
    acts = [json.loads(line)["act"] for line in exported.read_text("utf-8").splitlines()]
    assert acts[-2:] == ["从备份恢复", "核验操作记录"]
    assert run("audit", "export", tmp_path / "trail.pdf").returncode == 2


def test_a_file_that_is_no_backup_is_a_sentence_and_exit_code_2(run, tmp_path):
    for name, data in {
        "none.zip": None,
        "text.zip": b"text",
        "empty.zip": b"",
        "cut.zip": b"PK\x03\x04" + bytes(99),
    }.items():
        if data is not None:
            (tmp_path / name).write_bytes(data)
        done = run("restore", tmp_path / name)
        assert done.returncode == 2, name
        assert said(done).strip().endswith("。"), name
    assert not (tmp_path / "home").exists()
    assert run("backup", tmp_path).returncode == 2
    assert run("backup", tmp_path / "none" / "out.zip").returncode == 2


def test_a_broken_chain_is_exit_code_1(run, tmp_path):
    import sqlite3

    assert run("audit", "verify").returncode == 0
    with sqlite3.connect(tmp_path / "home" / "nianbao.db") as connection:
        connection.execute("UPDATE audit SET actor = '别人' WHERE id = 1")
    connection.close()
    done = run("audit", "verify")
    assert (done.returncode, "第 1 行" in said(done)) == (1, True)
