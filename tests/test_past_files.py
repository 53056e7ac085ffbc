"""Any bytes give a report or a sentence that says what to do; nothing else."""

import io
import random
import zipfile
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


def test_a_picture_is_refused() -> None:
    with pytest.raises(FileTypeUnknown, match="图片"):
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


FUZZED = (
    ("竖线收拢", 110),
    ("一格一行有间隔", 110),
    ("网页合并单元格", 140),
    ("网页GBK", 60),
    ("Word合并", 60),
    ("Excel", 30),
    ("Markdown", 60),
)


@pytest.mark.slow
@pytest.mark.parametrize(("layout", "times"), FUZZED)
def test_mutated_files_never_raise_anything_else(layout: str, times: int) -> None:
    rng = random.Random(20240131)  # noqa: S311 - the same files every time
    rendering = LAYOUTS[layout](make(1))
    for _ in range(times):
        _try(rendering.name, mutated(rendering.data, rng))


@pytest.mark.slow
def test_mutated_json_and_pdf_never_raise_anything_else() -> None:
    import json

    rng = random.Random(20240131)  # noqa: S311 - the same files every time
    data = json.dumps(to_json(make(1)), ensure_ascii=False).encode()
    for _ in range(300):
        _try("a.json", mutated(data, rng))
    pdf = PRINTED["PDF有线"](make(1)).data
    for _ in range(8):
        _try("a.pdf", mutated(pdf, rng))


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
