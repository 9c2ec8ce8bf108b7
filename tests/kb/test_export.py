"""What people take home: every cell can be checked against a page, and nothing is a formula."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from kb.errors import UnknownFormat
from kb.export import coverage_table as coverage
from kb.export import export, point_rows, rows
from kb.export.cells import safe
from kb.export.selection import selected
from kb.knowledge import KnowledgeBase
from kb.model import (
    DocumentKind,
    FileReport,
    Filter,
    Outcome,
    PageSource,
    Position,
    Relation,
    StatementKind,
    Verdict,
)
from tests.kb.builders import PAGE, answer, answers, intends, letter, link, promises, recommends, restates, stated

ADVICE = letter(
    "advies.pdf",
    "Geacht college,",
    PAGE,
    recommends("r1", "Publiceer de wachttijden; elk kwartaal.", label="1"),
    recommends("r1a", "=ook die van aanbieders", label="1a", parent_id="r1"),
    recommends("r2", "Stel een contactpersoon aan.", label="2"),
    title="Advies wachttijden",
    kind=DocumentKind.ADVICE,
    date=date(2024, 3, 14),
    sender="Adviesraad",
    our_reference="ASD-2024-03",
)
REPLY = letter(
    "antwoord.pdf",
    restates("w1", "U adviseert de wachttijden te publiceren."),
    answers("a1", "Dat doen wij voor een deel."),
    promises("c1", "Wij sturen u voor 1 juli een plan.", due=date(2024, 7, 1), actor="het college"),
    intends("i1", "Wij zetten in op kortere lijnen."),
    title="Reactie op advies",
    kind=DocumentKind.RESPONSE_LETTER,
    date=date(2024, 5, 1),
    our_reference="Z/24/88",
)
LINK = answer("a1", "r1", Position.ADOPTED, score=0.8125, grounds=stated("zelfde nummer"))


@pytest.fixture(autouse=True)
def _loaded(kb: KnowledgeBase) -> None:
    kb.put(ADVICE)
    kb.put(REPLY)
    kb.put_links([LINK, link("w1", Relation.RESTATES, "r1")])
    kb.decide(LINK.id, Verdict.CORRECTED, by="Ans de Wit", value=Position.PARTLY, reason="alleen het kwartaal")


def as_csv(kb: KnowledgeBase, where: Filter | None = None) -> list[dict[str, str]]:
    out = kb.home / "uit.csv"
    export(kb, "csv", out, where or Filter())
    with out.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


# -- csv --------------------------------------------------------------------------------------------------------------
def test_csv_opens_in_dutch_excel(kb: KnowledgeBase) -> None:
    export(kb, "csv", kb.home / "uit.csv")
    raw = (kb.home / "uit.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfAdvies;Datum advies;Nummer;Aanbeveling;")
    assert b'"Publiceer de wachttijden; elk kwartaal."' in raw


def test_a_row_holds_both_quotes_with_their_places_the_proposal_and_the_decision(kb: KnowledgeBase) -> None:
    first = as_csv(kb)[0]
    wanted = {
        "Advies": "Advies wachttijden", "Datum advies": "2024-03-14", "Kenmerk": "ASD-2024-03", "Nummer": "1",
        "Aanbeveling": "Publiceer de wachttijden; elk kwartaal.", "Plaats": "bladzijde 2", "Status": "beantwoord",
        "Standpunt": "deels overgenomen", "Beoordeeld": "ja", "Antwoord": "Dat doen wij voor een deel.",
        "Plaats antwoord": "bladzijde 1", "Bestand": "advies.pdf", "Bestand antwoord": "antwoord.pdf",
        "Aanbeveling in de app": "http://localhost:8501/document?document=advies&pagina=2&uitspraak=r1",
        "Antwoord in de app": "http://localhost:8501/document?document=antwoord&pagina=1&uitspraak=a1",
        "Antwoord in": "Reactie op advies", "Datum antwoord": "2024-05-01", "Kenmerk antwoord": "Z/24/88",
        "Gevonden door": "test", "Voorstel van het programma": "overgenomen",
        "Waarom gekoppeld": "zelfde nummer", "Zekerheid (0 tot 1)": "0,81",
        "Beslissing": "gecorrigeerd: deels overgenomen", "Beslist over": "antwoord",
        "Beslist door": "Ans de Wit", "Reden": "alleen het kwartaal",
        "Aanbeveling-id": "r1", "Koppeling-id": LINK.id,
    }  # fmt: skip
    assert {name: first[name] for name in wanted} == wanted


def test_every_point_has_a_row_and_a_part_says_that_its_status_is_that_of_the_main_point(kb: KnowledgeBase) -> None:
    assert [(row["Nummer"], row["Status"], row["Antwoord"]) for row in as_csv(kb)] == [
        ("1", "beantwoord", "Dat doen wij voor een deel."),
        ("1a", "beantwoord (via hoofdpunt)", ""),
        ("2", "geen antwoord gevonden in de reactie van 1 mei 2024 – controleer", ""),
    ]


def test_only_commitments_are_a_table_of_their_own(kb: KnowledgeBase) -> None:
    (row,) = as_csv(kb, Filter(statement_kinds=(StatementKind.COMMITMENT,)))
    wanted = {
        "Soort": "toezegging", "Tekst": "Wij sturen u voor 1 juli een plan.", "Wie": "het college",
        "Termijn": "2024-07-01", "Status": "openstaand", "Te laat": "ja", "Document": "Reactie op advies",
        "Datum": "2024-05-01", "Kenmerk": "Z/24/88", "Plaats": "bladzijde 1",
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted


def test_a_filter_holds_for_the_export_too(kb: KnowledgeBase) -> None:
    assert as_csv(kb, Filter(senders=("Rekenkamer",))) == []
    assert len(as_csv(kb, Filter(document_ids=("advies",)))) == 3


def test_every_value_has_a_column_and_printed_columns_stand_first(kb: KnowledgeBase) -> None:
    chosen = selected(kb, Filter())
    tables = (
        rows.advices(chosen), point_rows.every_point(chosen.points, chosen.documents, "http://hier"),
        rows.commitments(chosen), rows.documents(chosen), coverage.table(kb, chosen),
    )  # fmt: skip
    for table in tables:
        for names in ([column.title for column in table.columns], keys := [column.key for column in table.columns]):
            assert len(names) == len(set(names))
        assert table.rows
        assert all({*row.values, *row.links} <= set(keys) for row in table.rows)
        printed = [column.printed for column in table.columns]
        assert printed == sorted(printed, reverse=True)


# -- formulas ---------------------------------------------------------------------------------------------------------
def test_a_text_that_looks_like_a_formula_is_not_one(kb: KnowledgeBase) -> None:
    assert as_csv(kb)[1]["Aanbeveling"] == "'=ook die van aanbieders"


RISKY = ["=1+1", "+31 6", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "-plan", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("risky", RISKY)
def test_risky_beginnings_get_an_apostrophe(risky: str) -> None:
    assert safe(risky) == f"'{risky}"


@pytest.mark.parametrize("harmless", ["-5", "-1.234,50", "+3", "-", "–", "", "3b", "a=1", "1-2", "Eén"])
def test_numbers_and_bullets_stay_as_they_are(harmless: str) -> None:
    assert safe(harmless) == harmless


@given(st.text(max_size=20))
def test_no_text_begins_like_a_formula_afterwards(text: str) -> None:
    made = safe(text)
    assert made.endswith(text)
    assert made.lstrip(" ")[:1] not in ("=", "@", "\t", "\r")


# -- excel ------------------------------------------------------------------------------------------------------------
def as_xlsx(kb: KnowledgeBase, **more: Any) -> Any:
    out = kb.home / "uit.xlsx"
    export(kb, "xlsx", out, **more)
    return load_workbook(out)


def test_excel_has_a_sheet_per_subject_with_a_frozen_filtered_header(kb: KnowledgeBase) -> None:
    book = as_xlsx(kb)
    assert book.sheetnames == ["Adviezen", "Toezeggingen", "Documenten", "Dekking"]
    for sheet, count in zip(book, (4, 3, 3, 3), strict=True):
        assert (sheet.max_row, sheet.freeze_panes, sheet.print_title_rows) == (count, "A2", "$1:$1")
        assert sheet.auto_filter.ref.endswith(str(count))
        assert sheet.page_setup.orientation == "landscape"


def test_excel_holds_real_dates_and_numbers_and_text_that_is_no_formula(kb: KnowledgeBase) -> None:
    sheet = as_xlsx(kb)["Adviezen"]
    column = {cell.value: cell.column for cell in sheet[1]}
    assert sheet.cell(2, column["Datum advies"]).value == datetime(2024, 3, 14)
    assert sheet.cell(2, column["Datum advies"]).number_format == "[$-413]d mmm yyyy"
    assert sheet.cell(2, column["Zekerheid (0 tot 1)"]).value == pytest.approx(0.81)
    risky = sheet.cell(3, column["Aanbeveling"])
    assert (risky.value, risky.data_type) == ("=ook die van aanbieders", "s")


def test_titles_lead_to_the_sheet_of_documents_and_quotes_to_their_page_in_the_app(kb: KnowledgeBase) -> None:
    book = as_xlsx(kb)
    target = book["Adviezen"]["A2"].hyperlink.location
    assert target.startswith("Documenten!A")
    assert book["Documenten"][target.split("!")[1]].value == "Advies wachttijden"
    assert _targets(book) == {
        "Aanbeveling": "http://localhost:8501/document?document=advies&pagina=2&uitspraak=r1",
        "Plaats": "http://localhost:8501/document?document=advies&pagina=2&uitspraak=r1",
        "Antwoord": "http://localhost:8501/document?document=antwoord&pagina=1&uitspraak=a1",
        "Plaats antwoord": "http://localhost:8501/document?document=antwoord&pagina=1&uitspraak=a1",
    }
    assert book["Documenten"]["A2"].hyperlink.target == "http://localhost:8501/document?document=advies"


def test_a_quote_of_several_lines_is_no_link_but_its_place_is(kb: KnowledgeBase) -> None:
    """LibreOffice shows a link on one line, and cuts off what is longer."""
    kb.put(
        letter("lang.pdf", PAGE, recommends("l1", "Maak de wachttijden bekend " * 9 + "."), kind=DocumentKind.ADVICE)
    )
    book = as_xlsx(kb, where=Filter(document_ids=("lang",)))
    assert list(_targets(book)) == ["Plaats"]
    assert book["Adviezen"]["D2"].alignment.wrap_text


def _targets(book: Any) -> dict[str, str]:
    """What leads out of the first point, by the title of its column."""
    head, first = book["Adviezen"][1], book["Adviezen"][2]
    linked = zip(head, first, strict=True)
    return {title.value: cell.hyperlink.target for title, cell in linked if cell.hyperlink and cell.hyperlink.target}


def test_links_lead_to_where_the_settings_or_the_caller_have_the_app(kb: KnowledgeBase) -> None:
    (kb.home / "instellingen.toml").write_text('adres = "https://spoor.waterstad.example/app/"\n', "utf-8")
    place = "https://spoor.waterstad.example/app/document?document=advies&pagina=2&uitspraak=r1"
    assert _targets(as_xlsx(kb))["Aanbeveling"] == place
    asked = _targets(as_xlsx(kb, base_url="http://localhost:9000/"))["Aanbeveling"]
    assert asked == "http://localhost:9000/document?document=advies&pagina=2&uitspraak=r1"
    (kb.home / "instellingen.toml").write_text('adres = ""\n', "utf-8")
    assert _targets(as_xlsx(kb)) == {}, "nowhere: only the sheet of documents"
    assert as_csv(kb)[0]["Aanbeveling in de app"] == ""


def test_the_files_say_what_they_are_by_whom_and_when(kb: KnowledgeBase) -> None:
    about = as_xlsx(kb).properties
    assert (about.title, about.creator) == ("Adviezen en antwoorden", "Adviesspoor")
    assert abs((datetime.now(UTC).replace(tzinfo=None) - about.created).total_seconds()) < 3600


def test_excel_survives_characters_that_its_format_cannot_hold(kb: KnowledgeBase) -> None:
    kb.put(letter("vreemd.pdf", recommends("x1", "Een \x0b vreemd \x01 teken, en lang: " + "x" * 40_000)))
    sheet = as_xlsx(kb, where=Filter(document_ids=("vreemd",)))["Adviezen"]
    assert sheet["D2"].value.startswith("Een  vreemd  teken")


def test_excel_says_how_each_document_was_read_and_answered(kb: KnowledgeBase) -> None:
    kb.report(read("advies.pdf", Outcome.ADDED, "advies", "Bladzijde 2 is scheef."))
    kb.report(read("kapot.pdf", Outcome.FAILED, None, "Dit bestand is beschadigd."))
    head, *lines = as_xlsx(kb)["Dekking"].iter_rows(values_only=True)
    found = {line[0]: dict(zip(head, line, strict=True)) for line in lines}
    wanted = {
        "Gelezen via": "tekstlaag", "Bladzijden": 2, "Met tekstlaag": 2, "Met OCR": 0, "Zonder tekst": 0,
        "Meldingen": "Bladzijde 2 is scheef.", "Status advies": "deels beantwoord", "Punten": 2, "Beantwoord": 1,
        "Alleen in het algemeen beantwoord": 0, "Deels beantwoord": 0, "Aangehouden": 0,
        "Niet gevonden in de reactie": 1,
        "Nog geen reactie": 0, "Te laat": 0, "Geen reactie gevonden": 0,
        "Standpunten": "1\N{NO-BREAK SPACE}deels overgenomen",
    }  # fmt: skip
    assert {name: found["Advies wachttijden"][name] for name in wanted} == wanted
    assert found["Reactie op advies"]["Punten"] is None
    assert (found["kapot.pdf"]["Gelezen via"], found["kapot.pdf"]["Meldingen"]) == (
        "niet",
        "Dit bestand is beschadigd.",
    )


def test_a_scan_and_its_empty_page_are_told_apart(kb: KnowledgeBase) -> None:
    pages = (
        replace(ADVICE.pages[0], source=PageSource.OCR, known=0.875),
        replace(ADVICE.pages[1], source=PageSource.NONE),
    )
    kb.put(replace(ADVICE, pages=pages))
    sheet = as_xlsx(kb)["Dekking"]
    head, line = sheet[1], next(row for row in sheet if row[0].value == "Advies wachttijden")
    cells = {title.value: cell for title, cell in zip(head, line, strict=True)}
    assert (cells["Gelezen via"].value, cells["Met OCR"].value, cells["Zonder tekst"].value) == ("OCR", 1, 1)
    assert (cells["Bekende woorden"].value, cells["Bekende woorden"].number_format) == (0.875, "0%")


def read(file: str, outcome: Outcome, document_id: str | None, message: str) -> FileReport:
    return FileReport(file, None, datetime(2024, 6, 1, tzinfo=UTC), outcome, document_id, 2, 0, (message,))


# -- json -------------------------------------------------------------------------------------------------------------
def test_json_has_the_agreed_shape(kb: KnowledgeBase) -> None:
    out = kb.home / "uit.json"
    export(kb, "json", out)
    content = json.loads(out.read_text(encoding="utf-8"))
    parts = {"documents", "statements", "links", "relations", "decisions", "trails", "commitments", "coverage"}
    assert set(content) == parts | {"agreement"}
    document = next(each for each in content["documents"] if each["id"] == "advies")
    assert (document["file"], document["kind"], document["date"]) == ("advies.pdf", "advies", "2024-03-14")
    assert (document["our_reference"], document["your_reference"], document["pages"]) == ("ASD-2024-03", None, 2)
    statement = next(each for each in content["statements"] if each["id"] == "r1")
    assert (statement["kind"], statement["pages"], statement["label"]) == ("recommendation", [2], "1")
    assert statement["boxes"] == [{"page": 2, "bbox": [70.0, 70.0, 265.0, 82.0]}]
    (found,) = content["links"]
    assert (found["response_id"], found["recommendation_id"]) == ("a1", "r1")
    assert (found["relation"], found["position"]) == ("answers", "overgenomen"), "the proposal, not the decision"
    assert [each["relation"] for each in content["relations"]] == ["restates"], "only answers stand among the links"
    (decision,) = content["decisions"]
    assert (decision["subject_id"], decision["value"]) == (found["id"], "deels overgenomen")
    assert content["coverage"]["documents"] == 2


def test_json_says_how_far_each_advice_is_answered_and_how_each_document_was_read(kb: KnowledgeBase) -> None:
    kb.report(read("advies.pdf", Outcome.ADDED, "advies", "Bladzijde 2 is scheef."))
    out = kb.home / "uit.json"
    export(kb, "json", out)
    coverage = json.loads(out.read_text(encoding="utf-8"))["coverage"]
    assert coverage["advices"] == [
        {"document_id": "advies", "status": "deels beantwoord", "points": 2, "answered": 1, "in_general": 0,
         "partly": 0, "deferred": 0, "not_in_reply": 1, "waiting": 0, "overdue": 0, "not_found": 0,
         "positions": "1\N{NO-BREAK SPACE}deels overgenomen"},
    ]  # fmt: skip
    reading = next(each for each in coverage["reading"] if each["document_id"] == "advies")
    assert (reading["text_layer"], reading["unread"], reading["warnings"]) == (2, 0, ["Bladzijde 2 is scheef."])


def test_an_advice_goes_with_the_letter_that_answers_it_and_nothing_else(kb: KnowledgeBase) -> None:
    kb.put(letter("elders.pdf", promises("c9", "Wij zullen de straat vegen.")))
    out = kb.home / "uit.json"
    export(kb, "json", out, Filter(document_ids=("advies",)))
    content = json.loads(out.read_text(encoding="utf-8"))
    assert {each["document_id"] for each in content["statements"]} == {"advies", "antwoord"}
    assert len(content["links"]) == len(content["relations"]) == len(content["decisions"]) == 1
    assert {each["id"] for each in content["commitments"]} == {"c1", "i1"}


def test_a_filtered_json_holds_no_loose_ends(kb: KnowledgeBase) -> None:
    out = kb.home / "uit.json"
    export(kb, "json", out, Filter(document_ids=("antwoord",)))
    content = json.loads(out.read_text(encoding="utf-8"))
    assert {each["document_id"] for each in content["statements"]} == {"antwoord"}
    assert (content["links"], content["relations"], content["decisions"]) == ([], [], [])


def test_an_unknown_format_is_said_in_dutch(kb: KnowledgeBase, tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match='Uitvoer als "pages" bestaat niet'):
        export(kb, "pages", tmp_path / "uit.pages")
    assert not (tmp_path / "uit.pages").exists()
