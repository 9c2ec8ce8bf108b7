"""How alike two recommendations are, and in which words: rare shared words and meaning, half and half.

Meaning alone depends on the embedding model, and every model has its own idea of a high cosine; words alone miss the
paraphrase. Together a restatement stands clear of its neighbours (measured on the letters of corpus/: own original .48
and more, others .35 and less, but for points that share a subject).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.linking.weights import Margin
from kb.model import Shared

Vectors = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Vectors]  # texts to rows of unit length
STEM = 7  # characters of a word that count: "wijkteam", "wijkteams" and "wijkteamleider" share theirs
_COMMON = frozenset(
    [
        "adviseert",
        "adviseren",
        "advies",
        "aanbeveling",
        "aanbevelen",
        "beveelt",
        "wij",
        "onze",
        "deze",
        "voor",
        "naar",
        "niet",
        "worden",
        "wordt",
        "door",
        "over",
        "ook",
        "zijn",
        "heeft",
        "hebben",
        "kunnen",
        "moeten",
        "zodat",
        "waarbij",
        "daarbij",
        "waarin",
        "daarnaast",
        "verder",
        "ervoor",
        "ieder",
        "iedere",
        "graag",
    ]
)


def likeness(ones: Sequence[str], others: Sequence[str], encode: Encode) -> NDArray[np.float32]:
    """A row per text of `ones`, a column per text of `others`: 1 is the same, about 0 has nothing in common."""
    if not ones or not others:
        return np.zeros((len(ones), len(others)), np.float32)
    meaning = encode(ones) @ encode(others).T
    texts = _weighted([*ones, *others])
    rows, columns = texts[: len(ones)], texts[len(ones) :]
    words = np.array([[_cosine(row, column) for column in columns] for row in rows], np.float32)
    return ((meaning + words) / 2).astype(np.float32)


def lead(row: NDArray[np.float32], index: int) -> float:
    """By how much one of a row is ahead of the best of the others; without others, of any."""
    others = np.delete(row, index)
    return float(row[index] - others.max()) if len(others) else math.inf


def nearest(row: NDArray[np.float32], margin: Margin) -> int | None:
    """The index of the one that is clearly the nearest; None when none is."""
    if not len(row):
        return None
    best = int(row.argmax())
    return best if row[best] >= margin.least and lead(row, best) >= margin.lead else None


def shared_words(one: str, other: str, most: int = 3) -> tuple[str, ...]:
    """The longest words that stand in both, as `other` writes them; none when they share no word of four letters."""
    stems = {_stem(word) for word in _words(one)}
    shared = dict.fromkeys(word.lower() for word in _words(other) if _stem(word) in stems)
    return tuple(sorted(shared, key=lambda word: -len(word))[:most])


def stems(text: str) -> set[str]:
    """The beginnings of the words of a text that may say what it is about."""
    return {_stem(word) for word in _words(text)}


def weighed(words: Iterable[str], among: Sequence[str]) -> tuple[Shared, ...]:
    """Shared words with their inverse document frequency among these texts, as `likeness` weighs them."""
    spread = Counter(stem for text in among for stem in {_stem(word) for word in _words(text)})
    return tuple(Shared(word, round(math.log(1 + len(among) / max(1, spread[_stem(word)])), 2)) for word in words)


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]{4,}|\d[\d.]*", text) if word.lower() not in _COMMON]


def _stem(word: str) -> str:
    return word.lower()[:STEM]


@dataclass(frozen=True, slots=True)
class _Weighted:
    """The stems of a text with their weights, and the sum of the squares of these."""

    stems: Mapping[str, float]
    squares: float


def _weighted(texts: Sequence[str]) -> list[_Weighted]:
    """Each text as its stems with their inverse document frequency among these texts."""
    counts = [Counter(map(_stem, _words(text))) for text in texts]
    spread = Counter(stem for count in counts for stem in count)
    weight = {stem: math.log(1 + len(texts) / n) for stem, n in spread.items()}
    return [
        _Weighted({stem: weight[stem] for stem in count}, sum(weight[stem] * weight[stem] for stem in count))
        for count in counts
    ]


def _cosine(one: _Weighted, other: _Weighted) -> float:
    dot = sum(weight * other.stems.get(stem, 0.0) for stem, weight in one.stems.items())
    norms = math.sqrt(one.squares * other.squares)
    return dot / norms if norms else 0.0
