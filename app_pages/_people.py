"""What people decided, taken together: how far they agree with the program, and what lost its place."""

from __future__ import annotations

import streamlit as st

from app_pages import _links
from app_pages._answer import decided
from app_pages._html import Column, Html, join, link, table, tag, text
from app_pages._more import part_of, show_more
from app_pages._parts import heading, lead
from kb import KnowledgeBase
from kb.errors import NotFound
from kb.labels import number, percent
from kb.model import Agreement, Decision, DecisionState, Filter, Judged

AGREEMENT = (
    Column("Voorstel"), Column("Beoordeeld", "getal"), Column("Klopt", "getal"), Column("Gecorrigeerd", "getal"),
    Column("Afgewezen", "getal"), Column("Aandeel dat klopt", "getal"), Column("Zelf toegevoegd", "getal"),
    Column("Opnieuw bekijken", "getal"),
)  # fmt: skip
DECIDED = (Column("Citaat", "breed"), Column("Besluit"))


def show_people(kb: KnowledgeBase, among: tuple[str, ...] = ()) -> None:
    """Nothing while nobody decided anything. `among`: of which municipality what is to be looked at again."""
    agreement, loose = kb.agreement(), kb.loose_decisions()
    judged = kb.judged(Filter(authorities=among))
    suspect = [one for one in judged if one.state is DecisionState.SUSPECT and one.subject_id]
    if agreement:
        st.html(heading("Hoe vaak mensen het met het programma eens zijn", 2))
        st.html(lead("Van elk voorstel telt het laatste besluit. Wat niemand beoordeelde, telt niet mee."))
        st.html(table("Besluiten per soort voorstel", AGREEMENT, [_row(one) for one in agreement]))
    if suspect:
        st.html(heading("Opnieuw bekijken", 2, _links.SUSPECT))
        st.html(lead("De tekst veranderde nadat hierover is besloten. Klopt het besluit nog?"))
        part = part_of("opnieuw", suspect)
        st.html(table("Besluiten over veranderde tekst", DECIDED, [_suspect(kb, one) for one in part.items]))
        show_more(part)
    if loose:
        st.html(heading("Besluiten zonder plaats", 2))
        st.html(lead("De woorden waarover is besloten staan niet meer in de documenten. Ze tellen niet mee."))
        rest = part_of("los", loose)
        st.html(table("Losse besluiten", DECIDED, [_loose(one) for one in rest.items]))
        show_more(rest)


def _row(one: Agreement) -> tuple[Html, ...]:
    share = percent(one.share) if one.share is not None else "–"
    counts = (one.judged, one.confirmed, one.corrected, one.rejected)
    return (text(one.kind), *(text(number(each)) for each in counts), text(share),
            text(number(one.added)), text(number(one.suspect)))  # fmt: skip


def _suspect(kb: KnowledgeBase, one: Judged) -> tuple[Html, ...]:
    """Its words as they were judged, and where they stand now."""
    words = tag("span", text(one.decision.quotes[0]), "woorden")
    subject = one.subject_id or ""
    subject = next((each.source_id for each in kb.links() if each.id == subject), subject)
    try:
        now = kb.statement(subject)
    except NotFound:  # a link of which an end was split or joined since
        return words, decided(one.decision)
    place = link(_links.document(now.document_id, statement_id=now.id), "Bekijk", spoken=f"Bekijk: {now.text}")
    return join([words, place]), decided(one.decision)


def _loose(decision: Decision) -> tuple[Html, ...]:
    return join([tag("q", text(quote)) for quote in decision.quotes], " "), decided(decision)
