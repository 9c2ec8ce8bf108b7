"""The connection: how it is opened, migrated and written to, with the few lines that differ per kind of database."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    ExceptionContext,
    Table,
    create_engine,
    delete,
    event,
    insert,
    inspect,
    make_url,
    select,
    text,
    update,
)
from sqlalchemy.exc import ArgumentError, DataError, DisconnectionError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from kb.errors import BadSettings, BrokenStore, Busy, DamagedStore, NewerStore, NotFound
from kb.store import tables

Row = Mapping[Any, Any]  # column name → value
MIGRATIONS = Path(__file__).parent / "migrations"
CHUNK = 500  # values in one list: databases allow a limited number of parameters

DAMAGED = (
    "De kennisbank is beschadigd, of gekopieerd terwijl erin werd geschreven: zet een reservekopie terug in een lege "
    "map (adviesspoor --home MAP restore KOPIE), of maak van de kennisbank zelf een nieuwe met adviesspoor backup."
)
SQLITE = {  # how the name of an error begins: what a user can do about it (https://sqlite.org/rescode.html)
    "SQLITE_NOTADB": DAMAGED,
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_IOERR": "De kennisbank is niet te lezen of te schrijven: kijk of de schijf vol is en of zij nog werkt.",
    "SQLITE_CANTOPEN": "De kennisbank is niet te openen: kijk of u in deze map mag lezen en schrijven.",
    "SQLITE_READONLY": "In de kennisbank kan niet worden geschreven: kijk of u in deze map mag schrijven.",
    "SQLITE_FULL": "De schijf is vol: maak ruimte vrij en probeer het opnieuw.",
    "SQLITE_BUSY": "De kennisbank is in gebruik: probeer het straks opnieuw.",
}

BUSY = "Een ander programma schrijft in deze kennisbank: probeer het zo dadelijk opnieuw."
TIMED_OUT = "55P03"
AWAY = "De database is weggevallen: wacht tot zij weer draait en probeer het opnieuw; wat was opgeslagen, staat er nog."
POSTGRESQL = {  # how the code of an error begins (https://www.postgresql.org/docs/current/errcodes-appendix.html)
    "08": AWAY,
    "57P": AWAY,
    "53100": "De schijf van de database is vol: laat de beheerder ruimte maken en probeer het opnieuw.",
    "53300": "De database heeft te veel verbindingen: probeer het straks opnieuw.",
    "42501": "U mag in deze database niet alles wat nodig is: vraag de beheerder om er tabellen te mogen maken.",
    "25006": "In deze database kan nu alleen worden gelezen: wijzig op de server waarvan zij een kopie is.",
    "XX001": "De database is beschadigd: laat de beheerder een reservekopie terugzetten.",
}
CHOSEN = {
    "max_overflow": -1,  # who waits for a lock holds a connection, and may not keep readers from theirs
    "isolation_level": "REPEATABLE READ",  # a transaction sees one moment, as with SQLite
    "use_native_hstore": False,  # asks the server something at each new connection
}
IDLE = 5.0  # seconds after which a connection is tried before it is used: the server may have been started again
ALIVE = ("tcp_keepalives_idle = 30", "tcp_keepalives_interval = 10", "tcp_keepalives_count = 3")


def engine(url: str, *, readonly: bool = False) -> Engine:
    """A database by its URL; BadSettings when it is none. SQLite gets what the others have by themselves: real
    transactions and foreign keys. `readonly` leaves no trace in the folder of an SQLite file."""
    try:
        made = _made(make_url(url), readonly=readonly)
    except ArgumentError as error:
        raise BadSettings(
            '"database" in instellingen.toml is geen adres van een database (een SQLAlchemy-URL).'
        ) from error
    except ImportError as error:
        raise BadSettings(
            f'Voor "database" in instellingen.toml is het pakket {error.name} nodig: installeer het.'
        ) from error
    event.listen(made, "handle_error", _explain)
    if made.dialect.name == "sqlite":
        event.listen(made, "connect", _prepare_reading if readonly else _prepare_sqlite)
        event.listen(made, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return made


def _made(url: URL, *, readonly: bool) -> Engine:
    if url.get_backend_name() != "postgresql":
        return create_engine(_read_only(url) if readonly else url)
    # Which driver SQLAlchemy takes by itself differs per version; what is asked of it here is of this one.
    made = create_engine(url.set(drivername="postgresql+psycopg"), **CHOSEN)
    event.listen(made, "connect", _prepare_postgresql)
    event.listen(made, "checkin", _note_use)
    event.listen(made, "checkout", _try_idle)
    return made


def reading(made: Engine) -> Engine:
    """For questions that are one statement each: with PostgreSQL a transaction around it would take as much again."""
    return made.execution_options(isolation_level="AUTOCOMMIT") if made.dialect.name == "postgresql" else made


def file_of(made: Engine) -> Path | None:
    """The file that holds the database; None for a database that is no SQLite file."""
    name = made.url.database if made.dialect.name == "sqlite" else None
    if not name or name == ":memory:":
        return None
    return Path(unquote(name.removeprefix("file:")))


def place_of(made: Engine) -> str:
    """Which database this is, for a person; without a password."""
    file = file_of(made)
    if file is not None:
        return f"SQLite ({file.name})"
    names = {"postgresql": "PostgreSQL"}
    where = " op ".join(filter(None, (made.url.database, made.url.host)))
    return f"{names.get(made.dialect.name, made.dialect.name)} ({where})"


def _read_only(url: URL) -> URL:
    """SQLite would make files beside the database; without a log of another writer it may take the file as it is."""
    if url.get_backend_name() != "sqlite" or not url.database:
        return url
    path = Path(url.database)
    log = Path(f"{path}-wal")
    lone = {} if log.exists() and log.stat().st_size else {"immutable": "1"}
    return url.set(database=f"file:{quote(str(path))}", query={"mode": "ro", "uri": "true", **lone})


def _prepare_reading(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA busy_timeout=10000")


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # or the driver begins only at the first write, and reads are no snapshot
    for pragma in ("busy_timeout=10000", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    _keep_log(connection)


def _prepare_postgresql(connection: Any, _record: object) -> None:
    """Have the server notice within a minute that a machine is gone, or it would keep its lock for hours."""
    for setting in ALIVE:
        connection.execute(f"SET {setting}")
    connection.commit()


def _note_use(_connection: object, record: ConnectionPoolEntry) -> None:
    record.info["used"] = time.monotonic()


def _try_idle(connection: Any, record: ConnectionPoolEntry, _given: object) -> None:
    """Has the pool connect again when this connection was closed from the other side."""
    now = time.monotonic()
    if now - record.info.get("used", now) > IDLE:
        try:
            connection.execute("SELECT 1")
            connection.rollback()
        except connection.OperationalError as error:
            raise DisconnectionError from error


def _keep_log(connection: Any) -> None:
    """Have SQLite write ahead. Two that make the same file at once: for this switch it does not wait by itself."""
    until = time.monotonic() + 10
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except connection.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _explain(context: ExceptionContext) -> None:
    """Raises BrokenStore for what is wrong with the database, Busy for a lock that was not to be had in time; what is
    wrong with the program stays as it is."""
    error = context.original_exception
    name = getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None) or ""
    for start, sentence in (SQLITE | POSTGRESQL).items():
        if name.startswith(start):
            raise DamagedStore(sentence) if sentence == DAMAGED else BrokenStore(sentence)
    if name == TIMED_OUT:
        raise Busy(BUSY)
    if isinstance(context.sqlalchemy_exception, DataError):
        raise BrokenStore(f"Hierin staat iets wat de database niet kan bewaren ({error}).")
    if not isinstance(context.sqlalchemy_exception, OperationalError):
        return
    words = (str(error).rpartition("failed: ")[2].splitlines() or [""])[0]
    if context.connection is None:  # PostgreSQL gives no code to whom it does not let in
        raise BrokenStore(
            "De database is niet te bereiken of laat u niet toe: kijk of de server draait en of adres, gebruiker en "
            f"wachtwoord kloppen ({words})."
        )
    raise BrokenStore(AWAY if context.is_disconnect else f"De database werkt niet mee: {words}.")


def wipe_log(made: Engine) -> None:
    """Empty the write-ahead log, in which deleted text would otherwise stay for a while."""
    if made.dialect.name == "sqlite":
        with made.connect() as connection:
            raw = connection.connection.dbapi_connection
            connection.rollback()
            if raw is not None:
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def is_made(made: Engine) -> bool:
    """Whether there are tables at all; looking makes no file."""
    file = file_of(made)
    if file is not None and not (file.is_file() and file.stat().st_size):
        return False
    with made.connect() as connection:
        return inspect(connection).has_table("alembic_version")


def is_current(made: Engine) -> bool:
    """True when the tables are those of this program. Raises NewerStore when a later program made them."""
    with made.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    if version is not None and version > tables.SCHEMA:
        raise NewerStore("Deze kennisbank is gemaakt met een nieuwere versie van Adviesspoor: werk het programma bij.")
    return bool(version == tables.SCHEMA)


def migrate(made: Engine, revision: str = "head") -> None:
    """Bring the tables up to date, or to an older revision. Call it under the writer's lock."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with made.connect() as connection:
        # SQLite alters a table by making it anew; dropping the old one would take along what hangs on its rows.
        _heed_foreign_keys(connection, False)
        try:
            with connection.begin():
                config.attributes["connection"] = connection
                command.upgrade(config, revision)
        finally:
            _heed_foreign_keys(connection, True)


def _heed_foreign_keys(connection: Connection, heed: bool) -> None:
    """Outside a transaction; only SQLite has to be told."""
    raw = connection.connection.dbapi_connection
    if connection.dialect.name == "sqlite" and raw is not None:
        raw.execute(f"PRAGMA foreign_keys={'ON' if heed else 'OFF'}")


def one(connection: Connection, table: Table, id_: str, noun: str) -> Row:
    """The row with this id; NotFound says in Dutch that there is no such `noun`."""
    row = connection.execute(select(table).where(table.c.id == id_)).mappings().one_or_none()
    if row is None:
        raise NotFound(f"Er is geen {noun} met de code {id_}.")
    return row


def every(connection: Connection, table: Table, order: str = "id") -> Sequence[Row]:
    return connection.execute(select(table).order_by(table.c[order])).mappings().all()


def upsert(connection: Connection, table: Table, document_id: str, rows: Iterable[Row]) -> list[str]:
    """Write the sealed rows of a document, each only when it is new or changed. Returns the ids that are gone."""
    given = {row["id"]: row for row in rows}
    query = select(table.c.id, table.c.seal).where(table.c.document_id == document_id)
    known = {row.id: row.seal for row in connection.execute(query)}
    new = [row for id_, row in given.items() if id_ not in known]
    if new:
        connection.execute(insert(table), new)
    for id_, row in given.items():
        if id_ in known and known[id_] != row["seal"]:
            connection.execute(update(table).where(table.c.id == id_).values(dict(row)))
    return [id_ for id_ in known if id_ not in given]


def drop(connection: Connection, table: Table, ids: Sequence[str]) -> None:
    for first in range(0, len(ids), CHUNK):
        connection.execute(delete(table).where(table.c.id.in_(ids[first : first + CHUNK])))


def moved(connection: Connection, *, texts: bool = False) -> None:
    """Count a change; `texts` when passages may differ."""
    state = tables.state
    step = {"revision": state.c.revision + 1} | ({"texts": state.c.texts + 1} if texts else {})
    connection.execute(update(state).values(step))
