"""What later documents say about a commitment: it moves the term, and closes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kb.knowledge import KnowledgeBase
from kb.model import Commitment, CommitmentStatus, Reading, Relation, Verdict
from tests.kb.builders import answers, letter, link, promises
from tests.kb.waterstad import COLLEGE, load

SUMMER, AUTUMN = date(2026, 9, 1), date(2026, 11, 1)


def first() -> Reading:
    promise = promises("c1", "Wij sturen u voor 1 juli een plan.", due=date(2026, 7, 1))
    return letter("eerste.pdf", promise, date=date(2026, 3, 2), sender=COLLEGE)


def second() -> Reading:
    promise = promises("c2", "U ontvangt het plan nu voor 1 oktober.", due=date(2026, 10, 1))
    return letter("tweede.pdf", promise, date=date(2026, 6, 1), sender=COLLEGE)


def third() -> Reading:
    kept = answers("k1", "Met deze brief komen wij de toezegging na.")
    return letter("derde.pdf", kept, date=date(2026, 8, 1), sender=COLLEGE)


CHANGED = link("c2", Relation.CHANGES, "c1")


def of(kb: KnowledgeBase, id_: str, today: date = SUMMER) -> Commitment:
    return next(each for each in kb.commitments(today=today) if each.statement.id == id_)


def test_a_change_moves_the_term_that_counts_and_keeps_the_one_in_its_own_words(kb: KnowledgeBase) -> None:
    load(kb, first(), second(), links=(CHANGED,))
    moved = of(kb, "c1")
    assert (moved.due, moved.statement.due, moved.moved) == (date(2026, 10, 1), date(2026, 7, 1), True)
    assert not moved.overdue, "the new term is not over"
    assert of(kb, "c1", AUTUMN).overdue
    assert [(each.link, each.citation.place) for each in moved.later] == [(CHANGED, "p. 1")]
    assert [each.statement.id for each in of(kb, "c2").earlier] == ["c1"]
    assert not of(kb, "c2").moved


def test_a_change_of_a_change_counts(kb: KnowledgeBase) -> None:
    again = letter("derde.pdf", promises("c3", "Het wordt 1 december.", due=date(2026, 12, 1)), date=date(2026, 9, 9))
    load(kb, first(), second(), again, links=(CHANGED, link("c3", Relation.CHANGES, "c2")))
    assert of(kb, "c1").due == date(2026, 12, 1)


def test_changes_that_go_round_end(kb: KnowledgeBase) -> None:
    load(kb, first(), second(), links=(CHANGED, link("c1", Relation.CHANGES, "c2")))
    assert of(kb, "c1").due is not None


def test_a_change_that_a_person_rejects_does_not_count(kb: KnowledgeBase) -> None:
    load(kb, first(), second(), links=(CHANGED,))
    kb.decide(CHANGED.id, Verdict.REJECTED, by="Ans", reason="gaat over een ander plan")
    assert (of(kb, "c1").due, of(kb, "c1").later) == (date(2026, 7, 1), ())
    assert of(kb, "c1").overdue


def test_what_seems_to_keep_a_promise_is_shown_and_closes_nothing(kb: KnowledgeBase) -> None:
    load(kb, first(), third(), links=(link("k1", Relation.FULFILS, "c1"),))
    kept = of(kb, "c1")
    assert [(each.link.relation, each.statement.id) for each in kept.later] == [(Relation.FULFILS, "k1")]
    assert (kept.status, kept.overdue) == (CommitmentStatus.OPEN, True)


def test_a_row_of_a_list_stands_with_the_promise_that_it_repeats(kb: KnowledgeBase) -> None:
    row = promises("l1", "De raad krijgt een plan.", restated=True)
    table = letter("lijst.pdf", row, date=date(2026, 8, 1))
    repeated = link("l1", Relation.REPEATS, "c1")
    load(kb, first(), table, links=(repeated,))
    assert [each.statement.id for each in kb.commitments()] == ["c1"]
    assert [each.statement.id for each in of(kb, "c1").later] == ["l1"]
    kb.forget("eerste")
    assert [each.statement.id for each in kb.commitments()] == ["l1"], "without the letter the list stands in"


def test_a_promise_that_another_letter_makes_again_stays_a_promise(kb: KnowledgeBase) -> None:
    again = replace(second(), statements=tuple(replace(s, due=None) for s in second().statements))
    load(kb, first(), again, links=(link("c2", Relation.REPEATS, "c1"),))
    assert {each.statement.id for each in kb.commitments()} == {"c1", "c2"}
