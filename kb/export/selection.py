"""What goes into an export: chosen once, so that every format and every table holds the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kb.decisions.snapshot import asks_about_documents
from kb.knowledge import KnowledgeBase
from kb.model import (
    Advice,
    Commitment,
    Coverage,
    Document,
    FileReport,
    Filter,
    Judged,
    Link,
    Passage,
    Statement,
    StatementKind,
    Trail,
    WordCount,
)

PROMISES = {StatementKind.COMMITMENT, StatementKind.INTENTION}


@dataclass(frozen=True, slots=True)
class Selection:
    """What passes a filter. An advice goes with the documents in which its answers stand, and with what these promise
    about it; `coverage` is of all that is loaded. `only_commitments`: these were asked, and not the trails."""

    advices: tuple[Advice, ...]
    commitments: tuple[Commitment, ...]
    documents: tuple[Document, ...]
    reports: tuple[FileReport, ...]
    coverage: Coverage
    titles: Mapping[str, str]  # of all documents, by id: a proof may stand in any
    only_commitments: bool = False
    words: Mapping[str, WordCount] = field(default_factory=dict)  # by document, as far as they were counted


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
    advices = kb.advices(where)
    ids = {document.id for document in kb.documents(where)}
    commitments = kb.commitments(where)
    if asks_about_documents(where) and not only_commitments:
        trails = list(all_trails([trail for advice in advices for trail in advice.trails]))
        ids |= {answer.citation.document_id for trail in trails for answer in trail.answers}
        points = {None, *(trail.recommendation.id for trail in trails)}
        own = {each.statement.id for each in commitments}
        commitments = tuple(
            each
            for each in kb.commitments(Filter(statement_kinds=where.statement_kinds))
            if each.statement.id in own or (each.document.id in ids and each.recommendation_id in points)
        )
    return Selection(
        advices=advices,
        commitments=commitments,
        documents=tuple(document for document in kb.documents() if document.id in ids),
        reports=tuple(each for each in kb.reports() if each.document_id in ids or not asks_about_documents(where)),
        coverage=kb.coverage(),
        titles={document.id: document.title for document in kb.documents()},
        only_commitments=only_commitments,
        words=kb.word_counts(),
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


def all_trails(trails: Sequence[Trail]) -> Iterator[Trail]:
    """Every point, each followed by its parts."""
    for trail in trails:
        yield trail
        yield from all_trails(trail.parts)
