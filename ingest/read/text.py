"""Plain text: whatever encoding it came in, and form feeds as page breaks."""

from __future__ import annotations

import codecs
import re

from ingest.layout.pages import RawPage, plain_pages
from ingest.read.quality import is_word
from kb.errors import UnreadableFile

_OLDER = ("mac_roman", "cp850")  # of old Macs, and of DOS
_ENOUGH = 200_000  # bytes that are looked at
_MARKS = (  # that of UTF-32 begins like that of UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip


def read_text(name: str, data: bytes) -> tuple[RawPage, ...]:
    """The pages of a text file: one, unless it holds form feeds. UnreadableFile when it is not text."""
    return plain_pages(decode(name, data))


def decode(name: str, data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or UTF-32 with mark, UTF-16 without, or one of the older sets of characters:
    of these the one that gives most Dutch words, Windows-1252 before all others."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(name, data, encoding)
    if b"\x00" in data:
        return _strict(name, data, _unmarked_utf16(name, data))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _older(name, data)


def _older(name: str, data: bytes) -> str:
    """By the words with an accent in them: "cliënt" is a word in one set of characters only."""
    best, most = "cp1252", 0
    for encoding in ("cp1252", *_OLDER):
        text = data[:_ENOUGH].decode(encoding, "replace")
        accented = {word for word in re.findall(r"\w+", text) if not word.isascii()}
        known = sum(map(is_word, accented))
        if known > most:
            best, most = encoding, known
    return _strict(name, data, best)


def _unmarked_utf16(name: str, data: bytes) -> str:
    """Which UTF-16, told by where the zero bytes of Latin letters stand."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if max(even, odd) < 0.3 * len(data) / 2 or min(even, odd) > 0.02 * len(data):
        raise _not_text(name)
    return "utf-16-le" if odd > even else "utf-16-be"


def _strict(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_text(name) from error


def _not_text(name: str) -> UnreadableFile:
    return UnreadableFile(f"{name} is geen leesbaar tekstbestand; sla het op als .txt in UTF-8 of lever een pdf aan.")
