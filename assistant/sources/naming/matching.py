"""Matching: whether a fact and a number in its sentence may be the same, by unit, scale and name."""

import re

from assistant.facts import Fact
from assistant.prose.likeness import pairs
from assistant.sources.setting.setting import Setting

_GENERIC = re.compile(r"发布|数量|总数|次数|情况|全年|累计|共计|合计|信息|总量|总|数")


def is_named(fact: Fact, setting: Setting) -> bool:
    """Whether the sentence up to the number, and just after it, says the indicator's name."""
    key = _GENERIC.sub("", fact.label) or fact.label
    near, whole = setting.before + setting.after, setting.lead + setting.after
    return key[-2:] in near and all(char in whole for char in key)


def says_half(fact: Fact, setting: Setting) -> bool:
    """Whether the clause of the number says at least half of what an indicator's name says."""
    wanted = pairs(_GENERIC.sub("", fact.label)) or pairs(fact.label)
    said = pairs(setting.clause) | pairs(setting.after)
    return bool(wanted) and len(wanted & said) * 2 >= len(wanted)


def tells_last_year(fact: Fact, setting: Setting) -> bool:
    """Whether the clause itself says the indicator of last year: 上年评议满意率为…, but not 较上年…."""
    opening = re.search(r"(?<![比较与])(?:去年|上一?年)", setting.clause)
    return bool(opening) and setting.of_last_year and is_named(fact, setting)


def is_part(fact: Fact) -> bool:
    """Whether a fact is one column of table three; totals are what sentences usually state."""
    return ".T3." in f".{fact.id}" and not fact.id.endswith(".total")


def shares_word(name: str, sentence: str) -> bool:
    """Whether two neighbouring characters of a name stand in the sentence."""
    return any(word[at : at + 2] in sentence for word in name.split() for at in range(len(word) - 1))
