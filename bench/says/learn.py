"""Logistic regression on the signs of sentences, with documents left out. It starts from the weights that are shipped:
what they were learnt from is not all at hand any more, so a weight only moves as far as the sentences at hand ask."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.says.material import CASES, Example
from ingest.statements.sentence_judge import KINDS, NOTHING, Chances, Table, chances, learnt

WEIGHTS = Path("ingest/dutch/rules/statement_weights.toml")
FOLDS = 6
STRENGTH = 0.1  # how far evidence moves a weight (C), of advice less: what that was learnt from is wider than this
HELD = {"aanbeveling": 0.1}
SENTENCES, GROUPS = 8, 4  # that must show a sign before it gets a weight
SMALL = 0.02  # weights that are left out
OF_A_CASE, OF_A_TRAP = 0.5, 5.0  # what a case of the tests counts, and one that is nothing
HEAD = """# What each sign of a sentence counts for each kind of statement, as `python -m bench.says` learnt it
# (logistic regression). The columns are {columns}.
"""


def left_out(given: Sequence[Example], seed: int = 0, *, whole_folders: bool = False) -> list[Chances]:
    """The chances of each example by weights that were moved without its trail or document, or without its folder."""
    names = list(dict.fromkeys(each.folder for each in given))
    folds = [names.index(each.folder) for each in given] if whole_folders else _folds(given, seed)
    found: list[Chances] = [{}] * len(given)
    for fold in set(folds):
        table = learn([each for each, number in zip(given, folds, strict=True) if number != fold])
        for at, each in enumerate(given):
            if folds[at] == fold:
                found[at] = chances(each.signs, table)
    return found


def _folds(given: Sequence[Example], seed: int) -> list[int]:
    """A fold for each, the same within a group; the cases, which are one group, are spread."""
    groups = sorted({each.group for each in given} - {CASES})
    random.Random(seed).shuffle(groups)
    of = {group: at % FOLDS for at, group in enumerate(groups)}
    return [of.get(each.group, at % FOLDS) for at, each in enumerate(given)]


def learn(given: Sequence[Example], strength: float = STRENGTH) -> Table:
    """The shipped weights, moved by these examples; signs that enough sentences and groups show may be new."""
    from scipy.optimize import minimize  # type: ignore[import-untyped]
    from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped]

    judged = [each for each in given if each.label]
    columns = DictVectorizer()
    kept = _often(judged)
    matrix = columns.fit_transform([{"": 1.0} | dict.fromkeys(each.signs & kept, 1.0) for each in judged])
    shipped = np.array([_sums(each) for each in judged])
    wanted = np.array([[float(each.label == kind) for kind in KINDS] for each in judged])
    counts = np.array([[_counts(each)] for each in judged])
    free = np.array([[strength * HELD.get(kind, 1.0) for kind in KINDS]])

    def loss(moved: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        moves = moved.reshape(-1, len(KINDS))
        sums = shipped + matrix @ moves
        logs = sums - np.logaddexp.reduce(sums, axis=1, keepdims=True)
        short = counts * (np.exp(logs) - wanted)
        lost = -(counts * wanted * logs).sum() + (moves**2 / free).sum() / 2
        return float(lost), (matrix.T @ short + moves / free).ravel()

    start = np.zeros(matrix.shape[1] * len(KINDS))
    moves = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x.reshape(-1, len(KINDS))
    table = {name: tuple(row) for name, row in learnt().items()}
    for name, move in zip(columns.get_feature_names_out(), moves, strict=True):
        before = table.get(str(name), (0.0,) * len(KINDS))
        table[str(name)] = tuple(float(a + b) for a, b in zip(before, move, strict=True))
    return dict(sorted(table.items()))


def _often(judged: Sequence[Example]) -> set[str]:
    """The signs that enough sentences and groups show."""
    shown = Counter(sign for each in judged for sign in each.signs)
    spread = Counter(sign for sign, _ in {(sign, each.group) for each in judged for sign in each.signs})
    return {sign for sign, often in shown.items() if often >= SENTENCES and spread[sign] >= GROUPS}


def _sums(each: Example) -> list[float]:
    """What the shipped weights sum to for each of KINDS."""
    rows = [row for sign in ("", *each.signs) if (row := learnt().get(sign))]
    return [sum(column) for column in zip(*rows, strict=True)]


def _counts(each: Example) -> float:
    if each.folder != CASES:
        return 1.0
    return OF_A_TRAP if each.label == NOTHING else OF_A_CASE


def written(table: Table) -> str:
    """The weights as they stand in the file, signs that count for nothing left out."""
    lines = [HEAD.format(columns=", ".join(KINDS))]
    for name, row in table.items():
        if not name or max(map(abs, row)) >= SMALL:
            lines.append(f'"{name}" = [{", ".join(f"{weight:.2f}" for weight in row)}]')
    return "\n".join([*lines, ""])
