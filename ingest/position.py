"""What a response says about a recommendation, read from its sentences; "onduidelijk" when it does not say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.dutch.pipeline import Sentence
from kb.model import Position

# The more cautious position wins when an answer says two things: one wrong "overgenomen" costs more than ten doubts.
_CAUTION = (
    Position.REJECTED, Position.PARTLY, Position.DEFERRED, Position.EXISTING, Position.ADOPTED
)  # fmt: skip
_KINDS = tuple(position.value for position in Position)


@dataclass(frozen=True, slots=True)
class Reading:
    """A position with the words that carry it ("" when nothing does)."""

    position: Position
    words: str
    score: float


def read_position(sentences: Iterable[Sentence], asked: bool = False) -> Reading:
    """The position that an answer takes; `asked` when it answers a question for an act ("Bent u bereid …?"), so that
    "ja" and "nee" say it. Agreement alone ("die opvatting delen wij") is no position; with a commitment or intention
    in the same answer it is ADOPTED."""
    spoken = tuple(sentences)
    found: dict[Position, tuple[Sentence, float]] = {}
    for sentence in spoken:
        for rule in sentence.rules:
            if rule.kind in _KINDS:
                found.setdefault(Position(rule.kind), (sentence, rule.score))
    if asked and spoken and spoken[0].rule("nee"):
        return Reading(Position.REJECTED, spoken[0].text, 0.85)
    for position in _CAUTION:
        if position in found:
            return Reading(position, found[position][0].text, found[position][1])
    if asked and spoken and spoken[0].rule("ja"):
        return Reading(Position.ADOPTED, spoken[0].text, 0.8)
    promised = next((s for s in spoken if s.rule("commitment", "intention")), None)
    agreed = next((s for s in spoken if s.rule("instemming")), None)
    if agreed and promised:
        return Reading(Position.ADOPTED, agreed.text, 0.6)
    return Reading(Position.UNCLEAR, "", 0.5)
