"""Past sentences that this year's tables deny, and the factual sentences that stand in their place.

What a sentence claims, and whether the tables deny it, is for `assistant.sources.claims` to say; here stands what is
said instead.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from pydantic import BaseModel, ConfigDict, RootModel

from assistant.draft.book import phrasebook
from assistant.draft.book.enumeration import results
from assistant.draft.book.filling import fill
from assistant.draft.book.state import State
from assistant.draft.proposal.proposal import Request, Sentence, sentence
from assistant.prose.wordfile import load
from assistant.sources.claims.claims import denied, unproven

REMARK = "上年的说法与本年表格不符，已按本年数据改写"


class _Also(BaseModel):
    model_config = ConfigDict(extra="forbid")
    pattern: str
    say: list[str]


class _Rule(BaseModel):
    model_config = ConfigDict(extra="forbid")
    claims: list[str]
    section: str
    say: list[str]
    within: list[str]
    also: list[_Also] = []
    ask: str = ""


@dataclass(frozen=True)
class Rule:
    """Claims of one kind, the sections they are looked after in, and the phrase book's entries to say instead."""

    claims: frozenset[str]
    section: str
    say: tuple[str, ...]
    within: tuple[str, ...]
    also: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    ask: str

    def entries(self, text: str) -> tuple[str, ...]:
        """What to say instead of the text: the denied statement's entries, and those of whatever else it said."""
        more = [entry for pattern, entries in self.also if pattern.search(text) for entry in entries]
        return (*self.say, *more)


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in order; raises DesignProblem if their file is malformed."""
    raw = load("assistant.draft.book", "phrases/contradictions.yaml", RootModel[list[_Rule]])
    return tuple(
        Rule(
            frozenset(rule.claims),
            rule.section,
            tuple(rule.say),
            tuple(rule.within),
            tuple((re.compile(more.pattern), tuple(more.say)) for more in rule.also),
            rule.ask,
        )
        for rule in raw.root
    )


def denied_by(text: str, request: Request, *, written_for: int | None = None) -> Rule | None:
    """The rule by which this year's tables deny a sentence, None if they do not.

    `written_for` is the year a past sentence was written for: its own 上年 is the year before that.
    """
    said = _denied(text, request, written_for)
    return next((rule for rule in rules() if rule.claims & said and request.section in rule.within), None)


def denied_anywhere(text: str, request: Request) -> bool:
    """Whether this year's tables deny a sentence, in whatever section it stands."""
    return bool(_denied(text, request, None))


def _denied(text: str, request: Request, written_for: int | None) -> set[str]:
    year = request.report.year if written_for is None else written_for
    return {one.claim for one in denied(text, request.section, request.facts, year=year, existence=True)}


def asked_by(text: str, request: Request) -> str:
    """What to ask before a sentence may stand, since the cells that would show it are blank; empty if nothing."""
    asked = {claim.id for claim in unproven(text, request.section, request.facts, year=request.report.year)}
    found = (rule for rule in rules() if rule.ask and request.section in rule.within)
    return next((rule.ask for rule in found if rule.claims & asked), "")


def instead(rule: Rule, text: str, request: Request, *, remark: str = REMARK) -> list[Sentence]:
    """The factual sentences that replace a denied one."""
    return [replace(item, remark=remark) for item in say(rule.section, rule.entries(text), request)]


def say(section: str, ids: tuple[str, ...], request: Request, level: int = 2) -> Iterator[Sentence]:
    """Those entries of a section's phrase book that hold for the request, rendered."""
    book = phrasebook.section(section)
    state = State(replace(request, section=section))
    for entry in book.entries:
        wanted = entry.id in ids if ids else entry.level <= level <= entry.until
        if not wanted or not state.holds(entry.when):
            continue
        if entry.needs in {"single", "several"} and (len(results(state)) == 1) != (entry.needs == "single"):
            continue
        template = fill(state.choose(entry.say, entry.id), book, state)
        if template:
            yield sentence(template, request.facts)
