"""What a reader hands to the layout: lines as they stand, before anybody knows what they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from kb.model import Apart, BBox, BlockKind, PageSource

_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\u200b-\u200f\u2060\ufeff\ud800-\udfff]|\u00ad(?!$)")


class Before(IntEnum):
    """How a line follows the one above it."""

    FLOW = 0  # the line above was full: the text simply went on
    SHORT = 1  # the line above stopped although the next word would have fitted: somebody ended it there
    SPACE = 2  # white space, a column break or the top of a page


class RawLine(NamedTuple):
    """One line of a page. `size` is in points, 0 when not known; `bold` holds for the whole line; `face` is its type.
    A named tuple, because every step makes them anew by the thousand and a dataclass takes five times as long.

    `kind`, `level` and `label` are set when the format itself, or an earlier step, says what a line is: a heading
    style, a table row, a running head. `sure` says of each word, 0 to 1, how sure OCR was of it.
    """

    text: str
    bbox: BBox | None = None
    size: float = 0.0
    bold: bool = False
    face: str = ""
    before: Before = Before.FLOW
    kind: BlockKind | None = None
    level: int | None = None
    label: str | None = None
    sure: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class RawPage:
    """The lines of one page. Width and height are in points, 0 where the format has no page.

    `rules` are boxes of drawn lines and of drawn cells, in no order; they say where tables are. `turn` is
    what `Page` says, and of a scan `tilt` how many degrees clockwise the page was turned besides, to stand level: its
    lines have the places that they have then. `hidden`, `unseen` and `struck` count the words that were left out: under
    a bar that hides them, written without a colour that one sees, and struck through; `remarks` are Dutch sentences
    about what else a reader has to know. `characters` is all text of the page as the library gives it in one piece, by
    which lost words are noticed, and `apart` are words of it that are in no line, with the reason. `printed` is True
    for plain text, which may hold in its midst what stood at the edges of pages: running heads, page numbers.
    """

    number: int
    lines: tuple[RawLine, ...]
    width: float = 0.0
    height: float = 0.0
    source: PageSource = PageSource.TEXT_LAYER
    rules: tuple[BBox, ...] = ()
    turn: int = 0
    tilt: float = 0.0
    hidden: int = 0
    unseen: int = 0
    struck: int = 0
    remarks: tuple[str, ...] = ()
    characters: str = ""
    apart: tuple[tuple[Apart, str], ...] = ()
    printed: bool = False


def tidy(text: str) -> str:
    """One space for every run of white space, none at the ends, nothing invisible; a soft hyphen stays only at the
    end, where it marks a broken word."""
    if not text.isprintable():  # most lines are, and asking costs a tenth of searching
        text = _INVISIBLE.sub("", text)
    return " ".join(text.split())


def split_box(bbox: BBox | None, share: float) -> tuple[BBox | None, BBox | None]:
    """A box cut in two from left to right; `share` (0 to 1) is the part of the first."""
    if bbox is None:
        return None, None
    middle = bbox.x0 + (bbox.x1 - bbox.x0) * min(max(share, 0.0), 1.0)
    return BBox(bbox.x0, bbox.y0, middle, bbox.y1), BBox(middle, bbox.y0, bbox.x1, bbox.y1)


def cut(line: RawLine, at: int) -> tuple[RawLine, RawLine]:
    """A line cut in two, with its box."""
    left, right = split_box(line.bbox, at / len(line.text))
    head, rest = line.text[:at].rstrip(), line.text[at:].lstrip()
    first, last = line.sure[: len(head.split())], line.sure[len(line.sure) - len(rest.split()) :]
    return (
        line._replace(text=head, bbox=left, sure=first),
        line._replace(text=rest, bbox=right, before=Before.FLOW, sure=last),
    )
