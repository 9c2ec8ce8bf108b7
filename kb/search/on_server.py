"""The index of which the vectors stand in a collection on a Chroma server; its words are in the folder, as always.

Each ledger has a collection of its own, so nobody else writes in it and nothing has to be kept in step. A server that
cannot be used stops nothing but questions: what comes meanwhile waits in the ledger, and what the server lost is
brought again by `reindex` from the rows that are stored.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from kb.errors import BrokenIndex, NoVectors
from kb.search import graph
from kb.search.compact import Compact
from kb.search.embedding import Embedder
from kb.search.graph import Stored
from kb.search.index import FEW, Index
from kb.search.ledger import collection_of, generation_of, leaving, name_collection, waiting
from kb.search.server import Server, server_of
from kb.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PAUSE = 60.0  # seconds before a server that could not be used is tried again for what waits


class OnServer(Index):
    """As Index; questions raise NoVectors when the server cannot be used, changes only where it says so."""

    def __init__(self, server: Server, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self._server = server
        self._name: str | None = None  # of the collection that is open
        self._again = 0.0  # when it may be tried for what waits
        self._met: NoVectors | None = None  # what stood in the way the last time, until it is told

    # -- changes ------------------------------------------------------------------------------------------------------
    def _settle(self, rows: Mapping[str, bytes]) -> None:
        if self._much_waits():
            self._try_to_bring(rows)

    def purge(self) -> None:
        """What is gone from the ledger is deleted at the server at once; what it leaves on its disk is its own."""
        with self._ledger() as ledger:
            gone = leaving(ledger)
        if gone or self._much_waits():
            self._try_to_bring({})

    def _try_to_bring(self, rows: Mapping[str, bytes]) -> None:
        if time.monotonic() < self._again:
            return
        try:
            self._bring(rows)
        except NoVectors as trouble:
            self._met, self._again = trouble, time.monotonic() + PAUSE

    def _bring(self, rows: Mapping[str, bytes]) -> None:
        with self._ledger() as ledger:
            if not _held(ledger) and collection_of(ledger, self._place()) is None:
                name_collection(ledger, f"adviesspoor-{uuid4().hex}", self._place())
        super()._bring(rows)
        self.untidy = False

    def complete(self) -> None:
        """Raises NoVectors."""
        self._met = None
        self._bring({})

    def tidy(self) -> None:
        """Raises NoVectors when changes could not be brought since the last time; brings what a question had to compare
        one by one."""
        met, self._met = self._met, None
        if met is not None:
            raise met
        if self.untidy:
            self._try_to_bring({})

    def clear(self) -> None:
        """Raises NoVectors, with nothing thrown away, when the server cannot be used."""
        name = None
        with suppress(BrokenIndex), self._ledger() as ledger:  # of a torn ledger nobody knows the collection any more
            name = collection_of(ledger, self._place())
        if name is not None:
            self._server.drop(name)
        super().clear()
        self._again = 0.0

    # -- questions ----------------------------------------------------------------------------------------------------
    def _rows_read(self) -> Compact | None:
        return None  # the server answers

    def _in_graph(
        self, vector: NDArray[np.float32], limit: int, among: Collection[str] | None, due: Collection[str]
    ) -> dict[str, float]:
        if among is not None and len(among) <= FEW and self._stored:
            return self._apart(vector, self._digests(among))
        if self._name is None and not self._is_begun():
            return {}
        return super()._in_graph(vector, limit, among, due)

    def _note_question(self) -> None:
        """Nothing: how the server writes is its own."""

    def _is_begun(self) -> bool:
        with self._ledger() as ledger:
            return _held(ledger) > 0

    # -- the collection -----------------------------------------------------------------------------------------------
    @contextmanager
    def _collection(self, *, whole: bool = False) -> Iterator[Any]:
        """Opened again when the ledger names another one. Raises NoVectors; `whole`: also when it holds fewer than the
        ledger says, unless somebody is changing that right now."""
        with self._using, self._server.explained():
            with self._ledger() as ledger:
                generation, name = generation_of(ledger), collection_of(ledger, self._place())
                due, gone = len(waiting(ledger)), len(leaving(ledger))
                known = self._counted and (self._name, self._seen) == (name, generation)
                held = 0 if known else _held(ledger)  # it takes looking at all of them
            self.untidy = gone > 0 or due > graph.WAITING
            if name is None:
                raise self._server.lost()
            if name != self._name:
                self._let_go()
                self._client, self._vectors = self._server.open(name, make=not held)
                self._name = name
            if self._seen != generation:
                self._seen, self._counted = generation, False
            if whole and not self._counted:
                enough = self._vectors.count() >= held - gone
                with self._ledger() as ledger:
                    if not enough and generation_of(ledger) == generation:
                        raise self._server.lost()
                self._counted = enough
            yield self._vectors

    def _place(self) -> str:
        try:
            return str((self._folder / "words.sqlite").stat().st_ino)
        except FileNotFoundError:  # another program is making the index anew
            return ""

    def _let_go(self) -> None:
        if self._client is not None:
            self._client.close()
        self._client = self._vectors = self._name = None


def _held(ledger: sqlite3.Connection) -> int:
    """How many passages the collection holds by the ledger, with those that are to leave."""
    (entries,) = ledger.execute("SELECT count(*) FROM entries").fetchone()
    return int(entries) + len(leaving(ledger)) - len(waiting(ledger))


def index_of(
    chosen: Settings, folder: Path, embedder: Embedder,
    vectors: Callable[[Sequence[str]], NDArray[np.float32]] | None = None, *,
    stored: Stored | None = None, readonly: bool = False,
) -> Index:  # fmt: skip
    """The index of these settings. Raises BadSettings."""
    server = server_of(chosen)
    if server is None:
        return Index(folder, embedder, vectors, stored=stored, readonly=readonly)
    return OnServer(server, folder, embedder, vectors, stored=stored, readonly=readonly)
