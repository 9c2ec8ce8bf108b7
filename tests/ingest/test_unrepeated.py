"""Answers that do not repeat the advice: linked by the points they name, their number or their subject."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.linking.letter import Letter
from ingest.statements.named_points import Named, clause_about, named, without_exception
from kb.model import DocumentKind, Position, Relation, StatementKind
from tests.ingest.test_link import letter, links

ADVICE = """
Wij adviseren u:

1. in ieder wijkteam een vast aanspreekpunt voor mantelzorgers aan te wijzen;

2. het budget voor respijtzorg te verhogen;

3. de wachttijden elk kwartaal openbaar te maken.
"""
BULLETS = ADVICE.replace("1.", "•").replace("2.", "•").replace("3.", "•")
YES, NO, PARTLY, UNCLEAR = Position.ADOPTED, Position.REJECTED, Position.PARTLY, Position.UNCLEAR


def trail(reply: str, advice: str = ADVICE) -> dict[int, Position | None]:
    """What a letter says of the points of an advice, by their place."""
    asked, said = letter(DocumentKind.ADVICE, "advies", advice), letter(DocumentKind.RESPONSE_LETTER, "reactie", reply)
    places = {s.id: place for place, s in enumerate(asked.statements, 1)}
    answers = [each for each in links(asked, said, answers={"reactie": asked}) if each.relation is Relation.ANSWERS]
    assert len({each.target_id for each in answers}) == len(answers), "a point is answered twice"
    return {places[each.target_id]: each.position for each in answers if each.target_id in places}


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("Wij nemen de aanbevelingen 1 en 3 over. Aanbeveling 2 nemen wij niet over.", {1: YES, 2: NO, 3: YES}),
        ("Uw eerste advies nemen wij over. Het laatste advies nemen wij niet over.", {1: YES, 3: NO}),
        ("Wij nemen uw eerste twee adviezen over.", {1: YES, 2: YES}),
        ("Wij nemen al uw adviezen over.", {1: YES, 2: YES, 3: YES}),
        ("Wij nemen uw advies over.", {1: YES, 2: YES, 3: YES}),
        ("Wij nemen uw adviezen over. Het tweede advies nemen wij niet over.", {1: YES, 2: NO, 3: YES}),
        ("Wij nemen uw adviezen over, met uitzondering van advies 2.", {1: YES, 2: NO, 3: YES}),
        ("# Ad 1.\n\nDit advies nemen wij over.\n\n# Ad 2.\n\nDit advies nemen wij niet over.", {1: YES, 2: NO}),
    ],
)
def test_an_answer_names_its_points(reply: str, expected: dict[int, Position]) -> None:
    assert trail(reply) == expected


def test_who_signs_answers_nothing() -> None:
    advice = "De adviesraad adviseert het college om de sportpas in Zonnedorp ook voor ouderen te laten gelden."
    reply = """
    Wij nemen uw advies over. Wij sturen u voor 1 juli een plan.

    Met vriendelijke groet,

    College van Zonnedorp, afdeling sportpas en ouderen
    """
    assert trail(reply, advice) == {1: YES}


def test_a_place_in_the_row_finds_a_point_without_a_number() -> None:
    assert trail("Het derde advies nemen wij over.", BULLETS) == {3: YES}


def test_numbered_answers_belong_to_the_same_numbers_where_the_words_agree() -> None:
    reply = """
    Wij danken u voor uw advies.

    1. Ieder wijkteam krijgt een vast aanspreekpunt; dit advies nemen wij over.

    2. Het budget voor respijtzorg is toereikend. Dit advies nemen wij niet over.
    """
    assert trail(reply) == {1: YES, 2: NO}


def test_a_numbered_list_of_the_letters_own_answers_nothing() -> None:
    reply = """
    Naar aanleiding van uw advies gaan wij het volgende doen:

    1. een projectleider aanstellen voor de verhuizing;

    2. de openingstijden van de balie verruimen;

    3. een tevredenheidsonderzoek houden.
    """
    assert trail(reply) == {}


def test_a_section_is_about_the_point_that_shares_its_subject() -> None:
    reply = """
    # Reactie op uw advies

    ## Budget voor respijtzorg

    Het budget voor respijtzorg verhogen wij niet. Dit advies nemen wij niet over.

    ## Dankwoord

    Wij danken u voor de prettige samenwerking.
    """
    assert trail(reply) == {2: NO}


@pytest.mark.parametrize(
    "reply",
    [
        "Aanbeveling 3 van de Rekenkamer hebben wij eerder overgenomen.",
        "Wij bespraken dit onder punt 2 van de agenda en namen het voorstel van de directie over.",
        "Wij nemen uw advies ter harte.",
        "# 1. Inleiding\n\nUw advies komt op een goed moment. Wij werken aan een verordening.",
    ],
)
def test_what_is_no_answer_to_a_point_stays_unlinked(reply: str) -> None:
    assert trail(reply) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De aanbevelingen 1, 3 t/m 5 nemen wij over.", Named(("1", "3", "4", "5"))),
        ("Over punt 2b komen wij te spreken.", Named(("2b",))),
        ("Over de punten 3 en 4 van de agenda spraken wij.", None),
        ("Op advies 12 maart komen wij terug.", None),
        ("De eerste zeſ adviezen volgen wij.", None),
        ("De eerste en de derde aanbeveling volgen wij.", Named(places=(1, 3))),
        ("Uw laatste twee adviezen volgen wij.", Named(places=(-2, -1))),
        ("Wij volgen al uw aanbevelingen op, behalve aanbeveling 4.", Named(every=True, but=("4",))),
        ("Aanbeveling 3 van de Rekenkamer delen wij.", Named(("3",), whose="Rekenkamer")),
        ("Met uitzondering van de adviezen 2 en 4 volgen wij uw adviezen.", Named(every=True, but=("2", "4"))),
        ("Advies 2.1 volgen wij.", Named(("2.1",))),
        ("1.1 en 1.2", Named(("1.1", "1.2"))),
        ("Uw advies om een meldpunt te openen volgen wij.", None),
        ("Advies 2024-13 is bekend, punt 4 van de agenda ook.", None),
    ],
)
def test_the_words_that_name_points(text: str, expected: Named | None) -> None:
    assert named(text) == expected


def test_what_stands_below_the_words_of_a_point_answers_it() -> None:
    reply = """
    U heeft ons op 3 maart geadviseerd.

    Het budget voor respijtzorg te verhogen.

    Reactie college: Het budget gaat niet omhoog. Dit advies nemen wij niet over.

    De wachttijden elk kwartaal openbaar te maken.

    Reactie college: Dit advies nemen wij over.
    """
    assert trail(reply) == {2: NO, 3: YES}


def test_a_heading_is_enough_where_only_one_point_has_its_words() -> None:
    reply = """
    # Reactie op uw advies

    ## Respijtzorg

    Daarvoor is geen geld. Dit nemen wij niet over.

    ## Wachttijden

    Dit advies nemen wij over.

    ## Financiën

    De kosten betalen wij uit de reserve.
    """
    assert trail(reply) == {2: NO, 3: YES}


def test_these_points_are_those_of_the_heading() -> None:
    reply = "# Aanbevelingen 1 en 3\n\nDeze adviezen nemen wij over.\n\n# Aanbeveling 2\n\nDeze volgen wij niet op."
    assert trail(reply).keys() == {1, 2, 3}
    assert trail(reply.split("# Aanbeveling 2")[0]) == {1: YES, 3: YES}


def test_a_paragraph_that_is_a_quotation_answers_nothing() -> None:
    reply = """
    Uw advies bespraken wij op 4 april.

    # Advies 2

    “Verhoog het budget voor respijtzorg.”

    Dit advies nemen wij niet over.
    """
    assert trail(reply) == {2: NO}


def test_a_letter_answers_each_of_two_advices_below_its_own_heading() -> None:
    def written(name: str, text: str, kind: DocumentKind = DocumentKind.ADVICE) -> Letter:
        made = letter(kind, name, text)
        return replace(made, document=replace(made.document, sender="Adviesraad Waterstad", addressee=None))

    care, bus = written("Advies mantelzorg", ADVICE), written("Advies doelgroepenvervoer", ADVICE)
    text = """
    # Advies mantelzorg

    Aanbeveling 1 nemen wij over.

    # Advies doelgroepenvervoer

    Aanbeveling 1 nemen wij niet over.
    """
    reply = letter(DocumentKind.RESPONSE_LETTER, "reactie", text)
    reply = replace(
        reply, document=replace(reply.document, sender="College Waterstad", addressee="Adviesraad Waterstad")
    )
    found = {each.target_id: each.position for each in links(care, bus, reply) if each.relation is Relation.ANSWERS}
    assert found == {care.statements[0].id: YES, bus.statements[0].id: NO}


def test_an_exception_by_number_leaves_the_others_to_what_is_said_of_all() -> None:
    reply = """
    Uw adviezen nemen wij, met uitzondering van punt 2, over.

    Over punt 2 merken wij op dat het budget voor respijtzorg al is verhoogd. Dit advies nemen wij niet over.
    """
    assert trail(reply).keys() == {1, 2, 3}
    assert trail(reply)[2] is NO


def test_the_number_of_a_paragraph_is_that_of_the_point_in_it() -> None:
    advice = """
    1) Artikel 2. De termijn is lang. Wij adviseren deze te bekorten tot drie jaar.

    2) Artikel 4. De bedragen zijn niet gewijzigd. Wij adviseren ze jaarlijks te verhogen.

    3) Artikel 7. Wij adviseren een hardheidsclausule op te nemen.
    """
    reply = "Ad 1 en 3. Dit nemen wij over.\n\nAd 2. Dit nemen wij niet over."
    assert trail(reply, advice).keys() == {1, 2, 3}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alle door u aangedragen punten, behalve 3, hebben onze aandacht.", Named(every=True, but=("3",))),
        ("Wij nemen al uw adviezen over, behalve 2b.", Named(every=True, but=("2b",))),
        ("Wij nemen al uw adviezen over, behoudens 5 procent.", Named(every=True)),
        ("De kappers willen een tweede balie, maar dat valt buiten uw advies.", None),
        ("A = wij volgen uw advies", None),
    ],
)
def test_what_is_left_out_by_a_bare_number_and_what_is_not_about_the_advice(text: str, expected: Named | None) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Uw adviezen nemen wij, met uitzondering van de punten 3 en 7, over.", "Uw adviezen nemen wij over."),
        ("Wij nemen uw adviezen over, behalve advies 2.", "Wij nemen uw adviezen over."),
        ("Wij nemen uw adviezen over, behalve bij nieuwbouw.", "Wij nemen uw adviezen over, behalve bij nieuwbouw."),
        ("Wij nemen uw adviezen over.", "Wij nemen uw adviezen over."),
    ],
)
def test_only_points_that_are_excepted_by_number_are_cut(text: str, rest: str) -> None:
    assert without_exception(text) == rest


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (
            "Advies 1 – Overgenomen. Wij starten in mei.\n\nAdvies 2 – Niet overgenomen. Daar is geen geld voor.",
            {1: YES, 2: NO},
        ),
        (
            "Aanbeveling 1: niet overgenomen\n\nAanbeveling 2: overgenomen\n\nAanbeveling 3: [x] deels overgenomen",
            {1: NO, 2: YES, 3: PARTLY},
        ),
    ],
)
def test_a_number_with_what_became_of_it_answers_and_repeats_nothing(reply: str, expected: dict[int, Position]) -> None:
    assert trail(reply) == expected
    said = letter(DocumentKind.RESPONSE_LETTER, "reactie", reply)
    assert not [each for each in said.statements if each.restated]


def test_of_a_decision_on_several_points_each_has_its_own_clause() -> None:
    advice = letter(
        DocumentKind.ADVICE,
        "advies",
        "Wij adviseren u:\n\n1. een fonds in te stellen.\n\n2. de folder te herschrijven.\n\n3. het loket te openen.",
    )
    points = advice.of_kind(StatementKind.RECOMMENDATION)
    said = "Besluit: de aanbevelingen 1 en 3 over te nemen; aanbeveling 2 niet over te nemen."
    assert [clause_about(said, each, points) for each in points] == [
        "Besluit: de aanbevelingen 1 en 3 over te nemen",
        "aanbeveling 2 niet over te nemen.",
        "Besluit: de aanbevelingen 1 en 3 over te nemen",
    ]
    whole = "Aanbeveling 2 nemen wij over; het geld is er."
    assert clause_about(whole, points[1], points) == whole
