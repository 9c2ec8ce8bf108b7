"""Tables that are drawn with rules: one line per row, its cells joined by " | "."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from ingest.layout.columns import Placed, join_rows, placed
from ingest.layout.hyphens import joined
from ingest.layout.raw import Before, RawLine, RawPage
from kb.model import BBox, BlockKind

_THIN = 4.0  # points: a box that is no thicker is a rule
_NEAR = 3.0
_CELL_GAP = 9.0  # points of white between columns that no rule parts


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where a table stands: its left and right edge, the rules between its rows, and those between its columns."""

    x0: float
    x1: float
    rows: tuple[float, ...]
    columns: tuple[float, ...]
    short: tuple[tuple[float, float], ...] = ()  # rules from the left edge that end before a cell over several rows

    def holds(self, box: BBox) -> bool:
        """Whether a line stands inside the table."""
        middle = (box.y0 + box.y1) / 2
        return self.rows[0] < middle < self.rows[-1] and box.x0 >= self.x0 - _NEAR and box.x1 <= self.x1 + _NEAR


def with_tables(page: RawPage) -> RawPage:
    """The page with the lines in each ruled table replaced by one line per row. A grid without a second column, or
    with no more than one row in it, is no table."""
    lines = list(page.lines)
    grids = _grids(page.rules)
    for grid in grids:
        inside = [piece for piece in placed(lines) if piece.line.kind is None and grid.holds(piece.box)]
        rows = _rows(inside, grid)
        if sum(" | " in row.text for row in rows) < 2:
            continue
        taken = {id(piece.line) for piece in inside}
        lines = [line for line in lines if id(line) not in taken] + rows
    return replace(page, lines=tuple(lines)) if grids else page


def _rows(pieces: Sequence[Placed], grid: _Grid) -> list[RawLine]:
    parts = grid.columns or _white(pieces)
    found: list[RawLine] = []
    for top, bottom in pairwise(grid.rows):
        within = [piece for piece in pieces if top < (piece.box.y0 + piece.box.y1) / 2 <= bottom]
        edges = [grid.x0 - _NEAR, *parts, grid.x1 + _NEAR]
        for own in _parted(within, [(y, end) for y, end in grid.short if top < y < bottom]):
            found.append(row_of(own, [_cell(own, left, right) for left, right in pairwise(edges)]))
    return found


def _parted(pieces: Sequence[Placed], short: Sequence[tuple[float, float]]) -> Iterator[Sequence[Placed]]:
    """The pieces of each row between two whole rules; a cell that goes over several rows stands in the first."""
    rows: dict[int, list[Placed]] = defaultdict(list)
    for piece in pieces:
        rows[sum(piece.middle > y and piece.box.x1 <= end + _NEAR for y, end in short)].append(piece)
    return (rows[place] for place in sorted(rows))


def with_one_head(pages: Iterable[tuple[RawLine, ...]]) -> list[tuple[RawLine, ...]]:
    """The lines of all pages in reading order; the head row of a table that goes on over the page and repeats it is
    furniture there."""
    head, done = "", []
    for lines in pages:
        free = [line for line in lines if line.kind is not BlockKind.FURNITURE]
        if free and free[0].kind is BlockKind.TABLE_ROW and free[0].text == head:
            marked = free[0]._replace(kind=BlockKind.FURNITURE)
            done.append(tuple(marked if line is free[0] else line for line in lines))
        else:
            done.append(lines)
        last = list(takewhile(lambda line: line.kind is BlockKind.TABLE_ROW, reversed(free)))
        head = last[-1].text if last else ""
    return done


def row_of(pieces: Sequence[Placed], cells: Sequence[str]) -> RawLine:
    """One row of a table as a line, out of the pieces that stand in it."""
    box = pieces[0].box
    for piece in pieces[1:]:
        box = box | piece.box
    text = " | ".join(cells)
    sure = _marks(text, pieces)
    return pieces[0].line._replace(text=text, bbox=box, before=Before.SPACE, kind=BlockKind.TABLE_ROW, sure=sure)


def _marks(text: str, pieces: Sequence[Placed]) -> tuple[float, ...]:
    """How sure OCR was of each word of a row: of one that stands in it more than once the lowest, of a bar and of a
    word that was mended out of two nothing against it. Empty without OCR."""
    marks: dict[str, float] = {}
    for piece in pieces:
        for word, sure in zip(piece.line.text.split(), piece.line.sure, strict=False):
            marks[word] = min(sure, marks.get(word, 1.0))
    return tuple(marks.get(word, 1.0) for word in text.split()) if marks else ()


def cell_text(pieces: Sequence[Placed]) -> str:
    """The text of one cell, its lines one behind the other with broken words mended."""
    return joined([line.text for line in join_rows([piece.line for piece in pieces], in_table=True)])


def _cell(pieces: Sequence[Placed], left: float, right: float) -> str:
    return cell_text([piece for piece in pieces if left <= (piece.box.x0 + piece.box.x1) / 2 < right])


def _white(pieces: Sequence[Placed]) -> tuple[float, ...]:
    """The middles of the white strips that run down through all rows."""
    joined = placed(join_rows([piece.line for piece in pieces], in_table=True))
    spans = sorted((piece.box.x0, piece.box.x1) for piece in joined)
    middles: list[float] = []
    reach = spans[0][1] if spans else 0.0
    for start, end in spans:
        if start - reach >= _CELL_GAP:
            middles.append((start + reach) / 2)
        reach = max(reach, end)
    return tuple(middles)


def _grids(rules: Sequence[BBox]) -> list[_Grid]:
    """Stacks of three level rules or more that begin and end at the same place."""
    level = _joined([edge for rule in rules for edge in _level_edges(rule)])
    upright = [x for rule in rules for x in _upright_edges(rule)]
    found: list[_Grid] = []
    while level:
        first = level[0]
        stack = [rule for rule in level if abs(rule.x0 - first.x0) <= _NEAR and abs(rule.x1 - first.x1) <= _NEAR]
        level = [rule for rule in level if rule not in stack]
        rows = _distinct([rule.y0 for rule in stack])
        if len(rows) < 3:
            continue
        inner = [x for x, y0, y1 in upright if first.x0 + 6 < x < first.x1 - 6 and y0 < rows[-1] and y1 > rows[0]]
        columns = _distinct(inner)
        short = tuple(
            (rule.y0, rule.x1) for rule in level
            if abs(rule.x0 - first.x0) <= _NEAR and any(abs(rule.x1 - x) <= _NEAR for x in columns)
        )  # fmt: skip
        found.append(_Grid(first.x0, first.x1, rows, columns, short))
    return found


def _level_edges(rule: BBox) -> list[BBox]:
    """The level edges of a rule or of a drawn cell."""
    if rule.x1 - rule.x0 < 20:
        return []
    if rule.y1 - rule.y0 <= _THIN:
        middle = (rule.y0 + rule.y1) / 2
        return [BBox(rule.x0, middle, rule.x1, middle)]
    return [BBox(rule.x0, y, rule.x1, y) for y in (rule.y0, rule.y1)]


def _upright_edges(rule: BBox) -> list[tuple[float, float, float]]:
    if rule.y1 - rule.y0 < 6:
        return []
    if rule.x1 - rule.x0 <= _THIN:
        return [((rule.x0 + rule.x1) / 2, rule.y0, rule.y1)]
    return [(x, rule.y0, rule.y1) for x in (rule.x0, rule.x1)]


def _joined(edges: Sequence[BBox]) -> list[BBox]:
    """Level edges on one height that touch, as one: the cells of a row."""
    done: list[BBox] = []
    for edge in sorted(edges, key=lambda one: (round(one.y0 / _NEAR), one.x0)):
        last = done[-1] if done else None
        if last and abs(last.y0 - edge.y0) <= _NEAR and edge.x0 <= last.x1 + _NEAR:
            done[-1] = BBox(min(last.x0, edge.x0), last.y0, max(last.x1, edge.x1), last.y0)
        else:
            done.append(edge)
    return done


def _distinct(values: Sequence[float]) -> tuple[float, ...]:
    done: list[float] = []
    for value in sorted(values):
        if not done or value - done[-1] > _NEAR + 1:
            done.append(value)
    return tuple(done)
