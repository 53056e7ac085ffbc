"""The command ask: the questions still to be asked of a report."""

from dataclasses import replace
from itertools import groupby
from pathlib import Path

import click

from assistant import settings
from assistant.cli import inputs
from assistant.cli.chinese import Command
from assistant.cli.printing import print_json
from assistant.form import section_name
from assistant.tables import fill

_FILE = click.Path(path_type=Path)


@click.command(
    cls=Command, help="列出起草年报之前还要问的问题：上年写过的、法定要写的、同类机关多数写的、表格里反常的。"
)
@click.argument("report", type=_FILE, metavar="年报.json")
@click.option("--section", default="", metavar="部分", help="只列一个部分的，例如 overview.active、problems。")
@click.option("--last", type=_FILE, metavar="文件", help="上一年度的年报；不给则用往年资料中本机关上一年度的。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
def ask(report: Path, *, section: str, last: Path | None, as_json: bool) -> int:
    """Print the questions still to be asked."""
    from assistant.asking import SOURCE_NAMES, questions
    from assistant.desk import Desk
    from assistant.desk.peers import last_of, peers_of

    this_year = inputs.report_json(report)
    this_year = replace(this_year, figures=fill(this_year.figures).figures)
    if section:
        inputs.must_be_a_section(section, this_year)
    before = inputs.published(last) if last else None
    desk = Desk(settings.load())
    try:
        before = before or last_of(desk.store.archive, this_year)
        peers = peers_of(desk.store.archive, this_year)
    finally:
        desk.close()
    found = questions(this_year, before, peers, section=section)
    if as_json:
        print_json([one.as_json() for one in found])
        return 0
    if not found:
        click.echo("没有要问的了。")
    for name, asked in groupby(found, key=lambda one: one.section):
        click.echo(section_name(this_year.form, name))
        for one in asked:
            options = f"（{' / '.join(one.options)}）" if one.options else ""
            click.echo(f"  {one.question}{options}〔{SOURCE_NAMES[one.source]}〕")
    return 0


COMMANDS = (ask,)
