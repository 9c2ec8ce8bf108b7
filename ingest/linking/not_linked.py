"""Why an answer and a point were not linked, by the measures with which the program links. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.linking.alignment import Matrix
from ingest.linking.letter import Letter
from ingest.linking.repeated_points import wanted_of
from ingest.linking.side_by_side import Place, nearness
from ingest.linking.similarity import Encode, lead
from ingest.linking.weights import WEIGHTS
from kb.labels import number
from kb.model import Link, Relation, Statement
from kb.why import why as said

NEAREST = 3  # that are told of each statement


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Words of a letter or of a point (`code` is that of their passage or statement), how much they have in common with
    what was asked about, and, in Dutch, why they are linked or not."""

    code: str
    text: str
    likeness: float
    linked: bool
    why: str


def near_misses(
    statement: Statement, letter: Letter, original: Letter, links: Sequence[Link], encode: Encode
) -> Iterator[NearMiss]:
    """What lies nearest to a point among the words of a letter, or to an answer among the points of the advice that its
    letter answers; nearest first. Nothing when the statement is neither, or there is nothing beside it."""
    points = wanted_of(original)
    places, near = nearness(letter, original, points, encode)
    made = {(link.source_id, link.target_id): link for link in links if link.relation is Relation.ANSWERS}
    column = next((n for n, point in enumerate(points) if statement.id == point.id), None)
    if not places or not points:
        return
    if column is not None:
        for row in np.argsort(-near[:, column])[:NEAREST]:
            place = places[int(row)]
            link = _link(letter, place, statement, made)
            told = "geeft het advies weer: wat daarop volgt kan het antwoord zijn"
            why = said(link.grounds) if link else told if place.repeats else _measured(near, int(row), column, points)
            yield NearMiss(place.part.passage.id, place.text, float(near[row, column]), link is not None, why)
        return
    rows = [n for n, place in enumerate(places) if _is_in(place, statement)]
    if rows:
        mean = near[rows].mean(axis=0)
        for column in (int(n) for n in np.argsort(-mean)[:NEAREST]):
            link = made.get((statement.id, points[column].id))
            best = max(rows, key=lambda n: near[n, column])
            why = said(link.grounds) if link else _measured(near, best, column, points)
            yield NearMiss(points[column].id, points[column].text, float(mean[column]), link is not None, why)


def _is_in(place: Place, statement: Statement) -> bool:
    same = place.part.passage.id == statement.passage_id
    return same and statement.start <= place.start < statement.end


def _link(letter: Letter, place: Place, point: Statement, made: dict[tuple[str, str], Link]) -> Link | None:
    responses = (each for each in letter.answers() if _is_in(place, each))
    return next((made[each.id, point.id] for each in responses if (each.id, point.id) in made), None)


def _measured(near: Matrix, row: int, column: int, points: Sequence[Statement]) -> str:
    """The first measure that these words and this point do not reach."""
    here = float(near[row, column])
    if here < WEIGHTS.none:
        return f"te weinig gemeen: {number(here, 2)}, nodig is {number(WEIGHTS.none, 2)}"
    best = int(near[row].argmax())
    if best != column:
        return f"lijkt meer op een ander punt ({points[best].id}: {number(float(near[row, best]), 2)})"
    ahead = lead(near[row], column)
    if ahead < WEIGHTS.lead:
        need = number(WEIGHTS.lead, 2)
        return f"een ander punt ligt bijna even dichtbij: voorsprong {number(ahead, 2)}, nodig {need}"
    if int(near[:, column].argmax()) != row:
        return "een ander deel van de brief ligt dichter bij dit punt"
    return "dichtbij genoeg, maar de volgorde van de brief of wat eromheen staat wees anders"
