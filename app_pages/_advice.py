"""One advice: every recommendation beside its answer, both with quote and page."""

from __future__ import annotations

from datetime import date
from textwrap import shorten

import streamlit as st

from app_pages import _links, _words
from app_pages._answer import show_answers
from app_pages._choices import show_point_choices, show_undone
from app_pages._html import NOTHING, Column, Html, join, link, table, tag, text
from app_pages._more import part_of, show_more
from app_pages._parts import (
    citation,
    empty,
    facts,
    heading,
    lead,
    notice,
    position_badge,
    quote,
    standing_badge,
    status_badge,
)
from app_pages._state import choose_privacy, download
from kb import KnowledgeBase, labels
from kb.errors import NotFound
from kb.labels import RELATIONS, day
from kb.model import Advice, Document, Extent, Filter, Related, Trail

COLUMNS = (Column("Punt", "smal"), Column("Advies", "heel"), Column("Status", "smal"), Column("Standpunt", "smal"))


def show_advice(kb: KnowledgeBase, document_id: str) -> None:
    """The whole page; NotFound when no document has this id."""
    st.html(tag("p", link(_links.ADVICES, "Alle adviezen"), "terug"))
    try:
        advice = kb.advice(document_id)
    except NotFound:  # nothing in it counts (any more)
        st.html(heading(kb.document(document_id).title))
        st.html(
            empty("In dit document tellen geen adviespunten mee.", "Ga terug naar", _links.ADVICES, "alle adviezen")
        )
        show_undone(kb, document_id, ())
        return
    extent = kb.extent()
    st.html(heading(_words.subject(advice)))
    st.html(lead(_summary(advice, extent)))
    st.html(_facts(advice))
    if advice.missing_original:
        st.html(notice("Het advies zelf is niet geladen. De punten hieronder staan zoals de reactie ze weergeeft."))
    privacy = choose_privacy(kb)
    with st.container(horizontal=True):
        where = Filter(document_ids=(document_id,))
        name = f"advies-{advice.document.date or document_id}"
        download(kb, "xlsx", where, label="Download als Excel", name=name, privacy=privacy)
        download(kb, "csv", where, label="Download als CSV", name=name, privacy=privacy)
        download(kb, "docx", where, label="Download als Word", name=name, privacy=privacy)
    named = list(_words.named(advice.trails))
    part = part_of(f"punten-{document_id}", named)
    caption = part.said(labels.points(advice.trails)) if part.total > len(part.items) else "Overzicht van de punten"
    st.html(table(caption, COLUMNS, [_overview_row(name, trail) for name, trail in part.items]))
    for name, trail in part.items:
        _show_trail(kb, trail, advice, extent, name)
    show_more(part)
    show_undone(kb, document_id, advice.trails)


def _summary(advice: Advice, extent: Extent) -> str:
    parts = [labels.points(advice.trails), _words.duration(advice, date.today())]
    parts.append(f"geladen documenten {_words.period(extent)}")
    return " · ".join(parts)


def _facts(advice: Advice) -> Html:
    document = advice.document
    others = [reply for reply in advice.replies if reply.id != document.id]
    replies = [link(_links.document(reply.id), _reply_line(reply)) for reply in others]
    return facts(
        [
            ("Status", status_badge(advice.status)),
            ("Standpunten", text(labels.positions(advice.trails))),
            ("Van", text(document.sender or "afzender onbekend")),
            ("Aan", text(document.addressee or "")),
            ("Datum", text(day(document.date) if document.date else "zonder datum")),
            ("Kenmerk", text(document.our_reference or "")),
            ("Termijn", text("" if advice.missing_original else _words.deadline(advice))),
            ("Document", link(_links.document(document.id), document.title)),
            ("Antwoord in", join(replies, "<br>")),
        ]
    )


def _reply_line(reply: Document) -> str:
    return f"{reply.title}, {day(reply.date)}" if reply.date else reply.title


def _overview_row(name: str, trail: Trail) -> tuple[Html, ...]:
    words = shorten(trail.recommendation.text, width=120, placeholder=" …")
    found = position_badge(trail.position) if trail.position else NOTHING
    return link(f"#punt-{trail.recommendation.id}", name), text(words), standing_badge(trail), found


def _show_trail(kb: KnowledgeBase, trail: Trail, advice: Advice, extent: Extent, name: str) -> None:
    """A recommendation at the left, what followed at the right."""
    part = trail.recommendation.parent_id is not None
    with st.container(key=f"spoor-{trail.recommendation.id}"):
        title = [text(name), standing_badge(trail)]
        st.html(tag("h3" if part else "h2", title, "punt", id=f"punt-{trail.recommendation.id}"))
        left, right = st.columns(2, gap="large")
        with left:
            st.html(_recommendation(trail))
            show_point_choices(kb, trail, advice)
        with right:
            show_answers(kb, trail, advice, extent)


def _recommendation(trail: Trail) -> Html:
    statement = trail.recommendation
    kind = "Weergegeven advies" if statement.restated else "Advies"
    return join(
        [
            tag("p", text(kind), "kopje"),
            quote(statement.text),
            citation(trail.citation, statement.id),
            _related(trail.related),
        ]
    )


def _related(related: tuple[Related, ...]) -> Html:
    """Who endorses or repeats it, with place."""
    if not related:
        return NOTHING
    items = [
        tag("li", [tag("span", text(RELATIONS[one.link.relation]), "soort stil"), quote(one.statement.text),
                   citation(one.citation, one.statement.id)])
        for one in related
    ]  # fmt: skip
    return tag("details", [tag("summary", text(f"Komt ook terug in ({len(related)})")), tag("ul", items, "verwant")])
