"""Which answer is linked to which recommendation, with what position, and when nothing is."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from ingest.dutch.pipeline import analyse
from ingest.linking.joins import Joined
from ingest.linking.letter import Letter
from ingest.linking.similarity import Vectors
from ingest.statements.find import find_statements
from ingest.statements.position import by_rules, read_position
from kb.model import DocumentKind, Link, Position, Relation, StatementKind
from kb.why import why
from tests.ingest.beside import linked
from tests.ingest.letters import document, passages


def encode(texts: Sequence[str]) -> Vectors:
    """Longer words as counts in 8192 boxes: the same words give 1, none in common gives 0."""
    rows = np.zeros((len(texts), 8192), np.float32)
    for row, text in zip(rows, texts, strict=True):
        for word in re.findall(r"\w{5,}", text.lower()):
            row[zlib.crc32(word.encode()) % 8192] += 1
    return rows / np.maximum(1e-6, np.linalg.norm(rows, axis=1, keepdims=True))


def letter(kind: DocumentKind, name: str, text: str, written: date = date(2025, 3, 3)) -> Letter:
    of = document(kind, name, written)
    made = passages(of, text)
    return Letter.of(of, made, find_statements(of, made), whole=of.kind is not DocumentKind.ADVICE)


def links(*letters: Letter, answers: dict[str, Letter] | None = None) -> list[Link]:
    promised = (Relation.REPEATS, Relation.CHANGES, Relation.SUPPLEMENTS, Relation.FULFILS)
    told = {title: Joined((original.document,)) for title, original in (answers or {}).items()}
    made = (link for each in linked(letters, encode, told) for link in (*each.first, *each.second))
    recommended = {s.id for letter in letters for s in letter.statements if s.kind is StatementKind.RECOMMENDATION}
    return [link for link in made if link.relation not in promised or link.source_id in recommended]


ADVICE = """
Wij adviseren u:

1. de wachttijden elk kwartaal openbaar te maken;

2. een meldpunt voor mantelzorgers te openen.
"""

REPLY = """
# 1. Wachttijden

U adviseert ons de wachttijden elk kwartaal openbaar te maken.

Wij nemen dit advies over.

# 2. Meldpunt

U adviseert ons een meldpunt voor mantelzorgers te openen.

Daarvoor zien wij geen aanleiding.
"""


def test_a_reply_is_linked_point_by_point_to_the_advice_it_answers() -> None:
    advice, reply = (
        letter(DocumentKind.ADVICE, "advies", ADVICE),
        letter(DocumentKind.RESPONSE_LETTER, "reactie", REPLY),
    )
    found = links(advice, reply, answers={"reactie": advice})
    texts = {s.id: s.text for each in (advice, reply) for s in each.statements}
    original = {s.id for s in advice.statements}
    answers = {
        (texts[each.target_id], texts[each.source_id], each.position)
        for each in found
        if each.relation is Relation.ANSWERS and each.target_id in original
    }
    assert answers == {
        ("de wachttijden elk kwartaal openbaar te maken;", "Wij nemen dit advies over.", Position.ADOPTED),
        ("een meldpunt voor mantelzorgers te openen.", "Daarvoor zien wij geen aanleiding.", Position.REJECTED),
    }  # fmt: skip
    assert sum(each.relation is Relation.RESTATES for each in found) == 2
    assert all(why(each.grounds) for each in found)


def test_without_the_advice_the_restated_points_carry_the_answers() -> None:
    reply = letter(DocumentKind.RESPONSE_LETTER, "reactie", REPLY)
    found = links(reply)
    restated = {s.id for s in reply.statements if s.restated}
    assert {each.target_id for each in found} == restated
    assert {each.position for each in found} == {Position.ADOPTED, Position.REJECTED}


def test_when_two_originals_fit_equally_well_none_is_linked() -> None:
    advice = letter(
        DocumentKind.ADVICE, "advies",
        "Wij adviseren u jongeren eerder hulp te bieden op school.\n\n"
        "Wij adviseren u jongeren eerder hulp te bieden op straat.",
    )  # fmt: skip
    reply = letter(
        DocumentKind.RESPONSE_LETTER, "reactie",
        "U adviseert ons jongeren eerder hulp te bieden.\n\nDit advies nemen wij over en voeren wij uit.",
    )  # fmt: skip
    found = links(advice, reply, answers={"reactie": advice})
    assert not [each for each in found if each.relation is Relation.RESTATES]


def test_a_promised_full_reply_defers_every_point_that_the_letter_skips() -> None:
    advice = letter(DocumentKind.ADVICE, "advies", ADVICE)
    reply = letter(
        DocumentKind.RESPONSE_LETTER,
        "uitstel",
        "Dank voor uw advies. U ontvangt onze inhoudelijke reactie vóór 1 juni 2025.",
    )
    found = links(advice, reply, answers={"uitstel": advice})
    assert [each.position for each in found] == [Position.DEFERRED, Position.DEFERRED]


@pytest.mark.parametrize(
    "promise",
    [
        "U ontvangt onze reactie vóór 1 juni 2025.",
        "Wij komen in het tweede kwartaal met een inhoudelijke reactie.",
        "Wij sturen u ons antwoord uiterlijk op 1 juni 2025.",
    ],
)
def test_an_interim_letter_defers_every_point(promise: str) -> None:
    advice = letter(DocumentKind.ADVICE, "advies", ADVICE)
    reply = letter(DocumentKind.RESPONSE_LETTER, "uitstel", f"Dank voor uw advies. {promise}")
    found = links(advice, reply, answers={"uitstel": advice})
    assert [each.position for each in found] == [Position.DEFERRED, Position.DEFERRED]
    assert all(s.due for s in reply.statements if s.id == found[0].source_id)


def test_what_says_that_no_answer_comes_yet_is_quoted_with_the_promise_behind_it() -> None:
    advice = letter(DocumentKind.ADVICE, "advies", ADVICE)
    words = "Wij kunnen nog niet op uw aanbevelingen ingaan. U ontvangt onze volledige reactie vóór 1 juni 2025."
    reply = letter(DocumentKind.RESPONSE_LETTER, "uitstel", f"Dank voor uw advies.\n\n{words}")
    _, said = linked([advice, reply], encode, {"uitstel": Joined((advice.document,))})
    assert [each.position for each in said.first] == [Position.DEFERRED, Position.DEFERRED]
    assert [(s.text, s.due) for s in said.responses] == [(words, date(2025, 6, 1))]


@pytest.mark.parametrize(
    "words",
    [
        "Ik ga er nu nog niet inhoudelijk op in.",
        "Inhoudelijk kan ik er nog niet op ingaan.",
        "Het college kan uw voorstellen nog niet beantwoorden.",
        "Een inhoudelijke reactie kunnen wij nu nog niet geven.",
        "Wij kunnen nog geen standpunt over uw advies innemen.",
    ],
)
@pytest.mark.parametrize("likely", [True, False])
def test_what_is_not_answered_yet_is_deferred_also_without_a_day(words: str, likely: bool) -> None:
    advice = letter(DocumentKind.ADVICE, "advies", ADVICE)
    reply = letter(DocumentKind.RESPONSE_LETTER, "uitstel", f"Dank voor het advies.\n\n{words}")
    _, said = linked([advice, reply], encode, {"uitstel": Joined((advice.document,), likely=likely)})
    found = [*said.first, *said.second]
    assert [each.position for each in found] == [Position.DEFERRED, Position.DEFERRED]


def test_what_says_that_no_answer_comes_yet_has_the_day_of_a_later_paragraph() -> None:
    advice = letter(DocumentKind.ADVICE, "advies", ADVICE)
    words = "Een inhoudelijke reactie kunnen wij nu nog niet geven."
    text = f"Dank voor uw advies.\n\n{words} De kosten rekenen wij na.\n\nU ontvangt onze reactie vóór 1 juni 2025."
    reply = letter(DocumentKind.RESPONSE_LETTER, "uitstel", text)
    _, said = linked([advice, reply], encode, {"uitstel": Joined((advice.document,))})
    assert {each.position for each in (*said.first, *said.second)} == {Position.DEFERRED}
    assert (words, date(2025, 6, 1)) in [(s.text, s.due) for s in said.responses]


def test_below_what_a_proposal_decides_by_number_its_reasons_answer_each_point() -> None:
    advice = letter(DocumentKind.ADVICE, "advies", ADVICE)
    proposal = letter(
        DocumentKind.COUNCIL_PROPOSAL,
        "voorstel",
        """
        # Voorgesteld besluit

        1. Aanbeveling 1 over te nemen.

        2. Aanbeveling 2 niet over te nemen.

        # Argumenten

        De wachttijden staan vanaf mei elk kwartaal openbaar op de website.

        # Kanttekeningen

        Een meldpunt voor mantelzorgers vraagt twaalf mensen die er niet zijn.
        """,
    )
    found = links(advice, proposal, answers={"voorstel": advice})
    of_each = [sorted(str(each.position) for each in found if each.target_id == s.id) for s in advice.statements]
    assert of_each == [["overgenomen", "overgenomen"], ["niet overgenomen", "niet overgenomen"]]


def test_what_somebody_else_does_not_answer_yet_defers_nothing() -> None:
    advice = letter(DocumentKind.ADVICE, "advies", ADVICE)
    words = "De inspectie kan nog niet op haar vragen reageren."
    reply = letter(DocumentKind.RESPONSE_LETTER, "reactie", f"Dank voor het advies.\n\n{words}")
    assert links(advice, reply, answers={"reactie": advice}) == []


def test_news_of_an_advice_defers_nothing() -> None:
    advice = letter(DocumentKind.ADVICE, "advies", ADVICE)
    reply = letter(DocumentKind.COUNCIL_LETTER, "rib", "Wij kunnen nog niet op de aanbevelingen ingaan.")
    _, said = linked([advice, reply], encode, {"rib": Joined((advice.document,), likely=True, later=True)})
    assert [*said.first, *said.second] == []


def test_an_interim_letter_after_the_answer_defers_only_what_is_open() -> None:
    advice = letter(DocumentKind.ADVICE, "advies", ADVICE)
    answer = letter(DocumentKind.RESPONSE_LETTER, "reactie", REPLY.split("# 2.")[0], date(2025, 4, 1))
    later = letter(
        DocumentKind.RESPONSE_LETTER, "uitstel", "U ontvangt onze volledige reactie vóór 1 juni 2025.", date(2025, 5, 1)
    )
    found = links(advice, answer, later, answers={"reactie": advice, "uitstel": advice})
    texts = {s.id: s.text for s in advice.statements}
    deferred = [texts[each.target_id] for each in found if each.position is Position.DEFERRED]
    assert deferred == ["een meldpunt voor mantelzorgers te openen."]


def test_a_request_is_answered_under_its_number() -> None:
    answers = letter(
        DocumentKind.ANSWERS,
        "antwoorden",
        """
        # Vraag 3

        Bent u bereid dit te onderzoeken?

        # Antwoord op vraag 3

        Nee, daar zie ik geen reden voor.
        """,
    )
    (only,) = links(answers)
    assert only.position is Position.REJECTED
    assert "vraag 3" in why(only.grounds)


def test_a_college_answers_numbers_in_a_hearing() -> None:
    report = letter(
        DocumentKind.AUDIT_REPORT,
        "rapport",
        """
        # Aanbeveling 1: Wijs één wethouder aan

        # Aanbeveling 2: Ga vaker op huisbezoek

        # Aanbeveling 3: Volg de uitkomsten

        # Bestuurlijk hoor- en wederhoor

        “Aanbeveling 1 nemen wij over. Voor de aanbevelingen 2 en 3 hebben wij meer tijd nodig.”
        """,
    )
    labels = {s.id: s.label for s in report.statements}
    answers = {(labels[each.target_id], each.position) for each in links(report)}
    assert answers == {("1", Position.ADOPTED), ("2", Position.DEFERRED), ("3", Position.DEFERRED)}


def test_a_recommendation_that_returns_in_its_chapter_repeats_the_summary() -> None:
    report = letter(
        DocumentKind.AUDIT_REPORT,
        "rapport",
        """
        # Aanbeveling 1: Wijs één wethouder aan

        a. Kies iemand die over alle budgetten gaat.

        # Aanbeveling 1: Wijs één wethouder aan

        a. Kies iemand die over alle budgetten gaat. Dat voorkomt dat afdelingen op elkaar wachten.
        """,
    )
    found = links(report)
    assert [each.relation for each in found] == [Relation.REPEATS, Relation.REPEATS]
    assert found[0].target_id == report.statements[0].id


@pytest.mark.parametrize(
    ("answer", "position"),
    [
        ("Wij nemen deze aanbeveling over.", Position.ADOPTED),
        ("Uw advies volgen wij op.", Position.ADOPTED),
        ("Wij nemen deze aanbeveling niet over.", Position.REJECTED),
        ("Hierin volgen wij u niet.", Position.REJECTED),
        ("Wij kunnen ons in dit advies gedeeltelijk vinden. Een apart budget stellen wij niet in.", Position.PARTLY),
        ("Wij nemen dit advies over. Voor avonden zien wij geen ruimte.", Position.PARTLY),
        ("Wij komen hier bij de kadernota op terug.", Position.DEFERRED),
        ("Dit doen wij al sinds 2021.", Position.EXISTING),
        ("Wij delen uw zorg en danken u voor uw advies.", Position.UNCLEAR),
        ("Wij herkennen het beeld. Uw advies nemen wij ter harte.", Position.UNCLEAR),
        ("Wij delen die opvatting.", Position.UNCLEAR),
        ("Wij delen die opvatting. Wij bereiden een pakket maatregelen voor.", Position.ADOPTED),
        ("Dit kost geld, maar wij nemen uw advies over.", Position.ADOPTED),
        ("Wij nemen uw advies over, maar dit kost geld.", Position.PARTLY),
        ("Wij nemen uw advies over als de raad er geld voor geeft.", Position.PARTLY),
        ("Wij nemen dit advies over. Wij doen dit in alle wijken al.", Position.EXISTING),
        pytest.param(
            "Wij zijn het met u eens dat het beter kan. Wij bereiden een pakket maatregelen voor.",
            Position.UNCLEAR,
            marks=pytest.mark.xfail(strict=True, reason="a plan without the point is taken for a part of it"),
        ),
    ],
)
def test_position(answer: str, position: Position) -> None:
    assert read_position(next(analyse([answer]))).position is position


def test_ja_is_a_position_only_where_an_act_was_asked() -> None:
    sentences = next(analyse(["Ja, met genoegen."]))
    assert by_rules(sentences).position is Position.UNCLEAR
    assert by_rules(sentences, "Bent u bereid dit te doen?").position is Position.ADOPTED


def test_a_letter_on_two_advices_is_laid_on_both_also_where_only_its_words_join_it_to_one() -> None:
    def of(made: Letter, sender: str) -> Letter:
        return replace(made, document=replace(made.document, sender=sender))

    village = of(
        letter(
            DocumentKind.ADVICE, "dorp", "Wij adviseren u de zwemsteiger in de haven te herstellen.", date(2025, 2, 3)
        ),
        "Dorpsraad Zandhoek",
    )
    heritage = of(
        letter(DocumentKind.ADVICE, "Bespreking", "Wij adviseren u de havenkraan te schilderen.", date(2025, 2, 9)),
        "Commissie Erfgoed Zandhoek",
    )
    text = (
        "# Reactie op uw adviezen\n\nDe dorpsraad en de Commissie Erfgoed schreven ons over de haven.\n\n"
        "De zwemsteiger in de haven herstellen wij in mei.\n\nDe havenkraan laten wij in juni schilderen."
    )
    reply = of(
        letter(DocumentKind.RESPONSE_LETTER, "reactie", text), "College van burgemeester en wethouders van Zandhoek"
    )
    told = {"reactie": Joined((village.document,), likely=True)}
    points = {s.id: start for each in (village, heritage) for s in each.statements for start in [s.text[:40]]}
    found = linked([village, heritage, reply], encode, told)
    answered = {
        points[link.target_id] for one in found for link in (*one.first, *one.second) if link.target_id in points
    }
    assert len(answered) == 2


@pytest.mark.parametrize(
    ("decision", "position"),
    [
        ("De raad besluit de aanbevelingen 1 en 2 over te nemen.", Position.ADOPTED),
        ("Het meldpunt voor mantelzorgers wordt overgenomen door de bibliotheek.", Position.UNCLEAR),
    ],
)
def test_news_that_names_a_point_by_number_says_what_became_of_it(decision: str, position: Position) -> None:
    advice = letter(DocumentKind.ADVICE, "advies", ADVICE)
    minutes = letter(DocumentKind.MINUTES, "verslag", f"# Mantelzorg\n\n{decision}")
    found = linked([advice, minutes], encode, {"verslag": Joined((advice.document,), likely=True, later=True)})
    read = {link.position for one in found for link in (*one.first, *one.second) if link.relation is Relation.ANSWERS}
    assert read == {position}
