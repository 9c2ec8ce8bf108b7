"""Text without boxes: blank lines and line lengths say where a paragraph ends."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.layout import typed_columns
from ingest.layout.raw import Before, RawLine, RawPage, tidy
from kb.model import BlockKind

_PARAGRAPH_LINE = 130  # a line longer than this is a paragraph by itself: nobody wraps by hand at that width
_PARAGRAPHS = 3  # such lines, in a text of which no line goes on in the next: each line of it is a paragraph
NEVER_WRAPPED = -1
_CLAUSE_END = re.compile(r"[.!?:;][\"'”’)]?$")
_NOTE = re.compile(r"\[\d{1,3}\] ?\S|\d{1,3}(?=[A-Z][a-z]{2}|https?:)")
_NUMBERED_NOTE = re.compile(r"(\d{1,3}) (?=[A-Z(“\"h])")


def plain_pages(text: str) -> tuple[RawPage, ...]:
    """Pages (one, without form feeds) of lines that know how they follow each other."""
    parts = enumerate(text.split("\f"), 1)
    return tuple(RawPage(number, tuple(_lines(part)), printed=True) for number, part in parts)


def _lines(text: str) -> Iterator[RawLine]:
    """The lines that hold anything. An indented line, in a text without indents, begins a paragraph."""
    rows = typed_columns.with_head_apart(text.expandtabs().splitlines())
    lines = [tidy(row) for row in rows]
    width = _wrap_width(lines)
    if not width and sum(len(line) > _PARAGRAPH_LINE for line in lines) >= _PARAGRAPHS:
        width = NEVER_WRAPPED
    indented = sum(row[:1] in (" ", "\t") and bool(row.strip()) for row in rows)
    indent_begins = indented * 4 < sum(bool(row.strip()) for row in rows)
    apart = _apart(rows)
    typed = {table.first: table for table in typed_columns.tables(rows)}
    within = {place for table in typed.values() for place in range(table.first, table.last + 1)}
    chunk: list[str] = []
    for place, row in enumerate(rows):
        words = tidy(row)
        if not words or place in apart or place in within or (indent_begins and row[:1] in (" ", "\t")):
            yield from _chunk(chunk, width)
            chunk = []
        for cells in typed[place].rows if place in typed else ():
            yield RawLine(tidy(" | ".join(cells)), before=Before.SPACE, kind=BlockKind.TABLE_ROW)
        if words and place not in within:
            chunk.append(words)
    yield from _chunk(chunk, width)


def _apart(rows: Sequence[str]) -> set[int]:
    """The places of rows that go on in no other: each field of a letterhead, and what stands behind the last."""
    return {place + after for place in typed_columns.paired(rows) for after in (0, 1, 2)}


def _wrap_width(rows: Sequence[str]) -> int:
    """The length at which a text was wrapped: that of the lines after which a sentence simply goes on. 0 when lines
    were not wrapped."""
    wrapped = [
        len(row)
        for row, below in pairwise(rows)
        if len(row) <= _PARAGRAPH_LINE and re.match(r"[a-zà-ÿ]", below) and re.search(r"[\w,]$", row)
    ]
    return int(statistics.quantiles(wrapped, n=10)[8]) if len(wrapped) >= 8 else 0


def _chunk(rows: Sequence[str], usual: int) -> Iterator[RawLine]:
    """Lines without white space between them. A line that leaves room for the next word was ended by its writer."""
    for place, row in enumerate(rows):
        before = Before.SPACE
        if place:
            near = rows[max(0, place - 4) : place + 4]
            width = max((len(other) for other in near if len(other) <= _PARAGRAPH_LINE), default=0)
            if len(rows) <= 4 and _CLAUSE_END.search(rows[place - 1]):
                width = max(width, usual)  # too few lines to know the width by
            if len(row) > _PARAGRAPH_LINE:  # which begins by itself, so that what stands above it was ended
                width = max(width, _PARAGRAPH_LINE)
            ended = usual == NEVER_WRAPPED and not row[0].islower()
            before = Before.SHORT if ended or _stops_short(rows[place - 1], row, width) else Before.FLOW
        yield RawLine(row, before=before, kind=BlockKind.TABLE_ROW if " | " in row else None)


def _stops_short(last: str, row: str, width: int) -> bool:
    """Characters are not equally wide, so a line may stay well under the width; most of all in mid-sentence."""
    room = 0.9 if _CLAUSE_END.search(last) else 0.65
    return len(last) > _PARAGRAPH_LINE or len(last) + 1 + len(row.split(" ", 1)[0]) < room * width


def mark_notes(pages: Sequence[Sequence[RawLine]]) -> tuple[tuple[RawLine, ...], ...]:
    """Mark footnotes: "[4] …", "4Kamerstukken …", and, at the foot of a page, "151 Zie …" in a row."""
    return tuple(_mark_notes(lines, foot=len(pages) > 1) for lines in pages)


def _mark_notes(lines: Sequence[RawLine], foot: bool) -> tuple[RawLine, ...]:
    start = _foot(lines) if foot else len(lines)
    marked: list[RawLine] = []
    inside = False
    for place, line in enumerate(lines):
        begins = bool(_NOTE.match(line.text)) or (place >= start and bool(_NUMBERED_NOTE.match(line.text)))
        inside = line.kind is None and (begins or place >= start or (inside and line.before is Before.FLOW))
        if not inside:
            marked.append(line)
            continue
        before = Before.SPACE if begins else Before.FLOW
        marked.append(line._replace(kind=BlockKind.FOOTNOTE, before=before))
    return tuple(marked)


def _foot(lines: Sequence[RawLine]) -> int:
    """Where the footnotes at the foot of a page begin: after white space, numbered, and on to the end of the page."""
    end = len(lines)
    while end and lines[end - 1].kind is BlockKind.FURNITURE:
        end -= 1
    for place in range(end - 1, -1, -1):
        if lines[place].before is Before.SPACE:
            return place if _NUMBERED_NOTE.match(lines[place].text) else len(lines)
    return len(lines)
