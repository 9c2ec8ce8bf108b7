"""How well a page can be read: the share of its words that Dutch knows."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

from kb.text.sorted_lines import sorted_lines

FORMS = Path(__file__).parents[1] / "dutch" / "model" / "lemmas.gz"  # a word form per line, before the first tab
FEWEST = 12  # words: on fewer the share says nothing
_PART = re.compile(r"[-/’']")
# What OCR in Dutch, which has no §, makes of it before a number: "$ 3", "S 2.1". In a row of numbers an 8 is an 8.
PARAGRAPH = re.compile(
    r"(?:(?<=\s)|(?<=\()|^)(?:[$S§]{1,2}|88?) (\d{1,3}(?:\.\d{1,2})*[a-z]?)(?=[\s,.;:)]|$)(?!\S*\d)(?! [\d|€%])"
)
_EDGE = "()[]{}<>.,;:!?…\"'‘’“”„«»*•–—|/\\&+=%€$§°_~^`"


def known_share(text: str) -> float | None:
    """The share, 0 to 1, of the words in a text that are Dutch, compounds with a hyphen by their parts; names count
    as unknown, so good Dutch has about 0.9. None for a text of a few words or of numbers."""
    count = Counter(map(_is_known, text.split()))
    words = count[True] + count[False]
    return count[True] / words if words >= FEWEST else None


def falls_short(text: str, share: float) -> bool:
    """Whether less than this share of the words in a text is Dutch; False for a text of a few words or of numbers. The
    words that come back most are asked first: they are known, and mostly enough to say."""
    count = Counter(text.split())
    enough = share * count.total()
    known = unknown = 0
    for token, times in count.most_common():
        verdict = _is_known(token)
        if verdict:
            known += times
            if known >= enough:
                return False
        elif verdict is not None:
            unknown += times
    return known + unknown >= FEWEST and known / (known + unknown) < share


def is_word(word: str) -> bool:
    """Whether Dutch has this form, or with hyphens has all its parts."""
    return bool(_is_known(word))


@lru_cache(maxsize=20_000)  # the same words come back all the time
def _is_known(token: str) -> bool | None:
    """Whether Dutch knows a word with whatever punctuation is glued to it; None when it is no word."""
    word = token.strip(_EDGE)
    if len(word) < 2 or not any(map(str.isalpha, word)):
        return None
    word, forms = word.lower(), sorted_lines(FORMS)
    return word in forms or all(part in forms or part.isdigit() for part in _PART.split(word) if part)
