"""Advice in tables: a column for what is advised, with or without the answer beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ingest.statements.find import find_statements
from kb.model import BlockKind, DocumentKind, Passage, Statement, StatementKind, TextBox
from tests.ingest.letters import document, passages

R, A = StatementKind.RECOMMENDATION, StatementKind.RESPONSE


def found(kind: DocumentKind, text: str) -> tuple[Statement, ...]:
    letter = document(kind)
    return find_statements(letter, [row(each) if " | " in each.text else each for each in passages(letter, text)])


def row(passage: Passage) -> Passage:
    """A passage as the row of a table, in which a number is part of the words."""
    words = f"{passage.label}. {passage.text}" if passage.label else passage.text
    return replace(passage, kind=BlockKind.TABLE_ROW, text=words, boxes=(TextBox(0, len(words), 1),), label=None)


def read(kind: DocumentKind, text: str) -> list[tuple[StatementKind, str | None, str]]:
    return [(each.kind, each.label, each.text) for each in found(kind, text)]


def test_each_row_of_a_table_of_advice_is_a_recommendation_with_its_number() -> None:
    assert read(
        DocumentKind.ADVICE,
        """
        Nr. | Onderwerp | Advies | Toelichting

        1 | Vervoer | Laat de taxi ook na elf uur rijden. | Wie uitgaat, komt nu niet thuis.

        2. | Loket | Een vast gezicht achter de balie. | Mensen moeten nu steeds opnieuw beginnen.
        """,
    ) == [(R, "1", "Laat de taxi ook na elf uur rijden."), (R, "2", "Een vast gezicht achter de balie.")]


def test_a_title_may_go_over_the_number_of_a_point_and_its_words() -> None:
    text = "Advies van de raad |  | Reactie college\n\n1 | Zet bankjes langs de vaart. | Dat doen wij niet."
    found = read(DocumentKind.RESPONSE_LETTER, text)
    assert (StatementKind.RECOMMENDATION, "1", "Zet bankjes langs de vaart.") in found


def test_a_cell_may_hold_the_number_itself_and_a_long_one_only_gives_its_first_sentence() -> None:
    reasons = "Dat is nodig omdat er nu veel mensen op een plek wachten die zij niet kunnen krijgen. " * 3
    assert read(
        DocumentKind.AUDIT_REPORT,
        f"""
        Bevinding | Aanbeveling

        De lijst is lang. | Aanbeveling 3: Maak de lijst openbaar. {reasons}

        Niemand belt terug. | b. Bel iedereen binnen een week terug.
        """,
    ) == [(R, "3", "Maak de lijst openbaar."), (R, "b", "Bel iedereen binnen een week terug.")]


def test_a_head_in_the_words_of_an_advice_is_none() -> None:
    assert read(
        DocumentKind.AUDIT_REPORT,
        """
        Nr. | De rekenkamer beveelt aan om | Wie

        1 | Leg vast wie de uitgaven controleert. | De directie
        """,
    ) == [(R, None, "Leg vast wie de uitgaven controleert.")]


def test_an_answering_table_gives_each_point_with_the_answer_beside_it() -> None:
    answers = """
        Advies | Reactie college

        1. Laat de taxi ook na elf uur rijden. | Dit advies nemen wij over. De taxi rijdt vanaf mei.

        2. Zorg voor een vast gezicht. | Dat is niet mogelijk: er zijn te weinig mensen.
        """
    assert read(DocumentKind.RESPONSE_LETTER, answers) == [
        (R, "1", "Laat de taxi ook na elf uur rijden."),
        (A, None, "Dit advies nemen wij over. De taxi rijdt vanaf mei."),
        (StatementKind.COMMITMENT, None, "De taxi rijdt vanaf mei."),
        (R, "2", "Zorg voor een vast gezicht."),
        (A, None, "Dat is niet mogelijk: er zijn te weinig mensen."),
    ]
    assert all(each.restated for each in found(DocumentKind.RESPONSE_LETTER, answers) if each.kind is R)


def test_a_row_without_an_answer_does_not_take_that_of_the_next_row() -> None:
    said = read(
        DocumentKind.RESPONSE_LETTER,
        """
        Advies | Reactie

        1. Laat de taxi ook na elf uur rijden. | Zie boven

        Loket | Dat nemen wij over.
        """,
    )
    assert [each for each in said if each[0] is A] == []


@pytest.mark.parametrize(
    "header", ["Aanbeveling 2027 | Opvolging", "Aanbeveling | Stand van zaken", "Reactie op advies | Toelichting"]
)
def test_what_became_of_earlier_advice_is_no_new_advice(header: str) -> None:
    assert read(DocumentKind.AUDIT_REPORT, f"{header}\n\nDe lijst is nu openbaar. | Dat is goed gelukt.") == []


def test_rows_of_another_table_are_not_read_below_the_header_of_the_first() -> None:
    assert read(
        DocumentKind.ADVICE,
        """
        Onderwerp | Advies

        Vervoer | Laat de taxi ook na elf uur rijden.

        Zo vaak ging het mis:

        Zuid | Vier keer in een jaar
        """,
    ) == [(R, None, "Laat de taxi ook na elf uur rijden.")]


def test_a_table_of_promises_in_a_decision_list_makes_them() -> None:
    said = found(
        DocumentKind.DECISION_LIST,
        """
        Nr. | Onderwerp | Toezegging | Portefeuillehouder | Verwachte afdoening

        1 | Vervoer | Overzicht van de ritten naar de raad. | De Boer | voor het zomerreces

        2 | Loket | De wethouder stuurt de commissie een memo. | Smit | bij de kadernota

        3 | Bad | Motie Houd het bad open | Smit | 2026
        """,
    )
    assert [(s.label, s.text, s.actor, s.due, s.due_text, s.restated) for s in said] == [
        ("1", "Overzicht van de ritten naar de raad.", "De Boer", date(2025, 6, 30), "voor het zomerreces", False),
        ("2", "De wethouder stuurt de commissie een memo.", "Smit", None, "bij de kadernota", False),
    ]


def test_a_letter_with_such_a_table_repeats_them() -> None:
    said = found(DocumentKind.COUNCIL_LETTER, "Toezegging | Stand van zaken\n\nEen memo over het loket. | Loopt.")
    assert [(s.text, s.restated) for s in said] == [("Een memo over het loket.", True)]


@pytest.mark.parametrize("sign", ["", ".", ":", " –"])
def test_each_item_below_a_heading_has_its_own_number(sign: str) -> None:
    said = found(
        DocumentKind.DECISION_LIST,
        f"# Toezeggingen\n\nT1{sign} Wethouder Smit belt de boer. T2{sign} De burgemeester belt de molenaar.",
    )
    assert [(s.label, s.text, s.actor) for s in said] == [
        ("T1", "Wethouder Smit belt de boer.", "wethouder Smit"),
        ("T2", "De burgemeester belt de molenaar.", "burgemeester"),
    ]


def test_a_numbered_heading_holds_for_the_paragraph_below_it() -> None:
    said = found(
        DocumentKind.MINUTES,
        "# Toezegging 3:\n\nHet college belt de boer.\n\nWethouder Smit zegt dat het regent.",
    )
    assert [(s.label, s.text) for s in said] == [("3", "Het college belt de boer.")]


@pytest.mark.parametrize("last", ["Verantwoordelijke", "Gericht aan", "Wie?"])
def test_a_header_of_five_words_is_a_header_and_whoever_is_responsible_is_no_answer(last: str) -> None:
    assert read(
        DocumentKind.ADVICE,
        f"""
        Nummer | Onze aanbeveling aan het college | {last}

        1 | Leg vast wie de uitgaven controleert. | College

        2 | Meld afwijkingen aan de raad. | College
        """,
    ) == [(R, "1", "Leg vast wie de uitgaven controleert."), (R, "2", "Meld afwijkingen aan de raad.")]


def test_a_cell_in_which_a_table_stood_gives_its_rows_with_their_numbers() -> None:
    assert read(
        DocumentKind.ADVICE,
        """
        Onderdeel | Advies

        Zwembad | 1 Verwarm het bad in de winter.

        Zwembad | 2 Open het bad op zondag.
        """,
    ) == [(R, "1", "Verwarm het bad in de winter."), (R, "2", "Open het bad op zondag.")]


def test_an_adviser_may_print_the_reaction_beside_each_point() -> None:
    assert read(
        DocumentKind.ADVICE,
        """
        Nr. | Bevinding | Aanbeveling | Reactie gemeente

        1 | Wachtwoorden blijven geldig. | Sluit rekeningen op de laatste werkdag. | Eens. Dat gebeurt vanaf mei.

        2 | Niemand kent de lijst. | Maak de lijst openbaar. | Reactie volgt.
        """,
    ) == [
        (R, "1", "Sluit rekeningen op de laatste werkdag."),
        (A, None, "Eens. Dat gebeurt vanaf mei."),
        (R, "2", "Maak de lijst openbaar."),
        (A, None, "Reactie volgt."),
    ]


@pytest.mark.parametrize(
    "whose", ["", " van het college van burgemeester en wethouders", " door het dagelijks bestuur van het waterschap"]
)
def test_a_head_may_say_whose_reaction_stands_below_it(whose: str) -> None:
    assert read(
        DocumentKind.RESPONSE_LETTER,
        f"""
        Nr. | Aanbeveling | Reactie{whose}

        1 | Open het loket ook op zaterdag. | Dit nemen wij over.
        """,
    ) == [(R, "1", "Open het loket ook op zaterdag."), (A, None, "Dit nemen wij over.")]


@pytest.mark.parametrize(("said", "beside"), [
    ("Nemen wij over.", "Nemen wij niet over."), ("Ja, per 1 januari", "Nee, geen middelen"), ("Doen we", "Kan niet"),
])  # fmt: skip
def test_the_cell_below_a_title_that_says_so_answers_the_point_however_short_it_is(said: str, beside: str) -> None:
    rows = f"""
        Thema | Wat adviseert de raad? | Reactie college

        Park | 1. Zet bankjes langs de vaart. | {said}

        Loket | 2. Open het loket op zaterdag. | {beside}

        Straat | 3. Verlaag de stoep bij de school. | –
    """
    assert [each for each in read(DocumentKind.RESPONSE_LETTER, rows) if each[0] is A] == [
        (A, None, said), (A, None, beside),
    ]  # fmt: skip
