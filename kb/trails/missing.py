"""Which documents the loaded ones refer to that are not loaded: by reference, or by the date of a letter or report."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from kb.decisions.snapshot import citation
from kb.labels import day
from kb.letters.replies import ISO_DATE
from kb.model import Citation, Document, Missing, Passage
from kb.text.dates import DATE, parse_date

_PAPER = (
    r"(?:brief|raadsbrief|raadsinformatiebrief|informatiebrief|collegebrief|collegereactie|reactie|advies|rapport|notitie"
    r"|rekenkamerrapport|besluitenlijst|verslag|motie|memo|RIB|raadsvoorstel|beantwoording)"
)
# "de raadsinformatiebrief van 24 september 2024", "ons advies (ASD-2019-07) van 4 juli 2019"
_DATED = re.compile(rf"\b{_PAPER}\b[^.;:]{{0,60}}?\b(?:van|d\.?d\.?|gedateerd)\s+(?P<date>{DATE})", re.I)
# "brief met kenmerk Z24-018834", "RIB 2024-47", "motie M24-31"
_NUMBERED = re.compile(
    rf"\b{_PAPER}\b(?:[^.;:]{{0,60}}?\b(?:kenmerk|nr\.|nummer|zaaknummer)\s*:?)?\s+\(?(?P<number>[A-Z]{{0,6}}[\w-]*\d[\w-]*[-/]?\d+)\b"
)
_NAMES, _DIGIT = re.compile(_PAPER, re.I), re.compile(r"\d")  # without these there is nothing to find
_REFERENCE = re.compile(r"(?=.*[A-Za-z].*|.*-.*).{5,}")


def missing(
    loaded: Sequence[Document],
    stored: Sequence[Document],
    answering: Container[str],
    texts: Iterable[tuple[str, str, str]],
    passage: Callable[[str], Passage],
) -> tuple[Missing, ...]:
    """Each once, with every document that names it. What is stored as an older version is not missing. `answering` are
    the letters of which it is known what they answer; `texts` are those of passages, each with the ids of its document
    and of itself, and `passage` gives one of them."""
    documents = {document.id: document for document in loaded}
    days = {document.date for document in stored}
    names = (name for document in stored for name in (document.our_reference, document.title) if name)
    references = "\n".join(_plain(name) for name in names)
    found: dict[str, Missing] = {}
    for each in (*_answered(loaded, answering), *_named(documents, texts, passage)):
        if (each.date in days and each.date) or _is_loaded(each.reference, references):
            continue
        key = each.date.isoformat() if each.date else _plain(each.reference or "")
        known = found.get(key)
        if known is None:
            found[key] = each
        elif each.named_in[0] not in known.named_in:
            found[key] = replace(known, named_in=(*known.named_in, *each.named_in))
    return tuple(sorted(found.values(), key=lambda each: (each.date or date.max, each.words)))


def _answered(loaded: Sequence[Document], answering: Container[str]) -> Iterator[Missing]:
    """What a letterhead says that a letter answers."""
    for letter in loaded:
        if not letter.answers or letter.id in answering:
            continue
        days = [date.fromisoformat(name) for name in letter.answers if ISO_DATE.fullmatch(name)]
        references = [name for name in letter.answers if not ISO_DATE.fullmatch(name)]
        when, reference = next(iter(days), None), next(iter(references), None)
        named = [f"van {day(when)}" if when else "", f"kenmerk {reference}" if reference else ""]
        yield Missing(f"brief {', '.join(filter(None, named))}", when, reference, (letter,))


def _named(
    documents: dict[str, Document], texts: Iterable[tuple[str, str, str]], passage: Callable[[str], Passage]
) -> Iterator[Missing]:
    """What the text names, at its place."""
    for document_id, passage_id, text in texts:
        document = documents.get(document_id)
        if document is None or not _DIGIT.search(text) or not _NAMES.search(text):
            continue
        for found in _DATED.finditer(text):
            when = parse_date(found["date"])
            if when and (document.date is None or when < document.date):
                place = _place(document, passage(passage_id), found)
                yield Missing(found[0], when, _within(found[0]), (document,), place)
        for found in _NUMBERED.finditer(text):
            if _REFERENCE.fullmatch(found["number"]) and not _DATED.search(text, found.start()):
                place = _place(document, passage(passage_id), found)
                yield Missing(found[0], None, found["number"], (document,), place)


def _within(words: str) -> str | None:
    found = _NUMBERED.search(words)
    return found["number"] if found and _REFERENCE.fullmatch(found["number"]) else None


def _place(document: Document, passage: Passage, found: re.Match[str]) -> Citation:
    return citation(document, passage, found.start(), found.end())


def _is_loaded(reference: str | None, references: str) -> bool:
    """Also as part of a reference or title: "RIB 2024-47" is named "2024-47", and a motion bears its number."""
    return reference is not None and _plain(reference) in references


def _plain(reference: str) -> str:
    return re.sub(r"[\s().]", "", reference).casefold()
