"""Screen *Adviezen*: every advice and how far it is answered, or one advice (`?advies=ID`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import streamlit as st

from app_pages import _links, _words
from app_pages._address import kept
from app_pages._advice import show_advice
from app_pages._advice_list import ALL_BODIES, ALL_STATUSES, ALL_YEARS, FILTERS, Chosen, passing
from app_pages._authority import choose_authorities, named, with_authority
from app_pages._html import Column, Html, join, link, table, tag, text
from app_pages._more import part_of, show_more
from app_pages._parts import empty, heading, lead, no_documents, none_chosen, status_badge
from app_pages._state import Listed, knowledge, listed_advices
from kb import KnowledgeBase, labels
from kb.labels import amount, day, number
from kb.model import Advice, Status

COLUMNS = (
    Column("Advies", "heel"),
    Column("Punten", "ruim bij"),
    Column("Status", "smal"),
    Column("Antwoord", "ruim bij"),
)
WAS_UNANSWERED = "zonder reactie"  # in addresses of an earlier build


def main() -> None:
    """One advice when the address names one, else the list."""
    if st.query_params.get("stand") == WAS_UNANSWERED:
        st.switch_page(Path(__file__), query_params=st.query_params.to_dict() | {"stand": _words.UNANSWERED})
    kb = knowledge()
    chosen = st.query_params.get("advies")
    if chosen:
        show_advice(kb, chosen)
    else:
        _show_list(kb)


def _show_list(kb: KnowledgeBase) -> None:
    st.html(heading("Adviezen"))
    found = listed_advices(kb)
    if not found:
        _show_empty(kb)
        return
    st.html(lead("Elk advies, met wat ervan beantwoord is en hoe lang dat duurde."))
    shown = _filtered(kb, found)
    if not shown:
        st.html(none_chosen("Geen advies past bij deze keuze.", "adviezen"))
        return
    whole = amount(len(found), "advies", "adviezen")
    caption = whole if len(shown) == len(found) else f"{number(len(shown))} van {whole}"
    today = date.today()
    part = part_of("adviezen", shown, (_links.among(), *map(st.session_state.get, FILTERS)))
    with st.container(key="lijst-adviezen"):
        st.html(table(part.said(caption), COLUMNS, [_row(kb, advice, today) for advice in part.items], live=True))
    show_more(part)
    st.html(tag("p", text(f"Geladen: {labels.loaded(kb.extent())}."), "klein"))


def _show_empty(kb: KnowledgeBase) -> None:
    if kb.documents():
        hint = "In de geladen documenten zijn geen aanbevelingen gevonden. Voeg adviezen toe bij"
        st.html(empty("Nog geen adviezen.", hint, _links.documents(), "Documenten"))
    else:
        st.html(no_documents("Daarna staat hier elk advies, met wat ervan beantwoord is."))


def _filtered(kb: KnowledgeBase, found: Sequence[Listed[Advice]]) -> list[Advice]:
    """The advices that pass the filters; each filter lives in the address, so that a list can be shared."""
    bodies = sorted({one.who for one in found}, key=str.casefold)
    years = sorted({str(one.item.document.date.year) for one in found if one.item.document.date}, reverse=True)
    present = {one.item.status for one in found}
    states = [_words.UNANSWERED, _words.PASSED_BY, *(status.value for status in Status if status in present)]
    with st.container(key="filters"):
        (words, body, state, year), of = with_authority(kb, [3, 3, 2, 2], 3)
    wanted = words.text_input("Woorden", key="woorden", bind="query-params", placeholder="bijvoorbeeld wachttijd")
    sender = body.selectbox("Afzender", [ALL_BODIES, *bodies], key="afzender", bind="query-params", filter_mode=None)
    status = state.selectbox("Status", [ALL_STATUSES, *states], key="stand", bind="query-params", filter_mode=None)
    period = year.selectbox("Jaar", [ALL_YEARS, *years], key="jaar", bind="query-params", filter_mode=None)
    return passing(found, Chosen(wanted or "", sender, status, period, choose_authorities(kb, of)))


def _row(kb: KnowledgeBase, advice: Advice, today: date) -> tuple[Html, ...]:
    document = advice.document
    subject = link(_links.advice(document.id, kept()), _words.subject(advice), "titel")
    sent = ", ".join(filter(None, (day(document.date) or "zonder datum", _words.adviser(advice), named(kb, document))))
    return (
        join([subject, tag("span", text(sent), "onder")]),
        _points(advice),
        status_badge(advice.status),
        text(_words.duration(advice, today)),
    )


def _points(advice: Advice) -> Html:
    """How many points stand how, and how many sub-items they have."""
    parts = sum(len(trail.parts) for trail in advice.trails)
    named = f"; {amount(parts, 'onderdeel', 'onderdelen')}" if parts else ""
    return text(f"{labels.statuses(advice.trails)}{named}" if advice.trails else labels.total(()))


if __name__ == "__main__":
    main()
