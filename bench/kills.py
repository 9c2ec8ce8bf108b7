"""Letters are added while everything that may fall away is killed: is afterwards everything there, once?

    python -m bench.kills [--letters 200] [--kills 2]

The store is PostgreSQL, the vectors stand on a Chroma server, two workers of a Dask cluster read: all on this machine.
Each of these is killed (-9) so many times, spread over the letters, and started again a second later. An `add` that
ends by it is started again. Then everything is counted, and `check` and `reindex` are asked.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bench.growth.letters import write_letters
from kb.settings import FILE
from kb.silence import keep_silent
from tests import chroma, postgres
from tests.cluster import Machines, end

PROJECT = Path(__file__).parents[1]
AWAY = 1.0  # seconds between a kill and the next start
LOOKING = 0.2


@dataclass(frozen=True)
class Strike:
    """A kill with the start after it, when so many letters are stored."""

    at: int
    name: str
    kill: Callable[[], object]
    start: Callable[[], object]


class Workers:
    """Two workers and their scheduler."""

    def __init__(self, machines: Machines) -> None:
        self._machines, self._scheduler = machines, machines.scheduler()
        self._workers = [machines.worker(), machines.worker()]

    def kill_one(self) -> None:
        end(self._workers.pop(0))

    def start_one(self) -> None:
        self._workers.append(self._machines.worker())

    def kill_scheduler(self) -> None:
        end(self._scheduler)

    def start_scheduler(self) -> None:
        """With other workers: those that it had end by themselves."""
        self._scheduler = self._machines.scheduler()
        self._workers = [self._machines.worker(), self._machines.worker()]


def main() -> None:
    """Add, kill, and tell what is there."""
    keep_silent()
    parser = argparse.ArgumentParser(description="Kills during adding.")
    parser.add_argument("--letters", type=int, default=200, help="how many letters are added (default 200)")
    parser.add_argument("--kills", type=int, default=2, help="how often each is killed (default 2)")
    asked = parser.parse_args()
    programs = postgres.programs()
    if programs is None:
        raise SystemExit("Install postgresql first.")
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory()))
        letters = folder / "brieven"
        write_letters(letters, asked.letters)
        database = held.enter_context(postgres.server(programs))
        vectors = held.enter_context(chroma.server())
        (folder / "cluster").mkdir()
        machines = Machines(folder / "cluster")
        held.callback(machines.close)
        workers = Workers(machines)
        url = database.url()
        home = folder / "kennisbank"
        home.mkdir()
        (home / FILE).write_text(f'database = "{url}"\nchroma = "{vectors.url}"\n', encoding="utf-8")
        strikes = spread(
            asked.letters, asked.kills,
            ("the Chroma server", vectors.kill, vectors.start), ("a worker", workers.kill_one, workers.start_one),
            ("the scheduler", workers.kill_scheduler, workers.start_scheduler),
            ("PostgreSQL", database.kill, database.start),
        )  # fmt: skip
        add(home, letters, machines.address, url, strikes)
        tell_what_is_there(home, asked.letters)


def spread(letters: int, kills: int, *ways: tuple[str, Callable[[], object], Callable[[], object]]) -> list[Strike]:
    """All in turn, at equal distances."""
    step = letters / (kills * len(ways) + 1)
    return [Strike(round((place + 1) * step), *way) for place, way in enumerate(ways * kills)]


def add(home: Path, letters: Path, cluster_at: str, url: str, strikes: list[Strike]) -> None:
    """Again and again, until it ends well and nothing is left to be killed."""
    begun = time.monotonic()
    while True:
        with (home / "said").open("w+", encoding="utf-8") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "cli", "--home", str(home), "add", "--cluster", cluster_at, str(letters)],
                cwd=PROJECT, stdout=said, stderr=subprocess.STDOUT,
            )  # fmt: skip
            while process.poll() is None:
                if strikes and stored(url) >= strikes[0].at:
                    strike = strikes.pop(0)
                    print(f"{stored(url):4} letters: {strike.name} is killed", flush=True)
                    strike.kill()
                    time.sleep(AWAY)
                    strike.start()
                time.sleep(LOOKING)
            said.seek(0)
            last = said.read().strip().splitlines()
        print(f"{stored(url):4} letters: add ended with {process.returncode} after {time.monotonic() - begun:.0f} s")
        for line in last[-3:] if process.returncode else _of_note(last):
            print(f"       {line}", flush=True)
        if process.returncode == 0 and not strikes:
            return


def _of_note(lines: list[str]) -> Iterator[str]:
    """What was said of servers."""
    yield from (line for line in lines if "server" in line or "cluster" in line)


def stored(url: str) -> int:
    """How many letters are stored; 0 while the database is away."""
    try:
        with psycopg.connect(url, autocommit=True) as connection:
            row = connection.execute("SELECT count(*) FROM documents").fetchone()
    except psycopg.Error:  # or the tables are not there yet
        return 0
    return int(row[0]) if row else 0


def tell_what_is_there(home: Path, letters: int) -> None:
    """How many letters, how many twice, and what `check` and `reindex` say."""
    files = Counter(document["file"] for document in json.loads(_asked(home, "list", "documents", "--format", "json")))
    twice = [file for file, number in files.items() if number > 1]
    print(f"{len(files)} of {letters} letters, twice: {len(twice)}")
    for command in ("check", "reindex", "check"):
        print(f"{command}: {_asked(home, command).strip()}")


def _asked(home: Path, *command: str) -> str:
    ended = subprocess.run(
        [sys.executable, "-m", "cli", "--home", str(home), *command], cwd=PROJECT, capture_output=True, text=True
    )
    return ended.stdout or f"{ended.returncode} {ended.stderr}"


if __name__ == "__main__":
    main()
