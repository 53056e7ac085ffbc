"""Where a remark belongs now: the words it is about, followed as the text around them moves and changes. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.prose import sentences
from assistant.prose.likeness import in_order

_SAME = 0.6
"""How alike a sentence of the same section must be to be the one that was remarked on: half rewritten is still it."""
_ELSEWHERE = 0.8
"""The same for a sentence of another section: sections say alike things of different work."""


@dataclass(frozen=True)
class Anchor:
    """Where a remark stands in the text as it is: the place, the words to be marked there, and what became of them.

    `changed` if the words are others now, `gone` if nothing like them is left; then `words` are those of then.
    """

    place: str
    words: str
    changed: bool = False
    gone: bool = False


def sentence_of(text: str, quote: str) -> str:
    """The sentence of a text that a quotation stands in, empty if it stands in none."""
    words = " ".join(quote.split())
    return next((one.strip() for one in sentences(text) if words and words in " ".join(one.split())), "")


def anchor(place: str, quote: str, sentence: str, sections: Mapping[str, str]) -> Anchor:
    """Where a remark on `quote` belongs now; `sentence` is what it stood in when it was made, "" if not in a sentence.

    A remark on a cell, or on a section as a whole, stays where it is.
    """
    if not quote or place not in sections:
        return Anchor(place, quote)
    ordered = [place, *(other for other in sections if other != place)]
    for section in ordered:
        if sentence_of(sections[section], quote) or quote in sections[section]:
            return Anchor(section, quote)
    for section in ordered:
        close = _SAME if section == place else _ELSEWHERE
        wanted = sentence or quote
        found = max(sentences(sections[section]), key=lambda one: in_order(wanted, one.strip()), default="")
        if found and in_order(wanted, found.strip()) >= close:
            return Anchor(section, found.strip(), changed=True)
    return Anchor(place, quote, changed=True, gone=True)
