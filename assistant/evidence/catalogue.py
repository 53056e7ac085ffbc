"""The catalogue: labels of all passages in memory as arrays, for filtering and ranking a hundred thousand at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.evidence.lexical import WordIndex
from assistant.evidence.ranking import Candidate
from assistant.evidence.shelf import Label, Shelf
from assistant.evidence.shelf_file import IndexDamaged
from assistant.past.organ import same_organ

if TYPE_CHECKING:
    from numpy.typing import NDArray

OWN, KIN, OTHER = 0, 1, 2
_NO_YEAR = -1
_GOVERNMENT = "人民政府"


@dataclass(frozen=True)
class Filter:
    """What a search leaves in: all that are given must hold; `own` escapes the filter by kind."""

    section: str | None = None
    organ: str | None = None
    year: int | None = None
    before: int | None = None
    kind: str | None = None
    level: str | None = None
    own: str | None = None


class Catalogue:
    """Labels and word index of one state of the shelf. A place is a position in its arrays."""

    def __init__(self, stamp: str, labels: Sequence[Label], index: WordIndex) -> None:
        """Turn labels into arrays."""
        self.stamp = stamp
        self.size = len(labels)
        self._labels = labels
        self._index = index
        self._places = {label.key: place for place, label in enumerate(labels)}
        self._keys = np.array([label.key for label in labels], dtype=object)
        self._years = np.array([_NO_YEAR if label.year is None else label.year for label in labels], dtype=np.int32)
        self._organs = _Column(label.organ for label in labels)
        self._sections = _Column(label.section for label in labels)
        self._kinds = _Column(label.kind for label in labels)
        self._levels = _Column(label.level for label in labels)

    @classmethod
    def of(cls, shelf: Shelf) -> "Catalogue":
        """Read the shelf, or IndexDamaged; the word index is loaded from beside it, or built and saved there."""
        while True:
            stamp, labels = shelf.labels()
            index = WordIndex.load(shelf.folder, stamp, len(labels))
            if index is None:
                index = WordIndex.build(shelf.tokens())
                if index.size != len(labels):
                    if shelf.stamp() == stamp:
                        raise IndexDamaged  # nobody wrote in between: the shelf does not agree with itself
                    continue
                index.save(shelf.folder, stamp)
            return cls(stamp, labels, index)

    def allowed(self, wanted: Filter) -> "NDArray[np.bool_]":
        """Which places the filter leaves."""
        mask = np.ones(self.size, dtype=np.bool_)
        if wanted.section:
            mask &= self._sections.equal(wanted.section)
        if wanted.organ:
            mask &= self._organs.named(wanted.organ)
        if wanted.year is not None:
            mask &= self._years == wanted.year
        if wanted.before is not None:
            mask &= self._years < wanted.before
        for column, value in ((self._kinds, wanted.kind), (self._levels, wanted.level)):
            if value:
                mask &= column.equal(value) | self._organs.same(wanted.own or "")
        return mask

    def tiers(self, own: str | None, kind: str | None) -> "NDArray[np.int8]":
        """For every place: 0 own organ, 1 an organ of its kind, 2 another. Without `own` all are of one tier."""
        tiers = np.full(self.size, OTHER if own else OWN, dtype=np.int8)
        if own:
            mine = self._organs.same(own)
            alike = kind or self._kinds.first(mine)
            if alike:
                tiers[self._kinds.equal(alike)] = KIN
            tiers[mine] = OWN
        return tiers

    def present(self, tiers: "NDArray[np.int8]", allowed: "NDArray[np.bool_]") -> list[int]:
        """The tiers that have a place within the mask, own first."""
        found: list[int] = np.unique(tiers[allowed]).tolist()
        return found

    def lexical(self, query: Sequence[str]) -> "NDArray[np.float32]":
        """How much of the query's words every place covers, 0 to 1."""
        return np.asarray(self._index.scores(query), dtype=np.float32)

    def known(self, query: Sequence[str]) -> float:
        """How much of the query is language of the archive or of the field, 0 to 1."""
        return self._index.known(query)

    def nothing(self) -> "NDArray[np.float32]":
        """No place covers anything."""
        return np.zeros(self.size, dtype=np.float32)

    def best(self, scores: "NDArray[np.float32]", within: "NDArray[np.bool_]", depth: int) -> list[int]:
        """The highest-scoring places within the mask, best first; places scoring nothing are left out."""
        places = np.flatnonzero(within & (scores > 0))
        if len(places) > depth:
            places = places[np.argpartition(-scores[places], depth)[:depth]]
        ranked = places[np.lexsort((-self._years[places], -scores[places]))]
        found: list[int] = ranked.tolist()
        return found

    def listed(self, allowed: "NDArray[np.bool_]", tiers: "NDArray[np.int8]", most: int) -> list[Candidate]:
        """What a search without a query shows: own first, newest first, as printed; at most so many."""
        places = np.flatnonzero(allowed)
        ranked = places[np.lexsort((places, -self._years[places], tiers[places]))]
        return [self.candidate(int(place), 0.0, 0.0, tiers) for place in ranked[:most]]

    def candidate(self, place: int, fused: float, relevance: float, tiers: "NDArray[np.int8]") -> Candidate:
        """A place with its scores, tier and year."""
        return Candidate(place, fused, relevance, int(tiers[place]), int(self._years[place]))

    def keys(self, within: "NDArray[np.bool_]") -> list[str]:
        """The vector keys of the places."""
        found: list[str] = self._keys[within].tolist()
        return found

    def placed(self, near: Mapping[str, float]) -> dict[int, float]:
        """Vector keys as places; keys this state of the shelf does not have are left out."""
        return {self._places[key]: similarity for key, similarity in near.items() if key in self._places}

    def row(self, place: int) -> int:
        """The shelf's row of a place."""
        return self._labels[place].row

    def id(self, place: int) -> str:
        """The passage id of a place."""
        return self._labels[place].id


class _Column:
    """A column of repeated names, as numbers."""

    def __init__(self, values: Iterable[str]) -> None:
        self._numbers: dict[str, int] = {}
        self._codes = np.array(
            [self._numbers.setdefault(value, len(self._numbers)) for value in values], dtype=np.int32
        )

    def equal(self, name: str) -> "NDArray[np.bool_]":
        same: NDArray[np.bool_] = self._codes == self._numbers.get(name, -1)
        return same

    def same(self, name: str) -> "NDArray[np.bool_]":
        """The organ of that name, also where it is printed with or without the regions above it."""
        return np.isin(self._codes, [code for known, code in self._numbers.items() if same_organ(known, name)])

    def named(self, name: str) -> "NDArray[np.bool_]":
        """The name itself if it occurs, else every name it is part of; 民政 is no part of 人民政府."""
        if name in self._numbers:
            return self.equal(name)
        part = name.replace(_GOVERNMENT, "政府")
        codes = [code for known, code in self._numbers.items() if part in known.replace(_GOVERNMENT, "政府")]
        return np.isin(self._codes, codes)

    def first(self, mask: "NDArray[np.bool_]") -> str:
        places = np.flatnonzero(mask)
        names = list(self._numbers)
        return names[self._codes[places[-1]]] if len(places) else ""
