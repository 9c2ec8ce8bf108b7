"""How a document was read: from text layers or by OCR, how sure, and how much is Dutch. Derived from its pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kb.model import HowRead, Line, Page, PageSource, Passage, ReadingQuality

UNSURE = 0.6  # confidence under which a word of OCR is shown as doubtful; of such words about half are wrong


def quality(pages: Sequence[HowRead]) -> ReadingQuality:
    """Of one document. Means count pages by their length in characters, and every word of OCR once."""
    sources = [page.source for page in pages]
    marks = [mark for page in pages for mark in page.sure]
    return ReadingQuality(
        text_layer=sources.count(PageSource.TEXT_LAYER),
        ocr=sources.count(PageSource.OCR),
        unread=sources.count(PageSource.NONE),
        furniture=sum(page.furniture for page in pages),
        known=_mean((page.known, page.characters) for page in pages if page.known is not None),
        confidence=_mean((mark, 1) for mark in marks),
        unsure=_mean((float(mark < UNSURE), 1) for mark in marks),
    )


def unsure_ranges(passage: Passage, pages: Sequence[Page]) -> tuple[tuple[int, int], ...]:
    """The words of a passage, as ranges of its text, that OCR was not sure of."""
    lines = [(page.number, line) for page in pages for block in page.blocks for line in block.lines if line.sure]
    found: list[tuple[int, int]] = []
    for box in passage.boxes:
        words = passage.text[box.start : box.end]
        same = (line for number, line in lines if number == box.page and line.bbox == box.bbox)
        line = next((line for line in same if line.text.strip().startswith(words)), None)
        found += [(box.start + start, box.start + end) for start, end in _doubtful(line, words)] if line else []
    return tuple(found)


def _doubtful(line: Line, words: str) -> Iterator[tuple[int, int]]:
    """Of what a passage took from a line: all of it, or all but the hyphen at its end."""
    for word, sure in zip(re.finditer(r"\S+", words), line.sure, strict=False):
        if sure < UNSURE:
            yield word.span()


def _mean(weighed: Iterable[tuple[float, int]]) -> float | None:
    """None without anything that weighs."""
    pairs = list(weighed)
    total = sum(weight for _, weight in pairs)
    return round(sum(value * weight for value, weight in pairs) / total, 3) if total else None
