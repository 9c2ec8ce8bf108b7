"""What a response says about a recommendation, read from its sentences; "onduidelijk" when it does not say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.dutch.pipeline import Sentence
from kb.model import Position

_POSITIONS = {position.value: position for position in Position}
_REPORTING = frozenset({"zullen-informeren", "sturen", "komt-naar-de-raad"})  # rules of promises to report
_REPORT = re.compile(
    r"informer|\b\w*(?:stur|zend)en\b|rapport|voorleg|voor te leggen|onderzoek|na te gaan|bericht|meld|terugkop"
    r"|del(?:en|ing)\b|aan\w*bied|toelicht|overzicht|uitkomst|evaluat|evaluer",
    re.I,
)
_EXCEPTS = re.compile(r";.*\b(?:niet|niets|geen)\b", re.I)  # "… nemen wij over; voor anderen verandert er niets."
_RESERVATION = "voorbehoud"  # kind of the rule for what keeps an adoption in the same sentence from being whole
_EXPLICIT = "gedeeltelijk"  # kind of the rule that says in so many words that a part is taken over


@dataclass(frozen=True, slots=True)
class Reading:
    """A position with the words that carry it ("" when nothing does)."""

    position: Position
    words: str
    score: float


def takes_position(sentence: Sentence) -> bool:
    """Whether a sentence by itself says what becomes of an advice."""
    return _verdict(sentence) is not None or sentence.rule(_EXPLICIT) is not None


def read_position(sentences: Iterable[Sentence], asked: str = "") -> Reading:
    """The position that an answer takes; `asked` is the question for an act that it answers ("Bent u bereid …?"), so
    that "ja", "nee" and a promise say it.

    The first sentence that carries a verdict decides, the more cautious rule where one sentence fits several; what
    follows can only make an adoption partial, never the other way: one wrong "overgenomen" costs more than ten doubts.
    Agreement alone ("die opvatting delen wij") is no position; with a commitment in the same answer it is ADOPTED. A
    promise to report ("wij informeren u in mei") says nothing of what is done, unless a report was asked for.
    """
    spoken = tuple(sentences)
    if asked and spoken and spoken[0].rule("nee"):
        return Reading(Position.REJECTED, spoken[0].text, 0.85)
    verdicts = [verdict for sentence in spoken if (verdict := _verdict(sentence))]
    partial = next((s for s in spoken if s.rule(_EXPLICIT)), None)
    if partial:
        return Reading(Position.PARTLY, partial.text, 0.85)
    taken = {verdict.position for verdict in verdicts}
    if {Position.ADOPTED, Position.REJECTED} <= taken:
        return Reading(Position.PARTLY, verdicts[0].words, 0.6)
    if verdicts:
        return verdicts[0]
    return _by_agreement(spoken, asked)


def _verdict(sentence: Sentence) -> Reading | None:
    """The position that one sentence carries; the most cautious where several rules fit."""
    order = (Position.REJECTED, Position.DEFERRED, Position.PARTLY, Position.EXISTING, Position.ADOPTED)
    fitting = {_POSITIONS[rule.kind]: rule for rule in sentence.rules if rule.kind in _POSITIONS}
    position = next((p for p in order if p in fitting), None)
    if position is None:
        return None
    score = fitting[position].score
    if position is Position.ADOPTED and (sentence.rule(_RESERVATION) or _EXCEPTS.search(sentence.text)):
        position = Position.PARTLY
    return Reading(position, sentence.text, score)


def _promises(sentence: Sentence, asked: str) -> bool:
    rule = sentence.rule("commitment", "intention")
    if rule is None or rule.soft:
        return False
    return rule.id not in _REPORTING or bool(_REPORT.search(asked))


def _by_agreement(spoken: tuple[Sentence, ...], asked: str) -> Reading:
    if asked and spoken and spoken[0].rule("ja"):
        return Reading(Position.ADOPTED, spoken[0].text, 0.8)
    promised = next((s for s in spoken if _promises(s, asked)), None)
    if asked and promised and promised.rule("commitment"):
        return Reading(Position.ADOPTED, promised.text, 0.6)
    agreed = next((s for s in spoken if s.rule("instemming")), None)
    if agreed and promised:
        return Reading(Position.ADOPTED, agreed.text, 0.6)
    return Reading(Position.UNCLEAR, "", 0.5)
