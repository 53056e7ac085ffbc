"""What differs between two states of a report: cells from what to what, and whole sentences, section by section."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from assistant.document import ChangedText
from assistant.figures import Indicator, plain
from assistant.form import section_name
from assistant.prose import sentences
from assistant.report import Report

_NONE = "空白"


def changed_cells(then: Report, now: Report) -> list[tuple[str, str, str]]:
    """Cells, and whatever else is a value, that differ: what each is called, its old and its new value in words."""
    out = [("标题", then.title or "无", now.title or "无")] if then.title != now.title else []
    forms = {code: form for form in (then.form, now.form) for code in form.cells}
    for code, form in forms.items():
        before, after = _cell(then, code), _cell(now, code)
        if before != after:
            out.append((form.cell_name(code), before, after))
    return [*out, *_indicators(then, now)]


def _cell(report: Report, code: str) -> str:
    value = report.figures.values.get(code)
    return report.figures.unreadable.get(code, _NONE) if value is None else plain(value)


def _indicators(then: Report, now: Report) -> Iterator[tuple[str, str, str]]:
    before, after = ({item.name: item for item in report.indicators} for report in (then, now))
    for name in dict.fromkeys((*before, *after)):
        old, new = (_value(items.get(name)) for items in (before, after))
        if old != new:
            yield f"补充指标“{name}”", old, new


def _value(item: Indicator | None) -> str:
    if item is None:
        return "无"
    return _NONE if item.value is None else f"{plain(item.value)}{item.unit}"


def changed_texts(then: Report, now: Report) -> list[ChangedText]:
    """The sentences taken out of and put into each section, and the work facts."""
    out = []
    for section in dict.fromkeys((*now.form.narrative, *then.form.narrative)):
        before, after = ([one.strip() for one in sentences(report.section(section))] for report in (then, now))
        taken, added = _apart([one for one in before if one], [one for one in after if one])
        if taken or added:
            out.append(ChangedText(_title(section, now), taken, added))
    taken, added = _apart([note.text for note in then.notes], [note.text for note in now.notes])
    return [*out, ChangedText("工作事实", taken, added)] if taken or added else out


def _title(section: str, report: Report) -> str:
    known = next((part.title for part in report.form.parts if part.id == section), "")
    return known or section_name(report.form, section)


def _apart(before: list[str], after: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    taken: list[str] = []
    added: list[str] = []
    for kind, first, last, begin, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            taken += before[first:last]
            added += after[begin:stop]
    return tuple(taken), tuple(added)
