"""Beside a report: its organ's last year, and recent reports of organs like it, from the archive."""

from assistant.past.organ import describe
from assistant.report import Report
from assistant.store import ArchiveStore, Filed

_MOST = 12
"""Organs that are asked what they write of: more change no majority, and each is read from the archive."""
_ENOUGH = 3
"""Of fewer organs of the kind and level those of the kind at other levels are taken too."""


def last_of(archive: ArchiveStore, report: Report) -> Report | None:
    """The organ's report of the year before, None if the archive has none."""
    if not report.organ or report.year is None:
        return None
    filed = archive.same(organ=report.organ, year=report.year - 1)
    return archive.report(filed.id) if filed is not None else None


def peers_of(archive: ArchiveStore, report: Report) -> tuple[Report, ...]:
    """The newest earlier report of each organ of the same kind and level, the most recent first."""
    about = describe(report.organ)
    alike = [filed for filed in _newest(archive, report) if filed.kind == about.kind]
    level = [filed for filed in alike if filed.level == about.level]
    chosen = level if len(level) >= _ENOUGH else alike
    return tuple(archive.report(filed.id) for filed in chosen[:_MOST])


def _newest(archive: ArchiveStore, report: Report) -> list[Filed]:
    """The newest report of every other organ before the report's year, the most recent first."""
    newest: dict[str, Filed] = {}
    for filed in archive.entries():
        before = filed.year is not None and (report.year is None or filed.year < report.year)
        kept = newest.get(filed.organ)
        if before and filed.organ != report.organ and (kept is None or (filed.year or 0) > (kept.year or 0)):
            newest[filed.organ] = filed
    return sorted(newest.values(), key=lambda filed: (-(filed.year or 0), filed.organ))
