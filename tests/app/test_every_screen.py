"""Every screen and what it can show, in a real Chromium: nothing that axe finds wrong, by day and by night, on a desk
and on a telephone; no sideways scrolling; one name for each button; no English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.app.axe import barriers
from tests.app.browser import COMPLETE, opened, running_app
from tests.app.town import ADVICE, EVENING, NOTE

pytestmark = pytest.mark.browser

HEARD = 'body > [aria-live="polite"]'


def arrive(page: Page, where: str) -> None:
    page.goto(f"/{where}")
    expect(page.locator("h1")).to_be_visible()
    complete(page)


def complete(page: Page) -> None:
    expect(page.locator(COMPLETE)).to_be_visible()


def _nothing(page: Page) -> None:
    """The screen as it opens."""


def _presses(button: str) -> Callable[[Page], None]:
    def press(page: Page) -> None:
        page.get_by_role("button", name=button).first.click()
        expect(page.get_by_label("Uw naam")).to_be_visible()

    return press


def _unfolds(words: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_text(words).first.click()


def _charts(page: Page) -> None:
    expect(page.locator('[data-testid="stVegaLiteChart"] :is(canvas, svg)').first).to_be_visible()
    page.get_by_text("Dezelfde cijfers als tabel").click()


def _second_question(page: Page) -> None:
    page.get_by_role("button", name="Ander").click()
    expect(page.get_by_text(re.compile("dan wel|dan"))).not_to_have_count(0)


def _file(page: Page) -> None:
    given = {"name": "brief.txt", "mimeType": "text/plain", "buffer": b"Geachte raad,"}
    page.locator('input[type="file"]').set_input_files([given])
    expect(page.get_by_role("button", name="Voeg 1 bestand toe")).to_be_visible()


def _list_of_choices(page: Page) -> None:
    page.get_by_role("combobox", name="Status").click()
    expect(page.get_by_role("option").first).to_be_visible()


SHOWN = {
    "overzicht": ("", _charts),
    "adviezen": ("adviezen", _nothing),
    "niets past": ("adviezen?woorden=nergens", _nothing),
    "een advies": (f"adviezen?advies={ADVICE}", _presses("Ander standpunt")),
    "een punt": ("aanbevelingen?punt=r1", _nothing),
    "filters": ("aanbevelingen", _unfolds("Meer filters")),
    "een keuzelijst": ("aanbevelingen", _list_of_choices),
    "nakijken": ("nakijken", _second_question),
    "toezeggingen": ("toezeggingen?voornemens=true", _nothing),
    "meer tegelijk": ("toezeggingen?meer=true", _unfolds("Kies nummer 1")),
    "een toezegging": ("toezeggingen?toezegging=c1", _presses("Werk de status bij")),
    "een lijst terug": ("toezeggingen?lijst=terug", _nothing),
    "zoeken": ("zoeken?q=loket", _unfolds("Verfijn")),
    "documenten": ("documenten", _file),
    "verwijderen": (f"documenten?verwijder={NOTE}", _nothing),
    "een tekst": (f"document?document={ADVICE}&uitspraak=r1", _unfolds("Bekijk en verbeter")),
    "onbekend": ("document?document=nergens", _nothing),
    "uitleg": ("uitleg", _nothing),
}  # fmt: skip


@pytest.mark.parametrize("shown", SHOWN)
def test_a_screen_is_for_everybody(shown: str, page: Page) -> None:
    where, then = SHOWN[shown]
    arrive(page, where)
    then(page)
    complete(page)
    assert barriers(page) == []


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the app of a knowledge base without documents is."""
    with running_app(tmp_path_factory.mktemp("leeg") / "kennisbank") as where:
        yield where


@pytest.mark.parametrize(
    "where",
    ["", "adviezen", "aanbevelingen", "nakijken", "toezeggingen", "zoeken", "documenten", "document", "uitleg"],
)
def test_without_documents_a_screen_is_for_everybody_too(where: str, nothing: str, browser: Browser) -> None:
    with opened(browser, nothing) as page:
        arrive(page, where)
        expect(page.get_by_text("Nog geen documenten.")).to_have_count(0 if where == "uitleg" else 1)
        assert barriers(page) == []


@pytest.mark.parametrize(
    ("where", "title"),
    [
        ("", "Overzicht"),
        ("document", "Documenten"),
        (f"document?document={ADVICE}", "Advies over één loket"),
        (f"adviezen?advies={ADVICE}", "Eén loket"),
        ("zoeken?q=loket", "Zoeken: loket"),
        ("document?document=nergens", "Dit lukt niet"),
    ],
)
def test_the_browser_says_what_is_open(where: str, title: str, page: Page) -> None:
    arrive(page, where)
    expect(page).to_have_title(f"{title} · Adviesspoor")


def test_colours_that_were_chosen_are_those_of_every_screen(page: Page) -> None:
    arrive(page, "uitleg?over=kleuren")
    page.get_by_role("button", name="Donker").click()
    expect(page.get_by_role("button", name="Donker")).to_have_attribute("aria-pressed", "true")
    for where in ("", f"document?document={ADVICE}", "zoeken?q=loket"):
        arrive(page, where)
        expect(page.locator('[data-testid="stApp"]')).to_have_css("color-scheme", "dark")
    arrive(page, "uitleg?over=kleuren")
    page.get_by_role("button", name="Zoals mijn computer").click()
    expect(page.get_by_role("button", name="Donker")).to_have_attribute("aria-pressed", "false")
    expect(page.locator('[data-testid="stApp"]')).to_have_css("color-scheme", "light")


def test_how_many_are_left_is_heard(page: Page) -> None:
    arrive(page, "adviezen")
    page.wait_for_timeout(1_000)  # a count is heard when the one before stood still, as it does before a person types
    page.get_by_label("Woorden").fill("zondag")
    page.get_by_label("Woorden").press("Enter")
    expect(page.locator(HEARD)).to_have_text(re.compile("^1 van 2 adviezen"))
    page.get_by_label("Woorden").fill("nergens")
    page.get_by_label("Woorden").press("Enter")
    expect(page.locator(HEARD)).to_have_text("Geen advies past bij deze keuze.")


def test_a_button_says_what_it_is_about(page: Page) -> None:
    arrive(page, f"adviezen?advies={ADVICE}")
    expect(page.get_by_role("button", name="Ander standpunt: antwoord op punt 2", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Telt niet als advies: punt 1", exact=True)).to_be_visible()


def test_colours_that_somebody_forces_leave_icons_the_focus_and_what_is_marked(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    arrive(page, f"adviezen?advies={ADVICE}")
    icon, ground = page.locator(".label .icoon").first, page.locator("body")
    drawn = "(one) => getComputedStyle(one).backgroundColor"
    assert icon.evaluate(drawn) != ground.evaluate(drawn)
    button = page.get_by_role("button", name="Telt niet als advies: punt 1")
    assert button.evaluate("(one) => getComputedStyle(one, '::before').backgroundColor") != ground.evaluate(drawn)
    page.keyboard.press("Tab")
    button.focus()
    expect(button).to_have_css("outline-style", "solid")
    arrive(page, f"document?document={ADVICE}&uitspraak=r2")
    mark = page.locator("mark.gekozen", has_text=EVENING)
    assert mark.evaluate(drawn) != ground.evaluate(drawn)


def test_an_error_is_the_heading_of_its_screen(browser: Browser, own_town: Path) -> None:
    with running_app(own_town) as address, opened(browser, address) as page:
        arrive(page, "")
        own_town.rename(own_town.with_name("elders"))
        for where in ("", "adviezen"):
            arrive(page, where)
            expect(page.get_by_role("heading", level=1, name="Dit lukt niet")).to_be_visible()
        assert barriers(page) == []
