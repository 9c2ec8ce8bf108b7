"""The list of all recommendations and the explanation in a real Chromium: by keyboard, on a telephone, taken home."""

from __future__ import annotations

import csv
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Download, Page, expect

from tests.app.browser import COMPLETE
from tests.app.town import EVENING, ONE_DESK

pytestmark = pytest.mark.browser


def arrive(page: Page, where: str) -> None:
    page.goto(f"/{where}")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(COMPLETE)).to_be_visible()


def test_the_menu_has_one_word_for_documents(page: Page) -> None:
    arrive(page, "uitleg?over=zekerheid")
    menu = page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link").all_inner_texts()
    assert "Documenten" in menu
    assert "Document" not in menu, "one document is opened from a list"
    expect(page.get_by_role("heading", name="Voorstel, besluit en zekerheid")).to_be_in_viewport()


def test_a_point_is_opened_and_closed_by_keyboard_alone(page: Page) -> None:
    arrive(page, "aanbevelingen?standpunt=aangehouden")
    row = page.get_by_role("link", name=re.compile(f"^2. {EVENING}"))
    row.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Punt 2")).to_be_focused()
    expect(page).to_have_url(re.compile("standpunt=aangehouden"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Sluit punt 2")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Punt 2")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"\?standpunt=aangehouden$"))


def test_on_a_telephone_the_point_comes_into_view(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    arrive(page, "aanbevelingen")
    page.get_by_role("link", name=re.compile(f"^1. {ONE_DESK}")).click()
    expect(page.get_by_role("heading", name="Punt 1")).to_be_in_viewport()


def test_a_list_of_choices_stays_open_when_a_scroll_ends_after_it(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 500})
    arrive(page, "aanbevelingen")
    box = page.get_by_role("combobox", name="Status").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 20, box["y"] + 10)
    page.evaluate("""() => document.querySelector('[data-testid="stMain"]').scrollBy(0, 5)""")
    page.wait_for_timeout(300)
    expect(page.get_by_role("option").first).to_be_visible()
    page.mouse.move(600, 480)
    page.mouse.wheel(0, 50)
    expect(page.get_by_role("option")).to_have_count(0)  # a scroll of its own closes it, as before


def _taken(page: Page, label: str) -> Download:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label).click()
    return waiting.value


def test_the_list_is_taken_home_as_it_stands_there(page: Page) -> None:
    arrive(page, "aanbevelingen?volgorde=Status&kolommen=Status&kolommen=Antwoord&adviesjaar=2024")
    shown = page.get_by_role("rowheader").all_inner_texts()
    text = Path(_taken(page, "Download als CSV").path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
    assert [row["Nummer"] for row in rows] == [words.split(".")[0] for words in shown]
    assert set(rows[0]) == {
        "Advies", "Datum advies", "Nummer", "Aanbeveling", "Plaats", "Afzender", "Status", "Antwoord", "Antwoord in",
        "Datum antwoord", "Plaats antwoord",
    }  # fmt: skip


def test_a_quote_in_excel_leads_to_its_words_on_its_page_in_this_app(page: Page, address: str) -> None:
    arrive(page, "aanbevelingen?standpunt=aangehouden")
    book: Any = load_workbook(BytesIO(Path(_taken(page, "Download deze lijst als Excel").path()).read_bytes()))
    head, row = book["Aanbevelingen"][1], book["Aanbevelingen"][2]
    cells = {title.value: cell for title, cell in zip(head, row, strict=True)}
    assert cells["Plaats antwoord"].value == "bladzijde 1"
    target = cells["Plaats antwoord"].hyperlink.target
    assert target.startswith(address)
    page.goto(target)
    expect(page.locator("mark.gekozen").first).to_contain_text(cells["Antwoord"].value[:30])


def test_an_advice_on_paper_is_without_what_is_pressed(page: Page) -> None:
    arrive(page, "adviezen?advies=advies-loket")
    page.emulate_media(media="print")
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.get_by_text(EVENING).last).to_be_visible()
    with pymupdf.open(stream=page.pdf(format="A4")) as paper:
        text = " ".join(" ".join(sheet.get_text() for sheet in paper).split())
    assert EVENING in text
    assert "Klopt" not in text
