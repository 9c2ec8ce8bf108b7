"""Rows of tables in RTF, whose cells a reader gives one behind the other: paragraphs within a cell, and cells that go
over several columns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

_NEAR = 60  # twentieths of a point by which the edges of one column may differ
_OF_ROWS = re.compile(r"\\(trowd|cellx|cell|row|par)(?![a-z])(-?\d{1,9})?")


@dataclass(slots=True)
class _Row:
    """`edges` are the right edges of its cells, `ends` the places in the text behind which each cell ends."""

    edges: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


def whole_cells(rtf: str) -> str:
    """The RTF in which the paragraphs of one cell are one, so that a row stays a row."""
    within = False

    def joined(found: re.Match[str]) -> str:
        nonlocal within
        if found[1] in ("pard", "row"):
            within = False
        elif found[1] == "par":
            return " " if within else found[0]
        else:
            within = True
        return found[0]

    return re.sub(r"\\(pard|par|row|intbl|trowd)(?![a-z]) ?", joined, rtf)


def all_columns(rtf: str) -> str:
    """The RTF of whole cells, with empty ones behind each that goes over several columns, so that what follows it stays
    below its title."""
    added: dict[int, int] = {}
    for table in _tables(rtf):
        columns = _distinct([edge for row in table for edge in row.edges])
        for row in table:
            if 1 < len(row.edges) == len(row.ends) < len(columns):
                places = [bisect_left(columns, edge - _NEAR) for edge in row.edges]
                for before, place, end in zip([-1, *places], places, row.ends, strict=False):
                    added[end] = max(place - before - 1, 0)
    parts, at = [], 0
    for end, many in added.items():
        parts += [rtf[at:end], "\\cell" * many, " " if many else ""]
        at = end
    return "".join([*parts, rtf[at:]])


def _tables(rtf: str) -> list[list[_Row]]:
    """The rows of each table: a paragraph outside the cells ends it."""
    tables: list[list[_Row]] = [[]]
    row = _Row()
    for found in _OF_ROWS.finditer(rtf):
        word = found[1]
        if word == "trowd":
            row.edges = []
        elif word == "cellx":
            row.edges.append(int(found[2] or 0))
        elif word == "cell":
            row.ends.append(found.end())
        elif word == "row":
            tables[-1].append(row)
            row = _Row(row.edges)
        elif tables[-1]:
            tables.append([])
    return tables


def _distinct(edges: Sequence[int]) -> list[int]:
    done: list[int] = []
    for edge in sorted(edges):
        if not done or edge - done[-1] > _NEAR:
            done.append(edge)
    return done
