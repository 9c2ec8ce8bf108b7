"""A question taken apart: which words it has, and by what each of them is recognised in a text.

A text is compared `spaced`: folded, as it sounds, and with one space around each word, so that a piece with a space
before or behind it is the beginning or the end of a word. Of what the texts hold (`Vocabulary`), a word of the question
also stands for its other forms (lid, leden), for the parts of a compound that nobody wrote in one word, and, where it
stands nowhere, for the word that differs from it by one letter.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from kb.text.roots import root
from kb.text.stems import COMMON, SHORTEST, folded, plain_words, sounded, spaced, stem

INSIDE = 6  # letters: a shorter piece is looked for where a word begins or ends, the shortest as a word: measured
SLIP = 5  # letters: a shorter word that is not there is no slip of the keyboard
MANY = 30  # words of a question: in a longer one, a text that somebody pasted, nobody looks for slips
PART = 4  # letters of each part of a compound
JOINTS = ("", "s", "e", "en")  # what Dutch puts between the parts of a compound
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Vocabulary(Protocol):
    """The words that stand in the texts, folded."""

    def known(self, asked: Collection[str]) -> Mapping[str, int]:
        """Those of these words that stand in a text, with the number of passages."""

    def formed_from(self, roots: Collection[str]) -> Mapping[str, Sequence[str]]:
        """The words that have these roots, by root."""

    def stands(self, piece: str) -> bool:
        """Whether this piece of spaced text stands anywhere."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question, as it was `typed`. `slip`: that stands nowhere, and `meant` is taken for it."""

    typed: str
    meant: str
    pieces: tuple[str, ...]  # of spaced text: the word stands where one of them does
    parts: tuple[Word, ...] = ()  # of a compound: it also stands where all of these do
    slip: bool = False

    def is_in(self, plain: str) -> bool:
        """Whether it stands in this spaced text."""
        return any(piece in plain for piece in self.pieces) or (
            bool(self.parts) and all(part.is_in(plain) for part in self.parts)
        )

    def all_pieces(self) -> Iterator[str]:
        """Also those of its parts."""
        yield from self.pieces
        for part in self.parts:
            yield from part.all_pieces()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as search uses it."""

    text: str
    words: tuple[Word, ...]

    @property
    def meant(self) -> str:
        """The question with what were slips put right."""
        right = {folded(word.typed): word.meant for word in self.words if word.slip}
        return re.sub(r"\w+", lambda found: right.get(folded(found[0]), found[0]), self.text) if right else self.text

    @property
    def pieces(self) -> tuple[str, ...]:
        """What the full-text file is asked for, each once."""
        return tuple(dict.fromkeys(piece for word in self.words for piece in word.all_pieces()))

    def in_common(self, text: str) -> list[Word]:
        """The words of the question that stand in a text, in the order of the question."""
        plain = spaced(text)
        return [word for word in self.words if word.is_in(plain)]


def taken_apart(text: str, vocabulary: Vocabulary) -> Asked:
    """The question with what the texts say about each of its words."""
    as_typed = {folded(token): token for token in re.findall(r"[^\W_]+", text)}
    asked = tuple(dict.fromkeys(word for word in plain_words(text) if _says_something(word)))
    there = vocabulary.known(asked)
    forms = vocabulary.formed_from({root(word) for word in asked})
    found = []
    for word in asked:
        same = forms.get(root(word), ())
        seen = word in there or same or any(map(vocabulary.stands, _pieces(word)))
        plain = seen or len(asked) > MANY
        made = Word(word, word, _with_forms(word, same)) if plain else _unseen(word, vocabulary)
        found.append(replace(made, typed=as_typed.get(word, word)))
    return Asked(text, tuple(found))


def _says_something(word: str) -> bool:
    return word not in COMMON and (len(word) >= SHORTEST or (word.isdigit() and len(word) > 1))


def _with_forms(word: str, forms: Sequence[str]) -> tuple[str, ...]:
    """The pieces of a word and, as whole words, the forms in which none of these stands."""
    pieces = _pieces(word)
    others = tuple(plain for plain in map(spaced, forms) if not any(piece in plain for piece in pieces))
    return (*pieces, *others)


def _pieces(word: str) -> tuple[str, ...]:
    """What the word and its stem look like in spaced text, within a longer word too unless they are short. Of zzp and
    eed two letters are left as they sound: these stand as words."""
    found = dict.fromkeys((sounded(word), stem(word)))
    pieces = tuple(piece for term in found if len(term) >= SHORTEST or term.isdigit() for piece in _around(term))
    return pieces or (f" {sounded(word)} ",)


def _around(term: str) -> tuple[str, ...]:
    if len(term) <= SHORTEST or not term.isalpha():
        return (f" {term} ",)
    return (term,) if len(term) >= INSIDE else (f" {term}", f"{term} ")


def _unseen(word: str, vocabulary: Vocabulary) -> Word:
    """A word that stands nowhere: a compound of words that do, or one letter away from one that does."""
    parts = _parts(word, vocabulary)
    if parts:
        forms = vocabulary.formed_from(set(map(root, parts)))
        made = (Word(part, part, _with_forms(part, forms.get(root(part), ()))) for part in parts)
        return Word(word, word, _pieces(word), tuple(made))
    near = vocabulary.known(set(_one_letter_away(word)) - COMMON) if len(word) >= SLIP and word.isalpha() else {}
    if not near:
        return Word(word, word, _pieces(word))
    meant = min(near, key=lambda each: (-near[each], each))
    forms = vocabulary.formed_from([root(meant)])
    return Word(word, meant, _with_forms(meant, forms.get(root(meant), ())), slip=True)


def _parts(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The two known words that it is made of, the split with the longest shortest part; () when there are none."""
    cuts = [
        (word[:end].removesuffix(joint), word[end:])
        for end in range(PART, len(word) - PART + 1)
        for joint in JOINTS
        if word[:end].endswith(joint) and end - len(joint) >= PART
    ]
    there = vocabulary.known({part for cut in cuts for part in cut} - COMMON)
    whole = [cut for cut in cuts if all(part in there for part in cut)]
    return max(whole, key=lambda cut: (min(map(len, cut)), cut), default=())


def _one_letter_away(word: str) -> Iterator[str]:
    """With a letter less, more, or another, or with two that changed places."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    for left, right in cuts:
        yield left + right[1:]
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
        for letter in LETTERS:
            yield left + letter + right
            if right:
                yield left + letter + right[1:]
