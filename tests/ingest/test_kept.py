"""What is found in sentences and the vectors of texts are made once, and kept with who made them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import ingest.dutch.alone as by_itself
import ingest.statements.draft as drafts
from ingest import pipeline
from ingest.dutch.kept import packed, reader, unpacked
from ingest.dutch.pipeline import analyse
from kb import making
from kb.knowledge import KnowledgeBase
from kb.search.embedding import OnnxEmbedder
from kb.search.vectors import texts_of
from kb.settings import Settings
from tests.kb.builders import answers, recommends
from tests.kb.builders import letter as written

ADVICE = """Aan het college van burgemeester en wethouders van Lindeveen
Van: Wijkraad Lindeveen
Datum: 3 maart 2025
Ons kenmerk: WR-2025-3
Betreft: ongevraagd advies over de bankjes

De wijkraad adviseert om bij elke halte een bankje te plaatsen. Zorg dat de verlichting in orde is.
Bestaat daar geld voor? Wij horen graag vóór 1 juni van u.
"""
NOTE = "Notulen van de buurtvereniging. Er is gesproken over het zomerfeest en over de kosten van de tent.\n"


class Counting(OnnxEmbedder):
    """The packaged model, with what it embedded here and not in a worker."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def passages(self, texts: Sequence[str]):  # type: ignore[no-untyped-def]
        self.texts += texts
        return super().passages(texts)


@pytest.fixture
def embedder() -> Counting:
    return Counting()


@pytest.fixture
def kb(tmp_path: Path, embedder: Counting) -> Iterator[KnowledgeBase]:
    with KnowledgeBase(tmp_path / "home", embedder=embedder) as made:
        yield made


def add(kb: KnowledgeBase, tmp_path: Path, *texts: str) -> None:
    paths = [tmp_path / f"brief{number}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    assert {report.outcome.value for report in pipeline.add(kb, paths)} <= {"toegevoegd", "ongewijzigd"}


def test_what_is_found_in_sentences_survives_its_row() -> None:
    texts = {
        str(number): text for number, text in enumerate([*ADVICE.split("\n"), "Fiets | Wij zullen dit doen. | ja"])
    }
    found = dict(zip(texts, analyse(texts.values()), strict=True))
    assert sum(len(each) for each in found.values()) > 5
    assert unpacked(packed(found), texts) == found


def test_a_point_is_read_by_itself_when_its_letter_is_and_never_again(
    kb: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(kb, tmp_path, ADVICE)
    (letter,) = kb.documents()
    points = [each for each in kb.statements() if each.kind in by_itself.POINTS]
    fresh = [next(analyse([each.text])) for each in points]
    by_itself.keep(points, kb.found(letter.id).found)
    monkeypatch.setattr(by_itself, "analyse", lambda texts: pytest.fail(f"read again: {texts}"))
    assert [by_itself.alone(each.text) for each in points] == fresh
    assert len(points) > 1


def test_linking_reads_back_what_was_found_and_embeds_nothing_again(
    kb: KnowledgeBase, embedder: Counting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(kb, tmp_path, ADVICE, NOTE)
    pipeline.link_all(kb)
    assert embedder.texts == [], "the workers did that"

    def never(texts: object, name: str = "") -> object:
        raise AssertionError("a loaded letter was analysed again")

    monkeypatch.setattr(drafts, "analyse", never)
    pipeline.link_all(kb)
    assert kb.reindex() > 0
    assert embedder.texts == []
    assert kb.check(reader()) == ()


def test_another_reader_means_reading_again_and_check_says_so(kb: KnowledgeBase, tmp_path: Path) -> None:
    add(kb, tmp_path, ADVICE, NOTE)
    before = kb.proposals()
    with sqlite3.connect(kb.home / "store.sqlite") as store:
        store.execute("DELETE FROM findings WHERE document_id = ?", (before[0].document_id,))
        store.execute("DELETE FROM statements")
        store.execute("UPDATE documents SET contents = json_set(contents, '$.statements', 0)")
    with KnowledgeBase(kb.home, embedder=Counting()) as other:
        said = [problem.message for problem in other.check(reader())]
        assert any("1 document gelezen met andere leesregels" in each and "adviesspoor link" in each for each in said)
        pipeline.link_all(other)
        assert other.read_otherwise(reader()) == []
        assert other.proposals() == before


def test_forgetting_takes_the_vectors_that_only_that_letter_had(kb: KnowledgeBase, tmp_path: Path) -> None:
    add(kb, tmp_path, ADVICE, NOTE, NOTE + "Tot zover.\n")
    first, *rest = sorted(kb.documents(), key=lambda each: each.file)
    with sqlite3.connect(kb.home / "store.sqlite") as store:
        owners = {row[0] for row in store.execute("SELECT DISTINCT document_id FROM vectors")}
        assert owners >= {first.id, *(each.id for each in rest)}
        kb.remember(_compared(kb))
        kb.forget(first.id)
        left = {row[0] for row in store.execute("SELECT DISTINCT document_id FROM vectors")}
        assert left == {each.id for each in rest}, "nor what was only made to compare letters"
        assert store.execute("SELECT count(*) FROM findings WHERE document_id = ?", (first.id,)).fetchone() == (0,)


def _compared(kb: KnowledgeBase):  # type: ignore[no-untyped-def]
    encoder = kb.encoder()
    encoder(["een bankje bij elke halte, volgens de wijkraad"])
    return encoder


def test_another_branch_for_sentences_is_another_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    before = reader.__wrapped__("")
    monkeypatch.setattr("ingest.dutch.kept.branch_identity", lambda name: f"another {name}")
    assert reader.__wrapped__("") != before


def test_what_stood_in_an_earlier_letter_is_not_embedded_again(
    embedder: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "_embedder", lambda chosen: embedder)
    monkeypatch.setattr(making, "_ROWS", 2)

    def made(text: str) -> dict[str, bytes]:
        return making.vectors(written("brief.txt", text).passages, [], Settings(query_prefix="of this test"))[1]

    first = made("Geachte raad,")
    assert made("Geachte raad,") == first
    assert embedder.texts == ["Geachte raad,"]
    for text in ("Wij danken u.", "Tot ziens.", "Geachte raad,"):
        assert len(made(text)) == 1
    assert embedder.texts[1:] == ["Wij danken u.", "Tot ziens.", "Geachte raad,"], "only the last two are kept"


def test_a_response_has_no_vector_of_its_own() -> None:
    """The window of a short passage holds what stands beside it, so a statement is none."""
    reading = written("brief.txt", recommends("a1", "Plaats bankjes."), answers("r1", "Wij nemen dit advies over."))
    texts = texts_of(reading.passages, reading.statements)
    assert "Plaats bankjes." in texts
    assert "Wij nemen dit advies over." not in texts
