"""The forms in a real Chromium: what is needed and what is wrong stands at the field, also for screen readers, and the
focus is where somebody goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.app.axe import violations
from tests.app.browser import COMPLETE, SLOW, running_app
from tests.app.town import ADVICE, EVENING, ONE_DESK

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, own_town: Path) -> Iterator[Page]:
    with running_app(own_town) as where:
        context = browser.new_context(base_url=where, locale="nl-NL", viewport={"width": 1280, "height": 900})
        context.set_default_timeout(SLOW)
        yield context.new_page()
        context.close()


def _arrive(page: Page, where: str, title: str) -> None:
    page.goto(where)
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    expect(page.locator(COMPLETE)).to_be_visible()


def _press(page: Page, label: str, nth: int = 0) -> None:
    page.get_by_role("button", name=re.compile(rf"^{label}(?:$|:)")).nth(nth).click()
    expect(page.locator(COMPLETE)).to_be_visible()


def _is_wrong(field: Locator, words: str) -> None:
    """The field says so itself, and which words belong to it; those stand right below it."""
    expect(field).to_have_attribute("aria-required", "true")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(words)
    said = field.page.locator(f"#{field.get_attribute('aria-describedby')}")
    above, below = field.bounding_box(), said.bounding_box()
    assert above is not None
    assert below is not None
    assert 0 <= below["y"] - (above["y"] + above["height"]) < 40


def test_a_judgement_is_asked_for_and_said_and_the_focus_goes_on(page: Page) -> None:
    _arrive(page, f"/adviezen?advies={ADVICE}", "Eén loket")
    _press(page, "Ander standpunt")
    name, reason, position = page.get_by_label("Uw naam"), page.get_by_label("Reden"), page.get_by_role("radiogroup")
    _press(page, "Leg besluit vast")
    _is_wrong(position, "Maak eerst een keuze.")
    _is_wrong(name, "Vul uw naam in: zonder naam wordt niets vastgelegd.")
    _is_wrong(reason, "Vul een reden in, zodat anderen het besluit kunnen volgen.")
    expect(position.get_by_role("radio").first).to_be_focused()
    assert violations(page) == []
    name.fill("A. de Boer")
    _press(page, "Leg besluit vast")
    expect(name).not_to_have_attribute("aria-invalid", "true")
    _is_wrong(reason, "Vul een reden in, zodat anderen het besluit kunnen volgen.")
    _press(page, "Annuleer")
    expect(page.get_by_role("button", name="Ander standpunt").first).to_be_focused()
    _press(page, "Klopt")
    name.fill("A. de Boer")
    _press(page, "Leg besluit vast")
    expect(page.get_by_role("status").filter(has_text="Vastgelegd: klopt, door A. de Boer.")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator(":focus")).to_have_text("Meer …")


def test_what_was_decided_about_is_gone_and_the_focus_stands_where_it_was(page: Page) -> None:
    _arrive(page, f"/adviezen?advies={ADVICE}", "Eén loket")
    _press(page, "Telt niet als advies: punt 1")
    page.get_by_label("Uw naam").fill("A. de Boer")
    page.get_by_label("Reden").fill("Is een vraag.")
    _press(page, "Leg besluit vast")
    said = page.get_by_role("status").filter(has_text="Vastgelegd: telt niet als advies, door A. de Boer.")
    expect(said).to_be_focused()
    expect(said).to_be_in_viewport()
    expect(page.locator("#punt-r1")).to_have_count(0)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Klap in")
    expect(page.get_by_text(EVENING).last).to_be_in_viewport()
    _press(page, "Draai terug")
    expect(page.get_by_role("status").filter(has_text="Vastgelegd: besluit teruggedraaid")).to_be_focused()
    expect(page.locator("#punt-r1")).to_be_visible()
    expect(page.get_by_text(ONE_DESK).last).to_be_visible()


def test_a_commitment_that_is_done_lacks_its_proof_at_the_field(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    _arrive(page, "/toezeggingen?toezegging=c1", "Toezegging")
    _press(page, "Werk de status bij")
    _press(page, "Annuleer")
    expect(page.get_by_role("button", name="Werk de status bij")).to_be_focused()
    _press(page, "Werk de status bij")
    page.get_by_role("radiogroup", name="Nieuwe status").get_by_text("afgedaan", exact=True).click()
    page.get_by_label("Uw naam").fill("A. de Boer")
    page.get_by_label("Reden").fill("Zie de brief.")
    _press(page, "Leg besluit vast")
    document = page.get_by_role("combobox", name="Bij afgedaan: in welk document")
    expect(document).to_be_focused()
    expect(document).to_have_accessible_description("Kies het document dat bewijst dat het is gedaan.")
    document.fill("qqzz")
    expect(page.get_by_role("listbox")).to_have_text("Niets gevonden")
    document.fill("Reactie")
    page.get_by_role("option").first.click()
    page.get_by_label("op welke bladzijde").fill("9")
    _press(page, "Leg besluit vast")
    expect(page.get_by_label("op welke bladzijde")).to_have_attribute("aria-invalid", "true")
    expect(document).not_to_have_attribute("aria-invalid", "true")
    page.get_by_label("op welke bladzijde").fill("1")
    _press(page, "Leg besluit vast")
    expect(page.get_by_role("status").filter(has_text="Vastgelegd: afgedaan, met bewijs in Reactie")).to_be_focused()


def test_without_a_name_the_queue_asks_for_it_at_its_field(page: Page) -> None:
    _arrive(page, "/nakijken", "Nakijken")
    name = page.get_by_label("Uw naam")
    expect(name).to_be_focused()
    page.locator("#voorstel").click()
    page.keyboard.press("k")
    expect(name).to_be_focused()
    _is_wrong(name, "Vul in wie dit besluit; zonder naam wordt niets vastgelegd.")
    note = page.get_by_label("Reden")
    note.fill("Staat er zo.")
    note.blur()
    expect(page.locator(COMPLETE)).to_be_visible()
    page.get_by_role("link", name="Bekijk p. 1 van").first.click()
    page.get_by_role("link", name="Terug naar Nakijken").click()
    expect(note).to_have_value("Staat er zo.")


def test_a_list_that_cannot_be_read_is_said_at_the_file(page: Page) -> None:
    _arrive(page, "/toezeggingen?lijst=terug", "Bijgewerkte lijst teruglezen")
    page.locator('input[type="file"]').set_input_files(
        [{"name": "brief.csv", "mimeType": "text/csv", "buffer": b"Geachte raad;\n"}]
    )
    expect(page.get_by_role("alert")).to_contain_text("brief.csv: geen rij met kolomkoppen gevonden")
    wrong = page.locator('[data-testid="stFileUploader"] [aria-invalid="true"]')
    expect(wrong).to_be_focused()
