"""Zip files: what a zip-based file unpacks to is checked before any of it is unpacked."""

import io
import zipfile
import zlib

from assistant.errors import FileEncrypted, FileTooLarge, FileUnreadable

MOST_BYTES = 200 * 1024 * 1024
MOST_FILES = 5000
_MOST_TIMES = 200
_SMALL = 5 * 1024 * 1024

NOT_A_ZIP = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, OverflowError),
    NotImplementedError,  # what zipfile raises for an entry of a newer zip version or of a compression it does not know
)
"""What reading a file as a zip archive raises where it is none, or is damaged."""


def holds(data: bytes, member: str) -> bool:
    """Whether `data` is a zip archive with an entry of that name."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return member in archive.namelist()
    except NOT_A_ZIP:
        return False


def check_zip(data: bytes, program: str = "Word、Excel 或 WPS ") -> None:
    """Raise FileTooLarge for a zip bomb, FileEncrypted for a locked one, FileUnreadable for a damaged one.

    `program` is what opens such files and writes them anew.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except NOT_A_ZIP as problem:
        raise FileUnreadable(f"文件已损坏，无法打开。请用 {program}打开并重新保存后再试。") from problem
    if any(info.flag_bits & 1 for info in infos):
        raise FileEncrypted("文件设有密码，无法读取。请取消密码后重新保存再试。")
    total = sum(info.file_size for info in infos)
    bomb = any(info.file_size > _SMALL and info.file_size > _MOST_TIMES * max(1, info.compress_size) for info in infos)
    if total > MOST_BYTES or len(infos) > MOST_FILES or bomb:
        raise FileTooLarge(f"文件解压后过大，可能不是正常的文档，没有打开。请用 {program}另存一份后再试。")
