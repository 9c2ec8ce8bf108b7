"""The municipality that was chosen goes along from screen to screen, in a real Chromium."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app_pages._authority import LABEL
from tests.app.browser import COMPLETE
from tests.app.test_authority import NORTH, SOUTH, fill

pytestmark = pytest.mark.browser

FILTERED = re.compile(r"\?gemeente=Gemeente\+Noorderveld$")
OTHERS = ("Toezeggingen", "Aanbevelingen", "Nakijken", "Documenten", "Overzicht")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("twee") / "kennisbank", NORTH, SOUTH)


def arrive(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", level=1, name=title, exact=True)).to_be_visible()
    expect(page.locator(COMPLETE)).to_be_visible()


def go_by_menu(page: Page, title: str) -> None:
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name=title, exact=True).click()
    arrive(page, title)


def choose(page: Page, name: str) -> None:
    page.get_by_role("combobox", name=LABEL).click()
    page.get_by_role("option", name=name.removeprefix("Gemeente ")).click()
    page.keyboard.press("Escape")
    shows(page, name)


def shows(page: Page, *names: str) -> None:
    """These stand in the field, and no others."""
    expect(page.locator('[class*="st-key-gemeenten"] [data-tag]')).to_have_text(
        [name.removeprefix("Gemeente ") for name in names]
    )


def test_what_was_chosen_on_one_screen_is_chosen_on_the_others(page: Page) -> None:
    page.goto("/adviezen")
    arrive(page, "Adviezen")
    choose(page, NORTH)
    for title in OTHERS:
        go_by_menu(page, title)
        shows(page, NORTH)
        expect(page).to_have_url(FILTERED)
    go_by_menu(page, "Uitleg")  # it has no such field
    go_by_menu(page, "Adviezen")
    shows(page, NORTH)
    expect(page.get_by_role("table", name="1 van 2 adviezen")).to_be_visible()
    page.reload()
    arrive(page, "Adviezen")
    shows(page, NORTH)


def test_the_way_back_leads_through_what_was_chosen(page: Page) -> None:
    page.goto("/adviezen")
    arrive(page, "Adviezen")
    choose(page, NORTH)
    go_by_menu(page, "Toezeggingen")
    page.go_back()
    arrive(page, "Adviezen")
    shows(page, NORTH)
    page.go_back()
    shows(page)  # before it was chosen
    expect(page.get_by_role("table", name="2 adviezen")).to_be_visible()
    page.go_forward()
    shows(page, NORTH)


def test_an_advice_and_a_letter_keep_it_for_the_screens_behind_them(page: Page) -> None:
    page.goto("/adviezen?gemeente=Gemeente+Noorderveld")
    arrive(page, "Adviezen")
    page.get_by_role("table").get_by_role("link").first.click()
    arrive(page, "Advies over het noordervelder loket")
    page.get_by_role("link", name=re.compile("^Bekijk p. 1")).first.click()
    expect(page.locator("mark.gekozen")).to_be_visible()
    go_by_menu(page, "Toezeggingen")
    shows(page, NORTH)


def test_taken_away_it_is_gone_everywhere(page: Page) -> None:
    page.goto("/toezeggingen?gemeente=Gemeente+Noorderveld")
    arrive(page, "Toezeggingen")
    shows(page, NORTH)
    page.get_by_role("combobox", name=LABEL).press("Backspace")
    shows(page)
    go_by_menu(page, "Adviezen")
    shows(page)
    expect(page.get_by_role("table", name="2 adviezen")).to_be_visible()


def test_who_opens_an_address_without_it_sees_all(page: Page) -> None:
    page.goto("/adviezen?gemeente=Gemeente+Noorderveld")
    arrive(page, "Adviezen")
    shows(page, NORTH)
    page.goto("/toezeggingen")
    arrive(page, "Toezeggingen")
    shows(page)
