"""Reading in processes of its own: a file that crashes, hangs or eats the memory takes only its process with it.

A worker is `python -m ingest.work.worker`, so it starts the same way on every system and never runs the program that
asked for it again. Jobs go to its stdin and answers come from its stdout, both pickled behind their length.
"""

from __future__ import annotations

import os
import pickle
import queue
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from ingest.result import Problem, ReadFile
from ingest.work.pool import Status, Task
from kb.settings import Limits

PROJECT = Path(__file__).parents[2]
_LENGTH = struct.Struct(">Q")
_LOOK = 0.1  # seconds between two looks at a worker
_FAMILY = (
    10  # looks of which one is at the programs that it started too: that takes asking after every process there is
)
_START = 300.0  # seconds that a worker may need to load its models, on a slow disk
_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class Worker:
    """One process that reads one file at a time; it starts with its first file, and anew after a kill."""

    def __init__(self, folder: str | None = None) -> None:
        """`folder`: where its temporary files go; without it where this system has them."""
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._scratch: TemporaryDirectory[str] | None = None  # its temporary files: also gone when it is killed
        self._reason = ""  # why it was killed, to be said behind the name of the file
        self._deadline = 0.0

    def read(self, task: Task, tell: Callable[[str], None]) -> ReadFile | Problem:
        """What stands in a file, or why that cannot be said; `tell` hears of each page that is begun."""
        try:
            process = self._started()
        except EOFError:
            return Problem(
                f"{task.name} kan niet worden gelezen: het leesprogramma start niet; start de computer opnieuw op."
            )
        self._reason = ""
        self._deadline = time.monotonic() + task.limits.max_seconds
        over = threading.Event()
        watch = threading.Thread(target=self._watch, args=(process, task.limits, over), daemon=True)
        watch.start()
        try:
            send(process.stdin, task)
            while True:
                answer = receive(process.stdout)
                if not isinstance(answer, str):
                    assert isinstance(answer, ReadFile | Problem)
                    return answer
                tell(answer)
                self._deadline = time.monotonic() + task.limits.max_seconds
        except (EOFError, OSError):
            self.close()
            reason = self._reason or "laat het leesprogramma vastlopen; sla het opnieuw op of lever het aan als pdf."
            return Problem(f"{task.name} {reason}")
        finally:
            over.set()
            watch.join()

    def close(self) -> None:
        """End the process, with the programs that it started."""
        process, self._process = self._process, None
        if process is not None:
            _kill(process)
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream:
                    _close(stream)
        if self._scratch is not None:
            self._scratch.cleanup()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._scratch = TemporaryDirectory(prefix="adviesspoor-", dir=self._folder, ignore_cleanup_errors=True)
            scratch = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), self._scratch.name)
            path = os.pathsep.join(filter(None, (str(PROJECT), os.environ.get("PYTHONPATH"))))
            self._process = subprocess.Popen(
                [sys.executable, "-m", "ingest.work.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, creationflags=_WINDOW, env={**os.environ, **scratch, "PYTHONPATH": path},
            )  # fmt: skip
            alarm = threading.Timer(_START, _kill, (self._process,))
            alarm.start()
            try:
                receive(self._process.stdout)
            finally:
                alarm.cancel()
        return self._process

    def _watch(self, process: subprocess.Popen[bytes], limits: Limits, over: threading.Event) -> None:
        """Kill the process when the file takes too long or too much."""
        looks = count(1)
        while not over.wait(_LOOK):
            if time.monotonic() > self._deadline:
                self._reason = f"kost meer dan {limits.max_seconds} seconden om te lezen; splits het bestand."
            elif _memory(process, family=not next(looks) % _FAMILY) > limits.max_memory_megabytes * 1_000_000:
                self._reason = f"kost meer dan {limits.max_memory_megabytes} MB geheugen; splits het bestand."
            if self._reason:
                _kill(process)
                return


class Processes:
    """As many workers as there are cores: what they read is stored in less time than it takes to read."""

    def __init__(self) -> None:
        self.size = max(1, min(os.cpu_count() or 1, 8))
        self._idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        self._workers = [Worker() for _ in range(self.size)]
        for worker in reversed(self._workers):
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(self.size, thread_name_prefix="lezer")

    def submit(self, task: Task, status: Status) -> Future[ReadFile | Problem]:
        return self._threads.submit(self._read, task, status)

    def _read(self, task: Task, status: Status) -> ReadFile | Problem:
        worker = self._idle.get()
        try:
            return worker.read(task, status.tell)
        finally:
            self._idle.put(worker)

    def close(self) -> None:
        for worker in self._workers:
            worker.close()
        self._threads.shutdown(cancel_futures=True)


_pools: list[Processes] = []  # at most one that is not in use: starting takes seconds, and people add files one by one
_guard = threading.Lock()


@contextmanager
def reading() -> Iterator[Processes]:
    """A pool of workers, kept for whoever reads next in this process."""
    with _guard:
        pool = _pools.pop() if _pools else Processes()
    try:
        yield pool
    except BaseException:
        pool.close()
        raise
    with _guard:
        if not _pools:
            _pools.append(pool)
            return
    pool.close()


def _memory(process: subprocess.Popen[bytes], *, family: bool) -> int:
    """Bytes in memory of a process, with its `family` also of the programs that it started; 0 when it is gone."""
    import psutil  # type: ignore[import-untyped]

    try:
        own = psutil.Process(process.pid)
        started = own.children(recursive=True) if family else []
        return sum(one.memory_info().rss for one in (own, *started))
    except psutil.Error:
        return 0


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and the programs that it started."""
    import psutil

    try:
        family = [*psutil.Process(process.pid).children(recursive=True), psutil.Process(process.pid)]
    except psutil.Error:
        family = []
    for one in family:
        try:
            one.kill()
        except psutil.Error:
            continue  # it ended by itself
    if process.poll() is None:
        process.kill()


def _close(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except OSError:
        return  # what was still in it was for a process that is gone


def send(stream: IO[bytes] | None, value: object) -> None:
    """Write a value for the other side."""
    assert stream is not None
    packed = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(packed)) + packed)
    stream.flush()


def receive(stream: IO[bytes] | None) -> Any:
    """The next value. EOFError when the other side is gone."""
    assert stream is not None
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    size = _LENGTH.unpack(head)[0]
    packed = stream.read(size)
    if len(packed) < size:
        raise EOFError
    return pickle.loads(packed)
