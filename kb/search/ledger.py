"""The ledger beside the index: which passages it holds, with a digest of what was embedded, and their words; of each
document the words of its head; and in which form words stand in them.

What the full text holds can be made again from the words that are kept beside it, so it holds no text itself.

A passage enters the ledger last and leaves it last, so after a kill at any moment the difference with the store is what
is left to do. The graph may follow the ledger later (`waiting`, `leaving`), because loading Chroma takes longer than
all else that one letter asks of the index.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.errors import BrokenIndex, because
from kb.text.roots import root
from kb.text.stems import plain_words, spaced

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
CREATE TABLE IF NOT EXISTS said (number INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS heads (
    number INTEGER PRIMARY KEY, document_id TEXT NOT NULL UNIQUE, passage_id TEXT, text TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS vocabulary (
    word TEXT PRIMARY KEY, root TEXT NOT NULL, passages INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS vocabulary_root ON vocabulary (root);
CREATE VIRTUAL TABLE IF NOT EXISTS headwords USING fts5 (text, content = '', tokenize = 'trigram');
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (text, content = '', tokenize = 'trigram');
"""


class Ledger:
    """A file with full text, made when it is first asked for unless it is only to be read."""

    _folder: Path
    _readonly: bool

    def documents(self) -> set[str]:
        with self._ledger() as ledger:
            both = "SELECT document_id FROM entries UNION SELECT document_id FROM heads"
            return {row[0] for row in ledger.execute(both)}

    def entries(self) -> dict[str, str]:
        """Passage id → digest of what was embedded, for all that the index holds."""
        with self._ledger() as ledger:
            return dict(ledger.execute("SELECT id, digest FROM entries"))

    def _digests(self, ids: Collection[str]) -> dict[str, str]:
        """Passage id → digest, for those of these passages that the index holds."""
        asked = "SELECT id, digest FROM entries WHERE id IN (SELECT value FROM json_each(?))"
        with self._ledger() as ledger:
            return dict(ledger.execute(asked, (json.dumps(list(ids)),)))

    def size(self, most: int) -> int:
        """How many passages the index holds, counted no further than this."""
        with self._ledger() as ledger:
            (count,) = ledger.execute("SELECT count(*) FROM (SELECT 1 FROM entries LIMIT ?)", (most,)).fetchone()
            return int(count)

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
        (said,) = ledger.execute("SELECT text FROM said WHERE number = ?", row).fetchone()
        _forget_words(ledger, "words", row[0], said)
        ledger.execute("DELETE FROM said WHERE number = ?", row)
        ledger.execute("DELETE FROM entries WHERE number = ?", row)


def erase_head(ledger: sqlite3.Connection, document_id: str) -> None:
    row = ledger.execute("SELECT number, text FROM heads WHERE document_id = ?", (document_id,)).fetchone()
    if row:
        _forget_words(ledger, "headwords", *row)
        ledger.execute("DELETE FROM heads WHERE number = ?", row[:1])
        ledger.execute("INSERT INTO headwords (headwords) VALUES ('optimize')")


def enter(ledger: sqlite3.Connection, entry: tuple[str, str, str], text: str) -> None:
    """A passage with its words; `entry` is its id, its document and its digest."""
    erase(ledger, entry[0])
    row = ledger.execute("INSERT INTO entries (id, document_id, digest) VALUES (?, ?, ?)", entry)
    said = " ".join(plain_words(text))
    ledger.execute("INSERT INTO said (number, text) VALUES (?, ?)", (row.lastrowid, said))
    _take_words(ledger, "words", row.lastrowid, said)


def enter_head(ledger: sqlite3.Connection, document_id: str, passage_id: str | None, text: str) -> None:
    """The words of the head of a document, which stand for this passage of it. Words that it had before leave no
    trace."""
    said = " ".join(plain_words(text))
    row = ledger.execute("SELECT passage_id, text FROM heads WHERE document_id = ?", (document_id,)).fetchone()
    if row == (passage_id, said):
        return
    if row:
        erase_head(ledger, document_id)
    given = (document_id, passage_id, said)
    number = ledger.execute("INSERT INTO heads (document_id, passage_id, text) VALUES (?, ?, ?)", given).lastrowid
    _take_words(ledger, "headwords", number, said)


def _take_words(ledger: sqlite3.Connection, table: str, number: int | None, said: str) -> None:
    ledger.execute(f"INSERT INTO {table} (rowid, text) VALUES (?, ?)", (number, spaced(said)))
    ledger.executemany(
        "INSERT INTO vocabulary (word, root, passages) VALUES (?, ?, 1) "
        "ON CONFLICT (word) DO UPDATE SET passages = passages + 1",
        [(word, root(word)) for word in sorted(set(said.split()))],
    )


def _forget_words(ledger: sqlite3.Connection, table: str, number: int, said: str) -> None:
    """A full text that holds no text must be told what it is to forget."""
    gone = (number, spaced(said))
    ledger.execute(f"INSERT INTO {table} ({table}, rowid, text) VALUES ('delete', ?, ?)", gone)
    words = [(word,) for word in sorted(set(said.split()))]
    ledger.executemany("UPDATE vocabulary SET passages = passages - 1 WHERE word = ?", words)
    ledger.executemany("DELETE FROM vocabulary WHERE word = ? AND passages < 1", words)


def note(ledger: sqlite3.Connection, name: str, value: str) -> None:
    ledger.execute("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", (name, value))


def folder_of(ledger: sqlite3.Connection) -> str:
    """The folder with the vectors: another one after each `purge`."""
    row = ledger.execute("SELECT value FROM facts WHERE name = 'vectors'").fetchone()
    return str(row[0]) if row else "vectors"


def collection_of(ledger: sqlite3.Connection, place: str) -> str | None:
    """The collection with the vectors on a server, of the ledger in this place; None when it has none. The copy of a
    ledger shares none with the other: two that write the same would spoil it."""
    row = ledger.execute("SELECT value FROM facts WHERE name = 'collection'").fetchone()
    name, _, of = str(row[0]).partition(" ") if row else ("", "", "")
    return name if name and of == place else None


def name_collection(ledger: sqlite3.Connection, name: str, place: str) -> None:
    note(ledger, "collection", f"{name} {place}")


def generation_of(ledger: sqlite3.Connection) -> int:
    row = ledger.execute("SELECT value FROM facts WHERE name = 'generation'").fetchone()
    return int(row[0]) if row else 0


def hold_back(ledger: sqlite3.Connection) -> None:
    """What is entered from here on waits for the graph; what is there, is in it."""
    ledger.execute("INSERT OR IGNORE INTO facts SELECT 'filled', coalesce(max(number), 0) FROM entries")


def waiting(ledger: sqlite3.Connection) -> dict[str, str]:
    """Passage id → digest of what the graph does not hold yet; of an index that knows no waiting nothing."""
    filled = "SELECT CAST(value AS INTEGER) FROM facts WHERE name = 'filled'"
    return dict(ledger.execute(f"SELECT id, digest FROM entries WHERE number > ({filled})"))


def leaving(ledger: sqlite3.Connection) -> list[str]:
    """The passages that the graph still names, without their vectors, and the ledger does not."""
    row = ledger.execute("SELECT value FROM facts WHERE name = 'leaving'").fetchone()
    return list(json.loads(row[0])) if row else []


def take_leave(ledger: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Erase passages, and remember which of them the graph has to lose. Numbers are given again, so those in use may
    not lie below what is filled."""
    ids, later = list(ids), waiting(ledger)
    note(ledger, "leaving", json.dumps(sorted({*leaving(ledger), *ids} - later.keys())))
    for id_ in ids:
        erase(ledger, id_)
    ledger.execute("INSERT INTO words (words) VALUES ('optimize')")
    last = "SELECT min(CAST(value AS INTEGER), (SELECT coalesce(max(number), 0) FROM entries))"
    ledger.execute(f"UPDATE facts SET value = ({last}) WHERE name = 'filled'")


def followed(ledger: sqlite3.Connection) -> None:
    """The graph holds what the ledger holds."""
    ledger.execute("DELETE FROM facts WHERE name IN ('leaving', 'filled')")
    hold_back(ledger)
