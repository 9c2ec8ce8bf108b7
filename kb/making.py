"""What a worker makes of a document beside what it reads, so that whoever stores it need not."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kb.model import Passage, Statement
from kb.search.embedding import Embedder, embedder_of
from kb.search.vectors import embedded, texts_of
from kb.settings import Settings


def vectors(
    passages: Sequence[Passage], statements: Sequence[Statement], chosen: Settings
) -> tuple[str, dict[str, bytes]]:
    """The identity of the embedder of these settings, and the rows of a document by the digests of their texts."""
    embedder = _embedder(chosen)
    return embedder.identity, embedded(texts_of(passages, statements), embedder)


def identity(chosen: Settings) -> str:
    """The identity of the embedder of these settings."""
    return embedder_of(chosen).identity


@cache
def _embedder(chosen: Settings) -> Embedder:
    return embedder_of(chosen)
