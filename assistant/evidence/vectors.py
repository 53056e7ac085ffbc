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
from chromadb.config import Settings as ChromaSettings
from langchain_chroma import Chroma

from assistant.evidence.embedding import PassageEmbeddings
from assistant.evidence.shelf import Shelf, masked, set_state, state
from assistant.evidence.thresholds import EXACT

if TYPE_CHECKING:
    import sqlite3

_BATCH = 2000
_CONNECT_SECONDS = 3


class Vectors:
    """One collection, opened. Every method may raise whatever Chroma raises; `Evidence` turns that into a remark."""

    def __init__(self, shelf: Shelf, embeddings: PassageEmbeddings, url: str) -> None:
        """Connect to the server of that address, or open the folder `chroma` beside the shelf."""
        self._shelf = shelf
        self._embeddings = embeddings
        self._url = url
        self._seen = self._stamp = ""
        self.name = f"passages-{embeddings.fingerprint[:16]}"
        self._open()

    def _open(self) -> None:
        self._client = _connect(self._url, self._shelf.folder / "chroma")
        self._store = Chroma(
            client=self._client,
            collection_name=self.name,
            embedding_function=self._embeddings,
            collection_configuration={"hnsw": {"space": "cosine"}},
        )
        self._collection: Any = self._client.get_collection(self.name, embedding_function=None)

    def close(self) -> None:
        """Release the client; the next opener of the same folder starts afresh."""
        self._client.close()

    def catch_up(self, stamp: str) -> None:
        """Bring the collection to the shelf's state of that stamp; one process at a time, under its write lock."""
        if stamp == self._stamp:
            return
        mark = f"vectors:{self.name}:{self._url}"
        with self._shelf.open() as connection:
            behind = _last_entry(connection) != state(connection, mark)
            seen = state(connection, mark)
        if not behind and seen == self._seen:
            self._stamp = stamp
            return
        if self._seen not in {"", seen} and not self._url:
            self.close()  # another process wrote: an embedded client keeps its own picture of the folder
            self._open()
        with self._shelf.open(writing=True) as connection:
            seen, last = state(connection, mark), _last_entry(connection)
            added, gone = self._journalled(connection, seen) if seen else self._compared(connection)
            self._delete(sorted(gone))
            self._upsert(connection, sorted(added))
            set_state(connection, mark, last)
        self._seen, self._stamp = last, stamp

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
