"""What follows a recommendation, where it stands, and how far an advice is answered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kb.errors import NotFound
from kb.knowledge import KnowledgeBase
from kb.model import (
    Advice,
    CommitmentStatus,
    DocumentKind,
    Filter,
    Link,
    Position,
    Reading,
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
    together,
    without_pages,
)

TODAY = date(2026, 11, 22)
COLLEGE = "College van burgemeester en wethouders van Waterstad"
COUNCIL = "Adviesraad Sociaal Domein Waterstad"
ADVICE_FACTS: dict[str, Any] = {
    "kind": DocumentKind.ADVICE,
    "date": date(2026, 3, 2),
    "sender": COUNCIL,
    "addressee": COLLEGE,
    "our_reference": "ASD-2026-01",
}
REPLY_FACTS: dict[str, Any] = {
    "kind": DocumentKind.RESPONSE_LETTER,
    "date": date(2026, 6, 1),
    "sender": COLLEGE,
    "addressee": COUNCIL,
    "your_reference": "ASD-2026-01",
}


def advice_with(*points: Any, **facts: Any) -> Reading:
    return letter("advies.pdf", "Geacht college,", *points, **{**ADVICE_FACTS, **facts})


def reply_with(*points: Any, **facts: Any) -> Reading:
    return letter("antwoord.pdf", "Geachte leden,", *points, **{**REPLY_FACTS, **facts})


TWO_POINTS = (
    recommends("r1", "Publiceer elk kwartaal de wachttijden.", label="1"),
    recommends("r2", "Stel een vaste contactpersoon aan.", label="2"),
)
TWO_ANSWERS = (
    answers("a1", "Dat doen wij vanaf het derde kwartaal."),
    answers("a2", "Daar komen wij later op terug."),
)


def load(kb: KnowledgeBase, *readings: Reading, links: tuple[Link, ...] = ()) -> KnowledgeBase:
    for reading in readings:
        kb.put(reading)
    kb.put_links(links)
    return kb


def the_advice(kb: KnowledgeBase, today: date = TODAY) -> Advice:
    return kb.advice("advies", today)


def set_term(kb: KnowledgeBase, weeks: int = 8) -> None:
    (kb.home / "termijnen.toml").write_text(f'[[termijn]]\nafzender = "Adviesraad*"\nweken = {weeks}\n', "utf-8")


# -- status of a point ------------------------------------------------------------------------------------------------
def test_an_answered_point_shows_answer_place_and_evidence(kb: KnowledgeBase) -> None:
    load(kb, advice_with(*TWO_POINTS), reply_with(*TWO_ANSWERS), links=(answer("a1", "r1", Position.ADOPTED),))
    trail = kb.trail("r1")
    assert trail.status is Status.ANSWERED
    assert trail.position is Position.ADOPTED
    assert trail.citation.quote == "Publiceer elk kwartaal de wachttijden."
    (found,) = trail.answers
    assert (found.response.id, found.citation.place, found.citation.page) == ("a1", "p. 1", 1)
    assert found.citation.date == date(2026, 6, 1)


@pytest.mark.parametrize("position", [each for each in Position if each is not Position.DEFERRED])
def test_every_position_but_a_deferral_is_an_answer(kb: KnowledgeBase, position: Position) -> None:
    load(kb, advice_with(*TWO_POINTS), reply_with(*TWO_ANSWERS), links=(answer("a1", "r1", position),))
    assert kb.trail("r1").status is Status.ANSWERED


def test_a_deferral_is_no_answer_until_something_else_is_said(kb: KnowledgeBase) -> None:
    deferral = answer("a2", "r1", Position.DEFERRED)
    load(kb, advice_with(*TWO_POINTS), reply_with(*TWO_ANSWERS), links=(deferral,))
    assert kb.trail("r1").status is Status.DEFERRED
    kb.put_links([deferral, answer("a1", "r1", Position.REJECTED)])
    trail = kb.trail("r1")
    assert (trail.status, trail.position) == (Status.ANSWERED, Position.REJECTED)


def test_without_an_answer_the_term_decides(kb: KnowledgeBase) -> None:
    load(kb, advice_with(*TWO_POINTS))
    assert kb.trail("r1", TODAY).status is Status.NOT_FOUND, "no term is set"
    set_term(kb, weeks=8)
    last_day = date(2026, 4, 27)
    assert kb.trail("r1", last_day).due == last_day
    assert kb.trail("r1", last_day).status is Status.WAITING
    assert kb.trail("r1", date(2026, 4, 28)).status is Status.OVERDUE


def test_an_answer_to_the_restatement_is_an_answer_to_the_point_and_counts_once(kb: KnowledgeBase) -> None:
    reply = reply_with(
        restates("w1", "U adviseert ons de wachttijden te publiceren."),
        answers("a1", "Dat doen wij vanaf het derde kwartaal."),
    )
    again, once = answer("a1", "w1", Position.ADOPTED, score=0.9), answer("a1", "r1", Position.ADOPTED, score=0.5)
    load(kb, advice_with(*TWO_POINTS), reply, links=(link("w1", Relation.RESTATES, "r1"), again, once))
    trail = kb.trail("r1")
    assert [each.link for each in trail.answers] == [once], "the link to the point itself goes before that to its echo"
    assert [each.statement.id for each in trail.related] == ["w1"]
    kb.put_links([link("w1", Relation.RESTATES, "r1"), again])
    assert [each.link for each in kb.trail("r1").answers] == [again]


def test_a_restatement_that_a_person_rejects_takes_its_answers_along(kb: KnowledgeBase) -> None:
    reply = reply_with(restates("w1", "U adviseert ons iets."), answers("a1", "Dat doen wij."))
    load(kb, advice_with(*TWO_POINTS), reply, links=(link("w1", Relation.RESTATES, "r1"), answer("a1", "w1")))
    kb.decide("w1", Verdict.REJECTED, by="Ans", reason="gaat over iets anders")
    assert kb.trail("r1").answers == ()


def test_a_point_that_is_given_twice_in_a_report_is_one_point(kb: KnowledgeBase) -> None:
    report = advice_with(*TWO_POINTS, recommends("r1b", "Publiceer elk kwartaal de wachttijden.", label="1"))
    load(
        kb,
        report,
        reply_with(*TWO_ANSWERS),
        links=(link("r1b", Relation.REPEATS, "r1"), answer("a1", "r1b", Position.ADOPTED)),
    )
    advice = the_advice(kb)
    assert [each.recommendation.id for each in advice.trails] == ["r1", "r2"]
    assert advice.trails[0].status is Status.ANSWERED


def test_a_point_repeated_in_a_later_letter_stays_a_point_of_its_own(kb: KnowledgeBase) -> None:
    later = letter("later.pdf", recommends("n1", "Publiceer nu echt de wachttijden."), date=date(2026, 9, 1))
    load(kb, advice_with(*TWO_POINTS), later, links=(link("n1", Relation.REPEATS, "r1"),))
    assert [each.document.id for each in kb.advices(today=TODAY)] == ["later", "advies"]
    assert [each.statement.id for each in kb.trail("r1").related] == ["n1"]


def test_commitments_beside_an_answer_belong_to_the_trail(kb: KnowledgeBase) -> None:
    both = together(answers("a1", "Dat doen wij."), promises("c1", "Wij sturen u voor 1 juli een plan."))
    reply = reply_with(both, promises("c2", "Elders beloven wij iets anders."))
    load(kb, advice_with(*TWO_POINTS), reply, links=(answer("a1", "r1", Position.ADOPTED),))
    assert [each.id for each in kb.trail("r1").commitments] == ["c1"]
    of_point = {each.statement.id: each.recommendation_id for each in kb.commitments()}
    assert of_point == {"c1": "r1", "c2": None}


# -- parts ------------------------------------------------------------------------------------------------------------
PARTED = (
    recommends("r1", "Verbeter de toegang:", label="1"),
    recommends("r1a", "open een tweede loket;", label="1a", parent_id="r1"),
    recommends("r1b", "verkort de wachttijd.", label="1b", parent_id="r1"),
)


def test_parts_stand_below_their_main_point(kb: KnowledgeBase) -> None:
    load(kb, advice_with(*PARTED))
    (main,) = the_advice(kb).trails
    assert [each.recommendation.label for each in main.parts] == ["1a", "1b"]


@pytest.mark.parametrize(
    ("linked", "status"),
    [
        ([("r1a", Position.ADOPTED), ("r1b", Position.REJECTED)], Status.ANSWERED),
        ([("r1a", Position.ADOPTED)], Status.PARTLY_ANSWERED),
        ([("r1a", Position.ADOPTED), ("r1b", Position.DEFERRED)], Status.PARTLY_ANSWERED),
        ([("r1a", Position.DEFERRED), ("r1b", Position.DEFERRED)], Status.DEFERRED),
        ([], Status.NOT_FOUND),
    ],
)
def test_a_main_point_without_answer_stands_where_its_parts_stand(
    kb: KnowledgeBase, linked: list[tuple[str, Position]], status: Status
) -> None:
    links = tuple(answer(f"a{number}", target, position) for number, (target, position) in enumerate(linked, 1))
    load(kb, advice_with(*PARTED), reply_with(*TWO_ANSWERS), links=links)
    assert kb.trail("r1", TODAY).status is status


def test_an_answer_to_the_main_point_covers_the_parts_that_have_none(kb: KnowledgeBase) -> None:
    links = (answer("a1", "r1", Position.ADOPTED), answer("a2", "r1b", Position.DEFERRED))
    load(kb, advice_with(*PARTED), reply_with(*TWO_ANSWERS), links=links)
    by_label = {each.recommendation.label: each for each in kb.trail("r1").parts}
    assert by_label["1a"].status is Status.ANSWERED
    assert by_label["1a"].answers == (), "the status comes from the main point, the answer is not repeated"
    assert by_label["1b"].status is Status.DEFERRED, "a part with an answer of its own keeps it"


def test_a_part_by_itself_stands_as_it_stands_below_its_main_point(kb: KnowledgeBase) -> None:
    load(kb, advice_with(*PARTED), reply_with(*TWO_ANSWERS), links=(answer("a1", "r1", Position.ADOPTED),))
    assert kb.trail("r1a") == kb.trail("r1").parts[0]


def test_the_parts_of_what_turns_out_no_recommendation_stand_on_their_own(kb: KnowledgeBase) -> None:
    load(kb, advice_with(*PARTED))
    kb.decide("r1", Verdict.CORRECTED, by="Ans", value=StatementKind.INTENTION)
    assert [each.recommendation.id for each in the_advice(kb).trails] == ["r1a", "r1b"]
    assert kb.trail("r1a", TODAY).status is Status.NOT_FOUND


def test_the_parts_of_a_rejected_main_point_stand_on_their_own(kb: KnowledgeBase) -> None:
    load(kb, advice_with(*PARTED))
    kb.decide("r1", Verdict.REJECTED, by="Ans", reason="dit is een kop")
    assert [each.recommendation.id for each in the_advice(kb).trails] == ["r1a", "r1b"]


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
    assert [each.status for each in advice.trails] == [Status.ANSWERED, Status.OVERDUE]


def test_a_deferral_carries_the_promised_date(kb: KnowledgeBase) -> None:
    reply = reply_with(answers("a1", "U hoort voor 1 december 2026 van ons.", due=date(2026, 12, 1)))
    links = (answer("a1", "r1", Position.DEFERRED), answer("a1", "r2", Position.DEFERRED))
    load(kb, advice_with(*TWO_POINTS), reply, links=links)
    advice = the_advice(kb)
    assert (advice.status, advice.expected) == (Status.DEFERRED, date(2026, 12, 1))


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

    assert ids(statuses=(Status.NOT_FOUND,)) == ["r2"]
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
