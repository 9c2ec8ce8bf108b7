"""Everything that counts at one revision, in memory: what trails, statuses and filters are derived from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from kb.decide import NOTHING_DECIDED, Standing, as_decided, standings
from kb.model import Citation, Decision, Document, Filter, Link, Passage, Statement, StatementKind

T = TypeVar("T")
ASKS = (StatementKind.RECOMMENDATION, StatementKind.REQUEST)


@dataclass(frozen=True)
class Known:
    """What the machine found as people left it: rejected statements and links are out, corrected kinds are in.

    Statements are in the order of the text, per document.
    """

    documents: Mapping[str, Document]
    passages: Mapping[str, Passage]  # those with statements
    statements: Mapping[str, Statement]
    links: tuple[Link, ...]
    standings: Mapping[str, Standing]

    def standing(self, subject_id: str) -> Standing:
        return self.standings.get(subject_id, NOTHING_DECIDED)

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each statement in the order of the text."""
        return {id_: number for number, id_ in enumerate(self.statements)}

    @cached_property
    def links_to(self) -> Mapping[str, tuple[Link, ...]]:
        return _grouped((link.target_id, link) for link in self.links)

    @cached_property
    def links_from(self) -> Mapping[str, tuple[Link, ...]]:
        return _grouped((link.source_id, link) for link in self.links)

    @cached_property
    def in_document(self) -> Mapping[str, tuple[Statement, ...]]:
        return _grouped((statement.document_id, statement) for statement in self.statements.values())

    @cached_property
    def in_passage(self) -> Mapping[str, tuple[Statement, ...]]:
        return _grouped((statement.passage_id, statement) for statement in self.statements.values())

    @cached_property
    def parts(self) -> Mapping[str, tuple[Statement, ...]]:
        """Sub-items by the id of their main item. A sub-item stands below its main item, so there are no circles."""
        asked = [statement for statement in self.statements.values() if statement.kind in ASKS]
        place = {statement.id: self.order[statement.id] for statement in asked}
        return _grouped(
            (statement.parent_id, statement)
            for statement in asked
            if statement.parent_id in place and place[statement.parent_id] < place[statement.id]
        )

    def is_part(self, statement: Statement) -> bool:
        return any(part.id == statement.id for part in self.parts.get(statement.parent_id or "", ()))

    def document_of(self, statement: Statement) -> Document:
        return self.documents[statement.document_id]

    def citation(self, statement: Statement) -> Citation:
        passage = self.passages[statement.passage_id]
        return citation(self.document_of(statement), passage, statement.start, statement.end)


def known(
    documents: Iterable[Document],
    passages: Mapping[str, Passage],
    statements: Iterable[Statement],
    links: Iterable[Link],
    decisions: Iterable[Decision],
) -> Known:
    """What counts, given what is stored."""
    decided = standings(decisions)
    left = {
        statement.id: as_decided(statement, decided.get(statement.id, NOTHING_DECIDED))
        for statement in statements
        if not decided.get(statement.id, NOTHING_DECIDED).rejected
    }
    valid = tuple(
        link
        for link in links
        if link.source_id in left and link.target_id in left and not decided.get(link.id, NOTHING_DECIDED).rejected
    )
    return Known({document.id: document for document in documents}, passages, left, valid, decided)


def citation(document: Document, passage: Passage, start: int, end: int) -> Citation:
    """Where characters start..end of a passage stand: by page, or by paragraph in a document without pages."""
    page = next((box.page for box in passage.boxes_of(start, end)), passage.page) if document.paged else None
    return Citation(
        document_id=document.id,
        title=document.title,
        date=document.date,
        reference=document.our_reference,
        page=page,
        place=f"alinea {passage.number}" if page is None else f"p. {page}",
        quote=passage.text[start:end],
    )


def keeps(where: Filter, document: Document) -> bool:
    """Whether the document passes. A document without a date passes only where no date is asked."""
    if where.document_ids and document.id not in where.document_ids:
        return False
    if where.document_kinds and document.kind not in where.document_kinds:
        return False
    if where.senders and document.sender not in where.senders:
        return False
    if where.since and (document.date is None or document.date < where.since):
        return False
    return not (where.until and (document.date is None or document.date > where.until))


def asks_about_documents(where: Filter) -> bool:
    """Whether the filter leaves out any document at all."""
    return bool(where.document_ids or where.document_kinds or where.senders or where.since or where.until)


def _grouped(pairs: Iterable[tuple[str | None, T]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key or "", []).append(value)
    return {key: tuple(values) for key, values in found.items()}
