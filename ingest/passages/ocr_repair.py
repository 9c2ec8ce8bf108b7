"""What a scan damaged, as it was probably meant: only for search, never in a quote.

A word is looked at when Dutch does not know it, and only what Dutch does know comes out of it. The confusions are those
of shape that OCR makes: a closed letter read as two points, I and l, rn and m.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.read.quality import PARAGRAPH, is_word

_SIGN = re.compile(r"[^\W\d_][;:|!10£€5]{1,2}a?[^\W\d_]")
_BETWEEN = {";": "e", ":a": "e", ":": "e", "|": "li", "!": "il", "1": "li", "0": "o", "5": "s", "£": "e", "€": "e"}
_SHAPES = (("rn", "m"), ("vv", "w"), ("ii", "n"), ("cl", "d"), ("li", "h"))
_SHORTEST, _LONGEST, _PART = 5, 60, 4  # letters of a word, and of each half of a compound


def as_meant(text: str) -> tuple[str, ...]:
    """The words that stand damaged in a text, repaired, each once: "R;kenkamer" gives "Rekenkamer", "$ 3" gives
    "paragraaf 3"."""
    found: dict[str, None] = {f"paragraaf {each[1]}": None for each in PARAGRAPH.finditer(text)}
    for token in text.split():
        word = token.strip("()[]{}<>.,;:!?…\"'‘’“”„«»*•–—|/\\")
        if _SHORTEST <= len(word) <= _LONGEST and any(map(str.isalpha, word)) and not is_word(word):
            found |= dict.fromkeys(_repaired(word))
    return tuple(found)


def _repaired(word: str) -> Iterator[str]:
    """At most one word; none when nothing known comes out."""
    if _SIGN.search(word):
        candidates = list(_without_signs(word))
        known = [each for each in candidates if is_word(each)] or [each for each in candidates if _is_compound(each)]
    elif word.isalpha() and not _is_compound(word):
        known = [each for each in _reshaped(word) if is_word(each)]
    else:
        known = []
    yield from known[:1]


def _without_signs(word: str) -> Iterator[str]:
    """Every sign between letters as the letter that it looks like."""
    for sign, letters in _BETWEEN.items():
        if sign in word[1:-1]:
            for letter in letters:
                changed = word[0] + word[1:-1].replace(sign, letter) + word[-1]
                if changed.isalpha():
                    yield changed


def _reshaped(word: str) -> Iterator[str]:
    """One confusion of letters taken back, the first letter before all others: "ledereen" is "Iedereen"."""
    if word[0] in "lI|":
        yield ("I" if word[0] == "l" else "l") + word[1:]
    for read, meant in _SHAPES:
        for place in (match.start() for match in re.finditer(read, word)):
            yield word[:place] + meant + word[place + len(read) :]


def _is_compound(word: str) -> bool:
    """Whether two known words make it up, with or without the s between them."""
    low = word.lower()
    return any(
        is_word(low[cut:]) and (is_word(low[:cut]) or (low[cut - 1] == "s" and is_word(low[: cut - 1])))
        for cut in range(_PART, len(low) - _PART + 1)
    )
