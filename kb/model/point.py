"""One point of an advice by itself, as a row of a list over all advices, and what such a list may be asked to keep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kb.model.document import DocumentKind
from kb.model.statement import Position
from kb.model.trail import Advice, Answer, Status, Trail


class TermState(StrEnum):
    """How the day on which an answer is due stands."""

    NONE = "geen termijn"
    RUNNING = "loopt nog"
    SOON = "loopt binnen 30 dagen af"  # a part of those that run
    OVER = "verstreken"


@dataclass(frozen=True, slots=True)
class Point:
    """A recommendation or sub-item with the advice that it stands in. `number` is the whole number that a reader knows
    it by (1a), empty without one; `via` is the point above it when only that is answered: its status is that of it."""

    advice: Advice
    trail: Trail
    number: str
    via: Trail | None = None

    @property
    def id(self) -> str:
        return self.trail.recommendation.id

    @property
    def via_parent(self) -> bool:
        """Whether nothing answers it but the answer to its main point."""
        return self.via is not None

    @property
    def position(self) -> Position | None:
        """The position that counts for it: its own, else that of the point by which it is answered."""
        return self.trail.position or (self.via.position if self.via else None)

    @property
    def body(self) -> str | None:
        """Who advises."""
        return self.advice.body

    @property
    def answer(self) -> Answer | None:
        """The last answer that takes the position that counts; without such, the first that is told of."""
        taken = [each for each in self.trail.answers if each.counts and each.position is self.trail.position]
        return taken[-1] if taken else next(iter(self.trail.answers), None)

    @property
    def others(self) -> tuple[Answer, ...]:
        """The other answers to it, in order."""
        first = self.answer
        return tuple(each for each in self.trail.answers if each is not first)

    @property
    def is_judged(self) -> bool:
        """Whether a person judged the position that counts; the point itself, where there is no position."""
        if self.trail.position is not None:
            return not self.trail.is_proposal
        return self.trail.decision is not None and not self.trail.suspect

    @property
    def due(self) -> date | None:
        """The day that counts: what an answer that puts it off promises, before the term."""
        deferred = self.trail.position is Position.DEFERRED
        return (self.advice.expected or self.trail.due) if deferred else self.trail.due


@dataclass(frozen=True, slots=True)
class PointFilter:
    """Which points to keep; an empty field keeps every one. `bodies` are whole names, `words` all have to be in it."""

    bodies: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    kinds: tuple[DocumentKind, ...] = ()
    positions: tuple[Position, ...] = ()
    statuses: tuple[Status, ...] = ()
    terms: tuple[TermState, ...] = ()
    judged: bool | None = None
    words: tuple[str, ...] = ()


EVERY_POINT = PointFilter()
