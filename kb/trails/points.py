"""All points of all advices in one flat list, and those of it that somebody asks for: on screen, in a list, a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from kb.decisions.names import bodies_named
from kb.errors import NotFound
from kb.labels import numbered
from kb.model import Advice, Point, PointFilter, TermState, Trail

SOON = timedelta(days=30)


def points(advices: Iterable[Advice]) -> tuple[Point, ...]:
    """Every point once, each followed by its sub-items, in the order of the advices."""
    return tuple(point for advice in advices for point in _of(advice))


def passing(found: Sequence[Point], asked: PointFilter, today: date, words: Sequence[str] = ()) -> tuple[Point, ...]:
    """Those that pass, in their order. A point of an advice without a date passes only where no year is asked. `words`
    are those of each point, when whoever asks has them already."""
    if asked.words:
        wanted = [word.casefold() for word in asked.words]
        said = words or map(words_of, found)
        found = [point for point, whole in zip(found, said, strict=True) if all(word in whole for word in wanted)]
    return tuple(point for point in found if _is_of(point, asked) and _stands(point, asked, today))


def advisers_named(found: Iterable[Point], parts: Sequence[str]) -> tuple[str, ...]:
    """Who advises and has one of these parts in the name; everybody, as (), when no part is given. NotFound when there
    is nobody."""
    named = bodies_named(((point.body, point.advice.body_in_letter) for point in found), parts)
    if parts and not named:
        raise NotFound(f"Er is geen adviseur met {' of '.join(parts)} in de naam; zie adviesspoor bodies.")
    return named


def terms(point: Point, today: date) -> tuple[TermState, ...]:
    """How its term stands; one that is nearly over runs too."""
    due = point.due
    if due is None:
        return (TermState.NONE,)
    if due < today:
        return (TermState.OVER,)
    return (TermState.SOON, TermState.RUNNING) if due <= today + SOON else (TermState.RUNNING,)


def in_words(asked: PointFilter) -> str:
    """afzender Rekenkamer; jaar 2024; status te laat; nog niet beoordeeld. Empty when every point is asked."""
    lists = (
        ("afzender", asked.bodies), ("gemeente", asked.authorities), ("jaar", asked.years), ("soort", asked.kinds),
        ("standpunt", asked.positions), ("status", asked.statuses), ("termijn", asked.terms),
        ("met de woorden", (" ".join(asked.words),)),
    )  # fmt: skip
    said = [f"{name} {' of '.join(map(str, values))}" for name, values in lists if any(values)]
    if asked.judged is not None:
        said.append("beoordeeld door een mens" if asked.judged else "nog niet beoordeeld")
    return "; ".join(said)


def _of(advice: Advice) -> Iterator[Point]:
    via = dict(_via_parent(advice.trails))
    for number, _, trail in numbered(advice.trails):
        yield Point(advice, trail, number, via.get(trail.recommendation.id))


def _via_parent(trails: Sequence[Trail], above: Trail | None = None) -> Iterator[tuple[str, Trail]]:
    """The sub-items that nothing answers but the answer to a point above them, with that point."""
    for trail in trails:
        own = _is_answered(trail)
        if above and not own:
            yield trail.recommendation.id, above
        yield from _via_parent(trail.parts, trail if _counts(trail) else None if own else above)


def _is_answered(trail: Trail) -> bool:
    """By an answer to itself or to one of its parts."""
    return _counts(trail) or any(_is_answered(part) for part in trail.parts)


def _counts(trail: Trail) -> bool:
    return any(answer.counts for answer in trail.answers)


def _is_of(point: Point, asked: PointFilter) -> bool:
    document = point.advice.document
    return (
        (not asked.bodies or point.body in asked.bodies)
        and document.is_of(asked.authorities)
        and (not asked.years or (document.date is not None and document.date.year in asked.years))
        and (not asked.kinds or document.kind in asked.kinds)
    )


def _stands(point: Point, asked: PointFilter, today: date) -> bool:
    return (
        (not asked.positions or point.position in asked.positions)
        and (not asked.statuses or point.trail.status in asked.statuses)
        and (asked.judged is None or point.is_judged is asked.judged)
        and (not asked.terms or bool(set(terms(point, today)) & set(asked.terms)))
    )


def words_of(point: Point) -> str:
    """What the point, its answers and the name of the advice say, in small letters."""
    document, trail = point.advice.document, point.trail
    said = (trail.recommendation.text, document.title, document.subject, point.body, point.advice.body_in_letter)
    return " ".join(filter(None, (*said, *(each.response.text for each in trail.answers)))).casefold()
