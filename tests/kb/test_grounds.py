"""What a finding rests on: the sentence that is made of it, how it is kept, and how an older base is understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, Table, Text, insert

from kb.model import Basis, Ground, GroundKind, Link, Linked, Relation, Shared, Statement, StatementKind, basis_of
from kb.store import Store, tables
from kb.store.database import engine, migrate
from kb.store.mapping import link_of, link_row, seal, statement_of, statement_row
from kb.store.migrations.versions import v0005_grounds as older
from kb.why import why

K = GroundKind
SHARED = (Shared("wachttijden", 1.39), Shared("kwartaal", 0.69))
SPRING = date(2024, 5, 2)
PROMISED = Ground(K.PROMISE, about=StatementKind.COMMITMENT, day=SPRING)
VERDICT = Ground(K.VERDICT, quote="Dit nemen wij over; wij beginnen in mei.")
# The grounds of a link, the sentence that the screens and exports show, and the weakest that it rests on.
SENTENCES: list[tuple[tuple[Ground, ...], str, Basis]] = [
    ((Ground(K.SAME_QUESTION, "9"),), "antwoord op vraag 9", Basis.STRUCTURE),
    ((Ground(K.NAMES_NUMBER, "2b"),), "noemt aanbeveling 2b", Basis.STRUCTURE),
    ((Ground(K.NAMES_POINT, "2"),), "noemt dit punt (2)", Basis.STRUCTURE),
    ((Ground(K.NAMES_POINT),), "noemt dit punt", Basis.STRUCTURE),
    (
        (Ground(K.SAME_NUMBER, "3"), Ground(K.BELOW_POINT, "3"), VERDICT),
        "hetzelfde nummer (3); volgt op de weergave van dit punt (3); "
        "standpunt uit “Dit nemen wij over; wij beginnen in mei.”",
        Basis.STRUCTURE,
    ),
    (
        (Ground(K.ALIKE, words=SHARED, likeness=0.48), Ground(K.BELOW_POINT)),
        "dezelfde strekking (gedeelde woorden: wachttijden, kwartaal); volgt op de weergave van dit punt",
        Basis.MODEL,
    ),
    (
        (Ground(K.ABOUT_POINT, "1", words=SHARED),),
        "gaat over dit punt (1) (gedeelde woorden: wachttijden, kwartaal)",
        Basis.MODEL,
    ),
    ((Ground(K.ABOUT_POINT, words=SHARED[:1]),), "gaat over dit punt (gedeelde woorden: wachttijden)", Basis.MODEL),
    ((Ground(K.ABOUT_POINT),), "gaat over dit punt", Basis.MODEL),
    ((Ground(K.BELOW_QUOTATION, "a"),), "volgt op de woorden van dit punt (a)", Basis.STRUCTURE),
    ((Ground(K.SAME_AGENDA_ITEM),), "toezegging bij hetzelfde agendapunt", Basis.STRUCTURE),
    ((Ground(K.SAID_EARLIER),), "dezelfde aanbeveling, eerder in dit document", Basis.STRUCTURE),
    ((Ground(K.WHOLE),), "geldt voor het hele advies", Basis.WORDS),
    ((Ground(K.EXCEPTED),), "uitgezonderd van wat voor het advies geldt", Basis.WORDS),
    ((Ground(K.WHOLE_REPORT),), "bestuurlijke reactie in hetzelfde document op het geheel", Basis.WORDS),
    ((Ground(K.PUT_OFF, quote="U hoort van ons."),), "uitstel voor het hele advies: “U hoort van ons.”", Basis.WORDS),
    (
        (Ground(K.NAMES_REPORT, title="Zicht op zorg"),),
        "onderschrijft de aanbevelingen uit “Zicht op zorg”",
        Basis.WORDS,
    ),
    (
        (Ground(K.REFERS, "1 en 2"), Ground(K.SAME_NUMBER, "3"), VERDICT),
        "verwijst naar het antwoord op aanbeveling 1 en 2; hetzelfde nummer (3); "
        "standpunt uit “Dit nemen wij over; wij beginnen in mei.”",
        Basis.STRUCTURE,
    ),
    (
        (Ground(K.ANOTHER_TELLS), Ground(K.WHOLE), Ground(K.TOLD_IN, title="Nieuws; mei"), VERDICT),
        "een ander dan wie antwoordt vertelt het; geldt voor het hele advies, volgens “Nieuws; mei”; "
        "standpunt uit “Dit nemen wij over; wij beginnen in mei.”",
        Basis.WORDS,
    ),
    (
        (Ground(K.LATER_NEWS), Ground(K.ABOUT_POINT, "2", words=SHARED)),
        "later bericht, niet het antwoord aan de adviseur; gaat over dit punt (2) "
        "(gedeelde woorden: wachttijden, kwartaal)",
        Basis.MODEL,
    ),
    (
        (PROMISED, Ground(K.SAME_TERM)),
        "toezegging van 2 mei 2024, met dezelfde termijn",
        Basis.STRUCTURE,
    ),
    (
        (Ground(K.LIKE_PROMISE, words=SHARED, about=StatementKind.INTENTION, title="Brief over wonen"),),
        "voornemen in “Brief over wonen” (gedeelde woorden: wachttijden, kwartaal)",
        Basis.MODEL,
    ),
    (
        (Ground(K.STATE_IN_LIST, quote="Afgedaan."),),
        "stand van zaken in de lijst: “Afgedaan.”",
        Basis.STRUCTURE,
    ),
    ((Ground(K.SAME_ROW, "4"),), "staat in dezelfde rij (4)", Basis.STRUCTURE),
    ((Ground(K.STATED, quote="zelfde onderwerp"),), "zelfde onderwerp", Basis.STRUCTURE),
]  # fmt: skip


def without_weights(grounds: tuple[Ground, ...]) -> list[tuple[object, ...]]:
    """What a sentence tells of them."""
    return [(g.kind, g.label, g.quote, g.title, g.day, g.about, [each.word for each in g.words]) for g in grounds]


@pytest.mark.parametrize(("grounds", "sentence", "basis"), SENTENCES, ids=[each[1][:40] for each in SENTENCES])
def test_grounds_make_the_sentence_and_the_basis(grounds: tuple[Ground, ...], sentence: str, basis: Basis) -> None:
    assert (why(grounds), basis_of(grounds)) == (sentence, basis)


def test_every_ground_of_a_link_stands_among_these() -> None:
    said = {ground.kind for grounds, _, _ in SENTENCES for ground in grounds}
    kinds = list(GroundKind)
    assert said == set(kinds[kinds.index(K.SAME_QUESTION) :])


# -- keeping ----------------------------------------------------------------------------------------------------------
words = st.text(max_size=12)
some_grounds = st.builds(
    Ground, st.sampled_from(GroundKind), st.none() | words, st.none() | words,
    st.lists(st.builds(Shared, words, st.none() | st.floats(0, 9)), max_size=2).map(tuple),
    st.none() | st.floats(0, 1), st.none() | words, st.none() | words, st.none() | st.dates(),
    st.none() | st.sampled_from(StatementKind),
)  # fmt: skip


@given(st.lists(some_grounds, max_size=3).map(tuple), st.sampled_from(Basis))
def test_grounds_are_kept_as_they_were(grounds: tuple[Ground, ...], basis: Basis) -> None:
    link = Link("a", "r", Relation.ANSWERS, "koppeling", 0.5, grounds, basis=basis)
    assert link_of(link_row(link)) == link
    said = Statement("a", "d", "p", StatementKind.RESPONSE, 0, 2, "Ja", "x", 0.5, basis=basis, grounds=grounds)
    assert statement_of(statement_row(said)) == said


# -- an older base ----------------------------------------------------------------------------------------------------
def read_back(sentence: str, found_by: str = "koppeling (regels 2)") -> Link:
    """A link as the program understands it of which an older one kept the sentence."""
    now = older.of_link({"found_by": found_by, "evidence": sentence})
    row = link_row(Link("a", "r", Relation.ANSWERS, found_by, 0.5, (), basis=Basis.STRUCTURE))
    return link_of({**row, **now})


@pytest.mark.parametrize(("grounds", "sentence", "basis"), SENTENCES, ids=[each[1][:40] for each in SENTENCES])
def test_the_sentence_of_an_older_program_is_understood(
    grounds: tuple[Ground, ...], sentence: str, basis: Basis
) -> None:
    if any(ground.kind in (K.LATER_NEWS, K.SAME_ROW) for ground in grounds):
        return  # no older program said so
    found = read_back(sentence)
    assert (without_weights(found.grounds), found.basis) == (without_weights(grounds), basis)


@given(st.lists(st.sampled_from([each[1] for each in SENTENCES]) | st.text(min_size=1, max_size=30), min_size=1))
def test_what_an_older_program_said_is_still_said(clauses: list[str]) -> None:
    sentence = "; ".join(clauses)
    assert why(read_back(sentence).grounds) == sentence


def test_what_only_the_name_of_the_finder_told_is_not_lost() -> None:
    told = read_back("noemt dit punt, volgens “Nieuwsbrief”", "koppeling van horen zeggen (regels 1)")
    whole = read_back("geldt voor het hele advies", "koppeling van het geheel (regels 2)")
    plain = read_back("geldt voor het hele advies, volgens “Raadsbrief”")
    assert [(each.hearsay, each.of_the_whole) for each in (told, whole, plain)] == [
        (True, False), (False, True), (False, False),
    ]  # fmt: skip


def rows_of_an_older_base() -> dict[str, list[dict[str, Any]]]:
    document = {
        "id": "d", "file": "brief.txt", "sha256": "0" * 64, "title": "Brief", "kind": "antwoordbrief", "sender": None,
        "addressee": None, "date": SPRING, "our_reference": None, "your_reference": None, "subject": None,
        "answers": [], "signatories": [], "enclosures": [], "attachments": [], "paged": False, "page_count": 1,
        "added": None, "replaces": None, "contents": {"pages": 0, "passages": 1, "statements": 3}, "part": None,
    }  # fmt: skip
    passage = {
        "id": "p", "document_id": "d", "number": 1, "text": "Stel een kader vast. Ja.", "boxes": [], "section": [],
        "kind": "tekst", "level": None, "label": None, "also": [],
    }  # fmt: skip
    same = {
        "document_id": "d", "passage_id": "p", "parent_id": None, "restated": False, "soft": False, "actor": None,
        "addressee": None, "due": None, "due_text": None, "score": 0.9,
    }  # fmt: skip
    point = {"kind": "recommendation", "start": 0, "end": 20, "text": "Stel een kader vast."}
    reply = {"kind": "response", "start": 21, "end": 24, "text": "Ja."}
    statements = [
        {**same, **point, "id": "r", "label": "3", "found_by": "genummerd kopje (regels 2)"},
        {**same, **point, "id": "l", "label": "b", "found_by": "opsomming na verzoeken (regels 2)"},
        {**same, **reply, "id": "a", "label": None, "found_by": "naast het advies gelegd (regels 2)"},
        {**same, **point, "id": "e", "label": None, "found_by": "onderschrijven (regels 2)"},
    ]
    link = {
        "id": "a-answers-r", "source_id": "a", "target_id": "r", "relation": "answers", "found_by": "koppeling (1)",
        "score": 0.7, "evidence": "gaat over dit punt (3); standpunt uit “Ja.”", "position": "overgenomen",
    }  # fmt: skip
    odd = {**link, "id": "e-endorses-r", "source_id": "e", "relation": "endorses", "evidence": "om een andere reden"}
    return {"documents": [document], "passages": [passage], "statements": statements, "links": [link, odd]}


def as_it_was(name: str, rows: list[dict[str, Any]]) -> Table:
    """The table with the columns that these rows have."""
    known = {column.name: column.type for column in getattr(tables, name).columns}
    return Table(name, MetaData(), *(Column(each, known.get(each, Text())) for each in (*rows[0], "seal")))


@pytest.fixture
def store(empty: str) -> Iterator[Store]:
    """An older base, opened by this program; the seal of one statement is broken."""
    made = engine(empty)
    migrate(made, "0004")
    with made.begin() as connection:
        for name, rows in rows_of_an_older_base().items():
            sealed: list[Mapping[str, Any]] = [
                {**row, "seal": "broken" if row["id"] == "l" else seal(row)} for row in rows
            ]
            connection.execute(insert(as_it_was(name, rows)), sealed)
    made.dispose()
    store = Store(empty)
    store.migrate()
    yield store
    store.close()


def test_an_older_base_tells_the_same_and_on_what_it_rests(store: Store) -> None:
    found = {each.id: each for each in store.statements()}
    assert found["r"].grounds == (Ground(K.NUMBERED, "3"),)
    assert found["l"].grounds == (Ground(K.LISTED_AFTER, "b", "verzoeken"),)
    assert found["e"].grounds == (Ground(K.CUE, cue="onderschrijven"),)
    assert {id_ for id_, each in found.items() if each.by_linking} == {"a"}
    assert {link.id: why(link.grounds) for link in store.links()} == {
        "a-answers-r": "gaat over dit punt (3); standpunt uit “Ja.”",
        "e-endorses-r": "om een andere reden",
    }


def test_an_older_base_stays_sealed_and_a_broken_seal_stays_broken(store: Store) -> None:
    assert list(store.broken_seals()) == [("statements", "l")]


def test_responses_that_an_older_program_found_by_linking_go_when_letters_are_linked_anew(store: Store) -> None:
    assert store.linking.unlinked() == dict.fromkeys(store.newest(), True), "all is to be linked anew"
    store.linking.put([Linked(each) for each in store.newest()])
    assert store.links() == ()
    assert "a" not in {each.id for each in store.statements()}
