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
FEWEST_RUNS = 0.4  # share of its runs of four letters: OCR that spoils one letter in ten leaves more
SHORT = 4  # letters: in a word up to here one other letter makes another word
DECISIVE = frozenset([
    "niet", "niets", "niemand", "nooit", "nergens", "geen", "noch", "wel", "alle", "allen", "alleen", "elke", "ieder",
    "iedere", "meer", "minder", "zonder", "tenzij", "mits", "behalve", "tegen", "voor", "maar", "echter", "deels",
    "zullen", "zouden", "kunnen", "konden", "willen", "wilden", "mogen", "moeten", "hoeven",
])  # fmt: skip
LOOKALIKES = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ij", "y"), ("ii", "u"))
_NO_LETTERS = re.compile(r"[\W_]+")
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


def same_words(anchor: Anchor, statements: Sequence[Statement], *, scanned: bool) -> Found | None:
    """The statement among those of a document, in order, that has the words of the anchor; None when none has.

    Suspect when the machine gives these words another kind now.
    """
    places = _places(statements)
    alike = [each for each in statements if each.kind is anchor.kind]
    words = plain(anchor.quote)
    same = [each for each in alike if plain(each.text) == words]
    if not same and scanned:
        same = [each for each in alike if same_reading(anchor.quote, each.text)]
    if same:
        return Found(min(same, key=lambda each: abs(places[each.id] - anchor.place)))
    other_kind = [each for each in statements if plain(each.text) == words]
    return Found(other_kind[0], suspect=True) if len(other_kind) == 1 else None


def changed_words(anchor: Anchor, statements: Sequence[Statement], others: Container[str]) -> Found | None:
    """The statement, suspect, that the one of the anchor was clearly changed into; None when there is none.

    `others` are the plain words of the other statements that stood beside it: what equals one of these is not it.
    """
    places = _places(statements)
    alike = [each for each in statements if each.kind is anchor.kind]
    near = {
        each.id: likeness(anchor.quote, each.text) - DISTANCE * abs(places[each.id] - anchor.place)
        for each in alike
        if plain(each.text) not in others
    }
    best = sorted(near, key=lambda id_: -near[id_])[:2]
    if not best or near[best[0]] < LIKE or (len(best) > 1 and near[best[0]] - near[best[1]] < LEAD):
        return None
    return Found(next(each for each in alike if each.id == best[0]), suspect=True)


def _places(statements: Sequence[Statement]) -> dict[str, float]:
    return {each.id: place(number, len(statements)) for number, each in enumerate(statements)}


def locate(quote: str, passages: Iterable[Passage], *, scanned: bool) -> tuple[Passage, Span] | None:
    """Where a quote stands in a document: word for word, else in the one passage that has most of it."""
    found = [(each, there) for each in passages if (there := span(quote, each.text, scanned=scanned))]
    exact = [pair for pair in found if not pair[1].suspect]
    if exact:
        return exact[0]
    return found[0] if len(found) == 1 else None


def span(quote: str, text: str, *, scanned: bool) -> Span | None:
    """Where a quote stands in a text, the last time when it does so more often; suspect when its words differ, None
    when it does not stand there."""
    wanted = plain(quote)
    if not wanted or not _may_stand_in(wanted, text):
        return None
    letters, where = _letters(text)
    at = letters.rfind(wanted)
    if at >= 0:
        return Span(where[at], _with_mark(quote, text, where[at + len(wanted) - 1] + 1))
    # Only what lies around the longest piece: letters that the rest of a long text happens to share say nothing.
    piece = SequenceMatcher(None, wanted, letters, autojunk=False).find_longest_match()
    slack = round((1 - COVERED) * len(wanted))
    first, last = max(0, piece.b - piece.a - slack), piece.b - piece.a + len(wanted) + slack
    there = SequenceMatcher(None, wanted, letters[first:last], autojunk=False)
    blocks = [block for block in there.get_matching_blocks() if block.size > 2]
    if sum(block.size for block in blocks) < COVERED * len(wanted):
        return None
    start, end = where[first + blocks[0].b], where[first + blocks[-1].b + blocks[-1].size - 1] + 1
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return Span(start, end, suspect=not (scanned and same_reading(quote, text[start:end])))


def _may_stand_in(wanted: str, text: str) -> bool:
    """Cheap, for most passages are dismissed: whether the text has enough of the runs of four letters."""
    there = plain(text)
    runs = {wanted[start : start + 4] for start in range(max(1, len(wanted) - 3))}
    return sum(run in there for run in runs) >= FEWEST_RUNS * len(runs)


def plain(text: str) -> str:
    """Its letters and digits, small and without accents."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKD", text).casefold())


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
