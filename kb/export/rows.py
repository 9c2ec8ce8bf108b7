"""The tables that CSV and Excel share: the same rows and columns, values still dates and numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kb import labels
from kb.knowledge import KnowledgeBase
from kb.model import (
    Advice,
    Answer,
    Commitment,
    Decision,
    Document,
    Filter,
    Position,
    StatementKind,
    Trail,
)

Value = str | int | float | date | None
PROMISES = {StatementKind.COMMITMENT, StatementKind.INTENTION}


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is in characters; a `printed` column is on paper too."""

    title: str
    width: int
    printed: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row comes from: a document, and the statement in it when there is one."""

    document_id: str
    statement_id: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Values by the title of their column, and for titles of documents what they lead to."""

    values: Mapping[str, Value]
    links: Mapping[str, Source]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet. The printed columns stand first."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


DECIDED = (
    Column("Beslissing", 20), Column("Beslist door", 18), Column("Beslist op", 13), Column("Reden", 40),
)  # fmt: skip

ADVICE_COLUMNS = (
    Column("Advies", 26, True), Column("Datum advies", 13, True), Column("Nummer", 9, True),
    Column("Aanbeveling", 46, True), Column("Plaats", 9, True), Column("Status", 16, True),
    Column("Standpunt", 15, True), Column("Antwoord", 46, True), Column("Antwoord in", 26, True),
    Column("Datum antwoord", 13, True), Column("Plaats antwoord", 10, True),
    Column("Afzender", 30), Column("Kenmerk", 18), Column("Termijn tot", 13), Column("Kenmerk antwoord", 18),
    Column("Voorstel", 18), Column("Gevonden door", 20), Column("Waarom gekoppeld", 40), Column("Zekerheid", 10),
    *DECIDED, Column("Opnieuw bekijken", 11), Column("Aanbeveling-id", 16), Column("Koppeling-id", 16),
)  # fmt: skip

COMMITMENT_COLUMNS = (
    Column("Soort", 13, True), Column("Tekst", 60, True), Column("Wie", 24, True), Column("Termijn", 13, True),
    Column("Status", 16, True), Column("Te laat", 8, True), Column("Document", 30, True), Column("Datum", 13, True),
    Column("Plaats", 9, True),
    Column("Aan", 24), Column("Termijn in woorden", 20), Column("Afzender", 30), Column("Kenmerk", 18),
    Column("Gevonden door", 20), Column("Zekerheid", 10), *DECIDED, Column("Id", 16),
)  # fmt: skip

DOCUMENT_COLUMNS = (
    Column("Document", 44, True), Column("Soort", 20, True), Column("Afzender", 30, True),
    Column("Geadresseerde", 30, True), Column("Datum", 13, True), Column("Ons kenmerk", 18, True),
    Column("Uw kenmerk", 18), Column("Onderwerp", 40), Column("Bladzijden", 11), Column("Bestand", 36),
    Column("Id", 16),
)  # fmt: skip


def asks_for_commitments(where: Filter) -> bool:
    """Whether only commitments (or intentions) are asked: then a table of these is wanted, not the trails."""
    return bool(where.statement_kinds) and set(where.statement_kinds) <= PROMISES


def advices(kb: KnowledgeBase, where: Filter) -> Table:
    """One row per recommendation and answer, and one for each recommendation without an answer."""
    found = [row for advice in kb.advices(where) for trail in advice.trails for row in _trail_rows(advice, trail)]
    return Table("Adviezen", ADVICE_COLUMNS, tuple(found))


def commitments(kb: KnowledgeBase, where: Filter) -> Table:
    found = tuple(_commitment_row(commitment) for commitment in kb.commitments(where))
    return Table("Toezeggingen", COMMITMENT_COLUMNS, found)


def documents(kb: KnowledgeBase, where: Filter) -> Table:
    return Table("Documenten", DOCUMENT_COLUMNS, tuple(_document_row(each) for each in kb.documents(where)))


TABLES: tuple[Callable[[KnowledgeBase, Filter], Table], ...] = (advices, commitments, documents)


def _trail_rows(advice: Advice, trail: Trail, via_parent: bool = False) -> Iterator[Row]:
    for answer in trail.answers or (None,):
        yield _trail_row(advice, trail, answer, via_parent)
    for part in trail.parts:
        yield from _trail_rows(advice, part, (via_parent or bool(trail.answers)) and not _is_answered(part))


def _is_answered(trail: Trail) -> bool:
    """By an answer to itself or to one of its parts."""
    return bool(trail.answers) or any(_is_answered(part) for part in trail.parts)


def _trail_row(advice: Advice, trail: Trail, answer: Answer | None, via_parent: bool) -> Row:
    statement, document = trail.recommendation, trail.document
    values: dict[str, Value] = {
        "Advies": document.title + (" (advies zelf niet geladen)" if advice.missing_original else ""),
        "Datum advies": document.date,
        "Nummer": statement.label,
        "Aanbeveling": statement.text,
        "Plaats": trail.citation.place,
        "Status": f"{trail.status} ({labels.VIA_PARENT})" if via_parent else str(trail.status),
        "Afzender": document.sender,
        "Kenmerk": document.our_reference,
        "Termijn tot": trail.due,
        "Aanbeveling-id": statement.id,
    }
    links = {"Advies": Source(document.id, statement.id)}
    if answer is None:
        return Row(values | _decided(trail.decision), links)
    cited = answer.citation
    values |= {
        "Standpunt": str(answer.position),
        "Antwoord": answer.response.text,
        "Antwoord in": cited.title,
        "Datum antwoord": cited.date,
        "Plaats antwoord": cited.place,
        "Kenmerk antwoord": cited.reference,
        "Voorstel": str(answer.link.position or Position.UNCLEAR),
        "Gevonden door": answer.link.found_by,
        "Waarom gekoppeld": answer.link.evidence,
        "Zekerheid": round(answer.link.score, 2),
        "Opnieuw bekijken": "ja" if answer.suspect else None,
        "Koppeling-id": answer.link.id,
    }
    links["Antwoord in"] = Source(cited.document_id, answer.response.id)
    return Row(values | _decided(answer.decision), links)


def _commitment_row(one: Commitment) -> Row:
    statement, document = one.statement, one.document
    values: dict[str, Value] = {
        "Soort": labels.STATEMENT_KINDS[statement.kind],
        "Tekst": statement.text,
        "Wie": statement.actor,
        "Aan": statement.addressee,
        "Termijn": statement.due,
        "Termijn in woorden": statement.due_text,
        "Status": str(one.status),
        "Te laat": "ja" if one.overdue else None,
        "Document": document.title,
        "Afzender": document.sender,
        "Datum": document.date,
        "Kenmerk": document.our_reference,
        "Plaats": one.citation.place,
        "Gevonden door": statement.found_by,
        "Zekerheid": round(statement.score, 2),
        "Id": statement.id,
    }
    return Row(values | _decided(one.decision), {"Document": Source(document.id, statement.id)})


def _document_row(document: Document) -> Row:
    values: dict[str, Value] = {
        "Document": document.title,
        "Soort": str(document.kind),
        "Afzender": document.sender,
        "Geadresseerde": document.addressee,
        "Datum": document.date,
        "Ons kenmerk": document.our_reference,
        "Uw kenmerk": document.your_reference,
        "Onderwerp": document.subject,
        "Bladzijden": document.page_count if document.paged else None,
        "Bestand": document.file,
        "Id": document.id,
    }
    return Row(values, {"Document": Source(document.id)})


def _decided(decision: Decision | None) -> dict[str, Value]:
    if decision is None:
        return {}
    return {
        "Beslissing": f"{decision.verdict}: {decision.value}" if decision.value else str(decision.verdict),
        "Beslist door": decision.by,
        "Beslist op": decision.at.date(),
        "Reden": decision.reason,
    }
