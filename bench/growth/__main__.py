"""How does the cost of one letter grow with the base that it joins? Beside an older build, in one run; ratios only.

    python -m bench.growth [--small 26] [--middle 260] [--large 2600] [--beside 8c43b65]

The older build is checked out into a folder of its own and runs with this Python. Each row does its two sides in turn,
in processes of their own; costs are seconds of processor time of a process with all that it started, unless the row
says that the clock counts. A base is filled once and copied for each row. Sizes of 26, 52 and 104 take some minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.growth.letters import write_letters

PROJECT = Path(__file__).parents[2]
TURNS = 3
SEARCH = ("search", "wachttijden", "--limit", "3")


@dataclass(frozen=True)
class Cost:
    """What a process cost, with all that it started."""

    processor: float
    clock: float
    said: str


@dataclass(frozen=True)
class Build:
    """A build of the program and the bases that it filled."""

    tree: Path
    work: Path

    def run(self, *arguments: str) -> Cost:
        """Run a module of this build. Raises CalledProcessError when it fails."""
        environment = {**os.environ, "PYTHONPATH": str(self.tree)}
        before, begun = _spent(), time.perf_counter()
        done = subprocess.run(
            [sys.executable, *arguments], cwd=self.tree, env=environment, capture_output=True, text=True, check=True
        )
        return Cost(_spent() - before, time.perf_counter() - begun, done.stdout)

    def command(self, home: Path, *arguments: str) -> Cost:
        """The command line on a knowledge base."""
        return self.run("-m", "cli", "--home", str(home), *arguments)

    def filled(self, letters: Path, size: int) -> tuple[Path, Cost | None]:
        """The base of the first letters, and what it cost when it was not there yet."""
        home = self.work / f"base{size}"
        if home.exists():
            return home, None
        chosen = sorted(letters.glob("*.docx"))[:size]
        return home, self.command(home, "add", *map(str, chosen))

    def copied(self, letters: Path, size: int) -> Path:
        """A copy of that base."""
        home, copy = self.filled(letters, size)[0], self.work / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(home, copy)
        return copy


def main() -> None:
    """Print a line per row of the table."""
    parser = argparse.ArgumentParser(description="What one letter costs in small and large bases.")
    parser.add_argument("--small", type=int, default=26)
    parser.add_argument("--middle", type=int, default=260)
    parser.add_argument("--large", type=int, default=2600)
    parser.add_argument("--beside", default="8c43b65", help="the commit of the other build")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, _checked_out(given.beside, Path(folder) / "tree") as tree:
        work = Path(folder)
        letters = work / "letters"
        write_letters(letters, max(given.small, given.middle, given.large))
        fresh = write_letters(work / "fresh", TURNS, max(given.small, given.middle, given.large))
        ours, theirs = Build(PROJECT, work / "ours"), Build(tree, work / "theirs")
        beside_older(ours, theirs, letters, fresh, given.middle)
        beside_small(ours, letters, fresh, given.small, given.large)


def beside_older(ours: Build, theirs: Build, letters: Path, fresh: Sequence[Path], middle: int) -> None:
    """Ours and the older build, at one size."""
    (_, mine), (_, other) = ours.filled(letters, middle), theirs.filled(letters, middle)
    assert mine
    assert other
    print(f"add {middle}: by the clock {other.clock / mine.clock:.1f} times faster than the older build", flush=True)
    bare = ours.run("-m", "bench.growth.bare", *map(str, sorted(letters.glob("*.docx"))[:middle]))
    print(f"add {middle}: {mine.processor / bare.processor:.2f} times reading and bare embedding", flush=True)
    added = [_median(partial(_add_one, build, letters, middle), fresh) for build in (ours, theirs)]
    print(f"add one to {middle}: {added[1] / added[0]:.1f} times less than the older build", flush=True)
    home, older = ours.filled(letters, middle)[0], theirs.filled(letters, middle)[0]
    searched = [[build.command(at, *SEARCH).processor for build, at in ((ours, home), (theirs, older))] for _ in fresh]
    mine_, other_ = (statistics.median(column) for column in zip(*searched, strict=True))
    print(f"start of search at {middle}: {mine_ / other_:.2f} of the older build", flush=True)


def beside_small(ours: Build, letters: Path, fresh: Sequence[Path], small: int, large: int) -> None:
    """Ours at two sizes."""
    works: dict[str, Callable[[Build, Path, int, Path], float]] = {
        "add one": _add_one, "forget one": _forget_one, "decide one": _decide_one,
    }  # fmt: skip
    for name, work in works.items():
        few, many = (_median(partial(work, ours, letters, size), fresh) for size in (small, large))
        print(f"{name}: at {large} {many / few:.2f} times that at {small}", flush=True)
    said = [ours.run("-m", "bench.growth.screens", str(ours.filled(letters, size)[0])).said for size in (small, large)]
    few_, many_ = ({row[0]: row[1:] for row in map(_row, each.splitlines())} for each in said)
    for name, values in few_.items():
        ratios = [f"{mine / its:.2f}" for its, mine in zip(values, many_[name], strict=True)]
        print(f"{name}: at {large} {' and '.join(ratios)} times that at {small}", flush=True)


def _row(line: str) -> tuple[str, *tuple[float, ...]]:
    name, *values = line.split("\t")
    return (name, *map(float, values))


def _add_one(build: Build, letters: Path, size: int, fresh: Path) -> float:
    return build.command(build.copied(letters, size), "add", str(fresh)).processor


def _forget_one(build: Build, letters: Path, size: int, _: Path) -> float:
    home = build.copied(letters, size)
    return build.command(home, "forget", _first(build, home, "documents"), "--yes").processor


def _decide_one(build: Build, letters: Path, size: int, _: Path) -> float:
    home = build.copied(letters, size)
    chosen = _first(build, home, "recommendations")
    return build.command(home, "decide", chosen, "--verdict", "afgewezen", "--by", "bench", "--reason", "-").processor


def _first(build: Build, home: Path, table: str) -> str:
    rows = json.loads(build.command(home, "list", table, "--format", "json").said)
    return str(rows[0]["id"])


def _median(work: Callable[[Path], float], fresh: Sequence[Path]) -> float:
    return statistics.median(work(path) for path in fresh)


def _spent() -> float:
    """Seconds of processor time of all processes that this one started and that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def _checked_out(commit: str, tree: Path) -> Iterator[Path]:
    """A work tree of that commit, removed at the end."""
    subprocess.run(
        ["git", "worktree", "add", "--detach", str(tree), commit], cwd=PROJECT, check=True, capture_output=True
    )
    try:
        yield tree
    finally:
        subprocess.run(["git", "worktree", "remove", "--force", str(tree)], cwd=PROJECT, check=True)


if __name__ == "__main__":
    main()
