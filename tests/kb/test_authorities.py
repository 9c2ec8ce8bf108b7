"""To which municipality, province or water board a name belongs, and that letters of two are kept apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from kb.decisions.belonging import belonging
from kb.errors import BadDecision, NotFound
from kb.knowledge import KnowledgeBase
from kb.letters.answered import answered
from kb.letters.authorities import apart, chosen_among, identifier, named_in, of_all
from kb.letters.replies import Step, answered_by, considered
from kb.model import DecisionState, Document, DocumentKind, Filter, Reading, Verdict
from tests.kb.builders import letter, recommends

NORTH, SOUTH = "Gemeente Noorderveld", "Gemeente Zuiderveld"
COLLEGE, COUNCIL = "College van burgemeester en wethouders", "Adviesraad Sociaal Domein"
SUBJECT = "wachttijden jeugdhulp"


# -- names ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("College van burgemeester en wethouders van Aa en Hunze", ["Gemeente Aa en Hunze"]),
        ("Gemeente Wierdemeer", ["Gemeente Wierdemeer"]),
        ("GEMEENTE WIERDEMEER", ["Gemeente Wierdemeer"]),
        ("Gemeenteraad van de gemeente Wierdemeer", ["Gemeente Wierdemeer"]),
        ("p/a gemeente Aalten Postbus 12", ["Gemeente Aalten"]),
        ("de gemeenten Aalten, Doetinchem en Oude IJsselstreek",
         ["Gemeente Aalten", "Gemeente Doetinchem", "Gemeente Oude IJsselstreek"]),
        ("de colleges van B en W van Noorderveld en Zuiderveld", [NORTH, SOUTH]),
        ("gemeente 's-Gravenhage", ["Gemeente Den Haag"]),
        ("Adviesraad Sociaal Domein gemeente Krimpen aan den IJssel", ["Gemeente Krimpen aan den IJssel"]),
        ("Provinciale Staten van Utrecht", ["Provincie Utrecht"]),
        ("Gedeputeerde Staten van Fryslân", ["Provincie Fryslân"]),
        ("Waterschap De Twee Weteringen", ["Waterschap De Twee Weteringen"]),
    ],
)  # fmt: skip
def test_an_authority_is_named_by_itself_or_by_its_board(words: str, names: Sequence[str]) -> None:
    assert list(named_in(words)) == names


@pytest.mark.parametrize(
    "words",
    [
        "de gemeente is aan zet", "Gemeenteraad Onderwerp: jeugdhulp", "de gemeenteraad", "Minister van Financiën",
        "Adviesraad Sociaal Domein Noorderveld", "de Nederlandse gemeenten", "De gemeente De heer Jansen",
    ],
)  # fmt: skip
def test_what_only_looks_like_one_is_none(words: str) -> None:
    assert named_in(words) == ()


def test_the_register_is_whole_and_every_name_in_it_is_found() -> None:
    lines = files("kb.letters").joinpath("authorities.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split(" ", 1) for line in lines if not line.startswith("#")]
    codes = {code for code, _ in rows}
    assert len({code for code in codes if code.startswith("gm")}) == 342
    assert {code for code in codes if code.startswith("pv")} == {f"pv{number}" for number in range(20, 32)}
    assert all(re.fullmatch(r"gm\d{4}|pv\d{2}", code) for code in codes)
    for code, name in rows:
        (found,) = named_in(f"Aan: {name},")
        assert str(identifier(found)).endswith(f"/{code}"), name


def test_a_code_is_that_of_tooi_and_never_guessed() -> None:
    assert identifier("Gemeente Amsterdam") == "https://identifier.overheid.nl/tooi/id/gemeente/gm0363"
    assert identifier("Provincie Overijssel") == "https://identifier.overheid.nl/tooi/id/provincie/pv23"
    assert identifier("Gemeente Wierdemeer") is None
    assert identifier("Gemeente Bergen") is None, "there are two"
    assert identifier("Gemeente Bergen (NH)") != identifier("Gemeente Bergen (L)")


# -- letters of two ---------------------------------------------------------------------------------------------------
def document(name: str, *authorities: str, **facts: Any) -> Document:
    return Document(id=name, file=f"{name}.pdf", sha256=name, title=name, authorities=authorities, **facts)


def advice(name: str, *authorities: str, **facts: Any) -> Document:
    given = {"date": date(2024, 3, 4), "sender": COUNCIL, "addressee": COLLEGE, "subject": SUBJECT}
    return document(name, *authorities, kind=DocumentKind.ADVICE, **{**given, **facts})


def reply(*authorities: str, **facts: Any) -> Document:
    given = {"date": date(2024, 6, 3), "sender": COLLEGE, "addressee": COUNCIL, "subject": SUBJECT}
    return document("antwoord", *authorities, kind=DocumentKind.RESPONSE_LETTER, **{**given, **facts})


def test_two_are_apart_only_when_both_are_known_and_share_none() -> None:
    assert apart(advice("a", NORTH), reply(SOUTH))
    assert not apart(advice("a", NORTH), reply())
    assert not apart(advice("a", NORTH, SOUTH), reply(SOUTH)), "an advice to several"
    assert not apart(advice("a", "Gemeente Bergen"), reply("Gemeente Bergen (L)")), "it may be that one"
    assert apart(advice("a", "Gemeente Utrecht"), reply("Provincie Utrecht"))


@pytest.mark.parametrize(
    "named", [{}, {"answers": ("2024-03-04",)}, {"answers": ("2024-03-11",)}, {"addressee": f"{COUNCIL}; Wmo-raad"}]
)
def test_what_a_letter_answers_by_its_day_or_subject_is_of_its_own_municipality(named: dict[str, Any]) -> None:
    own, other = advice("eigen", NORTH), advice("ander", SOUTH)
    letter = reply(NORTH, **named)
    assert answered_by(letter, (own, other, letter))[1] == (own,)
    assert answered_by(letter, (other, letter)) == (None, ())
    assert answered((own, other, letter)) == {"antwoord": (own,)}
    (told,) = (each for each in considered(letter, (other, letter)) if each.document is other)
    assert told.fits == ()
    assert f"hoort bij {SOUTH}: alleen een kenmerk leidt daarheen" in told.lacks


def test_a_letter_of_which_nobody_knows_it_is_held_against_all() -> None:
    letter = reply(answers=("2024-03-04",))
    for one in (advice("a", NORTH), advice("b", SOUTH)):
        assert answered_by(letter, (one, letter))[1] == (one,)
        assert answered((one, letter)) == {"antwoord": (one,)}


def test_a_reference_leads_to_another_municipality_but_first_to_its_own() -> None:
    own, other = (advice(name, of, our_reference="2024-03") for name, of in (("eigen", NORTH), ("ander", SOUTH)))
    letter = reply(NORTH, your_reference="2024-03")
    assert answered_by(letter, (own, other, letter)) == (Step.REFERENCE, (own,))
    assert answered_by(letter, (other, letter)) == (Step.REFERENCE, (other,))
    assert answered((other, letter)) == {"antwoord": (other,)}


def test_the_answer_of_each_finds_the_one_advice_to_several() -> None:
    joint = advice("samen", NORTH, SOUTH)
    for of in (NORTH, SOUTH):
        letter = reply(of)
        assert answered((joint, letter)) == {"antwoord": (joint,)}


# -- choosing ---------------------------------------------------------------------------------------------------------
def test_somebody_asks_for_one_by_its_name_a_part_of_it_or_its_code() -> None:
    known = of_all([document("a", "Gemeente Utrecht", "Gemeente Utrechtse Heuvelrug"), document("b")])
    assert known == ("Gemeente Utrecht", "Gemeente Utrechtse Heuvelrug", "onbekend")
    assert chosen_among(known, ["utrecht"]) == ("Gemeente Utrecht",)
    assert chosen_among(known, ["utrechts"]) == ("Gemeente Utrechtse Heuvelrug",)
    assert chosen_among(known, ["gm0344", "onbekend"]) == ("Gemeente Utrecht", "onbekend")
    for nothing in ("Weesp", "", " "):
        with pytest.raises(NotFound, match=f"met {nothing} in de naam"):
            chosen_among(known, [nothing])


@pytest.mark.parametrize("typed", ["sudwest-fryslan", "Súdwest Fryslân", "gemeente SÚDWEST-FRYSLÂN", "fryslan"])
def test_marks_signs_and_capitals_of_what_is_asked_do_not_count(typed: str) -> None:
    assert chosen_among(["Gemeente Súdwest-Fryslân", "Gemeente De Bilt"], [typed]) == ("Gemeente Súdwest-Fryslân",)
    assert chosen_among(["Gemeente Súdwest-Fryslân", "Gemeente De Bilt"], ["de bilt"]) == ("Gemeente De Bilt",)


# -- what people say --------------------------------------------------------------------------------------------------
WHO = {"by": "M. Smit", "reason": "staat op de envelop"}


def loaded(name: str, *authorities: str, sender: str = COUNCIL) -> Reading:
    reading = letter(
        f"{name}.pdf", recommends(f"{name}-r", "Wij adviseren u de wachttijd te verkorten."), kind=DocumentKind.ADVICE,
        sender=sender, date=date(2024, 3, 4),
    )  # fmt: skip
    return replace(reading, document=replace(reading.document, authorities=authorities))


def placed(kb: KnowledgeBase) -> dict[str, tuple[str, ...]]:
    return {each.file: each.belongs_to for each in kb.documents()}


def test_what_a_person_says_of_a_body_holds_for_all_its_letters_and_for_later_ones(kb: KnowledgeBase) -> None:
    kb.put(loaded("een", NORTH))
    kb.place_body(COUNCIL, [SOUTH], **WHO)
    kb.put(loaded("twee"))
    kb.put(loaded("drie", NORTH, sender="Wmo-raad"))
    assert placed(kb) == {"een.pdf": (SOUTH,), "twee.pdf": (SOUTH,), "drie.pdf": (NORTH,)}
    assert kb.document(kb.documents()[0].id).belongs_to == kb.documents()[0].belongs_to
    assert [(each.file, each.authorities) for each in kb.documents() if each.file == "een.pdf"] == [
        ("een.pdf", (NORTH,))
    ]
    assert [each.file for each in kb.documents(Filter(authorities=(NORTH,)))] == ["drie.pdf"]
    assert kb.authorities() == (NORTH, SOUTH)
    (body,) = (each for each in kb.bodies() if each.name == COUNCIL)
    assert (body.authorities, body.placed.by if body.placed else "") == ((SOUTH,), "M. Smit")
    kb.withdraw(COUNCIL, by="M. Smit")
    assert placed(kb) == {"een.pdf": (NORTH,), "twee.pdf": (), "drie.pdf": (NORTH,)}


def test_what_is_said_of_a_body_holds_for_its_other_names(kb: KnowledgeBase) -> None:
    kb.put(loaded("een", sender="ASD"))
    kb.put(loaded("twee"))
    kb.place_body(COUNCIL, [SOUTH], **WHO)
    assert placed(kb) == {"een.pdf": (), "twee.pdf": (SOUTH,)}
    kb.put_links([])
    assert kb.linked
    kb.merge_bodies("ASD", COUNCIL, **WHO)
    assert placed(kb) == {"een.pdf": (SOUTH,), "twee.pdf": (SOUTH,)}
    assert not kb.linked, "the letters of that name have to be linked again"


def test_what_a_person_says_of_a_document_goes_before_what_is_said_of_its_body(kb: KnowledgeBase) -> None:
    kb.put(loaded("een", NORTH))
    (one,) = kb.documents()
    kb.place_body(COUNCIL, [SOUTH], **WHO)
    kb.place_document(one.id, [NORTH, SOUTH, NORTH], **WHO)
    assert placed(kb) == {"een.pdf": (NORTH, SOUTH)}
    kb.place_document(one.id, [], **WHO)
    assert placed(kb) == {"een.pdf": ()}
    assert kb.authorities() == ("onbekend",)
    first, second, third = kb.judged()
    assert (first.state, second.state, third.state) == (
        DecisionState.COUNTS, DecisionState.OVERRULED, DecisionState.COUNTS
    )  # fmt: skip
    kb.withdraw(one.id, by="M. Smit")
    assert placed(kb) == {"een.pdf": (NORTH, SOUTH)}, "the decision before it counts again"


def test_what_is_said_goes_when_the_document_is_forgotten(kb: KnowledgeBase) -> None:
    kb.put(loaded("een", NORTH))
    kb.place_document(kb.documents()[0].id, [SOUTH], **WHO)
    kb.forget(kb.documents()[0].id)
    assert kb.decisions() == ()


@pytest.mark.parametrize("name", ["Noorderveld", "de raad", "Gemeente", "gemeenten Aalten en Ede"])
def test_what_is_no_name_of_one_authority_is_refused(kb: KnowledgeBase, name: str) -> None:
    kb.put(loaded("een"))
    with pytest.raises(BadDecision, match="bij haar hele naam"):
        kb.place_body(COUNCIL, [name], **WHO)
    with pytest.raises(BadDecision, match="Er is geen organisatie"):
        kb.place_body("Wmo-raad", [NORTH], **WHO)
    with pytest.raises(NotFound):
        kb.place_document("d0", [NORTH], **WHO)
    assert kb.decisions() == ()


def test_a_decision_about_a_version_holds_for_its_newer_ones(kb: KnowledgeBase) -> None:
    kb.put(loaded("een", NORTH))
    (decision,) = [kb.place_document(kb.documents()[0].id, [SOUTH], **WHO)]
    held = belonging([decision], lambda: {decision.subject_id: "dnieuw", "dnieuw": "dnieuw"})
    assert held.on(document("dnieuw", NORTH)).belongs_to == (SOUTH,)
    assert decision.verdict is Verdict.PLACED


def test_documents_of_an_older_program_wait_to_be_looked_at(kb: KnowledgeBase) -> None:
    kb.put(loaded("een"))
    assert kb.unplaced() == []
    kb.put_places({kb.documents()[0].id: [NORTH]})
    assert placed(kb) == {"een.pdf": (NORTH,)}
    assert kb.check() == ()
