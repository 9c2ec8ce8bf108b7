"""One point beside the list of all: its words and its answers, each with page, and the way to its advice."""

from __future__ import annotations

import streamlit as st

from app_pages import _links
from app_pages._html import NOTHING, Html, join, link, tag, text
from app_pages._parts import citation, facts, notice, position_badge, quote, standing_badge
from kb import labels
from kb.labels import day
from kb.model import Answer, Point

PLACE = "gekozen-punt"


def show_point(point: Point, back: str) -> None:
    """The point; `back` leads to the list without it."""
    trail = point.trail
    name = f"Punt {point.number}" if point.number else "Punt zonder nummer"
    title = tag("h2", text(name), "kop", id=PLACE, tabindex="-1", data_aandacht=point.id)
    close = tag("a", text("Sluit"), href=back, data_blijf="", aria_label=f"Sluit {name.lower()}")
    st.html(
        tag(
            "section",
            [
                tag("div", [title, close], "kopregel"),
                _facts(point),
                tag("p", text("Weergegeven advies" if trail.recommendation.restated else "Advies"), "kopje"),
                quote(trail.recommendation.text),
                citation(trail.citation, trail.recommendation.id),
                tag("p", text("Antwoord" if len(trail.answers) < 2 else "Antwoorden"), "kopje"),
                join(map(_answer, trail.answers)) or _none(point),
                tag("p", link(_links.point(point.advice.document.id, point.id), "Bekijk en beoordeel in het advies")),
            ],
            "zijpaneel",
            aria_labelledby=PLACE,
        )
    )


def _facts(point: Point) -> Html:
    document = point.advice.document
    found = position_badge(point.trail.position) if point.trail.position else NOTHING
    return facts(
        [
            ("Status", standing_badge(point.trail)),
            ("Standpunt", found),
            ("Advies", link(_links.advice(document.id), document.title)),
            ("Van", text(point.body or "adviseur onbekend")),
            ("Termijn", text(day(point.due) or labels.NO_TERM)),
        ]
    )


def _answer(answer: Answer) -> Html:
    by_person = answer.decision is not None and not answer.suspect
    who = f"vastgesteld door {answer.decision.by}" if answer.decision and by_person else "voorstel van het programma"
    told = NOTHING if answer.counts else notice("Dit vertelt een ander. Het telt pas als iemand het bevestigt.")
    general = notice("Dit is van alle punten samen gezegd.") if answer.in_general else NOTHING
    return tag(
        "div",
        [
            tag("p", [position_badge(answer.position), text(who)], "stand"),
            quote(answer.response.text),
            citation(answer.citation, answer.response.id),
            told,
            general,
        ],
        "antwoord",
    )


def _none(point: Point) -> Html:
    if point.via_parent:
        return tag("p", text("Beantwoord via het hoofdpunt."), "leegte")
    letters = [link(_links.document(each.id), labels.the_replies((each,), point.trail.document))
               for each in point.trail.looked_in]  # fmt: skip
    if letters:
        where = [text("Geen antwoord op dit punt gevonden in "), join(letters, " en "), text(". Controleer het daar.")]
        return tag("p", where, "leegte")
    return tag("p", text("Geen reactie gevonden in wat geladen is."), "leegte")
