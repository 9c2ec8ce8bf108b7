"""The whole way of a member of the adviesraad: is our advice answered, is the answer read well, and take it home."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from ingest.pipeline import add
from kb import KnowledgeBase
from tests.app.browser import COMPLETE, ROOT, opened, running_app

pytestmark = pytest.mark.browser

LETTERS = ("2024-03-14_asd_advies_wachttijden_jeugdhulp.pdf", "2024-05-02_collegereactie_wachttijden_jeugdhulp.pdf")
NAME, REASON = "M. de Wit", "Het college neemt alleen de telling over, niet het overzicht per kwartaal."


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    with KnowledgeBase(tmp_path / "kennisbank") as kb:
        add(kb, [ROOT / "corpus" / name for name in LETTERS])
    with running_app(tmp_path / "kennisbank") as address, opened(browser, address) as found:
        yield found


def test_a_member_checks_an_advice_corrects_a_position_and_takes_it_home_in_excel(page: Page) -> None:
    page.goto("/adviezen")
    page.get_by_role("link", name=re.compile("wachttijden in de jeugdhulp")).first.click()
    complete(page)
    expect(page.get_by_text("te laat", exact=True)).to_have_count(0)

    first = point(page, "Wij adviseren u om ten minste twee keer per jaar")
    see_the_page(page, first.locator(".citaat").first, "Wij adviseren u om ten minste twee keer per jaar")
    first = point(page, "Wij adviseren u om ten minste twee keer per jaar")
    see_the_page(page, first.locator(".antwoord .citaat"), "Wij zijn het met u eens")

    first = point(page, "Wij adviseren u om ten minste twee keer per jaar")
    expect(first.locator(".antwoord")).to_contain_text("voorstel van het programma")
    first.get_by_role("button", name="Ander standpunt").click()
    expect(first.get_by_label("Uw naam")).to_be_visible()
    complete(page)
    first.get_by_role("radiogroup", name="Standpunt").get_by_text("deels overgenomen", exact=True).click()
    first.get_by_label("Uw naam").fill(NAME)
    first.get_by_label("Reden").fill(REASON)
    first.get_by_role("button", name="Leg besluit vast").click()
    expect(first.locator(".antwoord")).to_contain_text(f"vastgesteld door {NAME}")
    expect(first.locator(".antwoord")).to_contain_text("overgenomen")

    (row,) = [row for row in in_excel(page) if row["Beslist door"]]
    assert row["Aanbeveling"].startswith("Wij adviseren u om ten minste twee keer per jaar")
    assert row["Voorstel van het programma"] == "overgenomen"
    assert row["Standpunt"] == "deels overgenomen"
    assert row["Beslissing"] == "gecorrigeerd: deels overgenomen"
    assert (row["Beslist door"], row["Reden"]) == (NAME, REASON)
    assert row["Beslist op"].date() == date.today()


def complete(page: Page) -> None:
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(COMPLETE)).to_be_visible()


def point(page: Page, words: str) -> Locator:
    """The point of the advice with these words, its answer beside it."""
    complete(page)
    return page.locator('[class*="st-key-spoor-"]').filter(has=page.locator(".citaat", has_text=words)).first


def see_the_page(page: Page, quote: Locator, words: str) -> None:
    """Follow the place of a quote to the picture of its page with the words marked, and come back."""
    expect(quote).to_contain_text(words)
    quote.locator("xpath=following::a[starts-with(normalize-space(), 'Bekijk p. ')][1]").click()
    expect(page.get_by_role("img", name=re.compile(r"Pagina \d+ van"))).to_be_visible()
    expect(page.locator("mark.gekozen").first).to_contain_text(words)
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?advies="))
    complete(page)


def choose(page: Page, box: Locator, value: str) -> None:
    """Brought into view before the click, as a person does: a list closes when the screen scrolls."""
    box.scroll_into_view_if_needed()
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))")
    box.click()
    page.get_by_role("option", name=value, exact=True).click()


def in_excel(page: Page) -> list[dict[str, Any]]:
    """The sheet of advices as the button gives it: a row per line, by the titles of the columns."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download als Excel").click()
    sheet = openpyxl.load_workbook(BytesIO(waiting.value.path().read_bytes()))["Adviezen"]
    titles, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, titles), row, strict=True)) for row in rows]
