"""What an answer says of one point, read from all that it says of it."""

from __future__ import annotations

import pytest

from ingest.dutch.pipeline import analyse
from ingest.statements.position import Reading, read_position
from ingest.statements.position_judge import POSITIONS, Weights, chances, judge
from ingest.statements.position_signs import read_point, sign_example, sign_names, signs
from kb.model import Position

LOKET = "Open het loket op zaterdag."


def read(answer: str, point: str = LOKET, is_question: bool = False) -> Reading:
    return read_position(next(analyse([answer])), point, is_question=is_question)


@pytest.mark.parametrize("name", sign_names())
def test_a_sign_is_found_in_its_example(name: str) -> None:
    found = signs(next(analyse([sign_example(name)])), read_point(""))
    assert {f"+{name}", f"~{name}"} & found


@pytest.mark.parametrize(
    ("answer", "position"),
    [
        ("Met ingang van 1 mei gaat het loket op zaterdag open.", Position.ADOPTED),
        ("Wij begrijpen de wens. Toch zien wij hier geen ruimte voor.", Position.REJECTED),
        ("Hoe begrijpelijk uw wens ook is, het loket op zaterdag openen is niet haalbaar.", Position.REJECTED),
        ("Eerst onderzoeken wij of er vraag naar is. Daarna beslist de raad.", Position.DEFERRED),
        ("Het loket is sinds 2019 al op zaterdag open.", Position.EXISTING),
    ],
)
def test_an_answer_without_the_words_of_an_adoption_is_read(answer: str, position: Position) -> None:
    assert read(answer).position is position


def test_the_sentence_that_carries_the_position_is_marked() -> None:
    reading = read("Dank voor uw advies. Uw zorg is bekend. Wij zien geen reden om het loket op zaterdag te openen.")
    assert (reading.position, reading.at) == (Position.REJECTED, 2)
    assert reading.words.startswith("Wij zien geen reden")


def test_an_answer_of_no_sentences_says_nothing() -> None:
    assert read("") == Reading(Position.UNCLEAR, "", 0.5)


def test_words_of_the_point_are_known_in_other_forms() -> None:
    point = read_point("Rapporteer elk jaar over klachten.")
    assert "punt voltooid" in signs(next(analyse(["De rapportage is verstuurd."])), point)
    assert "deelt 0" in signs(next(analyse(["Het regent."])), point)


def test_numbers_of_the_point_are_compared() -> None:
    point = read_point("Verhoog het bedrag naar 750 euro.")
    assert "getal zelfde" in signs(next(analyse(["Het bedrag is nu 750 euro."])), point)
    assert "getal ander" in signs(next(analyse(["Het bedrag is nu 600 euro."])), point)


def test_chances_are_the_softmax_of_the_weights() -> None:
    row = [0.0] * len(POSITIONS)
    row[POSITIONS.index(Position.ADOPTED)] = 2.0
    found = chances({"ja": 1.0, "unknown": 1.0}, {"ja": row})
    assert sum(found.values()) == pytest.approx(1)
    assert max(found, key=found.__getitem__) is Position.ADOPTED
    assert chances({}, {})[Position.ADOPTED] == pytest.approx(1 / len(POSITIONS))


def test_what_sentences_say_one_after_another_counts() -> None:
    said = next(analyse(["Dat doen wij. Dat doen wij niet."]))
    rules = [Position.UNCLEAR] * 3
    key = f"{Position.ADOPTED.value}, dan {Position.REJECTED.value}"
    row = [9.0 if position is Position.PARTLY else 0.0 for position in POSITIONS]
    order = Weights({}, {key: row})
    judged = judge(said, read_point(""), rules, order)
    assert judged.chances[Position.PARTLY] > judged.chances[Position.ADOPTED]
    assert judge(said[:1], read_point(""), rules[:2], order).chances[Position.PARTLY] == pytest.approx(1 / 6)
