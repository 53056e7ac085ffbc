"""By value: the source of a number whose sentence names no fact, by value, unit and the field it speaks of."""

import re
from decimal import Decimal
from functools import cached_property

from assistant.facts import Fact, Facts
from assistant.prose.vocabulary import alike
from assistant.sources.naming import subjects
from assistant.sources.naming.candidates import absolute
from assistant.sources.naming.matching import is_part, says_half, shares_word, tells_last_year
from assistant.sources.naming.verdicts import Bound
from assistant.sources.setting.setting import Setting
from assistant.sources.thresholds import SMALL

_APPLICATIONS = re.compile(r"申请|答复|办结|结转|予以公开|不予|复议|诉讼|自然人|无法提供")
_CASES = frozenset({"件", "宗", "起", "份", "例", ""})
_DECISIONS = _CASES | {"部", "个", "项"}
_TYPED = ("note.", "indicator.", "last.indicator.")


class ByValue:
    """Looks a section's numbers up among the facts by value."""

    def __init__(self, section: str, facts: Facts) -> None:
        """Look up the numbers of one section."""
        self.section = section
        self.facts = facts

    @cached_property
    def ordered(self) -> list[tuple[Fact, Decimal]]:
        """The facts with their values in the order in which sentences state them: totals first."""
        return [(fact, absolute(fact, fact.value)) for fact in sorted(self.facts.values(), key=is_part)]

    def bound(self, setting: Setting, *, typed_only: bool = False) -> Bound:
        """A fact of this very value that the words allow, else the verdict that there is none."""
        number = setting.number
        for fact, value in self.ordered:
            if typed_only and not fact.id.startswith(_TYPED):
                continue
            if number.fits(value) and _may_state(fact, setting, self.section, self.facts):
                named = fact.id.removeprefix("last.").startswith("indicator.") and says_half(fact, setting)
                status = "derived" if fact.formula else "bound"
                return Bound(number, status, (fact.id,), fact.formula or fact.label, named=named)
        if (setting.change or setting.of_last_year) and not any(name.startswith("last.T") for name in self.facts):
            return Bound(number, "unbound", (), "这是与上年比较的数，而没有上年的年报可以对照")
        return Bound(number, "unbound", (), "没有数值和单位都相同的单元格、指标或者工作事实")


def _may_state(fact: Fact, setting: Setting, section: str, facts: Facts) -> bool:
    """Whether unit and words of the sentence allow this fact; the value is compared elsewhere."""
    unit, kind = setting.number.unit, fact.id.partition(".")[0]
    if kind == "note":
        return alike(unit, fact.unit)
    if kind in {"year", "last_year", "next_year", "share", "rate"} or (kind == "last") > setting.of_last_year:
        return False
    core = fact.id.removeprefix("last.").removeprefix("change.")
    if kind == "change" and not setting.change:
        return False
    if core.startswith("indicator."):
        stale = kind == "indicator" and f"last.{fact.id}" in facts and tells_last_year(fact, setting)
        close = fact.aspect == section or shares_word(fact.label, setting.sentence)
        return not stale and alike(unit, fact.unit) and (setting.number.value >= SMALL or close)
    if core.startswith("T2"):
        same = unit == "元" if fact.unit == "万元" else unit in _DECISIONS
        return same and shares_word(_particular(fact.label), setting.opening + setting.sentence)
    return _may_state_case(core, fact, setting, section)


def _may_state_case(core: str, fact: Fact, setting: Setting, section: str) -> bool:
    """Whether the words allow a number of applications, reviews or suits."""
    about = section == "overview.on_request" or bool(_APPLICATIONS.search(setting.sentence))
    if setting.number.unit not in _CASES or not about or subjects.elsewhere().search(setting.clause):
        return False
    if subjects.channels().search(setting.clause):
        return False  # 信函申请5件: no cell counts channels, an equal one is a coincidence
    return core.startswith(_WHOLES) or shares_word(_particular(fact.label), setting.opening + setting.sentence)


_WHOLES = ("T3.received.", "T3.carried_in.", "T3.total_handled.", "T3.carried_out.", "sum.to_handle", "sum.organ")
"""What a sentence about applications may state without naming it; a result must be named by a word of its own."""
_GENERIC = re.compile(
    r"表[二三四]|本年|政府信息公开|政府信息|申请|数量|办理|处理|总计|合计|[一二三四五六七]、|（[一二三四五六七]）|\d\.|[“”·]|"
    r"行政(?=许可|处罚|强制|规范|复议|诉讼)|决定|件数|与上年之差|比上年(?:增加|减少)|上年(?=表)"
)


def _particular(label: str) -> str:
    """What is particular in a fact's name: 信访举报投诉类, 规范性文件; nothing of 新收与上年结转合计 but its words."""
    return _GENERIC.sub(" ", label)
