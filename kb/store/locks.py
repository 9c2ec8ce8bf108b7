"""Writers one after the other. A lock in the folder keeps those apart that share its index; where the store is
PostgreSQL, one in the database does so with those on other machines. Each keeps other threads out too, is gone with the
process that holds it, and raises Busy when somebody else had it for so many seconds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import local

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, func, literal, select

from kb.errors import BrokenStore, Busy
from kb.store.database import AWAY, BUSY, CHOSEN

POLL = 0.01  # seconds between two looks at a lock that another process holds
OURS = 0x41445653  # among the locks of a database, which any program can take


class FolderLock:
    def __init__(self, folder: Path) -> None:
        self._turn, self._lock = FileLock(folder / ".lock-beurt"), FileLock(folder / ".lock")

    @contextmanager
    def __call__(self, patience: float) -> Iterator[None]:
        with ExitStack() as held:
            try:
                # Who waits for the lock holds the turn, so that a writer with much to do lets others in between.
                with self._turn.acquire(patience, poll_interval=POLL):
                    held.enter_context(self._lock.acquire(patience, poll_interval=POLL))
            except Timeout as error:
                raise Busy(BUSY) from error
            yield


class DatabaseLock:
    """An advisory lock of PostgreSQL, which gives it to who waits longest. It is of a connection, and who holds it
    writes on that one: when the connection is lost, and with it the lock, nothing more is written."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._here = local()

    @contextmanager
    def __call__(self, patience: float) -> Iterator[None]:
        if self._held():
            yield
            return
        with self._engine.connect() as connection:
            _by_itself(connection)
            _take(connection, patience)
            self._here.connection = connection
            try:
                yield
            finally:
                self._here.connection = None
                _give_back(connection)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction that is committed at the end."""
        held = self._held()
        if held is None:
            with self._engine.begin() as connection:
                yield connection
            return
        if held.invalidated:  # SQLAlchemy would connect again, without the lock
            raise BrokenStore(AWAY)
        with _together(held):
            yield held

    def _held(self) -> Connection | None:
        return getattr(self._here, "connection", None)


def _by_itself(connection: Connection) -> None:
    """From here on each statement is a transaction."""
    connection.execution_options(isolation_level="AUTOCOMMIT")


@contextmanager
def _together(connection: Connection) -> Iterator[None]:
    connection.execution_options(isolation_level=CHOSEN["isolation_level"])
    try:
        with connection.begin():
            yield
    finally:
        if not connection.invalidated:
            _by_itself(connection)


def _take(connection: Connection, patience: float) -> None:
    key = literal(OURS), func.hashtext(func.coalesce(func.current_schema(), ""))  # one knowledge base per schema
    milliseconds = int(patience * 1000)
    with connection.begin():
        if connection.execute(select(func.pg_try_advisory_lock(*key))).scalar_one():
            return
    if not milliseconds:  # which PostgreSQL reads as no limit
        raise Busy(BUSY)
    with _together(connection):
        connection.execute(select(func.set_config("lock_timeout", str(milliseconds), True)))
        connection.execute(select(func.pg_advisory_lock(*key)))


def _give_back(connection: Connection) -> None:
    """A connection that is put away with the lock would keep it."""
    try:
        if not connection.invalidated:
            with connection.begin():
                connection.execute(select(func.pg_advisory_unlock_all()))
    except BrokenStore:
        pass  # it went with the connection
    except BaseException:
        connection.invalidate()
        raise
