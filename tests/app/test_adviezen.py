"""Screen *Adviezen*: the list with its filters, and one advice with every point beside its answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app_pages import _words
from kb import KnowledgeBase
from kb.model import Advice, Document, Status, Verdict
from tests.app.conftest import Opener, button, markup, problems, words
from tests.app.town import (
    ADVICE,
    ANSWER,
    COUNCIL,
    COUNT,
    EVENING,
    LATER,
    NOT_NOW,
    ONE_DESK,
    PROMISE,
    YES,
    answer_letter,
)


def test_the_list_says_who_what_and_how_long(town: Path, open_screen: Opener) -> None:
    seen = words(open_screen(town))
    assert "2 adviezen" in seen
    standing = "1 beantwoord, 1 aangehouden, 1 niet gevonden in de reactie; 1 onderdeel"
    assert f"Eén loket 2 september 2024, {COUNCIL} {standing}" in seen
    assert "eerste antwoord na 42 dagen" in seen
    assert "Advies over vervoer 20 mei 2025, Seniorenraad 2 geen reactie gevonden" in seen
    assert "geen termijn ingesteld" in seen
    assert "Geladen: 4 documenten, van 2 september 2024 tot en met 20 mei 2025." in seen


def test_the_list_is_a_table_for_a_screen_reader(town: Path, open_screen: Opener) -> None:
    written = markup(open_screen(town))
    assert ">2 adviezen</caption>" in written
    assert written.count('scope="col"') == 4
    assert written.count('scope="row"') == 2


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("woorden", "avond", "Eén loket"),
        ("afzender", "Seniorenraad", "Advies over vervoer"),
        ("stand", "deels beantwoord", "Eén loket"),
        ("jaar", "2025", "Advies over vervoer"),
    ],
)
def test_a_filter_in_the_address_keeps_one_advice(
    name: str, value: str, kept: str, town: Path, open_screen: Opener
) -> None:
    seen = words(open_screen(town, **{name: value}))
    assert "1 van 2 adviezen" in seen
    assert kept in seen


def test_a_filter_that_keeps_nothing_says_how_to_go_on(town: Path, open_screen: Opener) -> None:
    app = open_screen(town)
    app.text_input[0].set_value("zonnepanelen").run()
    assert "Geen advies past bij deze keuze." in words(app)
    assert "Maak een filter leeg om meer te zien, of wis alle filters" in words(app)
    assert '<a href="./adviezen">wis alle filters</a>' in markup(app)


def test_one_advice_begins_with_how_it_stands(town: Path, open_screen: Opener) -> None:
    seen = words(open_screen(town, advies=ADVICE))
    assert "3 punten met 1 onderdeel: 1 beantwoord, 1 aangehouden, 1 niet gevonden in de reactie" in seen
    assert "Eerste antwoord na 42 dagen · geladen documenten 2024–2025" in seen
    assert "Standpunten 1 overgenomen, 1 aangehouden (alle nog niet beoordeeld: voorstellen van het programma)" in seen


def test_every_point_stands_beside_its_answer_with_quote_and_page(town: Path, open_screen: Opener) -> None:
    seen = words(open_screen(town, advies=ADVICE))
    point = seen[seen.rindex("Punt 1") : seen.rindex("Punt 2")]
    assert ONE_DESK in point
    assert "Advies over één loket, 2 september 2024, kenmerk ASD-24-11, p. 1 Bekijk p. 1" in point
    assert f"{YES} {PROMISE}" in point
    assert "Reactie op uw advies over één loket, 14 oktober 2024, kenmerk Z24-5510, p. 1" in point
    assert "overgenomen voorstel van het programma" in point
    assert "waarom gekoppeld: zelfde onderwerp" in point
    assert "Besluit nog niet beoordeeld" in point
    assert "toezegging" in point
    assert "termijn: 1 maart 2025" in point
    assert "Komt ook terug in (1)" in point


def test_a_link_opens_the_page_with_the_statement_marked(town: Path, open_screen: Opener) -> None:
    written = markup(open_screen(town, advies=ADVICE))
    assert 'href="./document?document=antwoord-loket&amp;pagina=1&amp;uitspraak=a2"' in written


def test_a_point_without_answer_says_in_which_letter_it_was_looked_for(town: Path, open_screen: Opener) -> None:
    seen = words(open_screen(town, advies=ADVICE))
    last = seen[seen.rindex("Punt 3") :]
    assert COUNT in last
    assert "geen antwoord gevonden in de reactie van 14 oktober 2024 – controleer" in last
    assert "Geen antwoord op dit punt gevonden in de reactie van 14 oktober 2024 . Controleer het daar." in last
    assert f'href="./document?document={ANSWER}"' in markup(open_screen(town, advies=ADVICE))


def test_a_point_of_an_advice_without_reply_says_what_is_loaded(town: Path, open_screen: Opener) -> None:
    seen = words(open_screen(town, advies=LATER))
    assert (
        "Geen reactie gevonden in wat geladen is : 4 documenten, van 2 september 2024 tot en met 20 mei 2025." in seen
    )


def test_markup_in_a_letter_is_shown_literally(town: Path, open_screen: Opener) -> None:
    written = markup(open_screen(town, advies=ADVICE))
    assert "&lt;b&gt;standaardbrieven&lt;/b&gt; &amp; formulieren" in written
    assert "<b>standaardbrieven" not in written


def test_confirming_asks_for_a_name_once(own_town: Path, open_screen: Opener) -> None:
    app = open_screen(own_town, advies=ADVICE)
    button(app, "Klopt").click().run()
    app.text_input[-1].set_value("A. de Boer")
    button(app, "Leg besluit vast").click().run()
    assert "vastgesteld door A. de Boer" in words(app)
    button(app, "Klopt", 1).click().run()
    decided = KnowledgeBase(own_town).decisions()
    assert [(one.verdict, one.by) for one in decided] == [(Verdict.CONFIRMED, "A. de Boer")] * 2


def test_a_correction_stands_apart_from_the_proposal(own_town: Path, open_screen: Opener) -> None:
    app = open_screen(own_town, advies=ADVICE)
    button(app, "Ander standpunt").click().run()
    app.radio[-1].set_value("deels overgenomen")
    app.text_input[-1].set_value("A. de Boer")
    app.text_area[-1].set_value("Alleen voor zorg.")
    button(app, "Leg besluit vast").click().run()
    seen = words(app)
    assert "deels overgenomen vastgesteld door A. de Boer" in seen
    assert "Voorstel overgenomen" in seen
    assert "Vastgelegd: deels overgenomen, door A. de Boer." in seen
    assert "gecorrigeerd: deels overgenomen door A. de Boer" in seen
    assert "reden: Alleen voor zorg." in seen


def test_history_shows_earlier_decisions(own_town: Path, open_screen: Opener) -> None:
    with KnowledgeBase(own_town) as kb:
        link = next(one.id for one in kb.links() if one.source_id == "a1")
        kb.decide(link, Verdict.CONFIRMED, by="B. Smit")
        kb.decide(link, Verdict.CORRECTED, by="C. Vos", reason="Zo staat het er niet.", value="onduidelijk")
    seen = words(open_screen(own_town, advies=ADVICE))
    assert "Geschiedenis (2) bevestigd door B. Smit" in seen


def test_a_decision_on_words_that_changed_asks_for_review_again(own_town: Path, open_screen: Opener) -> None:
    with KnowledgeBase(own_town) as kb:
        kb.decide(next(one.id for one in kb.links() if one.source_id == "a1"), Verdict.CONFIRMED, by="B. Smit")
        kb.put(answer_letter("Dit advies nemen wij ten dele over."))
    seen = words(open_screen(own_town, advies=ADVICE))
    assert "overgenomen voorstel van het programma" in seen
    assert "De tekst is veranderd nadat hierover is besloten." in seen


def test_rejecting_needs_a_reason_and_can_be_undone(own_town: Path, open_screen: Opener) -> None:
    app = open_screen(own_town, advies=ADVICE)
    button(app, "Hoort hier niet", 1).click().run()
    app.text_input[-1].set_value("A. de Boer")
    button(app, "Leg besluit vast").click().run()
    assert "Vul een reden in" in problems(app)[0]
    app.text_area[-1].set_value("Gaat over iets anders.")
    button(app, "Leg besluit vast").click().run()
    assert "Door mensen afgewezen" in words(app)
    assert "Gaat over iets anders." in words(app)
    button(app, "Draai terug").click().run()
    assert "Door mensen afgewezen" not in words(app)
    assert NOT_NOW in words(app)


def test_a_point_that_is_no_advice_leaves_the_page_and_can_come_back(own_town: Path, open_screen: Opener) -> None:
    app = open_screen(own_town, advies=LATER)
    for _ in range(2):
        button(app, "Telt niet als advies").click().run()
        app.text_input[-1].set_value("A. de Boer")
        app.text_area[-1].set_value("Is een dankwoord.")
        button(app, "Leg besluit vast").click().run()
    assert "In dit document tellen geen adviespunten mee." in words(app)
    button(app, "Draai terug").click().run()
    assert "1 punt: 1 geen reactie gevonden" in words(app)


TODAY = date(2026, 6, 1)


def advice(**fields: object) -> Advice:
    document = Document("d", "d.pdf", "0", "Advies", date=date(2026, 1, 1))
    return Advice(document, (), **{"status": Status.WAITING, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (advice(status=Status.ANSWERED, days=144), "beantwoord na 144 dagen"),
        (advice(status=Status.ANSWERED, days=1), "beantwoord na 1 dag"),
        (
            advice(status=Status.ANSWERED, days=90, due=date(2026, 3, 1), answered_late=True),
            "beantwoord na 90 dagen, te laat (termijn tot 1 maart 2026)",
        ),
        (advice(due=date(2026, 12, 3)), "loopt nog: termijn tot 3 december 2026"),
        (advice(due=TODAY), "loopt nog: termijn tot 1 juni 2026"),
        (advice(status=Status.OVERDUE, due=date(2026, 5, 31)), "termijn verstreken op 31 mei 2026, 1 dag geleden"),
        (advice(status=Status.NOT_FOUND), "geen termijn ingesteld"),
        (
            advice(status=Status.OVERDUE, replies=(Document("r", "r.pdf", "1", "Reactie", date=date(2026, 2, 3)),)),
            "reactie van 3 februari 2026 geladen, daarin is geen antwoord op een punt gevonden",
        ),
        (advice(missing_original=True, days=3), "onbekend: het advies zelf is niet geladen"),
    ],
)
def test_how_long_it_took(known: Advice, said: str) -> None:
    assert _words.duration(known, TODAY) == said


def test_an_answer_that_came_before_the_report_was_on_its_draft(town: Path) -> None:
    with KnowledgeBase(town) as kb:
        known = kb.advice(ADVICE)
    before = replace(known.replies[0], date=date(2019, 1, 2))
    said = _words.duration(replace(known, days=None, replies=(before,)), TODAY)
    assert said == "beantwoord op 2 januari 2019, op het concept"


def test_evening_is_deferred(town: Path, open_screen: Opener) -> None:
    seen = words(open_screen(town, advies=ADVICE))
    assert "Punt 2 aangehouden" in seen
    assert EVENING in seen


def test_sub_items_carry_the_number_of_their_point(town: Path) -> None:
    with KnowledgeBase(town) as kb:
        trails = kb.advice(ADVICE).trails
    assert [name for name, _ in _words.named(trails)] == ["Punt 1", "Punt 2", "Onderdeel 2a", "Punt 3"]


def test_no_number_is_invented_beside_real_ones(town: Path) -> None:
    with KnowledgeBase(town) as kb:
        trails = kb.advice(LATER).trails
    assert [name for name, _ in _words.named(trails)] == ["Punt zonder nummer", "Punt 1"]
    assert [name for name, _ in _words.named(trails[:1])] == ["Punt 1"]
