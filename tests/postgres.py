"""A PostgreSQL server for the tests: in a folder and on a socket of its own, gone when the tests are, however they end.

It takes PostgreSQL 15 or newer. It is fast because it keeps nothing safe from a power cut; from a kill it does. It
sorts text as Dutch does, because a server of others does not sort by code point either.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psutil
import psycopg

from kb.store import Store
from tests.tied import tied

USER, REFUSED, GUEST, TEMPLATE = "adviesspoor", "geweigerd", "gast", "leeg"  # a guest may look and make nothing
PATIENCE = 30.0  # seconds for a server to come up
HASTY = ("fsync=off", "full_page_writes=off", "max_connections=60", "shared_buffers=32MB")
RULES = f"local all {REFUSED} scram-sha-256\nlocal all all trust\n"


def programs() -> Path | None:
    """The folder with the newest server that is installed: Debian keeps it off the search path."""
    found = [*Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    newest = max(found, key=lambda path: int(path.parts[-3]), default=shutil.which("initdb"))
    return Path(newest).resolve().parent if newest else None


class Server:
    """One server; `url` makes a database with the tables of the program and nothing in them."""

    def __init__(self, folder: Path, programs: Path, settings: Sequence[str]) -> None:
        self._folder, self._programs, self._settings = folder, programs, settings
        self._numbers = count(1)
        # A server refuses to run as root.
        self._owner = {"user": "nobody", "group": "nogroup"} if os.getuid() == 0 else {}
        self._running: subprocess.Popen[str] | None = None
        self.pid = 0

    def make(self) -> None:
        if self._owner:
            shutil.chown(self._folder, **self._owner)
        subprocess.run(
            [self._programs / "initdb", "-D", self._folder / "data", "-U", USER, "--auth=trust", "--encoding=UTF8",
             "--locale=C", "--locale-provider=icu", "--icu-locale=nl", "--no-sync"],
            check=True, stdout=subprocess.DEVNULL, **self._owner, cwd=self._folder,
        )  # fmt: skip
        (self._folder / "data" / "pg_hba.conf").write_text(RULES, encoding="utf-8")
        self.start()
        self.run(f"CREATE DATABASE {TEMPLATE}", f"CREATE ROLE {GUEST} LOGIN")
        self.run(f"CREATE ROLE {REFUSED} LOGIN PASSWORD 'geheim'")
        store = Store(self.address(TEMPLATE))
        store.migrate()
        store.close()

    def start(self) -> None:
        """Also again, after a kill: it then recovers what was committed."""
        settings = [part for each in self._settings for part in ("-c", each)]
        place = ["-D", str(self._folder / "data"), "-k", str(self._folder), "-c", "listen_addresses="]
        with (self._folder / "log").open("a") as log:
            self._running = subprocess.Popen(
                tied([str(self._programs / "postgres"), *place, *settings], self._folder, "INT"),
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, **self._owner, cwd=self._folder,
                start_new_session=True,  # a signal to the tests as a group is for them alone
            )  # fmt: skip
        assert self._running.stdout
        self.pid = int(self._running.stdout.readline())
        until = time.monotonic() + PATIENCE
        while not self._answers():
            assert time.monotonic() < until, (self._folder / "log").read_text()
            time.sleep(0.05)

    def stop(self) -> None:
        """Orderly: who is connected is sent away."""
        assert self._running
        self._running.communicate("\n", timeout=PATIENCE)

    def kill(self) -> None:
        """Kill the first of its processes (-9), and wait for the others, which end by themselves then."""
        first = psutil.Process(self.pid)
        others = first.children()
        first.kill()
        psutil.wait_procs(others, PATIENCE)
        self.stop()

    def address(self, database: str, user: str = USER) -> str:
        return f"postgresql://{user}@/{database}?host={self._folder}"

    def url(self) -> str:
        name = f"kb{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY FILE_COPY")
        return self.address(name)

    def empty(self) -> str:
        """A database without tables."""
        name = f"kb{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name}")
        return self.address(name)

    def drop(self, url: str) -> None:
        name = url.removeprefix(f"postgresql://{USER}@/").partition("?")[0]
        self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def run(self, *statements: str) -> None:
        self.run_in(self.address("postgres"), *statements)

    def run_in(self, url: str, *statements: str) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.address("postgres")).close()
        except psycopg.OperationalError:
            return False
        return True


@contextmanager
def server(programs: Path, settings: Sequence[str] = HASTY) -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="adviesspoor-pg-"))  # a socket has a short name, and `nobody` must come in
    made = Server(folder, programs, settings)
    try:
        made.make()
        yield made
        made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
