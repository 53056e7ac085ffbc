"""The command draft: wording for one section, or for every section that is still empty."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant import settings
from assistant.cli import inputs
from assistant.cli.chinese import Command
from assistant.cli.printing import print_json, proposal_json
from assistant.errors import UsageError
from assistant.form import section_name
from assistant.report import Report, to_json
from assistant.tables import fill as fill_tables

if TYPE_CHECKING:
    from assistant.draft import Proposal, Request

_FROM_THE_ARCHIVE = frozenset({"model-passage", "llm"})
_FILE = click.Path(path_type=Path)


@click.command(cls=Command, help="为一个部分提出建议文字，或者（--all）起草所有还空着的部分。")
@click.argument("report", type=_FILE, metavar="年报.json")
@click.option("--section", metavar="部分", help="例如 overview.active、problems。")
@click.option("--all", "whole", is_flag=True, help="起草每一个还空着的部分，写入 -o 指定的文件；已有文字的部分不动。")
@click.option("--last", type=_FILE, metavar="文件", help="上一年度的年报。")
@click.option(
    "--way",
    type=click.Choice(["facts", "last-year", "model-passage", "llm"]),
    default="facts",
    help="据实成文、沿用上年、借鉴范文、语言模型；默认据实成文。",
)
@click.option("-o", "--output", type=_FILE, metavar="输出文件", help="起草全文时必填，后缀为 .json。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
def draft(
    report: Path, *, section: str | None, whole: bool, last: Path | None, way: str, output: Path | None, as_json: bool
) -> int:
    """Propose wording for one section, or for all."""
    if whole == (section is not None):
        raise UsageError("请用 --section 指明一个部分，或者用 --all 起草全文，二者选一。")
    if whole and output is None:
        raise UsageError("起草全文时请用 -o 指明输出文件，例如 -o 新年报.json。")
    if output is not None and (not whole or output.suffix.lower() != ".json"):
        raise UsageError("-o 只用于起草全文（--all），输出文件的后缀应当是 .json。")
    this_year = inputs.report_json(report)
    before = inputs.published(last) if last else None
    if output is not None:
        return _draft_all(this_year, before, way, output, as_json=as_json)
    proposals = _proposals(this_year, before, [section or ""], way)
    if as_json:
        print_json([proposal_json(item) for item in proposals])
        return 0
    for item in proposals:
        for line in (item.text, *(f"请补充：{question}" for question in item.questions), item.remark):
            if line:
                click.echo(line)
    return 0


def _proposals(report: Report, last: Report | None, sections: Sequence[str], way: str) -> "list[Proposal]":
    """Proposals for one section as it stands, or for all of several that are empty."""
    from assistant.desk import Desk
    from assistant.draft import Request, propose
    from assistant.draft.whole import draft_all
    from assistant.facts import derive

    filled = replace(report, figures=fill_tables(report.figures).figures)
    facts = derive(filled, last)
    desk = Desk(settings.load()) if way in _FROM_THE_ARCHIVE else None

    def request_for(section: str) -> "Request":
        request = Request(section, filled, facts, last, current=filled.section(section))
        return request if desk is None else replace(request, passages=desk.words.passages_for(filled, section))

    try:
        write = desk.words.propose_for if desk is not None and way == "llm" else propose
        if len(sections) == 1:
            inputs.must_be_a_section(sections[0], report)
            return write(request_for(sections[0]), way)
        return draft_all(request_for, sections, write=lambda request: next(iter(write(request, way)), None))
    finally:
        if desk is not None:
            desk.close()


def _draft_all(report: Report, last: Report | None, way: str, output: Path, *, as_json: bool) -> int:
    """Write every empty section into a copy of the report; what was not written is told, and why."""
    form = report.form
    proposals = _proposals(report, last, form.narrative, way)
    written = report
    for item in proposals:
        if item.text:
            written = written.with_section(item.section, item.text)
    output.write_text(json.dumps(to_json(written), ensure_ascii=False, indent=1), "utf-8")
    if as_json:
        print_json([proposal_json(item) for item in proposals])
    drafted = {item.section for item in proposals}
    for name in form.narrative:
        if name not in drafted:
            click.echo(f"未改动：{section_name(form, name)}已有文字。", err=True)
    for item in proposals:
        name = section_name(form, item.section)
        if not item.text:
            click.echo(f"没有写：{name}。{item.remark}", err=True)
        for line in (*item.questions, *((item.remark,) if item.text and item.remark else ())):
            click.echo(f"　{name}：{line}", err=True)
    click.echo(f"已生成 {output}，写了{sum(bool(item.text) for item in proposals)}个部分。", err=True)
    return 0
