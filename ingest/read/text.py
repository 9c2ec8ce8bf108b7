"""Plain text: whatever encoding it came in, and form feeds as page breaks."""

from __future__ import annotations

import codecs

from ingest.layout import RawPage, plain_pages
from kb.errors import UnreadableFile

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_text(name: str, data: bytes) -> tuple[RawPage, ...]:
    """The pages of a text file: one, unless it holds form feeds. UnreadableFile when it is not text."""
    return plain_pages(decode(name, data))


def decode(name: str, data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 with or without mark, or Windows-1252."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(name, data, encoding)
    if b"\x00" in data:
        return _strict(name, data, _unmarked_utf16(name, data))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(name, data, "cp1252")


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
