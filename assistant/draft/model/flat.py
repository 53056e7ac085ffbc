"""Flat text: as orders are looked for in it, whatever it is dressed up in."""

import re
import unicodedata
from functools import cache

from pydantic import BaseModel, ConfigDict, field_validator

from assistant.prose.wordfile import load

_HIDDEN = re.compile(r"[\u00ad\u034f\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]+")
_SPACE = re.compile(r"(?<![a-z,;:.]) | (?![a-z])")
"""A space not between foreign words: there it tells prose from a name."""
_WIDE = str.maketrans(",:;!?()", "，：；！？（）")


class TraditionalFile(BaseModel):
    """What traditional.yaml may say: signs in pairs, none with two simplified forms."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    pairs: str

    @field_validator("pairs")
    @classmethod
    def _in_pairs(cls, pairs: str) -> str:
        flat = "".join(pairs.split())
        if len(flat) % 2:
            raise ValueError("繁体字与简体字应当成对，一繁一简")
        for at in range(0, len(flat), 2):
            if flat[at] == flat[at + 1]:
                raise ValueError(f"“{flat[at : at + 2]}”的繁体与简体相同")
            if flat[at] in flat[:at:2]:
                raise ValueError(f"繁体字“{flat[at]}”重复")
        return flat


@cache
def _simplified() -> dict[int, str]:
    pairs = load("assistant.draft.model", "traditional.yaml", TraditionalFile).pairs
    return {ord(pairs[at]): pairs[at + 1] for at in range(0, len(pairs), 2)}


def flattened(text: str) -> str:
    """The text with letters narrow, small and simplified, Chinese punctuation, and nothing that is not seen.

    Of the spaces only those between foreign words stay.
    """
    seen = _HIDDEN.sub("", unicodedata.normalize("NFKC", text)).lower()
    return _SPACE.sub("", " ".join(seen.split())).translate(_WIDE).translate(_simplified())
