"""Screen *Documenten*: what is loaded, what failed, adding and deleting."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from app_pages._upload import REPORTS
from app_pages._words import how_read
from kb import KnowledgeBase
from kb.model import FileReport, Outcome, ReadingQuality
from tests.app.conftest import Opener, button, markup, words
from tests.app.town import ADVICE

SCREEN = "documenten"


def test_it_says_what_is_loaded_and_from_when_until_when(town: Path, open_screen: Opener) -> None:
    seen = words(open_screen(town, SCREEN))
    assert "4 documenten, van 2 september 2024 tot en met 20 mei 2025." in seen
    assert "2 × advies, 1 × collegereactie, 1 × overig" in seen
    assert "Zonder tekst geen" in seen


def test_every_document_has_its_facts_and_warnings(town: Path, open_screen: Opener) -> None:
    seen = words(open_screen(town, SCREEN))
    row = seen[seen.index("Advies over één loket") :]
    assert (
        "advies-loket.pdf 2 september 2024 2 pagina's tekst uit het bestand 4 Op pagina 2 staat een foto zonder tekst."
        in row
    )
    assert "memo-loket.txt 8 januari 2025 zonder pagina's 1 geen" in seen


def test_what_failed_says_why(town: Path, open_screen: Opener) -> None:
    seen = words(open_screen(town, SCREEN))
    assert "Wat niet gelukt is" in seen
    assert "kaart.bin 6 januari 2026 “kaart.bin” is geen brief." in seen


def test_where_every_file_failed_nothing_is_said_to_be_added(town: Path, open_screen: Opener) -> None:
    at = datetime(2026, 1, 6, 9, tzinfo=UTC)
    failed = FileReport("foto.heic", "0" * 64, at, Outcome.FAILED, messages=("Dit bestand kan niet worden gelezen.",))
    app = open_screen(town, SCREEN)
    app.session_state[REPORTS] = (failed,)
    seen = words(app.run())
    assert "Niets toegevoegd" in seen
    assert "Zojuist toegevoegd" not in seen
    app.session_state[REPORTS] = (failed, replace(failed, file="kaart.pdf", outcome=Outcome.ADDED))
    assert "Zojuist toegevoegd" in words(app.run())


def test_deleting_asks_first(own_town: Path, open_screen: Opener) -> None:
    app = open_screen(own_town, SCREEN, verwijder=ADVICE)
    assert "“Advies over één loket” verwijderen?" in words(app)
    button(app, "Annuleer").click().run()
    assert len(KnowledgeBase(own_town).documents()) == 4
    assert "verwijderen?" not in words(app)


def test_deleting_takes_the_document_away(own_town: Path, open_screen: Opener) -> None:
    app = open_screen(own_town, SCREEN, verwijder=ADVICE)
    button(app, "Verwijder definitief").click().run()
    assert "3 documenten" in words(app)
    assert "Advies over één loket" not in markup(app).replace("Reactie op uw advies over één loket", "")
    assert ADVICE not in [one.id for one in KnowledgeBase(own_town).documents()]


def test_how_a_document_was_read_is_said_in_words() -> None:
    scan = ReadingQuality(0, 3, 0, 1, 0.914, 0.95, 0.04)
    assert list(how_read(scan, True)) == [
        "uit scan, 4 % van de woorden onzeker",
        "91 % van de woorden herkend",
    ]
    mixed = ReadingQuality(2, 1, 1, 0, None, 0.8, 0.2)
    assert list(how_read(mixed, True)) == ["1 uit scan, 20 % van de woorden onzeker", "1 zonder tekst"]
    assert list(how_read(ReadingQuality(1, 0, 0, 0), False)) == []
