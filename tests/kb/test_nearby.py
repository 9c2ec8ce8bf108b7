"""A judgement that looks only at the documents around it comes to the same as one that looks at everything."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import event

from kb.decisions import record
from kb.decisions.nearby import known_around
from kb.decisions.record import Author
from kb.decisions.snapshot import ASKS, Known, found, known
from kb.errors import AdviesspoorError
from kb.knowledge import KnowledgeBase
from kb.model import (
    Decision,
    DocumentKind,
    FileReport,
    Filter,
    Outcome,
    Position,
    Relation,
    StatementKind,
    Verdict,
)
from kb.remembered import Remembered
from kb.settings import STORE
from kb.standings import standings
from tests.kb.builders import answer, answers, letter, promises, recommends

ADVICE = letter(
    "advies.pdf",
    recommends("r1", "Verlaag de bijdrage en stel een loket in."),
    recommends("r2", "Betrek bewoners bij het plan."),
    recommends("r3", "Meet de wachttijd elk jaar."),
    date=date(2024, 3, 14),
    kind=DocumentKind.ADVICE,
    sender="Adviesraad",
)
REPLY = letter(
    "antwoord.pdf",
    answers("a1", "Wij verlagen de bijdrage."),
    answers("a2", "Wij betrekken bewoners."),
    promises("c1", "Wij sturen u voor 1 juli een plan."),
    date=date(2024, 5, 1),
    kind=DocumentKind.RESPONSE_LETTER,
)
OTHER = letter(
    "ander.pdf", recommends("o1", "Maak het zwembad gratis."), date=date(2024, 6, 1), sender="Adviesraad Zwemmen"
)
SUBJECTS = ("r1", "r2", "r3", "a1", "a2", "c1", "o1", "r1.1", "nergens", answer("a1", "r1").id, answer("a2", "r2").id)
LINKS = (answer("a1", "r1", Position.ADOPTED), answer("a2", "r2", Position.PARTLY))
ASKED = (
    (Verdict.CONFIRMED, None), (Verdict.REJECTED, None), (Verdict.CORRECTED, str(Position.PARTLY)),
    (Verdict.CORRECTED, str(StatementKind.REQUEST)), (Verdict.CORRECTED, "onzin"),
)  # fmt: skip

MAY_BE = {
    "SCAN state", "SCAN unlinked", "SCAN decisions",  # tables that do not grow with the letters
    "SCAN decisions USING COVERING INDEX ix_decisions_subject_id",
    "SCAN corrections USING COVERING INDEX ix_corrections_document_id",
    "SCAN documents USING INDEX ix_documents_unplaced",  # which holds those only
    "SCAN documents USING COVERING INDEX sqlite_autoindex_documents_1",  # the ids, once: of which nothing is kept
}  # fmt: skip


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


def test_trails_and_promises_come_out_alike_whatever_people_decided(town: KnowledgeBase) -> None:
    _compared_trails(town)
    town.decide(LINKS[0].id, Verdict.CORRECTED, value=str(Position.REJECTED), by="Ans")
    town.decide("a1", Verdict.CONFIRMED, by="Ans")
    town.move_answer(LINKS[1].id, "r3", by="Ans")
    town.add_link("c1", "r3", Relation.ANSWERS, position=Position.ADOPTED, by="Ans")
    town.merge_bodies("Adviesraad", "Adviesraad Zwemmen", by="Ans")
    _settled(town)
    _compared_trails(town)
    town.decide("r2", Verdict.REJECTED, by="Ans")
    town.decide("r2", Verdict.CORRECTED, value=str(StatementKind.REQUEST), by="Ans")
    _settled(town)
    _compared_trails(town)


def test_where_people_made_statements_all_that_is_known_is_read(town: KnowledgeBase) -> None:
    town.split("r1", 21, by="Ans")
    _settled(town)
    alone = town._with(_remembered=Remembered())
    assert alone.near(["advies"]) is alone
    assert alone.near(["ander"]) is not alone
    assert alone.trail("r1.1") == town.trail("r1.1")


def test_while_a_letter_waits_for_linking_all_that_is_known_is_read(town: KnowledgeBase) -> None:
    town.put(letter("nieuw.pdf", recommends("n1", "Maak een plan."), date=date(2024, 7, 1)))
    alone = town._with(_remembered=Remembered())
    assert alone.near(["advies"]) is alone


def test_a_trail_and_a_question_in_a_new_process_read_no_other_letter(
    town: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = ("bijdrage en loket", "wij verlagen", "plan voor 1 juli")
    trail, hits = town.trail("r1"), [town.search(question) for question in questions]
    said = [standings(town, each) for each in hits]
    town._remembered.clear()

    def everything() -> Known:
        raise AssertionError("all that is known was read")

    monkeypatch.setattr(town, "_machine", everything)
    assert town.trail("r1") == trail
    assert [town.search(question) for question in questions] == hits
    assert [standings(town, each) for each in hits] == said
    assert {each.kind for found in hits for hit in found for each in hit.statements} >= {
        StatementKind.RECOMMENDATION, StatementKind.RESPONSE, StatementKind.COMMITMENT,
    }  # fmt: skip


@pytest.mark.one_store
def test_what_one_letter_asks_is_looked_up_and_not_gone_through(
    town: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of every question to the tables SQLite tells whether an index leads to the rows."""
    asked: dict[str, tuple[str, object]] = {}

    def note(_connection: object, _cursor: object, statement: str, given: object, *_: object) -> None:
        asked.setdefault(statement, (statement, given))

    event.listen(town._store._engine, "before_cursor_execute", note)
    town._remembered.clear()
    town.trail("r1")
    standings(town, town.search("bijdrage verlagen"))  # a question with a number in it looks at all heads
    town.put(letter("nieuw.pdf", recommends("n1", "Maak een plan."), date=date(2024, 7, 1)))
    town.report(FileReport("nieuw.pdf", "0" * 64, datetime(2024, 7, 1, tzinfo=UTC), Outcome.ADDED, "nieuw"))
    assert town.read_otherwise("een ander") == ["advies", "ander", "antwoord", "nieuw"]
    town.unplaced()
    town.partly()
    town.counting(["nieuw"])
    event.remove(town._store._engine, "before_cursor_execute", note)
    gone_through = dict[str, str]()
    with closing(sqlite3.connect(town.home / STORE)) as store:
        for statement, given in asked.values():
            if statement.startswith(("SELECT", "DELETE", "UPDATE")):
                plan = store.execute(f"EXPLAIN QUERY PLAN {statement}", given).fetchall()
                gone_through |= {row[3]: statement for row in plan if row[3].startswith("SCAN")}
    assert len(asked) > 30
    assert {scan: each for scan, each in gone_through.items() if scan not in MAY_BE} == {}


def _settled(kb: KnowledgeBase) -> None:
    """As linking leaves it, which would find the same."""
    kb.put_links(LINKS)


def _compared_trails(kb: KnowledgeBase) -> None:
    alone = kb._with(_remembered=Remembered())
    kb.advices()
    for point in kb.statements(Filter(statement_kinds=ASKS)):
        near = alone.near([point.document_id])
        assert near is not alone
        assert near.trail(point.id) == kb.trail(point.id)
    for document in kb.documents():
        where = Filter(document_ids=(document.id,))
        assert alone.near([document.id]).commitments(where) == kb.commitments(where)


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
