"""Dutch words, dates and numbers as people read them: the single place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kb.model import Relation, StatementKind, Trail, WordCount

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

VIA_PARENT = "via hoofdpunt"  # a part without an answer of its own has the status of its main point
NO_TERM = "geen termijn ingesteld"
BY_HAND = "met de hand"  # how `found_by` begins of what a person made


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


def account(words: WordCount) -> str:
    """What became of the words of a file: "620 woorden: 580 in de tekst, 40 apart gezet, 0 niet gelezen"."""
    apart = sum(many for _, many in words.set_apart)
    parts = f"{number(words.read)} in de tekst, {number(apart)} apart gezet, {number(words.missing)} niet gelezen"
    return f"{amount(words.in_file, 'woord', 'woorden')}: {parts}"
