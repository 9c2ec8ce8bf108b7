"""A forgotten vector is overwritten where it stands, also in a graph that is on disk, and the others stay."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from kb.knowledge import KnowledgeBase
from kb.model import Reading
from kb.search.traces import wipe_others
from kb.search.windows import windows
from tests.kb.builders import FakeEmbedder, letter

MANY = 1_100  # passages: from a thousand on Chroma writes its graph to disk
LARGE = letter(
    "groot.pdf", *(f"Punt {number}: in wijk {number * 7} is de wachttijd te lang." for number in range(MANY))
)
SECRET = letter("geheim.pdf", *(f"Mevrouw Krekelmolen vraagt hulp bij zaak {number}." for number in range(30)))
LATER = letter("later.pdf", *(f"Het vervoer naar school nummer {number} blijft gratis." for number in range(30)))


@pytest.fixture(params=[0, 1000])
def filled(
    kb: KnowledgeBase, at_once: None, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> KnowledgeBase:
    """With a graph on disk that holds the letter that is to be forgotten, and one that came in after it was written;
    what follows is done in the graph at once, or waits."""
    monkeypatch.setattr("kb.search.index.EXACT", 0)  # the graph answers, as with more passages
    for reading in (SECRET, LARGE, LATER):
        kb.put(reading)
    kb.search("wachttijd")
    monkeypatch.setattr("kb.search.graph.WAITING", request.param)
    return kb


def test_it_is_gone_from_the_graph_and_the_others_are_not(filled: KnowledgeBase) -> None:
    before = {id_: _vectors(filled, id_) for id_ in ("geheim", "groot", "later")}
    assert {path.name for path in _holding(filled, before["geheim"])} >= {"data_level0.bin"}, "the test finds it"
    folders = _folders(filled)
    filled.forget("geheim")
    assert _holding(filled, np.concatenate([before["geheim"], _made(filled, SECRET)])) == []
    assert _folders(filled) == folders, "nothing was made anew"
    for id_ in ("groot", "later"):
        assert np.array_equal(_vectors(filled, id_), before[id_])
    assert filled.search("vervoer naar school")[0].document.id == "later"
    assert filled._index.vector_ids() == filled._index.entries().keys()
    filled.put(letter("nog.pdf", *(f"Nieuw punt {number}." for number in range(MANY))))  # the graph is written again
    filled.search("nieuw punt")
    filled.close()
    assert _holding(filled, before["geheim"]) == []


def test_it_is_gone_when_it_was_only_in_the_queue(filled: KnowledgeBase) -> None:
    gone = _made(filled, LATER)
    assert {path.name for path in _holding(filled, gone)} >= {"chroma.sqlite3"}, "the test finds it"
    filled.forget("later")
    assert _holding(filled, gone) == []
    assert filled.search("Krekelmolen")[0].document.id == "geheim"
    assert filled._index.vector_ids() == filled._index.entries().keys()


def test_what_is_forgotten_and_added_again_is_found(filled: KnowledgeBase) -> None:
    filled.forget("geheim")
    filled.put(SECRET)
    assert filled.search("Mevrouw Krekelmolen vraagt hulp")[0].document.id == "geheim"
    filled.forget("later")
    assert filled.search("Mevrouw Krekelmolen vraagt hulp")[0].document.id == "geheim"
    assert filled._index.vector_ids() == filled._index.entries().keys()


def test_another_program_that_has_the_graph_open_looks_again(filled: KnowledgeBase) -> None:
    gone = _vectors(filled, "geheim")
    with KnowledgeBase(filled.home, embedder=FakeEmbedder()) as other:
        assert other.search("Krekelmolen")[0].document.id == "geheim"
        filled.forget("geheim")
        assert all(hit.document.id != "geheim" for hit in other.search("Krekelmolen"))
        other.put(letter("nog.pdf", *(f"Nieuw punt {number}." for number in range(MANY))))
    assert _holding(filled, gone) == []


def _no_labels(graph: Path) -> None:
    (graph / "index_metadata.pickle").unlink()


def _other_objects(graph: Path) -> None:
    (graph / "index_metadata.pickle").write_bytes(pickle.dumps({"id_to_label": Path("x")}))


def _other_labels(graph: Path) -> None:
    (graph / "index_metadata.pickle").write_bytes(pickle.dumps({"id_to_label": {"groot.1": 999_999}}))


@pytest.mark.parametrize("spoil", [_no_labels, _other_objects, _other_labels])
def test_a_graph_that_is_laid_out_otherwise_is_not_written_in(
    filled: KnowledgeBase, spoil: Callable[[Path], None]
) -> None:
    filled.close()
    (header,) = filled.home.glob("index/vectors/*/header.bin")
    spoil(header.parent)
    before = (header.parent / "data_level0.bin").read_bytes()
    assert not wipe_others(header.parents[1], filled._index.entries())
    assert (header.parent / "data_level0.bin").read_bytes() == before


def test_when_it_cannot_be_overwritten_the_rest_is_copied(
    filled: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, kept = _vectors(filled, "geheim"), _vectors(filled, "groot")
    monkeypatch.setattr("kb.search.graph.wipe_others", lambda folder, staying: False)
    folders = _folders(filled)
    filled.forget("geheim")
    assert _folders(filled).isdisjoint(folders)
    assert _holding(filled, gone) == []
    assert np.allclose(_vectors(filled, "groot"), kept, atol=1e-6)


def test_a_graph_of_which_much_was_forgotten_is_made_anew(filled: KnowledgeBase) -> None:
    folders = _folders(filled)
    filled.forget("groot")
    assert _folders(filled).isdisjoint(folders)
    assert filled.search("vervoer naar school")[0].document.id == "later"
    assert filled._index.vector_ids() == filled._index.entries().keys()


def _folders(kb: KnowledgeBase) -> set[str]:
    return {path.name for path in kb.home.glob("index/vectors*/*") if path.is_dir()}


def _vectors(kb: KnowledgeBase, document_id: str) -> NDArray[np.float32]:
    """As Chroma holds them, in the order of the text."""
    ids = [passage.id for passage in kb.passages(document_id)]
    with kb._index._collection() as collection:
        found = collection.get(ids=ids, include=["embeddings"])
    order = [found["ids"].index(id_) for id_ in ids]
    return np.asarray(found["embeddings"], np.float32)[order]


def _holding(kb: KnowledgeBase, vectors: NDArray[np.float32]) -> list[Path]:
    """The files in which one of these vectors stands, to the byte."""
    files = {path: path.read_bytes() for path in kb.home.rglob("*") if path.is_file()}
    wanted = [np.asarray(vector, "<f4").tobytes() for vector in vectors]
    return [path for path, data in files.items() if any(vector in data for vector in wanted)]


def _made(kb: KnowledgeBase, reading: Reading) -> NDArray[np.float32]:
    """Its vectors as they were made: Chroma scales them, so its own differ in the last bits."""
    return kb.embedder.passages(windows(reading.passages))
