"""How one goes on from a screen, in a real Chromium: by keyboard, from an empty list, at a point without an answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app_pages._added_answer import ADD
from kb import KnowledgeBase
from kb.model import DocumentKind
from tests.app.browser import COMPLETE
from tests.app.letters import letter, recommends

pytestmark = pytest.mark.browser

COUNCIL = "Adviesraad Sociaal Domein Veenhuizerdam"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An advice with a reply in which no answer was found."""
    ask, past = "Wij adviseren u de speeltuin te omheinen.", "Over de bomen bericht de wethouder u nog apart."
    folder = tmp_path_factory.mktemp("verder") / "kennisbank"
    with KnowledgeBase(folder) as kb:
        said = [recommends(ask, "r1", "1")]
        kb.put(letter("advies", "Advies over de speeltuin", DocumentKind.ADVICE, [[(ask, said)]],
                      sender=COUNCIL, date=date(2024, 9, 2), our_reference="ASD-24-11"))  # fmt: skip
        kb.put(letter("reactie", "Reactie op uw advies", DocumentKind.RESPONSE_LETTER, [[(past, [])]],
                      addressee=COUNCIL, date=date(2024, 10, 2), answers=("ASD-24-11",)))  # fmt: skip
    return folder


def arrive(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", level=1, name=title, exact=True)).to_be_visible()
    expect(page.locator(COMPLETE)).to_be_visible()


def test_who_goes_on_by_keyboard_is_at_the_title_and_then_below_it(page: Page) -> None:
    page.goto("/")
    arrive(page, "Overzicht")
    expect(page.locator(".adviseurs")).to_have_css("display", "block")  # each body on a line of its own
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Adviezen").press("Enter")
    arrive(page, "Adviezen")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Woorden")).to_be_focused()
    page.goto("/adviezen")
    arrive(page, "Adviezen")
    page.get_by_role("table").get_by_role("link").press("Enter")
    arrive(page, "Advies over de speeltuin")
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_all_filters_are_wiped_at_once(page: Page) -> None:
    page.goto("/adviezen?woorden=zwembad&jaar=2024")
    arrive(page, "Adviezen")
    page.get_by_role("link", name="wis alle filters").click()
    expect(page.get_by_role("table", name="1 advies")).to_be_visible()
    expect(page.get_by_label("Woorden")).to_have_value("")
    expect(page.get_by_role("combobox", name="Jaar")).to_have_value("Alle jaren")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_point_without_an_answer_offers_to_add_one_and_its_status_stays_in_its_box(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("/adviezen?advies=advies")
    arrive(page, "Advies over de speeltuin")
    status = page.locator(".feiten .label").first
    expect(status).to_contain_text("geen antwoord gevonden in de reactie")
    inner, outer = status.bounding_box(), page.locator(".feiten").first.bounding_box()
    assert inner
    assert outer
    assert inner["x"] + inner["width"] <= outer["x"] + outer["width"]
    page.get_by_role("button", name=ADD).click()
    letters = page.get_by_role("combobox", name="In welk document staat het antwoord?")
    expect(letters).to_have_value("2 oktober 2024: Reactie op uw advies (collegereactie)")
    page.get_by_role("combobox", name="Antwoord (verplicht)").click()
    expect(page.get_by_role("option")).to_have_text(["p. 1: Over de bomen bericht de wethouder u nog apart."])
