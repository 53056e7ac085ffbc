"""The manner of a text: how much it says, in what shape, how long it may be, which wording of several it takes.

A proposal carries the manner it was composed in as one word of text, so that the next request can change it a little:
更简短 after 分条 is the same list with less in it.
"""

import re
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Literal
from urllib.parse import quote, unquote

from pydantic import TypeAdapter, ValidationError

from assistant.errors import UsageError
from assistant.prose import numerals

Shape = Literal["", "paragraph", "list"]

CORE, BRIEF, USUAL, FULL = 0, 1, 2, 3
"""How much is said: what must be; every fact; purposes and a framing sentence too; every figure of the tables too."""

_BRIEF = re.compile(r"简短|精简|压缩|短一点|短些|缩短|简洁|太长|简明")
_FULL = re.compile(r"具体|详细|展开|丰富|充实|长一点|太短")
_SHAPES: tuple[tuple[Shape, re.Pattern[str]], ...] = (
    ("paragraph", re.compile(r"合并成?(?:为)?一段|一段话|写成一段|不要?分[条点]|不分[条点]")),
    ("list", re.compile(r"分[条点]|列点|逐条")),
)
_FORMAL = re.compile(r"(?:语气|口吻|措辞|表述|用语|写得)?.{0,4}(?:正式|规范|书面|严肃|庄重)")
_SIZE = re.compile(r"(?P<count>\d+|[一二两三四五六七八九十百千]+)个?字")


@dataclass(frozen=True)
class Manner:
    """How a section is to be written. `limit` is the most characters it may have, `variant` counts other wordings.

    `bare` is for sentences that are to stand among others: without what introduces, frames or numbers a section.
    """

    level: int = USUAL
    shape: Shape = ""
    limit: int | None = None
    variant: int = 0
    formal: bool = False
    bare: bool = False
    swaps: str = ""
    """Words put for others on request, which stay so when the section is composed anew; as `swapped` writes them."""

    @property
    def changes(self) -> tuple[tuple[str, str], ...]:
        """The words put for others: what stood there, and what is to stand there."""
        pairs = (pair.partition(">")[::2] for pair in self.swaps.split(",") if pair)
        return tuple((unquote(old), unquote(new)) for old, new in pairs)

    def swapped(self, old: str, new: str) -> "Manner":
        """The same with one more word put for another."""
        pair = f"{quote(old, safe='')}>{quote(new, safe='')}"
        return replace(self, swaps=",".join([*self.swaps.split(","), pair]).lstrip(","))

    @property
    def code(self) -> str:
        """The manner as a word that can be kept: level=1 shape=list."""
        plain = Manner()
        said = ((one.name, getattr(self, one.name)) for one in fields(self))
        return " ".join(
            f"{name}={int(value) if isinstance(value, bool) else value}"
            for name, value in said
            if value != getattr(plain, name)
        )

    def less(self) -> "Manner":
        """The same with less said."""
        return replace(self, level=max(CORE, self.level - 1), limit=None)

    def more(self) -> "Manner":
        """The same with more said, and no limit."""
        return replace(self, level=min(FULL, self.level + 1), limit=None)


_Kept = TypeAdapter(Manner)


def read(code: str) -> Manner:
    """A kept manner; raises UsageError for a word that is none."""
    given = dict(word.partition("=")[::2] for word in code.split())
    if unknown := set(given) - {one.name for one in fields(Manner)}:
        raise UsageError(f"不认识的写法“{unknown.pop()}”。")
    try:
        return _Kept.validate_python(given)
    except ValidationError as problem:
        raise UsageError(f"不认识的写法“{code}”。") from problem


def asked(words: str, before: Manner | None = None) -> Manner:
    """The manner that words ask for, starting from the one before: 分条, 不超过300字, 更简短, 正式一点."""
    manner = before or Manner()
    if _BRIEF.search(words):
        manner = replace(manner, level=BRIEF if before is None else max(CORE, manner.level - 1))
    elif _FULL.search(words):
        manner = replace(manner, level=FULL)
    for shape, pattern in _SHAPES:
        if pattern.search(words):
            manner = replace(manner, shape=shape)
            break
    if _FORMAL.search(words):
        manner = replace(manner, formal=True)
    if size := size_asked(words):
        manner = replace(manner, limit=size)
    return manner


def size_asked(words: str) -> int | None:
    """The most characters a text may have: 300 of 不超过300字, 300字以内 and 精简到三百字; None if no size is named."""
    found = _SIZE.search(words)
    if found is None:
        return None
    digits = found["count"]
    value = Decimal(digits) if digits.isdigit() else numerals.value(digits)
    return None if value is None else int(value)
