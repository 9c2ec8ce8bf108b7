"""Pages read by a person: what stands in `golden/` was written by looking at the page, and the reader has to agree.

A golden file says which page it is of and then, per passage that begins there, its kind, its level, its label between
brackets, and its text. What is in no passage is furniture.

Of the annotated documents beside the project nothing is copied but anchors: of a passage of more than five words the
first three, the last two and how many there are, and the furniture of the page, from top to bottom, as one passage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from ingest.passages.build import passages
from ingest.read.files import read
from ingest.read.scan import can_read_scans
from kb.model import BlockKind, Page, Passage
from tests.ingest.drawn import PAGES

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "corpus"
GOLDEN = sorted((HERE / "golden").glob("*.txt"))

# What is not read as a person reads it: per golden file a passage of it, and what it is read as. When that mends, the
# test fails until it is taken out here.
LEAD_IN = "== text De raad besluit unaniem:", "== text De raad besluit in meerderheid:"
KNOWN: dict[str, dict[str, tuple[str, ...]]] = {
    # A single bold word beside its text is taken for the heading above it.
    "sprekers_in_kolom": {
        "== text Aanwezig zeven leden, de wethouder en de griffier": (
            "== heading 2 Aanwezig",
            "== text zeven leden, de wethouder en de griffier",
        ),
    },
    # The decision begins with a capital on a line of its own: by sight a paragraph, by its words the same sentence.
    "dev_besluitenlijst_2": {
        "== text De raad besluit … de risico’s”. (80)": (LEAD_IN[0], "== text Op grond van … de risico’s”. (76)"),
    },
    "dev_besluitenlijst_3": {
        "== text De raad besluit … nummer AI15.02693. (27)": (
            LEAD_IN[1],
            "== text In te stemmen … nummer AI15.02693. (22)",
        ),
        "== text De raad besluit … nummer AI15.02693 (37)": (
            LEAD_IN[0],
            "== text De profielschetsen van … nummer AI15.02693 (33)",
        ),
    },
}


@dataclass(frozen=True)
class Golden:
    """What a person read: the file (None: drawn), its pages, and the passages as they stand in the golden file."""

    file: str | None
    pages: tuple[int, ...]
    passages: tuple[str, ...]

    @property
    def beside(self) -> bool:
        """Whether it is of a document beside the project, of which there are only anchors."""
        return bool(self.file and self.file.startswith("shared/"))


def golden(path: Path) -> Golden:
    head, *parts = path.read_text(encoding="utf-8").strip().split("\n\n")
    source, _, pages = head.splitlines()[0].removeprefix("bron: ").partition(", bladzijde ")
    found = tuple(" ".join(part.split()) for part in re.split(r"\n+(?=== )", "\n".join(parts)) if part)
    return Golden(None if source == "getekend" else source, tuple(map(int, re.findall(r"\d+", pages))), found)


def shown(passage: Passage, text: str) -> str:
    """A passage as a golden file writes it, on one line."""
    level = f" {passage.level}" if passage.level else ""
    label = f" [{passage.label}]" if passage.label else ""
    return f"== {passage.kind}{level}{label} {text}"


def anchor(text: str) -> str:
    """What of a text is enough to know it by."""
    words = text.split()
    return f"{' '.join(words[:3])} … {' '.join(words[-2:])} ({len(words)})" if len(words) > 5 else " ".join(words)


def furniture(page: Page) -> Iterator[str]:
    """The furniture of a page as a golden file writes it, row by row; nothing when there is none."""
    lines = [line for block in page.blocks if block.kind is BlockKind.FURNITURE for line in block.lines]
    row, placed = 0.0, []
    for box, text in sorted(((line.bbox, line.text) for line in lines if line.bbox), key=lambda one: one[0].y0):
        row = box.y0 if box.y0 > row + (box.y1 - box.y0) / 2 else row
        placed.append((row, box.x0, text))
    if placed:
        yield f"== furniture {anchor(' '.join(text for _, _, text in sorted(placed)))}"


@cache
def pages_of(file: Path) -> tuple[Page, ...]:
    """The pages of a file, or of a drawn one of that name."""
    drawn = PAGES.get(file.stem)
    return read(file, drawn() if drawn else file.read_bytes()).pages


@cache
def passages_of(file: Path) -> tuple[Passage, ...]:
    return passages("d", pages_of(file))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_page_is_read_as_a_person_reads_it(path: Path, request: pytest.FixtureRequest) -> None:
    page = golden(path)
    if page.file and "/scan/" in page.file and not can_read_scans():
        pytest.skip("tesseract with Dutch data is not on this machine")
    folder = request.getfixturevalue("shared").parent if page.beside else CORPUS
    file = folder / (page.file or f"{path.stem}.pdf")
    found = [one for one in passages_of(file) if one.page in page.pages]
    known = KNOWN.get(path.stem, {})
    expected = [line for passage in page.passages for line in known.get(passage, (passage,))]
    if page.beside:
        around = [line for one in pages_of(file) if one.number in page.pages for line in furniture(one)]
        assert [*around, *(shown(one, anchor(one.text)) for one in found)] == expected
    else:
        assert [shown(one, one.text) for one in found] == expected


def test_every_drawn_page_has_its_golden() -> None:
    assert {path.stem for path in GOLDEN if golden(path).file is None} == set(PAGES)


def test_what_is_known_to_differ_stands_in_the_golden() -> None:
    of = {path.stem: golden(path).passages for path in GOLDEN}
    assert all(passage in of[name] for name, differing in KNOWN.items() for passage in differing)
