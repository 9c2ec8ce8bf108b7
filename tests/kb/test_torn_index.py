"""The index is derived: whatever happens to it, the store goes on, it is made again, and that is said."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.errors import BrokenIndex
from kb.knowledge import KnowledgeBase
from tests.kb.builders import FakeEmbedder, letter

LETTERS = [letter(f"brief{number}.pdf", f"De wachttijd in wijk {number} is te lang.") for number in range(5)]
LATER = letter("later.pdf", "Het vervoer naar school blijft gratis.")


def _half_words(index: Path) -> None:
    path = index / "words.sqlite"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _no_database(index: Path) -> None:
    (index / "words.sqlite").write_bytes(b"geen database, maar iets anders" * 99)


def _no_words(index: Path) -> None:
    (index / "words.sqlite").unlink()


def _no_vectors(index: Path) -> None:
    shutil.rmtree(index / "vectors")


def _half_vectors(index: Path) -> None:
    path = index / "vectors" / "chroma.sqlite3"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _vectors_of_another_kind(index: Path) -> None:
    (index / "vectors" / "chroma.sqlite3").write_bytes(b"geen database" * 999)


def _nothing(index: Path) -> None:
    shutil.rmtree(index)


SPOILED = [_half_words, _no_database, _no_words, _no_vectors, _half_vectors, _vectors_of_another_kind, _nothing]


@pytest.fixture
def home(at_once: None, tmp_path: Path) -> Path:
    with KnowledgeBase(tmp_path / "kennisbank", embedder=FakeEmbedder()) as kb:
        for each in LETTERS:
            kb.put(each)
    return tmp_path / "kennisbank"


@pytest.mark.parametrize("spoil", SPOILED)
def test_a_torn_index_is_made_again_by_searching_and_that_is_said(
    home: Path, spoil: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.search.index.EXACT", 0)  # as with more passages than are compared one by one
    spoil(home / "index")
    said: list[str] = []
    with KnowledgeBase(home, embedder=FakeEmbedder(), tell=said.append) as kb:
        assert {hit.document.id for hit in kb.search("wachttijd")} == {f"brief{number}" for number in range(5)}
        assert kb.check() == ()
    assert len(said) == (spoil not in (_nothing, _no_words)), said
    assert all("opnieuw gemaakt" in sentence for sentence in said)


def test_few_passages_are_found_by_their_stored_vectors_also_without_a_graph(home: Path) -> None:
    with KnowledgeBase(home, embedder=FakeEmbedder()) as kb:
        kb.reindex()  # opens the graph, so the next search asks that
        by_graph = [(hit.passage.id, round(hit.score, 5)) for hit in kb.search("wachttijd in wijk 3")]
    _no_vectors(home / "index")
    with KnowledgeBase(home, embedder=FakeEmbedder()) as kb:
        assert [(hit.passage.id, round(hit.score, 5)) for hit in kb.search("wachttijd in wijk 3")] == by_graph
        kb.put(LATER)
        assert kb.search("vervoer naar school")[0].document.id == "later", "what came later is found too"


@pytest.mark.parametrize("spoil", SPOILED)
def test_a_torn_index_stops_no_letter(home: Path, spoil: Callable[[Path], None]) -> None:
    spoil(home / "index")
    with KnowledgeBase(home, embedder=FakeEmbedder()) as kb:
        kb.put(LATER)
        assert kb.search("vervoer school")[0].document.id == "later"
        kb.forget("brief1")
        assert {hit.document.id for hit in kb.search("wachttijd")} >= {"brief0", "brief2", "brief3", "brief4"}
        assert kb.check() == ()


def test_an_index_that_cannot_be_made_now_waits_for_the_next_opening(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise BrokenIndex("De zoekindex is niet te gebruiken (de schijf is vol).")

    said: list[str] = []
    with KnowledgeBase(home, embedder=FakeEmbedder(), tell=said.append) as kb:
        monkeypatch.setattr(kb._index, "_add", full)
        kb.put(LATER)
        assert kb.document("later").file == "later.pdf"
    assert said == [
        "De zoekindex is niet te gebruiken (de schijf is vol). "
        "Zij wordt vanzelf bijgewerkt als de kennisbank opnieuw wordt geopend."
    ]
    with KnowledgeBase(home, embedder=FakeEmbedder()) as kb:
        assert kb.search("vervoer school")[0].document.id == "later"
        assert kb.check() == ()
