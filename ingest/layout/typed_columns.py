"""Columns that somebody typed with spaces, in a text without boxes: the fields of a letterhead, each on a line of its
own, and tables with a line of dashes below their head, of which a cell may go on in the next lines.

Careful on purpose, as `aligned`: lists, signatures and justified lines stand in line too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from ingest.layout.fields import is_date, is_field_label, is_filled_field
from ingest.layout.labels import label_of

_APART = re.compile(r"(?<=\S) {2,}(?=\S)")
_FAR = re.compile(r" {4,}")
_GREETS = re.compile(r"\s*(?:Geachte?|Beste|Hoi|Dag|Hooggeacht|Weledel)\b")
_OWN_LABEL = re.compile(r"\w[\w ]{1,20}:")  # "Ons kenmerk: Z-12" at the right of an address
_LETTER, _PAPER = 40, 3  # lines among which a greeting is looked for; that are a head where there is none
_DASHES = re.compile(r"\s*[-=─]{3,}(?:\s+[-=─]{3,})+\s*")
_LABEL_WORDS = 4  # of a field
_CELL = re.compile(r"\S(?:.*?\S)??(?= {3,}|\s*$)")
_TITLE_WORDS = 5  # of a column


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of cells that stand in the lines `first` to `last`."""

    first: int
    last: int
    rows: tuple[tuple[str, ...], ...]


def tables(lines: Sequence[str]) -> Iterator[Table]:
    """The tables of a text: a head, below it dashes of which each run is a column, or short titles far apart on a line
    that stands alone, with rows of several cells below it; to the first line that does not keep to the columns. A line
    that goes on below another belongs to its row; white space ends a row."""
    done = 0
    for at, line in enumerate(lines):
        dashed = at > 0 and _DASHES.fullmatch(line) is not None and bool(lines[at - 1].strip())
        stands_alone = not any(beside.strip() for beside in (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]))
        titles = _titles(line) if stands_alone else []
        starts = [dashes.start() for dashes in re.finditer(r"[-=─]+", line)] if dashed else titles
        if at < done or not starts:
            continue
        body = _body(lines[at + 1 :], starts)
        rows = tuple(_rows(body, starts))
        if rows and (dashed or _is_full(rows)):
            head = at - dashed
            yield Table(head, at + len(body), (_cells(lines[head], starts), *rows))
            done = at + len(body) + 1


def _titles(line: str) -> list[int]:
    """Where the columns begin below a line of short titles; none where it is no such line."""
    cells = [(cell.start(), cell[0].strip()) for cell in _CELL.finditer(line)]
    short = all(text[0].isupper() and len(text.split()) <= _TITLE_WORDS and text[-1] not in ".,:;" for _, text in cells)
    return [start for start, _ in cells] if len(cells) > 1 and short else []


def _is_full(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether most rows hold more than one cell, and one says more than a label."""
    several = [row for row in rows if sum(map(bool, row)) > 1]
    says = any(len(cell.split()) > _TITLE_WORDS for row in several for cell in row[1:])
    return len(several) > 1 and 2 * len(several) > len(rows) and says


def _body(lines: Sequence[str], starts: Sequence[int]) -> list[str]:
    """The lines to the first that does not keep to the columns, without those behind the last that has a second cell or
    goes on below one."""
    body = list(takewhile(lambda line: not line.strip() or _keeps_to(line, starts), lines))
    while body and not (body[-1][starts[1] :].strip() or (len(body) > 1 and body[-1].strip() and body[-2].strip())):
        body.pop()
    return body


def _keeps_to(row: str, starts: Sequence[int]) -> bool:
    return all(not row[start - 1 : start].strip() for start in starts[1:]) and len(row.rstrip()) > starts[0]


def _rows(body: Sequence[str], starts: Sequence[int]) -> Iterator[tuple[str, ...]]:
    open_row: list[list[str]] = []
    spaced = any(not row.strip() for row in body[:-1])
    for row in (*body, ""):
        cells = _cells(row, starts)
        begins = not any(cells) if spaced else bool(cells[0])
        if open_row and (begins or not any(cells)):
            yield tuple(" ".join(filter(None, parts)) for parts in open_row)
            open_row = []
        if any(cells):
            open_row = open_row or [[] for _ in cells]
            for parts, cell in zip(open_row, cells, strict=True):
                parts.append(cell)


def _cells(row: str, starts: Sequence[int]) -> tuple[str, ...]:
    ends = (*starts[1:], None)
    return tuple(" ".join(row[start:end].split()) for start, end in zip(starts, ends, strict=True))


def with_head_apart(lines: Sequence[str]) -> list[str]:
    """The lines of a text, of which those above the salutation that hold two things far apart, an address and a date,
    have become two: first what stands at the left, up to the next white line. A label stays with what is typed behind
    it."""
    fields = {place + after for place in paired(lines) for after in (0, 1)}
    end = next((place for place, line in enumerate(lines[:_LETTER]) if _GREETS.match(line)), _PAPER)
    left: list[str] = []
    right: list[str] = []
    for place, line in enumerate(lines[:end]):
        whole = not line.strip() or (place in fields and _label_is_all(line))
        first, *others = [line] if whole else _halves(line)
        if not line.strip():
            left, right = [*left, *right], []
        left.append(first)
        right += others
    return [*left, *right, *lines[end:]]


def paired(lines: Sequence[str]) -> list[int]:
    """The places of lines that are fields as the next one is, with what is typed behind the label at one place."""
    values = [_value(line) for line in lines]
    return [place for place, (one, other) in enumerate(pairwise(values)) if one is not None and one == other]


def _halves(line: str) -> list[str]:
    parts = _FAR.split(line.strip())
    if label_of(line) or is_field_label(parts[0]) or parts[0].endswith(":"):
        return [line]
    return parts


def _label_is_all(line: str) -> bool:
    """Whether what stands at the right is no field by itself."""
    right = line[_value(line) or 0 :].strip()
    return not (is_filled_field(right) or is_date(right) or _OWN_LABEL.match(right))


def _value(line: str) -> int | None:
    """Where the value of a field begins; None when the line has no label of a few words and white behind it."""
    gap = _APART.search(line)
    if gap is None or label_of(line) or len(line[: gap.start()].split()) > _LABEL_WORDS:
        return None
    return gap.end()
