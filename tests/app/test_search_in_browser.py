"""One person searches in a real browser: types, narrows, unfolds, keeps the search and takes it home."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.app.axe import violations
from tests.app.browser import COMPLETE, SLOW, running_app
from tests.app.town import ADVICE


@pytest.fixture
def page(own_town: Path, browser: Browser) -> Iterator[Page]:
    with running_app(own_town) as address:
        page = browser.new_page(base_url=address, viewport={"width": 390, "height": 900}, accept_downloads=True)
        page.set_default_timeout(SLOW)
        yield page
        page.close()


def test_a_search_is_narrowed_kept_and_taken_home(page: Page) -> None:
    page.goto("/zoeken?q=loket&uitspraken=aanbeveling")
    expect(page.locator("[role=status]").first).to_contain_text("de beste eerst")
    expect(page.locator(".treffers > li").first).to_contain_text("het woord loket staat erin")

    folded = page.locator(".treffers summary").first
    folded.click()
    expect(page.locator(".meer-treffers li").first).to_be_visible()

    page.get_by_role("link", name="Zoek alleen in Advies over één loket").click()
    expect(page.get_by_text("Alleen in: Advies over één loket.")).to_be_visible()
    assert f"document={ADVICE}" in page.url
    assert "q=loket" in page.url
    expect(page.locator(".treffers > li")).to_have_count(1)
    page.wait_for_selector(COMPLETE)
    assert violations(page) == []

    page.get_by_text("Bewaarde zoekopdrachten").click()
    page.get_by_label("Naam voor deze zoekopdracht").fill("Loket in het advies")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_text("Bewaard als “Loket in het advies”.")).to_be_visible()
    page.goto("/zoeken")
    page.get_by_text("Bewaarde zoekopdrachten").click()
    page.get_by_role("link", name="Loket in het advies").click()
    expect(page.get_by_label("Waar zoekt u naar?")).to_have_value("loket")
    expect(page.locator(".treffers > li")).to_have_count(1)

    with page.expect_download() as download:
        page.get_by_role("button", name="Download als CSV").click()
    written = download.value.path().read_text(encoding="utf-8-sig")
    assert written.startswith("Document;Datum;Kenmerk;Plaats;Passage;")
    assert "Advies over één loket;2024-09-02;ASD-24-11;bladzijde 1;" in written


def test_filters_are_cleared_by_a_link(page: Page) -> None:
    page.goto("/zoeken?uitspraken=toezegging&sinds=2024-01-01")
    expect(page.get_by_text("Alleen: toezegging; vanaf 1 januari 2024.")).to_be_visible()
    page.get_by_role("link", name="Wis alle filters").click()
    expect(page.get_by_text("Doorzocht wordt:")).to_be_visible()
    assert "uitspraken" not in page.url
