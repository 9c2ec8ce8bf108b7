"""How far a figure would move with other documents: bootstrap over documents."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import reduce
from operator import add

from bench.quality.measure import Counts

DRAWS = 2000
SEED = 20261122


def interval(
    documents: Sequence[Counts], figure: Callable[[Counts], float], share: float = 0.95
) -> tuple[float, float]:
    """The range in which a figure falls in this share of the draws: as many documents, drawn with replacement."""
    draw = random.Random(SEED)
    found = sorted(
        figure(reduce(add, draw.choices(documents, k=len(documents)), Counts(0, 0, 0))) for _ in range(DRAWS)
    )
    cut = int((1 - share) / 2 * DRAWS)
    return found[cut], found[-cut - 1]
