"""The names of bodies on *Documenten*, and what other screens make of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from streamlit.testing.v1 import AppTest

from kb import KnowledgeBase
from kb.model import DocumentKind
from tests.app.axe import violations
from tests.app.browser import COMPLETE, opened, running_app
from tests.app.conftest import Opener, button, problems, words
from tests.app.letters import letter, recommends
from tests.app.town import COLLEGE, COUNCIL

SCREEN = "documenten"
SHORT = "ASD Veenhuizerdam"
COUNT_BUSES = "Wij adviseren u de bussen te tellen."


@pytest.fixture(scope="module")
def two_names(town: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town, with an advice of its council under a short name; to look at and not to change."""
    home = tmp_path_factory.mktemp("namen") / "kennisbank"
    shutil.copytree(town, home)
    with KnowledgeBase(home) as kb:
        pages = [[(COUNT_BUSES, [recommends(COUNT_BUSES, "b1")])]]
        facts = {"sender": SHORT, "addressee": COLLEGE, "date": date(2025, 6, 1)}
        kb.put(letter("bussen", "Advies over bussen", DocumentKind.ADVICE, pages, **facts))
    return home


@pytest.fixture
def own(two_names: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(two_names, tmp_path / "kennisbank"))


def send(app: AppTest, name: str = "M. Smit") -> AppTest:
    next(one for one in app.text_input if one.label.startswith("Uw naam")).set_value(name)
    return button(app, "Leg besluit vast").click().run()


def test_the_bodies_stand_in_a_table_with_a_proposal_above_it(two_names: Path, open_screen: Opener) -> None:
    seen = words(open_screen(two_names, SCREEN))
    assert f"{COUNCIL} 1 1 van 2 september 2024 tot en met 14 oktober 2024" in seen
    assert f"{SHORT} 1 geschreven, 1 juni 2025 {COUNCIL} 1 geschreven, 1 ontvangen" in seen
    assert "Waarom: de ene naam bevat een afkorting van de andere." in seen


def test_a_person_says_that_they_are_one_and_undoes_it(own: Path, open_screen: Opener) -> None:
    app = open_screen(own, SCREEN)
    send(button(app, "Dit is dezelfde").click().run())
    seen = words(app)
    assert "Vastgelegd: dit is dezelfde, door M. Smit." in seen
    assert f"{COUNCIL} ook: {SHORT} (1 geschreven, 1 juni 2025) 2 1" in seen
    assert f"{SHORT} staat onder {COUNCIL} samengevoegd door M. Smit" in seen
    assert [one.label for one in app.button if one.label.startswith("Dit ")] == []
    button(app, "Maak ongedaan").click().run()  # the name is known: no form
    assert f"Vastgelegd: {SHORT} staat weer op zichzelf, door M. Smit." in words(app)
    with KnowledgeBase(own) as kb:
        assert kb.one_name(SHORT) == SHORT


def test_the_other_name_can_be_shown(own: Path, open_screen: Opener) -> None:
    app = button(open_screen(own, SCREEN), "Dit is dezelfde").click().run()
    next(one for one in app.radio if one.label == "Welke naam wordt getoond?").set_value(SHORT)
    send(app)
    assert f"{COUNCIL} staat onder {SHORT}" in words(app)
    button(app, "Toon deze naam").click().run()
    assert f"{SHORT} staat onder {COUNCIL}" in words(app)


def test_a_person_says_that_they_are_two(own: Path, open_screen: Opener) -> None:
    app = open_screen(own, SCREEN)
    send(button(app, "Dit zijn er twee").click().run())
    assert "Waarschijnlijk dezelfde" not in words(app)


def test_two_names_that_nobody_proposed_are_chosen(own: Path, open_screen: Opener) -> None:
    app = button(open_screen(own, SCREEN), "Breng twee namen samen").click().run()
    send(app)
    assert problems(app) == ["Maak eerst een keuze."] * 2
    boxes = {one.label.removesuffix(" (verplicht)"): one for one in app.selectbox}
    boxes["Deze naam"].set_value("Seniorenraad")
    boxes["is dezelfde als, en wordt getoond als"].set_value(COUNCIL)
    send(app)
    assert f"Seniorenraad staat onder {COUNCIL}" in words(app)


def test_every_list_and_filter_has_the_one_name_and_the_letter_its_own(own: Path, open_screen: Opener) -> None:
    with KnowledgeBase(own) as kb:
        kb.merge_bodies(SHORT, COUNCIL, by="M. Smit")
    for screen, label in (("adviezen", "Afzender"), ("aanbevelingen", "Afzender"), ("zoeken", "Afzender")):
        app = open_screen(own, screen)
        boxes = [*app.selectbox, *app.multiselect]
        (options,) = [one.options for one in boxes if one.label == label]
        assert COUNCIL in options
        assert SHORT not in options
    assert "Advies over bussen" in words(open_screen(own, "adviezen", afzender=COUNCIL))
    assert COUNT_BUSES in words(open_screen(own, "aanbevelingen", adviseur=COUNCIL))
    assert f"Van {COUNCIL} (in de brief: {SHORT})" in words(open_screen(own, "document", document="bussen"))
    assert f"{COUNCIL}: 2 adviezen" in words(open_screen(own, "overzicht"))


# -- in a real Chromium -----------------------------------------------------------------------------------------------
@pytest.fixture
def page(browser: Browser, own: Path) -> Iterator[Page]:
    with running_app(own) as address, opened(browser, address) as found:
        yield found


@pytest.mark.browser
def test_names_are_brought_together_by_keyboard_and_axe_finds_nothing(page: Page) -> None:
    page.goto(f"/{SCREEN}")
    expect(page.get_by_role("heading", name="Namen van organisaties")).to_be_visible()
    expect(page.locator(COMPLETE)).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Dit is dezelfde").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Welke naam wordt getoond?")).to_be_visible()
    assert violations(page) == []
    page.get_by_label("Uw naam").focus()
    page.keyboard.type("M. Smit")
    page.get_by_role("button", name="Leg besluit vast").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Vastgelegd: dit is dezelfde")).to_be_visible()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=COUNCIL))
    expect(row.filter(has_text=f"ook: {SHORT}")).to_be_visible()
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
