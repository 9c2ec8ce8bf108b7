"""Two builds of the program: this one and an older one, each running in processes of its own, and what they cost."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench.growth.bases import base_of

PROJECT = Path(__file__).parents[2]
COSTS = "costs.json"  # beside a base: what filling it cost
SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl
WARM = ("list", "documents")  # a command before what is measured: a copied folder is looked through once


@dataclass(frozen=True)
class Cost:
    """What a process cost, with all that it started."""

    processor: float
    clock: float
    said: str = ""


@dataclass(frozen=True)
class Build:
    """A build of the program, the folder with the bases that it filled, and the folder with the letters."""

    tree: Path
    work: Path
    letters: Path
    read: int = 0  # rounds of large bases that are really read; 0: all

    def environment(self) -> dict[str, str]:
        """In which a process runs the code of this build."""
        return {**os.environ, "PYTHONPATH": os.pathsep.join((str(self.tree), str(_without_torch(self.work))))}

    def run(self, *arguments: str) -> Cost:
        """Run a module of this build. Raises CalledProcessError when it fails."""
        _adopt()
        before, begun = _spent(), time.perf_counter()
        done = subprocess.run(
            [sys.executable, *arguments], cwd=self.tree, env=self.environment(), capture_output=True, text=True,
            check=True,
        )  # fmt: skip
        ended = time.perf_counter()
        _await_orphans()
        return Cost(_spent() - before, ended - begun, done.stdout)

    def command(self, home: Path, *arguments: str) -> Cost:
        """The command line on a knowledge base."""
        return self.run("-m", "cli", "--home", str(home), *arguments)

    def filled(self, size: int) -> tuple[Path, Cost]:
        """The base of the first letters, added by one command, and what that cost."""
        home = self.work / f"added{size}"
        if not home.exists():
            made = self.work / f"added{size}.new"
            shutil.rmtree(made, ignore_errors=True)
            cost = self.command(made, "add", *map(str, sorted(self.letters.glob("*.docx"))[:size]))
            (made / COSTS).write_text(json.dumps([cost.processor, cost.clock]), encoding="utf-8")
            made.rename(home)
        return home, Cost(*json.loads((home / COSTS).read_text(encoding="utf-8")))

    def base(self, size: int) -> Path:
        """The base of the first letters, put together from rounds, with its index."""

        def fill(at: Path, paths: list[Path]) -> object:
            return self.command(at, "add", *map(str, paths))

        home = base_of(self.work, self.letters, size, fill, self.read)
        self.command(home, *WARM)
        return home

    def copied(self, home: Path) -> Path:
        """A copy of a base, looked through."""
        copy = self.work / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(home, copy)
        self.command(copy, *WARM)
        return copy

    def add_one(self, home: Path, letter: Path) -> float:
        """Seconds of the processor to add a letter to a copy of this base."""
        return self.command(self.copied(home), "add", str(letter)).processor

    def forget_one(self, home: Path, _: Path) -> float:
        """The same to delete its first document."""
        copy = self.copied(home)
        return self.command(copy, "forget", self._first(copy, "documents"), "--yes").processor

    def decide_one(self, home: Path, _: Path) -> float:
        """The same to reject its first recommendation."""
        copy = self.copied(home)
        chosen = self._first(copy, "recommendations")
        decision = ("--verdict", "afgewezen", "--by", "bench", "--reason", "proef")
        return self.command(copy, "decide", chosen, *decision).processor

    def _first(self, home: Path, table: str) -> str:
        rows = json.loads(self.command(home, "list", table, "--format", "json").said)
        return str(rows[0]["id"])


def median(work: Callable[[Path, Path], float], home: Path, letters: Sequence[Path]) -> float:
    """Of one turn per letter."""
    return statistics.median(work(home, letter) for letter in letters)


def in_turn(works: Sequence[Callable[[], float]], turns: int) -> list[float]:
    """The median of each; they are done in turn, so that what slows the machine slows them all."""
    done = [[work() for work in works] for _ in range(turns)]
    return [statistics.median(column) for column in zip(*done, strict=True)]


@contextmanager
def checked_out(commit: str, tree: Path) -> Iterator[Path]:
    """A work tree of that commit, removed at the end."""
    made = ["git", "worktree", "add", "--force", "--detach", str(tree), commit]
    subprocess.run(made, cwd=PROJECT, check=True, capture_output=True)
    try:
        yield tree
    finally:
        subprocess.run(["git", "worktree", "remove", "--force", str(tree)], cwd=PROJECT, check=True)


def _without_torch(work: Path) -> Path:
    """A folder on the path that hides PyTorch: spaCy loads it where it is, and only who tests the program has it."""
    folder = work / "without"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "torch.py").write_text("raise ImportError\n", encoding="utf-8")
    return folder


def _adopt() -> None:
    """Have what a process leaves behind become ours: the workers of a command end when it did, and count (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)


def _await_orphans() -> None:
    with suppress(ChildProcessError):
        while True:
            os.wait()


def _spent() -> float:
    """Seconds of processor time of all processes that this one started and that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
