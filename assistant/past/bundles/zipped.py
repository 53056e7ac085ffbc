"""Zip archives: their files under the names they were given, whichever system wrote them."""

import io
import struct
import zipfile
from collections.abc import Iterator

from assistant.errors import FileUnreadable
from assistant.past.bundles.inside import Inside, bounded, counts, too_large
from assistant.past.readers.zip_files import NOT_A_ZIP, check_zip

_UTF8 = 0x800
"""The flag of an entry whose name is in UTF-8."""
_UNICODE_PATH = 0x7075
"""The extra field in which some programs repeat the name in UTF-8."""


def members(name: str, data: bytes, limit: int) -> Iterator[Inside]:
    """The files of an archive that may be reports, each of at most `limit` bytes; FileProblem for a bad archive."""
    check_zip(data, "压缩软件")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = [(named(info), info) for info in archive.infolist() if not info.is_dir()]
        infos = [(path, info) for path, info in infos if counts(path)]
        bounded(name, len(infos))
        for path, info in infos:
            if info.file_size > limit:
                yield too_large(path)
                continue
            try:
                yield Inside(path, archive.read(info))
            except NOT_A_ZIP:
                problem = FileUnreadable(f"“{path}”在压缩包中已损坏，无法读取。请重新压缩或者单独上传这个文件。")
                yield Inside(path, problem=problem)


def named(info: zipfile.ZipInfo) -> str:
    """An entry's path: Windows writes GBK without saying so, and every other program UTF-8."""
    if info.flag_bits & _UTF8:
        return info.filename.replace("\\", "/")
    if repeated := _repeated(info.extra):
        return repeated
    try:
        raw = info.orig_filename.encode("cp437")  # as which names without the flag are given
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            text = raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
        if encoding == "gb18030" or text.isascii() or any(char >= "\u2e80" for char in text):
            return text  # pairs of GBK that happen to be UTF-8 give Greek or Arabic letters
    return info.filename


def _repeated(extra: bytes) -> str:
    """The name in UTF-8 that an entry's extra fields repeat; "" if none does."""
    while len(extra) >= 4:  # noqa: PLR2004 - a field's number and length
        field, size = struct.unpack("<HH", extra[:4])
        if field == _UNICODE_PATH and len(extra) >= 4 + size:
            return extra[9 : 4 + size].decode("utf-8", errors="replace")  # behind a version and a checksum
        extra = extra[4 + size :]
    return ""
