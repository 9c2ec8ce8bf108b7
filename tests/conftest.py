"""What every test may ask for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kb.silence import keep_silent
from tests.commands import ADVICE, ANSWER, adviesspoor

if TYPE_CHECKING:
    from tests.chroma import Running
    from tests.postgres import Server

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_configure() -> None:
    """Before any test module imports PyMuPDF, which brings onnxruntime."""
    keep_silent()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder for a knowledge base that is not there yet."""
    return tmp_path / "kennisbank"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The annotated letters beside the project. They are not part of it: without them a test says so and is skipped."""
    if not (SHARED / "data" / "dev").is_dir():
        pytest.skip("shared data not present: ../shared/data/dev is needed to measure how good the finding is")
    return SHARED


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """PostgreSQL, where a test asks for it."""
    from tests import postgres

    programs = postgres.programs()
    if programs is None:
        pytest.skip("PostgreSQL is not on this machine: install postgresql")
    with postgres.server(programs) as running:
        yield running


@pytest.fixture(scope="session")
def chroma() -> Iterator[Running]:
    """A Chroma server, where a test asks for it."""
    from tests import chroma

    with chroma.server() as running:
        yield running


@pytest.fixture(scope="session")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an advice and its answer."""
    folder = tmp_path_factory.mktemp("brieven")
    (folder / "advies.txt").write_text(ADVICE, encoding="utf-8")
    (folder / "antwoord.txt").write_text(ANSWER, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def filled(letters: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base with both letters, to look at and not to change."""
    home = tmp_path_factory.mktemp("gevuld") / "kennisbank"
    assert adviesspoor(home, "add", letters).code == 0
    return home


@pytest.fixture
def own(filled: Path, home: Path) -> Path:
    """A copy of the filled knowledge base, to change."""
    shutil.copytree(filled, home)
    return home
