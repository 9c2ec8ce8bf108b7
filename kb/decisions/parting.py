"""What people decided when a file is split, cut otherwise, or made one document again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kb.decisions.transfer import Parting, Staying, carried_to_parts
from kb.errors import BadCut
from kb.labels import amount
from kb.model import Decision, Document, PageSource, Reading
from kb.store import Store

Carry = Callable[[Decision], Decision | None]


def require_lone(gone: Iterable[Document], store: Store) -> None:
    """Raises BadCut when one of these has an older or newer version: it would count again, or have none to replace."""
    for document in gone:
        if store.other_versions(document):
            raise BadCut(
                f"Van {document.file} staat nog een versie in de kennisbank: vergeet die eerst (adviesspoor forget)."
            )


def carrier(store: Store, gone: Sequence[Document], readings: Sequence[Reading]) -> Carry:
    """What gives a decision in the words of the readings, when these documents go; None when it cannot be kept."""
    by_page = {page.number: _staying(reading) for reading in readings for page in reading.pages}
    partings = {
        document.id: Parting(by_page, {passage.id: passage.page for passage in store.passages(document.id)})
        for document in gone
    }

    def carry(decision: Decision) -> Decision | None:
        moved: Decision | None = decision
        for document_id, parting in partings.items():
            moved = carried_to_parts(moved, document_id, parting) if moved else None
        return moved

    return carry


def require_all(decisions: Iterable[Decision], carry: Carry) -> None:
    """Raises BadCut when a decision cannot be kept."""
    lost = sum(carry(decision) is None for decision in decisions)
    if lost:
        which, would = ("hoort", "zou") if lost == 1 else ("horen", "zouden")
        raise BadCut(
            f"{amount(lost, 'besluit', 'besluiten')} {which} bij woorden die na het splitsen anders worden gelezen en "
            f"{would} vervallen: kies andere bladzijden, of bevestig dat zij mogen vervallen (--yes)."
        )


def _staying(reading: Reading) -> Staying:
    scanned = any(page.source is PageSource.OCR for page in reading.pages)
    return Staying(reading.document.id, reading.statements, reading.passages, scanned)
