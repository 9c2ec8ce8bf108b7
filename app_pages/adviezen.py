"""Screen *Adviezen*: every advice and how far it is answered, or one advice (`?advies=ID`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from app_pages import _links, _words
from app_pages._advice import show_advice
from app_pages._html import Column, Html, join, link, table, tag, text
from app_pages._more import part_of, show_more
from app_pages._parts import empty, heading, lead, status_badge
from app_pages._state import Listed, knowledge, listed_advices
from kb import KnowledgeBase, labels
from kb.labels import amount, day
from kb.model import Advice, Status
from kb.trails.figures import WITHOUT_REPLY, passed_by

COLUMNS = (
    Column("Advies", "breed"),
    Column("Datum", "smal"),
    Column("Punten", "ruim"),
    Column("Status", "smal"),
    Column("Antwoord", "ruim"),
)
ALL_BODIES = "Alle afzenders"
ALL_STATUSES = "Elke status"
ALL_YEARS = "Alle jaren"
FILTERS = ("woorden", "afzender", "stand", "jaar")  # in the session and in the address


def main() -> None:
    """One advice when the address names one, else the list."""
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
    kept = _filtered(found)
    if not kept:
        st.html(empty("Geen advies past bij deze keuze.", "Maak een filter leeg om meer te zien."))
        return
    shown = amount(len(kept), "advies", "adviezen")
    caption = shown if len(kept) == len(found) else f"{shown} van {amount(len(found), 'advies', 'adviezen')}"
    today = date.today()
    part = part_of("adviezen", kept, tuple(st.session_state.get(name) for name in FILTERS))
    st.html(table(part.said(caption), COLUMNS, [_row(advice, today) for advice in part.items]))
    show_more(part)
    st.html(tag("p", text(f"Geladen: {_words.loaded(kb.extent())}."), "klein"))


def _show_empty(kb: KnowledgeBase) -> None:
    if kb.documents():
        hint = "In de geladen documenten zijn geen aanbevelingen gevonden. Voeg adviezen toe bij"
        st.html(empty("Nog geen adviezen.", hint, _links.documents(), "Documenten"))
    else:
        st.html(empty("Nog geen documenten.", "Voeg ze toe bij", _links.documents(), "Documenten"))


def _filtered(found: Sequence[Listed[Advice]]) -> list[Advice]:
    """The advices that pass the four filters; each filter lives in the address, so that a list can be shared."""
    bodies = sorted({one.who for one in found}, key=str.casefold)
    years = sorted({str(one.item.document.date.year) for one in found if one.item.document.date}, reverse=True)
    present = {one.item.status for one in found}
    states = [_words.UNANSWERED, _words.PASSED_BY, *(status.value for status in Status if status in present)]
    with st.container(key="filters"):
        words, body, state, year = st.columns([3, 3, 2, 2])
    wanted = words.text_input("Woorden", key="woorden", bind="query-params", placeholder="bijvoorbeeld wachttijd")
    sender = body.selectbox("Afzender", [ALL_BODIES, *bodies], key="afzender", bind="query-params", filter_mode=None)
    status = state.selectbox("Status", [ALL_STATUSES, *states], key="stand", bind="query-params", filter_mode=None)
    period = year.selectbox("Jaar", [ALL_YEARS, *years], key="jaar", bind="query-params", filter_mode=None)
    asked = (wanted or "").casefold().split()
    return [
        one.item
        for one in found
        if sender in (ALL_BODIES, one.who)
        and _stands(one.item, status)
        and (period == ALL_YEARS or (one.item.document.date and str(one.item.document.date.year) == period))
        and all(word in one.words for word in asked)
    ]


def _stands(advice: Advice, wanted: str) -> bool:
    if wanted == _words.UNANSWERED:
        return advice.status in WITHOUT_REPLY
    if wanted == _words.PASSED_BY:
        return passed_by(advice) > 0
    return wanted in (ALL_STATUSES, advice.status.value)


def _row(advice: Advice, today: date) -> tuple[Html, ...]:
    document = advice.document
    subject = link(_links.advice(document.id), _words.subject(advice), "titel")
    sender = tag("span", text(_words.adviser(advice)), "onder")
    return (
        join([subject, sender]),
        text(day(document.date) if document.date else "zonder datum"),
        _points(advice),
        status_badge(advice.status),
        text(_words.duration(advice, today)),
    )


def _points(advice: Advice) -> Html:
    """How many points, and below that how they stand."""
    standing = tag("span", text(labels.statuses(advice.trails)), "onder")
    return join([text(labels.total(advice.trails)), standing if advice.trails else Html("")])


if __name__ == "__main__":
    main()
