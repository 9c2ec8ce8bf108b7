"""The program answering others, in a process of its own on this computer."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

PROJECT = Path(__file__).parents[2]
TOKEN = "een-token-van-genoeg-tekens"


def command(home: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "cli", "--home", str(home), *arguments]


def environment(token: str = "") -> dict[str, str]:
    return {**os.environ, "ADVIESSPOOR_TOKEN": token}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Told:
    """An answer over HTTP."""

    status: int
    media: str
    body: bytes
    headers: Mapping[str, str]

    @property
    def data(self) -> Any:
        return json.loads(self.body)


def ask(url: str, **headers: str) -> Told:
    try:
        with urlopen(Request(url, headers=headers)) as answer:
            return Told(answer.status, answer.headers.get_content_type(), answer.read(), dict(answer.headers))
    except HTTPError as refused:
        return Told(refused.code, refused.headers.get_content_type(), refused.read(), dict(refused.headers))


@contextmanager
def serving(home: Path, *arguments: str, token: str = "", shown: str = "127.0.0.1") -> Iterator[str]:
    """The address on which it answers; `shown` is what it says of it. Ended in order, which is looked at."""
    port = free_port()
    started = subprocess.Popen(
        command(home, *arguments, "--port", str(port)), cwd=PROJECT, env=environment(token),
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert started.stderr is not None
    said = started.stderr.readline()
    try:
        assert f"http://{shown}:{port}" in said, said + started.stderr.read()
        yield f"http://127.0.0.1:{port}"
    finally:
        started.send_signal(2)
        _, rest = started.communicate(timeout=30)
    assert (started.returncode, rest) == (0, "")
