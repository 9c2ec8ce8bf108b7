"""Which loaded document a letter answers: by reference, else by date and parties, else by subject and parties.
Ambiguous means: none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kb.model import Document, DocumentKind

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
SMALL_WORDS = {"de", "het", "van", "en", "der", "den", "te", "in", "aan", "voor", "gemeente", "leden", "geachte"}
ADVISING = (DocumentKind.ADVICE, DocumentKind.AUDIT_REPORT)
DELIVERY = timedelta(days=21)  # at most between the date of an advice and the day on which it "is received"
LATEST = timedelta(days=550)  # after an advice a letter about its subject may still be the answer to it
OF_ANY_LETTER = re.compile(
    r"(?:on)?gevraagde?|advie\w*|aanbeveling\w*|reactie\w*|antwoord\w*|beantwoording|rapport\w*|onderzoek\w*|brief\w*|"
    r"college\w*|rekenkamer\w*|adviesraad|cliëntenraad|betreft|onderwerp|inzake|over|naar|door|bestuurlijke|concept"
)
STEM = 7  # characters of a word that count: "mantelzorg" and "mantelzorgers" share theirs


def answered_document(reply: Document, documents: Sequence[Document]) -> Document | None:
    """The one document that this letter answers; None when it names none, or when several fit.

    Tried in this order: the reference that the letter answers is the other's own; the date that it answers, between
    the same parties; the letter's own reference is the one that the other wrote under (a case number in common); the
    subject of an advice from the body to which a response is addressed.
    """
    for _, fitting, surely in _steps(reply, documents):
        if fitting:
            return _only(fitting) or _only(each for each in fitting if surely(each))
    return None


def found_by(document: Document) -> Iterator[tuple[Step, str]]:
    """By what an answering letter can find this document, for each step: together with `looks_for` it leads to all that
    a step may fit."""
    if document.our_reference:
        yield Step.REFERENCE, _plain(document.our_reference)
    if document.date:
        yield Step.DATE, _iso(document)
    if document.your_reference:
        yield Step.CASE, _plain(document.your_reference)
    if document.kind in ADVISING:
        yield from ((Step.SUBJECT, stem) for stem in _asked(document))


def looks_for(reply: Document) -> Iterator[tuple[Step, str]]:
    """By what this letter can find the document that it answers, for each step."""
    yield from ((Step.REFERENCE, name) for name in _named(reply))
    yield from ((Step.DATE, day) for day in _dates(reply))
    if reply.our_reference:
        yield Step.CASE, _plain(reply.our_reference)
    if reply.kind is DocumentKind.RESPONSE_LETTER and reply.date and reply.addressee:
        yield from ((Step.SUBJECT, stem) for stem in _stems(reply.subject or reply.title))


class Step(StrEnum):
    """What decides which document a letter answers, strongest first: the first step that fits any decides."""

    REFERENCE = "kenmerk"
    DATE = "datum"
    CASE = "zaaknummer"
    SUBJECT = "onderwerp"


@dataclass(frozen=True, slots=True)
class Considered:
    """An earlier document beside a letter: the steps that it fits, what counts and what is missing, in Dutch."""

    document: Document
    fits: tuple[Step, ...]
    counts: tuple[str, ...]
    lacks: tuple[str, ...]


def considered(reply: Document, documents: Sequence[Document]) -> tuple[Considered, ...]:
    """Every document that is not later, the likeliest first: why it is or is not what this letter answers."""
    steps = [(step, {each.id for each in fitting}) for step, fitting, _ in _steps(reply, documents)]
    found = []
    for other in _earlier(reply, documents):
        told = list(_evidence(reply, other))
        fits = tuple(step for step, ids in steps if other.id in ids)
        counts = tuple(words for holds, words in told if holds)
        found.append(Considered(other, fits, counts, tuple(words for holds, words in told if not holds)))
    rank = list(Step)
    return tuple(sorted(found, key=lambda each: (min(map(rank.index, each.fits), default=9), -len(each.counts))))


def _evidence(reply: Document, other: Document) -> Iterator[tuple[bool, str]]:
    """(whether it holds, in Dutch) for everything that the steps look at."""
    named, dates = _named(reply), _dates(reply)
    if other.our_reference:
        holds = _plain(other.our_reference) in named
        yield holds, f"kenmerk {other.our_reference} {'wordt genoemd' if holds else 'wordt niet genoemd'}"
        if named and not holds:
            yield False, f"de brief noemt een ander kenmerk ({', '.join(sorted(_references(reply)))})"
    else:
        yield False, "heeft geen eigen kenmerk"
    if other.date:
        holds = _iso(other) in dates
        came = not holds and _came_in(other, dates)
        words = "ligt kort voor een datum die wordt genoemd" if came else f"wordt {'' if holds else 'niet '}genoemd"
        yield holds or came, f"datum {other.date:%d-%m-%Y} {words}"
    else:
        yield False, "heeft geen datum"
    if reply.our_reference and other.your_reference:
        holds = _plain(reply.our_reference) == _plain(other.your_reference)
        yield holds, f"{'hetzelfde' if holds else 'een ander'} zaaknummer ({other.your_reference})"
    yield from _parties(reply, other)
    if reply.kind is not DocumentKind.RESPONSE_LETTER or other.kind not in ADVISING or reply.date is None:
        yield False, "op het onderwerp alleen wordt een gedateerde reactie aan een advies of rapport gekoppeld"
    elif other.date and reply.date - other.date > LATEST:
        yield False, f"is meer dan {LATEST.days} dagen ouder: het onderwerp alleen is dan niet genoeg"
    same = _same_subject(reply, other)
    yield same, "het onderwerp komt overeen" if same else "het onderwerp is een ander"


def _parties(reply: Document, other: Document) -> Iterator[tuple[bool, str]]:
    to = same_body(reply.addressee, other.sender)
    if to is None:
        yield False, "de geadresseerde van de brief of de afzender hiervan is niet bekend"
    else:
        yield to, f"de brief is {'' if to else 'niet '}gericht aan de afzender ({other.sender})"
    asked = same_body(reply.sender, other.addressee)
    if asked is not None:
        yield asked, f"het was {'' if asked else 'niet '}gericht aan wie de brief schrijft ({reply.sender})"
    if same_body(reply.sender, other.sender):
        yield False, "beide hebben dezelfde afzender"


def _steps(
    reply: Document, documents: Sequence[Document]
) -> Iterator[tuple[Step, list[Document], Callable[[Document], bool]]]:
    """(step, the documents that fit it, what tells them apart when there are several)"""
    earlier, named, dates = _earlier(reply, documents), _named(reply), _dates(reply)
    own = _plain(reply.our_reference or "")
    by_reference = [each for each in earlier if each.our_reference and _plain(each.our_reference) in named]
    yield Step.REFERENCE, by_reference, lambda each: _iso(each) in dates
    by_date = [each for each in earlier if _iso(each) in dates and _may_answer(reply, each)]
    yield Step.DATE, by_date, lambda each: _surely_answers(reply, each)
    by_case = [each for each in earlier if own and _plain(each.your_reference or "") == own]
    yield Step.CASE, [each for each in by_case if _may_answer(reply, each)], lambda _: False
    yield Step.SUBJECT, _by_subject(reply, earlier, named, dates), lambda _: False


def _earlier(reply: Document, documents: Sequence[Document]) -> list[Document]:
    return [each for each in documents if each.id != reply.id and not _later(each.date, reply.date)]


def _references(reply: Document) -> set[str]:
    """The references that a letter names as those of what it answers, as they are written."""
    return {name for name in (reply.your_reference, *reply.answers) if name and not ISO_DATE.fullmatch(name)}


def _named(reply: Document) -> set[str]:
    return {_plain(name) for name in _references(reply)}


def _dates(reply: Document) -> set[str]:
    return {name for name in reply.answers if ISO_DATE.fullmatch(name)}


def _by_subject(reply: Document, earlier: Sequence[Document], named: set[str], dates: set[str]) -> list[Document]:
    """The advices of the addressee on this subject. A date that the letter names may be the day on which the advice
    came in; a reference that it names must not be another than that of the advice."""
    if reply.kind is not DocumentKind.RESPONSE_LETTER or reply.date is None:
        return []
    return [
        each
        for each in earlier
        if each.kind in ADVISING
        and (each.date is None or reply.date - each.date <= LATEST)
        and not (named and each.our_reference)
        and (not dates or _came_in(each, dates))
        and _surely_answers(reply, each)
        and same_body(reply.sender, each.sender) is not True
        and _same_subject(reply, each)
    ]


def _came_in(advice: Document, dates: set[str]) -> bool:
    """Whether one of these may be the day on which an advice was received."""
    sent = advice.date
    return sent is not None and any(timedelta() <= date.fromisoformat(day) - sent <= DELIVERY for day in dates)


def _same_subject(reply: Document, other: Document) -> bool:
    """Whether what the other is about stands in what the letter is about: at least half of its words, the names of the
    parties and the words of any letter left out."""
    asked, said = _asked(other), _stems(reply.subject or reply.title)
    return bool(asked & said) and len(asked & said) >= 0.5 * len(asked)


def _asked(document: Document) -> set[str]:
    """What a document is about."""
    parties = {word[:STEM] for body in (document.sender, document.addressee) for word in _words(body or "")}
    return _stems(document.subject or document.title) - parties


def _stems(text: str) -> set[str]:
    words = (word for word in _words(text) if len(word) >= 4 and not word.isdigit())
    return {word[:STEM] for word in words if not OF_ANY_LETTER.fullmatch(word)}


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
    told = reply.kind is DocumentKind.COUNCIL_LETTER and other.kind in ADVISING  # to the council, of another's advice
    parties = None if told else same_body(reply.addressee, other.sender), same_body(reply.sender, other.addressee)
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
