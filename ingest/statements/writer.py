"""Who writes a document of advice, and whether it is somebody else who advises in one of its sentences: "De Woonbond
beveelt corporaties aan …" in a letter of a tenants' council argues with another's advice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.dutch.orders import is_imperative
from ingest.dutch.pipeline import Sentence
from ingest.dutch.predicates import classes
from ingest.dutch.words import Clauses, Word, small_words
from ingest.letterhead.bodies import is_authority, is_organisation
from ingest.statements.draft import Part
from kb.model import Document

_ADVISING = frozenset({"adviseren", "vragen", "vinden"})
_AGAIN = 3  # times: whose advice a document tells so often is not quoted in passing
_FIRST, _LAST, _LINE = 6, 4, 12  # passages, of so many words, in which a writer without a letterhead names himself
_BESIDE = frozenset({"ADV", "CCONJ"})  # may stand before a subject
_INSIDE = frozenset({"NOUN", "PROPN", "DET", "ADJ", "NUM", "X"})  # of the words that name somebody
_AUXILIARY = frozenset({"hebben", "zullen", "willen", "kunnen", "blijven"})
_ACTING = frozenset({"wij", "we", "ik", "hij", "zij", "ze", "men", "jullie"})
_SOURCE = frozenset({"in", "volgens", "door", "uit", "van"})
_LONG = 5  # letters: what a shorter word shares with another says nothing


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: the words of his name in lower case, whether it was read from a letterhead, and whether he calls
    himself "wij" or "ik"."""

    names: tuple[str, ...]
    is_known: bool
    says_we: bool
    advisers: frozenset[str] = frozenset()  # whose advice the document tells again and again

    @classmethod
    def of(cls, document: Document, parts: Sequence[Part]) -> Writer:
        """By the sender of the document, else by how it opens and closes."""
        lines = [part.passage.text for part in (*parts[:_FIRST], *parts[-_LAST:])]
        names = tuple(_words(document.sender or " ".join(line for line in lines if len(line.split()) <= _LINE)))
        sentences = [sentence for part in parts for sentence in part.sentences]
        says_we = any(word.form in small_words("wij") for one in sentences for word in one.words)
        told = Counter(" ".join(each) for one in sentences for each in advisers(one, frozenset({"adviseren"})))
        often = frozenset(name for name, times in told.items() if times >= _AGAIN)
        sender = document.sender or ""  # a person may write for any body
        return cls(names, is_organisation(sender) or is_authority(sender), says_we, often)

    def leaves_to_others(self, sentence: Sentence) -> bool:
        """Whether somebody else advises, asks or judges in the sentence."""
        if is_imperative(sentence):
            return False
        return any(not self._is_own(named) for named in advisers(sentence, _ADVISING))

    def _is_own(self, named: Sequence[str]) -> bool:
        """Whether this may name the writer: by a general noun ("de commissie") or by words of his name."""
        if " ".join(named) in self.advisers:
            return True
        if not (self.is_known or self.says_we):  # who has no name and no "wij" may be anybody that is no third body
            return not small_words("derden") & {word.lower() for word in named}
        if not self.is_known and any(word.lower() in small_words("adviseur") for word in named):
            return True  # he may call himself by his full name
        proper = [word.lower() for word in named if word[0].isupper()]
        return all(self._is_part(word) for word in proper or named[:1])

    def _is_part(self, word: str) -> bool:
        if word in self.names or word in small_words("adviseur") | small_words("bestuur"):
            return True
        if not self.is_known or len(word) < 2:
            return False
        initials = "".join(name[0] for name in self.names)
        within = len(word) > _LONG and any(word in name for name in self.names)
        long = [name for name in self.names if len(name) > _LONG]
        made = any(word.endswith(name) for name in long) and any(word.startswith(name[:_LONG]) for name in long)
        return initials.startswith(word) or within or made


def _words(text: str) -> Iterator[str]:
    return (word.lower() for word in re.findall(r"[\w’'-]+", text))


def advisers(sentence: Sentence, doing: frozenset[str]) -> Iterator[list[str]]:
    """By clause the nouns and names of who does so; a name keeps its capital."""
    if not any(doing & set(classes("verbs").get(word.known.lemma, ())) for word in sentence.words):
        return
    groups: dict[int, list[Word]] = {}
    for word, clause in zip(sentence.words, Clauses(sentence.words).of, strict=True):
        groups.setdefault(clause, []).append(word)
    for words in groups.values():
        if named := [_as_named(word, sentence) for word in _who(words, doing) if _is_name(word, sentence)]:
            yield named


def _is_name(word: Word, sentence: Sentence) -> bool:
    return word.known.pos in {"NOUN", "PROPN"} or (word.start > 0 and sentence.text[word.start].isupper())


def _as_named(word: Word, sentence: Sentence) -> str:
    proper = word.known.pos == "PROPN" or word.start > 0
    return sentence.text[word.start : word.end] if proper else word.form


def _who(words: Sequence[Word], doing: frozenset[str]) -> Sequence[Word]:
    """The words of a clause that say who does it: those before the verb, or behind it where something else opens the
    clause; none where that is a pronoun, or nobody."""
    finite = any(word.known.finite for word in words)
    verb = next((at for at, word in enumerate(words) if word.known.finite or (not finite and _does(word, doing))), 0)
    if verb == 0:
        return ()
    front, behind = list(words[:verb]), list(words[verb + 1 :])
    done = [word for word in behind if word.known.pos == "VERB" and not word.known.finite]
    if words[verb].known.lemma == "worden":  # "In het rapport van het Planbureau wordt aanbevolen …"
        return front[1:] if front[0].form in _SOURCE and any(_does(word, doing) for word in done) else ()
    helps = words[verb].known.lemma in _AUXILIARY and done
    if not any(_does(word, doing) for word in (done if helps else [words[verb]])):
        return ()
    if behind and behind[0].form in _ACTING:
        return ()
    if front[-1].form in _ACTING:
        return ()
    while front and front[0].known.pos in _BESIDE:
        front.pop(0)
    if any(word.known.pos in {"NOUN", "PROPN"} for word in front) and front[0].known.pos in _INSIDE:
        return front
    if any(word.known.pos not in _INSIDE | _BESIDE | {"ADP"} for word in front):
        return ()
    while behind and behind[0].known.pos == "ADV":
        behind.pop(0)
    end = next((at for at, word in enumerate(behind) if word.known.pos not in _INSIDE), len(behind))
    return behind[:end]


def _does(word: Word, doing: frozenset[str]) -> bool:
    return bool(doing & set(classes("verbs").get(word.known.lemma, ())))
