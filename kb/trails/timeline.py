"""What happened with an advice, in the order of time: the advice, what put the answer off, the answers, what later
letters tell, what was promised, and the days that were set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kb.labels import amount, numbered
from kb.model import (
    Advice,
    Answer,
    Citation,
    Commitment,
    CommitmentStatus,
    Document,
    DocumentKind,
    Position,
    Relation,
    StatementKind,
    Status,
    Trail,
)


class Moment(StrEnum):
    """What happened."""

    ADVICE = "advies"
    DEFERRAL = "bericht van uitstel"
    REPLY = "reactie"
    COUNCIL = "brief aan de raad"
    NEWS = "later bericht"
    ENDORSED = "onderschreven"
    TERM = "termijn"
    EXPECTED = "toegezegde dag"
    PROMISE = "toezegging"
    KEPT = "mogelijk nagekomen"


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a day, in a few words; a document, or a statement in one, shows it where there is one."""

    day: date
    moment: Moment
    words: str
    document: Document | None = None
    place: Citation | None = None
    statement_id: str | None = None
    ahead: bool = False  # the day is still to come


def timeline(advice: Advice, commitments: Iterable[Commitment], today: date) -> tuple[Event, ...]:
    """Oldest first; what has no date cannot stand here."""
    trails = [trail for _, _, trail in numbered(advice.trails)]
    found = [*_letters(advice, trails), *_days(advice, today), *_promises(advice, trails, commitments, today)]
    order = list(Moment)
    return tuple(sorted(found, key=lambda one: (one.day, order.index(one.moment))))


def _letters(advice: Advice, trails: Sequence[Trail]) -> Iterator[Event]:
    own = advice.document
    if own.date and not advice.missing_original:
        yield Event(own.date, Moment.ADVICE, own.title, own)
    answers: dict[str, list[Answer]] = {}
    for trail in trails:
        for answer in trail.answers:
            answers.setdefault(answer.citation.document_id, []).append(answer)
    replies = {reply.id: reply for reply in advice.replies}
    for reply in replies.values():
        if reply.date and (reply.id != own.id or advice.missing_original):
            yield _reply(reply, answers.get(reply.id, ()))
    for id_, told in answers.items():
        cited = told[0].citation
        if id_ not in replies and id_ != own.id and cited.date:
            yield Event(cited.date, Moment.NEWS, f"{cited.title}: over {_points(told)}", place=cited,
                        statement_id=told[0].response.id)  # fmt: skip
    seen: set[str] = set()
    for trail in trails:
        for each in trail.related:
            cited = each.citation
            if each.link.relation is Relation.ENDORSES and cited.date and cited.document_id not in seen:
                seen.add(cited.document_id)
                yield Event(cited.date, Moment.ENDORSED, cited.title, place=cited, statement_id=each.statement.id)


def _reply(reply: Document, answers: Sequence[Answer]) -> Event:
    """An answer that only puts off is no reply yet."""
    assert reply.date is not None
    if answers and all(answer.position is Position.DEFERRED for answer in answers):
        return Event(reply.date, Moment.DEFERRAL, reply.title, reply)
    about = f"over {_points(answers)}" if answers else "zonder antwoord op een punt"
    moment = Moment.COUNCIL if reply.kind is DocumentKind.COUNCIL_LETTER else Moment.REPLY
    return Event(reply.date, moment, f"{reply.title}: {about}", reply)


def _points(answers: Sequence[Answer]) -> str:
    return amount(len({answer.link.target_id for answer in answers}), "punt", "punten")


def _days(advice: Advice, today: date) -> Iterator[Event]:
    if advice.due and not advice.missing_original and not (advice.due > today and advice.status is Status.ANSWERED):
        source = f" ({advice.term_source})" if advice.term_source else ""
        words = "uiterste dag voor een antwoord" + source
        yield Event(advice.due, Moment.TERM, words, ahead=advice.due > today)
    if advice.expected:
        yield Event(advice.expected, Moment.EXPECTED, "vóór deze dag is het antwoord toegezegd",
                    ahead=advice.expected > today)  # fmt: skip


def _promises(
    advice: Advice, trails: Sequence[Trail], commitments: Iterable[Commitment], today: date
) -> Iterator[Event]:
    """Commitments about these points, or in what answers them, on the day of their term."""
    points = {trail.recommendation.id for trail in trails}
    said = {statement.id for trail in trails for statement in trail.commitments}
    for one in commitments:
        about = one.recommendation_id in points or one.statement.id in said
        if not about or one.statement.kind is not StatementKind.COMMITMENT:
            continue
        when = one.due or one.document.date
        if when:
            open_ = one.status in (CommitmentStatus.OPEN, CommitmentStatus.IN_PROGRESS, CommitmentStatus.PARTLY_DONE)
            state = "te laat" if one.overdue else one.status.value
            words = f"{one.statement.text} ({state})"
            yield Event(when, Moment.PROMISE, words, place=one.citation, statement_id=one.statement.id,
                        ahead=open_ and when > today)  # fmt: skip
        for each in one.later:
            if each.link.relation is Relation.FULFILS and each.citation.date:
                yield Event(each.citation.date, Moment.KEPT, each.statement.text, place=each.citation,
                            statement_id=each.statement.id)  # fmt: skip
