"""One advice in words: a sentence that sums it up, its points by what they are, and which still ask for work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from kb.labels import counted, number, numbered
from kb.model import Advice, DocumentKind, Position, Status, Trail

SETTLED = (Status.ANSWERED, Status.IN_GENERAL)
WITHOUT = (Status.NOT_IN_REPLY, Status.NOT_FOUND, Status.WAITING, Status.OVERDUE)
BY_PARTS = "per onderdeel"


class Shown(StrEnum):
    """Which points of an advice to show. The values stand in addresses."""

    ALL = "alles"
    WITHOUT_ANSWER = "zonder-antwoord"
    UNJUDGED = "onbeoordeeld"


def summary(trails: Sequence[Trail]) -> str:
    """6 van 9 punten beantwoord: 3 overgenomen, 2 niet overgenomen, 1 onduidelijk; 2 niet gevonden in de reactie."""
    if not trails:
        return "Geen adviespunten gevonden."
    settled = [trail for trail in trails if trail.status in SETTLED]
    noun = "punt" if len(trails) == 1 else "punten"
    head = f"{number(len(settled))} van {number(len(trails))} {noun} beantwoord"
    taken = Counter(trail.position for trail in settled)
    named = [f"{number(taken[one])} {one.value}" for one in Position if taken[one]]
    named += [f"{number(taken[None])} {BY_PARTS}"] if taken[None] else []
    rest = counted(Counter(trail.status for trail in trails if trail.status not in SETTLED))
    return head + (f": {', '.join(named)}" if named else "") + (f"; {rest}" if rest else "") + "."


def main_points(advice: Advice) -> tuple[tuple[Trail, ...], tuple[Trail, ...]]:
    """The points, and apart from these the suggestions about a case: what an audit report with numbered recommendations
    asks without a number."""
    if advice.document.kind is not DocumentKind.AUDIT_REPORT:
        return advice.trails, ()
    bare = {trail.recommendation.id for label, depth, trail in numbered(advice.trails) if not depth and not label}
    main = tuple(trail for trail in advice.trails if trail.recommendation.id not in bare)
    if not main:
        return advice.trails, ()
    return main, tuple(trail for trail in advice.trails if trail.recommendation.id in bare)


def asks(trail: Trail, shown: Shown) -> bool:
    """Whether this point itself (not its parts) is one of those that are asked for."""
    if shown is Shown.WITHOUT_ANSWER:
        return trail.status in WITHOUT
    if shown is Shown.UNJUDGED:
        return any(answer.decision is None or answer.suspect for answer in trail.answers)
    return True
