"""The knowledge base: what is known, and the questions you can ask it. The one door for ingest and for the faces."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kb.acting import needs
from kb.backup.moved import gaps, is_moved, note
from kb.concerned import Concerned
from kb.decisions.people import People
from kb.documents import TRASH, Documents
from kb.errors import Busy, Moved, ReadOnly
from kb.log import logged
from kb.model import Problem, Role
from kb.remembered import Remembered
from kb.search.embedding import Embedder, embedder_of
from kb.search.on_server import index_of
from kb.settings import STORE, database_of, settings
from kb.store import FolderLock, Originals, Standing, Store, digest_of, move_aside, require_newest, require_same
from kb.temporary import sweep

if TYPE_CHECKING:
    from kb.backup.manifest import Manifest
    from kb.check import Proof

PATIENCE = 60.0  # seconds that a second writer waits for each thing that it writes
READ_ONLY = "Deze kennisbank mag u alleen lezen: bekijken, zoeken en exporteren kan, wijzigen niet."


class KnowledgeBase(Documents, Concerned, People):
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
        self._store = Store(url or database_of(home, chosen), readonly=self.readonly)
        self._lock = FolderLock(home)
        self._originals = Originals(home / "originals")
        self._standing = Standing(home / "originals")
        self.embedder = embedder or embedder_of(chosen)
        stored = partial(self._store.vectors, embedder=self.embedder.identity)
        self._index = index_of(
            chosen, home / "index", self.embedder, self._vectors, stored=stored, readonly=self.readonly
        )
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

    @needs(Role.MANAGE)
    def to_trash(self, orphans: Iterable[Path]) -> Path:
        """Move files that belong to no document out of the originals; the folder where they are now."""
        with self._writing():
            trash = self.home / TRASH
            for path in orphans:
                move_aside(path, trash)
            return trash

    @needs(Role.MANAGE)
    @logged("zoekindex opnieuw gemaakt")
    def reindex(self) -> int:
        """Make the index anew with the embedder that is set now; returns the number of passages."""
        with self._writing():
            self._index.clear()
            self._mend()
            self._index.complete()
            return len(self._index.entries())

    @needs(Role.MANAGE)
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
        seconds = PATIENCE if patience is None else patience
        with self._lock(seconds), self._store.alone(seconds):
            yield
            self._standing.note(self._store.revision())

    @contextmanager
    def _settling(self) -> Iterator[None]:
        """Original and store change together, also when one of them fails."""
        try:
            yield
        finally:
            self._settle()

    def _settle(self) -> None:
        self._originals.settle(lambda sha256: self._store.find(sha256) is not None)
