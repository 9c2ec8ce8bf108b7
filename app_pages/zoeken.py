"""Screen *Zoeken*: one box over all documents (`?q=…`), with filters and the reason for every hit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from app_pages import _links, _words
from app_pages._frame import name_page
from app_pages._html import NOTHING, Html, join, link, marked, tag, text
from app_pages._parts import chip_link, empty, heading, lead
from app_pages._state import knowledge
from kb import KnowledgeBase
from kb.labels import STATEMENT_KINDS, amount, nothing_about
from kb.model import DocumentKind, Filter, Hit, Passage, Position, StatementKind, Status

MOST = 20
HIDDEN = "Ook een naam die verborgen wordt is te vinden: in de vindplaats staat dan het label, niet de naam."
Option = TypeVar("Option")


def main() -> None:
    """The box, the filters and what was found."""
    kb = knowledge()
    st.html(heading("Zoeken"))
    documents = kb.documents()
    if not documents:
        st.html(empty("Nog geen documenten.", "Voeg ze toe bij", _links.documents(), "Documenten"))
        return
    st.html(lead("Zoek op woorden of op wat u bedoelt, in alle geladen documenten."))
    if kb.concealing:
        st.html(tag("p", text(HIDDEN), "klein"))
    wanted = st.text_input(
        "Waar zoekt u naar?", key="q", bind="query-params", type="search",
        placeholder="bijvoorbeeld: lange wachttijd voor jeugdhulp",
    )  # fmt: skip
    where = _where(sorted({document.body for document in documents if document.body}, key=str.casefold))
    if not (wanted or "").strip():
        st.html(tag("p", text(f"Doorzocht wordt: {_words.loaded(kb.extent())}."), "klein"))
        return
    name_page(f"{_words.short(wanted or '', 60)} · Zoeken")
    _show_hits(kb, wanted or "", where)


def _where(senders: list[str]) -> Filter:
    """What the filters say; closed at first, because most people just type."""
    with st.expander("Verfijn"):
        first, second, third = st.columns(3)
        with first:
            kinds = _many("Soort document", list(DocumentKind), str.capitalize)
            positions = _many("Standpunt", list(Position), str.capitalize)
        with second:
            bodies = _many("Afzender", senders, str)
            statuses = _many("Status", list(Status), str.capitalize)
        with third:
            statements = _many("Soort uitspraak", list(StatementKind), lambda kind: STATEMENT_KINDS[kind].capitalize())
            from_day, until_day = st.columns(2)
            since = from_day.date_input("Vanaf", None, format="DD-MM-YYYY", key="zoek-vanaf")
            until = until_day.date_input("Tot en met", None, format="DD-MM-YYYY", key="zoek-tot")
    return Filter(
        document_kinds=tuple(kinds), senders=tuple(bodies), since=since, until=until,
        statement_kinds=tuple(statements), positions=tuple(positions), statuses=tuple(statuses),
    )  # fmt: skip


def _many(label: str, options: list[Option], shown: Callable[[Option], str]) -> list[Option]:
    """A choice of several. What Streamlit would add to the list ("Select all") is English."""
    return st.multiselect(
        label, options, format_func=shown, placeholder="Alle", key=f"zoek-{label}", select_all=False, filter_mode=None
    )


def _show_hits(kb: KnowledgeBase, wanted: str, where: Filter) -> None:
    hits = kb.search(wanted, where, MOST)
    if not hits:
        st.html(empty("Niets gevonden in wat geladen is.", "Probeer andere woorden of maak de filters leeg."))
        return
    found = hits[0].answers
    shown = amount(len(hits), "vindplaats", "vindplaatsen") + ", de beste eerst" if found else nothing_about(wanted)
    st.html(tag("p", text(shown), "klein" if found else "", role="status"))
    st.html(tag("ol", [tag("li", _hit(hit)) for hit in hits], "treffers" if found else "treffers verwant"))


def _hit(hit: Hit) -> Html:
    source = hit.citation
    place = _links.document(source.document_id, source.page, paragraph=hit.passage.number)
    title = tag("h2", link(place, source.title))
    chips = (
        tag("p", [chip_link(statement, source.page) for statement in hit.statements], "soorten")
        if hit.statements
        else Html("")
    )
    return join(
        [
            title,
            tag("p", text(_words.place_line(source)), "klein"),
            *_around(hit.before),
            tag("p", marked(hit.passage.text, hit.marks), "fragment"),
            *_around(hit.after),
            tag("p", chips, "soorten") if chips else NOTHING,
            tag("p", text(f"Gevonden op {hit.why}"), "fijn"),
        ]
    )


def _around(passages: tuple[Passage, ...]) -> list[Html]:
    """What stands before or after the hit, in softer letters."""
    return [tag("p", text(one.text), "fragment rondom") for one in passages]


if __name__ == "__main__":
    main()
