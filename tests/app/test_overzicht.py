"""Screen *Overzicht*: numbers that open a list of that length, figures as a table, and what is new to this browser."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest

from app_pages._browser import VISIT, before
from app_pages._cookies import keeping
from kb import KnowledgeBase
from kb.model import Basis, CommitmentStatus, DocumentKind, Ground, GroundKind, Link, Relation, Verdict
from kb.trails.figures import quarter
from tests.app.conftest import Opener, button, markup, words
from tests.app.letters import commits, letter, responds
from tests.app.town import ADVICE, COUNCIL

NOW = datetime(2026, 11, 29, 15, 0, tzinfo=UTC)


def tile(written: str, what: str) -> tuple[str, str]:
    """(number, where it leads) of the tile that counts this."""
    found = re.search(rf'<a[^>]*href="([^"]+)"><span class="getal">([\d.]+)</span> <span class="wat">{what}<', written)
    assert found, f"no tile for {what!r}"
    return found[2], unquote(found[1]).replace("&amp;", "&").replace("+", " ")


def test_it_says_what_is_loaded_and_who_advised(town: Path, open_screen: Opener) -> None:
    seen = words(open_screen(town, "overzicht"))
    assert "Geladen: 4 documenten, van 2 september 2024 tot en met 20 mei 2025." in seen
    assert f"{COUNCIL}: 1 advies , 4 aanbevelingen" in seen
    assert "Seniorenraad: 1 advies , 2 aanbevelingen" in seen


def test_what_a_body_advised_opens_as_advices_and_as_recommendations(town: Path, open_screen: Opener) -> None:
    written = markup(open_screen(town, "overzicht"))
    assert 'href="./adviezen?afzender=Seniorenraad"' in written
    assert 'href="./aanbevelingen?adviseur=Seniorenraad"' in written
    assert "1 van 2 adviezen" in words(open_screen(town, afzender="Seniorenraad"))
    assert "2 van 6 aanbevelingen" in words(open_screen(town, "aanbevelingen", adviseur="Seniorenraad"))


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("asd-24-11", {"advies": ADVICE, "van-lijst": "woorden=asd-24-11"}),
        ("2 september 2024", {"advies": ADVICE, "van-lijst": "woorden=2+september+2024"}),
        ("wij adviseren", {"woorden": "wij adviseren"}),
        ("nergens", {"woorden": "nergens"}),
    ],
)
def test_words_lead_to_the_one_advice_that_has_them_else_to_the_list(
    town: Path, open_screen: Opener, given: str, address: dict[str, str]
) -> None:
    app = open_screen(town, "overzicht")
    app.text_input[0].set_value(given)
    button(app, "Zoek").click().run()
    assert app.query_params == address
    assert ("Eén loket" in words(app)) is (given != "nergens")


def test_each_number_opens_the_list_that_it_counts(town: Path, open_screen: Opener) -> None:
    written = markup(open_screen(town, "overzicht"))
    assert tile(written, "advies wacht op antwoord") == ("1", "./adviezen?stand=wacht op antwoord")
    stand = "punten niet gevonden in de reactie"
    assert tile(written, "punt niet gevonden in de reactie") == ("1", f"./adviezen?stand={stand}")
    assert tile(written, "voorstellen die niemand bekeek") == ("2", "./nakijken")
    assert tile(written, "te laat") == ("1", "./toezeggingen?loopt=te-laat")
    assert tile(written, "lopen binnen 30 dagen af") == ("0", "./toezeggingen?loopt=30dagen")
    assert tile(written, "met een termijn in dit kwartaal") == ("0", "./toezeggingen?loopt=kwartaal")
    assert 'href="./documenten#ontbreekt"' in written
    assert tile(written, "mogelijk nagekomen") == ("0", "./toezeggingen?voortgang=mogelijk-nagekomen")


def test_a_number_of_commitments_opens_exactly_those(own_town: Path, open_screen: Opener) -> None:
    """Of every tile: as many rows as it says, whatever day it is."""
    today = date.today()
    first, last = quarter(today)
    terms = (today - timedelta(days=400), today, today + timedelta(days=30), first, last, last + timedelta(days=1))
    made = [commits(f"Wij sturen u lijst {at} toe.", f"t{at}", term) for at, term in enumerate(terms)]
    sent = "Lijst 0 is u toegestuurd."
    with KnowledgeBase(own_town) as kb:
        kb.put(letter("lijsten", "Lijsten", DocumentKind.RESPONSE_LETTER, [[(each.words, [each]) for each in made]]))
        kb.put(letter("bericht", "Bericht", DocumentKind.COUNCIL_LETTER, [[(sent, [responds(sent, "n1")])]]))
        grounds = (Ground(GroundKind.STATED, quote="zelfde lijst"),)
        kb.put_links([Link("n1", "t0", Relation.FULFILS, "proef/1", 0.7, grounds, basis=Basis.WORDS)])
        kb.decide("t1", Verdict.CORRECTED, value=CommitmentStatus.LAPSED, by="A. de Boer", reason="niet nodig")
    written = markup(open_screen(own_town, "overzicht"))
    tiles = re.findall(r'<a[^>]*href="\./toezeggingen\?(\w+)=([\w-]+)"><span class="getal">(\d+)<', written)
    assert {name for name, _, _ in tiles} == {"loopt", "voortgang"}
    assert len(tiles) == 5
    for name, value, number in tiles:
        shown = markup(open_screen(own_town, "toezeggingen", **{name: value}))
        row = 'class="stand kaart"' if value == "mogelijk-nagekomen" else '<th class="breed" scope="row"'
        assert shown.count(row) == int(number) > 0, (name, value)


@pytest.mark.parametrize(
    ("stand", "kept", "left_out"),
    [("wacht op antwoord", "Advies over vervoer", "Eén loket"),
     ("zonder reactie", "Advies over vervoer", "Eén loket"),
     ("punten niet gevonden in de reactie", "Eén loket", "Advies over vervoer")],
)  # fmt: skip
def test_the_list_behind_a_number_has_those_advices(
    stand: str, kept: str, left_out: str, town: Path, open_screen: Opener
) -> None:
    seen = words(open_screen(town, "adviezen", stand=stand))
    assert "1 van 2 adviezen" in seen
    assert kept in seen
    assert left_out not in seen


def test_a_decision_lowers_the_number_at_once(own_town: Path, open_screen: Opener) -> None:
    with KnowledgeBase(own_town) as kb:
        kb.decide(kb.review()[0].subject_id, Verdict.CONFIRMED, by="A. de Boer")
    seen = words(open_screen(own_town, "overzicht"))
    assert "1 voorstel dat niemand bekeek 1 van 2 beoordeeld" in seen


def test_the_figures_of_the_charts_stand_in_tables(town: Path, open_screen: Opener) -> None:
    app = open_screen(town, "overzicht")
    written, seen = markup(app), words(app)
    assert "<caption>Dagen tot het eerste antwoord</caption>" in written
    assert "2024 Alle afzenders samen 1 42 42" in seen
    assert f"2024 {COUNCIL} 1 0 0 1 0 0" in seen, "one adopted, one deferred"


def test_an_address_from_before_still_opens_its_advice(town: Path, open_screen: Opener) -> None:
    assert "Punt 1" in words(open_screen(town, "overzicht", advies=ADVICE))
    assert "1 van 2 adviezen" in words(open_screen(town, "overzicht", woorden="avond"))


# -- per browser ------------------------------------------------------------------------------------------------------
def test_a_first_visit_says_so(town: Path, open_screen: Opener) -> None:
    assert "Dit is uw eerste keer in deze browser." in words(open_screen(town, "overzicht"))


@pytest.mark.parametrize(
    ("moment", "said"),
    [(datetime(2026, 1, 4, tzinfo=UTC), "4 documenten en 1 besluit van anderen"),
     (datetime(2026, 1, 6, tzinfo=UTC), "1 besluit van anderen"),
     (datetime(2099, 1, 1, tzinfo=UTC), "niets nieuws")],
)  # fmt: skip
def test_what_came_since_the_last_visit_is_named(
    moment: datetime, said: str, own_town: Path, open_screen: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All letters of the town were added on 5 January 2026."""
    with KnowledgeBase(own_town) as kb:
        kb.decide("r1", Verdict.CONFIRMED, by="B. Smit")
    monkeypatch.setattr("app_pages._browser.kept", lambda name: f"|{moment.isoformat()}" if "gezien" in name else "")
    monkeypatch.setattr("app_pages._browser.VISIT", timedelta.min)
    assert f"toen u hier met deze browser was: {said}." in words(open_screen(own_town, "overzicht"))


@pytest.mark.parametrize(
    ("kept", "found"),
    [
        ("", None),
        ("|", None),
        ("geen dag|ook niet", None),
        (f"|{(NOW - VISIT * 2).isoformat()}", NOW - VISIT * 2),
        (f"{(NOW - VISIT * 9).isoformat()}|{(NOW - VISIT / 2).isoformat()}", NOW - VISIT * 9),
        (f"|{(NOW - VISIT / 2).isoformat()}", None),
    ],
)
def test_a_visit_goes_on_for_a_while(kept: str, found: datetime | None) -> None:
    """Who loads the page again does not lose what was new."""
    assert before(kept, NOW) == found


def test_a_name_with_markup_is_no_markup_in_the_script() -> None:
    script = keeping("naam", '"; alert(1); </script><b>')
    assert script.count("<") == 2
    assert "alert(1)" not in script
