"""The index: vectors in Chroma, words in an SQLite full-text file. Both are derived and can be thrown away.

A ledger beside the words says which passages the index holds, with a digest of what was embedded. A passage enters the
ledger last and leaves it last, so after a kill at any moment the difference with the store is what is left to do.
"""

from __future__ import annotations

import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from heapq import nsmallest
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from kb.errors import BrokenIndex, OtherEmbedder, because
from kb.model import Passage
from kb.search.embedding import Embedder
from kb.search.traces import wipe_others, wipe_unused
from kb.search.windows import digest, windows
from kb.silence import keep_silent
from kb.text.stems import match_query, sounded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ROOM = 5_000_000  # bytes free below which making the index again is not begun
REASONS = {
    "full": "de schijf is vol",
    "readonly": "u mag hier niet schrijven",
    "read-only": "u mag hier niet schrijven",
    "locked": "een ander programma gebruikt haar",
    "busy": "een ander programma gebruikt haar",
}
EXACT = 20_000  # passages: up to here reading the vectors from the store is faster than loading Chroma
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
        self,
        folder: Path,
        embedder: Embedder,
        vectors: Callable[[Sequence[str]], NDArray[np.float32]] | None = None,
        *,
        stored: Callable[[Sequence[str]], Mapping[str, bytes]] | None = None,
        readonly: bool = False,
    ) -> None:
        """`vectors` gives the rows of texts that may be stored already; without it the embedder makes them all.
        `stored` looks rows up by digest: as long as few are asked and nothing is written, Chroma is not even loaded."""
        self._folder = folder
        self._readonly = readonly
        self._copy: TemporaryDirectory[str] | None = None  # Chroma opens nothing that it may not write to
        self._embedder = embedder
        self._rows = vectors or embedder.passages
        self._stored = stored
        self._read: tuple[int, list[str], NDArray[np.float32]] | None = None  # generation, passages, their rows
        self._client: Any = None
        self._vectors: Any = None
        self._seen = -1  # generation of the ledger when the vectors were opened
        self._failed = False  # whether the last opening of the vectors did not succeed
        self._counted = False  # whether there was a vector for each passage, then
        self._asked = False  # whether the graph was asked something since
        self.unwiped = False  # whether Chroma wrote its graph anew: it does at the first question after an opening
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

    def drop(self, document_id: str) -> None:
        """Take a document out, whichever embedder made its vectors; `purge` then wipes their traces."""
        with self._ledger() as ledger:
            _note(ledger, "traces", "1")
            rows = ledger.execute("SELECT id FROM entries WHERE document_id = ?", (document_id,))
            ids = [row[0] for row in rows]
        self._remove(ids)

    def purge(self) -> None:
        """After documents were dropped: leave nothing of their vectors on disk. They are overwritten where they stand;
        when that cannot be, those that stay are copied to a folder of their own. A kill at any moment leaves the old
        folder or the new one, and what is left over goes with the next purge."""
        with self._ledger() as ledger:
            current = _folder(ledger)
            due = ledger.execute("SELECT 1 FROM facts WHERE name = 'traces'").fetchone() is not None
        for old in self._folder.glob("vectors*"):
            if old.name != current:
                shutil.rmtree(old, ignore_errors=True)
        if not due:
            return
        with self._using, _explained():
            self._let_go()
            overwritten = wipe_others(self._folder / current, self.entries())
            if overwritten:
                self._clean(current)
        if not overwritten:
            self._copy_from(current)

    def _copy_from(self, current: str) -> None:
        """The vectors that stay, as they are, in a folder without traces."""
        following = f"vectors-{uuid4().hex[:8]}"
        with self._collection() as collection:
            client, target = self._collection_in(following)
            staying = list(self.entries())
            for first in range(0, len(staying), BATCH):
                kept = collection.get(ids=staying[first : first + BATCH], include=["embeddings"])
                if kept["ids"]:
                    target.upsert(ids=kept["ids"], embeddings=kept["embeddings"])
            client.close()
            self._let_go()
            wipe_unused(self._folder / following)
            self._clean(following)
            self._open(self._seen, following)
        shutil.rmtree(self._folder / current, ignore_errors=True)

    def _clean(self, folder: str) -> None:
        """From now on the vectors in this folder count, and other processes open them again."""
        with self._ledger() as ledger:
            _note(ledger, "vectors", folder)
            ledger.execute("DELETE FROM facts WHERE name = 'traces'")
            self._count(ledger)

    def wipe(self) -> None:
        """Leave nothing in the places of the graph that are not in use; see `wipe_unused`."""
        with self._ledger() as ledger:
            folder = _folder(ledger)
        with self._using:
            wipe_unused(self._folder / folder)
            self.unwiped = False

    def clear(self) -> None:
        """Throw everything away, also what another embedder made."""
        self.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def require_room(self) -> None:
        """Raises BrokenIndex when the disk is too full to make the index again."""
        if shutil.disk_usage(self._folder.parent).free < ROOM:
            raise BrokenIndex("Er is te weinig ruimte op de schijf voor de zoekindex.")

    def require_whole(self) -> None:
        """Raises BrokenIndex when passages lack their vector. Call it under the lock: who writes may be halfway."""
        with self._collection() as collection:
            if collection.count() < len(self.entries()):
                raise BrokenIndex("De zoekindex is onvolledig.")

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
        generation = (_generation(ledger) or time.time_ns()) + 1  # an index that is made anew starts elsewhere
        _note(ledger, "generation", str(generation))
        self._seen = generation

    # -- questions ----------------------------------------------------------------------------------------------------
    def nearest(
        self, vector: NDArray[np.float32], limit: int, among: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """(passage id, cosine) of the nearest passages. Among a few they are compared one by one: exact, and faster."""
        read = self._rows_read()
        if read is not None:
            scores = read[1] @ vector
            best = ((-float(scores[place]), id_) for place, id_ in enumerate(read[0]) if among is None or id_ in among)
            return [(id_, -score) for score, id_ in nsmallest(limit, best)]
        if among is not None and len(among) <= FEW:
            with self._collection(whole=True) as collection:
                given = collection.get(ids=list(among), include=["embeddings"])
            scores = given["embeddings"] @ vector if given["ids"] else []
            ranked = sorted(zip(given["ids"], map(float, scores), strict=True), key=lambda pair: (-pair[1], pair[0]))
            return ranked[:limit]
        # Chroma fails on an id that it does not hold: one that another process is only now bringing in.
        only = {} if among is None else {"ids": [id_ for id_ in self.entries() if id_ in among]}
        with self._collection(whole=True) as collection:
            found = collection.query(query_embeddings=[vector], n_results=limit, include=["distances"], **only)
            self.unwiped, self._asked = self.unwiped or not self._asked, True
        return [(id_, 1.0 - distance) for id_, distance in zip(found["ids"][0], found["distances"][0], strict=True)]

    def _rows_read(self) -> tuple[list[str], NDArray[np.float32]] | None:
        """The passages and their rows as they are stored; None when there are many, one is not stored, or Chroma is
        open anyway."""
        if self._stored is None or self._vectors is not None:
            return None
        with self._ledger() as ledger:
            generation = _generation(ledger)
            if self._read is not None and self._read[0] == generation:
                return self._read[1:]
            (count,) = ledger.execute("SELECT count(*) FROM entries").fetchone()
            entries = dict(ledger.execute("SELECT id, digest FROM entries")) if 0 < count <= EXACT else {}
        rows = self._stored(list(set(entries.values()))) if entries else {}
        if not entries or not rows.keys() >= set(entries.values()):
            return None
        import numpy as np

        made = np.frombuffer(b"".join(rows[id_] for id_ in entries.values()), np.float32).reshape(len(entries), -1)
        self._read = generation, list(entries), made
        return self._read[1:]

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
            keep_silent()
            self._client.close()
        if self._client is not None or self._failed:
            from chromadb.api.shared_system_client import SharedSystemClient

            SharedSystemClient.clear_system_cache()  # or a new client would see what this one saw, or fail as it did
        self._client = self._vectors = None
        self._failed = False
        if self._copy is not None:
            self._copy.cleanup()
            self._copy = None

    @contextmanager
    def _collection(self, *, whole: bool = False) -> Iterator[Any]:
        """The vectors, opened again when another process changed them. One thread at a time, so that none of them
        closes what another one is using. Raises BrokenIndex; `whole`: also when they are fewer than the ledger says."""
        with self._using:
            with self._ledger() as ledger:
                generation, folder = _generation(ledger), _folder(ledger)
                (count,) = ledger.execute("SELECT count(*) FROM entries").fetchone()
            with _explained():
                if self._vectors is None or self._seen != generation:
                    self._let_go()
                    self._open(generation, folder)
                if whole and not self._counted:
                    if self._vectors.count() < count:
                        self._let_go()
                        raise BrokenIndex("De zoekindex is onvolledig.")
                    self._counted = True
                yield self._vectors

    def _open(self, generation: int, folder: str) -> None:
        self._failed, self._read = True, None
        self._client, self._vectors = self._collection_in(folder)
        self._failed = False
        self._seen, self._counted, self._asked = generation, False, False

    def _collection_in(self, folder: str) -> tuple[Any, Any]:
        keep_silent()
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        path = self._folder / folder
        if self._readonly:
            self._copy = TemporaryDirectory(prefix="adviesspoor-", ignore_cleanup_errors=True)
            path = Path(shutil.copytree(path, Path(self._copy.name) / "vectors"))
        client = chromadb.PersistentClient(str(path), settings=settings)
        collection = client.get_or_create_collection(
            "passages",
            embedding_function=None,  # the default one would download a model
            configuration={"hnsw": {"space": "cosine", "ef_search": 300, "ef_construction": 200}},
        )
        return client, collection

    def _fact(self, name: str) -> str | None:
        with self._ledger() as ledger:
            row = ledger.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    @contextmanager
    def _ledger(self) -> Iterator[sqlite3.Connection]:
        """A connection of its own per use, so that threads do not meet; commits at the end. Raises BrokenIndex."""
        try:
            connection = self._connect()
        except (sqlite3.Error, OSError) as error:
            raise BrokenIndex(f"De zoekindex is niet te openen ({_why(error)}).") from error
        try:
            connection.execute("PRAGMA secure_delete=ON")
            if (
                not self._readonly
                and not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'words'").fetchone()
            ):
                connection.executescript(SCHEMA)
            with connection:
                yield connection
        except sqlite3.DatabaseError as error:
            raise BrokenIndex(f"De zoekindex is niet te gebruiken ({_why(error)}).") from error
        finally:
            connection.close()

    def _connect(self) -> sqlite3.Connection:
        path = self._folder / "words.sqlite"
        if self._readonly:
            return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=10)
        self._folder.mkdir(parents=True, exist_ok=True)
        return sqlite3.connect(path, timeout=10)


@contextmanager
def _explained() -> Iterator[None]:
    """The border with Chroma: whatever it raises becomes BrokenIndex, also the panic of its Rust half, which Python
    does not count among the exceptions."""
    try:
        yield
    except BrokenIndex:
        raise
    except BaseException as error:
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise BrokenIndex(f"De zoekindex is niet te gebruiken ({_why(error)}).") from error
        raise


def _why(error: BaseException) -> str:
    """The reason in Dutch, for what Dutch words exist; those of Chroma and SQLite are English."""
    if isinstance(error, OSError):
        return because(error)
    words = f"{getattr(error, 'sqlite_errorname', '')} {error}".lower()
    return next((dutch for english, dutch in REASONS.items() if english in words), "zij is beschadigd")


def _erase(ledger: sqlite3.Connection, id_: str) -> None:
    row = ledger.execute("SELECT number FROM entries WHERE id = ?", (id_,)).fetchone()
    if row:
        ledger.execute("DELETE FROM words WHERE rowid = ?", row)
        ledger.execute("DELETE FROM entries WHERE number = ?", row)


def _note(ledger: sqlite3.Connection, name: str, value: str) -> None:
    ledger.execute("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", (name, value))


def _folder(ledger: sqlite3.Connection) -> str:
    """The folder with the vectors: another one after each `purge`."""
    row = ledger.execute("SELECT value FROM facts WHERE name = 'vectors'").fetchone()
    return str(row[0]) if row else "vectors"


def _generation(ledger: sqlite3.Connection) -> int:
    row = ledger.execute("SELECT value FROM facts WHERE name = 'generation'").fetchone()
    return int(row[0]) if row else 0
