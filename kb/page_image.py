"""A page of the original as a picture, with the place of a statement marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.errors import NotFound, UnknownFormat
from kb.model import BBox, LinePart
from kb.silence import keep_silent

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Word = tuple[BBox, str]

FILL = (255, 232, 90)  # multiplied with the page, so that the letters stay as dark as they are
OUTLINE = (110, 70, 0)  # on white a contrast of 8 to 1: the mark is not colour only
PAGED = {".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}
COVER = (45, 45, 45)
SPARE, SHARE = 2, 0.04  # characters, and part of the line, by which letters of different width can be out of place
MARGIN = 1.5  # points between the letters and the outline


def page_image(
    path: Path,
    page_number: int,
    boxes: Iterable[BBox] = (),
    zoom: float = 2.0,
    turn: int = 0,
    hidden: Iterable[LinePart] = (),
) -> bytes:
    """PNG of a page of a PDF or picture, turned clockwise by so many degrees, a multiple of 90; `zoom` 1 is 72 dots per
    inch, boxes are in points from the top left of what is shown. What is `hidden` is covered: whole words where the
    file says where these stand, else the share of the line that its characters take, and something more.

    Raises UnknownFormat for a file that has no pages to show, NotFound for a page that is not there.
    """
    keep_silent()
    import numpy as np
    import pymupdf

    if path.suffix.lower() not in PAGED:
        raise UnknownFormat(f"Van een bestand als {path.suffix or 'dit'} is geen bladzijde te tonen: lees de tekst.")
    with pymupdf.open(path) as pdf:  # type: ignore[no-untyped-call]
        if not 1 <= page_number <= pdf.page_count:
            raise NotFound(f"Dit document heeft geen bladzijde {page_number}, maar {pdf.page_count} bladzijden.")
        page = pdf[page_number - 1]
        words = [] if turn or page.rotation else [_word(each) for each in page.get_text("words")]
        plain = page.get_pixmap(dpi=round(72 * zoom), alpha=False, colorspace=pymupdf.csRGB)
        lying = np.frombuffer(plain.samples, np.uint8).reshape(plain.height, plain.width, 3)
        dots = np.rot90(lying, -turn // 90).copy()
        for box in boxes:
            _mark(dots, box, zoom)
        for part in hidden:
            _cover(dots, _place(part, words), zoom)
        height, width, _ = dots.shape
        marked = pymupdf.Pixmap(pymupdf.csRGB, width, height, dots.tobytes(), False)  # type: ignore[no-untyped-call]
        return bytes(marked.tobytes("png"))  # type: ignore[no-untyped-call]


def _word(found: Sequence[Any]) -> Word:
    return BBox(*found[:4]), str(found[4])


def _place(part: LinePart, words: Sequence[Word]) -> BBox:
    """Where the characters stand on the page."""
    line = part.line.bbox
    if line is None:
        raise NotFound("Van deze pagina is geen beeld te tonen: niet bekend is waar staat wat verborgen moet worden.")
    middle = [(box, word) for box, word in words if line.x0 - 1 <= (box.x0 + box.x1) / 2 <= line.x1 + 1]
    on_line = sorted(
        (each for each in middle if line.y0 <= (each[0].y0 + each[0].y1) / 2 <= line.y1), key=lambda each: each[0].x0
    )
    before, inside = ("".join(part.line.text[:at].split()) for at in (part.start, part.end))
    if inside and "".join(word for _, word in on_line).startswith("".join(part.line.text.split())):
        at, found = 0, []
        for box, word in on_line:
            if at < len(inside) and len(before) < at + len(word):
                found.append(box)
            at += len(word)
        return reduce(or_, found)
    step = (line.x1 - line.x0) / max(1, len(part.line.text))
    more = max(SPARE * step, SHARE * (line.x1 - line.x0))
    start, end = line.x0 + part.start * step - more, line.x0 + part.end * step + more
    return BBox(max(line.x0, start), line.y0, min(line.x1, end), line.y1)


def _cover(dots: NDArray[np.uint8], box: BBox, zoom: float) -> None:
    """Nothing of what stands there is left in the picture."""
    height, width, _ = dots.shape
    left, right = (round(x * zoom) for x in (box.x0 - MARGIN, box.x1 + MARGIN))
    top, bottom = (round(y * zoom) for y in (box.y0 - MARGIN, box.y1 + MARGIN))
    dots[max(0, top) : min(height, max(0, bottom)), max(0, left) : min(width, max(0, right))] = COVER


def _mark(dots: NDArray[np.uint8], box: BBox, zoom: float) -> None:
    """Tint the box and draw a line around it; what falls outside the page is cut off."""
    import numpy as np

    height, width, _ = dots.shape
    left, right = (round(x * zoom) for x in (box.x0 - MARGIN, box.x1 + MARGIN))
    top, bottom = (round(y * zoom) for y in (box.y0 - MARGIN, box.y1 + MARGIN))
    left, right = max(0, left), min(width, right)
    top, bottom = max(0, top), min(height, bottom)
    if left >= right or top >= bottom:
        return
    area = dots[top:bottom, left:right]
    area[:] = (area.astype(np.uint16) * np.array(FILL, np.uint16) // 255).astype(np.uint8)
    line = max(1, round(zoom * 0.75))
    for edge in (area[:line], area[-line:], area[:, :line], area[:, -line:]):
        edge[:] = OUTLINE
