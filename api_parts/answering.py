"""Each question and its answer, whichever way it is asked. The knowledge base is the one that may be seen: with labels
in the place of residents' data when the settings say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from importlib import metadata
from typing import TypeVar

from api_parts import answers, papers, quoted
from api_parts.questions import (
    AdviceQuestion,
    Asks,
    DocumentQuestion,
    ExportQuestion,
    OneQuestion,
    Part,
    PointQuestion,
    PromiseQuestion,
    SearchQuestion,
)
from cli_parts.words import ExportFormat, Order
from kb import KnowledgeBase
from kb.commitment_list.choosing import chosen, entries, of_those
from kb.concealed import literal
from kb.errors import NotFound
from kb.export import export
from kb.labels import nothing_about, nothing_found
from kb.model import Advice, Commitment, Filter, Hit, Point, Relation, Statement, StatementKind, Trail
from kb.search.listing import by_day
from kb.settings import settings
from kb.temporary import temporary
from kb.trails.points import passing, points

Item = TypeVar("Item")
ASKS = (StatementKind.RECOMMENDATION, StatementKind.REQUEST)
PROMISES = (StatementKind.COMMITMENT, StatementKind.INTENTION)


def version() -> str:
    """Of the program."""
    return metadata.version("adviesspoor")


def health(kb: KnowledgeBase) -> answers.Health:
    return answers.Health(status="in orde", version=version(), loaded=_loaded(kb))


def documents(kb: KnowledgeBase, asked: DocumentQuestion) -> answers.Papers:
    found, place = kb.documents(asked.where(kb)), _app(kb)
    return answers.Papers(total=len(found), items=[papers.Paper.of(each, place) for each in _part(found, asked)])


def document(kb: KnowledgeBase, asked: OneQuestion) -> papers.WholePaper:
    """Raises NotFound."""
    found, place = kb.document(asked.id), _app(kb)
    said = kb.statements(Filter(document_ids=(found.id,)))
    paper = papers.Paper.of(found, place)
    return papers.WholePaper(**dict(paper), statements=list(_Telling(kb, said).each(said)))


def recommendations(kb: KnowledgeBase, asked: PointQuestion) -> answers.Points:
    """Raises NotFound for a sender that is not there."""
    known = points(kb.advices()) if asked.statement is Asks.RECOMMENDATION else _requests(kb)
    found, place = passing(known, asked.among(kb, known), date.today()), _app(kb)
    items = [quoted.Asked.of(each, place) for each in _part(found, asked)]
    return answers.Points(total=len(found), items=items, loaded=_loaded(kb))


def commitments(kb: KnowledgeBase, asked: PromiseQuestion) -> answers.Commitments:
    """The soonest term first."""
    every = kb.commitments(asked.where)
    unread: dict[str, str | None] = {} if asked.holder or asked.words else {each.statement.id: None for each in every}
    known = entries(kb, every, unread)  # who answers for it is looked up in the letter only where that is asked
    found = of_those(chosen(known, asked.wanted(kb), date.today()), asked.holder, asked.body)
    titles, place = _titles(kb), _app(kb)
    items = [quoted.Promised.of(each.commitment, titles, place) for each in _part(found, asked)]
    return answers.Commitments(total=len(found), items=items, loaded=_loaded(kb))


def trail(kb: KnowledgeBase, asked: OneQuestion) -> answers.Trail:
    """Raises NotFound when this is no recommendation or request."""
    point = _point(kb, asked.id)
    beside = {each.id: each for each in points(kb.advices(Filter(document_ids=(point.trail.document.id,))))}
    return answers.Trail(**dict(_part_of_trail(kb, point, beside)), loaded=_loaded(kb))


def advices(kb: KnowledgeBase, asked: AdviceQuestion) -> answers.Advices:
    found, place = kb.advices(asked.where(kb)), _app(kb)
    items = [papers.Advised.of(each, place) for each in _part(found, asked)]
    return answers.Advices(total=len(found), items=items, loaded=_loaded(kb))


def advice(kb: KnowledgeBase, asked: OneQuestion) -> answers.WholeAdvice:
    """Raises NotFound when the document recommends and requests nothing."""
    found, place = kb.advice(asked.id), _app(kb)
    items = [quoted.Asked.of(each, place) for each in points([found])]
    return answers.WholeAdvice(**dict(papers.Advised.of(found, place)), items=items, loaded=_loaded(kb))


def coverage(kb: KnowledgeBase) -> papers.Covered:
    return papers.Covered.of(kb.coverage())


def search(kb: KnowledgeBase, asked: SearchQuestion) -> answers.Hits:
    """Raises NotFound for a sender or document that is not there, OtherEmbedder."""
    where, total = asked.where(kb), None
    if asked.q.strip():
        hits = kb.search(asked.q, where, asked.limit)
    else:
        listing = kb.listed(where, 0, asked.limit)
        hits, total = listing.hits, listing.total
    if asked.sort is Order.DATE:
        hits = by_day(hits)
    telling, place = _Telling(kb, [each for hit in hits for each in hit.statements]), _app(kb)
    return answers.Hits(
        total=total,
        answers=bool(hits) and hits[0].answers,
        message=_message(hits, asked.q, where),
        items=[answers.Found.of(hit, telling.each(hit.statements), place) for hit in hits],
        loaded=_loaded(kb),
    )


def taken_home(kb: KnowledgeBase, form: ExportFormat, asked: ExportQuestion) -> bytes:
    """The file that `export` writes. Raises NotFound for an advice or a sender that is not there."""
    ids = (kb.advice(asked.advice).document.id,) if asked.advice else ()
    where = asked.where(kb, ids)
    with temporary(kb.home) as folder:
        out = folder / f"adviesspoor.{form}"
        export(kb, form, out, where)
        return out.read_bytes()


class _Telling:
    """What is known of some statements, asked once for all of them."""

    def __init__(self, kb: KnowledgeBase, said: Sequence[Statement]) -> None:
        self._kb, self._app = kb, _app(kb)
        self._points = dict(self._asked([each.id for each in said if each.kind in ASKS]))
        self._promises = dict(self._promised({each.document_id for each in said if each.kind in PROMISES}))
        self._replies = dict(self._answering({each.id for each in said if each.kind is StatementKind.RESPONSE}))

    def each(self, said: Sequence[Statement]) -> Iterator[quoted.Said]:
        for one in said:
            known = self._points.get(one.id) or self._promises.get(one.id) or self._replies.get(one.id)
            yield known or self._plain(one)

    def _plain(self, one: Statement) -> quoted.Said:
        kb = self._kb
        return quoted.plain(one, kb.document(one.document_id), kb.passage(one.passage_id), self._app)

    def _asked(self, ids: Sequence[str]) -> Iterator[tuple[str, quoted.Said]]:
        for id_ in ids:
            with suppress(NotFound):  # a restated one that a person rejected
                yield id_, quoted.Asked.of(_point(self._kb, id_), self._app)

    def _promised(self, documents: set[str]) -> Iterator[tuple[str, quoted.Said]]:
        promised = self._kb.commitments(Filter(document_ids=tuple(sorted(documents)))) if documents else ()
        titles = _titles(self._kb) if promised else {}
        for one in promised:
            yield one.statement.id, quoted.Promised.of(one, titles, self._app)

    def _answering(self, ids: set[str]) -> Iterator[tuple[str, quoted.Said]]:
        """By its first point, for a response that answers several."""
        links = literal(self._kb).links() if ids else ()
        for link in reversed(links):
            if link.source_id not in ids or link.relation is not Relation.ANSWERS:
                continue
            with suppress(NotFound):
                found = self._kb.trail(link.target_id)
                for answer in found.answers:
                    if answer.response.id == link.source_id:
                        yield link.source_id, quoted.Reply.of(answer, found.recommendation.id, self._app)


def _part_of_trail(kb: KnowledgeBase, point: Point, beside: dict[str, Point]) -> quoted.PartOfTrail:
    place, one = _app(kb), point.trail
    promised = {each.statement.id: each for each in _promises(kb, one.commitments)}
    titles = _titles(kb) if promised else {}
    return quoted.PartOfTrail(
        point=quoted.Asked.of(point, place),
        answers=[quoted.Reply.of(each, point.id, place) for each in one.answers],
        related=[quoted.Linked.of(each, place) for each in one.related],
        commitments=[
            quoted.Promised.of(promised[each.id], titles, place) for each in one.commitments if each.id in promised
        ],
        parts=[_part_of_trail(kb, beside.get(each.recommendation.id) or _alone(each), beside) for each in one.parts],
    )


def _promises(kb: KnowledgeBase, said: Sequence[Statement]) -> tuple[Commitment, ...]:
    ids = tuple(sorted({each.document_id for each in said}))
    return kb.commitments(Filter(document_ids=ids)) if ids else ()


def _point(kb: KnowledgeBase, statement_id: str) -> Point:
    """A recommendation as it stands in its advice, else alone, as a request does. Raises NotFound."""
    found = kb.trail(statement_id)
    beside = points(kb.advices(Filter(document_ids=(found.document.id,))))
    return next((each for each in beside if each.id == statement_id), _alone(found))


def _alone(found: Trail) -> Point:
    advice = Advice(found.document, (found,), found.status, due=found.due)
    return Point(advice, found, found.recommendation.label or "")


def _requests(kb: KnowledgeBase) -> tuple[Point, ...]:
    asked = kb.statements(Filter(statement_kinds=(StatementKind.REQUEST,)))
    return tuple(_alone(kb.trail(each.id)) for each in asked)


def _message(hits: Sequence[Hit], question: str, where: Filter) -> str | None:
    if not hits:
        return nothing_found(question if question.strip() else None, where)
    return None if hits[0].answers else nothing_about(question)


def _part(found: Sequence[Item], asked: Part) -> Sequence[Item]:
    return found[asked.offset : asked.offset + asked.limit]


def _loaded(kb: KnowledgeBase) -> papers.Loaded:
    return papers.Loaded.of(kb.extent())


def _titles(kb: KnowledgeBase) -> dict[str, str]:
    return {each.id: each.title for each in kb.documents()}


def _app(kb: KnowledgeBase) -> str:
    """Where people have the app."""
    return settings(kb.home).adres
