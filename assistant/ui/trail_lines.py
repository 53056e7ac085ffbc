"""Lines of the trail in words: what somebody did, with the old and the new value where there are any."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from assistant.form import Form, section_name
from assistant.store import Entry

_CELLS = 3
"""Cells named one by one in a line; of more their number is told."""
_SHORT = 40
"""Characters of a text that are quoted in a line."""


def when(entry: Entry) -> str:
    """The moment of a line, in the office's time."""
    return entry.at.astimezone().strftime("%m月%d日 %H:%M")


def line(entry: Entry, form: Form) -> str:
    """A line of the trail as a sentence without who and when: the act, its place, what changed and why."""
    told = "；".join(part for part in _parts(entry.detail, form) if part)
    return f"{entry.act}：{told}" if told else entry.act


def in_turn(entries: Iterable[Entry], form: Form) -> list[tuple[str, str, str]]:
    """When, who and what, newest first; cells that one person typed one after the other in a minute are one line."""
    out = []
    for (_, actor, act), group in groupby(entries, key=lambda one: (when(one), one.actor, one.act)):
        together = list(group)
        first = together[0]
        if len(together) > 1 and all("cells" in one.detail for one in together):
            out.append((when(first), actor, f"{act}：{_cells(_joined(together), form)}"))
        else:
            out += [(when(one), actor, line(one, form)) for one in together]
    return out


def of_place(entries: Iterable[Entry], place: str) -> list[tuple[Entry, Any, Any]]:
    """The lines that changed a cell or a section, each with the old and the new value, in the order given."""
    out = []
    for entry in entries:
        cells = entry.detail.get("cells")
        if isinstance(cells, Mapping) and isinstance(cells.get(place), list) and len(cells[place]) == 2:  # noqa: PLR2004
            old, new = cells[place]
            if old is None or isinstance(old, str):  # a ledger keeps rows under the same name
                out.append((entry, old, new))
        elif entry.detail.get("section") == place and "old" in entry.detail and isinstance(entry.detail["new"], str):
            out.append((entry, entry.detail["old"], entry.detail["new"]))
    return out


def value(kept: str | None) -> str:
    """A cell's value in the trail, in words."""
    return "空白" if kept is None else str(kept)


def _joined(entries: Sequence[Entry]) -> Mapping[str, Sequence[str | None]]:
    """The cells of several lines, newest first: from the oldest value to the newest."""
    out: dict[str, list[str | None]] = {}
    for entry in entries:
        for code, (old, new) in entry.detail["cells"].items():
            out[code] = [old, out[code][1]] if code in out else [old, new]
    return out


def _parts(detail: Mapping[str, Any], form: Form) -> list[str]:
    parts = []
    if detail.get("section"):
        parts.append(section_name(form, str(detail["section"])))
    if detail.get("cell"):
        parts.append(form.cell_name(str(detail["cell"])))
    if detail.get("step"):
        parts.append(f"“{detail['step']}”")
    parts.append(_number(detail.get("number")))
    if "year" not in detail and isinstance(detail.get("cells"), Mapping):
        parts.append(_cells(detail["cells"], form))
    for name in ("indicators", "notes"):
        if isinstance(detail.get(name), Mapping):
            parts.append(_list(detail[name]))
    if isinstance(detail.get("facts"), list):
        parts.append("、".join(str(one) for one in detail["facts"][:_CELLS]))
    parts += [_quoted(str(detail[key])) for key in ("reason", "note", "text", "said") if detail.get(key)]
    if detail.get("act") and detail.get("why"):
        parts.append(f"{detail['act']}——{detail['why']}")
    return parts


def _number(kept: Any) -> str:
    """A version, or a number of the text that somebody vouched for."""
    if isinstance(kept, int):
        return f"第 {kept} 版"
    return f"“{kept}”" if kept else ""


def _cells(cells: Mapping[str, Sequence[str | None]], form: Form) -> str:
    told = [
        f"{form.cell_name(code) if code in form.cells else code} {value(old)} → {value(new)}"
        for code, (old, new) in list(cells.items())[:_CELLS]
    ]
    more = f" 等 {len(cells)} 个单元格" if len(cells) > _CELLS else ""
    return "，".join(told) + more


def _list(changed: Mapping[str, Sequence[Mapping[str, str]]]) -> str:
    gone, new = changed.get("old", ()), changed.get("new", ())
    names = {_named(item) for item in (*gone, *new)}
    told = []
    for name in sorted(names):
        before = next((item for item in gone if _named(item) == name), None)
        after = next((item for item in new if _named(item) == name), None)
        told.append(
            f"{_quoted(name)} {_shown(before)} → {_shown(after)}"
            if _is_figure(before or after)
            else _moved(name, before)
        )
    return "，".join(told[:_CELLS]) + (f" 等 {len(told)} 项" if len(told) > _CELLS else "")


def _named(item: Mapping[str, str]) -> str:
    return str(item.get("name") or item.get("text") or "")


def _is_figure(item: Mapping[str, str] | None) -> bool:
    return bool(item and "name" in item)


def _shown(item: Mapping[str, str] | None) -> str:
    return "无" if item is None else f"{item.get('value', '空白')}{item.get('unit', '')}"


def _moved(name: str, before: Mapping[str, str] | None) -> str:
    return f"{'删去' if before else '加上'}{_quoted(name)}"


def _quoted(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}……"
