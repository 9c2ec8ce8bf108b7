"""What a second reading gives: the text of a file as its format has it, without order, layout or places."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from kb.model import Apart

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_WORD = re.compile(r"[^\W_]+")
_NOTE = re.compile(r"\s*[(\[]?\d{1,3}(?:[,;] ?\d{1,3})*[)\]]?\s*")
_UNIT = re.compile(r"\b[cdk]?m$")


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


def is_note_mark(raised: str, before: str) -> bool:
    """Whether a raised figure refers to a note; behind a unit it is a power."""
    return _NOTE.fullmatch(raised) is not None and _UNIT.search(before) is None
