"""The phrase book: one YAML file a section in phrases/, loaded once and checked whole.

Every slot, fact and condition is checked when it loads, so that a slip in the wording is a
DesignProblem at start and never a hole in a report.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.draft.book.condition import Condition, parse
from assistant.errors import DesignProblem

SLOT = re.compile(r"(?<!\{)\{(?P<name>[a-z_]+)(?: (?P<first>[^{} ]+))?(?: (?P<rest>[^{}]+))?\}(?!\})")
_SLOTS = frozenset(
    {
        *("self", "organ", "lead", "when_said", "when_end", "source", "works", "list", "compare"),
        *("compare_bare", "moved", "was", "note", "promise", "single_result", "fee_unit"),
    }
)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Entry(_Strict):
    id: str
    say: Annotated[list[str], Field(min_length=1)]
    when: list[str] = []
    level: Annotated[int, Field(ge=1, le=3)] = 1
    until: Annotated[int, Field(ge=1, le=3)] = 3
    needs: Annotated[str, Field(pattern="^(|list|figures|single|several)$")] = ""


class _Item(_Strict):
    say: str
    when: list[str] = []
    one: str = ""
    all: str = ""


class _List(_Strict):
    items: list[_Item] = []
    mark: str = ""
    before: str = ""
    after: str = ""
    optional: bool = False
    whole: str = ""
    each: str = ""
    reasons: str = ""


class _Section(_Strict):
    section: str
    always: bool = False
    sentences: list[_Entry] = []
    answer: list[str] = []
    lists: dict[str, _List] = {}


@dataclass(frozen=True)
class Entry:
    """A sentence the section may say: its wordings, when it holds, from and up to which detail it is said."""

    id: str
    say: tuple[str, ...]
    when: tuple[Condition, ...]
    level: int
    until: int
    needs: str


@dataclass(frozen=True)
class Item:
    """One member of an enumeration, said only when its conditions hold.

    Where it is all there is, `one` is said of a single case and `all` of several.
    """

    say: str
    when: tuple[Condition, ...]
    one: str
    all: str


@dataclass(frozen=True)
class Enumeration:
    """A list inside a sentence. `each` runs over the organisations in a table row's columns.

    `reasons` runs over all that cases came to, and names the list that says how their reasons are put beside them,
    "none" where they are not.
    """

    items: tuple[Item, ...]
    mark: str
    before: str
    after: str
    optional: bool
    whole: str
    each: str
    reasons: str


@dataclass(frozen=True)
class Section:
    """The phrase book of one section."""

    id: str
    always: bool
    entries: tuple[Entry, ...]
    answer: tuple[str, ...]
    lists: Mapping[str, Enumeration]


@cache
def section(section_id: str) -> Section:
    """The phrase book of a section; raises DesignProblem if there is none or it is malformed."""
    file = resources.files("assistant.draft.book") / "phrases" / f"{section_id}.yaml"
    try:
        text = file.read_text("utf-8")
    except FileNotFoundError:
        raise DesignProblem(f"没有“{section_id}”一节的句式文件。") from None
    return build(text)


def build(text: str) -> Section:
    """A section's phrase book from YAML text; raises DesignProblem with what is wrong in it."""
    try:
        raw = _Section.model_validate(yaml.safe_load(text))
    except (ValidationError, yaml.YAMLError) as problem:
        raise DesignProblem(f"句式文件有误：{problem}") from problem
    if unknown := [item.reasons for item in raw.lists.values() if item.reasons not in {"", "none", *raw.lists}]:
        raise DesignProblem(f"句式文件“{raw.section}”使用了没有声明的列举 {unknown[0]}。")
    wordings = [
        *(say for entry in raw.sentences for say in entry.say),
        *(item.say for each in raw.lists.values() for item in each.items),
        *raw.answer,
    ]
    for wording in wordings:
        _check(wording, raw)
    return Section(
        raw.section,
        raw.always,
        tuple(
            Entry(item.id, tuple(item.say), _all(item.when), item.level, item.until, item.needs)
            for item in raw.sentences
        ),
        tuple(raw.answer),
        {name: _enumeration(item) for name, item in raw.lists.items()},
    )


def _enumeration(raw: _List) -> Enumeration:
    items = tuple(Item(item.say, _all(item.when), item.one, item.all) for item in raw.items)
    return Enumeration(items, raw.mark, raw.before, raw.after, raw.optional, raw.whole, raw.each, raw.reasons)


def _all(conditions: list[str]) -> tuple[Condition, ...]:
    return tuple(parse(text) for text in conditions)


def _check(wording: str, raw: _Section) -> None:
    for slot in SLOT.finditer(wording):
        if slot["name"] not in _SLOTS:
            raise DesignProblem(f"句式文件“{raw.section}”使用了没有声明的空位 {{{slot['name']}}}：{wording}")
        if slot["name"] == "list" and slot["first"] not in raw.lists:
            raise DesignProblem(f"句式文件“{raw.section}”使用了没有声明的列举 {slot['first']}：{wording}")
