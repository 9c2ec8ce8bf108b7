"""The original files, kept under the sha256 of their bytes: `originals/ab/abcdef….pdf`.

A file that comes or goes lies in `originals/.onderweg` while the store is being changed, and what the store says
afterwards decides what happens to it. So a kill leaves no file in doubt, and no other file is ever deleted.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath

from kb.errors import NotFound
from kb.model import Document

UNDER_WAY = ".onderweg"


class Originals:
    """A folder of files that never change."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._under_way = folder / UNDER_WAY

    def path(self, document: Document) -> Path:
        """Where the original belongs, whether it is there or not."""
        return self._folder / document.sha256[:2] / f"{document.sha256}{PurePath(document.file).suffix.lower()}"

    def existing(self, document: Document) -> Path:
        """Where the original is now. Raises NotFound."""
        path = self.path(document)
        for place in (path, self._under_way / path.name, path):  # it may arrive between two looks
            if place.is_file():
                return place
        raise NotFound(f"Het oorspronkelijke bestand van {document.file} ontbreekt: voeg het document opnieuw toe.")

    def is_there(self, document: Document) -> bool:
        try:
            self.existing(document)
        except NotFound:
            return False
        return True

    def bring(self, document: Document, data: bytes) -> None:
        """Write the file to where `settle` finds it. Raises ValueError when the bytes are not those of the document."""
        if hashlib.sha256(data).hexdigest() != document.sha256:
            raise ValueError(f"{document.file}: these bytes have another sha256")
        path = self.path(document)
        if path.is_file() and path.stat().st_size == len(data):
            return
        self._under_way.mkdir(parents=True, exist_ok=True)
        with (self._under_way / path.name).open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def take(self, document: Document) -> None:
        """Set the file apart, so that `settle` deletes it once its document is gone."""
        path = self.path(document)
        if path.is_file():
            self._under_way.mkdir(exist_ok=True)
            os.replace(path, self._under_way / path.name)

    def settle(self, is_stored: Callable[[str], bool]) -> None:
        """Put what came or went in its place: here when a document with this sha256 is stored, else nowhere."""
        for path in self._under_way.glob("*"):
            if is_stored(path.stem) and digest_of(path) == path.stem:
                place = self._folder / path.stem[:2] / path.name
                place.parent.mkdir(exist_ok=True)
                os.replace(path, place)
            else:
                path.unlink(missing_ok=True)

    def any(self) -> bool:
        """Whether there is a file at all."""
        return any(not self._is_own(path) for path in self._folder.rglob("*"))

    def orphans(self, documents: Iterable[Document]) -> list[Path]:
        """Files that belong to no document, whoever put them there."""
        wanted = {self.path(document) for document in documents}
        return sorted(path for path in self._folder.rglob("*") if path not in wanted and not self._is_own(path))

    def _is_own(self, path: Path) -> bool:
        """Whether this is no file of somebody: a folder, or hidden as what is under way and what systems leave."""
        return path.is_dir() or any(part.startswith(".") for part in path.relative_to(self._folder).parts)

    @staticmethod
    def is_intact(path: Path, document: Document) -> bool:
        return digest_of(path) == document.sha256


def move_aside(path: Path, folder: Path) -> None:
    """Move a file to a folder, under another name when there is one with its name."""
    folder.mkdir(parents=True, exist_ok=True)
    target, number = folder / path.name, 1
    while target.exists():
        number += 1
        target = folder / f"{path.stem}-{number}{path.suffix}"
    shutil.move(path, target)


def digest_of(path: Path) -> str:
    """The sha256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
