"""What one run of the program says to the outside. `python -m tests.silent_run PROJECT FOLDER` inside a network
namespace of its own starts a name server that answers nothing, does what a user does, and prints as JSON which names
were looked up by which step, and which files appeared outside the knowledge base."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

LETTER = """Adviesraad Sociaal Domein Zandveen

Datum: 4 maart 2025
Betreft: advies over de huishoudelijke hulp

De adviesraad adviseert u om de wachttijd voor huishoudelijke hulp terug te brengen tot vier weken.
"""
IMPORTS = (
    "alembic", "chromadb", "docx", "filelock", "lxml.etree", "numpy", "olefile", "onnxruntime", "openpyxl", "psutil",
    "pymupdf", "rich", "spacy", "sqlalchemy", "streamlit", "striprtf.striprtf", "tokenizers", "typer",
)  # fmt: skip
UP = 0x1  # IFF_UP
SET_FLAGS = 0x8914  # SIOCSIFFLAGS


class Names(threading.Thread):
    """A name server that knows nothing and remembers what it was asked, with the step that asked it."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.step = ""
        self.asked: set[tuple[str, str]] = set()
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 53))

    def run(self) -> None:
        while True:
            question, sender = self._socket.recvfrom(4096)
            self.asked.add((self.step, _name(question)))
            self._socket.sendto(question[:2] + b"\x81\x83" + question[4:6] + bytes(6) + question[12:], sender)


def _name(question: bytes) -> str:
    labels, at = [], 12
    while length := question[at]:
        labels.append(question[at + 1 : at + 1 + length].decode("ascii", "replace"))
        at += length + 1
    return ".".join(labels)


def steps(project: Path, folder: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """What a user does, in order."""
    home, letter = folder / "kennisbank", folder / "brief.txt"
    letter.write_text(LETTER, encoding="utf-8")
    page = project / "corpus" / "2024-03-14_asd_advies_wachttijden_jeugdhulp.pdf"
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(folder / "thuis"), "TMPDIR": str(folder / "tijdelijk"),
        "PYTHONPATH": str(project), "PYTHONDONTWRITEBYTECODE": "1", "ADVIESSPOOR_HOME": str(home), "LANG": "C.UTF-8",
    }  # fmt: skip

    def run(*arguments: str | Path) -> object:
        return subprocess.run(
            [sys.executable, *map(str, arguments)], check=True, cwd=project, env=environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=300,
        )  # fmt: skip

    yield "add", lambda: run("-m", "cli", "add", letter, page)
    yield "search", lambda: run("-m", "cli", "search", "wachttijd")
    yield "export", lambda: run("-m", "cli", "export", "--format", "xlsx", "--out", folder / "uit.xlsx")
    quiet = "from kb.silence import keep_silent; keep_silent(); " if (project / "kb" / "silence.py").exists() else ""
    for name in IMPORTS:
        yield f"import {name}", lambda name=name: run("-c", f"{quiet}import {name}")  # type: ignore[misc]
    by_command = ("-m", "cli", "app", "--port", "8611")
    yield "adviesspoor app", lambda: _visit(by_command, 8611, project, environment, refused_first=True)
    by_hand = ("-m", "streamlit", "run", "app.py", "--server.port=8612")
    yield "streamlit run app.py", lambda: _visit(by_hand, 8612, project, environment, refused_first=False)


def _visit(
    command: tuple[str, ...], port: int, project: Path, environment: dict[str, str], *, refused_first: bool
) -> None:
    """Open two screens as a browser does, and knock from a page elsewhere, which must be refused."""
    with _server(command, port, project, environment):
        if refused_first:
            _knock(port)
        _open(port, "documenten")
        _open(port, "zoeken", "q=wachttijd")
        _knock(port)


@contextmanager
def _server(command: tuple[str, ...], port: int, project: Path, environment: dict[str, str]) -> Iterator[None]:
    server = subprocess.Popen(
        [sys.executable, *command], cwd=project, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(600):
            try:
                with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                    break
            except OSError:
                if server.poll() is not None:
                    raise RuntimeError("the app did not start") from None
                threading.Event().wait(0.1)
        yield
    finally:
        server.terminate()
        server.wait(20)


def _open(port: int, screen: str, query: str = "") -> None:
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    wanted = BackMsg()
    wanted.rerun_script.page_name = screen
    wanted.rerun_script.query_string = query
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    with connect(address, origin=f"http://127.0.0.1:{port}", max_size=None) as socket_:  # type: ignore[arg-type]
        socket_.send(wanted.SerializeToString())
        answer: Any = ForwardMsg()
        while answer.WhichOneof("type") != "script_finished":
            answer.ParseFromString(socket_.recv(60))


def _knock(port: int) -> None:
    try:
        with connect(f"ws://127.0.0.1:{port}/_stcore/stream", origin="http://elders.example"):  # type: ignore[arg-type]
            raise RuntimeError("a page from elsewhere got in")
    except InvalidStatus:
        return


def main() -> None:
    project, folder = Path(sys.argv[1]), Path(sys.argv[2])
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sh14x", b"lo", UP))
    names = Names()
    names.start()
    places = (folder / "thuis", folder / "tijdelijk")
    for place in places:
        place.mkdir()
    files: list[tuple[str, str]] = []
    for names.step, act in steps(project, folder):
        act()
        there = [str(path.relative_to(folder)) for place in places for path in place.rglob("*") if path.is_file()]
        files += [(names.step, one) for one in there if one not in {known for _, known in files}]
    with suppress(OSError):
        socket.getaddrinfo("adviesspoor.example", 80)  # or a name server that hears nothing would prove nothing
    heard = any(name == "adviesspoor.example" for _, name in names.asked)
    asked = sorted(each for each in names.asked if each[1] != "adviesspoor.example")
    print(json.dumps({"heard": heard, "asked": asked, "files": files}))


if __name__ == "__main__":
    main()
