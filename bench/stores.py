"""How much slower is PostgreSQL than a file of SQLite? The same letters and questions on both, in turn, by the clock.

    python -m bench.stores [--letters 52] [--turns 3]

The server runs on this machine, on a socket, and makes sure that what it commits is on disk, as does SQLite. To a
server elsewhere each round trip takes longer.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from statistics import median

from bench.growth.letters import write_letters
from ingest import pipeline
from kb.knowledge import KnowledgeBase
from kb.model import StatementKind, Verdict
from kb.silence import keep_silent
from tests import postgres

QUESTIONS = (
    "lange wachttijd voor hulp aan kinderen",
    "wie betaalt het vervoer",
    "ervaringen van cliënten",
    "toezegging",
)
SAFE = ("max_connections=60",)

Work = Callable[[KnowledgeBase], object]


def main() -> None:
    """Print how many times SQLite per line; above 1 PostgreSQL is slower."""
    keep_silent()
    parser = argparse.ArgumentParser(description="PostgreSQL beside SQLite.")
    parser.add_argument("--letters", type=int, default=52, help="how many letters are added (default 52)")
    parser.add_argument("--turns", type=int, default=3, help="how often each is done (default 3)")
    asked = parser.parse_args()
    programs = postgres.programs()
    if programs is None:
        raise SystemExit("Install postgresql first.")
    with tempfile.TemporaryDirectory() as folder, postgres.server(programs, SAFE) as server:
        measure(Path(folder), server, asked.letters, asked.turns)


def measure(folder: Path, server: postgres.Server, letters: int, turns: int) -> None:
    paths, numbers = write_letters(folder / "brieven", letters), count()

    def both(fill: Sequence[Path]) -> list[KnowledgeBase]:
        homes = (folder / f"kb{next(numbers)}" for _ in range(2))
        made = [KnowledgeBase(next(homes), url=url) for url in (server.url(), None)]
        for kb in made:
            if fill:
                pipeline.add(kb, fill)
        return made

    both(paths[:1])  # everything is loaded
    print(f"add {letters} letters: {ratio(iter([both(()) for _ in range(turns)]), lambda kb: pipeline.add(kb, paths))}")
    filled = both(paths)
    more = iter(write_letters(folder / "meer", 4 * turns, first=letters))
    works: dict[str, Work] = {
        "add one letter": lambda kb: pipeline.add(kb, [next(more)]),
        "search": lambda kb: [kb.search(question) for question in QUESTIONS],
        "decide": lambda kb: kb.decide(_point(kb), Verdict.CONFIRMED, by="Ans"),
        "all advices, after a change": _advices,
        "open": lambda kb: KnowledgeBase(kb.home, url=str(kb._store._engine.url)).close(),
    }
    for name, work in works.items():
        print(f"{name}: {ratio(iter([filled] * turns), work)}")


def ratio(turns: Iterator[Sequence[KnowledgeBase]], work: Work) -> str:
    """The first base of each turn beside the second."""
    seconds = [[_seconds(work, kb) for kb in pair] for pair in turns]
    mine, other = (median(column) for column in zip(*seconds, strict=True))
    return f"{mine / other:.2f} times ({mine:.3f} and {other:.3f} s)"


def _seconds(work: Work, kb: KnowledgeBase) -> float:
    begun = time.perf_counter()
    work(kb)
    return time.perf_counter() - begun


def _point(kb: KnowledgeBase) -> str:
    return next(each.id for each in kb.statements() if each.kind is StatementKind.RECOMMENDATION)


def _advices(kb: KnowledgeBase) -> object:
    kb._remembered.clear()
    return kb.advices(), kb.overview()


if __name__ == "__main__":
    main()
