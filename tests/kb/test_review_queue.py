"""The queue of proposals: what is in it, in which order, and what stays there when people decide."""

from __future__ import annotations

from kb.knowledge import KnowledgeBase
from kb.model import Link, Position, Proposed, Verdict
from kb.trails.review_queue import DOUBTED
from tests.kb.builders import answer, answers, intends, promises, recommends
from tests.kb.waterstad import TODAY, TWO_ANSWERS, TWO_POINTS, advice_with, load, reply_with


def queue(kb: KnowledgeBase) -> tuple[Proposed, ...]:
    return kb.review(TODAY)


def ids(kb: KnowledgeBase) -> list[str]:
    return [one.subject_id for one in queue(kb)]


def filled(kb: KnowledgeBase, *links: Link) -> KnowledgeBase:
    return load(kb, advice_with(*TWO_POINTS), reply_with(*TWO_ANSWERS), links=links)


def test_of_two_doubtful_answers_the_weightier_comes_first(kb: KnowledgeBase) -> None:
    unclear, adopted = answer("a1", "r1", Position.UNCLEAR, score=0.5), answer("a2", "r2", Position.ADOPTED, score=0.5)
    filled(kb, unclear, adopted)
    assert ids(kb) == [adopted.id, unclear.id]


def test_of_two_equal_positions_the_more_doubtful_comes_first(kb: KnowledgeBase) -> None:
    sure, doubtful = answer("a1", "r1", Position.REJECTED, score=0.9), answer("a2", "r2", Position.REJECTED, score=0.4)
    filled(kb, sure, doubtful)
    assert ids(kb) == [doubtful.id, sure.id]


def test_a_proposal_has_both_ends_with_their_places(kb: KnowledgeBase) -> None:
    filled(kb, answer("a1", "r1", Position.ADOPTED))
    (one,) = queue(kb)
    assert one.point is not None
    assert one.point_citation is not None
    assert (one.statement.id, one.point.id, one.document.id) == ("a1", "r1", "advies")
    assert (one.citation.document_id, one.point_citation.document_id) == ("antwoord", "advies")
    assert (one.position, one.is_open) == (Position.ADOPTED, True)


def test_no_decision_changes_the_order(kb: KnowledgeBase) -> None:
    first, second = answer("a1", "r1", Position.ADOPTED, score=0.5), answer("a2", "r2", Position.ADOPTED, score=0.6)
    filled(kb, first, second)
    before = ids(kb)
    kb.decide(first.id, Verdict.REJECTED, by="A. de Boer")
    kb.decide(second.id, Verdict.CORRECTED, value=Position.UNCLEAR, by="A. de Boer")
    assert ids(kb) == before
    assert [one.is_open for one in queue(kb)] == [False, False]
    assert [one.rejected for one in queue(kb)] == [True, False]
    assert queue(kb)[1].position is Position.UNCLEAR


def test_an_answer_that_moved_stays_in_its_place_as_judged(kb: KnowledgeBase) -> None:
    link = answer("a1", "r1", Position.ADOPTED)
    filled(kb, link)
    kb.move_answer(link.id, "r2", by="A. de Boer")
    (one,) = queue(kb)
    assert (one.subject_id, one.is_open, one.rejected) == (link.id, False, True)
    kb.withdraw(link.id, by="A. de Boer")
    assert queue(kb)[0].is_open


def test_what_a_person_linked_is_not_asked(kb: KnowledgeBase) -> None:
    filled(kb)
    kb.add_link("a1", "r1", position=Position.ADOPTED, by="A. de Boer")
    assert ids(kb) == []


def test_a_decision_on_words_that_changed_is_asked_first_of_all(kb: KnowledgeBase) -> None:
    small, great = answer("a1", "r1", Position.UNCLEAR, score=0.95), answer("a2", "r2", Position.ADOPTED, score=0.1)
    filled(kb, small, great)
    kb.decide(small.id, Verdict.CONFIRMED, by="A. de Boer")
    kb.put(reply_with(answers("a1", "Dat doen wij vanaf het vierde kwartaal."), TWO_ANSWERS[1]))
    kb.put_links((small, great))
    assert ids(kb)[0] == small.id
    assert queue(kb)[0].is_open


def test_only_points_and_promises_that_are_doubted_are_asked(kb: KnowledgeBase) -> None:
    doubtful = DOUBTED - 0.05
    load(
        kb, advice_with(recommends("r1", "Bel terug.", score=doubtful), recommends("r2", "Meet het.", score=DOUBTED)),
        reply_with(promises("p1", "Wij bellen u.", score=doubtful), intends("i1", "Wij hopen dat.", score=0.3)),
    )  # fmt: skip
    assert sorted(ids(kb)) == ["p1", "r1"]
    kb.decide("r1", Verdict.REJECTED, by="A. de Boer")
    judged = next(one for one in queue(kb) if one.subject_id == "r1")
    assert (judged.is_open, judged.rejected) == (False, True)


def test_answers_to_a_point_that_does_not_count_are_not_asked(kb: KnowledgeBase) -> None:
    filled(kb, answer("a1", "r1", Position.ADOPTED))
    kb.decide("r1", Verdict.REJECTED, by="A. de Boer")
    assert ids(kb) == []
