"""Screen *Zoeken*: one box, filters, and why something was found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kb.model import DocumentKind
from tests.app.conftest import Opener, button, markup, problems, words
from tests.app.town import EVENING, ONE_DESK, PROMISE

SCREEN = "zoeken"


def test_without_a_question_it_says_what_is_searched(town: Path, open_screen: Opener) -> None:
    seen = words(open_screen(town, SCREEN))
    assert "Doorzocht wordt: 4 documenten, van 2 september 2024 tot en met 20 mei 2025." in seen


def test_a_question_in_the_address_is_answered(town: Path, open_screen: Opener) -> None:
    app = open_screen(town, SCREEN, q="loket op een avond openen")
    seen = words(app)
    assert app.text_input[0].value == "loket op een avond openen"
    assert "de beste eerst" in seen
    first = seen[seen.index("de beste eerst") :].split("Waarom:")[0]
    assert EVENING in first
    assert "2 september 2024, kenmerk ASD-24-11, p. 1" in first
    assert "aanbeveling 2" in first
    assert "Waarom: de woorden loket, avond en openen staan erin; " in seen


def test_the_best_sentence_is_marked(town: Path, open_screen: Opener) -> None:
    assert "<mark>" in markup(open_screen(town, SCREEN, q="loket op een avond openen"))


def test_what_is_not_there_is_said_and_nothing_is_marked(town: Path, open_screen: Opener) -> None:
    app = open_screen(town, SCREEN, q="kernenergie")
    assert "Geen passage gevonden over “kernenergie”. Dit lijkt er het meest op:" in words(app)
    assert "<mark" not in markup(app)


def test_a_hit_shows_what_stands_around_it(town: Path, open_screen: Opener) -> None:
    written = markup(open_screen(town, SCREEN, q="loket op een avond openen"))
    first = written[written.index("<li><h2>") :].split("Waarom:")[0]
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
    parameters = {"soorten": "collegereactie", "sinds": "2024-10-01"}
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


# -- without a question, and by filters in the address ----------------------------------------------------------------
def test_filters_in_the_address_list_what_they_leave(town: Path, open_screen: Opener) -> None:
    seen = words(open_screen(town, SCREEN, uitspraken="toezegging"))
    assert "2 uitspraken, de nieuwste eerst" in seen
    assert seen.index("Let op <script>") < seen.index(PROMISE)
    assert "openstaand" in seen, "how far a promise is stands at it"


def test_dates_in_the_address_leave_out_older_letters(town: Path, open_screen: Opener) -> None:
    written = markup(open_screen(town, SCREEN, sinds="2025-01-01", **{"tot-en-met": "2025-01-31"}))
    assert "document=memo-loket" in written
    assert "document=advies-loket" not in written


def test_a_position_in_the_address_shows_the_points_with_status_and_position(town: Path, open_screen: Opener) -> None:
    seen = words(open_screen(town, SCREEN, standpunten="overgenomen"))
    assert ONE_DESK in seen
    assert "beantwoord" in seen
    assert "overgenomen" in seen
    assert EVENING not in seen


def test_the_newest_can_come_first(town: Path, open_screen: Opener) -> None:
    written = markup(open_screen(town, SCREEN, q="loket", orde="Nieuwste eerst"))
    assert "de nieuwste eerst" in written
    places = [written.index(f"document={id_}&amp;") for id_ in ("advies-vervoer", "memo-loket", "antwoord-loket")]
    assert places == sorted(places)


def test_a_search_stays_within_one_document(town: Path, open_screen: Opener) -> None:
    app = open_screen(town, SCREEN, q="loket", document="antwoord-loket")
    assert "Alleen in: Reactie op uw advies over één loket." in words(app)
    assert "document?document=advies-loket" not in markup(app)


def test_other_places_in_the_same_letter_are_folded(town: Path, open_screen: Opener) -> None:
    written = markup(open_screen(town, SCREEN, uitspraken="aanbeveling", document="advies-loket"))
    assert "<summary>nog 3 in dit stuk</summary>" in written
    assert written.count("<h2>") == 1


def test_a_question_for_statements_offers_the_filters_that_say_it(town: Path, open_screen: Opener) -> None:
    written = markup(open_screen(town, SCREEN, q="Toezeggingen over de opening in 2024"))
    assert "Zoek alleen in toezeggingen uit 2024, naar “de opening”" in written
    assert "q=de+opening&amp;uitspraken=toezegging&amp;sinds=2024-01-01&amp;tot-en-met=2024-12-31" in written


@pytest.mark.parametrize(
    ("question", "offered"),
    [
        ("loket in september 2024", "Zoek alleen in stukken uit september 2024, naar “loket”"),
        ("September 2024", "Zoek alleen in stukken uit september 2024<"),
        ("toezeggingen in 2025", "Zoek alleen in toezeggingen uit 2025<"),
    ],
)
def test_a_question_with_a_month_or_year_offers_what_is_of_it(
    town: Path, open_screen: Opener, question: str, offered: str
) -> None:
    assert offered in markup(open_screen(town, SCREEN, q=question))


@pytest.mark.parametrize("question", ["loket in 1999", "brief van 2 september 2024", "Woonvisie 2024"])
def test_nothing_is_offered_for_what_is_no_period_of_a_document(town: Path, open_screen: Opener, question: str) -> None:
    assert "Zoek alleen in stukken" not in markup(open_screen(town, SCREEN, q=question))


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"q": "?"}, "typ een woord of een getal om op te zoeken."),
        ({"q": "loket", "sinds": "2030-01-01"}, "de filters laten niets over."),
        ({"sinds": "2024-12-31", "tot-en-met": "2024-01-01"}, "de eerste dag ligt na de laatste."),
    ],
)
def test_it_says_why_there_is_nothing(town: Path, open_screen: Opener, asked: dict[str, str], why: str) -> None:
    assert f'role="status">Geen passages gevonden: {why}</p>' in markup(open_screen(town, SCREEN, **asked))


def test_more_like_a_passage(town: Path, open_screen: Opener) -> None:
    written = markup(open_screen(town, SCREEN, q="loket op een avond openen"))
    like = re.findall(r'href="\?zoals=([^"&]+)"', written)[0]
    seen = words(open_screen(town, SCREEN, zoals=like))
    assert f"Passages die lijken op: “{EVENING}”" in seen
    assert "lijkt in betekenis op de gekozen passage" in seen


# -- kept searches, and what is taken home ----------------------------------------------------------------------------
def test_a_search_is_kept_by_name_opens_by_link_and_is_deleted(own_town: Path, open_screen: Opener) -> None:
    app = open_screen(own_town, SCREEN, q="loket", soorten="advies")
    app.text_input[1].set_value("  Loketten <b> ")
    button(app, "Bewaar").click().run()
    assert "Bewaard als “Loketten <b>”." in words(app)
    assert 'href="./zoeken?q=loket&amp;soorten=advies">Loketten &lt;b&gt;</a>' in markup(app)
    again = open_screen(own_town, SCREEN)
    assert "Loketten <b>" in words(again), "it is kept with the knowledge base"
    button(again, "Verwijder").click().run()
    assert "Loketten" not in words(open_screen(own_town, SCREEN))


def test_a_search_without_a_name_is_not_kept(own_town: Path, open_screen: Opener) -> None:
    app = open_screen(own_town, SCREEN, q="loket")
    button(app, "Bewaar").click().run()
    assert problems(app) == ["Geef de zoekopdracht een naam van ten hoogste 80 tekens."]


def test_what_is_found_can_be_taken_home(town: Path, open_screen: Opener) -> None:
    app = open_screen(town, SCREEN, q="loket")
    assert [each.proto.label for each in app.get("download_button")] == [
        "Download als Excel", "Download als CSV", "Download voor Zotero (RIS)"
    ]  # fmt: skip
