"""A packed text with a word before the first tab of each line, looked up where it stands: making dicts or sets of a
quarter of a million lines takes longer than reading a letter."""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from pathlib import Path


class SortedLines:
    """Lines in the order of `by_word`, each with its end."""

    def __init__(self, text: bytes) -> None:
        self._text = text

    def __contains__(self, word: str) -> bool:
        """Whether a line begins with this word; it is given in small letters, and the line may have others."""
        return next(self.of(word), None) is not None

    def of(self, word: str) -> Iterator[list[str]]:
        """The lines that begin with this word, taken apart at their tabs; it is given in small letters."""
        start = bisect_left(range(len(self._text)), word, key=self._word_at)
        while start < len(self._text) and self._word_at(start) == word:
            end = self._text.index(b"\n", start)
            yield self._text[start:end].decode().split("\t")
            start = end + 1

    def _word_at(self, position: int) -> str:
        """The word of the line in which this position lies, in small letters."""
        start = self._text.rfind(b"\n", 0, position) + 1
        return self._text[start : self._text.index(b"\t", start)].decode().lower()


def by_word(line: str) -> tuple[str, str]:
    """What lines are sorted by: the word in small letters, then the line."""
    return line.split("\t", 1)[0].lower(), line


@cache
def sorted_lines(path: Path) -> SortedLines:
    """Those of a file that was packed with gzip."""
    return SortedLines(gzip.decompress(path.read_bytes()))
