"""Reading a backup back: a folder or a zip file, every byte held against what the backup says of itself."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO

from kb.backup.manifest import FILE, Entry, Manifest, manifest_of
from kb.errors import BadBackup
from kb.store import Store

CHUNK = 1 << 20  # bytes
SPOILT = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError)


class Backup:
    """A backup that is open for reading. Raises BadBackup for whatever is not whole."""

    def __init__(self, place: Path, archive: zipfile.ZipFile | None) -> None:
        self._place, self._archive = place, archive
        self.manifest: Manifest = manifest_of(self._text(), place)

    @classmethod
    @contextmanager
    def at(cls, place: Path) -> Iterator[Backup]:
        """The backup in this folder or file."""
        if place.is_dir():
            yield cls(place, None)
            return
        try:
            archive = zipfile.ZipFile(place)
        except zipfile.BadZipFile as error:
            raise BadBackup(f"{place} is geen hele reservekopie: het is geen zip-bestand, of maar een deel.") from error
        with archive:
            yield cls(place, archive)

    def read(self, entry: Entry, target: Path | None) -> None:
        """Prove that a file is what the manifest says, and write it to the target when there is one."""
        found, size = hashlib.sha256(), 0
        try:
            with self._open(entry.path) as file, target.open("xb") if target else nullcontext() as out:
                while chunk := file.read(CHUNK):
                    found.update(chunk)
                    size += len(chunk)
                    if out:
                        out.write(chunk)
        except (FileNotFoundError, *SPOILT) as error:
            raise self._not_whole(f"{entry.path} ontbreekt of is beschadigd") from error
        if (size, found.hexdigest()) != (entry.size, entry.sha256):
            raise self._not_whole(f"{entry.path} is veranderd of beschadigd")

    def _text(self) -> str:
        try:
            with self._open(FILE) as file:
                return file.read().decode("utf-8", "replace")
        except (FileNotFoundError, *SPOILT) as error:
            raise self._not_whole(f"{FILE} ontbreekt") from error

    def _open(self, path: str) -> IO[bytes]:
        return self._archive.open(path) if self._archive else (self._place / path).open("rb")

    def _not_whole(self, why: str) -> BadBackup:
        return BadBackup(f"{self._place} is geen hele reservekopie van Adviesspoor ({why}): neem een andere.")


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """The store in this file; brought up to date when an older program wrote it. Its log is gone at the end."""
    store = Store(f"sqlite:///{path}")
    try:
        if not store.is_current():
            store.migrate()
        yield store
    finally:
        store.close()
