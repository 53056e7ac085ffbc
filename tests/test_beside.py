"""An archived report held against its original: cells with their spots, corrected by a person, kept on re-reading."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from people import KEEPER
from renderings import LAYOUTS, PRINTED, make

from assistant.desk import Desk, ReadCell
from assistant.errors import Conflict, UsageError
from assistant.findings import found
from assistant.settings import Settings

CELL = "T2.licensing.decisions"


@pytest.fixture
def desk(settings: Settings) -> Iterator[Desk]:
    opened = Desk(settings)
    yield opened
    opened.close()


def filed(desk: Desk, layout: str = "一行一排") -> str:
    rendering = {**LAYOUTS, **PRINTED}[layout](make(3))
    return desk.archive.add(rendering.name, rendering.data, who=KEEPER).archive_id


def cell(desk: Desk, archive_id: str) -> ReadCell:
    return next(one for one in desk.beside.look(archive_id).cells if one.code == CELL)


def test_a_text_is_shown_by_its_blocks(desk: Desk) -> None:
    text = desk.beside.look(filed(desk))
    assert text.pages == 0
    assert all(one.spot for one in text.cells if one.value is not None)


def test_a_pdf_is_shown_by_its_pages(desk: Desk) -> None:
    archive_id = filed(desk, "PDF有线")
    printed = desk.beside.look(archive_id)
    assert printed.pages > 0
    assert all(one.spot and one.spot.place for one in printed.cells)
    assert desk.beside.page(archive_id, 1, 600).startswith(b"\x89PNG")


def test_a_correction_is_kept_when_the_original_is_read_again_and_its_findings_go(desk: Desk) -> None:
    archive_id = filed(desk)
    before = cell(desk, archive_id)
    desk.beside.correct_cell(archive_id, CELL, "", base=before.value, who=KEEPER)
    assert cell(desk, archive_id).value is None
    assert not cell(desk, archive_id).doubtful
    desk.beside.correct_cell(archive_id, CELL, "１，２３４", base=None, who=KEEPER)
    assert [one.status for one in desk.archive.reread([archive_id], who=KEEPER)] == ["same"]
    assert cell(desk, archive_id).value == Decimal(1234)
    assert not [item for item in desk.archive.report(archive_id).findings if item.where == CELL]


def test_what_somebody_else_changed_meanwhile_is_not_overwritten_and_both_values_are_told(desk: Desk) -> None:
    archive_id = filed(desk)
    seen = cell(desk, archive_id).value
    desk.beside.correct_cell(archive_id, CELL, "77", base=seen, who=KEEPER)
    with pytest.raises(Conflict, match=r"改为 77，您看到的是 \d+"):
        desk.beside.correct_cell(archive_id, CELL, "78", base=seen, who=KEEPER)
    assert cell(desk, archive_id).value == Decimal(77)


def test_a_number_that_is_only_offered_is_doubtful_until_a_person_takes_it(desk: Desk) -> None:
    archive_id = filed(desk)
    entry, report = desk.archive.entry(archive_id), desk.archive.report(archive_id)
    offered = found("T-01", CELL, "没有把握，请对照原件填写。", values={"raw": "l2", "offer": "12"})
    unsure = replace(report, figures=report.figures.with_unreadable({CELL: "l2"}), findings=(offered,))
    desk.store.archive.reread(archive_id, unsure, kind=entry.kind, level=entry.level, region=entry.region)
    doubtful = cell(desk, archive_id)
    assert (doubtful.value, doubtful.raw, doubtful.offer, doubtful.doubtful) == (None, "l2", "12", True)
    desk.beside.correct_cell(archive_id, CELL, "12", base=None, who=KEEPER)
    taken = cell(desk, archive_id)
    assert (taken.value, taken.raw, taken.offer, taken.doubtful) == (Decimal(12), "", "", False)


@pytest.mark.parametrize("raw", ["12a", "-3", "1.5", "12345678901"])
def test_what_cannot_stand_in_a_cell_is_refused_and_changes_nothing(desk: Desk, raw: str) -> None:
    archive_id = filed(desk)
    before = cell(desk, archive_id)
    with pytest.raises(UsageError):
        desk.beside.correct_cell(archive_id, CELL, raw, base=before.value, who=KEEPER)
    assert cell(desk, archive_id) == before
