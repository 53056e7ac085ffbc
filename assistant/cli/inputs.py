"""Inputs: the files the commands are given → reports, each failure one sentence."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from assistant import settings
from assistant.errors import FileMissing, FileProblem, FileUnreadable, UsageError
from assistant.form import known
from assistant.past import files_in, read_bytes, read_edited
from assistant.past import read as read_past
from assistant.past.progress import watched
from assistant.report import KEYS, Report, from_json

if TYPE_CHECKING:
    from assistant.past.edited import Edited

T = TypeVar("T")
_BUNDLES = {".zip", ".eml"}


def published(path: Path) -> Report:
    """A report in any form it comes in; raises a FileProblem."""
    return _read(path, lambda: read_past(path, limit=settings.load().upload_limit))


def edited(path: Path) -> "Edited":
    """A Word file with what people tracked and remarked in it; raises a FileProblem."""
    return _read(path, lambda: read_edited(path, limit=settings.load().upload_limit))


def _read(path: Path, reading: Callable[[], T]) -> T:
    _must_be_a_file(path)
    try:
        with watched(_tell if sys.stderr.isatty() else None):
            return reading()
    except FileProblem as problem:  # of several files, which one?
        if path.name in problem.message:
            raise
        raise type(problem)(f"“{path.name}”：{problem.message}") from problem


def _tell(done: int, of: int) -> None:
    """How far a scan has been read, for whoever waits at a terminal."""
    click.echo(f"扫描件：已识别 {done}{f'/{of}' if of else ''} 页", err=True)


@dataclass(frozen=True)
class Published:
    """A report by the path of its file and the name it is shown under, which has the archive's name before it."""

    path: str
    name: str
    report: Report


def all_published(path: Path) -> Iterator[Published | FileProblem]:
    """Every report of a file: the one, or those of a zip archive or message, and what is wrong with others in it.

    Raises a FileProblem for a file that can't be read, and for an archive that can't be opened.
    """
    _must_be_a_file(path)
    limit = settings.load().upload_limit
    if path.suffix.lower() not in _BUNDLES or path.stat().st_size > limit:
        yield Published(str(path), path.name, published(path))
        return
    for file in files_in(path.name, path.read_bytes(), limit=limit):
        inside = "" if file.name == path.name else f"/{file.name}"
        try:
            if file.problem is not None:
                raise file.problem
            report = read_bytes(file.name, file.data, limit=limit)
        except FileProblem as problem:
            yield type(problem)(f"{path.name}{inside}　{problem.message}")
        else:
            yield Published(f"{path}{inside}", f"{path.name}{inside}", report)


def report_json(path: Path) -> Report:
    """A report from the program's own JSON; raises FileProblem or UsageError."""
    data = _parsed(path)
    _refuse_strangers(data, path)
    return from_json(data)


def must_be_a_section(section: str, report: Report) -> None:
    """UsageError, with the sections there are, unless the report's form has this one."""
    if section not in report.form.narrative:
        raise UsageError(f"没有“{section}”这一部分，可用的部分：{'、'.join(report.form.narrative)}。")


def figures(path: Path) -> Report:
    """Figures from our workbook, from a whole report, or from a bare mapping of cell codes."""
    if path.suffix.lower() != ".json":
        return published(path)
    data = _parsed(path)
    if isinstance(data, dict) and (edition := _edition_of(data)):
        data = {"edition": edition, "figures": data}
    _refuse_strangers(data, path)
    return from_json(data)


def _edition_of(codes: Mapping[str, Any]) -> str:
    """The edition that has the most of these cell codes, the one in force if several have; "" if none has any."""
    counts = {form.edition: sum(code in form.cells for code in codes) for form in known()}
    best = max(counts, key=lambda edition: counts[edition])
    return best if counts[best] else ""


def _must_be_a_file(path: Path) -> None:
    if not path.exists():
        raise FileMissing(f"找不到文件“{path}”，请检查路径。")
    if path.is_dir():
        raise FileMissing(f"“{path}”是文件夹，请指定其中的文件。")


def _parsed(path: Path) -> Any:
    _must_be_a_file(path)
    try:
        data = json.loads(path.read_text("utf-8-sig"))
        json.dumps(data, ensure_ascii=False).encode()  # half of a character, written as \ud800, can't be printed
    except (ValueError, RecursionError):  # the decoders' own errors are ValueErrors
        raise FileUnreadable(f"“{path.name}”不是有效的 json 文件，请检查内容是否完整、编码是否为 UTF-8。") from None
    return data


def _refuse_strangers(data: object, path: Path) -> None:
    """An object without a single field of a report would read as an empty one: nothing is dropped unsaid."""
    if isinstance(data, dict) and KEYS.isdisjoint(data):
        raise UsageError(f"“{path.name}”中没有年度报告数据，请对照文件格式说明，用单元格代码或者 figures 填写数字。")
