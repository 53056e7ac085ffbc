"""A backup brought back: into an empty place only, whole or not at all, and proved to be what was put aside."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.desk.access import Access
from assistant.desk.keeping.backup import MODEL_FOLDER, nearest, told_settings
from assistant.desk.keeping.container import MODEL, SETTINGS, TABLES, TOPICS, Manifest, Unpacking, unpacked
from assistant.desk.keeping.thresholds import SPARE
from assistant.desk.past_reports.demo import leave_out
from assistant.desk.past_reports.evidence_index import EvidenceIndex
from assistant.desk.work import Who
from assistant.errors import FileUnreadable, NianbaoError, StorageProblem, UsageError
from assistant.settings import Settings
from assistant.store import Held, Store, content_digest, revisions

TOPICS_FOLDER = "topics"
"""Folder under the data folder that the site's own topics are put in."""


@dataclass(frozen=True)
class Restored:
    """What was brought back, and Chinese sentences on what is left to be done by hand."""

    manifest: Manifest
    acts: int
    remarks: tuple[str, ...]


class Restoring:
    """The use case of bringing a backup back. It opens the store itself: a desk would put the demonstration in."""

    def __init__(self, settings: Settings) -> None:
        """Restore into the place the settings name; nothing is opened yet."""
        self._settings = settings

    def restore(self, file: Path, *, who: Who) -> Restored:
        """Bring a backup back. FileProblem for the file, UsageError where the place is not empty, StorageProblem."""
        with unpacked(file) as backup:
            manifest = backup.manifest
            if manifest.revision not in revisions():
                raise UsageError(
                    f"这份备份由较新的程序（{manifest.version}）写出，"
                    f"数据结构 {manifest.revision} 这个程序还不认识，没有恢复。请先安装同样新的程序。"
                )
            self._must_have_room(manifest)
            store = Store(self._settings)
            try:
                acts = self._bring_back(store, backup, who)
                remarks = [*self._settings_told(backup), *self._index_built(store)]
            finally:
                store.close()
        return Restored(manifest, acts, tuple(remarks))

    def _must_have_room(self, manifest: Manifest) -> None:
        data = self._settings.data
        for folder, kept in ((data / MODEL_FOLDER, MODEL), (data / TOPICS_FOLDER, TOPICS)):
            if folder.exists() and any(name.startswith(kept) for name in manifest.members):
                raise UsageError(f"“{folder}”已经存在，恢复不覆盖任何文件。请先把它改名或者移走，再恢复。")
        if shutil.disk_usage(nearest(data)).free < sum(one.size for one in manifest.members.values()) + SPARE:
            raise StorageProblem(f"数据目录“{data}”所在磁盘的空间不够恢复这份备份，没有恢复。请清理磁盘空间后再试。")

    def _bring_back(self, store: Store, backup: Unpacking, who: Who) -> int:
        """Files and rows, in one step that is there whole or not at all; the number of acts in the trail brought."""
        manifest = backup.manifest
        access = Access(store)
        access.ask_installation("restore_backup", who)
        with self._files(backup), access.installation("restore_backup", who) as detail:
            if not (held := store.whole.held()).empty:
                raise UsageError(_occupied(held))
            tables = {name.removeprefix(TABLES).removesuffix(".jsonl"): name for name in backup.names(TABLES)}
            read = store.whole.refill(manifest.revision, {table: backup.lines(name) for table, name in tables.items()})
            if content_digest(read) != manifest.content:
                raise FileUnreadable("恢复出来的内容与备份所记的摘要不符，已全部撤回，没有恢复。请换一份备份。")
            chain = store.audit.verify()
            if chain.faults or (manifest.last_link and manifest.last_link != chain.link):
                why = chain.faults[0] if chain.faults else "操作记录的最后一行不是备份所记的一行。"
                raise FileUnreadable(f"备份中的操作记录被改动过，已全部撤回，没有恢复。{why}")
            leave_out(store)  # the next start is not this installation's first, whatever it was begun with
            detail |= {"content": manifest.content, "made_at": manifest.made_at, "version": manifest.version}
        return chain.lines

    @contextmanager
    def _files(self, backup: Unpacking) -> Iterator[None]:
        """The files beside the database in their places; taken away again if what is done within fails."""
        data, put = self._settings.data, []
        try:
            for place, folder in ((MODEL, data / MODEL_FOLDER), (TOPICS, data / TOPICS_FOLDER)):
                if names := backup.names(place):
                    folder.mkdir(parents=True)
                    put.append(folder)
                    _put(backup, names, place, folder)
            yield
        except BaseException:
            for folder in put:
                shutil.rmtree(folder, ignore_errors=True)
            raise

    def _settings_told(self, backup: Unpacking) -> list[str]:
        """Settings are the machine's, not the state's: what was set otherwise is told, and nothing is changed."""
        then: dict[str, Any] = {}
        with suppress(ValueError):
            then = json.loads(b"".join(backup.pieces(SETTINGS)))
        today, _ = told_settings(self._settings)
        places = {"NIANBAO_HOME", "NIANBAO_DATABASE_URL", "NIANBAO_TOPICS"}
        other = [f"{name}={value}" for name, value in then.items() if name not in places and today.get(name) != value]
        remarks = [f"备份时的设置与现在不同，需要的请自行设置：{'；'.join(other)}。"] if other else []
        if backup.manifest.left_out:
            remarks.append(f"没有放进备份、需要重新设置的：{'、'.join(backup.manifest.left_out)}。")
        if topics := backup.names(TOPICS):
            one = topics[0].removeprefix(TOPICS) if len(topics) == 1 else ""
            remarks.append(
                f"本单位的主题文件在备份中，请设置 NIANBAO_TOPICS={self._settings.data / TOPICS_FOLDER / one}。"
            )
        return remarks

    def _index_built(self, store: Store) -> list[str]:
        index = EvidenceIndex(store.archive, self._settings)
        try:
            index.rebuild()
        except (NianbaoError, OSError):
            return ["查找索引没有建成，请运行 nianbao archive reindex。"]
        finally:
            index.close()
        return []


def _occupied(held: Held) -> str:
    counted = (
        (held.reports, "份年报"),
        (held.archived, "份往年资料"),
        (held.accounts, "个账号"),
        (held.acts, "条操作记录"),
    )
    named = "、".join(f"{count} {name}" for count, name in counted if count)
    return (
        f"这里已有 {named}，恢复只能在空的地方进行，不覆盖任何内容，没有恢复。"
        "请设置一个新的数据目录（NIANBAO_HOME）或者空的数据库（NIANBAO_DATABASE_URL）再恢复。"
    )


def _put(backup: Unpacking, names: list[str], place: str, folder: Path) -> None:
    """Write a folder of the backup. The names were checked, and lead nowhere else."""
    for name in names:
        file = folder / name.removeprefix(place)
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as out:
            for piece in backup.pieces(name):
                out.write(piece)
