"""What another program may ask: the filters of the command line, with their Dutch explanation."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from cli_parts.words import Order
from kb import KnowledgeBase
from kb.commitment_list.choosing import Ends, Progress, Wanted
from kb.decisions.names import senders_named
from kb.letters.authorities import chosen_among
from kb.model import (
    DocumentKind,
    Filter,
    Point,
    PointFilter,
    Position,
    StatementKind,
    Status,
    TermState,
)
from kb.trails.points import advisers_named, points

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOST = 1000  # in one answer


class Asks(StrEnum):
    """Which kind of point."""

    RECOMMENDATION = StatementKind.RECOMMENDATION
    REQUEST = StatementKind.REQUEST


class Promises(StrEnum):
    """Which kind of promise."""

    COMMITMENT = StatementKind.COMMITMENT
    INTENTION = StatementKind.INTENTION


def _iso(value: Any) -> Any:
    """Only a day as it is written in data: pydantic would also take a number of seconds."""
    if isinstance(value, str) and not ISO_DAY.fullmatch(value):
        raise ValueError("geen datum als 2024-12-31")
    return value


Day = Annotated[date, BeforeValidator(_iso)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Municipality = Annotated[
    list[Name],
    Field(
        description="Gemeente, provincie of waterschap: de naam, een deel ervan of de code in TOOI (gm0197); "
        "onbekend: documenten waarvan niemand het weet."
    ),
]


class Question(BaseModel):
    """A name that does not exist is refused: a filter that is not heard would give another answer than was asked."""

    model_config = ConfigDict(extra="forbid")


class Part(Question):
    """A part of a list."""

    limit: int = Field(100, ge=1, le=MOST, description="Hoeveel er ten hoogste in het antwoord staan.")
    offset: int = Field(0, ge=0, le=10**9, description="Hoeveel er eerst worden overgeslagen.")


class OfLetters(Question):
    """By what a document is."""

    kind: list[DocumentKind] = Field([], description="Soort document.")
    sender: list[Name] = Field([], description="Afzender, of een deel van de naam.")
    municipality: Municipality = []
    since: Day | None = Field(None, description="Documenten vanaf deze dag.")
    until: Day | None = Field(None, description="Documenten tot en met deze dag.")

    def of_letters(self, kb: KnowledgeBase) -> dict[str, Any]:
        """The fields of a Filter. NotFound when there is no such sender or municipality."""
        return {
            "document_kinds": tuple(self.kind),
            "senders": senders_named(kb.documents(), self.sender) if self.sender else (),
            "authorities": chosen_among(kb.authorities(), self.municipality),
            "since": self.since,
            "until": self.until,
        }


class DocumentQuestion(OfLetters, Part):
    """Which documents."""

    def where(self, kb: KnowledgeBase) -> Filter:
        return Filter(**self.of_letters(kb))


class AdviceQuestion(OfLetters, Part):
    """Which advices."""

    position: list[Position] = Field([], description="Een standpunt dat een antwoord op het advies inneemt.")
    status: list[Status] = Field([], description="Hoe ver het advies is beantwoord.")

    def where(self, kb: KnowledgeBase) -> Filter:
        return Filter(**self.of_letters(kb), positions=tuple(self.position), statuses=tuple(self.status))


class OfPoints(Question):
    """The filters of `list recommendations`."""

    sender: list[Name] = Field([], description="Wie adviseert, of een deel van de naam.")
    municipality: Municipality = []
    year: list[Annotated[int, Field(ge=1, le=9999)]] = Field([], description="Jaar van het advies.")
    kind: list[DocumentKind] = Field([], description="Soort document.")
    position: list[Position] = Field([], description="Wat het antwoord zegt.")
    status: list[Status] = Field([], description="Hoe ver het is beantwoord.")
    term: list[TermState] = Field([], description="Hoe de termijn staat.")
    judged: bool | None = Field(None, description="Of een mens het standpunt beoordeeld heeft.")
    words: list[Name] = Field([], description="Woorden in de aanbeveling, het antwoord of de titel.")

    def among(self, kb: KnowledgeBase, found: tuple[Point, ...]) -> PointFilter:
        """`found` are all points. NotFound when nobody with such a name advises, or in no such municipality."""
        return PointFilter(
            bodies=advisers_named(found, self.sender) if self.sender else (),
            authorities=chosen_among(kb.authorities(), self.municipality),
            years=tuple(self.year),
            kinds=tuple(self.kind),
            positions=tuple(self.position),
            statuses=tuple(self.status),
            terms=tuple(self.term),
            judged=self.judged,
            words=tuple(word for each in self.words for word in each.split()),
        )


class PointQuestion(OfPoints, Part):
    """Which recommendations, or which requests."""

    statement: Asks = Field(Asks.RECOMMENDATION, description="Aanbevelingen (recommendation) of verzoeken (request).")


class PromiseQuestion(Part):
    """The filters of `commitments list`."""

    statement: list[Promises] = Field([], description="Toezeggingen (commitment), voornemens (intention), of beide.")
    term: Ends = Field(Ends.ALL, description="Wanneer de termijn afloopt.")
    status: Progress = Field(Progress.ALL, description="Hoe ver het is.")
    term_since: Day | None = Field(None, description="Termijn vanaf deze dag.")
    term_until: Day | None = Field(None, description="Termijn tot en met deze dag.")
    since: Day | None = Field(None, description="Toegezegd vanaf deze dag.")
    holder: str = Field("", max_length=200, description="Portefeuillehouder, of een deel van de naam.")
    body: str = Field("", max_length=200, description="Wie toezegde of aan wie, of een deel van de naam.")
    municipality: Municipality = []
    words: str = Field("", max_length=500, description="Woorden in de toezegging of de titel.")

    def wanted(self, kb: KnowledgeBase) -> Wanted:
        """NotFound when there is no such municipality."""
        return Wanted(
            self.term, self.status, self.term_since, self.term_until, self.since, words=self.words,
            authorities=chosen_among(kb.authorities(), self.municipality),
        )  # fmt: skip

    @property
    def where(self) -> Filter:
        return Filter(statement_kinds=tuple(StatementKind(each) for each in self.statement))


class SearchQuestion(OfLetters):
    """The filters of `search`."""

    q: str = Field("", max_length=2000, description="Wat u zoekt, in gewone woorden; leeg: alles wat past.")
    statement: list[StatementKind] = Field([], description="Soort uitspraak.")
    position: list[Position] = Field([], description="Standpunt.")
    status: list[Status] = Field([], description="Status.")
    document: list[Name] = Field([], description="Alleen in dit document (id).")
    sort: Order = Field(Order.RELEVANCE, description="Volgorde.")
    limit: int = Field(10, ge=1, le=MOST, description="Hoeveel passages ten hoogste.")

    def where(self, kb: KnowledgeBase) -> Filter:
        """NotFound when there is no such sender or document."""
        return Filter(
            **self.of_letters(kb),
            document_ids=tuple(kb.document(id_).id for id_ in self.document),
            statement_kinds=tuple(self.statement),
            positions=tuple(self.position),
            statuses=tuple(self.status),
        )


class OneQuestion(Question):
    """One thing, by its id."""

    id: str = Field(min_length=1, max_length=200, description="De id, zoals die in andere antwoorden staat.")


class ExportQuestion(OfPoints):
    """The filters of `export`."""

    advice: str | None = Field(None, min_length=1, max_length=200, description="Alleen dit advies (id).")

    def where(self, kb: KnowledgeBase, document_ids: tuple[str, ...]) -> Filter:
        """Of a municipality all that is loaded, of other choices the points with what belongs to them. NotFound as in
        `among`."""
        asked = self.among(kb, points(kb.advices()))
        return Filter(document_ids=document_ids, authorities=asked.authorities, points=replace(asked, authorities=()))
