"""Teach a branch of the encoder what a sentence does, by its words and what stands around it.

python -m bench.says.branch FOLDER ... [--left-out FOLDER ...] [--scorer SCRIPT] [--tuned FILE.npz] [--write]

Each FOLDER has `gold.json`, as for `python -m bench.quality`; the cases of the tests are learnt from as well. Those
left out are only judged, by the shipped weights of the signs alone and with the branch beside them. --tuned are the
weights that search learnt (`make model`); --write puts the branch into the package. A quarter of an hour on one core;
needs `pip install "adviesspoor[test]"`.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench.branches.build import build
from bench.branches.train import Branch, Lesson, learn, options, settle, started
from bench.quality.measure import Folder
from bench.says.__main__ import beside, print_outcomes
from bench.says.material import CASES, Example, annotated, cases, judged
from ingest.statements.sentence_judge import KINDS, NOTHING, both, chances, learnt

EPOCHS, SEED = 3, 1
NOTHINGS = 2.2  # sentences that do nothing for each that does something, beside those that look as if they did
LOOKS = 0.3  # chance of something by its signs


def lessons(examples: Sequence[Example]) -> list[Lesson]:
    """Each sentence in its context."""
    found = []
    for each in examples:
        around = each.around
        if around is not None:
            found.append(Lesson(each.text, around.before, KINDS.index(each.label or NOTHING), around.after))
    return found


def drawn(given: Sequence[Example]) -> list[Example]:
    """All that do something, what looks as if it did (the cases of the tests are meant so), and of the others so many
    that there are not too many."""
    kinds = [each for each in given if each.label != NOTHING]
    idle = [each for each in given if each.label == NOTHING]
    looks = [each.folder == CASES or 1 - chances(each.signs, learnt())[NOTHING] >= LOOKS for each in idle]
    near = [each for each, is_near in zip(idle, looks, strict=True) if is_near]
    far = [each for each, is_near in zip(idle, looks, strict=True) if not is_near]
    return [*kinds, *near, *random.sample(far, min(len(far), int(NOTHINGS * len(kinds))))]


def main() -> None:
    """Teach, judge what is left out, and write."""
    parser = options(__doc__)
    parser.add_argument("--scorer", type=Path, help="score.py; else the one two folders above each FOLDER")
    chosen = parser.parse_args()
    settle(SEED)
    given = started(chosen.wheel, chosen.tuned)
    branch = Branch(given, len(KINDS))
    taught, kept_apart = (
        [each for folder in folders for each in annotated(Folder(folder, chosen.scorer or beside(folder)))]
        for folders in (chosen.folders, chosen.left_out)
    )
    learn(branch, lessons(drawn(judged([*taught, *cases()]))), EPOCHS)
    if chosen.out:
        np.savez(chosen.out, **branch.weights())
    if kept_apart:
        alone = [chances(each.signs, learnt()) for each in kept_apart]
        rows = branch.chances(lessons(kept_apart)).tolist()
        for name, found in (
            ("signs", alone),
            ("signs and branch", [both(a, b) for a, b in zip(alone, rows, strict=True)]),
        ):
            print(name)
            print_outcomes(kept_apart, found)
    if chosen.write:
        build(given, branch.weights(), "sentences")


if __name__ == "__main__":
    main()
