"""Addresses within the app. They are relative, so that the app may live under any base path; and each says of which
municipalities the lists are, as the one that is open does, so that this choice goes along to every screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from urllib.parse import urlencode

import streamlit as st

from kb.letters.parties import SEVERAL

ADVICES = "./adviezen"
EVERYTHING: Mapping[str, str] = MappingProxyType({})
MISSING, SUSPECT = "ontbreekt", "opnieuw"  # where on the screen of documents these lists begin
LIST = "van-lijst"  # in the address: the filters of the list from which one thing was opened
OF = "gemeente"  # in the address: of which municipalities the lists are
WAS_OF = ("gemeenten", "overzicht-gemeente")  # in addresses of an earlier build


def among() -> tuple[str, ...]:
    """Of which municipalities the address wants the lists; () for all of them."""
    return tuple(filter(None, st.query_params.get(OF, "").split(SEVERAL)))


def show_among(names: Sequence[str]) -> None:
    """From now on the address wants the lists of these."""
    if names:
        st.query_params[OF] = SEVERAL.join(names)
    else:
        st.query_params.pop(OF, None)


def of_which() -> dict[str, str]:
    """The same as another address within the app has it."""
    return {OF: st.query_params[OF]} if OF in st.query_params else {}


def renewed() -> dict[str, list[str]] | None:
    """What an address asks that was kept when this choice had other names; None where it has not."""
    named = [name for each in WAS_OF for name in st.query_params.get_all(each)]
    if not named:
        return None
    left = {name: st.query_params.get_all(name) for name in st.query_params if name not in WAS_OF}
    return {OF: [SEVERAL.join(named)]} | left


def start() -> str:
    """The first screen."""
    return screen("")


def screen(path: str) -> str:
    """A screen of the menu, as it opens."""
    return _to(f"./{path}", EVERYTHING)


def whole(path: str) -> str:
    """A screen of the menu without any filter, also without that of the municipality."""
    return f"./{path}"


def advice(document_id: str, listed: Mapping[str, str] = EVERYTHING) -> str:
    """One advice with its trails; `listed` says of which list it was a part, for the way back."""
    return _to(ADVICES, one_advice(document_id, listed))


def one_advice(document_id: str, listed: Mapping[str, str] = EVERYTHING) -> dict[str, str]:
    """What the address of one advice asks for."""
    return {"advies": document_id} | _of(listed)


def advices(listed: Mapping[str, str] = EVERYTHING) -> str:
    """The list of advices, with its filters."""
    return _to(ADVICES, listed)


def _of(listed: Mapping[str, str]) -> dict[str, str]:
    """As one word: Streamlit takes from the address what a filter says as soon as that filter is not on the screen."""
    own = {name: value for name, value in listed.items() if name != OF}
    return {LIST: urlencode(own)} if own else {}


def points(listed: Mapping[str, str] = EVERYTHING) -> str:
    """The list of all recommendations, with its filters."""
    return _to("./aanbevelingen", listed)


def point(document_id: str, statement_id: str) -> str:
    """One advice at one of its points, also when it stands beyond what is shown at first."""
    return f"{_to(ADVICES, {'advies': document_id, 'punt': statement_id})}#punt-{statement_id}"


def review() -> str:
    """The queue of proposals."""
    return screen("nakijken")


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
    return _to("./document", {key: str(value) for key, value in wanted.items() if value is not None})


def commitment(statement_id: str, listed: Mapping[str, str] = EVERYTHING) -> str:
    """One commitment with its history; `listed` says of which list it was a part, for the way back."""
    return _to("./toezeggingen", {"toezegging": statement_id} | _of(listed))


def progress_of(statement_id: str, listed: Mapping[str, str] = EVERYTHING) -> str:
    """One commitment with the form open in which its status is brought up to date."""
    return f"{commitment(statement_id, listed)}&werk=bij"


def commitments(listed: Mapping[str, str] = EVERYTHING) -> str:
    """The list of commitments, with filters and order."""
    return _to("./toezeggingen", listed)


def commitments_in(title: str) -> str:
    """The commitments in documents with this title."""
    return commitments({"zoek": title})


def search(asked: Mapping[str, str]) -> str:
    """The screen that searches, with a question and filters."""
    return _to("./zoeken", asked)


def kept_search(asked: Mapping[str, Sequence[str]]) -> str:
    """A search as it was kept: of all municipalities where it names none."""
    return f"./zoeken?{urlencode(asked, doseq=True)}"


def explained(about: str) -> str:
    """Where the screen Uitleg says it."""
    return _to("./uitleg", {"over": about})


def documents(at: str = "") -> str:
    """What is loaded, opened `at` a list."""
    return screen("documenten") + (f"#{at}" if at else "")


def _to(path: str, asked: Mapping[str, str]) -> str:
    said = {**asked, **({} if OF in asked else of_which())}
    return f"{path}?{urlencode(said)}" if said else path
