"""Learn what each sign adds to the chance that a sentence is about a point, and say how that does where it was not
learnt.

python -m bench.laying FOLDER [FOLDER ...]

Each FOLDER has `gold.json`, as for `python -m bench.quality`. Judged are letters that are joined, on the points that
were found in them: which words of the letter are laid on which point, with each folder left out in turn. Then the
weights of all folders are printed, for `Signs` in ingest/linking/weights.py. Needs
`pip install "adviesspoor[bench]"`.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bench.quality.misses import SAME, Pair, is_point, pairs, touches
from ingest.linking.alignment import Matrix, Point, Unit, in_common, measured
from ingest.linking.best_path import align, signs_of
from ingest.linking.catching_up import laid_beside_each_other
from ingest.linking.repeated_points import wanted_of
from ingest.linking.side_by_side import laid_out
from ingest.linking.similarity import Encode
from ingest.linking.weights import SIGNS, WEIGHTS, Signs
from ingest.pipeline import add
from kb import KnowledgeBase

NAMES = [each.name for each in fields(Signs)]


@dataclass(frozen=True, slots=True)
class Laid:
    """A letter beside an advice: its units, the points, the `signs` of each unit and each point (their last axis is
    that of `NAMES`), and for each annotated answer the column of its point with the rows of its words."""

    units: Sequence[Unit]
    points: Sequence[Point]
    signs: NDArray[np.float32]
    answers: Sequence[tuple[int, frozenset[int]]]

    @property
    def about(self) -> Matrix:
        """1 where a unit answers a point."""
        found = np.zeros(self.signs.shape[:2], np.float32)
        for column, rows in self.answers:
            found[list(rows), column] = 1
        return found


def main() -> None:
    """Read, learn with each folder left out, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    folders: list[Path] = parser.parse_args().folders
    with tempfile.TemporaryDirectory() as name:
        bases = [KnowledgeBase(Path(name) / str(number)) for number in range(len(folders))]
        given = []
        for folder, kb in zip(folders, bases, strict=True):
            add(kb, [folder / "documents"])
            given.append(list(laid(kb, pairs(folder))))
        encode = bases[0].encoder()
        totals = {"as shipped": np.zeros(3, int), "left out": np.zeros(3, int)}
        for number, here in enumerate(given):
            others = [each for n, one in enumerate(given) if n != number for each in one]
            for how, signs in (("as shipped", SIGNS), ("left out", learnt(others))):
                counted = np.sum([counts(each, encode, signs) for each in here], axis=0, dtype=int)
                totals[how] += counted
                print(f"{folders[number].name:12} {how:11} {told(*counted)}")
        for how, counted in totals.items():
            print(f"{'all':12} {how:11} {told(*counted)}")
        of_all = learnt([each for one in given for each in one])
        print("\n".join(f"{name}: {getattr(of_all, name):.2f}" for name in NAMES))
        for kb in bases:
            kb.close()


def laid(kb: KnowledgeBase, wanted: Sequence[Pair]) -> Iterator[Laid]:
    """Every letter of a knowledge base beside each advice that it answers."""
    encode = kb.encoder()
    for letter, originals in laid_beside_each_other(kb):
        for original in originals:
            points = wanted_of(original)
            _, units, asked = laid_out(letter, original, points)
            if not units or not asked:
                continue
            files = Path(letter.document.file).stem, Path(original.document.file).stem
            here = [pair for pair in wanted if (pair.file, pair.point_file) == files]
            both = in_common(units, asked, encode)
            seen = signs_of(units, both, measured(units, both))
            yield Laid(units, asked, np.stack([seen[name] for name in NAMES], -1), _answers(here, units, asked))


def _answers(
    wanted: Sequence[Pair], units: Sequence[Unit], points: Sequence[Point]
) -> list[tuple[int, frozenset[int]]]:
    return [
        (column, frozenset(row for row, unit in enumerate(units) if _is_in(unit.text, pair.text)))
        for pair in wanted
        for column, point in enumerate(points)
        if is_point(point.text, pair.point)
    ]


def _is_in(unit: str, answer: str) -> bool:
    """Whether a sentence stands in an annotated answer, or a row has it in one of its cells."""
    one, other = (" ".join(re.findall(r"\w+", text.casefold())) for text in (unit, answer))
    return touches(unit, answer) and (one[:20] in other or other in one)


def learnt(given: Sequence[Laid]) -> Signs:
    """The weights that these letters give."""
    signs = np.concatenate([each.signs.reshape(-1, len(NAMES)) for each in given])
    about = np.concatenate([each.about.ravel() for each in given])
    middle, spread = signs.mean(axis=0), signs.std(axis=0) + 1e-6
    model = LogisticRegression(max_iter=1000).fit((signs - middle) / spread, about)
    found = dict(zip(NAMES, model.coef_[0] / spread, strict=True))
    found["always"] = float(model.intercept_[0] - model.coef_[0] @ (middle / spread))
    return Signs(**{name: float(value) for name, value in found.items()})


def counts(letter: Laid, encode: Encode, signs: Signs) -> tuple[int, int, int]:
    """How many stretches lie where an answer is annotated, how many are laid, how many answers there are."""
    left = list(letter.answers)
    right, stretches = 0, align(letter.units, letter.points, encode, WEIGHTS, signs)
    for stretch in stretches:
        rows = frozenset(range(stretch.first, stretch.last + 1))
        for answer in left:
            column, wanted = answer
            if column == stretch.point and len(rows & wanted) >= SAME * min(len(rows), len(wanted)) > 0:
                left.remove(answer)
                right += 1
                break
    return right, len(stretches), len(letter.answers)


def told(right: int, laid_: int, wanted: int) -> str:
    """In words."""
    precision, recall = right / max(1, laid_), right / max(1, wanted)
    return f"{right} of {laid_} laid, {wanted} annotated: precision {precision:.2f}, recall {recall:.2f}"


if __name__ == "__main__":
    main()
