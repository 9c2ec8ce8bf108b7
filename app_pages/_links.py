"""Addresses within the app. They are relative, so that the app may live under any base path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from urllib.parse import urlencode

import streamlit as st

START = "./"  # the first screen
ADVICES = "./adviezen"
EVERYTHING: Mapping[str, str] = MappingProxyType({})
MISSING, SUSPECT = "ontbreekt", "opnieuw"  # where on the screen of documents these lists begin
LIST = "van-lijst"  # in the address: the filters of the list from which one thing was opened


def advice(document_id: str, listed: Mapping[str, str] = EVERYTHING) -> str:
    """One advice with its trails; `listed` says of which list it was a part, for the way back."""
    return f"{ADVICES}?{urlencode(one_advice(document_id, listed))}"


def one_advice(document_id: str, listed: Mapping[str, str] = EVERYTHING) -> dict[str, str]:
    """What the address of one advice asks for."""
    return {"advies": document_id} | _of(listed)


def advices(listed: Mapping[str, str] = EVERYTHING) -> str:
    """The list of advices, with its filters."""
    return f"{ADVICES}?{urlencode(listed)}" if listed else ADVICES


def _of(listed: Mapping[str, str]) -> dict[str, str]:
    """As one word: Streamlit takes from the address what a filter says as soon as that filter is not on the screen."""
    return {LIST: urlencode(listed)} if listed else {}


def points(listed: Mapping[str, str] = EVERYTHING) -> str:
    """The list of all recommendations, with its filters."""
    return f"./aanbevelingen?{urlencode(listed)}" if listed else "./aanbevelingen"


def point(document_id: str, statement_id: str) -> str:
    """One advice at one of its points, also when it stands beyond what is shown at first."""
    return f"{ADVICES}?{urlencode({'advies': document_id, 'punt': statement_id})}#punt-{statement_id}"


def review(listed: Mapping[str, str] = EVERYTHING) -> str:
    """The queue of proposals, with its filters."""
    return f"./nakijken?{urlencode(listed)}" if listed else "./nakijken"


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


def commitment(statement_id: str, listed: Mapping[str, str] = EVERYTHING) -> str:
    """One commitment with its history; `listed` says of which list it was a part, for the way back."""
    return f"./toezeggingen?{urlencode({'toezegging': statement_id} | _of(listed))}"


def progress_of(statement_id: str, listed: Mapping[str, str] = EVERYTHING) -> str:
    """One commitment with the form open in which its status is brought up to date."""
    return f"{commitment(statement_id, listed)}&werk=bij"


def commitments(listed: Mapping[str, str] = EVERYTHING) -> str:
    """The list of commitments, with filters and order."""
    return f"./toezeggingen?{urlencode(listed)}" if listed else "./toezeggingen"


def commitments_in(title: str) -> str:
    """The commitments in documents with this title."""
    return commitments({"zoek": title})


def search(asked: Mapping[str, Sequence[str]]) -> str:
    """The screen that searches, with a question and filters."""
    return f"./zoeken?{urlencode(asked, doseq=True)}"


def explained(about: str) -> str:
    """Where the screen Uitleg says it."""
    return f"./uitleg?{urlencode({'over': about})}"


def documents(at: str = "", listed: Mapping[str, str] = EVERYTHING) -> str:
    """What is loaded, with its filters, opened `at` a list."""
    return "./documenten" + (f"?{urlencode(listed)}" if listed else "") + (f"#{at}" if at else "")
