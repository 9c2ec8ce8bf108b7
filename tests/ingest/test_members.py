"""Which workers of a cluster may read: of those that do not answer it is said, and nobody waits for them for ever."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from ingest.work import members
from ingest.work.members import Members
from ingest.work.pool import Task
from ingest.work.sameness import makings
from kb.errors import NoCluster
from kb.settings import Limits

ADDRESS = "tcp://10.0.0.7:4000"


class OneWorker:
    """A client of a cluster with one worker, which answers like this."""

    status = "running"

    def __init__(self, answer: Callable[[], dict[str, str]]) -> None:
        self._answer = answer

    def nthreads(self) -> dict[str, int]:
        return {ADDRESS: 1}

    def run(self, *_: object, **__: object) -> dict[str, dict[str, str]]:
        return {ADDRESS: self._answer()}


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "LOOK", 0.05)


def meeting(answer: Callable[[], dict[str, str]], told: Callable[[str], None] = print) -> Members:
    return Members("tcp://10.0.0.5:8786", OneWorker(answer), "", told, ocr=False)


def test_a_worker_that_cannot_be_reached_is_named_and_not_waited_for() -> None:
    """It reached the scheduler, and the scheduler does not reach it: a port that is closed."""

    def away() -> dict[str, str]:
        raise OSError("Timed out during handshake")

    told: list[str] = []
    with pytest.raises(NoCluster, match=f"De werker {ADDRESS} leest niet mee: er komt geen antwoord"):
        meeting(away, told.append).take()
    assert len(told) == 1


def test_what_dask_logs_of_a_file_has_neither_its_name_nor_its_words() -> None:
    logged = repr(Task("brief mevrouw Zonneveld.pdf", b"Geachte mevrouw Zonneveld", Limits()))
    assert "Zonneveld" not in logged


def test_once_it_is_over_nobody_is_taken_who_is_met_only_then() -> None:
    over = threading.Event()

    def late() -> dict[str, str]:
        over.wait()
        return makings("", ocr=False)

    found = meeting(late)
    found.close()
    over.set()
    while not found.threads:
        time.sleep(0.01)
    with pytest.raises(NoCluster):
        found.take()
