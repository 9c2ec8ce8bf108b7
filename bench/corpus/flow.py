"""Blocks of text over as many sheets as they need, in one column."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from bench.corpus.paper import Colour, Paper
from bench.corpus.source import Block, Shape
from bench.corpus.typeset import Line, Type, break_lines, draw_line

ITEM_INDENT = 16.0
CELL_PADDING = 4.0
SCRAWL_HEIGHT = 48.0
GREY: Colour = (0.55, 0.55, 0.55)
PALE: Colour = (0.93, 0.94, 0.96)
INK: Colour = (0.13, 0.2, 0.5)


@dataclass(frozen=True, slots=True)
class Column:
    """Where the text stands: its sides, its first baseline on the first and on later sheets, and its last baseline."""

    left: float
    right: float
    first_top: float
    next_top: float
    bottom: float
    kind: Type
    heading_colour: Colour = (0.0, 0.0, 0.0)


class Flow:
    """Pours blocks into a column; `y` is the next baseline."""

    def __init__(self, paper: Paper, column: Column) -> None:
        self.paper = paper
        self.column = column
        paper.add_sheet()
        self.y = column.first_top

    def pour(self, blocks: tuple[Block, ...]) -> None:
        """All blocks, in order."""
        for block, after in zip(blocks, (*blocks[1:], None), strict=True):
            self._one(block, after)

    def skip(self, height: float) -> None:
        """White space; it does not cause a new sheet by itself."""
        self.y += height

    def _one(self, block: Block, after: Block | None) -> None:
        kind, left = self.column.kind, self.column.left
        if after is not None and after.shape is Shape.CLOSING:
            self._keep_with_closing(block, after)
        elif after is not None and after.shape is Shape.ITEM and block.text.endswith(":") and self._room() < 4:
            self._turn()  # a list keeps the words that announce it
        if block.shape is Shape.HEADING:
            self._heading(block)
        elif block.shape is Shape.ITEM:
            inset = left + ITEM_INDENT * block.level
            close = after is not None and after.shape is Shape.ITEM and bool(block.label)
            self._lines(self._broken(block.text, inset + ITEM_INDENT), inset + ITEM_INDENT, (block.label, inset))
            self.y += kind.leading * (0.25 if close else 0.6)
        elif block.shape is Shape.TABLE:
            self._table(block.rows)
        elif block.shape is Shape.QUOTE:
            self._lines(self._broken(f"_{block.text}_", left + ITEM_INDENT), left + ITEM_INDENT)
            self.y += kind.leading * 0.6
        elif block.shape is Shape.LINES:
            self._kept(block.text)
        elif block.shape is Shape.CLOSING:
            self._closing(block.text)
        else:
            self._lines(self._broken(block.text, left), left)
            self.y += kind.leading * 0.6

    def _broken(self, text: str, left: float) -> tuple[Line, ...]:
        return break_lines(text, self.column.kind, self.column.right - left)

    def _room(self) -> int:
        """How many lines still fit on this sheet."""
        return max(0, int((self.column.bottom - self.y) / self.column.kind.leading) + 1)

    def _turn(self) -> None:
        self.paper.add_sheet()
        self.y = self.column.next_top

    def _lines(self, lines: tuple[Line, ...], left: float, label: tuple[str, float] | None = None) -> None:
        """A paragraph: at least two lines on this sheet and two on the next, or it stays whole."""
        kind = self.column.kind
        todo = list(lines)
        while todo:
            count = min(len(todo), self._room())
            if count < len(todo):
                count = min(count, len(todo) - 2)
                if count < 2:
                    self._turn()
                    continue
            if label and label[0]:
                self.paper.text(label[1], self.y, label[0], kind.regular, kind.size, kind.colour)
            label = None
            for line in todo[:count]:
                draw_line(self.paper, left, self.y, line, kind)
                self.y += kind.leading
            del todo[:count]
            if todo:
                self._turn()

    def _heading(self, block: Block) -> None:
        """A heading never stands alone at the foot of a sheet."""
        kind = self.column.kind
        size = kind.size + (1.5 if block.level == 1 else 0)
        title = kind.at(size, kind.leading * (1.1 if block.level == 1 else 1), self.column.heading_colour)
        lines = break_lines(block.text, title, self.column.right - self.column.left, bold=True)
        if self._room() < len(lines) + 3:
            self._turn()
        elif self.y not in (self.column.first_top, self.column.next_top):
            self.y += kind.leading * 0.35
        for line in lines:
            draw_line(self.paper, self.column.left, self.y, line, title)
            self.y += title.leading
        self.y += kind.leading * 0.15

    def _kept(self, text: str) -> None:
        """Lines as they stand, together on one sheet."""
        kind = self.column.kind
        lines = text.split("\n")
        if self._room() < len(lines):
            self._turn()
        for line in lines:
            for part in break_lines(line, kind, self.column.right - self.column.left):
                draw_line(self.paper, self.column.left, self.y, part, kind)
            self.y += kind.leading
        self.y += kind.leading * 0.6

    def _keep_with_closing(self, block: Block, closing: Block) -> None:
        """A signature alone on a sheet looks like a mistake: the last paragraph goes with it."""
        lines = len(self._broken(block.text, self.column.left))
        needed = lines * self.column.kind.leading + self._closing_height(closing.text)
        if lines < 9 and self.y + needed > self.column.bottom + 12:
            self._turn()

    def _closing_height(self, text: str) -> float:
        return (text.count("\n") + 2) * self.column.kind.leading + SCRAWL_HEIGHT

    def _closing(self, text: str) -> None:
        """The end of a letter, never torn apart: its lines, and side by side a scrawl above each name and office."""
        kind, (*lines, signers) = self.column.kind, text.split("\n")
        if self.y + self._closing_height(text) > self.column.bottom + 20:
            self._turn()
        for line in lines:
            draw_line(self.paper, self.column.left, self.y, break_lines(line, kind, 400)[0], kind)
            self.y += kind.leading
        for number, signer in enumerate(signers.split(" | ")):
            x, (name, office) = self.column.left + number * 170, signer.split(", ")
            self._scrawl(x, self.y + 24, len(name))
            self.paper.text(x, self.y + SCRAWL_HEIGHT, name, kind.regular, kind.size)
            self.paper.text(x, self.y + SCRAWL_HEIGHT + kind.leading, office, kind.regular, kind.size)
        self.y += SCRAWL_HEIGHT + 2 * kind.leading

    def _scrawl(self, x: float, y: float, length: int) -> None:
        """A signature in blue ink; every length of name has its own."""
        for turn in range(2 + length % 3):
            x0, swing = x + turn * (16 + length % 5), 18 + (length * (turn + 3)) % 13
            self.paper.wave(
                ((x0, y), (x0 + swing, y - 30), (x0 - 4, y + swing), (x0 + 30, y - 4 - swing / 3)), INK, 1.1
            )

    def _table(self, rows: tuple[tuple[str, ...], ...]) -> None:
        """A ruled table; its first row is the head and comes back on every sheet."""
        kind = self.column.kind.at(self.column.kind.size - 0.8, self.column.kind.leading - 1.4)
        edges = self._edges(rows, kind)
        self.y -= kind.size
        head = _cells(rows[0], edges, kind, bold=True)
        self._row(head, edges, kind, PALE)
        for row in rows[1:]:
            cells = _cells(row, edges, kind)
            if self.y + _height(cells, kind) > self.column.bottom + 4:
                self._turn()
                self.y -= kind.size
                self._row(head, edges, kind, PALE)
            self._row(cells, edges, kind, None)
        self.y += kind.size + kind.leading * 0.8

    def _edges(self, rows: tuple[tuple[str, ...], ...], kind: Type) -> tuple[float, ...]:
        """The vertical rules: columns as wide as the root of what they hold, so that long ones do not starve short."""
        counts = [max(4.0, sum(len(row[i]) for row in rows) ** 0.5) for i in range(len(rows[0]))]
        words = [max(len(word) for row in rows for word in row[i].split() or [""]) for i in range(len(rows[0]))]
        counts = [
            max(count, sum(counts) * word * kind.size * 0.62 / 333) for count, word in zip(counts, words, strict=True)
        ]
        whole, edges = self.column.right - self.column.left, [self.column.left]
        for count in counts:
            edges.append(edges[-1] + whole * count / sum(counts))
        return tuple(edges)

    def _row(self, cells: list[tuple[Line, ...]], edges: tuple[float, ...], kind: Type, fill: Colour | None) -> None:
        bottom = self.y + _height(cells, kind)
        for lines, x0, x1 in zip(cells, edges, edges[1:], strict=False):
            self.paper.box(x0, self.y, x1, bottom, fill, GREY)
            for number, line in enumerate(lines):
                draw_line(
                    self.paper, x0 + CELL_PADDING, self.y + CELL_PADDING + kind.size + number * kind.leading, line, kind
                )
        self.y = bottom


def _cells(row: tuple[str, ...], edges: tuple[float, ...], kind: Type, bold: bool = False) -> list[tuple[Line, ...]]:
    widths = (x1 - x0 - 2 * CELL_PADDING for x0, x1 in pairwise(edges))
    return [break_lines(cell, kind, width, bold) for cell, width in zip(row, widths, strict=True)]


def _height(cells: list[tuple[Line, ...]], kind: Type) -> float:
    return max(len(lines) for lines in cells) * kind.leading + 2 * CELL_PADDING
