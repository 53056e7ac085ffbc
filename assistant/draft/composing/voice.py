"""The voice of one section: which of several wordings is taken, and what has been said already.

The same organ gets the same wording for the same year and variant; another organ another. Nothing is said twice: what
stands in other sections, and what this section has used, is passed over while there is a choice.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence

from assistant.draft.book.state import State
from assistant.draft.composing.words import words
from assistant.draft.proposal.manner import USUAL, Manner
from assistant.draft.proposal.proposal import Request
from assistant.facts import PLACEHOLDER, render

_SLOT = re.compile(r"\{[a-z_]+\}")
_MARK = re.compile(r"^(?:[一二三四五六七八九十]+是|（[一二三四五六七八九十]+）)")
_OPENING = 2
"""Characters by which two openings are told apart: 加强 and 加强, a reader's eye stops at the second."""
_SAME = 3
"""Characters that a ground and the deed behind it may not have in common: 坚持先审查、后公开，……先审查后发布."""
_PIECE = 6
"""Characters of a wording around its slots from which it is recognised in another section; shorter ones are idioms."""


def _clash(ground: str, deed: str) -> bool:
    pairs = (ground[at : at + _SAME] for at in range(len(ground) - _SAME + 1))
    return ground[:1] == deed[:1] or any(pair in deed for pair in pairs)


class Voice:
    """Wordings chosen and used, for one composition."""

    def __init__(self, request: Request, manner: Manner, state: State) -> None:
        """Nothing said yet but what stands in `request.taken`."""
        self.manner = manner
        self.state = state
        self.sparse = False
        self.grounds: tuple[str, ...] = ()
        """Framings one of whose grounds the first deed is to be said with, `{lead}{self}…，{deed}`; none once said."""
        self.deeds: frozenset[str] = frozenset()
        """The words of all deeds of the section: no introduction names what another deed tells."""
        self.grounds_deeds = False
        """Whether a deed told in a person's own words may stand on a ground: readers miss what the two have to do with
        each other, so only where the section would else read like last year's. One only confirmed always may."""
        self._whose = f"{request.section} {request.report.organ} {request.report.year}"
        self.turn = zlib.crc32(self._whose.encode()) + manner.variant
        # Last year's own wording is passed over too, or the report reads like last year's.
        self._taken = [*request.taken, *([request.last.section(request.section)] if request.last else [])]
        self._openings: set[str] = set()
        self._connectives = list(words().connectives)

    def toss(self, key: str, sides: int) -> int:
        """A number below `sides`, the same for the same organ, year and variant."""
        # Each key is drawn anew: two organs that share one wording do not for that share the next.
        return (zlib.crc32(f"{key} {self._whose}".encode()) // 8 + self.manner.variant) % sides

    def toss_for_report(self, key: str, sides: int) -> int:
        """A number below `sides`, the same in every section of the report."""
        report = self.state.request.report
        return (zlib.crc32(f"{key} {report.organ} {report.year}".encode()) // 8 + self.manner.variant) % sides

    def in_turn(self, wordings: Sequence[str], key: str) -> list[str]:
        """The wordings, the organ's own first, those used elsewhere last."""
        if not wordings:
            return []
        at = self.toss(key, len(wordings))
        turned = [*wordings[at:], *wordings[:at]]
        return sorted(turned, key=lambda wording: self._used(wording) + self._set_phrases(wording))

    def choose(self, wordings: Sequence[str], key: str) -> str:
        """The wording that is the organ's turn, none used elsewhere if that can be."""
        return self.in_turn(wordings, key)[0]

    def free(self, wordings: Iterable[str], key: str) -> str:
        """A wording that stands nowhere yet, empty if all do."""
        return next((one for one in self.in_turn(tuple(wordings), key) if not self._used(one)), "")

    def unused(self, wordings: Iterable[str]) -> Iterator[str]:
        """Those wordings that stand nowhere yet, in the order given."""
        return (one for one in wordings if not self._used(one))

    def opens_anew(self, text: str) -> bool:
        """Whether a sentence that starts so starts like no other of the section."""
        return self._opening(text) not in self._openings

    def said(self, text: str) -> str:
        """The text, remembered with its opening."""
        self._openings.add(self._opening(text))
        self._taken.append(text)
        return text

    def grounded(self, deed: str) -> str:
        """The deed behind a ground of the section that does not say its words, year and organ named."""
        template = self.ground_for(deed)
        self.grounds = ()
        named = template.replace("{lead}", self.state.lead()).replace("{self}", self.state.own())
        return named.replace("{deed}", deed)

    def ground_for(self, deed: str) -> str:
        """The first of the section's framings that goes with the deed: 把……作为基础，把好关口 reads as a slip."""
        return next((one for one in self.grounds if not _clash(_SLOT.sub("", one), deed)), self.grounds[0])

    def connected(self, text: str) -> str:
        """The text with a word before it that opens no other sentence; as it is where none is left."""
        for word in self._connectives:
            if self.opens_anew(word):
                self._connectives.remove(word)
                return f"{word}，{text}"
        return text

    @property
    def plain(self) -> bool:
        """Whether purposes, framing and comparisons are left out."""
        return self.manner.level < USUAL

    def _used(self, wording: str) -> bool:
        pieces = [piece for piece in _SLOT.split(PLACEHOLDER.sub("{x}", wording)) if len(piece) >= _PIECE]
        return any(piece in text for piece in pieces[:1] for text in self._taken)

    def _set_phrases(self, wording: str) -> bool:
        """Whether it holds a set phrase that the section has used once."""
        own = "".join(self._taken)
        return any(phrase in wording and phrase in own for phrase in words().once)

    def _opening(self, text: str) -> str:
        return _MARK.sub("", render(text, self.state.facts).text.strip())[:_OPENING]
