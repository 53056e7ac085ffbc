"""A topic of the field's work: what names it, how it is asked about, and the official ways of saying it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["yes-no", "count", "text"]


@dataclass(frozen=True)
class Counted:
    """A number that belongs to a topic: the indicator it is kept under, its usual units, how it is said.

    `say` are clauses with the slot {count}, the number with its unit: 组织政务公开培训{count}.
    """

    name: str
    units: tuple[str, ...]
    words: tuple[str, ...]
    say: tuple[str, ...]
    ask: str


@dataclass(frozen=True)
class More:
    """What a good report says of a topic beyond that it was done: the question, and words that show it is told.

    `lead` stands before an answer that only names things, so that it says something: 主要发布.
    """

    ask: str
    told: tuple[str, ...]
    lead: str = ""


@dataclass(frozen=True)
class Topic:
    """One kind of work that organs report on.

    `sections` are the narrative sections it belongs to, its own first. `words` name it in what a clerk types,
    `patterns` where words alone don't; `unless` are words beside which it is something else. `note` is the short
    official statement that a plain yes records, `none` that of a plain no, empty where a no is not worth a sentence.
    `required` says of whom the law or the form asks it: "all", "government", or nobody ("").

    The ways of saying are predicates without subject, year and full stop, each true of every organ that confirmed
    the topic, and of one that confirmed nothing more: `plain` for a bare yes; `detail` with the slot {detail} for what
    the clerk said besides; `none` in `denied` for a no. `purposes` are clauses naming what the act is for.
    `measures` are ids of topics that mend it (of a problem), or that go with it. `family` names the kind of work beside
    which it is told, a noun of which one may say 在…方面. `more` asks how it was done, None where
    nothing is to be added.
    """

    id: str
    sections: tuple[str, ...]
    words: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    unless: tuple[str, ...]
    ask: str
    kind: Kind
    options: tuple[str, ...]
    counted: tuple[Counted, ...]
    note: str
    none: str
    required: str
    plain: tuple[str, ...]
    detail: tuple[str, ...]
    denied: tuple[str, ...]
    purposes: tuple[str, ...]
    measures: tuple[str, ...]
    family: str = ""
    more: More | None = None

    @property
    def section(self) -> str:
        """The section it belongs to first of all."""
        return self.sections[0]

    @property
    def ways(self) -> tuple[str, ...]:
        """Every way of saying it: plain, with detail, with its numbers, denied."""
        counted = tuple(say for one in self.counted for say in one.say)
        return (*self.plain, *self.detail, *counted, *self.denied)

    def indicator(self, name: str) -> Counted | None:
        """The number of the topic kept under this name."""
        return next((one for one in self.counted if one.name == name), None)


Catalogue = Mapping[str, Topic]
"""Topics by id, in the order of the sections and of the files."""
