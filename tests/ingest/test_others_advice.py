"""Whose advice a sentence gives: the writer's, or another's that he argues with. Texts are made up for these tests."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.statements.draft import parts_of
from ingest.statements.find import find_statements
from ingest.statements.writer import Writer
from kb.model import DocumentKind, StatementKind
from tests.ingest.letters import document, passages

SENDER = "Commissie voor de Monumenten Veenoord"


def advised(text: str, sender: str | None = SENDER) -> list[str]:
    letter = replace(document(DocumentKind.ADVICE), sender=sender)
    found = find_statements(letter, passages(letter, text))
    return [each.text for each in found if each.kind is StatementKind.RECOMMENDATION]


@pytest.mark.parametrize(
    "text",
    [
        "De Bond van Molenaars beveelt gemeenten aan om de wieken ieder jaar te laten keuren.",
        "Ook heeft Het Groene Genootschap de provincie al vaker opgeroepen om de oevers te herstellen.",
        "Landelijk pleit het Molenfonds voor een ruimere regeling.",
        "In het rapport van het Molenfonds wordt aanbevolen om de wieken te laten keuren.",
        "Omwonenden vinden dat de gemeente de oever moet herstellen.",
        "De aannemer adviseert ons de muur te vervangen.",
    ],
)
def test_what_another_advises_is_no_advice_of_the_writer(text: str) -> None:
    assert advised(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "De commissie beveelt de gemeente aan om de wieken ieder jaar te laten keuren.",
        "De Monumentencommissie adviseert het college om de wieken ieder jaar te laten keuren.",
        "Daarom adviseert de Commissie voor de Monumenten om de wieken te laten keuren.",
        "Wij adviseren het Molenfonds om de wieken ieder jaar te laten keuren.",
        "Het college adviseren wij om de wieken ieder jaar te laten keuren.",
        "Vraag de molenaar om de wieken ieder jaar te laten keuren.",
    ],
)
def test_what_the_writer_advises_in_his_own_name_is_his(text: str) -> None:
    assert advised(text) == [text]


def test_who_names_no_sender_and_says_we_does_not_speak_of_himself_by_another_name() -> None:
    others = "De Molenbond adviseert gemeenten om de wieken elk jaar door een vakman te laten keuren."
    assert advised(f"Wij lazen uw plan.\n\n{others}", None) == []


def test_who_neither_names_himself_nor_says_we_may_be_whoever_advises() -> None:
    text = "De Molenraad adviseert om de wieken ieder jaar te laten keuren."
    assert advised(text, None) == [text]


def test_whose_advice_a_paper_tells_again_and_again_is_not_quoted_in_passing() -> None:
    told = [f"De Staatsraad adviseert om artikel {number} te schrappen." for number in (4, 5, 6)]
    letter = replace(document(DocumentKind.ADVICE), sender="Minister van Waterwegen")
    parts = parts_of(letter, passages(letter, "\n\n".join(told)))
    writer = Writer.of(letter, parts)
    assert not any(writer.leaves_to_others(part.sentences[0]) for part in parts)
