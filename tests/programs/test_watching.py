"""A folder that is followed: each file once, when it is whole, whatever comes between."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.pipeline import add
from ingest.watching import PATIENCE, QUIET, Watched
from kb.knowledge import KnowledgeBase
from kb.model import FileReport, Outcome
from tests.commands import ADVICE, ANSWER, adviesspoor
from tests.programs.serving import PROJECT, command


class Clock:
    """Looks at a folder at times that a test chooses."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.watched, self.now = Watched([folder], home), 0.0

    def names(self, later: float = 0.0) -> list[str]:
        self.now += later
        return [path.name for path in self.watched.whole(self.now)]

    def take(self, *reports: FileReport) -> None:
        self.watched.taken(self.watched.whole(self.now), reports, self.now)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "scanner" / "map").mkdir(parents=True)
    return tmp_path / "scanner"


@pytest.fixture
def clock(folder: Path, home: Path) -> Clock:
    home.mkdir()
    return Clock(folder, home)


def ended(file: str, *, again: bool = False) -> FileReport:
    return FileReport(file, None, datetime.now(UTC), Outcome.FAILED, messages=("Dit lukt niet.",), again=again)


def test_a_file_is_whole_when_it_stays_as_it_is(folder: Path, clock: Clock) -> None:
    path = folder / "map" / "brief.txt"
    path.write_text("Geacht")
    assert clock.names() == []
    path.write_text("Geacht college,")
    assert clock.names(QUIET) == [], "it grew since the last look"
    os.utime(path, (1, 1))
    assert clock.names(QUIET) == [], "it was written anew, as long as it was"
    assert clock.names(QUIET) == ["brief.txt"]


@pytest.mark.parametrize("name", ["brief.pdf.part", "brief.crdownload", "~$brief.docx", ".brief.txt.Xy2", "brief.TMP"])
def test_what_is_still_copied_or_open_elsewhere_is_left(name: str, folder: Path, clock: Clock) -> None:
    (folder / name).write_text("half")
    (folder / "leeg.txt").touch()
    clock.names()
    assert clock.names(QUIET) == []
    (folder / name).rename(folder / "brief.txt")
    clock.names()
    assert clock.names(QUIET) == ["brief.txt"]


def test_each_file_is_taken_once_also_by_the_next_that_looks(folder: Path, clock: Clock, home: Path) -> None:
    (folder / "brief.txt").write_text("Geacht college,")
    (folder / "kapot.pdf").write_text("geen pdf")
    clock.names()
    assert clock.names(QUIET) == ["brief.txt", "kapot.pdf"]
    clock.take(ended("kapot.pdf"))
    assert clock.names(QUIET) == []
    after = Clock(folder, home)
    after.names()
    assert after.names(QUIET) == []
    (folder / "kapot.pdf").write_text("nu beter")
    after.names()
    assert after.names(QUIET) == ["kapot.pdf"]


def test_what_could_not_be_stored_is_tried_again_later(folder: Path, clock: Clock) -> None:
    (folder / "brief.txt").write_text("Geacht college,")
    (folder / "post.zip").write_text("post")
    clock.names()
    clock.names(QUIET)
    clock.take(ended("post.zip › brief.txt", again=True))
    assert clock.names(QUIET) == []
    assert clock.names(PATIENCE) == ["post.zip"]


def test_names_of_files_are_not_kept(folder: Path, clock: Clock, home: Path) -> None:
    (folder / "bezwaar mevrouw Veenstra.txt").write_text("Geacht college,")
    clock.names()
    clock.names(QUIET)
    clock.take()
    kept = (home / "gevolgd.json").read_text("utf-8")
    assert len(kept) > 32
    assert "Veenstra" not in kept


def test_torn_notes_of_what_was_taken_stop_nothing(folder: Path, home: Path) -> None:
    home.mkdir()
    (home / "gevolgd.json").write_text('{"ab": [1', "utf-8")
    assert Clock(folder, home).names() == []


def test_a_share_that_is_away_comes_back(folder: Path, clock: Clock) -> None:
    (folder / "brief.txt").write_text("Geacht college,")
    clock.names()
    clock.names(QUIET)
    clock.take()
    folder.rename(folder.with_name("weg"))
    assert clock.names(QUIET) == []
    assert clock.watched.out_of_reach == [folder]
    folder.with_name("weg").rename(folder)
    clock.names()
    assert clock.names(QUIET) == []
    assert clock.watched.out_of_reach == []


def test_a_file_that_may_go_in_later_is_told_apart_from_a_bad_one(kb_home: Path, folder: Path) -> None:
    (folder / "kapot.pdf").write_text("geen pdf")
    with KnowledgeBase(kb_home) as kb:
        bad, gone = add(kb, [folder / "kapot.pdf", folder / "weg.txt"])
    assert (bad.outcome, bad.again) == (Outcome.FAILED, False)
    assert (gone.outcome, gone.again) == (Outcome.FAILED, True)


@pytest.fixture
def kb_home(tmp_path: Path) -> Path:
    return tmp_path / "kennisbank"


# -- the command ------------------------------------------------------------------------------------------------------
class Following:
    """`add --watch`, in a process of its own, with what it said."""

    def __init__(self, home: Path, folder: Path) -> None:
        self._run = subprocess.Popen(
            command(home, "add", "--watch", str(folder)), cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, start_new_session=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        self.said = ""
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    def _listen(self) -> None:
        assert self._run.stdout is not None
        for line in self._run.stdout:
            self.said += line

    def until(self, done: Callable[[str], bool], seconds: float = 120.0) -> None:
        end = time.monotonic() + seconds
        while not done(self.said):
            assert time.monotonic() < end, self.said
            assert self._run.poll() is None, self.said
            time.sleep(0.1)

    def stop(self) -> int:
        """As Ctrl+C does: every process of it hears the signal."""
        os.killpg(self._run.pid, signal.SIGINT)
        code = self._run.wait(timeout=60)
        self._reader.join(timeout=10)
        return code


@pytest.mark.skipif(os.name != "posix", reason="Ctrl+C is sent to a group of processes here")
def test_what_comes_in_is_added_and_nothing_twice(tmp_path: Path, folder: Path) -> None:
    home = tmp_path / "kennisbank"
    (folder / "advies.txt").write_text(ADVICE, "utf-8")
    following = Following(home, folder)
    following.until(lambda said: "toegevoegd   advies.txt" in said)
    with (folder / "antwoord.txt").open("w", encoding="utf-8") as slow:
        for part in (ANSWER[:400], ANSWER[400:600], ANSWER[600:]):
            slow.write(part)
            slow.flush()
            time.sleep(QUIET / 2)
    (folder / "kapot.pdf").write_bytes(b"%PDF-1.7 niets")
    (folder / "map" / "vol.docx").write_bytes(b"PK")
    following.until(lambda said: "antwoord.txt" in said and "kapot.pdf" in said and "vol.docx" in said)
    assert following.stop() == 0
    assert following.said.endswith(f"Gestopt met volgen van {folder}.\n")
    assert "Traceback" not in following.said
    assert [following.said.count(name) for name in ("   advies.txt", "   antwoord.txt")] == [1, 1]
    assert len(adviesspoor(home, "list", "documents", "--format", "json").data) == 2
    (point, *_) = adviesspoor(home, "list", "recommendations", "--format", "json").data
    assert point["position"] == "overgenomen", "what came in is linked"

    advice = next(
        each["id"] for each in adviesspoor(home, "list", "documents", "--format", "json").data
        if each["file"] == "advies.txt"
    )  # fmt: skip
    assert adviesspoor(home, "forget", advice, "--yes").code == 0
    after = Following(home, folder)
    (folder / "later.txt").write_text(ADVICE.replace("ASD-2025-07", "ASD-2025-08").replace("vier", "drie"), "utf-8")
    after.until(lambda said: "later.txt" in said)
    assert after.stop() == 0
    assert "toegevoegd   later.txt" in after.said
    for name in ("advies.txt", "antwoord.txt", "kapot.pdf", "vol.docx"):
        assert f"   {name}" not in after.said, "taken before, or forgotten by a person"


def test_only_a_folder_can_be_followed(home: Path, tmp_path: Path) -> None:
    told = adviesspoor(home, "add", "--watch", tmp_path / "weg")
    assert (told.code, told.err) == (1, f"{tmp_path / 'weg'} is geen map die gevolgd kan worden.\n")
