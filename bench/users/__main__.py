"""How does the app serve many people at once? Beside one of them alone, and beside an older build, in one run.

    python -m bench.users [--letters 260] [--sessions 20] [--seconds 90] [--think 2] [--read N] [--beside 8c43b65]
        [--work FOLDER]

The app is the command itself in a process of its own, on a copy of a base of `bench.growth`; the people are sessions
over its websocket (see `sessions`). Everybody opens screens in an order of his or her own and judges answers that
nobody else judges. First one works alone, then all do. Seconds are by the clock, from a click until the screen stands
there whole, so nothing else may run; ratios are of one run. With `--read` so many rounds of 26 letters are really read
and the others are copies, as in `bench.growth`. The older build has fewer screens: beside it both do only
what both have. `--beside ""` leaves it out.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, aclosing, closing, contextmanager
from dataclasses import dataclass, field
from math import nan
from pathlib import Path
from statistics import median, quantiles

from bench.growth.builds import PROJECT, Build, checked_out
from bench.growth.copies import STORE
from bench.growth.letters import write_letters
from bench.users.course import DECISION, OLDER, SCREEN, SHORT, WHOLE, Course, at_work
from bench.users.sessions import Session, begun
from tests.app.browser import free_port, wait_for

KEPT = 130  # seconds: how long Streamlit keeps a session after its browser is closed, and a little
HASTE = 0.1  # of the time to think: of whoever works alone, for whom nobody else is in the way
ANSWERED = """SELECT DISTINCT statements.document_id FROM links JOIN statements ON statements.id = links.target_id
    WHERE links.relation = 'answers' ORDER BY 1"""


@dataclass
class Work:
    """What was done, in seconds each, and how much processor time the app took for all of it."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    processor: float = 0.0

    @property
    def each(self) -> float:
        """Processor time per step: other programs on the machine hardly change that."""
        return self.processor / sum(map(len, self.took.values()))

    def p95(self, kind: str) -> float:
        """nan when this was not done twice."""
        return quantiles(self.took[kind], n=20)[-1] if len(self.took[kind]) > 1 else nan

    def middle(self, kind: str) -> float:
        return median(self.took[kind]) if self.took[kind] else nan

    def __str__(self) -> str:
        kinds = (
            f"{kind} median {self.middle(kind):.3f} p95 {self.p95(kind):.3f} ({len(self.took[kind])})"
            for kind in (SCREEN, DECISION)
        )
        return ", ".join((*kinds, f"processor {self.each:.3f} a step"))


@dataclass(frozen=True)
class Given:
    """How many work how long."""

    sessions: int
    seconds: float
    think: float
    kept: float


@dataclass(frozen=True)
class Measured:
    """One at work alone and all together, and the memory of the app in megabytes."""

    alone: Work
    together: Work
    memory: Mapping[str, float]


async def measured(address: str, server: int, course: Course, advices: Sequence[str], given: Given) -> Measured:
    """On an app that runs."""
    shares = [advices[at :: given.sessions + 1] for at in range(given.sessions + 1)]
    memory = {}
    one = [await begun(address)]
    hasty = HASTE * given.think
    await _all_at_work(server, one, course, shares[-1:], hasty, seconds=10)  # everything is loaded
    alone = await _all_at_work(server, one, course, shares[-1:], hasty, seconds=given.seconds / 2)
    memory["one"] = _memory(server)
    others = [await begun(address) for _ in range(given.sessions - 1)]
    together = await _all_at_work(server, [*one, *others], course, shares[:-1], given.think, seconds=given.seconds)
    memory["all"] = _memory(server)
    for session in others:
        await session.socket.close()
    await asyncio.sleep(given.kept)
    await one[0].open(course.screens[0])
    memory["closed"] = _memory(server)
    await one[0].socket.close()
    return Measured(alone, together, memory)


async def _all_at_work(
    server: int,
    sessions: Sequence[Session],
    course: Course,
    shares: Sequence[Sequence[str]],
    think: float,
    seconds: float,
) -> Work:
    done, until, before = Work(), time.monotonic() + seconds, _spent(server)

    async def work(session: Session, who: str, advices: Sequence[str]) -> None:
        async with aclosing(at_work(session, course, who, advices, think)) as steps:
            async for kind, took in steps:
                done.took[kind].append(took)
                if time.monotonic() > until:
                    return

    async with asyncio.TaskGroup() as group:
        for at, (session, advices) in enumerate(zip(sessions, shares, strict=True)):
            group.create_task(work(session, f"Bench {at}", advices))
    done.processor = _spent(server) - before
    return done


def _spent(process: int) -> float:
    """Seconds of processor time that a process took (Linux)."""
    after_name = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return sum(map(int, after_name[11:13])) / os.sysconf("SC_CLK_TCK")


def _memory(process: int) -> float:
    """Megabytes that a process holds (Linux)."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextmanager
def app_of(build: Build, home: Path) -> Iterator[tuple[str, int]]:
    """The app of this build on this base: its address and its process."""
    port = free_port()
    command = [sys.executable, "-m", "cli", "--home", str(home), "app", "--port", str(port)]
    with (build.work / "app.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=build.tree, env=build.environment(), stdout=log, stderr=log)
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
            yield f"http://127.0.0.1:{port}", server.pid
        finally:
            server.terminate()
            server.wait(timeout=20)


def of_build(build: Build, course: Course, letters: int, given: Given) -> Measured:
    """The same course on the app of a build."""
    home = build.copied(build.base(letters))
    with closing(sqlite3.connect(home / STORE)) as store:
        advices = [id_ for (id_,) in store.execute(ANSWERED)]
    with app_of(build, home) as (address, server):
        return asyncio.run(measured(address, server, course, advices, given))


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description="Many people at once in the app.")
    parser.add_argument("--letters", type=int, default=260)
    parser.add_argument("--sessions", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=90)
    parser.add_argument("--think", type=float, default=2)
    parser.add_argument("--read", type=int, default=0, help="rounds of 26 letters that are really read; 0: all")
    parser.add_argument("--kept", type=float, default=KEPT, help="seconds before memory is looked at again")
    parser.add_argument("--beside", default="8c43b65", help='the commit of the other build; "": none')
    parser.add_argument("--work", type=Path, help="where letters and bases stay for a next run")
    asked = parser.parse_args()
    given = Given(asked.sessions, asked.seconds, asked.think, asked.kept)
    with ExitStack() as held:
        work = (asked.work or Path(held.enter_context(tempfile.TemporaryDirectory()))).absolute()
        letters = work / "letters"
        write_letters(letters, asked.letters)
        ours = Build(PROJECT, work / "ours", letters, asked.read)
        _say(f"all screens, {asked.letters} letters", of_build(ours, WHOLE, asked.letters, given))
        if asked.beside:
            tree = held.enter_context(checked_out(asked.beside, work / "tree"))
            theirs = Build(tree, work / f"theirs-{asked.beside}", letters, asked.read)
            mine = of_build(ours, SHORT, asked.letters, given)
            other = of_build(theirs, OLDER, asked.letters, given)
            _say("what both builds have, this one", mine)
            _say(f"what both builds have, {asked.beside}", other)
            print(f"processor: {other.together.each / mine.together.each:.1f} times less a step")
            for kind in (SCREEN, DECISION):
                print(f"{kind} p95: {other.together.p95(kind) / mine.together.p95(kind):.1f} times faster")


def _say(what: str, found: Measured) -> None:
    print(f"{what} (load {os.getloadavg()[0]:.1f})")
    print(f"  one alone: {found.alone}")
    print(f"  together: {found.together}")
    for kind in (SCREEN, DECISION):
        print(f"  {kind} p95: {found.together.p95(kind) / found.alone.p95(kind):.2f} times one alone")
    one, all_, closed = (found.memory[name] for name in ("one", "all", "closed"))
    print(
        f"  memory: {one:.0f} MB with one, {all_ / one:.2f} times with all, {closed / one:.2f} after closing",
        flush=True,
    )


if __name__ == "__main__":
    main()
