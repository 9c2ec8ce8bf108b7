"""Advice that a document tells of: in the explanation of a plan, in a memo of answers, in a letter to parliament."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ingest.dutch.pipeline import analyse
from ingest.statements import remarks
from ingest.statements.find import find_statements
from kb.model import BlockKind, DocumentKind, GroundKind, Statement, StatementKind
from tests.ingest.letters import document, passages


def advice(kind: DocumentKind, text: str) -> list[Statement]:
    letter = document(kind)
    found = find_statements(letter, passages(letter, text))
    return [each for each in found if each.kind is StatementKind.RECOMMENDATION]


@pytest.mark.parametrize(
    "text",
    [
        "De Veiligheidsregio Zuidrand adviseert om bij de ingang een tweede brandkraan te plaatsen.",
        "Wel verzoekt de wijkraad het fietspad langs de vaart in de regels op te nemen.",
        "Verzocht wordt om een tekening van de duiker op te nemen.",
        "De gemeente Oosterbeemd wordt verzocht een afschrift van de overeenkomst te sturen.",
    ],
)
def test_advice_of_another_is_repeated_advice(text: str) -> None:
    (found,) = advice(DocumentKind.OTHER, text)
    assert (found.text, found.restated) == (text, True)


@pytest.mark.parametrize(
    "text",
    [
        "De drukke arbeidsmarkt vraagt om een nieuwe blik op het werk.",
        "De wijkraad vraagt zich af of de brug breed genoeg is om elkaar te passeren.",
        "Ouders vragen om de school later te laten beginnen.",
        "Joop vraagt iedereen een taart mee te nemen.",
        "De veiligheidsregio adviseert het college al jaren over branden.",
        "Dan kan de wijkagent worden gevraagd om langs te gaan.",
        "De gemeente adviseert bewoners om hun fiets binnen te zetten.",
    ],
)
def test_what_asks_for_no_act_of_the_reader_is_none(text: str) -> None:
    assert advice(DocumentKind.OTHER, text) == []


def test_an_answer_to_an_adviser_argues_with_others() -> None:
    found = advice(DocumentKind.RESPONSE_LETTER, "Het Waterplatform adviseert om sloten breder te maken.")
    assert not any(each.rests_on(GroundKind.TOLD) for each in found)


def test_in_a_memo_of_answers_each_part_has_its_own_voice() -> None:
    memo = (
        "# 1. Waterplatform Oosterbeemd\n\nHet platform verzoekt een duiker op de kaart te zetten.\n\n"
        "# Gemeentelijke reactie:\n\nWij sturen het platform in mei de aangepaste kaart."
    )
    letter = document(DocumentKind.OTHER)
    found = find_statements(letter, passages(letter, memo))
    assert [each.kind for each in found if each.kind in {StatementKind.RECOMMENDATION, StatementKind.COMMITMENT}] == [
        StatementKind.RECOMMENDATION, StatementKind.COMMITMENT,
    ]  # fmt: skip


NOTA = """
# 2. Vooroverleg

## 2.1 Provincie

a. De provincie ziet het plan buiten de kern liggen. Zij adviseert de behoefte aan grond te onderbouwen.

Reactie gemeente:

De toelichting is aangevuld.

b. Gevraagd wordt de inpassing in de regels vast te leggen.

Reactie gemeente:

Dat is gebeurd in artikel 3.

## 2.2 Dorpsraad Broek

a. De dorpsraad maakt zich zorgen over de vrachtwagens. Hij pleit voor een weg om het dorp.

Reactie gemeente:

Zo'n weg kost te veel.
"""


def test_what_is_asked_in_a_remark_is_repeated_whoever_asks_it() -> None:
    found = advice(DocumentKind.RESPONSE_LETTER, NOTA)
    assert [each.text for each in found if each.restated] == [
        "Zij adviseert de behoefte aan grond te onderbouwen.",
        "Gevraagd wordt de inpassing in de regels vast te leggen.",
        "Hij pleit voor een weg om het dorp.",
    ]


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("Indiener vraagt om een opname van zijn woning.", True),
        ("Zij willen dat de norm hoger wordt.", True),
        ("De bewoners zien graag dat de speeltuin blijft.", True),
        ("Reclamant stelt voor de weg te verleggen.", True),
        ("Verzoek is om te verwijzen naar het beleid van het waterschap.", True),
        ("Indieners vragen zich af hoe lang de bouw gaat duren.", False),
        ("De provincie merkt op dat de onderbouwing ontbreekt.", False),
        ("Inspreker vindt dat er te weinig parkeerplaatsen komen.", False),
        ("Wij vragen hem om geduld.", False),
    ],
)
def test_who_asks_in_a_remark_says_what_he_wants(said: str, *, asks: bool) -> None:
    (found,) = next(analyse([said]))
    assert remarks.asks(found) is asks


def in_table(kind: DocumentKind, rows: Sequence[str]) -> list[tuple[StatementKind, str]]:
    """What is found in a table, as kind and words."""
    letter = document(kind)
    made = [replace(each, kind=BlockKind.TABLE_ROW) for each in passages(letter, "\n\n".join(rows))]
    return [(each.kind, each.text) for each in find_statements(letter, made)]


def test_in_a_table_of_remarks_what_is_asked_stands_beside_its_answer() -> None:
    rows = (
        "Nr. | Samenvatting zienswijze | Beantwoording | Gevolgen",
        "1.1 | Indiener vreest voor zijn uitzicht. Hij verzoekt de hoogte te verlagen. | De hoogte is verlaagd. | Ja",
        "1.2 | Indiener vraagt zich af wanneer de bouw begint. | Dat is in mei. | Nee",
    )
    shown = set(in_table(DocumentKind.RESPONSE_LETTER, rows))
    assert shown == {
        (StatementKind.RECOMMENDATION, "Hij verzoekt de hoogte te verlagen."),
        (StatementKind.RESPONSE, "De hoogte is verlaagd. | Ja"),
    }


def test_all_of_a_proposed_solution_is_asked() -> None:
    note = "".join(
        f"Onderwerp: kaart {n}\n\nOpmerking: de kaart klopt niet.\n\nOplossingsrichting: kaart {n} vervangen\n\n"
        f"Terugkoppeling: Aangepast.\n\n"
        for n in (1, 2)
    )
    assert [each.text for each in advice(DocumentKind.OTHER, note)] == ["kaart 1 vervangen", "kaart 2 vervangen"]


ACCOUNT = """
Nota van beantwoording zienswijzen

Indiener pleit voor een autovrije kade op zaterdag.

De winkeliersvereniging wil dat de laadplekken blijven.

Indiener stelt voor om de halte naar het plein te verplaatsen.

Indiener vraagt zich af wat dat kost, en de gemeente wil dat eerst weten.
"""


@pytest.mark.parametrize("kind", [DocumentKind.OTHER, DocumentKind.RESPONSE_LETTER])
def test_an_account_of_reactions_tells_what_each_wants(kind: DocumentKind) -> None:
    found = advice(kind, ACCOUNT)
    assert [(s.text.split()[1], s.restated) for s in found] == [
        ("pleit", True), ("winkeliersvereniging", True), ("stelt", True)
    ]  # fmt: skip


def test_elsewhere_who_wants_something_is_not_repeated() -> None:
    assert advice(DocumentKind.OTHER, "De winkeliersvereniging wil dat de laadplekken blijven.") == []


def test_a_table_of_advice_with_a_judgement_beside_it_gives_both_also_where_nobody_is_known_to_write_it() -> None:
    rows = (
        "Aanbeveling | Oordeel directie | Toelichting | Actie",
        "Neem in iedere overeenkomst een budget op. | Deels akkoord | Alleen bij nieuwe pompen. | Model aanpassen",
        "Stel een meldpunt in voor storingen. | Dit past niet bij onze taak. | De provincie heeft er een. | Geen",
    )
    shown = in_table(DocumentKind.OTHER, rows)
    assert (StatementKind.RESPONSE, "Deels akkoord | Alleen bij nieuwe pompen. | Model aanpassen") in shown
    assert (StatementKind.RESPONSE, "Dit past niet bij onze taak. | De provincie heeft er een.") in shown
    assert [text for kind, text in shown if kind is StatementKind.RECOMMENDATION] == [
        "Neem in iedere overeenkomst een budget op.", "Stel een meldpunt in voor storingen.",
    ]  # fmt: skip


def answer(text: str, addressee: str = "Fietsersbond afdeling Veenoord") -> list[Statement]:
    letter = replace(
        document(DocumentKind.RESPONSE_LETTER), sender="College van burgemeester en wethouders van Veenoord",
        addressee=addressee,
    )  # fmt: skip
    found = find_statements(letter, passages(letter, f"Geacht bestuur,\n\n{text}\n\nDe palen staan er sinds mei."))
    return [each for each in found if each.kind is StatementKind.RECOMMENDATION]


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("De bond vroeg ook om gladheidbestrijding op de paden naar het college.", "Fietsersbond afdeling Veenoord"),
        ("De Seniorenraad wil dat in ieder plan een vijfde geclusterd wordt gebouwd.", "Seniorenraad Veenoord"),
        ("De seniorenraad pleit voor een looptijd van zestien jaar.", "Seniorenraad Veenoord"),
    ],
)
def test_an_answer_tells_in_the_third_person_what_its_adviser_wants(text: str, addressee: str) -> None:
    (found,) = answer(text, addressee)
    assert (found.text, found.restated, found.rests_on(GroundKind.TOLD)) == (text, True, True)


@pytest.mark.parametrize(
    "text",
    [
        "De Seniorenraad wil dat in ieder plan een vijfde geclusterd wordt gebouwd.",
        "De Fietsersbond vraagt zich af of dat kan.",
        "De gemeente wil dat iedereen fietst.",
        "Wil de bond dat de palen blijven staan?",
    ],
)
def test_what_another_wants_or_nobody_asks_is_not_told_again(text: str) -> None:
    assert not any(each.rests_on(GroundKind.TOLD) for each in answer(text))


def test_a_letter_to_the_council_tells_what_the_body_wants_with_whose_advice_it_opens() -> None:
    letter = replace(document(DocumentKind.COUNCIL_LETTER), addressee="Gemeenteraad van Veenoord", title="zonneparken")
    opening = "Wij zenden u het advies van de Adviseur Ruimtelijke Kwaliteit over zonneparken."
    text = f"{opening}\n\nDe adviseur bepleit een maximale omvang per landschap.\n\nDe raad wil dat er hekken komen."
    found = [each for each in find_statements(letter, passages(letter, text)) if each.rests_on(GroundKind.TOLD)]
    assert [each.text for each in found] == ["De adviseur bepleit een maximale omvang per landschap."]
