"""Nouns to rows and back. A row is a plain mapping of column names; only this module knows how a noun is laid out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from kb.model import (
    Anchor,
    Apart,
    Basis,
    BBox,
    Block,
    BlockKind,
    BundlePart,
    Correction,
    CutSign,
    Decision,
    Document,
    DocumentKind,
    FileReport,
    Forgotten,
    HowRead,
    Line,
    Link,
    Outcome,
    Page,
    PageRange,
    PageSource,
    Passage,
    Position,
    Proof,
    Relation,
    Statement,
    StatementKind,
    TextBox,
    Verdict,
    WordCount,
)  # fmt: skip
from kb.store.grounds_kept import ground_values, grounds_of

Row = Mapping[Any, Any]  # column name → value


def seal(row: Row) -> str:
    """sha256 over the values of a row, apart from the seal itself and a running number that the database gives."""
    values = {name: value for name, value in row.items() if name not in ("seal", "sequence")}
    canonical = json.dumps(values, sort_keys=True, ensure_ascii=False, default=str, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def sealed(row: Row) -> dict[str, Any]:
    """The row with its seal."""
    return {**row, "seal": seal(row)}


def _bbox(bbox: BBox | None) -> list[float] | None:
    return [bbox.x0, bbox.y0, bbox.x1, bbox.y1] if bbox else None


def _bbox_of(value: list[float] | None) -> BBox | None:
    return BBox(*value) if value else None


def document_row(document: Document, contents: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": document.id,
        "file": document.file,
        "sha256": document.sha256,
        "title": document.title,
        "kind": str(document.kind),
        "sender": document.sender,
        "addressee": document.addressee,
        "date": document.date,
        "our_reference": document.our_reference,
        "your_reference": document.your_reference,
        "subject": document.subject,
        "answers": list(document.answers),
        "signatories": list(document.signatories),
        "enclosures": list(document.enclosures),
        "authorities": list(document.authorities),
        "attachments": list(document.attachments),
        "paged": document.paged,
        "page_count": document.page_count,
        "added": document.added.isoformat() if document.added else None,
        "replaces": document.replaces,
        "part": [document.part.first, document.part.last, document.part.total] if document.part else None,
        "contents": dict(contents),
    }


def document_of(row: Row) -> Document:
    values = {name: value for name, value in row.items() if name not in ("contents", "seal")}
    values["kind"] = DocumentKind(values["kind"])
    for name in ("answers", "signatories", "enclosures", "authorities", "attachments"):
        values[name] = tuple(values[name] or ())
    values["added"] = datetime.fromisoformat(values["added"]) if values["added"] else None
    values["part"] = PageRange(*values["part"]) if values["part"] else None
    return Document(**values)


def bundle_row(document_id: str, parts: Sequence[BundlePart], refused: bool) -> dict[str, Any]:
    return {
        "id": document_id,
        "parts": [
            {**asdict(part), "signs": list(part.signs), "date": part.date.isoformat() if part.date else None}
            for part in parts
        ],
        "refused": refused,
    }


def bundle_of(row: Row) -> tuple[BundlePart, ...]:
    return tuple(
        BundlePart(
            **{
                **part,
                "signs": tuple(CutSign(sign) for sign in part["signs"]),
                "date": date.fromisoformat(part["date"]) if part["date"] else None,
            }
        )
        for part in row["parts"]
    )


def words_value(words: WordCount) -> dict[str, Any]:
    """As it stands in what a document holds."""
    apart = {reason.name.lower(): count for reason, count in words.set_apart}
    return {"in_file": words.in_file, "read": words.read, "set_apart": apart, "lost_on": list(words.lost_on)}


def words_of(value: Mapping[str, Any] | None) -> WordCount | None:
    if value is None:
        return None
    apart = tuple((Apart[name.upper()], count) for name, count in value["set_apart"].items())
    return WordCount(value["in_file"], value["read"], apart, tuple(value["lost_on"]))


def page_row(document_id: str, page: Page) -> dict[str, Any]:
    return {
        "id": f"{document_id}/{page.number}",
        "document_id": document_id,
        "number": page.number,
        "width": float(page.width),
        "height": float(page.height),
        "source": str(page.source),
        "known": page.known,
        "turn": page.turn,
        "blocks": [
            {
                "kind": str(block.kind),
                "level": block.level,
                "label": block.label,
                "lines": [[line.text, _bbox(line.bbox), list(line.sure)] for line in block.lines],
            }
            for block in page.blocks
        ],
    }


def how_read_of(row: Row) -> HowRead:
    """Of a page, without making its lines: `characters` as `Page.text` has them."""
    lines = [line for block in row["blocks"] for line in block["lines"]]
    between = sum(max(0, len(block["lines"]) - 1) for block in row["blocks"]) + 2 * max(0, len(row["blocks"]) - 1)
    furniture = sum(block["kind"] == BlockKind.FURNITURE for block in row["blocks"])
    characters = sum(len(text) for text, _, _ in lines) + between
    sure = tuple(mark for _, _, marks in lines for mark in marks)
    return HowRead(PageSource(row["source"]), row["known"], characters, furniture, sure)


def page_of(row: Row) -> Page:
    blocks = tuple(
        Block(
            lines=tuple(Line(text, _bbox_of(bbox), tuple(sure)) for text, bbox, sure in block["lines"]),
            kind=BlockKind(block["kind"]),
            level=block["level"],
            label=block["label"],
        )
        for block in row["blocks"]
    )
    source = PageSource(row["source"])
    return Page(row["number"], row["width"], row["height"], blocks, source, row["known"], row["turn"])


def passage_row(passage: Passage) -> dict[str, Any]:
    return {
        "id": passage.id,
        "document_id": passage.document_id,
        "number": passage.number,
        "text": passage.text,
        "boxes": [[box.start, box.end, box.page, _bbox(box.bbox)] for box in passage.boxes],
        "section": list(passage.section),
        "kind": str(passage.kind),
        "level": passage.level,
        "label": passage.label,
        "also": list(passage.also),
    }


def passage_of(row: Row) -> Passage:
    return Passage(
        id=row["id"],
        document_id=row["document_id"],
        number=row["number"],
        text=row["text"],
        boxes=tuple(TextBox(start, end, page, _bbox_of(bbox)) for start, end, page, bbox in row["boxes"]),
        section=tuple(row["section"]),
        kind=BlockKind(row["kind"]),
        level=row["level"],
        label=row["label"],
        also=tuple(row["also"]),
    )


def statement_row(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "document_id": statement.document_id,
        "passage_id": statement.passage_id,
        "kind": str(statement.kind),
        "start": statement.start,
        "end": statement.end,
        "text": statement.text,
        "found_by": statement.found_by,
        "basis": str(statement.basis),
        "grounds": ground_values(statement.grounds),
        "score": float(statement.score),
        "label": statement.label,
        "parent_id": statement.parent_id,
        "restated": statement.restated,
        "soft": statement.soft,
        "actor": statement.actor,
        "addressee": statement.addressee,
        "due": statement.due,
        "due_text": statement.due_text,
    }


def statement_of(row: Row) -> Statement:
    values = {name: value for name, value in row.items() if name != "seal"}
    values |= {"kind": StatementKind(values["kind"]), "basis": Basis(values["basis"])}
    return Statement(**{**values, "grounds": grounds_of(values["grounds"])})


def link_row(link: Link) -> dict[str, Any]:
    return {
        "id": link.id,
        "source_id": link.source_id,
        "target_id": link.target_id,
        "relation": str(link.relation),
        "found_by": link.found_by,
        "basis": str(link.basis),
        "grounds": ground_values(link.grounds),
        "score": float(link.score),
        "position": str(link.position) if link.position else None,
    }


def link_of(row: Row) -> Link:
    values = {name: value for name, value in row.items() if name not in ("id", "seal")}
    values["relation"] = Relation(values["relation"])
    values["position"] = Position(values["position"]) if values["position"] else None
    values |= {"basis": Basis(values["basis"]), "grounds": grounds_of(values["grounds"])}
    return Link(**values)


def decision_row(decision: Decision) -> dict[str, Any]:
    proof = decision.proof
    return {
        "id": decision.id,
        "subject_id": decision.subject_id,
        "verdict": str(decision.verdict),
        "by": decision.by,
        "at": decision.at.isoformat(),
        "reason": decision.reason,
        "anchors": [{**asdict(anchor), "kind": str(anchor.kind)} for anchor in decision.anchors],
        "value": decision.value,
        "relation": str(decision.relation) if decision.relation else None,
        "proposed": decision.proposed,
        "proof": {**asdict(proof), "done_on": proof.done_on.isoformat()} if proof else None,
    }


def decision_of(row: Row) -> Decision:
    values = {name: value for name, value in row.items() if name not in ("sequence", "seal")}
    proof = values["proof"]
    values["verdict"] = Verdict(values["verdict"])
    values["at"] = datetime.fromisoformat(values["at"])
    values["anchors"] = tuple(Anchor(**{**each, "kind": StatementKind(each["kind"])}) for each in values["anchors"])
    values["relation"] = Relation(values["relation"]) if values["relation"] else None
    values["proof"] = Proof(**{**proof, "done_on": date.fromisoformat(proof["done_on"])}) if proof else None
    return Decision(**values)


def report_row(report: FileReport) -> dict[str, Any]:
    return {
        "file": report.file,
        "sha256": report.sha256,
        "at": report.at.isoformat(),
        "outcome": str(report.outcome),
        "document_id": report.document_id,
        "pages": report.pages,
        "pages_without_text": report.pages_without_text,
        "messages": list(report.messages),
    }


def report_of(row: Row) -> FileReport:
    values = {name: value for name, value in row.items() if name not in ("sequence", "seal")}
    values["at"] = datetime.fromisoformat(values["at"])
    values["outcome"] = Outcome(values["outcome"])
    values["messages"] = tuple(values["messages"])
    return FileReport(**values)


def correction_row(correction: Correction) -> dict[str, Any]:
    return {**asdict(correction), "at": correction.at.isoformat()}


def correction_of(row: Row) -> Correction:
    values = {name: value for name, value in row.items() if name not in ("sequence", "seal")}
    return Correction(**{**values, "at": datetime.fromisoformat(values["at"])})


def forgotten_row(forgotten: Forgotten) -> dict[str, Any]:
    return {**asdict(forgotten), "day": forgotten.day.isoformat()}


def forgotten_of(row: Row) -> Forgotten:
    return Forgotten(row["document_id"], row["by"], date.fromisoformat(row["day"]))
