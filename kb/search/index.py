"""The index: vectors in Chroma (`graph`, or `on_server`), words in an SQLite full-text file (`ledger`). Both are
derived and can be thrown away."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import BrokenIndex, OtherEmbedder
from kb.model import Document, Page, Passage
from kb.search.asked import Asked, taken_apart
from kb.search.compact import Compact, compact
from kb.search.embedding import Embedder
from kb.search.graph import BATCH, Graph, Stored
from kb.search.heads import first_passage, head
from kb.search.ledger import enter, enter_head, erase_head, generation_of, hold_back, leaving, note, take_leave, waiting
from kb.search.lexicon import Lexicon, rule
from kb.search.naming import Thing
from kb.search.windows import digest, windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ROOM = 5_000_000  # bytes free below which making the index again is not begun
EXACT = 200_000  # passages: up to here comparing all rows takes less time and memory than Chroma
FEW = 500  # passages: up to here fetching the vectors is faster than Chroma's filtered query


class Index(Graph):
    """What can be looked up by meaning and by words. One process writes at a time: the caller holds the lock."""

    def __init__(
        self,
        folder: Path,
        embedder: Embedder,
        vectors: Callable[[Sequence[str]], NDArray[np.float32]] | None = None,
        *,
        stored: Stored | None = None,
        readonly: bool = False,
    ) -> None:
        """`vectors` gives the rows of texts that may be stored already; without it the embedder makes them all.
        `stored` looks rows up by digest: as long as few are asked and nothing is written, Chroma is not even loaded."""
        super().__init__(folder, stored, readonly=readonly)
        self._embedder = embedder
        self._rows = vectors or embedder.passages
        self._read: tuple[int, Compact] | None = None  # generation, rows

    # -- state --------------------------------------------------------------------------------------------------------
    def texts(self) -> int:
        """The counter of the store that the index reflects; -1 before the first time, and of an index that looks up
        words in another way than this program does."""
        return -1 if self.is_outdated() else int(self._fact("texts") or -1)

    def reflect(self, texts: int) -> None:
        """Note that the index now holds what the store had at this count."""
        with self._ledger() as ledger:
            note(ledger, "texts", str(texts))

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

    def is_outdated(self) -> bool:
        """Whether another program made it, that looked up words in another way: it must be made again."""
        return bool(self._fact("embedder")) and self._fact("words") != rule()

    def require_usable(self) -> None:
        """Raises OtherEmbedder, or BrokenIndex when this program cannot look anything up in it."""
        self.require_same_embedder()
        if self.is_outdated():
            raise BrokenIndex(
                'De zoekindex is door een andere versie van het programma gemaakt: maak haar opnieuw met "adviesspoor '
                'reindex".'
            )

    # -- writing ------------------------------------------------------------------------------------------------------
    def update(self, document_id: str, passages: Sequence[Passage]) -> int:
        """Make the index hold exactly these passages of the document; returns how many were embedded."""
        self.require_same_embedder()
        with self._ledger() as ledger:
            known = dict(ledger.execute("SELECT id, digest FROM entries WHERE document_id = ?", (document_id,)))
        wanted = {passage.id: passage for passage in passages}
        new = [
            (passage, text)
            for passage, text in zip(passages, windows(passages), strict=True)
            if known.get(passage.id) != digest(text)
        ]
        changed = {passage.id for passage, _ in new}
        self._remove([id_ for id_ in known if id_ not in wanted or id_ in changed])
        for first in range(0, len(new), BATCH):
            self._add(new[first : first + BATCH])
        return len(new)

    def describe(self, document: Document, pages: Sequence[Page], passages: Sequence[Passage]) -> None:
        """Make the index hold the head of this document, as it is now."""
        words = head(document, pages)
        with self._ledger() as ledger:
            enter_head(ledger, document.id, first_passage(passages), words)

    def drop(self, document_id: str) -> None:
        """Take a document out, whichever embedder made its vectors; `purge` then wipes their traces."""
        with self._ledger() as ledger:
            note(ledger, "traces", "1")
            erase_head(ledger, document_id)
            rows = ledger.execute("SELECT id FROM entries WHERE document_id = ?", (document_id,))
            ids = [row[0] for row in rows]
        self._remove(ids)

    def clear(self) -> None:
        """Throw everything away, also what another embedder made."""
        self.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def require_room(self) -> None:
        """Raises BrokenIndex when the disk is too full to make the index again."""
        if shutil.disk_usage(self._folder.parent).free < ROOM:
            raise BrokenIndex("Er is te weinig ruimte op de schijf voor de zoekindex.")

    def _add(self, given: Sequence[tuple[Passage, str]]) -> None:
        vectors = self._rows([text for _, text in given])
        with self._ledger() as ledger:
            note(ledger, "embedder", self._embedder.identity)
            note(ledger, "words", rule())
            hold_back(ledger)
            for passage, text in given:
                enter(ledger, (passage.id, passage.document_id, digest(text)), passage.searchable)
            self._count(ledger)
        self._settle({digest(text): row.tobytes() for (_, text), row in zip(given, vectors, strict=True)})

    def _remove(self, ids: Sequence[str]) -> None:
        """Leave no trace: the full-text file keeps deleted words until its parts are merged."""
        if ids:
            with self._ledger() as ledger:
                take_leave(ledger, ids)
                self._count(ledger)
            self._settle({})

    # -- questions ----------------------------------------------------------------------------------------------------
    def nearest(
        self, vector: NDArray[np.float32], limit: int, among: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """(passage id, cosine) of the nearest passages: compared one by one, or by the graph where there are many."""
        read = self._rows_read()
        found = read.nearest(vector, limit, among) if read is not None else None
        if found is not None:
            return found
        with self._ledger() as ledger:
            due, gone = waiting(ledger), leaving(ledger)
        scored = self._in_graph(vector, limit + len(gone), among, due)
        for id_ in gone:
            scored.pop(id_, None)
        scored |= self._apart(vector, {id_: due[id_] for id_ in due if among is None or id_ in among})
        return sorted(scored.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]

    def _in_graph(
        self, vector: NDArray[np.float32], limit: int, among: Collection[str] | None, due: Collection[str]
    ) -> dict[str, float]:
        if among is not None and len(among) <= FEW:
            with self._collection(whole=True) as collection:
                given = collection.get(ids=list(among), include=["embeddings"])
            scores = given["embeddings"] @ vector if given["ids"] else []
            return dict(zip(given["ids"], map(float, scores), strict=True))
        # Chroma fails on an id that it does not hold: one that another process is only now bringing in.
        only = {} if among is None else {"ids": [id_ for id_ in self._digests(among) if id_ not in due]}
        with self._collection(whole=True) as collection:
            found = collection.query(query_embeddings=[vector], n_results=limit, include=["distances"], **only)
            self._note_question()
        return {id_: 1.0 - distance for id_, distance in zip(found["ids"][0], found["distances"][0], strict=True)}

    def _note_question(self) -> None:
        self.untidy, self._asked = self.untidy or not self._asked, True

    def _apart(self, vector: NDArray[np.float32], due: Mapping[str, str]) -> dict[str, float]:
        """Those that the graph does not hold yet, compared one by one."""
        rows = self._stored(list(due.values())) if self._stored and due else {}
        if not rows.keys() >= set(due.values()):
            raise BrokenIndex("De zoekindex is onvolledig.")
        if not due:
            return {}
        import numpy as np

        made = np.frombuffer(b"".join(rows[each] for each in due.values()), np.float32).reshape(len(due), -1)
        return dict(zip(due, map(float, made @ vector), strict=True))

    def _open(self, generation: int, folder: str) -> None:
        self._read = None  # from now on the graph answers
        super()._open(generation, folder)

    def _rows_read(self) -> Compact | None:
        """The rows that are stored; None when there are many, one is not stored, or Chroma is open anyway."""
        if self._stored is None or self._vectors is not None:
            return None
        with self._ledger() as ledger:
            generation = generation_of(ledger)
            if self._read is not None and self._read[0] == generation:
                return self._read[1]
            few = self.size(EXACT + 1) <= EXACT
            entries = dict(ledger.execute("SELECT id, digest FROM entries")) if few else {}
        before = self._read[1] if self._read is not None else None
        made = compact(entries, self._stored, before) if entries else None
        self._read = (generation, made) if made is not None else None
        return made

    def asked(self, text: str) -> Asked:
        """A question with what the texts here say about its words."""
        with self._ledger() as ledger:
            return taken_apart(text, Lexicon(ledger))

    def by_words(self, asked: Asked, limit: int, among: Collection[str] | None = None) -> list[tuple[str, float]]:
        """(passage id, BM25 score), best first; nothing when the question has no word of three letters."""
        with self._ledger() as ledger:
            if among is None:
                return list(Lexicon(ledger).ranked(asked.pieces, limit))
            return list(islice((row for row in Lexicon(ledger).ranked(asked.pieces) if row[0] in among), limit))

    def by_heads(self, asked: Asked) -> dict[str, str]:
        """Of the documents in whose head all words of the question stand: the passage that stands for each."""
        with self._ledger() as ledger:
            return Lexicon(ledger).headed(asked)

    def naming(self, thing: Thing) -> tuple[set[str], set[str]]:
        """The passages in which a phrase of it stands, and the documents in whose head one does."""
        with self._ledger() as ledger:
            return Lexicon(ledger).naming(thing.phrases)
