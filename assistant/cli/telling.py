"""The command `tell`: what a statement would record, and with -o the report it was recorded in."""

import json
from collections.abc import Iterable
from pathlib import Path

import click

from assistant.cli import inputs
from assistant.cli.chinese import Command
from assistant.cli.printing import print_json
from assistant.errors import UsageError
from assistant.figures import plain
from assistant.form import Form, section_name
from assistant.listening.hearing import hear
from assistant.listening.recording import record
from assistant.listening.tables.parts import parts_of
from assistant.listening.told import Heard, Told
from assistant.prose import inexact
from assistant.report import to_json

_FILE = click.Path(path_type=Path)
_ORIGIN = "对话"


@click.command(cls=Command, help="说一句今年的情况，看会记下哪些指标、数字和事实；加 -o 就记入年报数据。")
@click.argument("report", type=_FILE, metavar="年报.json")
@click.argument("message", metavar="话")
@click.option("--section", default="", metavar="节", help="在哪一节说的，例如 overview.platform。")
@click.option("--last", type=_FILE, metavar="文件", help="上一年度的年报，用于核对上年结转。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
@click.option("-o", "--output", type=_FILE, metavar="文件", help="记入后的年报数据（.json）。")
def tell(report: Path, message: str, *, section: str, last: Path | None, as_json: bool, output: Path | None) -> int:
    """Read a statement into facts; record them where an output is named. 1 where a conflict was left alone."""
    known = inputs.report_json(report)
    if section:
        inputs.must_be_a_section(section, known)
    if output is not None and output.suffix.lower() != ".json":
        raise UsageError(f"输出文件“{output}”的后缀应当是 .json。")
    heard = hear(message, known, inputs.published(last) if last else None, section=section)
    left: list[Told] = []
    if output is not None:
        recorded, left = record(known, heard.facts, origin=_ORIGIN)
        output.write_text(json.dumps(to_json(recorded), ensure_ascii=False, indent=1), "utf-8")
    if as_json:
        print_json(_json(heard))
    else:
        click.echo(_text(heard, known.form, recorded=output is not None, left=left))
    for fact in (fact for fact in heard.facts if fact.conflict is not None):
        click.echo(f"没有记：{_line(fact, known.form)}，与已有的“{fact.conflict}”不一致，请先确认哪个对。", err=True)
    for fact in (fact for fact in left if fact.conflict is None):
        summed = parts_of(fact.code, known.form)
        why = "这是合计，由各分项相加得出，请说明分项" if summed else "同一句话里还有另一个数，请先确认哪个对"
        click.echo(f"没有记：{_line(fact, known.form)}，{why}。", err=True)
    return int(any(fact.conflict is not None for fact in heard.facts))


def _json(heard: Heard) -> dict[str, object]:
    return {
        "facts": [fact.as_json() for fact in heard.facts],
        "requests": list(heard.requests),
        "asks": [ask.question for ask in heard.asks],
    }


def _text(heard: Heard, form: Form, *, recorded: bool, left: Iterable[Told]) -> str:
    """What was heard, one line each."""
    kept = [fact for fact in heard.facts if fact.conflict is None and fact not in left]
    lines = [f"{'已记下' if recorded else '可记下'}：{_line(fact, form)}" for fact in kept]
    lines += [f"要求：{request}" for request in heard.requests]
    lines += [f"请问：{ask.question}" for ask in heard.asks]
    lines += [f"没有保留：{kind}" for kind in heard.withheld]
    return "\n".join(lines or ["没有读出可以记下的情况。"])


def _line(fact: Told, form: Form) -> str:
    if fact.kind == "note":
        return f"“{fact.text}”（{section_name(form, fact.section)}）"
    value = inexact(fact.spoken or plain(fact.value), fact.about) if fact.value is not None else ""
    last = f"，上年 {plain(fact.last)}{fact.unit}" if fact.last is not None else ""
    place = "" if fact.kind == "figure" else f"（{section_name(form, fact.section)}）"
    return f"{fact.name} {value} {fact.unit}".rstrip() + last + place
