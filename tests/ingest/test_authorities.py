"""To which municipality a letter belongs by its own words, and that letters of two with the same subjects and days are
not linked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from ingest.layout.pages import lay_out, plain_pages
from ingest.letterhead.letterhead import letterhead
from ingest.linking.catching_up import catch_up
from ingest.pipeline import link_concerned
from ingest.read.files import Limits, read
from ingest.reading import read_file
from kb import knowledge
from kb.knowledge import KnowledgeBase
from kb.model import Reading
from tests.ingest.linked_base import NoIndex
from tests.ingest.test_link import encode
from tests.kb.builders import FakeEmbedder

ADVICE = """{who}
{where}

Aan: {to}

Datum: 4 maart 2024
Betreft: Ongevraagd advies over de wachttijden in de jeugdhulp

Geacht college,

{opening}

1. Wij adviseren u elk kwartaal de wachttijden in de jeugdhulp te publiceren.

2. Wij adviseren u een vast aanspreekpunt voor ouders aan te wijzen.

Met vriendelijke groet,

{who}
"""
REPLY = """Gemeente {town}

Aan: Adviesraad Sociaal Domein

Datum: 6 mei 2024
Betreft: Reactie op uw advies over de wachttijden in de jeugdhulp

Geachte leden,

Op 4 maart 2024 ontvingen wij uw advies over de wachttijden in de jeugdhulp.

1. U adviseert elk kwartaal de wachttijden te publiceren. Dit advies nemen wij over.

2. Een vast aanspreekpunt voor ouders wijzen wij niet aan, omdat de aanbieders dat al hebben.

Hoogachtend,

Burgemeester en wethouders
"""
NEWS = """Gemeente {town}

RAADSINFORMATIEBRIEF

Aan: de gemeenteraad

Datum: 10 juni 2024
Betreft: Wachttijden in de jeugdhulp

Geachte raadsleden,

In maart ontvingen wij een advies van de Adviesraad Sociaal Domein over de wachttijden in de jeugdhulp. Het advies om
elk kwartaal de wachttijden te publiceren nemen wij over.

Hoogachtend,

Burgemeester en wethouders
"""
OPENING, COUNCIL = "Met dit advies vragen wij aandacht voor de jeugdhulp.", "Adviesraad Sociaal Domein"
NORTH, SOUTH = "Gemeente Noorderveld", "Gemeente Zuiderveld"


def advice(who: str = COUNCIL, where: str = "", to: str = "het college van burgemeester en wethouders",
           opening: str = OPENING) -> str:  # fmt: skip
    return ADVICE.format(who=who, where=where, to=to, opening=opening)


def authorities(text: str) -> tuple[str, ...]:
    return letterhead(read(Path("brief.txt"), text.encode()).pages, "brief.txt").authorities


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (advice(to="het college van burgemeester en wethouders van Noorderveld"), [NORTH]),
        (advice(to="het college van burgemeester en wethouders van Gilze en Rijen"), ["Gemeente Gilze en Rijen"]),
        (advice(where="p/a gemeente Noorderveld, Postbus 10, 9123 AB Noorderveld"), [NORTH]),
        (advice(where="Postbus 10, 9123 AB Noorderveld", who=f"{COUNCIL} Noorderveld"), [NORTH]),
        (advice(who="Rekenkamer Almere"), ["Gemeente Almere"]),
        (advice(who="Dorpsraad Almere", where="gemeente Noorderveld"), [NORTH]),
        (advice(where="voor de gemeenten Noorderveld en Zuiderveld"), [NORTH, SOUTH]),
        (advice(where="voor de gemeenten Noorderveld en Zuiderveld",
                to="het college van burgemeester en wethouders van Zuiderveld"), [SOUTH, NORTH]),
        (REPLY.format(town="Noorderveld"), [NORTH]),
        (NEWS.format(town="Noorderveld"), [NORTH]),
        (advice(who="Gedeputeerde Staten van Utrecht", to="Waterschap De Twee Weteringen"),
         ["Provincie Utrecht", "Waterschap De Twee Weteringen"]),
    ],
)  # fmt: skip
def test_a_letter_says_where_it_belongs(text: str, names: list[str]) -> None:
    assert list(authorities(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        advice(),
        advice(who="Rekenkamer Oost"),
        advice(who="Dorpsraad Almere"),
        advice(opening="Wij zagen dit in de gemeente Noorderveld. Ook de gemeente Zuiderveld doet het zo."),
        advice(who="Autoriteit Persoonsgegevens", to="Minister van Financiën", opening="De gemeente Ede deed dit al."),
    ],
)
def test_what_does_not_say_it_stays_open(text: str) -> None:
    assert authorities(text) == ()


# -- letters of two municipalities ------------------------------------------------------------------------------------
@cache
def readings() -> tuple[Reading, ...]:
    """The advice of Noorderveld, and the answers and the news of both: that of Zuiderveld answers what is not here."""
    texts = {"noord-advies": advice(where="p/a Gemeente Noorderveld, Postbus 10, 9123 AB Noorderveld")}
    for name, town in (("noord", "Noorderveld"), ("zuid", "Zuiderveld")):
        texts |= {f"{name}-antwoord": REPLY.format(town=town), f"{name}-nieuws": NEWS.format(town=town)}
    return tuple(reading(name, text) for name, text in texts.items())


def reading(name: str, text: str) -> Reading:
    (one,) = read_file(f"{name}.txt", text.encode(), Limits()).readings
    return replace(one, original=text.encode())


@pytest.fixture
def kb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KnowledgeBase]:
    monkeypatch.setattr(knowledge, "index_of", NoIndex)
    with KnowledgeBase(tmp_path / "kb", embedder=FakeEmbedder()) as opened:
        yield opened


def between(kb: KnowledgeBase) -> set[tuple[str, str]]:
    """Which letters are linked to which others."""
    catch_up(kb, encode)
    files = {each.id: each.file.removesuffix(".txt") for each in kb.documents()}
    at = {each.id: files[each.document_id] for each in kb.statements()}
    ends = ((at[link.source_id], at[link.target_id]) for link in kb.links())
    return {(one, other) for one, other in ends if one != other}


def known(one: Reading, *names: str) -> Reading:
    return replace(one, document=replace(one.document, authorities=names))


OWN = {("noord-antwoord", "noord-advies"), ("noord-nieuws", "noord-advies")}
CROSSING = {("zuid-antwoord", "noord-advies"), ("zuid-nieuws", "noord-advies")}


def test_letters_of_two_municipalities_are_not_linked_by_their_subjects_and_days(kb: KnowledgeBase) -> None:
    for one in readings():
        kb.put(one)
    assert between(kb) == OWN


def test_they_would_be_if_nobody_knew_where_they_belong(kb: KnowledgeBase) -> None:
    for one in readings():
        kb.put(known(one))
    assert between(kb) > CROSSING


def test_what_a_person_says_of_it_links_them_anew(kb: KnowledgeBase) -> None:
    for one in readings():
        kb.put(one)
    between(kb)
    (one,) = (each for each in kb.documents() if each.file == "noord-advies.txt")
    kb.place_document(one.id, [NORTH, SOUTH], by="M. Smit")
    assert between(kb) == OWN | CROSSING
    kb.place_document(one.id, [SOUTH], by="M. Smit")
    assert between(kb) == CROSSING
    kb.withdraw(kb.placed(one.id).id, by="M. Smit")  # type: ignore[union-attr]
    kb.withdraw(one.id, by="M. Smit")
    assert between(kb) == OWN


def test_one_letter_to_two_municipalities_is_no_other_version(kb: KnowledgeBase) -> None:
    for town in ("Noorderveld", "Zuiderveld"):
        text = advice(where=f"p/a gemeente {town}")
        kb.put(reading("advies", text))
    assert [each.belongs_to for each in kb.documents()] == [(NORTH,), (SOUTH,)]


def test_documents_of_an_older_program_are_looked_at_when_letters_are_linked(kb: KnowledgeBase) -> None:
    from sqlalchemy import null, update

    from kb.store import tables

    for one in readings():
        kb.put(known(one))
    with kb._store._engine.begin() as connection:
        connection.execute(update(tables.documents).values(authorities=null()))
    assert len(kb.unplaced()) == len(readings())
    link_concerned(kb)
    assert kb.unplaced() == []
    assert {each.document.file: each.document.authorities for each in readings()} == {
        each.file: each.authorities for each in kb.documents()
    }


@pytest.mark.parametrize("below", ["RAADSBRIEF", "Vergadering van 3 mei 2031", "Jaarverslag 2031"])
def test_the_line_below_a_name_is_no_part_of_it(below: str) -> None:
    """Also of a municipality that no register has, and where both stand in one heading."""
    text = f"Gemeente Veenwater\n{below}\n\nDatum: 4 maart 2031\n\nGeachte raad,\n\nIn deze brief leest u meer.\n"
    assert letterhead(lay_out(plain_pages(text)), "brief.txt").authorities == ("Gemeente Veenwater",)
