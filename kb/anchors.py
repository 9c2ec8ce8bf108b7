"""Finds what a person judged again, in a later reading or another version of the document.

Words are compared by their letters and digits alone: case, accents, white space, hyphens and typography do not count.
Where a side was read by OCR, long words may also differ as letters do that look alike; digits never, nor the small
words that carry the meaning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kb.model import Anchor, Passage, Statement

LIKE, LEAD = 0.5, 0.1  # likeness from which a statement may be the changed one, and its lead over the next best
DISTANCE = 0.2  # what a statement at the other end of the document loses in likeness
COVERED = 0.8  # share of a quote that must stand in a passage
SHORT = 4  # letters: in a word up to here one other letter makes another word
DECISIVE = frozenset([
    "niet", "niets", "niemand", "nooit", "nergens", "geen", "noch", "wel", "alle", "allen", "alleen", "elke", "ieder",
    "iedere", "meer", "minder", "zonder", "tenzij", "mits", "behalve", "tegen", "voor", "maar", "echter", "deels",
    "zullen", "zouden", "kunnen", "konden", "willen", "wilden", "mogen", "moeten", "hoeven",
])  # fmt: skip
LOOKALIKES = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ij", "y"), ("ii", "u"))
ONE_SHAPE = str.maketrans("ijtf1|", "llllll")


@dataclass(frozen=True, slots=True)
class Found:
    """What a decision holds on to; `suspect` when its words changed."""

    statement: Statement
    suspect: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Where a quote stands in a text."""

    start: int
    end: int
    suspect: bool = False


def find(
    anchor: Anchor, statements: Sequence[Statement], *, scanned: bool, others: Container[str] = frozenset()
) -> Found | None:
    """The statement among those of a document, in order, that the anchor means; None when none is clearly it.

    `others` are the plain words of the other statements that stood beside it: what equals one of these is not it.
    """
    places = {each.id: place(number, len(statements)) for number, each in enumerate(statements)}
    alike = [each for each in statements if each.kind is anchor.kind]
    words = plain(anchor.quote)
    same = [each for each in alike if plain(each.text) == words]
    if not same and scanned:
        same = [each for each in alike if same_reading(anchor.quote, each.text)]
    if same:
        return Found(min(same, key=lambda each: abs(places[each.id] - anchor.place)))
    other_kind = [each for each in statements if plain(each.text) == words]
    if len(other_kind) == 1:
        return Found(other_kind[0], suspect=True)
    near = {
        each.id: likeness(anchor.quote, each.text) - DISTANCE * abs(places[each.id] - anchor.place)
        for each in alike
        if plain(each.text) not in others
    }
    best = sorted(near, key=lambda id_: -near[id_])[:2]
    if not best or near[best[0]] < LIKE or (len(best) > 1 and near[best[0]] - near[best[1]] < LEAD):
        return None
    return Found(next(each for each in alike if each.id == best[0]), suspect=True)


def locate(quote: str, passages: Iterable[Passage], *, scanned: bool) -> tuple[Passage, Span] | None:
    """Where a quote stands in a document: word for word, else in the one passage that has most of it."""
    found = [(each, there) for each in passages if (there := span(quote, each.text, scanned=scanned))]
    exact = [pair for pair in found if not pair[1].suspect]
    if exact:
        return exact[0]
    return found[0] if len(found) == 1 else None


def span(quote: str, text: str, *, scanned: bool) -> Span | None:
    """Where a quote stands in a text; suspect when its words differ, None when it does not stand there."""
    wanted, (letters, where) = plain(quote), _letters(text)
    if not wanted:
        return None
    at = letters.find(wanted)
    if at >= 0:
        return Span(where[at], _with_mark(quote, text, where[at + len(wanted) - 1] + 1))
    blocks = [b for b in SequenceMatcher(None, wanted, letters, autojunk=False).get_matching_blocks() if b.size > 2]
    if sum(block.size for block in blocks) < COVERED * len(wanted):
        return None
    start, end = where[blocks[0].b], where[blocks[-1].b + blocks[-1].size - 1] + 1
    return Span(start, end, suspect=not (scanned and same_reading(quote, text[start:end])))


def plain(text: str) -> str:
    """Its letters and digits, small and without accents."""
    return _letters(text)[0]


def place(number: int, count: int) -> float:
    """The place of the n-th (from 0) of so many statements of a document: 0 is the first, 1 the last."""
    return number / (count - 1) if count > 1 else 0.0


def likeness(one: str, other: str) -> float:
    """The share of their words that both have in the same order, 0 to 1."""
    return SequenceMatcher(None, _words(one), _words(other), autojunk=False).ratio()


def same_reading(one: str, other: str) -> bool:
    """Whether two texts differ only as two readings of one paper do."""
    left, right = _words(one), _words(other)
    changes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return all(kind == "equal" or _misread(left[a:b], right[c:d]) for kind, a, b, c, d in changes)


def _misread(left: Sequence[str], right: Sequence[str]) -> bool:
    if not left or not right:  # a speck of dust is read as a letter
        return all(len(word) == 1 and word.isalpha() and word != "u" for word in (*left, *right))
    for weighs in (_has_digit, DECISIVE.__contains__):
        heavy, other = ([word for word in map(_first_letter, side) if weighs(word)] for side in (left, right))
        if heavy != other:
            return False
    if len(left) == len(right):
        return all(looks_alike(one, other) for one, other in zip(left, right, strict=True))
    return looks_alike("".join(left), "".join(right))


def looks_alike(one: str, other: str) -> bool:
    """Whether OCR can have read one word as the other."""
    if one == other:
        return True
    if min(len(one), len(other)) <= SHORT:
        return _first_letter(one) == _first_letter(other)
    first, second = _shape(one), _shape(other)
    length = min(len(first), len(second))
    return abs(len(first) - len(second)) <= 1 and edits(first, second) <= (1 if length < 9 else 2)


def edits(one: str, other: str) -> int:
    """How many letters must be changed, put in or left out (Levenshtein)."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        before, row[0] = row[0], number
        for place_, against in enumerate(other, 1):
            before, row[place_] = row[place_], min(row[place_] + 1, row[place_ - 1] + 1, before + (letter != against))
    return row[-1]


def _shape(word: str) -> str:
    for pair, single in LOOKALIKES:
        word = word.replace(pair, single)
    return word.translate(ONE_SHAPE)


def _first_letter(word: str) -> str:
    """A capital I is read as an l at the beginning of a word."""
    return f"i{word[1:]}" if word[:1] == "l" else word


def _has_digit(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def _words(text: str) -> list[str]:
    return [plain(word) for word in re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).replace("\xad", ""))]


def _letters(text: str) -> tuple[str, list[int]]:
    """The letters and digits, and where in the text each of them stands."""
    letters: list[str] = []
    where: list[int] = []
    for number, char in enumerate(text):
        for letter in unicodedata.normalize("NFKD", char).casefold():
            if letter.isalnum():
                letters.append(letter)
                where.append(number)
    return "".join(letters), where


def _with_mark(quote: str, text: str, end: int) -> int:
    """Past the mark with which the quote ends, when the text has one there too."""
    return end + 1 if quote[-1:] in ".!?;:" and text[end : end + 1] in tuple(".!?;:") else end
