"""Asking from the desk and the command line: last year and peers from the archive, the questions as other programs
read them."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.desk import Desk
from assistant.desk.peers import last_of, peers_of
from assistant.report import Report
from assistant.settings import Settings, shipped

DEMO = shipped("corpus") / "demo"
KEYS = ["id", "section", "question", "kind", "options", "source", "quote"]


def ask(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """What the command answers, prints and says."""
    with pytest.raises(SystemExit) as left:
        main(["ask", *map(str, arguments)])
    said = capsys.readouterr()
    return int(left.value.code or 0), said.out, said.err


def test_the_questions_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """Exactly the keys of the format; without --last the archive's own previous year is used."""
    code, out, _ = ask(capsys, DEMO / "2025.json", "--json")
    found = json.loads(out)
    assert code == 0
    assert all(list(one) == KEYS for one in found)
    assert {"last-year", "form"} <= {one["source"] for one in found}
    assert any("134250" in one["question"] for one in found)


def test_the_questions_for_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    """Section by section, with the quick answers and where each comes from."""
    code, out, _ = ask(capsys, DEMO / "2025.json", "--section", "overview.supervision", "--last", DEMO / "2024.json")
    assert code == 0
    assert out.startswith("监督保障\n")
    assert "（今年没有）〔上年报告〕" in out


def test_a_section_there_is_not_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """A Chinese sentence that names the sections there are."""
    code, out, err = ask(capsys, DEMO / "2025.json", "--section", "nowhere")
    assert (code, out) == (2, "")
    assert "没有“nowhere”这一部分" in err
    assert "overview.active" in err


def test_nothing_left_to_ask_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A section whose questions are answered says so."""
    data = json.loads((DEMO / "2025.json").read_text("utf-8"))
    _, out, _ = ask(capsys, DEMO / "2025.json", "--section", "other", "--json")
    data["answers"] = {one["id"]: "没有" for one in json.loads(out)}
    answered = tmp_path / "answered.json"
    answered.write_text(json.dumps(data), "utf-8")
    assert ask(capsys, answered, "--section", "other")[1] == "没有要问的了。\n"


def test_last_year_and_peers_from_the_archive(settings: Settings) -> None:
    """The organ's own year before; of other organs of the kind and level the newest earlier report, not its own."""
    desk = Desk(settings)
    try:
        for organ, year in [
            ("某省甲县司法局", 2023),
            ("某省甲县司法局", 2024),
            ("某省乙县司法局", 2023),
            ("某省乙县司法局", 2022),
            ("某省丙县教育局", 2024),
            ("某省丁县教育局", 2025),
            ("某省戊县财政局", 2024),
            ("某省己县人民政府", 2024),
        ]:
            text = {"overview.active": f"{organ}{year}年发布信息。"}
            desk.archive.file_shipped(f"{organ}{year}", Report(organ=organ, year=year, sections=text), demo=False)
        report = Report(organ="某省甲县司法局", year=2025)
        last = last_of(desk.store.archive, report)
        assert last is not None
        assert last.year == 2024
        found = [(one.organ, one.year) for one in peers_of(desk.store.archive, report)]
        assert found == [("某省丙县教育局", 2024), ("某省戊县财政局", 2024), ("某省乙县司法局", 2023)]
        assert last_of(desk.store.archive, replace(report, organ="某省庚县司法局")) is None
    finally:
        desk.close()
