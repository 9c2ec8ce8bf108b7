"""By what a letter is found: each facet has words, and two letters that share one stand beside each other there.

A rule that looks at other letters gets those that `Neighbours.find` gives it, and no others; so whom a change concerns
is known. What a letter offers is in `offers.py`; what it looks for stands with the rule that looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import combinations, pairwise

from ingest.letterhead.bodies import is_organisation
from ingest.linking.adviser_mentions import BODY
from ingest.linking.similarity import STEM, stems
from kb.labels import MONTHS
from kb.letters.answered import NAMED
from kb.letters.parties import SEVERAL, body_words
from kb.letters.replies import ADVISING, answerable_from
from kb.model import Document, DocumentKind, Keys, keys

ANY_DAY, LAST_DAY = 0, 10_000_000  # of what has no date: all find it, and it finds all
ANYBODY, NOBODY = "*", ""  # no names
PROMISED = 6  # words of a promise, the longest, of which two lead to it
_ABBREVIATION = re.compile(r"\b[A-Z][A-Za-z]{1,6}\b")
_IN_WORD = r"[^\s:;,()“”\"'’‘|=]"
_WITH_DIGIT = re.compile(rf"(?<!{_IN_WORD})(?:(?!\d){_IN_WORD})*+\d{_IN_WORD}*")
# words of promising itself, which say nothing of what is promised
FORMULA = re.compile(
    rf"\d.*|{'|'.join(MONTHS)}|v[oó][oó]r|uiterlijk|zullen|sturen|ontvang\w*|informe\w*|geïnform\w*|raad|college|wethouder"
    r"|toezeg\w*|toegezeg\w*|eerste|tweede|derde|vierde|kwartaal|hierbij|hierover|daarover|zoals|bespr[eo]ken|brief|brieven",
    re.I,
)


class Facet(StrEnum):
    """What letters have in common where a rule looks from the one to the other."""

    REFERENCE = "kenmerk"  # the own reference of the one
    DATE = "datum"  # its date
    CASE = "zaaknummer"  # the reference that it writes under
    PARTIES = "geadresseerden"  # no word: any letter that may be by one of several addressees
    SUBJECT = "onderwerp"  # a word of the subject of an advice
    TITLE = "titel"  # a word of the title of an advice
    BODY = "orgaan"  # the name of who advises
    REPORT = "rapport"  # the longest word of the title of a report
    REPORT_SUBJECT = "onderwerp van een rapport"  # a longer word of it
    CITED = "aangehaald kenmerk"  # the own reference, in running text
    PROMISE = "toezegging"  # two words of what is promised
    TERM = "termijn"  # the kind and the day of what is promised
    OUTCOME = "afloop"  # the document that is answered
    NAMED = NAMED  # the document that is answered by the letterhead
    ASKING = "vraagt"  # who has points of its own: by the name of who asks
    ITSELF = "zelf"  # the document


# What leads to letters of the same municipality, or of one that is not known: a reference leads anywhere
WITHIN = frozenset(
    {Facet.TITLE, Facet.BODY, Facet.REPORT, Facet.REPORT_SUBJECT, Facet.PROMISE, Facet.TERM, Facet.ASKING}
)


def found_from(document: Document) -> int:
    """The first day on which a letter may find a document, as keys have it."""
    first = answerable_from(document)
    return first.toordinal() if first else ANY_DAY


def outcome(document_id: str) -> frozenset[int]:
    """The key by which it is found what is answered to a document."""
    return keys(Facet.OUTCOME, [document_id])


def searching(document: Document, sought: frozenset[int]) -> Keys:
    """A search that a letter does: it finds nothing later than itself."""
    return Keys(document.date.toordinal() if document.date else LAST_DAY, sought)


def asking_as(sender: str | None) -> set[str]:
    """By what those are found who have points of their own: by any, and by their name where it is known."""
    return {ANYBODY, *(body_words(sender) or {NOBODY})}


def asking_of(reply: Document) -> set[str]:
    """What a letter looks for that does not say what it answers. A response finds the advices of the body to which it
    goes, an adviser its own. Any other letter must be held against all earlier advices, as the likeliest must be far
    ahead of the second: each new advice has all later such letters linked again, and that is what this costs; a
    decision does not."""
    if reply.kind in ADVISING:
        return body_words(reply.sender)
    to_body = reply.kind is DocumentKind.RESPONSE_LETTER and names_bodies(reply.addressee)
    return {*body_words(reply.addressee), NOBODY} if to_body else {ANYBODY}


def names_bodies(addressee: str | None) -> bool:
    """Whether a letter goes to bodies that advise, by their names; not to a person, or to what is not known."""
    names = (addressee or "").split(SEVERAL)
    return bool(addressee) and all(map(is_organisation, names))


# -- words ------------------------------------------------------------------------------------------------------------
def name_of(body: str) -> str:
    """The beginning of a name by which it is found in a text."""
    return " ".join(re.findall(r"\w+", body.casefold())[:2])


def names_in(text: str) -> set[str]:
    """Where names of bodies may begin in a text: two words, or one that is a name by itself."""
    words = re.findall(r"\w+", text.casefold())
    pairs = {" ".join(both) for both in pairwise(words)}
    alone = {found[0].casefold() for found in (*BODY.finditer(text), *_ABBREVIATION.finditer(text))}
    rekenkamer = {"rekenkamer"} if "rekenkamer" in text.casefold() else set()
    return pairs | alone | rekenkamer


def abbreviations_in(text: str) -> set[str]:
    """What stands in brackets as an abbreviation."""
    return {found[1].casefold() for found in re.finditer(r"\((?:hierna:?\s+)?(?:de\s+)?([A-Z][A-Za-z]{1,6})\)", text)}


def titled(text: str) -> set[str]:
    """The beginnings of the words that may stand in a title."""
    return {word[:STEM] for word in re.findall(r"\w{4,}", text.casefold())}


def longest(title: str) -> str:
    """The beginning of the longest word of a title."""
    return max(re.findall(r"\w+", title.casefold()), key=len, default="")[:STEM]


def cited(text: str) -> set[str]:
    """What may be a reference in a text, or the part of one by which it is found: that with a digit."""
    return {found[0].strip(".?!").casefold() for found in _WITH_DIGIT.finditer(text)}


def cited_as(reference: str) -> str:
    """The part of a reference by which it is found in a text."""
    return max(sorted(cited(reference)), key=len, default="")


def promised(text: str) -> list[str]:
    """What a promise is about, the longest words first; without the words of promising itself."""
    return sorted((stem for stem in stems(text) if not FORMULA.fullmatch(stem)), key=lambda stem: (-len(stem), stem))


def pairs(words: list[str]) -> Iterator[str]:
    """Each two of them."""
    yield from (" ".join(sorted(both)) for both in combinations(words, 2))
