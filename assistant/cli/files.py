"""Commands on files: read, check, fill, template, ledger. They need no archive and change none."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from assistant import document, ledger, settings, workbook
from assistant.cli import inputs
from assistant.cli.chinese import Command
from assistant.cli.printing import edits_json, edits_text, findings_text, print_json, summary_text
from assistant.errors import FileMissing, UsageError
from assistant.findings import Finding, found, hardest_first, has_errors
from assistant.form import load
from assistant.report import Report, to_json
from assistant.tables import Filled
from assistant.tables import fill as fill_tables

_FILE = click.Path(path_type=Path)
_SEVERAL_WITH_LAST = "同时校核多份年报时不能使用 --last；请把上年的年报也列在文件中，程序会按机关和年度自动衔接。"


@click.command(
    cls=Command, help="读取一份已公布的年报（txt、md、html、docx、pdf、ofd、xlsx、json），给出表格、文字和问题。"
)
@click.argument("file", type=_FILE, metavar="文件")
@click.option("--changes", is_flag=True, help="只列出 Word 文件中的修订和批注：谁、何时、在哪里、原为什么、改为什么。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
def read(file: Path, *, changes: bool, as_json: bool) -> int:
    """Read one report, or what people tracked and remarked in one."""
    if changes:
        edited = inputs.edited(file)
        for sentence in edited.damaged:
            click.echo(sentence, err=True)
        if as_json:
            print_json(edits_json(edited))
        else:
            click.echo(edits_text(edited))
        return 0
    report = inputs.published(file)
    if as_json:
        print_json(to_json(report))
    else:
        click.echo(summary_text(report))
        click.echo(findings_text(report.findings))
    return int(has_errors(report.findings))


@click.command(cls=Command, help="校核年报：勾稽关系、跨年衔接、文字数字、结构、雷同、用语。可一次校核多份。")
@click.argument("files", type=_FILE, nargs=-1, required=True, metavar="文件...")
@click.option("--last", type=_FILE, metavar="文件", help="上一年度的年报，用于跨年校核。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
@click.option("--xlsx", type=_FILE, metavar="文件", help="把结果汇总到一个 xlsx，每份年报一行。")
def check(files: Sequence[Path], *, last: Path | None, as_json: bool, xlsx: Path | None) -> int:
    """Read and check one or many reports."""
    if last is not None and len(files) > 1:
        raise UsageError(_SEVERAL_WITH_LAST)
    if xlsx is not None and xlsx.suffix.lower() != ".xlsx":
        raise UsageError(f"汇总文件“{xlsx}”的后缀应当是 .xlsx。")
    from assistant.desk.keeping.in_force import here

    reports, failed = _read_all(files)
    if last is not None and len(reports) > 1:
        raise UsageError(_SEVERAL_WITH_LAST)
    before = inputs.published(last) if last else None
    limit = here(settings.load()).overview_limit
    batch = [one.report for one in reports]
    checked = [replace(one, report=_check(one.report, before, batch, limit)) for one in reports]
    if xlsx is not None:
        from assistant.cli.summary import write_summary

        xlsx.write_bytes(write_summary([(one.name, one.report) for one in checked]))
    if as_json:
        rows = [{"file": one.path, **to_json(one.report)} for one in checked]
        print_json(rows[0] if len(rows) == 1 else rows)
    else:
        for one in checked:
            click.echo(f"{one.name}　{one.report.organ}　{one.report.year or '年度未识别'}")
            click.echo(findings_text(one.report.findings))
    return 2 if failed else int(any(has_errors(one.report.findings) for one in checked))


def _read_all(files: Sequence[Path]) -> tuple[list[inputs.Published], bool]:
    """Every report of these files; those of an archive that can't be read are said, and that there are any."""
    reports: list[inputs.Published] = []
    failed = False
    for path in files:
        for one in inputs.all_published(path):
            if isinstance(one, inputs.Published):
                reports.append(one)
            else:
                failed = True
                click.echo(f"没有读出　{one.message}", err=True)
    return reports, failed


def _check(report: Report, last: Report | None, batch: Sequence[Report], limit: int) -> Report:
    from assistant.checks import run

    if last is None:
        last = next(
            (other for other in batch if other.organ == report.organ and report.year and other.year == report.year - 1),
            None,
        )
    others = tuple((other.organ, other) for other in batch if other.organ != report.organ and other.year == report.year)
    findings = run(report, last=last, others=others, overview_limit=limit, submitting=False)
    return replace(report, findings=tuple(findings))


@click.command(cls=Command, help="由数字（xlsx 模板或 json）填好三张表并生成文件，格式按输出文件的后缀。")
@click.argument("figures", type=_FILE, metavar="数字文件")
@click.option(
    "-o", "--output", type=_FILE, required=True, metavar="输出文件", help="后缀：.docx .pdf .html .xlsx .md .json"
)
@click.option("--text", type=_FILE, metavar="文件", help="提供机关、年度和各部分文字的年报 json。")
def fill(figures: Path, *, output: Path, text: Path | None) -> int:
    """Fill the tables and write a document."""
    if output.suffix.lower() not in document.FORMATS:
        raise UsageError(f"不能生成“{output.suffix or output.name}”格式，可用的后缀：{'、'.join(document.FORMATS)}。")
    supplied = inputs.figures(figures)
    report = supplied
    if text is not None:
        words = inputs.report_json(text)
        _say_if_another(supplied, words)
        report = replace(
            words,
            figures=supplied.figures,
            organ=words.organ or supplied.organ,
            year=words.year or supplied.year,
            title=words.title or supplied.title,
            indicators=words.indicators or supplied.indicators,
            notes=words.notes or supplied.notes,
            sections={**supplied.sections, **words.sections},
        )
    filled = fill_tables(report.figures)
    findings = [*supplied.findings, *_overruled(filled)]
    report = replace(report, figures=filled.figures, findings=())
    output.write_bytes(document.to_bytes(report, output.suffix.lower()))
    findings += _table_findings(report, with_text=bool(report.sections))
    findings = hardest_first({finding.fingerprint: finding for finding in findings}.values())
    if findings:
        click.echo(findings_text(findings), err=True)
    _say_left_out(report, output.suffix.lower())
    click.echo(f"已生成 {output}。", err=True)
    return int(has_errors(findings))


def _say_left_out(report: Report, suffix: str) -> None:
    """Text that belongs to no part of the form is not printed; who has it must hear so."""
    left_out = document.compose(report).left_out
    if left_out and suffix != ".json":
        click.echo(
            f"请注意：{'、'.join(left_out)}不属于年报的任何部分，没有写入生成的文件；"
            "需要保留的，请在文字文件中移到相应部分。",
            err=True,
        )


def _say_if_another(supplied: Report, words: Report) -> None:
    """Figures of one report under the words of another are put together as asked, but not in silence."""
    mine = (supplied.organ and words.organ and supplied.organ != words.organ) or (
        supplied.year and words.year and supplied.year != words.year
    )
    if mine:
        click.echo(
            f"请注意：数字文件是“{supplied.organ}”{supplied.year or ''}年度的，"
            f"文字文件是“{words.organ}”{words.year or ''}年度的，已按文字文件的机关和年度生成。",
            err=True,
        )


def _table_findings(report: Report, *, with_text: bool) -> list[Finding]:
    """What is wrong with the result; a file of figures alone is not blamed for having no narrative."""
    from assistant.checks import run

    codes = ("T-", "T3-", "T4-")
    findings = run(report, submitting=bool(report.indicators))
    tables = report.form.tables
    return [finding for finding in findings if with_text or finding.code.startswith(codes) or finding.where in tables]


def _overruled(filled: Filled) -> list[Finding]:
    form, values = filled.figures.form, filled.figures.values
    out = []
    for code, supplied in filled.overruled.items():
        rule = next(rule for rule in form.computing if rule.computes == code)
        message = (
            f"{form.cell_name(code)}填的是 {supplied}，按表内各项计算为 {values[code]}，已按计算结果生成，请核对。"
        )
        out.append(found(rule.code, rule.place, message, basis=rule.basis, values={"supplied": str(supplied)}))
    return out


@click.command(cls=Command, help="生成空白的数据填报模板（xlsx）。")
@click.option("-o", "--output", type=_FILE, required=True, metavar="输出文件", help="后缀为 .xlsx。")
def template(output: Path) -> int:
    """Write the blank workbook."""
    if output.suffix.lower() != ".xlsx":
        raise UsageError(f"模板文件“{output}”的后缀应当是 .xlsx。")
    output.write_bytes(workbook.write(Report(), template=True))
    click.echo(f"已生成 {output}。", err=True)
    return 0


@click.command(name="ledger", cls=Command, help="把依申请公开台账（xlsx、csv）汇总为表三。")
@click.argument("file", type=_FILE, metavar="台账")
@click.option("-o", "--output", type=_FILE, required=True, metavar="输出文件", help="后缀为 .json。")
@click.option("--year", type=int, metavar="年度", help="报告年度；不填则取台账中最多的年度。")
def count_ledger(file: Path, *, output: Path, year: int | None) -> int:
    """Count a ledger into table three."""
    if not file.exists():
        raise FileMissing(f"找不到文件“{file}”，请检查路径。")
    counted = ledger.count(file.name, file.read_bytes(), year, form=load())
    report = Report(year=counted.year, figures=fill_tables(counted.figures).figures)
    output.write_text(json.dumps(to_json(report), ensure_ascii=False, indent=1), "utf-8")
    if counted.findings:
        click.echo(findings_text(counted.findings), err=True)
    click.echo(f"已生成 {output}。", err=True)
    return int(has_errors(counted.findings))


COMMANDS = (read, check, fill, template, count_ledger)
