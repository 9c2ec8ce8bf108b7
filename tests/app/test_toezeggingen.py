"""Screen *Toezeggingen*: what was promised, never mixed with what is merely intended."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kb import KnowledgeBase
from tests.app.conftest import Opener, button, markup, problems, words
from tests.app.letters import commits, note
from tests.app.town import COLLEGE, PROMISE, WISH

SCREEN = "toezeggingen"


def test_the_list_says_what_who_when_and_where(town: Path, open_screen: Opener) -> None:
    seen = words(open_screen(town, SCREEN))
    assert "2 toezeggingen" in seen
    assert f"{PROMISE} Bekijk of werk bij {COLLEGE} 1 maart 2025 openstaand te laat" in seen
    assert "Reactie op uw advies over één loket 14 oktober 2024 Bekijk p. 1" in seen
    assert "geen termijn" in seen


def test_an_intention_shows_only_when_asked_and_never_as_a_commitment(town: Path, open_screen: Opener) -> None:
    app = open_screen(town, SCREEN)
    assert WISH not in words(app)
    app.toggle[0].set_value(True).run()
    before, after = words(app).split("Hier bindt niemand zich")
    assert WISH not in before
    assert WISH in after
    assert "1 voornemen" in after
    assert "openstaand" not in after


def test_a_download_that_holds_more_than_the_list_says_so(own_town: Path, open_screen: Opener) -> None:
    first, second = "Wij sturen u een afschrift.", "Wij bellen u terug."
    both = note("twee", "Twee beloften", [(first, [commits(first, "t1")]), (second, [commits(second, "t2")])])
    with KnowledgeBase(own_town) as kb:
        kb.put(both)
    assert "De download bevat" not in words(open_screen(own_town, SCREEN))
    assert "De download bevat alle 2 uit deze documenten" in words(open_screen(own_town, SCREEN, bevat="afschrift"))


def test_nothing_to_download_shows_no_button(town: Path, open_screen: Opener) -> None:
    assert open_screen(town, SCREEN).get("download_button")
    assert not open_screen(town, SCREEN, voortgang="Afgerond").get("download_button")


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        ("bevat", "opening", 1),
        ("voortgang", "Te laat", 1),
        ("voortgang", "Afgerond", 0),
        ("wie", COLLEGE, 2),
        ("uit", "Reactie op uw advies over één loket", 1),
    ],
)
def test_a_filter_in_the_address(name: str, value: str, number: int, town: Path, open_screen: Opener) -> None:
    written = markup(open_screen(town, SCREEN, **{name: value}))
    assert written.count('scope="row"') == number
    assert ("Geen toezegging past bij deze keuze." in written) == (number == 0)


def test_the_period_is_that_of_the_document(town: Path, open_screen: Opener) -> None:
    app = open_screen(town, SCREEN)
    app.date_input[0].set_value(date(2025, 1, 1)).run()
    assert PROMISE not in words(app)
    assert "1 toezegging" in words(app)


def test_markup_in_a_commitment_is_shown_literally(town: Path, open_screen: Opener) -> None:
    written = markup(open_screen(town, SCREEN))
    assert "&lt;script&gt;alert(" in written
    assert "<script" not in written


def test_done_needs_proof(own_town: Path, open_screen: Opener) -> None:
    app = open_screen(own_town, SCREEN, toezegging="c1")
    button(app, "Werk de status bij").click().run()
    app.selectbox[0].set_value("afgedaan")
    app.text_input[0].set_value("A. de Boer")
    button(app, "Leg besluit vast").click().run()
    assert "Vul een reden in" in problems(app)[0]
    app.text_area[0].set_value("Raadsbrief van 20 februari 2025, p. 2.")
    button(app, "Leg besluit vast").click().run()
    assert "bewijs" in problems(app)[0]
    app.selectbox[1].set_value(app.selectbox[1].options[1])
    button(app, "Leg besluit vast").click().run()
    seen = words(app)
    assert "Status afgedaan" in seen
    assert "gecorrigeerd: afgedaan door A. de Boer" in seen
    assert "reden: Raadsbrief van 20 februari 2025, p. 2." in seen


def test_a_name_is_needed(own_town: Path, open_screen: Opener) -> None:
    app = open_screen(own_town, SCREEN, toezegging="c1")
    button(app, "Dit is geen toezegging").click().run()
    app.text_area[0].set_value("Is een vraag.")
    button(app, "Leg besluit vast").click().run()
    assert "naam" in problems(app)[0]
    assert KnowledgeBase(own_town).decisions() == ()


def test_a_rejected_commitment_leaves_the_list_and_can_come_back(own_town: Path, open_screen: Opener) -> None:
    app = open_screen(own_town, SCREEN, toezegging="c1")
    button(app, "Dit is geen toezegging").click().run()
    app.text_input[0].set_value("A. de Boer")
    app.text_area[0].set_value("Is een vraag.")
    button(app, "Leg besluit vast").click().run()
    assert "Dit telt niet als toezegging." in words(app)
    button(app, "Draai terug").click().run()
    assert "Status openstaand te laat" in words(app)


def test_an_intention_on_its_own_page_is_named_as_one(town: Path, open_screen: Opener) -> None:
    app = open_screen(town, SCREEN, toezegging="i1")
    assert "Voornemen " in words(app)
    assert "voornemen, geen toezegging" in words(app)
    assert not [one for one in app.button if one.label == "Werk de status bij"]


def test_a_commitment_that_is_gone_says_so(town: Path, open_screen: Opener) -> None:
    assert "Deze toezegging is er niet (meer)." in words(open_screen(town, SCREEN, toezegging="weg"))
