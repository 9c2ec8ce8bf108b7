"""What linking finds for one document, with what the store keeps of it to know which changes concern it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from kb.model.statement import Link, Statement


@dataclass(frozen=True, slots=True)
class Keys:
    """What a document offers (others find it by these), or seeks (it found others by these). `day`: a document finds
    what is offered on its own day at the latest. `steady`: those of the keys of which others look at the text and the
    letterhead only, not at what was decided."""

    day: int
    keys: frozenset[int]
    steady: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Linked:
    """The links from one document. `first`: those that follow from the document and the letters that it found;
    `second`: those for which it was also looked at what other letters answer. `outcomes` are the keys by which others
    look at what this one answers."""

    document_id: str
    first: tuple[Link, ...] = ()
    second: tuple[Link, ...] = ()
    responses: tuple[Statement, ...] = ()  # in it, found by linking
    seeks: Keys = Keys(0, frozenset())
    outcomes: frozenset[int] = frozenset()


def key(*words: str) -> int:
    """A number of 64 bits with a sign: what a database can look up fastest."""
    return int.from_bytes(
        hashlib.blake2b("\0".join(words).encode("utf-8", "replace"), digest_size=8).digest(), signed=True
    )


def keys(kind: str, words: Iterable[str]) -> frozenset[int]:
    """One key per word."""
    return frozenset(key(kind, word) for word in words)
