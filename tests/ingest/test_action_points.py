"""What minutes and plans note to be done: behind a label, below "Actielijst", in a table, after "Dit gaan we doen:"."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.statements.find import find_statements
from kb.model import BlockKind, DocumentKind, GroundKind, Passage, Statement, StatementKind, TextBox
from tests.ingest.letters import document, passages

MINUTES = DocumentKind.MINUTES


def noted(text: str, kind: DocumentKind = MINUTES) -> list[Statement]:
    """What is found as an action."""
    paper = document(kind)
    return [s for s in find_statements(paper, passages(paper, text)) if s.rests_on(GroundKind.ACTION)]


def texts(text: str, kind: DocumentKind = MINUTES) -> list[str]:
    return [each.text for each in noted(text, kind)]


@pytest.mark.parametrize(
    "label", ["Actie:", "ACTIE Joke:", "Actiepunt 3:", "Actiepunt 22-4:", "AP 7 –", "Afspraak:", "Actie Joke en Bram:"]
)
def test_what_stands_behind_a_label_is_promised(label: str) -> None:
    (found,) = noted(f"{label} de sleutel van de kantine ophalen bij de beheerder.")
    assert (found.kind, found.text) == (
        StatementKind.COMMITMENT, "de sleutel van de kantine ophalen bij de beheerder."
    )  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "Actie: geen.",
        "Actie: Bram heeft de sleutel opgehaald bij de beheerder.",
        "Actie: sleutel ophalen bij de beheerder, afgehandeld.",
        "De actie van de buurt leverde 300 euro op: een mooi bedrag.",
        "AP: een oordeel over camera's in de straat.",
    ],
)
def test_what_is_done_or_no_action_is_none(line: str) -> None:
    assert noted(line) == []


@pytest.mark.parametrize("heading", ["# Actielijst", "# 6. Gemaakte afspraken", "# Besluiten en acties", "Acties:"])
def test_the_items_below_a_heading_of_actions_are_promised(heading: str) -> None:
    found = texts(f"{heading}\n\n• Kasboek nakijken (Bram)\n\n• Zaal huren voor mei (Joke)\n\n• Vlag hijsen: klaar")
    assert found == ["Kasboek nakijken (Bram)", "Zaal huren voor mei (Joke)"]


def test_a_list_within_a_list_ends_with_the_next_number() -> None:
    list_ = "1. De kassa klemt al weken.\n\n• Acties:\n\n• Bram vervangt het slot.\n\n2. De deur piept ook al weken."
    assert texts(list_) == ["Bram vervangt het slot."]


def test_below_the_number_of_an_action_stands_what_it_is() -> None:
    assert texts("# Actiepunt 22-41:\n\nB. Smit levert een nieuwe begroting.") == [
        "B. Smit levert een nieuwe begroting."
    ]


@pytest.mark.parametrize(
    ("line", "is_task"),
    [
        ("Joke zoekt uit wat een nieuwe vlag kost.", True),
        ("De penningmeester verwerkt de wijzigingen in het kasboek.", True),
        ("Joke neemt dit op met de school.", True),
        ("Joke zoekt niet uit wat een nieuwe vlag kost.", False),
        ("Joke plant elk jaar een overleg met de school.", False),
        ("Joke zocht uit wat een nieuwe vlag kost.", False),
        ("De aannemer verwerkt de wijzigingen in het bestek.", False),
    ],
)
def test_who_is_named_takes_a_task_on(line: str, is_task: bool) -> None:
    assert texts(line) == ([line] if is_task else [])


def rows(*cells: str, kind: DocumentKind) -> list[Statement]:
    paper = document(kind, written=date(2025, 3, 3))
    made = [
        Passage(f"{paper.id}.{n}", paper.id, n, row, (TextBox(0, len(row), 1),), (), BlockKind.TABLE_ROW)
        for n, row in enumerate(cells, 1)
    ]
    return [s for s in find_statements(paper, made) if s.rests_on(GroundKind.ACTION)]


TABLE = ("Nr | Actie | Wie | Gereed | Status", "1 | Kasboek nakijken | Bram | 1 mei 2025 | loopt")


def test_a_row_of_a_table_of_actions_says_who_and_by_when() -> None:
    (found,) = rows(*TABLE, "2 | Vlag hijsen op Koningsdag | Joke | april | gereed", kind=MINUTES)
    assert (found.text, found.actor, found.due) == ("Kasboek nakijken", "Bram", date(2025, 5, 1))


def test_in_a_plan_they_are_intentions_and_in_advice_none() -> None:
    assert [s.kind for s in rows(*TABLE, kind=DocumentKind.OTHER)] == [StatementKind.INTENTION]
    assert rows(*TABLE, kind=DocumentKind.ADVICE) == []


def test_a_table_without_who_or_when_is_of_something_else() -> None:
    assert rows("Actie | Kosten", "Kasboek nakijken | 300 euro", kind=MINUTES) == []


def test_what_the_writers_are_going_to_do_is_listed_below() -> None:
    letter = "Dit gaan we doen:\n\n• de bibliotheek op zondag openstellen;\n\n• de leeszaal opknappen."
    found = noted(letter, DocumentKind.COUNCIL_LETTER)
    assert [s.kind for s in found] == [StatementKind.INTENTION] * 2
    assert noted(letter.replace("Dit gaan we doen", "Dit zien wij"), DocumentKind.COUNCIL_LETTER) == []
