"""A knowledge base with an advice, its answers, promises and decisions, served to other programs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.knowledge import KnowledgeBase
from tests.kb.taking_home import fill
from tests.programs.serving import TOKEN, serving


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its folder: to look at and not to change."""
    home = tmp_path_factory.mktemp("bevraagd") / "kennisbank"
    with KnowledgeBase(home) as kb:
        fill(kb)
    return home


@pytest.fixture(scope="session")
def api(base: Path) -> Iterator[str]:
    """The address of the HTTP interface, without a token."""
    with serving(base, "serve", "--api") as address:
        yield address


@pytest.fixture(scope="session")
def api_with_token(base: Path) -> Iterator[str]:
    with serving(base, "serve", "--api", token=TOKEN) as address:
        yield address
