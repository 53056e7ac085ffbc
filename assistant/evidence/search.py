"""find: passages of past reports for a query, own organ first, from a word index and a vector index fused.

Filters come first (section, organ, kind, level, year); the two rankings of what remains are fused by reciprocal rank;
what neither index finds relevant is not shown. Everything heavy is loaded by the first search, not by the import.
"""

import logging
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.errors import NotFound, StorageProblem
from assistant.evidence.catalogue import OWN, Catalogue, Filter
from assistant.evidence.masking import mask
from assistant.evidence.passages import Passage
from assistant.evidence.ranking import Candidate, collapse, fuse, order, relevance
from assistant.evidence.shelf import Shelf
from assistant.evidence.thresholds import DEPTH, ENOUGH, LEAST, NARROW, PAGES, WIDE, WIDER
from assistant.evidence.word_cutting import asked
from assistant.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.evidence.vectors import Vectors

_PAUSE = 60.0  # seconds before a failed vector index is tried again
_PANIC = "PanicException"
"""What a library written in Rust raises where it gives up; no Exception, and in no module to import it from."""
_UNWRITTEN = "向量索引无法写入，暂时只按关键词检索。请检查文件夹“{}”的磁盘空间和权限。"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Hit:
    """A passage found, how relevant it is (0 to 1), and all years in which the organ printed nearly the same."""

    passage: Passage
    score: float
    years: tuple[int, ...] = ()


class Evidence:
    """The archive of past reports as passages, safe to share between threads and, through the disk, processes."""

    def __init__(self, settings: Settings, *, lexical: bool = True, dense: bool = True) -> None:
        """Keep the settings; everything is opened on first use. Either index can be left out, for comparison."""
        self._settings = settings
        self._lexical, self._dense = lexical, dense
        self._shelf = Shelf(settings.data / "index")
        self._catalogue: Catalogue | None = None
        self._vectors: Vectors | None = None
        self._failed_at: float | None = None
        self._lock = threading.RLock()
        self.remarks: list[str] = []
        """What is amiss with what searches, a sentence each, until it is no more."""

    def add(self, passages: Sequence[Passage]) -> None:
        """Put passages into the archive, replacing those of the same archive ids. The indexes follow on next use."""
        if passages:
            self._shelf.put(passages)

    def remove(self, archive_id: str) -> None:
        """Take the passages of an archive entry out; nothing happens if there are none."""
        self._shelf.take(archive_id)

    def rebuild(self, passages: Iterable[Passage]) -> None:
        """Replace the whole archive and make both indexes anew, also after damage."""
        with self._lock:
            self.close()
            self._failed_at = None
            self.remarks.clear()
            self._shelf.refill(passages)
            self.refresh()
            if self._failed_at is not None and not self._settings.chroma_url:
                # All was made anew, so there is no use in advising that.
                self.remarks[:] = [_UNWRITTEN.format(self._shelf.folder)]

    def refresh(self) -> None:
        """Bring both indexes up to date now instead of on the next search."""
        self._nearest(self._current(), "政府信息公开", 1)

    def seen(self) -> int | None:
        """Up to which change of the archive this is in step; None if that was never said."""
        return self._shelf.seen()

    def see(self, revision: int) -> None:
        """Remember up to which change of the archive this is in step."""
        self._shelf.see(revision)

    def archive_ids(self) -> set[str]:
        """The archive entries that have passages here."""
        return self._shelf.archive_ids()

    def passage(self, passage_id: str) -> Passage:
        """The passage of that id; raises NotFound."""
        found = self._shelf.passage(passage_id)
        if found is None:
            raise NotFound("引用的往年段落已不在资料库中，可能已被移除或者更新，请重新检索。")
        return found

    def find(
        self,
        query: str,
        *,
        section: str | None = None,
        organ: str | None = None,
        year: int | None = None,
        before: int | None = None,
        own: str | None = None,
        kind: str | None = None,
        level: str | None = None,
        k: int = 8,
    ) -> list[Hit]:
        """The k best passages: of `own` first, then of its kind, then others; newest first among near-equals.

        `kind` keeps only organs of that kind besides `own`. An empty query lists what the filters leave, in that order.
        """
        catalogue = self._current()
        allowed = catalogue.allowed(Filter(section, organ, year, before, kind, level, own))
        if k <= 0 or not allowed.any():
            return []
        tiers = catalogue.tiers(own, kind)
        if not query.strip():
            return self._hits(catalogue, catalogue.listed(allowed, tiers, PAGES * k), k)
        return self._hits(catalogue, order(self._candidates(catalogue, query, allowed, tiers)), k)

    def close(self) -> None:
        """Release files and connections; the next use opens them again."""
        with self._lock:
            self._close_vectors()
            self._catalogue = None

    def _close_vectors(self) -> None:
        if self._vectors is not None:
            try:
                self._vectors.close()
            except Exception:  # noqa: BLE001 - a client that cannot be closed is gone already
                _log.info("vector client could not be closed", exc_info=True)
        self._vectors = None

    def _current(self) -> Catalogue:
        with self._lock:
            stamp = self._shelf.stamp()
            if self._catalogue is None or self._catalogue.stamp != stamp:
                self._catalogue = Catalogue.of(self._shelf)
            return self._catalogue

    def _candidates(
        self, catalogue: Catalogue, query: str, allowed: "NDArray[np.bool_]", tiers: "NDArray[np.int8]"
    ) -> list[Candidate]:
        """Fused candidates of the own organ, of its kind, and of all, so that none crowds out the one before."""
        question = asked(query)
        known = catalogue.known(question)
        lexical = catalogue.lexical(question) if self._lexical else catalogue.nothing()
        around = self._neighbours(catalogue, query, allowed)
        found: dict[int, Candidate] = {}
        for tier in catalogue.present(tiers, allowed):
            within = allowed & (tiers <= tier)
            near = {place: similarity for place, similarity in around.items() if within[place]}
            if tier == OWN and len(near) < ENOUGH and around:
                near = catalogue.placed(self._nearest(catalogue, mask(query), DEPTH, catalogue.keys(within)))
            farthest = min(near.values(), default=min(around.values(), default=None))
            for place, score in fuse(catalogue.best(lexical, within, DEPTH), list(near)[:DEPTH]).items():
                worth = relevance(float(lexical[place]), near.get(place, farthest), known)
                if worth >= LEAST:
                    found.setdefault(place, catalogue.candidate(place, score, worth, tiers))
        return list(found.values())

    def _neighbours(self, catalogue: Catalogue, query: str, allowed: "NDArray[np.bool_]") -> dict[int, float]:
        """Allowed neighbours of the question: of the nearest of all, or asked for by name if these are too few."""
        masked = mask(query)
        narrow = int(allowed.sum()) < NARROW * catalogue.size
        around = catalogue.placed(self._nearest(catalogue, masked, WIDER if narrow else WIDE))
        kept = {place: similarity for place, similarity in around.items() if allowed[place]}
        if len(kept) == len(around) or len(kept) >= ENOUGH:
            return kept
        return catalogue.placed(self._nearest(catalogue, masked, DEPTH, catalogue.keys(allowed)))

    def _nearest(self, catalogue: Catalogue, query: str, k: int, keys: Sequence[str] | None = None) -> dict[str, float]:
        """Ask the vector index; whatever fails there leaves a remark and the word index alone."""
        if not self._dense or not catalogue.size:
            return {}
        with self._lock:
            if self._failed_at is not None and time.monotonic() - self._failed_at < _PAUSE:
                return {}
            try:
                vectors = self._vectors or self._open_vectors()
                vectors.catch_up(catalogue.stamp)
                near = vectors.nearest(query, k, keys)
            except StorageProblem:
                raise
            except BaseException as problem:  # the server, the folder and the library fail each in their own way
                if not isinstance(problem, Exception) and type(problem).__name__ != _PANIC:
                    raise
                _log.warning("vector index failed", exc_info=True)
                self._failed_at = time.monotonic()
                self._close_vectors()
                self._remark(self._failure())
                return {}
            self._recovered()
            return near

    def _open_vectors(self) -> "Vectors":
        from assistant.evidence.embedding import choose
        from assistant.evidence.vectors import Vectors

        embeddings, remark = choose(self._settings)
        if remark:
            self._remark(remark)
        self._vectors = Vectors(self._shelf, embeddings, self._settings.chroma_url)
        return self._vectors

    def _failure(self) -> str:
        if self._settings.chroma_url:
            return f"向量检索服务 {self._settings.chroma_url} 无法连接，本次只按关键词检索。请检查该服务后再试。"
        return "向量索引无法使用，本次只按关键词检索。请管理员在“管理”页重新建立索引（命令：nianbao archive reindex）。"

    def _recovered(self) -> None:
        """What failed a while ago answers again."""
        if self._failed_at is not None:
            self._failed_at = None
            amiss = (self._failure(), _UNWRITTEN.format(self._shelf.folder))
            self.remarks[:] = [one for one in self.remarks if one not in amiss]

    def _remark(self, sentence: str) -> None:
        if sentence not in self.remarks:
            self.remarks.append(sentence)

    def _hits(self, catalogue: Catalogue, candidates: Sequence[Candidate], k: int) -> list[Hit]:
        scores = {catalogue.id(candidate.place): candidate.relevance for candidate in candidates}
        passages: list[Passage] = []
        groups = collapse(passages)
        for start in range(0, len(candidates), 2 * k):
            chunk = candidates[start : start + 2 * k]
            passages += self._shelf.passages([catalogue.row(candidate.place) for candidate in chunk])
            groups = collapse(passages)
            if len(groups) > k:
                break
        return [Hit(first, round(scores.get(first.id, 0.0), 4), years) for first, years in groups[:k]]
