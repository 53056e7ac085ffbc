"""Encoding: bytes → text, for the encodings Chinese government files come in."""

import re

from assistant.errors import FileTypeUnknown, FileUnreadable
from assistant.past.readers.thresholds import BINARY, CHINESE, DAMAGED

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]+)", re.IGNORECASE)
_CONTROLS = frozenset(range(32)) - {9, 10, 11, 12, 13, 27}
_SIMPLIFIED, _TRADITIONAL = "政府信息".encode("gb18030"), "政府".encode("big5")


def decode(data: bytes, *, declared: bool = False) -> str:
    """The text of a file: by its BOM, as UTF-8, by what it declares, as GB18030.

    A few damaged bytes become the replacement mark; more raise FileUnreadable, binary content FileTypeUnknown.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _tolerant(data, name)
    if (wide := _wide(data)) is not None:
        return wide
    if data and sum(byte in _CONTROLS for byte in data[:65536]) > len(data[:65536]) * BINARY:
        raise FileTypeUnknown("文件内容不是文字，无法读取。请确认文件没有损坏，或者另存为 docx、pdf、html 后再试。")
    names = ["utf-8"]
    if declared and (match := _DECLARED.search(data[:4096])):
        name = match[1].decode("ascii").lower()
        names.append("gb18030" if name in {"gb2312", "gbk", "gb18030"} else name)
    if not declared and _TRADITIONAL in data and _SIMPLIFIED not in data:
        names.append("big5")
    for name in (*names, "gb18030", "big5"):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    damaged = {name: data.decode(name, errors="replace") for name in ("utf-8", "gb18030")}
    best = min(damaged.values(), key=lambda text: text.count("\ufffd"))
    return _accept(best)


def _wide(data: bytes) -> str | None:
    """Text of two bytes a character without a mark that says so, as some programs export it; None if it is none."""
    for name, line_break in (("utf-16-le", b"\n\x00"), ("utf-16-be", b"\x00\n")):
        if line_break not in data:
            continue
        text = data.decode(name, errors="replace")
        if sum("\u4e00" <= char <= "\u9fff" for char in text) > len(text) * CHINESE:
            return _accept(text)
    return None


def _tolerant(data: bytes, name: str) -> str:
    return _accept(data.decode(name, errors="replace").removeprefix("\ufeff"))


def _accept(text: str) -> str:
    if text.count("\ufffd") > max(3, len(text) * DAMAGED):
        raise FileUnreadable("文件中的文字编码无法识别。请用记事本打开后另存为 UTF-8 编码，再重新上传。")
    return text
