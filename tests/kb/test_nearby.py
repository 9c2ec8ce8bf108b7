"""A judgement that looks only at the documents around it comes to the same as one that looks at everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kb.decisions import record
from kb.decisions.nearby import known_around
from kb.decisions.record import Author
from kb.decisions.snapshot import Known, found, known
from kb.errors import AdviesspoorError
from kb.knowledge import KnowledgeBase
from kb.model import Decision, DocumentKind, Position, Relation, StatementKind, Verdict
from tests.kb.builders import answer, answers, letter, promises, recommends

ADVICE = letter(
    "advies.pdf",
    recommends("r1", "Verlaag de bijdrage en stel een loket in."),
    recommends("r2", "Betrek bewoners bij het plan."),
    recommends("r3", "Meet de wachttijd elk jaar."),
    date=date(2024, 3, 14),
    kind=DocumentKind.ADVICE,
)
REPLY = letter(
    "antwoord.pdf",
    answers("a1", "Wij verlagen de bijdrage."),
    answers("a2", "Wij betrekken bewoners."),
    promises("c1", "Wij sturen u voor 1 juli een plan."),
    date=date(2024, 5, 1),
    kind=DocumentKind.RESPONSE_LETTER,
)
OTHER = letter("ander.pdf", recommends("o1", "Maak het zwembad gratis."), date=date(2024, 6, 1))
SUBJECTS = ("r1", "r2", "r3", "a1", "a2", "c1", "o1", "r1.1", "nergens", answer("a1", "r1").id, answer("a2", "r2").id)
LINKS = (answer("a1", "r1", Position.ADOPTED), answer("a2", "r2", Position.PARTLY))
ASKED = (
    (Verdict.CONFIRMED, None), (Verdict.REJECTED, None), (Verdict.CORRECTED, str(Position.PARTLY)),
    (Verdict.CORRECTED, str(StatementKind.REQUEST)), (Verdict.CORRECTED, "onzin"),
)  # fmt: skip


@pytest.fixture
def town(kb: KnowledgeBase) -> KnowledgeBase:
    for reading in (ADVICE, REPLY, OTHER):
        kb.put(reading)
    kb.put_links(LINKS)
    return kb


def test_nothing_was_decided_yet(town: KnowledgeBase) -> None:
    assert _compared(town) == 9


def test_people_decided_before(town: KnowledgeBase) -> None:
    town.decide("r2", Verdict.REJECTED, by="Ans")
    town.decide(LINKS[0].id, Verdict.CORRECTED, value=str(Position.REJECTED), by="Ans")
    town.split("r1", 21, by="Ans")
    town.move_answer(LINKS[1].id, "r3", by="Ans")
    town.add_link("c1", "r3", Relation.ANSWERS, position=Position.ADOPTED, by="Ans")
    town.withdraw("r2", by="Ans")
    _compared(town)


def test_a_statement_in_an_older_version_is_judged_by_all_that_is_known(town: KnowledgeBase) -> None:
    newer = letter(
        "advies-2.pdf", *(recommends(f"n{each.id}", each.text) for each in ADVICE.statements), date=date(2024, 3, 14)
    )
    town._store.put(replace(newer, document=replace(newer.document, replaces="advies")))
    assert "advies" not in {each.id for each in town.documents()}
    assert known_around(town._store, "r1") is None
    _compared(town)


def test_one_decision_in_a_new_process_reads_no_other_letter(
    town: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    town._remembered.clear()

    def everything() -> Known:
        raise AssertionError("all that is known was read")

    monkeypatch.setattr(town, "_known", everything)
    assert town.decide(LINKS[0].id, Verdict.CONFIRMED, by="Ans").subject_id == LINKS[0].id
    monkeypatch.undo()
    assert [each.subject_id for each in town.decisions()] == [LINKS[0].id]
    (advice,) = (each for each in town.advices() if each.document.id == "advies")
    assert advice.trails[0].answers[0].decision is not None


def _compared(kb: KnowledgeBase) -> int:
    """Judge everything both ways; how many subjects the near one could tell."""
    whole = known(found(kb._store, kb._store.documents()), kb._store.decisions())
    told = 0
    for subject in SUBJECTS:
        near = known_around(kb._store, subject)
        told += near is not None
        for verdict, value in ASKED if near else ():
            assert _judged(near, subject, verdict, value) == _judged(whole, subject, verdict, value), subject
    return told


def _judged(seen: Known | None, subject: str, verdict: Verdict, value: str | None) -> Decision | str:
    assert seen is not None
    try:
        made = record.judge(seen, subject, verdict, Author("Ans", "zo"), value, None)
    except AdviesspoorError as error:
        return str(error)
    return replace(made, id="", at=datetime(2024, 1, 1, tzinfo=UTC))
