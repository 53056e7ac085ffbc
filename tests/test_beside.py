"""An archived report held against its original: cells with their spots, corrected by a person, kept on re-reading."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from people import KEEPER
from renderings import LAYOUTS, PRINTED, make

from assistant.desk import Desk, ReadCell, ReadSection
from assistant.errors import Conflict, UsageError
from assistant.findings import found
from assistant.past.blocks import DOUBT
from assistant.past.reading_findings import of_unplaced
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


def section(desk: Desk, archive_id: str, name: str) -> ReadSection:
    return next(one for one in desk.beside.look(archive_id).sections if one.id == name)


def text(desk: Desk, archive_id: str, name: str) -> str:
    return desk.archive.report(archive_id).section(name)


@pytest.mark.parametrize("layout", ["一行一排", "一行一排硬换行", "Word合并", "网页在门户中", "PDF有线"])
def test_every_paragraph_stands_where_it_was_printed(desk: Desk, layout: str) -> None:
    held = desk.beside.look(filed(desk, layout))
    told = [(own, spot) for one in held.sections for own, spot in one.paragraphs]
    assert len(told) > 10
    for own, spot in told:
        assert spot is not None
        assert bool(spot.places) == bool(held.pages)
        printed = "".join(getattr(held.blocks[block], "text", "") for block, _ in spot.at)
        assert own.replace(" ", "") in printed.replace(" ", "")


def test_a_text_that_was_corrected_keeps_its_place_and_stays_when_the_original_is_read_again(desk: Desk) -> None:
    archive_id = filed(desk)
    before, other = section(desk, archive_id, "problems"), text(desk, archive_id, "other")
    [(_, spot)] = before.paragraphs
    new = before.text.replace("及时", "準时") + "\n\n  另起一段，原件中没有。 "
    desk.beside.correct_section(archive_id, "problems", new, base=before.text, who=KEEPER)
    after = section(desk, archive_id, "problems")
    assert [own for own, _ in after.paragraphs] == [before.text.replace("及时", "準时"), "另起一段，原件中没有。"]
    assert [one for _, one in after.paragraphs] == [spot, None]
    assert (before.checked, after.checked) == (False, True)
    assert [one.status for one in desk.archive.reread([archive_id], who=KEEPER)] == ["same"]
    assert (section(desk, archive_id, "problems"), text(desk, archive_id, "other")) == (after, other)


def test_a_paragraph_is_moved_to_where_it_comes_in_the_original_and_not_read_in_again(desk: Desk) -> None:
    archive_id = filed(desk)
    read = desk.archive.report(archive_id)
    entry, remark = desk.archive.entry(archive_id), of_unplaced(["甲", "乙"])
    astray, of_its_own = read.section("overview.active").split("\n")[0], "附件：略"
    older = replace(
        read,
        sections={**read.sections, "overview.active": "", "unplaced": f"{astray}\n{of_its_own}"},
        findings=(*read.findings, remark),
    )
    desk.store.archive.reread(archive_id, older, kind=entry.kind, level=entry.level, region=entry.region)
    assert section(desk, archive_id, "unplaced").doubtful
    base = text(desk, archive_id, "unplaced")
    desk.beside.move_paragraph(archive_id, "unplaced", 0, "overview", base=base, who=KEEPER)
    assert text(desk, archive_id, "overview") == f"{read.section('overview')}\n{astray}"
    left = section(desk, archive_id, "unplaced")
    assert (left.text, left.remarks) == (of_its_own, (of_unplaced([of_its_own]).message,))
    desk.beside.correct_section(archive_id, "unplaced", "", base=of_its_own, who=KEEPER)
    list(desk.archive.reread([archive_id], who=KEEPER))
    again = desk.archive.report(archive_id)
    assert again.section("overview") == f"{read.section('overview')}\n{astray}"
    assert astray not in again.section("overview.active")
    assert not again.section("unplaced")
    assert [one for one in again.findings if one.code == "R-05"] == []
    told = [own for one in desk.beside.look(archive_id).sections for own, _ in one.paragraphs]
    assert sorted(told) == sorted(own for one in read.sections.values() for own in one.split("\n"))


def test_what_is_now_read_into_a_corrected_section_stays_where_it_was_filed(desk: Desk) -> None:
    archive_id = filed(desk)
    read, entry = desk.archive.report(archive_id), desk.archive.entry(archive_id)
    older = replace(read, sections={**read.sections, "other": "", "unplaced": read.section("other")})
    desk.store.archive.reread(archive_id, older, kind=entry.kind, level=entry.level, region=entry.region)
    desk.beside.correct_section(archive_id, "other", "没有其他事项。", base="", who=KEEPER)
    list(desk.archive.reread([archive_id], who=KEEPER))
    assert text(desk, archive_id, "other") == "没有其他事项。"
    assert text(desk, archive_id, "unplaced") == read.section("other")


def test_a_text_that_somebody_else_changed_meanwhile_is_not_overwritten(desk: Desk) -> None:
    archive_id = filed(desk)
    seen = text(desk, archive_id, "problems")
    desk.beside.correct_section(archive_id, "problems", "一是人手少。", base=seen, who=KEEPER)
    with pytest.raises(Conflict, match="存在的主要问题"):
        desk.beside.correct_section(archive_id, "problems", "一是经费少。", base=seen, who=KEEPER)
    with pytest.raises(Conflict, match="没有保存"):
        desk.beside.move_paragraph(archive_id, "problems", 0, "improvements", base=seen, who=KEEPER)
    assert text(desk, archive_id, "problems") == "一是人手少。"


@pytest.mark.parametrize(("source", "paragraph", "target"), [("problems", 9, "other"), ("problems", 0, "problems")])
def test_what_cannot_be_moved_stays(desk: Desk, source: str, paragraph: int, target: str) -> None:
    archive_id = filed(desk)
    before = desk.archive.report(archive_id)
    with pytest.raises(UsageError):
        desk.beside.move_paragraph(archive_id, source, paragraph, target, base=before.section(source), who=KEEPER)
    assert desk.archive.report(archive_id) == before


def test_the_number_that_was_recognised_without_certainty_is_offered(desk: Desk) -> None:
    archive_id = filed(desk)
    entry, report = desk.archive.entry(archive_id), desk.archive.report(archive_id)
    doubt = found("T-01", CELL, "没有把握，请对照原件填写。", values={"raw": f"12{DOUBT}"})
    unsure = replace(report, figures=report.figures.with_unreadable({CELL: f"12{DOUBT}"}), findings=(doubt,))
    desk.store.archive.reread(archive_id, unsure, kind=entry.kind, level=entry.level, region=entry.region)
    assert (cell(desk, archive_id).value, cell(desk, archive_id).offer, cell(desk, archive_id).summed) == (
        None,
        "12",
        False,
    )
