"""Which documents the loaded ones refer to that are not loaded: by reference, or by the date of a letter or report."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from kb.decisions.snapshot import citation
from kb.labels import day
from kb.letters.replies import ISO_DATE
from kb.model import Citation, Document, Missing, Passage
from kb.text.dates import DATE, parse_date

PAPERS = (
    "brief", "raadsbrief", "raadsinformatiebrief", "informatiebrief", "collegebrief", "collegereactie", "reactie",
    "advies", "rapport", "notitie", "rekenkamerrapport", "besluitenlijst", "verslag", "motie", "memo", "RIB",
    "raadsvoorstel", "beantwoording",
)  # fmt: skip
_PAPER = rf"(?:{'|'.join(PAPERS)})"
# Without a digit and one of these, in small letters, there is nothing to find: looked for first, because it is faster.
_IN_ANY = tuple(paper.lower() for paper in PAPERS if not any(o != paper and o.lower() in paper.lower() for o in PAPERS))
_DIGIT = re.compile(r"\d")
# "de raadsinformatiebrief van 24 september 2024", "ons advies (ASD-2019-07) van 4 juli 2019"
_DATED = re.compile(rf"\b{_PAPER}\b[^.;:]{{0,60}}?\b(?:van|d\.?d\.?|gedateerd)\s+(?P<date>{DATE})", re.I)
# "brief met kenmerk Z24-018834", "RIB 2024-47", "motie M24-31"
_NUMBERED = re.compile(
    rf"\b{_PAPER}\b(?:[^.;:]{{0,60}}?\b(?:kenmerk|nr\.|nummer|zaaknummer)\s*:?)?\s+\(?(?P<number>[A-Z]{{0,6}}[\w-]*\d[\w-]*[-/]?\d+)\b"
)
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
    told = ((each, None) for each in _answered(loaded, answering))
    for each, place in chain(told, _named(documents, texts)):
        if (each.date in days and each.date) or _is_loaded(each.reference, references):
            continue
        key = each.date.isoformat() if each.date else _plain(each.reference or "")
        known = found.get(key)
        if known is None:
            found[key] = replace(each, citation=_citation(each, passage, place)) if place else each
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
    documents: dict[str, Document], texts: Iterable[tuple[str, str, str]]
) -> Iterator[tuple[Missing, tuple[str, int, int]]]:
    """What the text names, and in which passage, from where to where."""
    for document_id, passage_id, text in texts:
        document = documents.get(document_id)
        if document is None or not _DIGIT.search(text) or not _names_a_paper(text):
            continue
        for found in _DATED.finditer(text):
            when = parse_date(found["date"])
            if when and (document.date is None or when < document.date):
                yield Missing(found[0], when, _within(found[0]), (document,)), (passage_id, *found.span())
        for found in _NUMBERED.finditer(text):
            if _REFERENCE.fullmatch(found["number"]) and not _DATED.search(text, found.start()):
                yield Missing(found[0], None, found["number"], (document,)), (passage_id, *found.span())


def _within(words: str) -> str | None:
    found = _NUMBERED.search(words)
    return found["number"] if found and _REFERENCE.fullmatch(found["number"]) else None


def _names_a_paper(text: str) -> bool:
    small = text.lower()
    return any(paper in small for paper in _IN_ANY)


def _citation(each: Missing, passage: Callable[[str], Passage], place: tuple[str, int, int]) -> Citation:
    passage_id, start, end = place
    return citation(each.named_in[0], passage(passage_id), start, end)


def _is_loaded(reference: str | None, references: str) -> bool:
    """Also as part of a reference or title: "RIB 2024-47" is named "2024-47", and a motion bears its number."""
    return reference is not None and _plain(reference) in references


def _plain(reference: str) -> str:
    return re.sub(r"[\s().]", "", reference).casefold()
