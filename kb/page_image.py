"""A page of the original as a picture, with the place of a statement marked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import NotFound, UnknownFormat
from kb.model import BBox
from kb.silence import keep_silent

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILL = (255, 232, 90)  # multiplied with the page, so that the letters stay as dark as they are
OUTLINE = (110, 70, 0)  # on white a contrast of 8 to 1: the mark is not colour only
PAGED = {".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}
MARGIN = 1.5  # points between the letters and the outline


def page_image(path: Path, page_number: int, boxes: Iterable[BBox] = (), zoom: float = 2.0, turn: int = 0) -> bytes:
    """PNG of a page of a PDF or picture, turned clockwise by so many degrees, a multiple of 90; `zoom` 1 is 72 dots per
    inch, boxes are in points from the top left of what is shown.

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
        plain = pdf[page_number - 1].get_pixmap(dpi=round(72 * zoom), alpha=False, colorspace=pymupdf.csRGB)
        lying = np.frombuffer(plain.samples, np.uint8).reshape(plain.height, plain.width, 3)
        dots = np.rot90(lying, -turn // 90).copy()
        for box in boxes:
            _mark(dots, box, zoom)
        height, width, _ = dots.shape
        marked = pymupdf.Pixmap(pymupdf.csRGB, width, height, dots.tobytes(), False)  # type: ignore[no-untyped-call]
        return bytes(marked.tobytes("png"))  # type: ignore[no-untyped-call]


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
