"""A knowledge base of 120 letters: lists are cut, filters look beyond the cut, no screen shows everything at once."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app_pages._asked import LISTED
from app_pages._more import MOST, STEP
from app_pages.document import PARAGRAPHS
from kb import KnowledgeBase
from kb.model import DocumentKind, Reading
from tests.app.browser import COMPLETE
from tests.app.conftest import Opener, button, markup, words
from tests.app.letters import commits, note, recommends

LETTERS = 120
FIRST = date(2020, 1, 6)
SCREENS = ("adviezen", "aanbevelingen", "toezeggingen", "document", "documenten", "zoeken?q=buurtbus")
LONG = "verslag"  # a document of many paragraphs


def name_of(number: int) -> str:
    return f"brief{number:03}"


def _advice(number: int) -> Reading:
    ask, promise = f"Wij adviseren u halte {number:03} te verlichten.", f"Wij leveren u lijst {number:03} na."
    paragraphs = [("De buurtbus rijdt niet meer.", []), (ask, [recommends(ask, f"r{number}", "1")]),
                  (promise, [commits(promise, f"c{number}")])]  # fmt: skip
    return note(
        name_of(number), f"Advies over halte {number:03}", paragraphs, kind=DocumentKind.ADVICE, sender="Reizigersraad",
        date=FIRST + timedelta(days=7 * number),
    )  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lang") / "kennisbank"
    late = "Wij geven u aan het eind van de avond een overzicht."
    lines = [(f"Spreker {number} had het woord.", []) for number in range(2 * PARAGRAPHS)]
    with KnowledgeBase(folder) as kb:
        for number in range(LETTERS):
            kb.put(_advice(number))
        kb.put(note(LONG, "Verslag van de avond", [*lines, (late, [commits(late, "laat")])]))
    return folder


def rows(page: Page) -> int:
    return page.locator("tbody tr, ol.treffers > li").count()


@pytest.mark.browser
def test_an_old_advice_is_one_click_and_some_words_away(page: Page) -> None:
    page.goto("/")
    field = page.get_by_label("Ga naar een advies")
    expect(field).to_be_in_viewport()
    field.click()
    page.keyboard.type("halte 003")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Advies over halte 003")).to_be_visible()
    expect(page.get_by_text("0 van 1 punt beantwoord")).to_be_in_viewport()
    page.get_by_role("link", name="Alle adviezen").click()
    expect(page.get_by_label("Woorden")).to_have_value("halte 003")


@pytest.mark.browser
def test_a_key_shows_more_and_stays_where_it_was_pressed(page: Page) -> None:
    page.goto("/adviezen")
    expect(page.get_by_role("table", name=f"1 tot en met {STEP} van {LETTERS} adviezen")).to_be_visible()
    expect(page.locator(COMPLETE)).to_be_visible()
    assert rows(page) == STEP
    more = page.get_by_role("button", name="Toon meer")
    for shown in (2 * STEP, 3 * STEP):
        more.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("table", name=f"1 tot en met {shown} van {LETTERS} adviezen")).to_be_visible()
        expect(page.get_by_role("status")).to_have_text(f"1 tot en met {shown} van {LETTERS}")
        expect(more).to_be_focused()
    page.get_by_role("link", name="Advies over halte 060").click()
    expect(page.get_by_role("heading", level=1, name="Advies over halte 060")).to_be_visible()
    page.get_by_role("link", name="Alle adviezen").click()
    expect(page.get_by_role("table", name=f"1 tot en met {3 * STEP} van {LETTERS} adviezen")).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("screen", "field", "shown"),
    [("adviezen", "Woorden", f"1 van {LETTERS} adviezen"),
     ("aanbevelingen", "Woorden", f"1 van {LETTERS} aanbevelingen: met de woorden 003"),
     ("toezeggingen", "Woorden", "1 toezegging"),
     ("document", "Woorden", "1 document"),
     ("documenten", "Woorden in de naam", f"Geladen documenten: 1 van {LETTERS + 1} documenten")],
)  # fmt: skip
def test_a_filter_finds_what_stands_beyond_the_cut(screen: str, field: str, shown: str, page: Page) -> None:
    page.goto(f"/{screen}")
    wanted = (
        "003" if screen in ("adviezen", "aanbevelingen") else "117"
    )  # the newest advice stands first, elsewhere the oldest
    expect(page.locator("table").first).to_be_visible()
    page.get_by_label(field, exact=True).fill(wanted)
    page.get_by_label(field, exact=True).press("Enter")
    expect(page.get_by_role("table", name=shown, exact=True)).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("screen", SCREENS)
def test_no_screen_has_more_rows_than_it_may(screen: str, width: int, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/{screen}")
    expect(page.locator("tbody tr, ol.treffers > li").first).to_be_visible()
    expect(page.locator(COMPLETE)).to_be_visible()
    assert 0 < rows(page) <= 3 * STEP, "every table of the screen in its first part"
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_pressing_on_moves_the_window_and_goes_back(home: Path, open_screen: Opener) -> None:
    app = open_screen(home)
    for _ in range(LETTERS // STEP):
        button(app, "Toon meer").click().run()
    assert markup(app).count("<tr") - 1 == MOST - STEP + LETTERS % STEP
    assert f"{LETTERS - LETTERS % STEP + STEP - MOST + 1} tot en met {LETTERS} van {LETTERS} adviezen" in words(app)
    assert "Toon meer" not in [one.label for one in app.button]
    assert "halte 119 " not in words(app)
    button(app, "Toon eerdere").click().run()
    assert "halte 119 " in words(app)
    app.text_input[0].set_value("halte").run()
    assert f"1 tot en met {STEP} van {LETTERS} adviezen" in words(app), "another choice begins at the top"


def test_the_document_that_proves_is_looked_for_by_words(home: Path, open_screen: Opener) -> None:
    app = open_screen(home, "toezeggingen", toezegging="c5")
    button(app, "Werk de status bij").click().run()
    assert max(len(one.options) for one in app.selectbox) <= LISTED
    app.text_input(key="keuze-woorden").set_value("9 maart 2020").run()
    proof = next(one for one in app.selectbox if one.label.startswith("Bij afgedaan"))
    assert proof.options == ["Advies over halte 009, 9 maart 2020 (brief009.txt)"]


def test_an_answer_is_looked_for_in_all_that_came_later(home: Path, open_screen: Opener) -> None:
    app = open_screen(home, advies=name_of(3))
    button(app, "Voeg een antwoord toe").click().run()
    answers = next(one for one in app.selectbox if one.label.startswith("Antwoord"))
    assert not any("lijst 110 " in one for one in answers.options)
    app.text_input(key="keuze-woorden").set_value("lijst 110").run()
    answers = next(one for one in app.selectbox if one.label.startswith("Antwoord"))
    assert ["lijst 110 " in one for one in answers.options] == [True]


def test_a_long_text_opens_at_what_is_marked(home: Path, open_screen: Opener) -> None:
    first = markup(open_screen(home, "document", document=LONG))
    assert first.count('id="alinea-') == PARAGRAPHS
    assert 'id="alinea-1"' in first
    marked = markup(open_screen(home, "document", document=LONG, uitspraak="laat"))
    assert marked.count('id="alinea-') == 1
    assert f'id="alinea-{2 * PARAGRAPHS + 1}"' in marked
    assert f"Alinea {2 * PARAGRAPHS + 1} tot en met {2 * PARAGRAPHS + 1} van {2 * PARAGRAPHS + 1}" in marked
