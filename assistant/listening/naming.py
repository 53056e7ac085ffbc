"""The words by which a number is named, from naming.yaml: maps and patterns, checked once."""

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, model_validator

from assistant.listening.words import words
from assistant.prose.wordfile import alternatives, compiled, load

_WITH_PARTS = ("attended", "asked_how", "account")
"""Patterns that name a part in braces."""


class NamingFile(BaseModel):
    """What naming.yaml may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    news_place: str
    often: str
    no_name: str
    whole: str
    once_out: str
    explains: str
    phoned: str
    enables: str
    rate: str
    added: str
    holds: str
    also_there: str
    left_alone: str
    closed: str
    named_only: str
    found_there: str
    taught: str
    who_came: str
    shown: str
    remark: str
    worked_on: str
    given: str
    gathered: str
    says_more: str
    tells_more: str
    details: str
    compound: str
    compound_verbs: list[str]
    within_names: list[str]
    served: str
    titled: str
    event: str
    some_more: str
    left_over: str
    meeting: str
    given_each: str
    changed_from: str
    untold: str
    wanted: str
    pending: str
    by_itself: str
    own_work: dict[str, str]
    attends: str
    attended_where: str
    once: str
    issued: list[str]
    halves: dict[str, str]
    handed: str
    published_at: str
    stands_in: str
    attended: str
    persons: str
    held: str
    asked_by: dict[str, list[str]]
    asked_how: str
    alone: dict[str, str]
    account: str
    of_accounts: list[str]
    opened: dict[str, str]

    @model_validator(mode="after")
    def _compile(self) -> "NamingFile":
        for name, said in self:
            if isinstance(said, str) and name not in _WITH_PARTS:
                compiled(said)
        compiled(self.attended, {"held": self.held})
        compiled(self.asked_how, {"how": "x"})
        compiled(self.account, {"channel": "x"})
        return self


@dataclass(frozen=True)
class Naming:
    """The words ready for use."""

    news_place: re.Pattern[str]
    often: re.Pattern[str]
    no_name: re.Pattern[str]
    whole: re.Pattern[str]
    once_out: re.Pattern[str]
    explains: re.Pattern[str]
    phoned: re.Pattern[str]
    enables: re.Pattern[str]
    rate: re.Pattern[str]
    added: re.Pattern[str]
    holds: re.Pattern[str]
    also_there: re.Pattern[str]
    left_alone: re.Pattern[str]
    closed: re.Pattern[str]
    named_only: re.Pattern[str]
    found_there: re.Pattern[str]
    taught: re.Pattern[str]
    who_came: re.Pattern[str]
    shown: re.Pattern[str]
    remark: re.Pattern[str]
    worked_on: re.Pattern[str]
    given: re.Pattern[str]
    gathered: re.Pattern[str]
    says_more: re.Pattern[str]
    tells_more: re.Pattern[str]
    details: re.Pattern[str]
    compound: re.Pattern[str]
    compound_verbs: frozenset[str]
    within_names: re.Pattern[str]
    served: re.Pattern[str]
    titled: re.Pattern[str]
    event: re.Pattern[str]
    some_more: re.Pattern[str]
    left_over: re.Pattern[str]
    meeting: re.Pattern[str]
    given_each: re.Pattern[str]
    changed_from: re.Pattern[str]
    untold: re.Pattern[str]
    wanted: re.Pattern[str]
    pending: str
    by_itself: re.Pattern[str]
    own_work: dict[str, str]
    attends: re.Pattern[str]
    attended_where: re.Pattern[str]
    once: re.Pattern[str]
    issued: frozenset[str]
    halves: dict[str, str]
    handed: re.Pattern[str]
    published_at: re.Pattern[str]
    stands_in: re.Pattern[str]
    attended: re.Pattern[str]
    persons: re.Pattern[str]
    held: re.Pattern[str]
    asked_by: dict[str, str]
    """What people call a channel of applications, and the channel."""
    asked_how: re.Pattern[str]
    alone: dict[str, str]
    account: re.Pattern[str]
    """An account at the end of a name."""
    of_accounts: tuple[str, ...]
    opened: dict[str, str]


@cache
def naming() -> Naming:
    """The words shipped with the program; DesignProblem if their file is wrong."""
    raw = load("assistant.listening", "naming.yaml", NamingFile)
    channels = {said: channel for channel, each in raw.asked_by.items() for said in each}
    return Naming(
        compiled(raw.news_place),
        compiled(raw.often),
        compiled(raw.no_name),
        compiled(raw.whole),
        compiled(raw.once_out),
        compiled(raw.explains),
        compiled(raw.phoned),
        compiled(raw.enables),
        compiled(raw.rate),
        compiled(raw.added),
        compiled(raw.holds),
        compiled(raw.also_there),
        compiled(raw.left_alone),
        compiled(raw.closed),
        compiled(raw.named_only),
        compiled(raw.found_there),
        compiled(raw.taught),
        compiled(raw.who_came),
        compiled(raw.shown),
        compiled(raw.remark),
        compiled(raw.worked_on),
        compiled(raw.given),
        compiled(raw.gathered),
        compiled(raw.says_more),
        compiled(raw.tells_more),
        compiled(raw.details),
        compiled(raw.compound),
        frozenset(raw.compound_verbs),
        re.compile(alternatives(raw.within_names)),
        compiled(raw.served),
        compiled(raw.titled),
        compiled(raw.event),
        compiled(raw.some_more),
        compiled(raw.left_over),
        compiled(raw.meeting),
        compiled(raw.given_each),
        compiled(raw.changed_from),
        compiled(raw.untold),
        compiled(raw.wanted),
        raw.pending,
        compiled(raw.by_itself),
        raw.own_work,
        compiled(raw.attends),
        compiled(raw.attended_where),
        compiled(raw.once),
        frozenset(raw.issued),
        raw.halves,
        compiled(raw.handed),
        compiled(raw.published_at),
        compiled(raw.stands_in),
        compiled(raw.attended, {"held": raw.held}),
        compiled(raw.persons),
        re.compile(f"{raw.held}$"),
        channels,
        compiled(raw.asked_how, {"how": alternatives(list(channels))}),
        raw.alone,
        compiled(raw.account, {"channel": words().channels.pattern}),
        tuple(raw.of_accounts),
        raw.opened,
    )
