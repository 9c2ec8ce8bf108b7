"""Sheets of paper to draw on: the one module of the corpus builder that knows PyMuPDF.

Units are points, the origin is the top left of the sheet, `y` of a text is its baseline. Only the fonts that PyMuPDF
carries are used, so that a bare machine renders the same pages.
"""
# mypy: disable-error-code="no-untyped-call"
# PyMuPDF is typed for a part only.

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

import numpy as np
import pymupdf

Colour = tuple[float, float, float]
BLACK: Colour = (0.0, 0.0, 0.0)
A4 = (595.0, 842.0)
SLIDE = (842.0, 474.0)
SCAN_DPI = 170
SCAN_QUALITY = 42  # of 100: a page of a cheap office scanner


class Face(StrEnum):
    """The fonts, under the names that PyMuPDF has for them."""

    SANS = "helv"
    SANS_BOLD = "hebo"
    SANS_ITALIC = "heit"
    SERIF = "tiro"
    SERIF_BOLD = "tibo"
    SERIF_ITALIC = "tiit"


@cache
def _font(face: Face) -> pymupdf.Font:
    return pymupdf.Font(face.value)


def text_width(text: str, face: Face, size: float) -> float:
    """The width of one line, in points."""
    return float(_font(face).text_length(text, fontsize=size))


class Paper:
    """A growing PDF. Drawing happens on the sheet that was added or chosen last."""

    def __init__(self, size: tuple[float, float] = A4) -> None:
        self.size = size
        self._pdf = pymupdf.open()
        self._sheet: pymupdf.Page | None = None

    @property
    def sheets(self) -> int:
        """How many sheets there are."""
        return int(self._pdf.page_count)

    def add_sheet(self) -> None:
        """A new last sheet."""
        self._sheet = self._pdf.new_page(width=self.size[0], height=self.size[1])

    def choose(self, number: int) -> None:
        """Go on drawing on sheet `number`, from 1."""
        self._sheet = self._pdf[number - 1]

    def text(self, x: float, y: float, text: str, face: Face, size: float, colour: Colour = BLACK) -> None:
        """One line. ValueError when the font lacks one of its characters: a box on paper helps nobody."""
        font = _font(face)
        missing = sorted({char for char in text if not font.has_glyph(ord(char))})
        if missing:
            raise ValueError(f"{face} cannot print {missing} in {text!r}")
        writer = pymupdf.TextWriter(self._page.rect, color=colour)
        writer.append((x, y), text, font=font, fontsize=size)
        writer.write_text(self._page)

    def box(self, x0: float, y0: float, x1: float, y1: float, fill: Colour | None, line: Colour | None = None) -> None:
        """A rectangle, filled, outlined or both."""
        self._page.draw_rect(pymupdf.Rect(x0, y0, x1, y1), color=line, fill=fill, width=0.6)

    def line(self, x0: float, y0: float, x1: float, y1: float, colour: Colour = BLACK, width: float = 0.6) -> None:
        """A straight line."""
        self._page.draw_line((x0, y0), (x1, y1), color=colour, width=width)

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """A filled circle around x, y."""
        self._page.draw_circle((x, y), radius, color=None, fill=colour)

    def wave(self, points: tuple[tuple[float, float], ...], colour: Colour, width: float) -> None:
        """A curve through four points (start, two handles, end): a signature or a bit of a logo."""
        start, first, second, end = points
        self._page.draw_bezier(start, first, second, end, color=colour, width=width)

    def save(self, path: Path, title: str, day: date) -> None:
        """Write the PDF. The same drawing gives the same bytes: dates come from `day`, no random identifiers."""
        self._pdf.subset_fonts()
        self._pdf.set_metadata(_metadata(title, day))
        self._pdf.save(path, garbage=4, deflate=True, no_new_id=True)

    def save_as_scan(self, path: Path, day: date, tilt: float = 0.8) -> None:
        """Write every sheet as a grey picture without a text layer, `tilt` degrees askew and a little dirty."""
        scan = pymupdf.open()
        noise = np.random.default_rng(day.toordinal())
        for sheet in (self._pdf[number] for number in range(self.sheets)):
            page = scan.new_page(width=self.size[0], height=self.size[1])
            page.insert_image(page.rect, stream=_photocopy(sheet, tilt, noise))
            tilt = -0.6 * tilt
        scan.set_metadata(_metadata("", day))
        scan.save(path, garbage=4, deflate=True, no_new_id=True)

    @property
    def _page(self) -> pymupdf.Page:
        if self._sheet is None:
            raise ValueError("add a sheet before drawing")
        return self._sheet


def _metadata(title: str, day: date) -> dict[str, str]:
    stamp = f"D:{day:%Y%m%d}090000Z"
    return {"title": title, "producer": "Gemeente Rietmeer", "creationDate": stamp, "modDate": stamp}


def _photocopy(sheet: pymupdf.Page, tilt: float, noise: np.random.Generator) -> bytes:
    """A grey JPEG of the sheet: turned around its middle, toner unevenly spread, specks of dust."""
    zoom = SCAN_DPI / 72
    wide, high = round(sheet.rect.width * zoom), round(sheet.rect.height * zoom)
    turned = sheet.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom).prerotate(tilt), colorspace=pymupdf.csGRAY, alpha=False)
    whole = np.frombuffer(turned.samples, dtype=np.uint8).reshape(turned.height, turned.stride)[:, : turned.width]
    top, left = (turned.height - high) // 2, (turned.width - wide) // 2
    grey = whole[top : top + high, left : left + wide].astype(np.float32)
    grey = 22 + grey * (226 / 255)  # no pure black, no pure white
    grey += noise.normal(0, 2.5, grey.shape).astype(np.float32)
    grey -= np.linspace(0, 12, wide, dtype=np.float32)[None, :]  # the lid did not quite close
    for _ in range(60):
        y, x = int(noise.integers(2, high - 2)), int(noise.integers(2, wide - 2))
        grey[y : y + 2, x : x + 2] = noise.integers(60, 160)
    pixels = np.ascontiguousarray(np.clip(grey, 0, 255).astype(np.uint8))
    picture = pymupdf.Pixmap(pymupdf.csGRAY, wide, high, pixels.tobytes(), False)
    return bytes(picture.tobytes("jpeg", jpg_quality=SCAN_QUALITY))
