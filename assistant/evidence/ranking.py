"""Ranking: two result lists fused, cut at relevance, ordered for a clerk, and near-duplicates folded together.

Words count twice in the fusion because they rank better alone than vectors do alone. Relevance is the mean of the
share of the question's words a passage covers and of the cosine similarity, the latter discounted by the square of
how much of the question is language of the field: a static model finds neighbours for any text, also for recipes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.evidence.passages import Passage
from assistant.evidence.thresholds import ALIKE, BY_VECTORS, BY_WORDS, EQUAL, RANKS, WORDS_ALONE


@dataclass(frozen=True)
class Candidate:
    """A place in the catalogue with its fused score, its relevance (0 to 1), tier and year."""

    place: int
    fused: float
    relevance: float
    tier: int
    year: int


def fuse(by_words: Iterable[int], by_vectors: Iterable[int]) -> dict[int, float]:
    """Weighted reciprocal rank fusion of two rankings, best first: place → score."""
    fused: dict[int, float] = {}
    for ranking, weight in ((by_words, BY_WORDS), (by_vectors, BY_VECTORS)):
        for rank, place in enumerate(ranking):
            fused[place] = fused.get(place, 0.0) + weight / (RANKS + rank + 1)
    return fused


def relevance(covered: float, similarity: float | None, known: float) -> float:
    """How relevant a passage is that covers this share of the question's words and has this cosine similarity.

    `known` is the share of the question that is language of the field; without a similarity the words must do.
    """
    if similarity is None:
        return min(1.0, WORDS_ALONE * covered * known)
    return (covered + known * known * max(similarity, 0.0)) / 2


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
