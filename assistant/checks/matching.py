"""Matching: whether a fact and a number in its sentence may be the same, by unit, scale and name."""

import re
from decimal import Decimal

from assistant.checks.clauses import Setting
from assistant.facts import Fact

_ALIKE = tuple(
    frozenset(group.split())
    for group in ("人次 次", "人 名 人次", "条 篇 则 期 件", "场 次 期 场次", "家 个 项 户", "份 件 本 册")
)
_GENERIC = re.compile(r"发布|数量|总数|次数|情况|全年|累计|共计|合计|信息|总量|总|数")


def alike(unit: str, other: str) -> bool:
    """Whether two units count the same kind of thing: 次 and 人次, 条 and 篇; no unit goes with any."""
    unit, other = unit.replace("个百分点", "百分点"), other.replace("个百分点", "百分点")
    if unit == other or not unit or not other:
        return True
    return (
        any(unit in group and other in group for group in _ALIKE) or other.removeprefix("万").removeprefix("亿") == unit
    )


def absolute(fact: Fact, value: Decimal) -> Decimal:
    """A fact's value in the plain unit: 万元 and 万次 multiplied out, as numbers of the text are."""
    power = {"万": 4, "亿": 8}.get(fact.unit[:1], 0)
    return value.scaleb(power) if power else value


def unit_of(fact: Fact) -> str:
    """The unit as it stands after a number in a message."""
    return f" {fact.unit}" if fact.unit else ""


def is_named(fact: Fact, setting: Setting) -> bool:
    """Whether the sentence up to the number, and just after it, says the indicator's name."""
    key = _GENERIC.sub("", fact.label) or fact.label
    near, whole = setting.before + setting.after, setting.lead + setting.after
    return key[-2:] in near and all(char in whole for char in key)


def tells_last_year(fact: Fact, setting: Setting) -> bool:
    """Whether the clause itself says the indicator of last year: 上年评议满意率为…, but not 较上年…."""
    opening = re.search(r"(?<![比较与])(?:去年|上一?年)", setting.clause)
    return bool(opening) and setting.of_last_year and is_named(fact, setting)


def is_part(fact: Fact) -> bool:
    """Whether a fact is one column of table three; totals are what sentences usually state."""
    return ".T3." in f".{fact.id}" and not fact.id.endswith(".total")


def shares_word(name: str, sentence: str) -> bool:
    """Whether two neighbouring characters of a name stand in the sentence."""
    return any(name[at : at + 2] in sentence for at in range(len(name) - 1))
