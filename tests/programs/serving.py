"""The program answering others, in a process of its own on this computer."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).parents[2]
TOKEN = "een-token-van-genoeg-tekens"


def command(home: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "cli", "--home", str(home), *arguments]


def environment(token: str = "") -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(PROJECT), "ADVIESSPOOR_TOKEN": token}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(home: Path, *arguments: str, token: str = "") -> Iterator[str]:
    """The address on which it answers. Ended in order, which is looked at."""
    port = free_port()
    started = subprocess.Popen(
        command(home, *arguments, "--port", str(port)), cwd=PROJECT, env=environment(token),
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert started.stderr is not None
    said = started.stderr.readline()
    try:
        assert f"http://127.0.0.1:{port}" in said, said + started.stderr.read()
        yield f"http://127.0.0.1:{port}"
    finally:
        started.send_signal(2)
        _, rest = started.communicate(timeout=30)
    assert (started.returncode, rest) == (0, "")
