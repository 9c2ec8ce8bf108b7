"""A document as its n-th copy has it, and the keys by which that is found and finds others."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from ingest.linking.facets import ANY_DAY, LAST_DAY, Facet, cited_as
from ingest.linking.neighbours import BY_LETTERHEAD
from kb import KnowledgeBase
from kb.letters.authorities import offered_under, sought_under
from kb.letters.replies import found_by, looks_for
from kb.model import Document, keys

STORE = "store.sqlite"
OUTCOME = -1  # the day of what is offered by what a document answers
DAYS = 3  # between a letter and its next copy
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
Word = tuple[Facet, str]


def moved_keys(home: Path, copy: int) -> Mapping[int, int]:
    """By each key in a base that says where, when or under which reference something stands, that of the n-th copy."""
    with KnowledgeBase(home) as kb:
        documents = kb.documents()
    with closing(sqlite3.connect(home / STORE)) as store:
        terms = store.execute("SELECT DISTINCT kind, due FROM statements WHERE due IS NOT NULL").fetchall()
    words = [(one, other) for each in documents
             for one, other in zip(_words(each), _words(_copied(each, copy)), strict=True)]  # fmt: skip
    moved = [(f"{kind} {due}", f"{kind} {later(due, copy)}") for kind, due in terms]
    words += [((Facet.TERM, one), (Facet.TERM, other)) for each in documents for was, now in moved
              for one, other in zip(_under(each, was), _under(each, now), strict=True)]  # fmt: skip
    return {_key(one): _key(other) for one, other in words}


def moved_day(day: int, copy: int) -> int:
    """The day from which the n-th copy is found, or until which it looks."""
    return day if day in (ANY_DAY, LAST_DAY, OUTCOME) else day + DAYS * copy


def other_id(document_id: str, copy: int) -> str:
    """The id of the n-th copy."""
    return document_id[0] + other_hex(document_id[1:], copy)


def other_hex(digits: str, copy: int) -> str:
    """Another number of as many digits, another one for each copy."""
    return f"{int(digits, 16) ^ (copy * 0x9E3779B97F4A % 16**12):0{len(digits)}x}"


def later(day: str, copy: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=DAYS * copy)).isoformat()


def named_otherwise(names: Iterable[str], copy: int) -> list[str]:
    """References and days as they are in the n-th copy."""
    return [later(one, copy) if _ISO.fullmatch(one) else f"{one}-{copy}" for one in names]


def _copied(one: Document, copy: int) -> Document:
    return replace(
        one, id=other_id(one.id, copy), date=one.date and one.date + timedelta(days=DAYS * copy),
        our_reference=one.our_reference and f"{one.our_reference}-{copy}",
        your_reference=one.your_reference and f"{one.your_reference}-{copy}",
        answers=tuple(named_otherwise(one.answers, copy)),
    )  # fmt: skip


def _words(document: Document) -> Iterator[Word]:
    """By what it is found and what it looks for, as far as a copy has that otherwise."""
    yield from ((facet, document.id) for facet in (Facet.ITSELF, Facet.OUTCOME, Facet.NAMED))
    yield from ((BY_LETTERHEAD[step], word) for step, word in (*found_by(document), *looks_for(document)))
    if document.our_reference:
        yield Facet.CITED, cited_as(document.our_reference)


def _under(document: Document, word: str) -> Iterator[str]:
    """A word by which a document is found or looks for others, by itself and by where it belongs."""
    yield from offered_under(document, word)
    yield from sought_under(document, word)


def _key(word: Word) -> int:
    (made,) = keys(word[0], [word[1]])
    return made
