"""What a reader has to know of a text that somebody was still working on: sentences that every format says alike."""

from __future__ import annotations

from collections.abc import Iterator

from kb.labels import amount


def draft_remarks(changes: int = 0, comments: int = 0, struck: bool = False) -> Iterator[str]:
    """A sentence where changes or comments are open, and one where words are struck through."""
    if changes or comments:
        what = f"{amount(changes, 'wijziging', 'wijzigingen')} en {amount(comments, 'opmerking', 'opmerkingen')}"
        yield f"Dit is een concept met {what}; gelezen is de tekst zoals zij met de wijzigingen wordt."
    if struck:
        yield "Doorgehaalde woorden zijn weggelaten; vergelijk met het origineel."
