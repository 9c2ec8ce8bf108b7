"""What a question names exactly, and which letters and passages that is: a reference, the name of a file, a title, an
article, a day. It comes before what any word of the question means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from pathlib import PurePath

from kb.labels import day
from kb.model import Document, Passage
from kb.search import reasons
from kb.search.asked import Word
from kb.search.index import Index
from kb.search.letters import Head, Letters
from kb.search.naming import Naming, Thing, rest, things
from kb.text.stems import folded, plain_words

NAMES = re.compile(r"[\d._-]")  # what every reference and name of a file has
MOST = 20  # things that one question names: a text that somebody pasted may hold hundreds
QUOTED = re.compile("[“‘\"'„]([^”’\"']+)[”’\"']")  # a title has a name of its own in it: Motie “Warme voordeur”
LONGEST_YEAR = 4  # characters: a shorter reference may be any number in a question


class Named(IntEnum):
    """How a question names a letter, or something that stands in a passage: what says more goes first."""

    PARTLY = 1  # the article stands there, not its member
    STANDS = 2
    ANSWERED = 3
    OVER = 4  # in the head of the letter
    OWN = 5


TITLES = {Named.OWN: "zo heet dit stuk", Named.OVER: "zo heet het in de titel van dit stuk"}


class Exact:
    """What one question names, looked up. `documents`: how it names each; `passages`: the things that stand in each.
    `all_missed`: the question is nothing but what it names, and none of that is anywhere.

    `heads`: of the letters in whose head all its words stand the passage that stands for each. Who types a title gets
    that one passage first, not all of a long report.
    """

    def __init__(self, text: str, letters: Letters, index: Index, heads: Mapping[str, str]) -> None:
        self.documents: dict[str, Named] = {}
        self.passages: dict[str, list[Thing]] = {}
        self._reasons: dict[str, str] = {}
        self._titled = dict(_titled(text, letters.counting(heads), heads))
        asked, folded_ = _as_reference(text), f" {folded(text)} "
        if NAMES.search(text):  # without these no letter is named, and there may be many
            for head in letters.heads():
                self._look_at(head, asked, folded_)
        named = things(text)[:MOST]
        for thing in named:
            self._look_for(thing, letters, index)
        self._words = {word for thing in named for word in plain_words(f"{thing.said} art")}
        self.all_missed = bool(named) and not self and not plain_words(rest(text))

    def __bool__(self) -> bool:
        return bool(self.documents or self.passages or self._titled)

    def kept(self, passages: Iterable[Passage]) -> dict[str, Named]:
        """How the question names each of these passages; those that it does not name are not here."""
        found = {each.id: self._named(each) for each in passages}
        return {id_: named for id_, named in found.items() if named}

    def reasons(self, passage: Passage) -> list[str]:
        """Why, of a passage that it names."""
        of_letter = self._reasons.get(passage.document_id)
        titled = self._titled.get(passage.id)
        return [
            *([of_letter] if of_letter else []),
            *([TITLES[titled]] if titled else []),
            *(reasons.named(thing, passage.text) for thing in self._in(passage)),
        ]

    def beside(self, said: Iterable[Word]) -> list[Word]:
        """Those of these words that are no part of what is named."""
        return [word for word in said if folded(word.typed) not in self._words]

    def _named(self, passage: Passage) -> Named | None:
        whole = [thing.stands_whole_in(passage.text) for thing in self._in(passage)]
        inside = (Named.STANDS if any(whole) else Named.PARTLY) if whole else None
        ways = self.documents.get(passage.document_id), self._titled.get(passage.id), inside
        return max(filter(None, ways), default=None)

    def _in(self, passage: Passage) -> list[Thing]:
        return [thing for thing in self.passages.get(passage.id, ()) if thing.stands_in(passage.searchable)]

    def _look_at(self, document: Head, asked: str, question: str) -> None:
        """Whether its reference, that of the letter it answers, or its file stands in the question."""
        own, answered = document.our_reference, document.your_reference
        if own and _is_in(_as_reference(own), asked):
            self._note(document, Named.OWN, f"kenmerk {own} is van deze brief")
        elif any(name in question for name in _names(document)):
            self._note(document, Named.OWN, f"het bestand heet {document.file}")
        elif answered and _is_in(_as_reference(answered), asked):
            self._note(document, Named.ANSWERED, f"antwoordt op kenmerk {answered}")

    def _look_for(self, thing: Thing, letters: Letters, index: Index) -> None:
        passages, headed = index.naming(thing)
        for id_ in passages:
            self.passages.setdefault(id_, []).append(thing)
        for document in letters.heads() if thing.kind in (Naming.DAY, Naming.REFERENCE) else ():
            if thing.day and document.date == thing.day:
                self._note(document, Named.OWN, f"is van {day(document.date)}")
            elif thing.kind is Naming.REFERENCE and document.id in headed and document.id not in self.documents:
                self._note(document, Named.OVER, f"{thing.said} staat in de kop of het briefhoofd")

    def _note(self, document: Head, named: Named, why: str) -> None:
        if named > self.documents.get(document.id, 0):
            self.documents[document.id], self._reasons[document.id] = named, why


def _titled(text: str, documents: Mapping[str, Document], heads: Mapping[str, str]) -> Iterator[tuple[str, Named]]:
    """The passages that stand for letters of which the question is the title, or the name that the title quotes."""
    asked = plain_words(text)
    for document_id, passage_id in heads.items():
        title = documents[document_id].title if document_id in documents else ""
        if plain_words(title) == asked:
            yield passage_id, Named.OWN
        elif any(plain_words(name) == asked for name in QUOTED.findall(title)):
            yield passage_id, Named.OVER


def _names(document: Head) -> tuple[str, ...]:
    """The name of its file as people type it, with and without its ending; without signs it is a word like others."""
    file = folded(document.file)
    stem = PurePath(file).stem
    return (f" {file} ", *([f" {stem} "] if re.search(r"[\d_-]", stem) and len(stem) > LONGEST_YEAR else []))


def _as_reference(text: str) -> str:
    """Folded, with one kind of mark between its parts: "ASD 2024/11" and "asd-2024-11" are one."""
    return "-".join(re.findall(r"[^\W_]+", folded(text)))


def _is_in(reference: str, asked: str) -> bool:
    """Whether a reference, which has digits and is no year, stands in a question with nothing glued to its parts."""
    says_enough = len(reference) > LONGEST_YEAR and any(map(str.isdigit, reference))
    return says_enough and f"-{reference}-" in f"-{asked}-"
