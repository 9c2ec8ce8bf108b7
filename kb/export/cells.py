"""Text that a spreadsheet must not take for a formula."""

from __future__ import annotations

import re

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
HARMLESS = re.compile(r"[-+]?\d+([.,]\d+)*|[-+–]?")  # a number, or a bullet by itself


def safe(text: str) -> str:
    """The text, with an apostrophe before it when a spreadsheet would calculate it (OWASP, CSV injection)."""
    risky = text.lstrip(" ").startswith(STARTS) or text.startswith(("＝", "＋", "－", "＠"))
    return f"'{text}" if risky and not HARMLESS.fullmatch(text) else text
