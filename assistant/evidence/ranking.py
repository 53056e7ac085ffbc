"""Ranking: two result lists fused, cut at relevance, ordered for a clerk, and near-duplicates folded together.

Relevance is measured, not guessed: scripts/evaluate_retrieval.py prints how the threshold separates questions the
archive answers from questions about something else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from assistant.evidence.passages import Passage

if TYPE_CHECKING:
    import numpy as np

LEAST = 0.30  # relevance under which a passage is not shown
RANKS = 60  # the usual constant of reciprocal rank fusion
EQUAL = 0.06  # fused scores within this share of each other count as equal, and the newer passage goes first
ALIKE = 0.8  # share of common character pairs from which two passages say the same


class Years(Protocol):
    """Where a candidate's year is looked up."""

    def year(self, place: int) -> int:
        """The year at a place."""
        ...


@dataclass(frozen=True)
class Candidate:
    """A place in the catalogue with its fused score, its relevance (0 to 1), tier and year."""

    place: int
    fused: float
    relevance: float
    tier: int
    year: int


def fuse(
    by_words: Mapping[int, float],
    by_vectors: Mapping[int, float],
    years: Years,
    tiers: "np.ndarray[tuple[int], np.dtype[np.int8]]",
) -> list[Candidate]:
    """Reciprocal rank fusion of two rankings (best first), without what is irrelevant in both."""
    fused: dict[int, float] = {}
    for ranking in (by_words, by_vectors):
        for rank, place in enumerate(ranking):
            fused[place] = fused.get(place, 0.0) + 1 / (RANKS + rank + 1)
    candidates = []
    for place, score in fused.items():
        relevance = relevant(by_words.get(place, 0.0), by_vectors.get(place, 0.0))
        if relevance >= LEAST:
            candidates.append(Candidate(place, score, relevance, int(tiers[place]), years.year(place)))
    return candidates


def relevant(covered: float, similarity: float) -> float:
    """How relevant a passage is that covers this share of the query's words and has this cosine similarity."""
    return max(covered, (covered + max(similarity, 0.0)) / 2)


def order(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Own organ first, then its kind, then others; best first, and newest first among near-equals."""
    ranked = sorted(candidates, key=lambda item: (item.tier, -item.fused, -item.year, item.place))
    out: list[Candidate] = []
    group: list[Candidate] = []
    for item in ranked:
        if group and (item.tier != group[0].tier or item.fused < group[0].fused * (1 - EQUAL)):
            out += sorted(group, key=lambda one: -one.year)
            group = []
        group.append(item)
    return out + sorted(group, key=lambda one: -one.year)


def collapse(passages: Sequence[Passage]) -> list[tuple[Passage, tuple[int, ...]]]:
    """Passages an organ repeated over the years, once: where the best stood, the newest text, and all its years."""
    groups: list[list[Passage]] = []
    pairs: list[set[str]] = []
    for passage in passages:
        mine = _pairs(passage.masked)
        for group, theirs in zip(groups, pairs, strict=True):
            if group[0].organ == passage.organ and group[0].section == passage.section and _alike(mine, theirs):
                group.append(passage)
                break
        else:
            groups.append([passage])
            pairs.append(mine)
    return [(_newest(group), tuple(sorted({item.year for item in group if item.year is not None}))) for group in groups]


def _newest(group: list[Passage]) -> Passage:
    return max(group, key=lambda item: -1 if item.year is None else item.year)


def _pairs(text: str) -> set[str]:
    return {text[index : index + 2] for index in range(len(text) - 1)}


def _alike(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= ALIKE * len(one | other)
