"""Screen *Nakijken*: the proposals one after the other, judged by buttons; the address keeps the place."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kb import KnowledgeBase
from kb.model import Position, Relation, Verdict
from tests.app.conftest import Opener, button, problems, words
from tests.app.town import ADVICE, EVENING, NOT_NOW, ONE_DESK, YES, answer_letter

FIRST, SECOND = f"a1-{Relation.ANSWERS}-r1", f"a2-{Relation.ANSWERS}-r2"  # the adopted one weighs more


@pytest.fixture
def app(own_town: Path, open_screen: Opener) -> AppTest:
    """The queue of a town of one's own, with a name filled in."""
    opened = open_screen(own_town, "nakijken")
    opened.text_input(key="nakijken-naam").set_value("A. de Boer").run()
    return opened


def decided(home: Path) -> list[tuple[str, Verdict, str]]:
    with KnowledgeBase(home) as kb:
        return [(one.subject_id, one.verdict, one.by) for one in kb.decisions()]


def press(app: AppTest, label: str) -> str:
    button(app, label).click().run()
    return words(app)


def test_it_opens_on_the_most_doubtful_with_both_quotes(town: Path, open_screen: Opener) -> None:
    seen = words(open_screen(town, "nakijken"))
    assert "0 van 2 beoordeeld" in seen
    assert "Klopt dit antwoord: overgenomen?" in seen
    assert ONE_DESK in seen
    assert YES in seen
    assert "Punt 1 van “Eén loket”" in seen
    assert "voorstel van het programma, redelijk zeker" in seen


def test_both_pages_stand_there_as_pictures(town: Path, open_screen: Opener) -> None:
    from tests.app.conftest import markup

    written = markup(open_screen(town, "nakijken"))
    assert written.count('class="bladzijde venster"') == 2
    assert written.count("data:image/png;base64,") == 2
    assert "Pagina 1 van Advies over één loket" in written


def test_without_a_name_nothing_is_decided(own_town: Path, open_screen: Opener) -> None:
    app = open_screen(own_town, "nakijken")
    assert "Vul uw naam in" in words(app)
    press(app, "Klopt")
    assert problems(app) == ["Vul in wie dit besluit; zonder naam wordt niets vastgelegd."]
    assert decided(own_town) == []


def test_a_press_decides_moves_on_and_is_said(app: AppTest, own_town: Path) -> None:
    seen = press(app, "Klopt")
    assert decided(own_town) == [(FIRST, Verdict.CONFIRMED, "A. de Boer")]
    assert "1 van 2 beoordeeld" in seen
    assert "Vastgelegd: " in seen
    assert "bevestigd door A. de Boer" in seen
    assert NOT_NOW in seen
    assert app.query_params["voorstel"] == SECOND


def test_another_position_is_one_more_press(app: AppTest, own_town: Path) -> None:
    press(app, "Ander standpunt")
    press(app, "Deels overgenomen")
    with KnowledgeBase(own_town) as kb:
        assert kb.trail("r1").position is Position.PARTLY


def test_an_answer_goes_to_another_point(app: AppTest, own_town: Path) -> None:
    seen = press(app, "Hoort elders")
    assert "Bij welk punt hoort het antwoord?" in seen
    assert EVENING in seen
    press(app, "Nummer 3")
    with KnowledgeBase(own_town) as kb:
        assert kb.trail("r1").answers == ()
        assert [one.response.id for one in kb.trail("r3").answers] == ["a1"]


def test_what_does_not_count_is_gone_from_the_advice(app: AppTest, own_town: Path) -> None:
    press(app, "Telt niet")
    with KnowledgeBase(own_town) as kb:
        assert kb.trail("r1").answers == ()
    assert decided(own_town) == [(FIRST, Verdict.REJECTED, "A. de Boer")]


def test_the_reason_that_was_typed_stands_with_the_decision(app: AppTest, own_town: Path) -> None:
    app.text_input(key=f"toelichting-{FIRST}").set_value("Gaat over iets anders.").run()
    press(app, "Telt niet")
    with KnowledgeBase(own_town) as kb:
        assert [one.reason for one in kb.decisions()] == ["Gaat over iets anders."]


def test_what_is_skipped_comes_again_behind_the_last(app: AppTest, own_town: Path) -> None:
    assert NOT_NOW in press(app, "Overslaan")
    assert ONE_DESK in press(app, "Klopt")
    assert [one[0] for one in decided(own_town)] == [SECOND]


def test_back_shows_what_was_judged_and_undo_opens_it_again(app: AppTest, own_town: Path) -> None:
    press(app, "Klopt")
    assert "Al beoordeeld: bevestigd door A. de Boer" in press(app, "Vorige")
    seen = press(app, "Draai terug")
    assert "0 van 2 beoordeeld" in seen
    assert "Klopt dit antwoord: overgenomen?" in seen
    assert [one[1] for one in decided(own_town)] == [Verdict.CONFIRMED, Verdict.WITHDRAWN]


def test_the_end_says_so_and_can_still_be_undone(app: AppTest, own_town: Path) -> None:
    press(app, "Klopt")
    assert "Alles is beoordeeld." in press(app, "Klopt")
    assert "1 van 2 beoordeeld" in press(app, "Draai terug")


def test_the_address_brings_one_back_to_the_same_proposal(town: Path, open_screen: Opener) -> None:
    assert NOT_NOW in words(open_screen(town, "nakijken", voorstel=SECOND))
    assert "0 van 2 beoordeeld" in words(open_screen(town, "nakijken", voorstel="bestaat-niet"))


def test_one_advice_and_one_person_can_be_chosen(own_town: Path, open_screen: Opener) -> None:
    with KnowledgeBase(own_town) as kb:
        kb.decide(SECOND, Verdict.CONFIRMED, by="B. Smit")
    assert "1 van 2 beoordeeld" in words(open_screen(own_town, "nakijken", **{"advies-van": ADVICE}))
    seen = words(open_screen(own_town, "nakijken", door="B. Smit"))
    assert "1 van 1 beoordeeld" in seen
    assert "Al beoordeeld: bevestigd door B. Smit" in seen


def test_words_that_changed_are_asked_about_again(own_town: Path, open_screen: Opener) -> None:
    with KnowledgeBase(own_town) as kb:
        kb.decide(FIRST, Verdict.CONFIRMED, by="B. Smit")
        kb.put(answer_letter("Dit advies nemen wij ten dele over."))
    seen = words(open_screen(own_town, "nakijken"))
    assert "De tekst is veranderd nadat hierover is besloten." in seen
    assert "bevestigd door B. Smit" in seen


def test_a_press_on_what_is_no_longer_shown_decides_nothing(own_town: Path, open_screen: Opener) -> None:
    app = open_screen(own_town, "nakijken")
    app.text_input(key="nakijken-naam").set_value("A. de Boer").run()
    late = button(app, "Klopt")
    app.session_state["nakijken-getoond"] = SECOND
    late.click().run()
    assert decided(own_town) == []


def test_the_keys_can_be_switched_off(app: AppTest) -> None:
    """Who speaks to the computer may press keys by talking."""
    assert button(app, "Klopt").proto.shortcut == "k"
    app.toggle(key="toetsen-uit").set_value(True).run()
    assert button(app, "Klopt").proto.shortcut == ""
