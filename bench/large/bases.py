"""A very large knowledge base on PostgreSQL, from a few letters that are really read.

The rows of these are copied by the database itself, under other ids, references, dates and municipalities, with other
words in the place of nouns, found by other keys: no copy is a version of another, and none is found by a letter of the
original. Vectors lie near those of the original, and go to a Chroma server meanwhile, which takes most of the time.
Words are entered in the index by the program's own code. What is not copied are the files; the seals of the rows are
those of the original. Only a lot of copies is in memory at a time.
"""

from __future__ import annotations

import re
import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import numpy as np
import psycopg

from bench.growth.copies import STORE
from kb.search.embedding import embedder_of
from kb.search.index import Index
from kb.search.ledger import enter, enter_head, followed, hold_back, name_collection
from kb.search.on_server import OnServer, index_of
from kb.search.server import Server as Chroma
from kb.settings import FILE as SETTINGS
from kb.settings import settings
from kb.store import Store, tables

if TYPE_CHECKING:
    from tests.postgres import Server

IDS = {"id", "document_id", "passage_id", "parent_id", "source_id", "target_id", "link_id"}
WORDS = {"text", "title", "subject"}
BODIES = {"sender", "addressee"}
REFERENCES = {"our_reference", "your_reference"}
DAYS = {"date", "due"}
NUMBERED = {"sequence", "number"}  # by the database itself, where it is the key
COPIED = ("documents", "pages", "passages", "statements", "findings", "links", "makers", "offers", "seeks", "reports")
NOUNS = (
    "wachttijd", "schulden", "vervoer", "mantelzorg", "dagbesteding", "brieven", "jeugdhulp", "kosten", "inwoners",
    "vrijwilligers", "aanbieders", "wijkteam",
)  # fmt: skip
TOGETHER = 300  # documents of one municipality
YEARS = 3650  # days over which the copies are spread
APART = 0.5  # length of what is added to a vector of length 1
LOT = 4_000  # documents that are copied in one go
AT_ONCE = 4_000  # vectors that go to the server in one go: it takes 5,461
CACHE = 200_000  # kilobytes of the file with words that are held in memory while it is made

INDEXES = """SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s)
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conname = indexname)"""
FUNCTIONS = r"""
CREATE SCHEMA first;
CREATE FUNCTION mark(n int) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT lpad(to_hex(n * 40503 % 65536), 4, '0') $$;
CREATE FUNCTION other(given text, n int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT regexp_replace(given, '\m([ds])[0-9a-f]{4}([0-9a-f]{8})\M', '\1' || mark(n) || '\2', 'g') $$;
CREATE FUNCTION shift(n int) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT 3 * n % %(years)s $$;
CREATE FUNCTION place(n int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT 'Plaats' || translate((n / %(together)s)::text, '0123456789', 'abcdefghij') $$;
CREATE FUNCTION said(given text, n int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT %(said)s $$;
CREATE FUNCTION named(given json, n int) RETURNS json LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(json_agg(CASE WHEN name ~ '^\d{4}-\d\d-\d\d$' THEN (name::date + shift(n))::text
                                  ELSE name || '-' || n END ORDER BY at), '[]'::json)
    FROM json_array_elements_text(given) WITH ORDINALITY AS names(name, at) $$;
"""


Vectors = tuple[Sequence[tuple[str | None, str, str]], np.ndarray]  # of which document, digest, embedder; the rows


@dataclass(frozen=True)
class Base:
    """A knowledge base with the address of its store."""

    home: Path
    url: str


def copied(server: Server, seed: Path, home: Path, documents: int, chroma: str) -> Base:
    """A base of about so many documents: those of `seed`, a base on SQLite, and copies of them. With an empty address
    of a Chroma server the vectors stand in the folder."""
    shutil.copytree(seed, home, ignore=shutil.ignore_patterns(f"{STORE}*"))
    url = server.empty()
    named = f'chroma = "{chroma}"\n' if chroma else ""
    (home / SETTINGS).write_text(f'database = "{url}"\n{named}', encoding="utf-8")
    store = Store(url)
    store.fill(seed / STORE)
    read = len(store.documents())
    copies, together = _numbers(store, documents // read), TOGETHER // read
    lots = [copies[first : first + LOT // read] for first in range(0, len(copies), LOT // read)]
    chosen = settings(home)
    embedder = embedder_of(chosen)
    index = index_of(chosen, home / "index", embedder, stored=partial(store.vectors, embedder=embedder.identity))
    with psycopg.connect(url, autocommit=True) as database, ThreadPoolExecutor(2) as beside:
        collection, vectors = f"adviesspoor-{uuid4().hex}", _vectors(database)
        working = [beside.submit(_fill, Chroma(chroma), collection, index.entries(), vectors, copies)] if chroma else []
        indexes = _prepare(database, together)
        seeded, heads = index.entries(), _heads(index)
        entered = None
        for lot in lots:
            _copy_rows(database, lot)
            _copy_vectors(database, vectors, lot)
            _tell("rows", lot[-1])
            texts = _texts(database, lot)
            if entered is not None:
                entered.result()
            entered = beside.submit(_enter, index, seeded, heads, texts, lot)
        database.execute("UPDATE state SET revision = revision + 1, texts = texts + %s", (len(copies),))
        for index_of_table in indexes:
            database.execute(index_of_table.encode())
        database.execute("VACUUM ANALYZE")
        for work in filter(None, (*working, entered)):
            work.result()
        if isinstance(index, OnServer):
            with index._ledger() as ledger:
                name_collection(ledger, collection, index._place())
                followed(ledger)
                index._count(ledger)
    index.reflect(store.texts())
    index.close()
    store.close()
    return Base(home, url)


def _numbers(store: Store, upto: int) -> list[int]:
    """Of the copies, without those of which an id would be that of an original."""
    own = {each.id[1:5] for each in (*store.documents(), *store.statements())}
    return [n for n in range(1, upto) if _mark(n) not in own]


def _tell(what: str, n: int) -> None:
    print(f"{time.strftime('%X')} {what} to copy {n}", file=sys.stderr, flush=True)


def _prepare(database: psycopg.Connection[tuple[object, ...]], together: int) -> list[str]:
    """Set the rows of the original apart, or copies would be copied. What makes the indexes again that are taken away,
    because entering row by row takes longer."""
    database.execute("SET synchronous_commit = off")
    database.execute("SET session_replication_role = replica")  # what a row refers to is copied with it
    database.execute(_functions(together))
    for name in COPIED:
        database.execute(f"CREATE TABLE first.{name} AS SELECT * FROM {name}".encode())
    rows = database.execute(INDEXES, ([*COPIED, "vectors"],)).fetchall()
    for name, _ in rows:
        database.execute(f"DROP INDEX {name}".encode())
    return [str(made) for _, made in rows]


def _functions(together: int) -> bytes:
    replaced = "given"
    for noun in NOUNS:
        word = f"translate(left(md5('{noun}' || n), {len(noun)}), '0123456789', 'ghijklmnop')"
        replaced = f"replace({replaced}, '{noun}', {word})"
    made = FUNCTIONS.replace("%(years)s", str(YEARS)).replace("%(together)s", str(together))
    return made.replace("%(said)s", replaced).encode()


def _copy_rows(database: psycopg.Connection[tuple[object, ...]], lot: Sequence[int]) -> None:
    for name in COPIED:
        table = tables.metadata.tables[name]
        given = [each for each in table.c if not (each.name in NUMBERED and each.primary_key)]
        named = ", ".join(f'"{each.name}"' for each in given)
        values = ", ".join(_other(name, each.name, str(each.type)) for each in given)
        database.execute(
            f"INSERT INTO {name} ({named}) SELECT {values} FROM first.{name} "
            "CROSS JOIN unnest(%s::int[]) AS n ORDER BY n".encode(),
            (list(lot),),
        )


def _other(table: str, column: str, kind: str) -> str:
    """The value of a column in the n-th copy of its row."""
    name = f'"{column}"'
    made = {
        "sha256": f"md5({name} || n) || md5(n || {name})", "file": f"n || '-' || {name}",
        "answers": f"named({name}, n)",
        "authorities": f"CASE WHEN json_array_length({name}) > 0 "
                       f"THEN json_build_array('Gemeente ' || place(n)) ELSE {name} END",
        "key": f"{name} # hashtextextended(n::text, 0)",
        "day": f"CASE WHEN {name} IN (-1, 0, 10000000) THEN {name} ELSE {name} + shift(n) END",
    }  # fmt: skip
    if column in made and table != "statements":
        return made[column]
    if column in DAYS:
        return f"{name} + shift(n)"
    if column in REFERENCES:
        return f"{name} || '-' || n"
    if column in BODIES:
        return f"replace({name}, 'Rietmeer', place(n))"
    if column in IDS:
        return f"other({name}, n)"
    if column in WORDS:
        return f"said({name}, n)"
    return f"said(other({name}::text, n), n)::json" if kind == "JSON" else name


def _vectors(database: psycopg.Connection[tuple[object, ...]]) -> Vectors:
    rows = database.execute("SELECT document_id, digest, embedder, vector FROM vectors ORDER BY digest").fetchall()
    whole = np.frombuffer(b"".join(row[3] for row in rows), np.float32).reshape(len(rows), -1)  # type: ignore[misc]
    return [(row[0] and str(row[0]), str(row[1]), str(row[2])) for row in rows], whole


def _copy_vectors(database: psycopg.Connection[tuple[object, ...]], vectors: Vectors, lot: Sequence[int]) -> None:
    """Each a little beside that of the original, under a digest that no text has."""
    of, whole = vectors
    into = "COPY vectors (document_id, digest, embedder, vector) FROM STDIN (FORMAT BINARY)"
    with database.cursor() as cursor, cursor.copy(into) as copy:
        copy.set_types(["text", "text", "text", "bytea"])
        for n in lot:
            for (document, digest, embedder), row in zip(of, _beside(whole, n), strict=True):
                copy.write_row((document and other(document, n), _digest(digest, n), embedder, row.tobytes()))


def _beside(rows: np.ndarray, n: int) -> np.ndarray:
    """The rows of the n-th copy; those of the original are the 0th."""
    if not n:
        return rows
    noise = np.random.default_rng(n).standard_normal(rows.shape, np.float32)
    moved = rows + noise * (APART / np.linalg.norm(noise, axis=1, keepdims=True))
    return (moved / np.linalg.norm(moved, axis=1, keepdims=True)).astype(np.float32)


def other(id_: str, n: int) -> str:
    """An id in the n-th copy, as the database makes it."""
    return re.sub(r"\b([ds])[0-9a-f]{4}([0-9a-f]{8})\b", rf"\g<1>{_mark(n)}\2", id_)


def _mark(n: int) -> str:
    return f"{n * 40503 % 65536:04x}"


def _digest(digest: str, n: int) -> str:
    return f"{n:08x}{digest[8:]}"


def _fill(chroma: Chroma, name: str, entries: Mapping[str, str], vectors: Vectors, copies: Sequence[int]) -> None:
    """The vectors of all passages in a collection, those of the original too."""
    client, collection = chroma.open(name, make=True)
    collection.modify(configuration={"hnsw": {"sync_threshold": AT_ONCE}})  # each time it writes where all of them are
    places = {digest: place for place, (_, digest, _) in enumerate(vectors[0])}
    which = [places[digest] for digest in entries.values()]
    each = AT_ONCE // len(which)
    with ThreadPoolExecutor(1) as sending, chroma.explained():
        sent = None
        for first in range(0, len(copies) + 1, each):
            some = [0, *copies][first : first + each]
            ids = [other(id_, n) if n else id_ for n in some for id_ in entries]
            rows = np.concatenate([_beside(vectors[1], n)[which] for n in some])
            if sent is not None:
                sent.result()
            sent = sending.submit(collection.upsert, ids=ids, embeddings=rows)
            _tell("vectors", some[-1])
        if sent is not None:
            sent.result()
    client.close()


def _enter(
    index: Index,
    seeded: Mapping[str, str],
    heads: Mapping[str, tuple[str, str]],
    texts: Mapping[str, str],
    lot: Sequence[int],
) -> None:
    """The words of a lot; its vectors too where these stand in the folder."""
    with index._ledger() as ledger:
        ledger.execute(f"PRAGMA cache_size = -{CACHE}")
        hold_back(ledger)
        for n in lot:
            for id_, digest in seeded.items():
                copy = other(id_, n)
                enter(ledger, (copy, copy.partition(".")[0], _digest(digest, n)), texts[copy])
            for id_, (passage, text) in heads.items():
                enter_head(ledger, other(id_, n), other(passage, n), f"{text} {n}")
    if not isinstance(index, OnServer):
        index._bring({})
    _tell("words", lot[-1])


def _heads(index: Index) -> dict[str, tuple[str, str]]:
    with index._ledger() as ledger:
        rows = ledger.execute("SELECT document_id, passage_id, text FROM heads").fetchall()
    return {document: (passage, text) for document, passage, text in rows}


def _texts(database: psycopg.Connection[tuple[object, ...]], lot: Sequence[int]) -> dict[str, str]:
    asked = "SELECT other(id, n), said(text, n) FROM first.passages CROSS JOIN unnest(%s::int[]) AS n"
    return {str(id_): str(text) for id_, text in database.execute(asked, (list(lot),))}
