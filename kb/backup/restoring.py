"""Putting a backup back in an empty folder, wherever it came from. The index is made anew when the base is opened."""

from __future__ import annotations

import json
import re
from pathlib import Path

from kb import check, settings
from kb.backup.beside import beside, flush, publish
from kb.backup.manifest import ORIGINALS, Manifest
from kb.backup.reading import Backup, opened
from kb.errors import BadBackup
from kb.store import Originals, Store

DATABASE = re.compile(r"^[ \t]*(?:database|\"database\"|'database')[ \t]*=.*$", re.M)
NOTE = "# Bij het terugzetten weggelaten: de opslag staat nu in deze map. "


def restore(place: Path, home: Path, database: str = "") -> Manifest:
    """Make a knowledge base of a backup, with its store in the folder or in an empty `database` (SQLAlchemy URL).
    Raises BadBackup when the folder or the database holds anything, or the backup is not whole; then nothing has
    changed."""
    home = home.resolve()
    if home.is_file() or (home.is_dir() and any(home.iterdir())):
        raise BadBackup(f"{home} is niet leeg: zet de reservekopie terug in een nieuwe of lege map, met --home MAP.")
    if not place.exists():
        raise BadBackup(f"{place} bestaat niet: noem de map of het zip-bestand van de reservekopie.")
    home.parent.mkdir(parents=True, exist_ok=True)
    with beside(home) as folder, Backup.at(place) as backup:
        copy = folder / "copy"
        copy.mkdir(mode=0o700)
        for entry in backup.manifest.files:
            target = copy / entry.path
            target.parent.mkdir(parents=True, exist_ok=True)
            backup.read(entry, target)
        _prove(copy, place, backup.manifest)
        _keep_to_this_folder(copy)
        if database:
            _move_to(database, copy)
        for path in (path for path in copy.rglob("*") if path.is_file()):
            flush(path)
        publish(copy, home)
        return backup.manifest


def _prove(copy: Path, place: Path, manifest: Manifest) -> None:
    """Raises BadBackup when something is wrong that was not wrong when the backup was made."""
    with opened(copy / settings.STORE) as store:
        if not store.is_whole():
            raise BadBackup(f"{place} is geen hele reservekopie: de opslag daarin klopt niet; neem een andere.")
        found = [problem.message for problem in check.problems(store, Originals(copy / ORIGINALS))]
        new = [message for message in found if message not in manifest.problems]
    if new:
        raise BadBackup(f"{place} is geen hele reservekopie ({new[0]}): neem een andere.")


def _move_to(database: str, copy: Path) -> None:
    """Have the store in a database, and the settings name that."""
    store = Store(database)
    try:
        if store.is_made():
            raise BadBackup("Deze database is al in gebruik: noem een lege, of laat de beheerder er een maken.")
        store.fill(copy / settings.STORE)
    finally:
        store.close()
    (copy / settings.STORE).unlink()
    path = copy / settings.FILE
    others = path.read_text("utf-8") if path.is_file() else ""
    path.write_text(f"database = {json.dumps(database)}\n{others}", "utf-8")


def _keep_to_this_folder(copy: Path) -> None:
    """A setting that names the file of the store on the old machine would make the program open that one."""
    path = copy / settings.FILE
    if not settings.settings(copy).database:
        return
    path.write_text(DATABASE.sub(lambda line: NOTE + line[0].strip(), path.read_text("utf-8-sig")), "utf-8")
    if settings.settings(copy).database:
        raise BadBackup('Haal eerst "database" uit instellingen.toml in de reservekopie: de opslag zit in de kopie.')
