"""A copy of the database while it is in use, and whether a database holds together. For SQLite: the other kinds have
means of their own."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, func, select

from kb.model import Basis, StatementKind
from kb.store import tables

COUNTED = {"pages": tables.pages, "passages": tables.passages, "statements": tables.statements}

ADDED_TO = {"statements"}  # responses that are found by linking come later


def is_sqlite(made: Engine) -> bool:
    return made.dialect.name == "sqlite"


def copy_to(made: Engine, path: Path) -> None:
    """Write the database as it is at this moment to a new file: one file, without a log beside it. SQLite reads every
    page for it, so BrokenStore is raised when one of them is damaged, and when there is no room."""
    with made.connect() as connection:
        connection.exec_driver_sql("COMMIT")  # of the transaction that every connection begins with
        connection.exec_driver_sql("VACUUM INTO ?", (str(path),))


def is_whole(made: Engine) -> bool:
    """Whether everything in the database fits together: its pages, its indexes, what rows refer to, and of each
    document the rows that were written: linking adds statements. Raises DamagedStore when it cannot even be read."""
    with made.connect() as connection:
        if connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one() != "ok":
            return False
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            return False
        counts: dict[str, dict[str, int]] = {}
        for name, table in COUNTED.items():
            query = select(table.c.document_id, func.count()).group_by(table.c.document_id)
            if table is tables.statements:  # those that linking found were not written with the document
                by_linking = (table.c.basis == str(Basis.MODEL)) & (table.c.kind == str(StatementKind.RESPONSE))
                query = query.where(~by_linking)
            counts[name] = {row[0]: row[1] for row in connection.execute(query)}
        documents = connection.execute(select(tables.documents.c.id, tables.documents.c.contents)).all()
    return all(
        _all_there(name, counts[name].get(document_id, 0), contents)
        for document_id, contents in documents
        for name in counts
    )


def _all_there(name: str, stored: int, contents: dict[str, int]) -> bool:
    written = contents.get(name, -1)
    return stored >= written >= 0 if name in ADDED_TO else stored == written
