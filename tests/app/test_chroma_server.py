"""The app while the Chroma server with the vectors is away."""

from __future__ import annotations

from pathlib import Path

from kb.knowledge import KnowledgeBase
from kb.settings import FILE
from tests.app.conftest import Opener, problems, words
from tests.chroma import Running


def test_searching_says_that_the_server_is_away_and_the_other_screens_go_on(
    own_town: Path, open_screen: Opener, chroma: Running
) -> None:
    with (own_town / FILE).open("a", encoding="utf-8") as settings:
        settings.write(f'\nchroma = "{chroma.url}"\n')
    with KnowledgeBase(own_town) as kb:
        kb.reindex()
    assert problems(open_screen(own_town, "zoeken", q="loket op een avond openen")) == []
    chroma.kill()
    try:
        (said,) = problems(open_screen(own_town, "zoeken", q="loket op een avond openen"))
        assert said.startswith(f"De Chroma-server op {chroma.url} is niet te bereiken of antwoordt niet: start hem")
        assert problems(open_screen(own_town, "adviezen")) == []
    finally:
        chroma.start()
    app = open_screen(own_town, "zoeken", q="loket op een avond openen")
    assert problems(app) == []
    assert "loket" in words(app)
