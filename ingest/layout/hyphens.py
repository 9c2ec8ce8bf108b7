"""Words that a line end breaks in two: when the hyphen goes, and when it stays."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

# "jeugd- / en opvoedhulp": the hyphen stands for the word that follows later.
_CONJUNCTION = re.compile(r"(?:en|of|en/of|als|dan|noch|tot|t/m)\b")

# Names of laws and bodies that are written like words and keep their hyphen before another word.
_LETTER_WORDS = {"wmo", "awb", "ggz", "wlz", "wpg", "zvw", "ioaw", "bbz", "vng", "mbo", "hbo", "vwo"}
_HYPHENED = re.compile(r"[a-z]{1,4}-[a-z]")
_COMPOUND = re.compile(r"(?<![\w-])[^\W\d_]+-[^\W\d_]+(?![\w-])")


def joined(rows: Sequence[str]) -> str:
    """Lines as one text, broken words mended."""
    text = ""
    for place, words in enumerate(rows):
        kept, space = join(words, rows[place + 1] if place + 1 < len(rows) else "")
        text += kept + space
    return text.rstrip()


def compounds(lines: Iterable[str]) -> frozenset[str]:
    """The words that are written with a hyphen within a line, in small letters: there nothing broke them."""
    return frozenset(word for line in lines if "-" in line for word in _COMPOUND.findall(line.lower()))


def join(words: str, following: str, known: Collection[str] = ()) -> tuple[str, str]:
    """What is kept of a line in view of the next one, and what stands between the two. `known` are the `compounds` of
    the document."""
    if not following or words[-1] not in "-\u00ad":
        return words.rstrip("\u00ad") or words, " "
    if words[-1] == "\u00ad":
        return words[:-1], ""
    start = words[:-1].rsplit(" ", 1)[-1]
    if not start or not start[-1].isalnum() or _CONJUNCTION.match(following):
        return words, " "
    stays = (
        not following[0].islower()  # "Noord- / Holland"
        or len(start.strip("(‘“\"'")) == 1  # "e- / mail"
        or start.lower() in _LETTER_WORDS  # "Wmo- / voorziening"
        or bool(_HYPHENED.match(following))  # "zorg- / in-natura"
        or bool(re.search(r"[\d-]", start))  # "24-uurs- / zorg", "notificatie-app- / software"
        or "://" in start  # of an address every sign counts
        or _first_word(start, following) in known  # "notificatie- / app"
        or (len(start) > 1 and start.strip("(‘“\"'").isupper())  # "AVG- / wetgeving"
    )
    return (words, "") if stays else (words[:-1], "")


def _first_word(start: str, following: str) -> str:
    """The word that a line end broke, with its hyphen."""
    end = re.match(r"\w*", following)
    return f"{start}-{end[0] if end else ''}".lower().lstrip("(‘“\"'")
