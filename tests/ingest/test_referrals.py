"""A response that only points at another answer gets the position of that answer."""

from __future__ import annotations

import pytest

from ingest.statements.cross_reference import referred
from kb.model import DocumentKind, Position, Relation
from kb.why import why
from tests.ingest.test_link import ADVICE, letter, links


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Zie het antwoord op aanbeveling 3.", "3"),
        ("Hiervoor verwijzen wij naar onze reactie op punt 2.", "2"),
        ("Zie hierboven bij aanbeveling 1.", "1"),
        ("Zie 2 en 3.", "2 3"),
        ("Zie onze reactie op de aanbevelingen 2 tot en met 4.", "2 3 4"),
        ("Zie hiervoor de beantwoording van vraag 5.", "5"),
        ("Wij verwijzen u naar wat wij onder 1a hebben geschreven.", "1a"),
        ("Wij verwijzen naar artikel 3 van de verordening.", ""),
        ("Zie onze brief van 3 mei 2024.", ""),
        ("Zie bijlage 2.", ""),
        ("Wij zien 2 mogelijkheden.", ""),
        ("Zie het beleidskader 2019-2022.", ""),
    ],
)
def test_what_a_response_points_at(text: str, numbers: str) -> None:
    assert " ".join(referred(text)) == numbers


def reply(first: str, second: str) -> str:
    return f"""
    # 1. Wachttijden

    U adviseert ons de wachttijden elk kwartaal openbaar te maken.

    {first}

    # 2. Meldpunt

    U adviseert ons een meldpunt voor mantelzorgers te openen.

    {second}
    """


def positions(text: str) -> dict[str, list[tuple[str, Position | None]]]:
    """Per point of the advice: the words of each answer and its position."""
    advice = letter(DocumentKind.ADVICE, "advies", ADVICE)
    answer = letter(DocumentKind.RESPONSE_LETTER, "reactie", text)
    words = {s.id: s.text for each in (advice, answer) for s in each.statements}
    own = {s.id for s in advice.statements}
    found: dict[str, list[tuple[str, Position | None]]] = {}
    for each in links(advice, answer, answers={"reactie": advice}):
        if each.relation is Relation.ANSWERS and each.target_id in own:
            found.setdefault(words[each.target_id].split()[1], []).append((words[each.source_id], each.position))
    return found


def test_the_answer_that_is_pointed_at_counts_for_both_points() -> None:
    found = positions(reply("Wij nemen dit advies over.", "Zie het antwoord op aanbeveling 1."))
    taken = ("Wij nemen dit advies over.", Position.ADOPTED)
    assert found["wachttijden"] == [taken]
    assert found["meldpunt"] == [("Zie het antwoord op aanbeveling 1.", Position.ADOPTED), taken]


def test_it_may_stand_further_on_and_be_short() -> None:
    found = positions(reply("Zie punt 2.", "Daarvoor zien wij geen aanleiding."))
    assert found["wachttijden"][0] == ("Zie punt 2.", Position.REJECTED)


def test_what_says_something_itself_keeps_its_own_position() -> None:
    found = positions(
        reply("Wij nemen dit advies over.", "Wij nemen dit advies niet over. Zie ook het antwoord op punt 1.")
    )
    assert [position for _, position in found["meldpunt"]] == [Position.REJECTED]


@pytest.mark.parametrize("elsewhere", ["Zie het antwoord op aanbeveling 7.", "Zie het antwoord op aanbeveling 2."])
def test_what_leads_nowhere_or_to_itself_is_unclear(elsewhere: str) -> None:
    found = positions(reply("Wij nemen dit advies over.", elsewhere))
    assert found["meldpunt"] == [(elsewhere, Position.UNCLEAR)]


def test_two_that_point_at_each_other_are_unclear() -> None:
    found = positions(reply("Zie het antwoord op punt 2.", "Zie het antwoord op punt 1."))
    assert {position for each in found.values() for _, position in each} == {Position.UNCLEAR}


QUESTIONS = """
# Vraag 1

Bent u bereid een meldpunt te openen?

# Antwoord op vraag 1

Ja, dat zullen wij doen.

# Vraag 2

Bent u bereid een telefoonlijn te openen?

# Antwoord op vraag 2

Nee, daar zien wij geen reden voor.

# Vraag 3

Bent u bereid dit ook voor jongeren te doen?

# Antwoord op vraag 3

Zie de antwoorden op de vragen 1 en 2.
"""


def test_answers_that_differ_are_both_shown_and_the_position_stays_open() -> None:
    letters = letter(DocumentKind.ANSWERS, "vragen", QUESTIONS)
    third = next(s.id for s in letters.statements if s.label == "3")
    found = [each for each in links(letters) if each.target_id == third]
    assert [each.position for each in found] == [Position.UNCLEAR, Position.ADOPTED, Position.REJECTED]
    assert all("verwijst naar het antwoord op aanbeveling 1 en 2" in why(each.grounds) for each in found)
