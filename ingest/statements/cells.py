"""The cells of a row of a table, and whether they are titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_BAR = re.compile(r"(?<!\S)\|(?!\S)")  # what parts the cells of a row; of the spaces around it none is left at the ends
_LONGEST_TITLE = 6  # words at the head of a column, without whose it is: "Reactie van het college van …"
_OF_WHOM = re.compile(r"\b(?:van|door) (?:(?:het|de|ons|onze) )?[^.?!]{3,60}$")


@dataclass(frozen=True, slots=True)
class Cell:
    """Characters start..end of a row."""

    text: str
    start: int
    end: int


def cells_of(text: str) -> Iterator[Cell]:
    """The cells of a row, the empty ones at its ends too."""
    bars = [-1, *(bar.start() for bar in _BAR.finditer(text)), len(text)]
    for start, end in pairwise(bars):
        piece = text[start + 1 : end]
        bare = piece.strip()
        at = start + 1 + piece.find(bare)
        yield Cell(bare, at, at + len(bare))


def are_titles(cells: Sequence[Cell]) -> bool:
    """Whether the cells of a row are short enough to say what stands in the columns below them."""
    return all(len(_OF_WHOM.sub("", cell.text).split()) <= _LONGEST_TITLE for cell in cells)
