"""Without documents every screen says what to do next."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import Opener, markup, problems, words


@pytest.mark.parametrize(
    "screen", ["overzicht", "adviezen", "aanbevelingen", "nakijken", "toezeggingen", "zoeken", "document"]
)
def test_an_empty_screen_leads_to_documenten(screen: str, tmp_path: Path, open_screen: Opener) -> None:
    app = open_screen(tmp_path / "leeg", screen)
    assert "Nog geen documenten. Voeg ze toe bij Documenten . Begin met een advies en de brief" in words(app)
    assert '<a href="./uitleg?over=werking">Uitleg</a>' in markup(app)
    assert '<a href="./documenten">Documenten</a>' in markup(app)
    assert not problems(app)


def test_an_empty_knowledge_base_asks_for_files(tmp_path: Path, open_screen: Opener) -> None:
    app = open_screen(tmp_path / "leeg", "documenten")
    assert "Kies hierboven een of meer bestanden en voeg ze toe." in words(app)
    assert "Wat niet gelukt is" not in words(app)


def test_a_document_that_is_not_there_is_said_in_one_sentence(tmp_path: Path, open_screen: Opener) -> None:
    app = open_screen(tmp_path / "leeg", "document", document="bestaat-niet")
    assert len(problems(app)) == 1
    assert "bestaat-niet" in problems(app)[0]
    assert '<a href="./">Naar het overzicht</a>' in markup(app), "and there is a way on"
