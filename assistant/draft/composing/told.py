"""What is to be told: a clause of a note as a deed, a number as a count, and the material they make up."""

import dataclasses
from dataclasses import dataclass
from typing import Literal

from assistant.facts import Fact
from assistant.topics import Counted, Topic

TOLD_BY_TABLES = "overview.on_request"
"""Its sentences are those of the table: a few deeds numbered behind them would break off the account, and where there
were applications the account itself opens it."""


@dataclass(frozen=True)
class Deed:
    """A clause of a note in official words; `notes` are the places of the notes whose words it carries.

    `bare` says nothing beyond its topic, so that any of the topic's own wordings says it too.
    """

    words: str
    notes: tuple[int, ...]
    topic: Topic | None
    negative: bool
    planned: bool
    subject: bool
    bare: bool
    remark: str = ""
    typed: str = ""
    """The clerk's own words, for choosing the wording nearest to them."""
    holds: Literal["", "before", "whole"] = ""
    """Whether it tells what the thing said before it, or the whole of the section, holds: 内容包括文件、公告等."""
    ask: str = ""
    """What to ask beside it: where only its topic could be told, in the topic's shortest words."""
    field: str = ""
    """The side of the work that a shortcoming or a measure is about."""
    done: bool = False
    """Whether a measure says of itself that it was taken."""
    answering: str = ""
    """The shortcoming that a measure names itself: 针对信息不好找的问题."""


@dataclass(frozen=True)
class Count:
    """A number to be told: its fact, how it is written with its unit, which number of its topic it is.

    `ways` are the topic's wordings for it; without one it is told by its name.
    """

    fact: Fact
    shown: str
    topic: Topic | None
    counted: Counted | None
    ways: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()
    parts: tuple["Count", ...] = ()
    """Numbers that make up this one."""
    beside: tuple["Count", ...] = ()
    """Numbers of the same kind that stand in one row with it."""


@dataclass
class Material:
    """What a section may say, what has to be asked first, and what belongs elsewhere."""

    deeds: list[Deed] = dataclasses.field(default_factory=list)
    counts: list[Count] = dataclasses.field(default_factory=list)
    asks: list[str] = dataclasses.field(default_factory=list)
    elsewhere: list[str] = dataclasses.field(default_factory=list)
