"""What a file gave that was just added: points, answers to which advice, promises, each with the way there."""

from __future__ import annotations

from collections.abc import Iterator

from app_pages import _links
from app_pages._html import Html, join, link, tag, text
from app_pages._state import advices, commitments
from kb import KnowledgeBase
from kb.labels import amount, day, number
from kb.model import Advice, Answer, DocumentKind, StatementKind
from kb.trails.points import points

WITH_HET = {DocumentKind.ADVICE, DocumentKind.AUDIT_REPORT, DocumentKind.COUNCIL_PROPOSAL, DocumentKind.MINUTES}
NOTHING_FOUND = "geen aanbeveling, antwoord of toezegging gevonden"


def gave(kb: KnowledgeBase, document_id: str) -> Html:
    """A line for each, or that nothing was found."""
    lines = [*_advised(kb, document_id), *_answered(kb, document_id), *_promised(kb, document_id)]
    return tag("ul", [tag("li", line) for line in lines], "kaal") if lines else text(NOTHING_FOUND)


def _advised(kb: KnowledgeBase, document_id: str) -> Iterator[Html]:
    for advice in advices(kb):
        if advice.document.id != document_id:
            continue
        found = points([advice])
        name = amount(len(found), "aanbeveling", "aanbevelingen")
        if advice.missing_original:
            yield join([text("antwoord op een advies dat niet geladen is: "), link(_links.advice(document_id), name)])
        else:
            answered = sum(bool(point.trail.answers) or point.via_parent for point in found)
            said = f": {number(answered)} al beantwoord in wat geladen is" if answered else ""
            yield join([link(_links.advice(document_id), name), text(said)])


def _answered(kb: KnowledgeBase, document_id: str) -> Iterator[Html]:
    for advice in advices(kb):
        if document_id not in {reply.id for reply in advice.replies} - {advice.document.id}:
            continue
        found = points([advice])
        here = [point for point in found if _answers_in(point.trail.answers, document_id)]
        of = f": {number(len(here))} van {amount(len(found), 'aanbeveling', 'aanbevelingen')}"
        yield join([text("antwoord op "), link(_links.advice(advice.document.id), _named(advice)), text(of)])


def _answers_in(answers: tuple[Answer, ...], document_id: str) -> bool:
    return any(answer.citation.document_id == document_id for answer in answers)


def _named(advice: Advice) -> str:
    """het advies van 14 maart 2024; its title without a date."""
    document = advice.document
    article = "het " if document.kind in WITH_HET else ""
    return f"{article}{document.kind} van {day(document.date)}" if document.date else f"“{document.title}”"


def _promised(kb: KnowledgeBase, document_id: str) -> Iterator[Html]:
    found = [
        one.statement.id
        for one in commitments(kb)
        if one.document.id == document_id and one.statement.kind is StatementKind.COMMITMENT
    ]
    if found:
        name = amount(len(found), "toezegging", "toezeggingen")
        href = _links.commitment(found[0]) if len(found) == 1 else _links.commitments_in(kb.document(document_id).title)
        yield link(href, name)
