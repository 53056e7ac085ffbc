"""The whole state put aside in one file, while people work.

One way for both databases: every table as lines of canonical JSON, read in one transaction that sees one moment
(SQLite's WAL snapshot, PostgreSQL's repeatable read). A copied SQLite file or a pg_dump would each be the quicker way
for its own database, but neither goes into the other, neither can be compared with what came back, and pg_dump must be
installed, in a version no older than the server's. Lines can be read into either database, hashed to the same digest
from both, and be looked at by a person in ten years. The search index is left out: it is built anew from the archive.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit
from uuid import uuid4

from pydantic import SecretStr

from assistant import __version__
from assistant.desk.access import Access
from assistant.desk.keeping.container import MODEL, SETTINGS, TABLES, TOPICS, Manifest, Packing, unpacked
from assistant.desk.work import Who
from assistant.errors import StorageProblem, UsageError
from assistant.settings import Settings
from assistant.store import Store, content_digest, now
from assistant.store.installation import MODEL_KEY

MODEL_FOLDER = "model"
"""Folder under the data folder that a retrained model is in."""
_SECRETS = {MODEL_KEY: "“管理”页上填的语言模型密钥"}
"""What is kept in the database and left out, as people know it."""
_AT_ONCE = 1 << 20
_LACKING = "数据库缺少应有的内容（{}），这样的备份恢复不了，没有备份。请运行 nianbao doctor 查看。"
_DAMAGED = "数据库文件已经损坏，这样的备份恢复不了，没有备份。请信息化同事先从以前的备份恢复，原文件留着不要动。"


@dataclass(frozen=True)
class Made:
    """A backup that was written and read again: its size in bytes and what it says of itself."""

    path: Path
    size: int
    manifest: Manifest


class Backup:
    """The use case of putting everything aside."""

    def __init__(self, store: Store, access: Access, settings: Settings) -> None:
        """Back up a store, and what the settings name beside it."""
        self._store = store
        self._access = access
        self._settings = settings

    def write(self, out: Path, *, who: Who) -> Made:
        """Write a backup to a file, in place of one that was there once the new one is whole.

        UsageError for a folder, StorageProblem for a damaged database, OSError where it cannot be written.
        """
        self._access.ask_installation("backup", who)
        if out.is_dir():
            raise UsageError(f"“{out}”是文件夹，请写明备份文件的名称，例如 {out / 'nianbao.zip'}。")
        with _renamed(out) as (file, path):
            self._pack(file)
            file.flush()
            with unpacked(path) as again:  # what cannot be read again is no backup
                manifest = again.manifest
            size = path.stat().st_size
        with self._access.installation("backup", who) as detail:
            detail |= {"file": out.name, "bytes": size, "content": manifest.content, "counts": manifest.counts}
        return Made(out, size, manifest)

    def _pack(self, file: IO[bytes]) -> None:
        packing = Packing(file)
        made_at = now()
        with self._store.whole.snapshot() as snapshot:
            if snapshot.faults():
                raise StorageProblem(_DAMAGED)
            if lacking := snapshot.lacks():
                raise StorageProblem(_LACKING.format(lacking[0]))
            counts = {name: packing.add(_member(name), snapshot.lines(name)) for name in snapshot.names}
            revision, last_link = snapshot.revision, snapshot.last_link()
            secrets = snapshot.secrets()
        content = content_digest({name: packing.members[_member(name)].sha256 for name in counts})
        for name, source in _beside(self._settings):
            packing.add(name, _pieces(source))
        told, left_out = told_settings(self._settings)
        left_out += [_SECRETS[name] for name in secrets]
        packing.add(SETTINGS, [json.dumps(told, ensure_ascii=False, indent=1).encode()])
        packing.finish(
            Manifest(
                version=__version__,
                revision=revision,
                made_at=made_at.isoformat(timespec="seconds"),
                counts=counts,
                members=packing.members,
                content=content,
                last_link=last_link,
                left_out=left_out,
            )
        )


def _member(table: str) -> str:
    return f"{TABLES}{table}.jsonl"


def told_settings(settings: Settings) -> tuple[dict[str, str], list[str]]:
    """The settings that are set, by the names of their variables, and the names of what is secret in them."""
    told, left_out = {}, []
    for field in sorted(settings.model_fields_set):
        name, value = f"NIANBAO_{field.upper()}", getattr(settings, field)
        if isinstance(value, SecretStr):
            if value.get_secret_value():
                left_out.append(name)
            continue
        told[name] = _without_password(str(value))
        if told[name] != str(value):
            left_out.append(f"{name} 中的密码")
    return told, left_out


def _without_password(value: str) -> str:
    """An address without what may be secret in it: the password, and whatever follows its question mark."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return ""
    if not parts.netloc or not (parts.password or parts.query):
        return value
    host = parts.netloc.rpartition("@")[2]
    user = f"{parts.username}@" if parts.username else ""
    return f"{parts.scheme}://{user}{host}{parts.path}"


def nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there: its disk is the one it will be on."""
    return next(one for one in (folder, *folder.parents) if one.exists())


def _beside(settings: Settings) -> Iterator[tuple[str, Path]]:
    """What is kept outside the database: the retrained model and the site's own topics."""
    yield from _files(MODEL, settings.data / MODEL_FOLDER)
    if settings.topics:
        topics = Path(settings.topics).expanduser()
        inside = sorted(topics.glob("*.y*ml")) if topics.is_dir() else [topics]
        yield from ((f"{TOPICS}{file.name}", file) for file in inside)


def _files(place: str, folder: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield f"{place}{file.relative_to(folder).as_posix()}", file


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as source:
        while piece := source.read(_AT_ONCE):
            yield piece


@contextmanager
def _renamed(out: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """A file beside `out`, for its owner alone, that takes its name when it is whole and on the disk."""
    half = out.with_name(f".{out.name}.{uuid4().hex[:8]}.part")
    opener: Callable[[str, int], int] = lambda path, flags: os.open(path, flags, 0o600)  # noqa: E731 - open's own shape
    try:
        with open(half, "xb", opener=opener) as file:
            yield file, half
            os.fsync(file.fileno())
        half.replace(out)
    finally:
        half.unlink(missing_ok=True)
