"""What a second reading gives: the text of a file as its format has it, without order, layout or places."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from kb.model import Apart

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph of a file, or the part of one that is set apart for one reason. Pages count from 1, also where a
    format has none."""

    text: str
    apart: Apart | None = None
    page: int = 1


def words(text: str) -> list[str]:
    """Runs of letters and digits, in small letters: what punctuation, ligatures and soft hyphens do not change."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _UNSEEN.sub("", text))
    return _WORD.findall(text.casefold())
