"""Finds cues in the words of a sentence. What a cue says is read in `cues`; here it is only looked for.

Every set of forms that some cue asks for has a bit; a word is the bits that it satisfies. So the bits of a whole
sentence tell of most cues at once that they cannot fit, and the few others are tried word by word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from ingest.dutch.scope import is_limited
from ingest.dutch.words import Clauses, Word


@dataclass(frozen=True, slots=True)
class Part:
    """One place in a cue: any of these forms, endings or lemmas."""

    forms: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    lemmas: frozenset[str] = frozenset()
    first: bool = False  # only as the first word of the sentence
    last: bool = False  # only as its last
    particle: bool = False  # only as the particle of a verb
    colon: bool = False  # only before a colon


@dataclass(frozen=True, slots=True)
class Step:
    """A part, at most `reach` words after the one before."""

    part: Part
    reach: int


@dataclass(frozen=True, slots=True)
class Cue:
    """Steps in order; more than one run of steps: all of them in one clause, in any order."""

    runs: tuple[tuple[Step, ...], ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Cues of which one must fit, and cues of which none may. `negated` and `hypothetical`: what the clause of the cue
    must be; None: either. `stated`: only where the writer says it for now; `limited`: only where the clause says how
    far it goes."""

    cues: tuple[Cue, ...]
    nots: tuple[Cue, ...] = ()
    negated: bool | None = None
    hypothetical: bool | None = None
    stated: bool = False
    limited: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern that fits, by name, and the characters start..end of the sentence that carry it."""

    name: str
    start: int
    end: int


class Matcher:
    """Looks for many patterns at once."""

    def __init__(self, patterns: dict[str, Pattern]) -> None:
        parts = {
            step.part for pattern in patterns.values() for cue in (*pattern.cues, *pattern.nots)
            for run in cue.runs for step in run
        }  # fmt: skip
        self._bits = {part: 1 << n for n, part in enumerate(sorted(parts, key=repr))}
        self._by_form = _index((form, part, bit) for part, bit in self._bits.items() for form in part.forms)
        self._by_lemma = _index((lemma, part, bit) for part, bit in self._bits.items() for lemma in part.lemmas)
        self._endings = [(end, part, bit) for part, bit in self._bits.items() for end in part.endings]
        self._patterns = [(name, pattern, self._compiled(pattern.cues), self._compiled(pattern.nots))
                          for name, pattern in patterns.items()]  # fmt: skip
        self._masks: dict[tuple[str, str, bool, bool, bool, bool], int] = {}

    def hits(self, words: Sequence[Word]) -> Iterator[Hit]:
        """One hit for each pattern that fits these words, in the order of the patterns."""
        if not words:
            return
        masks = [self._mask(word, at == 0, at == len(words) - 1) for at, word in enumerate(words)]
        looking = _Looking(words, masks)
        for name, pattern, cues, nots in self._patterns:
            places = next((found for cue in looking.possible(cues) for found in looking.all(cue, pattern)), None)
            if places is None or any(looking.excludes(cue, places) for cue in looking.possible(nots)):
                continue
            yield Hit(name, words[places[0]].start, words[places[-1]].end)

    def _compiled(self, cues: Iterable[Cue]) -> tuple[_Compiled, ...]:
        made = []
        for cue in cues:
            runs = tuple(tuple((self._bits[step.part], step.reach) for step in run) for run in cue.runs)
            made.append(_Compiled(reduce(or_, (bit for run in runs for bit, _ in run)), runs))
        return tuple(made)

    def _mask(self, word: Word, first: bool, last: bool) -> int:
        known = word.known
        key = (word.form, known.lemma, known.particle, word.colon, first, last)
        mask = self._masks.get(key)
        if mask is None:
            fitting = [*self._by_form.get(word.form, ()), *self._by_lemma.get(known.lemma, ())]
            fitting += [(part, bit) for end, part, bit in self._endings if word.form.endswith(end)]
            mask = reduce(or_, (bit for part, bit in fitting if _allows(part, word, first, last)), 0)
            self._masks[key] = mask
        return mask


@dataclass(frozen=True, slots=True)
class _Compiled:
    needs: int
    runs: tuple[tuple[tuple[int, int], ...], ...]


class _Looking:
    """The search in one sentence."""

    def __init__(self, words: Sequence[Word], masks: Sequence[int]) -> None:
        self.words, self.masks = words, masks
        self.there = reduce(or_, masks)
        self._clauses: Clauses | None = None

    @property
    def clauses(self) -> Clauses:
        """Cut when the first cue asks for them."""
        if self._clauses is None:
            self._clauses = Clauses(self.words)
        return self._clauses

    def possible(self, cues: Sequence[_Compiled]) -> Iterator[_Compiled]:
        """The cues of which every part stands somewhere in the sentence."""
        there = self.there
        return (cue for cue in cues if cue.needs & there == cue.needs)

    def excludes(self, cue: _Compiled, places: Sequence[int]) -> bool:
        """Whether a cue that may not be there begins before the last of these words or shares a clause with them; what
        a clause behind them adds ("… en om ons daarbij om advies te vragen") says nothing of them."""
        clauses = self.clauses.of_all(places)
        return any(other[0] < places[-1] or clauses & self.clauses.of_all(other) for other in self._places(cue))

    def all(self, cue: _Compiled, pattern: Pattern) -> Iterator[list[int]]:
        """The places of the words that carry the cue, in order, each time that it stands where the pattern wants it."""
        for places in self._places(cue):
            if pattern.negated is not None and self.clauses.is_negated(places) != pattern.negated:
                continue
            if pattern.hypothetical is not None and self.clauses.is_hypothetical(places) != pattern.hypothetical:
                continue
            if pattern.stated and not self.clauses.is_stated(places):
                continue
            if pattern.limited and not is_limited(self.words, self.clauses, places):
                continue
            yield places

    def _places(self, cue: _Compiled) -> Iterator[list[int]]:
        if len(cue.runs) == 1:
            yield from _runs(cue.runs[0], self.masks)
            return
        for clause in self.clauses.members():
            masks = [self.masks[place] for place in clause]
            if reduce(or_, masks) & cue.needs != cue.needs:
                continue
            found = [next(_runs(run, masks), None) for run in cue.runs]
            if all(found):
                yield sorted(clause[place] for run in found if run for place in run)


def _runs(steps: Sequence[tuple[int, int]], masks: Sequence[int]) -> Iterator[list[int]]:
    """The places of each run of these steps, from left to right."""
    bit = steps[0][0]
    dead: set[tuple[int, int]] = set()
    for at, mask in enumerate(masks):
        if mask & bit:
            rest = _follow(steps, 1, at, masks, dead)
            if rest is not None:
                yield [at, *rest]


def _follow(
    steps: Sequence[tuple[int, int]], number: int, at: int, masks: Sequence[int], dead: set[tuple[int, int]]
) -> list[int] | None:
    """The places of the steps from this number on, behind a word. `dead`: from where it was tried in vain, because in
    a sentence of the same few words the ways to try are more than anyone has time for."""
    if number == len(steps):
        return []
    if (number, at) in dead:
        return None
    bit, reach = steps[number]
    for place in range(at + 1, min(at + 1 + reach, len(masks))):
        if masks[place] & bit:
            rest = _follow(steps, number + 1, place, masks, dead)
            if rest is not None:
                return [place, *rest]
    dead.add((number, at))
    return None


def _allows(part: Part, word: Word, first: bool, last: bool) -> bool:
    placed = (first or not part.first) and (last or not part.last)
    return placed and (word.known.particle or not part.particle) and (word.colon or not part.colon)


def _index(entries: Iterable[tuple[str, Part, int]]) -> dict[str, list[tuple[Part, int]]]:
    index: dict[str, list[tuple[Part, int]]] = {}
    for text, part, bit in entries:
        index.setdefault(text, []).append((part, bit))
    return index
