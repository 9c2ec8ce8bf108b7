"""Screen *Zoeken*: one box, filters, and why something was found."""

from __future__ import annotations

from pathlib import Path

from kb.model import DocumentKind
from tests.app.conftest import Opener, markup, problems, words
from tests.app.town import EVENING, ONE_DESK

SCREEN = "zoeken"


def test_without_a_question_it_says_what_is_searched(town: Path, open_screen: Opener) -> None:
    seen = words(open_screen(town, SCREEN))
    assert "Doorzocht wordt: 4 documenten, van 2 september 2024 tot en met 20 mei 2025." in seen


def test_a_question_in_the_address_is_answered(town: Path, open_screen: Opener) -> None:
    app = open_screen(town, SCREEN, q="loket op een avond openen")
    seen = words(app)
    assert app.text_input[0].value == "loket op een avond openen"
    assert "de beste eerst" in seen
    first = seen[seen.index("de beste eerst") :].split("Gevonden op")[0]
    assert EVENING in first
    assert "2 september 2024, kenmerk ASD-24-11, p. 1" in first
    assert "aanbeveling 2" in first
    assert "Gevonden op" in seen


def test_the_best_sentence_is_marked(town: Path, open_screen: Opener) -> None:
    assert "<mark>" in markup(open_screen(town, SCREEN, q="loket op een avond openen"))


def test_what_is_not_there_is_said_and_nothing_is_marked(town: Path, open_screen: Opener) -> None:
    app = open_screen(town, SCREEN, q="kernenergie")
    assert "Geen passage gevonden over “kernenergie”. Dit lijkt er het meest op:" in words(app)
    assert "<mark" not in markup(app)


def test_a_hit_shows_what_stands_around_it(town: Path, open_screen: Opener) -> None:
    written = markup(open_screen(town, SCREEN, q="loket op een avond openen"))
    first = written[written.index("<li><h2>") :].split("Gevonden op")[0]
    assert f'<p class="fragment rondom">Inwoners zien te veel balies. {ONE_DESK}</p>' in first


def test_a_hit_opens_its_page_and_a_chip_marks_its_statement(town: Path, open_screen: Opener) -> None:
    written = markup(open_screen(town, SCREEN, q="loket op een avond openen"))
    assert 'href="./document?document=advies-loket&amp;pagina=1&amp;alinea=2"' in written
    assert 'href="./document?document=advies-loket&amp;pagina=1&amp;uitspraak=r2"' in written


def test_a_filter_keeps_one_kind_of_document(town: Path, open_screen: Opener) -> None:
    app = open_screen(town, SCREEN, q="loket")
    app.multiselect[0].set_value([str(DocumentKind.RESPONSE_LETTER)]).run()
    written = markup(app)
    assert "document=antwoord-loket" in written
    assert "document=advies-loket" not in written


def test_filters_live_in_the_address(town: Path, open_screen: Opener) -> None:
    parameters = {"in-soort": "collegereactie", "vanaf-dag": "2024-10-01"}
    app = open_screen(town, SCREEN, q="loket", **parameters)
    assert app.multiselect[0].value == ["collegereactie"]
    assert "document=antwoord-loket" in markup(app)
    assert "document=advies-loket" not in markup(app)


def test_markup_in_a_hit_is_shown_literally(town: Path, open_screen: Opener) -> None:
    written = markup(open_screen(town, SCREEN, q="let op in deze regel"))
    assert "&lt;script&gt;" in written
    assert "<script" not in written


def test_words_with_quotes_and_brackets_are_only_words(town: Path, open_screen: Opener) -> None:
    app = open_screen(town, SCREEN, q='art. 3:50 " <b>')
    assert not problems(app)
    assert app.text_input[0].value == 'art. 3:50 " <b>'
