"""What follows a recommendation, and where it stands."""

from __future__ import annotations

from datetime import date

import pytest

from kb.knowledge import KnowledgeBase
from kb.model import (
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
    letter,
    link,
    promises,
    recommends,
    restates,
    together,
)
from tests.kb.waterstad import TODAY, TWO_ANSWERS, TWO_POINTS, advice_with, load, reply_with, set_term, the_advice


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


def test_what_only_another_tells_settles_nothing_until_a_person_confirms_it(kb: KnowledgeBase) -> None:
    told = answer("a1", "r1", Position.ADOPTED, grounds=(Ground(GroundKind.ANOTHER_TELLS),))
    load(kb, advice_with(*TWO_POINTS), reply_with(*TWO_ANSWERS), links=(told,))
    trail = kb.trail("r1")
    assert (trail.status, trail.position) == (Status.NOT_FOUND, None)
    assert [each.link.id for each in trail.answers] == [told.id]
    kb.decide(told.id, Verdict.CONFIRMED, by="griffie", reason="het besluit gezien")
    assert kb.trail("r1").status is Status.ANSWERED


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


def test_an_answer_that_a_person_takes_away_does_not_return_through_the_restatement(kb: KnowledgeBase) -> None:
    reply = reply_with(restates("w1", "U adviseert ons iets."), answers("a1", "Dat doen wij."))
    direct, again = answer("a1", "r1", Position.ADOPTED), answer("a1", "w1", Position.ADOPTED)
    load(kb, advice_with(*TWO_POINTS), reply, links=(link("w1", Relation.RESTATES, "r1"), direct, again))
    kb.decide(direct.id, Verdict.REJECTED, by="Ans", reason="gaat over iets anders")
    assert kb.trail("r1").answers == ()
    kb.withdraw(direct.id, by="Ans")
    assert [each.link for each in kb.trail("r1").answers] == [direct]
    kb.move_answer(direct.id, "r2", by="Ans", reason="hoort bij punt 2")
    assert (kb.trail("r1").answers, kb.trail("r2").position) == ((), Position.ADOPTED)


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
        ([], Status.NOT_IN_REPLY),
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
