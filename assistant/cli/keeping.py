"""Commands that keep an installation: backup, restore, and the trail of acts verified and exported."""

from pathlib import Path

import click

from assistant import settings
from assistant.cli.archive import WHO, opened_desk
from assistant.cli.chinese import Command, Group
from assistant.cli.printing import print_json

_FILE = click.Path(path_type=Path, readable=False)  # why it cannot be read is told by whoever reads it


@click.command(cls=Command, help="把全部内容备份到一个文件，可以在使用中进行。")
@click.argument("out", type=_FILE, metavar="备份文件")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
def backup(out: Path, *, as_json: bool) -> int:
    """Put everything aside."""
    with opened_desk() as desk:
        made = desk.backup.write(out, who=WHO)
    manifest = made.manifest
    if as_json:
        print_json({"file": str(made.path), "size": made.size, **manifest.model_dump(exclude={"members"})})
    click.echo(
        f"已备份到“{made.path}”（{made.size} 字节）：年报 {manifest.counts['reports']} 份，"
        f"往年资料 {manifest.counts['archive']} 份，操作记录 {manifest.counts['audit']} 条。"
        f"已重新读出核对，内容摘要 {manifest.content}。",
        err=True,
    )
    if manifest.left_out:
        click.echo(f"没有放进备份：{'、'.join(manifest.left_out)}。请另行保管。", err=True)
    return 0


@click.command(cls=Command, help="从备份文件恢复；只恢复到空的地方，不覆盖任何内容。")
@click.argument("file", type=_FILE, metavar="备份文件")
def restore(file: Path) -> int:
    """Bring a backup back."""
    from assistant.desk.keeping.restoring import Restoring

    restored = Restoring(settings.load()).restore(file, who=WHO)
    counts = restored.manifest.counts
    click.echo(
        f"已恢复 {restored.manifest.made_at} 的备份：年报 {counts['reports']} 份，往年资料 {counts['archive']} 份。"
        f"内容摘要 {restored.manifest.content} 与备份一致；操作记录 {restored.acts} 条，链完整。",
        err=True,
    )
    for remark in restored.remarks:
        click.echo(remark, err=True)
    return 0


@click.command(cls=Command, help="检查这台机器是否具备所需的一切；有一项不正常，退出码为 1。")
@click.option("--offline", is_flag=True, help="不连接语言模型。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
def doctor(*, offline: bool, as_json: bool) -> int:
    """Look at every point."""
    from assistant.desk.keeping.doctor import examine

    points = []
    for point in examine(settings.load(), offline=offline):
        points.append(point)
        if not as_json:
            click.echo(f"{'正常' if point.ok else '不正常'}　{point.name}：{point.message}")
    if as_json:
        print_json([{"point": one.point, "ok": one.ok, "message": one.message} for one in points])
    return int(not all(one.ok for one in points))


@click.group(cls=Group, help="操作记录：核验、导出。")
def audit() -> None:
    """The trail of acts."""


@audit.command(cls=Command, help="核验操作记录有没有被改动过；被改动的，退出码为 1。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
def verify(*, as_json: bool) -> int:
    """Follow the chain."""
    with opened_desk() as desk:
        verified = desk.acts.verify(who=WHO)
    if as_json:
        print_json({"lines": verified.lines, "link": verified.link, "faults": list(verified.faults)})
    for fault in verified.faults:
        click.echo(fault, err=True)
    if not verified.faults:
        click.echo(
            f"操作记录 {verified.lines} 条，逐条相接，没有被改动过。最后一条的链：{verified.link or '无'}。", err=True
        )
    return int(bool(verified.faults))


@audit.command(cls=Command, help="导出全部操作记录，后缀决定格式：.jsonl、.csv、.xlsx。")
@click.argument("out", type=_FILE, metavar="文件")
def export(out: Path) -> int:
    """Hand the trail out."""
    with opened_desk() as desk:
        data = desk.acts.export(out.suffix, who=WHO)
    out.write_bytes(data)
    click.echo(f"操作记录已导出到“{out}”。", err=True)
    return 0


COMMANDS = (backup, restore, doctor, audit)
