"""The letters of boundaries.txt, and how many of their sentence ends the program finds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from ingest.dutch.sentences import sentence_spans
from ingest.passages.build import passages
from ingest.read.files import read

FILE = Path(__file__).parent / "boundaries.txt"


@dataclass(frozen=True, slots=True)
class MarkedLetter:
    """A letter without its marks, and after which of its words (counted from 0) a sentence ends."""

    name: str
    text: str
    ends: frozenset[int]


@dataclass(frozen=True, slots=True)
class Score:
    """How many ends were marked, found, and both."""

    marked: int
    found: int
    right: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.marked + self.found)


def letters(part: str) -> tuple[MarkedLetter, ...]:
    """The letters of a part: "tuning", "held out" or "first sight"."""
    pieces = re.split(r"^=== ", FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    chosen = (piece.split("\n", 1) for piece in pieces if piece.startswith(f"{part}: "))
    return tuple(_letter(name, text.strip()) for name, text in chosen)


def score(part: str) -> Score:
    """How well the ends in a part are found, the last one of each letter left out."""
    marked = found = right = 0
    for letter in letters(part):
        ends = found_ends(letter)
        marked, found, right = marked + len(letter.ends), found + len(ends), right + len(letter.ends & ends)
    return Score(marked, found, right)


def found_ends(letter: MarkedLetter) -> frozenset[int]:
    """After which words of a letter the program ends a sentence: as it reads a text file, paragraph by paragraph."""
    made = passages("d", read(Path("brief.txt"), letter.text.encode()).pages)
    sentences = [p.text[a:b].split() for p in made for a, b in sentence_spans(p.text)]
    words = [word for sentence in sentences for word in sentence]
    ends, at = set(), -1
    for sentence in sentences:
        at += len(sentence)
        ends.add(at)
    written = letter.text.split()  # with the labels of list items, which are no part of a passage
    blocks = SequenceMatcher(None, words, written, autojunk=False).get_matching_blocks()
    place = {block.a + n: block.b + n for block in blocks for n in range(block.size)}
    return frozenset(place[end] for end in ends if end in place and place[end] < len(written) - 1)


def _letter(name: str, marked: str) -> MarkedLetter:
    words = marked.split()
    ends = (n for n, word in enumerate(words[:-1]) if word.endswith("|"))
    return MarkedLetter(name.split(": ")[1], marked.replace("|", ""), frozenset(ends))
