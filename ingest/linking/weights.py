"""The numbers that decide how an answering letter is laid beside an advice, and what is clearly the nearest, together.

Chosen on the joined letters of 40 trails with their points as the program finds them, precision counting twice as much
as recall; what is about none of the points, and what it takes to go on, anew on 89 trails. Weights of likeness: 1 is
the same, 0 has nothing in common.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kb.model import Relation


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each sign adds to a sentence that may be about a point, and what it takes to stay with one."""

    words: float = 0.8  # rare words that are shared, as a share of the rare words of the point
    number: float = 1.0  # the sentence, or the heading above it, names the number of the point
    heading: float = 0.3  # what the heading has in common with the point, beside what the sentence has
    title: float = 0.3  # of all points only this one has the words of the heading
    paragraph: float = 0.5  # how much of the paragraph counts in each of its sentences
    none: float = 0.05  # a sentence with less than this chance for every point is about none of them
    stay: float = 0.15  # the next sentence of a paragraph is about the same point
    section: float = 0.1  # the next paragraph under the same heading is about the same point
    order: float = 0.03  # the next paragraph is about the next point
    least: float = 0.15  # the mean chance that a stretch must reach to be an answer
    lead: float = 0.03  # by which its chance must be above that of any other point
    also: float = 0.8  # share of the best that another point must reach to be answered by the same words
    told: float = 0.8  # share of what a question or a repeated point has in common that holds for what follows it
    own_words: float = 0.5  # an opening, thanks or closing must have this much more in common
    common: float = 0.2  # likeness without which being the nearest says nothing


WEIGHTS = Weights()
# A list, report or letter to the council is about other things too.
NEWS = Weights(none=0.2, least=0.3)


Table = Mapping[str, float]


@cache
def laying() -> Table:
    """What each sign of a sentence and a point adds to the chance, in log-odds, that the one is about the other
    (`best_path.signs_of`), and what each two of them add together, by "one*other"; "always" is added to all. Learnt
    with `python -m bench.laying`, which says what they do for folders that were left out."""
    table: Table = tomllib.loads((files("ingest.linking") / "laying_weights.toml").read_text("utf-8"))
    return table


@dataclass(frozen=True, slots=True)
class Joining:
    """What each sign adds to the logarithm of the odds that a letter answers an advice which it does not name, and what
    it takes to join the two. Fitted (logistic regression) on the letters of seven folders that people annotated: each
    folder by itself, all together, and all together with one place in that of each authority; rounded. With each folder
    left out in turn it joins 76 of 81 pairs rightly and none wrongly; in one knowledge base of all letters 75 and one;
    with one place for all of them 72 and none."""

    addressed: float = 1.7
    named: float = 3.2
    place: float = 3.8
    person: float = 5.2
    titled: float = 4.6
    subject: float = 4.0  # set by hand: of letter and advice with half of it in common 31 pairs of 34 belong together
    dated: float = 3.6
    words: float = 19.6
    names: float = 14.1
    unusual: float = 35.4
    other_named: float = -4.0
    none: float = -11.8  # of any letter and any advice

    least: float = 1.0  # at least
    explicit_least: float = -2.0  # at least where the adviser, who signs, the title or the date is named
    addressed_least: float = -5.0  # at least among the advices of the body to which it goes
    of_nobody_least: float = 4.5  # at least for a paper of an unknown kind that has only words in common
    lead: float = 2.0  # over the next advice that could be meant
    # At least where the first of three or more is far ahead. Of 148 letters in fourteen annotated folders that do not
    # say what they answer 84 have no such advice: in none of these the first is more than 6.2 ahead.
    far_least: float = -3.0
    far_lead: float = 7.0

    def of(self, sign: str) -> float:
        """The weight of a sign, by its name."""
        return float(getattr(self, sign.lower()))


JOINING = Joining()


@dataclass(frozen=True, slots=True)
class Margin:
    """What makes one of several clearly the nearest: how like it is, and its lead over the next."""

    least: float
    lead: float


RESTATEMENT = Margin(0.35, 0.12)  # the point that a letter repeats in other words
SUBJECT = Margin(0.28, 0.15)  # the point that a paragraph elsewhere is about
SAME_PROMISE = Margin(0.6, 0.12)  # one promise that is made twice, in almost the same words
NAMED_PROMISE = Margin(0.2, 0.12)  # the promise that is meant, in a letter which is named with its date or reference
# The promise that is meant when no letter is named: less where a sentence says that a promise is kept.
PROMISE = {
    Relation.FULFILS: Margin(0.25, 0.12), Relation.CHANGES: Margin(0.4, 0.12), Relation.REPEATS: Margin(0.35, 0.12),
    Relation.SUPPLEMENTS: Margin(0.35, 0.12),
}  # fmt: skip
