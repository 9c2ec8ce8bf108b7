"""Nouns as lines of text and as rows of data, for the command line. Every quote comes with its place."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cli_parts.decided import decided_lines
from kb import labels
from kb.errors import NotFound
from kb.model import (
    Answer,
    Basis,
    Citation,
    Commitment,
    DecisionState,
    Document,
    Filter,
    Hit,
    Missing,
    Passage,
    Point,
    Related,
    Statement,
    StatementKind,
    Status,
    Trail,
)
from kb.why import why

if TYPE_CHECKING:
    from kb import KnowledgeBase

Row = Mapping[str, Any]
NOWHERE: Mapping[str, str] = MappingProxyType({})
COMMITTED = (StatementKind.COMMITMENT, StatementKind.INTENTION)


def as_json(rows: Sequence[Row]) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=1, default=str)


def one_line(row: Row) -> str:
    """A row of `list` as it stands in a terminal: in Dutch, without what is empty, the words of the document last."""
    shown = (str(IN_WORDS.get(name, str)(value)) for name, value in row.items() if value is not None)
    return "  ".join(" ".join(words.split()) for words in shown if words)


IN_WORDS: Mapping[str, Callable[[Any], str]] = {
    "kind": lambda kind: labels.STATEMENT_KINDS.get(kind, kind),
    "date": labels.day,
    "due": lambda due: f"uiterlijk {labels.day(due)}",
    "pages": lambda pages: f"{pages} p.",
    "page": lambda page: "",  # the place says it
    "document_id": lambda id_: "",  # the file says it
    "looked_in": lambda files: f"gezocht in {', '.join(files)}",
    "named_in": lambda files: f"genoemd in {', '.join(files)}",
    "in_letter": lambda name: f"(in de brief: {name})",
    "authorities": lambda names: "",  # show says it
    "overdue": lambda overdue: "te laat" if overdue else "",
    "at": lambda at: labels.day(date.fromisoformat(at[:10])),
    "state": lambda state: "" if state == DecisionState.COUNTS else f"({state})",
    "unjudged": lambda proposed: "(voorstel)" if proposed else "",
    "body": lambda body: "",  # the file says it
    "advice_date": lambda when: "",
    "judged": lambda count: f"{count} beoordeeld:",
    "confirmed": lambda count: f"{count} bevestigd",
    "corrected": lambda count: f"{count} gecorrigeerd",
    "rejected": lambda count: f"{count} afgewezen",
    "share": lambda share: f"({labels.percent(share)} bevestigd)",
    "suspect": lambda count: f"{count} opnieuw te bekijken" if count else "",
    "loose": lambda count: f"{count} los" if count else "",
    "added": lambda count: f"{count} gemist door het programma" if count else "",
}


# -- rows: for `list` and for --format json ---------------------------------------------------------------------------
def document_row(document: Document) -> Row:
    return {
        "id": document.id,
        "date": document.date,
        "kind": document.kind,
        "sender": document.body,
        "in_letter": document.sender if document.known_as else None,
        "authorities": list(document.belongs_to) or None,
        "our_reference": document.our_reference,
        "pages": document.page_count,
        "file": document.file,
        "part": labels.pages_of(document) or None,
        "title": document.title,
    }


def point_row(point: Point) -> Row:
    """`unjudged`: whether the position is the program's, and nobody judged it."""
    trail = point.trail
    return {
        "id": point.id,
        "label": point.number or None,
        "status": trail.status,
        "looked_in": [each.file for each in trail.looked_in] if trail.status is Status.NOT_IN_REPLY else None,
        "position": trail.position,
        "unjudged": trail.is_proposal if trail.position else None,
        "body": point.body,
        "advice_date": trail.document.date,
        "file": trail.document.file,
        "document_id": trail.document.id,
        "page": trail.citation.page,
        "place": trail.citation.place,
        "text": trail.recommendation.text,
    }


def commitment_row(commitment: Commitment) -> Row:
    return {
        "id": commitment.statement.id,
        "kind": commitment.statement.kind,
        "status": commitment.status,
        "overdue": commitment.overdue,
        "due": commitment.due,
        "actor": commitment.statement.actor,
        "file": commitment.document.file,
        "document_id": commitment.document.id,
        "page": commitment.citation.page,
        "place": commitment.citation.place,
        "text": commitment.statement.text,
    }


def missing_row(missing: Missing) -> Row:
    """What a loaded document refers to; `named_in` are the files that do."""
    return {
        "date": missing.date,
        "reference": missing.reference,
        "named_in": [document.file for document in missing.named_in],
        "place": missing.citation.place if missing.citation else "briefhoofd",
        "text": missing.words,
    }


def hit_row(hit: Hit, far: Mapping[str, str] = NOWHERE) -> Row:
    """`far`: by statement how far it is, in words."""
    return {
        "file": hit.document.file,
        "document_id": hit.document.id,
        "page": hit.citation.page,
        "place": hit.citation.place,
        "text": hit.fragment,
        "score": hit.score,
        "why": hit.why,
        "answers": hit.answers,
        "statements": [
            {"id": found.id, "kind": found.kind, "text": found.text, "standing": far.get(found.id)}
            for found in hit.statements
        ],
    }


# -- lines: for a reader ----------------------------------------------------------------------------------------------
def hit_lines(rank: int, hit: Hit, far: Mapping[str, str] = NOWHERE) -> Iterator[str]:
    yield f"{rank}. {_source(hit.citation)}  [{hit.passage.id}]"
    yield f"   {hit.passage.text}"
    if hit.why:
        yield f"   Waarom: {hit.why}"
    for statement in hit.statements:
        standing = far.get(statement.id)
        yield f"   {_kind(statement)} [{statement.id}]{f': {standing}' if standing else ''}"


def trail_lines(kb: KnowledgeBase, trail: Trail, indent: str = "") -> Iterator[str]:
    statement = trail.recommendation
    label = f" {statement.label}" if statement.label else ""
    yield f"{indent}{_kind(statement)}{label} [{statement.id}]: {labels.standing(trail)}"
    yield from _quoted(statement.text, trail.citation, indent)
    if trail.due:
        yield f"{indent}  Termijn: {labels.day(trail.due)}"
    if trail.status is Status.NOT_IN_REPLY:
        for letter in trail.looked_in:
            yield f"{indent}  Gezocht in: {letter.title}, {letter.file} [{letter.id}]"
    yield from decided_lines(kb, trail.decision, indent)
    yield from _suspect_lines(trail.suspect, indent)
    for answer in trail.answers:
        yield from _answer_lines(kb, answer, indent)
    for related in trail.related:
        yield from _related_lines(kb, related, indent)
    for commitment in trail.commitments:
        yield f"{indent}{_kind(commitment)} [{commitment.id}]"
        yield f"{indent}  “{commitment.text}”"
    for part in trail.parts:
        yield ""
        yield from trail_lines(kb, part, indent + "  ")


def _answer_lines(kb: KnowledgeBase, answer: Answer, indent: str) -> Iterator[str]:
    proposed = answer.link.position or answer.position
    whose = "gelegd" if answer.link.basis is Basis.PERSON else "voorstel van"
    yield f"{indent}Antwoord: {proposed} ({whose} {answer.link.found_by}) [{answer.link.id}]"
    yield from _quoted(answer.response.text, answer.citation, indent)
    yield f"{indent}  Waarom gekoppeld: {why(answer.link.grounds)}"
    if answer.in_general:
        yield f"{indent}  Let op: dit is van alle punten samen gezegd; op dit punt zelf is geen antwoord gevonden."
    yield from decided_lines(kb, answer.decision, indent)
    yield from _suspect_lines(answer.suspect, indent)


def _related_lines(kb: KnowledgeBase, related: Related, indent: str) -> Iterator[str]:
    yield f"{indent}{labels.RELATIONS[related.link.relation].capitalize()} [{related.link.id}]"
    yield from _quoted(related.statement.text, related.citation, indent)
    yield from decided_lines(kb, related.decision, indent)
    yield from _suspect_lines(related.suspect, indent)


def _suspect_lines(suspect: bool, indent: str) -> Iterator[str]:
    if suspect:
        yield f"{indent}  Let op: de tekst is na dit besluit veranderd; kijk het opnieuw na."


def _quoted(text: str, citation: Citation, indent: str) -> Iterator[str]:
    yield f"{indent}  “{text}”"
    yield f"{indent}  {_source(citation)}"


def _source(citation: Citation) -> str:
    reference = f"kenmerk {citation.reference}" if citation.reference else None
    return ", ".join(part for part in (citation.title, labels.day(citation.date), reference, citation.place) if part)


def _kind(statement: Statement) -> str:
    return labels.STATEMENT_KINDS[statement.kind].capitalize()


# -- one subject ------------------------------------------------------------------------------------------------------
def subject_lines(kb: KnowledgeBase, subject_id: str) -> Iterator[str]:
    """A document, passage or statement with its place; NotFound when nothing has this id."""
    with suppress(NotFound):
        return _document_lines(kb, kb.document(subject_id))
    with suppress(NotFound):
        return _passage_lines(kb, kb.passage(subject_id))
    with suppress(NotFound):
        return _statement_lines(kb, kb.statement(subject_id))
    raise NotFound(f"Er is geen document, passage of uitspraak met de code {subject_id}.")


def _document_lines(kb: KnowledgeBase, document: Document) -> Iterator[str]:
    yield document.title
    facts = {
        "Soort": document.kind,
        "Datum": labels.day(document.date),
        "Afzender": labels.sender(document) if document.sender else None,
        "Aan": labels.addressee(document),
        "Gemeente": labels.authorities(document),
        "Ons kenmerk": document.our_reference,
        "Uw kenmerk": document.your_reference,
        "Onderwerp": document.subject,
        "Antwoord op": ", ".join(document.answers),
        "Bladzijden": document.page_count if document.paged else "zonder bladzijden",
        "Bestand": ", ".join(filter(None, (document.file, labels.pages_of(document)))),
    }
    versions = kb.versions(document.id)
    if len(versions) > 1:
        facts["Versies"] = "; ".join(_version(each, each is versions[-1], document) for each in versions)
    for name, value in facts.items():
        yield f"  {name}: {value or 'niet gevonden'}"
    for statement in kb.statements(Filter(document_ids=(document.id,))):
        yield ""
        yield from _statement_lines(kb, statement)


def _version(version: Document, newest: bool, shown: Document) -> str:
    told = [version.file, f"[{version.id}]"]
    told += ["(deze)"] if version.id == shown.id else []
    return " ".join([*told, "telt" if newest else "ouder, telt niet meer mee"])


def _passage_lines(kb: KnowledgeBase, passage: Passage) -> Iterator[str]:
    document = kb.document(passage.document_id)
    yield f"{document.title}, {_place(document, passage, 0, len(passage.text))} [{passage.id}]"
    if passage.section:
        yield f"  Onder: {' > '.join(passage.section)}"
    yield f"  “{passage.text}”"
    yield from _box_lines(passage, 0, len(passage.text))
    for statement in kb.statements(Filter(document_ids=(document.id,))):
        if statement.passage_id == passage.id:
            yield ""
            yield from _statement_lines(kb, statement)


def _statement_lines(kb: KnowledgeBase, statement: Statement) -> Iterator[str]:
    document, passage = kb.document(statement.document_id), kb.passage(statement.passage_id)
    yield f"{_kind(statement)} [{statement.id}]"
    yield f"  “{statement.text}”"
    yield f"  {document.title}, {_place(document, passage, statement.start, statement.end)} [{passage.id}]"
    yield f"  Gevonden door {statement.found_by}, zekerheid {labels.number(statement.score, 2)} (van 0 tot 1)"
    yield from _box_lines(passage, statement.start, statement.end)
    if statement.kind in COMMITTED:
        yield from _commitment_lines(kb, statement.id)
    for decision in kb.decisions(statement.id):
        yield from decided_lines(kb, decision, "")


def _commitment_lines(kb: KnowledgeBase, statement_id: str) -> Iterator[str]:
    """To whom, by when, and what other documents say of the promise; nothing when a person rejected it."""
    found = next((each for each in kb.commitments() if each.statement.id == statement_id), None)
    if found is None:
        return
    yield f"  Status: {found.status}{', te laat' if found.overdue else ''}"
    if found.statement.addressee:
        yield f"  Aan: {found.statement.addressee}"
    yield f"  Termijn: {labels.moved_day(found.due, found.statement.due) or found.statement.due_text or 'geen termijn'}"
    for names, ends in ((labels.LATER, found.later), (labels.RELATIONS, found.earlier)):
        for each in ends:
            yield f"  {names[each.link.relation].capitalize()} [{each.link.id}]"
            yield from _quoted(each.statement.text, each.citation, "  ")
            yield f"    Waarom: {why(each.link.grounds)}"
            yield from decided_lines(kb, each.decision, "  ")
            yield from _suspect_lines(each.suspect, "  ")


def _place(document: Document, passage: Passage, start: int, end: int) -> str:
    if not document.paged:
        return f"alinea {passage.number}"
    pages = sorted({box.page for box in passage.boxes_of(start, end)})
    return "p. " + ", ".join(map(str, pages))


def _box_lines(passage: Passage, start: int, end: int) -> Iterator[str]:
    """Where the characters stand: page and box in points from the top left of the page."""
    for box in passage.boxes_of(start, end):
        if box.bbox:
            corners = " ".join(labels.number(side, 1) for side in (box.bbox.x0, box.bbox.y0, box.bbox.x1, box.bbox.y1))
            yield f"  p. {box.page}, vak {corners}"
