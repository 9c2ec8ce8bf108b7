"""What the sentences of one text and the points of another have in common.

Each sentence is weighed against each point by meaning, by the rare words and compounds that both have, and by number;
what the sentences beside it, its paragraph and its heading have in common with the point counts too.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.linking.similarity import Encode
from ingest.linking.weights import WEIGHTS, Weights

Matrix = NDArray[np.float32]
SHORTEST_WORD, SHORTEST_COMMON = 4, 5  # characters of a word that counts; that two words of a compound share
LONG = 3  # sentences of a paragraph; in a longer one a sentence stands with the one before and behind it
_PLAIN = frozenset(
    re.findall(
        r"\w+",
        """advies adviezen adviseert adviseren geadviseerd aanbeveling aanbevelingen aanbevolen beveelt punt punten wij
        onze
        deze dit voor naar niet worden wordt door over zijn heeft hebben kunnen moeten moet zodat waarbij daarbij
        waarin
        daarnaast verder graag college gemeente gemeenten raad inwoners jaar ieder iedere alle meer minder goed goede
        nieuwe maken komen gaan geven krijgen zorgen zorg daar hier waar zoals onder tussen tegen zonder binnen buiten
        altijd belang groot grote eerste tweede twee drie vier vijf willen zouden zullen vinden vindt gaat geeft kan
        elke
        elk andere anders tijd maar want omdat toch wel eens""",
    )
)


@dataclass(frozen=True, slots=True)
class Point:
    """What may be answered: its words, and those around it that explain it."""

    id: str
    text: str
    around: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, item or row that may answer. `paragraph` and `section` tell which stand together, `named` which
    points it or its heading names. `idle`: it opens, thanks or closes;
    `repeats`: it says what was advised."""

    text: str
    paragraph: int
    section: int
    heading: str = ""
    whole: str = ""  # the text of its paragraph
    named: frozenset[str] = frozenset()
    idle: bool = False
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class InCommon:
    """What each unit (a row) and each point (a column) have in common, sign by sign; between 0 and 1."""

    meaning: Matrix  # of the paragraph
    sentence: Matrix  # meaning of the unit alone
    beside: Matrix  # and with those beside it
    own: Matrix  # rare words of the point in the unit
    whole: Matrix  # and in its paragraph
    above: Matrix  # meaning of the heading
    above_words: Matrix
    titled: Matrix  # of all points only this one has the words of the heading
    numbered: Matrix
    idle: Matrix


def in_common(units: Sequence[Unit], points: Sequence[Point], encode: Encode) -> InCommon:
    """What all of these have in common, in meaning, words and number."""
    texts = {unit.paragraph: unit.whole or unit.text for unit in units}
    row = {number: n for n, number in enumerate(texts)}
    rows = [row[unit.paragraph] for unit in units]
    titles = {title: n for n, title in enumerate(sorted({u.heading for u in units if u.heading}))}
    below = [titles.get(unit.heading, len(titles)) for unit in units]
    asked = _Asked(points, encode)
    nothing = np.zeros((1, len(points)), np.float32)
    titled = np.array([_titled(title, points) for title in titles], np.float32).reshape(len(titles), len(points))
    return InCommon(
        meaning=asked.meaning(list(texts.values()))[rows],
        sentence=asked.meaning([unit.text for unit in units]),
        beside=asked.meaning(_with_those_beside(units)),
        own=asked.shared([unit.text for unit in units]),
        whole=asked.shared(list(texts.values()))[rows],
        above=np.vstack([asked.meaning(list(titles)), nothing])[below],
        above_words=np.vstack([asked.shared(list(titles)), nothing])[below],
        titled=np.vstack([titled, nothing])[below],
        numbered=np.array([[point.id in unit.named for point in points] for unit in units], np.float32),
        idle=np.array([[unit.idle and not unit.named] * len(points) for unit in units], np.float32),
    )


def measured(units: Sequence[Unit], both: InCommon, w: Weights = WEIGHTS) -> Matrix:
    """How much each unit and each point have in common, in one number."""
    words = (1 - w.paragraph) * both.own + w.paragraph * both.whole
    near = both.meaning + w.words * words
    above = both.above + w.words * both.above_words
    titled = np.array([[bool(unit.heading)] for unit in units])
    below = np.maximum(near, (1 - w.heading) * near + w.heading * above) + w.title * both.titled
    near = np.where(titled, below, near) + w.number * both.numbered - w.own_words * both.idle
    return _carried(units, near.astype(np.float32), w)


def _with_those_beside(units: Sequence[Unit]) -> list[str]:
    """Each unit with the one before and behind it; that of a short paragraph with its paragraph."""
    size = Counter(unit.paragraph for unit in units)
    found = []
    for n, unit in enumerate(units):
        beside = [each.text for each in units[max(0, n - 1) : n + 2] if each.paragraph == unit.paragraph]
        found.append(" ".join(beside) if size[unit.paragraph] > LONG else unit.whole or unit.text)
    return found


def _titled(heading: str, points: Sequence[Point]) -> NDArray[np.float32]:
    """1 for the only point that has all words of a heading."""
    words = content(heading)
    has = [bool(words) and all(any(alike(word, other) for other in content(p.text)) for word in words) for p in points]
    return np.array(has, np.float32) if sum(has) == 1 else np.zeros(len(points), np.float32)


def _carried(units: Sequence[Unit], near: Matrix, w: Weights) -> Matrix:
    """What follows a question or a point that is told again is about the same: in its paragraph, else in the next."""
    told: tuple[Matrix, Unit] | None = None
    for n, unit in enumerate(units):
        if unit.repeats:
            told = near[n].copy(), unit
        elif told and unit.section == told[1].section and unit.paragraph - told[1].paragraph <= 1:
            near[n] = np.maximum(near[n], w.told * told[0])
        else:
            told = None
    return near


class _Asked:
    """All points, with what is compared of them made once."""

    def __init__(self, points: Sequence[Point], encode: Encode) -> None:
        self._encode, self._points = encode, len(points)
        self._said, self._around = encode([p.text for p in points]), encode([p.around for p in points])
        words = [content(p.text) for p in points]
        self._vocabulary = sorted(frozenset[str]().union(*words))
        self._heavy = _heavy(words, self._vocabulary)
        self._like: dict[str, list[int]] = {}  # by a word of a text the places of the words of points that are like it

    def meaning(self, texts: Sequence[str]) -> Matrix:
        """A point is what it says or what stands around it, whichever is nearer."""
        if not texts:
            return np.zeros((0, self._points), np.float32)
        vectors = self._encode(texts)
        found: Matrix = np.maximum(vectors @ self._said.T, vectors @ self._around.T)
        return found

    def shared(self, texts: Sequence[str]) -> Matrix:
        """The share of the rare words of each point that stands in a text, as words or as parts of compounds."""
        here = np.zeros((len(texts), len(self._vocabulary)), np.float32)
        for n, text in enumerate(texts):
            for said in content(text):
                if said not in self._like:
                    self._like[said] = [m for m, word in enumerate(self._vocabulary) if alike(word, said)]
                here[n, self._like[said]] = 1.0
        found: Matrix = np.minimum(1.0, here @ self._heavy).astype(np.float32)
        return found


def _heavy(asked: Sequence[frozenset[str]], vocabulary: Sequence[str]) -> Matrix:
    """Of each word (a row) the share of what all words of each point (a column) weigh: rare words weigh most."""
    spread = Counter(word[:7] for words in asked for word in words)
    weight = {stem: math.log(1 + len(asked) / n) for stem, n in spread.items()}
    place = {word: n for n, word in enumerate(vocabulary)}
    heavy = np.zeros((len(vocabulary), len(asked)), np.float32)
    for m, words in enumerate(asked):
        whole = sum(sorted((weight[word[:7]] for word in words), reverse=True)[:8])
        for word in words:
            heavy[place[word], m] = weight[word[:7]] / whole
    return heavy


def content(text: str) -> frozenset[str]:
    """The words that may say what a text is about, in lower case, without their plural."""
    words = (word.casefold() for word in re.findall(r"[^\W\d_]{4,}|\d[\d.]*\d", text))
    return frozenset(re.sub(r"(?<=\w{4})(?:en|s|e)$", "", word) for word in words if word not in _PLAIN)


def alike(one: str, other: str) -> bool:
    """Whether two words share their stem, or one stands in the other: "bank" in "bankjes", "taalcoach"."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) < SHORTEST_COMMON:
        return long.startswith(short) and (len(short) >= SHORTEST_WORD or short == long)
    return short in long or (len(short) >= 7 and short[:7] == long[:7])
