"""What another program gets for a question: what is told of statements and documents, and in what it was looked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from pydantic import BaseModel, Field

from api_parts.papers import Advised, Loaded, Paper
from api_parts.quoted import Asked, Cited, PartOfTrail, Promised, Said
from kb.model import DocumentKind, Hit


class Trail(PartOfTrail):
    """Eén aanbeveling of verzoek met alles wat erop volgde."""

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


class Hits(BaseModel):
    total: int | None = Field(description="Hoeveel er zijn; null bij een vraag in woorden, die alles ordent.")
    answers: bool = Field(description="False: geen passage gaat hierover; dit lijkt er alleen het meest op.")
    message: str | None = Field(description="Wat daarbij gezegd moet worden.")
    items: list[Found]
    loaded: Loaded


class Health(BaseModel):
    """Of de kennisbank antwoordt."""

    status: str
    version: str
    loaded: Loaded
