"""How far an advice is answered, and where commitments stand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kb.errors import NotFound
from kb.knowledge import KnowledgeBase
from kb.model import (
    CommitmentStatus,
    DocumentKind,
    Filter,
    Ground,
    GroundKind,
    Position,
    Relation,
    StatementKind,
    Status,
    Verdict,
)
from tests.kb.builders import (
    answer,
    answers,
    intends,
    letter,
    link,
    promises,
    recommends,
    requests,
    restates,
    without_pages,
)
from tests.kb.waterstad import (
    REPLY_FACTS,
    TODAY,
    TWO_ANSWERS,
    TWO_POINTS,
    advice_with,
    load,
    reply_with,
    set_term,
    the_advice,
)


# -- advices ----------------------------------------------------------------------------------------------------------
def test_an_advice_knows_its_replies_and_how_long_it_took(kb: KnowledgeBase) -> None:
    links = (answer("a1", "r1", Position.ADOPTED), answer("a2", "r2", Position.REJECTED))
    load(kb, advice_with(*TWO_POINTS), reply_with(*TWO_ANSWERS), links=links)
    advice = the_advice(kb)
    assert advice.status is Status.ANSWERED
    assert (advice.days, advice.due, advice.answered_late) == (91, None, False)
    assert [each.id for each in advice.replies] == ["antwoord"]
    set_term(kb, weeks=8)
    assert the_advice(kb).due == date(2026, 4, 27)
    assert the_advice(kb).answered_late


def test_an_advice_is_partly_answered_when_a_point_is_left(kb: KnowledgeBase) -> None:
    set_term(kb)
    load(kb, advice_with(*TWO_POINTS), reply_with(*TWO_ANSWERS), links=(answer("a1", "r1", Position.ADOPTED),))
    advice = the_advice(kb)
    assert advice.status is Status.PARTLY_ANSWERED
    assert [each.status for each in advice.trails] == [Status.ANSWERED, Status.NOT_IN_REPLY]
    assert [each.id for each in advice.trails[1].looked_in] == ["antwoord"], "a person can look there"


def test_a_reply_in_which_nothing_was_found_is_no_reason_to_call_it_late(kb: KnowledgeBase) -> None:
    set_term(kb)
    load(kb, advice_with(*TWO_POINTS), reply_with(*TWO_ANSWERS))
    assert the_advice(kb).status is Status.NOT_IN_REPLY
    assert {each.status for each in the_advice(kb).trails} == {Status.NOT_IN_REPLY}


def test_an_advice_that_was_answered_together_with_another_is_not_late(kb: KnowledgeBase) -> None:
    set_term(kb)
    second = {"kind": DocumentKind.ADVICE, "date": date(2026, 3, 9), "sender": "Adviesraad Jeugd Waterstad"}
    other = letter("tweede.pdf", "Geacht college,", recommends("r3", "Open het loket op zaterdag."), **second)
    both = {"addressee": f"{REPLY_FACTS['addressee']}; Adviesraad Jeugd Waterstad", "answers": ("2026-03-09",)}
    links = (answer("a1", "r1", Position.ADOPTED), answer("a2", "r2", Position.REJECTED))
    load(kb, advice_with(*TWO_POINTS), other, reply_with(*TWO_ANSWERS, **both), links=links)
    assert the_advice(kb).status is Status.ANSWERED
    late = kb.advice("tweede", TODAY)
    assert late.status is Status.NOT_IN_REPLY
    assert [each.id for each in late.replies] == ["antwoord"]


def test_a_letter_that_only_puts_off_leaves_the_other_points_late(kb: KnowledgeBase) -> None:
    set_term(kb)
    links = (answer("a2", "r2", Position.DEFERRED),)
    load(kb, advice_with(*TWO_POINTS), reply_with(TWO_ANSWERS[1]), links=links)
    assert [each.status for each in the_advice(kb).trails] == [Status.OVERDUE, Status.DEFERRED]


def test_one_sentence_about_all_points_does_not_answer_each_of_them(kb: KnowledgeBase) -> None:
    links = tuple(answer("a1", each, Position.ADOPTED, grounds=(Ground(GroundKind.WHOLE),)) for each in ("r1", "r2"))
    load(kb, advice_with(*TWO_POINTS), reply_with(*TWO_ANSWERS), links=links)
    assert the_advice(kb).status is Status.IN_GENERAL
    kb.decide(links[0].id, Verdict.CONFIRMED, by="Ans")
    assert [each.status for each in the_advice(kb).trails] == [Status.ANSWERED, Status.IN_GENERAL]
    kb.put_links((*links[:1], answer("a2", "r2", Position.REJECTED)))
    assert the_advice(kb).status is Status.ANSWERED


def test_a_deferral_carries_the_promised_date(kb: KnowledgeBase) -> None:
    reply = reply_with(answers("a1", "U hoort voor 1 december 2026 van ons.", due=date(2026, 12, 1)))
    links = (answer("a1", "r1", Position.DEFERRED), answer("a1", "r2", Position.DEFERRED))
    load(kb, advice_with(*TWO_POINTS), reply, links=links)
    advice = the_advice(kb)
    assert (advice.status, advice.expected) == (Status.DEFERRED, date(2026, 12, 1))


def test_a_promised_day_that_is_over_makes_the_advice_late_again(kb: KnowledgeBase) -> None:
    reply = reply_with(promises("p1", "U ontvangt onze reactie vóór 1 september 2026.", due=date(2026, 9, 1)))
    links = (answer("p1", "r1", Position.DEFERRED), answer("p1", "r2", Position.DEFERRED))
    load(kb, advice_with(*TWO_POINTS), reply, links=links)
    assert the_advice(kb, date(2026, 9, 1)).status is Status.DEFERRED, "the day itself is in time"
    assert the_advice(kb, date(2026, 9, 2)).status is Status.OVERDUE, "no term is set, but one was promised"
    assert kb.trail("r1", date(2026, 9, 2)).status is Status.OVERDUE
    later = letter("later.pdf", answers("a1", "Dat doen wij."), **{**REPLY_FACTS, "date": date(2026, 10, 1)})
    load(kb, later, links=(*links, answer("a1", "r1", Position.ADOPTED)))
    assert [each.status for each in the_advice(kb).trails] == [Status.ANSWERED, Status.NOT_IN_REPLY]
    assert the_advice(kb).status is Status.PARTLY_ANSWERED


def test_a_promised_day_that_is_put_off_again_moves_with_it(kb: KnowledgeBase) -> None:
    reply = reply_with(promises("p1", "U ontvangt onze reactie vóór 1 september 2026.", due=date(2026, 9, 1)))
    again = letter("later.pdf", promises("p2", "U ontvangt haar nu vóór 1 december 2026.", due=date(2026, 12, 1)))
    links = (answer("p1", "r1", Position.DEFERRED), link("p2", Relation.CHANGES, "p1"))
    load(kb, advice_with(TWO_POINTS[0]), reply, again, links=links)
    assert (the_advice(kb).expected, the_advice(kb).status) == (date(2026, 12, 1), Status.DEFERRED)


def test_an_unanswered_advice_waits_then_is_late(kb: KnowledgeBase) -> None:
    load(kb, advice_with(*TWO_POINTS))
    assert the_advice(kb).status is Status.NOT_FOUND
    set_term(kb)
    assert the_advice(kb, date(2026, 4, 1)).status is Status.WAITING
    assert the_advice(kb, date(2026, 5, 1)).status is Status.OVERDUE
    assert the_advice(kb).days is None


def test_an_answer_inside_the_report_itself_does_not_count_the_days(kb: KnowledgeBase) -> None:
    report = advice_with(*TWO_POINTS, answers("h1", "Het college komt hier later op terug."))
    load(kb, report, links=(answer("h1", "r1", Position.DEFERRED),))
    assert (the_advice(kb).days, the_advice(kb).replies) == (None, ())


def test_a_reply_whose_advice_is_missing_stands_in_with_the_points_as_it_gives_them(kb: KnowledgeBase) -> None:
    set_term(kb)
    reply = reply_with(restates("w1", "U adviseert ons iets."), answers("a1", "Dat doen wij al."))
    load(kb, reply, links=(answer("a1", "w1", Position.EXISTING),))
    (advice,) = kb.advices(today=TODAY)
    assert advice.missing_original
    assert advice.document.id == "antwoord"
    assert [each.recommendation.id for each in advice.trails] == ["w1"]
    assert (advice.status, advice.days, advice.due) == (Status.ANSWERED, None, None)


def test_a_paper_of_unknown_kind_shows_what_is_asked_in_the_remarks_that_it_answers(kb: KnowledgeBase) -> None:
    note = letter(
        "verslag.pdf",
        recommends("r9", "Wij verzoeken u de tekst aan te passen."),
        restates("w9", "Indiener vraagt om een bankje."),
        answers("a9", "Het bankje komt er."),
        kind=DocumentKind.OTHER,
    )
    load(kb, note, links=(answer("a9", "w9", Position.ADOPTED),))
    (advice,) = kb.advices(today=TODAY)
    assert [each.recommendation.id for each in advice.trails] == ["r9", "w9"]


def test_the_reply_is_no_advice_once_its_advice_is_loaded(kb: KnowledgeBase) -> None:
    reply = reply_with(restates("w1", "U adviseert ons de wachttijden te publiceren."))
    load(kb, advice_with(*TWO_POINTS), reply)
    assert [each.document.id for each in kb.advices(today=TODAY)] == ["advies"], "it answers by reference"
    stray = {"your_reference": None, "answers": (), "addressee": None}
    load(kb, reply_with(restates("w1", "U adviseert ons dit.")), links=(link("w1", Relation.RESTATES, "r1"),))
    kb.put(reply_with(restates("w1", "U adviseert ons dit."), **stray))
    assert [each.document.id for each in kb.advices(today=TODAY)] == ["advies"], "it restates what is loaded"


def test_questions_are_trails_but_no_advice(kb: KnowledgeBase) -> None:
    questions = letter("vragen.pdf", requests("q1", "Hoeveel kinderen wachten langer dan een half jaar?"))
    load(kb, questions)
    assert kb.advices() == ()
    assert kb.trail("q1").status is Status.NOT_FOUND
    assert [each.recommendation.id for each in kb.advice("vragen").trails] == ["q1"]


def test_what_is_no_question_has_no_trail(kb: KnowledgeBase) -> None:
    load(kb, reply_with(promises("c1", "Wij sturen een plan.")))
    for id_ in ("c1", "bestaat-niet"):
        with pytest.raises(NotFound, match="geen aanbeveling of verzoek"):
            kb.trail(id_)
    with pytest.raises(NotFound, match="geen aanbevelingen of verzoeken gevonden"):
        kb.advice("antwoord")


def test_advices_and_statements_can_be_filtered_by_position_and_status(kb: KnowledgeBase) -> None:
    load(kb, advice_with(*TWO_POINTS), reply_with(*TWO_ANSWERS), links=(answer("a1", "r1", Position.ADOPTED),))

    def ids(**where: Any) -> list[str]:
        return [each.id for each in kb.statements(Filter(**where))]

    assert ids(statuses=(Status.NOT_IN_REPLY,)) == ["r2"]
    assert ids(positions=(Position.ADOPTED,)) == ["r1", "a1"], "the point and what answers it"
    assert ids(statement_kinds=(StatementKind.RESPONSE,)) == ["a1", "a2"]
    assert [each.document.id for each in kb.advices(Filter(positions=(Position.ADOPTED,)))] == ["advies"]
    assert kb.advices(Filter(positions=(Position.REJECTED,))) == ()
    assert kb.advices(Filter(statuses=(Status.ANSWERED,))) == ()


# -- commitments and places -------------------------------------------------------------------------------------------
def test_commitments_are_late_when_their_date_is_over_and_nobody_ticked_them_off(kb: KnowledgeBase) -> None:
    reply = reply_with(
        promises("c1", "Wij sturen u voor 1 juli een plan.", due=date(2026, 7, 1)),
        intends("i1", "Wij zetten in op kortere lijnen."),
    )
    load(kb, reply)
    commitment, intention = kb.commitments(today=TODAY)
    assert (commitment.status, commitment.overdue) == (CommitmentStatus.OPEN, True)
    assert (intention.statement.kind, intention.overdue) == (StatementKind.INTENTION, False)
    only = Filter(statement_kinds=(StatementKind.COMMITMENT,))
    assert [each.statement.id for each in kb.commitments(only, TODAY)] == ["c1"]
    assert not kb.commitments(only, date(2026, 7, 1))[0].overdue, "the day itself is in time"


def test_a_document_without_pages_is_cited_by_paragraph(kb: KnowledgeBase) -> None:
    load(kb, without_pages(advice_with(*TWO_POINTS)))
    citation = kb.trail("r2").citation
    assert (citation.page, citation.place) == (None, "alinea 3")


# -- terms ------------------------------------------------------------------------------------------------------------
TERMS = """
[[termijn]]
afzender = "Jongerenraad*"
weken = 4
bron = "Reglement jongerenraad, art. 3"

[[termijn]]
afzender = "*raad*"
weken = 8
bron = "Verordening, art. 7"

[[termijn]]
afzender = "Rekenkamer*"
soort = "rekenkamerrapport"
weken = 12
"""


@pytest.mark.parametrize(
    ("sender", "kind", "due", "source"),
    [
        ("Adviesraad Sociaal Domein", "advies", date(2026, 4, 27), "Verordening, art. 7"),
        ("Jongerenraad Waterstad", "advies", date(2026, 3, 30), "Reglement jongerenraad, art. 3"),
        ("Rekenkamer Waterstad", "rekenkamerrapport", date(2026, 5, 25), ""),
        ("Rekenkamer Waterstad", "advies", None, ""),
        ("Wmo-cliënten", "advies", None, ""),
        (None, "advies", None, ""),
    ],
)
def test_a_term_holds_for_a_body_and_a_kind_and_names_its_article(
    kb: KnowledgeBase, sender: str | None, kind: str, due: date | None, source: str
) -> None:
    (kb.home / "termijnen.toml").write_text(TERMS, "utf-8")
    load(kb, advice_with(*TWO_POINTS, sender=sender, kind=DocumentKind(kind)))
    advice = the_advice(kb, date(2026, 3, 3))
    assert (advice.due, advice.term_source) == (due, source)
    assert advice.status is (Status.WAITING if due else Status.NOT_FOUND)


def test_editing_the_terms_reaches_who_already_looked(kb: KnowledgeBase) -> None:
    load(kb, advice_with(*TWO_POINTS))
    seen = [(kb.revision, the_advice(kb).due)]
    for weeks in (8, 6):
        set_term(kb, weeks)
        seen.append((kb.revision, the_advice(kb).due))
    (kb.home / "termijnen.toml").unlink()
    seen.append((kb.revision, the_advice(kb).due))
    assert [due for _, due in seen] == [None, date(2026, 4, 27), date(2026, 4, 13), None]
    assert len({revision for revision, _ in seen[:3]}) == 3, "a face that remembers by revision asks again"
    assert seen[3][0] != seen[2][0]
