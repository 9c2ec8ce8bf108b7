"""Run as a program: puts small letters one by one and says when each is in, until it is killed.

`require_no_kill_costs_anything` runs it again and again, and has something killed meanwhile."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from kb.knowledge import KnowledgeBase
from kb.model import Reading
from kb.search import graph
from tests.kb.builders import FakeEmbedder, letter, recommends

PROJECT = Path(__file__).parents[2]
LETTERS, KILLS = 60, 6
AT_ONCE = "--at-once"  # the graph follows at once, as it does when much comes in
Strike = Callable[["subprocess.Popen[str]"], None]


def reading_of(number: int) -> Reading:
    words = f"Aanbeveling {number} gaat over onderwerp {number * 7919 % 1000}."
    return letter(f"brief{number:03}.pdf", f"Brief nummer {number}.", recommends(f"r{number}", words))


def main(home: Path, last: int) -> None:
    with KnowledgeBase(home, embedder=FakeEmbedder(), tell=partial(print, file=sys.stderr)) as kb:
        for number in range(last):
            reading = reading_of(number)
            if kb.find(reading.document.sha256) is None:
                kb.put(reading)
                print(number, flush=True)


def run(
    home: Path, strike: Strike | None = None, lines: int = 0, pause: float = 0.0, more: Sequence[str] = ()
) -> tuple[list[int], int]:
    """The letters that were acknowledged, and the exit code. The strike comes so many lines and seconds after the start
    of putting, somewhere in the letter that follows."""
    command = [sys.executable, "-m", "tests.kb.putting", str(home), str(LETTERS), *more]
    process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    done = []
    for line in process.stdout:
        if not line.endswith("\n"):
            break
        done.append(int(line))
        if strike and len(done) == lines:
            time.sleep(pause)
            strike(process)
    return done, process.wait()


def killed(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)


def require_no_kill_costs_anything(
    home: Path, strike: Strike, code_of_killed: int, mend: Callable[[], object] = lambda: None
) -> None:
    """Whatever was acknowledged before a strike is there once, and check is clean; `mend` is done after each."""
    chance = random.Random(20261122)
    acknowledged: list[int] = []
    for _ in range(KILLS):
        lines, pause = chance.randint(3, 2 * LETTERS // KILLS - 4), 0.06 * chance.random()
        done, code = run(home, strike, lines, pause)
        mend()
        acknowledged += done
        if code == 0:
            break
        assert code == code_of_killed
        with KnowledgeBase(home, embedder=FakeEmbedder()) as kb:
            there = [document.file for document in kb.documents()]
            assert len(there) == len(set(there))
            assert {f"brief{number:03}.pdf" for number in acknowledged} <= set(there)
            assert kb.check() == ()
    done, code = run(home)
    assert code == 0
    with KnowledgeBase(home, embedder=FakeEmbedder()) as kb:
        assert [document.file for document in kb.documents()] == [f"brief{number:03}.pdf" for number in range(LETTERS)]
        assert len(kb.statements()) == LETTERS
        assert kb.check() == ()
        assert "brief001.pdf" in {hit.document.file for hit in kb.search("onderwerp 919")}


if __name__ == "__main__":
    if AT_ONCE in sys.argv:
        graph.WAITING = 0
    main(Path(sys.argv[1]), int(sys.argv[2]))
