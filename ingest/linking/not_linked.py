"""Why an answer and a point were not linked, by the measures with which the program links. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.linking.answers import wanted_of
from ingest.linking.letter import Letter
from ingest.linking.several_advices import about_another
from ingest.linking.similarity import Encode
from ingest.linking.unrestated import LEAD, SUBJECT, closeness
from ingest.statements.responses import LOOSE
from kb.labels import number
from kb.model import Link, Relation, Statement

NEAREST = 3  # that are told of each statement


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A response, a point, how alike they are (1 is the same) and, in Dutch, why they are linked or not."""

    response: Statement
    point: Statement
    likeness: float
    linked: bool
    why: str


def near_misses(
    statement: Statement, letter: Letter, original: Letter, links: Sequence[Link], encode: Encode
) -> Iterator[NearMiss]:
    """What lies nearest to a point among the responses of a letter, or to a response among the points of the advice
    that its letter answers; nearest first. Nothing when the statement is neither, or there is nothing beside it."""
    responses = letter.answers()
    mains = [each for each in wanted_of(original) if each.parent_id is None]
    if not responses or not mains:
        return
    alike = closeness(letter, responses, original, mains, encode)
    pairs = [
        (row, column)
        for row, response in enumerate(responses)
        for column, point in enumerate(mains)
        if statement.id in (response.id, point.id, point.parent_id)
    ]
    made = {(link.source_id, link.target_id): link for link in links if link.relation is Relation.ANSWERS}
    pairs.sort(key=lambda pair: ((responses[pair[0]].id, mains[pair[1]].id) not in made, -float(alike[pair])))
    taken = {link.source_id: link for link in made.values()}
    for row, column in pairs[:NEAREST]:
        response, point = responses[row], mains[column]
        link = made.get((response.id, point.id))
        if link:
            why = link.evidence
        elif about_another(letter, response, original):
            why = "het antwoord noemt een ander advies"
        else:
            why = _measured(alike, row, column, response, mains, taken)
        yield NearMiss(response, point, float(alike[row, column]), link is not None, why)


def _measured(
    alike: np.ndarray[tuple[int, int], np.dtype[np.float32]],
    row: int,
    column: int,
    response: Statement,
    mains: Sequence[Statement],
    taken: Mapping[str, Link],
) -> str:
    """The first measure that this pair does not reach."""
    other = taken.get(response.id)
    if other:
        return f"het antwoord is al gekoppeld aan een ander punt ({other.target_id}): {other.evidence}"
    if not response.found_by.startswith(LOOSE):
        return "het antwoord noemt of herhaalt dit punt niet, en alleen daarop wordt zo’n antwoord gekoppeld"
    here = float(alike[row, column])
    if here < SUBJECT:
        return f"te weinig gelijk: {number(here, 2)}, nodig is {number(SUBJECT, 2)}"
    best = int(alike[row].argmax())
    if best != column:
        return f"lijkt meer op een ander punt ({mains[best].id}: {number(float(alike[row, best]), 2)})"
    second = float(np.sort(alike[row])[-2]) if len(mains) > 1 else 0.0
    if here - second < LEAD:
        return (
            f"een ander punt ligt bijna even dichtbij: voorsprong {number(here - second, 2)}, nodig {number(LEAD, 2)}"
        )
    if int(alike[:, column].argmax()) != row:
        return "een ander antwoord in de brief ligt dichter bij dit punt"
    if any(link.target_id == mains[column].id for link in taken.values()):
        return "een ander antwoord is al aan dit punt gekoppeld"
    return "haalt alle grenzen; de verbanden zijn van een oudere versie: leg ze opnieuw met adviesspoor link"
