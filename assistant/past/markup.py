"""Markup: what people left in a file besides its text, the changes they tracked and the comments they made."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal

from assistant.prose import sentences

Kind = Literal["insert", "delete", "replace", "move"]
_AUTHOR = 40
"""Characters of an author's name that are kept. A judgement: the longest office and person together have thirty."""
_AROUND = 100
"""Characters shown before and behind a change in a sentence that has no end: official ones are of fifty on average."""
_NAMED = 5
"""Authors told by name in one sentence."""


@dataclass(frozen=True)
class Hand:
    """Who did something and when by their own clock, as the file says it: "" and None where it does not."""

    author: str = ""
    at: datetime | None = None


NOBODY = Hand()
"""Where nothing is said of who it was."""


@dataclass(frozen=True)
class Spot:
    """Where in a document something stands: the number of its block, and in a grid its row and column."""

    block: int
    cell: tuple[int, int] | None = None


@dataclass(frozen=True)
class Change:
    """A tracked change: `old` words became `new` ones.

    `before` and `after` are the whole paragraph or cell without and with all that was tracked in it; the change begins
    at the character `was` of the one and `now` of the other. A break between paragraphs is a line break. `rows` is
    whether a row or a cell of a table came or went whole.
    """

    kind: Kind
    old: str
    new: str
    hand: Hand
    spot: Spot
    before: str
    after: str
    was: int = 0
    now: int = 0
    rows: bool = False

    @property
    def sentence(self) -> str:
        """The sentence it is in as it now reads; as it read before where nothing of it is left."""
        return _at(self.after, self.now) or _at(self.before, self.was)


@dataclass(frozen=True)
class Comment:
    """A comment on some words; `quote` is empty where it stands beside none. `context` is the paragraph or cell."""

    text: str
    quote: str
    hand: Hand
    spot: Spot
    context: str = ""


def author(name: str) -> str:
    """A name as a file gives it, on one line and no longer than names are."""
    plain = "".join(char for char in " ".join(name.split()) if char.isprintable())
    return plain if len(plain) <= _AUTHOR else f"{plain[:_AUTHOR]}……"


def moment(written: str) -> datetime | None:
    """When something was done, by the clock of who did it; None for what is no date.

    Word writes that clock's time and calls it UTC.
    """
    try:
        read = datetime.fromisoformat(written.strip())
    except ValueError:
        return None
    return read.replace(tzinfo=None, microsecond=0) if read.year > _NO_DATE else None


_NO_DATE = 1990
"""Dates up to this year stand where a program knew none: 1601 and 1900 are the beginnings of its calendars."""


def by_whom(hands: Sequence[Hand]) -> str:
    """How many by whom, and from when to when, in words; empty for none."""
    counted = Counter(hand.author or "未署名" for hand in hands)
    told = [f"{name} {count} 处" for name, count in counted.most_common(_NAMED)]
    rest = f"等 {len(counted)} 人" if len(counted) > _NAMED else ""
    days = sorted({hand.at.strftime("%Y-%m-%d") for hand in hands if hand.at})
    when = f"，{days[0]} 至 {days[-1]}" if len(days) > 1 else f"，{days[0]}" if days else "，没有记下时间"
    return f"{'、'.join(told)}{rest}{when}" if told else ""


def _at(text: str, place: int) -> str:
    """The sentence of a text that the character at a place is in, trimmed; of a long one what stands around it."""
    borders = _borders(text)
    at = min(bisect_right(borders, place), len(borders) - 1)
    start, end = borders[max(at - 1, 0)], borders[at]
    if end - start <= 2 * _AROUND:
        return text[start:end].strip()
    first, last = max(start, place - _AROUND), min(end, place + _AROUND)
    return f"{'……' * (first > start)}{text[first:last].strip()}{'……' * (last < end)}"


@lru_cache(maxsize=64)
def _borders(text: str) -> list[int]:
    """Where its sentences with words in them begin, and the end."""
    out, at = [0], 0
    for one in sentences(text):
        at += len(one)
        if one.strip():
            out.append(at)
    out[-1] = at
    return out
