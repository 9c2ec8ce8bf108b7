"""*Overzicht* and *Nakijken* in a real Chromium: thirty proposals judged by keys alone, the page loaded again halfway;
and nothing that axe would find wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from kb import KnowledgeBase
from kb.model import DocumentKind, Position, Verdict
from tests.app.axe import violations
from tests.app.browser import COMPLETE, SLOW, running_app
from tests.app.letters import answers, letter, recommends, responds

pytestmark = pytest.mark.browser

POINTS = 30
NAME = "A. de Boer"
COUNCIL, COLLEGE = "Reizigersraad Oudewater", "College van Oudewater"
PRESSES = ("k", "s1", "n")  # right; another position, the first of the list; does not count


def _advice(number: int) -> list[tuple[str, str]]:
    return [(f"Wij adviseren u halte {number:02} te verlichten.", f"Halte {number:02} krijgt een lamp.")]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rij") / "kennisbank"
    points, replies = [], []
    for number in range(1, POINTS + 1):
        ((ask, said),) = _advice(number)
        points.append((ask, [recommends(ask, f"r{number}", str(number))]))
        replies.append((said, [responds(said, f"a{number}")]))
    with KnowledgeBase(folder) as kb:
        kb.put(letter("advies", "Advies over haltes", DocumentKind.ADVICE, [points[:15], points[15:]], sender=COUNCIL,
                      addressee=COLLEGE, date=date(2025, 3, 4)))  # fmt: skip
        kb.put(letter("antwoord", "Reactie over haltes", DocumentKind.RESPONSE_LETTER, [replies[:15], replies[15:]],
                      sender=COLLEGE, addressee=COUNCIL, date=date(2025, 5, 4)))  # fmt: skip
        kb.put_links([answers(f"a{number}", f"r{number}", Position.ADOPTED) for number in range(1, POINTS + 1)])
    return folder


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    with running_app(home) as where:
        yield where


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, locale="nl-NL", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(SLOW)
    yield context.new_page()
    context.close()


def arrive(page: Page, where: str, title: str) -> None:
    page.goto(where)
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    expect(page.locator(COMPLETE)).to_be_visible()


def listening(page: Page, button: Locator) -> None:
    """Wait until this button stands there and hears its key: it does so from the frame after it is drawn."""
    expect(page.locator(COMPLETE)).to_be_visible()
    expect(button).to_be_enabled()
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(("where", "title"), [("/", "Overzicht"), ("/nakijken", "Nakijken")])
def test_axe_finds_nothing_and_nothing_sticks_out(where: str, title: str, width: int, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    arrive(page, where, title)
    if where == "/":
        expect(page.locator('[data-testid="stVegaLiteChart"] :is(canvas, svg)').first).to_be_visible()
        page.get_by_text("Dezelfde cijfers als tabel").click()
    else:
        expect(page.get_by_label("Uw naam")).to_be_focused()
        page.keyboard.type(NAME)
        page.keyboard.press("Enter")
        expect(page.locator("#voorstel")).to_be_focused()
        listening(page, page.get_by_role("button", name="Ander standpunt"))
        page.keyboard.press("s")
        expect(page.get_by_text("Wat is het standpunt dan wel?")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_number_of_the_overview_leads_to_the_queue(page: Page) -> None:
    arrive(page, "/", "Overzicht")
    page.get_by_role("link", name=f"{POINTS} voorstellen die niemand bekeek").click()
    expect(page.get_by_role("heading", level=1, name="Nakijken")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/nakijken"))


def test_thirty_proposals_are_judged_by_keys_and_none_is_lost_on_reload(page: Page, home: Path) -> None:
    with KnowledgeBase(home) as kb:
        queue = [one.subject_id for one in kb.review()]
    assert len(queue) == POINTS
    arrive(page, "/nakijken", "Nakijken")
    expect(page.get_by_label("Uw naam")).to_be_focused()
    page.keyboard.type(NAME)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Vul uw naam in")).to_have_count(0)
    expect(page.locator("#voorstel")).to_be_focused()
    for number in range(POINTS):
        expect(page.get_by_text(f"{number} van {POINTS} beoordeeld", exact=True)).to_be_visible()
        if number == POINTS // 2:
            page.reload()
            expect(page.locator(COMPLETE)).to_be_visible()
            expect(page.get_by_label("Uw naam")).to_have_value(NAME)
            expect(page.get_by_text(f"{number} van {POINTS} beoordeeld", exact=True)).to_be_visible()
        listening(page, page.locator(f".st-key-Klopt-{queue[number]}").get_by_role("button"))
        _judge(page, PRESSES[number % len(PRESSES)])
    expect(page.get_by_text("Alles is beoordeeld.")).to_be_visible()
    with KnowledgeBase(home) as kb:
        decisions = kb.decisions()
    assert [one.subject_id for one in decisions] == queue
    wanted = [Verdict.CONFIRMED, Verdict.CORRECTED, Verdict.REJECTED] * (POINTS // 3)
    assert [one.verdict for one in decisions] == wanted
    assert {one.by for one in decisions} == {NAME}
    _undo_the_last(page, home)


def _judge(page: Page, keys: str) -> None:
    first, *second = keys
    page.keyboard.press(first)
    for key in second:
        listening(page, page.get_by_role("button", name="Deels overgenomen"))
        page.keyboard.press(key)


def _undo_the_last(page: Page, home: Path) -> None:
    listening(page, page.get_by_role("button", name="Draai terug"))
    page.keyboard.press("z")
    expect(page.get_by_text(f"{POINTS - 1} van {POINTS} beoordeeld", exact=True)).to_be_visible()
    with KnowledgeBase(home) as kb:
        assert kb.decisions()[-1].verdict is Verdict.WITHDRAWN
