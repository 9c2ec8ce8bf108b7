"""The characters in a box of a page of a PDF, by another library than the one that reads. The only module that knows
pypdfium2."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from kb.model import BBox

_FINE = 1000  # steps per point in which PDFium says where a point of the page is shown
_HIGH = 1.6  # times its letters: a box with more than one row of them
_THIN = 3.0  # points: what is lower is a stroke, not a box
_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Character:
    """`box` has the room that the type gives it, `size` is its height (what PDFium calls the size of the type leaves
    the scale of the page out); in points, on the page as it is shown. `place` is where it stands in the file."""

    sign: str
    box: _Box
    size: float
    place: int = 0


@dataclass(slots=True)
class Pages:
    """The characters of the pages that were asked for, each read once."""

    document: Any
    known: dict[tuple[int, int], list[Character]] = field(default_factory=dict)

    def line(self, number: int, turn: int, box: BBox) -> list[Character]:
        """The characters of which the middle lies in a box, from left to right; in a high one row by row."""
        there = self.known.get((number, turn))
        if there is None:
            there = self.known[number, turn] = _characters(self.document, number, turn)
        inside = [each for each in there if _lies_in(each, box)]
        if inside and box.y1 - box.y0 > _HIGH * max(each.size for each in inside):
            return [each for row in _rows(inside) for each in row]
        return _across(inside)

    def strokes(self, number: int, turn: int) -> list[_Box]:
        """What is drawn on a page and thin enough to strike words through."""
        pdfium = _library().raw
        page = self.document[number - 1]
        shown = _shown(page, turn)
        boxes = [shown(one.get_bounds()) for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])]
        return [box for box in boxes if box[3] - box[1] <= _THIN < box[2] - box[0]]


def _library() -> Any:
    """The library, without its types: it has none."""
    import pypdfium2.raw  # type: ignore[import-untyped]

    return pypdfium2


@contextmanager
def opened(data: bytes) -> Iterator[Pages]:
    """The pages of a PDF with what is filled in on them. Raises ValueError when the library cannot read it."""
    library = _library()
    try:
        document = library.PdfDocument(data)
        try:
            yield Pages(document)
        finally:
            document.close()
    except library.PdfiumError as error:
        raise ValueError(str(error)) from error


def _characters(document: Any, number: int, turn: int) -> list[Character]:
    pdfium = _library().raw
    page = document[number - 1]
    shown = _shown(page, turn)
    # What is filled in or typed on a page becomes part of it; one that has its size from above gets another one.
    if pdfium.FPDFPage_GetAnnotCount(page):
        pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
        page.close()
        page = document[number - 1]
    textpage = page.get_textpage()
    found = []
    room = pdfium.FS_RECTF()
    for at in range(textpage.count_chars()):
        sign = chr(pdfium.FPDFText_GetUnicode(textpage, at))
        if sign.isalnum() and pdfium.FPDFText_GetLooseCharBox(textpage, at, room):
            box = shown((room.left, room.bottom, room.right, room.top))
            found.append(Character(sign, box, box[3] - box[1], at))
    textpage.close()
    page.close()
    return found


def _shown(page: Any, turn: int) -> Any:
    """What turns a box of the file into one of the page as it is shown: cut, turned, and counted from the top."""
    pdfium = _library().raw
    width, height = page.get_size()
    if turn % 180:
        width, height = height, width

    def place(x: float, y: float) -> tuple[float, float]:
        right, down = ctypes.c_int(), ctypes.c_int()
        size = int(width * _FINE), int(height * _FINE)
        pdfium.FPDF_PageToDevice(page, 0, 0, *size, turn // 90, x, y, right, down)
        return right.value / _FINE, down.value / _FINE

    (x0, y0), (x1, y1), (x2, y2) = place(0, 0), place(1000, 0), place(0, 1000)
    a, b, c, d = (x1 - x0) / 1000, (y1 - y0) / 1000, (x2 - x0) / 1000, (y2 - y0) / 1000

    def shown(box: _Box) -> _Box:
        xs = [x0 + a * x + c * y for x in (box[0], box[2]) for y in (box[1], box[3])]
        ys = [y0 + b * x + d * y for x in (box[0], box[2]) for y in (box[1], box[3])]
        return min(xs), min(ys), max(xs), max(ys)

    return shown


def _across(characters: Iterable[Character]) -> list[Character]:
    return sorted(characters, key=lambda each: each.box[0] + each.box[2])


def _rows(characters: Iterable[Character]) -> Iterator[list[Character]]:
    row: list[Character] = []
    for each in sorted(characters, key=lambda each: each.box[1] + each.box[3]):
        if row and (each.box[1] + each.box[3] - row[0].box[1] - row[0].box[3]) / 2 > 0.5 * each.size:
            yield _across(row)
            row = []
        row.append(each)
    yield _across(row)


def _lies_in(each: Character, box: BBox) -> bool:
    across, down = (each.box[0] + each.box[2]) / 2, (each.box[1] + each.box[3]) / 2
    return box.x0 - 0.5 <= across <= box.x1 + 0.5 and box.y0 <= down <= box.y1
