"""All formats say the same, whoever reads them."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kb.errors import UnknownFormat
from kb.export import export_points
from kb.export.cells import writable
from kb.export.rows import ADVICE_COLUMNS
from kb.knowledge import KnowledgeBase
from kb.model import DocumentKind, Filter, PointFilter, Position, Relation, Status, TermState
from tests.kb import taking_home as home
from tests.kb.builders import FakeEmbedder, link

KEYS = {column.key for column in ADVICE_COLUMNS}


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """One for all: these tests only read."""
    with KnowledgeBase(tmp_path_factory.mktemp("kennisbank"), embedder=FakeEmbedder()) as opened:
        home.fill(opened)
        yield opened


@pytest.mark.parametrize(("form", "read"), [(form, read) for form, several in home.READERS.items() for read in several])
def test_every_format_holds_the_same_points_answers_positions_and_states(
    kb: KnowledgeBase, form: str, read: Callable[[Path], list[home.Quoted]]
) -> None:
    assert read(home.taken(kb, form)) == home.EXPECTED


def test_ids_agree_where_there_are_ids(kb: KnowledgeBase) -> None:
    table = [(row["Aanbeveling-id"], row["Koppeling-id"]) for row in home.csv_rows(home.taken(kb, "csv"))]
    linked = home.linked_rows(home.taken(kb, "jsonld"))
    assert table == [(row["recommendation_id"], row["link_id"] or "") for row in linked]
    assert table == [("r1", home.FIRST.id), ("r1a", ""), ("r2", ""), ("r3", home.THIRD.id), ("r4", "a4-answers-r4")]


def test_a_query_on_the_linked_data_gives_the_rows_of_the_json_back_cell_by_cell_without_a_network(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = home.taken(kb, "jsonld")

    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("reading an export opens no connection")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    found = [{key: _plain(value) for key, value in row.items() if key in KEYS} for row in home.linked_rows(path)]
    trails = json.loads(home.taken(kb, "json").read_text(encoding="utf-8"))["trails"]
    assert found == [{key: _plain(row[key]) for key in found[0]} for row in trails]
    assert any(row["decided_about"] == "antwoord" for row in found), "or the comparison would say little"
    assert any(row["decided_about"] == "aanbeveling" for row in found)


def _plain(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, date) else writable(value or "")


def test_they_agree_on_a_part_too(kb: KnowledgeBase) -> None:
    where = Filter(document_ids=("advies",))
    for form, readers in home.READERS.items():
        assert readers[0](home.taken(kb, form, where)) == home.EXPECTED, form


# -- one row per point, and what of it may be asked -------------------------------------------------------------------
@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """Where a later letter answers a point a second time."""
    with KnowledgeBase(tmp_path_factory.mktemp("kennisbank"), embedder=FakeEmbedder()) as opened:
        home.fill(opened)
        opened.put(home.LATER)
        opened.put_links([home.FIRST, home.THIRD, home.AGAIN, link("w1", Relation.RESTATES, "r1")])
        yield opened


def test_a_point_that_is_answered_twice_stands_once_with_the_position_that_counts(twice: KnowledgeBase) -> None:
    rows = home.csv_rows(home.taken(twice, "csv"))
    assert [row["Nummer"] for row in rows] == ["1", "1a", "", "", ""]
    first = next(row for row in rows if row["Aanbeveling-id"] == "r3")
    assert (first["Standpunt"], first["Beoordeeld"]) == ("aangehouden", "nee, voorstel van het programma")
    assert first["Andere antwoorden"] == (
        "“De telefoon is er nu.” (overgenomen, in Nadere reactie, 3 september 2024, bladzijde 1)"
    )
    assert [row[0] for row in home.from_xlsx(home.taken(twice, "xlsx"))] == [row[0] for row in home.EXPECTED]
    words = home.from_docx(home.taken(twice, "docx"))
    assert [row[0] for row in words] == [row[0] for row in home.EXPECTED]
    trails = home.from_json(home.taken(twice, "json"))
    assert len(trails) == len(rows) + 1, "there every answer has a row"


CHOICES = {
    "judged": (PointFilter(judged=True), {"r1", "r2", "r4"}),
    "not judged": (PointFilter(judged=False), {"r1a", "r3"}),
    "position": (PointFilter(positions=(Position.PARTLY, Position.ADOPTED)), {"r1", "r1a", "r4"}),
    "status": (PointFilter(statuses=(Status.NOT_IN_REPLY,)), {"r2"}),
    "body": (PointFilter(bodies=(home.COUNCIL,)), {"r1", "r1a", "r2", "r3", "r4"}),
    "another body": (PointFilter(bodies=("Rekenkamer",)), set()),
    "year": (PointFilter(years=(2024,)), {"r1", "r1a", "r2", "r3", "r4"}),
    "another year": (PointFilter(years=(2023,)), set()),
    "kind": (PointFilter(kinds=(DocumentKind.AUDIT_REPORT,)), set()),
    "term": (PointFilter(terms=(TermState.OVER,)), {"r1", "r1a", "r2", "r3", "r4"}),
    "no term": (PointFilter(terms=(TermState.NONE,)), set()),
    "words of an answer": (PointFilter(words=("BANK", "terug")), {"r4"}),
}


@pytest.mark.parametrize("name", CHOICES)
def test_every_format_keeps_the_points_that_are_asked(kb: KnowledgeBase, name: str) -> None:
    asked, ids = CHOICES[name]
    where = Filter(points=asked)
    assert {row["Aanbeveling-id"] for row in home.csv_rows(home.taken(kb, "csv", where))} == ids
    wanted = [quoted for quoted, id_ in zip(home.EXPECTED, ("r1", "r1a", "r2", "r3", "r4"), strict=True) if id_ in ids]
    for form, readers in home.READERS.items():
        assert readers[0](home.taken(kb, form, where)) == wanted, form


def test_a_choice_is_said_where_people_read_it(kb: KnowledgeBase) -> None:
    where = Filter(points=PointFilter(positions=(Position.PARTLY,), judged=True))
    said = "standpunt deels overgenomen; beoordeeld door een mens"
    assert home.properties_of(home.taken(kb, "xlsx", where)).subject == f"Keuze: {said}"
    assert home.properties_of(home.taken(kb, "xlsx")).subject == "Alles wat geladen is"
    paragraphs = home.word_text(home.taken(kb, "docx", where))
    counted = "De aantallen bij een advies gaan over het hele advies."
    assert f"Dit is een keuze uit de adviezen: {said}. {counted}" in paragraphs


def test_a_choice_takes_only_what_belongs_to_its_points(kb: KnowledgeBase) -> None:
    where = Filter(points=PointFilter(statuses=(Status.NOT_IN_REPLY,)))
    content = json.loads(home.taken(kb, "json", where).read_text(encoding="utf-8"))
    assert [each["id"] for each in content["documents"]] == ["advies"]
    assert content["commitments"] == []


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_list_goes_out_as_it_is_seen_in_its_order_and_with_its_columns(kb: KnowledgeBase, form: str) -> None:
    out = kb.home / f"lijst.{form}"
    export_points(kb, form, out, ["r4", "gone", "r1a"], {"recommendation", "label", "position"})
    rows = home.csv_rows(out) if form == "csv" else home.sheet(out, "Aanbevelingen")
    plain = [{key: (value or "").removeprefix("'") for key, value in row.items()} for row in rows]
    assert plain == [
        {"Nummer": "", "Aanbeveling": "Herstel de bank bij de vijver.", "Standpunt": "overgenomen"},
        {"Nummer": "1a", "Aanbeveling": home.FORMULA, "Standpunt": "deels overgenomen (via hoofdpunt)"},
    ]


def test_a_list_goes_out_in_no_other_format(kb: KnowledgeBase) -> None:
    with pytest.raises(UnknownFormat, match='Een lijst als "docx"'):
        export_points(kb, "docx", kb.home / "lijst.docx", [], {"label"})
