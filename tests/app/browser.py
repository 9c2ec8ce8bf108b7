"""A real app in a real Chromium: start the server, find the browser."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
COMPLETE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
SLOW = 60_000  # milliseconds: the first page of a process loads everything
PATIENCE = 60.0  # seconds for a server to answer


@contextmanager
def chromium() -> Iterator[Browser]:
    """The Chromium of this machine; these tests fail without one, because nothing else shows that the app works."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise RuntimeError(f"the browser tests need one of {', '.join(NAMES)} on the PATH (apt install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def running_app(home: Path) -> Iterator[str]:
    """The app on this home folder; gives its address."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    with (home.parent / f"{home.name}.log").open("wb") as log:
        server = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "ADVIESSPOOR_HOME": str(home)}, stdout=log, stderr=log
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[Page]:
    """An empty page of a browser that knows nothing yet, on the screen of a desk."""
    context = browser.new_context(base_url=address, locale="nl-NL", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(SLOW)
    yield context.new_page()
    context.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(address, timeout=2):
                return
        except URLError:
            time.sleep(0.2)
    raise RuntimeError("the app did not start")
