"""Boxes and ticks that a document takes from a font of symbols, in which they stand at the places of other letters."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.layout.choices import EMPTY, TICKED

_OF_SYMBOL_FONTS = re.compile("[\uf000-\uf0ff]")
# By the last two figures of the place in the font. "o" and its like are boxes, and bullets as well.
_WINGDINGS = {
    0x78: TICKED, 0xFE: TICKED, 0xFD: TICKED, 0xFC: "✓", 0xFB: "✗", 0xA8: EMPTY, 0x6F: "□", 0x70: "□", 0x71: "□",
    0x72: "□",
}  # fmt: skip
_WINGDINGS_2 = {0x51: TICKED, 0x52: TICKED, 0x53: TICKED, 0x54: TICKED, 0x50: "✓", 0x4F: "✗", 0xA3: EMPTY}
_WEBDINGS = {0x61: "✓", 0x63: EMPTY, 0x67: "■", 0x72: "✗"}
_DINGBATS = {0x33: "✓", 0x34: "✓", 0x35: "✗", 0x36: "✗", 0x37: "✗", 0x38: "✗", 0x6F: "□", 0x70: "□", 0x71: "□",
             0x72: "□", 0x6E: "■"}  # fmt: skip

_PICTURE = "•"
_FONTS = (("zapf", _DINGBATS), ("webdings", _WEBDINGS), ("wingdings2", _WINGDINGS_2))


@lru_cache(maxsize=256)
def is_symbol_font(font: str) -> bool:
    """Whether letters in a font may be signs."""
    low = font.lower()
    return "wingdings" in low or "zapfdingbats" in low or "webdings" in low


def as_signs(font: str, text: str) -> str:
    """Letters in a font of symbols with its boxes and ticks as the signs that they are; the others as they stand."""
    low = font.lower().replace(" ", "").replace("-", "")
    known = next((signs for name, signs in _FONTS if name in low), _WINGDINGS)
    return "".join(
        known.get(ord(letter) & 0xFF, _as_picture(letter)) if _is_placed(letter) else letter for letter in text
    )


def _as_picture(letter: str) -> str:
    """A letter of such a font that is no box or tick: a picture, and no word."""
    return _PICTURE if letter.isalnum() else letter


def placed_signs(text: str) -> str:
    """Words of which the font is not known, in which letters from the area of fonts of symbols are those of Wingdings:
    nobody else puts boxes there."""
    return (
        _OF_SYMBOL_FONTS.sub(lambda found: as_signs("wingdings", found[0]), text)
        if _OF_SYMBOL_FONTS.search(text)
        else text
    )


def _is_placed(letter: str) -> bool:
    """Whether a letter says a place in a font: a byte, or one in the area that Windows keeps for such fonts."""
    return letter < "\u0100" or "\uf000" <= letter <= "\uf0ff"
