"""How far what is loaded is answered, per body, and what it refers to that is not loaded."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app_pages import _links
from app_pages._html import NOTHING, Column, Html, join, link, table, tag, text
from app_pages._more import part_of, show_more
from app_pages._parts import heading, lead, place_link
from kb import labels
from kb.labels import amount, day
from kb.model import Answering, Excluded, Missing

ANSWERING = (Column("Van", "ruim"), Column("Document", "breed"), Column("Punten", "ruim"), Column("Telt niet mee"))
NAMED = 5  # documents that are named in one row
MISSING = (Column("Waarnaar wordt verwezen", "breed"), Column("Datum", "smal"), Column("Genoemd in", "breed"))


def show_answering(answering: Sequence[Answering], among: Sequence[str]) -> None:
    """A row per document with points; nothing when there is none. `among`: of which municipality."""
    if not answering:
        return
    st.html(heading("Hoe ver de punten beantwoord zijn", 2))
    st.html(lead("Gerekend met wat geladen is: “geen reactie gevonden” betekent niet dat er geen reactie is."))
    caption = f"{amount(len(answering), 'document', 'documenten')} met adviespunten, per afzender"
    part = part_of("beantwoord", answering, among)
    st.html(table(part.said(caption), ANSWERING, map(_answering, part.items)))
    show_more(part)


def show_missing(missing: Sequence[Missing], among: Sequence[str]) -> None:
    """A row per document that is named and not loaded; says so when there is none. `among`: of which municipality."""
    st.html(heading("Waarnaar wordt verwezen, maar wat nog ontbreekt", 2, _links.MISSING))
    if not missing:
        of = f" in de documenten van {' en '.join(among)}" if among else ""
        st.html(tag("p", text(f"Niets: alles waarnaar{of} wordt verwezen, is geladen."), "klein"))
        return
    st.html(lead("Voeg deze stukken toe als u ze hebt: dan zijn er meer antwoorden te vinden."))
    part = part_of("ontbreekt", missing, among)
    st.html(table(part.said(amount(part.total, "stuk", "stukken")), MISSING, map(_missing, part.items)))
    show_more(part)


def _answering(one: Answering) -> tuple[Html, ...]:
    return (
        text(one.body or "afzender onbekend"),
        link(_links.advice(one.document.id), one.document.title),
        text(labels.counted(dict(one.points)) or "geen"),
        tag("ul", [tag("li", _excluded(each)) for each in one.excluded], "kaal") if one.excluded else text("niets"),
    )


def _excluded(one: Excluded) -> Html:
    why = f"afgewezen door {one.decision.by}: {one.decision.reason or 'zonder reden'}"
    return join([tag("span", text(one.statement.text), "woorden"), tag("span", text(why), "onder")])


def _missing(one: Missing) -> tuple[Html, ...]:
    names = [tag("li", link(_links.document(each.id), each.title)) for each in one.named_in[:NAMED]]
    if len(one.named_in) > NAMED:
        names.append(tag("li", text(f"en nog {amount(len(one.named_in) - NAMED, 'document', 'documenten')}")))
    place = place_link(one.citation) if one.citation else NOTHING
    return text(one.words), text(day(one.date) or "onbekend"), join([tag("ul", names, "kaal"), place])
