"""A backup and a restore that are killed: what there was stays whole, and nothing half has the name of a whole."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kb.backup.beside import PREFIX
from kb.backup.restoring import restore
from kb.knowledge import KnowledgeBase
from tests.kb.builders import FakeEmbedder, letter, recommends

pytestmark = pytest.mark.one_store  # its file is copied, taken away, or counted
PROJECT = Path(__file__).parents[2]
KILLS = 15  # of each


def run(verb: str, one: Path, other: Path, last: int = 0) -> tuple[int, str]:
    command = [sys.executable, "-m", "tests.kb.backing", verb, str(one), str(other), str(last)]
    ended = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert ended.returncode in (0, -signal.SIGKILL), ended.stderr
    return ended.returncode, ended.stdout


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and "sqlite-" not in path.name)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with KnowledgeBase(tmp_path / "kennisbank", embedder=FakeEmbedder()) as kb:
        for number in range(5):
            kb.put(letter(f"brief{number}.pdf", recommends(f"r{number}", f"Wij adviseren u punt {number} te regelen.")))
    return tmp_path / "kennisbank"


def moments(touches: int) -> list[int]:
    """Spread over the whole run, the last touch included."""
    return [max(1, touches * number // KILLS) for number in range(1, KILLS + 1)]


@pytest.mark.parametrize("name", ["kopie", "kopie.zip"])
def test_a_killed_backup_leaves_no_half_one(home: Path, tmp_path: Path, name: str) -> None:
    before = files(home)
    (tmp_path / "oud").mkdir()
    _, touches = run("backup", home, tmp_path / "oud" / name)
    kept = tmp_path / "kopieën"
    kept.mkdir()
    killed = 0
    for number, last in enumerate(moments(int(touches))[name == "kopie" :: 2]):
        target = kept / f"{number}-{name}"
        killed += run("backup", home, target, last)[0] != 0
        if target.exists():  # renamed before the kill: then it is whole
            restore(target, tmp_path / f"terug{number}")
    assert killed >= KILLS // 2 - 1
    assert files(home) == before
    assert run("backup", home, kept / name)[0] == 0
    assert [path.name for path in kept.iterdir() if path.name.startswith(PREFIX)] == []


def test_a_killed_restore_leaves_the_backup_and_no_half_knowledge_base(home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "kopie"
    run("backup", home, copy)
    whole = files(copy)
    _, touches = run("restore", copy, tmp_path / "eerste" / "kb")
    killed = 0
    for number, last in enumerate(moments(int(touches))):
        target = tmp_path / "terug" / f"kb{number}"
        killed += run("restore", copy, target, last)[0] != 0
        if target.exists():
            with KnowledgeBase(target, embedder=FakeEmbedder()) as kb:
                assert (kb.check(), len(kb.documents())) == ((), 5)
    assert killed >= KILLS - 1
    assert files(copy) == whole
    restore(copy, tmp_path / "terug" / "kb")
    assert [path.name for path in (tmp_path / "terug").iterdir() if path.name.startswith(PREFIX)] == []
