"""Every commitment with its term and where it stands, and what later documents say about it. All derived."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping
from datetime import date

from kb.decisions.snapshot import Known
from kb.model import Commitment, CommitmentStatus, Filter, Link, Related, Relation, Statement, StatementKind
from kb.trails.trail import root, term

UNDONE = (CommitmentStatus.OPEN, CommitmentStatus.IN_PROGRESS, CommitmentStatus.PARTLY_DONE)
BETWEEN_PROMISES = (Relation.FULFILS, Relation.CHANGES, Relation.REPEATS, Relation.SUPPLEMENTS)
PROMISES = (StatementKind.COMMITMENT, StatementKind.INTENTION)


Made = MutableMapping[str, tuple[Commitment, ...]]  # by document


def commitments(known: Known, where: Filter, today: date, made: Made) -> tuple[Commitment, ...]:
    """Commitments and intentions in the order of their documents; `where.statement_kinds` chooses one of the two. What
    was `made` before, by document, is taken as it is, and what is made now is put there.

    A row in a list that repeats a loaded commitment is no commitment of its own: it stands with the one it repeats.
    """
    kinds = where.statement_kinds or PROMISES
    found = []
    for document in known.among(where):
        if document.id not in made:
            made[document.id] = tuple(_in_document(known, document.id, today))
        found += [each for each in made[document.id] if each.statement.kind in kinds]
    return tuple(found)


def _in_document(known: Known, document_id: str, today: date) -> Iterator[Commitment]:
    for statement in known.in_document.get(document_id, ()):
        if statement.kind in PROMISES and not _stands_elsewhere(known, statement):
            yield _commitment(known, statement, today)


def _commitment(known: Known, statement: Statement, today: date) -> Commitment:
    standing = known.standing(statement.id)
    progress = standing.progress
    status = CommitmentStatus(progress.value) if progress and progress.value else CommitmentStatus.OPEN
    counts = term(known, statement)
    return Commitment(
        statement=statement,
        document=known.document_of(statement),
        citation=known.citation(statement),
        status=status,
        overdue=bool(counts and counts < today and status in UNDONE),
        decision=standing.last,
        suspect=standing.suspect,
        recommendation_id=_belongs_to(known, statement),
        due=counts,
        later=_related(known, ((link, link.source_id) for link in known.links_to.get(statement.id, ()))),
        earlier=_related(known, ((link, link.target_id) for link in known.links_from.get(statement.id, ()))),
    )


def _related(known: Known, ends: Iterable[tuple[Link, str]]) -> tuple[Related, ...]:
    """What a commitment is linked to at the other end, oldest letter first; what answers or restates is not meant."""
    found = [
        Related(link, said, known.citation(said), standing.judgement, standing.suspect)
        for link, other in ends
        if link.relation in BETWEEN_PROMISES
        for said, standing in ((known.statements[other], known.standing(link.id)),)
    ]
    return tuple(sorted(found, key=lambda each: (each.citation.date or date.max, known.order[each.statement.id])))


def _stands_elsewhere(known: Known, statement: Statement) -> bool:
    """Whether it is a list's words for a commitment that is loaded itself."""
    return statement.restated and any(
        link.relation is Relation.REPEATS for link in known.links_from.get(statement.id, ())
    )


def _belongs_to(known: Known, commitment: Statement) -> str | None:
    """The one recommendation that the passage of the commitment answers; None when it answers several."""
    answered = {
        _original(known, known.statements[link.target_id]).id
        for statement in known.in_passage.get(commitment.passage_id, ())
        for link in known.links_from.get(statement.id, ())
        if link.relation is Relation.ANSWERS
    }
    return answered.pop() if len(answered) == 1 else None


def _original(known: Known, statement: Statement) -> Statement:
    """What a restatement restates, when that is loaded and clear; else the statement itself."""
    targets = [
        known.statements[link.target_id]
        for link in known.links_from.get(statement.id, ())
        if link.relation is Relation.RESTATES
    ]
    return root(known, targets[0] if len(targets) == 1 else statement)
