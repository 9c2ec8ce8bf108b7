"""Screen *Aanbevelingen*: every point in one list, what narrows and sorts it, and one point beside it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from kb import KnowledgeBase
from kb.model import Position, Verdict
from tests.app.conftest import Opener, button, markup, words
from tests.app.letters import note
from tests.app.town import ADVICE, COUNCIL, COUNT, EVENING, LETTERS, NOT_NOW, ONE_DESK, YES

SCREEN = "aanbevelingen"


def listed(written: str) -> list[str]:
    """The first words of each row, in order."""
    return [unescape(one) for one in re.findall(r'<a class="titel"[^>]*>(.*?)</a>', written)]


def test_every_point_of_every_advice_stands_in_it_with_its_whole_number(town: Path, open_screen: Opener) -> None:
    app = open_screen(town, SCREEN)
    assert "6 aanbevelingen" in words(app)
    rows = listed(markup(app))
    assert next(row for row in rows if "loket" in row and "adviseren" in row) == f"1. {ONE_DESK}"
    assert f"2. {EVENING}" in rows
    assert f"2a. {LETTERS}" in rows
    assert f"3. {COUNT}" in rows


def test_a_row_says_who_advised_when_where_it_stands_and_what_was_answered(town: Path, open_screen: Opener) -> None:
    seen = words(open_screen(town, SCREEN))
    row = seen[seen.index(f"1. {ONE_DESK}") :]
    assert f"{COUNCIL}, 2 september 2024 beantwoord overgenomen nee, voorstel van het programma {YES}" in row
    assert "14 oktober 2024, bladzijde 1" in row
    assert f"2a. {LETTERS} {COUNCIL}, 2 september 2024 aangehouden via hoofdpunt aangehouden via hoofdpunt" in row
    assert f"3. {COUNT} {COUNCIL}, 2 september 2024 geen antwoord gevonden in de reactie nee" in row


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"status": "beantwoord"}, [f"1. {ONE_DESK}"]),
        ({"standpunt": "aangehouden"}, [f"2. {EVENING}", f"2a. {LETTERS}"]),
        ({"tekst": "besluit zomer"}, [f"2. {EVENING}"]),
        ({"adviesjaar": "2024", "tekst": "tellen"}, [f"3. {COUNT}"]),
        ({"adviseur": "Seniorenraad", "tekst": "buurtbus"},
         ["1. Wij adviseren u de buurtbus ook op zondag te laten rijden."]),
        ({"termijn": "geen termijn", "soort": "advies", "tekst": "tellen"}, [f"3. {COUNT}"]),
        ({"beoordeeld": "Ja"}, []),
    ],
    ids=str,
)  # fmt: skip
def test_a_filter_in_the_address_narrows_the_list(
    town: Path, open_screen: Opener, asked: dict[str, str], found: list[str]
) -> None:
    app = open_screen(town, SCREEN, **asked)
    assert listed(markup(app)) == found
    if found:
        assert f"{len(found)} van 6 aanbevelingen" in words(app)
    else:
        assert "Geen aanbeveling past bij deze keuze." in words(app)


def test_what_a_person_judged_is_told_apart(own_town: Path, open_screen: Opener) -> None:
    with KnowledgeBase(own_town) as kb:
        link = next(one for one in kb.links() if one.source_id == "a1")
        kb.decide(link.id, Verdict.CORRECTED, value=Position.PARTLY, by="M. Smit", reason="alleen het loket")
    app = open_screen(own_town, SCREEN, beoordeeld="Ja")
    assert listed(markup(app)) == [f"1. {ONE_DESK}"]
    assert "beantwoord deels overgenomen ja" in words(app)
    assert "vastgesteld door M. Smit" in words(open_screen(own_town, SCREEN, punt="r1"))


def test_what_another_program_decides_is_in_every_list_at_the_next_click(own_town: Path, open_screen: Opener) -> None:
    filters = {
        "aanbevelingen": {"beoordeeld": "Nee", "tekst": "loket"},
        "nakijken": {"voorstel": "r3"},
        "overzicht": {},
    }
    shown = {screen: open_screen(own_town, screen, **chosen) for screen, chosen in filters.items()}
    before = {screen: words(app) for screen, app in shown.items()}
    with KnowledgeBase(own_town) as other:
        other.decide("a1-answers-r1", Verdict.CONFIRMED, by="M. Smit")
    for screen, app in shown.items():
        app.run()
        assert words(app) != before[screen], screen
    assert ONE_DESK not in listed(markup(shown["aanbevelingen"]))


def test_the_order_is_chosen_and_said(town: Path, open_screen: Opener) -> None:
    newest = listed(markup(open_screen(town, SCREEN)))
    oldest = listed(markup(open_screen(town, SCREEN, volgorde="Oudste advies eerst")))
    assert newest[0] != oldest[0] == f"1. {ONE_DESK}"
    written = markup(open_screen(town, SCREEN, volgorde="Status"))
    assert listed(written)[0] == f"1. {ONE_DESK}", "beantwoord comes first"
    assert re.search(r'aria-sort="ascending"[^>]*>Status <', written)
    assert "volgorde=Standpunt" in written, "the others sort"


def test_columns_are_chosen(town: Path, open_screen: Opener) -> None:
    app = open_screen(town, SCREEN, kolommen="Kenmerk")
    heads = re.findall(r'role="columnheader"[^>]*>(?:<a[^>]*>)?([^<]+)', markup(app))
    assert heads == ["Aanbeveling", "Kenmerk"]
    assert "ASD-24-11" in words(app)


def test_a_point_opens_beside_the_list_with_both_quotes_and_their_pages(town: Path, open_screen: Opener) -> None:
    app = open_screen(town, SCREEN, punt="r2")
    panel = markup(app)[markup(app).index('id="gekozen-punt"') :]
    assert "Punt 2" in panel
    assert panel.index(EVENING) < panel.index(NOT_NOW)
    assert f"./document?document={ADVICE}&amp;pagina=1&amp;uitspraak=r2" in panel
    assert "./document?document=antwoord-loket&amp;pagina=1&amp;uitspraak=a2" in panel
    assert f'href="./adviezen?advies={ADVICE}&punt=r2#punt-r2"' in unescape(panel)
    assert "voorstel van het programma" in panel


def test_opening_and_closing_a_point_keeps_the_choice(town: Path, open_screen: Opener) -> None:
    app = open_screen(town, SCREEN, status="beantwoord", punt="r1")
    written = markup(app)
    assert re.search(r'<a href="\?status=beantwoord"[^>]*>Sluit</a>', written)
    assert 'href="?status=beantwoord&amp;punt=r1"' in written


def test_a_point_that_does_not_pass_is_not_shown(town: Path, open_screen: Opener) -> None:
    assert "gekozen-punt" not in markup(open_screen(town, SCREEN, status="te laat", punt="r1"))


def test_a_point_is_judged_beside_a_list_that_it_leaves_by_that(own_town: Path, open_screen: Opener) -> None:
    app = open_screen(own_town, SCREEN, beoordeeld="Nee", punt="r1")
    button(app, "Klopt").click().run()
    app.text_input[-1].set_value("M. Smit")
    button(app, "Leg besluit vast").click().run()
    assert "Vastgelegd: klopt, door M. Smit." in words(app)
    assert "vastgesteld door M. Smit" in words(app), "it stays beside the list"
    assert app.query_params["beoordeeld"] == "Nee"
    assert f"1. {ONE_DESK}" not in listed(markup(app))
    assert listed(markup(app)), "the others are there"


def test_a_point_that_is_no_advice_leaves_and_comes_back(own_town: Path, open_screen: Opener) -> None:
    app = open_screen(own_town, SCREEN, status="aangehouden", punt="r2")
    button(app, "Telt niet als advies").click().run()
    app.text_input[-1].set_value("M. Smit")
    app.text_area[-1].set_value("Dit is een vraag.")
    button(app, "Leg besluit vast").click().run()
    assert "Vastgelegd: telt niet als advies, door M. Smit." in words(app)
    assert "gekozen-punt" not in markup(app)
    button(app, "Draai terug").click().run()
    assert "Vastgelegd: besluit teruggedraaid, door M. Smit." in words(app)
    assert f"2. {EVENING}" in listed(markup(app))
    assert "gekozen-punt" in markup(app)


def test_a_point_without_an_answer_says_where_was_looked(town: Path, open_screen: Opener) -> None:
    seen = words(open_screen(town, SCREEN, punt="r3"))
    assert "Geen antwoord op dit punt gevonden in de reactie van 14 oktober 2024 . Controleer het daar." in seen


def test_without_any_advice_it_leads_to_documenten(tmp_path: Path, open_screen: Opener) -> None:
    with KnowledgeBase(tmp_path / "leeg") as kb:
        kb.put(note("memo", "Memo", [("Ter kennisname.", [])]))
    app = open_screen(tmp_path / "leeg", SCREEN)
    assert "Nog geen aanbevelingen." in words(app)
    assert 'href="./documenten"' in markup(app)
