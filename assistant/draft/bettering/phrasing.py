"""Phrasing: patterns of whole clauses with the official words that stand for them, as the word files write them."""

import re
from collections.abc import Mapping, Sequence
from functools import partial

from pydantic import BaseModel, ConfigDict, model_validator

from assistant.prose.wordfile import compiled

NUMBER = r"(?:\{\{[^}]*\}\}|[一二两三四五六七八九十\d]+)"
"""A number, written or as the place of a fact."""
_SLOT = re.compile(r"<(\w+)>")


class Saying(BaseModel):
    """One pattern and what is written for it; `bare` is written where a slot of `write` stayed empty."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    say: str
    write: str
    bare: str = ""

    @model_validator(mode="after")
    def _fits(self) -> "Saying":
        slots = compiled(re.sub(r"\{[a-z_]+\}", ".", self.say)).groupindex
        if strange := [slot for slot in _SLOT.findall(self.write + self.bare) if slot not in slots]:
            raise ValueError(f"“{self.say}”没有名为“{strange[0]}”的成分")
        return self


class Phrasing:
    """Sayings ready for use, tried in their order."""

    def __init__(self, sayings: Sequence[Saying], names: Mapping[str, str]) -> None:
        """`names` are the parts that the patterns may name in braces."""
        self._rules = [(compiled(one.say, dict(names)), one) for one in sayings]

    def whole(self, text: str) -> str | None:
        """What is written for the text, None if no pattern is all of it."""
        for pattern, saying in self._rules:
            if match := pattern.fullmatch(text):
                return _written(saying, match)
        return None

    def within(self, text: str) -> str:
        """The text with every pattern replaced wherever it stands."""
        for pattern, saying in self._rules:
            text = pattern.sub(partial(_written, saying), text)
        return text


def _written(saying: Saying, match: re.Match[str]) -> str:
    empty = any(not match[slot] for slot in _SLOT.findall(saying.write))
    wording = saying.bare if empty and saying.bare else saying.write
    return _SLOT.sub(lambda slot: match[slot[1]] or "", wording)
