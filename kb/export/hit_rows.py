"""What search found as a table: a row per hit, or per statement where statements were asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kb.export.rows import Column, Row, Source, Table, address, authorities
from kb.labels import STATEMENT_KINDS, place_in_words
from kb.model import Hit

COLUMNS = (
    Column("Document", "document", 30, True), Column("Datum", "date", 13, True),
    Column("Kenmerk", "reference", 18, True), Column("Plaats", "place", 12, True),
    Column("Passage", "passage", 70, True),
    Column("Uitspraken", "statements", 24, True), Column("Stand", "standing", 24, True),
    Column("Waarom gevonden", "why", 34), Column("Soort document", "kind", 20), Column("Afzender", "sender", 30),
    Column("Gemeente", "authorities", 26),
    Column("Bestand", "file", 30), Column("Adres in de app", "address", 30), Column("Passage-id", "passage_id", 16),
)  # fmt: skip


def table(hits: Sequence[Hit], standings: Mapping[str, str], base_url: str) -> Table:
    """`standings`: by statement how far it is. Without `base_url` there is no address."""
    columns = COLUMNS if base_url else tuple(each for each in COLUMNS if each.key != "address")
    return Table("Gevonden", columns, tuple(_row(each, standings, base_url) for each in hits))


def _row(hit: Hit, standings: Mapping[str, str], base_url: str) -> Row:
    cited = hit.citation
    source = Source(cited.document_id, hit.statements[0].id if hit.statements else None, cited.page)
    named = dict.fromkeys(STATEMENT_KINDS[each.kind] for each in hit.statements)
    standing = dict.fromkeys(standings[each.id] for each in hit.statements if standings.get(each.id))
    values = {
        "document": cited.title,
        "date": cited.date,
        "reference": cited.reference,
        "place": place_in_words(cited.place),
        "passage": hit.passage.text,
        "statements": ", ".join(named) or None,
        "standing": "; ".join(standing) or None,
        "why": hit.why or None,
        "kind": str(hit.document.kind),
        "sender": hit.document.body,
        "authorities": authorities(hit.document),
        "file": hit.document.file,
        "address": address(base_url, source) if base_url else None,
        "passage_id": hit.passage.id,
    }
    return Row(values, {"document": source})
