"""Links of answers that do not repeat what was advised: by the points that they name, by the number under which they
stand, else by their subject where one point is clearly the nearest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.linking.letter import Letter
from ingest.linking.several_advices import about_another
from ingest.linking.similarity import Encode, likeness, shared_words
from ingest.statements.named_points import Named, meant, named
from ingest.statements.responses import LOOSE, own_heading
from ingest.statements.table_columns import BETWEEN
from kb.model import BlockKind, Statement

NUMBERED, SUBJECT, LEAD = 0.15, 0.28, 0.15  # likeness that a number asks for, and a subject; its lead over the next


QUOTE = 5  # words: a shorter paragraph may be the same by chance

_TITLE = re.compile(r"[A-ZÀ-Ý]\S*(?: \S+){0,4}(?<![.,:;!?])")  # a title that did not become a heading


class Found(NamedTuple):
    """A point and what answers it. `left_out`: the response excepts it from what it says of the others."""

    response: Statement
    point: Statement
    why: str
    score: float
    left_out: bool = False


def unrepeated(
    letter: Letter,
    responses: Sequence[Statement],
    original: Letter,
    points: Sequence[Statement],
    settled: Container[str],
    encode: Encode,
) -> Iterator[Found]:
    """What these responses of a letter answer among the points of the advice that it replies to. What is said of all
    points holds for those of which nothing else is said; `settled` are answered already."""
    responses = [each for each in responses if not about_another(letter, each, original)]
    what = {response.id: _named(letter, response, original) for response in responses}
    answered: set[str] = set()
    for response in responses:
        quoted = _quoted(letter, response, points)
        if quoted:
            what[response.id] = None
            answered.add(quoted.id)
            yield Found(response, quoted, f"volgt op de woorden van dit punt{_number(quoted)}", 0.9)
    for response in responses:
        own = what[response.id]
        if own and not own.every:
            for point in meant(own, points):
                answered.add(point.id)
                yield Found(response, point, f"noemt dit punt{_number(point)}", 0.9)
    loose = [each for each in responses if each.found_by.startswith(LOOSE) and not _quoted(letter, each, points)]
    for found in _by_subject(letter, loose, original, points, encode):
        if found.point.id not in answered and found.point.id not in settled:
            answered.add(found.point.id)
            yield found
    for response in responses:
        own = what[response.id]
        if own and own.every:
            left_out = meant(Named(own.but), points)
            for point in (*meant(own, points), *left_out):
                if point.id in answered or point.id in settled:
                    continue
                why = (
                    "uitgezonderd van wat voor het advies geldt" if point in left_out else "geldt voor het hele advies"
                )
                yield Found(response, point, why, 0.7, point in left_out)


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
    if response.found_by.startswith(LOOSE):
        return None
    own, above = named(first), named((part.passage.section or ("",))[-1])
    what = above if above and not above.every and (own is None or own.every) else own or above  # "Deze adviezen …"
    if what is None:
        return None
    whose = what.whose.lower()
    theirs = f"{original.document.sender or ''} {original.document.title}".lower()
    return what if not whose or whose in theirs else None


def _by_subject(
    letter: Letter, responses: Sequence[Statement], original: Letter, points: Sequence[Statement], encode: Encode
) -> Iterator[Found]:
    """Responses and the point that each is about: by the number of both where the words do not contradict it, else
    where each is the nearest to the other by far."""
    mains = [point for point in points if point.parent_id is None]
    if not responses or not mains:
        return
    around = [_around(original, each, mains) for each in mains]
    alike = closeness(letter, responses, original, mains, encode)
    headed = _headed(letter, responses, around)
    nearest = alike.argmax(axis=0)
    for place, (row, response) in enumerate(zip(alike, responses, strict=True)):
        order = [int(n) for n in np.argsort(-row)]
        best, second = order[0], float(row[order[1]]) if len(order) > 1 else 0.0
        same = [n for n, point in enumerate(mains) if response.label and point.label == response.label]
        if len(same) == 1 and ("." in (response.label or "") or row[same[0]] >= max(NUMBERED, row[best] - LEAD)):
            yield Found(response, mains[same[0]], f"staat onder hetzelfde nummer ({response.label})", 0.7)
        elif place in headed and row[headed[place]] >= row[best] - LEAD:
            why = f"het kopje “{_title(letter, response)}” past alleen bij dit punt"
            yield Found(response, mains[headed[place]], why, 0.6)
        elif row[best] >= SUBJECT and row[best] - second >= LEAD and nearest[best] == place:
            words = ", ".join(shared_words(response.text, mains[best].text))
            why = f"dezelfde strekking (gedeelde woorden: {words})"
            yield Found(response, mains[best], why, min(0.6, float(row[best])))


def closeness(
    letter: Letter, responses: Sequence[Statement], original: Letter, mains: Sequence[Statement], encode: Encode
) -> NDArray[np.float32]:
    """How alike each response (a row) and each main point of an advice (a column) are, headings and explanations
    read along."""
    texts = [_with_heading(letter, each) for each in responses]
    around = [_around(original, each, mains) for each in mains]
    return np.maximum(likeness(texts, [each.text for each in mains], encode), likeness(texts, around, encode))


def _headed(letter: Letter, responses: Sequence[Statement], around: Sequence[str]) -> dict[int, int]:
    """The place of a response -> that of the one point whose words its heading has, where no other heading has them."""
    found: dict[int, int] = {}
    for place, response in enumerate(responses):
        if letter.part(response).passage.kind is BlockKind.LIST_ITEM:
            continue
        title = _title(letter, response)
        fitting = [n for n, text in enumerate(around) if shared_words(title, text)]
        if len(fitting) == 1:
            found[place] = fitting[0]
    taken = Counter(found.values())
    return {place: point for place, point in found.items() if taken[point] == 1}


def _around(original: Letter, point: Statement, mains: Sequence[Statement]) -> str:
    """The words of a point with its title and explanation, where nothing else is advised in the same passage."""
    others = [each for each in mains if each.passage_id == point.passage_id]
    return original.part(point).passage.text if len(others) == 1 else point.text


def _with_heading(letter: Letter, response: Statement) -> str:
    """The words of a response below the heading under which it stands, but not the subject of the whole letter."""
    title = _title(letter, response)
    return f"{title}. {response.text}" if title else response.text


def _title(letter: Letter, response: Statement) -> str:
    """What a response is said of: the first cell of its row, the line above it, else the heading; may be empty."""
    part = letter.part(response)
    if part.passage.kind is BlockKind.TABLE_ROW:
        return part.passage.text.split(BETWEEN)[0]
    place = letter.parts.index(part)
    above = letter.parts[place - 1].passage if place else None
    if above and above.section == part.passage.section and _TITLE.fullmatch(above.text):
        return above.text
    return own_heading(part.passage.section)


def _number(point: Statement) -> str:
    return f" ({point.label})" if point.label else ""
