"""Dates in Word files that bring themselves up to date: what stands there is the day on which the file was last saved.

LibreOffice, which makes DOCX of old Word files, writes today into them; the day itself is in the old file, behind the
mark in the middle of the field ([MS-DOC] 2.8.25).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ingest.read.numbering import W

_NARROW = re.compile(rb"\x13 *(?:DATE|TIME)\b[^\x00\x13-\x15]{0,200}\x14([^\x00\x13-\x15]{1,60})\x15")
_WIDE = re.compile(
    rb"\x13\x00(?: \x00)*(?:D\x00A\x00T|T\x00I\x00M)\x00E\x00(?:[^\x13-\x15]\x00){0,200}?\x14\x00"
    rb"((?:[^\x13-\x15]\x00){1,60})\x15\x00"
)
_UPDATES = re.compile(r"\s*(?:DATE|TIME)\b")


def stored_dates(stream: bytes) -> tuple[str, ...]:
    """What stands in the dates of an old Word file, in its order; its text may be in one byte a letter or in two, and
    from any place on."""
    found = [(each.start(), each[1].decode("cp1252", "replace")) for each in _NARROW.finditer(stream)]
    found += [(each.start(), each[1].decode("utf-16-le", "replace")) for each in _WIDE.finditer(stream)]
    return tuple(text.strip() for _, text in sorted(found))


def restore_dates(roots: Iterable[Any], dates: Sequence[str]) -> int:
    """Put these dates in the fields of a converted file, and say in how many their own is not known: these are emptied.
    One date serves for all fields; several only when there are as many fields."""
    fields = [words for root in roots for words in _results(root)]
    known = list(dates) if len(dates) == len(fields) else list(dates[:1]) * len(fields) if len(set(dates)) == 1 else []
    for place, words in enumerate(fields):
        for each in words:
            each.text = ""
        if known and words:
            words[0].text = known[place]
    return 0 if known else len(fields)


def _results(root: Any) -> Iterator[list[Any]]:
    """The pieces of text that each such field shows."""
    for simple in root.iter(f"{W}fldSimple"):
        if _UPDATES.match(simple.get(f"{W}instr") or ""):
            yield list(simple.iter(f"{W}t"))
    words: list[Any] = []
    depth, code, shown = 0, "", False
    for node in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            depth, code, shown, words = depth + 1, "", False, []
        elif kind == "separate":
            shown = True
        elif kind == "end":
            if depth and _UPDATES.match(code):
                yield words
            depth, code, shown = max(depth - 1, 0), "", False
        elif node.tag == f"{W}instrText":
            code += node.text or ""
        elif shown and node.tag == f"{W}t":
            words.append(node)
