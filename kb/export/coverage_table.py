"""The table *Dekking*: how each document was read, and how far each advice is answered. Without it "geen reactie
gevonden" says nothing."""

from __future__ import annotations

from collections import Counter

from kb.export.rows import Column, Row, Source, Table, Value
from kb.export.selection import Selection
from kb.knowledge import KnowledgeBase
from kb.labels import STATUSES, positions
from kb.model import Advice, Document, FileReport, Outcome, ReadingQuality, Status
from kb.reading_quality import quality

KEYS = {
    Status.ANSWERED: "answered", Status.IN_GENERAL: "in_general", Status.PARTLY_ANSWERED: "partly",
    Status.DEFERRED: "deferred", Status.NOT_IN_REPLY: "not_in_reply", Status.WAITING: "waiting",
    Status.OVERDUE: "overdue", Status.NOT_FOUND: "not_found",
}  # fmt: skip

COLUMNS = (
    Column("Document", "document", 44, True), Column("Gelezen via", "read_by", 16, True),
    Column("Bladzijden", "pages", 11, True), Column("Met tekstlaag", "text_layer", 10, True),
    Column("Met OCR", "ocr", 8, True), Column("Zonder tekst", "unread", 8, True),
    Column("Bekende woorden", "known", 10, True, share=True),
    Column("Zekerheid OCR", "confidence", 10, True, share=True),
    Column("Onzekere woorden", "unsure", 10, True, share=True), Column("Kop, voet, kantlijn", "furniture", 10, True),
    Column("Woorden in bestand", "words", 11, True), Column("Woorden apart gezet", "words_apart", 11, True),
    Column("Woorden niet gelezen", "words_missing", 11, True),
    Column("Meldingen", "warnings", 40, True),
    Column("Status advies", "status", 20, True), Column("Punten", "points", 8, True),
    *(Column(name[:1].upper() + name[1:], KEYS[status], 12, True) for status, name in STATUSES.items()),
    Column("Standpunten", "positions", 40, True),
    Column("Bestand", "file", 36), Column("Document-id", "document_id", 16),
)  # fmt: skip


def table(kb: KnowledgeBase, chosen: Selection) -> Table:
    """A row per document, and one per file that could not be read."""
    advices = {advice.document.id: advice for advice in chosen.advices}
    pages = kb.how_read([each.id for each in chosen.documents])
    read = [_row(each, quality(pages.get(each.id, ())), chosen, advices.get(each.id)) for each in chosen.documents]
    failed = [_failed(report) for report in chosen.reports if report.outcome is Outcome.FAILED]
    return Table("Dekking", COLUMNS, (*read, *failed))


def warnings(chosen: Selection, document_id: str) -> list[str]:
    """What was said when this document was read."""
    reports = [each for each in chosen.reports if each.document_id == document_id]
    return [message for report in reports if report.outcome is not Outcome.FAILED for message in report.messages]


def _row(document: Document, read: ReadingQuality, chosen: Selection, advice: Advice | None) -> Row:
    words = chosen.words.get(document.id)
    values: dict[str, Value] = {
        "document": document.title,
        "read_by": _read_by(read),
        "pages": document.page_count,
        "text_layer": read.text_layer,
        "ocr": read.ocr,
        "unread": read.unread,
        "known": read.known,
        "confidence": read.confidence,
        "unsure": read.unsure,
        "furniture": read.furniture,
        "words": words.in_file if words else None,
        "words_apart": sum(many for _, many in words.set_apart) if words else None,
        "words_missing": words.missing if words else None,
        "warnings": "\n".join(warnings(chosen, document.id)) or None,
        "file": document.file,
        "document_id": document.id,
    }
    return Row(values | (answered(advice) if advice else {}), {"document": Source(document.id)})


def answered(advice: Advice) -> dict[str, Value]:
    """How its main points stand, as the screen counts them. The counts together are the number of points."""
    found = Counter(trail.status for trail in advice.trails)
    counts = {key: found[status] for status, key in KEYS.items()}
    said = positions(advice.trails) or None
    return {"status": str(advice.status), "points": len(advice.trails), **counts, "positions": said}


def _read_by(read: ReadingQuality) -> str:
    ways = [name for name, pages in (("tekstlaag", read.text_layer), ("OCR", read.ocr)) if pages]
    return " en ".join(ways) or "niet"


def _failed(report: FileReport) -> Row:
    values: dict[str, Value] = {"document": report.file, "read_by": "niet", "warnings": "\n".join(report.messages)}
    return Row({**values, "file": report.file}, {})
