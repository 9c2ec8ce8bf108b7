"""What is shown without a question: everything that the filters leave, newest first; and what is like a passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from kb.decisions.snapshot import Known, citation
from kb.model import Document, Filter, Hit, Listing, Passage, Statement
from kb.store import Store
from kb.trails.trail import Due, statements


def listed(store: Store, known: Known, due: Due, where: Filter, first: int, limit: int) -> Listing:
    """Hits `first` (from 0) and on. One per statement when statements are asked for, with only that one marked, else
    one per passage that is no heading; the newest document first, within it in the order of the text."""
    if where.statement_kinds or where.positions or where.statuses:
        return _statements(store, known, statements(known, where, due, date.today()), first, limit)
    counts = store.passage_counts()
    documents = sorted(known.among(where), key=newest_first)
    return Listing(
        sum(counts.get(each.id, 0) for each in documents),
        tuple(_passages(store, known, documents, counts, first, limit)),
    )


def newest_first(document: Document) -> tuple[bool, int, str]:
    """How documents are sorted; those without a date last."""
    return document.date is None, -(document.date or date.min).toordinal(), document.id


def hit(document: Document, passage: Passage, said: tuple[Statement, ...], why: str = "", score: float = 0.0) -> Hit:
    """A passage as it is, with nothing marked; `said` are the statements in it."""
    return Hit(passage, document, citation(document, passage, 0, len(passage.text)), score, why, said)


def _statements(store: Store, known: Known, found: Sequence[Statement], first: int, limit: int) -> Listing:
    newest = sorted(found, key=lambda each: newest_first(known.documents[each.document_id]))
    shown = newest[first : first + limit]
    passages = store.passages_by_id([each.passage_id for each in shown])
    hits = (_of(known, each, passages[each.passage_id]) for each in shown)
    return Listing(len(found), tuple(hits))


def _of(known: Known, statement: Statement, passage: Passage) -> Hit:
    document, start, end = known.documents[passage.document_id], statement.start, statement.end
    cited = citation(document, passage, start, end)
    return Hit(passage, document, cited, 0.0, "", (statement,), ((start, end),))


def _passages(
    store: Store, known: Known, documents: Sequence[Document], counts: dict[str, int], first: int, limit: int
) -> Iterator[Hit]:
    for document in documents:
        count = counts.get(document.id, 0)
        if limit > 0 and first < count:
            for passage in store.telling_passages(document.id)[first : first + limit]:
                limit -= 1
                yield hit(document, passage, known.said_in(passage))
        first = max(0, first - count)


def by_day(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The same, the newest document first; within a document in the order in which they came."""
    return tuple(sorted(hits, key=lambda each: newest_first(each.document)))


def by_document(hits: Sequence[Hit]) -> tuple[tuple[Hit, ...], ...]:
    """Per document its hits, in the order of the first of each."""
    order = {id_: place for place, id_ in enumerate(dict.fromkeys(each.document.id for each in hits))}
    together = sorted(hits, key=lambda each: order[each.document.id])
    return tuple(tuple(group) for _, group in groupby(together, key=lambda each: each.document.id))
