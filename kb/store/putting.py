"""Writing one document with everything in it: what did not change stays, and its links as far as both ends do."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from kb.model import BundlePart, Kept, Reading, whole_of
from kb.store import mapping as rows
from kb.store import tables
from kb.store.database import CHUNK, drop, upsert
from kb.store.linking import mark


def put(connection: Connection, reading: Reading) -> None:
    document, table = reading.document, tables.documents
    known = connection.execute(select(table).where(table.c.id == document.id)).mappings().one_or_none()
    if known:
        document = replace(document, replaces=known["replaces"])
    added = datetime.fromisoformat(known["added"]) if known else document.added or datetime.now(UTC)
    row = rows.sealed(rows.document_row(replace(document, added=added), _contents(reading)))
    if known is None:
        connection.execute(insert(table), row)
    else:
        connection.execute(update(table).where(table.c.id == document.id).values(row))
    pages = [rows.sealed(rows.page_row(document.id, page)) for page in reading.pages]
    passages = [rows.sealed(rows.passage_row(passage)) for passage in reading.passages]
    statements = [rows.sealed(rows.statement_row(statement)) for statement in reading.statements]
    drop(connection, tables.pages, upsert(connection, tables.pages, document.id, pages))
    gone = upsert(connection, tables.passages, document.id, passages)
    lost = upsert(connection, tables.statements, document.id, statements)
    drop(connection, tables.statements, lost)
    drop_links_of(connection, lost)
    drop(connection, tables.passages, gone)  # last: a statement may have moved to another passage
    mark(connection, [each for each in (document.id, document.replaces) if each])
    _put_kept(connection, document.id, reading.kept)
    _put_proposal(connection, document.id, reading.proposal)


def _put_proposal(connection: Connection, document_id: str, parts: Sequence[BundlePart]) -> None:
    """Replace what a file seems to hold; that a person refused to split it stays."""
    table = tables.bundles
    known = connection.execute(select(table.c.refused).where(table.c.id == document_id)).scalar_one_or_none()
    connection.execute(delete(table).where(table.c.id == document_id))
    if parts or known:
        connection.execute(insert(table), rows.sealed(rows.bundle_row(document_id, parts, bool(known))))


def _put_kept(connection: Connection, document_id: str, kept: Kept) -> None:
    """Replace what was kept of a document."""
    table = tables.findings
    connection.execute(delete(table).where(table.c.document_id == document_id))
    if kept.reader:
        found = zlib.compress(kept.found.encode(), 6)
        row = {"document_id": document_id, "reader": kept.reader, "found": found}
        connection.execute(insert(table), rows.sealed(row))
    connection.execute(delete(tables.vectors).where(tables.vectors.c.document_id == document_id))
    put_vectors(connection, document_id, kept.embedder, kept.vectors)


def put_vectors(connection: Connection, document_id: str | None, embedder: str, vectors: Mapping[str, bytes]) -> None:
    table = tables.vectors
    if vectors:
        same = {"document_id": document_id, "embedder": embedder}
        connection.execute(insert(table), [{**same, "digest": id_, "vector": row} for id_, row in vectors.items()])


def drop_links_of(connection: Connection, statement_ids: Iterable[str]) -> None:
    """The links of these statements, and of what people made of them (ids that go on with a dot or a plus)."""
    table, gone = tables.links, set(statement_ids)
    if not gone:
        return
    for end in (table.c.source_id, table.c.target_id):
        ids = sorted(gone)
        for first in range(0, len(ids), CHUNK):
            connection.execute(delete(table).where(end.in_(ids[first : first + CHUNK])))
        made = select(table.c.id, end.label("end")).where(end.like("%.%") | end.like("%+%"))
        drop(connection, table, [row.id for row in connection.execute(made) if whole_of(row.end) in gone])


def _contents(reading: Reading) -> dict[str, Any]:
    """What a document holds, in numbers."""
    counts: dict[str, Any] = {
        "pages": len(reading.pages), "passages": len(reading.passages), "statements": len(reading.statements)
    }  # fmt: skip
    return counts if reading.words is None else {**counts, "words": rows.words_value(reading.words)}
