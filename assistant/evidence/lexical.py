"""Lexical search: BM25 over the words of all passages, kept on disk beside the shelf, one folder a stamp."""

import logging
import math
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.evidence.on_disk import digest_of, remove
from assistant.evidence.thresholds import K1, B
from assistant.evidence.word_cutting import field_words

if TYPE_CHECKING:
    import numpy as np

_PREFIX = "words-"
_SEAL = "digest"
"""The file that says what the others held when they were written."""


class WordIndex:
    """BM25 scores of every passage for a query, and how much of the query's information each one covers."""

    def __init__(self, bm25: Any, size: int) -> None:
        """Wrap an index over `size` passages; None when there are none."""
        self._bm25 = bm25
        self.size = size

    @classmethod
    def build(cls, tokens: Sequence[list[str]]) -> "WordIndex":
        """Index the passages' words, in row order."""
        if not tokens:
            return cls(None, 0)
        bm25 = _bm25s().BM25(method="lucene", k1=K1, b=B)
        bm25.vocab_dict, bm25.scores = _weigh(tokens)
        bm25.unique_token_ids_set = set(bm25.vocab_dict.values())
        bm25.nonoccurrence_array = None
        return cls(bm25, len(tokens))

    @classmethod
    def load(cls, folder: Path, stamp: str, size: int) -> "WordIndex | None":
        """The index saved under that stamp, None if it is missing, damaged or of another size."""
        if not size:
            return cls(None, 0)
        kept = folder / f"{_PREFIX}{stamp}"
        try:
            # Numbers a disk has changed load as well as any others.
            if (kept / _SEAL).read_text("ascii") != _digest(kept):
                return None
            bm25 = _bm25s().BM25.load(str(kept), load_corpus=False, show_progress=False)
        except Exception:  # noqa: BLE001 - whatever is wrong with the files, the index is built again
            return None
        return cls(bm25, size) if bm25.scores["num_docs"] == size else None

    def save(self, folder: Path, stamp: str) -> None:
        """Write beside, then rename: another process finds the whole index or none. Older ones are removed."""
        if self._bm25 is None:
            return
        target = folder / f"{_PREFIX}{stamp}"
        writing = folder
        try:
            writing = Path(tempfile.mkdtemp(prefix=".words-", dir=folder))
            self._bm25.save(str(writing), show_progress=False)
            (writing / _SEAL).write_text(_digest(writing), "ascii")
            remove(target)  # a damaged one of the same stamp
            os.rename(writing, target)  # noqa: PTH104 - Path.rename replaces an empty folder on some systems
        except OSError:  # another process was first, or the disk is full: the index in memory serves
            if writing != folder:
                shutil.rmtree(writing, ignore_errors=True)
        for old in folder.glob(f"{_PREFIX}*"):
            if old != target:
                shutil.rmtree(old, ignore_errors=True)

    def scores(self, query: Sequence[str]) -> "np.ndarray[Any, Any]":
        """For every passage the BM25 score divided by the most the query's words could give: 0 to 1."""
        import numpy as np  # heavy rooms load on use

        here = [word for word in query if self._holds(word)]
        if not here:
            return np.zeros(self.size, dtype=np.float32)
        scores: np.ndarray[Any, Any] = self._bm25.get_scores(here)
        return scores / max(sum(self._rarity(word) for word in query), 1e-9)

    def known(self, query: Sequence[str]) -> float:
        """How much of the query, by rarity of its words, is language of the archive or of the field: 0 to 1."""
        counted = [word for word in query if len(word) > 1]
        total = sum(self._rarity(word) for word in counted)
        ours = sum(self._rarity(word) for word in counted if self._holds(word) or word in field_words())
        return ours / total if total else 0.0

    def _holds(self, word: str) -> bool:
        return self._bm25 is not None and word in self._bm25.vocab_dict

    def _rarity(self, word: str) -> float:
        """The word's inverse document frequency, as BM25 weighs it."""
        present = 0
        if self._holds(word):
            number, pointers = self._bm25.vocab_dict[word], self._bm25.scores["indptr"]
            present = int(pointers[number + 1] - pointers[number])
        return math.log1p((self.size - present + 0.5) / (present + 0.5))


def _weigh(tokens: Sequence[list[str]]) -> tuple[dict[str, int], dict[str, Any]]:
    """The vocabulary, and the score of every word in every passage as bm25s keeps it, column by column.

    The same numbers as its own `index`, in a tenth of the time: a hundred thousand passages are indexed while a clerk
    waits, whenever a report is added.
    """
    import numpy as np  # heavy rooms load on use

    vocabulary: dict[str, int] = {}
    ids = [vocabulary.setdefault(word, len(vocabulary)) for line in tokens for word in line]
    lengths = np.array([len(line) for line in tokens], dtype=np.int64)
    size, number = len(tokens), max(len(vocabulary), 1)
    places = np.repeat(np.arange(size, dtype=np.int64), lengths)
    pairs, counts = np.unique(np.array(ids, dtype=np.int64) * size + places, return_counts=True)
    word_of, place_of = pairs // size, pairs % size
    present = np.bincount(word_of, minlength=number)
    rarity = np.log1p((size - present + 0.5) / (present + 0.5))
    longer = lengths[place_of] / max(float(lengths.mean()), 1.0)
    weight = rarity[word_of] * counts / (counts + K1 * (1 - B + B * longer))
    scores = {
        "data": weight.astype(np.float32),
        "indices": place_of.astype(np.int32),
        "indptr": np.concatenate(([0], np.cumsum(present))).astype(np.int64),
        "num_docs": size,
    }
    return vocabulary or {"": 0}, scores


def _digest(folder: Path) -> str:
    return digest_of((file for file in folder.iterdir() if file.name != _SEAL), folder)


def _bm25s() -> Any:
    import bm25s

    logging.getLogger("bm25s").setLevel(logging.ERROR)
    return bm25s
