"""Which document is a new version of which: a letter rendered again, scanned, or corrected is one letter.

Derived from what is stored: nothing in the two letterheads speaks against it, and nearly all words of either stand in
the other in the same order. Of a redacted letter that holds for what was left, and where date, reference and sender are
the same, fewer words are enough.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from kb.letters.authorities import apart
from kb.letters.parties import same_body
from kb.model import GAP, Document, DocumentKind, Page, PageSource, Passage, Reading
from kb.text.relocate import edits, plain

OVERLAP = 0.8  # share of the pairs of words of either that the other has
WITH_ONE_HEAD = 0.6  # that share where date, reference and sender are the same: of a short letter a name is a tenth
LEFT = 0.5  # share of the pairs that are left at least of a letter that was redacted
FEWEST = 20  # words: what is shorter is alike by chance
DAMAGE = 0.34  # share of the letters of a name or reference that OCR may have spoiled
_WORDS = re.compile(rf"\w+|{re.escape(GAP)}")
# What people set in the place of words: blocks, "XXXX", "[naam verwijderd]", the ground in the Woo or the Wob
_IN_PLACE = re.compile(
    r"[█▇▆■▮]{2,}|(?<!\w)x{3,}(?!\w)|[\[(]\.{3}[\])]"
    r"|\[(?:naam|namen|persoon|adres|telefoon|e-?mail|handtekening|geanonimiseerd|gelakt|weggelakt|verwijderd|privacy)"
    r"[^\[\]]{0,40}\]"
    r"|\(10\)\s?\(2\s?[a-g]\)|[\[(]?(?<![\w.])(?:5\.1(?:\.|\()[12]\)?\.?\(?[a-i]\)?|10\.2\.?\(?[a-g]\)?)(?!\w)[\])]?",
    re.I,
)


@dataclass(frozen=True)
class Side:
    """One of two documents that are compared."""

    document: Document
    pages: Sequence[Page]

    @cached_property
    def scanned(self) -> bool:
        return any(page.source is PageSource.OCR for page in self.pages)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(plain(word) for page in self.pages for word in page.text.split())


def replaced(
    reading: Reading,
    documents: Iterable[Document],
    passages_of: Callable[[str], Sequence[Passage]],
    pages_of: Callable[[str], Sequence[Page]],
    scanned: Container[str],
) -> str | None:
    """The id of the one document among `documents` that this reading is a new version of; None when there is none.

    `scanned` are the documents that OCR read: told beforehand, or every undated letter would have to be opened.
    """
    new, pairs = Side(reading.document, reading.pages), word_pairs(reading.passages)
    if pairs.total() < FEWEST:
        return None
    shares: dict[str, float] = {}
    for document in documents:
        damaged = new.scanned or document.id in scanned
        if document.id == new.document.id or not written_alike(new.document, document, damaged):
            continue
        if may_be_one(new, Side(document, pages_of(document.id))):
            older = passages_of(document.id)
            share = overlap(pairs, word_pairs(older), redacted=gaps(older) != gaps(reading.passages))
            if share >= (WITH_ONE_HEAD if _one_head(new.document, document) else OVERLAP):
                shares[document.id] = share
    return max(shares, key=lambda id_: shares[id_], default=None)


def gaps(passages: Iterable[Passage]) -> int:
    """How often words were made illegible in it."""
    return sum(_with_gaps(passage.text).count(GAP) for passage in passages)


def _with_gaps(text: str) -> str:
    return _IN_PLACE.sub(GAP, text)


def _one_head(one: Document, other: Document) -> bool:
    """Whether day, reference and sender are known of both and the same."""
    heads = [(each.date, plain(each.our_reference or ""), each.sender) for each in (one, other)]
    return all(heads[0]) and heads[0][:2] == heads[1][:2] and same_body(heads[0][2] or "", heads[1][2] or "") is True


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


def may_be_one(one: Side, other: Side) -> bool:
    """Nothing that the letterheads say makes these two letters.

    Kind and sender are concluded from a letterhead, where date and reference are written in it: with one date and one
    reference, and for the kind also after OCR, they may be misread.
    """
    damaged = one.scanned or other.scanned
    first, second = one.document, other.document
    if not damaged and apart(first, second):  # one letter to two municipalities is two letters
        return False
    if not written_alike(first, second, damaged) or _disagree(first.addressee, second.addressee, one, other):
        return False
    ours, theirs = plain(first.our_reference or ""), plain(second.our_reference or "")
    if first.date and first.date == second.date and ours and ours == theirs:
        return True
    kinds = {first.kind, second.kind} - {DocumentKind.OTHER}
    return (damaged or len(kinds) < 2) and not _disagree(first.sender, second.sender, one, other)


def written_alike(one: Document, other: Document, damaged: bool) -> bool:
    """Date and reference agree where both are known. `damaged`: one of the two was read by OCR."""
    if one.date and other.date and one.date != other.date:
        return False
    ours, theirs = plain(one.our_reference or ""), plain(other.our_reference or "")
    return not (ours and theirs) or ours == theirs or (damaged and _reads_as(ours, theirs))


def _disagree(name: str | None, against: str | None, one: Side, other: Side) -> bool:
    """Whether these are surely two bodies. After OCR a name may be spoiled, or be taken from another line while the
    right one stands there too."""
    if not name or not against or same_body(name, against) is not False:
        return False
    if not (one.scanned or other.scanned):
        return True
    there = _stands_in(name, other) or _stands_in(against, one)
    return not there and not _reads_as(plain(name), plain(against))


def _stands_in(name: str, side: Side) -> bool:
    return all(plain(word) in side.words for word in name.split())


def _reads_as(one: str, other: str) -> bool:
    """Whether OCR can have made one of these of the other."""
    return edits(one, other) <= DAMAGE * max(len(one), len(other))


def word_pairs(passages: Iterable[Passage]) -> Counter[tuple[str, str]]:
    """Neighbouring words, without running heads and margins: these stand in no passage. Not over a gap."""
    words = [word for passage in passages for word in _WORDS.findall(_with_gaps(passage.text).casefold())]
    return Counter(pair for pair in pairwise(words) if GAP not in pair)


def overlap(one: Counter[tuple[str, str]], other: Counter[tuple[str, str]], *, redacted: bool = False) -> float:
    """The share of the pairs of the longer text that the other has too: high only when both cover each other. When one
    was `redacted`, of the shorter one, if that holds enough of the other."""
    shorter, longer = sorted((one.total(), other.total()))
    base = shorter if redacted and shorter >= LEFT * longer else longer
    return (one & other).total() / base if base else 0.0
