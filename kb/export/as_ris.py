"""RIS for Zotero, EndNote and their like: one record per document, with its trail in short as notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import shorten

from kb.export import rows
from kb.export.cells import writable
from kb.export.selection import Selection, selected
from kb.knowledge import KnowledgeBase
from kb.model import Document, DocumentKind, Filter, Hit

# RIS has no type for letters: a personal communication is what Zotero and EndNote read as one.
TYPES = {
    DocumentKind.ADVICE: "PCOMM",
    DocumentKind.RESPONSE_LETTER: "PCOMM",
    DocumentKind.AUDIT_REPORT: "RPRT",
}
OTHER_TYPE = "GOVDOC"
SHORT = 120  # characters of a recommendation in a note

Field = tuple[str, str]


def write(kb: KnowledgeBase, out: Path, where: Filter) -> None:
    chosen = selected(kb, where)
    notes: dict[str, list[str]] = {}
    for row in rows.advices(chosen).rows:
        for document_id, note in _notes(row):
            notes.setdefault(document_id, []).append(note)
    _write([_record(each, _keywords(each, chosen), notes.get(each.id, [])) for each in chosen.documents], out)


def write_hits(hits: Sequence[Hit], out: Path) -> None:
    """A record per document in which something was found, with each place and its words as a note."""
    found = {hit.document.id: hit.document for hit in hits}
    notes: dict[str, list[str]] = {}
    for hit in hits:
        notes.setdefault(hit.document.id, []).append(f"{hit.citation.place}: “{hit.passage.text}”")
    _write([_record(each, [str(each.kind)], notes[each.id]) for each in found.values()], out)


def _write(records: Sequence[Sequence[Field]], out: Path) -> None:
    lines = [f"{tag}  - {' '.join(writable(value).split())}" for record in records for tag, value in record]
    out.write_bytes("".join(f"{line}\r\n" for line in lines).encode())


def _record(document: Document, keywords: list[str], notes: list[str]) -> list[Field]:
    """The fields in order: the type first, the end last; what is not known is left out."""
    fields = [
        ("TI", document.title),
        ("AU", _corporate(document.body)),
        ("A2", _corporate(document.addressed_body)),
        ("PY", f"{document.date:%Y}" if document.date else ""),
        ("DA", f"{document.date:%Y/%m/%d}" if document.date else ""),
        ("ID", document.id),
        ("CN", document.our_reference or ""),  # where it can be called for; SN is for an ISSN
        ("LA", "nl"),
        *(("KW", keyword) for keyword in keywords),
        *(("N1", note) for note in notes),
    ]
    return [("TY", TYPES.get(document.kind, OTHER_TYPE)), *((tag, text) for tag, text in fields if text), ("ER", "")]


def _corporate(name: str | None) -> str:
    """With a comma behind it, or readers of RIS take the last word for a family name; without any other comma."""
    return f"{name.replace(',', '')}," if name else ""


def _keywords(document: Document, chosen: Selection) -> list[str]:
    """The kind, and of an advice how far it is answered."""
    status = next((str(advice.status) for advice in chosen.advices if advice.document.id == document.id), None)
    return [str(document.kind), *([status] if status else [])]


def _notes(row: rows.Row) -> Iterator[tuple[str, str]]:
    """What a row says, for the advice and for the letter that answers it."""
    values = row.values
    about = shorten(str(values["recommendation"]), SHORT, placeholder=" …")
    point = f"{values['label']}. {about}" if values["label"] else about
    advice, reply = row.links["advice"], row.links.get("response_document")
    if reply is None:
        yield advice.document_id, f"{values['place']}: “{point}” → {values['status']}"
        return
    place = f"{values['response_document']}, {values['response_place']}"
    judged = values.get("decided_about") == "antwoord" and not values.get("suspect")
    position = str(values["position"]) if judged else f"{values['position']} (voorstel)"
    yield advice.document_id, f"{values['place']}: “{point}” → {position} ({place})"
    if reply.document_id != advice.document_id:
        yield (
            reply.document_id,
            f"{values['response_place']}: antwoord op “{point}” ({values['advice']}, {values['place']}) → {position}",
        )
