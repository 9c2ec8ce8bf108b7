"""Two ways to do the same, timed in turn: what slows the machine then slows both, and the ratio stays honest."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

TURNS = 7


@dataclass(frozen=True)
class Compared:
    """Median seconds of one turn of each."""

    ours: float
    theirs: float

    @property
    def ratio(self) -> float:
        """How many times faster ours is; below 1 it is slower."""
        return self.theirs / self.ours

    def __add__(self, other: Compared) -> Compared:
        return Compared(self.ours + other.ours, self.theirs + other.theirs)


def compare(ours: Callable[[], object], theirs: Callable[[], object], turns: int = TURNS) -> Compared:
    """Both once without a clock, so that nothing is loaded under it, and then in turn."""
    ours(), theirs()
    timed = [(_seconds(ours), _seconds(theirs)) for _ in range(turns)]
    return Compared(*(statistics.median(column) for column in zip(*timed, strict=True)))


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
