"""Lines of a PDF from which words were taken out, and no bar tells where: a sentence that goes on behind white in which
there is neither a column nor a cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from ingest.layout.fields import is_field_label
from kb.model import GAP

_WHITE = 1.2  # times the type size, from which white is no space between two words
_NEAR = 3.5  # times the height of a line: so far up and down there is another line where the white is
_SAME = 2  # points by which left edges of one column may differ
_FEWEST = 2  # words before the white


def goes_on(left: Any, right: Any, lines: Sequence[Any], starts: Counter[int]) -> bool:
    """Whether two pieces on one base line are one line with a gap: the second begins where no other line of the page
    does (`starts` counts the left edges), in mid-sentence, and lines near it run through the white between them."""
    before, behind = left.text.strip(), right.text.strip()
    white, size = right.box[0] - left.box[2], max(left.runs[-1].size, right.runs[0].size, 6.0)
    if white < _WHITE * size or abs(left.runs[-1].size - right.runs[0].size) > 0.5:
        return False
    if not behind[:1].islower() or before[-1:] in ".,;:!?)" or len(before.split()) < _FEWEST or is_field_label(before):
        return False
    edge = round(right.box[0])
    if sum(starts[edge + off] for off in range(-_SAME, _SAME + 1)) > 1:
        return False
    middle, reach = (left.box[2] + right.box[0]) / 2, _NEAR * (left.box[3] - left.box[1])
    return GAP in before or any(
        line.box[0] < middle < line.box[2] and abs(line.box[1] - left.box[1]) < reach and line.across > 0.9
        for line in lines
    )
