"""Writing a backup: a folder, or one file when the name ends in .zip. It has its name only when it is proven whole."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from kb import check
from kb.backup.beside import beside, flush, publish
from kb.backup.manifest import BESIDE, FILE, ORIGINALS, Manifest, entries
from kb.backup.reading import Backup, opened
from kb.errors import BadBackup
from kb.model import Document
from kb.settings import STORE
from kb.store import Originals, Store


@dataclass(frozen=True, slots=True)
class Source:
    """A knowledge base that is open. `writing` holds its other writers off."""

    home: Path
    store: Store
    originals: Originals
    writing: Callable[[], AbstractContextManager[None]]


def write(source: Source, target: Path) -> Manifest:
    """Copy store, originals, settings and terms, and prove that the copy is whole. What was wrong with the knowledge
    base already is in `problems` and does not stop it. Raises BadBackup when the target cannot take it.

    The originals, which never change, are copied first; others wait only while the store and what came in since are.
    """
    target = target.resolve()
    _require_free(target, source)
    with beside(target) as folder:
        copy = folder / "copy"
        copy.mkdir(mode=0o700)
        copies = Originals(copy / ORIGINALS)
        _copy_originals(source.originals, copies, source.store.documents())
        with source.writing():
            source.store.copy_to(copy / STORE)
            documents = source.store.documents()
            for gone in copies.orphans(documents):
                gone.unlink()
            _copy_originals(source.originals, copies, documents)
            for name in BESIDE:
                if (source.home / name).is_file():
                    shutil.copyfile(source.home / name, copy / name)
        manifest = _proven(copy, copies)
        (copy / FILE).write_text(manifest.text(), encoding="utf-8")
        made = _packed(copy, folder / "copy.zip") if target.suffix.lower() == ".zip" else copy
        for path in (made,) if made.is_file() else (path for path in made.rglob("*") if path.is_file()):
            flush(path)
        _compare(made, manifest)
        publish(made, target)
    return manifest


def _require_free(target: Path, source: Source) -> None:
    if target.is_relative_to(source.home.resolve()):
        raise BadBackup(f"{target} ligt in de map van de kennisbank zelf: kies een plaats daarbuiten.")
    if target.is_file() or (target.is_dir() and any(target.iterdir())):
        raise BadBackup(f"{target} bestaat al: kies een andere naam, bijvoorbeeld met de datum erin.")


def _copy_originals(originals: Originals, copies: Originals, documents: Iterable[Document]) -> None:
    """Those that are not there yet. One that is missing stays so: the proof says which."""
    for document in documents:
        path, there = originals.path(document), copies.path(document)
        if path.is_file() and not there.exists():
            there.parent.mkdir(parents=True, exist_ok=True)
            try:
                shutil.copyfile(path, there)
            except FileNotFoundError:
                there.unlink(missing_ok=True)  # forgotten while it was copied


def _proven(copy: Path, copies: Originals) -> Manifest:
    """What is in the copy, read back. BadBackup when its store does not hold together."""
    with opened(copy / STORE) as store:
        if not store.is_whole():
            raise BadBackup("De reservekopie klopt niet en is weer verwijderd: kijk de kennisbank na met check.")
        problems = tuple(problem.message for problem in check.problems(store, copies))
        documents, decisions = len(store.documents()), len(store.decisions())
    now = datetime.now(UTC).replace(microsecond=0)
    return Manifest(now, version("adviesspoor"), documents, decisions, entries(copy), problems)


def _packed(copy: Path, archive: Path) -> Path:
    archive.touch(0o600)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as file:
        for path in sorted(path for path in copy.rglob("*") if path.is_file()):
            file.write(path, path.relative_to(copy).as_posix())
    return archive


def _compare(made: Path, manifest: Manifest) -> None:
    with Backup.at(made) as backup:
        if backup.manifest != manifest:
            raise BadBackup("De reservekopie is anders gelezen dan geschreven: kijk of de schijf nog goed is.")
        for entry in manifest.files:
            backup.read(entry, None)
