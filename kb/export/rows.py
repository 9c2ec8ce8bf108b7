"""The tables that CSV and Excel share: the same rows and columns, values still dates and numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
    """`width` is in characters."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Row:
    """The values in the order of the columns, and the documents that the row is about."""

    values: tuple[Value, ...]
    document_id: str
    answer_document_id: str | None = None
    passage_id: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet. The columns `link` and `answer_link` hold titles of the documents that a row is about."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    link: int
    answer_link: int | None = None


ADVICE_COLUMNS = (
    Column("Advies", 36), Column("Afzender", 26), Column("Datum advies", 13), Column("Kenmerk", 16),
    Column("Nummer", 9), Column("Aanbeveling", 70), Column("Plaats", 11), Column("Status", 20),
    Column("Termijn tot", 13), Column("Standpunt", 18), Column("Antwoord", 70), Column("Antwoord in", 36),
    Column("Datum antwoord", 13), Column("Kenmerk antwoord", 16), Column("Plaats antwoord", 11),
    Column("Voorstel", 18), Column("Gevonden door", 20), Column("Waarom gekoppeld", 40), Column("Zekerheid", 10),
    Column("Beslissing", 14), Column("Beslist door", 18), Column("Beslist op", 13), Column("Reden", 40),
    Column("Opnieuw bekijken", 12), Column("Aanbeveling-id", 22), Column("Koppeling-id", 22),
)  # fmt: skip

COMMITMENT_COLUMNS = (
    Column("Soort", 13), Column("Tekst", 70), Column("Wie", 24), Column("Aan", 20), Column("Termijn", 13),
    Column("Termijn in woorden", 20), Column("Status", 18), Column("Te laat", 9), Column("Document", 36),
    Column("Afzender", 26), Column("Datum", 13), Column("Kenmerk", 16), Column("Plaats", 11),
    Column("Gevonden door", 20), Column("Zekerheid", 10), Column("Beslissing", 14), Column("Beslist door", 18),
    Column("Beslist op", 13), Column("Reden", 40), Column("Id", 22),
)  # fmt: skip

DOCUMENT_COLUMNS = (
    Column("Document", 44), Column("Soort", 22), Column("Afzender", 30), Column("Geadresseerde", 30),
    Column("Datum", 13), Column("Ons kenmerk", 18), Column("Uw kenmerk", 18), Column("Onderwerp", 40),
    Column("Bladzijden", 11), Column("Bestand", 36), Column("Id", 22),
)  # fmt: skip


def asks_for_commitments(where: Filter) -> bool:
    """Whether only commitments (or intentions) are asked: then a table of these is wanted, not the trails."""
    return bool(where.statement_kinds) and set(where.statement_kinds) <= PROMISES


def advices(kb: KnowledgeBase, where: Filter) -> Table:
    """One row per recommendation and answer, and one for each recommendation without an answer."""
    rows = tuple(row for advice in kb.advices(where) for row in _advice_rows(advice))
    return Table("Adviezen", ADVICE_COLUMNS, rows, link=0, answer_link=11)


def commitments(kb: KnowledgeBase, where: Filter) -> Table:
    rows = tuple(_commitment_row(commitment) for commitment in kb.commitments(where))
    return Table("Toezeggingen", COMMITMENT_COLUMNS, rows, link=8)


def documents(kb: KnowledgeBase, where: Filter) -> Table:
    return Table("Documenten", DOCUMENT_COLUMNS, tuple(_document_row(each) for each in kb.documents(where)), link=0)


def _advice_rows(advice: Advice) -> Iterator[Row]:
    for trail in advice.trails:
        yield from _trail_rows(advice, trail)


def _trail_rows(advice: Advice, trail: Trail, via_parent: bool = False) -> Iterator[Row]:
    for answer in trail.answers or (None,):
        yield _trail_row(advice, trail, answer, via_parent)
    for part in trail.parts:
        inherits = not part.answers and bool(trail.answers)
        yield from _trail_rows(advice, part, inherits)


def _trail_row(advice: Advice, trail: Trail, answer: Answer | None, via_parent: bool) -> Row:
    statement, document = trail.recommendation, trail.document
    status = f"{trail.status} ({labels.VIA_PARENT})" if via_parent else str(trail.status)
    asked = (
        document.title + (" (advies zelf niet geladen)" if advice.missing_original else ""),
        document.sender,
        document.date,
        document.our_reference,
        statement.label,
        statement.text,
        trail.citation.place,
        status,
        trail.due,
    )
    if answer is None:
        rest: tuple[Value, ...] = (None,) * 10
        decision = trail.decision
    else:
        cited = answer.citation
        rest = (
            str(answer.position),
            answer.response.text,
            cited.title,
            cited.date,
            cited.reference,
            cited.place,
            str(answer.link.position or Position.UNCLEAR),
            answer.link.found_by,
            answer.link.evidence,
            round(answer.link.score, 2),
        )
        decision = answer.decision
    suspect = "ja" if answer and answer.suspect else None
    ids = statement.id, answer.link.id if answer else None
    return Row(
        (*asked, *rest, *_decided(decision), suspect, *ids),
        document.id,
        answer.citation.document_id if answer else None,
        statement.passage_id,
    )


def _commitment_row(one: Commitment) -> Row:
    statement, document = one.statement, one.document
    values = (
        labels.STATEMENT_KINDS[statement.kind],
        statement.text,
        statement.actor,
        statement.addressee,
        statement.due,
        statement.due_text,
        str(one.status),
        "ja" if one.overdue else None,
        document.title,
        document.sender,
        document.date,
        document.our_reference,
        one.citation.place,
        statement.found_by,
        round(statement.score, 2),
        *_decided(one.decision),
        statement.id,
    )
    return Row(values, document.id, passage_id=statement.passage_id)


def _document_row(document: Document) -> Row:
    values = (
        document.title,
        str(document.kind),
        document.sender,
        document.addressee,
        document.date,
        document.our_reference,
        document.your_reference,
        document.subject,
        document.page_count if document.paged else None,
        document.file,
        document.id,
    )
    return Row(values, document.id)


def _decided(decision: Decision | None) -> tuple[Value, ...]:
    if decision is None:
        return (None,) * 4
    value = f"{decision.verdict}: {decision.value}" if decision.value else str(decision.verdict)
    return value, decision.by, decision.at.date(), decision.reason


TABLES: tuple[Callable[[KnowledgeBase, Filter], Table], ...] = (advices, commitments, documents)
