"""Archives and messages that hold reports: the one report in them, or all of them, each by its path."""

import io
import zipfile
from email.message import EmailMessage

import pytest
from renderings import LAYOUTS, make

from assistant.errors import FileEncrypted, FileProblem, FileTooLarge, FileTypeUnknown, FileUnreadable
from assistant.past import files_in, read_bytes

WORD = LAYOUTS["Word合并"](make(1)).data
PAGE = LAYOUTS["网页合并单元格"](make(2)).data
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(files: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(out := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def named_in(encoding: str, name: str, data: bytes) -> bytes:
    """An archive whose one entry's name is written in an encoding that the archive does not tell."""
    stand_in = "x" * len(name.encode(encoding))
    return zipped({stand_in: data}).replace(stand_in.encode(), name.encode(encoding))


def message(*files: tuple[str, bytes], text: str = "您好，请查收附件。", page: str = "") -> bytes:
    out = EmailMessage()
    out["From"], out["To"], out["Subject"] = "a@example.invalid", "b@example.invalid", "报送/年度报告"
    out.set_content(text)
    if page:
        out.add_alternative(page, subtype="html")
    for name, data in files:
        out.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return out.as_bytes()


def names(name: str, data: bytes) -> list[str]:
    return [file.name for file in files_in(name, data)]


def test_the_one_report_of_an_archive_is_read_and_named() -> None:
    got = read_bytes("报送.zip", zipped({"材料/说明.txt": "请审阅。".encode(), "材料/年报.docx": WORD, "x.png": b"1"}))
    assert len(got.figures.values) == 200
    assert got.findings[0].message == "读取的是“报送.zip”里的“材料/年报.docx”。没有读取的文件：材料/说明.txt。"


def test_of_several_reports_none_is_chosen() -> None:
    data = zipped({"甲/年报.docx": WORD, "乙/年报.html": PAGE})
    with pytest.raises(FileTypeUnknown, match=r"有 2 份文件，不能确定读取哪一份：甲/年报\.docx、乙/年报\.html。"):
        read_bytes("报送.zip", data)
    many = zipped({f"{number}.html": PAGE for number in range(40)})
    with pytest.raises(FileTypeUnknown, match="等 40 个"):
        read_bytes("报送.zip", many)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "没有认出年报。"),
        ({"a.png": b"x"}, "没有认出年报。"),
        ({"说明.txt": "请审阅。".encode()}, "里面的文件是：说明.txt"),
        ({"坏.docx": WORD[:3000]}, "里的文件：文件已损坏"),
        ({"旧.wps": OLE + bytes(2000), "旧.doc": OLE + bytes(2000)}, "里面的文件是：旧.wps、旧.doc"),
    ],
)
def test_an_archive_without_a_report_says_what_is_in_it(
    files: dict[str, bytes], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FileProblem, match=words):
        read_bytes("报送.zip", zipped(files))


def test_documents_that_are_kept_as_archives_are_no_archives() -> None:
    assert len(read_bytes("年报.zip", WORD).figures.values) == 200
    assert names("年报.docx", WORD) == ["年报.docx"]
    with pytest.raises(FileTypeUnknown, match="不支持"):
        read_bytes("年报.docx", zipped({"a.txt": "一、总体情况".encode()}))


def test_what_systems_leave_behind_is_left_out() -> None:
    left = ("__MACOSX/._年报.docx", ".DS_Store", "甲/.年报.docx", "甲/~$年报.docx", "甲/Thumbs.db", "甲/照片.bin")
    data = zipped({**dict.fromkeys(left, b"x"), "甲/年报.docx": WORD, "甲/空/": b""})
    assert names("报送.zip", data) == ["甲/年报.docx"]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "gb18030"])
@pytest.mark.parametrize("name", ["虚构县水利局2024年报.html", "联通.html", "report.html", "乡镇/陆家镇.html"])
def test_names_are_read_in_whichever_encoding_they_were_written(encoding: str, name: str) -> None:
    assert names("报送.zip", named_in(encoding, name, PAGE)) == [name]


def test_a_name_that_is_repeated_in_utf8_is_taken_from_there() -> None:
    name = "㙍县年报.html".encode()
    info = zipfile.ZipInfo("?.html")
    size = (5 + len(name)).to_bytes(2, "little")
    info.extra = b"\x75\x70" + size + b"\x01" + bytes(4) + name
    with zipfile.ZipFile(out := io.BytesIO(), "w") as archive:
        archive.writestr(info, PAGE)
    assert names("报送.zip", out.getvalue()) == ["㙍县年报.html"]


def test_an_archive_in_an_archive_is_opened_and_one_in_that_is_named() -> None:
    deepest = zipped({"年报.html": PAGE})
    inner = zipped({"年报.docx": WORD, "再里面.zip": deepest})
    files = files_in("报送.zip", zipped({"甲.zip": inner, "乙.rar": b"Rar!\x1a\x07", "丙.zip": b"PK\x03\x04 broken"}))
    told = {file.name: file.problem.message if file.problem else "" for file in files}
    assert list(told) == ["甲.zip/年报.docx", "甲.zip/再里面.zip", "乙.rar", "丙.zip"]
    assert told["甲.zip/年报.docx"] == ""
    assert "再里面.zip”是压缩包" in told["甲.zip/再里面.zip"]
    assert "没有打开" in told["乙.rar"]
    assert "已损坏" in told["丙.zip"]


def test_a_broken_file_is_named_among_the_others() -> None:
    data = bytearray(zipped({"好.html": PAGE, "坏.html": PAGE}))
    at = data.rindex("坏.html".encode(), 0, data.rindex(b"PK\x01\x02"))
    data[at + 60 : at + 80] = bytes(20)
    good, bad = files_in("报送.zip", bytes(data))
    assert good.problem is None
    assert isinstance(bad.problem, FileUnreadable)
    assert "“坏.html”在压缩包中已损坏" in bad.problem.message


def test_bounds_of_number_and_bytes() -> None:
    with pytest.raises(FileTooLarge, match="600 个文件"):
        files_in("多.zip", zipped({f"{number}.txt": b"x" for number in range(600)}))
    with pytest.raises(FileTooLarge, match="解压后过大"):
        files_in("炸.zip", zipped({"a.txt": bytes(30_000_000)}))
    (large,) = files_in("大.zip", zipped({"a.txt": bytes(100_000)}), limit=50_000)
    assert isinstance(large.problem, FileTooLarge)
    nested = zipped({f"{number}.zip": zipped({f"{at}.txt": b"x" for at in range(400)}) for number in range(2)})
    with pytest.raises(FileTooLarge, match="上限"):
        files_in("套.zip", nested)


def test_a_locked_archive() -> None:
    data = bytearray(zipped({"a.html": PAGE}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flags] |= 1
    with pytest.raises(FileEncrypted, match="密码"):
        read_bytes("a.zip", bytes(data))


# ---- messages


def test_the_report_attached_to_a_message_is_read() -> None:
    got = read_bytes("转发.eml", message(("年报.docx", WORD), ("印章.png", b"x")))
    assert len(got.figures.values) == 200
    assert "里的“年报.docx”" in got.findings[0].message


def test_a_message_that_is_the_report_itself_is_read() -> None:
    got = read_bytes("转发.eml", message(page=PAGE.decode()))
    assert len(got.figures.values) == 200
    (one,) = files_in("转发.eml", message(page=PAGE.decode()))
    assert one.name == "报送 年度报告.html"
    gbk = b"From: a@b.invalid\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=gb2312\r\n\r\n"
    assert len(read_bytes("转发.eml", gbk + PAGE.decode().encode("gbk")).figures.values) == 200


def test_an_archive_attached_to_a_message_is_opened() -> None:
    data = message(("报送.zip", zipped({"甲/年报.docx": WORD, "乙/年报.html": PAGE})))
    assert names("转发.eml", data) == ["报送.zip/甲/年报.docx", "报送.zip/乙/年报.html"]


def test_a_message_under_another_name_is_known_by_its_heading() -> None:
    assert len(read_bytes("转发.txt", message(("年报.docx", WORD))).figures.values) == 200
    assert names("网页.mht", LAYOUTS["网页合并单元格"](make(2)).data) == ["网页.mht"]


def test_an_attachment_whose_name_is_plain_gbk() -> None:
    data = message(("x.html", PAGE)).replace(b'filename="x.html"', 'filename="虚构县.html"'.encode("gbk"))
    assert names("转发.eml", data) == ["虚构县.html"]


@pytest.mark.parametrize("data", [b"\x00\x01\x02" * 50, "没有信头的文字。".encode()])
def test_what_is_no_message_says_so(data: bytes) -> None:
    with pytest.raises(FileUnreadable, match="不是完整的邮件"):
        read_bytes("a.eml", data)


def test_a_word_file_called_a_message_is_read_for_what_it_is() -> None:
    assert len(read_bytes("年报.eml", WORD).figures.values) == 200


# ---- what office programs of the country write


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.uof", b'<?xml version="1.0"?><uof:UOF xmlns:uof="x"/>', "标文通（UOF）.*用 WPS 打开“a.uof”，另存为 .docx"),
        ("a.uot", zipped({"uof.xml": b"<x/>"}), "标文通"),
        ("a.doc", b'<?xml version="1.0"?><uof:UOF xmlns:uof="x"/>', "标文通"),
        ("a.wps", OLE + bytes(2000), "不能直接读取 .wps 文件.*另存为"),
        ("a.et", OLE + bytes(2000), "旧格式的电子表格.*另存为 .xlsx"),
        ("a.doc", OLE + bytes(500) + "Workbook".encode("utf-16-le") + bytes(500), "旧格式的电子表格"),
        ("a.msg", OLE + bytes(2000), "Outlook"),
    ],
)
def test_formats_that_are_not_read_are_told_for_what_they_are(
    name: str, data: bytes, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FileTypeUnknown, match=words):
        read_bytes(name, data)


def test_a_wps_file_of_the_new_kind_is_read() -> None:
    assert len(read_bytes("年报.wps", WORD).figures.values) == 200
