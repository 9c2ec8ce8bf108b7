"""Dutch words, dates and numbers as people read them: the single place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from kb.model import (
    Body,
    Coverage,
    Document,
    Extent,
    Filter,
    NameInLetters,
    Position,
    Relation,
    StatementKind,
    Status,
    Trail,
    WordCount,
)

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip

STATEMENT_KINDS = {
    StatementKind.RECOMMENDATION: "aanbeveling",
    StatementKind.REQUEST: "verzoek of vraag",
    StatementKind.COMMITMENT: "toezegging",
    StatementKind.INTENTION: "voornemen",
    StatementKind.RESPONSE: "reactie",
}

STATEMENT_KINDS_PLURAL = {
    StatementKind.RECOMMENDATION: "aanbevelingen",
    StatementKind.REQUEST: "verzoeken en vragen",
    StatementKind.COMMITMENT: "toezeggingen",
    StatementKind.INTENTION: "voornemens",
    StatementKind.RESPONSE: "reacties",
}

RELATIONS = {
    Relation.ANSWERS: "antwoordt op",
    Relation.RESTATES: "geeft weer",
    Relation.ENDORSES: "onderschrijft",
    Relation.REPEATS: "herhaalt",
    Relation.CHANGES: "wijzigt",
    Relation.SUPPLEMENTS: "vult aan",
    Relation.FULFILS: "komt na",
}

# The same seen from the promise: what a later document does. Whether it is kept, a person decides.
LATER = {
    Relation.FULFILS: "mogelijk nagekomen in",
    Relation.CHANGES: "nieuwe termijn in",
    Relation.REPEATS: "herhaald in",
    Relation.SUPPLEMENTS: "aangevuld in",
}

# How many points have a status, in the order in which a reader wants to know it.
STATUSES = {
    Status.ANSWERED: "beantwoord",
    Status.IN_GENERAL: "alleen in het algemeen beantwoord",
    Status.PARTLY_ANSWERED: "deels beantwoord",
    Status.DEFERRED: "aangehouden",
    Status.NOT_IN_REPLY: "niet gevonden in de reactie",
    Status.WAITING: "nog geen reactie",
    Status.OVERDUE: "te laat",
    Status.NOT_FOUND: "geen reactie gevonden",
}

VIA_PARENT = "via hoofdpunt"  # a part without an answer of its own has the status of its main point
NO_TERM = "geen termijn ingesteld"
BY_HAND = "met de hand"  # what stands before the name, as finder of what a person made


def day(value: date | None) -> str:
    """1 december 2020; empty when there is no date."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else ""


def moved_day(now: date | None, was: date | None) -> str:
    """1 maart 2026 (was 30 juni 2025); the day alone when it never was another one."""
    return day(now) if now == was or was is None else f"{day(now)} (was {day(was)})"


def number(value: float, decimals: int = 0) -> str:
    """1.234,5"""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def percent(share: float, decimals: int = 0) -> str:
    """12,5 %; the share is between 0 and 1."""
    return f"{number(share * 100, decimals)} %"


def amount(value: int, one: str, more: str) -> str:
    """1 document, 2 documenten"""
    return f"{number(value)} {one if value == 1 else more}"


def page_numbers(first: int, last: int) -> str:
    """3, or 3–5"""
    return str(first) if first == last else f"{first}–{last}"


def pages_of(document: Document) -> str:
    """Which pages of its file a part is: bladzijde 3–5. Empty for a document that is the whole file."""
    return f"bladzijde {page_numbers(document.part.first, document.part.last)}" if document.part else ""


def letters(of: Body | NameInLetters) -> str:
    """12 geschreven, 8 ontvangen, van 22 juni 2023 tot en met 29 oktober 2026"""
    counted = [f"{number(many)} {what}" for many, what in ((of.sent, "geschreven"), (of.received, "ontvangen")) if many]
    return ", ".join(filter(None, (*counted, days(of.first, of.last)))) or "in geen brief"


def days(first: date | None, last: date | None) -> str:
    """van 22 juni 2023 tot en met 29 oktober 2026; the one day; empty without any."""
    if first is None or first == last:
        return day(first)
    return f"van {day(first)} tot en met {day(last)}"


def loaded(extent: Coverage | Extent) -> str:
    """How many documents, from when until when: without it "geen reactie gevonden" says nothing."""
    documents = amount(extent.documents, "document", "documenten")
    return ", ".join(filter(None, (documents, days(extent.first, extent.last))))


def sender(document: Document) -> str:
    """The one name of its sender, with the name that the letter writes where that is another."""
    if document.known_as is None:
        return document.sender or "afzender onbekend"
    return f"{document.known_as} (in de brief: {document.sender})"


def addressee(document: Document) -> str:
    """The same of its addressee; empty without one."""
    if document.addressee_known_as is None:
        return document.addressee or ""
    return f"{document.addressee_known_as} (in de brief: {document.addressee})"


def place_in_words(place: str) -> str:
    """bladzijde 3, of a place that lists write as p. 3; alinea 12 stays."""
    return f"bladzijde {place.removeprefix('p. ')}" if place.startswith("p. ") else place


def standing(trail: Trail) -> str:
    """beantwoord; geen antwoord gevonden in de reactie van 2 mei 2024 – controleer"""
    if trail.status is not Status.NOT_IN_REPLY:
        return str(trail.status)
    return f"geen antwoord gevonden in {the_replies(trail.looked_in, trail.document)} – controleer"


def the_replies(looked_in: Sequence[Document], advice: Document) -> str:
    """de reactie van 2 mei 2024; de reacties van 2 mei 2024 en 3 juni 2024; de reactie in dit document"""
    dates = [
        "in dit document" if each.id == advice.id else f"van {day(each.date)}" if each.date else "zonder datum"
        for each in looked_in
    ]
    if len(dates) < 2:
        return f"de reactie {''.join(dates)}".strip()
    return f"de reacties {', '.join(dates[:-1])} en {dates[-1]}"


def counted(found: Mapping[Status, int]) -> str:
    """5 beantwoord, 1 aangehouden"""
    return ", ".join(
        f"{number(found[status])}\N{NO-BREAK SPACE}{word}" for status, word in STATUSES.items() if found.get(status)
    )


def statuses(trails: Iterable[Trail]) -> str:
    """The same of points."""
    return counted(Counter(trail.status for trail in trails))


def total(trails: Sequence[Trail]) -> str:
    """How many points; sub-items are named, not counted among them."""
    if not trails:
        return "geen adviespunten gevonden"
    parts = sum(len(trail.parts) for trail in trails)
    named = f" met {amount(parts, 'onderdeel', 'onderdelen')}" if parts else ""
    return amount(len(trails), "punt", "punten") + named


def points(trails: Sequence[Trail]) -> str:
    """9 punten: 5 beantwoord, 1 aangehouden, 3 geen reactie gevonden"""
    return f"{total(trails)}: {statuses(trails)}" if trails else total(trails)


def positions(trails: Sequence[Trail]) -> str:
    """1 overgenomen, 2 onduidelijk (2 daarvan zijn voorstellen van het programma, nog niet beoordeeld): of all points
    and sub-items with an answer of their own; nothing without any."""
    answered = [trail for _, _, trail in numbered(trails) if trail.position]
    found = Counter(trail.position for trail in answered)
    named = ", ".join(f"{number(found[one])}\N{NO-BREAK SPACE}{one.value}" for one in Position if found[one])
    return f"{named}{_proposed(answered)}" if named else ""


def _proposed(answered: Sequence[Trail]) -> str:
    """How many of these positions nobody judged."""
    open_ = sum(trail.is_proposal for trail in answered)
    if not open_:
        return ""
    which = "alle" if open_ == len(answered) > 1 else number(open_)
    return f" ({which} nog niet beoordeeld: {'voorstel' if open_ == 1 else 'voorstellen'} van het programma)"


def numbered(trails: Sequence[Trail], within: str = "", depth: int = 0) -> Iterator[tuple[str, int, Trail]]:
    """Every trail with the number that a reader knows it by and how deep it lies, sub-items (1a) after their point (1).

    Numbers are those of the letter (a bullet is none); only where it has none for any point they are counted. Empty
    for one without number among others that have one.
    """
    own = [_number_of(trail) for trail in trails]
    for position, (given, trail) in enumerate(zip(own, trails, strict=True), start=1):
        number = given or ("" if any(own) else str(position))
        label = (
            number if number.startswith(within) or not number else f"{within}{'' if number.isalpha() else '.'}{number}"
        )
        yield label, depth, trail
        yield from numbered(trail.parts, label, depth + 1)


def _number_of(trail: Trail) -> str:
    label = trail.recommendation.label or ""
    return label if any(char.isalnum() for char in label) else ""


def nothing_about(question: str) -> str:
    """What search says when it shows only what is nearest."""
    return f"Geen passage gevonden over “{question.strip()}”. Dit lijkt er het meest op:"


def authorities(document: Document) -> str:
    """To which municipality, province or water board it belongs, and who said so where a person did."""
    named = ", ".join(document.belongs_to)
    if document.placed_in is None:
        return named
    said = ", ".join(document.authorities) or "geen"
    return f"{named or 'geen'} (ingedeeld door een mens; uit de brief: {said})"


def body_authorities(body: Body) -> str:
    """To which the letters of a body belong, and who said so."""
    named = ", ".join(body.authorities) or "geen gemeente"
    return f"{named} (ingedeeld door {body.placed.by}, {day(body.placed.at.date())})" if body.placed else named


def nothing_found(question: str | None, where: Filter) -> str:
    """Why there is nothing to show at all; `question` is None when only the filters are asked."""
    if question is not None and not re.search(r"\w", question):
        return "Geen passages gevonden: typ een woord of een getal om op te zoeken."
    if where.since and where.until and where.since > where.until:
        return "Geen passages gevonden: de eerste dag ligt na de laatste."
    if where != Filter():
        return "Geen passages gevonden: de filters laten niets over."
    return "Geen passages gevonden."


def account(words: WordCount) -> str:
    """What became of the words of a file: "620 woorden: 580 in de tekst, 40 apart gezet, 0 niet gelezen"."""
    apart = sum(many for _, many in words.set_apart)
    parts = f"{number(words.read)} in de tekst, {number(apart)} apart gezet, {number(words.missing)} niet gelezen"
    return f"{amount(words.in_file, 'woord', 'woorden')}: {parts}"
