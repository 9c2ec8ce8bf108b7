"""JSON for programs: what the machine proposes and, apart from it, what people decided."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from kb.export import coverage_table as coverage
from kb.export import rows
from kb.export.selection import Selection, evidence, selected
from kb.knowledge import KnowledgeBase
from kb.letters.authorities import identifier
from kb.model import (
    Coverage,
    Document,
    FileReport,
    Filter,
    Ground,
    Judged,
    Link,
    Passage,
    Relation,
    Statement,
    WordCount,
)
from kb.reading_quality import quality
from kb.why import why

Values = dict[str, Any]


def write(kb: KnowledgeBase, out: Path, where: Filter) -> None:
    out.write_text(json.dumps(content(kb, where), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def content(kb: KnowledgeBase, where: Filter) -> Values:
    """The documents with their statements, the links between these and the decisions about them; `trails` and
    `commitments` are the tables of the other formats, in which people's decisions count."""
    chosen = selected(kb, where)
    documents, found = chosen.documents, evidence(kb, chosen.documents)
    answers = [link for link in found.links if link.relation is Relation.ANSWERS]
    relations = [link for link in found.links if link.relation is not Relation.ANSWERS]
    return {
        "documents": [_document(document) for document in documents],
        "statements": [_statement(each, found.passages[each.passage_id]) for each in found.statements],
        "links": [
            {**_link(link), "response_id": link.source_id, "recommendation_id": link.target_id} for link in answers
        ],
        "relations": [{**_link(link), "source_id": link.source_id, "target_id": link.target_id} for link in relations],
        "decisions": [_decision(each) for each in found.judged],
        "agreement": [{**asdict(each), "share": each.share} for each in kb.agreement()],
        "trails": _table(rows.advices(chosen)),
        "commitments": _table(rows.commitments(chosen)),
        "coverage": {
            **_coverage(chosen.coverage),
            "reading": [_reading(kb, each, chosen) for each in documents],
            "advices": [{"document_id": each.document.id, **coverage.answered(each)} for each in chosen.advices],
        },
    }


def _table(table: rows.Table) -> list[Values]:
    return [{column.key: _value(row.values.get(column.key)) for column in table.columns} for row in table.rows]


def _value(value: rows.Value) -> str | int | float | None:
    return value.isoformat() if isinstance(value, date) else value


def _reading(kb: KnowledgeBase, document: Document, chosen: Selection) -> Values:
    read = asdict(quality(kb.how_read([document.id]).get(document.id, ())))
    words = chosen.words.get(document.id)
    counted = {"words": _words(words) if words else None}
    return {"document_id": document.id, **read, **counted, "warnings": coverage.warnings(chosen, document.id)}


def _words(words: WordCount) -> Values:
    """`set_apart` by its Dutch reason."""
    apart = {str(reason): many for reason, many in words.set_apart}
    return {"in_file": words.in_file, "read": words.read, "set_apart": apart, "missing": words.missing}


def _document(document: Document) -> Values:
    return {
        "id": document.id,
        "file": document.file,
        "sha256": document.sha256,
        "title": document.title,
        "kind": document.kind,
        "sender": document.sender,
        "sender_body": document.body,
        "addressee": document.addressee,
        "addressee_body": document.addressed_body,
        "authorities": [{"name": name, "tooi": identifier(name)} for name in document.belongs_to],
        "authorities_in_letter": document.authorities,
        "date": document.date.isoformat() if document.date else None,
        "our_reference": document.our_reference,
        "your_reference": document.your_reference,
        "subject": document.subject,
        "answers": document.answers,
        "signatories": document.signatories,
        "enclosures": document.enclosures,
        "attachments": document.attachments,
        "pages": document.page_count,
        "paged": document.paged,
        "part": asdict(document.part) if document.part else None,
        "replaces": document.replaces,
    }


def _statement(statement: Statement, passage: Passage) -> Values:
    boxes = list(passage.boxes_of(statement.start, statement.end))
    return {
        "id": statement.id,
        "document_id": statement.document_id,
        "passage_id": statement.passage_id,
        "kind": statement.kind,
        "text": statement.text,
        "pages": sorted({box.page for box in boxes}),
        "boxes": [
            {"page": box.page, "bbox": [round(side, 2) for side in (b.x0, b.y0, b.x1, b.y1)]}
            for box in boxes
            if (b := box.bbox)
        ],
        "label": statement.label,
        "parent_id": statement.parent_id,
        "restated": statement.restated,
        "soft": statement.soft,
        "actor": statement.actor,
        "addressee": statement.addressee,
        "due": statement.due.isoformat() if statement.due else None,
        "due_text": statement.due_text,
        "found_by": statement.found_by,
        "basis": statement.basis,
        "grounds": [_ground(ground) for ground in statement.grounds],
        "score": statement.score,
    }


def _link(link: Link) -> Values:
    return {
        "id": link.id,
        "relation": link.relation,
        "position": link.position,
        "found_by": link.found_by,
        "basis": link.basis,
        "grounds": [_ground(ground) for ground in link.grounds],
        "score": link.score,
        "evidence": why(link.grounds),
    }


def _ground(ground: Ground) -> Values:
    """What is known of it."""
    known = {name: value for name, value in asdict(ground).items() if value not in (None, ())}
    if ground.words:
        known["words"] = [{"word": shared.word, "weight": shared.weight} for shared in ground.words]
    return {**known, "day": ground.day.isoformat()} if ground.day else known


def _decision(judged: Judged) -> Values:
    """`subject_id` is what it is about now, `judged_id` what it was about when it was taken, in an older version."""
    decision, proof = judged.decision, judged.decision.proof
    return {
        "id": decision.id,
        "subject_id": judged.subject_id or decision.subject_id,
        "judged_id": decision.subject_id,
        "state": judged.state,
        "verdict": decision.verdict,
        "value": decision.value,
        "proposed": decision.proposed,
        "relation": decision.relation,
        "by": decision.by,
        "at": decision.at.isoformat(),
        "reason": decision.reason,
        "fingerprint": decision.fingerprint,
        "anchors": [asdict(anchor) for anchor in decision.anchors],
        "proof": {**asdict(proof), "done_on": proof.done_on.isoformat()} if proof else None,
    }


def _coverage(coverage: Coverage) -> Values:
    return {
        "documents": coverage.documents,
        "first": coverage.first.isoformat() if coverage.first else None,
        "last": coverage.last.isoformat() if coverage.last else None,
        "pages": coverage.pages,
        "pages_without_text": coverage.pages_without_text,
        "by_kind": dict(coverage.by_kind),
        "older_versions": coverage.older_versions,
        "words": _words(coverage.words),
        "failed": [_failure(report) for report in coverage.failed],
    }


def _failure(report: FileReport) -> Values:
    return {"file": report.file, "at": report.at.isoformat(), "messages": report.messages}
