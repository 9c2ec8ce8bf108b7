"""Linking no more letters than a change concerns ends where linking all of them does, whatever came in which order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.dutch.kept import unpacked
from ingest.linking.catching_up import catch_up
from ingest.linking.letter import Letter
from kb import knowledge
from kb.knowledge import KnowledgeBase
from kb.model import DecisionState, Document, Relation, StatementKind, Verdict
from tests.ingest.beside import linked
from tests.ingest.linked_base import Found, NoIndex, emptied, found
from tests.ingest.test_link import encode
from tests.ingest.trail_letters import readings
from tests.kb.builders import FakeEmbedder

ORDERS = int(os.environ.get("ADVIESSPOOR_ORDERS", 100))  # 300 is the promise


@pytest.fixture
def kb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KnowledgeBase]:
    monkeypatch.setattr(knowledge, "index_of", NoIndex)
    with KnowledgeBase(tmp_path / "kb", embedder=FakeEmbedder()) as opened:
        yield opened


def anew(kb: KnowledgeBase) -> Found:
    kb.unlink()
    catch_up(kb, encode)
    assert kb.linked
    return found(kb)


def in_memory(kb: KnowledgeBase) -> Found:
    """What comes of it without a store."""
    counting = kb.statements()
    opened = [_opened(kb, each, [s for s in counting if s.document_id == each.id]) for each in kb.documents()]
    made = linked(opened, encode)
    ends = {each.id for each in counting}
    links = {(each.id, each.position, each.grounds, each.score) for one in made for each in (*one.first, *one.second)
             if {each.source_id, each.target_id} <= ends}  # fmt: skip
    read = {each.id for each in counting if not each.by_linking}  # of which a person may have said that it is no answer
    return links, {each.id for one in made for each in one.responses if each.id in ends - read}


def _opened(kb: KnowledgeBase, document: Document, statements: Sequence[Any]) -> Letter:
    passages = kb.passages(document.id)
    sentences = unpacked(kb.found(document.id).found, {each.id: each.text for each in passages})
    own = [each for each in statements if not each.by_linking]
    return Letter.of(document, passages, own, found=sentences, whole=True)


def change(kb: KnowledgeBase, number: int, what: int) -> None:
    """Add a letter, or forget it, or decide about a statement in it, or where it or its sender belongs."""
    reading = readings()[number % len(readings())]
    id_ = reading.document.id
    if kb.find(reading.document.sha256) is None:
        kb.put(reading)
        return
    own = [each for each in kb.statements() if each.document_id == id_]
    decided = [
        each.decision for each in kb.judged()
        if each.state is not DecisionState.WITHDRAWN and each.decision.verdict is not Verdict.WITHDRAWN
    ]  # fmt: skip
    if what % 5 == 0 or not own:
        kb.forget(id_)
    elif what % 7 == 6 and reading.document.sender:
        kb.place_body(reading.document.sender, ["Gemeente Elders"] * (what % 2), by="Ans")
    elif what % 7 == 5:
        kb.place_document(id_, ["Gemeente Elders"] * (what % 2), by="Ans")
    elif what % 5 == 1 and decided:
        kb.withdraw(decided[what % len(decided)].id, by="Ans")
    elif what % 5 == 2:
        kb.decide(own[what % len(own)].id, Verdict.REJECTED, by="Ans")
    elif what % 5 == 3:
        kb.decide(own[what % len(own)].id, Verdict.CORRECTED, value=StatementKind.INTENTION, by="Ans")
    elif (said := own[what % len(own)]).text.count(" ") > 3:
        kb.split(said.id, said.text.index(" ", len(said.text) // 2), by="Ans")


def test_every_rule_that_looks_at_other_letters_finds_something_in_the_trail(kb: KnowledgeBase) -> None:
    for reading in readings():
        kb.put(reading)
    catch_up(kb, encode)
    statements = {each.id: each.document_id for each in kb.statements()}
    between = {(statements[each.source_id][2:], str(each.relation), statements[each.target_id][2:])
               for each in kb.links() if statements[each.source_id] != statements[each.target_id]}  # fmt: skip
    answers, repeats = Relation.ANSWERS, Relation.REPEATS
    assert between >= {
        ("antwoord", answers, "advies-2"), ("antwoord", Relation.RESTATES, "advies-2"),
        ("uitstel", answers, "advies-2"), ("beide", answers, "spelen"), ("steun", Relation.ENDORSES, "schulden"),
        ("lijst", repeats, "Z25-041"), ("Z25-099", Relation.FULFILS, "Z25-041"), ("gelijk", repeats, "Z25-041"),
        ("vervolg", answers, "advies-2"), ("samen", answers, "schulden"), ("speeltuin", answers, "spelen"),
        ("verslag", answers, "advies-2"),
    }, between  # fmt: skip


def test_a_change_links_only_the_letters_that_look_at_what_changed(kb: KnowledgeBase) -> None:
    for reading in readings():
        kb.put(reading)
    catch_up(kb, encode)
    kb.forget("d-Z25-041")
    assert {"d-Z25-099", "d-weer", "d-lijst", "d-gelijk"} <= set(kb.unlinked()), "they look for what it promised"
    assert not {"d-antwoord", "d-steun", "d-schulden"} & set(kb.unlinked())
    catch_up(kb, encode)
    (point,) = [each for each in kb.statements() if each.document_id == "d-schulden" and each.label == "1"]
    kb.decide(point.id, Verdict.REJECTED, by="Ans")
    assert {"d-steun", "d-samen"} <= set(kb.unlinked()) <= {"d-steun", "d-samen", "d-schulden", "d-besluiten"}, (
        "no letter that is held against its words only"
    )
    catch_up(kb, encode)
    kb.put(next(each for each in readings() if each.document.id == "d-gelijk"))
    assert set(kb.unlinked()) == {"d-gelijk", "d-zonder"}, "no later letter looks for it, and one may be later"


@settings(max_examples=ORDERS, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 19), st.integers(0, 99), st.booleans()), max_size=12))
def test_any_order_of_adding_forgetting_and_deciding_ends_in_the_links_of_all(
    kb: KnowledgeBase, steps: list[tuple[int, int, bool]]
) -> None:
    emptied(kb)
    for number, what, link in steps:
        change(kb, number, what)
        if link:
            catch_up(kb, encode)
    catch_up(kb, encode)
    here = found(kb)
    assert here == in_memory(kb)
    assert here == anew(kb)
