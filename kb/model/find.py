"""What is asked and what is found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kb.model.document import Document, DocumentKind, Passage
from kb.model.point import EVERY_POINT, PointFilter
from kb.model.statement import Position, Statement, StatementKind
from kb.model.trail import Citation, Status


@dataclass(frozen=True, slots=True)
class Filter:
    """What to keep; an empty field keeps everything. `points` is about recommendations in exports: search does not look
    at it. `authorities` may hold UNKNOWN_AUTHORITY, for documents of which nobody knows where they belong."""

    document_ids: tuple[str, ...] = ()
    document_kinds: tuple[DocumentKind, ...] = ()
    senders: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    statement_kinds: tuple[StatementKind, ...] = ()
    positions: tuple[Position, ...] = ()
    statuses: tuple[Status, ...] = ()
    points: PointFilter = EVERY_POINT


EVERYTHING = Filter()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that search found, with the passages around it that make it readable (`before`, `after`); another
    passage of the same fragment is no hit of its own. `score` is between 0 and 1 and only ranks within one search.
    `answers` is False of all hits when no passage seems to be about what was asked, and these are only the nearest."""

    passage: Passage
    document: Document
    citation: Citation
    score: float
    why: str  # in Dutch, for the user: "woorden: wachttijd · verwante betekenis"
    statements: tuple[Statement, ...] = ()
    marks: tuple[tuple[int, int], ...] = ()  # ranges of passage.text that match best
    before: tuple[Passage, ...] = ()
    after: tuple[Passage, ...] = ()
    answers: bool = True

    @property
    def fragment(self) -> str:
        """The passage with what stands around it, a paragraph a line."""
        return "\n".join(each.text for each in (*self.before, self.passage, *self.after))


@dataclass(frozen=True, slots=True)
class Listing:
    """A part of a list, and how many there are in all."""

    total: int
    hits: tuple[Hit, ...]
