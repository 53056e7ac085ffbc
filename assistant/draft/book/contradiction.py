"""Past sentences that this year's tables deny, and the factual sentences that stand in their place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from assistant.draft.book import phrasebook
from assistant.draft.book.condition import Condition, parse
from assistant.draft.book.enumeration import results
from assistant.draft.book.filling import fill
from assistant.draft.book.state import State
from assistant.draft.proposal.proposal import Request, Sentence, sentence
from assistant.errors import DesignProblem

REMARK = "上年的说法与本年表格不符，已按本年数据改写"


class _Also(BaseModel):
    model_config = ConfigDict(extra="forbid")
    pattern: str
    say: list[str]


class _Rule(BaseModel):
    model_config = ConfigDict(extra="forbid")
    pattern: str
    when: list[str]
    section: str
    say: list[str]
    every: bool = False
    within: list[str] = []
    also: list[_Also] = []
    ask: str = ""
    unless: str = ""


@dataclass(frozen=True)
class Rule:
    """A way of putting it, when this year's figures deny it, and the entries of the phrase book to say instead."""

    pattern: re.Pattern[str]
    when: tuple[Condition, ...]
    every: bool
    section: str
    say: tuple[str, ...]
    within: tuple[str, ...] = ()
    also: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = ()
    ask: str = ""
    unless: re.Pattern[str] | None = None

    def entries(self, text: str) -> tuple[str, ...]:
        """What to say instead of the text: the denied statement's entries, and those of whatever else it said."""
        more = [entry for pattern, entries in self.also if pattern.search(text) for entry in entries]
        return (*self.say, *more)

    def denied(self, text: str, state: State, *, anywhere: bool = False) -> bool:
        """Whether the text says this and the tables say otherwise; `anywhere` also in a section not meant for it."""
        if not self._says_so(text, state, anywhere=anywhere):
            return False
        answers = [condition.holds(state) for condition in self.when]
        return all(answers) if self.every else any(answers)

    def unproven(self, text: str, state: State) -> bool:
        """Whether the text says this and the cells that would show it are not filled yet: blank is not 0."""
        if not self.ask or not self._says_so(text, state):
            return False
        return any(state.value(condition.text.split()[0]) is None for condition in self.when)

    def _says_so(self, text: str, state: State, *, anywhere: bool = False) -> bool:
        """Whether the text says this, of the business this rule is about."""
        other = self.unless is not None and self.unless.search(text)
        here = anywhere or state.request.section in self.within
        return here and bool(self.pattern.search(text)) and not other


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in order; raises DesignProblem if their file is malformed."""
    text = (resources.files("assistant.draft.book") / "phrases" / "contradictions.yaml").read_text("utf-8")
    try:
        raw = TypeAdapter(list[_Rule]).validate_python(yaml.safe_load(text))
    except (ValidationError, yaml.YAMLError) as problem:
        raise DesignProblem(f"句式文件 contradictions.yaml 有误：{problem}") from problem
    return tuple(
        Rule(
            re.compile(rule.pattern),
            tuple(map(parse, rule.when)),
            rule.every,
            rule.section,
            tuple(rule.say),
            tuple(rule.within),
            tuple((re.compile(more.pattern), tuple(more.say)) for more in rule.also),
            rule.ask,
            re.compile(rule.unless) if rule.unless else None,
        )
        for rule in raw
    )


def denied_by(text: str, request: Request) -> Rule | None:
    """The rule by which this year's tables deny a sentence, None if they do not."""
    state = State(request)
    return next((rule for rule in rules() if rule.denied(text, state)), None)


def denied_anywhere(text: str, request: Request) -> bool:
    """Whether this year's tables deny a sentence, in whatever section it stands."""
    state = State(request)
    return any(rule.denied(text, state, anywhere=True) for rule in rules())


def asked_by(text: str, request: Request) -> str:
    """What to ask before a sentence may stand, since the cells that would show it are blank; empty if nothing."""
    state = State(request)
    return next((rule.ask for rule in rules() if rule.unproven(text, state)), "")


def instead(rule: Rule, text: str, request: Request, *, remark: str = REMARK) -> list[Sentence]:
    """The factual sentences that replace a denied one."""
    return [replace(item, remark=remark) for item in say(rule.section, rule.entries(text), request)]


def say(section: str, ids: tuple[str, ...], request: Request, level: int = 2) -> Iterator[Sentence]:
    """Those entries of a section's phrase book that hold for the request, rendered."""
    book = phrasebook.section(section)
    state = State(replace(request, section=section))
    for entry in book.entries:
        wanted = not ids or entry.id in ids
        if not wanted or entry.level > level or not state.holds(entry.when):
            continue
        if entry.needs in {"single", "several"} and (len(results(state)) == 1) != (entry.needs == "single"):
            continue
        template = fill(state.choose(entry.say, entry.id), book, state)
        if template:
            yield sentence(template, request.facts)
