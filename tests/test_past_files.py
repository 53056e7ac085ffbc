"""Any bytes give a report or a sentence that says what to do; nothing else."""

import io
import random
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from renderings import LAYOUTS, PRINTED, make

from assistant.errors import (
    FileEmpty,
    FileEncrypted,
    FileMissing,
    FileProblem,
    FileTooLarge,
    FileTypeUnknown,
    FileUnreadable,
)
from assistant.past import read, read_bytes
from assistant.report import to_json

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def rendered(layout: str, seed: int = 2) -> bytes:
    return LAYOUTS[layout](make(seed)).data


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match="没有找到"):
        read(tmp_path / "none.txt")
    with pytest.raises(FileMissing, match="文件夹"):
        read(tmp_path)


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.pdf", "a.json", "a.html", "a.xyz"])
def test_an_empty_file(name: str) -> None:
    with pytest.raises(FileEmpty, match="空的"):
        read_bytes(name, b"\xef\xbb\xbf \r\n")


def test_a_file_over_the_limit(tmp_path: Path) -> None:
    big = tmp_path / "big.txt"
    big.write_bytes(b"a" * 2000)
    with pytest.raises(FileTooLarge, match="上限"):
        read(big, limit=1000)
    with pytest.raises(FileTooLarge):
        read_bytes("big.txt", b"a" * 2000, limit=1000)


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = zipped(**{"word/document.xml": b"0" * 30_000_000})
    with pytest.raises(FileTooLarge, match="解压"):
        read_bytes("bomb.docx", bomb)


def test_an_archive_is_no_report() -> None:
    with pytest.raises(FileTypeUnknown, match="压缩包"):
        read_bytes("a.txt", zipped(**{"a.txt": b"x"}))


@pytest.mark.parametrize("name", ["a.docx", "a.doc", "a.xlsx"])
def test_a_locked_office_file(name: str) -> None:
    with pytest.raises(FileEncrypted, match="密码"):
        read_bytes(name, OLE + b"\x00" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 500)


def test_a_locked_pdf() -> None:
    pdf = PRINTED["PDF有线"](make(0)).data
    at = pdf.rfind(b"/Root")
    assert at > 0
    broken = (
        pdf[:at]
        + b"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O ("
        + b"o" * 32
        + b") /U ("
        + b"u" * 32
        + b") >> "
        + pdf[at:]
    )
    with pytest.raises(FileProblem):
        read_bytes("locked.pdf", broken)


@pytest.mark.parametrize("name", ["a.doc", "a.wps"])
def test_an_old_word_file_says_how_to_save_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FileTypeUnknown, match="另存为"):
        read_bytes(name, OLE + b"\x00" * 2000)


def test_a_damaged_picture_is_refused_whatever_it_is_called() -> None:
    with pytest.raises(FileUnreadable, match="图片已损坏"):
        read_bytes("a.pdf", b"\x89PNG\r\n\x1a\n" + b"\x00" * 100)


def test_an_unknown_kind_names_the_known_ones() -> None:
    with pytest.raises(FileTypeUnknown, match="docx"):
        read_bytes("a.xyz", "一些文字".encode())


def test_binary_named_txt() -> None:
    with pytest.raises(FileProblem):
        read_bytes("a.txt", bytes(range(256)) * 20)


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("r.doc", "网页合并单元格"),
        ("r.docx", "网页合并单元格"),
        ("r.pdf", "Word合并"),
        ("r.txt", "Excel"),
        ("r.txt", "Word展开"),
    ],
)
def test_content_is_read_for_what_it_is_and_said_so(name: str, layout: str) -> None:
    got = read_bytes(name, rendered(layout))
    assert len(got.figures.values) == 200
    assert "按内容读取" in got.findings[0].message


def test_plain_text_named_docx() -> None:
    with pytest.raises(FileTypeUnknown, match="后缀"):
        read_bytes("a.docx", "一、总体情况".encode())


def test_damaged_files_are_unreadable() -> None:
    with pytest.raises(FileUnreadable):
        read_bytes("a.pdf", b"%PDF-1.7\n" + b"garbage" * 50)
    with pytest.raises(FileProblem):
        read_bytes("a.docx", rendered("Word合并")[:3000])
    with pytest.raises(FileUnreadable):
        read_bytes("a.json", b'{"organ": ')
    with pytest.raises(FileUnreadable):
        read_bytes("a.json", b"[" * 100_000)
    with pytest.raises(FileUnreadable):
        read_bytes("a.json", b'{"figures": {"T9.x.y": 1}}')


def test_deep_nesting_is_survived() -> None:
    page = b"<div>" * 20_000 + "一、总体情况".encode() + b"</div>" * 20_000
    _try("a.html", page)
    _try("a.json", b'{"a":' * 20_000)


def test_external_entities_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密内容", "utf-8")
    page = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><body><p>一、总体情况</p><p>&x;平稳。</p></body></html>'
    got = read_bytes("a.html", page.encode())
    assert "机密" not in str(to_json(got))


def test_far_too_many_lines_are_read_in_part_and_said_so() -> None:
    got = read_bytes("a.txt", ("一、总体情况\n" + "发布信息若干条。\n" * 9000).encode())
    assert "只读取了前" in got.findings[0].message


def test_entities_inside_office_files_are_neither_followed_nor_unfolded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密内容", "utf-8")
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<!DOCTYPE x [<!ENTITY s SYSTEM "file://{secret}"><!ENTITY a0 "哈哈哈哈哈哈哈哈哈哈">{laughs}]>'
    for layout, part in (("Word合并", "word/document.xml"), ("Excel", "xl/worksheets/sheet1.xml")):
        rendering = LAYOUTS[layout](make(1))
        for entity in (b"&s;", b"&a11;"):
            bad = inside(rendering.data, part, lambda xml, one=entity: _with_entity(xml, head.encode(), one))
            try:
                said = str(to_json(read_bytes(rendering.name, bad)))
            except FileProblem as problem:
                said = problem.message
            assert "机密" not in said
            assert len(said) < 200_000


def _with_entity(xml: bytes, head: bytes, entity: bytes) -> bytes:
    declaration, _, rest = xml.partition(b"?>")
    return (
        declaration + b"?>" + head + rest.replace(b"</w:t>", entity + b"</w:t>", 1).replace(b"<t>", b"<t>" + entity, 1)
    )


def inside(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A zip with one of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped(
            **{name: change(archive.read(name)) if name == part else archive.read(name) for name in archive.namelist()}
        )


def test_deeply_nested_tables_in_a_document_are_survived() -> None:
    open_table, close_table = b"<w:tbl><w:tr><w:tc>", b"</w:tc></w:tr></w:tbl>"

    def nest(xml: bytes) -> bytes:
        at = xml.index(b"<w:body>") + 8
        return xml[:at] + open_table * 2000 + b"<w:p/>" + close_table * 2000 + xml[at:]

    _try("a.docx", inside(rendered("Word合并"), "word/document.xml", nest))


def test_a_sheet_that_claims_a_million_rows_is_survived() -> None:
    def grow(xml: bytes) -> bytes:
        return re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', xml).replace(
            b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        )

    _try("a.xlsx", inside(rendered("Excel"), "xl/worksheets/sheet1.xml", grow))


@pytest.mark.slow
def test_a_pdf_of_five_hundred_pages_is_read_in_part_within_a_gigabyte(tmp_path: Path) -> None:
    import pypdfium2

    source = pypdfium2.PdfDocument(PRINTED["PDF有线"](make(1)).data)
    whole = pypdfium2.PdfDocument.new()
    while len(whole) < 500:
        whole.import_pages(source)
    whole.save(tmp_path / "long.pdf")
    code = (
        "import sys; from pathlib import Path; from assistant.past import read;"
        "report = read(Path(sys.argv[1]), limit=10**9); print(report.findings[0].message);"
        "print(Path('/proc/self/status').read_text())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "long.pdf")],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        cwd=Path(__file__).parent.parent,
    )
    # getrusage would count what the parent held too, for a child starts as its image: the test's own libraries.
    highest = re.search(r"VmHWM:\s*(\d+) kB", done.stdout)
    assert "只读取了前" in done.stdout
    assert highest
    assert int(highest[1]) < 1_000_000


FUZZED = (
    ("竖线收拢", 130),
    ("一格一行有间隔", 110),
    ("制表符", 40),
    ("网页合并单元格", 140),
    ("网页GBK", 60),
    ("网页在门户中", 40),
    ("Word合并", 60),
    ("Excel", 30),
    ("Markdown", 70),
)
PARTS = (
    ("Word合并", "word/document.xml", 25),
    ("Excel", "xl/worksheets/sheet1.xml", 20),
    ("Word合并", "word/styles.xml", 10),
)


@pytest.mark.slow
@pytest.mark.parametrize(("layout", "times"), FUZZED)
def test_mutated_files_never_raise_anything_else(layout: str, times: int) -> None:
    rng = random.Random(20240131)  # noqa: S311 - the same files every time
    rendering = LAYOUTS[layout](make(1))
    for _ in range(times):
        _try(rendering.name, mutated(rendering.data, rng))


@pytest.mark.slow
@pytest.mark.parametrize(("layout", "part", "times"), PARTS)
def test_office_files_with_mutated_parts_never_raise_anything_else(layout: str, part: str, times: int) -> None:
    rng = random.Random(20240131)  # noqa: S311 - the same files every time
    rendering = LAYOUTS[layout](make(1))
    for _ in range(times):
        _try(rendering.name, inside(rendering.data, part, lambda data: mutated(data, rng)))


@pytest.mark.slow
def test_mutated_json_and_pdf_never_raise_anything_else() -> None:
    import json

    rng = random.Random(20240131)  # noqa: S311 - the same files every time
    data = json.dumps(to_json(make(1)), ensure_ascii=False).encode()
    for _ in range(260):
        _try("a.json", mutated(data, rng))
    pdf = PRINTED["PDF有线"](make(1)).data
    for _ in range(20):
        _try("a.pdf", mutated(pdf, rng))


def test_a_thousand_files_are_mutated() -> None:
    assert sum(times for _, times in FUZZED) + sum(times for *_, times in PARTS) + 260 + 20 >= 1000


def _try(name: str, data: bytes) -> None:
    try:
        read_bytes(name, data)
    except FileProblem as problem:
        said = problem.message
    else:
        return
    assert said.endswith("。")


def mutated(data: bytes, rng: random.Random) -> bytes:
    """Cut short, bytes changed, a stretch doubled, dropped or filled with noise."""
    out = bytearray(data)
    way = rng.randrange(5)
    if way == 0:
        return bytes(out[: rng.randrange(len(out))])
    at, size = rng.randrange(len(out)), rng.randrange(1, 400)
    if way == 1:
        for _ in range(rng.randrange(1, 30)):
            out[rng.randrange(len(out))] = rng.randrange(256)
    elif way == 2:
        out[at:at] = out[at : at + size]
    elif way == 3:
        del out[at : at + size]
    else:
        out[at : at + size] = rng.randbytes(size)
    return bytes(out)
