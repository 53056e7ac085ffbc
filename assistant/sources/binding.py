"""Binding: every number of a text bound to the fact it states, or told that there is none.

A number is bound by value and by what the sentence says of it. Where the sentence clearly names a fact
(收到…申请12件) the value must be that fact's; where it names none, a fact of the same value and unit is
enough if the sentence speaks of the same field; otherwise the number has no source.
"""

import re
from collections.abc import Collection, Sequence

from assistant.facts import Facts
from assistant.prose import Number
from assistant.sources.naming.by_name import Naming
from assistant.sources.naming.by_value import ByValue
from assistant.sources.naming.candidates import sum_of
from assistant.sources.naming.verdicts import Bound, as_total
from assistant.sources.ratios import calculations
from assistant.sources.setting.setting import Setting, is_ratio
from assistant.sources.setting.stated import Stated, stated


def bind(
    text: str,
    section: str,
    facts: Facts,
    *,
    year: int | None,
    confirmed: Collection[tuple[str, str]] = (),
) -> list[Bound]:
    """The verdict on every number of a section's text; what is only planned is not judged."""
    said = stated(text, year)
    return [one.at_home(said.reading) for _, one in judged(said, section, facts, confirmed=confirmed)]


def judged(
    said: Stated, section: str, facts: Facts, *, confirmed: Collection[tuple[str, str]] = ()
) -> list[tuple[Setting, Bound]]:
    """The verdicts in the places of the even text, each with the setting it was reached in."""
    judge = _Judge(section, facts, confirmed)
    for setting in said.settings:
        if not (setting.planned or (section == "improvements" and setting.change == 0)):
            judge.add(setting, said.text)
    # A total may stand before its parts: 共受理9件，其中…5件、…4件.
    return [(setting, as_total(setting, bound, judge.done, facts)) for setting, bound in judge.done]


def _is_several(bound: Bound) -> bool:
    return bound.status == "derived" and len(bound.facts) > 1


class _Judge:
    """Binds the numbers of one text in order, remembering those before for 同比, 占 and 合计."""

    def __init__(self, section: str, facts: Facts, confirmed: Collection[tuple[str, str]]) -> None:
        self.section = section
        self.facts = facts
        self.on_request = section == "overview.on_request"
        self.confirmed = {re.sub(r"\s", "", text) for where, text in confirmed if where in {section, ""}}
        self.done: list[tuple[Setting, Bound]] = []
        self.by_value = ByValue(section, facts)
        self.naming = Naming(facts, self.done, on_request=self.on_request)

    def add(self, setting: Setting, text: str) -> None:
        bound = self._verdict(setting, text)
        self.done.append((setting, as_total(setting, bound, self.done, self.facts)))

    def _verdict(self, setting: Setting, text: str) -> Bound:
        number = setting.number
        if self._is_confirmed(number):
            return Bound(number, "confirmed", (), "已由人工确认")
        if is_ratio(setting):
            # A number that is a sum of several facts moved as none of them did.
            before = [(one, () if _is_several(bound) else bound.facts) for one, bound in self.done]
            verdict = calculations.judge(setting, text, before, self.facts, on_request=self.on_request)
            if verdict is not None:
                status, names, explain = verdict
                own = self._own_fact(setting, names) if status == "derived" else ""
                code = "G-04" if status == "contradicted" else ""
                return Bound(number, status, (own,) if own else names, explain, code, named=True)
            return self.by_value.bound(setting, typed_only=True)
        if number.value == 0 and "处理费" in setting.lead:
            return Bound(number, "bound", (), "没有收取信息处理费")
        return self.naming.base(setting) or self.naming.named(setting) or self.by_value.bound(setting)

    def _own_fact(self, setting: Setting, names: Sequence[str]) -> str:
        """The derived fact a ratio states, where there is one: the share of a result, the 同比 of a cell."""
        if setting.change:
            part = names[0] if names else ""
        else:
            part = names[0] if len(names) == 1 else sum_of(names, self.facts)
        kinds = ("rate" if setting.number.percent else "change",) if setting.change else ("share",)
        for kind in kinds:
            own = self.facts.get(f"{kind}.{part.removeprefix('sum.') if kind == 'share' else part}")
            if own is not None and setting.number.fits(own.value):
                return own.id
        return ""

    def _is_confirmed(self, number: Number) -> bool:
        shown = re.sub(r"\s", "", number.text)
        bare = re.sub(r"[^\d.,]", "", shown)
        return shown in self.confirmed or bool(bare and bare in self.confirmed)
