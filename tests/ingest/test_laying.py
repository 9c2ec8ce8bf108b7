"""Which words of an answering letter become the quote, once it is laid beside the advice."""

from __future__ import annotations

from dataclasses import replace

from ingest.linking.alignment import Point, Unit
from ingest.linking.best_path import align
from ingest.linking.joins import Joined
from ingest.linking.letter import Letter
from ingest.linking.weights import WEIGHTS
from ingest.statements.find import find_statements
from kb.model import DocumentKind
from tests.ingest.beside import linked
from tests.ingest.letters import document, passages
from tests.ingest.test_link import encode, letter
from tests.ingest.test_rows import row

POINTS = [Point("open", "een meldpunt voor mantelzorgers openen", ""), Point("bieb", "de bibliotheek verbouwen", "")]
# Only the sentence itself counts: the same words give a chance of nearly 1, none in common one of .02.
BY_SENTENCE = {"sentence": 8.0, "always": -4.0}
EASY = replace(WEIGHTS, common=-1.0, stay=0.3, least=0.1)


def stretch(*sentences: str) -> tuple[int, int]:
    """The first and last sentence of a paragraph that answer the first point."""
    units = [Unit(each, 1, 1, whole=" ".join(sentences)) for each in sentences]
    (found,) = align(units, POINTS, encode, EASY, BY_SENTENCE)
    assert POINTS[found.point].id == "open"
    return found.first, found.last


def test_sentences_about_nothing_at_the_ends_of_an_answer_are_left_out() -> None:
    meant, other = "Een meldpunt voor mantelzorgers openen wij.", "De provincie keurde onze begroting goed."
    assert stretch(meant) == (0, 0)
    assert stretch(meant, other) == (0, 0)
    assert stretch(other, meant, other) == (1, 1)


def test_a_sentence_about_nothing_within_an_answer_stays() -> None:
    meant, other = "Een meldpunt voor mantelzorgers openen wij.", "De provincie keurde onze begroting goed."
    assert stretch(meant, other, meant) == (0, 2)


def test_the_quote_is_the_paragraph_that_is_most_about_the_point() -> None:
    advice = letter(DocumentKind.ADVICE, "advies", "Wij adviseren u:\n\n1. een meldpunt voor mantelzorgers te openen.")
    reply = letter(
        DocumentKind.RESPONSE_LETTER,
        "reactie",
        """
        # Mantelzorgers

        Het meldpunt komt eraan.

        Een meldpunt voor mantelzorgers openen wij in het voorjaar, met mantelzorgers zelf.

        Mantelzorgers horen dit in een brief.
        """,
    )
    made = linked([advice, reply], encode, {"reactie": Joined((advice.document,))})
    assert [each.text for one in made for each in one.responses] == [
        "Een meldpunt voor mantelzorgers openen wij in het voorjaar, met mantelzorgers zelf."
    ]


def test_a_row_answers_the_points_of_the_section_whose_number_it_has() -> None:
    advice = letter(
        DocumentKind.ADVICE,
        "advies",
        """
        # 2.1 Rechtmatigheid

        Wij adviseren het plan te herzien.

        # 2.2 Inkoop

        Wij adviseren een register in te voeren.

        # 2.3 Facturen

        Wij adviseren elke maand een steekproef te nemen.
        """,
    )
    of = document(DocumentKind.RESPONSE_LETTER, "reactie")
    said = [
        "Par. | Reactie",
        "2.3 | In mei gebeurt dit voor het eerst.",
        "2.1 | Akkoord, in maart.",
        "2.2 | Dat doen wij.",
    ]
    made = [row(each) for each in passages(of, "\n\n".join(said))]
    reply = Letter.of(of, made, find_statements(of, made), whole=True)
    found = linked([advice, reply], encode, {"reactie": Joined((advice.document,))})
    texts = {each.id: each.text for one in found for each in one.responses} | {s.id: s.text for s in reply.statements}
    about = ("plan", "register", "steekproef")
    points = {each.id: next(word for word in about if word in each.text) for each in advice.statements}
    answers = {points[each.target_id]: texts[each.source_id][:3] for one in found for each in one.first}
    assert answers == {"plan": "2.1", "register": "2.2", "steekproef": "2.3"}


def test_an_answer_of_two_words_behind_a_quotation_is_part_of_the_quote_and_the_quotation_is_not() -> None:
    point = "een meldpunt voor mantelzorgers met eigen uren te openen"
    advice = letter(DocumentKind.ADVICE, "advies", f"Wij adviseren u:\n\n1. {point}.")
    reply = letter(
        DocumentKind.RESPONSE_LETTER,
        "reactie",
        f"""
        # Mantelzorgers

        U schrijft: "{point}." Dat doen wij. Het meldpunt voor mantelzorgers is sinds mei open.
        """,
    )
    made = linked([advice, reply], encode, {"reactie": Joined((advice.document,))})
    assert [each.text for one in made for each in one.responses] == [
        "Dat doen wij. Het meldpunt voor mantelzorgers is sinds mei open."
    ]
