"""Pages read by a person: what stands in `golden/` was written by looking at the page, and the reader has to agree.

A golden file says which page it is of and then, per passage that begins there, its kind, its level, its label between
brackets, and its text. What is in no passage is furniture.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from ingest.passages import passages
from ingest.read import read
from kb.model import Passage
from tests.ingest.drawn import PAGES

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "corpus"
GOLDEN = sorted((HERE / "golden").glob("*.txt"))

# Pages that are not read as a person reads them, and why. Each must fail: who mends one takes it out.
KNOWN: dict[str, str] = {}


@dataclass(frozen=True)
class Golden:
    """What a person read: the file (None: drawn), its pages, and the passages as they stand in the golden file."""

    file: str | None
    pages: tuple[int, ...]
    passages: tuple[str, ...]


def golden(path: Path) -> Golden:
    head, *parts = path.read_text(encoding="utf-8").strip().split("\n\n")
    source, _, pages = head.splitlines()[0].removeprefix("bron: ").partition(", bladzijde ")
    found = tuple(" ".join(part.split()) for part in parts)
    return Golden(None if source == "getekend" else source, tuple(map(int, re.findall(r"\d+", pages))), found)


def shown(passage: Passage) -> str:
    """A passage as a golden file writes it, on one line."""
    level = f" {passage.level}" if passage.level else ""
    label = f" [{passage.label}]" if passage.label else ""
    return f"== {passage.kind}{level}{label} {passage.text}"


@cache
def passages_of(name: str) -> tuple[Passage, ...]:
    """The passages of a letter in the corpus, or of a drawn page."""
    drawn = PAGES.get(name)
    data = drawn() if drawn else (CORPUS / name).read_bytes()
    return passages("d", read(Path(name if not drawn else f"{name}.pdf"), data).pages)


def cases() -> list[object]:
    marks = {name: pytest.mark.xfail(strict=True, reason=why) for name, why in KNOWN.items()}
    return [pytest.param(path, id=path.stem, marks=marks.get(path.stem, ())) for path in GOLDEN]


@pytest.mark.parametrize("path", cases())
def test_a_page_is_read_as_a_person_reads_it(path: Path) -> None:
    page = golden(path)
    found = [shown(one) for one in passages_of(page.file or path.stem) if one.page in page.pages]
    assert found == list(page.passages)


def test_every_drawn_page_has_its_golden() -> None:
    assert {path.stem for path in GOLDEN if golden(path).file is None} == set(PAGES)
    assert set(KNOWN) <= {path.stem for path in GOLDEN}
