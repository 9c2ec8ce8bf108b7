"""Which letter answers which, of all that are loaded at once: each is only held against those that it can find."""

from __future__ import annotations

from collections.abc import Sequence

from kb.letters.replies import Step, answered_documents, found_by, looks_for
from kb.model import Document, keys

Keys = Sequence[tuple[Step, str]]
NAMED = "genoemd"


def named_by_letterhead(document_id: str) -> frozenset[int]:
    """The key under which linking notes each letter that answers a document by its letterhead: `answered` for one."""
    return keys(NAMED, [document_id])


def answered(documents: Sequence[Document]) -> dict[str, tuple[Document, ...]]:
    """By the id of a letter the documents that it answers, as `answered_documents` tells it; a letter that answers none
    is not here."""
    finding: dict[object, list[int]] = {}
    for place, document in enumerate(documents):
        for key in found_by(document):
            finding.setdefault(key, []).append(place)
    looking = [tuple(looks_for(document)) for document in documents]
    told: dict[str, tuple[Document, ...]] = {}
    for place, letter in enumerate(documents):
        places = _within_reach(place, looking, finding) - {place}
        found = answered_documents(letter, [documents[other] for other in sorted(places)]) if places else ()
        if found:
            told[letter.id] = found
    return told


def _within_reach(place: int, looking: Sequence[Keys], finding: dict[object, list[int]]) -> set[int]:
    """What a letter can find, and what the letters can find that it names: one of these may be an earlier one of its
    own sender, which answered something. `looking`: what each letter looks for."""
    found: set[int] = set()
    named = [place]
    seen = {place}
    while named:
        for key in looking[named.pop()]:
            others = finding.get(key, ())
            found.update(others)
            if key[0] in (Step.REFERENCE, Step.DATE):
                named += [other for other in others if other not in seen]
                seen.update(others)
    return found
