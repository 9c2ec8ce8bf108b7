"""What is loaded, how far it is answered, and what it refers to that is not loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kb.decisions.snapshot import ASKS, Known
from kb.model import (
    Advice,
    Answering,
    Coverage,
    Decision,
    Document,
    DocumentKind,
    Excluded,
    FileReport,
    Missing,
    Outcome,
    Statement,
    Status,
    WordCount,
)


def coverage(
    known: Known,
    stored: Sequence[Document],
    page_counts: Mapping[str, tuple[int, int]],
    reports: Iterable[FileReport],
    advices: Iterable[Advice],
    lacking: tuple[Missing, ...],
    words: Mapping[str, WordCount],
) -> Coverage:
    """`page_counts` are (pages, without text); `stored` holds older versions too; `words` are by document."""
    loaded = tuple(known.documents.values())
    dates = sorted(document.date for document in loaded if document.date)
    kinds = [document.kind for document in loaded]
    counts = [page_counts.get(document.id, (0, 0)) for document in loaded]
    return Coverage(
        documents=len(loaded),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        pages=sum(pages for pages, _ in counts),
        pages_without_text=sum(empty for _, empty in counts),
        by_kind=tuple((kind, kinds.count(kind)) for kind in DocumentKind if kind in kinds),
        failed=tuple(report for report in reports if report.outcome is Outcome.FAILED),
        older_versions=len(stored) - len(loaded),
        answering=_answering(known, advices),
        missing=lacking,
        words=sum((words[document.id] for document in loaded if document.id in words), WordCount(0, 0)),
    )


def _answering(known: Known, advices: Iterable[Advice]) -> tuple[Answering, ...]:
    """By body; of an answering letter without its advice the body to which it is addressed. A document of which every
    point was excluded stands here too."""
    excluded: dict[str, list[Excluded]] = {}
    for statement in known.left.statements.values():
        decision = known.standing(statement.id).judgement
        if decision and known.standing(statement.id).rejected and statement.kind in ASKS:
            excluded.setdefault(statement.document_id, []).append(_excluded(known, statement, decision))
    found = [
        Answering(
            advice.document,
            advice.body,
            _counted(advice),
            tuple(excluded.pop(advice.document.id, ())),
        )
        for advice in advices
    ]
    for document_id, points in excluded.items():
        if document_id in known.documents:
            document = known.documents[document_id]
            found.append(Answering(document, document.body, (), tuple(points)))
    return tuple(sorted(found, key=lambda each: each.body or "\uffff"))


def _counted(advice: Advice) -> tuple[tuple[Status, int], ...]:
    counted = Counter(trail.status for trail in advice.trails)
    return tuple((status, counted[status]) for status in Status if counted[status])


def _excluded(known: Known, statement: Statement, decision: Decision) -> Excluded:
    return Excluded(statement, known.citation(statement), decision)
