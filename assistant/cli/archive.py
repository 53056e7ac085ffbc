"""Commands on the archive of past reports: add, list, search, reread, reindex, train, remove."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from assistant import settings
from assistant.cli.chinese import Command, Group
from assistant.cli.printing import hit_json, print_json
from assistant.desk import Desk, Reread, Who
from assistant.figures import plain
from assistant.form import section_title
from assistant.review import Role

WHO = Who("命令行", Role.ADMIN, admin=True)
"""Whoever has the installation's files at hand looks after it."""
_REREAD = {"changed": "有变化", "same": "无变化", "kept": "未重读", "failed": "未读出"}
_STATUS = {"filed": "已存入", "replaced": "已替换", "duplicate": "已有，未存入", "failed": "未存入"}


@contextmanager
def opened_desk() -> Iterator[Desk]:
    """The desk of the installation, closed behind the command."""
    desk = Desk(settings.load())
    try:
        yield desk
    finally:
        desk.close()


@click.group(cls=Group, help="往年资料：存入、列出、查找往年的年报。")
def archive() -> None:
    """The archive."""


@archive.command(cls=Command, help="存入文件或者文件夹中的年报。")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="路径...")
@click.option("--replace", is_flag=True, help="同一机关同一年度已有时替换；默认保留原有的。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
def add(paths: Sequence[Path], *, replace: bool, as_json: bool) -> int:
    """File reports."""
    rows = []
    failed = False
    with opened_desk() as desk:
        for outcome in desk.archive.add_paths(paths, who=WHO, replace=replace):
            failed = failed or outcome.status == "failed"
            rows.append(
                {"file": outcome.name, "status": outcome.status, "id": outcome.archive_id, "message": outcome.message}
            )
            if not as_json:
                click.echo(f"{_STATUS[outcome.status]}　{outcome.name}　{outcome.message}", err=True)
    if as_json:
        print_json(rows)
    return 2 if failed else 0


@archive.command(name="list", cls=Command, help="列出往年资料。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
def list_entries(*, as_json: bool) -> int:
    """List what is filed."""
    with opened_desk() as desk:
        entries = desk.archive.entries()
    if as_json:
        print_json(
            [
                {
                    "id": entry.id,
                    "organ": entry.organ,
                    "year": entry.year,
                    "kind": entry.kind,
                    "level": entry.level,
                    "region": entry.region,
                    "source": entry.name,
                }
                for entry in entries
            ]
        )
    else:
        for entry in entries:
            click.echo(f"{entry.id}　{entry.organ or '机关未识别'}　{entry.year or '年度未识别'}　{entry.name}")
    return 0


@archive.command(cls=Command, help="按意思和字词查找往年表述。")
@click.argument("query", metavar="词句")
@click.option("--section", metavar="部分", help="只在这一部分中找，例如 overview.active。")
@click.option("--organ", metavar="机关", help="只在这个机关的年报中找。")
@click.option("--year", type=int, metavar="年度", help="只在这一年度的年报中找。")
@click.option("-k", "count", type=click.IntRange(1, 100), default=8, metavar="条数", help="最多给出几条，默认 8。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
def search(query: str, *, section: str | None, organ: str | None, year: int | None, count: int, as_json: bool) -> int:
    """Find passages."""
    with opened_desk() as desk:
        hits = desk.archive.search(query, section=section, organ=organ, year=year, k=count)
    if as_json:
        print_json([hit_json(hit) for hit in hits])
        return 0
    if not hits:
        click.echo("没有找到相近的往年表述。", err=True)
    for hit in hits:
        passage = hit.passage
        click.echo(f"{passage.organ}　{passage.year}年　{section_title(passage.section)}\n{passage.text}\n")
    return 0


@archive.command(cls=Command, help="用现在的程序重新读取保存的原文件。")
@click.argument("archive_ids", nargs=-1, metavar="编号...")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
def reread(archive_ids: Sequence[str], *, as_json: bool) -> int:
    """Read kept originals again, all by default; a person's corrections stay."""
    outcomes = []
    with opened_desk() as desk:
        for outcome in desk.archive.reread(archive_ids, who=WHO):
            outcomes.append(outcome)
            if not as_json:
                _tell(outcome)
    if as_json:
        print_json([_reread_json(outcome) for outcome in outcomes])
    return 2 if any(outcome.status == "failed" for outcome in outcomes) else 0


def _tell(outcome: Reread) -> None:
    click.echo(f"{_REREAD[outcome.status]}　{outcome.name}　{outcome.message}", err=True)
    for cell in outcome.cells:
        click.echo(f"　　{cell.name}：{_shown(cell.before)} → {_shown(cell.after)}", err=True)


def _shown(value: Decimal | None) -> str:
    return "空" if value is None else plain(value)


def _reread_json(outcome: Reread) -> dict[str, Any]:
    cells = {
        cell.code: [None if value is None else plain(value) for value in (cell.before, cell.after)]
        for cell in outcome.cells
    }
    return {
        "id": outcome.archive_id,
        "file": outcome.name,
        "status": outcome.status,
        "message": outcome.message,
        "cells": cells,
        "sections": list(outcome.sections),
    }


@archive.command(cls=Command, help="重新建立查找索引。")
def reindex() -> int:
    """Build the index anew."""
    with opened_desk() as desk:
        count = desk.archive.reindex(who=WHO)
    click.echo(f"已为 {count} 份年报重新建立索引。", err=True)
    return 0


@archive.command(cls=Command, help="用本单位的往年资料重新训练查找用的小模型。")
def train() -> int:
    """Train the embedding model on the archive, then build the index anew with it."""
    click.echo("正在训练，往年资料较多时需要等一会……", err=True)
    with opened_desk() as desk:
        count = desk.archive.train(who=WHO)
    click.echo(f"已用 {count} 份年报训练模型并重新建立索引。网页服务正在运行的，重新启动后使用新模型。", err=True)
    return 0


@archive.command(cls=Command, help="移除一份往年年报。")
@click.argument("archive_id", metavar="编号")
def remove(archive_id: str) -> int:
    """Take a report out."""
    with opened_desk() as desk:
        desk.archive.remove(archive_id, who=WHO)
    click.echo("已移除。", err=True)
    return 0
