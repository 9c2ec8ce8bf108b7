"""The page number that is printed on a page, where a page has one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from kb.model import BlockKind, Line, Page

_EDGE = 0.12  # share of the height of a page, at its top and at its foot
_NUMBER = r"(?P<number>\d{1,3})(?:\s*(?:van(?: de)?|/|\|)\s*(?P<total>\d{1,3}))?"
_NAMED = re.compile(
    rf"(?:.*\W)?(?:pagina|blad(?:zijde|nummer)?|blz\.?|pag\.?)\s*+(?:[:|]\s*+)?{_NUMBER}(?:\W.*)?", re.I
)
_NAME = re.compile(r"(?:.*\W)?(?:pagina|blad(?:zijde|nummer)?|blz\.?)\s*:?", re.I)
_ALONE = re.compile(rf"[-–—\s|]*{_NUMBER}[-–—\s|]*")
_BEHIND = re.compile(rf".*\S\s*(?:\||–|—|\s-)\s*{_NUMBER}")
_LONGEST = 120  # characters of a line that may hold it


class Printed(NamedTuple):
    """The number on a page, and of how many when that stands there too."""

    number: int
    total: int | None = None


def printed_number(page: Page) -> Printed | None:
    """The number printed at the edge or in the margin; None when there is none. One that is called a page counts before
    a number that stands alone."""
    lines = [(block.kind, line) for block in page.blocks for line in block.lines if len(line.text) <= _LONGEST]
    aside = [line for kind, line in lines if kind is BlockKind.FURNITURE or _is_at_edge(line, page)]
    return next((found for found in (*_named(aside), *_bare(aside, page)) if _is_possible(found)), None)


def _is_possible(found: Printed) -> bool:
    return found.number >= 1 and (found.total is None or found.number <= found.total)


def _named(lines: list[Line]) -> Iterator[Printed]:
    for line in lines:
        if match := _NAMED.fullmatch(line.text):
            yield _of(match)
    for label, value in pairwise(lines):
        if _NAME.fullmatch(label.text) and (match := _ALONE.fullmatch(value.text)):
            yield _of(match)


def _bare(lines: list[Line], page: Page) -> Iterator[Printed]:
    for pattern in (_ALONE, _BEHIND):
        for line in lines:
            match = pattern.fullmatch(line.text)
            if match and _is_at_edge(line, page):
                yield _of(match)


def _of(match: re.Match[str]) -> Printed:
    return Printed(int(match["number"]), int(match["total"]) if match["total"] else None)


def _is_at_edge(line: Line, page: Page) -> bool:
    if line.bbox is None or not page.height:
        return False
    return line.bbox.y1 < _EDGE * page.height or line.bbox.y0 > (1 - _EDGE) * page.height
