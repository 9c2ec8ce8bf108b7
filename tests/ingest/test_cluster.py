"""Reading on a Dask cluster ends where reading here ends, whatever falls away meanwhile."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.pipeline import add
from ingest.result import Problem, ReadFile
from ingest.work import cluster as home
from ingest.work import members
from ingest.work.batch import Progress
from ingest.work.pool import Status, Task
from kb.errors import NoCluster
from kb.knowledge import KnowledgeBase
from kb.model import Outcome
from kb.settings import Limits
from tests.cluster import Machines, cluster, end
from tests.commands import ADVICE, ANSWER, adviesspoor
from tests.ingest.test_workers import PAGES
from tests.kb.builders import FakeEmbedder

pytest.importorskip("distributed")

FALLS = "val om"  # a file with these words makes its worker fall away
RAISES = "geef een fout"
FALLING = f"""
import os, signal
from pathlib import Path
from ingest.work import at_worker

class Strange(Exception):
    pass

read_there = getattr(at_worker, "read_itself", at_worker.read_there)  # Dask runs this twice

def falling(task, topic, number):
    mark = Path({{mark!r}})
    if {FALLS.encode()!r} in task.data and (not mark.name or not mark.exists()):
        if mark.name:
            mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if {RAISES.encode()!r} in task.data:
        raise Strange(lambda: None)
    return read_there(task, topic, number)

at_worker.read_there, at_worker.read_itself = falling, read_there
"""
OTHER = """
from ingest.work import sameness

sameness._version = lambda name: "0.1"
"""
FULL = """
from ingest.work import at_worker

at_worker.ROOM = 10**18
"""


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    folder = tmp_path / "cluster"
    folder.mkdir()
    with cluster(folder) as running:
        yield running


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """One worker, for tests in which none falls away."""
    with cluster(tmp_path_factory.mktemp("vast")) as running:
        running.worker()
        yield running


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def kb(tmp_path: Path, told: list[str]) -> Iterator[KnowledgeBase]:
    with KnowledgeBase(tmp_path / "kennisbank", embedder=FakeEmbedder(), tell=told.append) as opened:
        yield opened


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """Two letters of which one answers the other, and one more."""
    folder = tmp_path / "post"
    folder.mkdir()
    for name, text in (("a", ADVICE), ("b", ANSWER), ("c", ADVICE.replace("ASD-2025-07", "ASD-2025-08"))):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is away is soon given up."""
    monkeypatch.setattr(home, "CONNECT", 2)
    monkeypatch.setattr(members, "PATIENCE", 2.0)


def falling(mark: Path | None = None) -> str:
    """A worker that falls away at a certain file: once, of all that have this mark, or always."""
    return FALLING.format(mark=str(mark or ""))


def once(act: Callable[[], None]) -> Progress:
    """Act when the first file is stored."""
    done: list[int] = []

    def tell(stored: int, total: int, file: str) -> None:
        if stored and not done:
            done.append(stored)
            act()

    return tell


def is_whole(kb: KnowledgeBase, number: int) -> bool:
    """Everything is there once, and agrees."""
    files = [document.file for document in kb.documents()]
    return len(files) == len(set(files)) == number and kb.check() == () and kb.linked


def test_what_is_read_there_is_what_is_read_here(steady: Machines, post: Path, tmp_path: Path) -> None:
    there, here = tmp_path / "daar", tmp_path / "hier"
    assert adviesspoor(there, "add", "--cluster", steady.address, post).code == 0
    assert adviesspoor(here, "add", post).code == 0
    with KnowledgeBase(there) as one, KnowledgeBase(here) as other:
        assert is_whole(one, 3)
        assert one.statements() == other.statements()
        assert one.links() == other.links()
        assert [replace(each, added=None) for each in one.documents()] == [
            replace(each, added=None) for each in other.documents()
        ]


def test_a_file_has_its_limits_there_and_tells_how_far_it_is(steady: Machines) -> None:
    place, places = Status(), []
    with home.on_cluster(steady.address, "", print, ocr=True) as pool:
        slow = pool.submit(Task("traag.pdf", PAGES, replace(Limits(), max_seconds=0)), Status())
        large = pool.submit(Task("groot.pdf", PAGES, replace(Limits(), max_memory_megabytes=1)), Status())
        reading = pool.submit(Task("rapport.pdf", PAGES, Limits()), place)
        while not reading.done():
            places.append(place.place)
            time.sleep(0.05)
        assert slow.result() == Problem("traag.pdf kost meer dan 0 seconden om te lezen; splits het bestand.")
        assert large.result() == Problem("groot.pdf kost meer dan 1 MB geheugen; splits het bestand.")
    assert isinstance(reading.result(), ReadFile)
    assert any(each.startswith("bladzijde ") and "van 400" in each for each in places)


def test_a_worker_that_falls_away_costs_its_file_a_retry(
    machines: Machines, kb: KnowledgeBase, post: Path, tmp_path: Path
) -> None:
    (post / "d.txt").write_text(f"Wij adviseren u: {FALLS}.", encoding="utf-8")
    for _ in range(2):
        machines.worker(falling(tmp_path / "gevallen"))
    reports = add(kb, [post], cluster=machines.address)
    assert [report.outcome for report in reports] == [Outcome.ADDED] * 4
    assert (tmp_path / "gevallen").exists()
    assert is_whole(kb, 4)


def test_a_file_that_cannot_be_read_there_is_named_and_the_rest_is_read(
    machines: Machines, kb: KnowledgeBase, post: Path
) -> None:
    (post / "a.txt").write_text(f"Wij adviseren u: {FALLS}.", encoding="utf-8")
    (post / "b.txt").write_text(f"Wij adviseren u: {RAISES}.", encoding="utf-8")
    machines.worker(falling(), nanny=True)
    fell, raised, fine = add(kb, [post], cluster=machines.address)
    assert fell.messages[0].startswith("a.txt is niet gelezen: 2 keer viel een werker van het cluster weg")
    assert raised.messages[0].startswith("b.txt is niet gelezen: 2 keer")
    assert fine.outcome is Outcome.ADDED
    assert is_whole(kb, 1)


def test_a_worker_that_reads_with_something_else_gets_no_file(
    steady: Machines, kb: KnowledgeBase, told: list[str]
) -> None:
    other = steady.worker(OTHER)
    try:
        with home.on_cluster(steady.address, "", told.append, ocr=True) as pool:
            soon(lambda: bool(told))
            assert pool.size == 2
    finally:
        end(other)
    (said,) = told
    assert "leest niet mee: Adviesspoor is daar 0.1 (" in said
    assert said.endswith("Installeer daar hetzelfde als hier.")


def test_a_worker_whose_disk_is_full_gets_one_file_and_the_others_read_all(
    machines: Machines, kb: KnowledgeBase, post: Path, told: list[str]
) -> None:
    for preload in (FULL, ""):
        machines.worker(preload)
    reports = add(kb, [post], cluster=machines.address)
    assert [report.outcome for report in reports] == [Outcome.ADDED] * 3
    (said,) = told
    assert said.endswith("leest niet verder mee: de schijf is daar vol. Maak ruimte en start de werker opnieuw.")


def test_when_all_disks_are_full_it_is_said_and_no_file_is_blamed(
    machines: Machines, kb: KnowledgeBase, post: Path
) -> None:
    machines.worker(FULL)
    with pytest.raises(NoCluster, match="de schijf is daar vol"):
        add(kb, [post], cluster=machines.address)
    assert kb.reports() == ()


def test_without_a_worker_that_reads_the_same_nothing_is_read(
    machines: Machines, kb: KnowledgeBase, post: Path
) -> None:
    machines.worker(OTHER)
    with pytest.raises(NoCluster, match="leest niet mee: Adviesspoor is daar"):
        add(kb, [post], cluster=machines.address)
    assert kb.documents() == ()


def test_a_worker_that_comes_later_reads_along_until_it_goes(steady: Machines) -> None:
    with home.on_cluster(steady.address, "", print, ocr=True) as pool:
        assert pool.size == 2
        later = steady.worker()
        soon(lambda: pool.size == 4)
        end(later)
        soon(lambda: pool.size == 2)


def test_when_the_scheduler_is_killed_what_was_read_is_kept_and_the_rest_is_read_the_next_time(
    machines: Machines, kb: KnowledgeBase, post: Path, hasty: None
) -> None:
    machines.worker()
    for number in range(8):
        text = ADVICE.replace("ASD-2025-07", f"ASD-2025-{number + 10}").replace("vier weken", f"{number} weken")
        (post / f"e{number}.txt").write_text(text, encoding="utf-8")
    with pytest.raises(NoCluster, match="is weggevallen"):
        add(kb, [post], once(machines.close), cluster=machines.address)
    stored = len(kb.documents())
    assert 0 < stored < 11
    assert is_whole(kb, stored)
    machines.scheduler()
    machines.worker()
    reports = add(kb, [post], cluster=machines.address)
    assert [report.messages for report in reports if report.outcome is Outcome.FAILED] == []
    assert is_whole(kb, 11)


def test_a_scheduler_that_is_back_soon_goes_on_with_what_was_asked(
    machines: Machines, kb: KnowledgeBase, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home, "CONNECT", 60)  # soon, for a busy machine
    machines.worker()

    def replace_all() -> None:
        machines.close()
        machines.scheduler()
        machines.worker()

    reports = add(kb, [post], once(replace_all), cluster=machines.address)
    assert {report.outcome for report in reports} == {Outcome.ADDED}
    assert is_whole(kb, 3)


def test_a_cluster_that_cannot_be_reached_or_has_no_workers_is_said(
    machines: Machines, post: Path, tmp_path: Path, hasty: None
) -> None:
    ended = adviesspoor(tmp_path / "kb", "add", "--cluster", machines.address, post)
    assert (ended.code, ended.err.count("\n")) == (1, 1)
    assert f"is geen werker: start er een met dask worker {machines.address}" in ended.err
    machines.close()
    for address in (machines.address, "tls://127.0.0.1:1", "onzin://x"):
        ended = adviesspoor(tmp_path / "kb", "add", "--cluster", address, post)
        assert (ended.code, ended.err.count("\n")) == (1, 1)
        assert f"Het cluster {address} is niet te bereiken" in ended.err


def test_without_dask_it_is_said_what_to_install(post: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    ended = adviesspoor(tmp_path / "kb", "add", "--cluster", "tcp://127.0.0.1:1", post)
    assert ended.code == 1
    assert 'installeer "adviesspoor[cluster]"' in ended.err


def soon(true: Callable[[], bool], seconds: float = 60.0) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until
        time.sleep(0.05)
