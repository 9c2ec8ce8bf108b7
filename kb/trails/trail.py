"""One recommendation with everything that followed, and where it stands. All derived, nothing stored.

What counts as an answer to a recommendation: the ANSWERS links to it, to what restates it in an answering letter, and
to its repetition elsewhere in the same document (a report gives its list in the summary and again in the chapters).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from kb.decisions.snapshot import ASKS, Known
from kb.errors import NotFound
from kb.model import (
    Answer,
    Document,
    Filter,
    Link,
    Position,
    Related,
    Relation,
    Statement,
    StatementKind,
    Status,
    Trail,
)

Due = Callable[[str], date | None]  # document id -> until when it should be answered


def trail(known: Known, statement_id: str, due: Due, today: date) -> Trail:
    """A sub-item is seen as a part of its main point, so that an answer to the whole counts for it.

    Raises NotFound when this is no recommendation or request, or a person rejected it.
    """
    statement = known.statements.get(statement_id)
    if statement is None or statement.kind not in ASKS:
        raise NotFound(f"Er is geen aanbeveling of verzoek met de code {statement_id}.")
    if known.is_part(statement) and statement.parent_id:
        whole = trail(known, statement.parent_id, due, today)
        part = next((each for each in whole.parts if each.recommendation.id == statement.id), None)
        if part is not None:
            return part
    return _trail(known, statement, due(statement.document_id), today)


def statements(known: Known, where: Filter, due: Due, today: date) -> tuple[Statement, ...]:
    """Those that pass; `positions` and `statuses` keep recommendations and requests with such an answer or status."""
    found = [
        statement
        for document in known.among(where)
        for statement in known.in_document.get(document.id, ())
        if not where.statement_kinds or statement.kind in where.statement_kinds
    ]
    if where.positions or where.statuses:
        found = [each for each in found if _fits(known, each, where, due, today)]
    return tuple(found)


def _fits(known: Known, statement: Statement, where: Filter, due: Due, today: date) -> bool:
    """A question by its answers and status; a response by what it says, and it has no status."""
    if statement.kind in ASKS:
        one = trail(known, statement.id, due, today)
        position = not where.positions or any(answer.position in where.positions for answer in one.answers)
        return position and (not where.statuses or one.status in where.statuses)
    links = [link for link in known.links_from.get(statement.id, ()) if link.relation is Relation.ANSWERS]
    return not where.statuses and any(_answer(known, link).position in where.positions for link in links)


def top_level(known: Known, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Those that are neither a sub-item nor a repetition of another one in the same document."""
    return tuple(each for each in statements if not known.is_part(each) and root(known, each) is each)


def root(known: Known, statement: Statement) -> Statement:
    """The first place in the same document that this statement repeats; itself when it repeats nothing."""
    seen = {statement.id}
    while True:
        earlier = [
            known.statements[link.target_id]
            for link in known.links_from.get(statement.id, ())
            if link.relation is Relation.REPEATS and _same_document(known, link) and link.target_id not in seen
        ]
        if not earlier:
            return statement
        statement = earlier[0]
        seen.add(statement.id)


def same_point(known: Known, statement: Statement) -> list[Statement]:
    """The statement, its repetitions in the same document, and what restates any of these, in that order."""
    found = {statement.id: statement}
    waiting = [statement.id]
    while waiting:
        for link in known.links_to.get(waiting.pop(0), ()):
            again = link.relation is Relation.RESTATES or (
                link.relation is Relation.REPEATS and _same_document(known, link)
            )
            if again and link.source_id not in found:
                found[link.source_id] = known.statements[link.source_id]
                waiting.append(link.source_id)
    return list(found.values())


def term(known: Known, statement: Statement) -> date | None:
    """The term that counts: that of the last letter which changes it, else its own."""
    seen = {statement.id}
    while True:
        changes = [
            each
            for link in known.links_to.get(statement.id, ())
            if link.relation is Relation.CHANGES and link.source_id not in seen
            for each in (known.statements[link.source_id],)
            if each.due
        ]
        if not changes:
            return statement.due
        statement = max(changes, key=lambda each: (known.document_of(each).date or date.min, known.order[each.id]))
        seen.add(statement.id)


def promised(known: Known, answers: Iterable[Answer]) -> date | None:
    """The last date that is promised in an answer which defers, or in a commitment beside it."""
    dates = [
        due
        for answer in answers
        if answer.position is Position.DEFERRED
        for statement in (answer.response, *known.in_passage.get(answer.response.passage_id, ()))
        if statement.kind in (StatementKind.RESPONSE, StatementKind.COMMITMENT) and (due := term(known, statement))
    ]
    return max(dates, default=None)


def status_of(
    answers: Sequence[Answer], parts: Sequence[Trail], due: date | None, expected: date | None, today: date,
    looked_in: Sequence[Document] = (),
) -> Status:  # fmt: skip
    """Where a point stands: by its own answers, else by those of its parts, else by the term. An answer that was put
    off to a day (`expected`) that is over is too late. Nothing is too late where a reply is loaded in which the answer
    was looked for and not found: it may have been missed. What only somebody else tells of is shown, and settles
    nothing until a person confirmed it."""
    answers = [answer for answer in answers if answer.counts]
    if answers:
        if not all(answer.position is Position.DEFERRED for answer in answers):
            settled = any(not each.in_general and each.position is not Position.DEFERRED for each in answers)
            return Status.ANSWERED if settled else Status.IN_GENERAL
        if expected is None or expected >= today:
            return Status.DEFERRED
        return Status.NOT_IN_REPLY if _replied_since(answers, looked_in) else Status.OVERDUE
    together = combined([part.status for part in parts])
    return together or without_answer(due, today, looked_in)


def _replied_since(answers: Sequence[Answer], looked_in: Sequence[Document]) -> bool:
    """Whether a reply is loaded that is later than these answers."""
    last = max((answer.citation.date for answer in answers if answer.citation.date), default=None)
    return any(last and reply.date and reply.date > last for reply in looked_in)


def combined(statuses: Iterable[Status]) -> Status | None:
    """The status of a whole from that of its parts; None when nothing is answered in any of them."""
    found = set(statuses)
    if found == {Status.ANSWERED}:
        return Status.ANSWERED
    if found == {Status.DEFERRED}:
        return Status.DEFERRED
    if found and found <= {Status.ANSWERED, Status.IN_GENERAL}:
        return Status.IN_GENERAL
    if Status.OVERDUE in found and not found & {Status.ANSWERED, Status.IN_GENERAL, Status.PARTLY_ANSWERED}:
        return Status.OVERDUE
    some = {Status.ANSWERED, Status.IN_GENERAL, Status.PARTLY_ANSWERED, Status.DEFERRED}
    return Status.PARTLY_ANSWERED if found & some else None


def without_answer(due: date | None, today: date, looked_in: Sequence[Document] = ()) -> Status:
    if looked_in:
        return Status.NOT_IN_REPLY
    if due is None:
        return Status.NOT_FOUND
    return Status.WAITING if today <= due else Status.OVERDUE


def _trail(known: Known, statement: Statement, due: date | None, today: date) -> Trail:
    same = same_point(known, statement)
    answers = _answers(known, statement, same)
    parts = tuple(
        _trail(known, part, due, today)
        for each in same
        if each.document_id == statement.document_id
        for part in known.parts.get(each.id, ())
        if part.kind in ASKS and root(known, part) is part
    )
    looked_in = known.looked_in(statement.document_id)
    status = status_of(answers, parts, due, promised(known, answers), today, looked_in)
    if any(answer.counts for answer in answers):
        parts = tuple(_via_parent(part, status) for part in parts)
    return Trail(
        recommendation=statement,
        document=known.document_of(statement),
        citation=known.citation(statement),
        status=status,
        answers=answers,
        related=_related(known, same),
        commitments=_commitments(known, answers),
        decision=known.standing(statement.id).judgement,
        suspect=known.standing(statement.id).suspect,
        due=due,
        parts=parts,
        looked_in=looked_in,
    )


def _via_parent(part: Trail, status: Status) -> Trail:
    """A part that nothing answers has the status of its main point, which the answer to the whole covers too."""
    if any(answer.counts for answer in part.answers) or combined([each.status for each in part.parts]):
        return part
    return replace(part, status=status, parts=tuple(_via_parent(each, status) for each in part.parts))


def _answers(known: Known, statement: Statement, same: Sequence[Statement]) -> tuple[Answer, ...]:
    """One per response: the one that a person judged, else the one to the point itself, else the surest. What a person
    took away from the point does not come back through its restatement."""
    best: dict[str, Link] = {}
    refused = {source for each in same for source in known.refused.get(each.id, ())}
    for each in same:
        for link in known.links_to.get(each.id, ()):
            back = link.source_id in refused and known.standing(link.id).judgement is None
            if link.relation is Relation.ANSWERS and not back:
                rival = best.get(link.source_id)
                if rival is None or _weight(known, link, statement) > _weight(known, rival, statement):
                    best[link.source_id] = link
    return tuple(sorted((_answer(known, link) for link in best.values()), key=lambda answer: _moment(known, answer)))


def _weight(known: Known, link: Link, statement: Statement) -> tuple[bool, bool, float]:
    return known.standing(link.id).judgement is not None, link.target_id == statement.id, link.score


def _answer(known: Known, link: Link) -> Answer:
    response, standing = known.statements[link.source_id], known.standing(link.id)
    return Answer(link, response, known.citation(response), standing.judgement, standing.suspect)


def _moment(known: Known, answer: Answer) -> tuple[bool, date, int]:
    """Oldest letter first, then the order of the text; a letter without a date last."""
    when = answer.citation.date
    return when is None, when or date.min, known.order[answer.response.id]


def _related(known: Known, same: Sequence[Statement]) -> tuple[Related, ...]:
    return tuple(
        Related(link, source, known.citation(source), standing.judgement, standing.suspect)
        for each in same
        for link in known.links_to.get(each.id, ())
        if link.relation is not Relation.ANSWERS
        for source, standing in ((known.statements[link.source_id], known.standing(link.id)),)
    )


def _commitments(known: Known, answers: Sequence[Answer]) -> tuple[Statement, ...]:
    """The commitments that stand in a passage which answers."""
    passages = dict.fromkeys(answer.response.passage_id for answer in answers)
    return tuple(
        statement
        for passage in passages
        for statement in known.in_passage.get(passage, ())
        if statement.kind is StatementKind.COMMITMENT
    )


def _same_document(known: Known, link: Link) -> bool:
    return known.statements[link.source_id].document_id == known.statements[link.target_id].document_id
