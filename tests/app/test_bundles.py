"""A file with several letters in *Documenten*, in a real Chromium: the proposal, other pages, keeping it whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from ingest.pipeline import add
from ingest.work.cutting import Splitting
from kb import KnowledgeBase
from kb.model import Cuts
from tests.app.browser import COMPLETE
from tests.bundles import ADVICE, ANSWER, ANSWER_SUBJECT, AUDIT, bundle_in, pdf

pytestmark = pytest.mark.browser

ACCEPTED, CHANGED, REFUSED = "ingekomen_stukken.pdf", "post_van_mei.pdf", "post_van_juni.pdf"
SPLIT = "post_van_juli.pdf"  # when it was added
READING = 120_000  # milliseconds: the first file that an app reads starts a worker, on a busy machine
QUESTION = "Meer brieven in één bestand?"


def letters(subject: str, number: str) -> tuple[str, str]:
    """An advice and its answer on another subject, with references of their own: else they would be versions."""
    changes = {"boodschappen": subject, "2025-03": number, "Z25-0481": f"Z25-{number[-2:]}00"}
    advice, answer = ADVICE, ANSWER
    for old, new in changes.items():
        advice, answer = advice.replace(old, new), answer.replace(old, new)
    return advice, answer


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundels")
    later = AUDIT.replace("3 juni", "4 november").replace("RK-2025-5", "RK-2025-9").replace("sporthal", "haven")
    files = [
        bundle_in(folder, name=ACCEPTED),
        bundle_in(folder, pdf(later, AUDIT.replace("sporthal", "brug").replace("RK-2025-5", "RK-2025-6")), CHANGED),
        bundle_in(folder, pdf(*letters("tuin", "2025-13")), REFUSED),
    ]
    split = bundle_in(folder, pdf(*letters("klus", "2025-23")), SPLIT)
    with KnowledgeBase(folder / "kennisbank") as kb:
        add(kb, files)
        add(kb, [split], splitting=Splitting(Cuts(accept=True)))
        assert len(kb.bundles()) == 3
    return folder / "kennisbank"


def proposal(page: Page, file: str) -> Locator:
    """The box with the proposal for this file."""
    return page.locator('[data-testid="stVerticalBlock"]').filter(has=page.get_by_role("heading", name=file)).last


def parts(home: Path, file: str) -> list[tuple[int, int]]:
    with KnowledgeBase(home) as kb:
        found = [one.page_numbers for one in kb.documents() if one.file == file]
    return sorted((numbers[0], numbers[-1]) for numbers in found)


def test_a_person_accepts_changes_or_refuses(page: Page, home: Path) -> None:
    page.goto("documenten")
    expect(page.get_by_role("heading", name=QUESTION)).to_be_visible()
    box = proposal(page, ACCEPTED)
    expect(box.get_by_role("row", name=ANSWER_SUBJECT)).to_contain_text("briefhoofd of titel bovenaan")

    box.get_by_role("button", name="Splits zo").click()
    expect(page.get_by_text(f"Bladzijde 3 van 5: {ANSWER_SUBJECT}.").first).to_be_visible(timeout=READING)
    expect(page.get_by_role("heading", name=ACCEPTED)).to_have_count(0)
    assert parts(home, ACCEPTED) == [(1, 2), (3, 3), (4, 5)]

    box = proposal(page, CHANGED)
    pages = box.get_by_label("Een volgend document begint op bladzijde")
    expect(pages).to_have_value("3")
    pages.fill("drie")
    box.get_by_role("button", name="Splits zo").click()
    expect(page.get_by_role("alert").filter(has_text="bijvoorbeeld: 3, 7")).to_be_visible()
    pages.fill("2, 3")
    box.get_by_role("button", name="Splits zo").click()
    expect(page.get_by_role("heading", name=CHANGED)).to_have_count(0, timeout=READING)
    assert parts(home, CHANGED) == [(1, 1), (2, 2), (3, 4)]

    proposal(page, REFUSED).get_by_role("button", name="Laat heel").click()
    expect(page.get_by_role("heading", name=QUESTION)).to_have_count(0)
    page.reload()
    page.locator(COMPLETE).wait_for()
    expect(page.get_by_role("heading", name="Wat geladen is")).to_be_visible()
    expect(page.get_by_role("heading", name=QUESTION)).to_have_count(0)
    assert parts(home, REFUSED) == [(1, 3)]


def test_a_part_opens_at_the_pages_of_its_file(page: Page, home: Path) -> None:
    with KnowledgeBase(home) as kb:
        answer = next(one for one in kb.documents() if one.file == SPLIT and one.first_page == 3)
    page.goto(f"document?document={answer.id}&pagina=3")
    expect(page.get_by_role("img", name=f"Pagina 3 van {answer.title}")).to_be_visible()
    expect(page.get_by_text("Pagina 3 van 3")).to_be_visible()
    expect(page.get_by_text("Dit advies nemen wij over")).to_be_visible()
    page.goto(f"document?document={answer.id}&pagina=1")
    expect(page.get_by_role("heading", name="Tekst van pagina 3")).to_be_visible()
    page.get_by_role("link", name="Advies over de klushulp (bladzijde 1–2)").click()
    expect(page.get_by_role("heading", name="Tekst van pagina 1")).to_be_visible()
