"""What the vector of a passage is made of, and what tells whether it must be made again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from kb.model import Passage

WINDOW = 250  # characters: measured, see bench/embedding_model/README.md


def windows(passages: Sequence[Passage]) -> list[str]:
    """What the vector of each passage of a document is made of: its text, and when that is short so much of what
    stands before and after it that the meaning shows ("zie hieronder" says nothing by itself)."""
    texts = [passage.searchable for passage in passages]
    return [
        _window(text, texts[number - 1] if number else "", texts[number + 1] if number + 1 < len(texts) else "")
        for number, text in enumerate(texts)
    ]


def _window(text: str, before: str, after: str) -> str:
    need = WINDOW - len(text)
    if need <= 0:
        return text
    left = max(need // 2, need - len(after))
    right = max(need // 2, need - len(before))
    if len(before) > left:
        before = before[-left:].partition(" ")[2]
    if len(after) > right:
        after = after[:right].rpartition(" ")[0]
    return f"{before} {text} {after}".strip()


def digest(text: str) -> str:
    """Tells whether a passage must be embedded again."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]
