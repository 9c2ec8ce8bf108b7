"""A sentence as cues see it: its words with what the pipeline knows of them, and its clauses."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

WORD = re.compile(r"[\w’'-]+")
MAIN_MARKS = (";", ":", " – ", " — ")  # behind these another main clause begins
SURELY_RELATIVE = 5  # letters: what is longer ("waarbij") is nothing else, inside a sentence
FAR = 15  # words within which "te" follows the "om" of "om … te doen"


class Known(NamedTuple):
    """What the pipeline knows of a word, besides its form; the defaults where it knows nothing."""

    lemma: str = ""
    pos: str = ""  # as Universal Dependencies has it
    finite: bool = False
    relative: bool = False  # a pronoun that opens a relative clause
    particle: bool = False  # of a verb: "over" in "wij nemen dit over", not in "een besluit over dit advies"


class Word(NamedTuple):
    """A word in lower case, its place in the text, the text between it and the word before, and what is known of it."""

    form: str
    start: int
    end: int
    gap: str
    colon: bool  # one follows
    known: Known


NOTHING = Known()


@cache
def small_words(name: str) -> frozenset[str]:
    """A list of rules/grammar.toml."""
    return frozenset(_grammar()[name])


def read_words(text: str, known: Mapping[int, Known]) -> tuple[Word, ...]:
    """The words of a text; `known` tells by the offset of their first character what the pipeline knows of them."""
    words: list[Word] = []
    at = 0
    for found in WORD.finditer(text):
        start, end = found.span()
        gap, colon = text[at:start], text[end : end + 1] == ":"
        words.append(Word(found.group().lower(), start, end, gap, colon, known.get(start, NOTHING)))
        at = end
    return tuple(words)


class Clauses:
    """Which words of a sentence belong together, by its conjunctions and punctuation.

    Not by the tree: a clause of forty words, or one that OCR broke, has no reliable tree, and writers of letters do put
    their commas. A clause that another interrupts ("Wij nemen dit advies, dat ons aanspreekt, over") is one clause.
    """

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.of: list[int] = []  # the clause of each word
        self.openers: dict[int, int | None] = {}  # where the conjunction of a clause stands; None: a main clause
        self._cut()

    def members(self) -> list[list[int]]:
        """The words of each clause."""
        groups: dict[int, list[int]] = {}
        for place, clause in enumerate(self.of):
            groups.setdefault(clause, []).append(place)
        return list(groups.values())

    def is_negated(self, places: Sequence[int]) -> bool:
        """Whether a word of negation stands in a clause of these words."""
        clauses = {self.of[place] for place in places}
        return any(self.of[at] in clauses and self._negates(at) for at in range(len(self.words)))

    def is_hypothetical(self, places: Sequence[int]) -> bool:
        """Whether these words stand in a condition, in a question within the sentence, or under "zou"."""
        clauses = {self.of[place] for place in places}
        if any(self._supposes(clause) for clause in clauses):
            return True
        would = small_words("would")
        return any(self.of[at] in clauses and word.form in would for at, word in enumerate(self.words))

    def _supposes(self, clause: int) -> bool:
        """Whether a condition opens a clause: not "als" without a verb of its own, as in "als leidraad gebruiken"."""
        at = self.openers[clause]
        if at is None or self.words[at].form not in small_words("conditions"):
            return False
        inside = [word.known for place, word in enumerate(self.words) if self.of[place] == clause]
        return self._form(at + 1) in small_words("pronouns") or any(k.finite or not k.pos for k in inside)

    def _negates(self, at: int) -> bool:
        if self.words[at].form not in small_words("negations"):
            return False
        return self._form(at + 1) not in small_words("not_only") and self._form(at - 1) != "dan"  # "al dan niet"

    def _form(self, at: int) -> str:
        return self.words[at].form if 0 <= at < len(self.words) else ""

    def _cut(self) -> None:
        main = current = latest = 0
        self.openers[0] = None
        ending = False  # behind the verb of "om … te doen": the main clause may go on without a comma
        for at, word in enumerate(self.words):
            opens = self._opens(at)
            if opens or self._is_new_main(at):
                latest += 1
                current = latest
                self.openers[current] = at if opens else None
                main = main if opens else current
                ending = False
            elif current != main and ("," in word.gap or ")" in word.gap or (ending and not _is_infinitive(word))):
                current, ending = main, False
            elif self._form(at - 1) == "te":
                opener = self.openers[current]
                ending = opener is not None and self.words[opener].form == "om"
            self.of.append(current)

    def _is_new_main(self, at: int) -> bool:
        word = self.words[at]
        if any(mark in word.gap for mark in MAIN_MARKS) or word.form in small_words("contrasts"):
            return at > 0
        if word.form == "en" and at + 1 < len(self.words):
            following = self.words[at + 1]
            return following.known.finite or following.form in small_words("subjects")
        return False

    def _opens(self, at: int) -> bool:
        """Whether a word opens a subordinate clause."""
        word = self.words[at]
        comma = "," in word.gap or "(" in word.gap
        if word.form == "of":
            return at == 0 or word.known.pos == "SCONJ" or comma
        if word.form == "om":
            return any(other.form == "te" for other in self.words[at + 1 : at + FAR])
        if word.form in small_words("relatives"):
            clear = at > 0 and len(word.form) > SURELY_RELATIVE
            return comma or word.known.relative or word.known.pos == "SCONJ" or clear
        if word.form in small_words("inverted"):
            return at == 0
        if word.form == "als" and at == 0 and self._is_capacity():
            return False
        return word.form in small_words("openers") and (comma or at == 0 or word.known.pos in {"SCONJ", ""})

    def _is_capacity(self) -> bool:
        """Whether a sentence opens like "Als gemeente willen wij …": a noun, then at once the verb."""
        following = [word.known for word in self.words[1:3]]
        return len(following) == 2 and following[0].pos in {"NOUN", "PROPN"} and following[1].finite


def _is_infinitive(word: Word) -> bool:
    return word.known.pos in {"VERB", "AUX"} and not word.known.finite


@cache
def _grammar() -> dict[str, list[str]]:
    return tomllib.loads((files("ingest.dutch") / "rules" / "grammar.toml").read_text(encoding="utf-8"))
