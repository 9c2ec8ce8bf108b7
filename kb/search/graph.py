"""The vectors in Chroma, in a folder: opened when needed, again when another process changed them, wiped after
forgetting."""

from __future__ import annotations

import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from kb.errors import BrokenIndex
from kb.search.ledger import Ledger, folder_of, followed, generation_of, leaving, note, waiting, why
from kb.search.traces import wipe_others, wipe_unused
from kb.silence import keep_silent

WAITING = 1_000  # passages that may come or go before Chroma is loaded for them: some sixty letters
BATCH = 200  # passages between two commits: what a kill can cost (Chroma takes at most 5,461 at a time)

SHAPE: Any = {"hnsw": {"space": "cosine", "ef_search": 300, "ef_construction": 200}}

Stored = Callable[[Sequence[str]], Mapping[str, bytes]]  # digests to the rows that are stored


class Graph(Ledger):
    """The vectors of the passages that the ledger names."""

    def __init__(self, folder: Path, stored: Stored | None = None, *, readonly: bool = False) -> None:
        """`stored` looks rows up by digest; without it nothing waits, because nobody could ask for its row later."""
        self._folder = folder
        self._stored = stored
        self._readonly = readonly
        self._copy: TemporaryDirectory[str] | None = None  # Chroma opens nothing that it may not write to
        self._client: Any = None
        self._vectors: Any = None
        self._seen = -1  # generation of the ledger when the vectors were opened
        self._failed = False  # whether the last opening of the vectors did not succeed
        self._counted = False  # whether there was a vector for each passage, then
        self._asked = False  # whether the graph was asked something since
        self.untidy = False  # whether Chroma wrote its graph anew: it does at the first question after an opening
        self._using = threading.Lock()

    def vector_ids(self) -> set[str]:
        """The passages that have a vector."""
        with self._ledger() as ledger:
            due, gone = waiting(ledger), leaving(ledger)
        rows = self._stored(list(due.values())) if self._stored and due else {}
        apart = {id_ for id_, digest in due.items() if digest in rows}
        if due and not self._is_begun():
            return apart
        with self._collection() as collection:
            return set(collection.get(include=[])["ids"]) - set(gone) | apart

    def _is_begun(self) -> bool:
        """Whether the graph may hold anything."""
        with self._ledger() as ledger:
            return (self._folder / folder_of(ledger)).exists()

    def require_whole(self) -> None:
        """Raises BrokenIndex when passages lack their vector. Call it under the lock: who writes may be halfway."""
        with self._collection(whole=True):
            self._counted = False

    def _settle(self, rows: Mapping[str, bytes]) -> None:
        """Bring the graph in step with the ledger when much waits; `rows` are those at hand, by digest."""
        if self._much_waits():
            self._bring(rows)

    def _much_waits(self) -> bool:
        with self._ledger() as ledger:
            return max(len(waiting(ledger)), len(leaving(ledger))) > (WAITING if self._stored else 0)

    def _bring(self, rows: Mapping[str, bytes]) -> None:
        import numpy as np

        with self._ledger() as ledger:
            due, gone = waiting(ledger), leaving(ledger)
        missing = [digest for digest in due.values() if digest not in rows]
        rows = {**rows, **(self._stored(missing) if self._stored and missing else {})}
        ids = [id_ for id_, digest in due.items() if digest in rows]
        with self._collection() as collection:
            for first in range(0, len(gone), BATCH):
                collection.delete(ids=gone[first : first + BATCH])
            for first in range(0, len(ids), BATCH):
                some = ids[first : first + BATCH]
                made = np.frombuffer(b"".join(rows[due[id_]] for id_ in some), np.float32).reshape(len(some), -1)
                collection.upsert(ids=some, embeddings=made)
        with self._ledger() as ledger:
            followed(ledger)
            self._count(ledger)

    def complete(self) -> None:
        """After everything was made anew: have nothing wait that a question would wait for."""

    def purge(self) -> None:
        """After documents were dropped: leave nothing of their vectors on disk. They are overwritten where they stand;
        when that cannot be, those that stay are copied to a folder of their own. A kill at any moment leaves the old
        folder or the new one, and what is left over goes with the next purge."""
        with self._ledger() as ledger:
            current = folder_of(ledger)
            due = ledger.execute("SELECT 1 FROM facts WHERE name = 'traces'").fetchone() is not None
        for old in self._folder.glob("vectors*"):
            if old.name != current:
                shutil.rmtree(old, ignore_errors=True)
        if not due:
            return
        with self._using, explained():
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
            self._clean(following, without=True)
            self._open(self._seen, following)
        shutil.rmtree(self._folder / current, ignore_errors=True)

    def _clean(self, folder: str, *, without: bool = False) -> None:
        """From now on the vectors in this folder count, `without` those that were leaving, and other processes open
        them again."""
        with self._ledger() as ledger:
            if without:
                ledger.execute("DELETE FROM facts WHERE name = 'leaving'")
            note(ledger, "vectors", folder)
            ledger.execute("DELETE FROM facts WHERE name = 'traces'")
            self._count(ledger)

    def tidy(self) -> None:
        """Leave nothing in the places of the graph that are not in use; see `wipe_unused`."""
        with self._ledger() as ledger:
            folder = folder_of(ledger)
        with self._using:
            wipe_unused(self._folder / folder)
            self.untidy = False

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
                generation, folder = generation_of(ledger), folder_of(ledger)
            with explained():
                if self._vectors is None or self._seen != generation:
                    self._let_go()
                    self._open(generation, folder)
                if whole and not self._counted:
                    if self._vectors.count() < self._when_whole():
                        self._let_go()
                        raise BrokenIndex("De zoekindex is onvolledig.")
                    self._counted = True
                yield self._vectors

    def _when_whole(self) -> int:
        """How many vectors the graph holds when it is whole."""
        with self._ledger() as ledger:
            (count,) = ledger.execute("SELECT count(*) FROM entries").fetchone()
            return int(count) + len(leaving(ledger)) - len(waiting(ledger))

    def _open(self, generation: int, folder: str) -> None:
        self._failed = True
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
            configuration=SHAPE,
        )
        return client, collection

    def _count(self, ledger: sqlite3.Connection) -> None:
        """A new generation, so that other processes open their vectors again."""
        before = generation_of(ledger)
        generation = (before or time.time_ns()) + 1  # an index that is made anew starts elsewhere
        note(ledger, "generation", str(generation))
        if self._seen == before:
            self._seen = generation


@contextmanager
def explained() -> Iterator[None]:
    """The border with Chroma: whatever it raises becomes BrokenIndex, also the panic of its Rust half, which Python
    does not count among the exceptions."""
    try:
        yield
    except BrokenIndex:
        raise
    except BaseException as error:
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise BrokenIndex(f"De zoekindex is niet te gebruiken ({why(error)}).") from error
        raise
