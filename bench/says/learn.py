"""Logistic regression on the signs of sentences, with documents left out."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench.says.material import CASES, Example
from ingest.statements.sentence_judge import KINDS, NOTHING, Chances, Table, chances

WEIGHTS = Path("ingest/dutch/rules/statement_weights.toml")
FOLDS = 6
STRENGTH = 0.1  # of the evidence against small weights (C)
SENTENCES, GROUPS = 8, 4  # that must show a sign before it gets a weight
SMALL = 0.02  # weights that are left out
OF_A_CASE, OF_A_TRAP = 0.5, 5.0  # what a case of the tests counts, and one that is nothing
HEAD = """# What each sign of a sentence counts for each kind of statement, as `python -m bench.says` learnt it
# (logistic regression). The columns are {columns}.
"""


def left_out(given: Sequence[Example], seed: int = 0) -> list[Chances]:
    """The chances of each example by weights that were learnt without its trail or document."""
    folds = _folds(given, seed)
    found: list[Chances] = [{}] * len(given)
    for fold in range(FOLDS):
        table = learn([each for each, number in zip(given, folds, strict=True) if number != fold])
        for at, each in enumerate(given):
            if folds[at] == fold:
                found[at] = chances(each.said.signs, table)
    return found


def _folds(given: Sequence[Example], seed: int) -> list[int]:
    """A fold for each, the same within a group; the cases, which are one group, are spread."""
    groups = sorted({each.group for each in given} - {CASES})
    random.Random(seed).shuffle(groups)
    of = {group: at % FOLDS for at, group in enumerate(groups)}
    return [of.get(each.group, at % FOLDS) for at, each in enumerate(given)]


def learn(given: Sequence[Example]) -> Table:
    """The weights for these examples, of signs that enough sentences and groups show."""
    from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    judged = [each for each in given if each.label]
    shown = Counter(sign for each in judged for sign in each.said.signs)
    spread = Counter(sign for sign, _ in {(sign, each.group) for each in judged for sign in each.said.signs})
    kept = {sign for sign, often in shown.items() if often >= SENTENCES and spread[sign] >= GROUPS}
    columns = DictVectorizer()
    matrix = columns.fit_transform([dict.fromkeys(each.said.signs & kept, 1.0) for each in judged])
    model = LogisticRegression(C=STRENGTH, max_iter=300, tol=1e-3)
    model.fit(matrix, [each.label for each in judged], sample_weight=[_counts(each) for each in judged])
    places = [list(model.classes_).index(kind) for kind in KINDS]
    table = {"": tuple(float(model.intercept_[place]) for place in places)}
    for column, name in enumerate(columns.get_feature_names_out()):
        table[str(name)] = tuple(float(model.coef_[place][column]) for place in places)
    return table


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
