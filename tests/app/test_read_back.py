"""A list of commitments goes out, is edited, and comes back in a real browser: shown first, then taken over."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kb import KnowledgeBase
from tests.app.browser import COMPLETE, opened, running_app
from tests.app.town import PROMISE

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, own_town: Path) -> Iterator[Page]:
    with running_app(own_town) as address, opened(browser, address) as found:
        yield found


def test_a_list_is_taken_home_edited_and_read_back(page: Page, own_town: Path, tmp_path: Path) -> None:
    page.goto("/toezeggingen?zoek=opening")
    expect(page.get_by_role("table", name="1 toezegging")).to_contain_text(PROMISE)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download als CSV").click()
    path = tmp_path / "lijst.csv"
    waiting.value.save_as(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file, delimiter=";")
    row |= {"Status": "in behandeling", "Toelichting": "De opening is uitgesteld."}
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(row), delimiter=";")
        writer.writeheader()
        writer.writerow(row)
    page.get_by_role("link", name="Lees een bijgewerkte lijst terug").click()
    page.locator('input[type="file"]').set_input_files(path)
    changes = page.get_by_role("table", name="1 wijziging")
    expect(changes).to_contain_text("openstaand wordt in behandeling")
    expect(changes).to_contain_text("toelichting: De opening is uitgesteld.")
    with KnowledgeBase(own_town) as kb:
        assert kb.decisions() == ()
    page.get_by_label("Uw naam").fill("A. de Boer")
    page.get_by_role("button", name="Leg 1 wijziging vast").click()
    expect(page.get_by_text("Vastgelegd: 1 wijziging door A. de Boer.")).to_be_visible()
    with KnowledgeBase(own_town) as kb:
        (made,) = kb.decisions()
    assert (made.subject_id, made.value, made.by) == ("c1", "in behandeling", "A. de Boer")


def test_a_file_that_is_no_list_is_refused_in_words(page: Page) -> None:
    page.goto("/toezeggingen?lijst=terug")
    page.locator('input[type="file"]').set_input_files(
        [{"name": "brief.csv", "mimeType": "text/csv", "buffer": b"Geachte raad;\n"}]
    )
    expect(page.get_by_role("alert")).to_contain_text("brief.csv: geen rij met kolomkoppen gevonden")


def test_filters_of_both_lists_come_back_after_looking_at_one(page: Page) -> None:
    page.goto("/toezeggingen?zoek=opening&loopt=te-laat")
    page.get_by_role("link", name=re.compile("^Bekijk: ")).click()
    page.get_by_role("link", name="Alle toezeggingen").click()
    expect(page.get_by_role("table", name="1 toezegging")).to_be_visible()
    expect(page.get_by_label("Woorden")).to_have_value("opening")
    expect(page.get_by_role("combobox", name="Termijn", exact=True)).to_have_value("Te laat")
    page.goto("/?woorden=loket")
    page.get_by_role("link", name="Eén loket").click()
    expect(page.get_by_role("heading", level=1, name="Eén loket")).to_be_visible()
    expect(page).to_have_title("Eén loket · Adviesspoor")
    expect(page.locator(COMPLETE)).to_be_visible()
    page.get_by_role("link", name="Alle adviezen").click()
    expect(page.get_by_label("Woorden")).to_have_value("loket")
