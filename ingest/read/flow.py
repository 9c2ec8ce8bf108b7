"""What readers of formats without pages share: paragraphs, headings, list items and table rows as lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.layout.labels import label_of, named_heading
from ingest.layout.pages import Before, RawLine, tidy
from ingest.read.symbols import placed_signs
from kb.model import BlockKind


@dataclass(slots=True)
class Flow:
    """The lines of a text that is being read from top to bottom."""

    lines: list[RawLine] = field(default_factory=list)

    def paragraph(
        self,
        text: str,
        *,
        label: str | None = None,
        heading: int | None = None,
        bold: bool = False,
        kind: BlockKind | None = None,
    ) -> None:
        """Add a paragraph; a line feed in it ends a line. `label` is a number or bullet that stands before it on paper
        but not in its text, `heading` its level. Nothing happens when there are no words."""
        self.lines += paragraph_lines(text, label, heading, bold, kind)

    def row(self, cells: Sequence[str], spans: Sequence[int] = ()) -> None:
        """Add a table row; nothing happens when all cells are empty. `spans` says over how many columns each cell goes:
        the next ones stay below their titles. A cell that goes over the whole table stands alone."""
        if len(cells) > 1 and spans:
            cells = [part for cell, span in zip(cells, spans, strict=True) for part in (cell, *[""] * (span - 1))]
        text = " | ".join(tidy(placed_signs(cell)) for cell in cells)
        if text.strip(" |"):
            self.lines.append(RawLine(text, before=Before.SPACE, kind=BlockKind.TABLE_ROW))


def paragraph_lines(
    text: str, label: str | None, heading: int | None, bold: bool, kind: BlockKind | None
) -> Iterator[RawLine]:
    """The lines of one paragraph: none without words."""
    rows = [row for row in map(tidy, placed_signs(text).split("\n")) if row]
    if not rows:
        return
    first = f"{label} {rows[0]}" if label else rows[0]
    kind = kind or (BlockKind.HEADING if heading else None)
    if label and kind is None and label_of(first) is None and named_heading(first) is None:
        yield RawLine(label, before=Before.SPACE, kind=BlockKind.LIST_ITEM, label=label.strip("().: "))
        yield from (RawLine(row, kind=BlockKind.LIST_ITEM) for row in rows)
        return
    for place, row in enumerate([first, *rows[1:]]):
        before = Before.SHORT if place else Before.SPACE
        yield RawLine(row, bold=bold, before=before, kind=kind, level=heading if kind else None)
