"""What a response says about a recommendation, read from its sentences; "onduidelijk" when it does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.dutch.pipeline import Sentence
from ingest.dutch.rule_ids import RuleId
from ingest.dutch.words import small_words
from ingest.statements.cross_reference import referred
from ingest.statements.position_judge import Judgement, both, judge
from ingest.statements.position_signs import read_point, repeats
from kb.making import meaning, taken_for
from kb.model import CAUTION, Position

_POSITIONS = {position.value: position for position in Position}
_REPORTING = frozenset({RuleId.WILL_INFORM, RuleId.SENDS, RuleId.COMES_TO_COUNCIL})  # rules of promises to report
_REPORT = re.compile(
    r"informer|\b\w*(?:stur|zend)en\b|rapport|voorleg|voor te leggen|onderzoek|na te gaan|bericht|meld|terugkop"
    r"|del(?:en|ing)\b|aan\w*bied|toelicht|overzicht|uitkomst|evaluat|evaluer",
    re.I,
)
_POINTING = re.compile(r"\b(?:dit|dat|die|deze|het|haar|hem|ermee|hier\w*|daar\w*)\b", re.I)
_ANSWERED_NO = re.compile(r":\W{0,8}nee\b", re.I)  # "Overgenomen: ☒ nee"
# Options of which none was chosen.
_OPEN_CHOICE = re.compile(r"\b(\w{4,})\s*/\s*(?:wordt\s+)?niet\s+\1\b|\bja\s*/\s*nee\b\W*$", re.I)
_CHOICE = re.compile(r"(?:(?:niet|deels|gedeeltelijk)\s+)?(?:overgenomen|overnemen)\b", re.I)
_CHOICES = re.compile(rf"\W*(?:{_CHOICE.pattern}\W*){{1,6}}", re.I)
# Chances from which an answer is ADOPTED by its signs: when it has words of the point, and when it has none. So that
# at most 3 % of all are wrongly so (bench/positions).
SURELY, SURELY_APART = 0.65, 0.7
OVER_PARTLY = 12.0  # and how many times likelier than that a part was taken over, which is what it is mistaken for most
SHORT = 8  # words: a sentence that agrees and has room for nothing else
# Kinds of rules that are no position by themselves.
_OWN = (Position.ADOPTED, Position.REJECTED)  # what only the one to whom a point is directed can say
_REACH = 5  # sentences: what stands farther behind an adoption is about something else
_SURE = 0.7  # score from which a later sentence takes back what an earlier one adopts
_EXPLICIT = "gedeeltelijk"  # says in so many words that a part is taken over
_ANSWER_LATER = "antwoord volgt"  # an interim letter
_ACT = "daad"  # tells what is done, not that it was advised
_VAGUE = "vaag"  # to go on, to talk, to turn to somebody else
_OF_ANOTHER = "voor een ander"  # says that the point is for another to answer
_INSTEAD = "alternatief"  # offers something else than was advised
_RESTRICTION, _CONDITION, _CONTRAST = "voorbehoud", "voorwaarde", "tegenstelling"  # what keeps an adoption from whole


@dataclass(frozen=True, slots=True)
class Reading:
    """A position with the sentence that carries it: its words, and its place among the sentences that were read ("" and
    None when nothing carries it). `grounds` says in Dutch what in that sentence, or around it, decided; `weighed` that
    no rule did, but the weights of its signs."""

    position: Position
    words: str
    score: float
    at: int | None = None
    grounds: str = ""
    weighed: bool = False


def takes_position(sentence: Sentence) -> bool:
    """Whether a sentence by itself says what becomes of an advice."""
    return _verdict(sentence) is not None or sentence.rule(_EXPLICIT) is not None


def read_position(sentences: Sequence[Sentence], point: str = "", *, is_question: bool = False) -> Reading:
    """The position that an answer takes on one point: `sentences` are all that the answer says of it, in order, also
    over several passages, and `point` is the advice or request itself ("" when it is not known). `is_question`: the
    point is a question for an act ("Bent u bereid …?"), so that "ja", "nee" and a promise say it.

    The rules say it where they are sure. Elsewhere the signs in the answer are weighed and, but for a single sentence
    in which rules and signs read the same, what a branch of the encoder reads in answer and point together. ADOPTED
    needs a high chance, because one wrong "overgenomen" costs more than ten doubts.
    """
    read = read_point(point, is_question)
    # Whoever answers does not order: that is the point once more, quoted or in a table.
    spoken = tuple(sentence for sentence in _without_options(sentences) if not repeats(sentence, read))
    asked = point if is_question else ""
    ruled = by_rules(spoken, asked)
    position, judged = ruled.position, None
    if not stands(spoken, ruled.position) and not all(referred(sentence.text) for sentence in spoken):
        each = [by_rules((sentence,), asked).position for sentence in spoken]
        whole = " ".join(sentence.text for sentence in spoken)
        judged = judge(spoken, read, [ruled.position, *each], meaning(whole))
        position = decided(spoken, ruled.position, judged)
        if point and not (len(spoken) == 1 and position is ruled.position is not Position.UNCLEAR):
            judged = both(judged, taken_for(whole, point, "answers"))
            position = decided(spoken, ruled.position, judged)
    if position is Position.UNCLEAR or (position in _OWN and any(s.rule(_OF_ANOTHER) for s in spoken)):
        return Reading(Position.UNCLEAR, "", 0.5)
    if judged is None or position is ruled.position:
        at = next(n for n, sentence in enumerate(spoken) if sentence.text == ruled.words)
        return replace(ruled, at=at)
    at = max(range(len(spoken)), key=lambda n: judged.by_sentence[n][position])
    return Reading(position, spoken[at].text, round(judged.chances[position], 2), at, weighed=True)


def _without_options(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences without options of which none was chosen: on one line, or one below the other."""
    listed = [sentence.text for sentence in sentences if _CHOICES.fullmatch(sentence.text)]
    several = len({option.lower() for text in listed for option in _CHOICE.findall(text)}) > 1
    return tuple(
        sentence for sentence in sentences
        if not _OPEN_CHOICE.search(sentence.text) and not (several and sentence.text in listed)
    )  # fmt: skip


def stands(spoken: Sequence[Sentence], ruled: Position) -> bool:
    """Whether what the rules read is said in so many words, so that nothing is weighed; also where nothing is said."""
    said = {Position.ADOPTED: True, Position.PARTLY: any(s.rule(_EXPLICIT) for s in spoken)}
    said[Position.DEFERRED] = any(s.rule(_ANSWER_LATER) for s in spoken)
    said[Position.REJECTED] = any(
        rule.id == RuleId.REFUSES_ADVICE or _ANSWERED_NO.search(s.text) for s in spoken for rule in s.rules
    )
    return not spoken or said.get(ruled, False)


def decided(spoken: Sequence[Sentence], ruled: Position, judged: Judgement) -> Position:
    """The position of an answer, by what the rules read in it and how its signs were weighed."""
    only_agrees = len(spoken) == 1 and spoken[0].rule("instemming") and len(spoken[0].words) <= SHORT
    if stands(spoken, ruled) or only_agrees:
        return ruled
    chances = dict(judged.chances)
    adopted, least = chances[Position.ADOPTED], SURELY if judged.on_the_point else SURELY_APART
    limited = ruled is Position.REJECTED or (ruled is Position.PARTLY and any(s.rule(_CONDITION) for s in spoken))
    unlikely = adopted < least or adopted < OVER_PARTLY * chances[Position.PARTLY]
    if unlikely or limited or judged.other_measure:
        del chances[Position.ADOPTED]
    best = max(chances, key=chances.__getitem__)
    return ruled if best is Position.UNCLEAR else best


def by_rules(spoken: Sequence[Sentence], asked: str = "") -> Reading:
    """What the rules read; `asked` is the question for an act that is answered, "" when none is.

    The first sentence that carries a verdict decides, the more cautious rule where one sentence fits several. ADOPTED
    is denied unless nothing in its own sentence or behind it restricts, contrasts, denies or defers. Agreement alone
    ("die opvatting delen wij") is no position; with a commitment in the same answer, and nothing against it anywhere,
    it is ADOPTED. A promise to report ("wij informeren u in mei") says nothing of what is done, unless a report was
    asked for.
    """
    if asked and spoken and spoken[0].rule("nee"):
        return Reading(Position.REJECTED, spoken[0].text, 0.85)
    later = next((s for s in spoken if s.rule(_ANSWER_LATER)), None)
    if later and not any(_is_adoption(s) for s in spoken):
        return Reading(Position.DEFERRED, later.text, 0.85)
    partial = next((s for s in spoken if s.rule(_EXPLICIT)), None)
    if partial:
        return Reading(Position.PARTLY, partial.text, 0.85)
    verdicts = [(at, verdict) for at in range(len(spoken)) if (verdict := _verdict_on_advice(spoken, at))]
    if not verdicts:
        return _by_agreement(spoken, asked)
    at, first = verdicts[0]
    taken = {verdict.position for _, verdict in verdicts}
    if {Position.ADOPTED, Position.REJECTED} <= taken:
        return Reading(Position.PARTLY, first.words, 0.6)
    if first.position is Position.REJECTED and any(s.rule(_INSTEAD) for s in spoken[at:]):
        return Reading(Position.PARTLY, first.words, 0.6)
    if first.position is Position.ADOPTED:
        return _limited(first, spoken[at:], [verdict for _, verdict in verdicts[1:]])
    return first


def _is_adoption(sentence: Sentence) -> bool:
    verdict = _verdict(sentence)
    return verdict is not None and verdict.position is Position.ADOPTED


def _verdict(sentence: Sentence) -> Reading | None:
    """The position that one sentence carries; the most cautious where several rules fit, and none in a question."""
    if sentence.text.endswith("?"):
        return None
    fitting = {_POSITIONS[rule.kind]: rule for rule in reversed(sentence.rules) if rule.kind in _POSITIONS}
    position = next((p for p in CAUTION if p in fitting), None)
    if position is None:
        return None
    if {Position.ADOPTED, Position.REJECTED} <= fitting.keys():
        return Reading(Position.PARTLY, sentence.text, 0.6)
    if position is Position.ADOPTED and _ANSWERED_NO.search(sentence.text):
        return Reading(Position.REJECTED, sentence.text, 0.85)
    return Reading(position, sentence.text, fitting[position].score)


def _verdict_on_advice(spoken: Sequence[Sentence], at: int) -> Reading | None:
    """The position of a sentence; no adoption by "dat" or "hiermee" when the sentence before it is not about advice."""
    verdict = _verdict(spoken[at])
    if verdict is None or verdict.position is not Position.ADOPTED or at == 0 or not _POINTING.search(verdict.words):
        return verdict
    near = spoken[at - 1 : at + 1]
    told = any(rule.kind in ("recommendation", "restated") for sentence in near for rule in sentence.rules)
    named = any(
        word in small_words("advies") for sentence in near for word in re.findall(r"\w+", sentence.text.lower())
    )
    return verdict if told or named or near[0].rule("instemming") or _verdict(near[0]) else None


def _limited(adopted: Reading, spoken: Sequence[Sentence], others: Sequence[Reading]) -> Reading:
    """An adoption in the first of these sentences, less what that sentence and those behind it take away from it."""
    own = spoken[0]
    since = min(at for rule, at in zip(own.rules, own.starts, strict=True) if rule.kind == Position.ADOPTED.value)
    behind = [rule.kind for rule, at in zip(own.rules, own.starts, strict=True) if at > since]
    if own.rule(_RESTRICTION, _CONDITION) or _CONTRAST in behind:
        return Reading(Position.PARTLY, adopted.words, 0.6)
    if any(sentence.rule(_RESTRICTION, _CONTRAST) for sentence in spoken[1:_REACH]):
        return Reading(Position.PARTLY, adopted.words, 0.5)
    later = {other.position for other in others if other.score >= _SURE} - {Position.ADOPTED}
    if Position.EXISTING in later:
        return Reading(Position.EXISTING, adopted.words, 0.5)
    return Reading(Position.PARTLY, adopted.words, 0.5) if later else adopted


def _promises(sentence: Sentence, asked: str) -> bool:
    rule = sentence.rule("commitment", "intention")
    if rule is None or rule.soft:
        return False
    if asked:
        return rule.id not in _REPORTING or bool(_REPORT.search(asked))
    return rule.id not in _REPORTING and not sentence.rule(_VAGUE)


def _by_agreement(spoken: Sequence[Sentence], asked: str) -> Reading:
    """Nothing says it in so many words: "ja" and a promise do when an act was asked, agreement with a promise else,
    and assent to what the adviser observed with an act that follows from it."""
    weak = any(s.rule(_RESTRICTION, _CONDITION, _CONTRAST) for s in spoken[:_REACH])
    yes = next((s for s in spoken[:1] if asked and s.rule("ja")), None)
    acts = [s for s in spoken if s.rule(_ACT) and not s.rule(_VAGUE)]
    promised = next((s for s in spoken if _promises(s, asked)), None) or next(iter(acts), None)
    agreed = next((s for s in spoken if s.rule("instemming") or (acts and s.rule("bijval"))), None)
    if yes:
        return Reading(Position.PARTLY, yes.text, 0.5) if weak else Reading(Position.ADOPTED, yes.text, 0.8)
    if weak or not promised:
        return Reading(Position.UNCLEAR, "", 0.5)
    if asked and promised.rule("commitment", _ACT):
        return Reading(Position.ADOPTED, promised.text, 0.6)
    return Reading(Position.ADOPTED, agreed.text, 0.6) if agreed else Reading(Position.UNCLEAR, "", 0.5)
