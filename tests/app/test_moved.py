"""The app notices that its folder moved or vanished, says so, and makes no empty one in its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kb.knowledge import KnowledgeBase
from tests.app.conftest import Opener, problems, words


@pytest.mark.parametrize("screen", ["adviezen", "documenten"])
def test_a_folder_that_is_gone_is_said_and_works_again_when_it_is_back(
    screen: str, own_town: Path, open_screen: Opener
) -> None:
    app = open_screen(own_town, screen)
    before = words(app)
    own_town.rename(own_town.with_name("elders"))
    for _ in range(2):
        app.run()
        assert ["verplaatst, verwijderd of vervangen" in one for one in problems(app)] == [True]
        assert not own_town.exists()
    own_town.with_name("elders").rename(own_town)
    app.run()
    assert not problems(app)
    assert words(app) == before


def test_a_knowledge_base_that_was_put_back_from_a_copy_is_opened_anew(own_town: Path, open_screen: Opener) -> None:
    shutil.copytree(own_town, own_town.with_name("kopie"))
    app = open_screen(own_town)
    shutil.rmtree(own_town)
    own_town.with_name("kopie").rename(own_town)
    app.run()
    assert not problems(app)


def test_a_torn_index_is_made_again_and_the_app_says_so(
    own_town: Path, open_screen: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.search.index.EXACT", 0)  # as with more passages than are compared one by one
    monkeypatch.setattr("kb.search.graph.WAITING", 0)
    with KnowledgeBase(own_town) as kb:
        kb.reindex()
    shutil.rmtree(own_town / "index" / "vectors")
    app = open_screen(own_town, "zoeken", q="wachttijd")
    assert words(app).count("opnieuw gemaakt") == 1
    app.run()
    assert "opnieuw gemaakt" not in words(app)
