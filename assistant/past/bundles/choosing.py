"""Choosing: the one report of a bundle, or a sentence that names what is in it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.errors import FileProblem, FileTypeUnknown
from assistant.findings import found
from assistant.past.bundles.inside import Inside
from assistant.report import Report

_MOST_READ = 8  # files that are read to find the one report among them: each may take seconds
_MOST_NAMED = 12
_SECTIONS = 2  # a report whose tables are pictures has its aspects and its problems; a heading may stand in any text
_ANYWHERE = {"preamble", "other", "unplaced"}  # where words without a heading go


def the_one(name: str, files: Sequence[Inside], read: Callable[[str, bytes], Report]) -> Report:
    """The report among the files of a bundle; FileTypeUnknown names them where there is none, or several."""
    if len(files) > _MOST_READ:
        raise _several(name, files)
    reports: list[tuple[Inside, Report]] = []
    problems: list[FileProblem] = []
    for file in files:
        try:
            if file.problem is not None:
                raise file.problem
            report = read(file.name, file.data)
        except FileProblem as problem:
            problems.append(problem)
            continue
        if is_report(report):
            reports.append((file, report))
    if len(reports) > 1:
        raise _several(name, [file for file, _ in reports])
    if not reports:
        raise _none(name, files, problems)
    chosen, report = reports[0]
    left = [file.name for file in files if file is not chosen]
    message = f"读取的是“{name}”里的“{chosen.name}”。" + (f"没有读取的文件：{_listed(left)}。" if left else "")
    note = found("R-07", "preamble", message, values={"file": chosen.name, "left": left})
    return replace(report, findings=(note, *report.findings))


def is_report(report: Report) -> bool:
    """Whether figures were read, or several of the form's sections: a letter of two lines has an opening at most."""
    return bool(report.figures.values) or len(report.sections.keys() - _ANYWHERE) >= _SECTIONS


def _several(name: str, files: Sequence[Inside]) -> FileTypeUnknown:
    listed = _listed([file.name for file in files])
    return FileTypeUnknown(
        f"“{name}”里有 {len(files)} 份文件，不能确定读取哪一份：{listed}。"
        "请解压后选择其中一份；要一次处理全部，请校核或者存入往年资料。"
    )


def _none(name: str, files: Sequence[Inside], problems: Sequence[FileProblem]) -> FileProblem:
    if len(files) == 1 and problems:
        problem = problems[0]
        return type(problem)(f"压缩包或者邮件“{name}”里的文件：{problem.message}")
    shown = f"，里面的文件是：{_listed([file.name for file in files])}" if files else ""
    return FileTypeUnknown(f"压缩包或者邮件“{name}”里没有认出年报{shown}。请解压后选择其中的年报文件再试。")


def _listed(names: Sequence[str]) -> str:
    more = f"等 {len(names)} 个" if len(names) > _MOST_NAMED else ""
    return "、".join(names[:_MOST_NAMED]) + more
