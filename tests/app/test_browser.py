"""What a person does, in a real Chromium on a knowledge base that real letters were added to."""

from __future__ import annotations

import re
from base64 import b64decode
from pathlib import Path

import pymupdf
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from ingest.pipeline import add
from kb import KnowledgeBase
from kb.labels import day
from kb.model import StatementKind
from tests.app.axe import barriers
from tests.app.browser import COMPLETE, ROOT, SLOW, running_app

pytestmark = pytest.mark.browser

CORPUS = ROOT / "corpus"
ADVICE = CORPUS / "2024-03-14_asd_advies_wachttijden_jeugdhulp.pdf"
ANSWER = CORPUS / "2024-05-02_collegereactie_wachttijden_jeugdhulp.pdf"
MAIL = CORPUS / "2026-01-20_jongerenraad_mail_plekken.txt"
SUBJECT = "Ongevraagd advies over de wachttijden in de jeugdhulp"
ANSWERED = 5  # of its points


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser") / "kennisbank"
    with KnowledgeBase(folder) as kb:
        reports = add(kb, [ADVICE, ANSWER, MAIL])
    assert [str(report.outcome) for report in reports] == ["toegevoegd"] * 3
    return folder


@pytest.fixture(scope="module")
def advice_id(home: Path) -> str:
    return _document_id(home, ADVICE)


def _document_id(home: Path, file: Path) -> str:
    with KnowledgeBase(home) as kb:
        return next(one.id for one in kb.documents() if one.file == file.name)


def arrive(page: Page, title: str) -> None:
    """Wait for the screen with this title to be complete: while it is drawn, parts of the one before still stand."""
    expect(page.get_by_role("heading", level=1, name=title, exact=True)).to_be_visible()
    expect(page.locator(COMPLETE)).to_be_visible()


def open_advice(page: Page, advice_id: str) -> None:
    """Go to an advice and wait until it stands there whole: its points are not drawn from top to bottom."""
    page.goto(f"/adviezen?advies={advice_id}")
    arrive(page, SUBJECT)


def answer_of_first_point(page: Page) -> Locator:
    return page.locator(".antwoord").first


def test_the_app_opens_on_the_overview_in_dutch(page: Page) -> None:
    page.goto("/")
    arrive(page, "Overzicht")
    expect(page).to_have_title("Overzicht · Adviesspoor")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    page.get_by_role("link", name="1 advies wacht op antwoord").click()
    arrive(page, "Adviezen")
    expect(page.get_by_role("table", name="1 van 2 adviezen")).to_be_visible()


def test_the_advices_stand_in_a_table(page: Page) -> None:
    page.goto("/adviezen")
    arrive(page, "Adviezen")
    expect(page.get_by_role("table").get_by_role("row")).to_have_count(3)
    expect(page.get_by_role("rowheader").first).to_contain_text("Jongerenraad")


def test_a_filter_narrows_the_list_and_stands_in_the_address(page: Page) -> None:
    page.goto("/adviezen")
    page.get_by_label("Woorden").fill("contactpersoon")
    page.get_by_label("Woorden").press("Enter")
    expect(page.get_by_role("table", name="1 van 2 adviezen")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?woorden=contactpersoon$"))


def test_a_trail_opens_with_advice_and_answer_side_by_side(page: Page) -> None:
    page.goto("/adviezen")
    page.get_by_role("link", name=re.compile("wachttijden in de jeugdhulp")).first.click()
    expect(page).to_have_url(re.compile(r"\?advies="))
    arrive(page, SUBJECT)
    answer = answer_of_first_point(page)
    answer.scroll_into_view_if_needed()
    left, right = page.locator(".citaat").first.bounding_box(), answer.bounding_box()
    assert left
    assert right
    assert left["x"] + left["width"] <= right["x"]


def test_on_a_telephone_the_answer_stands_below_the_advice(page: Page, advice_id: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_advice(page, advice_id)
    answer = answer_of_first_point(page)
    answer.scroll_into_view_if_needed()
    above, below = page.locator(".citaat").first.bounding_box(), answer.bounding_box()
    assert above
    assert below
    assert above["y"] + above["height"] <= below["y"]


def test_going_back_restores_the_filtered_list(page: Page) -> None:
    page.goto("/adviezen?woorden=contactpersoon")
    page.get_by_role("link", name=re.compile("wachttijden in de jeugdhulp")).first.click()
    expect(page.get_by_role("link", name="Alle adviezen")).to_be_visible()
    page.go_back()
    arrive(page, "Adviezen")
    expect(page.get_by_label("Woorden")).to_have_value("contactpersoon")
    expect(page.get_by_role("table", name="1 van 2 adviezen")).to_be_visible()


def test_the_answer_leads_to_its_page_with_the_words_marked(page: Page, advice_id: str) -> None:
    open_advice(page, advice_id)
    link = answer_of_first_point(page).get_by_role("link", name=re.compile("Bekijk p. "))
    quote = answer_of_first_point(page).locator(".citaat").inner_text()
    link.click()
    expect(page.locator("mark.gekozen").first).to_contain_text(quote[:40])
    picture = page.get_by_role("img", name=re.compile("Pagina 1 van"))
    expect(picture).to_be_visible()
    assert _yellow(page, picture) > 500
    page.get_by_role("link", name="Pagina 2").click()
    second = page.get_by_role("img", name=re.compile("Pagina 2 van"))
    expect(second).to_be_visible()
    assert _yellow(page, second) == 0


def _yellow(page: Page, picture: Locator) -> int:
    """How many pixels of the picture are a marker's yellow: much red and green, less blue."""
    source = picture.get_attribute("src")
    assert source
    pixels = pymupdf.Pixmap(b64decode(source.removeprefix("data:image/png;base64,")))  # type: ignore[no-untyped-call]
    red, green, blue = (pixels.samples[channel :: pixels.n] for channel in range(3))
    return sum(r > 200 and g > 180 and b < 200 and r - b > 40 for r, g, b in zip(red, green, blue, strict=True))


def test_a_deep_link_opens_a_page_with_its_statement(page: Page, home: Path) -> None:
    answer_id = _document_id(home, ANSWER)
    with KnowledgeBase(home) as kb:
        promise = next(
            one for one in kb.statements() if one.kind is StatementKind.COMMITMENT and one.document_id == answer_id
        )
    page.goto(f"/document?document={answer_id}&uitspraak={promise.id}")
    expect(page.locator("mark.gekozen").first).to_be_visible()
    expect(page.get_by_role("link", name="Bekijk de toezegging")).to_be_visible()


def test_a_deep_link_opens_a_paragraph_of_a_text_without_pages(page: Page, home: Path) -> None:
    page.goto(f"/document?document={_document_id(home, MAIL)}&alinea=9")
    expect(page.locator("#alinea-9")).to_be_in_viewport()
    expect(page.locator("img.bladzijde")).to_have_count(0)


def test_a_search_in_the_address_is_answered(page: Page) -> None:
    page.goto("/zoeken?q=hoe lang kinderen op hulp moeten wachten")
    expect(page.get_by_label("Waar zoekt u naar?")).to_have_value("hoe lang kinderen op hulp moeten wachten")
    expect(page.locator(".treffers li").first).to_contain_text("wachttijden in de jeugdhulp")


def test_one_advice_downloads_as_csv(page: Page, advice_id: str) -> None:
    open_advice(page, advice_id)
    quote = page.locator(".citaat").first.inner_text()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download als CSV").click()
    assert waiting.value.suggested_filename == "advies-2024-03-14.csv"
    data = Path(waiting.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert quote in data.decode("utf-8")
    assert b";" in data.splitlines()[0]


def test_a_link_keeps_the_session(page: Page) -> None:
    page.goto("/adviezen")
    arrive(page, "Adviezen")
    page.evaluate("window.stays = true")
    page.get_by_role("navigation").get_by_role("link", name="Toezeggingen").click()
    arrive(page, "Toezeggingen")
    assert page.evaluate("window.stays") is True


def test_the_old_address_of_documenten_leads_there_with_what_it_asked(page: Page, home: Path) -> None:
    mail = _document_id(home, MAIL)
    page.goto(f"/corpus?verwijder={mail}")
    expect(page).to_have_url(re.compile(rf"/documenten\?verwijder={mail}$"))
    expect(page.get_by_role("button", name="Verwijder definitief")).to_be_visible()


def test_the_keyboard_reaches_the_menu(page: Page) -> None:
    page.goto("/adviezen")
    arrive(page, "Adviezen")
    link = page.get_by_role("navigation").get_by_role("link", name="Zoeken")
    for _ in range(12):
        page.keyboard.press("Tab")
        if link.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    arrive(page, "Zoeken")


def test_a_page_beside_its_text_is_for_everybody(page: Page, advice_id: str) -> None:
    page.goto(f"/document?document={advice_id}&pagina=2")
    arrive(page, SUBJECT)
    assert barriers(page) == []


def test_nothing_is_asked_of_another_machine(page: Page, address: str, advice_id: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_advice(page, advice_id)
    expect(answer_of_first_point(page)).to_be_visible()
    strangers = [url for url in asked if not url.startswith((address, address.replace("http", "ws"), "data:", "blob:"))]
    assert strangers == []


def _send(page: Page, reason: str = "") -> None:
    """Sign the form and wait until it is gone."""
    page.get_by_label("Uw naam").fill("A. de Boer")
    page.locator("textarea").fill(reason)
    page.get_by_role("button", name="Leg besluit vast").click()
    expect(page.get_by_role("button", name="Leg besluit vast")).to_have_count(0)
    expect(page.locator(COMPLETE)).to_be_visible()


def _choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option, exact=True).click()


def test_a_commitment_is_closed_with_document_page_and_day(page: Page, home: Path) -> None:
    with KnowledgeBase(home) as kb:
        promise = next(one for one in kb.statements() if one.kind is StatementKind.COMMITMENT)
        answer = next(one for one in kb.documents() if one.file == ANSWER.name)
    page.goto(f"/toezeggingen?toezegging={promise.id}")
    arrive(page, "Toezegging")
    page.get_by_role("button", name="Werk de status bij").click()
    expect(page.get_by_test_id("stForm")).to_be_visible()
    expect(page.locator(COMPLETE)).to_be_visible()
    page.get_by_role("radiogroup", name="Nieuwe status").get_by_text("afgedaan", exact=True).click()
    _choose(page, "Bij afgedaan: in welk document", f"{answer.title}, {day(answer.date)} ({answer.file})")
    page.get_by_label("Bij afgedaan: op welke bladzijde").fill("2")
    _send(page, "Het overzicht staat online.")
    expect(page.locator(".feiten")).to_contain_text("afgedaan")
    proof = page.get_by_role("link", name=f"{answer.title}, p. 2")
    expect(proof).to_be_visible()
    with KnowledgeBase(home) as kb:
        decision = kb.decisions(promise.id)[-1]
        kb.withdraw(promise.id, by="A. de Boer")
    assert decision.proof
    assert (decision.proof.document_id, decision.proof.page, decision.proof.done_on) == (answer.id, 2, answer.date)
    expect(page.locator("ol")).to_contain_text(f"gedaan op {day(decision.proof.done_on)}")
    proof.click()
    expect(page.get_by_role("img", name=re.compile("Pagina 2 van"))).to_be_visible()


def test_a_decision_is_undone(page: Page, advice_id: str) -> None:
    open_advice(page, advice_id)
    confirms = page.get_by_role("button", name="Klopt")
    expect(confirms).to_have_count(ANSWERED)  # the first of those that are drawn may be another's
    confirms.first.click()
    _send(page)
    answer = answer_of_first_point(page)
    expect(answer).to_contain_text("vastgesteld door A. de Boer")
    page.locator("[class*='st-key-keuze-']").nth(1).get_by_role("button", name="Meer …").click()
    page.get_by_role("button", name="Draai besluit terug").click()  # the name is known by now
    expect(answer).to_contain_text("voorstel van het programma")
    expect(answer).to_contain_text("ingetrokken door A. de Boer")


def test_a_file_is_uploaded_read_and_shown(browser: Browser, tmp_path: Path) -> None:
    with running_app(tmp_path / "nieuw") as address:
        context = browser.new_context(base_url=address, locale="nl-NL")
        context.set_default_timeout(SLOW)
        page = context.new_page()
        page.goto("/documenten")
        expect(page.get_by_text("Nog geen documenten.")).to_be_visible()
        page.locator('input[type="file"]').set_input_files(ADVICE)
        page.get_by_role("button", name="Voeg 1 bestand toe").click()
        outcome = page.get_by_role("table", name="Uitkomst per bestand")
        expect(outcome).to_contain_text("toegevoegd", timeout=2 * SLOW)
        expect(outcome.get_by_role("link", name=ADVICE.name)).to_be_visible()
        expect(outcome.get_by_role("link", name=re.compile(r"^\d+ aanbevelingen$"))).to_be_visible()
        expect(page.get_by_role("table", name="Geladen documenten")).to_contain_text("Adviesraad Sociaal Domein")
        page.get_by_role("navigation").get_by_role("link", name="Adviezen").click()
        arrive(page, "Adviezen")
        expect(page.get_by_role("table", name="1 advies")).to_contain_text("wachttijden in de jeugdhulp")
        context.close()
