"""Where a statement stands, in the words of the W3C Web Annotation Data Model (section 4, selectors)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from kb.export.urns import urn
from kb.model import Document, Passage, Statement, TextBox

AROUND = 40  # characters before and after a quote that tell it from the same words elsewhere
PDF = "http://tools.ietf.org/rfc/rfc3778"  # as section 4.2.1 names it; RFC 8118 took its place and kept `page=`

Node = dict[str, Any]


def targets(document: Document, passage: Passage, statement: Statement) -> Iterator[Node]:
    """The words and their position in the text of the passage; in a PDF also the words on each page they stand on.

    Positions count Unicode code points from 0, end exclusive. A passage is mended over line ends: on the page itself
    the quote may have a line end for a space, and a hyphen where a word was broken off.
    """
    start, end = statement.start, statement.end
    yield {
        "type": "SpecificResource",
        "source": urn("passage", passage.id),
        "selector": [_quote(passage, start, end), {"type": "TextPositionSelector", "start": start, "end": end}],
    }
    if is_pdf(document):
        pages: dict[int, list[TextBox]] = {}
        for box in passage.boxes_of(start, end):
            pages.setdefault(box.page, []).append(box)
        for page, boxes in pages.items():
            fragment = {"type": "FragmentSelector", "conformsTo": PDF, "value": f"page={page}"}
            quote = _quote(passage, boxes[0].start, boxes[-1].end)
            yield {
                "type": "SpecificResource",
                "source": urn("document", document.id),
                "selector": {**fragment, "refinedBy": quote},
            }


def is_pdf(document: Document) -> bool:
    return PurePath(document.file).suffix.lower() == ".pdf"


def _quote(passage: Passage, start: int, end: int) -> Node:
    return {
        "type": "TextQuoteSelector",
        "exact": passage.text[start:end],
        "prefix": passage.text[max(0, start - AROUND) : start],
        "suffix": passage.text[end : end + AROUND],
    }
