"""The passages and the questions that people would put to find them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PAIRS = Path(__file__).parent / "pairs.txt"
RARE = 4  # passages in which a key word may stand
KEYWORDS = 2  # words in a question of key words


@dataclass(frozen=True, slots=True)
class Passage:
    """`text` is what the vector of the passage is made of, `questions` are written by hand."""

    file: str
    text: str
    questions: tuple[str, ...]


def passages(path: Path = PAIRS) -> Iterator[Passage]:
    """As they stand in the file: "## " begins a document, "= " a passage, and its questions follow, one a line."""
    file = ""
    for part in path.read_text(encoding="utf-8").split("\n= "):
        text, *rest = part.splitlines()
        if file:
            yield Passage(file, text, tuple(line for line in rest if line and not line.startswith("## ")))
        file = next((line[3:] for line in part.splitlines() if line.startswith("## ")), file)


def keywords(passage: Passage, among: Sequence[Passage]) -> list[str]:
    """A question of the rarest words of a passage, so that looking up a word stays what it was; none without."""
    often = _often(tuple(each.text for each in among))
    rare = [word for word in dict.fromkeys(_words(passage.text)) if often[word.casefold()] <= RARE]
    found = sorted(rare, key=lambda word: (often[word.casefold()], -len(word)))[:KEYWORDS]
    return [" ".join(found)] if found else []


def _words(text: str) -> list[str]:
    """Long words, and whatever has a digit."""
    return [word for word in re.findall(r"\w[\w./-]*\w", text) if len(word) > RARE or re.search(r"\d", word)]


@cache
def _often(texts: tuple[str, ...]) -> Counter[str]:
    return Counter(word for text in texts for word in {word.casefold() for word in _words(text)})
