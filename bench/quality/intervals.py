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
    """The range in which a figure falls in this share of the draws: as many documents, drawn with replacement."""
    return _range(documents, lambda drawn: figure(_sum(drawn)), share)


def difference(
    pairs: Sequence[tuple[Counts, Counts]], figure: Callable[[Counts], float], share: float = 0.95
) -> tuple[float, float]:
    """The same for how much a figure of the first counts is above that of the second, of the same drawn documents."""
    return _range(pairs, lambda drawn: figure(_sum(a for a, _ in drawn)) - figure(_sum(b for _, b in drawn)), share)


def _range(documents: Sequence[T], figure: Callable[[Sequence[T]], float], share: float) -> tuple[float, float]:
    draw = random.Random(SEED)
    found = sorted(figure(draw.choices(documents, k=len(documents))) for _ in range(DRAWS))
    cut = int((1 - share) / 2 * DRAWS)
    return found[cut], found[-cut - 1]


def _sum(documents: Iterable[Counts]) -> Counts:
    return reduce(add, documents, Counts(0, 0, 0))
