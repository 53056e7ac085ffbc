"""The grammar of claims: how each is worded in claims.yaml, and which facts make it false."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pydantic import BaseModel, ConfigDict, model_validator

from assistant.facts import Facts
from assistant.form import Form, Row
from assistant.prose.wordfile import alternatives, compiled, load

NONE = Decimal(0)
_PAIR = 2


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ClaimEntry(_Strict):
    """A claim as claims.yaml declares it."""

    id: str
    say: str
    facts: list[str] = []
    equal: list[str] = []
    some: list[str] = []
    patterns: list[str]
    unless: str = ""
    needs: str = ""
    whom: bool = False
    of_all: bool = False


class ClaimsFile(_Strict):
    """What claims.yaml may say: words nested by name, whom a claim may be about, and the claims."""

    words: dict[str, str]
    whom: dict[str, str]
    each_row: list[ClaimEntry]
    claims: list[ClaimEntry]

    @model_validator(mode="after")
    def _sound(self) -> "ClaimsFile":
        for claim in [*self.claims, *self.each_row]:
            if sum(map(bool, (claim.facts, claim.equal, claim.some))) != 1 or len(claim.equal) not in {0, _PAIR}:
                raise ValueError(f"{claim.id} 应当写 facts、some 或者 equal（两个事实）中的一个")
            for pattern in [*claim.patterns, claim.unless, claim.needs]:
                compiled(pattern, self.words | {"words": "", "row": "", "label": ""})
        return self


@dataclass(frozen=True)
class Claim:
    """A statement, how it is worded, and the facts that would make it false."""

    id: str
    say: str
    patterns: tuple[re.Pattern[str], ...]
    facts: tuple[str, ...]
    equal: tuple[str, ...]
    some: tuple[str, ...]
    unless: re.Pattern[str] | None
    needs: re.Pattern[str] | None
    whom: bool
    of_all: bool

    def find(self, sentence: str, *, on_request: bool) -> re.Match[str] | None:
        """Where the sentence makes this claim, None if it does not."""
        if self.needs and not on_request and not self.needs.search(sentence):
            return None
        for pattern in self.patterns:
            for match in pattern.finditer(sentence):
                if not (self.unless and self.unless.search(_clause(sentence, match))):
                    return match
        return None

    def operands(self, words: str) -> tuple[str, ...]:
        """The facts whose values make it true or false, of those it is about."""
        return self.equal or self.some or (_of_whom(words, self.facts) if self.whom else self.facts)

    def against(self, facts: Facts, words: str, but: Decimal = NONE) -> tuple[str, ...]:
        """The facts that make it false, empty if it holds or they are not known; `but` are excepted from all."""
        if self.equal:
            part, whole = (value_of(name, facts) for name in self.equal)
            return self.equal if part is not None and whole is not None and part + but != whole else ()
        if self.some:
            return self.some if all(value_of(name, facts) == 0 for name in self.some) else ()
        return tuple(name for name in self.operands(words) if (value_of(name, facts) or 0) > 0)


_FEE = "fee"
"""Stands for the organ's own indicator on 信息处理费, whatever it is called."""


def fact_of(name: str, facts: Facts) -> str:
    """The id of the fact an operand stands for."""
    if name != _FEE:
        return name
    return next((key for key in facts if key.startswith("indicator.") and "信息处理费" in key), _FEE)


def value_of(name: str, facts: Facts) -> Decimal | None:
    """The value of an operand, None if it is not known."""
    return facts.value(fact_of(name, facts))


def _of_whom(words: str, names: Sequence[str]) -> tuple[str, ...]:
    """未收到法人申请 says nothing of natural persons, and the other way round."""
    whom = _whom()
    natural, organized = whom["natural"].search(words), whom["organized"].search(words)
    if organized and not natural:
        return ("sum.organizations",)
    if natural and not organized and "公众" not in words:
        return ("T3.received.natural_person",)
    return tuple(names)


def _clause(sentence: str, match: re.Match[str]) -> str:
    """The clause around a match: commas bound it."""
    start = max(sentence.rfind(mark, 0, match.start()) for mark in "，,")
    ends = [at for mark in "，," if (at := sentence.find(mark, match.end())) >= 0]
    return sentence[start + 1 : min(ends, default=len(sentence))]


@cache
def _file() -> ClaimsFile:
    return load("assistant.sources.claims", "claims.yaml", ClaimsFile)


@cache
def _whom() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in _file().whom.items()}


@cache
def shipped() -> tuple[Claim, ...]:
    """The claims shipped with the program that hold for every edition."""
    return tuple(_claim(item, _file().words) for item in _file().claims)


@cache
def claims_of(form: Form) -> tuple[Claim, ...]:
    """All claims there are of an edition's tables: the shipped ones, and one of each kind for every result row."""
    rows = form.tables["T3"].rows.values()
    named = [row for row in rows if row.kind and row.said and not row.rest and row.kind != "opened"]
    return (*shipped(), *(_of_row(item, row) for item in _file().each_row for row in named))


def _of_row(item: ClaimEntry, row: Row) -> Claim:
    words = alternatives([row.said, *row.aliases, *row.reasons, _LABEL.sub("", row.label)])
    here = {"row": row.id, "label": row.said}
    filled = item.model_copy(
        update={
            "id": item.id.format(**here),
            "say": item.say.format(**here),
            "equal": [name.format(**here) for name in item.equal],
        }
    )
    return _claim(filled, _file().words | {"words": words})


_LABEL = re.compile(r"^(?:\d+\.|（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、)|（.*）$")
"""The number before a printed label and the remark behind it."""


def _claim(item: ClaimEntry, words: dict[str, str]) -> Claim:
    def pattern(text: str) -> re.Pattern[str] | None:
        return compiled(text, words) if text else None

    return Claim(
        item.id,
        item.say,
        tuple(compiled(text, words) for text in item.patterns),
        tuple(item.facts),
        tuple(item.equal),
        tuple(item.some),
        pattern(item.unless),
        pattern(item.needs),
        item.whom,
        item.of_all,
    )
