"""How well positions are read, counted as the scorer counts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.positions.material import Answer
from ingest.dutch.pipeline import Sentence, analyse
from ingest.statements.position import read_position
from kb.model import Position


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of these answers: how many are read right, how many got UNCLEAR, how many ADOPTED and are not; and what became
    what."""

    of: int
    right: int
    unclear: int
    wrongly_adopted: int
    confusion: Counter[tuple[str, str]]

    def __str__(self) -> str:
        return (
            f"{self.right:3} of {self.of} right ({self.right / max(self.of, 1):.2f}), {self.unclear} onduidelijk, "
            f"{self.wrongly_adopted} wrongly overgenomen"
        )


def coarse(position: Position) -> Position:
    """As the scorer counts: what is done already is not taken over."""
    return Position.REJECTED if position is Position.EXISTING else position


def outcome(found: Iterable[Position], answers: Sequence[Answer]) -> Outcome:
    """What was found beside what the answers say."""
    pairs = [(coarse(each.position), coarse(got)) for each, got in zip(answers, found, strict=True)]
    return Outcome(
        len(pairs),
        sum(want is got for want, got in pairs),
        sum(got is Position.UNCLEAR for _, got in pairs),
        sum(got is Position.ADOPTED and want is not got for want, got in pairs),
        Counter((want.value, got.value) for want, got in pairs if want is not got),
    )


def sentences(answers: Sequence[Answer]) -> list[tuple[Sentence, ...]]:
    """The sentences of each answer."""
    return list(analyse(each.text for each in answers))


def read(answers: Sequence[Answer]) -> list[Position]:
    """What the program reads in the words of each answer."""
    return [
        read_position(said, each.point, is_question=each.is_question).position
        for said, each in zip(sentences(answers), answers, strict=True)
    ]
