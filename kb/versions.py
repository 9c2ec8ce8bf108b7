"""Which document is a new version of which: a letter rendered again, scanned, or corrected is one letter.

Derived from what is stored: nothing in the two letterheads speaks against it, and nearly all words of either stand in
the other in the same order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from kb.anchors import edits, plain
from kb.model import Document, DocumentKind, PageSource, Passage, Reading
from kb.replies import same_body

OVERLAP = 0.8  # share of the pairs of words of either that the other has
FEWEST = 20  # words: what is shorter is alike by chance
DAMAGE = 0.34  # share of the letters of a name or reference that OCR may have spoiled


def replaced(
    reading: Reading,
    documents: Iterable[Document],
    passages_of: Callable[[str], Sequence[Passage]],
    is_scanned: Callable[[str], bool],
) -> str | None:
    """The id of the one document among `documents` that this reading is a new version of; None when there is none.

    `is_scanned` says of a document whether a page was read by OCR.
    """
    ocr = any(page.source is PageSource.OCR for page in reading.pages)
    pairs = word_pairs(reading.passages)
    if pairs.total() < FEWEST:
        return None
    shares: dict[str, float] = {}
    for document in documents:
        if document.id == reading.document.id or not may_be_one(reading.document, document, damaged=True):
            continue
        if may_be_one(reading.document, document, ocr or is_scanned(document.id)):
            shares[document.id] = overlap(pairs, word_pairs(passages_of(document.id)))
    best = max(shares, key=lambda id_: shares[id_], default=None)
    return best if best and shares[best] >= OVERLAP else None


def chains(documents: Iterable[Document]) -> dict[str, tuple[Document, ...]]:
    """Per document all its versions, oldest first; the last one counts."""
    given = {document.id: document for document in documents}
    older = {document.replaces for document in given.values()}
    found: dict[str, tuple[Document, ...]] = {}
    for document in given.values():
        if document.id not in older:
            versions = [document]
            while (before := given.get(versions[-1].replaces or "")) is not None:
                versions.append(before)
            found |= dict.fromkeys((each.id for each in versions), tuple(reversed(versions)))
    return found


def counting(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Without those that another one replaces."""
    given = tuple(documents)
    older = {document.replaces for document in given}
    return tuple(document for document in given if document.id not in older)


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
