"""Whom a recommendation is for, how firm it is, who promises, and by when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ingest.statements.find import find_statements
from kb.model import DocumentKind, Statement, StatementKind
from tests.ingest.letters import document, passages

R, Q, C = StatementKind.RECOMMENDATION, StatementKind.REQUEST, StatementKind.COMMITMENT


def only(kind: DocumentKind, text: str, of: StatementKind) -> Statement:
    letter = replace(document(kind), sender="Adviesraad Beekdal", addressee="college van Beekdal")
    (found,) = [s for s in find_statements(letter, passages(letter, text)) if s.kind is of]
    return found


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("Wij adviseren het college de huur te verlagen.", "het college"),
        ("Daarom roept de Adviesraad de gemeente op een meldpunt te openen.", "de gemeente"),
        ("Aanbieders zouden hun wachttijden zelf openbaar moeten maken, zo luidt ons advies.", "aanbieders"),
        ("De gemeente dient ouders eerder te betrekken.", "de gemeente"),
        ("Wij adviseren u de regeling te verlengen.", "college van Beekdal"),
        ("Het verdient aanbeveling de folder te herschrijven.", "college van Beekdal"),
        ("Wij bevelen aanbieders aan om samen te werken.", "aanbieders"),
    ],
)
def test_a_recommendation_is_for_whom_it_names_or_else_for_whom_the_letter_is(text: str, to: str) -> None:
    assert only(DocumentKind.ADVICE, text, R).addressee == to


def test_in_a_report_the_heading_says_whom_it_is_for() -> None:
    text = "# Aanbevelingen aan de raad\n\nStel heldere kaders vast voor het armoedebeleid."
    assert only(DocumentKind.AUDIT_REPORT, text, R).addressee == "de raad"


def test_a_report_that_names_nobody_is_for_nobody() -> None:
    text = "# Aanbevelingen\n\nStel heldere kaders vast voor het armoedebeleid."
    assert only(DocumentKind.AUDIT_REPORT, text, R).addressee is None


def test_what_is_repeated_was_said_to_who_answers() -> None:
    repeated = only(DocumentKind.RESPONSE_LETTER, "U adviseert ons de huur te verlagen.", R)
    assert repeated.addressee == "Adviesraad Beekdal"  # the sender of this letter


def test_a_motion_asks_whom_it_names() -> None:
    assert only(DocumentKind.MOTION, "Verzoekt het college een plan op te stellen.", Q).addressee == "het college"


@pytest.mark.parametrize(
    ("text", "soft"),
    [
        ("Van groot belang is dat de wachttijd korter wordt.", True),
        ("Een vaste begeleider is randvoorwaardelijk voor een goed resultaat.", True),
        ("Het is wenselijk dat het loket langer open is.", True),
        ("Wij vragen aandacht voor jonge mantelzorgers.", True),
        ("Wij adviseren de wachttijd te verkorten.", False),
        ("Wij verzoeken u met klem de regeling te behouden.", False),
    ],
)
def test_what_only_says_that_it_matters_is_soft(text: str, soft: bool) -> None:
    assert only(DocumentKind.ADVICE, text, R).soft is soft


@pytest.mark.parametrize(
    ("text", "who", "due"),
    [
        ("Wij sturen u vóór 1 juli 2025 een overzicht.", "Adviesraad Beekdal", date(2025, 7, 1)),
        ("Wethouder Van Dalen zal de raad in mei informeren.", "wethouder Van Dalen", date(2025, 5, 31)),
        ("Wij zullen u binnen zes weken berichten.", "Adviesraad Beekdal", date(2025, 4, 14)),
        ("De raad ontvangt het plan in het derde kwartaal.", "Adviesraad Beekdal", date(2025, 9, 30)),
    ],
)
def test_a_promise_has_a_maker_and_a_day(text: str, who: str, due: date) -> None:
    promise = only(DocumentKind.RESPONSE_LETTER, text, C)
    assert (promise.actor, promise.due) == (who, due)


@pytest.mark.parametrize(
    ("kind", "text", "who", "to"),
    [
        (
            DocumentKind.RESPONSE_LETTER,
            "Wij sturen u vóór 1 juli een overzicht.",
            "Adviesraad Beekdal",
            "college van Beekdal",
        ),
        (DocumentKind.MINUTES, "Wethouder Smit zegt de raad een brief toe.", "wethouder Smit", "de raad"),
        (DocumentKind.MINUTES, "De wethouder zoekt uit wie er wachten.", "wethouder", None),
        (
            DocumentKind.MINUTES,
            "De wethouder stuurt na overleg met wethouder Vos de commissie Wonen een memo.",
            "wethouder",
            "de commissie Wonen",
        ),
        (DocumentKind.MINUTES, "Wethouder Smit zoekt de vraag van het lid Bos uit.", "wethouder Smit", None),
        (
            DocumentKind.MINUTES,
            "De burgemeester: ik zal uw raad in mei informeren.",
            "burgemeester",
            "de raad",
        ),
    ],
)
def test_a_promise_is_made_by_one_to_another(kind: DocumentKind, text: str, who: str, to: str | None) -> None:
    promise = only(kind, text, C)
    assert (promise.actor, promise.addressee) == (who, to)


def test_who_was_named_in_an_earlier_paragraph_of_the_section_promises() -> None:
    text = "# Sport\n\nWethouder Smit licht de nota toe.\n\nDe wethouder zegt toe de cijfers na te sturen."
    assert only(DocumentKind.MINUTES, text, C).actor == "wethouder Smit"
    other = "# Sport\n\nWethouder Smit licht de nota toe.\n\n# Zorg\n\nDe wethouder zegt toe de cijfers na te sturen."
    assert only(DocumentKind.MINUTES, other, C).actor == "wethouder"


def test_a_term_without_a_day_is_kept_in_its_words() -> None:
    promise = only(DocumentKind.RESPONSE_LETTER, "Wij sturen u bij de kadernota een overzicht.", C)
    assert (promise.due, promise.due_text) == (None, "bij de kadernota")
