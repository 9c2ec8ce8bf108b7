"""What a letter, a file's name or an address says is shown as it is: never a link, a picture, a formula."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from app_pages._parts import problem
from kb import KnowledgeBase
from kb.model import DocumentKind, Position
from tests.app.browser import COMPLETE, ROOT, SLOW, opened
from tests.app.conftest import Opener, button, problems
from tests.app.letters import answers, commits, letter, recommends, responds

ELSEWHERE = "http://elders.example"
TRAP = (
    f"![foto]({ELSEWHERE}/foto.png) [klik]({ELSEWHERE}/klik) www.elders.example $\\frac{{1}}{{2}}$ :red[rood] "
    f"<img src='{ELSEWHERE}/beeld.png'>"
)
LONG = "n" * 296 + ".txt"
ADVICE = "d" * 32
POINT, PROMISE = f"Wij adviseren u {TRAP} te openen.", f"Wij sturen u {TRAP} voor de zomer."
LED_AWAY = 'a[href*="elders.example"]:not([href^="?"], [href^="./"])'  # a link within the app may repeat what it says
RENDERED = f'{LED_AWAY}, img[src*="elders.example"], .katex, {COMPLETE} span[style*="color: red"]'


# -- in the source ----------------------------------------------------------------------------------------------------
# What Streamlit renders as markdown, per call: the first argument (or this keyword), and `help` of every one; last the
# fields of our own forms, which pass their label on.
LABELLED = {
    "button", "caption", "chat_message", "checkbox", "code", "date_input", "dialog", "download_button", "error",
    "exception", "expander", "file_uploader", "form_submit_button", "header", "info", "link_button", "markdown",
    "metric", "multiselect", "number_input", "page_link", "pills", "popover", "progress", "radio", "segmented_control",
    "selectbox", "spinner", "status", "subheader", "success", "table", "tabs", "text_area", "text_input", "title",
    "toast", "toggle", "warning", "write", "line", "paragraph", "choose", "whole_number", "calendar_day",
}  # fmt: skip
NEVER = {"chat_message", "error", "exception", "info", "markdown", "success", "toast", "warning", "write"}
WORDS = ("label", "body", "text", "help", "caption", "button", "hint", "reason")
OWN = {
    "Question": 2,
    "_ask": 1,
    "choose": 0,
    "download": 0,
    "download_list": 0,
}  # our own that pass words on to such a call: positions that do
SCREENS = [ROOT / "app.py", *sorted((ROOT / "app_pages").glob("*.py"))]


def constant(node: ast.expr) -> bool:
    """Written in the program: literal, a name in capitals, or a count with its noun."""
    if isinstance(node, ast.JoinedStr):
        return all(constant(part.value) for part in node.values if isinstance(part, ast.FormattedValue))
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) == "amount" and all(map(constant, node.args[1:]))
    if isinstance(node, ast.Subscript):  # one of several that the program has
        return isinstance(node.value, ast.Name) and node.value.id.isupper()
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and node.id.isupper())


def passed_on(node: ast.expr) -> bool:
    """Given by a caller, who is looked at too: see OWN."""
    given = node.args[0] if isinstance(node, ast.Call) and ast.unparse(node.func) == "_marked" else node
    return ast.unparse(given) in ("label", "question.button", "question.hint", "question.reason")


def rendered(tree: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """(name of the call, words that it renders)"""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or ast.unparse(call).startswith("logging."):
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)
        if isinstance(call.func, ast.Attribute) and name in LABELLED:
            at = 1 if name == "progress" else 0
            yield from ((name, one) for one in call.args[at : at + 1])
        elif name in OWN:
            yield from ((name, one) for one in call.args[: OWN[name]])
        elif not isinstance(call.func, ast.Attribute):
            continue
        if name in LABELLED or name in OWN:
            yield from ((name, keyword.value) for keyword in call.keywords if keyword.arg in WORDS)


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: path.stem)
def test_only_words_of_the_program_are_rendered(path: Path) -> None:
    for name, words in rendered(ast.parse(path.read_text(encoding="utf-8"))):
        where = f"{path.name}:{words.lineno} {name}({ast.unparse(words)})"
        assert name not in NEVER, f"{where}: write it with st.html and text()"
        assert constant(words) or passed_on(words), f"{where}: Streamlit would render it as markdown"


def test_the_search_for_such_calls_finds_them() -> None:
    source = "st.warning(x)\nbar.progress(0.5, x)\nst.button('Klaar', help=x)\nQuestion('Klopt', x)\nst.html(x)"
    found = [ast.unparse(words) for _, words in rendered(ast.parse(source))]
    assert found == ["x", "x", "'Klaar'", "x", "'Klopt'", "x"]


def test_what_went_wrong_is_text() -> None:
    assert "<img" not in problem(TRAP)
    assert "&lt;img" in problem(TRAP)


# -- on a screen ------------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base with an advice that is all trap."""
    home = tmp_path_factory.mktemp("val") / "kennisbank"
    advice = letter(
        ADVICE, TRAP, DocumentKind.ADVICE,
        [[(POINT, [recommends(POINT, "r1", "1")]), (PROMISE, [commits(PROMISE, "c1")])]],
        sender=TRAP, addressee=TRAP, date=date(2025, 3, 4), our_reference=TRAP, subject=TRAP,
    )  # fmt: skip
    said = f"Dat nemen wij over: {TRAP}"
    reply = letter("antwoord-val", TRAP, DocumentKind.RESPONSE_LETTER, [[(said, [responds(said, "a1")])]],
                   sender=TRAP, addressee=TRAP, date=date(2025, 5, 6))  # fmt: skip
    with KnowledgeBase(home) as kb:
        kb.put(advice)
        kb.put(reply)
        kb.put_links([answers("a1", "r1", Position.ADOPTED, TRAP)])
    return home


@pytest.mark.parametrize(("screen", "name"), [("adviezen", "advies"), ("toezeggingen", "toezegging"),
                                              ("document", "document")])  # fmt: skip
def test_an_address_is_said_back_as_it_is(screen: str, name: str, home: Path, open_screen: Opener) -> None:
    app = open_screen(home, screen, **{name: TRAP})
    assert not app.error
    assert not app.markdown
    assert all(TRAP in one for one in problems(app))


def test_a_refused_decision_is_said_as_it_is(home: Path, open_screen: Opener) -> None:
    app = open_screen(home, advies=ADVICE)
    button(app, "Meer …").click().run()
    button(app, "Splits dit punt").click().run()
    app.text_input[0].set_value(TRAP + " elders").run()
    app.text_input[1].set_value("M. Smit")
    app.text_area[0].set_value("twee")
    button(app, "Leg besluit vast").click().run()
    assert not app.error
    assert problems(app)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that notes what it asks of elsewhere."""
    asked: list[str] = []
    with opened(browser, address) as found:
        found.on("request", lambda request: asked.append(request.url))
        yield found
    own = (address, address.replace("http", "ws"), "data:", "blob:")
    assert [url for url in asked if not url.startswith(own)] == []


def plain(page: Page) -> None:
    """Nothing on the screen was rendered, and the words stand there."""
    expect(page.locator(COMPLETE)).to_be_visible()
    expect(page.get_by_text("elders.example").first).to_be_visible()
    expect(page.locator(RENDERED)).to_have_count(0)
    wide: Any = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0


@pytest.mark.browser
@pytest.mark.parametrize("where", ["/adviezen?advies={}", "/?advies={}", "/toezeggingen?toezegging={}",
                                   "/document?document={}", "/nakijken?voorstel={}",
                                   "/zoeken?q={}"])  # fmt: skip
def test_nothing_in_an_address_is_rendered(where: str, page: Page) -> None:
    page.goto(where.format(quote(TRAP, safe="")))
    if where.startswith(("/?", "/adviezen", "/document")):
        plain(page)  # these say back what they did not find
    expect(page.locator(COMPLETE)).to_be_visible()
    expect(page.locator(RENDERED)).to_have_count(0)


@pytest.mark.browser
@pytest.mark.parametrize("where", ["/adviezen", f"/adviezen?advies={ADVICE}", f"/document?document={ADVICE}",
                                   "/document", "/toezeggingen", "/zoeken?q=adviseren", "/documenten", "/aanbevelingen",
                                   "/aanbevelingen?punt=r1&tekst=adviseren", "/", "/nakijken",
                                   f"/documenten?verwijder={ADVICE}"])  # fmt: skip
def test_nothing_in_a_letter_is_rendered(where: str, page: Page) -> None:
    page.goto(where)
    plain(page)


@pytest.mark.browser
def test_a_name_that_is_chosen_in_a_filter_is_not_rendered(page: Page) -> None:
    page.goto(f"/aanbevelingen?adviseur={quote(TRAP, safe='')}")
    expect(page.get_by_role("table", name="1 aanbeveling")).to_be_visible()
    expect(page.locator(COMPLETE)).to_be_visible()
    expect(page.locator(f'{LED_AWAY}, img[src*="elders.example"], .katex')).to_have_count(0)


@pytest.mark.browser
def test_nothing_in_the_name_of_a_file_is_rendered_while_it_is_read(page: Page) -> None:
    """A name that would be a formula, and one of 300 characters, which no file system takes."""
    page.goto("/documenten")
    names = ("[klik](www.elders.example) $a^2$.txt", LONG)
    text = "Adviesraad Zandveen\n\nDatum: 4 maart 2025\n\nDe raad adviseert u om nummer {} te openen.\n"
    page.locator('input[type="file"]').set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": text.format(name[:5]).encode()} for name in names]
    )
    page.evaluate(
        """() => { window.seen = 0; new MutationObserver(() => {
             window.seen += document.querySelectorAll('.katex, a[href*="elders"]').length;
           }).observe(document.body, {subtree: true, childList: true}); }"""
    )
    page.get_by_role("button", name="Voeg 2 bestanden toe").click()
    outcome = page.get_by_role("table", name="Uitkomst per bestand")
    expect(outcome.get_by_text("toegevoegd")).to_have_count(2, timeout=2 * SLOW)
    expect(outcome).to_contain_text(names[0])
    expect(outcome).to_contain_text("n" * 100 + "nnn")
    assert page.evaluate("window.seen") == 0
    plain(page)
