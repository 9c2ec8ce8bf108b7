"""An advice and its answer with all that an export must survive, and each format read back by a library that did not
write it."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from kb.export import export
from kb.knowledge import KnowledgeBase
from kb.model import CommitmentStatus, DocumentKind, FileReport, Filter, Outcome, Position, Proof, Relation, Verdict
from tests.kb.builders import (
    PAGE,
    answer,
    answers,
    intends,
    letter,
    link,
    promises,
    recommends,
    restates,
    stated,
    together,
)

COLLEGE, COUNCIL = "College van burgemeester en wethouders van Waterstad", "Adviesraad Sociaal Domein, Waterstad"
SPARQL = re.search(
    r"```sparql\n(.*?)```", (Path(__file__).parents[2] / "docs" / "jsonld.md").read_text(encoding="utf-8"), re.DOTALL
)
Quoted = tuple[str, str, str, str]  # recommendation, answer, position, status

FORMULA = """=HYPERLINK("http://elders";"ook") voor 'kleine' <aanbieders> & andere"""
ADVICE = letter(
    "advies.pdf",
    "Geacht college,",
    recommends("r1", "Publiceer de wachttijden; elk\nkwartaal, ook die van 𝒜lle aanbieders.", label="1"),
    recommends("r1a", FORMULA, label="a", parent_id="r1"),
    PAGE,
    together(recommends("r2", "Stel een contactpersoon aan."), recommends("r3", "Geef hem\x01 een\x0b telefoon.")),
    recommends("r4", "Herstel de bank bij de vijver."),
    title="Advies: wachttijden",
    kind=DocumentKind.ADVICE,
    date=date(2024, 3, 14),
    sender=COUNCIL,
    addressee=COLLEGE,
    our_reference="ASD-2024-03",
)  # fmt: skip
REPLY = letter(
    "antwoord.pdf",
    restates("w1", "U adviseert de wachttijden te publiceren."),
    answers("a1", "Dat doen wij voor een deel."),
    PAGE,
    answers("a3", "Over de telefoon besluiten wij later.\x02"),
    answers("a4", "De bank komt terug."),
    promises("c2", "Wij zetten de bank terug."),
    promises("c1", "Wij sturen u voor 1 juli een plan.", due=date(2024, 7, 1), actor="het college"),
    intends("i1", "Wij zetten in op kortere lijnen."),
    title="Reactie op advies",
    kind=DocumentKind.RESPONSE_LETTER,
    date=date(2024, 5, 1),
    sender=COLLEGE,
    addressee=COUNCIL,
    our_reference="Z/24/88",
)
FIRST = answer("a1", "w1", Position.ADOPTED, score=0.8125, grounds=stated("volgt op de weergave"))
THIRD = answer("a3", "r3", Position.DEFERRED, grounds=stated("zelfde woord: telefoon"))
LATER = letter(
    "nader.pdf",
    answers("a5", "De telefoon is er nu."),
    title="Nadere reactie",
    kind=DocumentKind.RESPONSE_LETTER,
    date=date(2024, 9, 3),
    sender=COLLEGE,
    addressee=COUNCIL,
)
AGAIN = answer("a5", "r3", Position.ADOPTED, grounds=stated("zelfde woord: telefoon"))
WHOLE = "Publiceer de wachttijden; elk kwartaal, ook die van 𝒜lle aanbieders."
QUOTES = ("Aanbeveling", "Antwoord")
EXPECTED = [
    (WHOLE, "Dat doen wij voor een deel.", "deels overgenomen", "beantwoord"),
    (FORMULA, "", "deels overgenomen (via hoofdpunt)", "beantwoord (via hoofdpunt)"),
    ("Stel een contactpersoon aan.", "", "", "geen antwoord gevonden in de reactie van 1 mei 2024 – controleer"),
    ("Geef hem een telefoon.", "Over de telefoon besluiten wij later.", "aangehouden", "aangehouden"),
    ("Herstel de bank bij de vijver.", "De bank komt terug.", "overgenomen", "beantwoord"),
]  # fmt: skip


def fill(kb: KnowledgeBase) -> None:
    (kb.home / "termijnen.toml").write_text('[[termijn]]\nafzender = "Adviesraad*"\nweken = 8\n', "utf-8")
    for reading in (ADVICE, REPLY):
        kb.put(reading)
        warned = ("Bladzijde 2 is scheef.",) if reading is ADVICE else ()
        kb.report(_report(reading.document.file, Outcome.ADDED, reading.document.id, warned))
    kb.report(_report("kapot.pdf", Outcome.FAILED, None, ("Dit bestand is beschadigd.",)))
    kb.put_links([FIRST, THIRD, link("w1", Relation.RESTATES, "r1")])
    kb.decide(FIRST.id, Verdict.CORRECTED, by="Ans de Wit", value=Position.PARTLY, reason="alleen het kwartaal")
    kb.decide("r2", Verdict.CONFIRMED, by="Bo Vos", reason="=staat er\x03")
    kb.add_link("a4", "r4", position=Position.ADOPTED, by="Bo Vos", reason="zelfde bank")
    kb.decide("i1", Verdict.CORRECTED, by="Bo Vos", value="request", reason="vergissing")
    kb.withdraw("i1", by="Bo Vos")
    proof = Proof("antwoord", date(2024, 6, 1), page=2)
    kb.decide("c2", Verdict.CORRECTED, by="Ans de Wit", value=CommitmentStatus.DONE, reason="gezien", proof=proof)


def _report(file: str, outcome: Outcome, document_id: str | None, messages: tuple[str, ...]) -> FileReport:
    return FileReport(file, None, datetime(2024, 6, 1, tzinfo=UTC), outcome, document_id, 2, 0, messages)


def taken(kb: KnowledgeBase, form: str, where: Filter | None = None) -> Path:
    out = kb.home / f"uit.{form}"
    export(kb, form, out, where or Filter())
    return out


# -- each format, read back -------------------------------------------------------------------------------------------
def csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def from_csv(path: Path) -> list[Quoted]:
    return [_quoted({key: value.removeprefix("'") for key, value in row.items()}) for row in csv_rows(path)]


def from_xlsx(path: Path) -> list[Quoted]:
    return [_quoted(row) for row in sheet(path, "Adviezen")]


def sheet(path: Path, name: str) -> list[dict[str, Any]]:
    from openpyxl import load_workbook

    head, *lines = load_workbook(path)[name].iter_rows(values_only=True)
    return [dict(zip(head, line, strict=True)) for line in lines]


def properties_of(path: Path) -> Any:
    from openpyxl import load_workbook

    return load_workbook(path).properties


def from_calamine(path: Path) -> list[Quoted]:
    from python_calamine import CalamineWorkbook

    head, *lines = CalamineWorkbook.from_path(path).get_sheet_by_name("Adviezen").to_python()
    return [_quoted(dict(zip(head, line, strict=True))) for line in lines]


def from_json(path: Path) -> list[Quoted]:
    trails = json.loads(path.read_text(encoding="utf-8"))["trails"]
    return [_plain(row["recommendation"], row["response"], row["position"], row["status"]) for row in trails]


def from_jsonld(path: Path) -> list[Quoted]:
    found = [(row["recommendation"], row["response"], row["position"], row["status"]) for row in linked_rows(path)]
    return [_plain(*quoted) for quoted in found]


def from_docx(path: Path) -> list[Quoted]:
    """The quote is the first paragraph of its cell, between quotation marks; where it stands comes below it."""
    found = []
    for table in word_tables(path):
        heads = [cell.text for cell in table.rows[0].cells]
        if "Aanbeveling" in heads:
            for row in table.rows[1:]:
                first = {head: cell.paragraphs[0].text for head, cell in zip(heads, row.cells, strict=True)}
                quotes = (first[head][1:-1] if first[head].startswith("“") else "" for head in QUOTES)
                found.append(_plain(*quotes, first["Standpunt"], first["Status"]))
    return found


def word_text(path: Path) -> list[str]:
    from docx import Document

    return [each.text for each in Document(str(path)).paragraphs]


def word_tables(path: Path) -> list[Any]:
    from docx import Document

    return list(Document(str(path)).tables)


def graph(path: Path) -> Any:
    from rdflib import Graph

    return Graph().parse(str(path), format="json-ld")


def linked_rows(path: Path) -> Iterator[dict[str, Any]]:
    """What the query in docs/jsonld.md finds; None for what a row does not have."""
    assert SPARQL
    for found in graph(path).query(SPARQL[1]):
        values = found.asdict()
        yield {str(name): values[name].toPython() if name in values else None for name in map(str, found.labels)}


def _quoted(row: dict[str, Any]) -> Quoted:
    return _plain(row["Aanbeveling"], row["Antwoord"], row["Standpunt"], row["Status"])


def _plain(*values: object) -> Any:
    """Without the control characters, that JSON can hold and XML cannot."""
    return tuple(re.sub("[\x00-\x1f]", "", str(value or "")) for value in values)


READERS: dict[str, tuple[Callable[[Path], list[Quoted]], ...]] = {
    "csv": (from_csv,), "xlsx": (from_xlsx, from_calamine), "docx": (from_docx,), "json": (from_json,),
    "jsonld": (from_jsonld,),
}  # fmt: skip
