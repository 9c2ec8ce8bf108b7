"""The tables that all formats share: the same rows and columns, values still dates and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from kb import labels
from kb.export.selection import Selection
from kb.letters.authorities import identifier
from kb.letters.parties import SEVERAL
from kb.model import Advice, Answer, Basis, Commitment, Decision, Document, Link, Point, Position, Related, Status
from kb.why import why

Value = str | int | float | date | None
Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is its name for programs, `width` in characters; a `printed` column is on paper too, a `share` is a number
    from 0 to 1 that people read as a percentage."""

    title: str
    key: str
    width: int
    printed: bool = False
    share: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row comes from: a document, and the statement in it, with its page, when there is one."""

    document_id: str
    statement_id: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Values by the key of their column, for titles of documents what they lead to, and the decision that counts."""

    values: Values
    links: Mapping[str, Source]
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet. The printed columns stand first."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


DECIDED = (
    Column("Beslissing", "decision", 20), Column("Beslist over", "decided_about", 13),
    Column("Beslist door", "decided_by", 18), Column("Beslist op", "decided_on", 13), Column("Reden", "reason", 40),
    Column("Opnieuw bekijken", "suspect", 11),
)  # fmt: skip

ADVICE_COLUMNS = (
    Column("Advies", "advice", 26, True), Column("Datum advies", "advice_date", 13, True),
    Column("Nummer", "label", 9, True), Column("Aanbeveling", "recommendation", 46, True),
    Column("Plaats", "place", 9, True), Column("Status", "status", 16, True),
    Column("Standpunt", "position", 15, True), Column("Antwoord", "response", 46, True),
    Column("Antwoord in", "response_document", 26, True), Column("Datum antwoord", "response_date", 13, True),
    Column("Plaats antwoord", "response_place", 10, True), Column("Gezocht in", "looked_in", 26),
    Column("Afzender", "sender", 30), Column("Gemeente", "authorities", 26),
    Column("Kenmerk", "reference", 18), Column("Termijn tot", "due", 13),
    Column("Bron termijn", "term_source", 24), Column("Toegezegd vóór", "expected", 14),
    Column("Kenmerk antwoord", "response_reference", 18), Column("Voorstel", "proposed_position", 18),
    Column("Gevonden door", "found_by", 20), Column("Waarom gekoppeld", "evidence", 40),
    Column("Zekerheid (0 tot 1)", "score", 10), *DECIDED,
    Column("Aanbeveling-id", "recommendation_id", 16), Column("Koppeling-id", "link_id", 16),
)  # fmt: skip

COMMITMENT_COLUMNS = (
    Column("Soort", "kind", 13, True), Column("Tekst", "text", 60, True), Column("Wie", "actor", 24, True),
    Column("Termijn", "due", 13, True), Column("Status", "status", 16, True), Column("Te laat", "overdue", 8, True),
    Column("Document", "document", 30, True), Column("Datum", "date", 13, True), Column("Plaats", "place", 9, True),
    Column("Aan", "addressee", 24), Column("Termijn in woorden", "due_text", 20), Column("Afzender", "sender", 30),
    Column("Gemeente", "authorities", 26), Column("Kenmerk", "reference", 18), Column("Gevonden door", "found_by", 20),
    Column("Zekerheid (0 tot 1)", "score", 10),
    *DECIDED, Column("Bewijs", "proof", 40), Column("Later", "later", 40),
    Column("Aanbeveling-id", "recommendation_id", 16), Column("Id", "id", 16),
)  # fmt: skip

DOCUMENT_COLUMNS = (
    Column("Document", "document", 44, True), Column("Soort", "kind", 20, True), Column("Afzender", "sender", 30, True),
    Column("Geadresseerde", "addressee", 30, True), Column("Datum", "date", 13, True),
    Column("Ons kenmerk", "our_reference", 18, True), Column("Uw kenmerk", "your_reference", 18),
    Column("Onderwerp", "subject", 40), Column("Afzender in de brief", "in_letter", 30),
    Column("Gemeente", "authorities", 26), Column("TOOI", "tooi", 40),
    Column("Bladzijden", "pages", 11), Column("Bestand", "file", 36),
    Column("Id", "id", 16),
)  # fmt: skip


def advices(chosen: Selection) -> Table:
    """One row per recommendation and answer, and one for each recommendation without an answer."""
    found = [trail_row(point, answer) for point in chosen.points for answer in point.trail.answers or (None,)]
    return Table("Adviezen", ADVICE_COLUMNS, tuple(found))


def commitments(chosen: Selection) -> Table:
    found = tuple(_commitment_row(commitment, chosen) for commitment in chosen.commitments)
    return Table("Toezeggingen", COMMITMENT_COLUMNS, found)


def documents(chosen: Selection) -> Table:
    return Table("Documenten", DOCUMENT_COLUMNS, tuple(_document_row(each) for each in chosen.documents))


def address(base_url: str, source: Source) -> str:
    """Where the app shows it: the document, at the page, with the statement marked."""
    wanted = {"document": source.document_id, "pagina": source.page, "uitspraak": source.statement_id}
    given = {key: value for key, value in wanted.items() if value is not None}
    return f"{base_url.rstrip('/')}/document?{urlencode(given)}"


def title_of(advice: Advice) -> str:
    return advice.document.title + (" (advies zelf niet geladen)" if advice.missing_original else "")


def authorities(document: Document) -> str | None:
    """The municipality, province or water board to which it belongs."""
    return SEVERAL.join(document.belongs_to) or None


def trail_row(point: Point, answer: Answer | None) -> Row:
    """What was decided about the answer; about the recommendation where nobody judged the answer."""
    advice, trail = point.advice, point.trail
    statement, document = trail.recommendation, trail.document
    values: dict[str, Value] = {
        "advice": title_of(advice),
        "advice_date": document.date,
        "label": statement.label,
        "recommendation": statement.text,
        "place": trail.citation.place,
        "status": f"{trail.status} ({labels.VIA_PARENT})" if point.via_parent else labels.standing(trail),
        "sender": document.body,
        "authorities": authorities(document),
        "reference": document.our_reference,
        "due": trail.due,
        "term_source": advice.term_source or None,
        "expected": advice.expected,
        "recommendation_id": statement.id,
    }
    links = {
        "advice": Source(document.id),
        "recommendation": (at := Source(document.id, statement.id, trail.citation.page)),
        "place": at,
    }
    if answer is None:
        values["position"] = position_of(point)
        if trail.status is Status.NOT_IN_REPLY:
            values["looked_in"] = "; ".join(map(_letter, trail.looked_in))
            links["looked_in"] = Source(trail.looked_in[-1].id)
        return _with_decision(values, links, trail.decision, "aanbeveling", trail.suspect)
    cited = answer.citation
    values |= {
        "position": str(answer.position),
        "response": answer.response.text,
        "response_document": cited.title,
        "response_date": cited.date,
        "response_place": cited.place,
        "response_reference": cited.reference,
        "proposed_position": proposed_position(answer.link),
        "found_by": answer.link.found_by,
        "evidence": why(answer.link.grounds),
        "score": round(answer.link.score, 2),
        "link_id": answer.link.id,
    }
    links["response_document"] = Source(cited.document_id)
    links["response"] = links["response_place"] = Source(cited.document_id, answer.response.id, cited.page)
    if answer.decision is None:
        return _with_decision(values, links, trail.decision, "aanbeveling", trail.suspect)
    return _with_decision(values, links, answer.decision, "antwoord", answer.suspect)


def position_of(point: Point) -> str | None:
    """overgenomen; overgenomen (via hoofdpunt)"""
    if point.position is None:
        return None
    return str(point.position) if point.trail.position else f"{point.position} ({labels.VIA_PARENT})"


def _letter(document: Document) -> str:
    """Reactie op advies, 2 mei 2024, kenmerk Z-1"""
    reference = f"kenmerk {document.our_reference}" if document.our_reference else ""
    return ", ".join(part for part in (document.title, labels.day(document.date), reference) if part)


def proposed_position(link: Link) -> str | None:
    """What the machine read in an answer; None where a person made the link."""
    return None if link.basis is Basis.PERSON else str(link.position or Position.UNCLEAR)


def _commitment_row(one: Commitment, chosen: Selection) -> Row:
    statement, document = one.statement, one.document
    kind = labels.STATEMENT_KINDS[statement.kind]
    values: dict[str, Value] = {
        "kind": kind,
        "text": statement.text,
        "actor": statement.actor,
        "addressee": statement.addressee,
        "due": one.due,
        "due_text": statement.due_text,
        "status": str(one.status),
        "overdue": "ja" if one.overdue else None,
        "document": document.title,
        "sender": document.body,
        "authorities": authorities(document),
        "date": document.date,
        "reference": document.our_reference,
        "place": one.citation.place,
        "found_by": statement.found_by,
        "score": round(statement.score, 2),
        "proof": proof_of(one.decision, chosen.titles),
        "later": "; ".join(map(_later, one.later)) or None,
        "recommendation_id": one.recommendation_id,
        "id": statement.id,
    }
    at = Source(document.id, statement.id, one.citation.page)
    links = {"document": Source(document.id), "text": at, "place": at}
    return _with_decision(values, links, one.decision, kind, one.suspect)


def _later(one: Related) -> str:
    """mogelijk nagekomen in Raadsbrief, 24 september 2024, p. 1"""
    cited = one.citation
    parts = [cited.title, *([labels.day(cited.date)] if cited.date else []), cited.place]
    return f"{labels.LATER[one.link.relation]} {', '.join(parts)}"


def proof_of(decision: Decision | None, titles: Mapping[str, str]) -> str | None:
    """Where it stands that a commitment is done, and since when."""
    proof = decision.proof if decision else None
    if proof is None:
        return None
    place = f"p. {proof.page}" if proof.page else f"alinea {proof.paragraph}"
    return f"{titles.get(proof.document_id, 'niet meer geladen')}, {place}, gedaan op {labels.day(proof.done_on)}"


def _document_row(document: Document) -> Row:
    values: dict[str, Value] = {
        "document": document.title,
        "kind": str(document.kind),
        "sender": document.body,
        "addressee": document.addressed_body,
        "in_letter": document.sender if document.known_as else None,
        "authorities": authorities(document),
        "tooi": SEVERAL.join(filter(None, map(identifier, document.belongs_to))) or None,
        "date": document.date,
        "our_reference": document.our_reference,
        "your_reference": document.your_reference,
        "subject": document.subject,
        "pages": document.page_count if document.paged else None,
        "file": document.file,
        "id": document.id,
    }
    return Row(values, {"document": Source(document.id)})


def decided_value(decision: Decision) -> str | None:
    """The new position, kind or status, in Dutch."""
    kinds = {str(kind): name for kind, name in labels.STATEMENT_KINDS.items()}
    return kinds.get(decision.value, decision.value) if decision.value else None


def _with_decision(
    values: Values, links: Mapping[str, Source], decision: Decision | None, about: str, suspect: bool
) -> Row:
    if decision is None:
        return Row(values, links)
    decided: dict[str, Value] = {
        "decision": f"{decision.verdict}: {decided_value(decision)}" if decision.value else str(decision.verdict),
        "decided_about": about,
        "decided_by": decision.by,
        "decided_on": decision.at.date(),
        "reason": decision.reason,
        "suspect": "ja" if suspect else None,
    }
    return Row({**values, **decided}, links, decision)
