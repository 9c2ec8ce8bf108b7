"""A Chroma server for the tests, on a port of its own of this machine; gone when the tests are, however they end.

It is the `chroma run` of the installed package.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil

from kb.search.server import Server
from tests.app.browser import free_port
from tests.tied import tied

TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
RUN = [sys.executable, "-c", "from chromadb.cli.cli import app; app()", "run"]
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
GUIDE = (Path(__file__).parents[1] / "docs" / "chroma.md").read_text(encoding="utf-8")
PATIENCE = 60.0  # seconds for a server to come up


class Running:
    """One server, which can be killed, emptied and started again in the same place."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = free_port()
        self._shell: subprocess.Popen[str] | None = None
        self.pid = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        place = ["--path", str(self._folder / "data"), "--host", "127.0.0.1", "--port", str(self._port)]
        with (self._folder / "log").open("a") as log:
            self._shell = subprocess.Popen(
                tied([*RUN, *place], self._folder, "KILL"),
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, cwd=self._folder,
                env={**os.environ, "PYTHONPATH": ""}, start_new_session=True,
            )  # fmt: skip
        assert self._shell.stdout
        self.pid = int(self._shell.stdout.readline())
        until = time.monotonic() + PATIENCE
        while not self._answers():
            assert time.monotonic() < until, (self._folder / "log").read_text()
            time.sleep(0.05)

    def kill(self) -> None:
        """As kill -9 does."""
        psutil.Process(self.pid).kill()
        assert self._shell
        self._shell.communicate("\n", timeout=PATIENCE)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """It takes requests and answers none."""
        process = psutil.Process(self.pid)
        process.suspend()
        try:
            yield
        finally:
            process.resume()

    def empty(self) -> None:
        """While it does not run: take away all that it holds."""
        shutil.rmtree(self._folder / "data")

    def collections(self) -> dict[str, int]:
        """The names of all collections, with how much each holds."""
        client, _ = Server(self.url).open("leeg", make=True)
        client.delete_collection("leeg")
        held = {each.name: each.count() for each in client.list_collections()}
        client.close()
        return held

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/api/v2/heartbeat").is_success
        except httpx.TransportError:
            return False


@contextmanager
def server() -> Iterator[Running]:
    folder = Path(tempfile.mkdtemp(prefix="adviesspoor-chroma-"))
    made = Running(folder)
    try:
        made.start()
        yield made
        made.kill()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def behind_nginx(running: Running, folder: Path, token: str) -> Iterator[tuple[str, Path]]:
    """The server behind nginx as the documentation has it: its address, and the certificate to trust."""
    port = free_port()
    (words,) = re.findall(r"```nginx\n(.*?)```", GUIDE, re.DOTALL)  # what is tried is what the guide says
    certificate, key = folder / "chroma.pem", folder / "chroma.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    for said, here in (
        ("8443", str(port)), ("/etc/nginx/certificate", str(folder)), ("the value of chroma_token", token),
        ("http://127.0.0.1:8000", running.url),
    ):  # fmt: skip
        assert said in words
        words = words.replace(said, here)
    config = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""  # as who may read the folder of the test
    places = " ".join(f"{each}_temp_path {folder}/{each};" for each in TEMPORARY)
    config.write_text(
        f"daemon off; pid {folder}/pid; {user} events {{}} http {{ access_log off; {places} {words} }}",
        encoding="utf-8",
    )
    assert NGINX
    log = folder / "error.log"
    server = subprocess.Popen([NGINX, "-c", str(config), "-p", str(folder), "-e", str(log)])
    try:
        until = time.monotonic() + PATIENCE
        while not _listens(port):
            assert time.monotonic() < until, (folder / "error.log").read_text()
            time.sleep(0.05)
        yield f"https://localhost:{port}", certificate
    finally:
        server.terminate()
        server.wait(timeout=20)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
