"""Lays the sentences of one text on the points of another: one best path through the text, with a real "none".

How much a sentence and a point have in common says little by itself: some letters repeat the words of the advice,
others use none of them. What counts is also whether this point is nearer than the others, and this paragraph nearer to
it than the rest of the letter. All signs together give a chance. The path prefers to stay with a point within a
paragraph and to take the points in their order; what has a small chance with every point is about none.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

import numpy as np
from numpy.typing import NDArray

from ingest.linking.alignment import InCommon, Matrix, Point, Unit, in_common, measured
from ingest.linking.similarity import Encode, lead, shared_words
from ingest.linking.weights import WEIGHTS, Table, Weights, laying

# More than this does not make it surer: of likeness, of rare words that are shared, of the lead over others.
ALIKE, SHARED, AHEAD = 0.6, 0.6, 0.4
NO_ORDER = 1 / 3  # mean distance between two places that have nothing to do with each other
FEWEST = 3  # paragraphs that have an order, where there is more than one point
WHOLE = 6  # paragraphs of a letter that has an opening and a closing
MIDDLE = 0.5  # the place of each in a shorter one
# What is weighed of a sentence and a point, and what each two of them are together.
NAMES = (
    "meaning", "own", "whole", "above", "over_points", "over_rest", "sentence", "sentence_over_points",
    "sentence_over_rest", "beside", "beside_over_points", "beside_over_rest", "out_of_order", "place", "words",
    "point_words",
)  # fmt: skip
PAIRS = tuple(combinations_with_replacement(NAMES, 2))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Units first..last (of one paragraph or more) that answer a point, how much they have in common, and in which
    words."""

    first: int
    last: int
    point: int
    score: float
    words: tuple[str, ...]
    near: tuple[float, ...]  # the chance of each unit


def align(
    units: Sequence[Unit],
    points: Sequence[Point],
    encode: Encode,
    weights: Weights = WEIGHTS,
    table: Table | None = None,
) -> tuple[Stretch, ...]:
    """The stretches in the order of the text, at most one for each point by this path; a stretch may answer several
    points. What is ambiguous is not laid on any."""
    if not units or not points:
        return ()
    near = chances(units, points, encode, weights, table)
    path = _best_path(units, near, weights)
    return tuple(_stretches(units, points, near, path, weights))


def chances(
    units: Sequence[Unit],
    points: Sequence[Point],
    encode: Encode,
    weights: Weights = WEIGHTS,
    table: Table | None = None,
) -> Matrix:
    """The chance that each unit (a row) is about each point (a column). `table`: other weights than those shipped."""
    table = laying() if table is None else table
    both = in_common(units, points, encode)
    near = measured(units, both, weights)
    seen = signs_of(units, points, both, near)
    total = table["always"] + sum(table.get(name, 0.0) * seen[name] for name in NAMES)
    total = total + sum(table.get(f"{one}*{other}", 0.0) * seen[one] * seen[other] for one, other in PAIRS)
    found: Matrix = np.where(near < weights.common, 0, 1 / (1 + np.exp(-total))).astype(np.float32)
    return found


def signs_of(units: Sequence[Unit], points: Sequence[Point], both: InCommon, near: Matrix) -> dict[str, Matrix]:
    """What is weighed of each unit and each point, by `NAMES`. Not only what they have in common, but by how much that
    is more than with any other point (`…over_points`) or in the rest of the letter (`…over_rest`), how far apart their
    places in the letter and in the advice are, where in the letter it is, and how many words both have."""
    paragraphs = list(dict.fromkeys(unit.paragraph for unit in units))
    rows = np.array([paragraphs.index(unit.paragraph) for unit in units])
    means = np.array([near[rows == n].mean(axis=0) for n in range(len(paragraphs))], np.float32)
    place = np.linspace(0, 1, len(paragraphs))[rows][:, None]
    apart = np.abs(place - np.linspace(0, 1, near.shape[1])[None])
    here = np.ones_like(near)
    ordered = len(paragraphs) >= FEWEST and len(points) > 1
    return {
        "meaning": np.minimum(both.meaning, ALIKE),
        "own": np.minimum(both.own, SHARED),
        "whole": np.minimum(both.whole, SHARED),
        "above": np.minimum(both.above, ALIKE),
        "over_points": _ahead(near, _best_other(near.T).T),
        "over_rest": _ahead(near, _best_other(means)[rows]),
        "sentence": np.minimum(both.sentence, ALIKE),
        "sentence_over_points": _ahead(both.sentence, _best_other(both.sentence.T).T),
        "sentence_over_rest": _ahead(both.sentence, _best_other(both.sentence)),
        "beside": np.minimum(both.beside, ALIKE),
        "beside_over_points": _ahead(both.beside, _best_other(both.beside.T).T),
        "beside_over_rest": _ahead(both.beside, _best_other(both.beside)),
        "out_of_order": apart if ordered else NO_ORDER * here,
        "place": (place if len(paragraphs) >= WHOLE else MIDDLE) * here,
        "words": np.array([[_length(unit.text)] for unit in units], np.float32) * here,
        "point_words": np.array([[_length(point.text) for point in points]], np.float32) * here,
    }


def _length(text: str) -> float:
    """Words, on a scale on which one is a fifth and twenty are about one."""
    return math.log1p(len(text.split())) / 3


def _ahead(near: Matrix, others: Matrix) -> Matrix:
    found: Matrix = np.clip(near - others, -AHEAD, AHEAD)
    return found


def _best_other(near: Matrix) -> Matrix:
    """For each row and column the highest of the other rows of that column; 0 where there is no other."""
    if len(near) == 1:
        return np.zeros_like(near)
    best, first = near.max(axis=0), near.argmax(axis=0)
    second = np.partition(near, -2, axis=0)[-2]
    found: Matrix = np.where(np.arange(len(near))[:, None] == first, second, best).astype(np.float32)
    return found


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
    for first, last, point in (_trimmed(run, near, w.none) for run in _runs(units, path)):
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
                each = tuple(map(float, near[first : last + 1, m]))
                best[m] = Stretch(first, last, m, float(mean[m]), shared_words(text, points[m].text), each)
    return sorted(best.values(), key=lambda s: (s.first, s.point))


def _trimmed(run: tuple[int, int, int], near: Matrix, least: float) -> tuple[int, int, int]:
    """A run without the units at its ends that are sooner about none; at least its best one."""
    first, last, point = run
    about = near[:, point]
    best = first + int(about[first : last + 1].argmax())
    while first < best and about[first] < least:
        first += 1
    while last > best and about[last] < least:
        last -= 1
    return first, last, point


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
