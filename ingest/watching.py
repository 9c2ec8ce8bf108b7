"""A folder in which files keep coming, such as that of a scanner or on a network share: which of them are whole, and
which were taken before.

Looking again and again is the one way that works everywhere: a network share tells nobody of a file that another
computer puts there, and whether a file is whole can only be seen by waiting.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from ingest.pipeline import files_in
from ingest.work.batch import SEPARATOR
from kb.model import FileReport

FILE = "gevolgd.json"  # in the folder of the knowledge base; names of files may hold names of residents: only digests
QUIET = 5.0  # seconds without change after which a file is taken for whole
PATIENCE = 60.0  # seconds until a file that could not be opened or stored is tried again
UNFINISHED = (".part", ".partial", ".filepart", ".crdownload", ".tmp")  # names under which programs copy
OPEN_IN_OFFICE = "~$"

Stamp = tuple[int, int]  # size, and when it was changed


class Watched:
    """Every file once, also after a restart, unless it changed. A file that was forgotten stays away."""

    def __init__(self, folders: Sequence[Path], home: Path) -> None:
        self._folders, self._kept = folders, home / FILE
        self._taken: dict[str, Stamp] = _read(self._kept)
        self._since: dict[Path, tuple[Stamp, float]] = {}
        self._not_before: dict[Path, float] = {}

    def whole(self, now: float) -> list[Path]:
        """The files that are new or changed, and stay as they are; `now` in seconds. Asked again and again."""
        there = dict(self._there())
        self._since = {path: self._seen(path, stamp, now) for path, stamp in there.items()}
        return [
            path
            for path, (stamp, since) in self._since.items()
            if now - since >= QUIET and now >= self._not_before.get(path, now) and self._taken.get(_key(path)) != stamp
        ]

    def taken(self, paths: Sequence[Path], reports: Sequence[FileReport], now: float) -> None:
        """What became of these files. One that could not be opened or stored now is not done with."""
        again = {report.file.split(SEPARATOR)[0] for report in reports if report.again}
        for path in paths:
            if path.name in again:
                self._not_before[path] = now + PATIENCE
            else:
                self._not_before.pop(path, None)
                self._taken[_key(path)] = self._since[path][0]
        with suppress(OSError):  # a full disk: what is in memory counts, and the next time it is written
            _write(self._kept, self._taken)

    @property
    def out_of_reach(self) -> list[Path]:
        """The folders that are not there now: a share that is away comes back."""
        return [folder for folder in self._folders if not os.path.isdir(folder)]

    def _seen(self, path: Path, stamp: Stamp, now: float) -> tuple[Stamp, float]:
        before = self._since.get(path)
        return before if before and before[0] == stamp else (stamp, now)

    def _there(self) -> Iterator[tuple[Path, Stamp]]:
        """Without what is empty: a scanner makes a file before it writes in it."""
        for path, name in files_in(each for each in self._folders if os.path.isdir(each)):
            if name.lower().endswith(UNFINISHED) or name.startswith(OPEN_IN_OFFICE):
                continue
            with suppress(OSError):  # gone between looking and asking
                found = path.stat()
                if found.st_size:
                    yield path, (found.st_size, found.st_mtime_ns)


def _key(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:32]


def _read(kept: Path) -> dict[str, Stamp]:
    """Without it, or with one that is torn, files are looked at once more, and what is loaded stays as it is."""
    with suppress(OSError, ValueError):
        return {key: (size, changed) for key, (size, changed) in json.loads(kept.read_text("utf-8")).items()}
    return {}


def _write(kept: Path, taken: dict[str, Stamp]) -> None:
    new = kept.with_suffix(".nieuw")
    new.write_text(json.dumps(taken), "utf-8")
    os.replace(new, kept)
