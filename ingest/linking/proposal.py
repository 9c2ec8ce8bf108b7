"""Makes the links that are proposed: who found them, and what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from ingest.dutch.pipeline import VERSION
from ingest.linking.similarity import shared_words, weighed
from kb.model import Ground, GroundKind, Link, Position, Relation, Statement, basis_of


class Finder(StrEnum):
    """What stands as finder of a link, before the version."""

    LETTERS = "koppeling"
    OF_THE_WHOLE = "koppeling van het geheel"
    HEARSAY = "koppeling van horen zeggen"
    PROMISES = "toezeggingen"


def proposal(
    source: Statement,
    target: Statement,
    relation: Relation,
    grounds: Sequence[Ground],
    score: float,
    position: Position | None = None,
    finder: Finder = Finder.LETTERS,
) -> Link:
    """From the later statement to the earlier, for these grounds."""
    return Link(
        source.id, target.id, relation, found_by(finder), score, tuple(grounds), position, basis=basis_of(grounds)
    )


def found_by(finder: Finder) -> str:
    """The finder with its version."""
    return f"{finder} ({VERSION})"


def by_likeness(one: str, other: str, among: Sequence[str], measured: float) -> Ground:
    """That one text says the same as another, in the words that both have, weighed `among` all that were compared."""
    words = weighed(shared_words(one, other), among)
    return Ground(GroundKind.ALIKE, words=words, likeness=rounded(measured))


def rounded(likeness: float) -> float:
    """As it is kept and shown."""
    return round(float(likeness), 2)
