"""Reading on the workers of a Dask cluster: the other home of the pool.

Files go there by content and readings come back, both by way of the scheduler, so this machine need reach nothing else.
A file is given to one worker by name: only those may read that read as this machine does, and when one falls away it is
known which files are to be read again.
"""

from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import count
from typing import Any
from uuid import uuid4

from ingest.result import Problem, ReadFile
from ingest.work.at_worker import NoRoomError, read_there
from ingest.work.members import LOOK, Member, Members
from ingest.work.pool import Status, Task
from kb.errors import NoCluster

CONNECT = 10  # seconds that a scheduler may take to answer, also one that was away
CHANCES = 2  # times that something may go wrong with one file, such as its worker falling away
FETCH = 60  # seconds that an answer may be on its way
MOST = 256  # files under way
LOUD = ("distributed", "distributed.client", "distributed.gc", "tornado", "tornado.application")  # what logs on screen
QUIET = {"distributed.admin.large-graph-warning-threshold": "1TB"}  # a file is as large as it is


class Cluster:
    """Reads on the workers of one cluster; one that falls away costs the files there a retry."""

    def __init__(self, client: Any, members: Members) -> None:
        """`client`: of Dask. Raises NoCluster when there is nobody to read."""
        self._client, self._members = client, members
        self._topic = f"adviesspoor-{uuid4().hex}"
        self._numbers = count()
        self._statuses: dict[int, Status] = {}
        self._threads = ThreadPoolExecutor(MOST, thread_name_prefix="cluster")
        members.give_back(members.take())

    @property
    def size(self) -> int:
        """Twice what can be read at a time, so that no worker waits while a reading is stored here."""
        return min(MOST, 2 * self._members.threads)

    def submit(self, task: Task, status: Status) -> Future[ReadFile | Problem]:
        return self._threads.submit(self._read, task, status)

    def close(self) -> None:
        self._members.close()
        self._threads.shutdown(cancel_futures=True)

    def _read(self, task: Task, status: Status) -> ReadFile | Problem:
        from distributed import CancelledError

        failed = 0
        while failed < CHANCES:
            member = self._members.take()
            try:
                answer = self._read_at(member, task, status)
            except CancelledError:  # the scheduler was away, and knows nothing of this when it comes back
                self._members.part(member.address, unseen=True)
                continue
            except NoRoomError:  # it would be ready at once for the next file, and fail all of them
                self._members.leave_out(member, "de schijf is daar vol. Maak ruimte en start de werker opnieuw.")
                continue
            except Exception:  # the border: whatever goes wrong on another machine takes only its file with it
                answer = None
            finally:
                self._members.give_back(member)
            if answer is not None:
                return answer
            failed += not member.unseen
        return Problem(
            f"{task.name} is niet gelezen: {CHANCES} keer viel een werker van het cluster weg of ging daar iets mis; "
            "bekijk het bestand, of voeg het toe zonder --cluster."
        )

    def _read_at(self, member: Member, task: Task, status: Status) -> ReadFile | Problem | None:
        """None when the worker fell away."""
        number, done = next(self._numbers), threading.Event()
        self._statuses[number] = status
        self._client.subscribe_topic(self._topic, self._hear)  # each time: a scheduler that was away knows of none
        name = f"adviesspoor-{uuid4().hex}"  # seen by whoever looks at the cluster, so not the name of the file
        reading = self._client.submit(read_there, task, self._topic, number, key=name, workers=[member.address])
        reading.add_done_callback(lambda _: done.set())
        try:
            while not member.gone.is_set():
                if not done.wait(LOOK):
                    continue
                with suppress(TimeoutError):  # the worker fell away before the answer was fetched
                    answer: ReadFile | Problem = reading.result(timeout=FETCH)
                    return answer
            return None
        finally:
            del self._statuses[number]
            reading.release()
            status.tell("")

    def _hear(self, event: tuple[float, tuple[int, str]]) -> None:
        """How far a file is."""
        _, (number, place) = event
        if status := self._statuses.get(number):
            status.tell(place)


@contextmanager
def on_cluster(address: str, pipeline: str, tell: Callable[[str], None], *, ocr: bool) -> Iterator[Cluster]:
    """The workers of the scheduler at this address that read as this machine does with the spaCy pipeline of this name;
    `tell` hears of others. Raises NoCluster."""
    client = _connected(address)
    members = Members(address, client, pipeline, tell, ocr=ocr)
    try:
        cluster = Cluster(client, members)
        try:
            yield cluster
        finally:
            cluster.close()
    finally:
        members.close()
        client.close()


def _connected(address: str) -> Any:
    """A client of Dask that says nothing on screen."""
    try:
        import dask
        from distributed import Client
    except ImportError as error:
        raise NoCluster(
            f'Een cluster vraagt om meer onderdelen ({error.name}): installeer "adviesspoor[cluster]".'
        ) from error
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", module="distributed")  # versions are compared here, and said in Dutch
    dask.config.set(QUIET)
    try:
        return Client(address, timeout=CONNECT, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TypeError, RuntimeError) as error:  # what the kinds of address raise, each its own
        raise NoCluster(
            f"Het cluster {address} is niet te bereiken: kijk of daar een scheduler van Dask draait, of het adres "
            "klopt (tcp://machine:8786) en of bij tls:// de certificaten in de instellingen van Dask staan."
        ) from error
