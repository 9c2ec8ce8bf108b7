"""How much faster do more workers of a Dask cluster add letters? Each number of workers in turn, by the clock.

    python -m bench.cluster [--letters 500] [--workers 1 2] [--asleep 1 2 4 8] [--turns 1]

`--workers` read for real, each a file at a time, on the cores of this machine, which also stores and links. `--asleep`
is for more workers than there are cores: they sleep as long as reading took here, and give what was read here before.
Linear is as many times faster as there are workers. Said apart are reading with storing, and the whole of adding, of
which linking is done on one core by whoever adds.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import pickle
import resource
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median

from bench.growth.letters import write_letters
from ingest import pipeline
from ingest.work.pool import Status, Task
from ingest.work.processes import Worker
from kb.knowledge import KnowledgeBase
from kb.settings import Limits, Settings
from kb.silence import keep_silent
from tests.cluster import cluster

ASLEEP = """
import hashlib, pickle, time
from pathlib import Path
from ingest.work import at_worker

def asleep(task, topic, number):
    time.sleep({seconds})
    return pickle.loads((Path({folder!r}) / hashlib.sha256(task.data).hexdigest()).read_bytes())

at_worker.read_there = asleep
"""


@dataclass(frozen=True)
class Took:
    """Seconds by the clock of adding, and of whoever adds its processor time."""

    stored: float
    whole: float
    processor: float


def main() -> None:
    """Print a line per number of workers."""
    keep_silent()
    parser = argparse.ArgumentParser(description="Adding with more workers.")
    parser.add_argument("--letters", type=int, default=500)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--asleep", type=int, nargs="*", default=[1, 2, 4, 8])
    parser.add_argument("--turns", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        letters = write_letters(folder / "brieven", asked.letters)
        if asked.workers:
            print("reading for real")
            compare(folder, letters, asked.workers, asked.turns)
        if asked.asleep:
            seconds = read_before(letters, folder / "gelezen")
            print(f"asleep for {seconds:.2f} s a letter")
            preload = ASLEEP.format(seconds=seconds, folder=str(folder / "gelezen"))
            compare(folder, letters, asked.asleep, asked.turns, preload)


def read_before(letters: Sequence[Path], folder: Path) -> float:
    """Keep what each letter holds; the median of the seconds that reading one takes."""
    folder.mkdir()
    worker, took = Worker(), []
    for path in letters:
        begun = time.perf_counter()
        answer = worker.read(Task(path.name, path.read_bytes(), Limits(), embedding=Settings()), Status().tell)
        took.append(time.perf_counter() - begun)
        (folder / hashlib.sha256(path.read_bytes()).hexdigest()).write_bytes(pickle.dumps(answer))
    worker.close()
    return median(took)


def compare(folder: Path, letters: Sequence[Path], numbers: Sequence[int], turns: int, preload: str = "") -> None:
    fewest: Took | None = None
    for number in numbers:
        took = min((added(folder, letters, number, preload) for _ in range(turns)), key=lambda each: each.whole)
        fewest = fewest or took
        more = number / numbers[0]
        print(
            f"{number} workers: read and stored in {took.stored:.1f} s, {fewest.stored / took.stored / more:.2f} of "
            f"linear; with linking {took.whole:.1f} s, {fewest.whole / took.whole / more:.2f}; processor of whoever "
            f"adds {took.processor / len(letters):.3f} s a letter (load {os.getloadavg()[0]:.1f})",
            flush=True,
        )


_numbers = count()


def added(folder: Path, letters: Sequence[Path], workers: int, preload: str) -> Took:
    """To an empty base, by workers that have read a letter before."""
    own = folder / f"turn{next(_numbers)}"
    (own / "cluster").mkdir(parents=True)
    with ExitStack() as held:
        machines = held.enter_context(cluster(own / "cluster"))
        for _ in range(workers):
            machines.worker(preload)
        with KnowledgeBase(own / "warm") as warm:
            pipeline.add(warm, letters[: 2 * workers], cluster=machines.address)
        kb = held.enter_context(KnowledgeBase(own / "kb"))
        stored: list[float] = []

        def tell(done: int, total: int, file: str) -> None:
            if done == total and not file:
                stored.append(time.perf_counter())

        begun, spent = time.perf_counter(), _processor()
        reports = pipeline.add(kb, letters, tell, cluster=machines.address)
        whole = time.perf_counter() - begun
        assert len(kb.documents()) == len(reports) == len(letters)
        return Took(stored[-1] - begun, whole, _processor() - spent)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
