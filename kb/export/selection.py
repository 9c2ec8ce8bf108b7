"""What goes into an export: chosen once, so that every format and every table holds the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kb.decisions.snapshot import asks_about_documents
from kb.knowledge import KnowledgeBase
from kb.model import (
    EVERY_POINT,
    Advice,
    Commitment,
    Coverage,
    Document,
    FileReport,
    Filter,
    Judged,
    Link,
    Passage,
    Point,
    Statement,
    StatementKind,
    WordCount,
)
from kb.trails.points import in_words, passing, points

PROMISES = {StatementKind.COMMITMENT, StatementKind.INTENTION}


@dataclass(frozen=True, slots=True)
class Selection:
    """What passes a filter. An advice goes with the documents in which its answers stand, and with what these promise
    about it; `coverage` is of all that is loaded. `points` are those of the advices that were asked for; `choice` says
    so in Dutch where that is not every one. `only_commitments`: these were asked, and not the trails."""

    advices: tuple[Advice, ...]
    points: tuple[Point, ...]
    commitments: tuple[Commitment, ...]
    documents: tuple[Document, ...]
    reports: tuple[FileReport, ...]
    coverage: Coverage
    titles: Mapping[str, str]  # of all documents, by id: a proof may stand in any
    only_commitments: bool = False
    words: Mapping[str, WordCount] = field(default_factory=dict)  # by document, as far as they were counted
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the tables rest on: the statements in the documents, as proposed or made by people, also what people
    rejected; the links between these, and the decisions about words in these documents."""

    passages: Mapping[str, Passage]
    statements: tuple[Statement, ...]
    links: tuple[Link, ...]
    judged: tuple[Judged, ...]


def selected(kb: KnowledgeBase, where: Filter) -> Selection:
    only_commitments = bool(where.statement_kinds) and set(where.statement_kinds) <= PROMISES
    advices, chosen = kb.advices(where), where.points != EVERY_POINT
    found = points(advices)
    if chosen:
        found = passing(found, where.points, date.today())
        kept = {point.advice.document.id for point in found}
        advices = tuple(advice for advice in advices if advice.document.id in kept)
    ids = {advice.document.id for advice in advices} if chosen else {each.id for each in kb.documents(where)}
    commitments = () if chosen else kb.commitments(where)
    if (chosen or asks_about_documents(where)) and not only_commitments:
        ids |= {answer.citation.document_id for point in found for answer in point.trail.answers}
        asked = {point.id for point in found} | (set() if chosen else {None})
        own = {each.statement.id for each in commitments}
        commitments = tuple(
            each
            for each in kb.commitments(Filter(statement_kinds=where.statement_kinds))
            if each.statement.id in own or (each.document.id in ids and each.recommendation_id in asked)
        )
    part = chosen or asks_about_documents(where)
    return Selection(
        advices=advices,
        points=found,
        commitments=commitments,
        documents=tuple(document for document in kb.documents() if document.id in ids),
        reports=tuple(each for each in kb.reports() if each.document_id in ids or not part),
        coverage=kb.coverage(),
        titles={document.id: document.title for document in kb.documents()},
        only_commitments=only_commitments,
        words=kb.word_counts(),
        choice="; ".join(filter(None, (" of ".join(where.authorities), in_words(where.points)))),
    )


def evidence(kb: KnowledgeBase, documents: Sequence[Document]) -> Evidence:
    ids = {document.id for document in documents}
    passages = {passage.id: passage for id_ in ids for passage in kb.passages(id_)}
    proposed = kb.proposals()
    known = {statement.id for statement in proposed}
    made = [each for each in kb.statements() if each.id not in known]
    statements = tuple(each for each in (*proposed, *made) if each.passage_id in passages)
    there = {statement.id for statement in statements}
    return Evidence(
        passages=passages,
        statements=statements,
        links=tuple(link for link in kb.links() if link.source_id in there and link.target_id in there),
        judged=tuple(
            each
            for each in kb.judged()
            if all(kb.versions(anchor.document_id)[-1].id in ids for anchor in each.decision.anchors)
        ),
    )
