"""What do a letter, a question and a trail cost among very many documents on PostgreSQL, beside a thousand?

    python -m bench.large [--documents 1000 100000] [--turns 3] [--in-folder] [--work FOLDER]

A server of PostgreSQL and one of Chroma are started for it; with `--in-folder` the vectors stand in the folder. Of the
letters of `bench.growth` nine short ones are read, of eleven passages each, and the rest are copies (see `bases`); what
is added are three others, of which one answers a letter among the nine. Each work is a command, done in turn on both
bases: seconds of the processor, of the command with all that it started and of the servers, and seconds of the clock.
`question` is one more question to a base that is open, as in the app.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import psutil

from bench.growth.builds import PROJECT, Build
from bench.growth.letters import ROUND, write_letters
from bench.large.bases import Base, copied
from ingest import pipeline
from kb import KnowledgeBase
from kb.decisions.snapshot import ASKS
from kb.model import Relation
from kb.silence import keep_silent
from tests import chroma, postgres

SHORT = (1, 2, 6, 7, 10, 13, 20, 22, 23)  # letters of the round that are read: some eleven passages each
LATER = (14, 18, 25)  # that are added: two answers and an advice
SETTINGS = ("max_connections=60", "shared_buffers=512MB", "max_wal_size=6GB", "autovacuum=off")
QUESTIONS = ("lange wachttijd voor hulp aan kinderen", "wie betaalt het vervoer", "ervaringen van cliënten")


@dataclass(frozen=True)
class Cost:
    """Seconds."""

    processor: float
    clock: float


@dataclass(frozen=True)
class Measured:
    """Does works on a base, and says what they cost."""

    build: Build
    apart: Executor  # a process that has no other children than the commands
    base: Base
    servers: Sequence[psutil.Process]
    letters: Sequence[Path]
    points: Sequence[str]

    def add(self, turn: int) -> Cost:
        """One letter more."""
        return self._command("add", str(self.letters[turn]))

    def search(self, turn: int) -> Cost:
        return self._command("search", QUESTIONS[turn % len(QUESTIONS)])

    def trail(self, turn: int) -> Cost:
        return self._command("trail", self.points[turn % len(self.points)])

    def question(self, kb: KnowledgeBase, turn: int) -> Cost:
        """One more, to a base that is open."""
        text, spent = QUESTIONS[turn % len(QUESTIONS)], self._server_spent()
        begun, processor = time.perf_counter(), time.process_time()
        kb.search(text)
        ended = time.process_time() - processor
        return Cost(ended + self._server_spent() - spent, time.perf_counter() - begun)

    def _command(self, *arguments: str) -> Cost:
        spent = self._server_spent()
        cost = self.apart.submit(self.build.command, self.base.home, *arguments).result()
        return Cost(cost.processor + self._server_spent() - spent, cost.clock)

    def _server_spent(self) -> float:
        """Of the servers with the processes that they started and that ended."""
        running = (each.cpu_times() for server in self.servers for each in (server, *server.children()))
        return sum(sum(each[:2]) for each in running) + sum(sum(each.cpu_times()[2:4]) for each in self.servers)


def main() -> None:
    """Print a line per work."""
    keep_silent()
    parser = argparse.ArgumentParser(description="Very large beside small, on PostgreSQL.")
    parser.add_argument("--documents", type=int, nargs=2, default=[1_000, 100_000])
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--in-folder", action="store_true", help="the vectors stand in the folder, not on a server")
    parser.add_argument("--work", type=Path, help="where the letters and bases are made")
    asked = parser.parse_args()
    programs = postgres.programs()
    if programs is None:
        raise SystemExit("Install postgresql first.")
    with ExitStack() as held:
        work = asked.work or Path(held.enter_context(tempfile.TemporaryDirectory()))
        server = held.enter_context(postgres.server(programs, SETTINGS))
        vectors = None if asked.in_folder else held.enter_context(chroma.server())
        servers = [psutil.Process(pid) for pid in (server.pid, *([vectors.pid] if vectors else []))]
        letters = write_letters(work / "letters", ROUND)
        seed, points = seeded(work / "seed", letters)
        later = [letters[number] for number in LATER]
        build = Build(PROJECT, work.absolute(), work / "letters")
        apart = held.enter_context(ProcessPoolExecutor(1, get_context("spawn")))
        pair = []
        for documents in asked.documents:
            shutil.rmtree(home := work.absolute() / f"base{documents}", ignore_errors=True)
            base = copied(server, seed, home, documents, vectors.url if vectors else "")
            pair.append(Measured(build, apart, base, servers, later, points))
        measure(pair, asked.turns)


def seeded(home: Path, letters: Sequence[Path]) -> tuple[Path, Sequence[str]]:
    """A base with the letters that are read, and points in it that are answered."""
    shutil.rmtree(home, ignore_errors=True)
    with KnowledgeBase(home) as kb:
        pipeline.add(kb, [letters[number] for number in SHORT])
        answered = sorted({link.target_id for link in kb.links() if link.relation is Relation.ANSWERS})
        asked = [id_ for id_ in answered if kb.statement(id_).kind in ASKS]
    return home, asked


def measure(pair: Sequence[Measured], turns: int) -> None:
    """The smaller base first."""
    for name in ("trail", "search"):
        print(told(name, [[getattr(each, name)(turn) for each in pair] for turn in range(turns)]), flush=True)
    with ExitStack() as held:
        opened = [held.enter_context(KnowledgeBase(each.base.home)) for each in pair]
        for kb in opened:
            kb.search(QUESTIONS[0])
        both = [[each.question(kb, turn) for each, kb in zip(pair, opened, strict=True)] for turn in range(3 * turns)]
    print(told("question", both), flush=True)
    print(told("add", [[each.add(turn) for each in pair] for turn in range(len(LATER))]), flush=True)


def told(name: str, turns: Sequence[Sequence[Cost]]) -> str:
    """Medians, and how many times the smaller base the larger one takes."""
    few, many = (median(each.processor for each in column) for column in zip(*turns, strict=True))
    short, long = (median(each.clock for each in column) for column in zip(*turns, strict=True))
    clock = f"clock {short:.2f} and {long:.2f}, {long / short:.2f} times"
    return f"{name}: processor {few:.2f} and {many:.2f}, {many / few:.2f} times; {clock}"


if __name__ == "__main__":
    main()
