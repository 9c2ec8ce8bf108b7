"""Which loaded documents a letter answers: by reference, else by date and parties, else by subject and parties.
Ambiguous means: not that one. What links, advices and missing letters say rests on this."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from kb.letters import authorities
from kb.letters.authorities import apart, offered_under, sought_under
from kb.letters.parties import SEVERAL, governs, name_words, same_body
from kb.model import Document, DocumentKind

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
ADVISING = (DocumentKind.ADVICE, DocumentKind.AUDIT_REPORT)
DELIVERY = timedelta(days=21)  # at most between the date of an advice and the day on which it "is received"
FROM_DRAFT = timedelta(days=150)  # at most from the draft of a report, on which an authority reacts, to its publication
LATEST = timedelta(days=550)  # after an advice a letter about its subject may still be the answer to it
OF_ANY_LETTER = re.compile(
    r"(?:on)?gevraagde?|advie\w*|aanbeveling\w*|reactie\w*|antwoord\w*|beantwoording|rapport\w*|onderzoek\w*|brief\w*|"
    r"college\w*|rekenkamer\w*|adviesraad|cliëntenraad|betreft|onderwerp|inzake|over|naar|door|bestuurlijke|concept"
)
_COUNCIL = re.compile(r"\bgemeenteraad|\braad van (?!state|advies)|provinciale staten|algemeen bestuur", re.I)
STEM = 7  # characters of a word that count: "mantelzorg" and "mantelzorgers" share theirs


def found_by(document: Document) -> Iterator[tuple[Step, str]]:
    """By what an answering letter can find this document, for each step: together with `looks_for` it leads to all that
    a step may fit."""
    for step, word in _offered(document):
        yield from ((step, word),) if step in CROSSING else ((step, each) for each in offered_under(document, word))


def _offered(document: Document) -> Iterator[tuple[Step, str]]:
    if document.our_reference:
        yield Step.REFERENCE, _plain(document.our_reference)
    if document.date:
        yield Step.DATE, _iso(document)
    if document.your_reference:
        yield Step.CASE, _plain(document.your_reference)
    if document.kind in (*ADVISING, DocumentKind.OTHER):
        yield Step.PARTIES, ""
    if document.kind in ADVISING:
        yield from ((Step.SUBJECT, stem) for stem in _stems(document.subject or document.title))


def looks_for(reply: Document) -> Iterator[tuple[Step, str]]:
    """By what this letter can find the documents that it answers, for each step; what it finds by reference or date may
    be an earlier letter, and lead to what that looks for."""
    for step, word in _sought(reply):
        yield from ((step, word),) if step in CROSSING else ((step, each) for each in sought_under(reply, word))


def _sought(reply: Document) -> Iterator[tuple[Step, str]]:
    yield from ((Step.REFERENCE, name) for name in _named(reply))
    yield from ((Step.DATE, day) for day in _dates(reply))
    if reply.our_reference:
        yield Step.CASE, _plain(reply.our_reference)
    if reply.kind is DocumentKind.RESPONSE_LETTER and reply.date and reply.addressee:
        yield from ((Step.SUBJECT, stem) for stem in _stems(reply.subject or reply.title))
        if SEVERAL in reply.addressee:  # seldom: then every advice may be by one of these bodies
            yield Step.PARTIES, ""


class Step(StrEnum):
    """What decides which documents a letter answers, strongest first: the first step that fits any decides."""

    REFERENCE = "kenmerk"
    DATE = "datum"
    CASE = "zaaknummer"
    PARTIES = "geadresseerden"
    SUBJECT = "onderwerp"
    EARLIER = "eerdere brief"


CROSSING = (Step.REFERENCE, Step.CASE)  # a reference alone leads to a letter of another municipality


def answered_documents(reply: Document, documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents that this letter answers, see `answered_by`."""
    return answered_by(reply, documents)[1]


def answered_by(reply: Document, documents: Sequence[Document]) -> tuple[Step | None, tuple[Document, ...]]:
    """What decides, and the documents that this letter answers, in the order in which it names them; none when it names
    none, and none of those that fit the same name.

    Tried in this order: the references that the letter answers are the others' own; the dates that it answers, between
    the same parties; the letter's own reference is the one that the other wrote under (a case number in common); the
    subject of an advice from the body to which a response is addressed; what an earlier letter answered that it names
    as its own. A letter to a body also answers the letters of that body of which it only names the date.
    """
    for fit in _steps(reply, documents):
        if not any(fit.groups):
            continue
        found = {each.id: each for group in fit.groups for each in fit.chosen(group)}
        if fit.step is Step.DATE and len(found) > 1:
            found = {id_: each for id_, each in found.items() if _surely_answers(reply, each)}
        if fit.step in (Step.REFERENCE, Step.DATE):
            found |= {each.id: each for each in _further(reply, documents, tuple(found.values()))}
        return fit.step, tuple(found.values())
    return None, ()


def _further(reply: Document, documents: Sequence[Document], found: Sequence[Document]) -> Iterator[Document]:
    """Beside what it names by reference, the advices of those whom it addresses of which it names the date; and of each
    other body that it addresses the only letter."""
    others = _beside(reply, _earlier(reply, documents))
    dated = _by_dates(reply, others)
    more = [each for group in dated.groups for each in dated.chosen(group) if _surely_answers(reply, each)]
    more = [each for each in more if each.kind in ADVISING]
    yield from more
    if found:
        for group in _by_parties(reply, others, [each.sender for each in (*found, *more)]):
            yield from group if len(group) == 1 else ()


@dataclass(frozen=True, slots=True)
class _Fit:
    """What fits a step: a group for each name, and what tells the documents of a group apart."""

    step: Step
    groups: Sequence[Sequence[Document]]
    surely: Callable[[Document], bool]

    def chosen(self, group: Sequence[Document]) -> Sequence[Document]:
        """The only document of a group, else the only one that surely fits."""
        if len(group) > 1:
            group = [each for each in group if self.surely(each)]
        return group if len(group) == 1 else ()


@dataclass(frozen=True, slots=True)
class Considered:
    """An earlier document beside a letter: the steps that it fits, what counts and what is missing, in Dutch."""

    document: Document
    fits: tuple[Step, ...]
    counts: tuple[str, ...]
    lacks: tuple[str, ...]


def considered(reply: Document, documents: Sequence[Document]) -> tuple[Considered, ...]:
    """Every document that is not later, the likeliest first: why it is or is not what this letter answers."""
    steps = [(fit.step, {each.id for group in fit.groups for each in group}) for fit in _steps(reply, documents)]
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
    if apart(reply, other):
        yield False, f"hoort bij {' en '.join(other.belongs_to)}: alleen een kenmerk leidt daarheen"
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


def _steps(reply: Document, documents: Sequence[Document]) -> Iterator[_Fit]:
    earlier, named, dates = _earlier(reply, documents), _named(reply), _dates(reply)
    others = [each for each in earlier if same_body(reply.sender, each.sender) is not True]
    if reply.kind in ADVISING and not governs(reply.sender):
        # what an adviser says of the advice of another is no answer
        others = [each for each in others if each.kind not in ADVISING]
    own = _plain(reply.our_reference or "")
    beside = _beside(reply, others)
    by_reference = [_own_first(reply, [each for each in others if _is_called(each, name)]) for name in named]
    yield _Fit(Step.REFERENCE, by_reference, lambda each: _iso(each) in dates)
    yield _by_dates(reply, beside)
    by_case = [each for each in others if own and _plain(each.your_reference or "") == own and _may_answer(reply, each)]
    yield _Fit(Step.CASE, [_own_first(reply, by_case)], lambda _: False)
    yield _Fit(Step.PARTIES, _by_parties(reply, beside), lambda each: _same_subject(reply, each))
    yield _Fit(Step.SUBJECT, [_by_subject(reply, beside, set(named), dates)], lambda _: False)
    yield _Fit(Step.EARLIER, _by_earlier_letter(reply, earlier, documents), lambda _: False)


def _beside(reply: Document, others: Sequence[Document]) -> list[Document]:
    """Those that do not belong to another municipality."""
    own = reply.belongs_to
    return [each for each in others if each.belongs_to == own or not apart(reply, each)]  # most are of its own


def _own_first(reply: Document, others: Sequence[Document]) -> Sequence[Document]:
    """What a reference leads to: two municipalities may give the same, and then its own is meant."""
    return _beside(reply, others) or others


def _is_called(document: Document, reference: str) -> bool:
    return _plain(document.our_reference or "") == reference


def _by_dates(reply: Document, others: Sequence[Document]) -> _Fit:
    days = sorted(map(date.fromisoformat, _dates(reply)))
    dated = [each for each in others if each.date in days and _may_answer(reply, each)] if days else []
    groups = [[each for each in dated if each.date == day] for day in days]
    return _Fit(Step.DATE, groups, lambda each: _surely_answers(reply, each))


def _by_parties(reply: Document, others: Sequence[Document], but: Sequence[str | None] = ()) -> list[list[Document]]:
    """For each of several bodies to which a response goes, but these, its letters that are not too long ago."""
    bodies = (reply.addressee or "").split(SEVERAL)
    if len(bodies) < 2 or reply.kind is not DocumentKind.RESPONSE_LETTER or reply.date is None:
        return []
    theirs = [each for each in others if each.kind in (*ADVISING, DocumentKind.OTHER)]
    theirs = [each for each in theirs if each.date is None or reply.date - each.date <= LATEST]
    bodies = [body for body in bodies if not any(same_body(body, other) for other in but)]
    return [[each for each in theirs if same_body(body, each.sender) is True] for body in bodies]


def _by_earlier_letter(
    reply: Document, earlier: Sequence[Document], documents: Sequence[Document]
) -> list[tuple[Document, ...]]:
    """What letters of the same sender answered that a letter names by reference or date."""
    named, dates = _named(reply), _dates(reply)
    if not named and not dates:
        return []
    before = [
        each
        for each in earlier
        if ((_iso(each) in dates and not apart(reply, each)) or any(_is_called(each, name) for name in named))
        and each.date and reply.date and each.date < reply.date
        and same_body(reply.sender, each.sender) is True
    ]  # fmt: skip
    return [(each,) for letter in before for each in answered_documents(letter, documents)]


def _earlier(reply: Document, documents: Sequence[Document]) -> list[Document]:
    return [each for each in documents if each.id != reply.id and not is_later(each, reply)]


def answerable_from(document: Document) -> date | None:
    """The first day on which an answer to it may be written; None where any day may be."""
    if document.date is None or document.kind is not DocumentKind.AUDIT_REPORT:
        return document.date
    return document.date - FROM_DRAFT


def is_later(other: Document, reply: Document) -> bool:
    """Whether a document came too late to be what a letter answers: of a report an authority has read the draft."""
    may_react = reply.kind not in ADVISING
    first = answerable_from(other) if may_react else other.date
    return first is not None and reply.date is not None and first > reply.date


def _references(reply: Document) -> tuple[str, ...]:
    """The references that a letter names as those of what it answers, as they are written."""
    names = (name for name in (reply.your_reference, *reply.answers) if name and not ISO_DATE.fullmatch(name))
    return tuple(dict.fromkeys(names))


def _named(reply: Document) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_plain, _references(reply))))


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


def names_another(reply: Document, other: Document) -> bool:
    """Whether a letter names what it answers by a date that is not that of this one, nor the day on which it may have
    been received."""
    dates = _dates(reply)
    return bool(dates and other.date) and _iso(other) not in dates and not _came_in(other, dates)


def cites_another(reply: Document, other: Document) -> bool:
    """Whether a letter names another letter than this one both by its reference and by its date."""
    named = _named(reply)
    by_reference = bool(named and other.our_reference) and _plain(other.our_reference or "") not in named
    return by_reference and names_another(reply, other)


def _came_in(advice: Document, dates: set[str]) -> bool:
    """Whether one of these may be the day on which an advice, or the draft of a report, was received."""
    sent, first = advice.date, answerable_from(advice)
    if sent is None or first is None:
        return False
    return any(first <= date.fromisoformat(day) <= sent + DELIVERY for day in dates)


def subject_shared(reply: Document, other: Document) -> float:
    """The share of the words of what the other is about that stand in what the letter is about; the names of the
    parties and the words of any letter do not count."""
    asked, said = _asked(other), _stems(reply.subject or reply.title)
    return len(asked & said) / len(asked) if asked else 0.0


def _same_subject(reply: Document, other: Document) -> bool:
    return subject_shared(reply, other) >= 0.5


def _asked(document: Document) -> set[str]:
    """What a document is about."""
    parties = {word[:STEM] for body in (document.sender, document.addressee) for word in name_words(body or "")}
    return _stems(document.subject or document.title) - parties


def _stems(text: str) -> set[str]:
    words = (word for word in name_words(text) if len(word) >= 4 and not word.isdigit())
    return {word[:STEM] for word in words if not OF_ANY_LETTER.fullmatch(word)}


def _may_answer(reply: Document, other: Document) -> bool:
    """Nothing speaks against it: what is known of the parties agrees."""
    told = reply.kind is DocumentKind.COUNCIL_LETTER and other.kind in ADVISING  # to the council, of another's advice
    to_council = other.kind in ADVISING and _COUNCIL.search(other.addressee or "")  # for which its board answers
    parties = (
        None if told else same_body(reply.addressee, other.sender),
        None if to_council else same_body(reply.sender, other.addressee),
    )
    return False not in parties and same_body(reply.sender, other.sender) is not True


def _surely_answers(reply: Document, other: Document) -> bool:
    return same_body(reply.addressee, other.sender) is True


def _iso(document: Document) -> str:
    return document.date.isoformat() if document.date else ""


@lru_cache(maxsize=16_384)  # each is laid beside those of many other letters
def _plain(reference: str) -> str:
    """References differ in spaces, capitals and a closing mark between letters."""
    return re.sub(r"\s+", "", reference).casefold().strip(".,;:")


def let_go() -> None:
    """After a document is gone: what is kept here has names and references of letters in it."""
    same_body.cache_clear()
    _plain.cache_clear()
    authorities.let_go()
