"""What another program is told of a statement, made from the nouns and from the rows of the exports.

Whatever is said of one has its literal quote and where that stands; what the program proposes stands apart from what a
person decided.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from pydantic import BaseModel, Field

from kb.decisions.snapshot import citation
from kb.export import rows
from kb.export.rows import Source
from kb.model import (
    Answer,
    Basis,
    Citation,
    Commitment,
    CommitmentStatus,
    Decision,
    Document,
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
