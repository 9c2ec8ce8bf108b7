"""The ledger beside the index: which passages it holds, with a digest of what was embedded, and their words.

A passage enters the ledger last and leaves it last, so after a kill at any moment the difference with the store is what
is left to do.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.errors import BrokenIndex, because

REASONS = {
    "full": "de schijf is vol",
    "readonly": "u mag hier niet schrijven",
    "read-only": "u mag hier niet schrijven",
    "locked": "een ander programma gebruikt haar",
    "busy": "een ander programma gebruikt haar",
}
SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS entries (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document_id TEXT NOT NULL, digest TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS entries_document ON entries (document_id);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (text, tokenize = 'trigram');
"""


class Ledger:
    """A file with full text, made when it is first asked for unless it is only to be read."""

    _folder: Path
    _readonly: bool

    def documents(self) -> set[str]:
        with self._ledger() as ledger:
            return {row[0] for row in ledger.execute("SELECT DISTINCT document_id FROM entries")}

    def entries(self) -> dict[str, str]:
        """Passage id → digest of what was embedded, for all that the index holds."""
        with self._ledger() as ledger:
            return dict(ledger.execute("SELECT id, digest FROM entries"))

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
            raise BrokenIndex(f"De zoekindex is niet te openen ({why(error)}).") from error
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
            raise BrokenIndex(f"De zoekindex is niet te gebruiken ({why(error)}).") from error
        finally:
            connection.close()

    def _connect(self) -> sqlite3.Connection:
        path = self._folder / "words.sqlite"
        if self._readonly:
            return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=10)
        self._folder.mkdir(parents=True, exist_ok=True)
        return sqlite3.connect(path, timeout=10)


def why(error: BaseException) -> str:
    """The reason in Dutch, for what Dutch words exist; those of Chroma and SQLite are English."""
    if isinstance(error, OSError):
        return because(error)
    words = f"{getattr(error, 'sqlite_errorname', '')} {error}".lower()
    return next((dutch for english, dutch in REASONS.items() if english in words), "zij is beschadigd")


def erase(ledger: sqlite3.Connection, id_: str) -> None:
    row = ledger.execute("SELECT number FROM entries WHERE id = ?", (id_,)).fetchone()
    if row:
        ledger.execute("DELETE FROM words WHERE rowid = ?", row)
        ledger.execute("DELETE FROM entries WHERE number = ?", row)


def note(ledger: sqlite3.Connection, name: str, value: str) -> None:
    ledger.execute("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", (name, value))


def folder_of(ledger: sqlite3.Connection) -> str:
    """The folder with the vectors: another one after each `purge`."""
    row = ledger.execute("SELECT value FROM facts WHERE name = 'vectors'").fetchone()
    return str(row[0]) if row else "vectors"


def generation_of(ledger: sqlite3.Connection) -> int:
    row = ledger.execute("SELECT value FROM facts WHERE name = 'generation'").fetchone()
    return int(row[0]) if row else 0
