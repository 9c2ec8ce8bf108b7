"""With `privacy = true` no screen has anything of a resident, in markup or pictures; and people correct it."""

from __future__ import annotations

import re
from base64 import b64decode
from datetime import date
from pathlib import Path

import pymupdf
import pytest
from playwright.sync_api import Page, expect

from kb import KnowledgeBase
from kb.concealed import concealed
from kb.model import DocumentKind, Position
from kb.page_image import COVER, page_image
from tests.app.browser import COMPLETE
from tests.app.conftest import Opener, button, markup, words
from tests.app.letters import answers, commits, letter, note, recommends, responds

ADVICE, ANSWER, MAIL = "a" * 32, "b" * 32, "c" * 32
SECRET = ("Veenstra", "Karin", "Wouda", "Lindengracht", "8391 XM", "12345678", "thuis.example", "111222333")
POINT = "Wij adviseren u, wethouder Hoogland, om mevrouw K. Veenstra binnen een week te bellen op 06-12345678."
STORY = "Karin Veenstra woont op Lindengracht 203 en wacht al een jaar op hulp, zegt ook haar buurman T. Wouda."
YES = "Dit nemen wij over: mevrouw Veenstra krijgt bericht."
PROMISE = "Wij bellen de heer Wouda (BSN 111222333) voor 1 juli 2025."
SCREENS = [
    ("overzicht", {}), ("nakijken", {}),
    ("adviezen", {}), ("adviezen", {"advies": ADVICE}), ("toezeggingen", {}), ("toezeggingen", {"toezegging": "c1"}),
    ("zoeken", {"q": "Veenstra bellen"}), ("document", {}), ("document", {"document": ADVICE}),
    ("document", {"document": ADVICE, "uitspraak": "r1"}), ("document", {"document": ANSWER}),
    ("document", {"document": MAIL}), ("aanbevelingen", {}), ("aanbevelingen", {"punt": "r1"}), ("documenten", {}),
    ("documenten", {"verwijder": ADVICE}),
]  # fmt: skip


def found(home: Path) -> None:
    """An advice with a story in it, the answer, and a mail."""
    council, college = "Adviesraad Sociaal Domein Veenhuizerdam", "College van Veenhuizerdam"
    advice = letter(
        ADVICE, "Advies over de zaak Karin Veenstra", DocumentKind.ADVICE,
        [[(STORY, []), (POINT, [recommends(POINT, "r1", "1")])]], sender=council, addressee=college,
        date=date(2025, 3, 4), subject="de zaak Karin Veenstra",
    )  # fmt: skip
    reply = letter(
        ANSWER, "Reactie op uw advies", DocumentKind.RESPONSE_LETTER,
        [[(YES, [responds(YES, "a1")]), (PROMISE, [commits(PROMISE, "c1", date(2025, 7, 1))])]],
        sender=college, addressee=council, date=date(2025, 5, 4),
    )  # fmt: skip
    mail = note(
        MAIL, "Mail van T. Wouda", [("Van: T. Wouda", []), ("Ik woon op Lindengracht 205, 8391 XM Veenhuizerdam.", []),
                                    ("Mail mij: t.wouda@thuis.example", [])], sender="T. Wouda",
    )  # fmt: skip
    with KnowledgeBase(home) as kb:
        for reading in (advice, reply, mail):
            kb.put(reading)
        kb.put_links([answers("a1", "r1", Position.ADOPTED, "zelfde woord: Veenstra")])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verborgen") / "kennisbank"
    found(folder)
    (folder / "instellingen.toml").write_text("privacy = true\n", encoding="utf-8")
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    found(tmp_path / "kennisbank")
    return tmp_path / "kennisbank"


def leaks(text: str) -> list[str]:
    plain = re.sub(r"data:image/[^\"']*", "", text)  # what the picture shows is looked at below
    return [word for word in SECRET if word.casefold() in plain.casefold()]


@pytest.mark.parametrize(("screen", "asked"), SCREENS)
def test_a_screen_has_none_of_it(screen: str, asked: dict[str, str], home: Path, open_screen: Opener) -> None:
    written = re.sub(r"\bq=[^&\"]*", "", markup(open_screen(home, screen, **asked)))  # links keep what was typed
    assert leaks(written) == []


def test_without_the_setting_everything_is_shown(own: Path, open_screen: Opener) -> None:
    assert POINT in words(open_screen(own, advies=ADVICE))
    assert len(leaks(words(open_screen(own, "document", document=ADVICE)))) > 3


def test_the_office_holder_stays_and_a_search_says_what_it_does(home: Path, open_screen: Opener) -> None:
    shown = words(open_screen(home, "zoeken", q="Veenstra"))
    assert "wethouder Hoogland, om mevrouw [persoon 1] binnen een week" in shown
    assert "Ook een naam die verborgen wordt is te vinden" in shown


def test_a_person_shows_it_after_all_and_hides_something_else(own: Path, open_screen: Opener) -> None:
    (own / "instellingen.toml").write_text("privacy = true\n", encoding="utf-8")
    app = open_screen(own, "document", document=ADVICE)
    app.checkbox[0].check().run()
    assert "K. Veenstra" in words(app), "the list itself names them"
    next(one for one in app.text_input if one.label == "Uw naam").set_value("Bo Vos").run()
    button(app, "Toon of verberg dit").click().run()
    assert "mevrouw K. Veenstra" in words(app)
    next(one for one in app.text_input if one.label.startswith("Welke")).set_value("binnen een week")
    button(app, "Verberg deze woorden").click().run()
    with KnowledgeBase(own) as kb:
        text = concealed(kb).statement("r1").text
        said = {one.label: one.correction.by for one in kb.hidden(ADVICE) if one.correction}
    assert "mevrouw K. Veenstra [verborgen 1] te bellen" in text
    assert said == {"[persoon 1]": "Bo Vos", "[verborgen 1]": "Bo Vos"}


def test_a_correction_without_a_name_is_refused(own: Path, open_screen: Opener) -> None:
    app = open_screen(own, "document", document=ADVICE)
    app.checkbox[0].check().run()
    button(app, "Toon of verberg dit").click().run()
    assert "zonder naam wordt niets vastgelegd" in words(app)


def test_the_picture_shows_nothing_where_the_words_stand(home: Path) -> None:
    """Every dot of the words, as the PDF itself places them, has the colour of the cover; the office holder is seen."""
    with KnowledgeBase(home) as kb:
        path, parts = kb.original(ADVICE), concealed(kb).hidden_parts(ADVICE, 1)
    covered = pymupdf.Pixmap(page_image(path, 1, zoom=2.0, hidden=parts))  # type: ignore[no-untyped-call]
    with pymupdf.open(path) as pdf:  # type: ignore[no-untyped-call]
        sheet = pdf[0]
        for word in ("Karin", "Veenstra", "Lindengracht", "203", "Wouda", "06-12345678"):
            places = sheet.search_for(word)
            assert places, word
            for place in places:
                dots = {
                    covered.pixel(x, y)
                    for x in range(int(place.x0 * 2) + 1, int(place.x1 * 2))
                    for y in range(int(place.y0 * 2) + 4, int(place.y1 * 2) - 4)
                }
                assert dots == {COVER}, word
        (seen,) = sheet.search_for("Hoogland")
    dots = {
        covered.pixel(x, y) for x in range(int(seen.x0 * 2), int(seen.x1 * 2))
        for y in range(int(seen.y0 * 2), int(seen.y1 * 2))
    }  # fmt: skip
    assert COVER not in dots
    assert len(dots) > 2


# -- in a browser -----------------------------------------------------------------------------------------------------
@pytest.mark.browser
@pytest.mark.parametrize("where", ["/", "/adviezen", "/nakijken", f"/adviezen?advies={ADVICE}", "/toezeggingen",
                                   "/aanbevelingen?punt=r1", "/zoeken?q=bellen",
                                   f"/document?document={ADVICE}&uitspraak=r1", "/documenten"])  # fmt: skip
def test_nothing_that_reaches_the_browser_has_any_of_it(where: str, page: Page) -> None:
    sent: list[str] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda data: sent.append(str(data))))
    page.goto(where)
    expect(page.locator(COMPLETE)).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert leaks(page.content()) == []
    assert sent
    assert leaks("".join(sent)) == []


@pytest.mark.browser
def test_the_picture_in_the_browser_is_covered(page: Page) -> None:
    page.goto(f"/document?document={ADVICE}")
    image = page.get_by_alt_text("waarop gegevens van inwoners zijn afgedekt")
    expect(image).to_be_visible()
    png = b64decode(str(image.get_attribute("src")).split(",", 1)[1])
    shown = pymupdf.Pixmap(png)  # type: ignore[no-untyped-call]
    assert COVER in {shown.pixel(x, 176) for x in range(shown.width)}
