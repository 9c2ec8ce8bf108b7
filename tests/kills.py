"""Kill a program (-9) at a random moment while it works on a knowledge base.

`Killer.kill(work, home)` runs `work(home)` in a process of its own and ends that at a random moment between its start
and a little after its usual end. `work` is a function of a module. What it costs to load the program is paid once: the
processes are forked from one in which it stands ready.
"""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

Work = Callable[[Path], None]
EXTRA = 1.1  # the last moment at which a kill may come, in usual durations
PATIENCE = 120.0  # seconds; work that takes longer hangs


def kills(in_ci: int) -> int:
    """How many kills a test does: `in_ci`, or what ADVIESSPOOR_KILLS says (200 is the promise)."""
    return int(os.environ.get("ADVIESSPOOR_KILLS", in_ci))


def _run(work: Work, home: Path, begun: Connection) -> None:
    os.setsid()  # what it starts may not keep the terminal of the test
    begun.send(None)
    work(home)


class Killer:
    """Starts work and kills it; remembers how long each kind of work takes when nobody does."""

    def __init__(self, chance: random.Random, preload: tuple[str, ...] = ()) -> None:
        self._context = get_context("forkserver")
        self._context.set_forkserver_preload(["tests.kills", *preload])
        self._chance = chance
        self._usual: dict[str, float] = {}
        self._kills: Counter[str] = Counter()

    def measure(self, work: Work, home: Path) -> None:
        """Let work end by itself, to know how long it takes; an AssertionError when it fails."""
        begin, code = self._let(work, home, PATIENCE)
        assert code == 0, f"{work.__name__} failed by itself"
        self._usual[work.__name__] = time.monotonic() - begin

    def kill(self, work: Work, home: Path) -> bool:
        """True when the kill came before the end. Measured work only; an AssertionError when it fails by itself."""
        quarter = self._kills[work.__name__] % 4  # so that the first kill of each work comes early in it
        self._kills[work.__name__] += 1
        moment = EXTRA * self._usual[work.__name__] * (quarter + self._chance.random()) / 4
        _, code = self._let(work, home, moment)
        assert code in (0, -9), f"{work.__name__} failed by itself"
        return code == -9

    def _let(self, work: Work, home: Path, seconds: float) -> tuple[float, int | None]:
        """(when it began, exit code) of work that may take so long."""
        here, there = self._context.Pipe(duplex=False)
        process = self._context.Process(target=_run, args=(work, home, there))
        process.start()
        there.close()
        here.recv()
        begin = time.monotonic()
        process.join(seconds)
        process.kill()
        process.join()
        here.close()
        return begin, process.exitcode
