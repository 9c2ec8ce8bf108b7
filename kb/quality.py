"""How a document was read: from text layers or by OCR, how sure, and how much is Dutch. Derived from its pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kb.model import BlockKind, Page, PageSource, ReadingQuality


def quality(pages: Sequence[Page]) -> ReadingQuality:
    """Of one document. Means count pages, lines of OCR and words by their length in characters."""
    sources = [page.source for page in pages]
    furniture = sum(block.kind is BlockKind.FURNITURE for page in pages for block in page.blocks)
    marks = [
        (block.confidence, len(block.text)) for page in pages for block in page.blocks if block.confidence is not None
    ]
    return ReadingQuality(
        text_layer=sources.count(PageSource.TEXT_LAYER),
        ocr=sources.count(PageSource.OCR),
        unread=sources.count(PageSource.NONE),
        furniture=furniture,
        known=_mean((page.known, len(page.text)) for page in pages if page.known is not None),
        confidence=_mean(marks),
    )


def _mean(weighed: Iterable[tuple[float, int]]) -> float | None:
    """None without anything that weighs."""
    pairs = list(weighed)
    total = sum(weight for _, weight in pairs)
    return round(sum(value * weight for value, weight in pairs) / total, 3) if total else None
