"""How far each body is answered, what a person left out, and what is referred to that is not loaded."""

from __future__ import annotations

from datetime import date

from kb.knowledge import KnowledgeBase
from kb.model import DocumentKind, Position, Status, Verdict
from tests.kb.builders import PAGE, answer, letter, recommends
from tests.kb.waterstad import (
    ADVICE_FACTS,
    COLLEGE,
    TODAY,
    TWO_ANSWERS,
    TWO_POINTS,
    advice_with,
    load,
    reply_with,
    set_term,
)


def test_points_are_counted_per_document_and_body(kb: KnowledgeBase) -> None:
    set_term(kb)
    other = letter("jongeren.pdf", recommends("j1", "Open een honk."), **{**ADVICE_FACTS, "sender": "Jongerenplatform"})
    load(kb, advice_with(*TWO_POINTS), reply_with(*TWO_ANSWERS), other, links=(answer("a1", "r1", Position.ADOPTED),))
    found = {each.document.id: (each.body, dict(each.points)) for each in kb.coverage(TODAY).answering}
    assert found == {
        "advies": ("Adviesraad Sociaal Domein Waterstad", {Status.ANSWERED: 1, Status.NOT_IN_REPLY: 1}),
        "jongeren": ("Jongerenplatform", {Status.NOT_FOUND: 1}),
    }


def test_what_a_person_left_out_is_named_with_the_reason(kb: KnowledgeBase) -> None:
    load(kb, advice_with(*TWO_POINTS))
    kb.decide("r2", Verdict.REJECTED, by="Ans", reason="dit is een kop")
    (one,) = kb.coverage(TODAY).answering
    assert dict(one.points) == {Status.NOT_FOUND: 1}
    assert [(each.statement.id, each.decision.by, each.decision.reason) for each in one.excluded] == [
        ("r2", "Ans", "dit is een kop")
    ]
    kb.decide("r1", Verdict.REJECTED, by="Ans", reason="dit ook")
    (none_left,) = kb.coverage(TODAY).answering
    assert (none_left.points, len(none_left.excluded)) == ((), 2)


def test_a_letter_that_is_answered_and_not_loaded_is_missing_until_it_comes(kb: KnowledgeBase) -> None:
    load(kb, reply_with(*TWO_ANSWERS, answers=("ASD-2026-01", "2026-03-02")))
    (one,) = kb.coverage().missing
    assert (one.date, one.reference, one.citation) == (date(2026, 3, 2), "ASD-2026-01", None)
    assert one.words == "brief van 2 maart 2026, kenmerk ASD-2026-01"
    load(kb, advice_with(*TWO_POINTS))
    assert kb.coverage().missing == ()


def test_what_the_text_names_is_missing_with_its_place_and_once(kb: KnowledgeBase) -> None:
    named = "In de raadsinformatiebrief van 24 september 2025 staat meer."
    first = letter("een.pdf", "Geachte leden,", PAGE, named, date=date(2026, 1, 5))
    second = letter("twee.pdf", "Zie ook de brief van 24 september 2025 en motie M25-31.", date=date(2026, 2, 5))
    load(kb, first, second)
    by_date, by_number = kb.coverage().missing
    assert by_date.date == date(2025, 9, 24)
    assert [each.id for each in by_date.named_in] == ["een", "twee"]
    assert by_date.citation is not None
    assert (by_date.citation.quote, by_date.citation.place) == ("raadsinformatiebrief van 24 september 2025", "p. 2")
    assert (by_number.reference, by_number.date) == ("M25-31", None)


def test_what_is_loaded_under_another_name_is_not_missing(kb: KnowledgeBase) -> None:
    informed = letter("rib.pdf", "Geachte raad,", date=date(2025, 9, 24), our_reference="RIB 2025-47", sender=COLLEGE)
    motion = letter("motie.pdf", "De raad,", title="Motie M25-31 “Warm”", kind=DocumentKind.MOTION)
    naming = letter(
        "nieuw.pdf", "In brief 2025-47 en de brief van 24 september 2025, en in motie M25-31.", date=date(2026, 1, 5)
    )
    load(kb, informed, motion, naming)
    assert kb.coverage().missing == ()


def test_a_day_to_come_or_of_something_else_is_no_missing_letter(kb: KnowledgeBase) -> None:
    texts = (
        "U ontvangt een brief van ons vóór 1 mei 2026.",
        "De vergadering van 3 januari 2026 ging niet door.",
        "Het rapport verschijnt in de week van 4 mei 2026.",
        "Een verslag van 31 februari 2025 kan niet bestaan.",
    )
    load(kb, letter("een.pdf", *texts, date=date(2026, 1, 5)))
    assert kb.coverage().missing == ()
