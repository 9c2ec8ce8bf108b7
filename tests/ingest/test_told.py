"""Answers that somebody else tells, or that stand outside a reply: to which advice and point they are linked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ingest.linking.joins import Joined
from ingest.linking.letter import Letter
from ingest.statements.find import find_statements
from kb.model import Document, DocumentKind, GroundKind, Link, Position, Relation, StatementKind
from kb.why import why
from tests.ingest.beside import linked
from tests.ingest.letters import document, passages
from tests.ingest.test_link import encode, links

YES, NO, PARTLY, UNCLEAR = Position.ADOPTED, Position.REJECTED, Position.PARTLY, Position.UNCLEAR
LIST, RIB, MINUTES = DocumentKind.DECISION_LIST, DocumentKind.COUNCIL_LETTER, DocumentKind.MINUTES
REPORT, PROPOSAL = DocumentKind.OTHER, DocumentKind.COUNCIL_PROPOSAL

CARERS = """
De Adviesraad Sociaal Domein (ASD) brengt advies uit over mantelzorg. Wij adviseren u:

1. in ieder wijkteam een vast aanspreekpunt voor mantelzorgers aan te wijzen;

2. het budget voor respijtzorg te verhogen;

3. de wachttijden elk kwartaal openbaar te maken.
"""
DEBTS = """
# Aanbevelingen

Aanbeveling 1: Leg afspraken met woningcorporaties over huurachterstanden vast.

Aanbeveling 2: Maak een register van alle meldingen.

Aanbeveling 3: Informeer de raad jaarlijks over de kosten van schuldhulp.
"""


def read(of: Document, text: str) -> Letter:
    made = passages(of, text)
    return Letter.of(of, made, find_statements(of, made), whole=of.kind is not DocumentKind.ADVICE)


def advice(text: str = CARERS, subject: str = "Advies over mantelzorg", name: str = "advies") -> Letter:
    of = document(DocumentKind.ADVICE, name, date(2025, 3, 3))
    return read(replace(of, title=subject, subject=subject, sender="Adviesraad Sociaal Domein Veldwijk"), text)


def audit() -> Letter:
    of = document(DocumentKind.AUDIT_REPORT, "schulden", date(2025, 2, 3))
    return read(replace(of, title="Schuldhulp onder de loep", sender="Rekenkamer Veldwijk"), DEBTS)


def teller(kind: DocumentKind, text: str, written: date | None = date(2025, 9, 1)) -> Letter:
    return read(document(kind, "stuk", written), text)


def told(asked: Letter, *others: Letter, answers: dict[str, Letter] | None = None) -> list[Link]:
    own = {each.id for each in asked.statements}
    found = links(asked, *others, answers=answers)
    return [each for each in found if each.relation is Relation.ANSWERS and each.target_id in own]


def positions(asked: Letter, *others: Letter) -> dict[str | None, Position | None]:
    """The position per number of the point."""
    numbers = {each.id: each.label for each in asked.statements}
    found = told(asked, *others)
    assert len({each.target_id for each in found}) == len(found), "a point is answered twice"
    return {numbers[each.target_id]: each.position for each in found}


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (
            LIST,
            "# Advies mantelzorg\n\nHet college besluit het advies van de Adviesraad Sociaal Domein over te nemen.",
            {"1": YES, "2": YES, "3": YES},
        ),
        (
            LIST,
            "Het college besluit het advies van de Adviesraad Sociaal Domein over mantelzorg niet over te nemen.",
            {"1": NO, "2": NO, "3": NO},
        ),
        (
            RIB,
            "# Mantelzorg\n\nDe Adviesraad Sociaal Domein (ASD) bracht advies uit.\n\n"
            "Aanbeveling 2 van de ASD nemen wij niet over.",
            {"2": NO},
        ),
        (
            MINUTES,
            "# 4. Mantelzorg\n\nDe wethouder zegt dat het college het eerste advies van de Adviesraad Sociaal Domein "
            "overneemt.",
            {"1": YES},
        ),
        (
            REPORT,
            "# Mantelzorg in 2025\n\nDe Adviesraad Sociaal Domein vroeg om een vast aanspreekpunt voor mantelzorgers "
            "in ieder wijkteam. Deze aanbeveling is opgevolgd.",
            {"1": YES},
        ),
        (
            REPORT,
            "# Mantelzorg in 2025\n\nDe aanbevelingen van de Adviesraad Sociaal Domein worden zo goed mogelijk "
            "opgevolgd.",
            {"1": PARTLY, "2": PARTLY, "3": PARTLY},
        ),
        (
            MINUTES,
            "# Mantelzorg\n\nDe wethouder antwoordt dat het college het advies van de Adviesraad Sociaal Domein over "
            "het budget voor respijtzorg niet overneemt.",
            {"2": NO},
        ),
        (
            LIST,
            "# 7. Mantelzorg\n\nHet college besluit:\n\n"
            "1. Het advies van de Adviesraad Sociaal Domein niet over te nemen.",
            {"1": NO, "2": NO, "3": NO},
        ),
    ],
)
def test_an_answer_to_a_council_of_advice_is_told(kind: DocumentKind, text: str, expected: dict[str, Position]) -> None:
    assert positions(advice(), teller(kind, text)) == expected


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (
            RIB,
            "# Schuldhulp\n\nDe aanbevelingen 1 en 3 van de rekenkamer nemen wij over. "
            "Aanbeveling 2 nemen wij niet over.",
            {"1": YES, "2": NO, "3": YES},
        ),
        (
            REPORT,
            "# Opvolging rekenkamerrapport schuldhulp\n\nAanbeveling 2 is opgevolgd.\n\n"
            "Aanbeveling 3 is deels opgevolgd.",
            {"2": YES, "3": PARTLY},
        ),
        (
            LIST,
            "# Rekenkamer: schuldhulp\n\nDe raad besluit de aanbevelingen van de Rekenkamer over te nemen.",
            {"1": YES, "2": YES, "3": YES},
        ),
        (
            REPORT,
            "# Schuldhulp\n\nDe aanbeveling van de Rekenkamer om een register van alle meldingen te maken, volgt het "
            "college niet op.",
            {"2": NO},
        ),
    ],
)
def test_an_answer_to_an_audit_is_told(kind: DocumentKind, text: str, expected: dict[str, Position]) -> None:
    assert positions(audit(), teller(kind, text)) == expected


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (RIB, "# Mantelzorg\n\nHet advies van de GGD nemen wij over. De Adviesraad Sociaal Domein is geïnformeerd."),
        (LIST, "# Mantelzorg\n\nHet college besluit het advies van de Adviesraad Cultuur over te nemen."),
        (LIST, "Het college besluit het advies van de Adviesraad Sociaal Domein over leerlingenvervoer over te nemen."),
        (LIST, "# Leerlingenvervoer\n\nHet advies van de Adviesraad Sociaal Domein wordt overgenomen."),
        (
            LIST,
            "# Mantelzorg\n\nHet college besluit het advies van de Adviesraad Sociaal Domein Oostdorp over te nemen.",
        ),
        (MINUTES, "# Mantelzorg\n\nDe raad wil dat het college het advies van de Adviesraad Sociaal Domein overneemt."),
        (
            MINUTES,
            "# Mantelzorg\n\nDe fractie van Lokaal neemt het advies van de Adviesraad Sociaal Domein graag over.",
        ),
        (PROPOSAL, "# Mantelzorg\n\nWij stellen u voor het advies van de Adviesraad Sociaal Domein over te nemen."),
        (LIST, "# Mantelzorg\n\nHet college neemt kennis van het advies van de Adviesraad Sociaal Domein."),
        (
            REPORT,
            "# Mantelzorg\n\nDe Adviesraad Sociaal Domein stelt vast dat het college afwijkt van het advies van de "
            "Adviesraad Sociaal Domein.",
        ),
        (
            REPORT,
            "# Mantelzorg\n\nDe eerste twee adviezen van de Adviesraad Sociaal Domein zijn uitgevoerd, het derde niet.",
        ),
        (
            LIST,
            "# Mantelzorg\n\nHet college opdracht te geven het advies van de Adviesraad Sociaal Domein uit te voeren.",
        ),
        (REPORT, "# Mantelzorg\n\nDiverse aanbevelingen van de Adviesraad Sociaal Domein zijn opgevolgd."),
    ],
)
def test_what_tells_of_no_answer_to_this_advice_stays_unlinked(kind: DocumentKind, text: str) -> None:
    assert positions(advice(), teller(kind, text)) == {}


WHOLE = "# Mantelzorg\n\nHet college besluit het advies van de Adviesraad Sociaal Domein over te nemen."


def test_another_rekenkamer_is_not_the_rekenkamer() -> None:
    text = "# Schuldhulp\n\nDe aanbevelingen van de Algemene Rekenkamer zijn opgevolgd."
    assert positions(audit(), teller(REPORT, text)) == {}


def test_an_answer_from_before_the_advice_is_about_another() -> None:
    assert positions(advice(), teller(LIST, WHOLE, date(2024, 12, 1))) == {}


def test_of_several_advices_of_one_body_the_subject_tells_which() -> None:
    bus = advice("Wij adviseren u de haltes van de buurtbus te behouden.", "Advies over de buurtbus", "bus")
    carers, list_ = advice(), teller(LIST, WHOLE)
    assert len(told(carers, bus, list_)) == 3
    assert told(bus, carers, list_) == []


def test_the_authoritys_own_reply_goes_before_what_is_told() -> None:
    reply = read(
        document(DocumentKind.RESPONSE_LETTER, "reactie", date(2025, 6, 2)),
        "Uw eerste advies nemen wij niet over. Het tweede advies nemen wij over.",
    )
    asked = advice()
    found = told(asked, reply, teller(LIST, WHOLE), answers={"reactie": asked})
    numbers = {each.id: each.label for each in asked.statements}
    assert {numbers[each.target_id]: each.position for each in found} == {"1": NO, "2": YES, "3": YES}
    assert len(found) == 3


def test_the_evidence_says_who_tells_it_and_for_what() -> None:
    asked = advice()
    of_authority = told(asked, teller(LIST, WHOLE))
    of_another = told(asked, teller(REPORT, WHOLE))
    assert all(
        "geldt voor het hele advies, volgens “stuk”" in why(each.grounds) for each in (*of_authority, *of_another)
    )
    assert not any(each.hearsay for each in of_authority)
    assert all(each.hearsay for each in of_another)


def test_a_report_on_what_became_of_advice_tells_what_the_council_decided() -> None:
    """What it tells of itself counts for nothing until somebody judged it; the college may have answered before."""
    first = audit()
    later = document(DocumentKind.AUDIT_REPORT, "opvolging", date(2026, 9, 1))
    later = replace(later, title="Opvolgingsonderzoek schuldhulp", sender="Rekenkamer Veldwijk")
    text = (
        "# Wat is er met de aanbevelingen gebeurd?\n\n"
        "De raad heeft op 8 juli 2025 besloten alle aanbevelingen over de schuldhulp over te nemen."
    )
    letters = [first, read(later, text)]
    joined = {"Opvolgingsonderzoek schuldhulp": Joined((first.document,), likely=True, later=True)}
    made = [link for each in linked(letters, encode, joined) for link in (*each.first, *each.second)]
    found = [link for link in made if link.rests_on(GroundKind.WHOLE)]
    assert {(each.position, each.hearsay) for each in found} == {(Position.ADOPTED, True)}
    assert {each.target_id for each in found} == {
        s.id for s in first.of_kind(StatementKind.RECOMMENDATION) if not s.parent_id
    }
