"""Reading the archive again after an upgrade: what a newer reader finds is taken, what a person set stays."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from people import KEEPER
from renderings import LAYOUTS, make
from streamlit.testing.v1 import AppTest

from assistant.cli import command
from assistant.desk import Desk
from assistant.errors import NotFound, StorageProblem
from assistant.report import to_json
from assistant.settings import Settings

CELL = "T3.received.total"
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def desk(settings: Settings) -> Iterator[Desk]:
    opened = Desk(settings)
    yield opened
    opened.close()


def filed(desk: Desk, seed: int = 3) -> str:
    rendering = LAYOUTS["网页合并单元格"](make(seed))
    return desk.archive.add(rendering.name, rendering.data, who=KEEPER).archive_id


def spoil(desk: Desk, archive_id: str) -> None:
    """What an older reader would have made of it: one cell not read, one read otherwise, a section in no place."""
    entry, report = desk.archive.entry(archive_id), desk.archive.report(archive_id)
    figures = report.figures.with_values({CELL: None, "T2.licensing.decisions": Decimal(999_999)})
    sections = {**report.sections, "unplaced": report.section("other"), "other": ""}
    old = replace(report, figures=figures, sections=sections)
    desk.store.archive.reread(archive_id, old, kind=entry.kind, level=entry.level, region=entry.region)


def test_what_is_read_otherwise_is_told_cell_by_cell(desk: Desk) -> None:
    archive_id = filed(desk)
    before = desk.archive.report(archive_id)
    spoil(desk, archive_id)
    [outcome] = desk.archive.reread(who=KEEPER)
    assert outcome.status == "changed"
    assert {cell.code: (cell.before, cell.after) for cell in outcome.cells} == {
        "T2.licensing.decisions": (Decimal(999_999), before.figures.get("T2.licensing.decisions")),
        CELL: (None, before.figures.get(CELL)),
    }
    assert outcome.sections == ("other", "unplaced")
    assert "新读出 1 个" in outcome.message
    assert to_json(desk.archive.report(archive_id)) == to_json(before)


def test_a_second_time_nothing_changes(desk: Desk) -> None:
    filed(desk)
    assert [outcome.status for outcome in desk.archive.reread(who=KEEPER)] == ["same"]


def test_only_the_ones_named_are_read(desk: Desk) -> None:
    first, second = filed(desk, 3), filed(desk, 5)
    spoil(desk, first)
    spoil(desk, second)
    assert [outcome.archive_id for outcome in desk.archive.reread([second], who=KEEPER)] == [second]
    assert desk.archive.report(first).figures.get(CELL) is None
    with pytest.raises(NotFound):
        list(desk.archive.reread(["none"], who=KEEPER))


def test_what_a_person_corrected_stays_and_the_rest_follows_the_reader(desk: Desk) -> None:
    archive_id = filed(desk)
    entry = desk.archive.entry(archive_id)
    desk.archive.correct(
        archive_id, organ="望江县水务局", year=2020, kind=entry.kind, level="市级", region=entry.region, who=KEEPER
    )
    spoil(desk, archive_id)
    [outcome] = desk.archive.reread(who=KEEPER)
    after = desk.archive.entry(archive_id)
    assert outcome.status == "changed"
    assert (after.organ, after.year, after.level) == ("望江县水务局", 2020, "市级")
    assert after.region == "望江县", "not corrected, so it follows the organ's name"
    assert desk.archive.report(archive_id).organ == "望江县水务局"


def test_reports_filed_before_corrections_were_remembered_keep_what_they_have(desk: Desk) -> None:
    archive_id = filed(desk)
    from assistant.store.schema import ArchiveRow

    with desk.store.archive._database.session() as session:
        row: Any = session.get(ArchiveRow, archive_id)
        row.organ, row.content = "某旧名局", {key: row.content[key] for key in row.content if key != "corrected"}
    list(desk.archive.reread(who=KEEPER))
    assert desk.archive.entry(archive_id).organ == "某旧名局"


def test_an_organ_and_year_that_another_file_has_is_not_taken(desk: Desk) -> None:
    first = filed(desk, 3)
    twin = replace(desk.archive.report(first), organ="", year=None)
    rendering = LAYOUTS["竖线收拢"](make(3))
    second = desk.store.archive.add(
        twin, kind="其他", level="", region="", name="r.txt", digest="d", original=rendering.data
    )
    list(desk.archive.reread([second], who=KEEPER))
    assert desk.archive.entry(second).organ == ""


@pytest.mark.parametrize("original", [b"%PDF-1.7\ngarbage", "没有一句话像年报".encode("utf-16")])
def test_a_failure_changes_nothing(desk: Desk, original: bytes) -> None:
    report = make(4)
    kept = desk.store.archive.add(report, kind="部门", level="", region="", name="r.pdf", digest="d", original=original)
    [outcome] = desk.archive.reread(who=KEEPER)
    assert outcome.status == "failed"
    assert outcome.message.endswith("已保持原有内容。")
    assert to_json(desk.archive.report(kept)) == to_json(report)


def test_an_index_that_fails_changes_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    archive_id = filed(desk)
    spoil(desk, archive_id)
    before = desk.archive.report(archive_id)

    def fail() -> None:
        raise StorageProblem("索引无法写入。")

    monkeypatch.setattr(desk.index, "catch_up", fail)
    assert [outcome.status for outcome in desk.archive.reread(who=KEEPER)] == ["failed"]
    assert to_json(desk.archive.report(archive_id)) == to_json(before)


def test_what_came_with_the_program_has_no_original(desk: Desk) -> None:
    desk.archive.file_shipped("a.json", make(1), demo=True)
    assert [outcome.status for outcome in desk.archive.reread(who=KEEPER)] == ["kept"]


def test_the_command_says_per_file_what_changed(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Desk(settings)
    archive_id = filed(opened)
    spoil(opened, archive_id)
    opened.close()
    monkeypatch.setattr("assistant.settings.load", lambda: settings)
    done = CliRunner().invoke(command.nianbao, ["archive", "reread", archive_id, "--json"], standalone_mode=False)
    [row] = json.loads(done.stdout)
    assert (row["id"], row["status"], set(row["cells"])) == (archive_id, "changed", {CELL, "T2.licensing.decisions"})
    again = CliRunner().invoke(command.nianbao, ["archive", "reread"], standalone_mode=False)
    assert "无变化" in again.stderr


def test_the_page_has_a_button_for_all(page_desk: Callable[..., Desk]) -> None:
    desk = page_desk()
    archive_id = filed(desk)
    spoil(desk, archive_id)
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    at.switch_page("assistant/ui/views/past_reports.py").run()
    at.button(key="archive_reread").click().run()
    assert not at.exception
    assert any("新读出 1 个" in item.value for item in at.success)
    assert desk.archive.report(archive_id).figures.get(CELL) is not None
