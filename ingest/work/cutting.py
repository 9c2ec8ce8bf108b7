"""Where the files of a batch are cut: what a person asked, held against what is stored already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.labels import page_numbers
from kb.model import PROPOSE, BundlePart, Cuts, Document


@dataclass(frozen=True, slots=True)
class Splitting:
    """What a person wants of the files that are added. Pages are cut in these files, never in those that came in them;
    with `lose_decisions` decisions may go whose words are read otherwise then."""

    cuts: Cuts = PROPOSE
    lose_decisions: bool = False

    def cuts_of(
        self, known: Sequence[Document], proposals: Mapping[str, Sequence[BundlePart]], *, outermost: bool
    ) -> Cuts:
        """How to read a file of which these documents are stored; PROPOSE leaves what is stored as it is."""
        cuts = self.cuts if outermost or self.cuts.before is None else PROPOSE
        if not known:
            return cuts
        missing = starts_with_gaps(known)
        if cuts.before is None:
            if missing:
                return Cuts(before=missing)
            accepted = proposals.get(known[0].id) if cuts.accept else None
            return Cuts(before=tuple(part.first for part in accepted)) if accepted else PROPOSE
        asked = {1, *cuts.before}
        same = missing is None and asked == {document.first_page for document in known}
        return PROPOSE if same else cuts


AS_IT_IS = Splitting()


def starts_with_gaps(known: Sequence[Document]) -> tuple[int, ...] | None:
    """Where the parts of a file begin, those that were forgotten too; None when none is missing."""
    total = known[0].part.total if known[0].part else known[0].page_count
    starts, next_page = [], 1
    for document in known:
        if document.first_page != next_page:
            starts.append(next_page)
        starts.append(document.first_page)
        next_page = document.first_page + document.page_count
    if next_page <= total:
        starts.append(next_page)
    return tuple(starts) if len(starts) > len(known) else None


def looks_like(document: Document, parts: Sequence[BundlePart]) -> str:
    """That a file looks like several documents, and what to do."""
    where = "; ".join(page_numbers(part.first, part.last) for part in parts)
    return (
        f"Dit bestand lijkt {len(parts)} documenten te bevatten (bladzijde {where}): splits het bij Documenten in de "
        f"app of met adviesspoor split {document.id}, of laat het zo."
    )
