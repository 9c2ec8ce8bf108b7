"""Dutch words, dates and numbers as people read them: the single place."""

from __future__ import annotations

from datetime import date

from kb.model import Relation, StatementKind

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

VIA_PARENT = "via hoofdpunt"  # a part without an answer of its own has the status of its main point
NO_TERM = "geen termijn ingesteld"


def day(value: date | None) -> str:
    """1 december 2020; empty when there is no date."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else ""


def number(value: float, decimals: int = 0) -> str:
    """1.234,5"""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def percent(share: float, decimals: int = 0) -> str:
    """12,5 %; the share is between 0 and 1."""
    return f"{number(share * 100, decimals)} %"


def amount(value: int, one: str, more: str) -> str:
    """1 document, 2 documenten"""
    return f"{number(value)} {one if value == 1 else more}"
