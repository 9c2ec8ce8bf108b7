"""Tables without rules: cells that stand below each other in three columns or more, or in two below a bold head.

Careful on purpose: columns of running text, a margin column, fields of a letter, a list, a table of contents, boxes
on a slide and signatures stand in line too, and a sentence that is cut into cells is lost.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile, pairwise

from ingest.layout.columns import Placed, base_lines, placed
from ingest.layout.fields import is_colophon_line, is_field_label, value_below
from ingest.layout.labels import BULLET, label_of
from ingest.layout.raw import RawLine, RawPage
from ingest.layout.tables import cell_text, row_of
from ingest.layout.units import ends_sentence, is_speaker, starts_low

_GAP = 9.0  # points of white between columns
_MOST_LINES = 8  # of one cell
_SENTENCE = 40  # characters: what a row is about is said in less
_FEWEST_ROWS = 3  # the head included

Row = list[Placed]  # the pieces on one base line, from left to right
Span = tuple[float, float]  # the left and right edge of a column
Cells = list[list[Placed]]  # of one row of the table: the pieces in each column


def with_aligned_tables(page: RawPage) -> RawPage:
    """The page with the lines of each table that is held together by alignment alone replaced by one line per row."""
    free = [line for line in page.lines if line.kind is None]
    if not _may_hold(free):
        return page
    rows = base_lines(_without_margin(placed(free)))
    lines = list(page.lines)
    for run, spans in _runs(rows):
        table = _said(run, spans) or _table(run, spans)
        if table:
            taken = {id(piece.line) for cells in table for cell in cells for piece in cell}
            made = [
                row_of([piece for cell in cells for piece in cell], [cell_text(cell) for cell in cells])
                for cells in table
            ]
            lines = [line for line in lines if id(line) not in taken] + made
    return replace(page, lines=tuple(lines))


def _may_hold(lines: Sequence[RawLine]) -> bool:
    """Whether pieces stand beside each other at all, three times; most pages of text end here."""
    middles = sorted(line.bbox.y0 + line.bbox.y1 for line in lines if line.bbox)
    return sum(after - before < 6 for before, after in pairwise(middles)) >= _FEWEST_ROWS


def _without_margin(pieces: Sequence[Placed]) -> list[Placed]:
    """The pieces without a margin column: two labels of fields or more at one left edge, and nothing across them."""
    edges = [piece.box.x0 for piece in pieces if value_below(piece.line.text)]
    for edge in edges:
        if sum(abs(other - edge) <= 3 for other in edges) < 2:
            continue
        margin = [piece for piece in pieces if abs(piece.box.x0 - edge) <= 3]
        right = max(piece.box.x1 for piece in margin)
        rest = [piece for piece in pieces if abs(piece.box.x0 - edge) > 3]
        if all(piece.box.x1 <= edge or piece.box.x0 >= right for piece in rest):
            return rest
    return list(pieces)


def _is_parted(row: Row) -> bool:
    """Whether there is white between two pieces of a row, of which the first is not just the label of an item."""
    return any(
        after.box.x0 - piece.box.x1 >= _GAP and not _is_lone_label(piece.line.text) for piece, after in pairwise(row)
    )


def _is_lone_label(text: str) -> bool:
    label = label_of(text)
    return label is not None and label.end >= len(text)


def _runs(rows: Sequence[Row]) -> Iterator[tuple[list[Row], list[Span]]]:
    """Stretches of rows through which the same white strips run, with their columns."""
    place = 0
    while place < len(rows):
        if not _is_parted(rows[place]):
            place += 1
            continue
        run, spans = [rows[place]], _merged(rows[place], [])
        for row in rows[place + 1 :]:
            wider = _merged(row, spans)
            far = row[0].box.y0 - run[-1][0].box.y1 > 3 * row[0].height
            if len(wider) < max(2, len(spans)) or far:
                break
            run.append(row)
            spans = wider
        yield run, spans
        place += len(run)


def _merged(row: Row, spans: Sequence[Span]) -> list[Span]:
    """The columns, made wide enough for the pieces of one more row; fewer when a piece lies across two of them."""
    done: list[Span] = []
    for x0, x1 in sorted([*spans, *((piece.box.x0, piece.box.x1) for piece in row)]):
        if done and x0 - done[-1][1] < _GAP:
            done[-1] = done[-1][0], max(done[-1][1], x1)
        else:
            done.append((x0, x1))
    return done


def _table(run: Sequence[Row], spans: Sequence[Span]) -> list[Cells]:
    """The rows of a table; nothing when this is none."""
    grouped = [_cells(rows, _columns(run, spans)) for rows in _grouped(run)]
    while grouped and sum(map(bool, grouped[-1])) < 2:
        grouped.pop()
    if not grouped or len(grouped) < _FEWEST_ROWS or not _holds_cells(grouped):
        return []
    return grouped if len(grouped[0]) > 2 or _is_pair_table(grouped) else []


def _said(run: Sequence[Row], spans: Sequence[Span]) -> list[Cells]:
    """Minutes with who speaks at the left of what is said, however long that is: a row for each; nothing when this is
    something else."""
    columns = _columns(run, spans)
    said = list(dropwhile(lambda row: not is_speaker(row[0].line.text), run))
    if len(columns) != 2 or not said:
        return []
    table = [_cells(rows, columns) for rows in _split(said, [is_speaker(row[0].line.text) for row in said[1:]])]
    whole = all(all(cells) and is_speaker(cell_text(cells[0])) for cells in table)
    return table if whole and len(table) >= _FEWEST_ROWS else []


def _columns(run: Sequence[Row], spans: Sequence[Span]) -> list[Span]:
    """The columns, each label of an item with its text."""
    done: list[Span] = []
    labels = True
    for place, span in enumerate(spans):
        if place and labels:
            done[-1] = done[-1][0], span[1]
        else:
            done.append(span)
        own = [piece.line.text for row in run for piece in row if span[0] <= piece.box.x0 < span[1]]
        labels = all(map(_is_lone_label, own))
    return done


def _grouped(run: Sequence[Row]) -> list[list[Row]]:
    """The base lines of each row of the table: parted by white, else by the words in the first column."""
    steps = [below[0].box.y0 - above[0].box.y0 for above, below in pairwise(run)]
    pitch = min(steps, default=0.0)
    by_white = _split(run, [step > 1.25 * pitch + 0.5 for step in steps])
    if len(by_white) >= _FEWEST_ROWS and max(map(len, by_white)) <= _MOST_LINES and any(len(r) > 1 for r in by_white):
        return by_white
    left = min(row[0].box.x0 for row in run)
    return _split(run, [row[0].box.x0 < left + _GAP and not starts_low(row[0].line.text) for row in run[1:]])


def _split(run: Sequence[Row], begins: Sequence[bool]) -> list[list[Row]]:
    done = [[run[0]]]
    for row, new in zip(run[1:], begins, strict=True):
        if new:
            done.append([row])
        else:
            done[-1].append(row)
    return done


def _cells(rows: Sequence[Row], columns: Sequence[Span]) -> Cells:
    return [
        [piece for row in rows for piece in row if x0 - 1 <= (piece.box.x0 + piece.box.x1) / 2 <= x1 + 1]
        for x0, x1 in columns
    ]


def _holds_cells(table: Sequence[Cells]) -> bool:
    """Whether the cells are cells, and not the lines of columns of text, the fields of a letter or boxes on a slide."""
    filled = [[cell for cell in cells if cell] for cells in table]
    every = [cell for cells in filled for cell in cells]
    if len(table[0]) < 2 or sum(len(cells) >= 2 for cells in filled) < 0.7 * len(table):
        return False
    if sum(len(cell) > _MOST_LINES for cell in every) or _goes_on(table) > 0.2:
        return False
    first = [cell_text(cells[0]) for cells in table]
    if sum(len(text) > _SENTENCE and ends_sentence(text) for text in first) > 0.5 * len(first):
        return False
    below = [cell[0].line.text for cells in filled[1:] for cell in cells]
    if sum(is_colophon_line(text) or is_field_label(text) for text in below) > 1:
        return False
    bullets = sum(_is_bullet(text) for text in below)
    heads = sum(all(piece.line.bold for cell in cells for piece in cell) for cells in filled)
    return bullets <= 0.3 * len(below) and (heads <= 0.34 * len(table) or heads == len(table))


def _is_bullet(text: str) -> bool:
    label = label_of(text)
    return label is not None and label.style == BULLET


def _goes_on(table: Sequence[Cells]) -> float:
    """The share of cells that go on with an unfinished sentence in the cell above them."""
    pairs = [
        (above[-1].line.text, below[0].line.text)
        for over, under in pairwise(table)
        for above, below in zip(over, under, strict=True)
        if above and below
    ]
    on = [len(above) > 15 and not ends_sentence(above) and starts_low(below) for above, below in pairs]
    return sum(on) / max(len(on), 1)


def _is_pair_table(table: Sequence[Cells]) -> bool:
    """Whether two columns are a table: below a bold head, short words at the left and no sentences."""
    head, body = table[0], table[1:]
    titled = all(cell and all(piece.line.bold for piece in cell) for cell in head)
    left = [cell_text(cells[0]) for cells in body]
    right = [cell_text(cells[1]) for cells in body]
    if not titled or not all(left) or not all(right) or is_field_label(cell_text(head[0])):
        return False
    short = statistics.mean(map(len, left)) <= min(60.0, statistics.mean(map(len, right)) + 20)
    return short and sum(map(ends_sentence, left)) <= 0.25 * len(left)
