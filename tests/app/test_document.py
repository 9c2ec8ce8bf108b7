"""Screen *Document*: the page with the statement marked, its text beside it, and texts without pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app_pages._text import passage_text
from kb import KnowledgeBase
from kb.model import Basis, DocumentKind, PageSource, Passage, Statement, StatementKind, TextBox
from tests.app.conftest import Opener, markup, words
from tests.app.letters import letter
from tests.app.town import ADVICE, ANSWER, COUNCIL, COUNT, EVENING, NOTE, PROMISE, YES

SCREEN = "document"


def test_without_a_choice_it_lists_all_documents(town: Path, open_screen: Opener) -> None:
    seen = words(open_screen(town, SCREEN))
    assert "4 documenten" in seen
    assert f"Advies over één loket {COUNCIL} advies 2 september 2024" in seen


def test_a_page_shows_its_letterhead_picture_and_text(town: Path, open_screen: Opener) -> None:
    app = open_screen(town, SCREEN, document=ADVICE, pagina="1")
    seen = words(app)
    assert "Ons kenmerk ASD-24-11" in seen
    assert "Tekst van pagina 1" in seen
    assert EVENING in seen
    assert COUNT not in seen
    assert "Briefhoofd, kantlijn en voet Pagina 1" in seen
    assert markup(app).count("data:image/png;base64,") == 1


def test_who_signed_and_what_is_enclosed_stand_among_the_facts(town: Path, open_screen: Opener) -> None:
    seen = words(open_screen(town, SCREEN, document=ANSWER))
    assert "Ondertekend door J. Kramer, secretaris; M. de Boer, burgemeester Bijlagen verslag van de schouw" in seen
    assert "Ondertekend" not in words(open_screen(town, SCREEN, document=ADVICE))


def test_a_statement_in_the_address_opens_its_page_and_is_marked(town: Path, open_screen: Opener) -> None:
    app = open_screen(town, SCREEN, document=ADVICE, uitspraak="r3")
    assert "Tekst van pagina 2" in words(app)
    assert "Gemarkeerd: aanbeveling 3 Bekijk de opvolging" in words(app)
    assert markup(app).count("gekozen") == 1


def test_an_answer_leads_back_to_the_advice(town: Path, open_screen: Opener) -> None:
    written = markup(open_screen(town, SCREEN, document=ANSWER, uitspraak="a1"))
    assert f'<a href="./adviezen?advies={ADVICE}&amp;punt=r1#punt-r1">Bekijk de opvolging</a>' in written


def test_a_letter_says_which_advice_it_answers_and_an_advice_how_it_stands(town: Path, open_screen: Opener) -> None:
    app = open_screen(town, SCREEN, document=ANSWER)
    assert "Antwoord op Eén loket, 2 september 2024" in words(app)
    assert f'<a href="./adviezen?advies={ADVICE}">' in markup(app)
    assert "Antwoord op" not in words(open_screen(town, SCREEN, document=NOTE))
    app = open_screen(town, SCREEN, document=ADVICE)
    seen = words(app)
    assert "Opvolging 1\N{NO-BREAK SPACE}beantwoord" in seen or "Opvolging 1 beantwoord" in seen
    assert "bekijk per punt het antwoord" in seen
    assert f'<a href="./adviezen?advies={ADVICE}">' in markup(app)


def test_a_reply_that_was_joined_to_no_advice_says_so(own_town: Path, open_screen: Opener) -> None:
    with KnowledgeBase(own_town) as kb:
        kb.put(letter("los", "Reactie op een ander advies", DocumentKind.RESPONSE_LETTER, [[("Dank u wel.", [])]]))
    seen = words(open_screen(own_town, SCREEN, document="los"))
    assert "Antwoord op geen advies gevonden in wat geladen is" in seen


def test_pages_can_be_walked(town: Path, open_screen: Opener) -> None:
    written = markup(open_screen(town, SCREEN, document=ADVICE, pagina="2"))
    assert '<strong aria-current="page">2</strong>' in written
    assert f'<a href="./document?document={ADVICE}&amp;pagina=1">Vorige</a>' in written
    assert "Volgende" not in written


@pytest.mark.parametrize("asked", ["99", "0", "-1", "twee", ""])
def test_a_page_that_is_not_there_opens_one_that_is(asked: str, town: Path, open_screen: Opener) -> None:
    seen = words(open_screen(town, SCREEN, document=ADVICE, pagina=asked))
    assert "Tekst van pagina 2" in seen if asked == "99" else "Tekst van pagina 1" in seen


def test_a_text_without_pages_shows_paragraph_numbers_and_no_picture(town: Path, open_screen: Opener) -> None:
    app = open_screen(town, SCREEN, document=NOTE, uitspraak="c9")
    seen = words(app)
    assert "alinea 1 Ter kennisname." in seen
    assert "alinea 2" in seen
    assert 'id="alinea-2"' in markup(app)
    assert "data:image" not in markup(app)
    assert "Tekst van pagina" not in seen


def test_markup_in_a_document_is_shown_literally(town: Path, open_screen: Opener) -> None:
    written = markup(open_screen(town, SCREEN, document=NOTE))
    assert '<h1 class="kop">Memo &lt;script&gt;loket&lt;/script&gt;</h1>' in written
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;" in written
    assert "<script" not in written


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (PageSource.OCR, "Gelezen uit een beeld (scan): vergelijk het citaat met de pagina."),
        (PageSource.NONE, "Op deze pagina konden geen woorden worden gelezen."),
    ],
)
def test_a_page_that_is_a_picture_says_so(source: PageSource, said: str, tmp_path: Path, open_screen: Opener) -> None:
    scan = letter("scan", "Een scan", DocumentKind.OTHER, [[("Een regel.", [])]])
    with KnowledgeBase(tmp_path / "kennisbank") as kb:
        kb.put(replace(scan, pages=tuple(replace(page, source=source) for page in scan.pages)))
    assert said in words(open_screen(tmp_path / "kennisbank", SCREEN, document="scan"))


def test_statements_that_overlap_are_both_named() -> None:
    whole = f"{YES} {PROMISE}"
    passage = Passage("p", "d", 1, whole, (TextBox(0, len(whole), 1),))
    outer = Statement(
        "a", "d", "p", StatementKind.RESPONSE, 0, len(whole), whole, "proef/1", 0.9, basis=Basis.WORDS, grounds=()
    )
    inner = replace(outer, id="b", kind=StatementKind.COMMITMENT, start=len(YES) + 1, text=PROMISE)
    written = passage_text(passage, [outer, inner], inner)
    assert written.count("<mark") == 2
    assert written.index(">reactie</a>") < written.index(">toezegging</a>")
    assert '<mark class="goed gekozen">' in written


def test_words_that_ocr_doubted_are_underlined_also_within_a_statement() -> None:
    passage = Passage("d.1", "d", 1, "Wij nemen d1t over.", (TextBox(0, 19, 1),))
    found = Statement(
        "s", "d", "d.1", StatementKind.RESPONSE, 0, 19, passage.text, "regel", 0.9, basis=Basis.WORDS, grounds=()
    )
    shown = passage_text(passage, [found], None, ((10, 13),))
    assert '<span class="onzeker" title="onzeker gelezen">d1t</span>' in shown
    assert shown.count("onzeker gelezen") == 1


def test_a_scanned_page_explains_the_marks(own_town: Path, open_screen: Opener) -> None:
    reading = letter("scan", "Brief uit de scanner", DocumentKind.OTHER, [[("Wij nemen d1t over.", [])]])
    (page,) = reading.pages
    blocks = tuple(
        replace(block, lines=tuple(replace(line, sure=_marks(line.text)) for line in block.lines))
        for block in page.blocks
    )
    with KnowledgeBase(own_town) as kb:
        kb.put(replace(reading, pages=(replace(page, blocks=blocks, source=PageSource.OCR),)))
    app = open_screen(own_town, SCREEN, document="scan")
    assert "vergelijk het citaat met de pagina. Woord : onzeker gelezen, kan anders op de pagina staan." in words(app)
    assert '<span class="onzeker" title="onzeker gelezen">d1t</span>' in markup(app)


def _marks(line: str) -> tuple[float, ...]:
    return tuple(0.2 if word == "d1t" else 0.9 for word in line.split())
