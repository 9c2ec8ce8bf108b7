"""A page of a document as a picture, with the words marked that are talked about."""

from __future__ import annotations

from collections.abc import Sequence

from app_pages._html import NOTHING, Html, tag
from app_pages._parts import notice
from app_pages._state import picture
from kb import KnowledgeBase
from kb.model import BBox, Document, Page


def page_picture(
    kb: KnowledgeBase, document: Document, page: Page, boxes: Sequence[BBox], *, around: bool = False
) -> Html:
    """The page, with what is hidden covered; none when it is not known where that stands. With `around` only a window
    on the words that are marked."""
    hidden = kb.hidden_parts(document.id, page.number)
    if any(part.line.bbox is None for part in hidden):
        return notice("Deze pagina wordt niet als beeld getoond: niet bekend is waar staat wat verborgen moet worden.")
    said = ", waarop gegevens van inwoners zijn afgedekt" if hidden else ""
    seen = picture(kb, document, page, tuple(boxes))
    upright = page.height > page.width  # a slide is no higher than a window
    style = f"object-position: 0 {_height(page, boxes)}%" if around and upright else None
    css = "bladzijde venster" if style else "bladzijde"
    alt = f"Pagina {page.number} van {document.title}{said}"
    return tag("img", NOTHING, css, src=seen, alt=alt, style=style)


def _height(page: Page, boxes: Sequence[BBox]) -> int:
    """How far down the page the middle of the words stands, in percent of its height."""
    if not boxes or not page.height:
        return 0
    top, bottom = min(box.y0 for box in boxes), max(box.y1 for box in boxes)
    return round(100 * (top + bottom) / 2 / page.height)
