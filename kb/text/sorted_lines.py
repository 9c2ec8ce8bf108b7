"""A packed text with a word before the first tab of each line, looked up where it stands: making dicts or sets of a
quarter of a million lines takes longer than reading a letter."""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

_STRETCH = 1024  # bytes that are looked through once it is known that a word can only stand there


class SortedLines:
    """Lines in the order of `by_word`, each with its end."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._first = _FirstWords(self._word_at)

    def __contains__(self, word: str) -> bool:
        """Whether a line begins with this word; it is given in small letters, and the line may have others."""
        start, end = self._stretch(word)
        if start == end:
            return False
        lines = b"\n" + self._text[self._text.rfind(b"\n", 0, start) + 1 : self._text.index(b"\n", end - 1)]
        sought = f"\n{word}\t"
        return sought.encode(errors="surrogatepass") in lines or sought in lines.decode().lower()

    def of(self, word: str) -> Iterator[list[str]]:
        """The lines that begin with this word, taken apart at their tabs; it is given in small letters."""
        start, end = self._stretch(word)
        start = bisect_left(range(len(self._text)), word, start, end, key=self._word_at)
        while start < len(self._text) and self._word_at(start) == word:
            end = self._text.index(b"\n", start)
            yield self._text[start:end].decode().split("\t")
            start = end + 1

    def _stretch(self, word: str) -> tuple[int, int]:
        """Between which two positions the first line with this word begins, if there is one."""
        many = -(-len(self._text) // _STRETCH)
        place = bisect_left(range(many), word, key=self._first.__getitem__)
        return max(0, place - 1) * _STRETCH, min(place * _STRETCH + 1, len(self._text))

    def _word_at(self, position: int) -> str:
        """The word of the line in which this position lies, in small letters."""
        start = self._text.rfind(b"\n", 0, position) + 1
        return self._text[start : self._text.index(b"\t", start)].decode().lower()


class _FirstWords(dict[int, str]):
    """Of each stretch that was ever asked for, the word of the line in which it begins. A dict, because every search
    asks for the same ones."""

    def __init__(self, word_at: Callable[[int], str]) -> None:
        super().__init__()
        self._word_at = word_at

    def __missing__(self, stretch: int) -> str:
        self[stretch] = self._word_at(stretch * _STRETCH)
        return self[stretch]


def by_word(line: str) -> tuple[str, str]:
    """What lines are sorted by: the word in small letters, then the line."""
    return line.split("\t", 1)[0].lower(), line


@cache
def sorted_lines(path: Path) -> SortedLines:
    """Those of a file that was packed with gzip."""
    return SortedLines(gzip.decompress(path.read_bytes()))
