"""Taking a document out with all that hangs on it, and what goes over to the documents in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, delete, insert, select, update

from kb.model import Decision
from kb.store import mapping as rows
from kb.store import tables
from kb.store.database import drop, every, one
from kb.store.linking import forget as unlink
from kb.store.linking import mark
from kb.store.putting import drop_links_of
from kb.store.queries import DOCUMENT


def forget(connection: Connection, document_id: str, carry: Callable[[Decision], Decision | None]) -> None:
    table, documents = tables.reports, tables.documents
    document = one(connection, documents, document_id, DOCUMENT)
    decisions = [rows.decision_of(row) for row in every(connection, tables.decisions, "sequence")]
    about = [
        each
        for each in decisions
        if each.subject_id == document_id or any(anchor.document_id == document_id for anchor in each.anchors)
    ]
    going = {each.id: carry(each) for each in about}
    dropped = [each for each in about if going[each.id] is None]
    for kept in filter(None, going.values()):
        again = rows.sealed(rows.decision_row(kept))
        connection.execute(update(tables.decisions).where(tables.decisions.c.id == kept.id).values(again))
    statements = tables.statements
    found = connection.execute(select(statements.c.id).where(statements.c.document_id == document_id))
    drop_links_of(connection, [*(row.id for row in found), *(each.subject_id for each in dropped)])
    drop(connection, tables.decisions, [each.id for each in dropped])
    failed = (table.c.sha256 == document["sha256"]) & table.c.document_id.is_(None)
    connection.execute(delete(table).where((table.c.document_id == document_id) | failed))
    newer = select(documents).where(documents.c.replaces == document_id)
    replacing = connection.execute(newer).mappings().all()
    for row in replacing:
        later = rows.sealed({**row, "replaces": document["replaces"]})
        connection.execute(update(documents).where(documents.c.id == row["id"]).values(later))
    beside = [document["replaces"], *(row["id"] for row in replacing)]
    carried = [anchor.document_id for kept in filter(None, going.values()) for anchor in kept.anchors]
    mark(connection, list(dict.fromkeys([document_id, *filter(None, beside), *carried])))
    unlink(connection, [document_id])
    drop(connection, documents, [document_id])
    connection.execute(delete(tables.vectors).where(tables.vectors.c.document_id.is_(None)))


def carry(connection: Connection, carry: Callable[[Decision], Decision | None]) -> None:
    """Every decision as it is carried; those that are dropped stay for `_forget`, which drops their links too."""
    table = tables.decisions
    for row in every(connection, table, "sequence"):
        decision = rows.decision_of(row)
        moved_on = carry(decision)
        if moved_on is not None and moved_on != decision:
            again = rows.sealed(rows.decision_row(moved_on))
            connection.execute(update(table).where(table.c.id == decision.id).values(again))


def correct_instead(connection: Connection, gone: Sequence[str], come: Sequence[str]) -> None:
    """What a person wants hidden of a document that goes stays hidden in each that comes in its place."""
    table = tables.corrections
    about = select(table).where(table.c.document_id.in_(gone)).order_by(table.c.sequence)
    for row in connection.execute(about).mappings().all():
        for document_id in come:
            moved_on = replace(rows.correction_of(row), document_id=document_id)
            connection.execute(insert(table), rows.sealed(rows.correction_row(moved_on)))


def attach_instead(connection: Connection, gone: Sequence[str], come: Sequence[str]) -> None:
    """What came with a mail is what is in the place of the documents that are gone."""
    table = tables.documents
    for row in every(connection, table):
        if set(gone) & set(row["attachments"]):
            kept = [id_ for id_ in row["attachments"] if id_ not in gone]
            attached = rows.sealed({**row, "attachments": list(dict.fromkeys([*kept, *come]))})
            connection.execute(update(table).where(table.c.id == row["id"]).values(attached))
