"""All formats say the same, whoever reads them."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kb.export.cells import safe, writable
from kb.export.rows import ADVICE_COLUMNS
from kb.knowledge import KnowledgeBase
from kb.model import Filter
from tests.kb import taking_home as home
from tests.kb.builders import FakeEmbedder


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


def test_a_query_on_the_linked_data_gives_the_csv_back_cell_by_cell_without_a_network(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = home.taken(kb, "jsonld")

    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("reading an export opens no connection")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    found = [
        {column.title: _cell(row[column.key]) for column in ADVICE_COLUMNS if column.key in row}
        for row in home.linked_rows(path)
    ]
    rows = home.csv_rows(home.taken(kb, "csv"))
    assert found == rows
    assert any(row["Beslist over"] == "antwoord" for row in rows), "or the comparison would say little"
    assert any(row["Beslist over"] == "aanbeveling" for row in rows)


def _cell(value: Any) -> str:
    """As the CSV writes it."""
    if isinstance(value, float):
        return f"{value:.2f}".replace(".", ",")
    if isinstance(value, date):
        return value.isoformat()
    return safe(writable(value or ""))


def test_they_agree_on_a_part_too(kb: KnowledgeBase) -> None:
    where = Filter(document_ids=("advies",))
    for form, readers in home.READERS.items():
        assert readers[0](home.taken(kb, form, where)) == home.EXPECTED, form
