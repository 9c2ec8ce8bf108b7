"""Letters that say that the answer comes later, and for which points that holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from ingest.linking.answer_links import Replied, short
from ingest.linking.letter import PROMISES, Letter
from ingest.linking.neighbours import Neighbours
from ingest.linking.proposal import proposal
from ingest.linking.repeated_points import wanted_of
from ingest.statements.draft import Draft, statements
from kb.model import (
    Ground,
    GroundKind,
    Link,
    Position,
    Relation,
    Statement,
    StatementKind,
)

# "Inhoudelijk reageren wij liever pas wanneer de uitkomst bekend is."
POSTPONES = re.compile(
    r"\b(?:inhoudelijk\w*|definitie\w*|uitvoerig\w*)\b[^.;]{0,40}\b(?:reageren|reactie|antwoord\w*|standpunt)\b[^.;]{0,60}"
    r"\b(?:pas|later|nadat|zodra|wanneer|uiterlijk)\b"
    r"|\bverwacht\w* (?:wij|we)?\b[^.;]{0,60}\binhoudelijk (?:te kunnen |te zullen )?(?:reageren|antwoorden)\b"
    r"|\b(?:kunnen|konden|zijn) (?:wij|we) (?:u )?(?:nog|vooralsnog) niet\b[^.;]{0,40}\b(?:reageren|antwoord\w*)\b",
    re.I,
)


_ANSWER, _GIVEN = r"(?:reactie|antwoord|standpunt)", r"(?:geven|sturen|innemen|bepal\w+|mogelijk)"
# "Inhoudelijk kunnen wij daarom nog niet op uw aanbevelingen ingaan.", "Ik ga er nu nog niet op in.",
# "Een inhoudelijke reactie kunnen wij nu nog niet geven."
NOT_YET = re.compile(
    r"\bnog niet\b[^.;]{0,60}\b(?:ingaan|in te gaan|op in|reageren|antwoord\w*|beantwoord\w*)\b"
    r"|\bniet eerder\b[^.;]{0,40}\b(?:reageren|antwoord\w*)\b"
    rf"|\b{_ANSWER}\b[^.;]{{0,40}}\bnog niet\b[^.;]{{0,20}}\b{_GIVEN}\b"
    rf"|\bnog geen\b[^.;]{{0,40}}\b{_ANSWER}\b[^.;]{{0,20}}\b{_GIVEN}\b",
    re.I,
)
_WRITER = re.compile(r"\b(?:wij|we|ik|het college|het (?:dagelijks )?bestuur|de wethouder)\b", re.I)


POSTPONED = 0.6  # score of such a sentence


LATER = re.compile(
    r"\b(?:volledige|inhoudelijke|definitieve|uitgebreide|nadere) (?:reactie|antwoord|beantwoording)\b"
    r"|\b(?<!van )(?:onze|een) (?:schriftelijke |bestuurlijke )?reactie\b"
    r"|\bons (?:definitieve )?(?:standpunt|antwoord)\b",
    re.I,
)


def puts_off(sentence: str) -> bool:
    """Whether somebody says that he answers later, or does not do so yet."""
    return bool(POSTPONES.search(sentence) or (NOT_YET.search(sentence) and _WRITER.search(sentence)))


def postponement(letter: Letter) -> Statement | None:
    """The first sentence that says in other words than those of a promise that the answer comes later, or that it does
    not come yet, with the promise behind it; None when the letter only promises it, or what it says of a point is found
    there."""
    promises = [s for s in letter.of_kind(*PROMISES) if LATER.search(s.text)]
    for promise in promises:
        part = letter.part(promise)
        before = next((s for s in part.sentences if s.end <= promise.start and NOT_YET.search(s.text)), None)
        if before and not part.passage.text[before.end : promise.start].strip():
            draft = Draft(StatementKind.RESPONSE, part, before.start, promise.end, GroundKind.ALIGNED, POSTPONED)
            found = next(statements(letter.document, [draft]))
            return replace(found, due=promise.due, due_text=promise.due_text)
    if promises:
        return _apart(letter, promises[0])
    for part in letter.parts:
        for sentence in part.sentences:
            if puts_off(sentence.text) and all(s.passage_id != part.passage.id for s in letter.answers()):
                draft = Draft(StatementKind.RESPONSE, part, sentence.start, sentence.end, GroundKind.ALIGNED, POSTPONED)
                return next(statements(letter.document, [draft]))
    return None


def _apart(letter: Letter, promise: Statement) -> Statement | None:
    """The sentence of an earlier paragraph that says that the answer does not come yet, with the moment promised; None
    where it already stands as an answer of its own, without that moment."""
    until = letter.part(promise).passage.number
    taken = {s.passage_id for s in letter.answers() if not s.rests_on(GroundKind.LOOSE)}
    for part in (part for part in letter.parts if part.passage.number < until and part.passage.id not in taken):
        for sentence in part.sentences:
            if NOT_YET.search(sentence.text) and _WRITER.search(sentence.text):
                draft = Draft(StatementKind.RESPONSE, part, sentence.start, sentence.end, GroundKind.ALIGNED, POSTPONED)
                return replace(next(statements(letter.document, [draft])), due=promise.due, due_text=promise.due_text)
    return None


def only_puts_off(letter: Letter, near: Sequence[Link], wanted: Sequence[Statement]) -> bool:
    """Whether a letter announces the answer and takes a position on less than half of the points: what it is about, it
    does not yet answer."""
    announced = any(LATER.search(s.text) for s in letter.of_kind(*PROMISES))
    announced = announced or any(puts_off(s.text) for s in letter.answers())
    decided = {each.target_id for each in near if each.position not in (Position.UNCLEAR, Position.DEFERRED)}
    return announced and 2 * len(decided) < len(wanted)


def deferrals(replied: Replied, near: Neighbours) -> Iterator[Link]:
    """ "Onze inhoudelijke reactie ontvangt u vóór 1 december" holds for every recommendation of the advice to which no
    letter until then says anything else, also where this one says itself, without a date, that it takes more time."""
    letter = replied.letter
    own = [link for link in replied.links if link.relation is Relation.ANSWERS]
    promise = _put_off(letter, own) if replied.to_adviser else None
    if promise is None:
        return
    for original in replied.to_adviser:
        settled = _until(letter, own)
        for other, links in near.answers_to(original):
            if not _is_later(other.document.date, letter.document.date):
                settled |= _until(other, [link for link in links if link.relation is Relation.ANSWERS])
        grounds = [Ground(GroundKind.PUT_OFF, quote=short(promise.text))]
        for target in wanted_of(original):
            if target.parent_id is None and target.id not in settled:
                yield proposal(promise, target, Relation.ANSWERS, grounds, 0.6, Position.DEFERRED)


def _until(letter: Letter, links: Iterable[Link]) -> set[str]:
    """The points of which a letter says what becomes of them, or when that will be said."""
    due = {s.id for s in letter.statements if s.due}
    return {each.target_id for each in links if each.position is not Position.DEFERRED or each.source_id in due}


def _put_off(letter: Letter, answers: Sequence[Link]) -> Statement | None:
    """The promise of an answer at a later moment. One that stands in the answer to a point is about that point, when
    the letter says of others what becomes of them."""
    not_yet = (s for s in letter.answers() if NOT_YET.search(s.text))
    whole = next((s for s in not_yet if s.due or LATER.search(s.text)), None)
    says_more = any(each.position not in (Position.DEFERRED, Position.UNCLEAR) for each in answers)
    taken = {s.passage_id for s in letter.answers()} if says_more else set()
    found = (s for s in letter.of_kind(*PROMISES) if LATER.search(s.text) and s.passage_id not in taken)
    postponed = (s for s in letter.answers() if puts_off(s.text))
    return whole or next(found, None) or next(postponed, None)


def _is_later(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one > other
