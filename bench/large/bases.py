"""A very large knowledge base on PostgreSQL, from a few letters that are really read.

The rows of these are copied by the database itself, under other ids, references, dates and municipalities, with other
words in the place of nouns, found by other keys: no copy is a version of another, and none is found by a letter of the
original. Vectors lie near those of the original. Words and vectors are entered in the index by the program's own code.
What is not copied are the files; the seals of the rows are those of the original.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import psycopg

from bench.growth.copies import STORE
from kb.search.embedding import embedder_of
from kb.search.index import Index
from kb.search.ledger import enter, enter_head, hold_back
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
TOGETHER = 13  # copies of one municipality: some three hundred documents
YEARS = 3650  # days over which the copies are spread
APART = 0.5  # length of what is added to a vector of length 1
AT_ONCE = 40  # copies whose vectors are made at once

FUNCTIONS = r"""
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


@dataclass(frozen=True)
class Base:
    """A knowledge base with the address of its store."""

    home: Path
    url: str


def copied(server: Server, seed: Path, home: Path, documents: int) -> Base:
    """A base of about so many documents: those of `seed`, a base on SQLite, and copies of them."""
    shutil.copytree(seed, home, ignore=shutil.ignore_patterns(f"{STORE}*"))
    url = server.empty()
    store = Store(url)
    store.fill(seed / STORE)
    copies = documents // len(store.documents()) - 1
    with psycopg.connect(url, autocommit=True) as database:
        database.execute("SET synchronous_commit = off")
        _copy_rows(database, copies)
        _copy_vectors(database, copies)
        database.execute("UPDATE state SET revision = revision + 1, texts = texts + %s", (copies,))
        database.execute("VACUUM ANALYZE")
        _enter(database, home, store, copies)
    store.close()
    (home / SETTINGS).write_text(f'database = "{url}"\n', encoding="utf-8")
    return Base(home, url)


def _copy_rows(database: psycopg.Connection[tuple[object, ...]], copies: int) -> None:
    replaced = "given"
    for noun in NOUNS:
        word = f"translate(left(md5('{noun}' || n), {len(noun)}), '0123456789', 'ghijklmnop')"
        replaced = f"replace({replaced}, '{noun}', {word})"
    database.execute(FUNCTIONS.replace("%(years)s", str(YEARS)).replace("%(together)s", str(TOGETHER))
                     .replace("%(said)s", replaced).encode())  # fmt: skip
    for name in COPIED:
        table = tables.metadata.tables[name]
        given = [each for each in table.c if not (each.name in NUMBERED and each.primary_key)]
        named = ", ".join(f'"{each.name}"' for each in given)
        values = ", ".join(_other(name, each.name, str(each.type)) for each in given)
        database.execute(
            f"INSERT INTO {name} ({named}) SELECT {values} FROM {name} CROSS JOIN generate_series(1, {copies}) AS n "
            "ORDER BY n".encode()
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


def _copy_vectors(database: psycopg.Connection[tuple[object, ...]], copies: int) -> None:
    """Each a little beside that of the original, under a digest that no text has."""
    rows = database.execute("SELECT document_id, digest, embedder, vector FROM vectors").fetchall()
    whole = np.frombuffer(b"".join(row[3] for row in rows), np.float32).reshape(len(rows), -1)  # type: ignore[misc]
    chance = np.random.default_rng(1)
    into = "COPY vectors (document_id, digest, embedder, vector) FROM STDIN (FORMAT BINARY)"
    with database.cursor() as cursor, cursor.copy(into) as copy:
        copy.set_types(["text", "text", "text", "bytea"])
        for n in range(1, copies + 1):
            moved = _beside(whole, chance)
            for (document, digest, embedder, _), row in zip(rows, moved, strict=True):
                copy.write_row((document and other(str(document), n), _digest(str(digest), n), embedder, row.tobytes()))


def _beside(rows: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    noise = chance.standard_normal(rows.shape, np.float32)
    moved = rows + noise * (APART / np.linalg.norm(noise, axis=1, keepdims=True))
    return (moved / np.linalg.norm(moved, axis=1, keepdims=True)).astype(np.float32)


def other(id_: str, n: int) -> str:
    """An id in the n-th copy, as the database makes it."""
    mark = f"{n * 40503 % 65536:04x}"
    return re.sub(r"\b([ds])[0-9a-f]{4}([0-9a-f]{8})\b", rf"\g<1>{mark}\2", id_)


def _digest(digest: str, n: int) -> str:
    return f"{n:08x}{digest[8:]}"


def _enter(database: psycopg.Connection[tuple[object, ...]], home: Path, store: Store, copies: int) -> None:
    """The words of all copies and, in lots, their vectors."""
    embedder = embedder_of(settings(home))
    stored = partial(store.vectors, embedder=embedder.identity)
    index = Index(home / "index", embedder, stored=stored)  # that of the original
    seeded, heads = index.entries(), _heads(index)
    for first in range(1, copies + 1, AT_ONCE):
        lot = range(first, min(first + AT_ONCE, copies + 1))
        texts = _texts(database, [other(id_, n) for n in lot for id_ in heads])
        with index._ledger() as ledger:
            hold_back(ledger)
            for n in lot:
                for id_, digest in seeded.items():
                    copy = other(id_, n)
                    enter(ledger, (copy, copy.partition(".")[0], _digest(digest, n)), texts[copy])
                for id_, (passage, text) in heads.items():
                    enter_head(ledger, other(id_, n), other(passage, n), f"{text} {n}")
        index._bring({})
    index.reflect(store.texts())
    index.close()


def _heads(index: Index) -> dict[str, tuple[str, str]]:
    with index._ledger() as ledger:
        rows = ledger.execute("SELECT document_id, passage_id, text FROM heads").fetchall()
    return {document: (passage, text) for document, passage, text in rows}


def _texts(database: psycopg.Connection[tuple[object, ...]], document_ids: Sequence[str]) -> dict[str, str]:
    asked = "SELECT id, text FROM passages WHERE document_id = ANY(%s)"
    return {str(id_): str(text) for id_, text in database.execute(asked, (list(document_ids),))}
