"""What a worker makes of a document beside what it reads, so that whoever stores it need not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from kb.model import Passage, Statement
from kb.search.branches import branch
from kb.search.embedding import Embedder, embedder_of, packaged
from kb.search.vectors import embedded, texts_of
from kb.settings import Settings

_MEANINGS = 2048  # texts kept: a letter answers some dozens of points
_ROWS = 4096  # vectors kept, some six megabytes: letters of one sender open, close and explain alike


def vectors(
    passages: Sequence[Passage], statements: Sequence[Statement], chosen: Settings,
    on_share: Callable[[float], None] = lambda share: None,
) -> tuple[str, dict[str, bytes]]:  # fmt: skip
    """The identity of the embedder of these settings, and the rows of a document by the digests of their texts; a text
    that stood in an earlier document is not embedded again. `on_share`: as in `embedded`."""
    embedder, made = _embedder(chosen), _made(chosen)
    rows = embedded(texts_of(passages, statements), embedder, made, on_share)
    made.update(rows)
    for id_ in list(made)[: max(0, len(made) - _ROWS)]:
        del made[id_]
    return embedder.identity, rows


def identity(chosen: Settings) -> str:
    """The identity of the embedder of these settings."""
    return embedder_of(chosen).identity


@lru_cache(maxsize=_MEANINGS)
def meaning(text: str) -> tuple[float, ...]:
    """What a text means to the packaged model, also where the settings name another: weights that were learnt with one
    model say nothing with another."""
    return tuple(packaged().passages([text])[0].tolist())


def branch_identity(name: str) -> str:
    """Which branch of the packaged model this is. Cheap: nothing is loaded."""
    return branch(name).identity


@lru_cache(maxsize=_MEANINGS)
def taken_for(text: str, before: str, branch_name: str, after: str = "") -> tuple[float, ...]:
    """The chances that a branch of the packaged model gives to each of its classes, for a text between others."""
    return branch(branch_name).chances(text, before, after)


@cache
def _embedder(chosen: Settings) -> Embedder:
    return embedder_of(chosen)


@cache
def _made(chosen: Settings) -> dict[str, bytes]:
    """The rows that were made last with these settings, by the digests of their texts, the oldest first."""
    return {}
