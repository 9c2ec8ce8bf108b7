"""Which letter answers which, of all that are loaded at once: each is only held against those that it can find."""

from __future__ import annotations

from collections.abc import Sequence

from kb.letters.replies import answered_document, found_by, looks_for
from kb.model import Document


def answered(documents: Sequence[Document]) -> dict[str, Document]:
    """By the id of a letter the one document that it answers, as `answered_document` tells it; others are not here."""
    finding: dict[object, list[int]] = {}
    for place, document in enumerate(documents):
        for key in found_by(document):
            finding.setdefault(key, []).append(place)
    told: dict[str, Document] = {}
    for letter in documents:
        places = {place for key in looks_for(letter) for place in finding.get(key, ())}
        found = answered_document(letter, [documents[place] for place in sorted(places)]) if places else None
        if found is not None:
            told[letter.id] = found
    return told
