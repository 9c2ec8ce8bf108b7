"""Words of a PDF that nobody sees: white on white, and what is written without ink where there is no scan below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

_VECTOR = 3  # the type of a block that is a drawing
_NEARLY_WHITE = 0xF8  # of 255, in red, green and blue
_WHITE = 0xFFFFFF
_GROUNDS = ("fill-image", "fill-imgmask", "fill-shade")
_Box = tuple[float, float, float, float]


def unseen(
    blocks: Sequence[dict[str, Any]], order: Callable[[], Sequence[tuple[str, _Box]]]
) -> Callable[[dict[str, Any]], bool] | None:
    """What says of a span that nobody sees it; None of a page on which there is no such span. `order` tells what is
    drawn and where, and is only asked when there may be one."""
    spans = [span for block in blocks if "lines" in block for line in block["lines"] for span in line["spans"]]
    if not [span for span in spans if span.get("color") == _WHITE or not span.get("alpha", 1)]:
        return None
    grounds = [box for kind, box in order() if kind in _GROUNDS]
    coloured = grounds + [block["bbox"] for block in blocks if block["type"] == _VECTOR and not _is_white(block)]
    bare = sum(len(span["text"]) for span in spans if not span.get("alpha", 1))
    is_layer = 2 * bare > sum(len(span["text"]) for span in spans)  # the words of a page that is drawn otherwise

    def is_unseen(span: dict[str, Any]) -> bool:
        if not span.get("alpha", 1):
            return not is_layer and not _lies_on(span["bbox"], grounds)
        return span.get("color") == _WHITE and not _lies_on(span["bbox"], coloured)

    return is_unseen if any(map(is_unseen, spans)) else None


def _is_white(block: dict[str, Any]) -> bool:
    return all(block["color"] >> shift & 255 >= _NEARLY_WHITE for shift in (16, 8, 0)) or not block["alpha"]


def _lies_on(box: _Box, grounds: Sequence[_Box]) -> bool:
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(left <= across <= right and top <= down <= bottom for left, top, right, bottom in grounds)
