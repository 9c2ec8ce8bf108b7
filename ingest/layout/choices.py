"""Boxes that somebody ticks: only what is ticked was said, the other options are set apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.layout.raw import RawLine, RawPage, cut
from kb.model import BlockKind

EMPTY, TICKED = "☐", "☒"
# What is a box by itself, and what may as well be a bullet or a number ("■", "(v)"): it is a box where both stand in
# one document, ticked and not.
_BOX = r"[☐☑☒]|\[[ xXvV]\](?=\s)"
_OPEN = r"☐|\[ \]"
_PAIRS = (("□", "[■▣◼☑☒✓✔]"), ("[○◯]", "[●◉⦿]"), (r"\( \)", r"\([xXvV]\)(?=\s)"))
_ANY_OPEN = re.compile("|".join((_OPEN, *(open_ for open_, _ in _PAIRS))))


@dataclass(frozen=True, slots=True)
class _Signs:
    """What marks an option in one document, and what marks one that is not ticked."""

    box: re.Pattern[str]
    open: re.Pattern[str]

    @classmethod
    def of(cls, pages: Sequence[RawPage]) -> _Signs:
        text = "\n".join(line.text for page in pages for line in page.lines)
        pairs = [pair for pair in _PAIRS if all(re.search(sign, text) for sign in pair)]
        boxes = (_BOX, *(sign for pair in pairs for sign in pair))
        return cls(re.compile("|".join(boxes)), re.compile("|".join((_OPEN, *(open_ for open_, _ in pairs)))))


def with_choices(pages: Sequence[RawPage]) -> tuple[tuple[RawPage, ...], int]:
    """The pages with every option that is not ticked set apart as furniture, and how many these are. In a table
    row too, which is cut there."""
    signs = _Signs.of(pages)
    done, left = [], 0
    for page in pages:
        lines = [piece for line in page.lines for piece in _pieces(line, signs)]
        left += sum(1 for line in lines if line.kind is BlockKind.FURNITURE and signs.open.match(line.text))
        done.append(replace(page, lines=tuple(lines)))
    return tuple(done), left


def is_open(text: str) -> bool:
    """Whether words that were set apart are an option that nobody ticked."""
    return _ANY_OPEN.match(text) is not None


def _pieces(line: RawLine, signs: _Signs) -> list[RawLine]:
    """A line cut before each box in it."""
    if line.kind is BlockKind.FURNITURE or not signs.open.search(line.text):
        return [line]
    rest, pieces = line, []
    while (at := _next_box(rest.text, signs)) is not None:
        first, rest = cut(rest, at)
        pieces.append(first)
    found = [piece for piece in (*pieces, rest) if piece.text]
    return [piece._replace(kind=BlockKind.FURNITURE) if signs.open.match(piece.text) else piece for piece in found]


def _next_box(text: str, signs: _Signs) -> int | None:
    """Where the next box behind the first character stands."""
    return next((found.start() for found in signs.box.finditer(text) if found.start() > 0), None)
