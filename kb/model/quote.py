"""A quote as it was read, to be held against its original by other means."""

from __future__ import annotations

from dataclasses import dataclass

from kb.model.page import BBox


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """A line in which (part of) a quote stands: its words, its page, its box there, and how many degrees clockwise that
    page was turned to be read."""

    text: str
    page: int
    bbox: BBox | None = None
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """The lines of one statement in order. `by_ocr`: on a page that OCR read, where there is no second way."""

    statement_id: str
    lines: tuple[QuotedLine, ...]
    by_ocr: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """A line of a quote that stands otherwise in the original; `there` is empty when nothing like it was found."""

    quote: Quote
    line: QuotedLine
    there: str
