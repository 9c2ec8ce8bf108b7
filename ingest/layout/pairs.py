"""The fields above a proposal or a note: labels below each other, and at the right of each its value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.layout.columns import Placed, base_lines, placed
from ingest.layout.fields import is_field_label, is_subject_label
from ingest.layout.raw import RawPage
from kb.model import BlockKind

_FEWEST = 3  # pairs
_LONGEST = 40  # characters of a label
_PROSE = 5  # words from which a full line is one of running text

Row = list[Placed]  # the pieces on one base line, from left to right


def with_fields(page: RawPage) -> RawPage:
    """The page with each label in such a block joined to its value: furniture, but for what it is about.

    More than half of the labels have to be known ("Datum", "Zaaknummer"); the others are then taken for labels too.
    """
    free = [line for line in page.lines if line.kind is None]
    if sum(is_field_label(line.text) for line in free) < 2:
        return page
    lines = list(page.lines)
    for run in _runs(base_lines(placed(free))):
        if not _are_labels([label.line.text for label, _ in run]) or _are_prose([value for _, value in run]):
            continue
        for label, value in run:
            kind = None if is_subject_label(label.line.text) else BlockKind.FURNITURE
            text = f"{label.line.text} {value.line.text}"
            whole = label.line._replace(
                text=text, bbox=label.box | value.box, kind=kind, sure=label.line.sure + value.line.sure
            )
            lines = [whole if line is label.line else line for line in lines if line is not value.line]
    return replace(page, lines=tuple(lines))


def _are_labels(pieces: Sequence[str]) -> bool:
    """Whether pieces below each other are all labels, and not the labels and values of a margin column in turn."""
    known = sum(map(is_field_label, pieces))
    return len(pieces) >= _FEWEST and 2 * known > len(pieces) and not any(char.isdigit() for char in "".join(pieces))


def _are_prose(values: Sequence[Placed]) -> bool:
    """Whether pieces below each other are lines of running text beside a margin column: most are full."""
    right, left = max(value.box.x1 for value in values), min(value.box.x0 for value in values)
    full = [value for value in values if value.box.x1 > right - 0.15 * (right - left)]
    return 2 * sum(len(value.line.text.split()) >= _PROSE for value in full) > len(values)


def _runs(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Stretches of rows of two pieces each, of which the first begin at one left edge and the second at another."""
    run: list[Row] = []
    for row in rows:
        if run and not _goes_on(run[-1], row):
            yield run
            run = []
        if len(row) == 2 and len(row[0].line.text) <= _LONGEST:
            run.append(row)
    yield run


def _goes_on(above: Row, row: Row) -> bool:
    if len(row) != 2 or len(row[0].line.text) > _LONGEST:
        return False
    aligned = all(abs(one.box.x0 - other.box.x0) <= 3 for one, other in zip(above, row, strict=True))
    return aligned and row[0].box.y0 - above[0].box.y1 < 2 * (row[0].box.y1 - row[0].box.y0)
