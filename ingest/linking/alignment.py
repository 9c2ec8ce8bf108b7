"""Lays the sentences of one text on the points of another: one best path through the text, with a real "none".

Each sentence is weighed against each point by meaning, by the rare words and compounds that both have, and by number;
what its heading and its paragraph have in common with the point counts too. The path prefers to stay with a point
within a paragraph and to take the points in their order; what has little in common with any point is about none.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.linking.similarity import Encode, lead, shared_words
from ingest.linking.weights import WEIGHTS, Weights

Matrix = NDArray[np.float32]
SHORTEST_WORD, SHORTEST_COMMON = 4, 5  # characters of a word that counts; that two words of a compound share
_PLAIN = frozenset(
    re.findall(
        r"\w+",
        """advies adviezen adviseert adviseren geadviseerd aanbeveling aanbevelingen aanbevolen beveelt punt punten wij
        onze
        deze dit voor naar niet worden wordt door over zijn heeft hebben kunnen moeten moet zodat waarbij daarbij
        waarin
        daarnaast verder graag college gemeente gemeenten raad inwoners jaar ieder iedere alle meer minder goed goede
        nieuwe maken komen gaan geven krijgen zorgen zorg daar hier waar zoals onder tussen tegen zonder binnen buiten
        altijd belang groot grote eerste tweede twee drie vier vijf willen zouden zullen vinden vindt gaat geeft kan
        elke
        elk andere anders tijd maar want omdat toch wel eens""",
    )
)


@dataclass(frozen=True, slots=True)
class Point:
    """What may be answered: its words, those around it that explain it, and the numbers by which it can be named."""

    id: str
    text: str
    around: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, item or row that may answer. `paragraph` and `section` tell which stand together, `named` which
    points it or its heading names. `idle`: it opens, thanks or closes;
    `repeats`: it says what was advised."""

    text: str
    paragraph: int
    section: int
    heading: str = ""
    label: str = ""
    named: frozenset[str] = frozenset()
    idle: bool = False
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Units first..last (of one paragraph or more) that answer a point, how much they have in common, and in which
    words."""

    first: int
    last: int
    point: int
    score: float
    words: tuple[str, ...]


def align(
    units: Sequence[Unit], points: Sequence[Point], encode: Encode, weights: Weights = WEIGHTS
) -> tuple[Stretch, ...]:
    """The stretches in the order of the text, at most one for each point by this path; a stretch may answer several
    points. What is ambiguous is not laid on any."""
    if not units or not points:
        return ()
    near = measured(units, points, encode, weights)
    path = _best_path(units, near, weights)
    return tuple(_stretches(units, points, near, path, weights))


def measured(units: Sequence[Unit], points: Sequence[Point], encode: Encode, w: Weights = WEIGHTS) -> Matrix:
    """How much each unit (a row) and each point (a column) have in common."""
    own = _likeness([u.text for u in units], points, encode, w)
    titles = sorted({u.heading for u in units if u.heading})
    above = dict(zip(titles, _likeness(titles, points, encode, w), strict=True)) if titles else {}
    texts: dict[int, list[str]] = {}
    for unit in units:
        texts.setdefault(unit.paragraph, []).append(unit.text)
    numbers = list(texts)
    whole = dict(zip(numbers, _likeness([" ".join(texts[n]) for n in numbers], points, encode, w), strict=True))
    near = np.zeros_like(own)
    for n, unit in enumerate(units):
        row = (1 - w.paragraph) * own[n] + w.paragraph * whole[unit.paragraph]
        if unit.heading:
            row = np.maximum(row, (1 - w.heading) * row + w.heading * above[unit.heading])
        for m, point in enumerate(points):
            row[m] += w.number * (point.id in unit.named) + w.label * bool(unit.label and unit.label == point.label)
        near[n] = row - (w.own_words if unit.idle and not unit.named else 0)
    return near


def _likeness(texts: Sequence[str], points: Sequence[Point], encode: Encode, w: Weights) -> Matrix:
    """Meaning and rare words; a point is what it says or what stands around it, whichever is nearer."""
    if not texts:
        return np.zeros((0, len(points)), np.float32)
    vectors = encode(texts)
    meaning = np.maximum(vectors @ encode([p.text for p in points]).T, vectors @ encode([p.around for p in points]).T)
    found: Matrix = (meaning + w.words * _shared(texts, points)).astype(np.float32)
    return found


def _shared(texts: Sequence[str], points: Sequence[Point]) -> Matrix:
    """The share of the rare words of each point that stands in a text, as words or as parts of compounds."""
    asked = [content(p.text) for p in points]
    spread = Counter(word[:7] for words in asked for word in words)
    weight = {stem: math.log(1 + len(points) / n) for stem, n in spread.items()}
    found = np.zeros((len(texts), len(points)), np.float32)
    for n, text in enumerate(texts):
        said = content(text)
        for m, words in enumerate(asked):
            whole = sum(sorted((weight[word[:7]] for word in words), reverse=True)[:8])
            same = sum(weight[word[:7]] for word in words if any(alike(word, other) for other in said))
            found[n, m] = min(1.0, same / whole) if whole else 0.0
    return found


def content(text: str) -> frozenset[str]:
    """The words that may say what a text is about, in lower case, without their plural."""
    words = (word.casefold() for word in re.findall(r"[^\W\d_]{4,}|\d[\d.]*\d", text))
    return frozenset(re.sub(r"(?<=\w{4})(?:en|s|e)$", "", word) for word in words if word not in _PLAIN)


def alike(one: str, other: str) -> bool:
    """Whether two words share their stem, or one stands in the other: "bank" in "bankjes", "taalcoach"."""
    short, long = sorted((one, other), key=len)
    if len(short) < SHORTEST_COMMON:
        return long.startswith(short) and (len(short) >= SHORTEST_WORD or short == long)
    return short in long or (len(short) >= 7 and short[:7] == long[:7])


def _best_path(units: Sequence[Unit], near: Matrix, w: Weights) -> list[int]:
    """For each unit the column of its point, or -1: the path with the highest sum."""
    count = near.shape[1]
    gain = np.full(count + 1, 0.0)
    back: list[NDArray[np.int_]] = []
    before: Unit | None = None
    for row, unit in zip(near, units, strict=True):
        move = _moves(before, unit, count, w)
        came = (gain[:, None] + move).argmax(axis=0)
        gain = (gain[:, None] + move).max(axis=0) + np.append(row - w.none, 0.0)
        back.append(came)
        before = unit
    path = [int(gain.argmax())]
    for came in reversed(back[1:]):
        path.append(int(came[path[-1]]))
    return [state if state < count else -1 for state in reversed(path)]


def _moves(before: Unit | None, unit: Unit, count: int, w: Weights) -> NDArray[np.float64]:
    """What it adds to go from each state (row) to each other (column); the last is "none"."""
    move = np.zeros((count + 1, count + 1))
    if before is None:
        return move
    same = np.arange(count)
    if before.paragraph == unit.paragraph:
        move[same, same] = w.stay
    elif before.section == unit.section:
        move[same, same] = w.section
        move[same[:-1], same[1:]] = w.order
    else:
        move[same[:-1], same[1:]] = w.order
    return move


def _stretches(
    units: Sequence[Unit], points: Sequence[Point], near: Matrix, path: Sequence[int], w: Weights
) -> list[Stretch]:
    """The best run of each point, with the other points that the same words answer."""
    best: dict[int, Stretch] = {}
    for first, last, point in _runs(units, path):
        mean = near[first : last + 1].mean(axis=0)
        named = set().union(*(u.named for u in units[first : last + 1]))
        told = [near[n] for n in range(first, last + 1) if units[n].repeats]
        sure = points[point].id in named or lead(mean, point) >= w.lead
        for m in range(len(points)):
            fits = m == point and sure and mean[m] >= w.least
            if m != point:
                close = m not in path and any(row[m] >= max(w.least, w.also * row[point]) for row in (mean, *told))
                fits = points[m].id in named or close
            if fits and (m not in best or mean[m] > best[m].score):
                text = " ".join(u.text for u in units[first : last + 1])
                best[m] = Stretch(first, last, m, float(mean[m]), shared_words(text, points[m].text))
    return sorted(best.values(), key=lambda s: (s.first, s.point))


def _runs(units: Sequence[Unit], path: Sequence[int]) -> list[tuple[int, int, int]]:
    """Neighbouring units of one section that lie on one point."""
    runs: list[tuple[int, int, int]] = []
    for n, point in enumerate(path):
        if point < 0:
            continue
        if runs and runs[-1][1] == n - 1 and runs[-1][2] == point and units[n].section == units[n - 1].section:
            runs[-1] = (runs[-1][0], n, point)
        else:
            runs.append((n, n, point))
    return runs
