"""A knowledge base in a temporary folder, with an embedder that is fast and always the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.knowledge import KnowledgeBase
from tests.kb.builders import FakeEmbedder


@pytest.fixture
def kb(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with KnowledgeBase(tmp_path / "kennisbank", embedder=FakeEmbedder()) as opened:
        yield opened


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The graph follows at once, as it does when much comes in."""
    monkeypatch.setattr("kb.search.graph.WAITING", 0)
