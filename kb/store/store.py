"""All that is known. Every method is one transaction; writers are kept apart by the knowledge base's lock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from sqlalchemy import delete, insert, select, update

from kb.model import Correction, Decision, FileReport, Forgotten, Outcome, Reading
from kb.store import bulk, copying, database, forgetting, putting, tables
from kb.store import mapping as rows
from kb.store.closeby import Closeby
from kb.store.database import moved, one
from kb.store.linking import Linking, mark
from kb.store.locks import DatabaseLock
from kb.store.queries import DOCUMENT, Queries


class Store(Queries, Closeby):
    """All that is known, in one relational database."""

    def __init__(self, url: str, *, readonly: bool = False) -> None:
        self._engine = database.engine(url, readonly=readonly)
        self._reads = database.reading(self._engine)
        self._lock = DatabaseLock(self._engine) if self._engine.dialect.name == "postgresql" else None
        self._begin = self._lock.begin if self._lock else self._engine.begin
        self.linking = Linking(self._reads, self._begin)

    def alone(self, patience: float) -> AbstractContextManager[None]:
        """Keep out the writers on other machines, where there can be any. Raises Busy after so many seconds."""
        return self._lock(patience) if self._lock else nullcontext()

    @property
    def file(self) -> Path | None:
        """The file that holds it; None for a database elsewhere."""
        return database.file_of(self._engine)

    def is_made(self) -> bool:
        """Whether it holds tables at all; looking makes no file."""
        return database.is_made(self._engine)

    def close(self) -> None:
        self._engine.dispose()

    def is_current(self) -> bool:
        """True when the tables are those of this program. Raises NewerStore when a later program made them."""
        return database.is_current(self._engine)

    def migrate(self) -> None:
        """Make the tables or bring them up to date. Call it under the writer's lock."""
        database.migrate(self._engine)

    # -- copies -------------------------------------------------------------------------------------------------------
    def is_sqlite(self) -> bool:
        """Whether this is a file."""
        return copying.is_sqlite(self._engine)

    def place(self) -> str:
        """Where it is, for a person; without a password."""
        return database.place_of(self._engine)

    def copy_to(self, path: Path) -> None:
        """Write all that is known at this moment to a new file of SQLite. Raises BrokenStore."""
        copying.copy_to(self._engine, path)

    def fill(self, path: Path) -> None:
        """Take over, in an empty database, all that is known in such a file."""
        copying.fill(self._engine, path)

    def is_whole(self) -> bool:
        """Whether pages, indexes and rows fit together; takes reading everything."""
        return copying.is_whole(self._engine)

    # -- writing ------------------------------------------------------------------------------------------------------
    def put(self, reading: Reading) -> None:
        """Store or replace one document with everything in it. Links stay as far as both their ends stay; what it
        replaces is settled when it first comes in."""
        with self._begin() as connection:
            putting.put(connection, reading)
            moved(connection, texts=True)

    def put_instead(
        self, gone: Sequence[str], readings: Sequence[Reading], carry: Callable[[Decision], Decision | None]
    ) -> None:
        """Documents of a file in the place of others of the same file. `carry` gives every decision in the words of
        what there is then, or None when it has to go too."""
        come = [reading.document.id for reading in readings]
        with self._begin() as connection:
            for reading in readings:
                putting.put(connection, reading)
            forgetting.carry(connection, carry)
            forgetting.correct_instead(connection, gone, come)
            for document_id in gone:
                forgetting.forget(connection, document_id, lambda decision: None)
            forgetting.attach_instead(connection, gone, come)
            moved(connection, texts=True)
        database.wipe_log(self._engine)
        bulk.let_go()

    def add_vectors(self, document_id: str | None, embedder: str, vectors: Mapping[str, bytes]) -> None:
        """Store more rows of a document; without one, of texts that were made to compare letters."""
        with self._begin() as connection:
            putting.put_vectors(connection, document_id, embedder, vectors)

    def report(self, report: FileReport) -> None:
        """Keep the last reading of each document and the last failure of each file. UNCHANGED says nothing new."""
        table = tables.reports
        with self._begin() as connection:
            if report.document_id is not None:
                same = table.c.document_id == report.document_id
                if report.outcome is Outcome.UNCHANGED and connection.execute(select(table).where(same)).first():
                    return
                connection.execute(delete(table).where(same))
            failed = (table.c.file == report.file) & (table.c.outcome == str(Outcome.FAILED))
            connection.execute(delete(table).where(failed))
            connection.execute(insert(table), rows.sealed(rows.report_row(report)))
            moved(connection)

    def refuse_bundle(self, document_id: str) -> None:
        """Remember that a document is one. Raises NotFound when nothing else was proposed."""
        table = tables.bundles
        with self._begin() as connection:
            row = one(connection, table, document_id, "voorstel om te splitsen")
            refused = rows.sealed({**row, "refused": True})
            connection.execute(update(table).where(table.c.id == document_id).values(refused))
            moved(connection)

    def put_places(self, found: Mapping[str, Sequence[str]]) -> None:
        """Keep to which authorities documents belong as far as they say so."""
        table = tables.documents
        with self._begin() as connection:
            for document_id, authorities in found.items():
                row = one(connection, table, document_id, DOCUMENT)
                placed = rows.sealed({**row, "authorities": list(authorities)})
                connection.execute(update(table).where(table.c.id == document_id).values(placed))
            mark(connection, list(found))
            moved(connection)

    def decide(self, decision: Decision, changed: Sequence[str] = ()) -> None:
        """Append a decision; the documents that are `changed` by it are to be linked again."""
        with self._begin() as connection:
            connection.execute(insert(tables.decisions), rows.sealed(rows.decision_row(decision)))
            if changed:
                mark(connection, changed, decided=True)
            moved(connection)

    def correct(self, correction: Correction) -> None:
        """Append what a person wants hidden or shown."""
        with self._begin() as connection:
            connection.execute(insert(tables.corrections), rows.sealed(rows.correction_row(correction)))
            moved(connection)

    def forget(
        self,
        document_id: str,
        carry: Callable[[Decision], Decision | None],
        corrections: Sequence[Correction] = (),
        noted: Forgotten | None = None,
    ) -> None:
        """Delete a document and all that hangs on it; what was written is overwritten on disk. Raises NotFound.

        `carry` gives a decision about it in the words of another version, or None when it has to go too. A version that
        replaced this one replaces the version before it from now on. `corrections` are those that another version gets.
        `noted` is what stays: that it was there, and who forgot it.
        """
        with self._begin() as connection:
            forgetting.forget(connection, document_id, carry)
            if noted:
                connection.execute(insert(tables.forgotten), rows.sealed(rows.forgotten_row(noted)))
            for correction in corrections:
                connection.execute(insert(tables.corrections), rows.sealed(rows.correction_row(correction)))
            moved(connection, texts=True)
        database.wipe_log(self._engine)
        bulk.let_go()
