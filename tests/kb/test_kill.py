"""A process that is killed leaves nothing half: what was acknowledged is there once, and check is clean."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from kb.knowledge import KnowledgeBase
from tests.kb.builders import FakeEmbedder

PROJECT = Path(__file__).parents[2]
LETTERS, KILLS = 60, 6


def run(home: Path, lines: int | None = None, pause: float = 0.0) -> tuple[list[int], int]:
    """The letters that were acknowledged, and the exit code. The kill comes so many lines and seconds after the start
    of putting, somewhere in the letter that follows; without lines none comes."""
    command = [sys.executable, "-m", "tests.kb.putting", str(home), str(LETTERS)]
    process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    done = []
    for line in process.stdout:
        if not line.endswith("\n"):
            break
        done.append(int(line))
        if lines is not None and len(done) == lines:
            time.sleep(pause)
            process.send_signal(signal.SIGKILL)
    return done, process.wait()


def test_a_kill_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    chance = random.Random(20261122)
    acknowledged: list[int] = []
    for _ in range(KILLS):
        done, code = run(tmp_path, chance.randint(3, 2 * LETTERS // KILLS - 4), 0.06 * chance.random())
        acknowledged += done
        if code == 0:
            break
        assert code == -signal.SIGKILL
        with KnowledgeBase(tmp_path, embedder=FakeEmbedder()) as kb:
            there = [document.file for document in kb.documents()]
            assert len(there) == len(set(there))
            assert {f"brief{number:03}.pdf" for number in acknowledged} <= set(there)
            assert kb.check() == ()
    done, code = run(tmp_path)
    assert code == 0
    with KnowledgeBase(tmp_path, embedder=FakeEmbedder()) as kb:
        assert [document.file for document in kb.documents()] == [f"brief{number:03}.pdf" for number in range(LETTERS)]
        assert len(kb.statements()) == LETTERS
        assert kb.check() == ()
        assert "brief001.pdf" in {hit.document.file for hit in kb.search("onderwerp 919")}
