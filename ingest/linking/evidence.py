"""What speaks for it that a letter answers an advice which it does not name, and how much that is together."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ingest.linking.marks import SHORTEST, STEM, Marks, mostly, proper
from ingest.linking.weights import JOINING, Joining
from kb.letters.parties import same_body
from kb.letters.replies import names_another, subject_shared
from kb.model import Document

A_YEAR = timedelta(days=365)
FEWEST = 4  # words that any text is taken to have besides
LONGEST = math.pow(STEM - SHORTEST + 1, 1.5)  # what the longest word weighs


class Sign(StrEnum):
    """What may speak for it, in Dutch."""

    ADDRESSED = "gaat naar de afzender ervan"
    NAMED = "noemt de afzender ervan"
    PLACE = "gaat over dezelfde overheid"
    PERSON = "richt zich tot wie het ondertekende"
    TITLED = "noemt de titel ervan"
    SUBJECT = "heeft hetzelfde onderwerp"
    DATED = "noemt de datum ervan"
    WORDS = "heeft er woorden mee gemeen"
    NAMES = "heeft er namen mee gemeen"
    UNUSUAL = "heeft er ongewone woorden mee gemeen"
    OTHER_NAMED = "noemt een andere brief"


EXPLICIT = (Sign.ADDRESSED, Sign.NAMED, Sign.PERSON, Sign.TITLED, Sign.DATED)


@dataclass(frozen=True, slots=True)
class Evidence:
    """How strong each sign is for one advice, 0 to 1, and all together."""

    advice: Document
    signs: Mapping[Sign, float]
    score: float

    @property
    def explicit(self) -> bool:
        """Whether more speaks for it than words and names in common."""
        return any(self.signs[sign] for sign in EXPLICIT)


class Rarity:
    """How rare a word is among the advices between which a letter can choose."""

    def __init__(self, among: Sequence[Marks]) -> None:
        self._spread = Counter(word for each in among for word in each.all_words)
        self._total = len(among)

    def of(self, word: str) -> float:
        """Its inverse document frequency."""
        return math.log(1 + self._total / max(1, self._spread[word]))

    def alike(self, one: frozenset[str], other: frozenset[str], but: frozenset[str], *, longer: bool = False) -> float:
        """The share of the weight of their words that two sets have in common, without some words; `longer`: a longer
        word says more. In a text of a few words one that is shared says little."""
        few = FEWEST * math.log(1 + self._total) * (LONGEST if longer else 1.0)
        both = math.sqrt((self._weight(one, longer) + few) * (self._weight(other, longer) + few))
        return self._weight((one & other) - but, longer) / both if both else 0.0

    def _weight(self, words: Iterable[str], longer: bool) -> float:
        if longer:
            return sum(math.pow(len(word) - SHORTEST + 1, 1.5) * self.of(word) for word in words)
        return sum(map(self.of, words))


def evidence(
    reply: Document, marks: Marks, advice: Document, of_advice: Marks, replies: Sequence[Marks], rarity: Rarity
) -> Evidence:
    """What speaks for it that `reply` answers `advice`. What `replies` to it said before counts as its words: a later
    list has those of the promise."""
    named = any(name in of_advice.called | of_advice.quoted for name in marks.quoted)
    parties = (reply.sender, reply.addressee, advice.sender, advice.addressee)
    bodies = frozenset[str]().union(*map(proper, parties))  # each letter of these has them
    words = max(rarity.alike(marks.words, each.words, bodies, longer=True) for each in (of_advice, *replies))
    signs = {
        Sign.ADDRESSED: float(same_body(reply.addressee, advice.sender) is True),
        Sign.NAMED: float(mostly(proper(advice.sender), marks.words)),
        Sign.PLACE: float(mostly(proper(reply.sender), of_advice.words)),
        Sign.PERSON: float(bool(marks.greeted & of_advice.signing)),
        Sign.TITLED: float(named),
        Sign.SUBJECT: subject_shared(reply, advice),
        Sign.DATED: float(_dated(reply, marks, advice)),
        Sign.WORDS: words,
        Sign.NAMES: rarity.alike(marks.names, of_advice.names, bodies),
        Sign.UNUSUAL: rarity.alike(marks.unusual, of_advice.unusual, bodies),
        Sign.OTHER_NAMED: float(names_another(reply, advice)),
    }
    return Evidence(advice, signs, score(signs))


def score(signs: Mapping[Sign, float], weights: Joining = JOINING) -> float:
    """The logarithm of the odds that these signs give."""
    return sum(amount * weights.of(sign.name) for sign, amount in signs.items()) + weights.none


def _dated(reply: Document, marks: Marks, advice: Document) -> bool:
    """Whether a letter names the day of an advice, in full or without its year within a year."""
    day: date | None = advice.date
    if day is None or day == reply.date:
        return False
    lately = reply.date is not None and timedelta() <= reply.date - day < A_YEAR
    return day in marks.days or (lately and (day.month, day.day) in marks.days)
