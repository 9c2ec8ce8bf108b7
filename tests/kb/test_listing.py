"""What search shows without a question, what is like a passage, and what of it is kept or taken home."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kb.concealed import concealed
from kb.errors import BadSettings, NotFound, UnknownFormat
from kb.export import export_hits
from kb.knowledge import KnowledgeBase
from kb.model import DocumentKind, Filter, Hit, Position, StatementKind, Status
from kb.saved_searches import FILE, delete_search, save_search, saved_searches
from kb.search.listing import by_day, by_document
from kb.standings import standings
from tests.kb.builders import answer, answers, heading, letter, promises, recommends

OLD = letter("oud.pdf", heading("Over hulp"), recommends("r1", "Verkort de wachttijd."), "Met groet.",
             date=date(2023, 1, 1), kind=DocumentKind.ADVICE, sender="Raad", our_reference="R-2023-1")  # fmt: skip
NEW = letter("nieuw.pdf", answers("a1", "Dat nemen wij over."), promises("c1", "Wij sturen een plan."), "Hoogachtend.",
             date=date(2024, 1, 1), kind=DocumentKind.RESPONSE_LETTER, sender="College")  # fmt: skip
UNDATED = letter("los.pdf", "=1+1 is een alinea zonder datum.")


@pytest.fixture(autouse=True)
def _loaded(kb: KnowledgeBase) -> None:
    for reading in (OLD, NEW, UNDATED):
        kb.put(reading)
    kb.put_links([answer("a1", "r1", Position.ADOPTED)])


def ids(hits: Sequence[Hit]) -> list[str]:
    return [hit.passage.id for hit in hits]


def test_without_a_question_all_passages_stand_in_order_newest_first(kb: KnowledgeBase) -> None:
    everything = ["nieuw.1", "nieuw.2", "nieuw.3", "oud.2", "oud.3", "los.1"]
    listing = kb.listed()
    assert (ids(listing.hits), listing.total) == (everything, 6)
    for first in range(7):
        part = kb.listed(first=first, limit=2)
        assert (ids(part.hits), part.total) == (everything[first : first + 2], 6)


def test_who_asks_for_statements_gets_them_one_by_one(kb: KnowledgeBase) -> None:
    listing = kb.listed(Filter(statement_kinds=(StatementKind.COMMITMENT, StatementKind.RECOMMENDATION)))
    assert [hit.citation.quote for hit in listing.hits] == ["Wij sturen een plan.", "Verkort de wachttijd."]
    assert [hit.marks for hit in listing.hits] == [((0, 20),), ((0, 21),)]
    assert ids(kb.listed(Filter(statuses=(Status.ANSWERED,))).hits) == ["oud.2"]
    assert kb.listed(Filter(positions=(Position.REJECTED,))).total == 0


def test_filters_by_document_leave_its_passages(kb: KnowledgeBase) -> None:
    assert ids(kb.listed(Filter(senders=("Raad",))).hits) == ["oud.2", "oud.3"]
    assert ids(kb.listed(Filter(since=date(2023, 6, 1))).hits) == ["nieuw.1", "nieuw.2", "nieuw.3"]
    assert ids(kb.listed(Filter(document_ids=("los",))).hits) == ["los.1"]


def test_how_far_statements_are_is_said_in_words(kb: KnowledgeBase) -> None:
    far = standings(kb, kb.listed(Filter(statement_kinds=tuple(StatementKind))).hits)
    assert far == {"r1": "beantwoord, overgenomen (voorstel)", "a1": "overgenomen", "c1": "openstaand"}


def test_hits_are_put_by_day_and_by_document(kb: KnowledgeBase) -> None:
    new, old, loose = (kb.listed(Filter(document_ids=(id_,))).hits for id_ in ("nieuw", "oud", "los"))
    mixed = (loose[0], old[1], new[1], old[0])
    assert ids(by_day(mixed)) == ["nieuw.2", "oud.3", "oud.2", "los.1"]
    assert [ids(group) for group in by_document(mixed)] == [["los.1"], ["oud.3", "oud.2"], ["nieuw.2"]]


def test_what_is_like_a_passage_is_neither_itself_nor_beside_it(kb: KnowledgeBase) -> None:
    kb.put(letter("ook.pdf", "Verkort de wachttijden snel."))
    hits = kb.like("oud.2")
    assert hits[0].passage.id == "ook.1"
    assert hits[0].why == "lijkt in betekenis op de gekozen passage"
    assert not {"oud.2", "oud.3"} & set(ids(hits))
    assert ids(kb.like("oud.2", Filter(document_ids=("nieuw",)), limit=1)) == ids(kb.like("oud.2"))[1:2]
    with pytest.raises(NotFound):
        kb.like("nergens")


# -- taken home -------------------------------------------------------------------------------------------------------
def test_every_format_holds_the_same_hits(kb: KnowledgeBase, tmp_path: Path) -> None:
    hits = kb.listed().hits
    for form in ("csv", "xlsx", "ris"):
        export_hits(kb, form, tmp_path / f"uit.{form}", hits, "geen", base_url="http://app/")
    with (tmp_path / "uit.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [row["Passage-id"] for row in rows] == ids(hits)
    assert (rows[3]["Datum"], rows[3]["Kenmerk"], rows[3]["Uitspraken"]) == ("2023-01-01", "R-2023-1", "aanbeveling")
    assert rows[3]["Stand"] == "beantwoord, overgenomen (voorstel)"
    assert rows[3]["Adres in de app"].startswith("http://app/document?document=oud&")
    assert rows[5]["Passage"] == "'=1+1 is een alinea zonder datum."
    sheet = load_workbook(tmp_path / "uit.xlsx")["Gevonden"]
    assert [row[-1] for row in sheet.iter_rows(min_row=2, values_only=True)] == ids(hits)
    written = (tmp_path / "uit.ris").read_text(encoding="utf-8")
    assert written.count("TY  - ") == written.count("ER  - ") == 3
    assert "N1  - p. 1: “Verkort de wachttijd.”" in written
    with pytest.raises(UnknownFormat):
        export_hits(kb, "docx", tmp_path / "uit.docx", hits, "geen")


def test_without_an_address_of_the_app_there_is_none_in_the_file(kb: KnowledgeBase, tmp_path: Path) -> None:
    export_hits(kb, "csv", tmp_path / "uit.csv", kb.listed().hits, "geen", base_url="")
    assert "Adres" not in (tmp_path / "uit.csv").read_text(encoding="utf-8-sig")


def test_residents_are_hidden_in_lists_and_in_what_is_taken_home(kb: KnowledgeBase, tmp_path: Path) -> None:
    kb.put(letter("klacht.pdf", "Mevrouw Zonneveld-Kuipers uit Wilgenlaan 12 klaagt over de wachttijd."))
    literal, hidden = kb.listed(Filter(document_ids=("klacht",))), concealed(kb).listed(
        Filter(document_ids=("klacht",))
    )  # fmt: skip
    assert "Zonneveld" in literal.hits[0].passage.text
    assert "Zonneveld" not in hidden.hits[0].passage.text
    assert "Zonneveld" not in "".join(hit.passage.text for hit in concealed(kb).like("oud.2"))
    export_hits(kb, "csv", tmp_path / "uit.csv", literal.hits, "geen", privacy=True)
    assert "Zonneveld" not in (tmp_path / "uit.csv").read_text(encoding="utf-8-sig")
    export_hits(kb, "xlsx", tmp_path / "uit.xlsx", literal.hits, "zoekvraag: Zonneveld", privacy=True)
    assert "Zonneveld" not in (load_workbook(tmp_path / "uit.xlsx").properties.subject or "")


# -- kept by name -----------------------------------------------------------------------------------------------------
def test_searches_are_kept_replaced_and_deleted_by_name(tmp_path: Path) -> None:
    assert saved_searches(tmp_path) == ()
    save_search(tmp_path, " Wachttijd  2024 ", {"q": ["wachttijd"], "soorten": ["advies", "motie"]})
    save_search(tmp_path, "brieven", {"q": ["brief"]})
    save_search(tmp_path, "wachttijd 2024", {"q": ["wachten"]})
    kept = saved_searches(tmp_path)
    assert [(each.name, dict(each.address)) for each in kept] == [
        ("brieven", {"q": ["brief"]}), ("wachttijd 2024", {"q": ["wachten"]})
    ]  # fmt: skip
    delete_search(tmp_path, "Brieven")
    assert [each.name for each in saved_searches(tmp_path)] == ["wachttijd 2024"]
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {FILE}


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_search_needs_a_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadSettings):
        save_search(tmp_path, name, {})


@pytest.mark.parametrize("written", ["{", "[1]", '{"a": 1}', '[{"name": "x"}]', '[{"name": "x", "address": 3}]'])
def test_a_damaged_file_of_searches_is_said(tmp_path: Path, written: str) -> None:
    (tmp_path / FILE).write_text(written, encoding="utf-8")
    with pytest.raises(BadSettings, match=FILE):
        saved_searches(tmp_path)
