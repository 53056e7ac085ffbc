"""Scans and pictures: read cell by cell, never with a wrong cell; what is in doubt is blank and named."""

import base64
import io
import random
import subprocess
import sys
import zlib
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import Any

import docx
import numpy as np
import pytest
from broken_renderings import pdf
from PIL import Image
from renderings import FORM, Rendering, Square, make, web_table
from scan_renderings import STYLES, as_pdf, drawn, printed, scanned, skewed

from assistant.errors import FileTooLarge, FileUnreadable
from assistant.past import progress, read_bytes
from assistant.past.blocks import DOUBT
from assistant.past.readers.scans.bare.placing import bare_tables
from assistant.past.readers.scans.cell_reading import Seen
from assistant.past.readers.scans.choosing import chosen
from assistant.past.readers.scans.fitting import fitted
from assistant.past.readers.scans.levelling import level
from assistant.past.readers.scans.recognition import Written
from assistant.past.readers.scans.ruled.ruling import Ruled, ruled_tables
from assistant.past.readers.scans.ruled.squares import Cell
from assistant.past.readers.scans.thresholds import AROUND
from assistant.past.tables.confirming import confirm
from assistant.past.tables.figures_read import Reading
from assistant.report import Report


def judged(got: Report, rendering: Rendering) -> Counter[str]:
    out: Counter[str] = Counter()
    for code, value in rendering.expected.items():
        read = got.figures.values.get(code)
        out["right" if read == value else "blank" if read is None else f"wrong {code}"] += 1
    return out


def wrong(counted: Counter[str]) -> list[str]:
    return [key for key in counted if key.startswith("wrong")]


@pytest.fixture(scope="module")
def tables() -> Any:
    """The page with tables three and four, as a picture, and the report it is of."""
    report = make(6)
    rendering = printed(report)
    return rendering, drawn(rendering.data, 200)[1]


def _file(picture: Any, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    Image.fromarray(picture).save(out, kind, **options)
    return out.getvalue()


# ---- read ------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("way", "seed", "style"),
    [
        ("200点", 10, "靠右"),
        ("普通扫描件", 6, "宋体"),
        ("200点", 22, "密排"),  # digits as high as their rows
        ("200点", 22, "淡线"),
        ("200点", 22, "红字"),
    ],
)
def test_a_scan_is_read_without_a_wrong_cell(way: str, seed: int, style: str) -> None:
    report = make(seed)
    rendering = scanned(report, way, style=style)
    got = read_bytes(rendering.name, rendering.data)
    counted = judged(got, rendering)
    assert not wrong(counted)
    assert counted["right"] >= (0.98 if way == "200点" else 0.90) * counted.total()
    assert (got.organ, got.year) == (report.organ, report.year)
    assert set(got.sections) >= {*FORM.aspects, "problems", "improvements", "other"}
    assert any("扫描图片" in finding.message for finding in got.findings)


@pytest.mark.slow
def test_values_of_table_four_parted_from_their_head_by_a_page_are_read(tables: Any) -> None:
    rendering, page = tables
    flat = level(page).grey
    four = ruled_tables(flat)[-1]
    cut = four.box[1] + max(cell.box[1] for cell in four.cells) - AROUND
    above, below = flat.copy(), np.full_like(flat, 255)
    above[cut + 2 :] = 255
    below[200 : 200 + len(flat) - cut] = flat[cut : cut + len(below) - 200]
    got = read_bytes("扫描.pdf", as_pdf([above, below]))
    assert not wrong(judged(got, rendering))
    assert sum(code.startswith("T4") for code in got.figures.values) == 15


@pytest.mark.slow
def test_a_photograph_turned_on_its_side_is_read(tables: Any) -> None:
    rendering, page = tables
    aslant = skewed(page, np.random.default_rng(5), most=2.0)
    data = _file(np.ascontiguousarray(np.rot90(aslant)), "JPEG", quality=70)
    got = read_bytes("照片.jpg", data)
    counted = judged(got, rendering)
    assert not wrong(counted)
    assert sum(code.startswith(("T3", "T4")) for code in got.figures.values) >= 0.95 * 190


@pytest.mark.slow
def test_a_table_that_is_a_picture_in_a_word_file_is_read(tables: Any) -> None:
    rendering, page = tables
    document = docx.Document()
    document.add_paragraph("青岚县水利局2024年政府信息公开工作年度报告")
    document.add_paragraph("三、收到和处理政府信息公开申请情况")
    document.add_picture(io.BytesIO(_file(page, "PNG")))
    document.add_paragraph("五、存在的主要问题及改进情况")
    document.add_paragraph("存在公开不够及时的问题。下一步将完善制度。")
    out = io.BytesIO()
    document.save(out)
    got = read_bytes("report.docx", out.getvalue())
    assert not wrong(judged(got, rendering))
    assert sum(code.startswith("T3") for code in got.figures.values) >= 0.95 * 175
    assert got.organ == "青岚县水利局"
    assert "R-04" not in {finding.code for finding in got.findings}


@pytest.mark.slow
def test_a_table_that_is_a_picture_in_a_page_is_read(tables: Any) -> None:
    rendering, page = tables
    written = base64.b64encode(_file(page, "PNG")).decode()
    title = "<h1>青岚县水利局2024年政府信息公开工作年度报告</h1>"
    html = f"<html><body>{title}<p><img src='data:image/png;base64,{written}'></p></body></html>"
    got = read_bytes("report.html", html.encode())
    assert not wrong(judged(got, rendering))
    assert sum(code.startswith("T4") for code in got.figures.values) == 15


@pytest.mark.slow
@pytest.mark.parametrize(
    ("style", "margin", "seed"),
    [
        ("宋体", 40, 244),  # within a row, whose numbers are left without their label
        ("宋体", 31, 244),  # before 3.其他, which is a column's name too
        ("密排", 36, 236),  # before a row lower than the shortest rule
        ("靠右", 81, 281),  # before table three's last row
        ("靠右", 72, 272),  # before table four's values
    ],
)
def test_a_table_that_a_page_broke_is_read_whole(style: str, margin: int, seed: int) -> None:
    rendering = pdf(make(seed), style=f"{STYLES[style]} @page {{ margin-top: {margin}mm; }}")
    got = read_bytes("扫描.pdf", as_pdf(drawn(rendering.data, 200)))
    counted = judged(got, rendering)
    assert not wrong(counted)
    assert counted["right"] >= 0.98 * counted.total()


# ---- without rules ---------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(("style", "way"), [("无线", "200点"), ("三线", "普通扫描件")])
def test_tables_without_rules_are_read_by_their_labels_and_heads(style: str, way: str) -> None:
    rendering = scanned(make(10), way, style=style)
    got = read_bytes(rendering.name, rendering.data)
    assert not wrong(judged(got, rendering))
    assert sum(code.startswith("T2") for code in got.figures.values) >= 9
    assert sum(code.startswith("T3") for code in got.figures.values) >= 0.95 * 175


@pytest.mark.slow
def test_the_later_piece_of_a_table_without_rules_is_read_without_heads() -> None:
    broken = f"{STYLES['无线']} tr:nth-child(15) {{ break-before: page; }}"
    rendering = pdf(make(6), style=broken)
    got = read_bytes("report.pdf", as_pdf(drawn(rendering.data, 200)[1:]))
    assert not wrong(judged(got, rendering))
    assert sum(code.startswith("T3") for code in got.figures.values) == 175


def test_later_rows_without_a_number_are_no_table() -> None:
    texts = ("2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确", "1.信访举报投诉类申请", "2.重复申请")
    labels = [Written(text, 1.0, (60, 140 + 40 * at, 400, 164 + 40 * at)) for at, text in enumerate(texts)]
    assert bare_tables(np.full((600, 1200), 255, np.uint8), labels) == []


def _columns_changed(squares: list[Square], way: str) -> str:
    """Table three with two columns changed for each other, heads and all: no sum tells."""
    if not any(square.text == "申请人情况" for square in squares):
        return web_table(squares, way)
    moved = {4: 5, 5: 4}
    out = [replace(one, x=moved[one.x]) if one.x in moved and one.wide == 1 else one for one in squares]
    return web_table(sorted(out, key=lambda one: (one.y, one.x)), way)


def _two_years(squares: list[Square], way: str) -> str:
    """Table three with last year's numbers beside this year's."""
    if not any(square.text == "申请人情况" for square in squares):
        return web_table(squares, way)
    wide = [replace(one, x=2 * one.x - 3, wide=2 * one.wide) if one.x >= 3 else one for one in squares]
    now = [replace(one, wide=1) if one.value else one for one in wide]
    before = [replace(one, x=one.x + 1, text="8") for one in now if one.value]
    return web_table(sorted([*now, *before], key=lambda one: (one.y, one.x)), way)


@pytest.mark.slow
@pytest.mark.parametrize("table", [_columns_changed, _two_years])
def test_a_table_without_rules_whose_columns_are_not_the_forms_is_left_blank(table: Any) -> None:
    rendering = pdf(make(6), style=STYLES["无线"], table=table)
    got = read_bytes("表.png", _file(drawn(rendering.data, 200)[1], "PNG"))
    assert not [code for code in got.figures.values if code.startswith("T3")]
    assert any(raw.endswith(DOUBT) for code, raw in got.figures.unreadable.items() if code.startswith("T3"))


@pytest.mark.slow
def test_a_ruled_table_whose_columns_stand_in_another_order_is_read_by_its_heads() -> None:
    rendering = pdf(make(6), style=STYLES["宋体"], table=_columns_changed)
    got = read_bytes("表.png", _file(drawn(rendering.data, 200)[1], "PNG"))
    assert not wrong(judged(got, rendering))


def _laid(changed: dict[str, str]) -> tuple[Ruled, list[Seen]]:
    """Table two as it lies, every label seen as printed but for the changed ones, every value 12."""
    placed = FORM.tables["T2"].placed
    cells = tuple(Cell(y, x, (0, 0, 1, 1)) for x, y, _ in placed)
    texts = ["12" if box.code else changed.get(box.text, box.text) for _, _, box in placed]
    rows, columns = max(y + box.tall for _, y, box in placed), max(x + box.wide for x, _, box in placed)
    table = Ruled(rows, columns, cells, np.zeros((1, 1), np.uint8), np.eye(3), (0, 0, 1, 1))
    return table, [Seen(text, 1.0, cell.box) for text, cell in zip(texts, cells, strict=True)]


def test_labels_read_with_a_letter_wrong_are_the_forms() -> None:
    table, seen = _laid({"行政许可": "行政许司"})
    assert "行政许可" in [cell.text for cell in fitted(table, seen)]
    assert min(cell.sure for cell in fitted(table, seen)) == 1.0


def test_a_table_that_says_another_label_of_the_form_in_a_cell_is_read_by_what_it_says() -> None:
    table, seen = _laid({"本年制发件数": "本年废止件数", "本年废止件数": "本年制发件数"})
    assert fitted(table, seen) == seen


def test_a_fee_under_another_unit_is_in_doubt() -> None:
    head = next(box.text for _, _, box in FORM.tables["T2"].placed if "万元" in box.text)
    table, seen = _laid({head: head.replace("万", "")})
    doubted = [cell for cell in fitted(table, seen) if not cell.sure]
    assert [cell.text for cell in doubted] == ["12"]


def test_a_page_that_lies_across_has_letters_as_large_as_one_that_stands() -> None:
    page = drawn(printed(make(6), "大字横页").data, 250)[1]
    wide, tall = level(page).size
    assert wide > tall >= 0.99 * 1700


# ---- doubt -----------------------------------------------------------------------------------------


def _reading(changed: dict[str, str]) -> Reading:
    """Table three of a balanced report; changed cells are read as told, "？" behind what is not sure."""
    reading = Reading(FORM)
    for code, value in make(6).figures.values.items():
        if code.startswith("T3"):
            reading.values[code] = value
    for code, text in changed.items():
        if text.endswith(DOUBT):
            reading.values.pop(code)
            reading.unreadable[code] = text
        else:
            reading.values[code] = Decimal(text)
    return reading


def offers(reading: Reading) -> dict[str, str]:
    return {one.where: one.values["offer"] for one in reading.findings if "offer" in one.values}


def test_what_balances_stands() -> None:
    reading = _reading({})
    confirm(reading, ["T3"])
    assert len(reading.values) == 175
    assert not reading.findings


def test_a_doubtful_cell_is_offered_what_the_sums_leave_and_not_taken() -> None:
    code = "T3.granted.total"
    reading = _reading({code: "21？"})
    confirm(reading, ["T3"])
    assert code not in reading.values
    assert len(reading.values) == 174
    assert offers(reading) == {code: "27"}


def test_a_cell_in_which_no_number_was_seen_is_offered_what_the_sums_leave() -> None:
    code = "T3.granted.total"
    reading = _reading({code: "Js？"})
    reading.unreadable[code] = "Js"
    confirm(reading, ["T3"])
    assert code not in reading.values
    assert offers(reading) == {code: "27"}


def test_of_sums_that_fail_by_the_same_the_one_cell_they_share_is_in_doubt_and_its_correction_is_offered() -> None:
    code = "T3.granted.natural_person"
    reading = _reading({code: "7"})
    confirm(reading, ["T3"])
    assert set(reading.unreadable) == {code}
    assert offers(reading)[code] == "2"
    assert reading.unreadable[code] == "7？"


def test_a_doubtful_cell_elsewhere_does_not_keep_the_wrong_one_from_being_found() -> None:
    code, other = "T3.granted.natural_person", "T3.granted.total"
    doubtful = "T3.unprocessed_excessive.other_org"
    reading = _reading({code: "7", doubtful: "40？"})
    confirm(reading, ["T3"])
    assert set(reading.unreadable) == {code, doubtful}
    assert offers(reading) == {code: "2", doubtful: "10"}
    assert other in reading.values


def test_two_cells_misread_by_the_same_amount_leave_their_rows_and_columns_in_doubt() -> None:
    """The other two corners of their rectangle would explain it as well."""
    values = make(6).figures.values
    rows, columns = ("T3.unprocessed_confirmation", "T3.unprocessed_publication"), ("natural_person", "business")
    corners = {f"{row}.{column}" for row in rows for column in columns}
    reading = _reading(
        {code: str(values[code] + 3) for row, column in zip(rows, columns, strict=True) if (code := f"{row}.{column}")}
    )
    confirm(reading, ["T3"])
    assert corners <= set(reading.unreadable)
    assert not corners & set(offers(reading))


def test_misread_cells_do_not_stand() -> None:
    """Any one to four cells, single digits, a total's among them, beside up to three doubtful ones."""
    truth = {code: value for code, value in make(6).figures.values.items() if code.startswith("T3")}
    chance = random.Random(5)  # noqa: S311 - the same each time
    for _ in range(400):
        several, doubtful = chance.randint(1, 4), chance.randint(0, 3)
        taken = chance.sample(sorted(truth), several + doubtful)
        wrong = {code: str(truth[code] + chance.choice((1, 3, 5, 6, 10, 60))) for code in taken}
        for code in taken[several:]:
            wrong[code] += DOUBT
        reading = _reading(wrong)
        confirm(reading, ["T3"])
        assert not [code for code, value in reading.values.items() if value != truth[code]], wrong


def test_two_wrong_cells_that_make_up_for_each_other_in_a_row_do_not_stand() -> None:
    values = make(6).figures.values
    one, other = "T3.received.natural_person", "T3.received.business"
    reading = _reading({one: str(values[one] + 3), other: str(values[other] - 3)})
    confirm(reading, ["T3"])
    assert one not in reading.values
    assert other not in reading.values
    assert "offer" not in {key for finding in reading.findings if finding.where == one for key in finding.values}


def test_a_digit_misread_alike_in_a_cell_and_its_total_does_not_stand() -> None:
    """Their sum is right; the columns' sums fail, each beside a cell that is in doubt anyway."""
    row = "T3.unprocessed_excessive"
    assert make(6).figures.values[f"{row}.other_org"] == make(6).figures.values[f"{row}.total"] == 10
    doubts = {"T3.granted.other_org": "5？", "T3.granted.total": "26？"}
    reading = _reading({f"{row}.other_org": "40", f"{row}.total": "40", **doubts})
    confirm(reading, ["T3"])
    assert not {f"{row}.other_org", f"{row}.total"} & set(reading.values)
    assert f"{row}.business" in reading.values


def test_a_report_that_was_published_unbalanced_is_not_mended() -> None:
    reading = _reading({"T3.total_handled.total": "999"})
    confirm(reading, ["T3"])
    assert "T3.total_handled.total" not in reading.values
    assert reading.unreadable["T3.total_handled.total"] == "999？"


# ---- bad input -------------------------------------------------------------------------------------


def _png(wide: int, tall: int) -> bytes:
    """A PNG that says it is so large, and holds next to nothing."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")

    header = wide.to_bytes(4, "big") + tall.to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
    parts = chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(b"\x00" * 1000)), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _sky() -> Any:
    x, y = np.meshgrid(np.linspace(0, 1, 1200), np.linspace(0, 1, 900))
    return np.stack([120 + 80 * y, 160 + 60 * x, 255 - 40 * y], axis=2).astype(np.uint8)


@pytest.mark.parametrize(
    ("name", "data", "problem", "words"),
    [
        ("炸弹.png", _png(60_000, 60_000), FileTooLarge, "图片过大"),
        ("长条.png", _png(1000, 30_000), FileTooLarge, "图片过大"),
        ("小图.png", _file(np.full((80, 120, 3), 255, np.uint8), "PNG"), FileUnreadable, "120×80"),
        ("残缺.png", _file(_sky(), "PNG")[:4000], FileUnreadable, "损坏"),
        ("空头.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 40, FileUnreadable, "损坏"),
        ("风景.jpg", _file(_sky(), "JPEG"), FileUnreadable, "没有认出文字"),
        ("白纸.tif", _file(np.full((1600, 1200, 3), 255, np.uint8), "TIFF"), FileUnreadable, "没有认出文字"),
    ],
)
def test_what_is_no_page_is_told_in_a_sentence(name: str, data: bytes, problem: type[Exception], words: str) -> None:
    with pytest.raises(problem, match=words):
        read_bytes(name, data)


# ---- many pages, progress, what is loaded -----------------------------------------------------------


def test_of_very_many_pages_those_around_the_tables_are_read(tables: Any) -> None:
    _, page = tables
    blank = np.full((600, 424, 3), 255, np.uint8)
    small = np.asarray(Image.fromarray(page).resize((910, 1287)))
    assert chosen(range(7), lambda _: blank) == list(range(7))
    assert chosen(range(200), lambda at: small if at == 90 else blank) == list(range(82, 99))


def test_who_watches_may_stop_the_reading() -> None:
    seen: list[tuple[int, int]] = []

    def watch(done: int, of: int) -> None:
        seen.append((done, of))
        raise progress.Stopped

    blank = Image.fromarray(np.full((1600, 1200, 3), 255, np.uint8))
    for kind, name in (("TIFF", "scan.tif"), ("PDF", "scan.pdf")):
        out = io.BytesIO()
        blank.save(out, kind, save_all=True, append_images=[blank, blank])
        with pytest.raises(progress.Stopped), progress.watched(watch):
            read_bytes(name, out.getvalue())
    assert seen == [(1, 0), (1, 3)]


def test_nothing_of_recognition_is_loaded_for_a_text() -> None:
    code = (
        "import sys; from assistant.past import read_bytes;"
        "read_bytes('a.txt', '甲局2024年政府信息公开工作年度报告'.encode());"
        "print(sorted(name for name in ('cv2', 'rapidocr', 'onnxruntime', 'PIL') if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
