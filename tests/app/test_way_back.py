"""To the page of a quote and back, in a real Chromium: each screen comes back as it was left, at the same link."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.app.browser import COMPLETE
from tests.app.town import ADVICE, EVENING, NOT_NOW, ONE_DESK

pytestmark = pytest.mark.browser

TO_A_PAGE = re.compile(r"^Bekijk p\. \d+ van ")
NEAR = 4  # pixels: what nobody sees


@pytest.fixture
def page(page: Page) -> Page:
    """Low, so that screens must scroll."""
    page.set_viewport_size({"width": 1280, "height": 700})
    return page


def arrive(page: Page, where: str, title: str) -> None:
    page.goto(where)
    _there(page, title)


def _there(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    expect(page.locator(COMPLETE)).to_be_visible()


def _height(link: Locator) -> float:
    box = link.bounding_box()
    assert box is not None
    return box["y"]


def _settled(page: Page, link: Locator) -> float:
    """How high the link stands once nothing above it is drawn any more."""
    was = None
    while was != (now := _height(link)):
        was = now
        page.wait_for_timeout(300)
    return now


def _leave(page: Page, link: Locator) -> float:
    """Follow a link to the page of a quote; how high the link stood."""
    link.scroll_into_view_if_needed()
    was = _settled(page, link)
    link.click()
    expect(page.locator("mark.gekozen, [data-hier]").first).to_be_in_viewport()
    expect(page.locator(COMPLETE)).to_be_visible()
    return was


def _comes_back(page: Page, link: Locator, was: float, url: str) -> None:
    expect(link).to_be_focused()
    expect(page.locator(COMPLETE)).to_be_visible()
    assert page.url == url
    looks = 50
    while abs(_height(link) - was) > NEAR and looks:  # what is drawn above it late moves it for a moment
        looks -= 1
        page.wait_for_timeout(100)
    assert abs(_height(link) - was) <= NEAR


@pytest.mark.parametrize(
    ("where", "title"),
    [
        ("/adviezen?advies=advies-loket", "Eén loket"),
        ("/aanbevelingen?standpunt=aangehouden&punt=r2", "Aanbevelingen"),
        ("/nakijken", "Nakijken"),
        ("/toezeggingen?zoek=opening", "Toezeggingen"),
        ("/toezeggingen?toezegging=c1", "Toezegging"),
    ],
)
def test_a_quote_leads_to_its_mark_and_back_to_the_same_point(page: Page, where: str, title: str) -> None:
    arrive(page, where, title)
    url, link = page.url, page.get_by_role("link", name=TO_A_PAGE).last
    name = page.title().removesuffix(" · Adviesspoor")
    was = _leave(page, link)
    page.get_by_role("link", name=f"Terug naar {name}").click()
    _there(page, title)
    _comes_back(page, link, was, url)


def test_a_hit_and_its_filters_come_back_too(page: Page) -> None:
    arrive(page, "/zoeken?q=loket&soorten=advies", "Zoeken")
    url, link = page.url, page.locator('.treffers h2 a[href*="advies-loket"]').last
    was = _leave(page, link)
    page.get_by_role("link", name=re.compile("^(Vorige|Volgende)$")).click()
    expect(page.locator("[data-hier]")).to_have_count(0)
    expect(page.get_by_role("link", name="Terug naar Zoeken: loket")).to_be_visible()
    page.go_back()  # the browser's own way does the same
    expect(page.locator("[data-hier]")).to_have_count(1)
    expect(page.locator(COMPLETE)).to_be_visible()
    page.go_back()
    _there(page, "Zoeken")
    _comes_back(page, link, was, url)


def test_what_was_folded_and_what_is_only_asked_for_stays_so(page: Page) -> None:
    arrive(page, f"/adviezen?advies={ADVICE}&toon=onbeoordeeld", "Eén loket")
    page.get_by_role("button", name="Klap in").first.click()
    expect(page.get_by_role("button", name="Klap uit")).to_have_count(1)
    link = page.get_by_role("link", name=TO_A_PAGE).last
    _leave(page, link)
    page.get_by_role("link", name="Terug naar Eén loket").click()
    expect(link).to_be_focused()
    expect(page.get_by_role("button", name="Klap uit")).to_have_count(1)
    expect(page.get_by_role("combobox", name="Toon")).to_have_value("Alleen wat niemand beoordeelde")


def test_the_list_keeps_its_filters_whatever_is_done_in_an_advice(page: Page) -> None:
    arrive(page, "/adviezen?woorden=loket&jaar=2024", "Adviezen")
    page.get_by_role("link", name="Eén loket").click()
    _there(page, "Eén loket")
    page.get_by_role("button", name="Klap in").first.click()
    expect(page.get_by_role("button", name="Klap uit")).to_have_count(1)
    page.get_by_role("link", name="Alle adviezen").click()
    _there(page, "Adviezen")
    expect(page).to_have_url(re.compile(r"\?woorden=loket&jaar=2024$"))
    expect(page.get_by_label("Woorden")).to_have_value("loket")


def test_from_the_list_of_all_points_to_an_advice_and_back(page: Page) -> None:
    arrive(page, "/aanbevelingen?status=aangehouden&punt=r2", "Aanbevelingen")
    page.get_by_role("link", name="Bekijk in het advies").click()
    _there(page, "Eén loket")
    expect(page.locator("#punt-r2")).to_be_in_viewport()
    expect(page.get_by_text(EVENING).last).to_be_in_viewport()
    page.get_by_role("link", name="Terug naar Aanbevelingen").click()
    _there(page, "Aanbevelingen")
    expect(page.get_by_role("link", name="Bekijk in het advies")).to_be_focused()


def test_another_mark_on_the_same_page_comes_into_view_too(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 400})
    arrive(page, "/document?document=advies-loket&uitspraak=r2", "Advies over één loket")
    mark = page.locator("mark.gekozen")
    expect(mark).to_have_text(re.compile(re.escape(EVENING)))
    expect(mark).to_be_in_viewport()
    page.locator(".tekst").get_by_role("link", name="aanbeveling 1").click()
    expect(mark).to_have_text(re.compile(re.escape(ONE_DESK)))
    expect(mark).to_be_in_viewport()


def test_who_opens_a_page_by_its_address_is_offered_no_way_back(page: Page) -> None:
    arrive(page, "/document?document=antwoord-loket&uitspraak=a2", "Reactie op uw advies over één loket")
    expect(page.locator("mark.gekozen")).to_have_text(re.compile(re.escape(NOT_NOW)))
    expect(page.get_by_text("Terug naar")).to_have_count(0)
    expect(page.get_by_role("link", name="Alle documenten")).to_be_visible()
