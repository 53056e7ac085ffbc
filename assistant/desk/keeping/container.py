"""The file of a backup: a zip with a manifest that names every member with its size and digest.

What is read here may be damaged, cut short, somebody else's or made to do harm: nothing in it is believed before the
sizes, names and digests hold, nothing is unpacked to where a name points, and no more is read than the manifest says.
"""

import hashlib
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.desk.keeping.thresholds import (
    ALWAYS_UNPACKED,
    LONGEST_LINE,
    MOST_MANIFEST,
    MOST_MEMBERS,
    MOST_UNPACKED,
)
from assistant.errors import FileEmpty, FileMissing, FileTooLarge, FileTypeUnknown, FileUnreadable, UsageError

MANIFEST = "manifest.json"
SETTINGS = "settings.json"
TABLES = "database/"
MODEL = "model/"
TOPICS = "topics/"
_AT_ONCE = 1 << 20
_FIRST = (1980, 1, 1, 0, 0, 0)
"""The time written for every member: the manifest says when, and a zip's own times have no zone."""
_NAME = re.compile(
    r"settings\.json|database/[a-z_]{1,60}\.jsonl|(?:model|topics)/[^/\\:\x00-\x1f]+(?:/[^/\\:\x00-\x1f]+)*"
)
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 1
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, RuntimeError),
    *(ValueError, OverflowError, OSError),
)
"""What zipfile raises for files that are none or are damaged; NotImplementedError for a zip of a newer version."""


class Member(BaseModel):
    """One file within: its size in bytes and SHA-256."""

    model_config = ConfigDict(extra="forbid", strict=True)
    size: int
    sha256: str


class Manifest(BaseModel):
    """What a backup says of itself. `content` is the digest of all rows, the same for either database."""

    model_config = ConfigDict(extra="forbid", strict=True)
    format: Literal["nianbao-backup-1"] = "nianbao-backup-1"
    version: str
    revision: str
    made_at: str
    counts: dict[str, int]
    members: dict[str, Member]
    content: str
    last_link: str
    left_out: list[str]


class Packing:
    """A backup being written."""

    def __init__(self, file: IO[bytes]) -> None:
        """Write into an open file."""
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self.members: dict[str, Member] = {}

    def add(self, name: str, pieces: Iterable[bytes]) -> int:
        """Write a member; returns of how many pieces. UsageError for a name that could not be read back."""
        if not _NAME.fullmatch(name):
            raise UsageError(f"文件“{name}”的名称不能放进备份，请先改名。")
        made, size, count = hashlib.sha256(), 0, 0
        info = zipfile.ZipInfo(name, _FIRST)
        info.compress_type = zipfile.ZIP_DEFLATED
        with self._zip.open(info, "w", force_zip64=True) as out:
            for piece in pieces:
                made.update(piece)
                size, count = size + len(piece), count + 1
                out.write(piece)
        self.members[name] = Member(size=size, sha256=made.hexdigest())
        return count

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest and the end."""
        self._zip.writestr(zipfile.ZipInfo(MANIFEST, _FIRST), manifest.model_dump_json(indent=1))
        self._zip.close()


class Unpacking:
    """A backup whose every digest holds."""

    def __init__(self, opened: zipfile.ZipFile, manifest: Manifest) -> None:
        """Read an open file of that manifest."""
        self._zip = opened
        self.manifest = manifest

    def names(self, folder: str) -> list[str]:
        """The members in a folder."""
        return sorted(name for name in self.manifest.members if name.startswith(folder))

    def pieces(self, name: str) -> Iterator[bytes]:
        """A member's bytes."""
        with self._zip.open(name) as source:
            while piece := source.read(_AT_ONCE):
                yield piece

    def lines(self, name: str) -> Iterator[bytes]:
        """A member's lines; FileTooLarge for one nobody wrote."""
        with self._zip.open(name) as source:
            while line := source.readline(LONGEST_LINE):
                if len(line) == LONGEST_LINE:
                    raise FileTooLarge("备份中有一行超过程序能写出的长度，这不是年报助手写出的备份，没有恢复。")
                yield line


@contextmanager
def unpacked(path: Path) -> Iterator[Unpacking]:
    """A backup opened and checked; FileProblem with a sentence for everything else."""
    if not path.is_file():
        raise FileMissing(f"找不到备份文件“{path}”，请检查路径。")
    size = path.stat().st_size
    if not size:
        raise FileEmpty(f"备份文件“{path.name}”是空的，请换一份。")
    damaged = FileUnreadable(f"备份文件“{path.name}”不完整或者已经损坏，没有恢复。请换一份备份，或者重新复制这份文件。")
    try:
        opened = zipfile.ZipFile(path)
    except _BROKEN as problem:
        with path.open("rb") as file:
            ours = file.read(4) == b"PK\x03\x04"
        raise damaged if ours else _foreign(path) from problem
    with opened:
        try:
            manifest = _checked(path, opened, size)
        except _BROKEN as problem:
            raise damaged from problem
        yield Unpacking(opened, manifest)


def _foreign(path: Path) -> FileTypeUnknown:
    return FileTypeUnknown(f"“{path.name}”不是年报助手的备份文件，没有恢复。请选择 nianbao backup 写出的文件。")


def _checked(path: Path, opened: zipfile.ZipFile, size: int) -> Manifest:
    listed = opened.infolist()
    names = [one.filename for one in listed]
    if MANIFEST not in names:
        raise _foreign(path)
    if len(names) > MOST_MEMBERS or sum(one.file_size for one in listed) > max(ALWAYS_UNPACKED, MOST_UNPACKED * size):
        raise FileTooLarge(f"备份文件“{path.name}”展开后大得不合常理，不是年报助手写出的备份，没有恢复。")
    if len(set(names)) < len(names) or not all(_decent(one) for one in listed):
        raise FileUnreadable(
            f"备份文件“{path.name}”中有不该有的内容（名称、路径或者加密方式），没有恢复。请换一份备份。"
        )
    manifest = _manifest(path, opened)
    if set(manifest.members) != set(names) - {MANIFEST}:
        raise FileUnreadable(f"备份文件“{path.name}”的内容与其中的清单不一致，没有恢复。请换一份备份。")
    for one in listed:
        if one.filename != MANIFEST and _digest(opened, one) != manifest.members[one.filename]:
            raise FileUnreadable(
                f"备份文件“{path.name}”中的 {one.filename} 与清单所记的摘要不符，没有恢复。请换一份备份。"
            )
    return manifest


def _decent(one: zipfile.ZipInfo) -> bool:
    """Whether a member is one the program could have written: no way out of the folder, no link, no encryption."""
    name = one.filename
    if one.orig_filename != name or one.compress_type not in _PACKED or one.flag_bits & _ENCRYPTED:
        return False
    return name == MANIFEST or bool(_NAME.fullmatch(name) and not {".", ".."} & set(name.split("/")))


def _manifest(path: Path, opened: zipfile.ZipFile) -> Manifest:
    if opened.getinfo(MANIFEST).file_size > MOST_MANIFEST:
        raise FileTooLarge(f"备份文件“{path.name}”的清单大得不合常理，没有恢复。")
    try:
        return Manifest.model_validate_json(opened.read(MANIFEST))
    except ValidationError as problem:
        raise FileUnreadable(
            f"备份文件“{path.name}”的清单读不出来，可能由别的版本写出或者已经损坏，没有恢复。"
        ) from problem


def _digest(opened: zipfile.ZipFile, one: zipfile.ZipInfo) -> Member:
    made, size = hashlib.sha256(), 0
    with opened.open(one) as source:
        while piece := source.read(_AT_ONCE):
            made.update(piece)
            size += len(piece)
    return Member(size=size, sha256=made.hexdigest())
