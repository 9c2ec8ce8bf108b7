"""Decisions over real files: an advice and its answer, and the answer again: the same, rendered anew, scanned, mended.

The letters are those of the demonstration corpus, made by its own renderer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bench.corpus.build import CORPUS, TEXTS
from bench.corpus.letters import STYLES
from bench.corpus.source import Source, read_source
from ingest.pipeline import add
from kb.knowledge import KnowledgeBase
from kb.model import DecisionState, Position, Relation, StatementKind, Verdict

ADVICE = CORPUS / "2024-11-21_asd_advies_wmo-vervoer.docx"
REPLY = "2025-04-24_collegereactie_wmo-vervoer"
MENDED = ("De uitkomst delen wij uiterlijk 1 oktober 2026", "De uitkomst delen wij uiterlijk 1 december 2026")


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """Both letters, with a decision about every statement in the answer and every link from it."""
    folder = tmp_path_factory.mktemp("brieven")
    with KnowledgeBase(folder / "kennisbank") as opened:
        add(opened, [ADVICE, rendered(source(REPLY), folder / "antwoord.pdf")])
        reply = answering(opened)
        for statement in opened.proposals():
            if statement.document_id == reply:
                opened.decide(statement.id, Verdict.CONFIRMED, by="Ans")
        for link in opened.links():
            if link.relation is Relation.ANSWERS:
                opened.decide(link.id, Verdict.CORRECTED, by="Ans", value=Position.PARTLY)
        yield opened


def source(name: str) -> Source:
    return read_source(TEXTS / f"{name}.txt")


def rendered(letter: Source, path: Path, style: str = "") -> Path:
    STYLES[style or letter.get("vorm")](letter).save(path, "brief", letter.day)
    return path


def answering(kb: KnowledgeBase) -> str:
    (document,) = (each for each in kb.documents() if each.sender and each.sender.startswith("College"))
    return document.id


def loaded(kb: KnowledgeBase, path: Path) -> str:
    """Add the file as the newest version; forget it again when the test is done with `kb.forget`."""
    before = answering(kb)
    (report,) = add(kb, [path])
    assert report.document_id
    assert report.messages[0].startswith("Dit is een nieuwe versie van")
    assert kb.document(report.document_id).replaces == before
    return report.document_id


def states(kb: KnowledgeBase) -> set[DecisionState]:
    return {each.state for each in kb.judged()}


def test_the_same_file_again_keeps_every_decision(kb: KnowledgeBase, tmp_path: Path) -> None:
    before = kb.judged()
    assert len(before) > 12, "or this says little"
    add(kb, [rendered(source(REPLY), tmp_path / "nog eens.pdf")])
    assert kb.judged() == before
    assert states(kb) == {DecisionState.COUNTS}


def test_another_rendering_keeps_every_decision(kb: KnowledgeBase, tmp_path: Path) -> None:
    new = loaded(kb, rendered(source(REPLY), tmp_path / "anders.pdf", "adviesraad-kantlijn"))
    assert states(kb) == {DecisionState.COUNTS}
    every = [answer for advice in kb.advices() for trail in advice.trails for answer in trail.answers]
    assert every
    assert {answer.position for answer in every} == {Position.PARTLY}
    assert {answer.citation.document_id for answer in every} == {new}
    assert not kb.check()
    kb.forget(new)


def test_a_scan_keeps_every_decision(kb: KnowledgeBase, tmp_path: Path) -> None:
    letter = source(REPLY)
    STYLES[letter.get("vorm")](letter).save_as_scan(tmp_path / "scan.pdf", letter.day)
    before = {each.decision.id for each in kb.judged()}
    new = loaded(kb, tmp_path / "scan.pdf")
    assert {each.decision.id for each in kb.judged()} == before
    assert states(kb) == {DecisionState.COUNTS}
    kb.forget(new)


def test_one_mended_sentence_makes_exactly_its_decisions_suspect(kb: KnowledgeBase, tmp_path: Path) -> None:
    letter = source(REPLY)
    assert letter.body.count(MENDED[0]) == 1
    new = loaded(kb, rendered(replace(letter, body=letter.body.replace(*MENDED)), tmp_path / "hersteld.pdf"))
    suspect = [each for each in kb.judged() if each.state is DecisionState.SUSPECT]
    assert suspect
    for each in kb.judged():
        touched = any(MENDED[0] in " ".join(quote.split()) for quote in each.decision.quotes)
        assert each.state is (DecisionState.SUSPECT if touched else DecisionState.COUNTS), each.decision.quotes
    (promise,) = (s for s in kb.statements() if MENDED[1] in s.text and s.kind is StatementKind.COMMITMENT)
    assert promise.id in {each.subject_id for each in suspect}
    kb.forget(new)
