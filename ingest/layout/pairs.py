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

Row = list[Placed]  # the pieces on one base line, from left to right


def with_fields(page: RawPage) -> RawPage:
    """The page with each label in such a block joined to its value: furniture, but for what it is about.

    At least two of the labels have to be known ("Datum", "Zaaknummer"); the others are then taken for labels too.
    """
    free = [line for line in page.lines if line.kind is None]
    if sum(is_field_label(line.text) for line in free) < 2:
        return page
    lines = list(page.lines)
    for run in _runs(base_lines(placed(free))):
        if not _are_fields([label.line.text for label, _ in run]):
            continue
        for label, value in run:
            kind = None if is_subject_label(label.line.text) else BlockKind.FURNITURE
            text = f"{label.line.text} {value.line.text}"
            whole = label.line._replace(
                text=text, bbox=label.box | value.box, kind=kind, sure=label.line.sure + value.line.sure
            )
            lines = [whole if line is label.line else line for line in lines if line is not value.line]
    return replace(page, lines=tuple(lines))


def _are_fields(labels: Sequence[str]) -> bool:
    """Whether words below each other are labels with their values beside them, and not a margin column, in which the
    value stands below its label: a label has no figure in it."""
    known = sum(map(is_field_label, labels))
    return len(labels) >= _FEWEST and known >= 2 and not any(char.isdigit() for text in labels for char in text)


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
