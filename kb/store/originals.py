"""The original files, kept under the sha256 of their bytes: `originals/ab/abcdef….pdf`."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePath

from kb.errors import NotFound
from kb.model import Document


class Originals:
    """A folder of files that never change. A file without a document (a kill came between) is harmless."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, document: Document) -> Path:
        """Where the original belongs, whether it is there or not."""
        return self._folder / document.sha256[:2] / f"{document.sha256}{PurePath(document.file).suffix.lower()}"

    def existing(self, document: Document) -> Path:
        path = self.path(document)
        if not path.is_file():
            raise NotFound(f"Het oorspronkelijke bestand van {document.file} ontbreekt: voeg het document opnieuw toe.")
        return path

    def keep(self, document: Document, data: bytes) -> None:
        """Write the file whole or not at all. Raises ValueError when the bytes are not those of the document."""
        if hashlib.sha256(data).hexdigest() != document.sha256:
            raise ValueError(f"{document.file}: these bytes have another sha256")
        path = self.path(document)
        if path.is_file() and path.stat().st_size == len(data):
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)

    def remove(self, document: Document) -> None:
        self.path(document).unlink(missing_ok=True)

    def orphans(self, documents: Iterable[Document]) -> list[Path]:
        """Files that belong to no document."""
        wanted = {self.path(document) for document in documents}
        return sorted(path for path in self._folder.glob("*/*") if path.is_file() and path not in wanted)

    @staticmethod
    def is_intact(path: Path, document: Document) -> bool:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == document.sha256
