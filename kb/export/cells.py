"""Text that every format can hold, and that a spreadsheet does not take for a formula."""

from __future__ import annotations

import re

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
HARMLESS = re.compile(r"[-+]?\d+([.,]\d+)*|[-+–]?")  # a number, or a bullet by itself
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, section 2.2


def safe(text: str) -> str:
    """The text, with an apostrophe before it when a spreadsheet would calculate it (OWASP, CSV injection)."""
    risky = text.lstrip(" ").startswith(STARTS) or text.startswith(("＝", "＋", "－", "＠"))
    return f"'{text}" if risky and not HARMLESS.fullmatch(text) else text


def writable(text: str) -> str:
    """Without the characters that XML cannot hold: control characters, lone surrogates, non-characters."""
    return UNWRITABLE.sub("", text)
