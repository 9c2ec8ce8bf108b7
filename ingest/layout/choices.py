"""Boxes that somebody ticks: only what is ticked was said, the other options are set apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.layout.raw import RawLine, RawPage, cut
from kb.model import BlockKind

EMPTY, TICKED = "☐", "☒"
_BOX = re.compile(r"[☐☑☒]|\[[ xXvV]\](?=\s)")
_OPEN = re.compile(r"☐|\[ \]")


def with_choices(pages: Sequence[RawPage]) -> tuple[tuple[RawPage, ...], int]:
    """The pages with every option that is not ticked set apart as furniture, and how many these are. In a table
    row too, which is cut there."""
    done, left = [], 0
    for page in pages:
        lines = [piece for line in page.lines for piece in _pieces(line)]
        left += sum(1 for line in lines if line.kind is BlockKind.FURNITURE and _OPEN.match(line.text))
        done.append(replace(page, lines=tuple(lines)))
    return tuple(done), left


def is_open(text: str) -> bool:
    """Whether words are an option that nobody ticked."""
    return _OPEN.match(text) is not None


def _pieces(line: RawLine) -> list[RawLine]:
    """A line cut before each box in it."""
    if line.kind is BlockKind.FURNITURE or not _OPEN.search(line.text):
        return [line]
    rest, pieces = line, []
    while (at := _next_box(rest.text)) is not None:
        first, rest = cut(rest, at)
        pieces.append(first)
    found = [piece for piece in (*pieces, rest) if piece.text]
    return [piece._replace(kind=BlockKind.FURNITURE) if _OPEN.match(piece.text) else piece for piece in found]


def _next_box(text: str) -> int | None:
    """Where the next box behind the first character stands."""
    return next((found.start() for found in _BOX.finditer(text) if found.start() > 0), None)
