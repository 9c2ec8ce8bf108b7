"""A page as a picture with the statement marked, so that it shows without colour too."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pymupdf
import pytest
from numpy.typing import NDArray

from kb.errors import NotFound, UnknownFormat
from kb.model import BBox
from kb.page_image import page_image

BOX = BBox(100, 100, 300, 120)


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "brief.pdf"
    made = pymupdf.open()
    made.new_page(width=400, height=600).insert_text((102, 115), "Publiceer de wachttijden", fontsize=11)
    made.new_page(width=600, height=400)
    made.save(path)
    return path


def dots(png: bytes) -> NDArray[np.uint8]:
    assert png.startswith(b"\x89PNG")
    picture = pymupdf.Pixmap(png)
    return np.frombuffer(picture.samples, np.uint8).reshape(picture.height, picture.width, picture.n)


def test_a_page_has_its_own_size_times_the_zoom(pdf: Path) -> None:
    assert dots(page_image(pdf, 1, (), 1.0)).shape[:2] == (600, 400)
    assert dots(page_image(pdf, 2, (), 2.0)).shape[:2] == (800, 1200)


def test_a_box_is_tinted_and_outlined_and_nothing_else_is_touched(pdf: Path) -> None:
    plain, marked = dots(page_image(pdf, 1, (), 2.0)), dots(page_image(pdf, 1, (BOX,), 2.0))
    changed = (plain != marked).any(axis=2)
    rows, columns = np.nonzero(changed)
    assert (rows.min(), rows.max() + 1) == (197, 243)
    assert (columns.min(), columns.max() + 1) == (197, 603)
    assert tuple(marked[206, 590]) == (255, 232, 90), "yellow inside"
    assert tuple(marked[198, 400]) == (110, 70, 0), "a dark line around it"


def test_the_letters_stay_as_dark_as_they_were(pdf: Path) -> None:
    plain, marked = dots(page_image(pdf, 1, (), 2.0)), dots(page_image(pdf, 1, (BOX,), 2.0))
    inside = (slice(204, 236), slice(204, 590))
    assert plain[inside].min() == marked[inside].min() == 0


def test_boxes_that_leave_the_page_are_cut_off(pdf: Path) -> None:
    beyond = (BBox(-50, -50, 20, 20), BBox(390, 590, 500, 700), BBox(900, 900, 950, 950))
    assert dots(page_image(pdf, 1, beyond, 1.0)).shape[:2] == (600, 400)


def test_a_page_that_is_not_there_is_said_in_dutch(pdf: Path) -> None:
    for number in (0, 3):
        with pytest.raises(NotFound, match="heeft geen bladzijde"):
            page_image(pdf, number)


def test_a_file_without_pages_is_said_in_dutch(tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(b"PK")
    with pytest.raises(UnknownFormat, match="geen bladzijde te tonen"):
        page_image(path, 1)
