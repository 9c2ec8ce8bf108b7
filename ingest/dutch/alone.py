"""The sentences of a point by itself, apart from the passage around it. They are kept with its letter, so that whoever
links needs no pipeline for them."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.dutch.kept import points_of, sentences_of
from ingest.dutch.pipeline import Sentence, analyse
from kb.model import Statement, StatementKind

POINTS = (StatementKind.RECOMMENDATION, StatementKind.REQUEST)
MOST = 2_000  # points: a letter answers some dozens

_kept: dict[str, str] = {}  # by the text of a point what was found in it, the longest kept first


def analysed_alone(statements: Iterable[Statement], pipeline: str) -> dict[str, tuple[Sentence, ...]]:
    """The sentences of the points among these, by id. What an answer says of a point is weighed with our own pipeline
    alone, so there are none when another one reads."""
    points = [each for each in statements if each.kind in POINTS and not pipeline]
    return {point.id: found for point, found in zip(points, analyse(each.text for each in points), strict=True)}


def keep(statements: Iterable[Statement], found: str) -> None:
    """Have at hand what was kept of the points among these, in the notation of `packed`."""
    _kept.update(points_of(found, {each.id: each.text for each in statements if each.kind in POINTS}))
    for text in list(_kept)[: max(0, len(_kept) - MOST)]:
        _kept.pop(text, None)


def alone(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text by itself: as they were kept, else read now."""
    kept = _kept.get(text)
    return next(analyse([text])) if kept is None else sentences_of(kept, text)
