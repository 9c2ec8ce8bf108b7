"""Addresses within the app. They are relative, so that the app may live under any base path."""

from __future__ import annotations

from urllib.parse import urlencode

START = "./"  # the first screen
ADVICES = "./adviezen"


def advice(document_id: str) -> str:
    """One advice with its trails."""
    return f"{ADVICES}?{urlencode({'advies': document_id})}"


def advices(standing: str) -> str:
    """The advices that stand so: the name of a choice of the filter."""
    return f"{ADVICES}?{urlencode({'stand': standing})}"


def review(proposal_id: str | None = None) -> str:
    """The queue of proposals, at one of them."""
    return f"./nakijken?{urlencode({'voorstel': proposal_id})}" if proposal_id else "./nakijken"


def commitments(**chosen: str) -> str:
    """The commitments that pass these filters."""
    return f"./toezeggingen?{urlencode(chosen)}"


def document(
    document_id: str, page: int | None = None, statement_id: str | None = None, paragraph: int | None = None
) -> str:
    """A document, at a page and with a statement or a paragraph (counted from 1) marked when they are given."""
    wanted = {"document": document_id, "pagina": page, "uitspraak": statement_id, "alinea": paragraph}
    return f"./document?{urlencode({key: value for key, value in wanted.items() if value is not None})}"


def commitment(statement_id: str) -> str:
    """One commitment with its history."""
    return f"./toezeggingen?{urlencode({'toezegging': statement_id})}"


def corpus(forget: str | None = None) -> str:
    """What is loaded; with `forget` it asks whether that document may be deleted."""
    return f"./corpus?{urlencode({'verwijder': forget})}" if forget else "./corpus"
