"""A knowledge base in a temporary folder, with an embedder that is fast and always the same, on each kind of store and,
where it is about searching, with the vectors on a Chroma server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kb.knowledge import KnowledgeBase
from kb.search.server import Server
from kb.settings import STORE, Settings, database_of
from tests.kb.builders import FakeEmbedder

if TYPE_CHECKING:
    from tests.chroma import Running
    from tests.postgres import Server as Database

STORES = ("sqlite", "postgresql")
CHROMA = "chroma"  # in the place of a kind of store: SQLite, with the vectors on a server
SEARCHING = ("index", "search", "versions")  # what they find must be found there too
# About the index, the model, settings, or how a file is laid out: what they ask of the store, the others ask too.
ELSEWHERE = (
    "commitment_list", "embed", "export_html", "export_linked", "export_word", "index", "settings", "torn_index",
    "traces",
)  # fmt: skip


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What works on a knowledge base must do so on each kind of store."""
    alone = metafunc.definition.get_closest_marker("one_store") or "empty" in metafunc.fixturenames
    about = metafunc.module.__name__.rpartition("test_")[2]
    if alone or not hasattr(metafunc.module, "KnowledgeBase"):
        return
    kinds = ["sqlite"] if about in ELSEWHERE else [*STORES]
    if about in SEARCHING and {"kb", "index"} & set(metafunc.fixturenames):
        kinds.append(CHROMA)
    if len(kinds) > 1:
        metafunc.parametrize("kind_of_store", kinds, indirect=True)


@pytest.fixture(autouse=True)
def kind_of_store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """That of a folder in this test when its settings name none."""
    kind: str = getattr(request, "param", "sqlite")
    made: dict[Path, str] = {}
    if kind == "postgresql":
        running: Database = request.getfixturevalue("server")
        for place in ("kb.knowledge", "kb.health"):
            monkeypatch.setattr(f"{place}.database_of", _on(running, made))
    if kind == CHROMA:
        vectors: Running = request.getfixturevalue("chroma")
        monkeypatch.setattr("kb.search.on_server.server_of", lambda chosen: Server(vectors.url))
        monkeypatch.setattr("kb.search.graph.WAITING", 0)
    yield kind
    for url in made.values():
        running.drop(url)


def _on(running: Database, made: dict[Path, str]) -> Callable[[Path, Settings], str]:
    def database(home: Path, chosen: Settings) -> str:
        if chosen.database or (home / STORE).is_file():  # a backup brings its own
            return database_of(home, chosen)
        if home not in made:
            made[home] = running.url()
        return made[home]

    return database


@pytest.fixture
def kb(kind_of_store: str, tmp_path: Path) -> Iterator[KnowledgeBase]:
    with KnowledgeBase(tmp_path / "kennisbank", embedder=FakeEmbedder()) as opened:
        yield opened


@pytest.fixture(params=STORES)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables, of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'leeg.sqlite'}"
        return
    running: Database = request.getfixturevalue("server")
    url = running.empty()
    yield url
    running.drop(url)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The graph follows at once, as it does when much comes in."""
    monkeypatch.setattr("kb.search.graph.WAITING", 0)
