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
QUOTES = re.compile('[“”„"«»]')
YEAR = re.compile(r"(?:19|20)\d\d")
FAR = 15  # words within which "te" follows the "om" of "om … te doen"


class Known(NamedTuple):
    """What the pipeline knows of a word, besides its form; the defaults where it knows nothing."""

    lemma: str = ""
    pos: str = ""  # as Universal Dependencies has it
    finite: bool = False
    relative: bool = False  # a pronoun that opens a relative clause
    particle: bool = False  # of a verb: "over" in "wij nemen dit over", not in "een besluit over dit advies"
    past: bool = False  # a finite verb in the past tense


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
    """A list of rules/grammar.toml or rules/words.toml."""
    return frozenset(_lists()[name])


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
        self.lent: dict[int, int] = {}  # clause -> the subject that it shares: "wij" in "Wij delen dit en doen het"
        self._cut()

    def members(self) -> list[list[int]]:
        """The words of each clause, with the subject that it shares with the clause before it."""
        groups: dict[int, list[int]] = {}
        for place, clause in enumerate(self.of):
            groups.setdefault(clause, []).append(place)
        for clause, subject in self.lent.items():
            groups[clause].insert(0, subject)
        return list(groups.values())

    def is_negated(self, places: Sequence[int]) -> bool:
        """Whether a word of negation stands in a clause of these words."""
        clauses = self.of_all(places)
        return any(self.of[at] in clauses and self._negates(at) for at in range(len(self.words)))

    def is_hypothetical(self, places: Sequence[int]) -> bool:
        """Whether these words stand in a condition, in a question within the sentence, or under "zou"."""
        clauses = self.of_all(places)
        if any(self._supposes(clause) for clause in clauses):
            return True
        would = small_words("would")
        return any(self.of[at] in clauses and word.form in would for at, word in enumerate(self.words))

    def is_stated(self, places: Sequence[int]) -> bool:
        """Whether the writer says these words for now: in main clauses, and none of these is told of the past or of
        another town, wished, ordered or quoted."""
        clauses = self.of_all(places)
        if any(self.openers[clause] is not None or self._is_past(clause) for clause in clauses):
            return False
        quoted = set(self._quoted())
        if any(place in quoted for place in places):
            return False
        inside = [at for at in range(len(self.words)) if self.of[at] in clauses]
        return not any(
            self.words[at].form in small_words("doubts") or self._is_elsewhere(at) or self._is_by_another(at)
            for at in inside
        )

    def of_all(self, places: Sequence[int]) -> set[int]:
        """The clauses of these words; a shared subject counts for the clause that borrows it."""
        borrowed = {
            subject for clause, subject in self.lent.items() if any(self.of[place] == clause for place in places)
        }
        return {self.of[place] for place in places if place not in borrowed}

    def _is_past(self, clause: int) -> bool:
        """By the tense, by a word such as "destijds", or by a year that a participle goes with: "is in 2018 gedaan"."""
        words = [self.words[at] for at in range(len(self.words)) if self.of[at] == clause]
        if any(word.known.past or word.form in small_words("then") for word in words):
            return True
        if not any(word.known.finite and word.known.lemma in {"hebben", "zijn"} for word in words):
            return False
        done = any(_is_infinitive(word) and word.form.endswith(("d", "t", "en")) for word in words)
        return done and any(self._is_of_then(at) for at in range(len(self.words)))

    def _is_of_then(self, at: int) -> bool:
        form = self._form(at)
        return form == "toen" or (bool(YEAR.fullmatch(form)) and self._form(at - 1) in {"in", "van"})

    def _is_elsewhere(self, at: int) -> bool:
        """Whether a body or place is named: "de gemeente Zutphen", "het college van Vlist", "in Zutphen"."""
        if self.words[at].form not in small_words("bodies") and self.words[at].form != "in":
            return False
        name = at + 2 if self._form(at + 1) == "van" else at + 1
        named = name < len(self.words) and self.words[name].known.pos == "PROPN"
        return named and self._form(name) not in small_words("maand")

    def _is_by_another(self, at: int) -> bool:
        """Whether "door" names who does it: not the writer, and not how, as in "door de termijn te verlengen"."""
        if self._form(at) != "door" or any(self._form(n) in small_words("doers") for n in (at + 1, at + 2)):
            return False
        return not any(self._form(n) == "te" and self.of[n] == self.of[at] for n in range(at, len(self.words)))

    def _quoted(self) -> list[int]:
        """The places between quotation marks, when others stand outside them."""
        inside: list[int] = []
        opened = False
        for at, word in enumerate(self.words):
            opened ^= len(QUOTES.findall(word.gap)) % 2 == 1
            if opened:
                inside.append(at)
        return inside if len(inside) < len(self.words) else []

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
        if self._form(at + 1) == "in" and self._form(at + 3) == "eerste":  # "niet in de eerste plaats"
            return False
        if self._form(at - 1) in {"dan", "wel"} or self._form(at - 2) == "wel":  # "al dan niet", "wel of niet"
            return False
        return self._form(at + 1) not in small_words("not_only")

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
                if not opens:
                    self._share_subject(at, main, current)
                main = main if opens else current
                ending = False
            elif current != main and ("," in word.gap or ")" in word.gap or (ending and not _is_infinitive(word))):
                current, ending = main, False
            elif self._form(at - 1) == "te":
                opener = self.openers[current]
                ending = opener is not None and self.words[opener].form == "om"
            self.of.append(current)

    def _share_subject(self, at: int, before: int, clause: int) -> None:
        """ "Wij delen uw zorg en volgen dit advies": behind "en" and a verb holds the subject of the clause before."""
        goes_on = self._form(at) in {"en", "maar"} and at + 1 < len(self.words) and self.words[at + 1].known.finite
        if goes_on and self._form(at + 2) not in {"wij", "we", "ik", "u", "zij", "ze", "hij"}:
            shared = [self.lent[before]] if before in self.lent else []
            words = [n for n, of in enumerate(self.of) if of == before]
            own = [n for n in words if self._form(n) in small_words("selves")]
            named = [n for n in words if self.words[n].known.pos == "NOUN"]
            for subject in (own or shared or named)[:1]:
                self.lent[clause] = subject

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
            if self._is_front(at):
                return False
            clear = at > 0 and len(word.form) > SURELY_RELATIVE
            return comma or word.known.relative or word.known.pos == "SCONJ" or clear
        if word.form in small_words("inverted"):
            return at == 0
        if word.form == "als" and at == 0 and self._is_capacity():
            return False
        if word.form == "hoe" and at > 0 and self.words[at - 1].known.pos == "VERB":
            return True
        return word.form in small_words("openers") and (comma or at == 0 or word.known.pos in {"SCONJ", ""})

    def _is_front(self, at: int) -> bool:
        """Whether a pronoun only stands in front of its verb, and the subject behind that: "dat nemen wij over"."""
        return (
            at + 2 < len(self.words)
            and self.words[at + 1].known.finite
            and self._form(at + 2) in small_words("subjects")
        )

    def _is_capacity(self) -> bool:
        """Whether a sentence opens like "Als gemeente willen wij …": a noun, then at once the verb."""
        following = [word.known for word in self.words[1:3]]
        return len(following) == 2 and following[0].pos in {"NOUN", "PROPN"} and following[1].finite


def _is_infinitive(word: Word) -> bool:
    return word.known.pos in {"VERB", "AUX"} and not word.known.finite


@cache
def _lists() -> dict[str, list[str]]:
    folder = files("ingest.dutch") / "rules"
    words, grammar = (tomllib.loads((folder / f"{name}.toml").read_text("utf-8")) for name in ("words", "grammar"))
    return words | grammar
