"""Which texts of a document have a vector, and vectors that are made once: looked up where they are stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from kb.model import Passage, Statement, StatementKind
from kb.search.embedding import Embedder
from kb.search.windows import digest, windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AT_ONCE = 32  # texts to a model at once: some seconds of work
Lookup = Callable[[Sequence[str]], Mapping[str, bytes]]  # digests to the rows that are stored


def texts_of(passages: Sequence[Passage], statements: Iterable[Statement]) -> tuple[str, ...]:
    """What search and linking ask of a document: its passages with what stands around them, and its statements; not its
    responses, of which linking compares the sentences and few are one."""
    asked = (each.text for each in statements if each.kind is not StatementKind.RESPONSE)
    return tuple(dict.fromkeys((*windows(passages), *asked)))


def embedded(
    texts: Iterable[str], embedder: Embedder, known: Mapping[str, bytes] | None = None,
    on_share: Callable[[float], None] = lambda share: None,
) -> dict[str, bytes]:  # fmt: skip
    """The rows of these texts by their digests, with those that are `known` as they are. `on_share` hears now and then
    which share of them is made."""
    wanted = {digest(text): text for text in texts}
    there = {id_: row for id_, row in (known or {}).items() if id_ in wanted}
    new = {id_: text for id_, text in wanted.items() if id_ not in there}
    ids = list(new)
    for start in range(0, len(ids), AT_ONCE):
        batch = ids[start : start + AT_ONCE]
        on_share(start / len(ids))
        rows = embedder.passages([new[id_] for id_ in batch])
        there |= {id_: row.tobytes() for id_, row in zip(batch, rows, strict=True)}
    return there


class Remembering:
    """Texts to vectors, each text embedded once: those that are stored are looked up. `fresh` are the rows that were
    made here, to be stored."""

    def __init__(self, embedder: Embedder, lookup: Lookup) -> None:
        self._embedder, self._lookup = embedder, lookup
        self._rows: dict[str, bytes] = {}
        self.fresh: dict[str, bytes] = {}

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row of unit length per text."""
        import numpy as np

        wanted = {digest(text): text for text in texts}
        unseen = [id_ for id_ in wanted if id_ not in self._rows]
        if unseen:
            self._rows |= self._lookup(unseen)
            made = embedded([text for id_, text in wanted.items() if id_ not in self._rows], self._embedder)
            self.fresh |= made
            self._rows |= made
        if not texts:
            return np.empty((0, self._embedder.dimensions), np.float32)
        return np.stack([np.frombuffer(self._rows[digest(text)], np.float32) for text in texts])
