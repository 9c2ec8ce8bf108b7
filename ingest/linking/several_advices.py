"""A letter that answers several advices at once, each below a heading of its own: "Advies mantelzorgbeleid"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from ingest.linking.facets import Facet, names_in
from ingest.linking.letter import Letter
from ingest.linking.marks import proper
from ingest.linking.neighbours import Neighbours
from ingest.linking.similarity import shared_words, stems
from ingest.statements.draft import Part
from kb.letters.parties import same_body
from kb.letters.replies import ADVISING, LATEST
from kb.model import DocumentKind, Statement, StatementKind

SHORTEST_REFERENCE = 6  # characters: a shorter one may be any number
_SEVERAL = re.compile(r"\b(?:twee|drie|vier|vijf|beide|meerdere|verschillende|uw) adviezen\b", re.I)
_ADVICE = re.compile(r"[\d.]*\s*(?:[Uu]w )?(?:[Oo]ngevraagd |[Gg]evraagd )?[Aa]dvies (?:over |inzake )?(?!\d)(\w.*)")


def answered_in_parts(letter: Letter, near: Neighbours) -> list[Letter]:
    """The earlier advices of the body that a letter is for, of which just one has the subject of a heading of the
    letter; none when there are not several."""
    if letter.document.kind is not DocumentKind.RESPONSE_LETTER or not letter.document.addressee:
        return []
    written = letter.document.date
    subjects = dict.fromkeys(subject for part in letter.parts for subject in _subjects(part))
    theirs = [
        other for other in near.find(Facet.TITLE, stems(" ".join(subjects)))
        if other.document.kind is DocumentKind.ADVICE
        and same_body(letter.document.addressee, other.document.sender) is True
        and written and other.document.date and other.document.date <= written
    ]  # fmt: skip
    found: dict[str, Letter] = {}
    for subject in subjects:
        fitting = [other for other in theirs if shared_words(subject, other.document.title)]
        if len(fitting) == 1:
            found[fitting[0].document.id] = fitting[0]
    return list(found.values()) if len(found) > 1 else []


def answered_together(letter: Letter, one: Sequence[Letter], near: Neighbours) -> list[Letter]:
    """The advices that a reply answers: the `one` that its letterhead tells of, and where it speaks of several
    ("reactie op drie adviezen") also those of the bodies that it names, about what it speaks of. Without either, the
    only advice of a body that it names; none where two fit."""
    if letter.document.kind is not DocumentKind.RESPONSE_LETTER:
        return list(one)
    text = "\n".join([letter.document.title, *(part.passage.text for part in letter.parts)])
    several = _SEVERAL.search(text)
    if one and not several:
        return list(one)
    known = {other.document.id for other in one}
    named = [other for other in near.find(Facet.BODY, names_in(text)) if other.document.id not in known]
    fitting = [other for other in named if _may_be_meant(letter, other, text)]
    if several:
        return [*one, *fitting]
    return fitting if len(fitting) == 1 else []


def _may_be_meant(letter: Letter, other: Letter, text: str) -> bool:
    """Whether an earlier advice is by a body that a letter names, and about something that it speaks of."""
    sender, written, day = other.document.sender or "", letter.document.date, other.document.date
    if other.document.kind not in ADVISING or same_body(letter.document.sender, sender):
        return False
    if written and day and not timedelta() <= written - day <= LATEST:
        return False
    if not _is_named(letter, other, text):
        return False
    titled = shared_words(text, f"{other.document.title} {other.document.subject or ''}")
    advised = [bool(shared_words(text, s.text)) for s in other.of_kind(StatementKind.RECOMMENDATION)]
    return any(advised) if titled else 2 * sum(advised) > len(advised)


def _is_named(letter: Letter, other: Letter, text: str) -> bool:
    """Whether a text has the name of who wrote an advice, which may be without that of the place that both share, or
    its reference."""
    shared = proper(letter.document.sender)
    words = [word for word in (other.document.sender or "").split() if not (proper(word) and proper(word) <= shared)]
    reference = other.document.our_reference or ""
    named = bool(words) and " ".join(words).casefold() in text.casefold()
    return named or (len(reference) >= SHORTEST_REFERENCE and reference in text)


def about_another(letter: Letter, statement: Statement, original: Letter) -> bool:
    """Whether a statement stands below the heading of another advice, in a letter in which this one has its own."""
    title = original.document.title
    mine = {part.passage.id: [bool(shared_words(found, title)) for found in _subjects(part)] for part in letter.parts}
    own = mine[statement.passage_id]
    return bool(own) and not any(own) and any(map(any, mine.values()))


def _subjects(part: Part) -> Iterator[str]:
    """What the advices are about whose headings stand above a passage."""
    return (found[1] for heading in part.passage.section if (found := _ADVICE.match(heading)))
