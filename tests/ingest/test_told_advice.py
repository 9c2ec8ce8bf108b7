"""Advice that a document tells of: in the explanation of a plan, in a memo of answers, in a letter to parliament."""

from __future__ import annotations

import pytest

from ingest.statements.find import find_statements
from kb.model import DocumentKind, GroundKind, Statement, StatementKind
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
