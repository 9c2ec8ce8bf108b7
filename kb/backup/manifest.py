"""What a backup says of itself: what is in it, file by file, and what was wrong with the knowledge base already."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from kb import access, saved_searches, settings
from kb.errors import BadBackup
from kb.trails import deadlines

FILE = "adviesspoor-backup.json"
FORM = 1  # of this file; a later program may write another
STORE = "store.sqlite"
ORIGINALS = "originals"
BESIDE = (
    settings.FILE,
    deadlines.FILE,
    saved_searches.FILE,
    access.FILE,
)  # what a person may have written in the folder
INSIDE = re.compile(
    rf"{re.escape(STORE)}|{'|'.join(map(re.escape, BESIDE))}|{ORIGINALS}/[0-9a-f]{{2}}/[0-9a-f]{{64}}(?:\.[^/\\:]*)?"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a backup: its path with slashes, its size in bytes, its sha256."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The contents of a whole backup. `problems` were found in the knowledge base when it was made: Dutch sentences."""

    made: datetime
    program: str
    documents: int
    decisions: int
    files: tuple[Entry, ...]
    problems: tuple[str, ...] = ()

    def text(self) -> str:
        return json.dumps({"form": FORM, **asdict(self)}, ensure_ascii=False, indent=1, default=str)

    @property
    def size(self) -> int:
        return sum(entry.size for entry in self.files)


def manifest_of(text: str, source: Path) -> Manifest:
    """Raises BadBackup when this is no manifest, or one of a later program."""
    try:
        values: dict[str, Any] = json.loads(text)
        if values.pop("form") > FORM:
            raise BadBackup(f"{source} is gemaakt met een nieuwere versie van Adviesspoor: werk het programma bij.")
        files = tuple(Entry(**entry) for entry in values.pop("files"))
        problems = tuple(values.pop("problems"))
        made = datetime.fromisoformat(values.pop("made"))
        found = Manifest(made, files=files, problems=problems, **values)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadBackup(f"{source} is geen hele reservekopie: {FILE} is niet te lezen.") from error
    for entry in found.files:  # a path that leads elsewhere is not ours, and is not written
        if not INSIDE.fullmatch(entry.path):
            raise BadBackup(f"{source} is geen reservekopie van Adviesspoor: er hoort geen {entry.path} in.")
    return found


def entries(folder: Path) -> tuple[Entry, ...]:
    """All files below a folder as they are on disk."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return tuple(Entry(p.relative_to(folder).as_posix(), p.stat().st_size, digest(p)) for p in files)


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
