"""What another program is told of documents: of one, of an advice and how far it is answered, and of all of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from pydantic import BaseModel, Field

from api_parts.quoted import Said
from kb.export import rows
from kb.export.coverage_table import answered
from kb.export.rows import Source
from kb.letters.authorities import identifier
from kb.model import Advice, Coverage, Document, DocumentKind, Extent, Missing, Status


class Loaded(BaseModel):
    """Wat er geladen is. Geen antwoord betekent: geen antwoord in deze documenten."""

    documents: int
    first: date | None
    last: date | None

    @classmethod
    def of(cls, extent: Extent) -> Self:
        return cls(documents=extent.documents, first=extent.first, last=extent.last)


class Authority(BaseModel):
    """Een gemeente, provincie of waterschap."""

    name: str
    tooi: str | None = Field(description="Hoe het register TOOI haar noemt; null als zij daar niet in staat.")

    @classmethod
    def of(cls, name: str) -> Self:
        return cls(name=name, tooi=identifier(name))


class Paper(BaseModel):
    """Een document."""

    id: str
    title: str
    kind: DocumentKind
    sender: str | None = Field(description="De ene naam van de organisatie.")
    sender_in_letter: str | None = Field(description="De naam in de brief, als die anders is.")
    addressee: str | None
    authorities: list[Authority] = Field(description="Bij welke gemeente, provincie of waterschap het hoort.")
    date: date | None
    our_reference: str | None
    your_reference: str | None
    subject: str | None
    pages: int | None
    file: str
    address: str | None

    @classmethod
    def of(cls, document: Document, base_url: str) -> Self:
        return cls(
            id=document.id,
            title=document.title,
            kind=document.kind,
            sender=document.body,
            sender_in_letter=document.sender if document.known_as else None,
            addressee=document.addressed_body,
            authorities=[Authority.of(name) for name in document.belongs_to],
            date=document.date,
            our_reference=document.our_reference,
            your_reference=document.your_reference,
            subject=document.subject,
            pages=document.page_count if document.paged else None,
            file=document.file,
            address=rows.address(base_url, Source(document.id)) if base_url else None,
        )


class WholePaper(Paper):
    """Een document met zijn uitspraken, in de volgorde van de tekst."""

    statements: list[Said]


class Advised(BaseModel):
    """Een advies en hoe ver het is beantwoord."""

    document: Paper
    body: str | None
    status: Status
    points: int
    by_status: dict[str, int] = Field(description="Hoeveel hoofdpunten welke status hebben.")
    positions: str | None
    replies: list[Paper]
    days: int | None = Field(description="Dagen tot het eerste antwoord.")
    due: date | None
    expected: date | None
    answered_late: bool
    missing_original: bool = Field(description="Het advies is niet geladen: dit antwoord geeft het weer.")
    term_source: str | None

    @classmethod
    def of(cls, advice: Advice, base_url: str) -> Self:
        told = answered(advice)
        counts = {key: many for key, many in told.items() if isinstance(many, int) and key != "points"}
        return cls(
            document=Paper.of(advice.document, base_url),
            body=advice.body,
            status=advice.status,
            points=len(advice.trails),
            by_status=counts,
            positions=str(said) if (said := told["positions"]) else None,
            replies=[Paper.of(each, base_url) for each in advice.replies],
            days=advice.days,
            due=advice.due,
            expected=advice.expected,
            answered_late=advice.answered_late,
            missing_original=advice.missing_original,
            term_source=advice.term_source or None,
        )


class Lacking(BaseModel):
    """Een stuk waarnaar wordt verwezen en dat niet geladen is."""

    words: str
    date: date | None
    reference: str | None
    named_in: list[str]

    @classmethod
    def of(cls, one: Missing) -> Self:
        named = [each.id for each in one.named_in]
        return cls(words=one.words, date=one.date, reference=one.reference, named_in=named)


class Failed(BaseModel):
    """Een bestand dat niet gelezen kon worden."""

    file: str
    at: datetime
    messages: list[str]


class Covered(BaseModel):
    """Wat er geladen is, en wat daarin ontbreekt."""

    loaded: Loaded
    pages: int
    pages_without_text: int
    by_kind: dict[DocumentKind, int]
    older_versions: int
    failed: list[Failed]
    missing: list[Lacking]

    @classmethod
    def of(cls, coverage: Coverage) -> Self:
        return cls(
            loaded=Loaded(documents=coverage.documents, first=coverage.first, last=coverage.last),
            pages=coverage.pages,
            pages_without_text=coverage.pages_without_text,
            by_kind=dict(coverage.by_kind),
            older_versions=coverage.older_versions,
            failed=[Failed(file=one.file, at=one.at, messages=list(one.messages)) for one in coverage.failed],
            missing=[Lacking.of(each) for each in coverage.missing],
        )
