"""A page as a reader returns it: blocks and lines with their boxes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

GAP = "[…]"  # what stands where words were made illegible


class BlockKind(StrEnum):
    """What a block is on its page."""

    HEADING = "heading"
    TEXT = "text"
    LIST_ITEM = "list item"
    TABLE_ROW = "table row"
    FOOTNOTE = "footnote"
    FURNITURE = "furniture"  # running head, page number, margin column, letterhead: on the page, never in a passage


class PageSource(StrEnum):
    """Where the words of a page come from."""

    TEXT_LAYER = "text layer"
    OCR = "ocr"
    NONE = "none"  # a page on which no words could be read: counted and shown


@dataclass(frozen=True, slots=True)
class BBox:
    """A rectangle on a page, in points, origin top left."""

    x0: float
    y0: float
    x1: float
    y1: float

    def __post_init__(self) -> None:
        if self.x1 < self.x0 or self.y1 < self.y0:
            raise ValueError(f"box is inside out: {self}")

    def __or__(self, other: BBox) -> BBox:
        """The smallest box around both."""
        return BBox(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands on the page: its literal characters, unmended. `bbox` is None where there are no pages.

    `sure` says of each of its words, 0 to 1, how sure OCR was of it; empty for what no OCR has read.
    """

    text: str
    bbox: BBox | None = None
    sure: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if self.sure and len(self.sure) != len(self.text.split()):
            raise ValueError(f"{len(self.sure)} marks for the words of {self.text!r}")


@dataclass(frozen=True, slots=True)
class LinePart:
    """Characters start..end of a line that has a place on the page."""

    line: Line
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, table row or piece of furniture on one page.

    `level` is the depth of a heading (1 is the highest), `label` what stands before the text of a list item or a
    numbered heading ("3.", "b.", "•").
    """

    lines: tuple[Line, ...]
    kind: BlockKind = BlockKind.TEXT
    level: int | None = None
    label: str | None = None

    @property
    def text(self) -> str:
        """The literal lines, one below the other."""
        return "\n".join(line.text for line in self.lines)

    @property
    def bbox(self) -> BBox | None:
        """The box around all lines; None where the format has no page."""
        boxes = [line.bbox for line in self.lines if line.bbox]
        whole = boxes[0] if boxes else None
        for box in boxes[1:]:
            whole = whole | box if whole else box
        return whole


@dataclass(frozen=True, slots=True)
class Page:
    """One page in reading order. Width and height are in points, 0 where the format has no page.

    `turn` is how many degrees clockwise (a multiple of 90) the page of the file has to be turned to be read; size and
    boxes are those of the page after that turn, which is how it is shown.

    `known` is the share of its words that Dutch knows, 0 to 1 (good Dutch with its names has about 0.9); None where
    there are too few to say.
    """

    number: int
    width: float
    height: float
    blocks: tuple[Block, ...]
    source: PageSource = PageSource.TEXT_LAYER
    known: float | None = None
    turn: int = 0

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError(f"pages count from 1, not {self.number}")

    @property
    def text(self) -> str:
        """The literal text of the page: its blocks in reading order, furniture included."""
        return "\n\n".join(block.text for block in self.blocks)

    @property
    def how_read(self) -> HowRead:
        """How it was read."""
        furniture = sum(block.kind is BlockKind.FURNITURE for block in self.blocks)
        sure = tuple(mark for block in self.blocks for line in block.lines for mark in line.sure)
        return HowRead(self.source, self.known, len(self.text), furniture, sure)


@dataclass(frozen=True, slots=True)
class HowRead:
    """How a page was read: from what, the share of its words that Dutch knows, how many characters and how many blocks
    of furniture, and how sure OCR was of each word."""

    source: PageSource
    known: float | None
    characters: int
    furniture: int
    sure: tuple[float, ...] = ()
