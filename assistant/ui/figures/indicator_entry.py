"""What a person typed or pasted as 补充指标, read into indicators or refused row by row with the reason."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.figures import Indicator
from assistant.form import Form, section_name
from assistant.prose import Value, read_value

ACTIVE = "overview.active"
"""Where most indicators are told of, and so where one goes that does not say."""

_SHOWN = 20
_HEADINGS = frozenset({"名称", "指标", "指标名称", "补充指标", "项目"})
_FIELDS = 5
_LEAST = 2


@dataclass(frozen=True)
class Pasted:
    """What a pasted list comes to: all indicators as they would stand, and what was not taken.

    `reasons` are complete sentences that name the row; `left` are those rows as they were pasted.
    """

    items: tuple[Indicator, ...]
    added: int = 0
    updated: int = 0
    reasons: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """What was taken, in a sentence; empty if nothing was."""
        done = [f"新增 {self.added} 项"] if self.added else []
        if self.updated:
            done.append(f"更新 {self.updated} 项")
        return f"已{'，'.join(done)}。" if done else ""


def sections(form: Form) -> list[str]:
    """The sections of a form that an indicator or a work fact can belong to."""
    return [*form.aspects, "problems", "improvements", "other"]


def number(raw: str) -> tuple[Value, str]:
    """A value as typed, and why it cannot be taken, empty if it can."""
    value = read_value(raw)
    if value.reading.state != "unreadable":
        return value, ""
    if value.reading.remark:
        return value, f"“{_quoted(raw)}”数值过大，请核对。"
    return value, f"“{_quoted(raw)}”不是数字，请只填阿拉伯数字，单位另填；约数可写“1000余”“约80”“近100”。"


def number_exactly(raw: str) -> tuple[Value, str]:
    """The same for last year's value, which is published and so known exactly."""
    value, reason = number(raw)
    if value.about and not reason:
        return value, f"“{_quoted(raw)}”是约数，上年数请填准确的数，不清楚的可以不填。"
    return value, reason


def typed(name: str, value: str, unit: str, aspect: str, last: str) -> tuple[Indicator | None, str]:
    """An indicator from what stands in its boxes, or None and the reason."""
    if not name.strip():
        return None, "请先填写指标名称，例如“发布政务微博”。"
    this, reason = number(value)
    if reason:
        return None, f"“{_quoted(name)}”的本年数{reason}"
    before, reason = number_exactly(last)
    if reason:
        return None, f"“{_quoted(name)}”的上年数{reason}"
    own = unit.strip() or this.unit or before.unit
    return Indicator(" ".join(name.split()), this.number, own, aspect, before.number, this.about), ""


def pasted(text: str, items: Iterable[Indicator], form: Form) -> Pasted:
    """Rows 名称、本年、单位、上年 (and 写在哪一部分) joined to the indicators there are.

    A row that names an indicator there is brings that one up to date: a blank in it changes nothing.
    """
    standing = {item.name: item for item in items}
    before = frozenset(standing)
    seen: dict[str, int] = {}
    reasons: list[str] = []
    left: list[str] = []
    for at, line in enumerate(text.splitlines(), start=1):
        cells = _cells(line)
        if not any(cells) or (at == 1 and cells[0] in _HEADINGS):
            continue
        item, reason = _row(cells, standing, seen, form)
        if item is None:
            reasons.append(f"第 {at} 行没有列入：{reason}")
            left.append(line)
        else:
            standing[item.name] = item
            seen[item.name] = at
    added = len(seen.keys() - before)
    return Pasted(tuple(standing.values()), added, len(seen) - added, tuple(reasons), tuple(left))


def _row(
    cells: Sequence[str], standing: dict[str, Indicator], seen: dict[str, int], form: Form
) -> tuple[Indicator | None, str]:
    """One pasted row as an indicator, or None and the reason."""
    if len(cells) < _LEAST:
        return None, f"“{_quoted(cells[0])}”没有用制表符或者逗号分开名称和数字。"
    name, value, unit, last, section = [*cells, *[""] * _FIELDS][:_FIELDS]
    aspect = _section(section, form)
    if aspect is None:
        return None, f"没有“{_quoted(section)}”这一部分，可写：{_named(form)}。"
    item, reason = typed(name, value, unit, aspect, last)
    if item is None:
        return None, reason if name else "没有写名称。"
    if item.name in seen:
        return None, f"“{_quoted(item.name)}”与第 {seen[item.name]} 行同名，请改用不同的名称。"
    known = standing.get(item.name)
    if known is None:
        return item, ""
    return replace(
        known,
        value=known.value if item.value is None else item.value,
        about=known.about if item.value is None else item.about,
        unit=item.unit or known.unit,
        aspect=aspect if section else known.aspect,
        last=known.last if item.last is None else item.last,
    ), ""


def _cells(line: str) -> list[str]:
    """A pasted line taken apart; a comma between three digits belongs to the number."""
    if "\t" in line:
        return [" ".join(cell.split()) for cell in line.split("\t")]
    return [" ".join(cell.split()) for cell in re.split(r"，|,(?!\d{3}(?!\d))|(?<!\d),", line)]


def _section(name: str, form: Form) -> str | None:
    """A section by what it is called, ACTIVE for none said; None if there is no such section."""
    wanted = re.sub(r"^[（(].[）)]", "", name.strip())
    if not wanted:
        return ACTIVE
    return next((section for section in sections(form) if wanted in {section, section_name(form, section)}), None)


def _named(form: Form) -> str:
    return "、".join(section_name(form, section) for section in sections(form))


def _quoted(raw: str) -> str:
    text = " ".join(raw.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
