"""Learn the weights of the signs, and say how they do on letters, trails and documents that they did not learn from.

python -m bench.positions.learn [FOLDER ...] [--write]

Each FOLDER has `gold.json`, as for `python -m bench.quality`. With --write the weights that are learnt from everything
are put into ingest/dutch/rules/position_weights.toml. Needs `pip install "adviesspoor[bench]"`.
"""

from __future__ import annotations

import argparse
import math
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.positions.material import Answer, annotated, beside, own, told_apart
from bench.positions.measure import outcome, sentences
from ingest.dutch.pipeline import Sentence
from ingest.statements.position import by_rules, decided
from ingest.statements.position_judge import (
    POSITIONS,
    Chances,
    Facts,
    Table,
    Weights,
    answer_facts,
    chances,
    judge,
    sentence_facts,
)
from ingest.statements.position_signs import Point, read_point
from kb.making import meaning
from kb.model import Position

LEARNT = ("pairs", "learnt", "rietmeer", "deeds")  # of tests/cases/answers
WEIGHTS = Path("ingest/dutch/rules/position_weights.toml")
FOLDS, INNER = 8, 4
STRENGTH_SENTENCE, STRENGTH_ANSWER = 0.3, 0.1  # of the evidence against small weights (C)
COUNTS = {"rietmeer": 3.0, "cases": 4.0}  # what an answer counts, if not once: the demonstration has to come out right
NOT_AN_ANSWER = 0.5  # what a paragraph counts that answers nothing: linking has left most of those out
LEAST = 3  # answers and letters that must show a sign before it gets a weight: 3, and 2
SMALL = 0.005  # weights that are left out
_VERDICTS = {f"{start}regel {position.value}" for position in POSITIONS for start in ("", "vraag ")}
HEAD = """# What each sign of an answer counts for each position, as `python -m bench.positions.learn` learnt it
# (logistic regression). The columns are {columns}.
"""


@dataclass(frozen=True, slots=True)
class Example:
    """An answer with its sentences, its point, and what the rules read in it and in each sentence."""

    answer: Answer
    sentences: tuple[Sentence, ...]
    point: Point
    by_rules: tuple[Position, ...]
    meaning: tuple[float, ...]
    counts: float  # less where the same words answer several points


def examples(answers: Sequence[Answer]) -> list[Example]:
    """These answers, read."""
    often = Counter((answer.group, answer.text) for answer in answers)
    found = []
    for answer, said in zip(answers, sentences(answers), strict=True):
        point = read_point(answer.point, answer.is_question)
        asked = answer.point if answer.is_question else ""
        rules = (by_rules(said, asked).position, *(by_rules((each,), asked).position for each in said))
        means = meaning(" ".join(each.text for each in said)) if said else ()
        counts = COUNTS.get(answer.folder, 1.0) / math.sqrt(often[answer.group, answer.text])
        counts *= 1.0 if answer.is_answer else NOT_AN_ANSWER
        found.append(Example(answer, said, point, rules, means, counts))
    return found


def learn(given: Sequence[Example]) -> Weights:
    """The weights for these examples. What a sentence says is learnt from answers of other letters before an answer is
    looked at, so that the second table does not trust the first too much."""
    fold = _folds([each.answer.group for each in given], INNER)
    by_sentence: list[tuple[Chances, ...]] = [()] * len(given)
    for number in range(INNER):
        table = _sentence_table([each for each, n in zip(given, fold, strict=True) if n != number])
        for at, each in enumerate(given):
            if fold[at] == number:
                by_sentence[at] = tuple(chances(facts, table) for facts in _sentence_facts(each, False))
    rows = [
        _less_rules(answer_facts(each.sentences, each.point, each.by_rules[0], chance, each.meaning), each.answer)
        for each, chance in zip(given, by_sentence, strict=True)
    ]
    labels = [each.answer.position for each in given]
    groups = [each.answer.group for each in given]
    answer = _fitted(rows, labels, [each.counts for each in given], groups, STRENGTH_ANSWER, 2)
    return Weights(_sentence_table(given), answer)


def left_out(given: Sequence[Example], seed: int = 0) -> list[Position]:
    """The position of each example by weights that were learnt without its letter, trail or document."""
    return _without(_folds([each.answer.group for each in given], FOLDS, seed), range(FOLDS), given)


def whole_left_out(given: Sequence[Example], folders: Sequence[str]) -> list[Position]:
    """The position of each example of these folders by weights that were learnt from the other folders."""
    return _without([each.answer.folder for each in given], folders, given)


def _without(fold: Sequence[object], left: Iterable[object], given: Sequence[Example]) -> list[Position]:
    found = [Position.UNCLEAR] * len(given)
    for number in left:
        weights = learn([each for each, n in zip(given, fold, strict=True) if n != number])
        for at, each in enumerate(given):
            if fold[at] == number:
                judged = judge(each.sentences, each.point, each.by_rules, each.meaning, weights)
                found[at] = decided(each.sentences, each.by_rules[0], judged)
    return found


def _folds(groups: Sequence[str], folds: int, seed: int = 0) -> list[int]:
    """A fold for each, the same within a group; the cases, which are one group, are spread: they have no letter."""
    names = sorted({group for group in groups if group != "cases"})
    random.Random(seed).shuffle(names)
    of = {name: at % folds for at, name in enumerate(names)}
    return [of.get(group, at % folds) for at, group in enumerate(groups)]


def _sentence_facts(each: Example, learning: bool) -> list[dict[str, float]]:
    found = [
        sentence_facts(sentence, each.point, rule)
        for sentence, rule in zip(each.sentences, each.by_rules[1:], strict=True)
    ]
    return [_less_rules(facts, each.answer) for facts in found] if learning else found


def _less_rules(facts: dict[str, float], answer: Answer) -> dict[str, float]:
    """Without what the rules say where they were made on the answer: there they are nearly always right."""
    if answer.folder != "cases":
        return facts
    return {name: value for name, value in facts.items() if not name.startswith("regels") and name not in _VERDICTS}


def _sentence_table(given: Sequence[Example]) -> Table:
    rows: list[Facts] = []
    labels: list[Position] = []
    weights: list[float] = []
    for each in given:
        for facts in _sentence_facts(each, True):
            rows.append(facts)
            labels.append(each.answer.position)
            weights.append(each.counts / len(each.sentences))
    return _fitted(rows, labels, weights, list(map(str, range(len(rows)))), STRENGTH_SENTENCE, LEAST)


def _fitted(
    rows: Sequence[Facts], labels: Sequence[Position], weights: Sequence[float], groups: Sequence[str],
    strength: float, least: int,
) -> Table:  # fmt: skip
    """Logistic regression on the facts that enough rows and groups show."""
    from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    shown = Counter(name for facts in rows for name in facts)
    spread = Counter(name for name, _ in {(n, g) for facts, g in zip(rows, groups, strict=True) for n in facts})
    kept = {name for name, often in shown.items() if often >= LEAST and spread[name] >= least}
    columns = DictVectorizer()
    matrix = columns.fit_transform([{n: v for n, v in facts.items() if n in kept} for facts in rows])
    model = LogisticRegression(C=strength, max_iter=3000)
    model.fit(matrix, [label.value for label in labels], sample_weight=weights)
    places = [list(model.classes_).index(position.value) for position in POSITIONS]
    table = {"": tuple(float(model.intercept_[place]) for place in places)}
    for column, name in enumerate(columns.get_feature_names_out()):
        table[str(name)] = tuple(float(model.coef_[place][column]) for place in places)
    return table


def written(weights: Weights) -> str:
    """The weights as they stand in the file, signs that count for nothing left out."""
    lines = [HEAD.format(columns=", ".join(position.value for position in POSITIONS))]
    for title, table in (("sentence", weights.sentence), ("answer", weights.answer)):
        lines.append(f"[{title}]")
        for name, row in table.items():
            if max(map(abs, row)) >= SMALL:
                lines.append(f'"{name}" = [{", ".join(f"{weight:.2f}" for weight in row)}]')
        lines.append("")
    return "\n".join(lines)


def main() -> None:
    """Learn, print, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--whole", action="store_true", help="leave out each FOLDER as a whole")
    parser.add_argument("--draws", type=int, default=2, help="how often the letters are divided anew")
    chosen = parser.parse_args()
    there = [each for folder in chosen.folders for each in (*annotated(folder), *beside(folder))]
    given = examples([*there, *told_apart(), *(each for name in LEARNT for each in own(name))])
    if chosen.whole:
        names = [folder.name for folder in chosen.folders]
        found = whole_left_out(given, names)
        print("whole folders left out")
        print_outcomes(
            [each for each in given if each.answer.folder in names],
            [f for f, each in zip(found, given, strict=True) if each.answer.folder in names],
        )
    for draw in range(chosen.draws):
        found = left_out(given, draw)
        print(f"draw {draw + 1}")
        print_outcomes(given, found)
    if chosen.write:
        WEIGHTS.write_text(written(learn(given)), encoding="utf-8")


def print_outcomes(given: Sequence[Example], found: Sequence[Position]) -> None:
    """Per folder: how many are right."""
    for name in dict.fromkeys(each.answer.folder for each in given):
        here = [at for at, each in enumerate(given) if each.answer.folder == name and each.answer.is_answer]
        print(f"  {name:10} {outcome([found[at] for at in here], [given[at].answer for at in here])}")


if __name__ == "__main__":
    main()
