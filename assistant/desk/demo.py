"""The shipped reports: the demonstration organ and the fictional past reports, put in on the first start."""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from assistant.errors import Conflict, DesignProblem
from assistant.report import Report, from_json
from assistant.settings import shipped

if TYPE_CHECKING:
    from assistant.desk.desk import Desk


@dataclass(frozen=True)
class Shipped:
    """One shipped file: its report, and whether it belongs to the demonstration or is the one in work."""

    name: str
    report: Report
    demo: bool
    current: bool


def manifest() -> Iterator[Shipped]:
    """Every shipped report in the order of the manifest; DesignProblem if one is missing or malformed."""
    folder = shipped("corpus")
    try:
        listed: list[dict[str, Any]] = yaml.safe_load((folder / "manifest.yaml").read_text("utf-8"))["reports"]
        for item in listed:
            report = from_json(json.loads((folder / item["file"]).read_text("utf-8")))
            yield Shipped(item["file"], report, demo=bool(item.get("demo")), current=bool(item.get("current")))
    except (OSError, KeyError, TypeError, ValueError) as problem:
        raise DesignProblem(f"随程序附带的示例资料不完整：{problem}") from problem


def put_in(desk: "Desk") -> None:
    """Put the shipped reports in, once in the life of an installation."""
    if desk.store.get("shipped") == "in":
        return
    _file(desk, manifest())
    desk.store.put("shipped", "in")


def put_back(desk: "Desk") -> None:
    """Put the demonstration organ back after it was removed, as it was on the first start."""
    _file(desk, (item for item in manifest() if item.demo or item.current))
    for entry in desk.store.archive.entries():
        if entry.demo:
            desk.index(entry.id)


def _file(desk: "Desk", items: Iterable[Shipped]) -> None:
    # A start that was cut short, or another replica starting too, has put some in already.
    current = []
    for item in items:
        if item.current:
            current.append(item.report)
        elif not desk.store.archive.same(organ=item.report.organ, year=item.report.year):
            desk.archive.file_shipped(item.name, item.report, demo=item.demo)
    for report in current:
        last = desk.store.archive.same(organ=report.organ, year=(report.year or 0) - 1)
        with suppress(Conflict):
            desk.store.reports.create(report, last_id=last.id if last else None, demo=True, actor="示例")


def is_there(desk: "Desk") -> bool:
    """Whether anything of the demonstration is still there."""
    return any(head.demo for head in desk.store.reports.heads()) or any(
        entry.demo for entry in desk.store.archive.entries()
    )


def remove(desk: "Desk") -> None:
    """Remove the demonstration organ: its report in work and its past reports."""
    for head in desk.store.reports.heads():
        if head.demo:
            desk.store.reports.remove(head.id)
    for archive_id in desk.store.archive.remove_demo():
        desk.unindex(archive_id)
    desk.archive.changed()
