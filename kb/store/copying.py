"""A copy of the database while it is in use, one that is filled from a copy, and whether one holds together."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select

from kb.model import Basis, StatementKind
from kb.store import database, tables

COUNTED = {"pages": tables.pages, "passages": tables.passages, "statements": tables.statements}

ADDED_TO = {"statements"}  # responses that are found by linking come later


def is_sqlite(made: Engine) -> bool:
    return made.dialect.name == "sqlite"


def copy_to(made: Engine, path: Path) -> None:
    """Write the database as it is at this moment to a new file of SQLite: one file, without a log beside it. SQLite
    reads every page of its own for it, so BrokenStore is raised when one of them is damaged, and when there is no
    room."""
    if not is_sqlite(made):
        _copied(made, path)
        return
    with made.connect() as connection:
        connection.exec_driver_sql("COMMIT")  # of the transaction that every connection begins with
        connection.exec_driver_sql("VACUUM INTO ?", (str(path),))


def _copied(made: Engine, path: Path) -> None:
    file = database.engine(f"sqlite:///{path}")
    try:
        database.migrate(file)
        _copy_rows(made, file)
    finally:
        file.dispose()


def fill(made: Engine, path: Path) -> None:
    """Make the tables in an empty database, and in one transaction all that stands in such a file."""
    file = database.engine(f"sqlite:///{path}", readonly=True)
    try:
        database.migrate(made)
        _copy_rows(file, made)
    finally:
        file.dispose()


def _copy_rows(source: Engine, target: Engine) -> None:
    """Everything as it was at one moment."""
    in_order = tables.metadata.sorted_tables
    with source.connect() as here, target.begin() as there:
        for table in reversed(in_order):
            there.execute(delete(table))
        for table in in_order:
            rows = here.execution_options(yield_per=database.CHUNK).execute(select(table)).mappings()
            for some in rows.partitions():
                there.execute(insert(table), [dict(row) for row in some])
            _count_on(there, table)


def _count_on(connection: Connection, table: Table) -> None:
    """Have PostgreSQL number new rows from the last one on; SQLite does so by itself."""
    number = table.autoincrement_column
    if number is not None and connection.dialect.name == "postgresql":
        last = select(func.max(number)).scalar_subquery()
        connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, number.name), last)))


def is_whole(made: Engine) -> bool:
    """Whether everything in the database fits together: what SQLite can tell of its pages, its indexes and what rows
    refer to, and of each document the rows that were written: linking adds statements. Raises DamagedStore when it
    cannot even be read."""
    with made.connect() as connection:
        if is_sqlite(made) and not _holds_together(connection):
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


def _holds_together(connection: Connection) -> bool:
    checked: str = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
    return checked == "ok" and not connection.exec_driver_sql("PRAGMA foreign_key_check").first()


def _all_there(name: str, stored: int, contents: dict[str, int]) -> bool:
    written = contents.get(name, -1)
    return stored >= written >= 0 if name in ADDED_TO else stored == written
