"""Written beside and renamed: what is not ready never stands under its own name."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from filelock import FileLock, Timeout

from kb.errors import NotFound

PREFIX = ".adviesspoor-half-"
LOCK = ".lock"


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A new folder beside the target, which only this user can read, to make the target in; gone at the end. What a
    killed process left there is swept first: nobody holds its lock any more."""
    parent = target.parent
    if not parent.is_dir():
        raise NotFound(f"De map {parent} bestaat niet: maak haar eerst, of kijk of de schijf is aangesloten.")
    _sweep(parent)
    folder = Path(mkdtemp(prefix=PREFIX, dir=parent))
    try:
        with FileLock(folder / LOCK):
            yield folder
    finally:
        _clear(folder)


def publish(made: Path, target: Path) -> None:
    """Give a file or folder its own name, in one step. An empty folder of that name makes way."""
    if target.is_dir():
        target.rmdir()  # Windows renames onto no folder at all
    os.rename(made, target)


def flush(path: Path) -> None:
    """Have the disk hold what was written, before anything is said to be safe."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sweep(parent: Path) -> None:
    for left in parent.glob(f"{PREFIX}*"):
        try:  # one without a lock was killed before it began: it is empty
            with FileLock(left / LOCK, timeout=0):
                pass
        except (Timeout, PermissionError):
            continue  # in use, or of another user
        _clear(left)


def _clear(folder: Path) -> None:
    """The lock goes last: what was killed here too is swept by the next one."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name != LOCK:
            path.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
