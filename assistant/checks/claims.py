"""Claims: sentences that deny what a table shows, or assert what it denies, as data in claims.yaml."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from assistant.checks.clauses import sentences, speaks_of_last_year, widen
from assistant.checks.context import Context
from assistant.facts import Facts
from assistant.figures import plain
from assistant.findings import Finding, found
from assistant.form import section_name

_AHEAD = frozenset({"problems", "improvements", "preamble"})
"""Sections that state no figures of the year: what is lacking, what is planned, where to ask."""

_NATURAL = re.compile(r"公民|自然人|公众|群众|个人")
_ORGANIZED = re.compile(r"法人|组织|企业")


@dataclass(frozen=True)
class Claim:
    """A statement, how it is worded, and the facts that would make it false."""

    id: str
    say: str
    patterns: tuple[re.Pattern[str], ...]
    facts: tuple[str, ...]
    equal: tuple[str, ...]
    unless: re.Pattern[str] | None
    needs: re.Pattern[str] | None

    def find(self, sentence: str, *, on_request: bool) -> re.Match[str] | None:
        """Where the sentence makes this claim, None if it does not."""
        if self.needs and not on_request and not self.needs.search(sentence):
            return None
        for pattern in self.patterns:
            for match in pattern.finditer(sentence):
                if not (self.unless and self.unless.search(_clause(sentence, match))):
                    return match
        return None

    def against(self, facts: Facts, words: str) -> tuple[str, ...]:
        """The facts that make it false, empty if it holds or they are not known."""
        if self.equal:
            values = [facts.value(name) for name in self.equal]
            return self.equal if None not in values and values[0] != values[1] else ()
        names = self.facts
        if self.id == "no_application":
            names = _of_whom(words)
        return tuple(name for name in names if (facts.value(name) or 0) > 0)


def _of_whom(words: str) -> tuple[str, ...]:
    """未收到法人申请 says nothing of natural persons, and the other way round."""
    natural, organized = _NATURAL.search(words), _ORGANIZED.search(words)
    if organized and not natural:
        return ("sum.organizations",)
    return (
        ("T3.received.natural_person",) if natural and not organized and "公众" not in words else ("T3.received.total",)
    )


def _clause(sentence: str, match: re.Match[str]) -> str:
    """The clause around a match: commas bound it."""
    start = max(sentence.rfind(mark, 0, match.start()) for mark in "，,")
    ends = [at for mark in "，," if (at := sentence.find(mark, match.end())) >= 0]
    return sentence[start + 1 : min(ends, default=len(sentence))]


@cache
def load() -> tuple[Claim, ...]:
    """The claims shipped with the program."""
    raw = yaml.safe_load((resources.files("assistant.checks") / "claims.yaml").read_text("utf-8"))
    words = {name: raw[name] for name in ("not", "who", "elsewhere")}
    return tuple(_claim(item, words) for item in raw["claims"])


def _claim(item: Mapping[str, Any], words: Mapping[str, str]) -> Claim:
    def compiled(pattern: str) -> re.Pattern[str]:
        for name, text in words.items():
            pattern = pattern.replace("{" + name + "}", text)
        return re.compile(pattern)

    return Claim(
        item["id"],
        item["say"],
        tuple(compiled(pattern) for pattern in item["patterns"]),
        tuple(item.get("facts", ())),
        tuple(item.get("equal", ())),
        compiled(item["unless"]) if "unless" in item else None,
        compiled(item["needs"]) if "needs" in item else None,
    )


def denials(context: Context) -> Iterator[Finding]:
    """G-03: 未收到申请 while 新收 > 0, 均已办结 while cases are carried out, and their like."""
    for section, text in context.texts():
        if section in _AHEAD:
            continue
        wide = widen(text)
        for start, end in sentences(wide):
            yield from _of_sentence(context, section, wide[start:end], start)


def _of_sentence(context: Context, section: str, sentence: str, offset: int) -> Iterator[Finding]:
    for claim in load():
        match = claim.find(sentence, on_request=section == "overview.on_request")
        if match is None or speaks_of_last_year(sentence[: match.start()], context.report.year):
            continue
        if names := claim.against(context.facts, match[0]):
            shown = "，".join(f"{context.facts[name].label}为 {plain(context.facts[name].value)}" for name in names)
            yield found(
                "G-03",
                section,
                f"“{section_name(context.form, section)}”写的是“{match[0]}”，即{claim.say}，但是{shown}。请核对。",
                basis="文字的结论应当与表格一致。",
                values={"claim": claim.id, "facts": {name: str(context.facts[name].value) for name in names}},
                span=(offset + match.start(), offset + match.end()),
            )
