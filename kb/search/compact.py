"""The rows of all passages in a quarter of their size, held in memory: which of them lie near. How near exactly, the
rows that are stored say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEPS = 127  # on either side of zero, of the largest value of a row
AT_ONCE = 1_024  # rows that are read, or multiplied, at once: one and a half megabyte
TINY = 1e-30  # in the place of zero, by which nothing can be divided
WIDER, LEAST = 2, 50  # so many times what is asked, and so many more, are looked at exactly

Stored = Callable[[Sequence[str]], Mapping[str, bytes]]  # digests to the rows that are stored


@dataclass(frozen=True, eq=False)
class Compact:
    """`steps` of a row times its part of `sizes` is nearly the row; `places` are those of the passages by their ids."""

    places: Mapping[str, int]
    digests: Sequence[str]
    steps: NDArray[np.int8]
    sizes: NDArray[np.float32]
    stored: Stored

    def nearest(
        self, vector: NDArray[np.float32], limit: int, among: Collection[str] | None
    ) -> list[tuple[str, float]] | None:
        """(passage id, cosine), nearest first; None when a row is no longer stored."""
        import numpy as np

        ids = list(self.places) if among is None else [id_ for id_ in among if id_ in self.places]
        looked_at = WIDER * limit + LEAST
        if len(ids) > looked_at:
            scores = self._nearly(vector)[[self.places[id_] for id_ in ids]]
            ids = [ids[place] for place in np.argpartition(-scores, looked_at)[:looked_at]]
        rows = self.stored(list({self.digests[self.places[id_]] for id_ in ids}))
        if any(self.digests[self.places[id_]] not in rows for id_ in ids):
            return None
        whole = b"".join(rows[self.digests[self.places[id_]]] for id_ in ids)
        scores = np.frombuffer(whole, np.float32).reshape(len(ids), self.steps.shape[1]) @ vector
        best = nsmallest(limit, ((-float(score), id_) for score, id_ in zip(scores, ids, strict=True)))
        return [(id_, -score) for score, id_ in best]

    def _nearly(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        import numpy as np

        parts = (self.steps[first : first + AT_ONCE] for first in range(0, len(self.steps), AT_ONCE))
        near: NDArray[np.float32] = np.concatenate([part.astype(np.float32) @ vector for part in parts])
        return near * self.sizes


def compact(entries: Mapping[str, str], stored: Stored, before: Compact | None = None) -> Compact | None:
    """`entries` are digests by the ids of passages; rows that were made `before` are taken as they are. None when the
    row of a passage is not stored."""
    import numpy as np

    digests, known = list(entries.values()), {}
    steps, sizes = np.empty((0, 0), np.int8), np.empty(len(digests), np.float32)
    if before is not None:
        known = {each: place for place, each in enumerate(before.digests)}
        steps = np.empty((len(digests), before.steps.shape[1]), np.int8)
        there = [(place, known[each]) for place, each in enumerate(digests) if each in known]
        for first in range(0, len(there), AT_ONCE):
            to, of = map(list, zip(*there[first : first + AT_ONCE], strict=True))
            steps[to], sizes[to] = before.steps[of], before.sizes[of]
    new = [place for place, each in enumerate(digests) if each not in known]
    for first in range(0, len(new), AT_ONCE):
        some = new[first : first + AT_ONCE]
        rows = stored(list({digests[place] for place in some}))
        if any(digests[place] not in rows for place in some):
            return None
        read = np.frombuffer(b"".join(rows[digests[place]] for place in some), np.float32).reshape(len(some), -1)
        size = np.maximum(np.abs(read).max(axis=1), TINY) / STEPS
        if not len(steps):
            steps = np.empty((len(digests), read.shape[1]), np.int8)
        steps[some], sizes[some] = np.rint(read / size[:, None]), size
    return Compact({id_: place for place, id_ in enumerate(entries)}, digests, steps, sizes, stored)
