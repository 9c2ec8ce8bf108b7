"""What a person split or merged is still found in the way of what it was made from, when all links are made anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest import pipeline
from kb.knowledge import KnowledgeBase
from kb.model import Basis, GroundKind, Link, Relation, Statement, StatementKind, Verdict
from tests.works import opened, reading_here

REPORT = """<html><head><title>Zicht op schulden</title></head><body>
<p>Rekenkamer Zandveen</p><p>12 februari 2025</p>
<h1>Aanbevelingen aan het college</h1>
<h2>Aanbeveling 1: Leg vast wie een melding opvolgt en spreek een termijn af.</h2>
<p>Nu weet niemand wie belt.</p>
<h2>Aanbeveling 2: Tel elk jaar hoeveel huishoudens hulp krijgen.</h2>
<p>De cijfers lopen achter.</p>
<h1>Bestuurlijk hoor- en wederhoor</h1>
<p>Wij nemen de aanbevelingen uit dit rapport over.</p>
</body></html>
"""
HALVES = ("Leg vast wie een melding opvolgt", "spreek een termijn af.")


@pytest.fixture
def kb(home: Path, tmp_path: Path) -> Iterator[KnowledgeBase]:
    """A report with an answer of the college in it, read and linked."""
    file = tmp_path / "rapport.html"
    file.write_text(REPORT, encoding="utf-8")
    with reading_here(), opened(home) as kb:
        pipeline.add(kb, [file])
        yield kb


def points(kb: KnowledgeBase) -> list[Statement]:
    return [each for each in kb.statements() if each.kind is StatementKind.RECOMMENDATION]


def answers(kb: KnowledgeBase) -> dict[str, Link]:
    """By the words of the point."""
    text = {each.id: each.text for each in points(kb)}
    found = [each for each in kb.links() if each.relation is Relation.ANSWERS and each.target_id in text]
    return {text[each.target_id]: each for each in found}


def test_the_parts_of_a_split_recommendation_keep_their_links_when_all_are_made_anew(kb: KnowledgeBase) -> None:
    whole = points(kb)[0]
    kb.split(whole.id, whole.text.index(HALVES[1]), by="Ans")
    before = {words: link.position for words, link in answers(kb).items()}
    assert len(before) == 3
    pipeline.link_all(kb)
    assert {words: link.position for words, link in answers(kb).items()} == before


def test_a_part_rests_on_a_person_and_on_what_the_whole_rested_on(kb: KnowledgeBase) -> None:
    whole = points(kb)[0]
    assert whole.basis is Basis.STRUCTURE
    kb.split(whole.id, whole.text.index(HALVES[1]), by="Ans")
    for part in points(kb)[:2]:
        assert (part.basis, part.rests_on(GroundKind.NUMBERED)) == (Basis.PERSON, True)
        assert part.found_by == "met de hand, Ans"


def test_the_links_of_the_whole_come_back_when_a_split_is_undone(kb: KnowledgeBase) -> None:
    made = answers(kb)
    whole = points(kb)[0]
    kb.split(whole.id, whole.text.index(HALVES[1]), by="Ans")
    pipeline.link_all(kb)
    kb.withdraw(whole.id, by="Ans")
    pipeline.link_all(kb)
    assert answers(kb) == made


def test_links_follow_a_decision_about_a_statement_at_once(kb: KnowledgeBase) -> None:
    kb.decide(points(kb)[0].id, Verdict.REJECTED, by="Ans")
    assert not kb.linked
    pipeline.follow_decision(kb)
    assert kb.linked
    followed = kb.links()
    pipeline.link_all(kb)
    assert kb.links() == followed


def test_a_click_reads_nothing_anew_that_an_older_program_read(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    kb.decide(points(kb)[0].id, Verdict.REJECTED, by="Ans")
    monkeypatch.setattr(pipeline, "reader", lambda name: "een nieuwere lezer")
    pipeline.follow_decision(kb)
    assert not kb.linked, "it waits for the next add or link"
