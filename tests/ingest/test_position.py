"""What an answer says of one point, read from all that it says of it."""

from __future__ import annotations

import pytest

from ingest.dutch.pipeline import analyse
from ingest.statements.position import Reading, decided, read_position
from ingest.statements.position_judge import PAIRED, POSITIONS, Judgement, Weights, both, chances, judge
from ingest.statements.position_signs import OTHER_MEASURE, read_point, sign_example, sign_names, signs
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


@pytest.mark.parametrize(
    ("answer", "position"),
    [
        ("Uw advies wordt overgenomen: ☒ nee", Position.REJECTED),
        ("Uw advies wordt overgenomen: nee ☒", Position.REJECTED),
        ("Overgenomen: nee", Position.REJECTED),
        ("Uw advies wordt overgenomen: ☒ ja", Position.ADOPTED),
    ],
)
def test_what_was_ticked_behind_an_adoption_decides(answer: str, position: Position) -> None:
    assert read(answer).position is position


def test_agreement_in_one_word_is_an_adoption_and_what_is_said_behind_it_limits_it() -> None:
    assert read("Eens. Dit past bij de planning die wij invoeren.").position is Position.ADOPTED
    assert read("Eens. De zaterdag laten wij echter vervallen.").position is not Position.ADOPTED
    assert read("Deels eens.").position is not Position.ADOPTED
    assert read("Eens met de constatering.").position is not Position.ADOPTED


@pytest.mark.parametrize("again", [LOKET, f'"{LOKET}"', "“Open het loket.”", "Open op zaterdag het loket!"])
def test_a_point_that_is_told_once_more_takes_no_position(again: str) -> None:
    assert read(again).position is Position.UNCLEAR
    assert read(f"{again} Wij zien hier geen ruimte voor.").position is Position.REJECTED
    assert read(f"{again} Wij nemen dit advies over.").position is Position.ADOPTED


@pytest.mark.parametrize("answer", ["Wij openen het loket op zaterdag.", "Vanaf mei is het loket op zaterdag open."])
def test_a_statement_in_the_words_of_the_point_is_no_repetition(answer: str) -> None:
    assert read(answer).position is Position.ADOPTED


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
    both = judge(said, read_point(""), rules, weights=order)
    assert both.chances[Position.PARTLY] > both.chances[Position.ADOPTED]
    assert judge(said[:1], read_point(""), rules[:2], weights=order).chances[Position.PARTLY] == pytest.approx(1 / 6)


TRAM = "Laat de tram op zondag ook in de avond rijden."


@pytest.mark.parametrize(
    ("answer", "point", "position"),
    [
        ("De eerste zondagse avondrit was op 4 februari. Er stapten 31 reizigers in.", TRAM, Position.ADOPTED),
        ("Met de vervoerder is een avonddienst overeengekomen, die na Pasen begint.", TRAM, Position.ADOPTED),
        (
            "Wij begrijpen uw wens goed. Daar is op zondag alleen geen personeel voor te vinden.",
            TRAM,
            Position.REJECTED,
        ),
        ("Op zondagavond is er een belbus en dat vinden wij genoeg.", TRAM, Position.REJECTED),
        ("Van mei tot september wel. In de winter rijdt de tram op zondagavond niet.", TRAM, Position.PARTLY),
        ("De vervoerder rekent het door. In mei neemt het bestuur een besluit.", TRAM, Position.DEFERRED),
    ],
)
def test_an_answer_by_deed_or_by_reason_is_read(answer: str, point: str, position: Position) -> None:
    found = read(answer, point).position
    assert (Position.REJECTED if found is Position.EXISTING else found) is position


@pytest.mark.parametrize(
    "answer",
    [
        "De tram is voor veel ouderen onmisbaar.",
        "Op zondag reed de tram vroeger tot middernacht. Dat is al jaren niet meer zo.",
        "De vervoerder is gevraagd om een offerte. Daarna zien wij verder.",
        "Uw voorstel spreekt ons zeer aan. De kosten laten het helaas niet toe.",
        pytest.param(
            "De avondrit is na een maand weer gestaakt.",
            marks=pytest.mark.xfail(strict=True, reason="what was ended is taken for what is done"),
        ),
    ],
)
def test_what_looks_like_a_deed_is_not_taken_for_one(answer: str) -> None:
    assert read(answer, TRAM).position is not Position.ADOPTED


@pytest.mark.parametrize(
    ("answer", "other"),
    [
        ("De vergoeding bedraagt sinds 1 januari € 275.", True),
        ("De vergoeding bedraagt sinds 1 januari 300 euro.", False),
        ("De vergoeding is op uw verzoek verhoogd.", False),
        ("Er is 12.000 euro mee gemoeid; de vergoeding is nu 300 euro.", False),
    ],
)
def test_another_measure_than_was_asked_is_seen(answer: str, other: bool) -> None:
    point = read_point("Verhoog de vergoeding naar € 300.")
    assert (OTHER_MEASURE in signs(next(analyse([answer])), point)) is other


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Reserveer € 5.000 per jaar.", {("5000", "euro")}),
        ("Houd tot 22.00 uur open.", {("22", "uur")}),
        ("Begin met drie scholen.", {("3", "school")}),
        ("Begin op 15 februari.", {("15", "februari")}),
        ("Houd rekening met 10% uitval.", {("10", "procent")}),
        ("Pas artikel 12 aan.", set()),
    ],
)
def test_a_number_is_read_with_what_it_counts(text: str, measures: set[tuple[str, str]]) -> None:
    assert read_point(text).measures == measures


def test_a_deed_with_another_number_is_no_adoption() -> None:
    point = "Verhoog de vergoeding naar 300 euro."
    assert (
        read("Met ingang van het nieuwe seizoen geldt een vergoeding van 300 euro.", point).position is Position.ADOPTED
    )
    other = read("Met ingang van het nieuwe seizoen geldt een vergoeding van 260 euro.", point).position
    assert other not in (Position.ADOPTED, Position.UNCLEAR)


SAID = next(analyse(["Het loket is er."]))


def judged(adopted: float, partly: float, other_measure: bool = False) -> Judgement:
    rest = (1 - adopted - partly) / (len(POSITIONS) - 2)
    found = dict.fromkeys(POSITIONS, rest) | {Position.ADOPTED: adopted, Position.PARTLY: partly}
    return Judgement(found, (), True, other_measure)


def test_an_adoption_must_be_far_likelier_than_a_part() -> None:
    assert decided(SAID, Position.UNCLEAR, judged(0.8, 0.05)) is Position.ADOPTED
    assert decided(SAID, Position.UNCLEAR, judged(0.8, 0.15)) is Position.PARTLY
    assert decided(SAID, Position.UNCLEAR, judged(0.6, 0.35)) is Position.PARTLY
    assert decided(SAID, Position.UNCLEAR, judged(0.8, 0.05, other_measure=True)) is not Position.ADOPTED
    assert decided(SAID, Position.ADOPTED, judged(0.1, 0.8)) is Position.ADOPTED


def test_the_meaning_of_an_answer_counts() -> None:
    said = next(analyse(["De loopplank ligt er."]))
    rules = [Position.UNCLEAR] * 2
    row = [1.0 if position is Position.ADOPTED else 0.0 for position in POSITIONS]
    weights = Weights({}, {"betekenis 0": row})
    there, apart = (judge(said, read_point(""), rules, [value], weights).chances for value in (0.5, -0.5))
    assert there[Position.ADOPTED] > judge(said, read_point(""), rules, (), weights).chances[Position.ADOPTED]
    assert apart[Position.ADOPTED] < 1 / len(POSITIONS)


@pytest.mark.parametrize(
    "answer",
    [
        "U ontvangt ons antwoord uiterlijk 22 december. De huidige tijden blijven tot dan gelden.",
        "Wij kunnen door ziekte nog niet op uw advies reageren. De regels blijven zoals zij zijn.",
        "Onze inhoudelijke reactie volgt na de zomer. Wij houden voorlopig vast aan wat er nu is.",
    ],
)
def test_an_interim_letter_puts_off_whatever_stays_until_then(answer: str) -> None:
    assert read(answer).position is Position.DEFERRED


@pytest.mark.parametrize(
    "answer",
    [
        "Dit advies nemen wij over. Op uw vraag over de kosten ontvangt u uiterlijk in mei ons antwoord.",
        "Iedere melder krijgt voortaan binnen een week antwoord.",
        "Wij sturen u hierbij onze reactie. Het loket op zaterdag openen wij niet.",
    ],
)
def test_an_answer_that_speaks_of_answers_puts_off_nothing(answer: str) -> None:
    assert read(answer).position is not Position.DEFERRED


def test_signs_and_branch_each_count() -> None:
    even = Judgement(dict.fromkeys(POSITIONS, 1 / len(POSITIONS)), (), on_the_point=True)
    for sure in PAIRED:
        pair = [0.92 if each is sure else 0.02 for each in PAIRED]
        found = both(even, pair).chances
        assert sum(found.values()) == pytest.approx(1)
        assert sum(found[each] for each in PAIRED) + found[Position.EXISTING] == pytest.approx(1)
        assert max(PAIRED, key=lambda each: found[each]) is sure
    against = {each: 0.96 if each is Position.REJECTED else 0.008 for each in POSITIONS}
    unsure = [0.3 if each is Position.ADOPTED else 0.175 for each in PAIRED]
    found = both(Judgement(against, (), on_the_point=True), unsure).chances
    assert max(found, key=lambda each: found[each]) is Position.REJECTED


def test_that_it_is_done_already_is_told_from_a_refusal_by_the_signs() -> None:
    told = dict.fromkeys(POSITIONS, 0.05) | {Position.EXISTING: 0.5, Position.REJECTED: 0.25}
    found = both(Judgement(told, (), on_the_point=True), [0.05, 0.05, 0.8, 0.05, 0.05]).chances
    assert found[Position.EXISTING] == pytest.approx(2 * found[Position.REJECTED])


@pytest.mark.parametrize(
    "words", ["Wij zijn het daarmee eens.", "Daar zijn wij het mee eens.", "Wij onderschrijven dit."]
)
def test_to_agree_refuses_nothing_and_is_no_old_policy(words: str) -> None:
    (sentences,) = analyse([words])
    assert read_position(sentences, "Stel een norm vast voor de inhuur.").position is Position.UNCLEAR
