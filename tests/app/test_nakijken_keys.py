"""*Overzicht* and *Nakijken* in a real Chromium: thirty proposals judged by keys alone, a reload in the middle."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from kb import KnowledgeBase
from kb.model import DocumentKind, Position, Verdict
from tests.app.browser import COMPLETE
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


def arrive(page: Page, where: str, title: str) -> None:
    page.goto(where)
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    expect(page.locator(COMPLETE)).to_be_visible()


def listening(page: Page, button: Locator) -> None:
    """Wait until this button stands there and hears its key: it does so from the frame after it is drawn."""
    expect(page.locator(COMPLETE)).to_be_visible()
    expect(button).to_be_enabled()
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))")


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
    expect(page.locator("#voorstel").first).to_be_focused()
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
