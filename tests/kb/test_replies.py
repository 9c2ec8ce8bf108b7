"""Which letter answers which: by reference, else by date and parties, and never when in doubt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kb.letters.parties import body_words, same_body
from kb.letters.replies import answered_documents
from kb.model import Document, DocumentKind

COLLEGE = "College van burgemeester en wethouders van Waterstad"
COUNCIL = "Adviesraad Sociaal Domein Waterstad"


def document(name: str, **facts: Any) -> Document:
    return Document(id=name, file=f"{name}.pdf", sha256=name, title=name, **facts)


ADVICE = document("advies", date=date(2024, 3, 14), sender=COUNCIL, addressee=COLLEGE, our_reference="ASD-2024-03")
OTHER = document(
    "ander", date=date(2024, 3, 14), sender="Cliëntenraad Participatie", addressee=COLLEGE, our_reference="CR 7"
)
EARLIER = document("eerder", date=date(2023, 5, 2), sender=COUNCIL, addressee=COLLEGE, our_reference="ASD-2023-09")
LOADED = (ADVICE, OTHER, EARLIER)


def reply(**facts: Any) -> Document:
    return document("antwoord", **{"date": date(2024, 6, 1), "sender": COLLEGE, "addressee": COUNCIL, **facts})


def answered(letter: Document, loaded: tuple[Document, ...] = LOADED) -> Document | None:
    found = answered_documents(letter, (*loaded, letter))
    assert len(found) < 2
    return found[0] if found else None


@pytest.mark.parametrize("written", ["ASD-2024-03", "asd-2024-03", "ASD - 2024 - 03", "ASD-2024-03."])
def test_a_reference_leads_to_the_letter_that_bears_it(written: str) -> None:
    assert answered(reply(your_reference=written)) is ADVICE
    assert answered(reply(answers=(written,))) is ADVICE


def test_a_date_leads_to_the_letter_of_that_day_between_the_same_parties() -> None:
    assert answered(reply(answers=("2024-03-14",))) is ADVICE
    assert answered(reply(answers=("2024-03-14",), addressee="Cliëntenraad Participatie")) is OTHER


def test_a_date_alone_that_fits_two_letters_leads_nowhere() -> None:
    assert answered(reply(answers=("2024-03-14",), addressee=None)) is None


def test_a_reference_that_two_letters_bear_is_settled_by_the_date_or_not_at_all() -> None:
    twin = document("dubbel", date=date(2024, 4, 1), sender=COUNCIL, our_reference="ASD-2024-03")
    assert answered(reply(your_reference="ASD-2024-03"), (ADVICE, twin)) is None
    assert answered(reply(your_reference="ASD-2024-03", answers=("2024-04-01",)), (ADVICE, twin)) is twin


def test_a_case_number_in_common_is_enough_when_only_one_letter_has_it() -> None:
    with_case = document("zaak", date=date(2024, 4, 1), sender=COUNCIL, addressee=COLLEGE, your_reference="Z-24-991")
    assert answered(reply(our_reference="Z-24-991"), (with_case,)) is with_case
    assert answered(reply(our_reference="Z-24-991"), (with_case, document("b", your_reference="Z-24-991"))) is None


def test_a_reaction_on_the_draft_of_a_report_comes_before_its_publication() -> None:
    report = document(
        "rapport", kind=DocumentKind.AUDIT_REPORT, date=date(2024, 7, 1), sender="Rekenkamer Waterstad", subject="Groen"
    )
    facts = {"kind": DocumentKind.RESPONSE_LETTER, "addressee": "Rekenkamer Waterstad", "subject": "Reactie groen"}
    assert answered(reply(answers=("2024-05-13",), **facts), (report,)) is report
    assert answered(reply(answers=("2023-05-13",), **facts), (report,)) is None  # of another draft
    assert answered(reply(**facts | {"date": date(2024, 1, 9)}), (report,)) is None  # too long before
    advice = replace(report, kind=DocumentKind.ADVICE)
    assert answered(reply(answers=("2024-05-13",), **facts), (advice,)) is None  # an advice is not reacted on before


def test_no_letter_answers_one_that_was_written_later_or_itself() -> None:
    assert answered(reply(date=date(2024, 1, 1), your_reference="ASD-2024-03")) is None
    assert answered(reply(our_reference="ASD-2024-03", your_reference="ASD-2024-03"), ()) is None


def test_a_letter_that_names_nothing_answers_nothing() -> None:
    assert answered(reply()) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Adviesraad Sociaal Domein Waterstad", "Adviesraad Sociaal Domein", True),
        ("ASD Waterstad", "Adviesraad Sociaal Domein Waterstad", True),
        ("het college van B&W", "College van burgemeester en wethouders van Waterstad", True),
        ("Rekenkamer Waterstad", "Adviesraad Sociaal Domein Waterstad", False),
        ("Gemeenteraad Waterstad", "College van burgemeester en wethouders van Waterstad", False),
        (None, "Rekenkamer Waterstad", None),
    ],
)
def test_bodies_are_recognised_by_their_names(one: str | None, other: str, same: bool | None) -> None:
    assert same_body(one, other) is same
    assert same_body(other, one) is same
    assert body_words(one) & body_words(other) or same is not True
    assert (bool(body_words(one)) and bool(body_words(other))) == (same is not None)


def advice(name: str, subject: str, written: date = date(2024, 3, 14), **facts: Any) -> Document:
    facts = {"sender": COUNCIL, "addressee": COLLEGE, **facts}
    return document(name, kind=DocumentKind.ADVICE, subject=subject, date=written, **facts)


CARE, DEBTS = advice("zorg", "Ongevraagd advies mantelzorg en respijtzorg"), advice("schulden", "Advies over schulden")


def response(subject: str, **facts: Any) -> Document:
    return reply(kind=DocumentKind.RESPONSE_LETTER, subject=subject, **facts)


@pytest.mark.parametrize("subject", ["Reactie op uw advies mantelzorgers", "mantelzorg en respijtzorg"])
def test_a_response_without_date_or_reference_answers_the_only_advice_on_its_subject(subject: str) -> None:
    assert answered(response(subject), (CARE, DEBTS)) is CARE


def test_the_day_on_which_an_advice_came_in_is_near_its_date() -> None:
    assert answered(response("reactie mantelzorg", answers=("2024-03-19",)), (CARE,)) is CARE
    assert answered(response("reactie mantelzorg", answers=("2024-05-19",)), (CARE,)) is None


@pytest.mark.parametrize(
    ("letter", "loaded"),
    [
        (response("Reactie op advies mantelzorg"), (CARE, advice("tweede", "advies mantelzorg", date(2024, 5, 1)))),
        (response("Reactie op advies mantelzorg", addressee="Cliëntenraad Participatie"), (CARE,)),
        (
            response("Reactie op advies mantelzorg", your_reference="ASD 8"),
            (advice("nr", "mantelzorg", our_reference="7"),),
        ),
        (response("Reactie op advies mantelzorg", date=date(2026, 6, 1)), (CARE,)),
        (response("Reactie op uw advies"), (CARE,)),
        (reply(subject="Reactie op advies mantelzorg", kind=DocumentKind.COUNCIL_LETTER), (CARE,)),
    ],
    ids=["two advices", "another body", "another reference", "years later", "no subject", "no response"],
)
def test_a_subject_in_common_is_not_enough_when_anything_speaks_against_it(
    letter: Document, loaded: tuple[Document, ...]
) -> None:
    assert answered(letter, loaded) is None


def test_a_letter_that_names_nothing_answers_the_advice_on_its_subject() -> None:
    report = document("a", kind=DocumentKind.AUDIT_REPORT, sender="Rekenkamer Waterstad")
    report = replace(report, title="Rapport Grip op de jeugdhulp")
    letter = replace(
        reply(addressee="Rekenkamer Waterstad", kind=DocumentKind.RESPONSE_LETTER),
        title="bestuurlijke reactie rapport Grip op de jeugdhulp",
    )
    assert answered(letter, (report,)) is report
    assert answered(letter, (report, replace(report, id="b"))) is None
    assert answered(replace(letter, title="bestuurlijke reactie rapport Wonen"), (report,)) is None


def test_a_letter_to_the_council_answers_the_advice_of_the_day_that_it_names() -> None:
    advice = document("a", kind=DocumentKind.ADVICE, date=date(2024, 3, 14), sender=COUNCIL)
    letter = reply(addressee="Gemeenteraad", kind=DocumentKind.COUNCIL_LETTER, answers=("2024-03-14",))
    assert answered(letter, (advice,)) is advice


YOUTH = document("jeugd", date=date(2024, 3, 20), sender="Jongerenraad Waterstad", kind=DocumentKind.ADVICE)
TENANTS = document("huurders", date=date(2024, 3, 27), sender="Huurdersplatform Waterstad")
TOGETHER = (ADVICE, YOUTH, TENANTS)


def names(letter: Document, loaded: tuple[Document, ...] = TOGETHER) -> list[str]:
    return sorted(each.id for each in answered_documents(letter, (*loaded, letter)))


def to_all(**facts: Any) -> Document:
    bodies = f"{COUNCIL}; Jongerenraad; Huurdersplatform"
    return reply(addressee=bodies, kind=DocumentKind.RESPONSE_LETTER, **facts)


def test_one_letter_answers_every_advice_whose_reference_or_date_it_names() -> None:
    assert names(to_all(answers=("ASD-2024-03", "2024-03-20", "2024-03-27"))) == ["advies", "huurders", "jeugd"]
    assert names(to_all(answers=("2024-03-14", "2024-03-20"))) == ["advies", "huurders", "jeugd"]


def test_of_each_body_that_a_letter_goes_to_it_answers_the_only_letter() -> None:
    assert names(to_all()) == ["advies", "huurders", "jeugd"]
    second = replace(TENANTS, id="nog een", date=date(2024, 4, 2))
    assert names(to_all(), (*TOGETHER, second)) == ["advies", "jeugd"], "cannot tell which of the two"
    old = replace(TENANTS, id="oud", date=date(2021, 4, 2))
    assert names(to_all(), (*TOGETHER, old)) == ["advies", "huurders", "jeugd"]


def test_a_date_of_another_body_than_the_letter_goes_to_is_not_answered() -> None:
    letter = reply(your_reference="ASD-2024-03", answers=("ASD-2024-03", "2024-03-20"))
    assert names(letter) == ["advies"]


def test_later_news_answers_what_the_letter_answered_that_it_names_as_its_own() -> None:
    first = replace(reply(your_reference="ASD-2024-03", our_reference="Z-24-1"), id="eerst")
    later = document("later", date=date(2025, 1, 7), sender=COLLEGE, answers=("2024-06-01",))
    assert names(later, (*TOGETHER, first)) == ["advies"]
    assert names(replace(later, answers=("2024-06-02",)), (*TOGETHER, first)) == []


def test_an_advice_that_recalls_an_earlier_one_of_its_own_does_not_answer_it() -> None:
    again = document("nieuw", date=date(2025, 3, 1), sender=COUNCIL, kind=DocumentKind.ADVICE, answers=("ASD-2024-03",))
    assert names(again) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Gemeente Waterstad", COLLEGE, True),
        ("Gemeente Waterstad", "College van burgemeester en wethouders", True),
        ("Gemeente Waterstad", "Gemeente Rietmeer", False),
        ("Gemeente Waterstad", "Cultuurraad Waterstad", False),
        ("Gedeputeerde Staten van Westmark", "Provincie Westmark", True),
        ("Provincie Westmark", "Gemeente Westmark", False),
        ("Jongerenraad; Cultuurraad", "Cultuurraad Waterstad", True),
        ("Jongerenraad; Cultuurraad", "Seniorenraad Waterstad", False),
    ],
)
def test_an_authority_is_its_board_and_a_field_may_name_several(one: str, other: str, same: bool) -> None:
    assert same_body(one, other) is same
    assert same_body(other, one) is same
    assert body_words(one) & body_words(other) or same is not True
    assert (bool(body_words(one)) and bool(body_words(other))) == (same is not None)


def test_an_authority_answers_an_advice_to_its_council() -> None:
    report = document(
        "rapport", kind=DocumentKind.AUDIT_REPORT, date=date(2024, 3, 14), sender="Rekenkamer", addressee="Gemeenteraad"
    )
    told = reply(kind=DocumentKind.COUNCIL_LETTER, addressee="Gemeenteraad", answers=("2024-03-14",))
    assert answered(told, (report,)) is report


def test_the_secretariat_of_a_body_is_that_body() -> None:
    assert same_body("Secretariaat Kwaliteitscommissie", "Kwaliteitscommissie Beschermd Wonen")


def test_a_person_may_write_for_any_body() -> None:
    assert same_body("Vermaat, Joop", COLLEGE) is None
    assert same_body("Fenna Vermaat", COUNCIL) is None
    assert answered(reply(sender="Zandstra, Iep", answers=("2023-05-02",))) is EARLIER


def test_the_board_of_a_body_is_that_body() -> None:
    assert same_body("College van Bestuur SOOW", "Stichting Openbaar Onderwijs Waterstad") is True
    assert same_body("College van Bestuur SOOW", "Stichting Wonen Veenland") is False
