"""Every advice and how far it is answered."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping, Sequence
from datetime import date

from kb.decisions.snapshot import ASKS, Known, keeps, oldest_first
from kb.errors import NotFound
from kb.model import (
    Advice,
    Answer,
    Document,
    DocumentKind,
    Filter,
    Relation,
    Statement,
    StatementKind,
    Trail,
)
from kb.trails.deadlines import Terms
from kb.trails.trail import combined, promised, top_level, trail, without_answer


def advices(known: Known, due: Terms, today: date, made: MutableMapping[str, tuple[Advice, ...]]) -> tuple[Advice, ...]:
    """Documents with recommendations of their own, and answering letters whose advice is not loaded; newest first. What
    was `made` before, by document, is taken as it is, and what is made now is put there."""
    for document in known.documents.values():
        if document.id not in made:
            made[document.id] = tuple(_advice(known, document, due, today))
    found = [each for id_ in known.documents for each in made[id_]]
    return tuple(sorted(found, key=lambda each: (each.document.date or date.min, each.document.id), reverse=True))


def passing(where: Filter, found: Sequence[Advice]) -> tuple[Advice, ...]:
    """Those that pass, in their order."""
    return tuple(each for each in found if keeps(where, each.document) and _passes(where, each))


def advice(known: Known, document_id: str, due: Terms, today: date) -> Advice:
    """One advice; a document with only requests counts here too. Raises NotFound when it asks nothing."""
    document = known.documents.get(document_id)
    if document is None:
        raise NotFound(f"Er is geen document met de code {document_id}.")
    for made in _advice(known, document, due, today):
        return made
    asked = [each for each in known.in_document.get(document_id, ()) if each.kind in ASKS]
    if not asked:
        raise NotFound(f'In "{document.title}" zijn geen aanbevelingen of verzoeken gevonden.')
    return _made(known, document, asked, due, today)


def _advice(known: Known, document: Document, due: Terms, today: date) -> Iterator[Advice]:
    """The document as an advice; nothing when it is none."""
    statements = [each for each in known.in_document.get(document.id, ()) if each.kind is StatementKind.RECOMMENDATION]
    own = [each for each in statements if not each.restated]
    told = [each for each in statements if each.restated and not _has_original(known, each)]
    if own and document.kind is not DocumentKind.RESPONSE_LETTER:
        remarks = told if document.kind is DocumentKind.OTHER else []  # that it answers itself
        shown = {each.id for each in (*own, *remarks)}
        yield _made(known, document, [each for each in statements if each.id in shown], due, today)
    elif statements and document.id not in known.answered:
        restated = [each for each in statements if each.restated]
        if restated and len(told) == len(restated):
            yield _stand_in(known, document, restated, today)


def _made(known: Known, document: Document, asked: list[Statement], due: Terms, today: date) -> Advice:
    trails = tuple(trail(known, each.id, due, today) for each in top_level(known, asked))
    term = due(document.id)
    answers = [answer for each in trails for answer in _all_answers(each)]
    elsewhere = {answer.citation.document_id for answer in answers if answer.counts} - {document.id}
    dates = sorted(when for id_ in elsewhere if (when := known.documents[id_].date))
    first = dates[0] if dates else None
    everyone = {letter.id for letter in known.replies.get(document.id, ())} | elsewhere
    return Advice(
        document=document,
        trails=trails,
        status=combined(each.status for each in trails) or without_answer(term, today, known.looked_in(document.id)),
        replies=tuple(sorted((known.documents[id_] for id_ in everyone), key=oldest_first)),
        days=(first - document.date).days if first and document.date and first >= document.date else None,
        due=term,
        expected=promised(known, answers),
        answered_late=bool(first and term and first > term),
        term_source=rule.source if (rule := due.of(document.id)) else "",
    )


def _stand_in(known: Known, letter: Document, restated: list[Statement], today: date) -> Advice:
    """The points as the answering letter gives them, when the advice itself is not loaded. No term holds for them."""
    trails = tuple(trail(known, each.id, lambda _: None, today) for each in top_level(known, restated))
    answers = [answer for each in trails for answer in _all_answers(each)]
    return Advice(
        document=letter,
        trails=trails,
        status=combined(each.status for each in trails) or without_answer(None, today),
        replies=(letter,),
        expected=promised(known, answers),
        missing_original=True,
    )


def _has_original(known: Known, restated: Statement) -> bool:
    """Whether this restates a recommendation that is loaded."""
    return any(
        link.relation is Relation.RESTATES and not known.statements[link.target_id].restated
        for link in known.links_from.get(restated.id, ())
    )


def _all_answers(one: Trail) -> Iterator[Answer]:
    yield from one.answers
    for part in one.parts:
        yield from _all_answers(part)


def _passes(where: Filter, made: Advice) -> bool:
    if where.statuses and made.status not in where.statuses:
        return False
    found = {answer.position for each in made.trails for answer in _all_answers(each)}
    return not where.positions or bool(found & set(where.positions))
