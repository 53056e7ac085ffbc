"""Vectors: the passages' embeddings in a Chroma collection, through langchain-chroma.

The collection's name carries the model's fingerprint: another model is another collection, filled anew. The shelf's
journal says what a collection has yet to add or delete; a collection never seen before is compared key by key.
"""

import socket
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import chromadb
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings as ChromaSettings
from langchain_chroma import Chroma

from assistant.evidence.embedding import PassageEmbeddings
from assistant.evidence.on_disk import digest_of, remove
from assistant.evidence.shelf import Shelf, masked, set_state, state
from assistant.evidence.thresholds import EXACT

if TYPE_CHECKING:
    import sqlite3

_BATCH = 2000
_CONNECT_SECONDS = 3
_NAMES = "index_metadata.pickle"
_LEFT = "chroma-files"
"""What is kept with the shelf of the folder's files: how they were left by whoever wrote them last."""


class Vectors:
    """One collection, opened. Every method may raise whatever Chroma raises; `Evidence` turns that into a remark."""

    def __init__(self, shelf: Shelf, embeddings: PassageEmbeddings, url: str) -> None:
        """Connect to the server of that address, or open the folder `chroma` beside the shelf."""
        self._shelf = shelf
        self._embeddings = embeddings
        self._url = url
        self._folder = shelf.folder / "chroma"
        self._seen = self._stamp = ""
        self._checked = False
        self.name = f"passages-{embeddings.fingerprint[:16]}"
        self._client: Any = None
        try:
            self._open()
        except BaseException:
            self.close()
            raise

    def _open(self) -> None:
        if not self._url:
            self._see_to_folder()
        self._client = _connect(self._url, self._folder)
        self._store = Chroma(
            client=self._client,
            collection_name=self.name,
            embedding_function=self._embeddings,
            collection_configuration={"hnsw": {"space": "cosine"}},
        )
        self._collection: Any = self._client.get_collection(self.name, embedding_function=None)
        self._place = _place(self._folder)
        self._checked = False

    def _see_to_folder(self) -> None:
        """Remove a folder that is not as it was left: the library dies of damaged files, and the process with it."""
        with self._shelf.open() as connection:
            if state(connection, _LEFT) == _as_it_is(self._folder):
                return
        with self._shelf.open(writing=True) as connection:  # now nobody else is in the middle of writing there
            left = state(connection, _LEFT)
            if left == _as_it_is(self._folder):
                return
            if left and not self._folder.is_dir() and self._folder.exists():
                raise NotADirectoryError(self._folder)  # not ours; building anew removes it
            _forget_clients()
            remove(self._folder)
            set_state(connection, _LEFT, "")

    def close(self) -> None:
        """Release the client; the next opener of the same folder starts afresh."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _reopen(self) -> None:
        if _place(self._folder) != self._place:
            self._client = None
            _forget_clients()
        self.close()
        self._seen = ""
        self._open()

    def catch_up(self, stamp: str) -> None:
        """Bring the collection to the shelf's state of that stamp; one process at a time, under its write lock."""
        if not self._url and _place(self._folder) != self._place:
            self._reopen()  # removed, or made anew by another process
        elif stamp == self._stamp:
            return
        mark = f"vectors:{self.name}:{self._url}"
        with self._shelf.open() as connection:
            behind = _last_entry(connection) != state(connection, mark)
            seen = state(connection, mark)
            held = _held(connection)
        if not behind and self._seen in {"", seen} and (self._checked or self._collection.count() == held):
            self._checked = True
            self._seen, self._stamp = seen, stamp
            return
        if self._seen not in {"", seen} and not self._url:
            self._reopen()  # another process wrote: an embedded client keeps its own picture of the folder
        with self._shelf.open(writing=True) as connection:
            seen, last = state(connection, mark), _last_entry(connection)
            added, gone = self._journalled(connection, seen) if seen else self._compared(connection)
            self._apply(connection, added, gone)
            if not self._checked and self._collection.count() != _held(connection):
                self._apply(connection, *self._compared(connection))
            set_state(connection, mark, last)
            if not self._url:
                set_state(connection, _LEFT, _as_it_is(self._folder))
        self._checked = True
        self._seen, self._stamp = last, stamp

    def _apply(self, connection: "sqlite3.Connection", added: set[str], gone: set[str]) -> None:
        self._delete(sorted(gone))
        self._upsert(connection, sorted(added))

    def _journalled(self, connection: "sqlite3.Connection", seen: str) -> tuple[set[str], set[str]]:
        entries = connection.execute("SELECT key, present FROM journal WHERE entry > ? ORDER BY entry", (int(seen),))
        final = dict(entries.fetchall())
        return {key for key, present in final.items() if present}, {
            key for key, present in final.items() if not present
        }

    def _compared(self, connection: "sqlite3.Connection") -> tuple[set[str], set[str]]:
        wanted = {row[0] for row in connection.execute("SELECT key FROM passage")}
        present = set(self._store.get(include=[])["ids"])
        return wanted - present, present - wanted

    def _delete(self, keys: Sequence[str]) -> None:
        for start in range(0, len(keys), _BATCH):
            self._store.delete(ids=list(keys[start : start + _BATCH]))

    def _upsert(self, connection: "sqlite3.Connection", keys: Sequence[str]) -> None:
        """Add vectors without their texts: the shelf keeps those, and Chroma would index every character of them."""
        for start in range(0, len(keys), _BATCH):
            rows = masked(connection, keys[start : start + _BATCH])
            if rows:
                self._collection.upsert(
                    ids=[key for key, _, _ in rows],
                    embeddings=self._embeddings.embed_documents([text for _, text, _ in rows]),
                    metadatas=[{"section": section} for _, _, section in rows],
                    documents=[""] * len(rows),
                )

    def nearest(self, query: str, k: int, allowed: Collection[str] | None = None) -> dict[str, float]:
        """Keys of the nearest passages and their cosine similarity, of the allowed ones if given."""
        vector = self._embeddings.embed_query(query)
        if not any(vector) or (allowed is not None and not allowed):
            return {}
        if allowed is not None and len(allowed) <= EXACT:
            return self._compare(vector, list(allowed), k)
        narrowed: dict[str, Any] = {} if allowed is None else {"ids": list(allowed)}
        # Keys and distances alone: the store's own search would fetch texts and labels too, in three times the time.
        found = self._collection.query(query_embeddings=[vector], n_results=k, include=["distances"], **narrowed)
        return {
            str(key): 1 - float(distance) for key, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        }

    def _compare(self, vector: list[float], keys: list[str], k: int) -> dict[str, float]:
        import numpy as np

        got = self._store.get(ids=keys, include=["embeddings"])
        if not got["ids"]:
            return {}
        similar = np.asarray(got["embeddings"]) @ np.asarray(vector)
        best = np.argsort(-similar, kind="stable")[:k]
        return {got["ids"][place]: float(similar[place]) for place in best}


def _last_entry(connection: "sqlite3.Connection") -> str:
    return str(connection.execute("SELECT COALESCE(MAX(entry), 0) FROM journal").fetchone()[0])


def reach(url: str) -> None:
    """Ask a Chroma server whether it is there; raises whatever comes of it."""
    _connect(url, Path()).heartbeat()


def _held(connection: "sqlite3.Connection") -> int:
    return int(connection.execute("SELECT COUNT(*) FROM passage").fetchone()[0])


def _place(folder: Path) -> tuple[int, int] | None:
    """Which folder on the disk it is: one made anew under the same name is another."""
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _as_it_is(folder: Path) -> str:
    """A digest of the graphs kept in the folder, empty if there is no folder. The database beside them checks itself.

    A graph too small to be kept has files too, which are begun anew each time; it lacks the file with the names.
    """
    if not folder.exists():
        return ""
    kept = (file for names in folder.glob(f"*/{_NAMES}") for file in names.parent.iterdir())
    return digest_of(kept, folder)


def _forget_clients() -> None:
    """Chroma keeps what it has opened by its name, and would go on with files that are gone."""
    SharedSystemClient.clear_system_cache()


def _connect(url: str, folder: Path) -> Any:
    quiet = ChromaSettings(anonymized_telemetry=False)
    if not url:
        folder.mkdir(parents=True, exist_ok=True)
        return chromadb.PersistentClient(str(folder), settings=quiet)
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 8000)
    host = parts.hostname or "127.0.0.1"
    socket.create_connection((host, port), timeout=_CONNECT_SECONDS).close()  # the client itself would wait for long
    return chromadb.HttpClient(host=host, port=port, ssl=secure, settings=quiet)
