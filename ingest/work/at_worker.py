"""What is done on a worker of a cluster: reading in processes of its own, as on the machine that asks."""

from __future__ import annotations

import shutil
import threading
import time

from ingest.result import Problem, ReadFile
from ingest.work.pool import Task
from ingest.work.processes import Worker

ROOM = 100_000_000  # bytes: what scans and office files are unpacked and converted in
_PAUSE = 0.5  # seconds between two messages of how far a file is: nobody looks more often

_idle: list[Worker] = []  # of this worker of the cluster: starting one takes seconds
_guard = threading.Lock()


class NoRoomError(Exception):
    """The disk of a worker is full: no file can be read there, whatever is in it."""


def read_there(task: Task, topic: str, number: int) -> ReadFile | Problem:
    """Read a file on the worker that runs this; under `topic` is said how far the one of this number is.

    The temporary files stand in the folder that Dask clears at the next start of a worker when this one is killed.
    Raises NoRoomError.
    """
    from distributed import get_worker

    member = get_worker()
    said = 0.0

    def tell(place: str) -> None:
        nonlocal said
        if time.monotonic() - said >= _PAUSE:
            said = time.monotonic()
            member.log_event(topic, [number, place])

    if shutil.disk_usage(member.local_directory).free < ROOM:
        raise NoRoomError
    with _guard:
        worker = _idle.pop() if _idle else Worker(member.local_directory)
    try:
        return worker.read(task, tell)
    finally:
        with _guard:
            _idle.append(worker)
