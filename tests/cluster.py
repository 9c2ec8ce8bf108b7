"""A Dask cluster for the tests: a scheduler and workers as processes of this machine, gone when the test is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.app.browser import free_port

PROJECT = Path(__file__).parents[1]
PATIENCE = 60.0  # seconds in which something must have come up
HERE = ("--host", "127.0.0.1", "--no-dashboard")


class Machines:
    """A scheduler, and the workers that were asked; what they log stands in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = free_port()
        self._running: list[subprocess.Popen[bytes]] = []

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self._port}"

    def scheduler(self) -> subprocess.Popen[bytes]:
        """Also anew, at the same address."""
        return self._start("scheduler", "--port", str(self._port), said="Scheduler at")

    def worker(self, preload: str = "", *, nanny: bool = False) -> subprocess.Popen[bytes]:
        """One that reads a file at a time. `preload`: what it runs first. With a `nanny` the worker is a child of the
        process, and is started anew when it ends."""
        program = self._folder / f"eerst{len(self._running)}.py"
        program.write_text(preload, encoding="utf-8")
        options = ["--nthreads", "1", "--preload", str(program), "--local-directory", str(self._folder)]
        return self._start("worker", self.address, *options, *(() if nanny else ("--no-nanny",)), said="Registered to")

    def close(self) -> None:
        for process in self._running:
            end(process)

    def _start(self, *arguments: str, said: str) -> subprocess.Popen[bytes]:
        log = self._folder / f"log{len(self._running)}"
        path = os.pathsep.join(filter(None, (str(PROJECT), os.environ.get("PYTHONPATH"))))
        environment = {**os.environ, "PYTHONPATH": path, "DASK_CONFIG": str(self._folder)}
        with log.open("wb") as file:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments, *HERE],
                stdin=subprocess.DEVNULL, stdout=file, stderr=file, env=environment, cwd=self._folder,
            )  # fmt: skip
        self._running.append(process)
        until = time.monotonic() + PATIENCE
        while said not in log.read_text(encoding="utf-8"):
            assert process.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < until, log.read_text(encoding="utf-8")
            time.sleep(0.05)
        return process


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill it (-9), with what it started."""
    if process.poll() is None:
        family = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGKILL)
        for one in family:
            if one.is_running():
                one.kill()
    process.wait()


@contextmanager
def cluster(folder: Path) -> Iterator[Machines]:
    """A scheduler without workers."""
    machines = Machines(folder)
    try:
        machines.scheduler()
        yield machines
    finally:
        machines.close()
