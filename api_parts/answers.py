"""What another program is told, made from the nouns and from the rows of the exports.

Whatever is said of a statement has its literal quote and where that stands; what the program proposes stands apart from
what a person decided.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Self

from pydantic import BaseModel, Field

from kb.decisions.snapshot import citation
from kb.export import rows
from kb.export.coverage_table import answered
from kb.export.rows import Source
from kb.letters.authorities import identifier
from kb.model import (
    Advice,
    Answer,
    Basis,
    Citation,
    Commitment,
    CommitmentStatus,
    Coverage,
    Decision,
    Document,
    DocumentKind,
    Extent,
    Hit,
    Missing,
    Passage,
    Point,
    Position,
    Related,
    Relation,
    Statement,
    StatementKind,
    Status,
    Verdict,
)
from kb.why import why


class Loaded(BaseModel):
    """Wat er geladen is. Geen antwoord betekent: geen antwoord in deze documenten."""

    documents: int
    first: date | None
    last: date | None

    @classmethod
    def of(cls, extent: Extent) -> Self:
        return cls(documents=extent.documents, first=extent.first, last=extent.last)


class Cited(BaseModel):
    """Een letterlijk citaat en waar het staat."""

    quote: str = Field(description="Letterlijk zoals het op de bladzijde staat.")
    page: int | None = Field(description="Bladzijde; null bij een document zonder bladzijden.")
    place: str = Field(description='"p. 3", of "alinea 12" bij een document zonder bladzijden.')
    document_id: str
    title: str
    date: date | None
    reference: str | None = Field(description="Kenmerk.")
    address: str | None = Field(description="Waar de app het toont; null als de instellingen geen adres noemen.")

    @classmethod
    def of(cls, cited: Citation, base_url: str, statement_id: str | None = None) -> Self:
        at = Source(cited.document_id, statement_id, cited.page)
        return cls(
            quote=cited.quote,
            page=cited.page,
            place=cited.place,
            document_id=cited.document_id,
            title=cited.title,
            date=cited.date,
            reference=cited.reference,
            address=rows.address(base_url, at) if base_url else None,
        )


class Decided(BaseModel):
    """Wat een mens besloot."""

    verdict: Verdict
    value: str | None = Field(description="Het standpunt, de soort of de status die de mens gaf.")
    by: str
    at: datetime
    reason: str
    suspect: bool = Field(description="De tekst is na dit besluit veranderd: opnieuw bekijken.")

    @classmethod
    def of(cls, decision: Decision | None, suspect: bool) -> Self | None:
        if decision is None:
            return None
        return cls(
            verdict=decision.verdict,
            value=rows.decided_value(decision),
            by=decision.by,
            at=decision.at,
            reason=decision.reason,
            suspect=suspect,
        )


class Proposed(BaseModel):
    """Wat het programma voorstelt, los van wat een mens besloot."""

    found_by: str
    score: float = Field(description="Zekerheid, van 0 tot 1.")
    position: Position | None = Field(None, description="Het standpunt dat het programma in een antwoord las.")
    why: str | None = Field(None, description="Waarom dit antwoord bij dit punt is gelegd.")


class Said(BaseModel):
    """Een uitspraak: wat er letterlijk staat, waar, hoe ver het is en of een mens dat beoordeelde."""

    id: str
    kind: StatementKind
    cited: Cited
    status: str | None = Field(description="Hoe ver een punt is beantwoord of een toezegging is nagekomen.")
    position: Position | None = Field(description="Het standpunt dat telt; dat van een mens gaat voor.")
    judged: bool = Field(description="Of een mens het standpunt of de status beoordeelde; anders is het een voorstel.")
    decision: Decided | None = Field(description="Wat een mens over deze uitspraak zelf besloot; null: niets.")
    proposal: Proposed | None = Field(description="Wat het programma vond; null: een mens voegde dit toe.")


class Reply(Said):
    """Een antwoord op een punt."""

    link_id: str
    recommendation_id: str
    counts: bool = Field(description="False: alleen door een ander verteld, en door niemand beoordeeld.")
    in_general: bool = Field(description="Van alle punten samen gezegd.")

    @classmethod
    def of(cls, answer: Answer, point_id: str, base_url: str) -> Self:
        link, response = answer.link, answer.response
        proposed = Position(was) if (was := rows.proposed_position(link)) else None
        return cls(
            id=response.id,
            kind=response.kind,
            cited=Cited.of(answer.citation, base_url, response.id),
            status=None,
            position=answer.position,
            judged=answer.decision is not None and not answer.suspect,
            decision=Decided.of(answer.decision, answer.suspect),
            proposal=_proposal(link.basis, link.found_by, link.score, proposed, why(link.grounds)),
            link_id=link.id,
            recommendation_id=point_id,
            counts=answer.counts,
            in_general=answer.in_general,
        )


class Asked(Said):
    """Een aanbeveling of verzoek, met het antwoord dat telt."""

    status: Status
    status_in_words: str = Field(description='Zoals in een export, bijvoorbeeld "beantwoord (via hoofdpunt)".')
    number: str | None
    advice: str = Field(description="De titel van het advies.")
    body: str | None = Field(description="Wie adviseert.")
    via_parent: bool = Field(description="Alleen het hoofdpunt is beantwoord.")
    due: date | None = Field(description="Termijn voor het antwoord.")
    expected: date | None = Field(description="Datum die een antwoord belooft.")
    looked_in: list[str] = Field(description="De brieven (id) waarin een antwoord kon staan en niet is gevonden.")
    answer: Reply | None = Field(description="Het laatste antwoord met het standpunt dat telt.")
    others: int = Field(description="Hoeveel andere antwoorden er zijn; zie het spoor.")

    @classmethod
    def of(cls, point: Point, base_url: str) -> Self:
        trail = point.trail
        statement, told = trail.recommendation, rows.trail_row(point, point.answer).values
        return cls(
            id=statement.id,
            kind=statement.kind,
            cited=Cited.of(trail.citation, base_url, statement.id),
            status=trail.status,
            status_in_words=str(told["status"]),
            position=point.position,
            judged=point.is_judged,
            decision=Decided.of(trail.decision, trail.suspect),
            proposal=_found(statement),
            number=point.number or None,
            advice=str(told["advice"]),
            body=point.body,
            via_parent=point.via_parent,
            due=trail.due,
            expected=point.advice.expected,
            looked_in=[each.id for each in trail.looked_in] if trail.status is Status.NOT_IN_REPLY else [],
            answer=Reply.of(point.answer, point.id, base_url) if point.answer else None,
            others=len(point.others),
        )


class Linked(BaseModel):
    """Een uitspraak die met deze te maken heeft zonder haar te beantwoorden."""

    relation: Relation
    said: Said

    @classmethod
    def of(cls, one: Related, base_url: str) -> Self:
        link = one.link
        said = Said(
            id=one.statement.id,
            kind=one.statement.kind,
            cited=Cited.of(one.citation, base_url, one.statement.id),
            status=None,
            position=None,
            judged=one.decision is not None and not one.suspect,
            decision=Decided.of(one.decision, one.suspect),
            proposal=_proposal(link.basis, link.found_by, link.score, None, why(link.grounds)),
        )
        return cls(relation=link.relation, said=said)


class Promised(Said):
    """Een toezegging of voornemen."""

    status: CommitmentStatus
    overdue: bool
    due: date | None
    due_text: str | None = Field(description="De termijn in de woorden van het stuk.")
    actor: str | None
    addressee: str | None
    recommendation_id: str | None
    proof: str | None = Field(description="Waar staat dat het is afgedaan, volgens een mens.")
    later: list[Linked] = Field(description="Wat latere stukken ervan zeggen; dat sluit niets af.")

    @classmethod
    def of(cls, one: Commitment, titles: dict[str, str], base_url: str) -> Self:
        statement = one.statement
        return cls(
            id=statement.id,
            kind=statement.kind,
            cited=Cited.of(one.citation, base_url, statement.id),
            status=one.status,
            position=None,
            judged=one.decision is not None and not one.suspect,
            decision=Decided.of(one.decision, one.suspect),
            proposal=_found(statement),
            overdue=one.overdue,
            due=one.due,
            due_text=statement.due_text,
            actor=statement.actor,
            addressee=statement.addressee,
            recommendation_id=one.recommendation_id,
            proof=rows.proof_of(one.decision, titles),
            later=[Linked.of(each, base_url) for each in one.later],
        )


class PartOfTrail(BaseModel):
    """Een punt of onderdeel met alles wat erop volgde."""

    point: Asked
    answers: list[Reply]
    related: list[Linked]
    commitments: list[Promised] = Field(description="Wat wordt toegezegd in een passage die antwoordt.")
    parts: list[PartOfTrail] = Field(description="De onderdelen.")


class Trail(PartOfTrail):
    """Eén aanbeveling of verzoek met alles wat erop volgde."""

    loaded: Loaded


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


class Found(BaseModel):
    """Een passage die gevonden is."""

    passage_id: str
    cited: Cited
    fragment: str = Field(description="De passage met wat eromheen staat.")
    kind: DocumentKind
    sender: str | None
    file: str
    score: float = Field(description="Zet alleen in volgorde binnen dit antwoord.")
    why: str = Field(description="Waarom deze passage is gevonden.")
    statements: list[Said]

    @classmethod
    def of(cls, hit: Hit, statements: Iterable[Said], base_url: str) -> Self:
        return cls(
            passage_id=hit.passage.id,
            cited=Cited.of(hit.citation, base_url),
            fragment=hit.fragment,
            kind=hit.document.kind,
            sender=hit.document.body,
            file=hit.document.file,
            score=hit.score,
            why=hit.why,
            statements=list(statements),
        )


class Health(BaseModel):
    """Of de kennisbank antwoordt."""

    status: str
    version: str
    loaded: Loaded


class Papers(BaseModel):
    total: int
    items: list[Paper]


class Points(BaseModel):
    total: int
    items: list[Asked]
    loaded: Loaded


class Commitments(BaseModel):
    total: int
    items: list[Promised]
    loaded: Loaded


class Advices(BaseModel):
    total: int
    items: list[Advised]
    loaded: Loaded


class WholeAdvice(Advised):
    """Een advies met al zijn punten."""

    items: list[Asked]
    loaded: Loaded


class Hits(BaseModel):
    total: int | None = Field(description="Hoeveel er zijn; null bij een vraag in woorden, die alles ordent.")
    answers: bool = Field(description="False: geen passage gaat hierover; dit lijkt er alleen het meest op.")
    message: str | None = Field(description="Wat daarbij gezegd moet worden.")
    items: list[Found]
    loaded: Loaded


def plain(statement: Statement, document: Document, passage: Passage, base_url: str) -> Said:
    """A statement of which nothing more is known than that it stands there."""
    return Said(
        id=statement.id,
        kind=statement.kind,
        cited=Cited.of(citation(document, passage, statement.start, statement.end), base_url, statement.id),
        status=None,
        position=None,
        judged=False,
        decision=None,
        proposal=_found(statement),
    )


def _found(statement: Statement) -> Proposed | None:
    return _proposal(statement.basis, statement.found_by, statement.score)


def _proposal(
    basis: Basis, found_by: str, score: float, position: Position | None = None, said: str | None = None
) -> Proposed | None:
    if basis is Basis.PERSON:
        return None
    return Proposed(found_by=found_by, score=round(score, 2), position=position, why=said)
