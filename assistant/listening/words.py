"""The words of what people say, from words.yaml: maps and patterns, checked once."""

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, field_validator

from assistant.prose.wordfile import alternatives, compiled, load


class WordsFile(BaseModel):
    """What words.yaml may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    joins: list[str]
    adding: str
    unsure: list[str]
    of_others: str
    in_tables: str
    roughly: list[str]
    vague: list[str]
    denied_one: str
    described: list[str]
    not_counted_units: list[str]
    besides: str
    denied_number: str
    flows: list[str]
    one_more: str
    bracketed: str
    hotline: str
    date: str
    together: list[str]
    together_counts: str
    continues: list[str]
    nots: list[str]
    nots_unless: list[str]
    last_year: list[str]
    more: list[str]
    less: list[str]
    compares: list[str]
    same: list[str]
    same_of: str
    same_count: str
    empty: str
    each: list[str]
    periods: list[str]
    fillers: list[str]
    verbs: dict[str, list[str]]
    bare_verbs: list[str]
    inner_verbs: list[str]
    dependent: list[str]
    people: list[str]
    generic: list[str]
    nouns: list[str]
    orders: list[str]
    talk: list[str]
    note_heads: list[str]
    note_tails: list[str]
    channels: list[str]
    accounts: dict[str, str]
    account_named: str
    counted_in: dict[str, list[str]]
    this_year: list[str]
    at_place: str
    located: str
    stands_at: str
    place: str
    in_all: list[str]
    part_of_year: str
    quarter: str
    month: str
    said_units: dict[str, str]
    said_about: dict[str, str]
    said_units_unless: str

    @field_validator("vague", "continues", "periods", "orders", "described", "each")
    @classmethod
    def _compile(cls, patterns: list[str]) -> list[str]:
        for pattern in patterns:
            compiled(pattern)
        return patterns


@dataclass(frozen=True)
class Edges:
    """What stands at the end and at the beginning of a name and is no part of it: a filler or a verb."""

    tail: re.Pattern[str]
    head: re.Pattern[str]
    within: re.Pattern[str]
    """A verb within, after which the thing counted is named."""


@dataclass(frozen=True)
class Words:
    """The words ready for use; every pattern finds one of a list, the longest first."""

    joins: re.Pattern[str]
    adding: re.Pattern[str]
    unsure: re.Pattern[str]
    of_others: re.Pattern[str]
    in_tables: re.Pattern[str]
    roughly: re.Pattern[str]
    vague: re.Pattern[str]
    continues: re.Pattern[str]
    nots: re.Pattern[str]
    nots_unless: re.Pattern[str]
    last_year: re.Pattern[str]
    moved: re.Pattern[str]
    compares: re.Pattern[str]
    same: re.Pattern[str]
    same_of: re.Pattern[str]
    same_count: re.Pattern[str]
    empty: re.Pattern[str]
    each: re.Pattern[str]
    periods: re.Pattern[str]
    fillers: re.Pattern[str]
    verbs: re.Pattern[str]
    dependent: re.Pattern[str]
    generic: re.Pattern[str]
    nouns: re.Pattern[str]
    orders: re.Pattern[str]
    talk: re.Pattern[str]
    heads: re.Pattern[str]
    tails: re.Pattern[str]
    denied_one: re.Pattern[str]
    described: re.Pattern[str]
    not_counted_units: frozenset[str]
    besides: re.Pattern[str]
    denied_number: re.Pattern[str]
    flows: frozenset[str]
    one_more: re.Pattern[str]
    bracketed: re.Pattern[str]
    hotline: re.Pattern[str]
    date: re.Pattern[str]
    together: frozenset[str]
    together_counts: re.Pattern[str]
    people: frozenset[str]
    filler_list: frozenset[str]
    noun_list: tuple[str, ...]
    edges: "Edges"
    channels: re.Pattern[str]
    accounts: dict[str, str]
    account_named: re.Pattern[str]
    units: tuple[tuple[str, re.Pattern[str]], ...]
    this_year: re.Pattern[str]
    at_place: re.Pattern[str]
    located: re.Pattern[str]
    stands_at: re.Pattern[str]
    place: re.Pattern[str]
    in_all: re.Pattern[str]
    part_of_year: re.Pattern[str]
    quarter: re.Pattern[str]
    month: re.Pattern[str]
    said_units: dict[str, str]
    said_unit: re.Pattern[str]
    """A unit that people count with and reports do not, after a number."""
    called: dict[str, str]
    """What a verb people use is called in a name."""


@cache
def words() -> Words:
    """The words shipped with the program; DesignProblem if their file is wrong."""
    raw = load("assistant.listening", "words.yaml", WordsFile)

    def any_of(said: list[str]) -> re.Pattern[str]:
        return re.compile(alternatives(said))

    less, more = alternatives(raw.less), alternatives(raw.more)
    long = [said for each in raw.verbs.values() for said in each if len(said) > 1]
    called = {said: name for name, each in raw.verbs.items() for said in each}
    return Words(
        any_of(raw.joins),
        compiled(raw.adding),
        re.compile(f"(?:{alternatives(raw.unsure)})(?!的)"),  # 拿不准的先问 is sure
        compiled(raw.of_others),
        compiled(raw.in_tables),
        any_of(raw.roughly),
        re.compile("|".join(raw.vague)),
        re.compile("|".join(raw.continues)),
        any_of(raw.nots),
        any_of(raw.nots_unless),
        any_of(raw.last_year),
        re.compile(rf"(?:(?P<less>{less})|(?P<more>{more}))[发办开做搞推了约近：:\s]*$"),
        any_of(raw.compares),
        any_of(raw.same),
        compiled(raw.same_of),
        compiled(raw.same_count),
        compiled(raw.empty),
        re.compile("|".join(raw.each)),
        re.compile("|".join(raw.periods)),
        any_of(raw.fillers),
        any_of(list(called)),
        any_of(raw.dependent),
        re.compile(f"^(?:{alternatives(raw.generic)})+$"),
        any_of(raw.nouns),
        re.compile("|".join(raw.orders)),
        re.compile(f"^(?:{alternatives(raw.talk)}|[吧啊呢了哈呀的，。！!~～\\s])+$"),
        re.compile(f"^(?:(?:{alternatives(raw.note_heads)})(?!的)[，,]?)+"),
        re.compile(f"(?:{alternatives(raw.note_tails)})+$"),
        compiled(raw.denied_one),
        re.compile("|".join(raw.described)),
        frozenset(raw.not_counted_units),
        compiled(raw.besides),
        compiled(raw.denied_number),
        frozenset(raw.flows),
        compiled(raw.one_more),
        compiled(raw.bracketed),
        compiled(raw.hotline),
        compiled(raw.date),
        frozenset(raw.together),
        compiled(raw.together_counts),
        frozenset(raw.people),
        frozenset(raw.fillers),
        tuple(raw.nouns),
        Edges(
            re.compile(
                rf"(?:(?P<word>{alternatives([*long, *raw.bare_verbs, *raw.fillers])})[了过]?"
                rf"|(?P<done>{alternatives(list(called))})[了过])$"
            ),
            re.compile(rf"^(?P<word>{alternatives([*called, *raw.fillers])})"),
            re.compile(
                rf"(?:(?P<done>{alternatives(list(called))})[了过]|{alternatives(raw.inner_verbs)})(?=.{{2}}|[\ue000-\uf8ff])"
            ),
        ),
        any_of(raw.channels),
        raw.accounts,
        compiled(raw.account_named, {"channel": alternatives(raw.channels)}),
        tuple((unit, any_of(said)) for unit, said in raw.counted_in.items()),
        any_of(raw.this_year),
        compiled(raw.at_place),
        compiled(raw.located),
        compiled(raw.stands_at),
        compiled(raw.place),
        any_of(raw.in_all),
        compiled(raw.part_of_year),
        compiled(raw.quarter),
        compiled(raw.month),
        {**raw.said_units, **raw.said_about},
        re.compile(
            rf"(?<=[\d一二三四五六七八九十百两几多余])(?:{alternatives(list(raw.said_units))})(?!{raw.said_units_unless})"
            rf"|(?:{alternatives(list(raw.said_about))})(?=有?[\d一二两三四五六七八九十百])"
        ),
        called,
    )
