"""Which document is a new version of which: a letter rendered again, scanned, or corrected is one letter.

Derived from what is stored: nothing in the two letterheads speaks against it, and nearly all words of either stand in
the other in the same order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from kb.anchors import edits, plain
from kb.model import Document, DocumentKind, PageSource, Passage, Reading
from kb.replies import same_body

OVERLAP = 0.8  # share of the pairs of words of either that the other has
FEWEST = 20  # words: what is shorter is alike by chance
DAMAGE = 0.34  # share of the letters of a name or reference that OCR may have spoiled


def replaced(
    reading: Reading, documents: Sequence[Document], passages_of: Callable[[str], Sequence[Passage]], scanned: set[str]
) -> str | None:
    """The id of the one document among `documents` that this reading is a new version of; None when there is none.

    `scanned` are those of which a page was read by OCR.
    """
    ocr = any(page.source is PageSource.OCR for page in reading.pages)
    pairs = word_pairs(reading.passages)
    if pairs.total() < FEWEST:
        return None
    best: tuple[float, str] | None = None
    for document in documents:
        damaged = ocr or document.id in scanned
        if document.id == reading.document.id or not may_be_one(reading.document, document, damaged):
            continue
        share = overlap(pairs, word_pairs(passages_of(document.id)))
        if share >= OVERLAP and (best is None or share > best[0]):
            best = share, document.id
    return best[1] if best else None


def newest(documents: Iterable[Document]) -> dict[str, str]:
    """Per document the id of its newest version: itself when nothing replaces it."""
    given = {document.id: document for document in documents}
    after = {document.replaces: document.id for document in given.values() if document.replaces in given}
    found: dict[str, str] = {}
    for id_ in given:
        last = id_
        while last in after:
            last = after[last]
        found[id_] = last
    return found


def chain(documents: Mapping[str, Document], document_id: str) -> tuple[Document, ...]:
    """All versions of a document, oldest first."""
    last = newest(documents.values())
    found = [documents[last[document_id]]]
    while (before := documents.get(found[-1].replaces or "")) is not None:
        found.append(before)
    return tuple(reversed(found))


def may_be_one(one: Document, other: Document, damaged: bool) -> bool:
    """Nothing that the letterheads say makes these two letters. `damaged`: one of them was read by OCR.

    Kind and sender are concluded from a letterhead, where date, reference and addressee are written in it: with one
    date and one reference, and for the kind also after OCR, they may be misread.
    """
    if one.date and other.date and one.date != other.date:
        return False
    ours, theirs = plain(one.our_reference or ""), plain(other.our_reference or "")
    if ours and theirs and not (ours == theirs or (damaged and _reads_as(ours, theirs))):
        return False
    if _disagree(one.addressee, other.addressee, damaged):
        return False
    if one.date and one.date == other.date and ours and ours == theirs:
        return True
    kinds = {one.kind, other.kind} - {DocumentKind.OTHER}
    return (damaged or len(kinds) < 2) and not _disagree(one.sender, other.sender, damaged)


def _disagree(one: str | None, other: str | None, damaged: bool) -> bool:
    """Whether these are surely two bodies."""
    return same_body(one, other) is False and not (damaged and _reads_as(plain(one or ""), plain(other or "")))


def _reads_as(one: str, other: str) -> bool:
    """Whether OCR can have made one of these of the other."""
    return edits(one, other) <= DAMAGE * max(len(one), len(other))


def word_pairs(passages: Iterable[Passage]) -> Counter[tuple[str, str]]:
    """Neighbouring words, without running heads and margins: these stand in no passage."""
    words = [word for passage in passages for word in re.findall(r"\w+", passage.text.casefold())]
    return Counter(pairwise(words))


def overlap(one: Counter[tuple[str, str]], other: Counter[tuple[str, str]]) -> float:
    """The share of the pairs of the longer text that the other has too: high only when both cover each other."""
    longer = max(one.total(), other.total())
    return (one & other).total() / longer if longer else 0.0
