"""What a person is asked to judge, the most doubtful and weighty first. All derived, nothing stored.

In the queue are the answers that the machine proposes, each at its point, and the statements of which the machine is
not sure. What was judged stays in its place, so that one can go back; what people made themselves is not asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kb.decisions.snapshot import Known
from kb.model import (
    Advice,
    Answer,
    Basis,
    Document,
    Link,
    Position,
    Proposed,
    Relation,
    Statement,
    StatementKind,
    Trail,
    Verdict,
)
from kb.trails.trail import root

# What a mistake costs: a wrong "overgenomen" costs the trust of ten times "onduidelijk" (who reads that, looks).
WEIGHTS = {
    Position.ADOPTED: 1.0, Position.REJECTED: 0.8, Position.PARTLY: 0.7, Position.EXISTING: 0.7,
    Position.DEFERRED: 0.5, Position.UNCLEAR: 0.3,
}  # fmt: skip
OF_A_PART = 0.7  # of a sub-item, beside its main point
OF_A_STATEMENT = 0.6  # a point or promise that is none stands in every count
AGAIN = 10.0  # the text under a decision changed: before all that nobody judged
DOUBTED = 0.85  # statements with a lower score are asked about: nine of ten of the others are right
ASKED = (StatementKind.RECOMMENDATION, StatementKind.REQUEST, StatementKind.COMMITMENT)


def queue(known: Known, advices: Iterable[Advice], proposals: Iterable[Statement]) -> tuple[Proposed, ...]:
    """Everything that was judged or should be, in the order in which to look. No decision changes that order, but that
    what became suspect comes first."""
    found: dict[str, Proposed] = {}
    for advice in advices:
        for trail in _with_parts(advice.trails):
            for answer in trail.answers:
                if answer.link.basis is not Basis.PERSON:
                    found[answer.link.id] = _answer(answer, trail, advice.document)
    for each in _taken_away(known):
        found.setdefault(each.subject_id, each)
    for each in _doubted(known, proposals):
        found[each.subject_id] = each
    return tuple(sorted(found.values(), key=lambda each: (-each.urgency, each.document.id, each.subject_id)))


def _with_parts(trails: Sequence[Trail]) -> Iterator[Trail]:
    for trail in trails:
        yield trail
        yield from _with_parts(trail.parts)


def _answer(answer: Answer, trail: Trail, advice: Document) -> Proposed:
    return Proposed(
        answer.link.id, answer.response, answer.citation, advice, _of_link(answer.link, trail.recommendation)
        + (AGAIN if answer.suspect else 0.0), answer.link, trail.recommendation, trail.citation, answer.position,
        answer.decision, answer.suspect,
    )  # fmt: skip


def _of_link(link: Link, point: Statement) -> float:
    weight = WEIGHTS[link.position or Position.UNCLEAR]
    return (1.0 - link.score) * weight * (OF_A_PART if point.parent_id else 1.0)


def _taken_away(known: Known) -> Iterator[Proposed]:
    """Answers that a person rejected or moved to another point."""
    moved = {decision.subject_id: decision for decision in known.made_by.values() if decision.verdict is Verdict.MOVED}
    for link in (*known.left.links.values(), *known.left.gone.values()):
        if not isinstance(link, Link) or link.relation is not Relation.ANSWERS or link.basis is Basis.PERSON:
            continue
        decision = known.standing(link.id).judgement or moved.get(link.id)
        ends = known.left.statements
        point, response = ends.get(link.target_id), ends.get(link.source_id)
        if decision is None or decision.verdict not in (Verdict.REJECTED, Verdict.MOVED) or not point or not response:
            continue
        yield Proposed(
            link.id, response, known.citation(response), known.documents[point.document_id], _of_link(link, point),
            link, point, known.citation(point), link.position or Position.UNCLEAR, decision,
            known.standing(link.id).suspect,
        )  # fmt: skip


def _doubted(known: Known, proposals: Iterable[Statement]) -> Iterator[Proposed]:
    for statement in proposals:
        left = known.left.statements.get(statement.id)
        if left is None or statement.restated or statement.kind not in ASKED or statement.score >= DOUBTED:
            continue
        now = known.statements.get(statement.id)
        if now is not None and root(known, now) is not now:
            continue  # its first place is asked about
        standing = known.standing(statement.id)
        again = AGAIN if standing.suspect else 0.0
        yield Proposed(
            statement.id, now or left, known.citation(left), known.documents[statement.document_id],
            (1.0 - statement.score) * OF_A_STATEMENT * (OF_A_PART if statement.parent_id else 1.0) + again,
            decision=standing.judgement, suspect=standing.suspect,
        )  # fmt: skip
