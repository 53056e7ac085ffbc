"""Lexical search: BM25 over the words of all passages, kept on disk beside the shelf, one folder a stamp."""

import logging
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

_PREFIX = "words-"


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
        bm25 = _bm25s().BM25(method="lucene", k1=1.2, b=0.6)
        bm25.index([*tokens], show_progress=False)
        return cls(bm25, len(tokens))

    @classmethod
    def load(cls, folder: Path, stamp: str, size: int) -> "WordIndex | None":
        """The index saved under that stamp, None if it is missing, damaged or of another size."""
        if not size:
            return cls(None, 0)
        try:
            bm25 = _bm25s().BM25.load(str(folder / f"{_PREFIX}{stamp}"), load_corpus=False, show_progress=False)
        except Exception:  # noqa: BLE001 - whatever is wrong with the files, the index is built again
            return None
        return cls(bm25, size) if bm25.scores["num_docs"] == size else None

    def save(self, folder: Path, stamp: str) -> None:
        """Write beside, then rename: another process finds the whole index or none. Older ones are removed."""
        if self._bm25 is None:
            return
        target = folder / f"{_PREFIX}{stamp}"
        writing = Path(tempfile.mkdtemp(prefix=".words-", dir=folder))
        try:
            self._bm25.save(str(writing), show_progress=False)
            os.rename(writing, target)  # noqa: PTH104 - Path.rename replaces an empty folder on some systems
        except OSError:  # another process was first, or the disk is full: the index in memory serves
            shutil.rmtree(writing, ignore_errors=True)
        for old in folder.glob(f"{_PREFIX}*"):
            if old != target:
                shutil.rmtree(old, ignore_errors=True)

    def scores(self, query: Sequence[str]) -> "np.ndarray[Any, Any]":
        """For every passage the BM25 score divided by the most the query's words could give: 0 to 1."""
        import numpy as np

        unique = list(dict.fromkeys(query))
        known = [word for word in unique if self._bm25 is not None and word in self._bm25.vocab_dict]
        if not known:
            return np.zeros(self.size, dtype=np.float32)
        ids = np.array(self._bm25.get_tokens_ids(known))
        pointers = self._bm25.scores["indptr"]
        present = (pointers[ids + 1] - pointers[ids]).astype(np.float64)
        ceiling = float(np.log1p((self.size - present + 0.5) / (present + 0.5)).sum())
        ceiling += (len(unique) - len(known)) * float(np.log1p((self.size + 0.5) / 0.5))
        scores: np.ndarray[Any, Any] = self._bm25.get_scores(known) / max(ceiling, 1e-9)
        return scores


def _bm25s() -> Any:
    import bm25s

    logging.getLogger("bm25s").setLevel(logging.ERROR)
    return bm25s
