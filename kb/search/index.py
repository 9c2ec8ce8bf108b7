"""The index: vectors in Chroma, words in an SQLite full-text file. Both are derived and can be thrown away.

A ledger beside the words says which passages the index holds, with a digest of what was embedded. A passage enters the
ledger last and leaves it last, so after a kill at any moment the difference with the store is what is left to do.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.errors import BrokenStore, OtherEmbedder
from kb.model import Passage
from kb.search.embedding import Embedder
from kb.text.stems import match_query, sounded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WINDOW = 250  # characters: measured, see bench/embedding_model/README.md
DAMAGED = ("SQLITE_NOTADB", "SQLITE_CORRUPT")
FEW = 500  # passages: up to here fetching the vectors is faster than Chroma's filtered query
BATCH = 200  # passages between two commits: what a kill can cost (Chroma takes at most 5,461 at a time)
SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS entries (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document_id TEXT NOT NULL, digest TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS entries_document ON entries (document_id);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (text, tokenize = 'trigram');
"""


class Index:
    """What can be looked up by meaning and by words. One process writes at a time: the caller holds the lock."""

    def __init__(
        self, folder: Path, embedder: Embedder, vectors: Callable[[Sequence[str]], NDArray[np.float32]] | None = None
    ) -> None:
        """`vectors` gives the rows of texts that may be stored already; without it the embedder makes them all."""
        self._folder = folder
        self._embedder = embedder
        self._rows = vectors or embedder.passages
        self._client: Any = None
        self._vectors: Any = None
        self._seen = -1  # generation of the ledger when the vectors were opened
        self._using = threading.Lock()

    # -- state --------------------------------------------------------------------------------------------------------
    def texts(self) -> int:
        """The counter of the store that the index reflects; -1 before the first time."""
        return int(self._fact("texts") or -1)

    def reflect(self, texts: int) -> None:
        """Note that the index now holds what the store had at this count."""
        with self._ledger() as ledger:
            _note(ledger, "texts", str(texts))

    def is_other(self) -> bool:
        """Whether another embedder made the vectors that are here."""
        return self._fact("embedder") not in (None, self._embedder.identity)

    def require_same_embedder(self) -> None:
        """Raises OtherEmbedder, because vectors of two models cannot be compared."""
        if self.is_other():
            raise OtherEmbedder(
                "De zoekindex is met een ander taalmodel gemaakt dan nu is ingesteld: "
                'maak haar opnieuw met "adviesspoor reindex".'
            )

    def documents(self) -> set[str]:
        with self._ledger() as ledger:
            return {row[0] for row in ledger.execute("SELECT DISTINCT document_id FROM entries")}

    def entries(self) -> dict[str, str]:
        """Passage id → digest of what was embedded, for all that the index holds."""
        with self._ledger() as ledger:
            return dict(ledger.execute("SELECT id, digest FROM entries"))

    def vector_ids(self) -> set[str]:
        """The passages that have a vector."""
        with self._collection() as collection:
            return set(collection.get(include=[])["ids"])

    # -- writing ------------------------------------------------------------------------------------------------------
    def update(self, document_id: str, passages: Sequence[Passage]) -> int:
        """Make the index hold exactly these passages of the document; returns how many were embedded."""
        self.require_same_embedder()
        with self._ledger() as ledger:
            known = dict(ledger.execute("SELECT id, digest FROM entries WHERE document_id = ?", (document_id,)))
        wanted = {passage.id: passage for passage in passages}
        self._remove([id_ for id_ in known if id_ not in wanted])
        new = [
            (passage, text)
            for passage, text in zip(passages, windows(passages), strict=True)
            if known.get(passage.id) != digest(text)
        ]
        for first in range(0, len(new), BATCH):
            self._add(new[first : first + BATCH])
        return len(new)

    def clear(self) -> None:
        """Throw everything away, also what another embedder made."""
        self.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _add(self, given: Sequence[tuple[Passage, str]]) -> None:
        vectors = self._rows([text for _, text in given])
        with self._collection() as collection:
            collection.upsert(ids=[passage.id for passage, _ in given], embeddings=vectors)
        with self._ledger() as ledger:
            _note(ledger, "embedder", self._embedder.identity)
            for passage, text in given:
                _erase(ledger, passage.id)
                entry = (passage.id, passage.document_id, digest(text))
                row = ledger.execute("INSERT INTO entries (id, document_id, digest) VALUES (?, ?, ?)", entry)
                words = (row.lastrowid, sounded(passage.searchable))
                ledger.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", words)
            self._count(ledger)

    def _remove(self, ids: Sequence[str]) -> None:
        """Leave no trace: the full-text file keeps deleted words until its parts are merged."""
        for first in range(0, len(ids), BATCH):
            with self._collection() as collection:
                collection.delete(ids=list(ids[first : first + BATCH]))
        if ids:
            with self._ledger() as ledger:
                for id_ in ids:
                    _erase(ledger, id_)
                ledger.execute("INSERT INTO words (words) VALUES ('optimize')")
                self._count(ledger)

    def _count(self, ledger: sqlite3.Connection) -> None:
        """A new generation, so that other processes open their vectors again."""
        generation = _generation(ledger) + 1
        _note(ledger, "generation", str(generation))
        self._seen = generation

    # -- questions ----------------------------------------------------------------------------------------------------
    def nearest(
        self, vector: NDArray[np.float32], limit: int, among: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """(passage id, cosine) of the nearest passages. Among a few they are compared one by one: exact, and faster."""
        if among is not None and len(among) <= FEW:
            with self._collection() as collection:
                given = collection.get(ids=list(among), include=["embeddings"])
            scores = given["embeddings"] @ vector if given["ids"] else []
            ranked = sorted(zip(given["ids"], map(float, scores), strict=True), key=lambda pair: (-pair[1], pair[0]))
            return ranked[:limit]
        # Chroma fails on an id that it does not hold: one that another process is only now bringing in.
        only = {} if among is None else {"ids": [id_ for id_ in self.entries() if id_ in among]}
        with self._collection() as collection:
            found = collection.query(query_embeddings=[vector], n_results=limit, include=["distances"], **only)
        return [(id_, 1.0 - distance) for id_, distance in zip(found["ids"][0], found["distances"][0], strict=True)]

    def by_words(self, text: str, limit: int, among: Collection[str] | None = None) -> list[tuple[str, float]]:
        """(passage id, BM25 score), best first; nothing when the text has no word of three letters."""
        query = match_query(text)
        if not query:
            return []
        with self._ledger() as ledger:
            ranked = ledger.execute(
                "SELECT entries.id, -bm25(words) FROM words JOIN entries ON entries.number = words.rowid "
                "WHERE words MATCH ? ORDER BY bm25(words), entries.id",
                (query,),
            )
            return list(islice((row for row in ranked if among is None or row[0] in among), limit))

    # -- files --------------------------------------------------------------------------------------------------------
    def close(self) -> None:
        with self._using:
            self._let_go()

    def _let_go(self) -> None:
        if self._client is not None:
            from chromadb.api.shared_system_client import SharedSystemClient

            self._client.close()
            SharedSystemClient.clear_system_cache()  # or a new client would see what this one saw
        self._client = self._vectors = None

    @contextmanager
    def _collection(self) -> Iterator[Any]:
        """The vectors, opened again when another process changed them. One thread at a time, so that none of them
        closes what another one is using."""
        with self._using:
            with self._ledger() as ledger:
                generation = _generation(ledger)
            if self._vectors is None or self._seen != generation:
                self._let_go()
                self._open(generation)
            yield self._vectors

    def _open(self, generation: int) -> None:
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        self._client = chromadb.PersistentClient(str(self._folder / "vectors"), settings=settings)
        self._vectors = self._client.get_or_create_collection(
            "passages",
            embedding_function=None,  # the default one would download a model
            configuration={"hnsw": {"space": "cosine", "ef_search": 300, "ef_construction": 200}},
        )
        self._seen = generation

    def _fact(self, name: str) -> str | None:
        with self._ledger() as ledger:
            row = ledger.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    @contextmanager
    def _ledger(self) -> Iterator[sqlite3.Connection]:
        """A connection of its own per use, so that threads do not meet; commits at the end. Raises BrokenStore."""
        self._folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._folder / "words.sqlite", timeout=10)
        try:
            connection.execute("PRAGMA secure_delete=ON")
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'words'").fetchone():
                connection.executescript(SCHEMA)
            with connection:
                yield connection
        except sqlite3.DatabaseError as error:
            if not getattr(error, "sqlite_errorname", "").startswith(DAMAGED):
                raise
            raise BrokenStore(
                f"De zoekindex is beschadigd: verwijder de map {self._folder}, dan wordt zij opnieuw gemaakt."
            ) from error
        finally:
            connection.close()


def windows(passages: Sequence[Passage]) -> list[str]:
    """What the vector of each passage of a document is made of: its text, and when that is short so much of what
    stands before and after it that the meaning shows ("zie hieronder" says nothing by itself)."""
    texts = [passage.searchable for passage in passages]
    return [
        _window(text, texts[number - 1] if number else "", texts[number + 1] if number + 1 < len(texts) else "")
        for number, text in enumerate(texts)
    ]


def _window(text: str, before: str, after: str) -> str:
    need = WINDOW - len(text)
    if need <= 0:
        return text
    left = max(need // 2, need - len(after))
    right = max(need // 2, need - len(before))
    if len(before) > left:
        before = before[-left:].partition(" ")[2]
    if len(after) > right:
        after = after[:right].rpartition(" ")[0]
    return f"{before} {text} {after}".strip()


def digest(text: str) -> str:
    """Tells whether a passage must be embedded again."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def _erase(ledger: sqlite3.Connection, id_: str) -> None:
    row = ledger.execute("SELECT number FROM entries WHERE id = ?", (id_,)).fetchone()
    if row:
        ledger.execute("DELETE FROM words WHERE rowid = ?", row)
        ledger.execute("DELETE FROM entries WHERE number = ?", row)


def _note(ledger: sqlite3.Connection, name: str, value: str) -> None:
    ledger.execute("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", (name, value))


def _generation(ledger: sqlite3.Connection) -> int:
    row = ledger.execute("SELECT value FROM facts WHERE name = 'generation'").fetchone()
    return int(row[0]) if row else 0
