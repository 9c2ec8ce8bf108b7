"""Screen *Zoeken*: one box over all documents (`?q=…`), with filters and the reason for every hit."""

from __future__ import annotations

import streamlit as st

from app_pages import _links, _words
from app_pages._address import choose_many
from app_pages._html import NOTHING, Html, join, link, marked, tag, text
from app_pages._parts import chip_link, empty, heading, lead
from app_pages._state import knowledge
from kb import KnowledgeBase
from kb.labels import STATEMENT_KINDS, amount, nothing_about
from kb.model import DocumentKind, Filter, Hit, Passage, Position, Status

MOST = 20
HIDDEN = "Ook een naam die verborgen wordt is te vinden: in de vindplaats staat dan het label, niet de naam."
FILTERS = (
    "in-soort", "met-standpunt", "van-wie", "met-status", "soort-uitspraak", "vanaf-dag", "tot-dag",
)  # in the address  # fmt: skip


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
    where = _where(sorted({document.sender for document in documents if document.sender}, key=str.casefold))
    if not (wanted or "").strip():
        st.html(tag("p", text(f"Doorzocht wordt: {_words.loaded(kb.extent())}."), "klein"))
        return
    _show_hits(kb, wanted or "", where)


def _where(senders: list[str]) -> Filter:
    """What the filters say, which live in the address; closed at first, because most people just type."""
    with st.expander("Verfijn", expanded=any(name in st.query_params for name in FILTERS)):
        first, second, third = st.columns(3)
        with first:
            kinds = choose_many("Soort document", list(DocumentKind), "in-soort")
            positions = choose_many("Standpunt", list(Position), "met-standpunt")
        with second:
            bodies = choose_many("Afzender", senders, "van-wie")
            statuses = choose_many("Status", list(Status), "met-status")
        with third:
            statements = choose_many("Soort uitspraak", list(STATEMENT_KINDS.values()), "soort-uitspraak")
            from_day, until_day = st.columns(2)
            since = from_day.date_input("Vanaf", None, format="DD-MM-YYYY", key="vanaf-dag", bind="query-params")
            until = until_day.date_input("Tot en met", None, format="DD-MM-YYYY", key="tot-dag", bind="query-params")
    named = {name: kind for kind, name in STATEMENT_KINDS.items()}
    return Filter(
        document_kinds=tuple(map(DocumentKind, kinds)), senders=tuple(bodies), since=since, until=until,
        statement_kinds=tuple(named[name] for name in statements), positions=tuple(map(Position, positions)),
        statuses=tuple(map(Status, statuses)),
    )  # fmt: skip


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
