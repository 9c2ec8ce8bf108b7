"""One point beside the list of all: its words and its answers, each with page and with what a person can decide, and
the way to its advice."""

from __future__ import annotations

import streamlit as st

from app_pages import _links
from app_pages._answer import show_answers
from app_pages._choices import show_point_choices, show_undone
from app_pages._html import NOTHING, Html, join, link, tag, text
from app_pages._judge import show_saved
from app_pages._parts import citation, facts, position_badge, quote, standing_badge
from kb import KnowledgeBase, labels
from kb.errors import NotFound
from kb.labels import day
from kb.model import Point

PLACE = "gekozen-punt"


def show_point(kb: KnowledgeBase, point: Point, back: str) -> None:
    """The point; `back` leads to the list without it."""
    trail, advice = point.trail, point.advice
    name = f"Punt {point.number}" if point.number else "Punt zonder nummer"
    title = tag("h2", text(name), "kop", id=PLACE, tabindex="-1", data_aandacht=point.id, data_over=name.lower())
    close = tag("a", text("Sluit"), href=back, data_blijf="", aria_label=f"Sluit {name.lower()}")
    kind = "Weergegeven advies" if trail.recommendation.restated else "Advies"
    with st.container(key="zijpaneel"):
        st.html(
            join(
                [
                    tag("div", [title, close], "kopregel"),
                    _facts(point),
                    tag("p", text(kind), "kopje"),
                    quote(trail.recommendation.text),
                    citation(trail.citation, point.id),
                ]
            )
        )
        show_point_choices(kb, trail, advice)
        show_answers(kb, trail, advice, kb.extent(), name.lower())
        st.html(tag("p", link(_links.point(advice.document.id, point.id), "Bekijk in het advies")))
        show_undone(kb, advice.document.id, advice.trails)


def show_gone(kb: KnowledgeBase, id_: str) -> None:
    """In place of a point that does not count any more: what was just decided, and how to take that back."""
    show_saved(of=id_)
    try:
        document = kb.statement(id_).document_id
    except NotFound:  # an address from before the letter was read again, or forgotten
        return
    show_undone(kb, document, ())


def _facts(point: Point) -> Html:
    document = point.advice.document
    found = position_badge(point.position) if point.position else NOTHING
    found = join([found, text(f"({labels.VIA_PARENT})")], " ") if point.via_parent and point.position else found
    return facts(
        [
            ("Status", standing_badge(point.trail)),
            ("Standpunt", found),
            ("Advies", link(_links.advice(document.id), document.title)),
            ("Van", text(point.body or "adviseur onbekend")),
            ("Termijn", text(day(point.due) or labels.NO_TERM)),
        ]
    )
