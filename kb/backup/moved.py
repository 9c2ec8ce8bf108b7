"""A folder that was copied by other means: noticed when it is opened, and looked through once.

A copy made while the program was writing can be torn: the store of one moment with the log of another, or documents
whose originals came a moment later. `MARK` says which file of the store in which folder was found whole; a copy
brings the mark of where it came from.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kb.errors import DamagedStore
from kb.model import Problem
from kb.store import Originals, Store

MARK = ".plaats"
NAMED = 3  # missing files that are named in one sentence


def is_moved(home: Path, store: Path) -> bool:
    """Whether this folder was not seen before at this place with this store; a database elsewhere does not move."""
    if not store.is_file():
        return False
    mark = home / MARK
    return not mark.is_file() or mark.read_text("utf-8", "replace") != _place(home, store)


def note(home: Path, store: Path) -> None:
    """Remember that the folder is whole as it is here. One that cannot be written is looked through each time."""
    with suppress(OSError):
        (home / MARK).write_text(_place(home, store), "utf-8")


def gaps(home: Path, store: Store, originals: Originals) -> Iterator[Problem]:
    """What a copy lacks and how to mend it; the store can be used without. Raises DamagedStore when it cannot."""
    torn = (
        f"De kennisbank in {home} is een kopie die niet heel is, waarschijnlijk gemaakt terwijl erin werd geschreven: "
        "maak van de kennisbank zelf een nieuwe met adviesspoor backup, of zet een reservekopie terug met restore."
    )
    try:
        whole = store.is_whole()
    except DamagedStore as error:
        raise DamagedStore(torn) from error
    if not whole:
        raise DamagedStore(torn)
    documents = store.documents()
    missing = list(dict.fromkeys(each.file for each in documents if not originals.path(each).is_file()))
    if missing:
        names = ", ".join(missing[:NAMED]) + (f" en {len(missing) - NAMED} andere" if len(missing) > NAMED else "")
        text = f"In deze kopie van een kennisbank ontbreekt het oorspronkelijke bestand van {names}"
        yield Problem(str(home), f"{text}: voeg die bestanden opnieuw toe met adviesspoor add.")
    orphans = originals.orphans(documents)
    if orphans:
        text = f"In deze kopie van een kennisbank horen {len(orphans)} bestanden in originals bij geen document"
        yield Problem(str(home), f"{text}: voeg ze toe met adviesspoor add “{orphans[0].parents[1]}”.")


def _place(home: Path, store: Path) -> str:
    return f"{store.stat().st_ino} {home.resolve()}"
