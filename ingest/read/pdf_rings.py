"""Options on a line of which somebody put a ring around one: "overgenomen / niet overgenomen"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ingest.read.pdf_form import FormField, meet

_DRAWING = 3  # the type of a block that is one
_MOST = 40  # curves on a page, beyond which they are a picture and no rings
_HIGH, _WIDE = (8.0, 45.0), (10.0, 260.0)  # points that a ring around an option may measure
_WORDS = 4  # of an option
_Box = tuple[float, float, float, float]
_Char = dict[str, Any]


def may_hold_rings(blocks: Sequence[dict[str, Any]]) -> bool:
    """Whether a curve meets a line with options; asking for the curves themselves takes as long as reading a page."""
    curves = [
        block["bbox"] for block in blocks if block["type"] == _DRAWING and block["stroked"] and not block["isrect"]
    ]
    return 0 < len(curves) <= _MOST and any(
        meet(line["bbox"], curve) and _parts("".join([span["text"] for span in line["spans"]]))
        for block in blocks for line in block.get("lines", ()) for curve in curves
    )  # fmt: skip


def rings_in(drawings: Sequence[dict[str, Any]]) -> list[_Box]:
    """The boxes of curves that are as large as a ring around a few words. The box of a block is no use: MuPDF makes
    it larger by some twenty times the width of the stroke."""
    found = []
    for each in drawings:
        box = tuple(each["rect"])
        round_ = each["fill"] is None and any(item[0] == "c" for item in each["items"])
        if round_ and _HIGH[0] <= box[3] - box[1] <= _HIGH[1] and _WIDE[0] <= box[2] - box[0] <= _WIDE[1]:
            found.append(box)
    return found


def ringed_options(blocks: Sequence[dict[str, Any]], rings: Sequence[_Box]) -> Iterator[FormField]:
    """A box to tick before each option of a line of which one stands in a ring; `blocks` have their letters."""
    lines = [
        [char for span in line["spans"] for char in span["chars"]]
        for block in blocks for line in block.get("lines", ()) if line["dir"][0] > 0.9
    ]  # fmt: skip
    for chars in lines:
        options = _options(chars)
        chosen = [any(_holds(ring, option) for ring in rings) for option in options]
        if sum(chosen) == 1:
            for option, ticked in zip(options, chosen, strict=True):
                left, top, _, bottom = option[0]["bbox"]
                yield FormField((left, top, left, bottom), ticked=ticked)


def _options(chars: Sequence[_Char]) -> list[list[_Char]]:
    """The letters of each option of a line."""
    parts = _parts("".join(char["c"] for char in chars))
    return [[char for char in chars[start:end] if not char["c"].isspace()] for start, end in parts]


def _parts(text: str) -> list[tuple[int, int]]:
    """Where the options of a line begin and end: between slashes, behind a colon or the beginning; none without two."""
    first = text.find("/")
    if first < 0:
        return []
    at = text.rfind(":", 0, first) + 1
    found: list[tuple[int, int]] = []
    for part in text[at:].split("/"):
        if not 1 <= len(part.split()) <= _WORDS:
            return []
        found.append((at, at + len(part)))
        at += len(part) + 1
    return found


def _holds(ring: _Box, option: Sequence[_Char]) -> bool:
    """Whether most of the letters of an option stand in a ring."""
    middles = [((c["bbox"][0] + c["bbox"][2]) / 2, (c["bbox"][1] + c["bbox"][3]) / 2) for c in option]
    inside = [ring[0] < across < ring[2] and ring[1] < down < ring[3] for across, down in middles]
    return bool(2 * sum(inside) > len(option))
