"""Word for the raad, and what no text may do to a Word or Excel file."""

from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from lxml import etree
from openpyxl import load_workbook

from kb.export.as_docx import town_of
from kb.export.cells import writable
from kb.knowledge import KnowledgeBase
from kb.model import FileReport, Filter, Outcome, StatementKind
from tests.kb import taking_home as home
from tests.kb.builders import letter, promises, recommends


@pytest.fixture(autouse=True)
def _filled(kb: KnowledgeBase) -> None:
    home.fill(kb)


def book(kb: KnowledgeBase, where: Filter | None = None) -> Any:
    return Document(str(home.taken(kb, "docx", where)))


def headings(made: Any) -> list[tuple[str, str]]:
    styles = ("Title", "Heading 1")
    return [(each.style.name, each.text) for each in made.paragraphs if each.style.name in styles]


def test_it_says_of_what_town_it_is_and_what_was_loaded(kb: KnowledgeBase) -> None:
    made = book(kb)
    assert headings(made) == [
        ("Title", "Adviezen en antwoorden, Waterstad"),
        ("Heading 1", "Advies: wachttijden"),
        ("Heading 1", "Toezeggingen"),
    ]
    loaded = made.paragraphs[1].text
    assert "Geladen: 2 documenten, van 14 maart 2024 tot en met 1 mei 2024." in loaded
    assert "1 bestand kon niet worden gelezen" in loaded
    texts = [each.text for each in made.paragraphs]
    assert f"Van {home.COUNCIL}, aan {home.COLLEGE}, 14 maart 2024, kenmerk ASD-2024-03." in texts
    counts = "4 punten met 1 onderdeel: 2\N{NO-BREAK SPACE}beantwoord, 1\N{NO-BREAK SPACE}aangehouden, "
    counts += "1\N{NO-BREAK SPACE}niet gevonden in de reactie. Standpunten: 1\N{NO-BREAK SPACE}overgenomen, "
    counts += "1\N{NO-BREAK SPACE}deels overgenomen, 1\N{NO-BREAK SPACE}aangehouden "
    counts += "(1 nog niet beoordeeld: voorstel van het programma)."
    assert any(text.startswith(f"{counts} Eerste antwoord na 48 dagen. Termijn tot 9 mei 2024.") for text in texts)


def test_a_point_stands_beside_its_answer_and_what_was_decided(kb: KnowledgeBase) -> None:
    table = book(kb).tables[0]
    heads, first, part, second, *_ = ([cell.text for cell in row.cells] for row in table.rows)
    assert heads == ["Nr", "Aanbeveling", "Antwoord", "Standpunt", "Besluit", "Status"]
    today = f"{date.today().year}"
    assert first[:4] == [
        "1",
        f"“{home.WHOLE}”\nbladzijde 1",
        "“Dat doen wij voor een deel.”\nReactie op advies, 1 mei 2024, kenmerk Z/24/88, bladzijde 1",
        "deels overgenomen\nvoorstel: overgenomen",
    ]
    assert first[4].startswith("gecorrigeerd: deels overgenomen\nover: antwoord\nAns de Wit, ")
    assert first[4].endswith(f"{today}\nalleen het kwartaal")
    assert (part[0], second[0]) == ("1a", ""), "numbers are those of the letter"
    assert (first[5], second[5]) == ("beantwoord", "geen antwoord gevonden in de reactie van 1 mei 2024 – controleer")
    assert (part[2], second[2]) == (
        "zie het hoofdpunt",
        "geen antwoord gevonden in: Reactie op advies, 1 mei 2024, kenmerk Z/24/88",
    )


def test_commitments_are_a_table_and_intentions_are_not_among_them(kb: KnowledgeBase) -> None:
    rows = book(kb).tables[1].rows
    done = [cell.text for cell in rows[1].cells]
    assert done[3].endswith("\ngezien\nbewijs: Reactie op advies, p. 2, gedaan op 1 juni 2024")
    assert done[4] == "afgedaan"
    assert [cell.text for cell in rows[2].cells] == [
        "“Wij sturen u voor 1 juli een plan.”\nReactie op advies, 1 mei 2024, kenmerk Z/24/88, bladzijde 2",
        "het college", "1 juli 2024", "", "openstaand\nte laat",
    ]  # fmt: skip
    assert len(rows) == 3


def test_only_what_is_asked(kb: KnowledgeBase) -> None:
    made = book(kb, Filter(statement_kinds=(StatementKind.COMMITMENT, StatementKind.INTENTION)))
    assert [text for _, text in headings(made)] == ["Toezeggingen, Waterstad", "Toezeggingen", "Voornemens"]
    assert "Wij zetten in op kortere lijnen." in made.tables[1].rows[1].cells[0].text


def test_without_anything_to_show_it_says_so(kb: KnowledgeBase) -> None:
    made = book(kb, Filter(senders=("Niemand",)))
    assert made.tables == []
    assert "Geen adviezen gevonden in wat is geladen." in [each.text for each in made.paragraphs]


def test_it_prints_well(kb: KnowledgeBase) -> None:
    made = book(kb)
    page = made.sections[0]
    assert page.orientation is WD_ORIENT.LANDSCAPE
    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (29.7, 21.0)
    for table in made.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None, "the header comes back on every page"
        assert table.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
        widths = [cell.width.cm for cell in table.rows[1].cells]
        assert widths == [cell.width.cm for cell in table.rows[0].cells]
        assert sum(widths) == pytest.approx(26.7, abs=0.05)
    footer = etree.tostring(page.footer._element).decode()
    assert [name in footer for name in ("PAGE", "NUMPAGES")] == [True, True]
    about = made.core_properties
    assert (about.language, about.title) == ("nl-NL", "Adviezen en antwoorden, Waterstad")
    assert (about.author, about.created.date()) == ("Adviesspoor", datetime.now(UTC).date())


@pytest.mark.parametrize(
    ("names", "town"),
    [
        (["College van burgemeester en wethouders van Waterstad", "Gemeenteraad van Waterstad"], "Waterstad"),
        (["Gemeente Nieuw-Waterland", "Adviesraad Sociaal Domein"], "Nieuw-Waterland"),
        (["Gemeente Waterstad", "Gemeente Zandstad"], None),
        (["Adviesraad Sociaal Domein", "De leden van de commissie"], None),
        ([], None),
    ],
)
def test_the_town_is_the_one_that_the_letters_name(names: list[str], town: str | None) -> None:
    letters = [letter(f"{number}.txt", "Hallo.", sender=name).document for number, name in enumerate(names)]
    assert town_of(letters) == town


# -- text that would do harm ------------------------------------------------------------------------------------------
def test_a_formula_is_text_in_word_and_excel(kb: KnowledgeBase) -> None:
    with zipfile.ZipFile(home.taken(kb, "docx")) as packed:
        parts = [etree.fromstring(packed.read(name)) for name in packed.namelist() if name.endswith(".xml")]
    fields = {each.get(qn("w:instr")) for part in parts for each in part.iter(qn("w:fldSimple"))}
    assert fields == {"PAGE", "NUMPAGES"}
    assert not [each for part in parts for each in part.iter(qn("w:instrText"), qn("w:hyperlink"))]
    sheets = load_workbook(home.taken(kb, "xlsx"))
    assert not [cell.coordinate for sheet in sheets for row in sheet for cell in row if cell.data_type == "f"]
    assert home.FORMULA in [cell.value for cell in sheets["Adviezen"]["D"]]


ODD = "x\x00\x01\x08\x0b\x0c\x1f\ufffe\uffff\ud800y\t\nz🙂"


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert writable(ODD) == "xy\t\nz🙂"
    etree.fromstring(f"<a>{writable(ODD)}</a>")


@pytest.mark.parametrize("form", ["csv", "xlsx", "docx", "json", "jsonld", "ris"])
def test_odd_characters_anywhere_break_no_file(kb: KnowledgeBase, form: str) -> None:
    odd = ODD.replace("\ud800", "").replace("\n", " ")  # the store takes no lone surrogate
    facts = {"title": odd, "sender": f"Gemeente {odd}", "addressee": odd, "our_reference": odd, "subject": odd}
    kb.put(letter("raar.pdf", recommends("q", odd, label=odd), promises("p", odd, actor=odd, due_text=odd), **facts))
    out = home.taken(kb, form, Filter(document_ids=("raar",)))
    readers = {"csv": home.from_csv, "xlsx": home.from_xlsx, "docx": home.from_docx, "json": home.from_json,
               "jsonld": home.from_jsonld, "ris": _from_ris}  # fmt: skip
    (found,) = readers[form](out)
    assert " ".join(writable(found[0]).split()) in ("xy z🙂", "xyz🙂", "x y z🙂")


def _from_ris(path: Path) -> list[tuple[str]]:
    import rispy

    return [(record["title"],) for record in rispy.loads(path.read_text(encoding="utf-8"))]


def test_files_that_could_not_be_read_are_counted_in_good_dutch(kb: KnowledgeBase) -> None:
    assert "1 bestand kon niet worden gelezen." in book(kb).paragraphs[1].text
    kb.report(FileReport("tweede.pdf", None, datetime.now(UTC), Outcome.FAILED))
    assert "2 bestanden konden niet worden gelezen." in book(kb).paragraphs[1].text
