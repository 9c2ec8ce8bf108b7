"""Addresses within the app. They are relative, so that the app may live under any base path."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

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


def point(document_id: str, statement_id: str) -> str:
    """The same at one of its points."""
    return f"{advice(document_id)}#punt-{statement_id}"


def here(**changed: str | None) -> str:
    """The screen that is open, with what its address says and these changes; None takes away."""
    asked: dict[str, str | list[str]] = {key: st.query_params.get_all(key) for key in st.query_params}
    asked |= {key: value for key, value in changed.items() if value is not None}
    left = {key: value for key, value in asked.items() if changed.get(key, value) is not None}
    return f"?{urlencode(left, doseq=True)}"


def document(
    document_id: str, page: int | None = None, statement_id: str | None = None, paragraph: int | None = None
) -> str:
    """A document, at a page and with a statement or a paragraph (counted from 1) marked when they are given."""
    wanted = {"document": document_id, "pagina": page, "uitspraak": statement_id, "alinea": paragraph}
    return f"./document?{urlencode({key: value for key, value in wanted.items() if value is not None})}"


def commitment(statement_id: str) -> str:
    """One commitment with its history."""
    return f"./toezeggingen?{urlencode({'toezegging': statement_id})}"


def commitments_in(title: str) -> str:
    """The commitments in documents with this title."""
    return f"./toezeggingen?{urlencode({'uit': title})}"


def explained(about: str) -> str:
    """Where the screen Uitleg says it."""
    return f"./uitleg?{urlencode({'over': about})}"


def documents(forget: str | None = None) -> str:
    """What is loaded; with `forget` it asks whether that document may be deleted."""
    return f"./documenten?{urlencode({'verwijder': forget})}" if forget else "./documenten"
