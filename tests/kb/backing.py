"""Run as a program: makes or puts back a backup, and dies by its own hand at the given touch of a file. Prints how
many touches there were when it lives."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import nullcontext
from pathlib import Path

from kb.backup.restoring import restore
from kb.backup.writing import Source, write
from kb.store import Originals, Store

TOUCHES = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.copyfile", "sqlite3.connect"}


def main(verb: str, one: Path, other: Path, last: int) -> None:
    touched = 0

    def touch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal touched
        if event in TOUCHES and not str(arguments[0]).endswith((".py", ".pyc")):
            touched += 1
            if touched == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(touch)
    if verb == "backup":
        write(Source(one, Store(f"sqlite:///{one / 'store.sqlite'}"), Originals(one / "originals"), nullcontext), other)
    else:
        restore(one, other)
    print(touched)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
