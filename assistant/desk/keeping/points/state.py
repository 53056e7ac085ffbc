"""What is kept: the database, the trail of acts, the index that finds past reports."""

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.desk.past_reports.evidence_index import EvidenceIndex
from assistant.errors import StorageProblem, UsageError
from assistant.settings import Settings
from assistant.store import Store, look

_TOLD = 3
"""What is lacking is told one by one up to that many: the first says what kind it is."""
_NOTHING = "还没有数据，不必检查。"


def database(settings: Settings) -> str:
    """Whether the database can be reached, has the program's schema, and its file is whole."""
    seen = look(settings.database, thorough=True)
    kind = "SQLite" if settings.database.startswith("sqlite") else "PostgreSQL"
    if not seen.begun:
        return f"数据库（{kind}）还是空的，首次启动时建立。"
    if seen.newer:
        raise StorageProblem(f"数据库由较新版本的年报助手建立（结构 {seen.revision}），请安装同样新的程序。")
    if seen.faults:
        raise StorageProblem("数据库文件有损坏，请停止服务、留下原文件，从备份恢复到新的数据目录。")
    if seen.lacks:
        raise StorageProblem(
            f"数据库缺少应有的内容（{'、'.join(seen.lacks[:_TOLD])}），请不要改动数据库，从备份恢复；"
            "升级以后出现的，请把这句话告诉软件的维护人员。"
        )
    if not seen.current:
        raise StorageProblem(
            f"数据库结构是 {seen.revision}，程序的是 {seen.newest}。下次启动时自动升级，升级前请先备份数据。"
        )
    return f"数据库（{kind}）可以读写，结构 {seen.revision} 是最新的，文件完整。"


def chain(settings: Settings) -> str:
    """Whether the trail of acts is as it was written."""
    with _store(settings) as store:
        if store is None:
            return _NOTHING
        verified = store.audit.verify()
    if verified.faults:
        raise StorageProblem(f"{verified.faults[0]}请留下数据库，与备份对照查明。")
    return f"操作记录 {verified.lines} 条，逐条相接。"


def index(settings: Settings) -> str:
    """Whether past reports can be found, by words and by meaning."""
    with _store(settings) as store:
        if store is None:
            return _NOTHING
        held = len(store.archive.entries())
        if not held:
            return "往年资料还是空的，没有可以查找的。"
        made = EvidenceIndex(store.archive, settings)
        try:
            found = made.evidence.find("政府信息公开", k=1)
            indexed, remarks = len(made.evidence.archive_ids()), list(made.evidence.remarks)
        finally:
            made.close()
    if remarks:
        raise UsageError("".join(remarks))
    if not found:
        raise UsageError("往年资料查找不到，请运行 nianbao archive reindex。")
    return f"往年资料 {held} 份，查找索引中有 {indexed} 份，可以查找。"


@contextmanager
def _store(settings: Settings) -> Iterator[Store | None]:
    """The store, None where nothing was ever kept; a database that needs seeing to first is not touched."""
    seen = look(settings.database)
    if not seen.begun:
        yield None
        return
    if not seen.current:
        raise StorageProblem("数据库还不能使用，没有检查。请先处理数据库的问题。")
    store = Store(settings)
    try:
        yield store
    finally:
        store.close()
