"""Between a scan as it lies in the file and the level, upright page on which its lines are read and laid out."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from ingest.layout.pages import RawPage
from ingest.read.scan import Scan
from kb.model import BBox, Block, Page, PageSource


def scanned(page: RawPage, scan: Scan) -> RawPage:
    """A page with what OCR read on its picture, upright and level. A picture of a tilted page is larger than the page;
    their middles are the same."""
    width, height = (page.height, page.width) if scan.turn % 180 else (page.width, page.height)
    right, down = (width - scan.size[0]) / 2, (height - scan.size[1]) / 2
    if not scan.tilt:  # then the two only differ by what was rounded
        right = down = 0.0

    def moved(box: BBox) -> BBox:
        return BBox(box.x0 + right, box.y0 + down, box.x1 + right, box.y1 + down)

    lines = tuple(line._replace(bbox=moved(line.bbox) if line.bbox else None) for line in scan.lines)
    return RawPage(page.number, lines, width, height, PageSource.OCR, (), scan.turn, scan.tilt)


def as_shown(raw: Sequence[RawPage], pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages that were laid out, with their boxes where they are on the page as it is shown: upright, and as askew
    as it was scanned. A box around tilted words holds all of them, so it is a little larger than they are."""
    return tuple(
        replace(page, turn=own.turn, blocks=_placed(page, _back(own))) if own.turn or own.tilt else page
        for own, page in zip(raw, pages, strict=True)
    )


def _placed(page: Page, place: Callable[[BBox], BBox]) -> tuple[Block, ...]:
    return tuple(
        replace(block, lines=tuple(replace(line, bbox=place(line.bbox)) if line.bbox else line for line in block.lines))
        for block in page.blocks
    )


def _back(page: RawPage) -> Callable[[BBox], BBox]:
    """What turns a box of the level page back around its middle, cut at the edges of the page."""
    cosine, sine = math.cos(math.radians(page.tilt)), math.sin(math.radians(page.tilt))
    middle, half = page.width / 2, page.height / 2

    def back(box: BBox) -> BBox:
        corners = [(x - middle, y - half) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
        xs = [min(max(middle + x * cosine + y * sine, 0.0), page.width) for x, y in corners]
        ys = [min(max(half - x * sine + y * cosine, 0.0), page.height) for x, y in corners]
        return BBox(round(min(xs), 2), round(min(ys), 2), round(max(xs), 2), round(max(ys), 2))

    return back
