"""Learn what each sign adds to the chance that a sentence is about a point, and say how that does where it was not
learnt.

python -m bench.laying FOLDER [FOLDER ...] [--write]

Each FOLDER has `gold.json`, as for `python -m bench.quality`. Judged are letters that are joined, on the points that
were found in them: which words of the letter are laid on which point, with each folder left out in turn. --write puts
the weights of all folders into ingest/linking/laying_weights.toml. Needs `pip install "adviesspoor[bench]"`.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import PolynomialFeatures

import ingest.linking
from bench.quality.misses import SAME, Pair, is_point, pairs, touches
from ingest.linking.alignment import Matrix, Point, Unit, in_common, measured
from ingest.linking.best_path import NAMES, PAIRS, align, signs_of
from ingest.linking.catching_up import laid_beside_each_other
from ingest.linking.repeated_points import wanted_of
from ingest.linking.side_by_side import laid_out
from ingest.linking.similarity import Encode
from ingest.linking.weights import WEIGHTS, Table, laying
from ingest.pipeline import add
from kb import KnowledgeBase

STRENGTH = 0.01  # of what is learnt beside staying near 0: more follows the trails that it was learnt from
ALONE = 4  # of so many letters with one point one is learnt from
SINGLE = 0.3  # of the weights of each sign alone in what is learnt
WEIGHED = Path(ingest.linking.__file__).parent / "laying_weights.toml"


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
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    folders: list[Path] = chosen.folders
    with tempfile.TemporaryDirectory() as name:
        bases = [KnowledgeBase(Path(name) / str(number)) for number in range(len(folders))]
        given = []
        for folder, kb in zip(folders, bases, strict=True):
            add(kb, [folder / "documents"])
            given.append(list(laid(kb, pairs(folder))))
        encode = bases[0].encoder()
        taught = [[*one, *list(alone(one, encode))[::ALONE]] for one in given]
        totals = {"as shipped": np.zeros(3, int), "left out": np.zeros(3, int)}
        for number, here in enumerate(given):
            others = [each for n, one in enumerate(taught) if n != number for each in one]
            for how, table in (("as shipped", laying()), ("left out", learnt(others))):
                counted = np.sum([counts(each, encode, table) for each in here], axis=0, dtype=int)
                totals[how] += counted
                print(f"{folders[number].name:12} {how:11} {told(*counted)}")
        for how, counted in totals.items():
            print(f"{'all':12} {how:11} {told(*counted)}")
        if chosen.write:
            of_all = learnt([each for one in taught for each in one])
            lines = (f'"{name}" = {weight:.4f}\n' for name, weight in of_all.items())
            WEIGHED.write_text(f"# {laying.__doc__.split('.')[0]}.\n" + "".join(lines), "utf-8")
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
            yield Laid(units, asked, signs(units, asked, encode), _answers(here, units, asked))


def alone(letters: Sequence[Laid], encode: Encode) -> Iterator[Laid]:
    """The same letters as if only one point was advised, by each in turn: an advice may have no other."""
    for each in letters:
        for column, point in enumerate(each.points):
            answers = [(0, rows) for other, rows in each.answers if other == column]
            yield Laid(each.units, [point], signs(each.units, [point], encode), answers)


def signs(units: Sequence[Unit], points: Sequence[Point], encode: Encode) -> NDArray[np.float32]:
    """As `Laid` has them."""
    both = in_common(units, points, encode)
    seen = signs_of(units, points, both, measured(units, both))
    return np.stack([seen[name] for name in NAMES], -1)


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


def learnt(given: Sequence[Laid]) -> Table:
    """The weights that these letters give: mostly of each sign and each two of them together, and for a part of each
    sign alone, which still holds for a letter that is like none of these."""
    seen = np.concatenate([each.signs.reshape(-1, len(NAMES)) for each in given])
    about = np.concatenate([each.about.ravel() for each in given])
    middle, spread = seen.mean(axis=0), seen.std(axis=0) + 1e-6
    scaled = (seen - middle) / spread
    two = PolynomialFeatures(include_bias=False)  # in the order of NAMES, then of PAIRS
    together = _unscaled(*_fitted(two.fit_transform(scaled), about, STRENGTH), middle, spread)
    each, always = _fitted(scaled, about, 1.0)
    single = _unscaled(np.pad(each, (0, len(PAIRS))), always, middle, spread)
    return {name: (1 - SINGLE) * weight + SINGLE * single[name] for name, weight in together.items()}


def _fitted(signs: Matrix, about: Matrix, strength: float) -> tuple[NDArray[np.float64], float]:
    """The weight of each sign, and what is always added."""
    mean, deviation = signs.mean(axis=0), signs.std(axis=0) + 1e-6
    model = LogisticRegression(max_iter=3000, C=strength).fit((signs - mean) / deviation, about)
    weights = model.coef_[0] / deviation
    return weights, float(model.intercept_[0] - weights @ mean)


def _unscaled(scaled: NDArray[np.float64], always: float, middle: Matrix, spread: Matrix) -> Table:
    """The same weights for signs as they are, that were learnt of signs around 0 with a spread of 1."""
    found = {"always": always, **dict.fromkeys(NAMES, 0.0)}
    about = {name: (float(m), float(s)) for name, m, s in zip(NAMES, middle, spread, strict=True)}
    for name, weight in zip(NAMES, scaled[: len(NAMES)], strict=True):
        m, s = about[name]
        found[name] += weight / s
        found["always"] -= weight * m / s
    for (one, other), weight in zip(PAIRS, scaled[len(NAMES) :], strict=True):
        (m, s), (n, t) = about[one], about[other]
        found[f"{one}*{other}"] = weight / (s * t)
        found[one] -= weight * n / (s * t)
        found[other] -= weight * m / (s * t)
        found["always"] += weight * m * n / (s * t)
    return {name: float(weight) for name, weight in found.items()}


def counts(letter: Laid, encode: Encode, table: Table) -> tuple[int, int, int]:
    """How many stretches lie where an answer is annotated, how many are laid, how many answers there are."""
    left = list(letter.answers)
    right, stretches = 0, align(letter.units, letter.points, encode, WEIGHTS, table)
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
