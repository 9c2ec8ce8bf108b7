"""Links of answers that do not repeat what was advised: by the points that they name, by the number under which they
stand, else by their subject where one point is clearly the nearest."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from ingest.linking.letter import Letter
from ingest.linking.several_advices import about_another
from ingest.statements.named_points import Named, meant, named
from kb.model import Ground, GroundKind, Statement

MARK = 20  # characters of "Ad 2 en 4." before what is said of them
QUOTE = 5  # words: a shorter paragraph may be the same by chance

_TITLE = re.compile(r"[A-ZÀ-Ý]\S*(?: \S+){0,4}(?<![.,:;!?])")  # a title that did not become a heading


class Found(NamedTuple):
    """A point and what answers it. `left_out`: the response excepts it from what it says of the others."""

    response: Statement
    point: Statement
    ground: Ground
    score: float
    left_out: bool = False
    but: bool = False  # the response leaves out points by their number, so it means all others


def unrepeated(
    letter: Letter,
    responses: Sequence[Statement],
    original: Letter,
    points: Sequence[Statement],
) -> Iterator[Found]:
    """What these responses of a letter answer among the points of the advice that it replies to: those that stand
    below the words of a point or name it."""
    responses = [each for each in responses if not about_another(letter, each, original)]
    what = {response.id: _named(letter, response, original) for response in responses}
    for response in responses:
        quoted = _quoted(letter, response, points)
        if quoted:
            what[response.id] = None
            yield Found(response, quoted, Ground(GroundKind.BELOW_QUOTATION, quoted.label), 0.9)
    for response in responses:
        own = what[response.id]
        if own and not own.every:
            for point in meant(own, points):
                yield Found(response, point, Ground(GroundKind.NAMES_POINT, point.label), 0.9)


def of_the_whole(
    letter: Letter,
    responses: Sequence[Statement],
    original: Letter,
    points: Sequence[Statement],
    answered: Container[str],
) -> Iterator[Found]:
    """What these responses say of all points, for those of which nothing else is said."""
    for response in responses:
        own = None if about_another(letter, response, original) else _named(letter, response, original)
        if own is None or not own.every or _quoted(letter, response, points):
            continue
        left_out = meant(Named(own.but), points)
        for point in (*meant(own, points), *left_out):
            if point.id in answered:
                continue
            kind = GroundKind.EXCEPTED if point in left_out else GroundKind.WHOLE
            yield Found(response, point, Ground(kind), 0.7, point in left_out, bool(own.but))


def _quoted(letter: Letter, response: Statement, points: Sequence[Statement]) -> Statement | None:
    """The one point whose words, as the advice has them, are the paragraph above a response."""
    place = letter.parts.index(letter.part(response))
    if not place or letter.part(response).passage.text[: response.start].strip():
        return None
    above = _plain(letter.parts[place - 1].passage.text)
    found = [each for each in points if len(above.split()) >= QUOTE and _holds(above, _plain(each.text))]
    return found[0] if len(found) == 1 else None


def _holds(above: str, point: str) -> bool:
    """Whether the paragraph is the point, or the greater part of it."""
    greater = above in point and 2 * len(above) > len(point)
    return greater or (len(point.split()) >= QUOTE and point in above)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _named(letter: Letter, response: Statement, original: Letter) -> Named | None:
    """The points that a response names itself, else those in the heading above it; None when it names another's."""
    part = letter.part(response)
    first = next((s.text for s in part.sentences if s.start == response.start), response.text)
    if response.rests_on(GroundKind.LOOSE):
        return None
    before = named(part.passage.text[: response.start]) if response.start <= MARK else None  # "Ad 2. De termijn …"
    own, above = before or named(first), named((part.passage.section or ("",))[-1])
    what = above if above and not above.every and (own is None or own.every) else own or above  # "Deze adviezen …"
    if what is None:
        return None
    whose = what.whose.lower()
    theirs = f"{original.document.sender or ''} {original.document.title}".lower()
    return what if not whose or whose in theirs else None
