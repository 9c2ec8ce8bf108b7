"""Teach a branch of the encoder to read what an answer says of a point, the two together.

python -m bench.positions.branch FOLDER ... [--left-out FOLDER ...] [--tuned FILE.npz] [--out FILE.npz] [--write]

Each FOLDER has `gold.json`, as for `python -m bench.quality`; those left out are only judged, with the weights of the
signs beside it (learnt from the others as well). --tuned are the weights that search learnt (`make model`); --write
puts the branch into the package. Some ten minutes a run on one core; needs `pip install "adviesspoor[test]"`.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np

from bench.branches.build import build
from bench.branches.train import Branch, Lesson, learn, options, settle, started
from bench.positions.learn import LEARNT, print_outcomes
from bench.positions.learn import examples as read
from bench.positions.learn import learn as learn_weights
from bench.positions.material import Answer, annotated, beside, inexact, own, told_apart
from bench.positions.measure import coarse
from ingest.statements.position import decided
from ingest.statements.position_judge import PAIRED, both, judge

EPOCHS, SEED = 4, 1


def lessons(answers: Sequence[Answer]) -> list[Lesson]:
    """Each answer behind its point."""
    return [Lesson(each.text, each.point, PAIRED.index(coarse(each.position))) for each in answers]


def main() -> None:
    """Teach, judge what is left out, and write."""
    chosen = options(__doc__).parse_args()
    settle(SEED)
    given = started(chosen.wheel, chosen.tuned)
    branch, draw = Branch(given, len(PAIRED)), random.Random(SEED)
    ours = [*told_apart(), *(each for name in LEARNT for each in own(name))]
    there = [(annotated(each), beside(each)) for each in chosen.folders]
    taught = [*ours, *(each for said, idle in there for each in (*said, *idle[::2]))]
    taught += [each for folder in chosen.folders for each in inexact(folder, draw)]
    learn(branch, lessons(taught), EPOCHS)
    if chosen.out:
        np.savez(chosen.out, **branch.weights())
    if chosen.left_out:
        judged = [each for folder in chosen.left_out for each in annotated(folder)]
        print_judged([*ours, *(each for said, idle in there for each in (*said, *idle))], judged, branch)
    if chosen.write:
        build(given, branch.weights(), "answers")


def print_judged(taught: Sequence[Answer], judged: Sequence[Answer], branch: Branch) -> None:
    """How the weights of the signs read what was left out, and how they do with the branch beside them."""
    weights, given = learn_weights(read(taught)), read(judged)
    alone = [judge(each.sentences, each.point, each.by_rules, each.meaning, weights) for each in given]
    beside_it = [both(one, row) for one, row in zip(alone, branch.chances(lessons(judged)).tolist(), strict=True)]
    for name, found in (("signs", alone), ("signs and branch", beside_it)):
        print(name)
        read_as = [decided(each.sentences, each.by_rules[0], one) for each, one in zip(given, found, strict=True)]
        print_outcomes(given, read_as)


if __name__ == "__main__":
    main()
