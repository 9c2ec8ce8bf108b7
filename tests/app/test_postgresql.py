"""The app on a store in PostgreSQL: the same screens, what others change there, and a server that is away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.backup.restoring import restore
from kb.knowledge import KnowledgeBase
from kb.model import Verdict
from tests.app.conftest import Opener, problems, words
from tests.postgres import Server


@pytest.fixture
def shared_town(town: Path, server: Server, tmp_path: Path) -> Iterator[Path]:
    """The town, moved to a database."""
    with KnowledgeBase(town) as kb:
        kb.backup(tmp_path / "kopie")
    url = server.empty()
    restore(tmp_path / "kopie", tmp_path / "gedeeld", url)
    yield tmp_path / "gedeeld"
    server.drop(url)


def test_a_screen_is_the_same_and_follows_what_another_program_decides(
    town: Path, shared_town: Path, open_screen: Opener
) -> None:
    in_a_file = words(open_screen(town))
    app = open_screen(shared_town)
    assert words(app) == in_a_file
    with KnowledgeBase(shared_town) as other:
        for point in other.proposals():
            other.decide(point.id, Verdict.REJECTED, by="Ans", reason="gaat over iets anders")
    app.run()
    assert words(app) != in_a_file
    assert not problems(app)


def test_a_server_that_is_away_is_said_and_the_screen_comes_back_with_it(
    shared_town: Path, server: Server, open_screen: Opener
) -> None:
    app = open_screen(shared_town)
    before = words(app)
    server.stop()
    try:
        for _ in range(2):
            app.run()
            assert ["De database is" in one for one in problems(app)] == [True]
    finally:
        server.start()
    app.run()
    assert not problems(app)
    assert words(app) == before
