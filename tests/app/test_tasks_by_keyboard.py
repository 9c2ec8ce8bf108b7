"""The five tasks that people come for, each done in a real Chromium with the keyboard alone, from the first screen on:
what is not reached with Tab, Enter and typing is not there."""

from __future__ import annotations

import calendar
import re
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from ingest.pipeline import add
from kb import KnowledgeBase
from kb.labels import day
from kb.model import Advice, CommitmentStatus, Status, Verdict
from kb.trails.points import points
from tests.app.browser import COMPLETE, ROOT

pytestmark = pytest.mark.browser

CORPUS = ROOT / "corpus"
ADDED = (
    "2024-03-14_asd_advies_wachttijden_jeugdhulp.pdf", "2024-05-02_collegereactie_wachttijden_jeugdhulp.pdf",
    "2024-09-12_rekenkamer_vroegsignalering_schulden.pdf", "2024-11-26_collegereactie_rekenkamer_vroegsignalering.pdf",
    "2025-02-13_asd_advies_toegankelijkheid.pdf",
)  # fmt: skip
NEW = "2025-03-27_collegereactie_toegankelijkheid.pdf"
COUNCIL, AUDITORS = "Adviesraad Sociaal Domein Rietmeer", "Rekenkamer Rietmeer"
NAME = "A. de Boer"
MOST = 200  # presses of Tab after which something counts as out of reach
PROMISE = "Wij informeren u uiterlijk {} over de proef met de belbus."
LETTER = f"""Gemeente Rietmeer
College van burgemeester en wethouders

Adviesraad Sociaal Domein Rietmeer
Postbus 40
7999 SD RIETMEER

Datum: 3 september 2025
Ons kenmerk: Z25-099001
Onderwerp: Proef met de belbus

Geachte leden,

{PROMISE}

Met vriendelijke groet,
burgemeester en wethouders van Rietmeer
"""


def end_of_quarter() -> date:
    today = date.today()
    month = -(-today.month // 3) * 3
    return date(today.year, month, calendar.monthrange(today.year, month)[1])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("taken")
    letter = folder / "2025-09-03_collegebrief_belbus.txt"
    letter.write_text(LETTER.format(day(end_of_quarter())), encoding="utf-8")
    with KnowledgeBase(folder / "kennisbank") as kb:
        add(kb, [*(CORPUS / name for name in ADDED), letter])
    return folder / "kennisbank"


@pytest.fixture
def page(page: Page) -> Page:
    """The first screen, as high as that of a laptop."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/")
    settled(page, "Overzicht")
    return page


def settled(page: Page, title: str | re.Pattern[str]) -> None:
    """Wait until this screen stands there and nothing is drawn any more."""
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    expect(page.locator(COMPLETE)).to_be_visible()


def reach(page: Page, wanted: Locator) -> None:
    """Press Tab until this has the focus, once nothing is drawn any more."""
    expect(page.locator(COMPLETE)).to_be_visible()
    expect(wanted).to_be_visible()
    for _ in range(MOST):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} is not reached with {MOST} times Tab")


def press(page: Page, wanted: Locator) -> None:
    reach(page, wanted)
    page.keyboard.press("Enter")


def typed(page: Page, field: Locator, words: str) -> None:
    reach(page, field)
    page.keyboard.type(words)


def opened(page: Page, name: str | re.Pattern[str], title: str | re.Pattern[str]) -> None:
    """Follow a link, to the screen with this title."""
    press(page, page.get_by_role("link", name=name).first)
    settled(page, title)


def advice_of(home: Path, sent: date) -> Advice:
    with KnowledgeBase(home) as kb:
        return next(one for one in kb.advices() if one.document.date == sent)


def test_a_member_sees_whether_an_advice_is_answered_and_what_was_passed_by(page: Page, home: Path) -> None:
    typed(page, page.get_by_label("Ga naar een advies"), "op tijd aan de deur")
    page.keyboard.press("Enter")
    settled(page, re.compile("Op tijd aan de deur"))
    expect(page.get_by_text(re.compile(r"\d van \d punten beantwoord")).first).to_be_in_viewport()
    advice = advice_of(home, date(2024, 9, 12))
    missed = [one.recommendation for one in advice.trails if one.status is Status.NOT_IN_REPLY]
    assert missed, "a letter that answers everything would show nothing here"
    where = "Geen antwoord gevonden in de reacties in dit document en van 26 november 2024"
    passed_by = page.locator(".wenk").filter(has_text=where)
    for point in missed[:3]:
        item = passed_by.get_by_role("listitem").filter(has_text=point.text[:40])
        expect(item).to_be_in_viewport(ratio=1)
    press(page, passed_by.get_by_role("link").first)
    expect(page.locator(f"#punt-{missed[0].id}")).to_be_in_viewport()


def test_a_clerk_ticks_off_what_lapses_this_quarter_with_proof(page: Page, home: Path) -> None:
    opened(page, re.compile("met een termijn in dit kwartaal"), "Toezeggingen")
    promise = PROMISE.format(day(end_of_quarter()))
    expect(page.get_by_role("row").filter(has_text=promise)).to_be_in_viewport()
    opened(page, f"Werk bij: {promise}", "Toezegging")
    form = page.get_by_test_id("stForm")
    expect(form.locator(".kopje").first).to_be_focused()
    expect(form.get_by_label("Nieuwe status").first).to_be_in_viewport()
    typed(page, form.get_by_label("in welk document staat dat?"), "wachttijden in de jeugdhulp, 2 mei")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    typed(page, form.get_by_label("op welke bladzijde"), "1")
    typed(page, form.get_by_label("Uw naam"), NAME)
    typed(page, form.get_by_label("Reden"), "Gemeld in de brief.")
    press(page, form.get_by_role("button", name="Leg besluit vast"))
    expect(page.get_by_text(f"door {NAME}").first).to_be_visible()
    with KnowledgeBase(home) as kb:
        done = next(one for one in kb.commitments() if one.statement.text == promise)
        assert done.status is CommitmentStatus.DONE
        assert done.decision is not None
        assert done.decision.proof is not None
        assert kb.document(done.decision.proof.document_id).file == ADDED[1]


def test_a_researcher_takes_all_points_home_and_checks_a_cell_on_its_page(
    page: Page, home: Path, tmp_path: Path
) -> None:
    opened(page, re.compile(rf"aanbevelingen van {AUDITORS}"), "Aanbevelingen")
    excel = page.get_by_role("button", name="Download deze lijst als Excel")
    expect(excel).to_be_in_viewport()
    reach(page, excel)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    download.value.save_as(tmp_path / "rekenkamer.xlsx")
    rows = in_excel(tmp_path / "rekenkamer.xlsx")
    with KnowledgeBase(home) as kb:
        wanted = [one for one in points(kb.advices()) if one.body == AUDITORS]
        assert [row["Aanbeveling"].value for row in rows] == [one.trail.recommendation.text for one in wanted]
        row, point = next(
            (row, one) for row, one in zip(rows, wanted, strict=True) if one.answer and one.trail.position
        )
        assert point.answer is not None
        cited = point.answer.citation
        assert row["Standpunt"].value == point.trail.position
        assert row["Plaats antwoord"].value == f"bladzijde {cited.page}"
        assert row["Antwoord"].value in kb.passage(point.answer.response.passage_id).text
    page.goto(row["Plaats antwoord"].hyperlink.target)
    settled(page, cited.title)
    expect(page.locator("mark.gekozen").first).to_contain_text(row["Antwoord"].value[:40])


def test_a_new_letter_is_added_and_seen_linked(page: Page, home: Path) -> None:
    opened(page, "Documenten toevoegen", "Documenten")
    button = page.get_by_test_id("stFileUploaderDropzone").locator("button")
    reach(page, button)
    page.wait_for_load_state("networkidle")  # parts that load late draw the button anew, and the focus is gone
    with page.expect_file_chooser() as chooser:
        press(page, button)
    chooser.value.set_files(CORPUS / NEW)
    press(page, page.get_by_role("button", name="Voeg 1 bestand toe"))
    added = page.get_by_role("row").filter(has_text=NEW).filter(has_text="toegevoegd").first
    expect(added).to_contain_text("antwoord op het advies van 13 februari 2025")
    expect(added).to_be_in_viewport()
    advice = advice_of(home, date(2025, 2, 13))
    assert [one.file for one in advice.replies] == [NEW]


def test_a_wrong_position_is_corrected_undone_and_its_history_read(page: Page, home: Path) -> None:
    opened(page, re.compile("voorstel.* niemand bekeek"), "Nakijken")
    expect(page.get_by_label("Uw naam")).to_be_focused()
    page.keyboard.type(NAME)
    page.keyboard.press("Enter")
    question = page.locator("#voorstel").first  # while the screen is drawn anew the one before may still stand there
    expect(question).to_be_focused()
    with KnowledgeBase(home) as kb:
        (first, *_) = kb.review()
    assert first.link, "the first in the queue is a position"
    press(page, page.get_by_role("button", name="Ander standpunt"))
    expect(page.get_by_text("Wat is het standpunt dan wel?")).to_be_focused()
    press(page, page.get_by_test_id("stMain").get_by_role("button", name="Onduidelijk"))
    press(page, page.get_by_role("button", name="Draai terug"))
    told = page.get_by_role("group").filter(has_text="Geschiedenis (2)")
    expect(told.get_by_text(f"gecorrigeerd: onduidelijk door {NAME}")).to_be_in_viewport()
    expect(told.get_by_text(f"ingetrokken door {NAME}")).to_be_in_viewport()
    with KnowledgeBase(home) as kb:
        made = kb.decisions(first.subject_id)
    assert [(one.verdict, one.by) for one in made] == [(Verdict.CORRECTED, NAME), (Verdict.WITHDRAWN, NAME)]


def in_excel(file: Path) -> list[dict[str, Any]]:
    """The cells of the first sheet, a row each, by the title of their column."""
    titles, *rows = openpyxl.load_workbook(file).worksheets[0].iter_rows()
    return [dict(zip((str(title.value) for title in titles), row, strict=True)) for row in rows]
