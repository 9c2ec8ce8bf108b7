"""The documents as the knowledge base offers them: what comes in, what goes, and what there is."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kb.acting import needs
from kb.decisions import parting
from kb.decisions.corrections import Corrections
from kb.decisions.snapshot import keeps
from kb.decisions.transfer import Staying, carried
from kb.indexed import Indexed
from kb.letters import replies, versions
from kb.log import logged
from kb.model import (
    EVERYTHING,
    BundlePart,
    Document,
    FileReport,
    Filter,
    Forgotten,
    HowRead,
    Kept,
    Page,
    Passage,
    Reading,
    Role,
    Statement,
)
from kb.search.vectors import Remembering, embedded, texts_of
from kb.search.windows import digest
from kb.store import Originals, digest_of
from kb.trails import deadlines as terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TRASH = "prullenbak"


class Documents(Indexed, Corrections):
    """The part of the knowledge base that holds documents."""

    _originals: Originals

    @abstractmethod
    def _settling(self) -> AbstractContextManager[None]: ...

    # -- writing: for ingest ------------------------------------------------------------------------------------------
    def find(self, sha256: str) -> Document | None:
        """The document with these bytes, or the first of its parts; None when it is not loaded."""
        return self._store.find(sha256)

    def of_file(self, sha256: str) -> tuple[Document, ...]:
        """The document with these bytes, or the parts of such a file that are loaded, in the order of their pages."""
        return self._store.of_file(sha256)

    @needs(Role.MANAGE)
    @logged("document opgeslagen", lambda reading: reading.document.id)
    def put(self, reading: Reading) -> Document:
        """Store a document with its original, pages, passages and statements in one transaction; replaces an older
        reading of the same document (decisions stay). Then brings the index up to date. Returns the document, with
        what it `replaces` when it is a new version of a loaded one."""
        with self._writing():
            self._on_index(self._index.require_same_embedder)
            reading = self._versioned(reading, self._of_its_day(reading))
            with self._settling():
                self._originals.bring(reading.document, reading.original)
                self._put(reading)
        return self._store.document(reading.document.id)

    @needs(Role.MANAGE)
    @logged("bestand verdeeld", lambda readings: readings[0].document.id)
    def put_parts(self, readings: Sequence[Reading], *, lose_decisions: bool = False) -> tuple[Document, ...]:
        """Store the documents that one file holds, in the place of what is stored of that file now, in one transaction.

        Decisions go over to the part that has their words on the same page. BadCut, and nothing done, when some cannot,
        unless they may be lost; and when something stored has other versions."""
        with self._writing():
            self._on_index(self._index.require_same_embedder)
            store, new = self._store, {reading.document.id for reading in readings}
            stored = store.of_file(readings[0].document.sha256)
            gone = [document for document in stored if document.id not in new]
            parting.require_lone(gone, store)
            carry = parting.carrier(store, gone, readings)
            if not lose_decisions:
                parting.require_all(store.decisions(), carry)
            placed = [self._with_kept(self._versioned(each, self._of_its_day(each, stored))) for each in readings]
            in_step = self._in_step()
            with self._settling():
                self._originals.bring(placed[0].document, placed[0].original)
                store.put_instead([document.id for document in gone], placed, carry)
                if len(placed) == 1 and placed[0].proposal:
                    store.refuse_bundle(placed[0].document.id)  # a person wants it whole
            self._on_index(partial(self._part_in_index, placed, gone) if in_step else self._mend)
            self._remembered.clear()
        return tuple(self._store.document(reading.document.id) for reading in readings)

    def _of_its_day(self, reading: Reading, without: Sequence[Document] = ()) -> list[Document]:
        """The documents that one may be a new version of: two that have another date are none of each other."""
        found, apart = self._store.counting_of(reading.document.date), {each.id for each in without}
        return [self._belonging().on(each) for each in found if each.id not in apart]

    def _versioned(self, reading: Reading, among: Sequence[Document]) -> Reading:
        """The reading with the document that it is a new version of."""
        store = self._store
        scanned = store.scanned_among([each.id for each in among])
        older = versions.replaced(reading, among, store.passages, store.pages, scanned)
        return replace(reading, document=replace(reading.document, replaces=older))

    @needs(Role.MANAGE)
    def keep_whole(self, document_id: str) -> None:
        """Remember that a document that looks like several is one. Raises NotFound when it does not look so."""
        with self._writing():
            self._store.refuse_bundle(document_id)

    @needs(Role.JUDGE)
    def put_again(self, document_id: str, statements: Sequence[Statement], kept: Kept) -> None:
        """Replace what another reader found in a document; its original, pages and passages stay."""
        with self._writing():
            store, document = self._store, self._store.document(document_id)
            pages, passages = store.pages(document_id), store.passages(document_id)
            proposal, words = store.bundles().get(document_id, ()), store.words().get(document_id)
            self._put(Reading(document, b"", pages, passages, tuple(statements), kept, proposal, words))

    def _put(self, reading: Reading) -> None:
        in_step = self._in_step()
        self._store.put(self._with_kept(reading))
        self._on_index(partial(self._take_in, reading) if in_step else self._mend)

    def _with_kept(self, reading: Reading) -> Reading:
        return replace(reading, kept=self._with_vectors(reading))

    def _with_vectors(self, reading: Reading) -> Kept:
        """What is kept of a document, with the rows that a worker did not make with this embedder."""
        kept, identity = reading.kept, self.embedder.identity
        texts = texts_of(reading.passages, reading.statements)
        known = dict(kept.vectors) if kept.embedder == identity else {}
        known |= self._store.vectors([id_ for id_ in map(digest, texts) if id_ not in known], identity)
        return replace(kept, embedder=identity, vectors=embedded(texts, self.embedder, known))

    def _vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.encoder()(texts)

    def encoder(self) -> Remembering:
        """Texts to vectors for whoever compares letters: what is stored is not embedded again."""
        return Remembering(self.embedder, partial(self._store.vectors, embedder=self.embedder.identity))

    @needs(Role.JUDGE)
    def remember(self, encoder: Remembering) -> None:
        """Store the vectors that this encoder made."""
        with self._writing():
            self._store.add_vectors(None, self.embedder.identity, encoder.fresh)

    @needs(Role.MANAGE)
    def mend_original(self, document: Document, data: bytes) -> bool:
        """Put back the original of a loaded document when it is not there; whether it was not."""
        if self._originals.path(document).is_file():
            return False
        with self._writing(), self._settling():
            self._originals.bring(document, data)
        return True

    @needs(Role.MANAGE)
    def report(self, report: FileReport) -> None:
        """Keep how the reading of a file ended: the last reading of a document, the last failure of a file."""
        with self._writing():
            self._store.report(report)

    @needs(Role.MANAGE)
    @logged("document vergeten", lambda document_id, *_: document_id)
    def forget(self, document_id: str, by: str = "") -> None:
        """Delete a document with its passages, vectors, words, statements, links, reports and original. Decisions about
        words that another version has too stay with that version; the others go. The original of a part of a file stays
        until its last part goes. What is kept is that it was forgotten, when and `by` whom."""
        with self._writing():
            document = self._store.document(document_id)
            others = self._store.other_versions(document)
            staying = self._staying(others[-1].id, document_id) if others else None
            in_step = self._in_step()
            with self._settling():
                self._originals.take(document)
                self._store.forget(
                    document_id,
                    lambda each: carried(each, document_id, staying) if staying else None,
                    self._corrections_for(others[-1].id, document_id) if others else (),
                    Forgotten(document_id, self.author(by), date.today()),
                )
            for copy in (self.home / TRASH).glob("*"):
                if copy.is_file() and digest_of(copy) == document.sha256:
                    copy.unlink()
            self._on_index(partial(self._drop, document_id, in_step=in_step))
            self._remembered.clear()
            self._found.pop(document_id, None)
            replies.let_go()

    def _staying(self, document_id: str, forgotten: str) -> Staying:
        statements = self._store.statements_of([document_id])
        scanned = self._store.is_scanned(document_id) or self._store.is_scanned(forgotten)
        return Staying(document_id, statements, self._store.passages(document_id), scanned)

    @needs(Role.MANAGE)
    def forgotten(self) -> tuple[Forgotten, ...]:
        """Which documents were forgotten, by whom and when; the newest first."""
        return self._store.forgotten()

    def unplaced(self) -> list[str]:
        """The documents of which an older program did not look to which authority they belong."""
        return self._store.unplaced()

    @needs(Role.JUDGE)
    def put_places(self, found: Mapping[str, Sequence[str]]) -> None:
        """Keep to which authorities these documents belong as far as they say so."""
        with self._writing():
            self._store.put_places(found)

    def read_otherwise(self, reader: str) -> list[str]:
        """The stored documents, also of older versions, in which another one than this reader found something."""
        return self._store.read_otherwise(reader)

    def found(self, document_id: str) -> Kept:
        """What was found in the sentences of a document, in the notation of its reader."""
        return self._store.found(document_id)

    # -- what there is ------------------------------------------------------------------------------------------------
    @property
    def revision(self) -> int:
        """Moves with every change, also of the terms that a clerk edits: a cache key for faces."""
        return self._store.revision() + terms.stamp(self.home)

    @property
    def texts(self) -> int:
        """Moves when documents change: for whoever computes something from all of them."""
        return self._store.texts()

    def documents(self, where: Filter = EVERYTHING) -> tuple[Document, ...]:
        """Oldest first; those without a date last. Older versions are left out."""
        if where == EVERYTHING:
            return self._named()
        return tuple(document for document in self._named() if keeps(where, document))

    def document(self, document_id: str) -> Document:
        """Also an older version."""
        return self._decided_on(self._store.document(document_id))

    def versions(self, document_id: str) -> tuple[Document, ...]:
        """All versions of this document, oldest first; itself alone when there are no others. The last one counts."""
        found = self._known().versions.get(document_id)
        return tuple(map(self._decided_on, found or (self._store.document(document_id),)))

    def bundles(self) -> dict[str, tuple[BundlePart, ...]]:
        """Per document what it seems to be instead: several. Without those that a person keeps whole."""
        return self._store.bundles()

    def original(self, document_id: str) -> Path:
        """The file as it was added. Raises NotFound when it is gone."""
        return self._originals.existing(self._store.document(document_id))

    def pages(self, document_id: str) -> tuple[Page, ...]:
        return self._store.pages(document_id)

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        return self._store.passages(document_id)

    def how_read(self, document_ids: Sequence[str]) -> dict[str, list[HowRead]]:
        """By document how its pages were read."""
        return self._store.how_read(document_ids)

    def first_pages(self, letters: str) -> Iterator[tuple[str, Page]]:
        """Documents with their first page, where these letters stand on it, in one line."""
        return self._store.first_pages(letters)

    def passage(self, passage_id: str) -> Passage:
        return self._store.passage(passage_id)

    def passages_by_id(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Those that exist."""
        return self._store.passages_by_id(ids)

    def statement(self, statement_id: str) -> Statement:
        """As the machine proposed it or a person made it, also when it was rejected or stands in an older version."""
        left = self._known().left
        gone = left.gone.get(statement_id)
        made = gone if isinstance(gone, Statement) else left.statements.get(statement_id)
        return made or self._store.statement(statement_id)
