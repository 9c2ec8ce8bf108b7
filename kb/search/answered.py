"""Whether what is loaded holds an answer to a question, or only what is nearest to it.

The more passages there are, the nearer the nearest lies by chance, and the more it says when a word of the question
stands in none of them. Measured: bench/search_training/README.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from heapq import nlargest
from math import log10
from statistics import mean

from kb.model import Passage
from kb.search.asked import Asked

NEAREST = 3  # passages whose likeness is looked at together: one may lie near by chance
FEWEST, MOST = 20, 5_000  # passages between which it was measured: fewer or more count as these
MISSING = 2 / 3  # share of the words that stand nowhere, for which, among a thousand passages, the model's bound holds


def is_answered(
    asked: Asked, passages: Iterable[Passage], cosines: Collection[float], count: int, least: float
) -> bool:
    """Whether the passages that were found are near enough to the question, or have enough of its words, to be about
    it. `count`: how many there were to find them among; `least`: what the model says of its cosines."""
    standing = {word.typed for passage in passages for word in asked.in_common(passage.searchable)}
    missing = 1 - len(standing) / len(asked.words) if asked.words else MISSING
    size = log10(min(max(count, FEWEST), MOST)) / log10(1000)
    return mean(nlargest(NEAREST, cosines)) >= least * size * (1 + missing) / (1 + MISSING)
