"""Screen *Toezeggingen*: what was promised, never mixed with what is merely intended."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from kb import KnowledgeBase
from kb.model import Basis, DocumentKind, Ground, GroundKind, Link, Position, Proof, Relation
from tests.app.conftest import Opener, button, markup, problems, words
from tests.app.letters import answers, letter, responds
from tests.app.town import COLLEGE, COUNCIL, PROMISE, WISH, YES

SCREEN = "toezeggingen"
PROVEN = (
    "Vastgelegd: afgedaan, met bewijs in Bericht over de opening, p. 2, gedaan op 17 februari 2025, door A. de Boer."
)


def test_the_list_says_what_who_when_and_where(town: Path, open_screen: Opener) -> None:
    seen = words(open_screen(town, SCREEN))
    assert "2 toezeggingen" in seen
    assert f"{PROMISE} Bekijk Werk bij {COLLEGE} 1 maart 2025 openstaand te laat" in seen
    assert "Reactie op uw advies over één loket 14 oktober 2024 Bekijk p. 1" in seen
    assert "geen termijn" in seen


def test_one_commitment_stands_in_its_paragraph_with_the_point_that_it_is_about(
    town: Path, open_screen: Opener
) -> None:
    app = open_screen(town, SCREEN, toezegging="c1")
    assert f"In zijn alinea: {YES} {PROMISE}" in words(app)
    assert "Hoort bij Punt 1 van “Eén loket”" in words(app)
    assert "./adviezen?advies=advies-loket&punt=r1#punt-r1" in unescape(markup(app))


def test_an_intention_shows_only_when_asked_and_never_as_a_commitment(town: Path, open_screen: Opener) -> None:
    app = open_screen(town, SCREEN)
    assert WISH not in words(app)
    app.toggle(key="voornemens").set_value(True).run()
    before, after = words(app).split("Hier bindt niemand zich")
    assert WISH not in before
    assert WISH in after
    assert "1 voornemen" in after
    assert "openstaand" not in after


def test_nothing_to_download_shows_no_button(town: Path, open_screen: Opener) -> None:
    assert open_screen(town, SCREEN).get("download_button")
    assert not open_screen(town, SCREEN, voortgang="afgedaan").get("download_button")


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        ("zoek", "opening", 1),
        ("zoek", "reactie loket", 1),
        ("loopt", "te-laat", 1),
        ("loopt", "30dagen", 0),
        ("loopt", "alles", 2),
        ("voortgang", "open", 2),
        ("voortgang", "afgedaan", 0),
        ("wie", COLLEGE, 2),
        ("instantie", COUNCIL, 1),
        ("van", "2025-03-01", 1),
        ("van", "2025-03-02", 0),
        ("tot", "2025-03-01", 1),
        ("tot", "2025-02-28", 0),
        ("vanaf", "2025-01-01", 1),
        ("loopt", "ooit", 2),
    ],
)
def test_a_filter_in_the_address(name: str, value: str, number: int, town: Path, open_screen: Opener) -> None:
    written = markup(open_screen(town, SCREEN, **{name: value}))
    assert written.count('scope="row"') == number
    assert ("Geen toezegging past bij deze keuze." in written) == (number == 0)


def test_what_is_chosen_on_the_screen_stands_in_the_address(town: Path, open_screen: Opener) -> None:
    app = open_screen(town, SCREEN)
    app.selectbox(key="loopt").set_value("te-laat").run()
    assert app.query_params["loopt"] == "te-laat"
    assert "1 toezegging" in words(app)
    app.selectbox(key="loopt").set_value("alles").run()
    assert "loopt" not in app.query_params
    assert "2 toezeggingen" in words(app)


def test_an_address_that_changes_counts_before_what_was_chosen(town: Path, open_screen: Opener) -> None:
    app = open_screen(town, SCREEN, loopt="te-laat")
    app.query_params.pop("loopt")
    app.run()
    assert app.selectbox(key="loopt").value == "alles"
    assert "2 toezeggingen" in words(app)


@pytest.mark.parametrize(
    ("parameters", "first", "direction"),
    [
        ({}, PROMISE, "ascending"),
        ({"sorteer": "toezegging"}, "Let op", "ascending"),
        ({"sorteer": "toezegging", "omgekeerd": "ja"}, PROMISE, "descending"),
        ({"sorteer": "bron", "omgekeerd": "ja"}, "Let op", "descending"),
        ({"omgekeerd": "ja"}, PROMISE, "descending"),
    ],
    ids=str,
)
def test_each_column_sorts(
    parameters: dict[str, str], first: str, direction: str, town: Path, open_screen: Opener
) -> None:
    written = markup(open_screen(town, SCREEN, **parameters))
    assert f'aria-sort="{direction}"' in written
    rows = re.findall(r'<th class="breed" scope="row".*?<span class="woorden">(.*?)</span>', written, re.DOTALL)
    assert rows[0].startswith(first)
    assert len(rows) == 2


def test_a_link_that_sorts_keeps_the_filters_and_so_does_the_way_back(town: Path, open_screen: Opener) -> None:
    written = unescape(markup(open_screen(town, SCREEN, loopt="te-laat")))
    assert "./toezeggingen?loopt=te-laat&sorteer=wie" in written
    assert "./toezeggingen?toezegging=c1&van-lijst=loopt%3Dte-laat" in written
    kept = {"van-lijst": "loopt=te-laat"}
    back = unescape(markup(open_screen(town, SCREEN, toezegging="c1", **kept)))
    assert 'href="./toezeggingen?loopt=te-laat"' in back


def test_markup_in_a_commitment_is_shown_literally(town: Path, open_screen: Opener) -> None:
    written = markup(open_screen(town, SCREEN))
    assert "&lt;script&gt;alert(" in written
    assert "<script" not in written


def test_done_needs_proof(own_town: Path, open_screen: Opener) -> None:
    app = open_screen(own_town, SCREEN, toezegging="c1")
    button(app, "Werk de status bij").click().run()
    app.radio[0].set_value("afgedaan")
    app.text_input[0].set_value("A. de Boer")
    button(app, "Leg besluit vast").click().run()
    proof, place, reason = problems(app)
    assert "bewijs" in proof
    assert "bladzijde" in place
    assert "Vul een reden in" in reason
    app.text_area[0].set_value("Raadsbrief van 20 februari 2025, p. 2.")
    app.selectbox[0].set_value(app.selectbox[0].options[1])
    app.number_input[0].set_value(1)
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


def test_all_that_is_missing_is_said_at_once(own_town: Path, open_screen: Opener) -> None:
    app = open_screen(own_town, SCREEN, toezegging="c1")
    button(app, "Dit is geen toezegging").click().run()
    button(app, "Leg besluit vast").click().run()
    assert [one.split(":")[0].split(",")[0] for one in problems(app)] == ["Vul uw naam in", "Vul een reden in"]


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


# -- several at once, and one that seems to be kept -------------------------------------------------------------------
def test_several_are_ticked_and_changed_with_one_form(own_town: Path, open_screen: Opener) -> None:
    app = open_screen(own_town, SCREEN, meer="true")
    assert not [one for one in app.button if one.label.startswith("Werk de gekozen")]
    for box in app.checkbox:
        if box.label.startswith("Kies nummer"):
            box.set_value(True)
    app.run()
    assert "2 toezeggingen gekozen" in words(app)
    button(app, "Werk de gekozen toezeggingen bij").click().run()
    status = next(one for one in app.radio if one.label == "Nieuwe status")
    status.set_value("in behandeling")
    next(one for one in app.text_input if one.label.startswith("Uw naam")).set_value("A. de Boer")
    app.text_area[0].set_value("Besproken in de commissie.")
    button(app, "Leg besluit vast").click().run()
    assert "0 toezeggingen gekozen" in words(app)
    assert "Vastgelegd: 2 toezeggingen in behandeling, door A. de Boer." in words(app)
    with KnowledgeBase(own_town) as kb:
        assert {(one.statement.id, one.status.value) for one in kb.commitments() if one.statement.id != "i1"} == {
            ("c1", "in behandeling"),
            ("c9", "in behandeling"),
        }
        assert {(one.by, one.reason) for one in kb.decisions()} == {("A. de Boer", "Besproken in de commissie.")}


def test_all_that_is_shown_is_ticked_with_one_button(town: Path, open_screen: Opener) -> None:
    app = open_screen(town, SCREEN, meer="true", loopt="te-laat")
    button(app, "Kies alle getoonde").click().run()
    assert "1 toezegging gekozen" in words(app)


def kept_promise(home: Path) -> None:
    """A later letter that seems to keep the first promise, on its second page."""
    done = "Wij hebben u daarover op 17 februari 2025 geïnformeerd."
    news = letter(
        "bericht", "Bericht over de opening", DocumentKind.COUNCIL_LETTER,
        [[("Geachte leden.", [])], [(done, [responds(done, "n1")])]], sender=COLLEGE, date=date(2025, 2, 20),
    )  # fmt: skip
    grounds = (Ground(GroundKind.STATED, quote="zelfde opening"),)
    with KnowledgeBase(home) as kb:
        kb.put(news)
        fulfils = Link("n1", "c1", Relation.FULFILS, "proef/1", 0.7, grounds, basis=Basis.WORDS)
        yes = answers("a1", "r1", Position.ADOPTED, "zelfde onderwerp")
        kb.put_links([yes, fulfils])


def test_one_click_closes_a_commitment_with_the_proof_that_was_found(own_town: Path, open_screen: Opener) -> None:
    kept_promise(own_town)
    app = open_screen(own_town, SCREEN)
    assert "1 toezegging is mogelijk nagekomen." in words(app)
    app = open_screen(own_town, SCREEN, voortgang="mogelijk-nagekomen")
    seen = words(app)
    assert PROMISE in seen
    assert (
        "Wij hebben u daarover op 17 februari 2025 geïnformeerd. Bericht over de opening, 20 februari 2025, p. 2"
        in seen
    )
    button(app, "Afgedaan met dit bewijs").click().run()
    app.text_input[-1].set_value("A. de Boer")
    button(app, "Leg besluit vast").click().run()
    assert PROVEN in words(app)
    with KnowledgeBase(own_town) as kb:
        (made,) = kb.decisions("c1")
    assert (made.value, made.by, made.proof) == ("afgedaan", "A. de Boer", Proof("bericht", date(2025, 2, 17), page=2))


def test_who_gave_a_name_before_needs_one_click(own_town: Path, open_screen: Opener) -> None:
    kept_promise(own_town)
    app = open_screen(own_town, SCREEN, toezegging="c1")
    app.session_state["naam"] = "A. de Boer"
    button(app, "Afgedaan met dit bewijs").click().run()
    assert "Status afgedaan" in words(app)


def test_addresses_of_an_earlier_build_give_the_same_list(town: Path, open_screen: Opener) -> None:
    app = open_screen(town, SCREEN, bevat="opening", uit="Reactie", voortgang="Te laat")
    assert app.text_input(key="zoek").value == "opening Reactie"
    assert app.selectbox(key="loopt").value == "te-laat"
    assert "1 toezegging" in words(app)
    assert PROMISE in words(app)
    assert "Geen toezegging past bij deze keuze." in words(open_screen(town, SCREEN, voortgang="Afgerond"))
    assert "2 toezeggingen" in words(open_screen(town, SCREEN, voortgang="Nog open"))


def test_an_address_opens_the_form_once(town: Path, open_screen: Opener) -> None:
    app = open_screen(town, SCREEN, toezegging="c1", werk="bij")
    assert "Kiest u afgedaan, zeg dan ook waar dat staat." in words(app)
    button(app, "Annuleer").click().run()
    assert "Kiest u afgedaan" not in words(app)
