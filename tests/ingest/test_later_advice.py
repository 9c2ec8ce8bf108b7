"""A college letter whose advice is not loaded stands in for it; the advice joins when it comes, and may go again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.pipeline import add, link_all
from kb import KnowledgeBase
from kb.model import Advice, Position, Relation

REPLY = """
De Adviesraad Sociaal Domein Waterstad
Postbus 1, Waterstad

Datum: 1 december 2025
Uw brief van: 10 juli 2025
Uw kenmerk: ASD-2025-07
Onderwerp: Reactie op uw advies over jeugdhulp

Geachte leden,

U adviseert om eerst het hele stelsel van jeugdhulp te bekijken voordat u op onderdelen bezuinigt.
Dat advies nemen wij over.

Op uw uitgangspunten reageren wij als volgt.

1. Vaste begeleiders

U adviseert om ieder gezin een vaste begeleider te geven.

Daarvoor zien wij geen aanleiding.

2. Wijkteams

U adviseert om in twee wijkteams met zelfsturing te experimenteren.

Wij doen dit al sinds 2023.

3. Preventie op scholen

U adviseert om preventie op scholen als uitgangspunt te nemen.

Wij danken u voor dit advies.

Hoogachtend,
burgemeester en wethouders van Waterstad
"""

ADVICE = """
Adviesraad Sociaal Domein Waterstad

Aan het college van burgemeester en wethouders van Waterstad

Datum: 10 juli 2025
Ons kenmerk: ASD-2025-07
Onderwerp: Ongevraagd advies over jeugdhulp

Geacht college,

Wij adviseren u eerst het hele stelsel van jeugdhulp te bekijken voordat u op onderdelen bezuinigt.

Daarnaast adviseren wij u:

1. ieder gezin een vaste begeleider te geven;

2. in twee wijkteams met zelfsturing te experimenteren;

3. preventie op scholen als uitgangspunt te nemen.

Met vriendelijke groet,
de voorzitter
"""

# What an advice might have said to which the letter of 1 December 2020 answers.
JULY = """
Adviesraad Sociaal Domein Almere

Aan het college van burgemeester en wethouders van Almere

Datum: 10 juli 2020
Ons kenmerk: 12548124
Onderwerp: Ongevraagd advies over bezuinigingen op jeugdhulp

Geacht college,

Wij adviseren u niet te bezuinigen op losse onderdelen van de jeugdhulp, maar naar het integrale plaatje te kijken.

Voor uw keuzes adviseren wij u:

1. een integrale langetermijnvisie op te stellen die aansluit bij wat Almeerders nodig hebben;

2. in één of twee wijkteams te experimenteren met integrale samenwerking;

3. meer experimenten en pilots te doen, zoals een wijkteam als netwerkorganisatie, om lerend te werken;

4. bij preventie de basisvoorzieningen zoals scholen en kinderopvang als uitgangspunt te nemen;

5. het Kwaliteitsmanifest Sociaal Domein weer als leidraad voor kwaliteit te gebruiken.

Met vriendelijke groet,
de voorzitter
"""


@pytest.fixture
def kb(home: Path) -> Iterator[KnowledgeBase]:
    with KnowledgeBase(home) as opened:
        yield opened


def file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def only(kb: KnowledgeBase) -> Advice:
    (advice,) = kb.advices()
    return advice


def read(advice: Advice) -> list[tuple[str | None, Position | None]]:
    return [(trail.recommendation.label, trail.position) for trail in advice.trails]


POSITIONS = [
    (None, Position.ADOPTED), ("1", Position.REJECTED), ("2", Position.EXISTING), ("3", Position.UNCLEAR)
]  # fmt: skip


def test_the_restated_points_stand_in_until_the_advice_comes_and_again_when_it_goes(
    kb: KnowledgeBase, tmp_path: Path
) -> None:
    add(kb, [file(tmp_path, "antwoord.txt", REPLY)])
    before = only(kb)
    assert before.missing_original
    assert read(before) == POSITIONS

    add(kb, [file(tmp_path, "advies.txt", ADVICE)])
    joined = only(kb)
    assert (joined.missing_original, joined.days) == (False, 144)
    assert read(joined) == POSITIONS, "as many points, each with its answer"
    for trail in joined.trails:
        assert not trail.recommendation.restated
        assert [each.link.relation for each in trail.related] == [Relation.RESTATES]
        assert len(trail.answers) == 1

    kb.forget(joined.document.id)
    link_all(kb)
    after = only(kb)
    assert after.missing_original
    assert [t.recommendation.id for t in after.trails] == [t.recommendation.id for t in before.trails]
    assert read(after) == POSITIONS


def test_a_public_letter_gives_six_points_that_join_the_advice(kb: KnowledgeBase, shared: Path, tmp_path: Path) -> None:
    add(kb, [shared / "data/dev/documents/college_reactie_advies_bezuinigingen_jeugdhulp.txt"])
    before = only(kb)
    assert before.missing_original
    assert [trail.recommendation.label for trail in before.trails] == [None, "1", "2", "3", "4", "5"]
    assert all(trail.answers for trail in before.trails)

    add(kb, [file(tmp_path, "advies.txt", JULY)])
    joined = only(kb)
    assert not joined.missing_original
    assert [trail.recommendation.label for trail in joined.trails] == [None, "1", "2", "3", "4", "5"]
    assert [trail.position for trail in joined.trails] == [trail.position for trail in before.trails]
    assert all(each.related for each in joined.trails), "what the college wrote stands there as its restatement"

    kb.forget(joined.document.id)
    link_all(kb)
    assert only(kb) == before
