"""Somebody decides what a colleague decided meanwhile: that is said first, and a second press counts."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from kb import KnowledgeBase
from kb.model import Relation, Verdict
from tests.app.conftest import Opener, button, problems
from tests.app.town import ADVICE

FIRST = f"a1-{Relation.ANSWERS}-r1"


def colleague(home: Path, id_: str) -> None:
    with KnowledgeBase(home) as kb:
        kb.decide(id_, Verdict.CONFIRMED, by="M. Smit", reason="zie de brief")


def authors(home: Path) -> list[str]:
    with KnowledgeBase(home) as kb:
        return [one.by for one in kb.decisions()]


def told(app: AppTest) -> list[bool]:
    return [one.startswith("M. Smit bevestigde vandaag om") and one.endswith("toch wijzigen?") for one in problems(app)]


def test_in_the_queue_the_first_press_tells_and_the_second_counts(own_town: Path, open_screen: Opener) -> None:
    app = open_screen(own_town, "nakijken")
    app.text_input(key="nakijken-naam").set_value("A. de Wit").run()
    colleague(own_town, FIRST)
    button(app, "Klopt").click().run()
    assert told(app) == [True]
    assert authors(own_town) == ["M. Smit"]
    button(app, "Klopt").click().run()
    assert authors(own_town) == ["M. Smit", "A. de Wit"]


def test_a_form_that_was_open_tells_it_and_can_be_sent_again(own_town: Path, open_screen: Opener) -> None:
    app = open_screen(own_town, advies=ADVICE)
    button(app, "Telt niet als advies").click().run()
    colleague(own_town, "r1")
    for seen, done in (([True], ["M. Smit"]), ([], ["M. Smit", "A. de Wit"])):
        app.text_input[-1].set_value("A. de Wit")
        app.text_area[-1].set_value("dubbel")
        button(app, "Leg besluit vast").click().run()
        assert told(app) == seen
        assert authors(own_town) == done


def test_a_button_that_asks_nothing_asks_it_now(own_town: Path, open_screen: Opener) -> None:
    app = open_screen(own_town, advies=ADVICE)
    app.session_state["naam"] = "A. de Wit"
    app.run()
    colleague(own_town, FIRST)
    button(app, "Klopt").click().run()
    assert told(app) == [True]
    assert authors(own_town) == ["M. Smit"]
    button(app, "Leg besluit vast").click().run()
    assert told(app) == []
    assert authors(own_town) == ["M. Smit", "A. de Wit"]
