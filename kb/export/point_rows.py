"""The table of points that people count and filter in: every point once, with the position that counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kb.export import rows
from kb.export.rows import DECIDED, Column, Row, Table, Value
from kb.labels import day, place_in_words
from kb.model import Answer, Document, Point

COLUMNS = (
    Column("Advies", "advice", 26, True), Column("Datum advies", "advice_date", 13, True),
    Column("Nummer", "label", 9, True), Column("Aanbeveling", "recommendation", 46, True),
    Column("Plaats", "place", 12, True), Column("Status", "status", 16, True),
    Column("Standpunt", "position", 15, True), Column("Beoordeeld", "judged", 14, True),
    Column("Antwoord", "response", 46, True), Column("Antwoord in", "response_document", 26, True),
    Column("Datum antwoord", "response_date", 13, True), Column("Plaats antwoord", "response_place", 12, True),
    Column("Andere antwoorden", "others", 40), Column("Gezocht in", "looked_in", 26),
    Column("Afzender", "body", 30), Column("Gemeente", "authorities", 26), Column("Soort", "kind", 18),
    Column("Kenmerk", "reference", 18), Column("Termijn tot", "due", 13),
    Column("Bron termijn", "term_source", 24), Column("Toegezegd vóór", "expected", 14),
    Column("Kenmerk antwoord", "response_reference", 18),
    Column("Voorstel van het programma", "proposed_position", 18),
    Column("Gevonden door", "found_by", 20), Column("Waarom gekoppeld", "evidence", 40),
    Column("Zekerheid (0 tot 1)", "score", 10), *DECIDED,
    Column("Bestand", "file", 36), Column("Bestand antwoord", "response_file", 36),
    Column("Aanbeveling-id", "recommendation_id", 16), Column("Koppeling-id", "link_id", 16),
    Column("Aanbeveling in de app", "app", 30), Column("Antwoord in de app", "response_app", 30),
)  # fmt: skip
PROPOSED = "nee, voorstel van het programma"


def every_point(found: Iterable[Point], documents: Iterable[Document], base_url: str) -> Table:
    """A row per point, in this order, from these documents; the app is at `base_url` (empty: nowhere)."""
    files = {document.id: document.file for document in documents}
    return Table("Adviezen", COLUMNS, tuple(_row(point, files, base_url) for point in found))


def _row(point: Point, files: Mapping[str, str], base_url: str) -> Row:
    answer, document = point.answer, point.advice.document
    row = rows.trail_row(point, answer)
    own: dict[str, Value] = {
        "label": point.number or None,
        "position": rows.position_of(point),
        "judged": judged(point),
        "others": "; ".join(map(_other, point.others)) or None,
        "body": point.body,
        "kind": str(document.kind),
        "file": document.file,
        "response_file": files.get(answer.citation.document_id) if answer else None,
        "app": rows.address(base_url, row.links["recommendation"]) if base_url else None,
        "response_app": rows.address(base_url, row.links["response"]) if base_url and answer else None,
    }
    places = {key: place_in_words(str(row.values[key])) for key in ("place", "response_place") if row.values.get(key)}
    return replace(row, values={**_known(row), **own, **places})


def in_words(table: Table) -> Table:
    """The same with the place of a quote written out: bladzijde 3."""
    written = (_written(row) for row in table.rows)
    return replace(table, rows=tuple(written))


def _written(row: Row) -> Row:
    place = row.values.get("place")
    return replace(row, values={**row.values, "place": place_in_words(str(place))}) if place else row


def judged(point: Point) -> str:
    """Whether a person judged it: ja; nee; nee, voorstel van het programma."""
    if point.is_judged:
        return "ja"
    return PROPOSED if point.answer else "nee"


def _known(row: Row) -> dict[str, Value]:
    """Without the columns that this table says in another way."""
    return {key: value for key, value in row.values.items() if key != "sender"}


def _other(answer: Answer) -> str:
    """“Dat komt later.” (aangehouden, in Brief, 2 mei 2024, bladzijde 1)"""
    cited = answer.citation
    told = "" if answer.counts else "door een ander verteld, "
    where = ", ".join(part for part in (cited.title, day(cited.date), place_in_words(cited.place)) if part)
    return f"“{answer.response.text}” ({told}{answer.position}, in {where})"
