"""Which loaded document a letter answers: by reference, else by date and parties. Ambiguous means: none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from kb.model import Document

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
SMALL_WORDS = {"de", "het", "van", "en", "der", "den", "te", "in", "aan", "voor", "gemeente", "leden", "geachte"}


def answered_document(reply: Document, documents: Sequence[Document]) -> Document | None:
    """The one document that this letter answers; None when it names none, or when several fit.

    Tried in this order: the reference that the letter answers is the other's own; the date that it answers, between
    the same parties; the letter's own reference is the one that the other wrote under (a case number in common).
    """
    earlier = [each for each in documents if each.id != reply.id and not _later(each.date, reply.date)]
    named = {_plain(name) for name in (reply.your_reference, *reply.answers) if name and not ISO_DATE.fullmatch(name)}
    dates = {name for name in reply.answers if ISO_DATE.fullmatch(name)}

    by_reference = [each for each in earlier if each.our_reference and _plain(each.our_reference) in named]
    if by_reference:
        return _only(by_reference) or _only(each for each in by_reference if _iso(each) in dates)

    by_date = [each for each in earlier if _iso(each) in dates and _may_answer(reply, each)]
    if by_date:
        return _only(by_date) or _only(each for each in by_date if _surely_answers(reply, each))

    own = _plain(reply.our_reference or "")
    by_case = [each for each in earlier if own and _plain(each.your_reference or "") == own]
    return _only(each for each in by_case if _may_answer(reply, each))


def same_body(one: str | None, other: str | None) -> bool | None:
    """Whether two names mean one body; None when either is not known.

    The words of the shorter name stand in the longer one, written out or as initials: "ASD Waterstad" is the
    "Adviesraad Sociaal Domein Waterstad".
    """
    first, second = _words(one or ""), _words(other or "")
    if not first or not second:
        return None
    return _within(first, second) or _within(second, first)


def _within(names: Sequence[str], others: Sequence[str]) -> bool:
    initials = "".join(word[0] for word in others)
    return all(word in others or (2 <= len(word) <= 5 and word in initials) for word in names)


def _words(name: str) -> list[str]:
    spelled = re.sub(r"\bb\s*(?:&|en)\s*w\b", "burgemeester wethouders", name.casefold())
    return [word for word in re.findall(r"\w+", spelled) if word not in SMALL_WORDS]


def _may_answer(reply: Document, other: Document) -> bool:
    """Nothing speaks against it: what is known of the parties agrees."""
    parties = same_body(reply.addressee, other.sender), same_body(reply.sender, other.addressee)
    return False not in parties and same_body(reply.sender, other.sender) is not True


def _surely_answers(reply: Document, other: Document) -> bool:
    return same_body(reply.addressee, other.sender) is True


def _only(found: Iterable[Document]) -> Document | None:
    given = list(found)
    return given[0] if len(given) == 1 else None


def _later(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one > other


def _iso(document: Document) -> str:
    return document.date.isoformat() if document.date else ""


def _plain(reference: str) -> str:
    """References differ in spaces, capitals and a closing mark between letters."""
    return re.sub(r"\s+", "", reference).casefold().strip(".,;:")
