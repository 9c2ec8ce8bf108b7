"""Reading order on a page: pieces of one row joined, columns read one after the other."""

from __future__ import annotations

import re
import statistics
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ingest.layout.fields import is_field_label
from ingest.layout.labels import label_of
from ingest.layout.raw import Before, RawLine
from ingest.layout.units import ends_sentence
from kb.model import BBox

_CLAUSE_END = tuple(".!?:;")
_BROKEN = re.compile(r"\w-$")  # a word goes on in the next line
_CLOSING = "\"'”’)"
# A drawing can hold thousands of words; its reading order is not worth minutes.
_MANY = 600  # lines on a page of text at most; beyond that columns are not looked for
_EDGES = 60  # left edges that are tried as the beginning of a column
_DEPTH = 40  # columns within columns
_GUTTER = 9.0  # points: the narrowest white between two columns


class Placed(NamedTuple):
    """A line with its box, which on a page with boxes is never missing."""

    line: RawLine
    box: BBox
    middle: float  # of its height on the page

    @property
    def height(self) -> float:
        return self.box.y1 - self.box.y0


@dataclass(frozen=True, slots=True)
class Split:
    """A region cut by one gutter: what is above and below it, and the two columns."""

    above: list[Placed]
    left: list[Placed]
    right: list[Placed]
    below: list[Placed]


def placed(lines: Sequence[RawLine]) -> list[Placed]:
    """The lines that have a box."""
    return [Placed(line, box, (box.y0 + box.y1) / 2) for line in lines if (box := line.bbox) is not None]


def base_lines(pieces: Sequence[Placed]) -> list[list[Placed]]:
    """Pieces that stand on one base line, from the top down, each from left to right."""
    rows: list[list[Placed]] = []
    for piece in sorted(pieces, key=lambda one: (one.middle, one.box.x0)):
        last = rows[-1][0] if rows else None
        if last and abs(piece.middle - last.middle) <= 0.3 * min(piece.height, last.height):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.box.x0) for row in rows]


def join_rows(lines: Sequence[RawLine], *, in_table: bool = False) -> list[RawLine]:
    """Pieces on one base line as one line: a label and its text, a word set apart, and, outside a table, a contents
    entry and its page."""
    free = [line for line in lines if line.kind is None]
    rest = sorted(placed(free), key=lambda piece: (piece.middle, piece.box.x0))
    numbers = [] if in_table else _page_column(rest)
    joined: list[Placed] = []
    for piece in rest:
        for place in range(len(joined) - 1, max(-1, len(joined) - 9), -1):
            other = joined[place]
            if other.box.y1 <= piece.box.y0 or not _same_row(other, piece):
                continue
            pair = (other, piece) if other.box.x0 <= piece.box.x0 else (piece, other)
            if _belong(*pair, piece in numbers or other in numbers, rest):
                joined[place] = _glued(*pair)
                break
        else:
            joined.append(piece)
    return [piece.line for piece in joined] + [line for line in lines if line.kind is not None]


def _page_column(pieces: Sequence[Placed]) -> list[Placed]:
    """Bare numbers that stand below each other at the right edge: the page numbers of a table of contents."""
    numbers = [piece for piece in pieces if piece.line.text.isdigit() and len(piece.line.text) <= 3]
    if len(numbers) < 3:
        return []
    edge = max(piece.box.x1 for piece in numbers)
    aligned = [piece for piece in numbers if edge - piece.box.x1 <= 6]
    return aligned if len(aligned) >= 3 else []


def _same_row(one: Placed, other: Placed) -> bool:
    a, b = one.box, other.box
    if a.y1 <= b.y0 or b.y1 <= a.y0:  # most pairs: this runs for every line of every page
        return False
    return min(a.y1, b.y1) - max(a.y0, b.y0) >= 0.6 * min(a.y1 - a.y0, b.y1 - b.y0)


def _has_value_below(label: Placed, pieces: Sequence[Placed]) -> bool:
    """Whether one of the pieces, a field label, has its value below it, as in a margin column, and not behind it."""
    if not any(piece.line is label.line for piece in pieces):
        return False  # it was joined from two
    reach = 2.2 * (label.box.y1 - label.box.y0)
    below = [p for p in pieces if abs(p.box.x0 - label.box.x0) < 3 and 0 < p.box.y0 - label.box.y0 < reach]
    return bool(below) and not is_field_label(min(below, key=lambda piece: piece.box.y0).line.text)


def _belong(left: Placed, right: Placed, to_page: bool, pieces: Sequence[Placed]) -> bool:
    gap = right.box.x0 - left.box.x1
    size = max(left.line.size, right.line.size, 6.0)
    if gap < -size:
        return False
    if to_page and right.line.text.isdigit():
        return True
    if is_field_label(left.line.text) and not is_field_label(right.line.text):
        return gap <= 9 * size and not _has_value_below(left, pieces)
    label = label_of(left.line.text)
    if label and label.end >= len(left.line.text):
        return gap <= 6 * size
    return gap <= 0.9 * size and abs(left.line.size - right.line.size) <= 0.5 * size


def _glued(left: Placed, right: Placed) -> Placed:
    close = right.box.x0 - left.box.x1 < 0.12 * max(left.line.size, 6.0)
    text = left.line.text + ("" if close else " ") + right.line.text
    main = left if len(left.line.text) > len(right.line.text) else right
    box = left.box | right.box
    kind = left.line.kind or right.line.kind
    sure = (*left.line.sure, *right.line.sure)
    if close and sure:  # the last word of one and the first of the other are one word now
        at = len(left.line.sure)
        sure = (*sure[: at - 1], min(sure[at - 1 : at + 1]), *sure[at + 1 :])
    whole = main.line._replace(text=text, bbox=box, bold=main.line.bold, kind=kind, sure=sure)
    return Placed(whole, box, (box.y0 + box.y1) / 2)


def reading_order(lines: Sequence[RawLine]) -> list[list[Placed]]:
    """Regions in reading order, each with its lines from top to bottom."""
    return _regions(placed(lines))


def _regions(pieces: list[Placed], depth: int = 0) -> list[list[Placed]]:
    if not pieces:
        return []
    split = find_columns(pieces) if depth < _DEPTH else None
    if split is None:
        return [sorted(pieces, key=lambda piece: (piece.box.y0, piece.box.x0))]
    parts = (split.above, split.left, split.right, split.below)
    return [region for part in parts for region in _regions(part, depth + 1)]


def find_columns(pieces: Sequence[Placed]) -> Split | None:
    """The gutter beside which most lines stand next to each other; None for a single column."""
    if not 2 <= len(pieces) <= _MANY or not _side_by_side(pieces):
        return None
    best: tuple[float, Split] | None = None
    lefts = Counter(round(piece.box.x0) for piece in pieces)
    first = min(lefts)
    downwards = sorted(pieces, key=lambda piece: piece.middle)
    for edge in sorted(edge for edge, _ in lefts.most_common(_EDGES) if edge > first):
        for score, split in _splits(downwards, edge - 0.5):
            if best is None or score > best[0]:
                best = score, split
    return best[1] if best else None


def _side_by_side(pieces: Sequence[Placed]) -> bool:
    """Whether any two lines stand next to each other at all."""
    rows = sorted(pieces, key=lambda piece: piece.box.y0)
    for place, piece in enumerate(rows):
        for other in rows[place + 1 : place + 6]:
            if other.box.y0 >= piece.box.y1:
                break  # all that follow stand lower still
            if _same_row(piece, other) and not _overlap_x(piece, other):
                return True
    return False


def _overlap_x(one: Placed, other: Placed) -> bool:
    return min(one.box.x1, other.box.x1) - max(one.box.x0, other.box.x0) > 1


def _splits(pieces: Sequence[Placed], x: float) -> list[tuple[float, Split]]:
    """Every stretch of the page along which nothing crosses x and something stands on either side; pieces come from
    top to bottom."""
    crossing = [p for p in pieces if p.box.x0 < x - 1 and p.box.x1 > x + 1]
    aside = [p for p in pieces if p.box.x0 >= x - 1 or p.box.x1 <= x + 1]
    middles = [p.middle for p in aside]
    found: list[tuple[float, Split]] = []
    for upper_edge, lower_edge in zip([None, *crossing], [*crossing, None], strict=True):
        start = bisect_right(middles, upper_edge.middle) if upper_edge else 0
        end = bisect_left(middles, lower_edge.middle) if lower_edge else len(middles)
        if end - start < 2:
            continue
        band = aside[start:end]
        if upper_edge:
            band = _without_tail(upper_edge, band)
        if lower_edge:
            band = _without_lead(lower_edge, band)
        left = [p for p in band if p.box.x1 <= x + 1]
        right = [p for p in band if p.box.x0 >= x - 1]
        if not left or not right:
            continue
        white = min(p.box.x0 for p in right) - max(p.box.x1 for p in left)
        upper = max(min(p.box.y0 for p in left), min(p.box.y0 for p in right))
        lower = min(max(p.box.y1 for p in left), max(p.box.y1 for p in right))
        if white < _GUTTER or lower - upper < 4:
            continue
        inside = set(map(id, left + right))
        above = [p for p in pieces if id(p) not in inside and p.middle < upper]
        below = [p for p in pieces if id(p) not in inside and p.middle >= upper]
        found.append(((lower - upper) * min(white, 40.0) ** 0.5, Split(above, left, right, below)))
    return found


def _without_tail(heading: Placed, band: Sequence[Placed]) -> list[Placed]:
    """The band below a line that crosses it, without the last words of that line: a title may wrap."""
    last, rest = heading, sorted(band, key=lambda piece: piece.middle)
    while rest:
        piece = rest[0]
        alike = piece.line.bold == last.line.bold and abs(piece.line.size - last.line.size) < 0.3
        close = abs(piece.box.x0 - last.box.x0) < 3 and piece.box.y0 - last.box.y0 < 1.8 * (last.box.y1 - last.box.y0)
        beside = any(_same_row(piece, other) for other in rest[1:])
        if not (alike and close) or beside:
            break
        last = rest.pop(0)
    return rest


def _without_lead(text: Placed, band: Sequence[Placed]) -> list[Placed]:
    """The band above a line that crosses it, without the words that lead up to that line: "Onderwerp" above a long
    subject stands closer to it than to anything else."""
    rest = sorted(band, key=lambda piece: piece.middle)
    below = text
    while rest:
        piece = rest[-1]
        beside = any(_same_row(piece, other) for other in rest[:-1])
        over = [other.box.y1 for other in rest[:-1] if abs(other.box.x0 - piece.box.x0) < 3]
        gap_above = piece.box.y0 - max(over, default=float("-inf"))
        gap_below = below.box.y0 - piece.box.y1
        if beside or abs(piece.box.x0 - below.box.x0) > 3 or gap_below > 6 or gap_above < 2 * max(gap_below, 3.0):
            break
        below = rest.pop()
    return rest


def typical_pitch(regions: Iterable[Sequence[Placed]]) -> dict[int, float]:
    """The usual distance from line to line in points, for every rounded type size."""
    steps: dict[int, list[float]] = defaultdict(list)
    for region in regions:
        sizes = [round(piece.line.size) for piece in region]
        for above, below, size, other in zip(region, region[1:], sizes, sizes[1:], strict=False):
            if size == other and 0 < (step := below.box.y0 - above.box.y0) < 3 * max(above.line.size, 6.0):
                steps[size].append(step)
    return {size: statistics.median_low(found) for size, found in steps.items()}


def with_breaks(region: Sequence[Placed], pitch: dict[int, float]) -> list[RawLine]:
    """The lines of one region, each knowing how it follows the one above."""
    edges = [piece.box.x1 for piece in region]
    done: list[RawLine] = []
    for place, piece in enumerate(region):
        before = Before.SPACE
        if place:
            right = max(edges[max(0, place - 25) : place + 25])
            before = _before(region[place - 1], piece, right, pitch)
        done.append(piece.line if piece.line.before is before else piece.line._replace(before=before))
    return done


def _before(above: Placed, piece: Placed, right: float, pitch: dict[int, float]) -> Before:
    line, box, last, over = piece.line, piece.box, above.line, above.box
    size = max(line.size, last.size, 6.0)
    rounded = round(line.size)
    same = rounded == round(last.size)
    usual = pitch.get(rounded, 1.3 * size)
    step = box.y0 - over.y0
    if (same and step > 1.2 * min(usual, 1.7 * size) + 0.5) or box.y0 - over.y1 > 0.75 * size or step < -size:
        return Before.SPACE
    if _BROKEN.search(last.text) and line.text[0].isalnum():
        return Before.FLOW
    width = (box.x1 - box.x0) / max(len(line.text), 1)
    word = width * len(line.text.split(" ", 1)[0])
    # In mid-sentence a line may stop early for many reasons; only a clear stop counts.
    ended = last.text.rstrip(_CLOSING).endswith(_CLAUSE_END)
    edge = right if ended else over.x0 + 0.65 * (right - over.x0)
    if over.x1 + 0.25 * size + word < edge - 0.5 * size:
        return Before.SHORT
    indented = 6 < box.x0 - over.x0 < 45 and ends_sentence(last.text)
    return Before.SHORT if indented else Before.FLOW
