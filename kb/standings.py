"""How far the statements that search found are: a point by its status and position, a promise by its status."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from kb.errors import NotFound
from kb.knowledge import KnowledgeBase
from kb.model import CommitmentStatus, Filter, Hit, Position, Relation, Statement, StatementKind, Status, Trail

ASKS = (StatementKind.RECOMMENDATION, StatementKind.REQUEST)
PROMISES = (StatementKind.COMMITMENT, StatementKind.INTENTION)
Standing = Trail | Position | tuple[CommitmentStatus, bool]


def standing_of(kb: KnowledgeBase, hits: Iterable[Hit]) -> dict[str, Standing]:
    """By statement: the trail of a point, the position of a response, the status of a promise and if it is late."""
    said = {each.id: each for hit in hits for each in hit.statements}
    kb = kb.near(each.document_id for each in said.values())
    found: dict[str, Standing] = {}
    for statement in said.values():
        if statement.kind in ASKS:
            with suppress(NotFound):  # a restated one that a person rejected meanwhile
                found[statement.id] = kb.trail(statement.id)
    found |= _promises(kb, said.values())
    found |= _positions(kb, {each.id for each in said.values() if each.kind is StatementKind.RESPONSE})
    return found


def standings(kb: KnowledgeBase, hits: Iterable[Hit]) -> dict[str, str]:
    """The same in words."""
    return {id_: _in_words(each) for id_, each in standing_of(kb, hits).items()}


def _in_words(standing: Standing) -> str:
    if isinstance(standing, Trail):
        status: Status = standing.status
        position = standing.position
        proposed = " (voorstel)" if standing.is_proposal else ""
        return f"{status}, {position}{proposed}" if position else str(status)
    if isinstance(standing, tuple):
        return f"{standing[0]}{', te laat' if standing[1] else ''}"
    return str(standing)


def _promises(kb: KnowledgeBase, said: Iterable[Statement]) -> dict[str, Standing]:
    documents = {each.document_id for each in said if each.kind in PROMISES}
    if not documents:
        return {}
    promised = kb.commitments(Filter(document_ids=tuple(sorted(documents))))
    return {each.statement.id: (each.status, each.overdue) for each in promised}


def _positions(kb: KnowledgeBase, responses: set[str]) -> dict[str, Standing]:
    """What each of these responses says, as people corrected it."""
    targets = {
        link.source_id: link.target_id
        for link in (kb.links() if responses else ())
        if link.source_id in responses and link.relation is Relation.ANSWERS
    }
    found: dict[str, Standing] = {}
    for source, target in targets.items():
        with suppress(NotFound):
            answers = {answer.response.id: answer.position for answer in kb.trail(target).answers}
            if source in answers:
                found[source] = answers[source]
    return found
