"""What is found by searching: the question, and the index that follows the store."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress

from kb.decisions.snapshot import asks_about_documents, keeps
from kb.errors import BrokenIndex, Busy, NoVectors
from kb.following import Following
from kb.model import EVERYTHING, Document, Filter, Hit, Listing, Reading
from kb.search import listing
from kb.search.embedding import Embedder
from kb.search.index import Index
from kb.search.letters import Letters, OneByOne
from kb.search.ranking import Search
from kb.search.vectors import embedded, texts_of
from kb.search.windows import digest

WAITS = "Wat u toevoegt of verwijdert, is vastgelegd en komt later vanzelf in de zoekindex."


class Indexed(Following):
    """The part of the knowledge base that searches."""

    embedder: Embedder
    readonly: bool
    tell: Callable[[str], None]
    _index: Index

    @abstractmethod
    def _writing(self, patience: float | None = None) -> AbstractContextManager[None]: ...

    # -- questions ----------------------------------------------------------------------------------------------------
    def search(self, text: str, where: Filter = EVERYTHING, limit: int = 10) -> tuple[Hit, ...]:
        """Best first; nothing for a text without words. Raises OtherEmbedder."""
        if not self.readonly and not self._in_step():
            with suppress(Busy), self._writing(patience=0.0):
                self._follow()
        asked = self._asked()
        try:
            found = asked.hits(text, where, limit)
        except BrokenIndex as trouble:
            if self.readonly or isinstance(trouble, NoVectors):
                raise
            with self._writing():
                self._on_index(self._index.require_whole)  # another process may have been changing it just now
            found = asked.hits(text, where, limit)
        if self._index.untidy and not self.readonly:
            with suppress(Busy, BrokenIndex), self._writing(patience=0.0):
                self._index.tidy()
        return found

    def listed(self, where: Filter = EVERYTHING, first: int = 0, limit: int = 25) -> Listing:
        """All that the filter leaves, without a question: statements when it asks for these, else passages; the newest
        document first, from the one at place `first` (counted from 0) on."""
        return listing.listed(self._store, self._known(), self._due(), where, first, limit)

    def like(self, passage_id: str, where: Filter = EVERYTHING, limit: int = 10) -> tuple[Hit, ...]:
        """The passages that are nearest in meaning to this one, nearest first. Raises NotFound, OtherEmbedder."""
        return self._asked().like(self._store.passage(passage_id), where, limit)

    def _asked(self) -> Search:
        return Search(self._store, self._index, self.embedder, self._letters(), self._among)

    def _letters(self) -> Letters:
        """All that is known when that is in memory; else each letter when it is found."""
        if self._is_known():
            return self._known()
        return OneByOne(self._store, self._decided_on)

    def _among(self, where: Filter) -> set[str] | None:
        """The passages that the filter leaves; None when it leaves all."""
        if where.statement_kinds or where.positions or where.statuses:
            return {statement.passage_id for statement in self.statements(where)}
        if asks_about_documents(where):
            return self._store.passage_ids([document.id for document in self._named() if keeps(where, document)])
        return None

    def as_seen(self, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
        """What was found as this knowledge base shows it."""
        return hits

    def _in_step(self) -> bool:
        try:
            return self._index.texts() == self._store.texts()
        except BrokenIndex:
            return False

    def _take_in(self, reading: Reading) -> None:
        self._hold(reading)
        self._index.reflect(self._store.texts())

    def _part_in_index(self, readings: Sequence[Reading], gone: Sequence[Document]) -> None:
        for reading in readings:
            self._hold(reading)
        for document in gone:
            self._index.drop(document.id)
        self._index.purge()
        self._index.reflect(self._store.texts())

    def _hold(self, reading: Reading) -> None:
        self._index.update(reading.document.id, reading.passages)
        self._index.describe(reading.document, reading.pages, reading.passages)

    def _follow(self) -> None:
        """Bring the index up to date, unless it waits for `reindex`."""
        self._on_index(lambda: None if self._index.is_other() else self._mend())

    def _drop(self, document_id: str, *, in_step: bool) -> None:
        """Take a document out of the index, also of one that another embedder made. `in_step`: until now the index held
        what the store did, so nothing else is to be done."""
        self._index.drop(document_id)
        self._index.purge()
        if in_step:
            self._index.reflect(self._store.texts())
        elif not self._index.is_other():
            self._mend()

    def _on_index(self, work: Callable[[], None]) -> None:
        """Trouble with the index blocks nothing: it is made again, now or at a next opening, and that is said."""
        try:
            work()
            self._index.tidy()
        except NoVectors as trouble:
            self.tell(f"{trouble} {WAITS}")
        except BrokenIndex as trouble:
            try:
                self._index.require_room()
                self._index.clear()
                self._mend()
            except (BrokenIndex, OSError):
                self.tell(f"{trouble} Zij wordt vanzelf bijgewerkt als de kennisbank opnieuw wordt geopend.")
            else:
                self.tell("De zoekindex was beschadigd of onvolledig en is opnieuw gemaakt.")

    def _mend(self) -> None:
        """Bring the index to what the store holds, whatever it held."""
        texts = self._store.texts()
        if self._index.texts() == texts:
            self._index.purge()
            return
        if self._index.is_outdated():
            self._index.clear()
        documents = self._store.documents()
        for gone in self._index.documents().difference(document.id for document in documents):
            self._index.drop(gone)
        for document in documents:
            self._fill_in(document.id)
            passages = self._store.passages(document.id)
            self._index.update(document.id, passages)
            self._index.describe(document, self._store.pages(document.id), passages)
        self._index.purge()
        self._index.reflect(texts)

    def _fill_in(self, document_id: str) -> None:
        """Make and store the vectors that a document lacks: it was read by an older program or for another embedder."""
        identity, texts = self.embedder.identity, texts_of(self._store.passages(document_id), ())
        known = self._store.vectors([digest(text) for text in texts], identity)
        made = embedded([text for text in texts if digest(text) not in known], self.embedder)
        self._store.add_vectors(document_id, identity, made)
