"""A small trail of letters in which every rule that looks from one letter to another finds something."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from functools import cache

from ingest.reading import analysed
from kb.letters.authorities import named_in
from kb.model import Block, BlockKind, Document, DocumentKind, Line, Page, Reading
from tests.ingest.letters import document, passages

RAAD, COLLEGE = "Adviesraad Sociaal Domein Veldwijk", "College van burgemeester en wethouders van Veldwijk"
CARERS = """
De Adviesraad Sociaal Domein (ASD) brengt advies uit over mantelzorg in onze wijken en dorpen. Wij adviseren u:

1. in ieder wijkteam een vast aanspreekpunt voor mantelzorgers aan te wijzen;

2. het budget voor respijtzorg te verhogen;

3. de wachttijden {how_often} openbaar te maken.
"""
ANSWERED = """
# 1. Aanspreekpunt

U adviseert ons in ieder wijkteam een vast aanspreekpunt voor mantelzorgers aan te wijzen.

Wij nemen dit advies over.

# 2. Respijtzorg

U adviseert het budget voor respijtzorg te verhogen.

Dat doen wij niet, omdat het budget nu al niet wordt gebruikt.
"""
BOTH = """
Wij reageren op uw adviezen.

# Advies over mantelzorg

De wachttijden gaan wij elk kwartaal openbaar maken op onze website.

# Advies over speelplekken

Een natuurspeelplaats in ieder dorp nemen wij op in het plan voor het groen.
"""
DEBTS = """
# Aanbevelingen

Aanbeveling 1: Leg afspraken met woningcorporaties over huurachterstanden vast.

Aanbeveling 2: Informeer de raad jaarlijks over de kosten van schuldhulp.
"""
ROWS = """
Nr. | Datum | Toezegging | Portefeuillehouder | Termijn | Stand van zaken

T25-3 | 6-6-2025 | De raad krijgt de monitor schuldhulp. | De Boer | 1-10-2025 | Afgedaan met brief Z25-099.

T25-4 | 6-6-2025 | Uitvoeringsplan voor wijkteams. | De Boer | Q1 2026 | Verschoven naar 1 juli 2026.
"""
MONITOR = "Wij sturen uw raad vóór 1 oktober 2025 de monitor over schuldhulp."
PLAN = "Wij sturen uw raad in het eerste kwartaal van 2026 een uitvoeringsplan voor de wijkteams."
KEPT = "In onze brief van 6 juni 2025 hebben wij u de monitor over schuldhulp toegezegd. Met deze brief doen wij die "
FURTHER = "Het vaste aanspreekpunt voor mantelzorgers in ieder wijkteam is er nu."
RENT = "Met de woningcorporaties leggen wij afspraken over huurachterstanden vast."
DUG = "De natuurspeelplaats in ieder dorp wordt aangelegd. Alle speelplekken worden dit jaar gekeurd."
MINUTES = """
De wethouder meldt de Adviesraad Sociaal Domein Veldwijk dat het vaste aanspreekpunt voor mantelzorgers in ieder
wijkteam is aangewezen.

Het budget voor respijtzorg wordt niet verhoogd, omdat het niet wordt gebruikt.
"""
REPLY, RIB, ADVICE = DocumentKind.RESPONSE_LETTER, DocumentKind.COUNCIL_LETTER, DocumentKind.ADVICE


def _reading(kind: DocumentKind, name: str, written: date | None, text: str, **head: object) -> Reading:
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    of: Document = replace(document(kind, name, written), sha256=sha256, **head)  # type: ignore[arg-type]
    of = replace(of, authorities=named_in(f"{of.sender}\n{of.addressee}"))
    made = passages(of, text)
    if " | " in text:
        made = tuple(replace(p, kind=BlockKind.TABLE_ROW) for p in made)
    found, kept = analysed(of, made, "")
    page = Page(1, 595.0, 842.0, tuple(Block((Line(each.text),), each.kind) for each in made))
    return Reading(of, name.encode(), (page,), made, found, kept)


@cache
def readings() -> tuple[Reading, ...]:
    """The letters; the second is a new version of the first."""
    carers = {"sender": RAAD, "addressee": COLLEGE, "our_reference": "ASD-2025-07", "title": "Advies over mantelzorg"}
    own = {"sender": COLLEGE, "addressee": RAAD}
    told = "Het college besluit het advies van de Adviesraad Sociaal Domein over mantelzorg over te nemen."
    later = "Wij hebben uw advies ontvangen. Onze inhoudelijke reactie ontvangt u vóór 1 december 2025."
    endorsed = "Wij onderschrijven de aanbevelingen van de Rekenkamer in Schuldhulp onder de loep."
    play = "Wij adviseren u:\n\n1. in ieder dorp een natuurspeelplaats aan te leggen;\n\n2. de speelplekken te keuren."
    named = "Wij reageren op het advies van de Adviesraad Sociaal Domein Veldwijk over mantelzorg en respijtzorg."
    return (
        _reading(ADVICE, "advies", date(2025, 3, 3), CARERS.format(how_often="elk kwartaal"), **carers),
        _reading(ADVICE, "advies-2", date(2025, 3, 3), CARERS.format(how_often="elke maand"), **carers),
        _reading(REPLY, "uitstel", date(2025, 4, 1), later, **own, answers=("2025-03-03",)),
        _reading(REPLY, "antwoord", date(2025, 6, 2), ANSWERED, **own, your_reference="ASD-2025-07"),
        _reading(ADVICE, "spelen", date(2025, 3, 20), play, sender=RAAD, title="Advies over speelplekken"),
        _reading(REPLY, "beide", date(2025, 7, 1), BOTH, **own, title="Reactie op uw adviezen"),
        _reading(REPLY, "genoemd", date(2025, 5, 5), f"{named}\n\nHet budget verhogen wij.", sender=COLLEGE),
        _reading(DocumentKind.DECISION_LIST, "besluiten", date(2025, 5, 20), f"# Mantelzorg\n\n{told}"),
        _reading(DocumentKind.AUDIT_REPORT, "schulden", date(2025, 2, 3), DEBTS, title="Schuldhulp onder de loep",
                 sender="Rekenkamer Veldwijk"),
        _reading(ADVICE, "steun", date(2025, 8, 8), endorsed, sender=RAAD, title="Advies over schuldhulp"),
        _reading(RIB, "Z25-041", date(2025, 6, 6), f"{MONITOR}\n\n{PLAN}", sender=COLLEGE, our_reference="Z25-041"),
        _reading(RIB, "Z25-099", date(2025, 9, 8), f"{KEPT}toezegging gestand.", sender=COLLEGE),
        _reading(RIB, "weer", date(2025, 9, 9), f"Zoals toegezegd in brief Z25-041 volgt dit. {PLAN}", sender=COLLEGE),
        _reading(RIB, "zonder", None, "Zoals toegezegd ontvangt u hierbij de monitor over schuldhulp.", sender=COLLEGE),
        _reading(RIB, "gelijk", date(2025, 9, 30), MONITOR, sender=COLLEGE),
        _reading(DocumentKind.COMMITMENT_LIST, "lijst", date(2026, 1, 5), ROWS, sender=COLLEGE),
        _reading(REPLY, "vervolg", date(2025, 10, 1), FURTHER, sender=COLLEGE, answers=("2025-06-02",)),
        _reading(REPLY, "samen", date(2025, 7, 7), RENT, sender=COLLEGE, addressee=f"{RAAD}; Rekenkamer Veldwijk"),
        _reading(DocumentKind.MINUTES, "verslag", date(2025, 11, 4), MINUTES),
        _reading(REPLY, "speeltuin", date(2025, 7, 8), DUG, sender=COLLEGE),
    )  # fmt: skip
