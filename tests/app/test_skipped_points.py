"""A college letter that skips three of eleven points: exactly those are not found, everywhere, and it says where it
looked."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest
from playwright.sync_api import Page, expect

from ingest.pipeline import add
from kb import KnowledgeBase
from kb.export import export
from kb.model import Status
from tests.app.browser import COMPLETE

ADVICE = """\
Cliëntenraad Sociaal Domein Oosterdonk

Aan het college van burgemeester en wethouders van Oosterdonk

Datum: 4 maart 2024
Ons kenmerk: CR-2024-07
Onderwerp: Advies over het buurthuis en de buurt

Geacht college,

Wij adviseren u het volgende.

1. Open het buurthuis ook op zaterdagmiddag.

2. Plaats een traplift bij de achterdeur van het buurthuis.

3. Stel een beheerder aan die Arabisch en Turks spreekt.

4. Laat de ramen van de sportzaal door dubbel glas vervangen.

5. Geef vrijwilligers een vergoeding voor hun reiskosten.

6. Zet het jaarprogramma voortaan in het huis-aan-huisblad.

7. Leg een jeu-de-boulesbaan aan naast de kapel.

8. Verlaag de huurprijs van de keuken voor kookgroepen.

9. Onderzoek of de bibliotheek een uitleenpunt kan openen.

10. Verbied het parkeren van vrachtwagens in de Lindelaan.

11. Houd ieder voorjaar een schouw met de bewoners.

Met vriendelijke groet,
M. Aalbers, voorzitter
"""
REPLY = """\
Gemeente Oosterdonk

Aan de Cliëntenraad Sociaal Domein Oosterdonk

Datum: 2 mei 2024
Ons kenmerk: Z24-311
Uw kenmerk: CR-2024-07
Onderwerp: Reactie op uw advies over het buurthuis en de buurt

Geachte leden van de cliëntenraad,

Hartelijk dank voor uw advies. Op hoofdlijnen kunnen wij ons in uw advies vinden.

1. Vanaf september is het buurthuis op zaterdag van een tot vijf uur open.

2. Een traplift past niet in het trappenhuis. Wij zien daar daarom van af.

3. De nieuwe beheerder spreekt Turks en Arabisch. Zij begint op 1 juni.

5. Vrijwilligers krijgen vanaf juli een vergoeding voor reiskosten.

6. Het jaarprogramma komt weer in het huis-aan-huisblad te staan.

8. De huurprijs van de keuken blijft gelijk, ook voor kookgroepen.

9. Over een uitleenpunt van de bibliotheek spreken wij in het najaar met de directie. Daarna besluiten wij.

11. De schouw met bewoners houden wij voortaan ieder voorjaar.

Met vriendelijke groet,

het college van burgemeester en wethouders van Oosterdonk
"""
SKIPPED = ("4", "7", "10")
STANDING = "geen antwoord gevonden in de reactie van 2 mei 2024 – controleer"
LETTER = "Reactie op uw advies over het buurthuis en de buurt, 2 mei 2024, kenmerk Z24-311"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both letters, and a term that is long over."""
    folder = tmp_path_factory.mktemp("oosterdonk")
    (folder / "advies.txt").write_text(ADVICE, "utf-8")
    (folder / "reactie.txt").write_text(REPLY, "utf-8")
    with KnowledgeBase(folder / "kennisbank") as kb:
        (kb.home / "termijnen.toml").write_text('[[termijn]]\nafzender = "Cliëntenraad*"\nweken = 8\n', "utf-8")
        add(kb, [folder / "advies.txt", folder / "reactie.txt"])
    return folder / "kennisbank"


def test_exactly_the_skipped_points_are_not_found(home: Path) -> None:
    with KnowledgeBase(home) as kb:
        (advice,) = kb.advices()
    found = {trail.recommendation.label: trail for trail in advice.trails}
    assert list(found) == [str(number) for number in range(1, 12)]
    assert tuple(label for label, trail in found.items() if trail.status is Status.NOT_IN_REPLY) == SKIPPED
    assert {each.title for each in found["4"].looked_in} == {"Reactie op uw advies over het buurthuis en de buurt"}
    assert advice.status is Status.PARTLY_ANSWERED


def test_excel_names_the_letter_and_leads_to_it(home: Path, tmp_path: Path) -> None:
    with KnowledgeBase(home) as kb:
        export(kb, "xlsx", tmp_path / "uit.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "uit.xlsx")["Adviezen"]
    head, *rows = sheet.iter_rows()
    column = {cell.value: number for number, cell in enumerate(head)}
    missed = [row for row in rows if row[column["Status"]].value == STANDING]
    assert tuple(row[column["Nummer"]].value for row in missed) == SKIPPED
    for row in missed:
        assert row[column["Gezocht in"]].value == LETTER
        assert row[column["Gezocht in"]].hyperlink is not None


def test_word_says_where_it_looked(home: Path, tmp_path: Path) -> None:
    with KnowledgeBase(home) as kb:
        export(kb, "docx", tmp_path / "uit.docx")
    book = docx.Document(str(tmp_path / "uit.docx"))
    rows = [[cell.text for cell in row.cells] for row in book.tables[0].rows]
    assert tuple(row[0] for row in rows if row[5] == STANDING) == SKIPPED
    assert tuple(row[0] for row in rows if row[2] == f"geen antwoord gevonden in: {LETTER}") == SKIPPED
    assert any("3\N{NO-BREAK SPACE}niet gevonden in de reactie" in each.text for each in book.paragraphs)
    assert any("nog niet beoordeeld: voorstellen van het programma" in each.text for each in book.paragraphs)


@pytest.mark.browser
def test_the_screen_shows_them_and_links_to_the_letter(page: Page) -> None:
    page.goto("/adviezen")
    expect(page.get_by_role("table").first).to_contain_text("3\N{NO-BREAK SPACE}niet gevonden in de reactie")
    page.get_by_role("table").first.get_by_role("link").first.click()
    expect(page.locator(COMPLETE)).to_be_attached()
    overview = page.get_by_role("table").first.get_by_role("row")
    expect(overview).to_have_count(12)
    missed = overview.filter(has_text=Status.NOT_IN_REPLY.value)
    expect(missed).to_have_count(3)
    for row, label in zip(missed.all(), SKIPPED, strict=True):
        expect(row).to_contain_text(f"Punt {label}")
    looked = page.get_by_text("Geen antwoord op dit punt gevonden")
    expect(looked).to_have_count(3)
    page.get_by_role("link", name="de reactie van 2 mei 2024").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Reactie op uw advies over het buurthuis")
