"""Numbers of last year that this year's tables or indicators hold under another name, found by what they were then.

阅读量11.86万次 is 微信公众号阅读量; 因本机关不掌握的2件 is a result of table three. Such a number is bound
where one fact alone had its value last year and shares a word with its clause.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.draft.proposal.proposal import Request
from assistant.facts import Fact, Facts
from assistant.prose.likeness import pairs
from assistant.prose.vocabulary import alike
from assistant.sources.origin import Origin, placed
from assistant.sources.slots import fit

_GENERIC = pairs(
    "政府信息公开工作信息公开申请全年数量办理情况发布内容件数次数总计合计其中作出予以本年年度上年相关有关机关"
)
_BOUNDARY = re.compile(r"[，。；;：:\n（）()]")
_CELLS = {
    "overview.on_request": re.compile(r"T3\.\w+\.total|T3\.received\.\w+"),
}
"""The cells that are found by value. Not those of table two: 制发 and 有效 are said of 规章 and 规范性文件 alike."""
_NEAREST = 14
"""Characters on each side of a number in which a word of the fact's must stand: its own clause, as a rule."""


@dataclass(frozen=True)
class Held:
    """What this year's report holds of a section, with the values of last year."""

    request: Request
    before: Facts

    def bound(self, text: str, origin: Origin, taken: set[str]) -> Origin:
        """The origin, with this year's fact where just one is meant."""
        number = origin.number
        if origin.fact or not number.unit or number.value == 0:
            return origin
        near = _near(text, number.start, number.end)
        found = [
            fact
            for fact in self._candidates(taken)
            if number.fits(fact.value) and alike(fact.unit, number.unit) and _names(fact) & near
        ]
        if len(found) == 1:
            return placed(number, found[0])
        unknown = {
            key: fact
            for key, fact in self.request.facts.items()
            if key.startswith("indicator.")
            and fact.aspect == self.request.section
            and key not in taken
            and f"last.{key}" not in self.request.facts
        }
        name = None if number.approx else fit(text, *number.digits, number.unit, unknown)
        return placed(number, replace(unknown[name], value=number.value)) if name else origin

    def _candidates(self, taken: set[str]) -> Iterator[Fact]:
        for key, fact in self.before.items():
            indicator = key.startswith("indicator.") and fact.aspect in {self.request.section, ""}
            cells = _CELLS.get(self.request.section)
            cell = cells is not None and cells.fullmatch(key)
            if (indicator or cell) and key not in taken and fact.value and key in self.request.facts:
                yield fact


def _near(text: str, start: int, end: int) -> frozenset[str]:
    """Pairs of characters in the clause around a place."""
    before = _BOUNDARY.split(text[max(0, start - _NEAREST) : start])[-1]
    after = _BOUNDARY.split(text[end : end + _NEAREST])[0]
    return (pairs(before) | pairs(after)) - _GENERIC


def _names(fact: Fact) -> frozenset[str]:
    words = " ".join((fact.label, fact.said, *fact.anchors))
    return pairs(re.sub(r"表[二三四]|[“”·]", " ", words)) - _GENERIC
