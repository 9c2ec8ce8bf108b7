"""Of which municipality the lists are: a filter where there are documents of more than one, and a person who says where
something belongs."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app_pages._authority import LABEL, WHICH
from kb import KnowledgeBase
from kb.model import DocumentKind, Position
from tests.app.conftest import Opener, button, markup, problems, words
from tests.app.letters import answers, commits, letter, recommends, responds

NORTH, SOUTH, COUNCIL = "Gemeente Noorderveld", "Gemeente Zuiderveld", "Adviesraad Sociaal Domein"
TILES = 10  # of the overview that open such a list
LISTS = ("adviezen", "aanbevelingen", "nakijken", "toezeggingen", "documenten", "document", "zoeken")


def fill(home: Path, *towns: str) -> Path:
    names = [town.rpartition(" ")[2].lower() for town in towns]
    with KnowledgeBase(home) as kb:
        for name, town in zip(names, towns, strict=True):
            advises, promises = f"Wij adviseren u het {name}er loket te openen.", f"Wij sturen u het {name}er plan."
            kb.put(letter(
                name, f"Advies over het {name}er loket", DocumentKind.ADVICE,
                [[(advises, [recommends(advises, f"r-{name}")])]],
                sender=COUNCIL, date=date(2024, 9, 2), authorities=(town,),
            ))  # fmt: skip
            kb.put(letter(
                f"na-{name}", f"Reactie over het {name}er loket", DocumentKind.RESPONSE_LETTER,
                [[(promises, [responds(promises, f"a-{name}"), commits(promises, f"c-{name}")])]],
                addressee=COUNCIL, date=date(2024, 10, 2), authorities=(town,),
            ))  # fmt: skip
        kb.put_links([answers(f"a-{name}", f"r-{name}", Position.ADOPTED) for name in names])
    return home


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The letters of two municipalities: to look at and not to change."""
    return fill(tmp_path_factory.mktemp("twee") / "kennisbank", NORTH, SOUTH)


@pytest.fixture
def own(two: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(two, tmp_path / "kennisbank"))


def offered(app: AppTest) -> list[str]:
    """What the filter offers; nothing where there is none."""
    fields = [one for one in app.multiselect if one.label == LABEL]
    assert len(fields) < 2
    return list(fields[0].options) if fields else []


@pytest.mark.parametrize("screen", LISTS)
def test_a_list_is_filtered_where_there_are_documents_of_more_than_one(
    two: Path, open_screen: Opener, screen: str
) -> None:
    app = open_screen(two, screen)
    assert offered(app) == ["Noorderveld", "Zuiderveld"]
    next(one for one in app.multiselect if one.label == LABEL).set_value([NORTH]).run()
    assert app.query_params["gemeente"] == NORTH
    seen = words(app)
    assert "noorderveld" in seen.casefold()
    other = "zuiderveld.pdf" if screen == "documenten" else "zuiderveld"  # below the list stands more of all
    assert other not in seen.casefold()


@pytest.mark.parametrize("screen", LISTS)
def test_there_is_no_filter_where_all_are_of_one(tmp_path: Path, open_screen: Opener, screen: str) -> None:
    home = fill(tmp_path / "kennisbank", NORTH)
    app = open_screen(home, screen)
    assert offered(app) == []
    assert all("gemeente" not in one.label for one in app.button)


def test_the_filter_stands_in_the_address(two: Path, open_screen: Opener) -> None:
    assert "1 van 2 adviezen" in words(open_screen(two, "adviezen", gemeente=SOUTH))
    assert "1 van 2 aanbevelingen: gemeente Gemeente Zuiderveld" in words(
        open_screen(two, "aanbevelingen", gemeente=SOUTH)
    )


def test_the_lists_of_two_can_be_asked_for(own: Path, open_screen: Opener) -> None:
    fill(own, "Gemeente Westerveld")
    assert "3 adviezen" in words(open_screen(own, "adviezen"))
    assert "2 van 3 adviezen" in words(open_screen(own, "adviezen", gemeente=f"{NORTH}; {SOUTH}"))


@pytest.mark.parametrize("was", ["gemeenten", "overzicht-gemeente"])
def test_an_address_of_an_earlier_build_leads_to_the_same_list(two: Path, open_screen: Opener, was: str) -> None:
    app = open_screen(two, "aanbevelingen", **{was: SOUTH})
    assert "1 van 2 aanbevelingen: gemeente Gemeente Zuiderveld" in words(app)
    assert (app.query_params.get("gemeente"), was in app.query_params) in (([SOUTH], False), (SOUTH, False))


@pytest.mark.parametrize("screen", ["overzicht", *LISTS, "uitleg"])
def test_every_way_to_another_screen_takes_the_choice_along(two: Path, open_screen: Opener, screen: str) -> None:
    links = re.findall(r'href="(\./[^"]*)"', markup(open_screen(two, screen, gemeente=SOUTH)))
    assert links
    assert [link for link in links if "gemeente=Gemeente+Zuiderveld" not in link] == []


def test_the_numbers_of_the_overview_and_the_lists_that_they_open_are_of_the_one_that_is_chosen(
    two: Path, open_screen: Opener
) -> None:
    assert "2 adviezen" in words(open_screen(two, "overzicht"))
    app = open_screen(two, "overzicht", gemeente=SOUTH)
    seen, tiles = words(app), "".join(re.findall(r'<ul class="tegels">.*?</ul>', markup(app), re.DOTALL))
    assert "Geladen: 2 documenten" in seen
    assert "1 advies" in seen
    assert "2 adviezen" not in seen
    lists = re.findall(r'href="([^"]+)"', tiles)
    assert len(lists) == TILES
    assert all("Gemeente+Zuiderveld" in each for each in lists)


def test_without_a_proposal_of_the_one_that_is_chosen_it_is_not_said_that_all_are_judged(
    own: Path, open_screen: Opener
) -> None:
    with KnowledgeBase(own) as kb:
        kb.put(letter("wens", "Wens", DocumentKind.OTHER, [[("Een wens.", [])]], authorities=("Gemeente Aalten",)))
    seen = words(open_screen(own, "nakijken", gemeente="Gemeente Aalten"))
    assert "Geen voorstel past bij deze keuze." in seen
    assert "Alles is beoordeeld" not in seen


def test_below_what_is_loaded_only_what_is_of_the_one_that_is_chosen_is_told(two: Path, open_screen: Opener) -> None:
    assert "2 documenten met adviespunten" in words(open_screen(two, "documenten"))
    seen = words(open_screen(two, "documenten", gemeente=NORTH))
    assert "1 document met adviespunten" in seen
    assert f"alles waarnaar in de documenten van {NORTH} wordt verwezen, is geladen" in seen


def test_the_question_about_a_deletion_keeps_what_was_chosen(two: Path, open_screen: Opener) -> None:
    ways = re.findall(r'href="(\?[^"]*verwijder=[^"]*)"', markup(open_screen(two, "documenten", gemeente=NORTH)))
    assert len(ways) == 2
    assert all("gemeente=Gemeente+Noorderveld" in way for way in ways)


def test_an_advice_says_of_which_municipality_it_is(two: Path, open_screen: Opener) -> None:
    assert f"Gemeente {NORTH}" in words(open_screen(two, "adviezen", advies="noorderveld"))


def send(app: AppTest, where: str) -> AppTest:
    next(one for one in app.text_input if one.label.startswith(WHICH[:8])).set_value(where)
    next(one for one in app.text_input if one.label.startswith("Uw naam")).set_value("M. Smit")
    return button(app, "Leg besluit vast").click().run()


def test_a_person_says_where_a_document_belongs_and_takes_it_back(own: Path, open_screen: Opener) -> None:
    app = open_screen(own, "document", document="noorderveld")
    assert problems(send(button(app, "Wijzig de gemeente").click().run(), "Noorderveld"))
    send(app, f"{SOUTH}; Provincie Utrecht")
    seen = words(open_screen(own, "document", document="noorderveld"))
    assert f"{SOUTH}, Provincie Utrecht (ingedeeld door een mens; uit de brief: {NORTH})" in seen
    app = open_screen(own, "document", document="noorderveld")
    button(app, "Draai de indeling terug").click().run()
    next(one for one in app.text_input if one.label.startswith("Uw naam")).set_value("M. Smit")
    button(app, "Leg besluit vast").click().run()
    assert "ingedeeld door een mens" not in words(open_screen(own, "document", document="noorderveld"))


def test_a_person_says_where_a_body_belongs(own: Path, open_screen: Opener) -> None:
    app = open_screen(own, "documenten")
    button(app, "Zeg bij welke gemeente een organisatie hoort").click().run()
    next(one for one in app.selectbox if one.label.startswith("Deze organisatie")).set_value(COUNCIL)
    send(app, "Gemeente Aalten")
    with KnowledgeBase(own) as kb:
        assert kb.authorities() == ("Gemeente Aalten",)
    assert f"{COUNCIL} hoort bij Gemeente Aalten (ingedeeld door M. Smit" in words(open_screen(own, "documenten"))
