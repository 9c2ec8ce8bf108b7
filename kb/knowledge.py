"""The knowledge base: what is known, and the questions you can ask it. The one door for ingest and for the faces."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from kb.backup.manifest import STORE
from kb.backup.moved import gaps, is_moved, note
from kb.concerned import Concerned
from kb.decisions import parting
from kb.decisions.corrections import Corrections
from kb.decisions.people import People
from kb.decisions.snapshot import keeps
from kb.decisions.transfer import Staying, carried
from kb.errors import BrokenIndex, Busy, Moved, ReadOnly
from kb.following import EVERYTHING, Following
from kb.letters import versions
from kb.log import logged
from kb.model import (
    BundlePart,
    Document,
    FileReport,
    Filter,
    Hit,
    Kept,
    Page,
    Passage,
    Problem,
    Reading,
    Statement,
)
from kb.remembered import Remembered
from kb.search.embedding import Embedder, embedder_of
from kb.search.index import Index
from kb.search.ranking import Search
from kb.search.vectors import Remembering, embedded, texts_of
from kb.search.windows import digest
from kb.settings import settings
from kb.store import Originals, Standing, Store, digest_of, move_aside, require_newest, require_same
from kb.temporary import sweep
from kb.trails import deadlines as terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kb.backup.manifest import Manifest
    from kb.check import Proof

PATIENCE = 60.0  # seconds that a second writer waits for each thing that it writes
POLL = 0.01  # seconds between two looks at a lock that another process holds
TRASH = "prullenbak"
READ_ONLY = "Deze kennisbank mag u alleen lezen: bekijken, zoeken en exporteren kan, wijzigen niet."


class KnowledgeBase(Following, Concerned, People, Corrections):
    """Everything that is known, in one folder: `store.sqlite` (the truth), `originals/`, `index/` (rebuildable).

    Opening makes the folder when it is missing, migrates an older store and mends an index that lags behind; a store
    that is not the one of the originals beside it is refused (OtherStore), unless it is opened to `repair`. Reading
    needs no lock, and no right to write; a second writer waits a minute and then raises Busy. `tell` hears, in one
    Dutch sentence each, of trouble that was no reason to stop.
    """

    home: Path
    embedder: Embedder  # for ingest too: the vectors that search uses serve linking
    gaps: tuple[Problem, ...]  # what this folder lacks when it is a copy that was not made by `backup`

    def __init__(
        self,
        home: Path,
        *,
        embedder: Embedder | None = None,
        url: str | None = None,
        repair: bool = False,
        tell: Callable[[str], None] = lambda sentence: None,
    ) -> None:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)  # letters about residents: no business of other users
        self.home = home
        self.tell = tell
        self.gaps = ()
        self.readonly = not os.access(home, os.W_OK)
        chosen = settings(home)
        self._turn, self._lock = FileLock(home / ".lock-beurt"), FileLock(home / ".lock")
        database = url or chosen.database or f"sqlite:///{home / STORE}"
        self._store = Store(database, readonly=self.readonly)
        self._originals = Originals(home / "originals")
        self._standing = Standing(home / "originals")
        self.embedder = embedder or embedder_of(chosen)
        stored = partial(self._store.vectors, embedder=self.embedder.identity)
        self._index = Index(home / "index", self.embedder, self._vectors, stored=stored, readonly=self.readonly)
        self._found = {}
        self._remembered = Remembered()
        self._place: tuple[tuple[int, int], ...] | None = None
        self._open(repair=repair)
        self._place = self._where()

    def _open(self, *, repair: bool) -> None:
        if not repair:
            require_newest(self._store, self._originals, self._standing)
        if self.readonly:
            if not self._store.is_made() or not self._store.is_current():
                raise ReadOnly(f"{READ_ONLY} Zij is nog leeg of ouder dan dit programma.")
            return
        place = self.home / STORE
        moved = self._store.is_sqlite() and is_moved(self.home, place)
        if not self._store.is_current():
            with self._writing():
                self._store.migrate()
        if not repair:
            require_same(self._store, self._originals)
        sweep(self.home)
        if moved:
            self.gaps = tuple(gaps(self.home, self._store, self._originals))
            for gap in self.gaps:
                self.tell(gap.message)
        with suppress(Busy), self._writing(patience=PATIENCE if repair else 0.0):
            self._settle()
            if not self.gaps and is_moved(self.home, place):
                note(self.home, place)
            self._follow()  # when another program is writing, that one brings the index up to date

    def _where(self) -> tuple[tuple[int, int], ...]:
        """Which folder and which file of the store this is; () when one of them is gone."""
        places = (self.home, *filter(None, (self._store.file,)))
        try:
            return tuple((found.st_dev, found.st_ino) for found in (place.stat() for place in places))
        except OSError:
            return ()

    def require_in_place(self) -> None:
        """Raises Moved when the folder, or the store in it, is gone or another one since this was opened."""
        if self._place is not None and self._where() != self._place:
            raise Moved(
                f"De kennisbank staat niet meer in {self.home}: de map is verplaatst, verwijderd of vervangen. "
                "Zet haar terug, of start Adviesspoor opnieuw met --home en de nieuwe plaats."
            )

    # -- writing: for ingest ------------------------------------------------------------------------------------------
    def find(self, sha256: str) -> Document | None:
        """The document with these bytes, or the first of its parts; None when it is not loaded."""
        return self._store.find(sha256)

    def of_file(self, sha256: str) -> tuple[Document, ...]:
        """The document with these bytes, or the parts of such a file that are loaded, in the order of their pages."""
        return self._store.of_file(sha256)

    @logged("document opgeslagen", lambda reading: reading.document.id)
    def put(self, reading: Reading) -> Document:
        """Store a document with its original, pages, passages and statements in one transaction; replaces an older
        reading of the same document (decisions stay). Then brings the index up to date. Returns the document, with
        what it `replaces` when it is a new version of a loaded one."""
        with self._writing():
            self._on_index(self._index.require_same_embedder)
            reading = self._versioned(reading, self._counting())
            with self._settling():
                self._originals.bring(reading.document, reading.original)
                self._put(reading)
        return self._store.document(reading.document.id)

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
            parting.require_lone(gone, self._known())
            carry = parting.carrier(store, gone, readings)
            if not lose_decisions:
                parting.require_all(store.decisions(), carry)
            counting = [document for document in self._counting() if document not in stored]
            placed = [self._with_kept(self._versioned(reading, counting)) for reading in readings]
            in_step = self._in_step()
            with self._settling():
                self._originals.bring(placed[0].document, placed[0].original)
                store.put_instead([document.id for document in gone], placed, carry)
                if len(placed) == 1 and placed[0].proposal:
                    store.refuse_bundle(placed[0].document.id)  # a person wants it whole
            self._on_index(partial(self._part_in_index, placed, gone) if in_step else self._mend)
            self._remembered.clear()
        return tuple(self._store.document(reading.document.id) for reading in readings)

    def _versioned(self, reading: Reading, among: Sequence[Document]) -> Reading:
        """The reading with the document that it is a new version of."""
        store = self._store
        older = versions.replaced(reading, among, store.passages, store.pages, store.scanned())
        return replace(reading, document=replace(reading.document, replaces=older))

    def keep_whole(self, document_id: str) -> None:
        """Remember that a document that looks like several is one. Raises NotFound when it does not look so."""
        with self._writing():
            self._store.refuse_bundle(document_id)

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

    def remember(self, encoder: Remembering) -> None:
        """Store the vectors that this encoder made."""
        with self._writing():
            self._store.add_vectors(None, self.embedder.identity, encoder.fresh)

    def mend_original(self, document: Document, data: bytes) -> bool:
        """Put back the original of a loaded document when it is not there; whether it was not."""
        if self._originals.path(document).is_file():
            return False
        with self._writing(), self._settling():
            self._originals.bring(document, data)
        return True

    def report(self, report: FileReport) -> None:
        """Keep how the reading of a file ended: the last reading of a document, the last failure of a file."""
        with self._writing():
            self._store.report(report)

    @logged("document vergeten", str)
    def forget(self, document_id: str) -> None:
        """Delete a document with its passages, vectors, words, statements, links, reports and original. Decisions about
        words that another version has too stay with that version; the others go. The original of a part of a file stays
        until its last part goes."""
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
                )
            for copy in (self.home / TRASH).glob("*"):
                if copy.is_file() and digest_of(copy) == document.sha256:
                    copy.unlink()
            self._on_index(partial(self._drop, document_id, in_step=in_step))
            self._remembered.clear()
            self._found.pop(document_id, None)

    def _staying(self, document_id: str, forgotten: str) -> Staying:
        statements = self._store.statements_of([document_id])
        scanned = self._store.is_scanned(document_id) or self._store.is_scanned(forgotten)
        return Staying(document_id, statements, self._store.passages(document_id), scanned)

    def readers(self) -> dict[str, str]:
        """Per stored document, also of older versions, the identity of what found something in its sentences."""
        return self._store.readers()

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
            return self._counting()
        return tuple(document for document in self._counting() if keeps(where, document))

    def document(self, document_id: str) -> Document:
        """Also an older version."""
        return self._store.document(document_id)

    def versions(self, document_id: str) -> tuple[Document, ...]:
        """All versions of this document, oldest first; itself alone when there are no others. The last one counts."""
        found = self._known().versions.get(document_id)
        return found or (self._store.document(document_id),)

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

    def passage(self, passage_id: str) -> Passage:
        return self._store.passage(passage_id)

    def statement(self, statement_id: str) -> Statement:
        """As the machine proposed it or a person made it, also when it was rejected or stands in an older version."""
        left = self._known().left
        gone = left.gone.get(statement_id)
        made = gone if isinstance(gone, Statement) else left.statements.get(statement_id)
        return made or self._store.statement(statement_id)

    # -- questions ----------------------------------------------------------------------------------------------------
    def search(self, text: str, where: Filter = EVERYTHING, limit: int = 10) -> tuple[Hit, ...]:
        """Best first; nothing for a text without words. Raises OtherEmbedder."""
        if not self.readonly and not self._in_step():
            with suppress(Busy), self._writing(patience=0.0):
                self._follow()
        asked = Search(self._store, self._index, self.embedder, self._known(), self._due())
        try:
            found = asked.hits(text, where, limit)
        except BrokenIndex:
            if self.readonly:
                raise
            with self._writing():
                self._on_index(self._index.require_whole)  # another process may have been changing it just now
            found = asked.hits(text, where, limit)
        if self._index.unwiped and not self.readonly:
            with suppress(Busy, BrokenIndex), self._writing(patience=0.0):
                self._index.wipe()
        return found

    # -- upkeep -------------------------------------------------------------------------------------------------------
    @logged("nagekeken")
    def check(self, reader: str = "", proof: Proof | None = None) -> tuple[Problem, ...]:
        """Everything that is wrong; nothing when store, originals and index agree and every quote is on its page, and,
        with a `proof` that reads originals again, in the original.

        `reader` is the identity of the reader of this program: what another one found must be read again.
        """
        from kb.check import problems

        return tuple(problems(self._store, self._originals, self._index, reader, proof))

    def orphans(self) -> tuple[Path, ...]:
        """Files among the originals that belong to no document, whoever put them there."""
        return tuple(self._originals.orphans(self._store.documents()))

    def is_loaded(self, path: Path) -> bool:
        """Whether a document with the bytes of this file is stored."""
        return self._store.find(digest_of(path)) is not None

    def to_trash(self, orphans: Iterable[Path]) -> Path:
        """Move files that belong to no document out of the originals; the folder where they are now."""
        with self._writing():
            trash = self.home / TRASH
            for path in orphans:
                move_aside(path, trash)
            return trash

    @logged("zoekindex opnieuw gemaakt")
    def reindex(self) -> int:
        """Make the index anew with the embedder that is set now; returns the number of passages."""
        with self._writing():
            self._index.clear()
            self._mend()
            return len(self._index.entries())

    @logged("reservekopie gemaakt")
    def backup(self, target: Path) -> Manifest:
        """Copy everything but the index to a new folder, or to a new file when the name ends in .zip; proven whole
        before it gets that name. What was wrong already is in `problems`. Raises BadBackup."""
        from kb.backup.writing import Source, write

        return write(Source(self.home, self._store, self._originals, self._writing), target)

    def close(self) -> None:
        self._index.close()
        self._store.close()

    def __enter__(self) -> KnowledgeBase:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    # -- within -------------------------------------------------------------------------------------------------------
    @contextmanager
    def _writing(self, patience: float | None = None) -> Iterator[None]:
        self.require_in_place()
        if self.readonly:
            raise ReadOnly(READ_ONLY)
        try:
            timeout = PATIENCE if patience is None else patience
            with ExitStack() as held:
                # Who waits for the lock holds the turn, so that a writer with much to do lets others in between.
                with self._turn.acquire(timeout, poll_interval=POLL):
                    held.enter_context(self._lock.acquire(timeout, poll_interval=POLL))
                yield
                self._standing.note(self._store.revision())
        except Timeout as error:
            raise Busy("Een ander programma schrijft in deze kennisbank: probeer het zo dadelijk opnieuw.") from error

    @contextmanager
    def _settling(self) -> Iterator[None]:
        """Original and store change together, also when one of them fails."""
        try:
            yield
        finally:
            self._settle()

    def _settle(self) -> None:
        self._originals.settle(lambda sha256: self._store.find(sha256) is not None)

    def _in_step(self) -> bool:
        try:
            return self._index.texts() == self._store.texts()
        except BrokenIndex:
            return False

    def _take_in(self, reading: Reading) -> None:
        self._index.update(reading.document.id, reading.passages)
        self._index.reflect(self._store.texts())

    def _part_in_index(self, readings: Sequence[Reading], gone: Sequence[Document]) -> None:
        for reading in readings:
            self._index.update(reading.document.id, reading.passages)
        for document in gone:
            self._index.drop(document.id)
        self._index.purge()
        self._index.reflect(self._store.texts())

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
            self._index.wipe()
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
        documents = [document.id for document in self._store.documents()]
        for gone in self._index.documents().difference(documents):
            self._index.drop(gone)
        for document_id in documents:
            self._fill_in(document_id)
            self._index.update(document_id, self._store.passages(document_id))
        self._index.purge()
        self._index.reflect(texts)

    def _fill_in(self, document_id: str) -> None:
        """Make and store the vectors that a document lacks: it was read by an older program or for another embedder."""
        identity, texts = self.embedder.identity, texts_of(self._store.passages(document_id), ())
        known = self._store.vectors([digest(text) for text in texts], identity)
        made = embedded([text for text in texts if digest(text) not in known], self.embedder)
        self._store.add_vectors(document_id, identity, made)
