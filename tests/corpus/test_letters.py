"""The demonstration letters are what their sources say, and look as a letter should."""
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pymupdf
import pytest

from bench.corpus.build import TEXTS, build
from bench.corpus.source import plain, read_source
from tests.corpus.truth import CORPUS, letters, pages, scans

PDFS = [path for path in letters() if path.suffix == ".pdf"]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rendered")
    build(folder)
    return folder


def grey(path: Path) -> np.ndarray:
    """All pages as numbers between 0 (black) and 255, one below the other."""
    with pymupdf.open(path) as pdf:
        sheets = [pdf[number].get_pixmap(colorspace=pymupdf.csGRAY) for number in range(pdf.page_count)]
        return np.concatenate([np.frombuffer(sheet.samples, dtype=np.uint8).astype(float) for sheet in sheets])


def test_the_committed_letters_are_those_that_the_sources_make(rendered: Path) -> None:
    made = sorted(rendered.iterdir())
    assert [path.name for path in made] == [path.name for path in letters()]
    for path in made:
        assert pages(path) == pages(CORPUS / path.name), f"{path.name}: render the corpus again"
    for name in scans():
        assert np.abs(grey(rendered / name) - grey(CORPUS / name)).mean() < 3, f"{name}: render the corpus again"


def test_rendering_twice_gives_the_same_bytes(rendered: Path, tmp_path: Path) -> None:
    for path in build(tmp_path):
        assert path.read_bytes() == (rendered / path.name).read_bytes(), path.name


@pytest.mark.parametrize("source", sorted(TEXTS.glob("*.txt")), ids=lambda path: path.stem)
def test_every_word_of_a_source_reaches_its_letter(source: Path) -> None:
    letter = read_source(source)
    text = " ".join(pages(CORPUS / letter.file))
    there = set(re.findall(r"\w+", text + re.sub(r"(\w)- (\w)", r"\1\2", text)))  # broken at a line end, or not
    body = re.sub(r"^(---|===).*$", "", plain(letter.body), flags=re.M)
    assert set(re.findall(r"\w{4,}", body)) <= there


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_no_text_runs_off_the_sheet_or_over_other_text(path: Path) -> None:
    with pymupdf.open(path) as pdf:
        for number in range(pdf.page_count):
            page = pdf[number]
            boxes = [
                pymupdf.Rect(x0, y0 + 2, x1, y1 - 2)  # ascenders may touch descenders
                for block in page.get_text("dict")["blocks"]
                for line in block.get("lines", ())
                for x0, y0, x1, y1 in [line["bbox"]]
            ]
            inside = pymupdf.Rect(24, 12, page.rect.width - 24, page.rect.height - 12)
            assert all(box in inside for box in boxes), f"page {number + 1}: text at the edge"
            assert not any(one.intersects(other) for one, other in combinations(boxes, 2)), (
                f"page {number + 1}: overlap"
            )


def test_the_scan_has_no_text_layer_and_one_picture_a_page() -> None:
    (name,) = scans()
    with pymupdf.open(CORPUS / name) as pdf:
        for number in range(pdf.page_count):
            assert not pdf[number].get_text().strip()
            assert len(pdf[number].get_images()) == 1
    assert (CORPUS / name).stat().st_size < 400_000


def test_the_whole_corpus_is_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in CORPUS.iterdir()) < 3_000_000


@pytest.mark.parametrize("path", letters(), ids=lambda path: path.stem)
def test_nobody_real_can_be_reached_at_an_address_in_the_letters(path: Path) -> None:
    text = " ".join(pages(path))
    assert all(
        host.endswith(".example")
        for host in re.findall(r"@([\w.-]+\w)|www\.([\w.-]+\w)", text)
        for host in host
        if host
    )
    assert all(code in ("SA", "SD", "SS") for code in re.findall(r"\b\d{4} ([A-Z]{2})\b", text)), (
        "a postcode that exists"
    )
    assert all(number.startswith("06-00 ") for number in re.findall(r"\b06-[\d ]+", text))
