"""Temporary files within the knowledge base: they may hold letters, and go when they are used or at the next start.

Outside it, in the folder for temporary files of the system, nobody would look for them when a letter is forgotten.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

FOLDER = "tijdelijk"


@contextmanager
def temporary(home: Path) -> Iterator[Path]:
    """A folder that only this user can enter, gone at the end."""
    (home / FOLDER).mkdir(mode=0o700, exist_ok=True)
    with TemporaryDirectory(prefix=f"{os.getpid()}-", dir=home / FOLDER, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def sweep(home: Path) -> None:
    """Delete what a process left that was killed."""
    import psutil  # type: ignore[import-untyped]

    for left in (home / FOLDER).glob("*"):
        owner = left.name.partition("-")[0]
        if not (owner.isdecimal() and psutil.pid_exists(int(owner))):
            shutil.rmtree(left, ignore_errors=True)
