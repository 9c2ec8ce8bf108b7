"""How far a figure would move with other documents: bootstrap over documents."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import add
from typing import TypeVar

from bench.quality.measure import Counts

DRAWS = 2000
SEED = 20261122
T = TypeVar("T")


def interval(
    documents: Sequence[Counts], figure: Callable[[Counts], float], share: float = 0.95
) -> tuple[float, float]:
    """The range in which a figure falls in this share of the draws: as many documents, drawn with replacement.

    A draw in which nothing was wanted or proposed says nothing and is left out; (0, 0) when all are such.
    """
    return _range(documents, lambda drawn: _figure(_sum(drawn), figure), share)


def difference(
    pairs: Sequence[tuple[Counts, Counts]], figure: Callable[[Counts], float], share: float = 0.95
) -> tuple[float, float]:
    """The same for how much a figure of the first counts is above that of the second, of the same drawn documents."""

    def apart(drawn: Sequence[tuple[Counts, Counts]]) -> float | None:
        first, second = (_figure(_sum(counts), figure) for counts in zip(*drawn, strict=True))
        return None if first is None or second is None else first - second

    return _range(pairs, apart, share)


def _range(documents: Sequence[T], figure: Callable[[Sequence[T]], float | None], share: float) -> tuple[float, float]:
    draw = random.Random(SEED)
    draws = (draw.choices(documents, k=len(documents)) for _ in range(DRAWS))
    found = sorted(value for drawn in draws if (value := figure(drawn)) is not None)
    cut = int((1 - share) / 2 * len(found))
    return (found[cut], found[-cut - 1]) if found else (0.0, 0.0)


def _figure(total: Counts, figure: Callable[[Counts], float]) -> float | None:
    return figure(total) if total.proposed or total.wanted else None


def _sum(documents: Iterable[Counts]) -> Counts:
    return reduce(add, documents, Counts(0, 0, 0))
