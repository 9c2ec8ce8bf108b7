"""Whether the store belongs to the originals beside it: an empty, older or other one must not pass for all there is.

`originals/.stand` holds the revision that the store had reached. A store that is behind it was put back from a backup,
or copied before the rest. It is written after each change, so it may lag (that only forgives) and never runs ahead.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from kb.errors import OtherStore
from kb.store.originals import Originals
from kb.store.store import Store

FILE = ".stand"
WHAT_TO_DO = (
    "Er is niets verwijderd: zet een reservekopie van de hele map terug, of lees de originelen opnieuw in met "
    '"adviesspoor check --repair" (besluiten die niet in de opslag staan, komen daarmee niet terug).'
)


class Standing:
    """How far the store had come, kept beside the originals."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def revision(self) -> int | None:
        """None when it was never written, or half."""
        try:
            return int((self._folder / FILE).read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None

    def note(self, revision: int) -> None:
        """Call it under the writer's lock, after the change."""
        with suppress(OSError):  # a full disk: the change itself is stored, and a lower number only forgives
            self._folder.mkdir(exist_ok=True)
            new = self._folder / f"{FILE}.new"
            new.write_text(str(revision), encoding="ascii")
            os.replace(new, self._folder / FILE)


def require_newest(store: Store, originals: Originals, standing: Standing) -> None:
    """Raises OtherStore when the store is empty or behind. Call it before anything is migrated.

    The folder is looked at before the store, because a writer changes them in the other order: one that is busy now is
    no reason to refuse.
    """
    filled, reached = originals.any(), standing.revision()
    if filled and not store.is_made():
        raise OtherStore(f"De opslag van deze kennisbank is leeg of weg, en er staan wel originelen. {WHAT_TO_DO}")
    if reached is not None and (store.revision() if store.is_made() else 0) < reached:
        raise OtherStore(f"De opslag van deze kennisbank is ouder dan de originelen ernaast. {WHAT_TO_DO}")
    if filled and reached is None and store.is_empty():
        raise OtherStore(f"De opslag van deze kennisbank is leeg, en er staan wel originelen. {WHAT_TO_DO}")


def require_same(store: Store, originals: Originals) -> None:
    """Raises OtherStore when the originals are those of another store: none of its own is here, and others are."""
    first = store.any_document() if originals.any() else None
    if first is None or originals.is_there(first):
        return
    documents = store.documents()
    if documents and not any(originals.is_there(document) for document in documents):
        raise OtherStore(f"De opslag hoort niet bij de originelen in deze map. {WHAT_TO_DO}")
