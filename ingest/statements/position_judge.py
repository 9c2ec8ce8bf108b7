"""How likely each position is, by the signs in an answer and the weights that were learnt for them.

Two tables, in rules/position_weights.toml: what a sentence says by itself, and what an answer says by its signs, by
what its sentences say, first, last, at most and one after another, and by its meaning as the packaged model has it: a
deed or a refusal that no word list knows lies near others. `python -m bench.positions.learn` makes them.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import combinations

from ingest.dutch.pipeline import Sentence
from ingest.statements.position_signs import OTHER_MEASURE, Point, signs
from kb.model import Position

POSITIONS = tuple(sorted(Position, key=lambda position: position.value))  # the columns of both tables
_ORDERS = tuple(
    (first, second)
    for first in POSITIONS
    for second in POSITIONS
    if first is not second and {first, second} & {Position.ADOPTED, Position.REJECTED}
)  # of which it counts that the one comes before the other
# What the branch of the encoder tells apart, and how much it weighs beside the signs: chosen on folders that neither
# had seen (bench/positions).
PAIRED = (Position.ADOPTED, Position.PARTLY, Position.REJECTED, Position.DEFERRED, Position.UNCLEAR)
OF_PAIR = 0.5
FLOOR = 1e-6
_SPREAD = 4.0  # so that a coordinate of the meaning weighs some fifth of a sign
_FEW = 5  # sentences: longer answers count as this long

Chances = Mapping[Position, float]
Facts = Mapping[str, float]
Table = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign counts for each of POSITIONS: in a sentence, and in an answer. "" counts always."""

    sentence: Table
    answer: Table


@dataclass(frozen=True, slots=True)
class Judgement:
    """The chances of an answer, those of each of its sentences by itself, whether it has words of the point, and
    whether it names another measure than the point asks for."""

    chances: Chances
    by_sentence: tuple[Chances, ...]
    on_the_point: bool
    other_measure: bool = False


@cache
def learnt() -> Weights:
    """The weights that are shipped."""
    text = (files("ingest.dutch") / "rules" / "position_weights.toml").read_text("utf-8")
    tables = tomllib.loads(text)
    return Weights(tables["sentence"], tables["answer"])


def judge(
    sentences: Sequence[Sentence], point: Point, by_rules: Sequence[Position], meaning: Sequence[float] = (),
    weights: Weights | None = None,
) -> Judgement:  # fmt: skip
    """The chance of each position. `by_rules`: what the rules read in the whole answer, then in each sentence;
    `meaning`: the vector of the answer."""
    weights = weights or learnt()
    each = tuple(
        chances(sentence_facts(sentence, point, rule), weights.sentence)
        for sentence, rule in zip(sentences, by_rules[1:], strict=True)
    )
    facts = answer_facts(sentences, point, by_rules[0], each, meaning)
    on_the_point = any(name.startswith("punt") for name in facts)
    return Judgement(chances(facts, weights.answer), each, on_the_point, OTHER_MEASURE in facts)


def both(judged: Judgement, pair: Sequence[float]) -> Judgement:
    """The chances of the signs with those of the branch that reads answer and point together, which tells no
    EXISTING from REJECTED: their product, each to the power that it weighs."""
    of_pair = dict(zip(PAIRED, pair, strict=True))
    alone = judged.chances
    refused = alone[Position.REJECTED] + alone[Position.EXISTING]
    summed = {**alone, Position.REJECTED: refused}
    powers = {each: summed[each] ** (1 - OF_PAIR) * max(of_pair[each], FLOOR) ** OF_PAIR for each in PAIRED}
    found = {each: power / sum(powers.values()) for each, power in powers.items()}
    for each in (Position.EXISTING, Position.REJECTED):
        found[each] = powers[Position.REJECTED] / sum(powers.values()) * alone[each] / refused
    return replace(judged, chances=found)


def sentence_facts(sentence: Sentence, point: Point, by_rules: Position) -> dict[str, float]:
    """What is known of a sentence by itself."""
    found = {name: 1.0 for name in signs((sentence,), point) if not name.startswith(("eerste", "lengte"))}
    return found | {f"regels: {by_rules.value}": 1.0}


def answer_facts(
    sentences: Sequence[Sentence], point: Point, by_rules: Position, each: Sequence[Chances],
    meaning: Sequence[float] = (),
) -> dict[str, float]:  # fmt: skip
    """What is known of an answer: its signs, what it means, and how its sentences come out."""
    found = dict.fromkeys(signs(sentences, point), 1.0) | {f"regels: {by_rules.value}": 1.0}
    found |= {f"betekenis {number}": _SPREAD * value for number, value in enumerate(meaning)}
    if not each:
        return found
    for position in POSITIONS:
        row = [sentence[position] for sentence in each]
        found |= {
            f"hoogste {position.value}": max(row),
            f"eerste {position.value}": row[0],
            f"laatste {position.value}": row[-1],
            f"gemiddeld {position.value}": sum(row) / len(row),
        }
        if point.is_question:
            found[f"vraag hoogste {position.value}"] = max(row)
    for one, other in _ORDERS:
        after = [before[one] * behind[other] for before, behind in combinations(each, 2)]
        found[f"{one.value}, dan {other.value}"] = max(after, default=0.0)
    return found | {"zinnen": min(len(each), _FEW) / _FEW}


def chances(facts: Facts, table: Table) -> Chances:
    """The chances that these facts give: the softmax of their summed weights."""
    sums = list(table.get("", [0.0] * len(POSITIONS)))
    for name, value in facts.items():
        row = table.get(name)
        if row is not None:
            sums = [total + value * weight for total, weight in zip(sums, row, strict=True)]
    highest = max(sums)
    powers = [math.exp(total - highest) for total in sums]
    return {position: power / sum(powers) for position, power in zip(POSITIONS, powers, strict=True)}
