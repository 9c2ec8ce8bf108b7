"""Addresses within the app. They are relative, so that the app may live under any base path."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlencode

ADVICES = "./"
EVERYTHING: Mapping[str, str] = MappingProxyType({})


def advice(document_id: str, listed: Mapping[str, str] = EVERYTHING) -> str:
    """One advice with its trails; `listed` says of which list it was a part, for the way back."""
    return f"./?{urlencode({**listed, 'advies': document_id})}"


def advices(listed: Mapping[str, str] = EVERYTHING) -> str:
    """The list of advices, with its filters."""
    return f"./?{urlencode(listed)}" if listed else ADVICES


def document(
    document_id: str, page: int | None = None, statement_id: str | None = None, paragraph: int | None = None
) -> str:
    """A document, at a page and with a statement or a paragraph (counted from 1) marked when they are given."""
    wanted = {"document": document_id, "pagina": page, "uitspraak": statement_id, "alinea": paragraph}
    return f"./document?{urlencode({key: value for key, value in wanted.items() if value is not None})}"


def commitment(statement_id: str, listed: Mapping[str, str] = EVERYTHING) -> str:
    """One commitment with its history; `listed` says of which list it was a part, for the way back."""
    return f"./toezeggingen?{urlencode({**listed, 'toezegging': statement_id})}"


def commitments(listed: Mapping[str, str] = EVERYTHING) -> str:
    """The list of commitments, with filters and order."""
    return f"./toezeggingen?{urlencode(listed)}" if listed else "./toezeggingen"


def corpus(forget: str | None = None) -> str:
    """What is loaded; with `forget` it asks whether that document may be deleted."""
    return f"./corpus?{urlencode({'verwijder': forget})}" if forget else "./corpus"
